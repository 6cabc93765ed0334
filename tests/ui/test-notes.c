/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The notes of a lead: what the platform holds as plain text, and what is typed. */

#include "foyer-lead-page.h"
#include "foyer-outbox-desk.h"
#include "foyer-outbox-machine.h"
#include "foyer-outbox.h"
#include "foyer-session-mirror.h"
#include "foyer-ui-test.h"
#include "notes-testing.h"
#include "shell-testing.h"

#include <string.h>

static void
plain (NotesFixture *fixture, gconstpointer data)
{
  /* Would catch: markup of a note that is rendered or shown, another order, a lead without notes that has the last
   * one's. */
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  notes_open_lead (fixture, 3);
  g_ptr_array_add (notes, foyer_note_new (1, 3, "<p>Tom &amp; <b>Jerry</b></p>", 0, 1750000000, 0));
  g_ptr_array_add (notes, foyer_note_new (2, 3, "Called <again>", 0, 1750000100, 0));
  foyer_notes_group_show (fixture->group, notes);
  notes_collect (GTK_WIDGET (fixture->group), rows);
  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_true (notes_has_text (rows->pdata[0], "Tom & Jerry"));
  g_assert_true (foyer_note_row_get_note (rows->pdata[1]) == notes->pdata[1]);
  g_assert_cmpstr (adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (fixture->group)), ==, "Notes (2)");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->group)));

  notes_open_lead (fixture, 0);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->group)));
  g_assert_null (notes_find_row (fixture, "Tom"));
}

static gboolean
is_saved (gpointer data)
{
  return notes_find_row (data, "Ring back on Monday") != NULL;
}

static void
written (NotesFixture *fixture, gconstpointer data)
{
  /* Would catch: a note that is shown and not sent, is sent twice, or stays in the field it was typed in. */
  g_autofree char *typed = NULL;

  notes_open_lead (fixture, 3);
  foyer_note_row_edit (notes_new_row (fixture), "Ring back on Monday");
  g_signal_emit_by_name (notes_new_row (fixture), "save", "Ring back on Monday");
  shell_wait_until (is_saved, fixture);
  typed = foyer_note_row_dup_typed (notes_new_row (fixture));
  g_assert_null (typed);
  shell_wait_until (notes_are_sent, fixture);
  shell_wait_until (is_saved, fixture);
  g_assert_cmpuint (desk_count_commits (&fixture->desk, "addOrUpdateLeadNote"), ==, 1);
}

static void
slow_disk (NotesFixture *fixture, gconstpointer data)
{
  /* Would catch: a note that is kept and sent while the list of notes is still being read, and is not shown then. */
  NotesSent sent = { fixture, 1 };

  notes_open_lead (fixture, 3);
  foyer_ui_test_wait (250);
  desk_stop_reading (&fixture->desk);
  g_signal_emit_by_name (notes_new_row (fixture), "save", "Ring back on Monday");
  shell_wait_until (notes_is_sent, &sent);
  desk_go_on_reading (&fixture->desk);
  shell_wait_until (notes_have_come_back, fixture);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  foyer_outbox_send_now_finish (FOYER_OUTBOX (source), result, NULL);
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerNote) note = foyer_session_save_note_finish (FOYER_SESSION (source), result, &error);

  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

static gboolean
is_in_conflict (gpointer outbox)
{
  g_autoptr (FoyerOutboxRow) row = g_list_model_get_item (G_LIST_MODEL (outbox), 0);

  return row != NULL && foyer_outbox_row_get_state (row) == FOYER_OUTBOX_CONFLICT;
}

static gboolean
asks (gpointer data)
{
  return shell_find_dialog (ADW_TYPE_ALERT_DIALOG) != NULL;
}

/* What was changed here is saved after somebody else has saved @theirs; a person chooses @response. */
static void
resolve (NotesFixture *fixture, const char *mine, const char *theirs, const char *response)
{
  FoyerSession *session = fixture->desk.session;
  FoyerOutbox *outbox = foyer_session_get_outbox (session);
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autoptr (FoyerNote) base = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  GtkWidget *dialog;
  gboolean is_done = FALSE;

  foyer_ui_test_settle ();
  notes_collect (GTK_WIDGET (fixture->group), rows);
  base = g_object_ref (foyer_note_row_get_note (rows->pdata[0]));
  foyer_session_save_note_async (session, 3, foyer_note_get_id (base), theirs, NULL, changed_cb, &is_done);
  shell_wait_until (is_true, &is_done);
  foyer_outbox_keep_note_async (outbox, NULL, 3, base, mine, 0, NULL, NULL, NULL);
  shell_wait_until (is_in_conflict, outbox);
  row = g_list_model_get_item (G_LIST_MODEL (outbox), 0);
  foyer_outbox_desk_resolve (fixture->window, session, row);
  shell_wait_until (asks, NULL);
  foyer_ui_test_settle ();
  dialog = shell_find_dialog (ADW_TYPE_ALERT_DIALOG);
  g_assert_true (notes_has_text (dialog, mine));
  g_assert_true (notes_has_text (dialog, theirs));
  g_signal_emit_by_name (dialog, "response", response);
  adw_dialog_force_close (ADW_DIALOG (dialog));
  shell_wait_until (notes_are_sent, fixture);
}

static const char wednesday[] =
    "Ring back on Wednesday, they are away until then and nobody else can say how many come";
static const char tuesday[] = "Ring back on Tuesday at ten, after the visit, and ask how many of them are to be fed";

static gboolean
is_theirs (gpointer data)
{
  return notes_find_row (data, wednesday) != NULL;
}

static gboolean
is_mine (gpointer data)
{
  return notes_find_row (data, tuesday) != NULL;
}

static void
show_again (NotesFixture *fixture, ShellCondition condition)
{
  for (guint i = 0; i < 40 && !condition (fixture); i++)
    {
      notes_open_lead (fixture, 4);
      notes_open_lead (fixture, 3);
      foyer_ui_test_wait (250);
    }
  g_assert_true (condition (fixture));
}

static void
conflict (NotesFixture *fixture, gconstpointer data)
{
  /* Would catch: a choice between two notes of which one is not shown, or the one that was not chosen stays. */
  notes_write_first (fixture);
  resolve (fixture, tuesday, wednesday, "theirs");
  show_again (fixture, is_theirs);
  resolve (fixture, tuesday, "Ring back never", "mine");
  show_again (fixture, is_mine);
}

static void
toast_cb (FoyerLeadPage *page, const char *text, const char *label, const char *action, char **toast)
{
  g_set_str (toast, text);
}

static void
saved_by_key (NotesFixture *fixture, gconstpointer data)
{
  /* Would catch: the keys that save a lead, pressed in a note: they say that nothing was changed, or leave for a new
   * lead with the note unsaved; and a lead that is not saved because a note is. */
  FoyerLeadPage *page = foyer_lead_page_new ();
  g_autoptr (FoyerLead) lead = load_lead (&fixture->desk, 3);
  g_autofree char *toast = NULL;
  GtkWidget *window, *group;

  g_signal_connect (page, "toast", G_CALLBACK (toast_cb), &toast);
  foyer_lead_page_set_session (page, fixture->desk.session);
  window = foyer_ui_test_window_new (GTK_WIDGET (page), 900, 700);
  foyer_lead_page_open_lead (page, lead);
  group = shell_find (GTK_WIDGET (page), FOYER_TYPE_NOTES_GROUP);
  for (guint round = 0; round < 3; round++)
    {
      NotesSent sent = { fixture, round + 1 };
      g_autoptr (GPtrArray) rows = g_ptr_array_new ();
      FoyerNoteRow *row;

      foyer_ui_test_settle ();
      notes_collect (group, rows);
      row = rows->pdata[rows->len - 1];
      foyer_note_row_edit (row, round == 0 ? "Once" : round == 1 ? "Twice" : "Thrice");
      gtk_widget_grab_focus (shell_find (GTK_WIDGET (row), GTK_TYPE_TEXT_VIEW));
      if (round == 2)
        foyer_lead_set_text (foyer_lead_page_get_lead (page), FOYER_LEAD_DESCRIPTION, "Changed too");
      foyer_lead_page_save (page, round > 0);
      g_assert_cmpint (foyer_lead_page_get_platform_id (page), ==, 3);
      g_assert_false (foyer_lead_page_is_dirty (page));
      shell_wait_until (notes_is_sent, &sent);
      g_assert_cmpstr (toast, ==, round == 2 ? "Saved" : NULL);
    }
  g_assert_cmpuint (desk_count_commits (&fixture->desk, "addOrUpdateLead"), ==, 1 + 3); /* the notes count, too */
  foyer_lead_page_set_session (page, NULL);
  foyer_ui_test_close (window);
}

static gboolean
has_mark (gpointer data, const char *mark)
{
  FoyerNoteRow *row = notes_find_row (data, "Ring back");

  return row != NULL && notes_has_text (GTK_WIDGET (row), mark);
}

static gboolean
is_waiting (gpointer data)
{
  return has_mark (data, "Waiting");
}

static gboolean
is_refused (gpointer data)
{
  return has_mark (data, "Refused");
}

static void
mark_follows (NotesFixture *fixture, gconstpointer data)
{
  /* Would catch: a note that is said to wait after it was refused. */
  FoyerOutbox *outbox = foyer_session_get_outbox (fixture->desk.session);
  g_autoptr (FoyerOutboxRow) row = NULL;

  relay_set_rule (fixture->desk.relay, "addOrUpdateLeadNote", RELAY_ANSWERS, 200,
                  "{\"errorCode\":400,\"message\":\"Too long\",\"specificCode\":24003}");
  notes_open_lead (fixture, 3);
  foyer_outbox_keep_note_async (outbox, NULL, 3, NULL, "Ring back on Monday", FOYER_BACKOFF_LARGEST, NULL, NULL, NULL);
  shell_wait_until (is_waiting, fixture);
  row = g_list_model_get_item (G_LIST_MODEL (outbox), 0);
  g_assert_cmpint (foyer_outbox_row_get_state (row), ==, FOYER_OUTBOX_HELD);
  foyer_outbox_send_now_async (outbox, row, NULL, sent_cb, NULL);
  shell_wait_until (is_refused, fixture);
  g_assert_false (is_waiting (fixture));
}

static gboolean
says_not_asked (gpointer data)
{
  const char *said = adw_preferences_group_get_description (ADW_PREFERENCES_GROUP (((NotesFixture *) data)->group));

  return said != NULL && strstr (said, "could not be asked") != NULL;
}

static gboolean
was_asked (gpointer data)
{
  return relay_count (((NotesFixture *) data)->desk.relay, "getLeadNoteList") > 0;
}

static void
not_asked (NotesFixture *fixture, gconstpointer data)
{
  /* Would catch: notes that nobody could fetch, and that look as if there were none; and the same said of a lead that
   * has none. */
  notes_open_lead (fixture, 3);
  shell_wait_until (was_asked, fixture);
  foyer_ui_test_wait (250);
  g_assert_false (says_not_asked (fixture));
  relay_set_listens (fixture->desk.relay, FALSE);
  notes_open_lead (fixture, 4);
  g_assert_false (says_not_asked (fixture));
  shell_wait_until (says_not_asked, fixture);
  relay_set_listens (fixture->desk.relay, TRUE);
}

int
main (int argc, char *argv[])
{
  foyer_ui_test_init (&argc, &argv);
  g_test_add ("/ui/notes/plain", NotesFixture, NULL, notes_set_up, plain, notes_tear_down);
  g_test_add ("/ui/notes/written", NotesFixture, NULL, notes_set_up, written, notes_tear_down);
  g_test_add ("/ui/notes/slow-disk", NotesFixture, NULL, notes_set_up, slow_disk, notes_tear_down);
  g_test_add ("/ui/notes/saved-by-key", NotesFixture, NULL, notes_set_up, saved_by_key, notes_tear_down);
  g_test_add ("/ui/notes/mark-follows", NotesFixture, NULL, notes_set_up, mark_follows, notes_tear_down);
  g_test_add ("/ui/notes/conflict", NotesFixture, NULL, notes_set_up, conflict, notes_tear_down);
  g_test_add ("/ui/notes/not-asked", NotesFixture, NULL, notes_set_up, not_asked, notes_tear_down);
  return g_test_run ();
}
