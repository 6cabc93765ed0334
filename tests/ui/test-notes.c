/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The notes of a lead: what the platform holds as plain text, and what is typed. */

#include "foyer-lead-page.h"
#include "foyer-note-row.h"
#include "foyer-notes-group.h"
#include "foyer-outbox-desk.h"
#include "foyer-outbox-machine.h"
#include "foyer-outbox.h"
#include "foyer-session-mirror.h"
#include "foyer-session-note-drafts.h"
#include "foyer-ui-test.h"
#include "outbox-testing.h"
#include "shell-testing.h"
#include "sync-testing.h"

#include <string.h>

typedef struct
{
  Desk desk;
  GtkWidget *window;
  FoyerNotesGroup *group;
  FoyerLead *lead;
} Fixture;

/* 0: a lead that nobody has saved */
static void
open_lead (Fixture *fixture, gint64 platform_id)
{
  g_autoptr (FoyerLead) lead = foyer_lead_new ();

  foyer_lead_set_platform_id (lead, platform_id);
  foyer_lead_assign (fixture->lead, lead);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  desk_set_up_with_leads (&fixture->desk, 10);
  desk_open (&fixture->desk);
  refresh_picklists (&fixture->desk, &error);
  g_assert_no_error (error);
  shell_refresh_leads (fixture->desk.session);
  fixture->lead = foyer_lead_new ();
  fixture->group = g_object_new (FOYER_TYPE_NOTES_GROUP, "lead", fixture->lead, NULL);
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->group));
  gtk_window_present (GTK_WINDOW (fixture->window));
  foyer_notes_group_set_session (fixture->group, fixture->desk.session);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  foyer_notes_group_set_session (fixture->group, NULL);
  foyer_ui_test_close (fixture->window);
  g_object_unref (fixture->lead);
  desk_clear (&fixture->desk);
}

/* Of the notes there are, and last the one that can be written. */
static void
collect (GtkWidget *root, GPtrArray *rows)
{
  if (FOYER_IS_NOTE_ROW (root))
    g_ptr_array_add (rows, root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect (child, rows);
}

static FoyerNoteRow *
new_row (Fixture *fixture)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  collect (GTK_WIDGET (fixture->group), rows);
  g_assert_cmpuint (rows->len, >, 0);
  g_assert_null (foyer_note_row_get_note (rows->pdata[rows->len - 1]));
  return rows->pdata[rows->len - 1];
}

static FoyerNoteRow *
find_row (Fixture *fixture, const char *text)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  collect (GTK_WIDGET (fixture->group), rows);
  for (guint i = 0; i < rows->len; i++)
    {
      FoyerNote *note = foyer_note_row_get_note (rows->pdata[i]);

      if (note != NULL && strstr (foyer_note_get_text (note), text) != NULL)
        return rows->pdata[i];
    }
  return NULL;
}

static gboolean
has_text (GtkWidget *root, const char *text)
{
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_text (GTK_LABEL (root)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (has_text (child, text))
      return TRUE;
  return FALSE;
}

static void
plain (Fixture *fixture, gconstpointer data)
{
  /* Would catch: markup of a note that is rendered or shown, another order, a lead without notes that has the last
   * one's. */
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  open_lead (fixture, 3);
  g_ptr_array_add (notes, foyer_note_new (1, 3, "<p>Tom &amp; <b>Jerry</b></p>", 0, 1750000000, 0));
  g_ptr_array_add (notes, foyer_note_new (2, 3, "Called <again>", 0, 1750000100, 0));
  foyer_notes_group_show (fixture->group, notes);
  collect (GTK_WIDGET (fixture->group), rows);
  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_true (has_text (rows->pdata[0], "Tom & Jerry"));
  g_assert_true (foyer_note_row_get_note (rows->pdata[1]) == notes->pdata[1]);
  g_assert_cmpstr (adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (fixture->group)), ==, "Notes (2)");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->group)));

  open_lead (fixture, 0);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->group)));
  g_assert_null (find_row (fixture, "Tom"));
}

static gboolean
is_saved (gpointer data)
{
  return find_row (data, "Ring back on Monday") != NULL;
}

static gboolean
all_is_sent (gpointer data)
{
  Fixture *fixture = data;

  return g_list_model_get_n_items (G_LIST_MODEL (foyer_session_get_outbox (fixture->desk.session))) == 0;
}

static void
written (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a note that is shown and not sent, is sent twice, or stays in the field it was typed in. */
  g_autofree char *typed = NULL;

  open_lead (fixture, 3);
  foyer_note_row_edit (new_row (fixture), "Ring back on Monday");
  g_signal_emit_by_name (new_row (fixture), "save", "Ring back on Monday");
  shell_wait_until (is_saved, fixture);
  typed = foyer_note_row_dup_typed (new_row (fixture));
  g_assert_null (typed);
  shell_wait_until (all_is_sent, fixture);
  shell_wait_until (is_saved, fixture);
  g_assert_cmpuint (desk_count_commits (&fixture->desk, "addOrUpdateLeadNote"), ==, 1);
}

static void
typed_stays (Fixture *fixture, gconstpointer data)
{
  /* Would catch: what is typed taken away by another lead that is looked at, or given to that one. */
  g_autofree char *other = NULL;
  g_autofree char *typed = NULL;

  open_lead (fixture, 3);
  foyer_note_row_edit (new_row (fixture), "Half a thou");
  open_lead (fixture, 4);
  other = foyer_note_row_dup_typed (new_row (fixture));
  g_assert_null (other);
  open_lead (fixture, 3);
  foyer_ui_test_settle ();
  typed = foyer_note_row_dup_typed (new_row (fixture));
  g_assert_cmpstr (typed, ==, "Half a thou");
}

static void
reopen (Fixture *fixture)
{
  open_lead (fixture, 0);
  foyer_notes_group_set_session (fixture->group, NULL);
  desk_close (&fixture->desk);
  desk_open (&fixture->desk);
  foyer_notes_group_set_session (fixture->group, fixture->desk.session);
}

static gboolean
has_come_back (gpointer data)
{
  FoyerNoteRow *row = find_row (data, "Ring back on Monday");

  return row != NULL && foyer_note_get_id (foyer_note_row_get_note (row)) > 0;
}

/* A note of lead 3 that is on the platform, and in the list as it is there. */
static FoyerNoteRow *
write_first (Fixture *fixture)
{
  open_lead (fixture, 3);
  g_signal_emit_by_name (new_row (fixture), "save", "Ring back on Monday");
  shell_wait_until (all_is_sent, fixture);
  shell_wait_until (has_come_back, fixture);
  foyer_ui_test_settle ();
  return find_row (fixture, "Ring back on Monday");
}

typedef struct
{
  Fixture *fixture;
  gsize n_commits;
} Sent;

static gboolean
is_sent (gpointer data)
{
  const Sent *sent = data;

  return desk_count_commits (&sent->fixture->desk, "addOrUpdateLeadNote") == sent->n_commits
         && all_is_sent (sent->fixture);
}

static void
slow_disk (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a note that is kept and sent while the list of notes is still being read, and is not shown then. */
  Sent sent = { fixture, 1 };

  open_lead (fixture, 3);
  foyer_ui_test_wait (250);
  desk_stop_reading (&fixture->desk);
  g_signal_emit_by_name (new_row (fixture), "save", "Ring back on Monday");
  shell_wait_until (is_sent, &sent);
  desk_go_on_reading (&fixture->desk);
  shell_wait_until (has_come_back, fixture);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  foyer_outbox_send_now_finish (FOYER_OUTBOX (source), result, NULL);
}

static FoyerOutboxRow *
keep_lead (Fixture *fixture, FoyerLead *lead)
{
  g_autoptr (GError) error = NULL;
  FoyerOutboxRow *row = keep (&fixture->desk, lead, NULL, FOYER_BACKOFF_LARGEST, &error);

  g_assert_no_error (error);
  return row;
}

static gboolean
is_pending (gpointer data)
{
  return find_row (data, "Ring back on Monday") != NULL;
}

static gboolean
is_delivered (gpointer row)
{
  return foyer_outbox_row_get_state (row) == FOYER_OUTBOX_DELIVERED;
}

static void
on_its_way (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a lead that was saved without the network and cannot be given a note until that is back; a note that
   * is being written when its lead arrives, taken away, or not found again by its lead's id. */
  FoyerSession *session = fixture->desk.session;
  g_autoptr (FoyerLead) lead = new_person_lead (&fixture->desk, "Saved in a lift");
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autofree char *uuid = g_strdup (foyer_lead_get_uuid (lead));
  g_autofree char *id = NULL;
  g_autofree char *typed = NULL;
  g_autofree char *again = NULL;
  Sent sent = { fixture, 2 };
  FoyerNoteRow *writing;

  foyer_lead_assign (fixture->lead, lead);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->group)));
  row = keep_lead (fixture, lead);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->group)));
  g_signal_emit_by_name (new_row (fixture), "save", "Ring back on Monday");
  shell_wait_until (is_pending, fixture);
  g_signal_emit_by_name (new_row (fixture), "save", "And again on Friday");
  foyer_ui_test_settle ();
  writing = new_row (fixture);
  foyer_note_row_edit (writing, "Half a thought");
  gtk_widget_grab_focus (shell_find (GTK_WIDGET (writing), GTK_TYPE_TEXT_VIEW));
  foyer_outbox_send_now_async (foyer_session_get_outbox (session), row, NULL, sent_cb, NULL);
  shell_wait_until (is_delivered, row);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->group)));
  foyer_lead_set_platform_id (fixture->lead, foyer_outbox_row_get_platform_id (row));
  shell_wait_until (is_sent, &sent);
  foyer_ui_test_wait (250);
  g_assert_true (writing == new_row (fixture));
  typed = foyer_note_row_dup_typed (writing);
  g_assert_cmpstr (typed, ==, "Half a thought");

  id = g_strdup_printf ("%" G_GINT64_FORMAT, foyer_outbox_row_get_platform_id (row));
  g_assert_nonnull (foyer_session_find_note_draft (session, id, ""));
  open_lead (fixture, 4);
  open_lead (fixture, foyer_outbox_row_get_platform_id (row));
  again = foyer_note_row_dup_typed (new_row (fixture));
  g_assert_cmpstr (again, ==, "Half a thought");

  /* As if it had arrived without this window. */
  foyer_session_keep_note_draft_async (session, uuid, "4711", "Another half", "", NULL, NULL);
  reopen (fixture);
  g_assert_nonnull (foyer_session_find_note_draft (fixture->desk.session, id, "4711"));
}

static void
taken_back (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a note of a lead whose save is undone, gone from the screen; one that is written of what is only a
   * draft. */
  g_autoptr (FoyerLead) lead = new_person_lead (&fixture->desk, "Saved too early");
  g_autoptr (FoyerOutboxRow) row = NULL;
  FoyerOutbox *outbox = foyer_session_get_outbox (fixture->desk.session);
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerDraft) draft = NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  foyer_lead_assign (fixture->lead, lead);
  row = keep_lead (fixture, lead);
  g_signal_emit_by_name (new_row (fixture), "save", "Ring back on Monday");
  shell_wait_until (is_pending, fixture);
  draft = foyer_outbox_take_back_finish (outbox, AWAIT (foyer_outbox_take_back_async, outbox, row), &error);
  g_assert_no_error (error);
  foyer_ui_test_settle ();
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->group)));
  collect (GTK_WIDGET (fixture->group), rows);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_nonnull (find_row (fixture, "Ring back on Monday"));
  g_clear_object (&row);
  row = keep_lead (fixture, lead);
  foyer_ui_test_settle ();
  new_row (fixture);
}

static char *
dup_typed (Fixture *fixture, const char *text)
{
  FoyerNoteRow *row = find_row (fixture, text);

  return row != NULL ? foyer_note_row_dup_typed (row) : NULL;
}

static gboolean
is_resumed (gpointer data)
{
  g_autofree char *typed = dup_typed (data, "Ring back on Monday");

  return typed != NULL;
}

static void
edit_stays (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a change of a note that was there, not saved, lost to another lead that is looked at or to the end of
   * the session; kept after it was saved or taken back; given to another lead's notes. */
  g_autofree char *other = NULL;
  g_autofree char *resumed = NULL;
  g_autofree char *reopened = NULL;

  foyer_note_row_edit (write_first (fixture), "Ring back on Tuesday");
  open_lead (fixture, 4);
  foyer_ui_test_settle ();
  other = foyer_note_row_dup_typed (new_row (fixture));
  g_assert_null (other);
  open_lead (fixture, 3);
  shell_wait_until (is_resumed, fixture);
  resumed = dup_typed (fixture, "Ring back on Monday");
  g_assert_cmpstr (resumed, ==, "Ring back on Tuesday");

  reopen (fixture);
  open_lead (fixture, 3);
  shell_wait_until (is_resumed, fixture);
  reopened = dup_typed (fixture, "Ring back on Monday");
  g_assert_cmpstr (reopened, ==, "Ring back on Tuesday");
  foyer_note_row_edit (find_row (fixture, "Ring back on Monday"), "");

  reopen (fixture);
  open_lead (fixture, 3);
  shell_wait_until (is_saved, fixture);
  foyer_ui_test_settle ();
  g_assert_false (is_resumed (fixture));
}

static void
kept_at_pause (Fixture *fixture, gconstpointer data)
{
  /* Would catch: what is typed of a note kept only when its lead is left, so that a crash takes it. */
  g_autofree char *name = NULL;

  foyer_note_row_edit (write_first (fixture), "Ring back on Tuesday");
  name = g_strdup_printf ("%" G_GINT64_FORMAT,
                          foyer_note_get_id (foyer_note_row_get_note (find_row (fixture, "Monday"))));
  g_assert_null (foyer_session_find_note_draft (fixture->desk.session, "3", name));
  for (guint i = 0; i < 300 && foyer_session_find_note_draft (fixture->desk.session, "3", name) == NULL; i++)
    {
      g_usleep (10000);
      foyer_ui_test_settle ();
    }
  g_assert_nonnull (foyer_session_find_note_draft (fixture->desk.session, "3", name));
}

static gboolean
is_changed (gpointer data)
{
  return find_row (data, "Ring back on Wednesday") != NULL;
}

static void
edit_of_what_was (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a change that was begun before somebody else's, saved as if it were a change of theirs, which it would
   * take away unseen. */
  FoyerNoteRow *row = write_first (fixture);
  g_autoptr (FoyerNote) note = g_object_ref (foyer_note_row_get_note (row));
  g_autoptr (FoyerNote) base = NULL;
  g_autofree char *typed = NULL;

  foyer_note_row_edit (row, "Ring back on Tuesday");
  open_lead (fixture, 4);
  foyer_session_save_note_async (fixture->desk.session, 3, foyer_note_get_id (note), "Ring back on Wednesday", NULL,
                                 NULL, NULL);
  foyer_ui_test_settle ();
  while (!is_changed (fixture))
    {
      open_lead (fixture, 4);
      open_lead (fixture, 3);
      for (guint i = 0; i < 20; i++)
        {
          g_usleep (10000);
          foyer_ui_test_settle ();
        }
    }
  row = find_row (fixture, "Ring back on Wednesday");
  typed = foyer_note_row_dup_typed (row);
  g_assert_cmpstr (typed, ==, "Ring back on Tuesday");
  base = foyer_note_row_dup_base (row);
  g_assert_cmpint (foyer_note_get_id (base), ==, foyer_note_get_id (note));
  g_assert_cmpstr (foyer_note_get_text (base), ==, "Ring back on Monday");
}

static gboolean
left_is_resumed (gpointer data)
{
  g_autofree char *typed = foyer_note_row_dup_typed (new_row (data));

  return typed != NULL && is_resumed (data);
}

static void
left_over (Fixture *fixture, gconstpointer data)
{
  /* Would catch: what was typed of a note that is on the platform by now, or is there no more, kept and never shown. */
  FoyerSession *session = fixture->desk.session;
  g_autofree char *arrived = NULL;
  g_autofree char *gone = NULL;

  write_first (fixture);
  open_lead (fixture, 0);
  foyer_session_keep_note_draft_async (session, "3", "of-the-outbox", "Ring back at noon", "Ring back on Monday", NULL,
                                       NULL);
  foyer_session_keep_note_draft_async (session, "3", "4711", "Never mind", "What is gone", NULL, NULL);
  open_lead (fixture, 3);
  shell_wait_until (left_is_resumed, fixture);
  arrived = dup_typed (fixture, "Ring back on Monday");
  gone = foyer_note_row_dup_typed (new_row (fixture));
  g_assert_cmpstr (arrived, ==, "Ring back at noon");
  g_assert_cmpstr (gone, ==, "Never mind");
  g_assert_null (foyer_session_find_note_draft (session, "3", "4711"));
  g_assert_nonnull (foyer_session_find_note_draft (session, "3", ""));
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
resolve (Fixture *fixture, const char *mine, const char *theirs, const char *response)
{
  FoyerSession *session = fixture->desk.session;
  FoyerOutbox *outbox = foyer_session_get_outbox (session);
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autoptr (FoyerNote) base = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  GtkWidget *dialog;
  gboolean is_done = FALSE;

  foyer_ui_test_settle ();
  collect (GTK_WIDGET (fixture->group), rows);
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
  g_assert_true (has_text (dialog, mine));
  g_assert_true (has_text (dialog, theirs));
  g_signal_emit_by_name (dialog, "response", response);
  adw_dialog_force_close (ADW_DIALOG (dialog));
  shell_wait_until (all_is_sent, fixture);
}

static const char wednesday[] =
    "Ring back on Wednesday, they are away until then and nobody else can say how many come";
static const char tuesday[] = "Ring back on Tuesday at ten, after the visit, and ask how many of them are to be fed";

static gboolean
is_theirs (gpointer data)
{
  return find_row (data, wednesday) != NULL;
}

static gboolean
is_mine (gpointer data)
{
  return find_row (data, tuesday) != NULL;
}

static void
show_again (Fixture *fixture, ShellCondition condition)
{
  for (guint i = 0; i < 40 && !condition (fixture); i++)
    {
      open_lead (fixture, 4);
      open_lead (fixture, 3);
      foyer_ui_test_wait (250);
    }
  g_assert_true (condition (fixture));
}

static void
conflict (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a choice between two notes of which one is not shown, or the one that was not chosen stays. */
  write_first (fixture);
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
saved_by_key (Fixture *fixture, gconstpointer data)
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
      Sent sent = { fixture, round + 1 };
      g_autoptr (GPtrArray) rows = g_ptr_array_new ();
      FoyerNoteRow *row;

      foyer_ui_test_settle ();
      collect (group, rows);
      row = rows->pdata[rows->len - 1];
      foyer_note_row_edit (row, round == 0 ? "Once" : round == 1 ? "Twice" : "Thrice");
      gtk_widget_grab_focus (shell_find (GTK_WIDGET (row), GTK_TYPE_TEXT_VIEW));
      if (round == 2)
        foyer_lead_set_text (foyer_lead_page_get_lead (page), FOYER_LEAD_DESCRIPTION, "Changed too");
      foyer_lead_page_save (page, round > 0);
      g_assert_cmpint (foyer_lead_page_get_platform_id (page), ==, 3);
      g_assert_false (foyer_lead_page_is_dirty (page));
      shell_wait_until (is_sent, &sent);
      g_assert_cmpstr (toast, ==, round == 2 ? "Saved" : NULL);
    }
  g_assert_cmpuint (desk_count_commits (&fixture->desk, "addOrUpdateLead"), ==, 1 + 3); /* the notes count, too */
  foyer_lead_page_set_session (page, NULL);
  foyer_ui_test_close (window);
}

static gboolean
has_mark (gpointer data, const char *mark)
{
  FoyerNoteRow *row = find_row (data, "Ring back");

  return row != NULL && has_text (GTK_WIDGET (row), mark);
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
mark_follows (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a note that is said to wait after it was refused. */
  FoyerOutbox *outbox = foyer_session_get_outbox (fixture->desk.session);
  g_autoptr (FoyerOutboxRow) row = NULL;

  relay_set_rule (fixture->desk.relay, "addOrUpdateLeadNote", RELAY_ANSWERS, 200,
                  "{\"errorCode\":400,\"message\":\"Too long\",\"specificCode\":24003}");
  open_lead (fixture, 3);
  foyer_outbox_keep_note_async (outbox, NULL, 3, NULL, "Ring back on Monday", 3600, NULL, NULL, NULL);
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
  const char *said = adw_preferences_group_get_description (ADW_PREFERENCES_GROUP (((Fixture *) data)->group));

  return said != NULL && strstr (said, "could not be asked") != NULL;
}

static gboolean
was_asked (gpointer data)
{
  return relay_count (((Fixture *) data)->desk.relay, "getLeadNoteList") > 0;
}

static void
not_asked (Fixture *fixture, gconstpointer data)
{
  /* Would catch: notes that nobody could fetch, and that look as if there were none; and the same said of a lead that
   * has none. */
  open_lead (fixture, 3);
  shell_wait_until (was_asked, fixture);
  foyer_ui_test_wait (250);
  g_assert_false (says_not_asked (fixture));
  relay_set_listens (fixture->desk.relay, FALSE);
  open_lead (fixture, 4);
  g_assert_false (says_not_asked (fixture));
  shell_wait_until (says_not_asked, fixture);
  relay_set_listens (fixture->desk.relay, TRUE);
}

int
main (int argc, char *argv[])
{
  foyer_ui_test_init (&argc, &argv);
  g_test_add ("/ui/notes/plain", Fixture, NULL, set_up, plain, tear_down);
  g_test_add ("/ui/notes/written", Fixture, NULL, set_up, written, tear_down);
  g_test_add ("/ui/notes/slow-disk", Fixture, NULL, set_up, slow_disk, tear_down);
  g_test_add ("/ui/notes/on-its-way", Fixture, NULL, set_up, on_its_way, tear_down);
  g_test_add ("/ui/notes/taken-back", Fixture, NULL, set_up, taken_back, tear_down);
  g_test_add ("/ui/notes/typed-stays", Fixture, NULL, set_up, typed_stays, tear_down);
  g_test_add ("/ui/notes/edit-stays", Fixture, NULL, set_up, edit_stays, tear_down);
  g_test_add ("/ui/notes/kept-at-pause", Fixture, NULL, set_up, kept_at_pause, tear_down);
  g_test_add ("/ui/notes/edit-of-what-was", Fixture, NULL, set_up, edit_of_what_was, tear_down);
  g_test_add ("/ui/notes/left-over", Fixture, NULL, set_up, left_over, tear_down);
  g_test_add ("/ui/notes/saved-by-key", Fixture, NULL, set_up, saved_by_key, tear_down);
  g_test_add ("/ui/notes/mark-follows", Fixture, NULL, set_up, mark_follows, tear_down);
  g_test_add ("/ui/notes/conflict", Fixture, NULL, set_up, conflict, tear_down);
  g_test_add ("/ui/notes/not-asked", Fixture, NULL, set_up, not_asked, tear_down);
  return g_test_run ();
}
