/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lead page beside the outbox: a lead of which more than one change is on its way, and one that a person has to
 * decide about. */

#include "foyer-error.h"
#include "foyer-field-mark.h"
#include "foyer-outbox-desk.h"
#include "foyer-outbox.h"
#include "foyer-ui-test.h"
#include "lead-page-testing.h"
#include "shell-testing.h"

#define LATE 3000 /* milliseconds */

/* Would catch a refusal that a newer change hides, which waits for it: nothing says why, and what is mended waits with
 * it for ever. */
static void
test_refused_with_follower (Fixture *fixture, gconstpointer data)
{
  FoyerOutbox *outbox = foyer_session_get_outbox (fixture->desk.session);
  GtkWidget *source = foyer_lead_form_get_row (fixture->form, FOYER_LEAD_SOURCE);
  FoyerFieldMark *mark = FOYER_FIELD_MARK (shell_find (source, FOYER_TYPE_FIELD_MARK));
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (FoyerOutboxRow) follower = NULL;
  g_autoptr (FoyerLead) after = NULL;
  g_autoptr (GError) error = NULL;

  relay_set_rule (fixture->desk.relay, "getLeadList", RELAY_LOSES_REPLY, 0, NULL);
  relay_set_rule (fixture->desk.relay, "addOrUpdateLead", RELAY_LOSES_REQUEST, 0, NULL);
  fill (fixture, "Gala");
  save (fixture);
  shell_wait_until (is_uncertain, fixture);
  row = dup_row (fixture);
  set_text (fixture, FOYER_LEAD_DESCRIPTION, "Forty guests");
  save (fixture);
  follower = dup_row (fixture);
  g_assert_true (follower != row);
  relay_set_rule (fixture->desk.relay, "addOrUpdateLead", RELAY_ANSWERS, 200,
                  "{\"errorCode\":400,\"message\":\"'sourceId' does not validate\",\"specificCode\":23016,"
                  "\"additionalMessages\":[\"sourceId: is closed\"]}");
  foyer_outbox_send_now_finish (outbox, AWAIT (foyer_outbox_send_now_async, outbox, row), &error);
  g_assert_no_error (error);
  shell_wait_until (is_rejected, fixture);
  g_assert_cmpstr (get_banner (fixture), ==,
                   "Refused at Source: The platform does not accept this value. The platform says: is closed");
  g_assert_nonnull (strstr (foyer_field_mark_get_message (mark), "is closed"));

  /* From elsewhere: one step to the field, and all that was saved is there. */
  foyer_lead_page_start_new (fixture->page);
  foyer_lead_page_open_row (fixture->page, row);
  foyer_lead_page_focus_refusal (fixture->page);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == source);
  g_assert_nonnull (strstr (foyer_field_mark_get_message (mark), "is closed"));
  g_assert_cmpstr (foyer_lead_get_text (fixture->lead, FOYER_LEAD_DESCRIPTION), ==, "Forty guests");

  relay_set_rule (fixture->desk.relay, "getLeadList", RELAY_PASSES, 0, NULL);
  relay_set_rule (fixture->desk.relay, "addOrUpdateLead", RELAY_PASSES, 0, NULL);
  foyer_lead_set_id (fixture->lead, FOYER_LEAD_SOURCE, 32);
  save (fixture);
  shell_wait_until (has_arrived, fixture);
  g_assert_null (get_banner (fixture));
  g_assert_cmpuint (desk_count_commits (&fixture->desk, "addOrUpdateLead"), ==, 1);
  after = load_lead (&fixture->desk, foyer_lead_page_get_platform_id (fixture->page));
  g_assert_cmpstr (foyer_lead_get_text (after, FOYER_LEAD_DESCRIPTION), ==, "Forty guests");
}

static gboolean
is_in_conflict (gpointer data)
{
  g_autoptr (FoyerOutboxRow) row = dup_row (data);

  return row != NULL && foyer_outbox_row_get_state (row) == FOYER_OUTBOX_CONFLICT;
}

static gboolean
asks (gpointer data)
{
  return shell_find_dialog (ADW_TYPE_ALERT_DIALOG) != NULL;
}

/* Would catch a lead that may have arrived sent once more without a word: by a save in the form, or from the outbox. */
static void
test_conflict (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerOutboxRow) row = NULL;
  AdwAlertDialog *question = NULL;

  relay_set_rule (fixture->desk.relay, "getLeadList", RELAY_ANSWERS, 200,
                  "{\"errorCode\":403,\"message\":\"Forbidden\"}");
  relay_set_rule (fixture->desk.relay, "addOrUpdateLead", RELAY_LOSES_REQUEST, 0, NULL);
  fill (fixture, "Gala");
  save (fixture);
  shell_wait_until (is_in_conflict, fixture);
  relay_set_rule (fixture->desk.relay, "addOrUpdateLead", RELAY_PASSES, 0, NULL);
  set_text (fixture, FOYER_LEAD_DESCRIPTION, "Forty guests");
  save (fixture);
  g_assert_true (is_in_conflict (fixture));
  g_assert_cmpstr (get_banner (fixture), ==, "It may have arrived, and Foyer cannot see it: look on the platform");

  row = dup_row (fixture);
  foyer_outbox_desk_send (GTK_WIDGET (fixture->page), fixture->desk.session, row);
  shell_wait_until (asks, NULL);
  foyer_ui_test_settle ();
  question = ADW_ALERT_DIALOG (shell_find_dialog (ADW_TYPE_ALERT_DIALOG));
  g_assert_nonnull (strstr (adw_alert_dialog_get_body (question), "twice"));
  g_assert_true (is_in_conflict (fixture));
  g_assert_cmpuint (relay_count (fixture->desk.relay, "addOrUpdateLead"), ==, 1);

  g_signal_emit_by_name (question, "response::go", "go");
  adw_dialog_force_close (ADW_DIALOG (question));
  shell_wait_until (has_arrived, fixture);
  g_assert_cmpuint (desk_count_commits (&fixture->desk, "addOrUpdateLead"), ==, 1);
}

/* Would catch an update of which nobody knows whether it arrived, shown as a choice between two values, in a resolver
 * that is empty and cannot be left by sending. */
static void
test_conflict_of_update (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerOutboxRow) row = NULL;
  AdwAlertDialog *question = NULL;

  fill (fixture, "Gala");
  save (fixture);
  shell_wait_until (has_arrived, fixture);
  relay_set_rule (fixture->desk.relay, "getLeadList", RELAY_ANSWERS, 200,
                  "{\"errorCode\":403,\"message\":\"Forbidden\"}");
  relay_set_rule (fixture->desk.relay, "addOrUpdateLead", RELAY_LOSES_REPLY, 0, NULL);
  set_text (fixture, FOYER_LEAD_DESCRIPTION, "Forty guests");
  save (fixture);
  shell_wait_until (is_in_conflict, fixture);
  g_assert_cmpstr (get_banner (fixture), ==, "It may have arrived, and Foyer cannot see it: look on the platform");
  relay_set_rule (fixture->desk.relay, "addOrUpdateLead", RELAY_PASSES, 0, NULL);

  row = dup_row (fixture);
  foyer_outbox_desk_resolve (GTK_WIDGET (fixture->page), fixture->desk.session, row);
  shell_wait_until (asks, NULL);
  foyer_ui_test_settle ();
  question = ADW_ALERT_DIALOG (shell_find_dialog (ADW_TYPE_ALERT_DIALOG));
  g_signal_emit_by_name (question, "response::go", "go");
  adw_dialog_force_close (ADW_DIALOG (question));
  shell_wait_until (has_arrived, fixture);
}

static gboolean
is_put_off (gpointer row)
{
  return foyer_outbox_row_get_state (row) == FOYER_OUTBOX_QUEUED
         && foyer_outbox_row_get_answer (row).code == FOYER_ERROR_BUSY;
}

/* Would catch an undo that takes back what was saved before it, too, or a form that shows something else than is sent.
 */
static void
test_undo_of_second_save (Fixture *fixture, gconstpointer data)
{
  FoyerOutbox *outbox = foyer_session_get_outbox (fixture->desk.session);
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (FoyerDraft) draft = NULL;
  g_autoptr (GError) error = NULL;

  relay_set_rule (fixture->desk.relay, "addOrUpdateLead", RELAY_ANSWERS, 429, "");
  fill (fixture, "Gala");
  save (fixture);
  row = dup_row (fixture);
  shell_wait_until (is_put_off, row);
  g_object_set (fixture->page, "undo-seconds", 30, NULL);
  set_text (fixture, FOYER_LEAD_DESCRIPTION, "Forty guests");
  save (fixture);
  g_assert_cmpint (foyer_outbox_row_get_state (row), ==, FOYER_OUTBOX_HELD);
  draft = foyer_outbox_take_back_finish (outbox, AWAIT (foyer_outbox_take_back_async, outbox, row), &error);
  g_assert_no_error (error);
  foyer_lead_page_open_draft (fixture->page, draft);
  g_assert_cmpint (foyer_outbox_row_get_state (row), !=, FOYER_OUTBOX_HELD);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (outbox)), ==, 1);
  g_assert_cmpstr (foyer_lead_get_text (foyer_outbox_row_get_lead (row), FOYER_LEAD_DESCRIPTION), ==, "");
  g_assert_cmpstr (foyer_lead_get_text (fixture->lead, FOYER_LEAD_DESCRIPTION), ==, "Forty guests");
  g_assert_true (foyer_lead_page_is_dirty (fixture->page));
}

/* Would catch a form that shows again what was there before a save, because an earlier answer came late. */
static void
test_late_answer (Fixture *fixture, gconstpointer data)
{
  guint n_asked = relay_count (fixture->desk.relay, "getLeadList");

  relay_set_delay (fixture->desk.relay, "getLeadList", LATE);
  fill (fixture, "Gala");
  save (fixture);
  shell_wait_until (has_arrived, fixture);
  /* The page asks, and so does the outbox, which reads its first add back. */
  while (relay_count (fixture->desk.relay, "getLeadList") < n_asked + 2)
    foyer_ui_test_settle ();
  relay_set_delay (fixture->desk.relay, "getLeadList", 0);
  set_text (fixture, FOYER_LEAD_DESCRIPTION, "Forty guests");
  save (fixture);
  shell_wait_until (has_arrived, fixture);
  foyer_ui_test_wait (LATE + 500);
  g_assert_cmpstr (foyer_lead_get_text (fixture->lead, FOYER_LEAD_DESCRIPTION), ==, "Forty guests");
}

int
main (int argc, char *argv[])
{
  foyer_ui_test_init (&argc, &argv);
#define ADD(name, function) g_test_add ("/ui/lead-page-outbox/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("refused-with-follower", test_refused_with_follower);
  ADD ("conflict", test_conflict);
  ADD ("conflict-of-update", test_conflict_of_update);
  ADD ("undo-of-second-save", test_undo_of_second_save);
  ADD ("late-answer", test_late_answer);
#undef ADD
  return g_test_run ();
}
