/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever the platform, the network or the disk does to a save: it stays, says why, and goes on. */

#include "outbox-testing.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#define NOWHERE "http://127.0.0.1:1"

static const char refused[] = "{\"errorCode\": 400, \"specificCode\": 23017, \"message\": \"'sourceId' is required\"}";
static const char revoked[] = "{\"errorCode\": 463, \"message\": \"Key revoked\"}";
static const char busy[] = "{\"errorCode\": 429, \"message\": \"Too many requests\"}";
static const char stale[] = "{\"errorCode\": 401, \"specificCode\": 23005, \"message\": \"Request is stale\"}";

static void
count_cb (FoyerOutbox *outbox, FoyerOutboxRow *row, guint *count)
{
  (*count)++;
}

static FoyerDraft *
take_back (Desk *desk, FoyerOutboxRow *row)
{
  g_autoptr (GError) error = NULL;
  FoyerDraft *draft = foyer_outbox_take_back_finish (
      outbox_of (desk), AWAIT (foyer_outbox_take_back_async, outbox_of (desk), row), &error);

  g_assert_no_error (error);
  return draft;
}

/* Would catch: a refusal that drops a row, is not told, or is not at its field; a mended row that is sent twice or not.
 */
static void
test_refused_then_mended (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (FoyerOutboxRow) mended = NULL;
  g_autoptr (FoyerDraft) draft = NULL;
  g_autoptr (GError) error = NULL;
  FoyerOutboxAnswer answer;
  guint n_told = 0;

  desk_set_up (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "Gala");
  g_signal_connect (outbox_of (&desk), "told", G_CALLBACK (count_cb), &n_told);
  relay_set_rule (desk.relay, "addOrUpdateLead", RELAY_ANSWERS, 400, refused);
  row = keep (&desk, lead, NULL, 0, &error);
  g_assert_cmpint (wait_for_row (&desk, row, 10), ==, FOYER_OUTBOX_REJECTED);
  g_assert_cmpuint (n_told, ==, 1);
  g_assert_cmpuint (foyer_outbox_get_n_needing_person (outbox_of (&desk)), ==, 1);
  answer = foyer_outbox_row_get_answer (row);
  g_assert_cmpint (answer.code, ==, FOYER_ERROR_REFUSED);
  g_assert_cmpint (answer.field, ==, FOYER_LEAD_SOURCE);
  g_assert_cmpint (answer.specific_code, ==, 23017);
  g_assert_nonnull (answer.words);

  draft = take_back (&desk, row);
  foyer_lead_set_id (foyer_draft_get_lead (draft), FOYER_LEAD_SOURCE, 32);
  relay_set_rule (desk.relay, "addOrUpdateLead", RELAY_PASSES, 0, NULL);
  mended = keep (&desk, foyer_draft_get_lead (draft), NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpint (wait_for_row (&desk, mended, 10), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_cmpuint (count_adds (&desk), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (foyer_session_get_drafts (desk.session)), ==, 0);
  desk_clear (&desk);
}

/* Would catch: a revoked key that is tried with row after row, that rejects rows, or whose replacement moves nothing.
 */
static void
test_key_revoked_and_replaced (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerLead) other = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (FoyerOutboxRow) second = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "Gala");
  other = new_person_lead (&desk, "Wedding");
  relay_set_rule (desk.relay, "addOrUpdateLead", RELAY_ANSWERS, 401, revoked);
  row = keep (&desk, lead, NULL, 0, &error);
  WAIT_UNTIL (foyer_outbox_get_is_paused (outbox_of (&desk)));
  g_assert_cmpint (foyer_outbox_row_get_state (row), ==, FOYER_OUTBOX_QUEUED);
  g_assert_cmpint (foyer_outbox_row_get_answer (row).code, ==, FOYER_ERROR_UNAUTHORIZED);
  g_assert_cmpint (foyer_session_get_trouble (desk.session), ==, FOYER_TROUBLE_UNAUTHORIZED);
  second = keep (&desk, other, NULL, 0, &error);
  wait_for_time (300);
  g_assert_cmpuint (relay_count (desk.relay, "addOrUpdateLead"), ==, 1);

  relay_set_rule (desk.relay, "addOrUpdateLead", RELAY_PASSES, 0, NULL);
  foyer_session_set_secret (desk.session, FOYER_SANDBOX_DEFAULT_SECRET);
  g_assert_false (foyer_outbox_get_is_paused (outbox_of (&desk)));
  g_assert_cmpint (wait_for_row (&desk, row, 10), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_cmpint (wait_for_row (&desk, second, 10), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_cmpuint (count_adds (&desk), ==, 2);
  desk_clear (&desk);
}

/* Would catch: a refresh by a person that leaves an account paused whose key is good again; or one that wakes by itself
 * although its key was refused. */
static void
test_paused_until_asked (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "Gala");
  relay_set_rule (desk.relay, "addOrUpdateLead", RELAY_ANSWERS, 401, revoked);
  row = keep (&desk, lead, NULL, 0, &error);
  WAIT_UNTIL (foyer_outbox_get_is_paused (outbox_of (&desk)));
  relay_set_rule (desk.relay, "addOrUpdateLead", RELAY_PASSES, 0, NULL);
  wait_for_time (300);
  g_assert_true (foyer_outbox_get_is_paused (outbox_of (&desk)));
  g_assert_cmpint (foyer_outbox_row_get_state (row), ==, FOYER_OUTBOX_QUEUED);

  foyer_outbox_make_all_due (outbox_of (&desk));
  g_assert_cmpint (wait_for_row (&desk, row, 10), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_false (foyer_outbox_get_is_paused (outbox_of (&desk)));
  desk_clear (&desk);
}

/* Would catch: a platform that has too much to do, no connection, or a wrong clock taken for anything but "not now". */
static void
test_not_now (gconstpointer data)
{
  const char *how = data;
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GError) error = NULL;
  /* A platform that was never heard of is asked for its time before anything is signed. */
  guint n_attempts = g_str_equal (how, "stale") ? 2 : g_str_equal (how, "busy") ? 1 : 0;

  desk_set_up (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "Gala");
  if (g_str_equal (how, "busy"))
    relay_set_rule (desk.relay, "addOrUpdateLead", RELAY_ANSWERS, 429, busy);
  else if (g_str_equal (how, "stale"))
    relay_set_rule (desk.relay, "addOrUpdateLead", RELAY_ANSWERS, 401, stale);
  else
    foyer_account_set_address (desk.account, NOWHERE);
  row = keep (&desk, lead, NULL, 0, &error);
  WAIT_UNTIL (foyer_outbox_row_get_answer (row).code != 0 && foyer_outbox_row_get_state (row) == FOYER_OUTBOX_QUEUED
              && foyer_outbox_row_get_n_attempts (row) == n_attempts);
  g_assert_cmpint (foyer_outbox_row_get_due (row), >, g_get_real_time () / G_USEC_PER_SEC - 1);
  g_assert_cmpuint (count_adds (&desk), ==, 0);

  relay_set_rule (desk.relay, "addOrUpdateLead", RELAY_PASSES, 0, NULL);
  foyer_account_set_address (desk.account, relay_get_address (desk.relay));
  foyer_outbox_make_all_due (outbox_of (&desk));
  g_assert_cmpint (wait_for_row (&desk, row, 10), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_cmpuint (count_adds (&desk), ==, 1);
  desk_clear (&desk);
}

/* Would catch: an edit made while the lead is on its way that changes the attempt, comes before it, or is lost. */
static void
test_edit_while_sending (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerLead) after = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (FoyerOutboxRow) following = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "Gala");
  relay_set_delay (desk.relay, "addOrUpdateLead", 400);
  row = keep (&desk, lead, NULL, 0, &error);
  wait_for_state (row, FOYER_OUTBOX_SENDING);
  foyer_lead_set_text (lead, FOYER_LEAD_NAME, "Gala, renamed");
  following = keep (&desk, lead, NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (foyer_outbox_row_get_waits_for (following), ==, foyer_outbox_row_get_uuid (row));
  g_assert_cmpint (foyer_outbox_row_get_state (row), ==, FOYER_OUTBOX_SENDING);
  g_assert_cmpint (wait_for_row (&desk, following, 20), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_cmpuint (count_adds (&desk), ==, 1);
  g_assert_cmpuint (count_updates (&desk), ==, 1);
  after = load_lead (&desk, foyer_outbox_row_get_platform_id (row));
  g_assert_cmpstr (foyer_lead_get_text (after, FOYER_LEAD_NAME), ==, "Gala, renamed");
  desk_clear (&desk);
}

/* Would catch: somebody who thought better of waiting and is kept waiting. */
static void
test_wait_cancelled (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  FoyerOutboxState state = FOYER_OUTBOX_DRAFT;
  GAsyncResult *waited = NULL, *drained = NULL, *settled = NULL;

  desk_set_up (&desk);
  desk_open (&desk);
  relay_set_rule (desk.relay, "addOrUpdateLead", RELAY_HOLDS, 0, NULL);
  lead = new_company_lead (&desk, "Gala");
  row = keep (&desk, lead, NULL, 0, &error);
  g_assert_no_error (error);
  foyer_outbox_wait_async (outbox_of (&desk), row, 30, cancellable, got_answer_cb, &waited);
  foyer_outbox_drain_async (outbox_of (&desk), 30, cancellable, got_answer_cb, &drained);
  WAIT_UNTIL (relay_count (desk.relay, "addOrUpdateLead") > 0);
  foyer_outbox_settle_async (outbox_of (&desk), 30, cancellable, got_answer_cb, &settled);
  g_cancellable_cancel (cancellable);
  g_assert_false (foyer_outbox_wait_finish (outbox_of (&desk), await_answer (&waited), &state, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  foyer_outbox_drain_finish (outbox_of (&desk), await_answer (&drained), &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  await_answer (&settled);
  g_assert_true (g_task_had_error (G_TASK (settled)));
  foyer_outbox_settle_finish (outbox_of (&desk), settled);
  desk_clear (&desk);
}

/* Would catch: closing that forgets what is held, or waits for what cannot go. */
static void
test_close_while_held (gconstpointer is_offline)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (FoyerOutboxRow) still = NULL;
  g_autoptr (GError) error = NULL;
  gint64 began;
  guint n_waiting;

  desk_set_up (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "Gala");
  if (is_offline != NULL)
    foyer_account_set_address (desk.account, NOWHERE);
  row = keep (&desk, lead, NULL, 30, &error);
  began = g_get_monotonic_time ();
  n_waiting = foyer_outbox_drain_finish (outbox_of (&desk), AWAIT (foyer_outbox_drain_async, outbox_of (&desk), 20),
                                         &error);
  g_assert_cmpuint (n_waiting, ==, is_offline != NULL ? 1 : 0);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 10 * G_USEC_PER_SEC);
  desk_close (&desk);
  g_assert_cmpuint (count_adds (&desk), ==, is_offline != NULL ? 0 : 1);

  foyer_account_set_address (desk.account, relay_get_address (desk.relay));
  desk_open (&desk);
  still = foyer_outbox_find_for_lead (outbox_of (&desk), foyer_lead_get_uuid (lead), 0);
  g_assert_true ((still != NULL) == (is_offline != NULL));
  if (still != NULL)
    g_assert_cmpint (wait_for_row (&desk, still, 10), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_cmpuint (count_adds (&desk), ==, 1);
  desk_clear (&desk);
}

/* Would catch: a session that is closed in the middle of sending and forgets, or sends again without looking. */
static void
test_close_while_sending (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (FoyerOutboxRow) still = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  desk_trust (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "Gala");
  relay_set_rule (desk.relay, "addOrUpdateLead", RELAY_HOLDS, 0, NULL);
  row = keep (&desk, lead, NULL, 0, &error);
  wait_for_state (row, FOYER_OUTBOX_SENDING);
  POLL_UNTIL (count_adds (&desk) == 1);
  desk_close (&desk);
  relay_set_rule (desk.relay, "addOrUpdateLead", RELAY_PASSES, 0, NULL);

  desk_open (&desk);
  still = foyer_outbox_find_for_lead (outbox_of (&desk), foyer_lead_get_uuid (lead), 0);
  g_assert_nonnull (still);
  g_assert_cmpint (wait_for_row (&desk, still, 10), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_cmpuint (count_adds (&desk), ==, 1);
  desk_clear (&desk);
}

/* Would catch: a save that says it is kept when the disk is full; an attempt that leaves without being written down. */
static void
test_disk_full (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerLead) other = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (FoyerOutboxRow) none = NULL;
  g_autofree char *padding = g_strnfill (60000, 'x');
  g_autoptr (GError) error = NULL;
  struct rlimit before, limit;

  desk_set_up (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "Kept before");
  other = new_company_lead (&desk, "Too much");
  foyer_lead_set_text (other, FOYER_LEAD_DESCRIPTION, padding);
  row = keep (&desk, lead, NULL, 2, &error);
  g_assert_no_error (error);

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  limit = before;
  limit.rlim_cur = 4096;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  none = keep (&desk, other, NULL, 0, &error);
  g_assert_null (none);
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_DISK_FULL);
  g_clear_error (&error);
  wait_for_time (3000);
  g_assert_cmpuint (relay_count (desk.relay, "addOrUpdateLead"), ==, 0);
  g_assert_cmpint (foyer_outbox_row_get_state (row), ==, FOYER_OUTBOX_HELD);

  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_cmpint (wait_for_row (&desk, row, 20), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_cmpuint (count_adds (&desk), ==, 1);
  desk_clear (&desk);
}

/* Would catch: an answer that is lost because the disk could not take it, and the row sent again without looking. */
static void
test_disk_full_while_sending (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GError) error = NULL;
  struct rlimit before, limit;

  desk_set_up (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "Gala");
  relay_set_delay (desk.relay, "addOrUpdateLead", 500);
  row = keep (&desk, lead, NULL, 0, &error);
  wait_for_state (row, FOYER_OUTBOX_SENDING);
  POLL_UNTIL (count_adds (&desk) == 1);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  limit = before;
  limit.rlim_cur = 4096;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  wait_for_time (1000);
  g_assert_cmpint (foyer_outbox_row_get_state (row), ==, FOYER_OUTBOX_SENDING);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_cmpint (wait_for_row (&desk, row, 20), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_cmpuint (foyer_outbox_row_get_n_attempts (row), ==, 1);
  g_assert_cmpuint (count_adds (&desk), ==, 1);
  desk_clear (&desk);
}

/* Would catch: a look that shows where a lead is, which the disk cannot take, made again and again without a pause. */
static void
test_disk_full_while_looking (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GError) error = NULL;
  struct rlimit before, limit;
  guint n_looks;

  desk_set_up (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "Gala");
  relay_set_rule (desk.relay, "addOrUpdateLead", RELAY_LOSES_REPLY, 0, NULL);
  relay_set_rule (desk.relay, "getLeadList", RELAY_ANSWERS, 500, "{\"errorCode\": 500, \"message\": \"No\"}");
  row = keep (&desk, lead, NULL, 0, &error);
  g_assert_no_error (error);
  wait_for_state (row, FOYER_OUTBOX_UNCERTAIN);
  POLL_UNTIL (relay_count (desk.relay, "getLeadList") > 0);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  limit = before;
  limit.rlim_cur = 4096;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  relay_set_rule (desk.relay, "getLeadList", RELAY_PASSES, 0, NULL);
  n_looks = relay_count (desk.relay, "getLeadList");
  POLL_UNTIL (relay_count (desk.relay, "getLeadList") > n_looks);
  wait_for_time (3000);
  g_assert_cmpuint (relay_count (desk.relay, "getLeadList"), <, n_looks + 5);
  g_assert_cmpint (foyer_outbox_row_get_state (row), ==, FOYER_OUTBOX_UNCERTAIN);

  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_cmpint (wait_for_row (&desk, row, 40), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_cmpuint (count_adds (&desk), ==, 1);
  desk_clear (&desk);
}

/* Would catch: an update whose lead's history cannot be read, asked for again and again without a pause. */
static void
test_damaged_before_an_update (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerLead) base = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = 0, began;

  desk_set_up (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "Gala");
  save_lead (&desk, lead, NULL, &id, &error);
  g_assert_no_error (error);
  base = load_lead (&desk, id);
  desk_execute (&desk, "UPDATE outbox SET lead = x'00' WHERE state = 'delivered'");
  g_object_unref (lead);
  lead = foyer_lead_copy (base);
  foyer_lead_set_text (lead, FOYER_LEAD_NAME, "Gala dinner");
  row = keep (&desk, lead, base, 0, &error);
  g_assert_no_error (error);
  began = g_get_monotonic_time ();
  g_assert_cmpuint (
      foyer_outbox_drain_finish (outbox_of (&desk), AWAIT (foyer_outbox_drain_async, outbox_of (&desk), 20), &error),
      ==, 1);
  /* It rests, and whoever leaves does not wait for it. */
  g_assert_cmpint (g_get_monotonic_time () - began, <, 10 * G_USEC_PER_SEC);
  g_assert_cmpint (foyer_outbox_row_get_state (row), ==, FOYER_OUTBOX_QUEUED);
  desk_clear (&desk);
}

/* Would catch: an account that is removed and leaves people's leads on the disk, or one whose outbox is not counted
 * before. */
static void
test_account_removed (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GBytes) exported = NULL;
  g_autofree char *text = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  g_assert_true (foyer_accounts_save_finish (
      desk.accounts, AWAIT (foyer_accounts_save_async, desk.accounts, desk.account, NULL), NULL, &error));
  desk_open (&desk);
  lead = new_company_lead (&desk, "Undelivered");
  row = keep (&desk, lead, NULL, 30, &error);
  g_assert_cmpuint (foyer_outbox_get_n_waiting (outbox_of (&desk)), ==, 1);
  exported = foyer_outbox_export_finish (outbox_of (&desk), AWAIT (foyer_outbox_export_async, outbox_of (&desk)),
                                         &error);
  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (exported, NULL), g_bytes_get_size (exported));
  g_assert_nonnull (strstr (text, "Undelivered"));
  g_assert_nonnull (strstr (text, "\"held\""));
  desk_close (&desk);
  g_assert_true (foyer_accounts_remove_finish (
      desk.accounts, AWAIT (foyer_accounts_remove_async, desk.accounts, desk.account), &error));
  g_assert_no_error (error);
  folder = g_build_filename (desk.data_dir, "accounts", foyer_account_get_uuid (desk.account), NULL);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_adds (&desk), ==, 0);
  desk_clear (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/delivery/refused-then-mended", test_refused_then_mended);
  g_test_add_func ("/delivery/key-revoked-and-replaced", test_key_revoked_and_replaced);
  g_test_add_func ("/delivery/paused-until-asked", test_paused_until_asked);
  g_test_add_data_func ("/delivery/busy", "busy", test_not_now);
  g_test_add_data_func ("/delivery/stale-clock", "stale", test_not_now);
  g_test_add_data_func ("/delivery/offline", "offline", test_not_now);
  g_test_add_func ("/delivery/edit-while-sending", test_edit_while_sending);
  g_test_add_data_func ("/delivery/close-while-held", NULL, test_close_while_held);
  g_test_add_data_func ("/delivery/close-while-held-offline", "offline", test_close_while_held);
  g_test_add_func ("/delivery/wait-cancelled", test_wait_cancelled);
  g_test_add_func ("/delivery/close-while-sending", test_close_while_sending);
  g_test_add_func ("/delivery/disk-full", test_disk_full);
  g_test_add_func ("/delivery/disk-full-while-sending", test_disk_full_while_sending);
  g_test_add_func ("/delivery/disk-full-while-looking", test_disk_full_while_looking);
  g_test_add_func ("/delivery/damaged-before-an-update", test_damaged_before_an_update);
  g_test_add_func ("/delivery/account-removed", test_account_removed);
  return g_test_run ();
}
