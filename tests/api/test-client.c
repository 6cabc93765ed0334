/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The client against a real server that answers, refuses and misbehaves: each case asserts the verdict, the error, what
 * the client sent and how often. Would catch a resent add, a parsed error page, a followed redirect, a lost deadline.
 */

#include "foyer-test-server.h"

#include "foyer-error.h"
#include "foyer-json.h"

#include <string.h>

#define ADD_URI  "/api/1.0/contact?action=addOrUpdateLead"
#define READ_URI "/api/1.0/crm?action=getLeadList"
#define BODY     "{\"name\":\"Gala dinner\"}"
#define SUCCESS  "{\"success\": true, \"id\": 77}"

static FoyerReply *
send (FoyerClient *client, FoyerCall call, GCancellable *cancellable, FoyerVerdict *verdict, GError **error)
{
  g_autoptr (GBytes) body = g_bytes_new_static (BODY, strlen (BODY));
  gboolean is_read = call == FOYER_CALL_READ;
  g_autoptr (FoyerRequest) request = foyer_client_prepare (client, call, is_read ? "crm" : "contact",
                                                           is_read ? "getLeadList" : "addOrUpdateLead", body);
  g_autoptr (GAsyncResult) result = NULL;

  foyer_client_send_async (client, request, cancellable, foyer_test_store_result_cb, &result);
  foyer_test_wait (&result);
  return foyer_client_send_finish (client, result, verdict, error);
}

static FoyerReply *
call (FoyerClient *client, FoyerCall kind, GError **error)
{
  g_autoptr (GBytes) body = g_bytes_new_static (BODY, strlen (BODY));
  gboolean is_read = kind == FOYER_CALL_READ;
  g_autoptr (GAsyncResult) result = NULL;

  foyer_client_call_async (client, kind, is_read ? "crm" : "contact", is_read ? "getLeadList" : "addOrUpdateLead", body,
                           NULL, foyer_test_store_result_cb, &result);
  foyer_test_wait (&result);
  return foyer_client_call_finish (client, result, error);
}

static void
assert_fails (FoyerClient *client, FoyerCall kind, FoyerVerdict wanted, FoyerErrorCode code)
{
  g_autoptr (GError) error = NULL;
  FoyerVerdict verdict = 0;
  g_autoptr (FoyerReply) reply = send (client, kind, NULL, &verdict, &error);

  g_assert_null (reply);
  g_assert_error (error, FOYER_ERROR, (int) code);
  g_assert_cmpint (verdict, ==, wanted);
  g_assert_null (strstr (error->message, "Gala"));
}

static void
test_answer (void)
{
  g_autoptr (FoyerTestServer) server = foyer_test_server_new (NULL);
  g_autoptr (FoyerClient) client = foyer_test_client_new (server);
  g_autoptr (GError) error = NULL;
  g_autofree char *sent = NULL;
  FoyerVerdict verdict = 0;
  g_autoptr (FoyerReply) reply = NULL;
  const FoyerTestRequest *request;

  foyer_test_server_add (server, (FoyerTestReply) { .body = SUCCESS });
  reply = send (client, FOYER_CALL_ADD, NULL, &verdict, &error);
  g_assert_no_error (error);
  g_assert_cmpint (verdict, ==, FOYER_VERDICT_DELIVERED);
  g_assert_cmpuint (foyer_reply_get_http_status (reply), ==, 200);
  g_assert_cmpint (foyer_json_get_id (foyer_reply_get_object (reply), "id"), ==, 77);
  g_assert_cmpint (ABS (foyer_reply_get_server_date (reply) - foyer_reply_get_request_date (reply)), <=, 2);
  g_assert_cmpint (foyer_client_get_clock_offset (client), ==, 0);

  g_assert_cmpuint (foyer_test_server_get_n_requests (server), ==, 1);
  request = foyer_test_server_get_request (server, 0);
  sent = foyer_test_request_get_body (request);
  foyer_test_request_assert_signed (request, ADD_URI);
  g_assert_cmpstr (sent, ==, BODY);
  g_assert_true (g_str_has_prefix (foyer_test_request_get_header (request, "user-agent"), "Foyer/"));
  g_assert_null (foyer_test_request_get_header (request, "date"));
  g_assert_null (foyer_test_request_get_header (request, "cookie"));
}

/* What a request was signed with is known before it leaves. */
static void
test_prepare (void)
{
  g_autoptr (FoyerTestServer) server = foyer_test_server_new (NULL);
  g_autoptr (FoyerClient) client = foyer_test_client_new (server);
  g_autoptr (GBytes) body = g_bytes_new_static (BODY, strlen (BODY));
  g_autoptr (FoyerRequest) request = NULL;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  foyer_client_set_clock_offset (client, 1000);
  request = foyer_client_prepare (client, FOYER_CALL_ADD, "contact", "addOrUpdateLead", body);
  g_assert_cmpint (foyer_request_get_date (request), >=, now + 1000);
  g_assert_cmpint (foyer_request_get_date (request), <=, now + 1002);
  g_assert_true (g_bytes_equal (foyer_request_get_body (request), body));
  g_assert_cmpuint (foyer_test_server_get_n_connections (server), ==, 0);
}

static const struct
{
  FoyerTestReply reply;
  FoyerVerdict add;
  FoyerErrorCode add_code;
  FoyerVerdict read;
  FoyerErrorCode read_code;
} replies[] = {
  { { .status = 502, .type = "text/html", .body = "<html><h1>502 Bad Gateway</h1></html>" },
    FOYER_VERDICT_UNCERTAIN,
    FOYER_ERROR_UNCERTAIN,
    FOYER_VERDICT_LATER,
    FOYER_ERROR_UNAVAILABLE },
  { { .status = 200, .type = "text/html", .body = "<html>Log in to the hotel's network</html>" },
    FOYER_VERDICT_UNCERTAIN,
    FOYER_ERROR_UNCERTAIN,
    FOYER_VERDICT_LATER,
    FOYER_ERROR_UNREADABLE },
  { { .status = 200, .type = "text/html", .body = SUCCESS },
    FOYER_VERDICT_UNCERTAIN,
    FOYER_ERROR_UNCERTAIN,
    FOYER_VERDICT_LATER,
    FOYER_ERROR_UNREADABLE },
  { { .status = 200, .type = "", .body = SUCCESS },
    FOYER_VERDICT_UNCERTAIN,
    FOYER_ERROR_UNCERTAIN,
    FOYER_VERDICT_LATER,
    FOYER_ERROR_UNREADABLE },
  { { .body = "{\"success\": true, \"id\": 77" },
    FOYER_VERDICT_UNCERTAIN,
    FOYER_ERROR_UNCERTAIN,
    FOYER_VERDICT_LATER,
    FOYER_ERROR_UNREADABLE },
  { { .body = "{\"success\": true, \"id\": 77, \"name\": \"\xff\xfe\"}" },
    FOYER_VERDICT_UNCERTAIN,
    FOYER_ERROR_UNCERTAIN,
    FOYER_VERDICT_LATER,
    FOYER_ERROR_UNREADABLE },
  { { .body = "{\"a\": \"x\0y\", \"success\": true, \"id\": 77}", .length = 39 },
    FOYER_VERDICT_UNCERTAIN,
    FOYER_ERROR_UNCERTAIN,
    FOYER_VERDICT_LATER,
    FOYER_ERROR_UNREADABLE },
  { { .behaviour = FOYER_TEST_CUTS_OFF, .body = SUCCESS },
    FOYER_VERDICT_UNCERTAIN,
    FOYER_ERROR_UNCERTAIN,
    FOYER_VERDICT_LATER,
    FOYER_ERROR_UNAVAILABLE },
  { { .behaviour = FOYER_TEST_CLOSES },
    FOYER_VERDICT_UNCERTAIN,
    FOYER_ERROR_UNCERTAIN,
    FOYER_VERDICT_LATER,
    FOYER_ERROR_UNAVAILABLE },
  { { .behaviour = FOYER_TEST_RESETS },
    FOYER_VERDICT_UNCERTAIN,
    FOYER_ERROR_UNCERTAIN,
    FOYER_VERDICT_LATER,
    FOYER_ERROR_UNAVAILABLE },
  { { .behaviour = FOYER_TEST_FLOODS },
    FOYER_VERDICT_UNCERTAIN,
    FOYER_ERROR_UNCERTAIN,
    FOYER_VERDICT_LATER,
    FOYER_ERROR_UNREADABLE },
  { { .behaviour = FOYER_TEST_FLOODS, .type = "text/html" },
    FOYER_VERDICT_UNCERTAIN,
    FOYER_ERROR_UNCERTAIN,
    FOYER_VERDICT_LATER,
    FOYER_ERROR_UNREADABLE },
  { { .status = 401, .body = "{\"errorCode\": 401, \"message\": \"Unauthorized\"}" },
    FOYER_VERDICT_ACCOUNT,
    FOYER_ERROR_UNAUTHORIZED,
    FOYER_VERDICT_ACCOUNT,
    FOYER_ERROR_UNAUTHORIZED },
  { { .status = 200, .body = "{\"errorCode\": \"403\"}" },
    FOYER_VERDICT_ACCOUNT,
    FOYER_ERROR_FORBIDDEN,
    FOYER_VERDICT_ACCOUNT,
    FOYER_ERROR_FORBIDDEN },
  { { .status = 400,
      .body = "{\"errorCode\": {\"a\": []}, \"specificCode\": [], \"message\": 7, \"additionalMessages\": 3}" },
    FOYER_VERDICT_UNCERTAIN,
    FOYER_ERROR_UNCERTAIN,
    FOYER_VERDICT_LATER,
    FOYER_ERROR_UNAVAILABLE },
  { { .status = 200, .body = "{\"success\": false, \"message\": \"No\"}" },
    FOYER_VERDICT_REJECTED,
    FOYER_ERROR_REFUSED,
    FOYER_VERDICT_REJECTED,
    FOYER_ERROR_REFUSED },
};

/* Answers that are none; a read and an add judged apart. */
static void
test_bad_replies (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      g_autoptr (FoyerTestServer) server = foyer_test_server_new (NULL);
      g_autoptr (FoyerClient) client = foyer_test_client_new (server);
      FoyerTestReply reply = replies[i].reply;

      g_test_message ("reply %u", i);
      reply.repeats = TRUE;
      foyer_test_server_add (server, reply);
      assert_fails (client, FOYER_CALL_ADD, replies[i].add, replies[i].add_code);
      foyer_test_request_assert_signed (foyer_test_server_get_request (server, 0), ADD_URI);
      assert_fails (client, FOYER_CALL_READ, replies[i].read, replies[i].read_code);
      foyer_test_request_assert_signed (foyer_test_server_get_request (server, 1), READ_URI);
      g_assert_cmpuint (foyer_test_server_get_n_requests (server), ==, 2);
    }
}

/* An id that cannot be trusted is no id. */
static void
test_bad_ids (void)
{
  static const char *const bodies[] = {
    "{\"success\": true, \"id\": 9223372036854775808}",
    "{\"success\": true, \"id\": 99999999999999999999999}",
    "{\"success\": true, \"id\": 1e400}",
    "{\"success\": true, \"id\": 0}",
    "{\"success\": true, \"id\": -5}",
    "{\"success\": true, \"id\": null}",
    "{\"success\": true, \"id\": [7]}",
    "{\"success\": true, \"id\": \"7; 8\"}",
    "{\"success\": true}",
    "{\"success\": [], \"id\": {}}",
    "[]",
    "{}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (FoyerTestServer) server = foyer_test_server_new (NULL);
      g_autoptr (FoyerClient) client = foyer_test_client_new (server);

      g_test_message ("%s", bodies[i]);
      foyer_test_server_add (server, (FoyerTestReply) { .body = bodies[i] });
      assert_fails (client, FOYER_CALL_ADD, FOYER_VERDICT_UNCERTAIN, FOYER_ERROR_UNCERTAIN);
    }
}

static void
test_too_big_and_too_deep (void)
{
  g_autoptr (FoyerTestServer) server = foyer_test_server_new (NULL);
  g_autoptr (FoyerClient) client = foyer_test_client_new (server);
  g_autofree char *padding = g_strnfill (10 * 1024 * 1024, 'x');
  g_autofree char *big = g_strdup_printf ("{\"success\": true, \"id\": 77, \"padding\": \"%s\"}", padding);
  g_autofree char *opening = g_strnfill (10000, '[');
  g_autofree char *closing = g_strnfill (10000, ']');
  g_autofree char *deep = g_strconcat (opening, closing, NULL);

  foyer_test_server_add (server, (FoyerTestReply) { .body = big });
  foyer_test_server_add (server, (FoyerTestReply) { .body = big });
  foyer_test_server_add (server, (FoyerTestReply) { .body = deep });
  foyer_test_server_add (server, (FoyerTestReply) { .body = deep });
  assert_fails (client, FOYER_CALL_ADD, FOYER_VERDICT_UNCERTAIN, FOYER_ERROR_UNCERTAIN);
  assert_fails (client, FOYER_CALL_READ, FOYER_VERDICT_LATER, FOYER_ERROR_UNREADABLE);
  assert_fails (client, FOYER_CALL_ADD, FOYER_VERDICT_UNCERTAIN, FOYER_ERROR_UNCERTAIN);
  assert_fails (client, FOYER_CALL_READ, FOYER_VERDICT_LATER, FOYER_ERROR_UNREADABLE);
}

static void
test_redirect (void)
{
  static const guint statuses[] = { 301, 302, 303, 307, 308 };
  g_autoptr (FoyerTestServer) other = foyer_test_server_new (NULL);

  foyer_test_server_add (other, (FoyerTestReply) { .body = SUCCESS, .repeats = TRUE });
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (FoyerTestServer) server = foyer_test_server_new (NULL);
      g_autoptr (FoyerClient) client = foyer_test_client_new (server);
      g_autofree char *location = g_strdup_printf ("Location: %s/elsewhere\r\n", foyer_test_server_get_address (other));
      FoyerTestReply reply = { .status = statuses[i], .headers = location, .body = SUCCESS, .repeats = TRUE };

      foyer_test_server_add (server, reply);
      assert_fails (client, FOYER_CALL_ADD, FOYER_VERDICT_UNCERTAIN, FOYER_ERROR_UNCERTAIN);
      assert_fails (client, FOYER_CALL_READ, FOYER_VERDICT_LATER, FOYER_ERROR_UNREADABLE);
      g_assert_cmpuint (foyer_test_server_get_n_requests (server), ==, 2);
    }
  g_assert_cmpuint (foyer_test_server_get_n_connections (other), ==, 0);
}

static void
test_refusals (void)
{
  g_autoptr (FoyerTestServer) server = foyer_test_server_new (NULL);
  g_autoptr (FoyerClient) client = foyer_test_client_new (server);
  g_autoptr (GError) invalid = NULL;
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) several = NULL;
  g_autoptr (GError) odd = NULL;

  foyer_test_server_add (
      server, (FoyerTestReply) { .status = 400,
                                 .body = "{\"errorCode\": 400, \"specificCode\": \"23016\","
                                         " \"message\": \"'typeId' does not validate\","
                                         " \"additionalMessages\": [\"It must be a number\", \"It is unknown\"]}" });
  g_assert_null (send (client, FOYER_CALL_ADD, NULL, NULL, &invalid));
  g_assert_error (invalid, FOYER_ERROR, FOYER_ERROR_REFUSED);
  g_assert_cmpint (foyer_error_get_specific_code (invalid), ==, 23016);
  g_assert_cmpint (foyer_error_get_platform_code (invalid), ==, 400);
  g_assert_cmpuint (foyer_error_get_http_status (invalid), ==, 400);
  g_assert_cmpuint (foyer_error_get_n_problems (invalid), ==, 1);
  g_assert_cmpstr (foyer_error_get_parameter (invalid, 0), ==, "typeId");
  g_assert_cmpstr (foyer_error_get_problem_words (invalid, 0), ==, "It must be a number\nIt is unknown");
  g_assert_cmpstr (foyer_error_get_platform_words (invalid), ==,
                   "'typeId' does not validate\nIt must be a number\nIt is unknown");

  foyer_test_server_add (
      server, (FoyerTestReply) {
                  .status = 200,
                  .body = "{\"errorCode\": 400, \"specificCode\": 23017, \"message\": \"'name' is required\"}" });
  g_assert_null (send (client, FOYER_CALL_ADD, NULL, NULL, &missing));
  g_assert_error (missing, FOYER_ERROR, FOYER_ERROR_REFUSED);
  g_assert_cmpstr (foyer_error_get_parameter (missing, 0), ==, "name");
  g_assert_cmpstr (foyer_error_get_problem_words (missing, 0), ==, "'name' is required");

  foyer_test_server_add (
      server,
      (FoyerTestReply) { .status = 400,
                         .body = "{\"errorCode\": 400, \"specificCode\": 24218, \"message\": \"The lead is invalid\","
                                 " \"additionalMessages\": {\"0\": \"stageId: is not for leads\","
                                 " \"1\": \"customFields[0].fieldValue: is too long\", \"2\": \"Please: do not\","
                                 " \"3\": null, \"4\": {\"a\": 1}, \"5\": \"two words: no parameter\"}}" });
  g_assert_null (send (client, FOYER_CALL_ADD, NULL, NULL, &several));
  g_assert_error (several, FOYER_ERROR, FOYER_ERROR_REFUSED);
  g_assert_cmpuint (foyer_error_get_n_problems (several), ==, 3);
  g_assert_cmpstr (foyer_error_get_parameter (several, 0), ==, "stageId");
  g_assert_cmpstr (foyer_error_get_problem_words (several, 0), ==, "is not for leads");
  g_assert_cmpstr (foyer_error_get_parameter (several, 1), ==, "customFields[0].fieldValue");
  g_assert_nonnull (strstr (foyer_error_get_platform_words (several), "two words: no parameter"));

  foyer_test_server_add (server, (FoyerTestReply) { .status = 400,
                                                    .body = "{\"errorCode\": 400, \"specificCode\": 23016,"
                                                            " \"message\": \"'<script> does not validate\","
                                                            " \"additionalMessages\": \"none\"}" });
  g_assert_null (send (client, FOYER_CALL_ADD, NULL, NULL, &odd));
  g_assert_error (odd, FOYER_ERROR, FOYER_ERROR_REFUSED);
  g_assert_cmpuint (foyer_error_get_n_problems (odd), ==, 0);
}

static void
test_busy (void)
{
  g_autoptr (FoyerTestServer) server = foyer_test_server_new (NULL);
  g_autoptr (FoyerClient) client = foyer_test_client_new (server);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) later = g_date_time_add_seconds (now, 3600 + 90);
  g_autofree char *date = g_date_time_format (later, "Retry-After: %a, %d %b %Y %H:%M:%S GMT\r\n");
  const char *const headers[] = { "Retry-After: 7\r\n", date, "Retry-After: soon\r\n", "Retry-After: 99999999999\r\n",
                                  NULL };
  const gint64 wanted[] = { 7, 90, 0, 86400, 0 };

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autoptr (GError) error = NULL;
      FoyerVerdict verdict = 0;

      /* The date is counted by the server's clock, an hour ahead here. */
      foyer_test_server_add (server, (FoyerTestReply) { .status = 429,
                                                        .type = i % 2 == 0 ? "application/json" : "text/plain",
                                                        .headers = headers[i],
                                                        .date_offset = 3600 });
      g_assert_null (send (client, FOYER_CALL_ADD, NULL, &verdict, &error));
      g_assert_error (error, FOYER_ERROR, FOYER_ERROR_BUSY);
      g_assert_cmpint (verdict, ==, FOYER_VERDICT_LATER);
      g_assert_cmpint (foyer_error_get_retry_after (error), >=, MAX (wanted[i] - 2, 0));
      g_assert_cmpint (foyer_error_get_retry_after (error), <=, wanted[i]);
    }
  g_assert_cmpuint (foyer_test_server_get_n_requests (server), ==, G_N_ELEMENTS (wanted));
}

static void
test_ping (void)
{
  static const char *const bodies[] = { "{\"ack\": 1, \"timestamp\": \"2012-04-03 22:23:24\"}", "{\"ack\": true}",
                                        "[]" };
  g_autoptr (FoyerTestServer) server = foyer_test_server_new (NULL);
  g_autoptr (FoyerClient) client = foyer_test_client_new (server);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *sent = NULL;
      gint64 time = 0;

      foyer_test_server_add (server, (FoyerTestReply) { .body = bodies[i] });
      foyer_client_ping_async (client, NULL, foyer_test_store_result_cb, &result);
      foyer_test_wait (&result);
      g_assert_true (foyer_client_ping_finish (client, result, &time, &error));
      g_assert_no_error (error);
      g_assert_cmpint (time, >=, i == 0 ? 1333491804 : now);
      g_assert_cmpint (time, <=, i == 0 ? 1333491804 : now + 10);
      sent = foyer_test_request_get_body (foyer_test_server_get_request (server, i));
      foyer_test_request_assert_signed (foyer_test_server_get_request (server, i), "/api/1.0/test?action=ping");
      g_assert_cmpstr (sent, ==, "{}");
    }
}

static void
test_arguments (void)
{
  static const char *const keys[] = { "", "a b", "a:b", "a\r\nX-Evil: 1", "k\xc3\xa9y" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (foyer_client_new ("https://example.org", keys[i], "secret", &error));
      g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
    }

  g_autoptr (GError) error = NULL;
  g_assert_null (foyer_client_new ("https://example.org", "key", "", &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (foyer_client_new ("http://example.org", "key", "secret", &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
}

/* Debug output is what people paste into reports. */
static GLogWriterOutput
collect_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  GString *log = user_data;

  for (gsize i = 0; i < n_fields; i++)
    if (fields[i].length < 0)
      g_string_append_printf (log, "%s=%s\n", fields[i].key, (const char *) fields[i].value);
  return G_LOG_WRITER_HANDLED;
}

static void
test_log_holds_no_secret (void)
{
  static GString *log;
  log = g_string_new (NULL);
  g_log_set_writer_func (collect_log, log, NULL);

  g_autoptr (FoyerTestServer) server = foyer_test_server_new (NULL);
  g_autoptr (FoyerClient) client = foyer_test_client_new (server);

  foyer_test_server_add (server, (FoyerTestReply) { .body = SUCCESS });
  foyer_test_server_add (
      server,
      (FoyerTestReply) { .status = 400, .body = "{\"errorCode\": 400, \"message\": \"Gala dinner is not allowed\"}" });
  g_autoptr (FoyerReply) reply = call (client, FOYER_CALL_ADD, NULL);
  g_assert_nonnull (reply);
  assert_fails (client, FOYER_CALL_ADD, FOYER_VERDICT_REJECTED, FOYER_ERROR_REFUSED);

  g_assert_nonnull (strstr (log->str, "addOrUpdateLead"));
  g_assert_null (strstr (log->str, FOYER_TEST_SECRET));
  g_assert_null (strstr (log->str, "IWS "));
  g_assert_null (strstr (log->str, "Gala"));
}

static void
test_unlisted_call (void)
{
  /* Would catch: a call that is made and that nobody who makes a key is told of. */
  g_autoptr (FoyerTestServer) server = foyer_test_server_new (NULL);
  g_autoptr (FoyerClient) client = foyer_test_client_new (server);
  g_autoptr (GBytes) body = g_bytes_new_static (BODY, strlen (BODY));

  g_test_expect_message ("foyer-api", G_LOG_LEVEL_CRITICAL, "*foyer_calls_has*");
  g_assert_null (foyer_client_prepare (client, FOYER_CALL_READ, "crm", "getOpportunityList", body));
  g_test_assert_expected_messages ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/answer", test_answer);
  g_test_add_func ("/client/prepare", test_prepare);
  g_test_add_func ("/client/bad-replies", test_bad_replies);
  g_test_add_func ("/client/bad-ids", test_bad_ids);
  g_test_add_func ("/client/too-big-and-too-deep", test_too_big_and_too_deep);
  g_test_add_func ("/client/redirect", test_redirect);
  g_test_add_func ("/client/refusals", test_refusals);
  g_test_add_func ("/client/busy", test_busy);
  g_test_add_func ("/client/ping", test_ping);
  g_test_add_func ("/client/arguments", test_arguments);
  g_test_add_func ("/client/unlisted-call", test_unlisted_call);
  g_test_add_func ("/client/log-holds-no-secret", test_log_holds_no_secret);
  return g_test_run ();
}
