/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verdicts against delivery.md, pair by pair, and against its promise over every combination: nothing that began to
 * leave and lacks a clear answer is ever taken as not done. Would catch a row moved, dropped or shadowed by another. */

#include "foyer-verdict.h"

#include <gio/gio.h>
#include <string.h>

#define WHOLE  FOYER_TRANSPORT_WHOLE
#define BOTH   FOYER_N_CALLS /* add and update alike */
#define UNSAID FOYER_SUCCESS_UNSAID

typedef struct
{
  FoyerCall call;
  guint http_status;
  int platform_code;
  int specific_code;
  FoyerVerdict verdict;
  FoyerErrorCode error_code;
} Answer;

static void
assert_judged (const FoyerExchange *exchange, FoyerVerdict verdict, FoyerErrorCode error_code)
{
  FoyerErrorCode got = 0;
  const char *reason = NULL;
  FoyerVerdict judged = foyer_verdict_judge (exchange, &got, &reason);

  if (judged != verdict || got != error_code)
    g_error ("call %d phase %d transport %d status %u json %d code %d/%d success %d id %d: verdict %d error %d (%s), "
             "wanted %d %d",
             exchange->call, exchange->phase, exchange->transport, exchange->http_status, exchange->is_json,
             exchange->platform_code, exchange->specific_code, exchange->success, exchange->has_id, judged, got, reason,
             verdict, error_code);
}

/* Every published error code, and every specific code that matters, as JSON with its own HTTP status and under a 200.
 */
static const Answer answers[] = {
  { BOTH, 400, 400, 23016, FOYER_VERDICT_REJECTED, FOYER_ERROR_REFUSED },
  { BOTH, 400, 400, 23017, FOYER_VERDICT_REJECTED, FOYER_ERROR_REFUSED },
  { BOTH, 400, 400, 24215, FOYER_VERDICT_REJECTED, FOYER_ERROR_REFUSED },
  { BOTH, 400, 400, 24218, FOYER_VERDICT_REJECTED, FOYER_ERROR_REFUSED },
  { BOTH, 404, 404, 24218, FOYER_VERDICT_REJECTED, FOYER_ERROR_REFUSED },
  { BOTH, 461, 461, 24218, FOYER_VERDICT_REJECTED, FOYER_ERROR_REFUSED },
  { BOTH, 400, 400, 0, FOYER_VERDICT_REJECTED, FOYER_ERROR_REFUSED },
  { BOTH, 400, 400, 99999, FOYER_VERDICT_REJECTED, FOYER_ERROR_REFUSED },
  { FOYER_CALL_ADD, 400, 400, 24216, FOYER_VERDICT_REJECTED, FOYER_ERROR_REFUSED },
  { FOYER_CALL_ADD, 404, 404, 24216, FOYER_VERDICT_REJECTED, FOYER_ERROR_REFUSED },
  { FOYER_CALL_UPDATE, 400, 400, 24216, FOYER_VERDICT_GONE, FOYER_ERROR_GONE },
  { FOYER_CALL_UPDATE, 404, 404, 24216, FOYER_VERDICT_GONE, FOYER_ERROR_GONE },
  { BOTH, 401, 401, 23005, FOYER_VERDICT_STALE_CLOCK, FOYER_ERROR_CLOCK },
  { BOTH, 400, 400, 23005, FOYER_VERDICT_STALE_CLOCK, FOYER_ERROR_CLOCK },
  { BOTH, 401, 401, 0, FOYER_VERDICT_ACCOUNT, FOYER_ERROR_UNAUTHORIZED },
  { BOTH, 462, 462, 0, FOYER_VERDICT_ACCOUNT, FOYER_ERROR_UNAUTHORIZED },
  { BOTH, 463, 463, 0, FOYER_VERDICT_ACCOUNT, FOYER_ERROR_UNAUTHORIZED },
  { BOTH, 403, 403, 0, FOYER_VERDICT_ACCOUNT, FOYER_ERROR_FORBIDDEN },
  { BOTH, 403, 403, 23016, FOYER_VERDICT_ACCOUNT, FOYER_ERROR_FORBIDDEN },
  { BOTH, 404, 404, 0, FOYER_VERDICT_ACCOUNT, FOYER_ERROR_UNSUPPORTED },
  { BOTH, 405, 405, 0, FOYER_VERDICT_ACCOUNT, FOYER_ERROR_UNSUPPORTED },
  { BOTH, 406, 406, 0, FOYER_VERDICT_ACCOUNT, FOYER_ERROR_UNSUPPORTED },
  { BOTH, 429, 429, 0, FOYER_VERDICT_LATER, FOYER_ERROR_BUSY },
  { BOTH, 460, 460, 0, FOYER_VERDICT_UNCERTAIN, FOYER_ERROR_UNCERTAIN },
  { BOTH, 461, 461, 0, FOYER_VERDICT_UNCERTAIN, FOYER_ERROR_UNCERTAIN },
  { BOTH, 500, 500, 0, FOYER_VERDICT_UNCERTAIN, FOYER_ERROR_UNCERTAIN },
  { BOTH, 500, 500, 24218, FOYER_VERDICT_UNCERTAIN, FOYER_ERROR_UNCERTAIN },
  { BOTH, 501, 501, 0, FOYER_VERDICT_UNCERTAIN, FOYER_ERROR_UNCERTAIN },
  { BOTH, 418, 999, 0, FOYER_VERDICT_UNCERTAIN, FOYER_ERROR_UNCERTAIN },
  { BOTH, 400, -1, 0, FOYER_VERDICT_UNCERTAIN, FOYER_ERROR_UNCERTAIN },

  { FOYER_CALL_READ, 400, 400, 23016, FOYER_VERDICT_REJECTED, FOYER_ERROR_REFUSED },
  { FOYER_CALL_READ, 400, 400, 0, FOYER_VERDICT_REJECTED, FOYER_ERROR_REFUSED },
  { FOYER_CALL_READ, 400, 400, 24096, FOYER_VERDICT_GONE, FOYER_ERROR_GONE },
  { FOYER_CALL_READ, 404, 404, 24153, FOYER_VERDICT_GONE, FOYER_ERROR_GONE },
  { FOYER_CALL_READ, 401, 401, 23005, FOYER_VERDICT_STALE_CLOCK, FOYER_ERROR_CLOCK },
  { FOYER_CALL_READ, 401, 401, 0, FOYER_VERDICT_ACCOUNT, FOYER_ERROR_UNAUTHORIZED },
  { FOYER_CALL_READ, 403, 403, 0, FOYER_VERDICT_ACCOUNT, FOYER_ERROR_FORBIDDEN },
  { FOYER_CALL_READ, 404, 404, 0, FOYER_VERDICT_ACCOUNT, FOYER_ERROR_UNSUPPORTED },
  { FOYER_CALL_READ, 429, 429, 0, FOYER_VERDICT_LATER, FOYER_ERROR_BUSY },
  { FOYER_CALL_READ, 460, 460, 0, FOYER_VERDICT_LATER, FOYER_ERROR_UNAVAILABLE },
  { FOYER_CALL_READ, 461, 461, 0, FOYER_VERDICT_LATER, FOYER_ERROR_UNAVAILABLE },
  { FOYER_CALL_READ, 500, 500, 0, FOYER_VERDICT_LATER, FOYER_ERROR_UNAVAILABLE },
};

static void
test_answers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    for (FoyerCall call = FOYER_CALL_READ; call < FOYER_N_CALLS; call++)
      {
        const Answer *answer = &answers[i];
        FoyerExchange exchange = { .call = call, .phase = FOYER_PHASE_REPLIED, .is_json = TRUE };

        if (answer->call == BOTH ? call == FOYER_CALL_READ : call != answer->call)
          continue;
        exchange.platform_code = answer->platform_code;
        exchange.specific_code = answer->specific_code;
        exchange.http_status = answer->http_status;
        assert_judged (&exchange, answer->verdict, answer->error_code);

        /* errorCode decides, whatever the HTTP status says, and whatever success: false says. */
        exchange.http_status = 200;
        assert_judged (&exchange, answer->verdict, answer->error_code);
        exchange.success = FOYER_SUCCESS_FALSE;
        assert_judged (&exchange, answer->verdict, answer->error_code);
        exchange.http_status = 503;
        assert_judged (&exchange, answer->verdict, answer->error_code);
      }
}

/* JSON without an errorCode, as a gateway in front of the platform writes it: the status speaks. */
static void
test_status_speaks (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      const Answer *answer = &answers[i];
      FoyerExchange exchange = { .phase = FOYER_PHASE_REPLIED, .is_json = TRUE, .http_status = answer->http_status };

      if (answer->specific_code != 0 || answer->platform_code != (int) answer->http_status)
        continue;
      exchange.call = answer->call == BOTH ? FOYER_CALL_ADD : answer->call;
      assert_judged (&exchange, answer->verdict, answer->error_code);
    }
}

static void
test_successes (void)
{
  for (FoyerCall call = FOYER_CALL_ADD; call < FOYER_N_CALLS; call++)
    {
      FoyerExchange exchange = {
        .call = call, .phase = FOYER_PHASE_REPLIED, .is_json = TRUE, .http_status = 200, .success = FOYER_SUCCESS_TRUE
      };

      assert_judged (&exchange, FOYER_VERDICT_UNCERTAIN, FOYER_ERROR_UNCERTAIN);
      exchange.has_id = TRUE;
      assert_judged (&exchange, FOYER_VERDICT_DELIVERED, 0);
      exchange.success = UNSAID;
      assert_judged (&exchange, FOYER_VERDICT_DELIVERED, 0);
      exchange.success = FOYER_SUCCESS_FALSE;
      assert_judged (&exchange, FOYER_VERDICT_REJECTED, FOYER_ERROR_REFUSED);
      exchange.success = FOYER_SUCCESS_TRUE;
      exchange.platform_code = 400;
      assert_judged (&exchange, FOYER_VERDICT_UNCERTAIN, FOYER_ERROR_UNCERTAIN);
      exchange.platform_code = 0;
      exchange.http_status = 302;
      assert_judged (&exchange, FOYER_VERDICT_UNCERTAIN, FOYER_ERROR_UNCERTAIN);
      exchange.http_status = 200;
      exchange.is_json = FALSE;
      assert_judged (&exchange, FOYER_VERDICT_UNCERTAIN, FOYER_ERROR_UNCERTAIN);
    }

  FoyerExchange read = { .call = FOYER_CALL_READ, .phase = FOYER_PHASE_REPLIED, .is_json = TRUE, .http_status = 200 };
  assert_judged (&read, FOYER_VERDICT_DELIVERED, 0);
  read.success = FOYER_SUCCESS_FALSE;
  assert_judged (&read, FOYER_VERDICT_REJECTED, FOYER_ERROR_REFUSED);
}

static void
test_pages_of_others (void)
{
  static const guint statuses[] = { 200, 204, 301, 302, 307, 400, 401, 403, 404, 407, 413, 500, 502, 503, 504 };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      FoyerExchange exchange = { .call = FOYER_CALL_ADD, .phase = FOYER_PHASE_REPLIED, .http_status = statuses[i] };

      assert_judged (&exchange, FOYER_VERDICT_UNCERTAIN, FOYER_ERROR_UNCERTAIN);
    }

  FoyerExchange exchange = { .call = FOYER_CALL_ADD, .phase = FOYER_PHASE_REPLIED, .http_status = 429 };
  assert_judged (&exchange, FOYER_VERDICT_LATER, FOYER_ERROR_BUSY);

  exchange.call = FOYER_CALL_READ;
  exchange.http_status = 200;
  assert_judged (&exchange, FOYER_VERDICT_LATER, FOYER_ERROR_UNREADABLE);
  exchange.http_status = 302;
  assert_judged (&exchange, FOYER_VERDICT_LATER, FOYER_ERROR_UNREADABLE);
  exchange.http_status = 502;
  assert_judged (&exchange, FOYER_VERDICT_LATER, FOYER_ERROR_UNAVAILABLE);
  exchange.http_status = 401;
  assert_judged (&exchange, FOYER_VERDICT_ACCOUNT, FOYER_ERROR_UNAUTHORIZED);
  exchange.http_status = 404;
  assert_judged (&exchange, FOYER_VERDICT_ACCOUNT, FOYER_ERROR_UNSUPPORTED);
}

static void
test_no_reply (void)
{
  for (FoyerCall call = FOYER_CALL_READ; call < FOYER_N_CALLS; call++)
    for (FoyerTransport transport = WHOLE; transport < FOYER_N_TRANSPORTS; transport++)
      {
        gboolean is_read = call == FOYER_CALL_READ;
        gboolean is_cancelled = transport == FOYER_TRANSPORT_CANCELLED;
        FoyerExchange exchange = { .call = call, .phase = FOYER_PHASE_NOT_STARTED, .transport = transport };
        FoyerErrorCode error_code = is_cancelled                       ? 0
                                    : transport == FOYER_TRANSPORT_TLS ? FOYER_ERROR_TLS
                                                                       : FOYER_ERROR_OFFLINE;

        assert_judged (&exchange, FOYER_VERDICT_NOT_SENT, error_code);

        exchange.phase = FOYER_PHASE_STARTED;
        error_code = !is_read                               ? FOYER_ERROR_UNCERTAIN
                     : is_cancelled                         ? 0
                     : transport == FOYER_TRANSPORT_TOO_BIG ? FOYER_ERROR_UNREADABLE
                                                            : FOYER_ERROR_UNAVAILABLE;
        assert_judged (&exchange, is_read ? FOYER_VERDICT_LATER : FOYER_VERDICT_UNCERTAIN, error_code);
        if (transport == WHOLE)
          continue;
        exchange.phase = FOYER_PHASE_REPLIED;
        exchange.http_status = 200;
        assert_judged (&exchange, is_read ? FOYER_VERDICT_LATER : FOYER_VERDICT_UNCERTAIN, error_code);
      }
}

static void
check_promises (const FoyerExchange *exchange, GHashTable *reasons)
{
  gboolean is_write = exchange->call != FOYER_CALL_READ;
  gboolean is_whole = exchange->phase == FOYER_PHASE_REPLIED && exchange->transport == WHOLE;
  gboolean has_code = exchange->is_json && exchange->platform_code != 0;
  FoyerErrorCode error_code = 0;
  const char *reason = NULL;
  FoyerVerdict verdict = foyer_verdict_judge (exchange, &error_code, &reason);

  g_hash_table_add (reasons, (gpointer) reason);
  g_assert_cmpint (verdict, >=, FOYER_VERDICT_DELIVERED);
  g_assert_cmpint (verdict, <=, FOYER_VERDICT_UNCERTAIN);
  g_assert_true ((verdict == FOYER_VERDICT_NOT_SENT) == (exchange->phase == FOYER_PHASE_NOT_STARTED));
  g_assert_true ((error_code == 0)
                 == (verdict == FOYER_VERDICT_DELIVERED
                     || (exchange->transport == FOYER_TRANSPORT_CANCELLED && verdict != FOYER_VERDICT_UNCERTAIN)));
  g_assert_true ((verdict == FOYER_VERDICT_UNCERTAIN) == (error_code == FOYER_ERROR_UNCERTAIN));

  if (!is_write)
    g_assert_cmpint (verdict, !=, FOYER_VERDICT_UNCERTAIN);
  else if (exchange->phase != FOYER_PHASE_NOT_STARTED && verdict != FOYER_VERDICT_UNCERTAIN)
    {
      /* A clear answer: all of it came, it is the platform's, and it does not contradict itself. */
      g_assert_true (is_whole);
      g_assert_true (exchange->is_json || exchange->http_status == 429);
      if (exchange->http_status >= 500 && verdict != FOYER_VERDICT_STALE_CLOCK)
        g_assert_true (has_code && exchange->platform_code < 500);
    }
  if (verdict == FOYER_VERDICT_STALE_CLOCK)
    g_assert_true (is_whole && exchange->is_json && exchange->specific_code == 23005);
  if (verdict == FOYER_VERDICT_GONE)
    g_assert_cmpint (exchange->call, !=, FOYER_CALL_ADD);
  if (verdict == FOYER_VERDICT_DELIVERED)
    {
      g_assert_true (is_whole && exchange->is_json && !has_code && exchange->success != FOYER_SUCCESS_FALSE);
      g_assert_true (exchange->http_status >= 200 && exchange->http_status < 300);
      g_assert_true (!is_write || exchange->has_id);
    }
}

static void
test_sweep (void)
{
  static const guint statuses[] = { 0,   101, 200, 204, 301, 302, 307, 400, 401, 403, 404,
                                    405, 406, 413, 429, 461, 500, 502, 503, 599, 999 };
  static const int codes[] = { 0, -1, 1, 400, 401, 403, 404, 405, 406, 429, 460, 461, 462, 463, 500, 501, 999 };
  static const int specifics[] = { 0, -1, 1, 23005, 23016, 23017, 24096, 24153, 24215, 24216, 24218, 24441, 99999 };
  g_autoptr (GHashTable) reasons = g_hash_table_new (NULL, NULL);
  g_autofree char *markdown = foyer_verdict_table_to_markdown ();
  g_auto (GStrv) lines = g_strsplit (markdown, "\n", -1);
  FoyerExchange exchange = { 0 };

  for (exchange.call = 0; exchange.call < FOYER_N_CALLS; exchange.call++)
    for (exchange.phase = 0; exchange.phase < FOYER_N_PHASES; exchange.phase++)
      for (exchange.transport = 0; exchange.transport < FOYER_N_TRANSPORTS; exchange.transport++)
        for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
          for (exchange.is_json = FALSE; exchange.is_json <= TRUE; exchange.is_json++)
            for (guint j = 0; j < G_N_ELEMENTS (codes); j++)
              for (guint k = 0; k < G_N_ELEMENTS (specifics); k++)
                for (exchange.success = 0; exchange.success < FOYER_N_SUCCESSES; exchange.success++)
                  for (exchange.has_id = FALSE; exchange.has_id <= TRUE; exchange.has_id++)
                    {
                      exchange.http_status = statuses[i];
                      exchange.platform_code = codes[j];
                      exchange.specific_code = specifics[k];
                      check_promises (&exchange, reasons);
                    }

  /* No row is dead: each decided something, and each gives a reason of its own (two lines of heading, one empty end).
   */
  g_assert_cmpuint (g_hash_table_size (reasons), ==, g_strv_length (lines) - 3);
}

/* The documentation shows the table that decides, not one that once did. */
static void
test_documented (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "docs", "verdicts.md", NULL);
  g_autofree char *markdown = foyer_verdict_table_to_markdown ();
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  if (strstr (text, markdown) == NULL)
    g_error ("docs/verdicts.md is out of date; the table is now:\n%s", markdown);
}

static void
test_error_carries_answer (void)
{
  g_autoptr (GError) error = foyer_error_new (FOYER_ERROR_REFUSED, "refused (%d)", 23016);
  g_autoptr (GError) copy = NULL;
  g_autoptr (GError) other = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");

  foyer_error_set_platform_answer (error, 400, 400, 23016, "'name' does not validate");
  foyer_error_add_problem (error, "name", "is too long");
  foyer_error_add_problem (error, "typeId", NULL);
  foyer_error_add_problem (error, "name", "has odd letters");
  foyer_error_set_retry_after (error, -5);
  foyer_error_set_believed_after (error, 1234);
  copy = g_error_copy (error);
  g_clear_error (&error);

  g_assert_error (copy, FOYER_ERROR, FOYER_ERROR_REFUSED);
  g_assert_cmpstr (copy->message, ==, "refused (23016)");
  g_assert_cmpuint (foyer_error_get_http_status (copy), ==, 400);
  g_assert_cmpint (foyer_error_get_platform_code (copy), ==, 400);
  g_assert_cmpint (foyer_error_get_specific_code (copy), ==, 23016);
  g_assert_cmpstr (foyer_error_get_platform_words (copy), ==, "'name' does not validate");
  g_assert_cmpuint (foyer_error_get_n_problems (copy), ==, 2);
  g_assert_cmpstr (foyer_error_get_parameter (copy, 0), ==, "name");
  g_assert_cmpstr (foyer_error_get_problem_words (copy, 0), ==, "is too long\nhas odd letters");
  g_assert_cmpstr (foyer_error_get_parameter (copy, 1), ==, "typeId");
  g_assert_null (foyer_error_get_problem_words (copy, 1));
  g_assert_null (foyer_error_get_parameter (copy, 2));
  g_assert_cmpint (foyer_error_get_retry_after (copy), ==, 0);
  g_assert_cmpint (foyer_error_get_believed_after (copy), ==, 1234);

  /* Asking an error of another domain is no programmer's mistake. */
  g_assert_cmpuint (foyer_error_get_http_status (other), ==, 0);
  g_assert_cmpuint (foyer_error_get_n_problems (other), ==, 0);
  g_assert_null (foyer_error_get_platform_words (NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/verdict/answers", test_answers);
  g_test_add_func ("/verdict/status-speaks", test_status_speaks);
  g_test_add_func ("/verdict/successes", test_successes);
  g_test_add_func ("/verdict/pages-of-others", test_pages_of_others);
  g_test_add_func ("/verdict/no-reply", test_no_reply);
  g_test_add_func ("/verdict/sweep", test_sweep);
  g_test_add_func ("/verdict/documented", test_documented);
  g_test_add_func ("/error/carries-answer", test_error_carries_answer);
  return g_test_run ();
}
