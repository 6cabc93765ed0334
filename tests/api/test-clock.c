/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The platform's clock decides. Would catch a stale request that is never mended or retried for ever, one retried
 * behind the back of whoever keeps attempts, and a clock that is off by less than the lifetime and so dates our leads
 * wrongly. */

#include "foyer-test-server.h"

#include "foyer-error.h"
#include "foyer-json.h"

#include <string.h>
#include <time.h>

#define URI   "/api/1.0/contact?action=addOrUpdateLead"
#define BODY  "{\"name\":\"Gala dinner\"}"
#define STALE "{\"errorCode\": 401, \"specificCode\": 23005, \"message\": \"The request is stale\"}"

static gint64 clock_set_by; /* seconds */

/* Instead of the library's: this computer's clock, as it is after somebody has set it. */
gint64
g_get_real_time (void)
{
  struct timespec now;

  g_assert_cmpint (clock_gettime (CLOCK_REALTIME, &now), ==, 0);
  return (now.tv_sec + clock_set_by) * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static FoyerReply *
call_add (FoyerClient *client, GError **error)
{
  g_autoptr (GBytes) body = g_bytes_new_static (BODY, strlen (BODY));
  g_autoptr (GAsyncResult) result = NULL;

  foyer_client_call_async (client, FOYER_CALL_ADD, "contact", "addOrUpdateLead", body, NULL, foyer_test_store_result_cb,
                           &result);
  foyer_test_wait (&result);
  return foyer_client_call_finish (client, result, error);
}

/* How far a request's date is ahead of this computer's clock. */
static gint64
get_date_offset (FoyerTestServer *server, guint position)
{
  const FoyerTestRequest *request = foyer_test_server_get_request (server, position);
  gint64 date = 0;

  foyer_test_request_assert_signed (request, URI);
  g_assert_true (foyer_json_parse_time (foyer_test_request_get_header (request, "ivvy-date"), &date));
  return date - g_get_real_time () / G_USEC_PER_SEC;
}

static void
assert_near (gint64 value, gint64 wanted)
{
  g_assert_cmpint (value, >=, wanted - 3);
  g_assert_cmpint (value, <=, wanted + 3);
}

static void
test_stale_then_fine (void)
{
  static const gint64 offsets[] = { 3600, -86400, 400 };

  for (guint i = 0; i < G_N_ELEMENTS (offsets); i++)
    {
      g_autoptr (FoyerTestServer) server = foyer_test_server_new (NULL);
      g_autoptr (FoyerClient) client = foyer_test_client_new (server);
      g_autoptr (GError) error = NULL;
      g_autoptr (FoyerReply) reply = NULL;
      g_autofree char *first = NULL;
      g_autofree char *second = NULL;

      foyer_test_server_add (server, (FoyerTestReply) { .status = 401, .body = STALE, .date_offset = offsets[i] });
      foyer_test_server_add (server,
                             (FoyerTestReply) { .body = "{\"success\": true, \"id\": 7}", .date_offset = offsets[i] });
      reply = call_add (client, &error);
      g_assert_no_error (error);
      g_assert_cmpint (foyer_json_get_id (foyer_reply_get_object (reply), "id"), ==, 7);
      g_assert_cmpuint (foyer_test_server_get_n_requests (server), ==, 2);
      assert_near (get_date_offset (server, 0), 0);
      assert_near (get_date_offset (server, 1), offsets[i]);
      assert_near (foyer_client_get_clock_offset (client), offsets[i]);
      assert_near (foyer_reply_get_server_date (reply) - foyer_reply_get_request_date (reply), 0);
      first = foyer_test_request_get_body (foyer_test_server_get_request (server, 0));
      second = foyer_test_request_get_body (foyer_test_server_get_request (server, 1));
      g_assert_cmpstr (first, ==, second);
    }
}

static void
test_stale_for_ever (void)
{
  g_autoptr (FoyerTestServer) server = foyer_test_server_new (NULL);
  g_autoptr (FoyerClient) client = foyer_test_client_new (server);
  g_autoptr (GError) error = NULL;

  foyer_test_server_add (server,
                         (FoyerTestReply) { .status = 401, .body = STALE, .date_offset = 3600, .repeats = TRUE });
  g_assert_null (call_add (client, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_CLOCK);
  g_assert_cmpint (foyer_error_get_specific_code (error), ==, 23005);
  g_assert_cmpuint (foyer_test_server_get_n_requests (server), ==, 2);
}

/* Without the server's time there is nothing to learn, and no reason to believe that another try would do. */
static void
test_stale_without_date (void)
{
  g_autoptr (FoyerTestServer) server = foyer_test_server_new (NULL);
  g_autoptr (FoyerClient) client = foyer_test_client_new (server);
  g_autoptr (GError) error = NULL;

  foyer_test_server_add (server,
                         (FoyerTestReply) { .status = 401, .body = STALE, .has_no_date = TRUE, .repeats = TRUE });
  g_assert_null (call_add (client, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_CLOCK);
  g_assert_cmpuint (foyer_test_server_get_n_requests (server), ==, 1);
  g_assert_cmpint (foyer_client_get_clock_offset (client), ==, 0);
}

/* What is centuries off is no clock: near the last year there is no date to sign with. */
static void
test_no_clock (void)
{
  static const gint64 dates[] = { G_GINT64_CONSTANT (253370764799) /* 9998 */, -2208988800 /* 1900 */ };

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autoptr (FoyerTestServer) server = foyer_test_server_new (NULL);
      g_autoptr (FoyerClient) client = foyer_test_client_new (server);
      g_autoptr (GError) error = NULL;

      foyer_test_server_add (server,
                             (FoyerTestReply) { .status = 401,
                                                .body = STALE,
                                                .date_offset = dates[i] - g_get_real_time () / G_USEC_PER_SEC - 1,
                                                .repeats = TRUE });
      g_assert_null (call_add (client, &error));
      g_assert_error (error, FOYER_ERROR, FOYER_ERROR_CLOCK);
      g_assert_cmpint (foyer_client_get_clock_offset (client), ==, 0);
      assert_near (get_date_offset (server, foyer_test_server_get_n_requests (server) - 1), 0);
    }
}

/* Who keeps attempts on disk sends one at a time: the offset is learned, the retry is theirs. */
static void
test_one_attempt (void)
{
  g_autoptr (FoyerTestServer) server = foyer_test_server_new (NULL);
  g_autoptr (FoyerClient) client = foyer_test_client_new (server);
  g_autoptr (GBytes) body = g_bytes_new_static (BODY, strlen (BODY));
  g_autoptr (FoyerRequest) first = NULL;
  g_autoptr (FoyerRequest) second = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  FoyerVerdict verdict = 0;

  first = foyer_client_prepare (client, FOYER_CALL_ADD, "contact", "addOrUpdateLead", body);
  foyer_test_server_add (server, (FoyerTestReply) { .status = 401, .body = STALE, .date_offset = 3600 });
  foyer_client_send_async (client, first, NULL, foyer_test_store_result_cb, &result);
  foyer_test_wait (&result);
  g_assert_null (foyer_client_send_finish (client, result, &verdict, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_CLOCK);
  g_assert_cmpint (verdict, ==, FOYER_VERDICT_STALE_CLOCK);
  g_assert_cmpuint (foyer_test_server_get_n_requests (server), ==, 1);

  second = foyer_client_prepare (client, FOYER_CALL_ADD, "contact", "addOrUpdateLead", body);
  assert_near (foyer_request_get_date (second) - foyer_request_get_date (first), 3600);
}

/* Two minutes off is not refused, but leads would be looked for at the wrong time. */
static void
test_learned_from_any_reply (void)
{
  g_autoptr (FoyerTestServer) server = foyer_test_server_new (NULL);
  g_autoptr (FoyerClient) client = foyer_test_client_new (server);
  g_autoptr (FoyerReply) first = NULL;
  g_autoptr (FoyerReply) second = NULL;

  foyer_test_server_add (
      server, (FoyerTestReply) { .body = "{\"success\": true, \"id\": 7}", .date_offset = 120, .repeats = TRUE });
  first = call_add (client, NULL);
  second = call_add (client, NULL);
  g_assert_nonnull (first);
  g_assert_nonnull (second);
  assert_near (get_date_offset (server, 0), 0);
  assert_near (get_date_offset (server, 1), 120);
}

/* A page of another server does not set our clock. */
static void
test_not_learned_from_strangers (void)
{
  g_autoptr (FoyerTestServer) server = foyer_test_server_new (NULL);
  g_autoptr (FoyerClient) client = foyer_test_client_new (server);

  foyer_test_server_add (server,
                         (FoyerTestReply) { .status = 502, .type = "text/html", .date_offset = 7200, .repeats = TRUE });
  g_assert_null (call_add (client, NULL));
  g_assert_cmpint (foyer_client_get_clock_offset (client), ==, 0);
}

/* Would catch: a clock that is taken for known before a reply told of it, or after it was set; one that is never known
 * again. */
static void
test_known (void)
{
  g_autoptr (FoyerTestServer) server = foyer_test_server_new (NULL);
  g_autoptr (FoyerClient) client = foyer_test_client_new (server);
  g_autoptr (FoyerReply) first = NULL;
  g_autoptr (FoyerReply) second = NULL;
  g_autoptr (FoyerReply) third = NULL;

  foyer_test_server_add (server, (FoyerTestReply) { .body = "{\"success\": true, \"id\": 7}", .has_no_date = TRUE });
  foyer_test_server_add (server, (FoyerTestReply) { .body = "{\"success\": true, \"id\": 7}", .repeats = TRUE });
  g_assert_false (foyer_client_knows_clock (client));
  first = call_add (client, NULL);
  g_assert_nonnull (first);
  g_assert_false (foyer_client_knows_clock (client));
  second = call_add (client, NULL);
  g_assert_nonnull (second);
  g_assert_true (foyer_client_knows_clock (client));

  clock_set_by = 30;
  g_assert_false (foyer_client_knows_clock (client));
  third = call_add (client, NULL);
  g_assert_nonnull (third);
  g_assert_true (foyer_client_knows_clock (client));
  clock_set_by = 0;
  g_assert_false (foyer_client_knows_clock (client));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clock/stale-then-fine", test_stale_then_fine);
  g_test_add_func ("/clock/stale-for-ever", test_stale_for_ever);
  g_test_add_func ("/clock/stale-without-date", test_stale_without_date);
  g_test_add_func ("/clock/no-clock", test_no_clock);
  g_test_add_func ("/clock/one-attempt", test_one_attempt);
  g_test_add_func ("/clock/learned-from-any-reply", test_learned_from_any_reply);
  g_test_add_func ("/clock/not-learned-from-strangers", test_not_learned_from_strangers);
  g_test_add_func ("/clock/known", test_known);
  return g_test_run ();
}
