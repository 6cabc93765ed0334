/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far a message came, and which connection it took. Would catch an add believed not sent although it may have
 * arrived, an add sent twice by a library's own retry, an add over a connection that may be dead, and a call that never
 * ends. */

#include "foyer-test-server.h"

#include "foyer-error.h"

#include <string.h>

#define BODY    "{\"name\":\"Gala dinner\"}"
#define SUCCESS "{\"success\": true, \"id\": 77}"

static void
start (FoyerClient *client, FoyerCall kind, GCancellable *cancellable, GAsyncResult **result)
{
  g_autoptr (GBytes) body = g_bytes_new_static (BODY, strlen (BODY));
  g_autoptr (FoyerRequest) request = foyer_client_prepare (client, kind, "contact", "addOrUpdateLead", body);

  foyer_client_send_async (client, request, cancellable, foyer_test_store_result_cb, result);
  g_assert_null (*result);
}

static void
assert_ends (FoyerClient *client, GAsyncResult **result, FoyerVerdict verdict, GQuark domain, int code)
{
  g_autoptr (FoyerReply) reply = NULL;
  g_autoptr (GError) error = NULL;
  FoyerVerdict got = 0;

  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  reply = foyer_client_send_finish (client, *result, &got, &error);
  g_clear_object (result);
  g_assert_cmpint (got, ==, verdict);
  g_assert_true ((reply != NULL) == (verdict == FOYER_VERDICT_DELIVERED));
  if (reply == NULL)
    g_assert_error (error, domain, code);
}

static void
assert_sends (FoyerClient *client, FoyerCall kind, FoyerVerdict verdict, FoyerErrorCode code)
{
  g_autoptr (GAsyncResult) result = NULL;

  start (client, kind, NULL, &result);
  assert_ends (client, &result, verdict, FOYER_ERROR, (int) code);
}

static FoyerReply *
call_read (FoyerClient *client, GError **error)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
  g_autoptr (GAsyncResult) result = NULL;

  foyer_client_call_async (client, FOYER_CALL_READ, "crm", "getLeadList", body, NULL, foyer_test_store_result_cb,
                           &result);
  foyer_test_wait (&result);
  return foyer_client_call_finish (client, result, error);
}

/* A port that was just free, and is closed. */
static void
test_refused (void)
{
  g_autoptr (FoyerTestServer) server = foyer_test_server_new (NULL);
  g_autoptr (FoyerClient) client = foyer_test_client_new (server);

  g_clear_pointer (&server, foyer_test_server_free);
  assert_sends (client, FOYER_CALL_ADD, FOYER_VERDICT_NOT_SENT, FOYER_ERROR_OFFLINE);
  assert_sends (client, FOYER_CALL_READ, FOYER_VERDICT_NOT_SENT, FOYER_ERROR_OFFLINE);
}

static void
test_no_such_name (void)
{
  g_autoptr (FoyerClient) client = foyer_client_new ("https://foyer-test.invalid", "KEY", "secret", NULL);

  assert_sends (client, FOYER_CALL_ADD, FOYER_VERDICT_NOT_SENT, FOYER_ERROR_OFFLINE);
}

static void
test_unknown_certificate (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate)
      certificate = g_tls_certificate_new_from_files (FOYER_TEST_CERTIFICATE, FOYER_TEST_CERTIFICATE_KEY, &error);
  g_autoptr (FoyerTestServer) server = NULL;
  g_autoptr (FoyerClient) client = NULL;

  g_assert_no_error (error);
  server = foyer_test_server_new (certificate);
  client = foyer_test_client_new (server);
  foyer_test_server_add (server, (FoyerTestReply) { .body = SUCCESS, .repeats = TRUE });
  assert_sends (client, FOYER_CALL_ADD, FOYER_VERDICT_NOT_SENT, FOYER_ERROR_TLS);
  assert_sends (client, FOYER_CALL_READ, FOYER_VERDICT_NOT_SENT, FOYER_ERROR_TLS);
  g_assert_cmpuint (foyer_test_server_get_n_connections (server), ==, 2);
  g_assert_cmpuint (foyer_test_server_get_n_requests (server), ==, 0);
}

/* https spoken to a server that only knows http: the request must not go out in the clear. */
static void
test_not_tls (void)
{
  g_autoptr (FoyerTestServer) server = foyer_test_server_new (NULL);
  g_autofree char *address = g_strdup_printf ("https%s", foyer_test_server_get_address (server) + strlen ("http"));
  g_autoptr (FoyerClient) client = foyer_client_new (address, FOYER_TEST_KEY, FOYER_TEST_SECRET, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  FoyerVerdict verdict = 0;

  foyer_client_set_deadline (client, 1);
  start (client, FOYER_CALL_ADD, NULL, &result);
  foyer_test_wait (&result);
  g_assert_null (foyer_client_send_finish (client, result, &verdict, &error));
  g_assert_cmpint (verdict, ==, FOYER_VERDICT_NOT_SENT);
  for (guint i = 0; i < foyer_test_server_get_n_requests (server); i++)
    g_assert_null (strstr (foyer_test_server_get_request (server, i)->line, "addOrUpdateLead"));
}

static void
test_deadline (void)
{
  static const FoyerTestBehaviour behaviours[] = { FOYER_TEST_HANGS, FOYER_TEST_DRIPS };

  for (guint i = 0; i < G_N_ELEMENTS (behaviours); i++)
    {
      g_autoptr (FoyerTestServer) server = foyer_test_server_new (NULL);
      g_autoptr (FoyerClient) client = foyer_test_client_new (server);
      g_autoptr (GAsyncResult) add = NULL;
      g_autoptr (GAsyncResult) read = NULL;

      foyer_client_set_deadline (client, 1);
      foyer_test_server_add (server, (FoyerTestReply) { .behaviour = behaviours[i], .repeats = TRUE });
      /* Both at once, since they wait for the same second. */
      start (client, FOYER_CALL_ADD, NULL, &add);
      start (client, FOYER_CALL_READ, NULL, &read);
      assert_ends (client, &add, FOYER_VERDICT_UNCERTAIN, FOYER_ERROR, FOYER_ERROR_UNCERTAIN);
      assert_ends (client, &read, FOYER_VERDICT_LATER, FOYER_ERROR, FOYER_ERROR_UNAVAILABLE);
      g_assert_cmpuint (foyer_test_server_get_n_requests (server), ==, 2);
    }
}

static void
test_cancel (void)
{
  g_autoptr (FoyerTestServer) server = foyer_test_server_new (NULL);
  g_autoptr (FoyerClient) client = foyer_test_client_new (server);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GCancellable) before = g_cancellable_new ();
  guint expected = 0;

  /* Before it began: nothing is sent, for whatever kind of call. */
  g_cancellable_cancel (before);
  for (FoyerCall kind = FOYER_CALL_READ; kind < FOYER_N_CALLS; kind++)
    {
      start (client, kind, before, &result);
      assert_ends (client, &result, FOYER_VERDICT_NOT_SENT, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
  g_assert_cmpuint (foyer_test_server_get_n_requests (server), ==, 0);

  /* Right after the call: no turn of the main loop, no byte. */
  for (FoyerCall kind = FOYER_CALL_READ; kind < FOYER_N_CALLS; kind++)
    {
      g_autoptr (GCancellable) at_once = g_cancellable_new ();

      start (client, kind, at_once, &result);
      g_cancellable_cancel (at_once);
      assert_ends (client, &result, FOYER_VERDICT_NOT_SENT, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
  g_assert_cmpuint (foyer_test_server_get_n_requests (server), ==, 0);

  /* While the platform is at it, and in the middle of the reply: what adds or updates may have happened. */
  foyer_test_server_add (server, (FoyerTestReply) { .behaviour = FOYER_TEST_HANGS });
  foyer_test_server_add (server, (FoyerTestReply) { .behaviour = FOYER_TEST_HANGS });
  foyer_test_server_add (server, (FoyerTestReply) { .behaviour = FOYER_TEST_HANGS });
  foyer_test_server_add (server, (FoyerTestReply) { .behaviour = FOYER_TEST_DRIPS, .repeats = TRUE });
  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (GCancellable) during = g_cancellable_new ();
      FoyerCall kind = i % 3;

      start (client, kind, during, &result);
      foyer_test_server_wait_for_request (server, ++expected);
      for (guint turn = 0; turn < 20; turn++)
        {
          g_main_context_iteration (NULL, FALSE);
          g_usleep (1000);
        }
      g_assert_null (result);
      g_cancellable_cancel (during);
      if (kind == FOYER_CALL_READ)
        assert_ends (client, &result, FOYER_VERDICT_LATER, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      else
        assert_ends (client, &result, FOYER_VERDICT_UNCERTAIN, FOYER_ERROR, FOYER_ERROR_UNCERTAIN);
    }
}

/* An answer that came whole counts, even if somebody gave up while it was being read. */
static void
test_cancel_after_answer (void)
{
  g_autoptr (FoyerTestServer) server = foyer_test_server_new (NULL);
  g_autoptr (FoyerClient) client = foyer_test_client_new (server);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  foyer_test_server_add (server, (FoyerTestReply) { .body = SUCCESS });
  start (client, FOYER_CALL_ADD, cancellable, &result);
  foyer_test_wait (&result);
  g_cancellable_cancel (cancellable);
  g_autoptr (FoyerReply) reply = foyer_client_send_finish (client, result, NULL, NULL);
  g_assert_nonnull (reply);
}

static void
test_connections (void)
{
  g_autoptr (FoyerTestServer) server = foyer_test_server_new (NULL);
  g_autoptr (FoyerClient) client = foyer_test_client_new (server);

  foyer_test_server_add (server, (FoyerTestReply) { .body = SUCCESS, .repeats = TRUE });
  for (guint i = 0; i < 5; i++)
    assert_sends (client, FOYER_CALL_READ, FOYER_VERDICT_DELIVERED, 0);
  g_assert_cmpuint (foyer_test_server_get_n_requests (server), ==, 5);
  g_assert_cmpuint (foyer_test_server_get_n_connections (server), ==, 1);

  for (guint i = 0; i < 5; i++)
    assert_sends (client, i % 2 == 0 ? FOYER_CALL_ADD : FOYER_CALL_UPDATE, FOYER_VERDICT_DELIVERED, 0);
  g_assert_cmpuint (foyer_test_server_get_n_requests (server), ==, 10);
  g_assert_cmpuint (foyer_test_server_get_n_connections (server), ==, 6);
}

/* Reads that hang must not make an add wait. */
static void
test_adds_pass_reads (void)
{
  g_autoptr (FoyerTestServer) server = foyer_test_server_new (NULL);
  g_autoptr (FoyerClient) client = foyer_test_client_new (server);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *reads[4] = { NULL };

  for (guint i = 0; i < 4; i++)
    foyer_test_server_add (server, (FoyerTestReply) { .behaviour = FOYER_TEST_HANGS });
  foyer_test_server_add (server, (FoyerTestReply) { .body = SUCCESS });
  for (guint i = 0; i < 4; i++)
    start (client, FOYER_CALL_READ, cancellable, &reads[i]);
  foyer_test_server_wait_for_request (server, 4);
  assert_sends (client, FOYER_CALL_ADD, FOYER_VERDICT_DELIVERED, 0);

  g_cancellable_cancel (cancellable);
  for (guint i = 0; i < 4; i++)
    assert_ends (client, &reads[i], FOYER_VERDICT_LATER, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_kept_connection_died (void)
{
  g_autoptr (FoyerTestServer) server = foyer_test_server_new (NULL);
  g_autoptr (FoyerClient) client = foyer_test_client_new (server);
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerReply) first = NULL;
  g_autoptr (FoyerReply) second = NULL;

  foyer_test_server_add (server, (FoyerTestReply) { .body = "{}" });
  foyer_test_server_add (server, (FoyerTestReply) { .behaviour = FOYER_TEST_CLOSES });
  foyer_test_server_add (server, (FoyerTestReply) { .body = "{}" });
  first = call_read (client, &error);
  g_assert_no_error (error);
  second = call_read (client, &error);
  g_assert_no_error (error);
  g_assert_nonnull (second);
  g_assert_cmpuint (foyer_test_server_get_n_requests (server), ==, 3);
  g_assert_cmpuint (foyer_test_server_get_n_connections (server), ==, 2);

  /* Once is enough: a server that always hangs up is not asked for ever. */
  foyer_test_server_add (server, (FoyerTestReply) { .behaviour = FOYER_TEST_CLOSES, .repeats = TRUE });
  g_assert_null (call_read (client, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_UNAVAILABLE);
  g_assert_cmpuint (foyer_test_server_get_n_requests (server), ==, 5);
  g_clear_error (&error);

  /* And a fresh connection that breaks is no such case. */
  g_assert_null (call_read (client, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_UNAVAILABLE);
  g_assert_cmpuint (foyer_test_server_get_n_requests (server), ==, 6);
}

/* Whatever breaks, an add is in the server's log once. */
static void
test_adds_go_once (void)
{
  static const FoyerTestBehaviour behaviours[] = { FOYER_TEST_CLOSES, FOYER_TEST_RESETS, FOYER_TEST_CUTS_OFF };

  for (guint i = 0; i < G_N_ELEMENTS (behaviours); i++)
    {
      g_autoptr (FoyerTestServer) server = foyer_test_server_new (NULL);
      g_autoptr (FoyerClient) client = foyer_test_client_new (server);
      g_autoptr (GBytes) body = g_bytes_new_static (BODY, strlen (BODY));
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      foyer_test_server_add (server, (FoyerTestReply) { .body = SUCCESS });
      foyer_test_server_add (server, (FoyerTestReply) { .behaviour = behaviours[i], .body = SUCCESS, .repeats = TRUE });
      assert_sends (client, FOYER_CALL_ADD, FOYER_VERDICT_DELIVERED, 0);
      foyer_client_call_async (client, FOYER_CALL_ADD, "contact", "addOrUpdateLead", body, NULL,
                               foyer_test_store_result_cb, &result);
      foyer_test_wait (&result);
      g_assert_null (foyer_client_call_finish (client, result, &error));
      g_assert_error (error, FOYER_ERROR, FOYER_ERROR_UNCERTAIN);
      g_assert_cmpuint (foyer_test_server_get_n_requests (server), ==, 2);
    }
}

int
main (int argc, char *argv[])
{
  /* A proxy that is not there: nothing of this computer's own may ask for it. */
  g_setenv ("http_proxy", "http://127.0.0.1:1", TRUE);
  g_setenv ("https_proxy", "http://127.0.0.1:1", TRUE);
  g_setenv ("no_proxy", ".invalid", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/connection/refused", test_refused);
  g_test_add_func ("/connection/no-such-name", test_no_such_name);
  g_test_add_func ("/connection/unknown-certificate", test_unknown_certificate);
  g_test_add_func ("/connection/not-tls", test_not_tls);
  g_test_add_func ("/connection/deadline", test_deadline);
  g_test_add_func ("/connection/cancel", test_cancel);
  g_test_add_func ("/connection/cancel-after-answer", test_cancel_after_answer);
  g_test_add_func ("/connection/connections", test_connections);
  g_test_add_func ("/connection/adds-pass-reads", test_adds_pass_reads);
  g_test_add_func ("/connection/kept-connection-died", test_kept_connection_died);
  g_test_add_func ("/connection/adds-go-once", test_adds_go_once);
  return g_test_run ();
}
