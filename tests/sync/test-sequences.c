/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people and computers do to a save before it is delivered, one after the other, and what is seen of it. */

#include "outbox-testing.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

/* Would catch: an edit before the delivery that makes a second lead, or that stays behind on this computer. */
static void
test_edit_before_delivery (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerLead) after = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (FoyerOutboxRow) same = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "Gala");
  relay_set_listens (desk.relay, FALSE);
  row = keep (&desk, lead, NULL, 0, &error);
  g_assert_no_error (error);
  WAIT_UNTIL (foyer_outbox_row_get_answer (row).code == FOYER_ERROR_OFFLINE);

  foyer_lead_set_text (lead, FOYER_LEAD_NAME, "Gala, renamed");
  same = keep (&desk, lead, NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_true (same == row);
  g_assert_cmpuint (foyer_outbox_get_n_waiting (outbox_of (&desk)), ==, 1);
  g_assert_cmpstr (foyer_lead_get_text (foyer_outbox_row_get_lead (row), FOYER_LEAD_NAME), ==, "Gala, renamed");
  g_assert_cmpint (foyer_outbox_row_get_state (row), ==, FOYER_OUTBOX_QUEUED);

  relay_set_listens (desk.relay, TRUE);
  foyer_outbox_make_all_due (outbox_of (&desk));
  g_assert_cmpint (wait_for_row (&desk, row, 40), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_cmpuint (count_adds (&desk), ==, 1);
  g_assert_cmpuint (count_updates (&desk), ==, 0);
  after = load_lead (&desk, foyer_outbox_row_get_platform_id (row));
  g_assert_cmpstr (foyer_lead_get_text (after, FOYER_LEAD_NAME), ==, "Gala, renamed");
  desk_clear (&desk);
}

/* Would catch: a field that this key cannot read asked for, or overwritten by an update; an account whose key can read
 * back its own adds not noticed as one: only for such may anything be sent again by itself. */
static void
test_unknown_field (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerLead) base = NULL;
  g_autoptr (FoyerLead) changed = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;
  gint64 id = 0;

  desk_set_up (&desk);
  desk_open (&desk);
  lead = new_person_lead (&desk, "Wedding");
  save_lead (&desk, lead, NULL, &id, &error);
  g_assert_no_error (error);
  WAIT_UNTIL (foyer_account_get_abilities (desk.account) & FOYER_ABILITY_READ_OWN_ADD_BACK);
  base = load_lead (&desk, id);
  g_assert_false (foyer_lead_is_known (base, FOYER_LEAD_INDUSTRY));
  changed = foyer_lead_copy (base);
  foyer_lead_set_text (changed, FOYER_LEAD_NAME, "Wedding in June");
  save_lead (&desk, changed, base, NULL, &error);
  g_assert_no_error (error);
  body = relay_dup_last_body (desk.relay, "addOrUpdateLead");
  g_assert_null (strstr (body, "industryId"));
  g_assert_null (strstr (body, "sourceId"));
  g_assert_nonnull (strstr (body, "Wedding in June"));
  desk_clear (&desk);
}

/* Would catch: what was typed while the save was on its way thrown away with the draft that became the row. */
static void
test_typed_after_the_save (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerLead) typed = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GError) error = NULL;
  FoyerDraft *draft;

  desk_set_up (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "Being saved");
  row = keep (&desk, lead, NULL, 0, &error);
  g_assert_no_error (error);
  typed = foyer_lead_copy (lead);
  foyer_lead_set_text (typed, FOYER_LEAD_DESCRIPTION, "and one thing more");
  foyer_session_keep_draft_finish (desk.session, AWAIT (foyer_session_keep_draft_async, desk.session, typed, lead),
                                   &error);
  g_assert_no_error (error);
  g_assert_cmpint (wait_for_row (&desk, row, 20), ==, FOYER_OUTBOX_DELIVERED);
  desk_close (&desk);

  desk_open (&desk);
  draft = foyer_session_find_draft (desk.session, foyer_lead_get_uuid (lead), 0);
  g_assert_nonnull (draft);
  g_assert_cmpstr (foyer_lead_get_text (foyer_draft_get_lead (draft), FOYER_LEAD_DESCRIPTION), ==,
                   "and one thing more");
  g_assert_cmpuint (count_adds (&desk), ==, 1);
  desk_clear (&desk);
}

/* The other process: saves a lead with time to undo, says so, and goes on until it is ended. */
static int
hold_one (char **argv)
{
  Desk desk = { 0 };
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GError) error = NULL;

  desk.accounts = foyer_accounts_new (argv[2], argv[3]);
  desk.account = foyer_account_new (argv[4]);
  foyer_account_set_address (desk.account, argv[5]);
  foyer_account_set_key (desk.account, FOYER_SANDBOX_DEFAULT_KEY);
  desk_open (&desk);
  lead = new_person_lead (&desk, "Held");
  row = keep (&desk, lead, NULL, 60, &error);
  g_assert_no_error (error);
  printf ("%s\n", foyer_lead_get_uuid (lead));
  fflush (stdout);
  wait_for_time (60000);
  return 1;
}

/* Would catch: a save that lives in the process that holds it: ended with SIGTERM, it would be lost, or be sent at once
 * and again. */
static void
test_ended_while_held (void)
{
  Desk desk;
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *uuid = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  desk_open (&desk); /* makes the journal, and the account's folder */
  desk_close (&desk);
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, self, "--hold", desk.data_dir, desk.cache_dir,
                              foyer_account_get_uuid (desk.account), relay_get_address (desk.relay), NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  uuid = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_nonnull (uuid);
  g_subprocess_send_signal (process, SIGTERM);
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  g_assert_cmpuint (count_adds (&desk), ==, 0);

  desk_open (&desk);
  row = foyer_outbox_find_for_lead (outbox_of (&desk), uuid, 0);
  g_assert_nonnull (row);
  g_assert_cmpint (foyer_outbox_row_get_state (row), ==, FOYER_OUTBOX_HELD);
  send_now (&desk, row);
  g_assert_cmpint (wait_for_row (&desk, row, 20), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_cmpuint (count_adds (&desk), ==, 1);
  desk_clear (&desk);
}

/* Would catch: a row that waits for a time that is hours away because the clock was ahead when that was written. */
static void
test_clock_set_back (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "Saved tomorrow");
  /* Ten seconds to undo, saved when the clock was a day ahead. */
  row = keep (&desk, lead, NULL, 24 * 60 * 60 + 10, &error);
  g_assert_no_error (error);
  g_assert_cmpint (wait_for_row (&desk, row, 20), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_cmpuint (count_adds (&desk), ==, 1);
  desk_clear (&desk);
}

/* Would catch: a pause that the platform asked for by a number and that is not kept. */
static void
test_retry_after (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GError) error = NULL;
  gint64 began;

  desk_set_up_with_fault (&desk, 300, "busy:retry-after=5,on=addOrUpdateLead,to=1");
  desk_open (&desk);
  lead = new_company_lead (&desk, "Later");
  began = g_get_monotonic_time ();
  row = keep (&desk, lead, NULL, 0, &error);
  g_assert_no_error (error);
  WAIT_UNTIL (foyer_outbox_row_get_answer (row).code == FOYER_ERROR_BUSY);
  g_assert_cmpint (foyer_outbox_row_get_state (row), ==, FOYER_OUTBOX_QUEUED);
  g_assert_cmpint (wait_for_row (&desk, row, 30), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_cmpint (g_get_monotonic_time () - began, >=, 4 * G_USEC_PER_SEC);
  g_assert_cmpuint (relay_count (desk.relay, "addOrUpdateLead"), ==, 2);
  g_assert_cmpuint (count_adds (&desk), ==, 1);
  desk_clear (&desk);
}

/* Would catch: a request that stayed on its way until nobody could believe in it any more, and the lead there twice, or
 * not at all. Late within its lifetime it counts, and the lead is not sent again; later the platform refuses it, and
 * the lead is. */
static void
test_late_request (gconstpointer is_stale)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up_with_fault (&desk, 3,
                          is_stale != NULL ? "commit-late:seconds=6,on=addOrUpdateLead,to=1"
                                           : "commit-late:seconds=2,on=addOrUpdateLead,to=1");
  desk_trust (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "On its way");
  row = keep (&desk, lead, NULL, 0, &error);
  g_assert_no_error (error);
  wait_for_state (row, FOYER_OUTBOX_UNCERTAIN);
  g_assert_cmpint (wait_for_row (&desk, row, 60), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_cmpuint (foyer_outbox_row_get_n_attempts (row), ==, is_stale != NULL ? 2 : 1);
  wait_for_time (1000);
  g_assert_cmpuint (count_adds (&desk), ==, 1);
  desk_clear (&desk);
}

int
main (int argc, char **argv)
{
  if (argc == 6 && g_str_equal (argv[1], "--hold"))
    return hold_one (argv);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sequences/edit-before-delivery", test_edit_before_delivery);
  g_test_add_func ("/sequences/typed-after-the-save", test_typed_after_the_save);
  g_test_add_func ("/sequences/unknown-field", test_unknown_field);
  g_test_add_func ("/sequences/ended-while-held", test_ended_while_held);
  g_test_add_func ("/sequences/clock-set-back", test_clock_set_back);
  g_test_add_func ("/sequences/retry-after", test_retry_after);
  g_test_add_data_func ("/sequences/late-request", NULL, test_late_request);
  g_test_add_data_func ("/sequences/late-request-stale", "stale", test_late_request);
  return g_test_run ();
}
