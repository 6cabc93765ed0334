/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes that are being written: what is typed stays, whatever becomes of their lead meanwhile. */

#include "foyer-focus.h"
#include "foyer-outbox-machine.h"
#include "foyer-outbox.h"
#include "foyer-session-mirror.h"
#include "foyer-session-note-drafts.h"
#include "foyer-ui-test.h"
#include "notes-testing.h"
#include "outbox-testing.h"
#include "shell-testing.h"

#include <string.h>

static void
typed_stays (NotesFixture *fixture, gconstpointer data)
{
  /* Would catch: what is typed taken away by another lead that is looked at, or given to that one. */
  g_autofree char *other = NULL;
  g_autofree char *typed = NULL;

  notes_open_lead (fixture, 3);
  foyer_note_row_edit (notes_new_row (fixture), "Half a thou");
  notes_open_lead (fixture, 4);
  other = foyer_note_row_dup_typed (notes_new_row (fixture));
  g_assert_null (other);
  notes_open_lead (fixture, 3);
  foyer_ui_test_settle ();
  typed = foyer_note_row_dup_typed (notes_new_row (fixture));
  g_assert_cmpstr (typed, ==, "Half a thou");
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  foyer_outbox_send_now_finish (FOYER_OUTBOX (source), result, NULL);
}

static FoyerOutboxRow *
keep_lead (NotesFixture *fixture, FoyerLead *lead)
{
  g_autoptr (GError) error = NULL;
  FoyerOutboxRow *row = keep (&fixture->desk, lead, NULL, FOYER_BACKOFF_LARGEST, &error);

  g_assert_no_error (error);
  return row;
}

static gboolean
is_pending (gpointer data)
{
  return notes_find_row (data, "Ring back on Monday") != NULL;
}

static gboolean
friday_is_kept (gpointer data)
{
  g_autofree char *typed = foyer_note_row_dup_typed (notes_new_row (data));

  return notes_find_row (data, "Friday") != NULL && typed == NULL
         && gtk_widget_is_sensitive (shell_find (GTK_WIDGET (notes_new_row (data)), GTK_TYPE_TEXT_VIEW));
}

static gboolean
is_delivered (gpointer row)
{
  return foyer_outbox_row_get_state (row) == FOYER_OUTBOX_DELIVERED;
}

static void
on_its_way (NotesFixture *fixture, gconstpointer data)
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
  NotesSent sent = { fixture, 2 };
  FoyerNoteRow *writing;

  foyer_lead_assign (fixture->lead, lead);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->group)));
  row = keep_lead (fixture, lead);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->group)));
  g_signal_emit_by_name (notes_new_row (fixture), "save", "Ring back on Monday");
  shell_wait_until (is_pending, fixture);
  g_signal_emit_by_name (notes_new_row (fixture), "save", "And again on Friday");
  shell_wait_until (friday_is_kept, fixture);
  writing = notes_new_row (fixture);
  foyer_note_row_edit (writing, "Half a thought");
  gtk_widget_grab_focus (shell_find (GTK_WIDGET (writing), GTK_TYPE_TEXT_VIEW));
  foyer_outbox_send_now_async (foyer_session_get_outbox (session), row, NULL, sent_cb, NULL);
  shell_wait_until (is_delivered, row);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->group)));
  /* The form does not know the id yet. */
  shell_wait_until (notes_is_sent, &sent);
  foyer_ui_test_wait (250);
  g_assert_true (writing == notes_new_row (fixture));
  typed = foyer_note_row_dup_typed (writing);
  g_assert_cmpstr (typed, ==, "Half a thought");
  foyer_lead_set_platform_id (fixture->lead, foyer_outbox_row_get_platform_id (row));
  g_assert_true (writing == notes_new_row (fixture));

  id = g_strdup_printf ("%" G_GINT64_FORMAT, foyer_outbox_row_get_platform_id (row));
  g_assert_nonnull (foyer_session_find_note_draft (session, id, ""));
  notes_open_lead (fixture, 4);
  notes_open_lead (fixture, foyer_outbox_row_get_platform_id (row));
  again = foyer_note_row_dup_typed (notes_new_row (fixture));
  g_assert_cmpstr (again, ==, "Half a thought");

  /* By the one name or the other. */
  g_assert_nonnull (foyer_session_find_note_draft (session, uuid, ""));
}

static char *
dup_typed (NotesFixture *fixture, const char *text)
{
  FoyerNoteRow *row = notes_find_row (fixture, text);

  return row != NULL ? foyer_note_row_dup_typed (row) : NULL;
}

static gboolean
is_resumed (gpointer data)
{
  g_autofree char *typed = dup_typed (data, "Ring back on Monday");

  return typed != NULL;
}

static void
edit_stays (NotesFixture *fixture, gconstpointer data)
{
  /* Would catch: a change of a note that was there, not saved, lost to another lead that is looked at or to the end of
   * the session; kept after it was saved or taken back; given to another lead's notes. */
  g_autofree char *other = NULL;
  g_autofree char *resumed = NULL;
  g_autofree char *reopened = NULL;

  foyer_note_row_edit (notes_write_first (fixture), "Ring back on Tuesday");
  notes_open_lead (fixture, 4);
  foyer_ui_test_settle ();
  other = foyer_note_row_dup_typed (notes_new_row (fixture));
  g_assert_null (other);
  notes_open_lead (fixture, 3);
  shell_wait_until (is_resumed, fixture);
  resumed = dup_typed (fixture, "Ring back on Monday");
  g_assert_cmpstr (resumed, ==, "Ring back on Tuesday");

  notes_reopen (fixture);
  notes_open_lead (fixture, 3);
  shell_wait_until (is_resumed, fixture);
  reopened = dup_typed (fixture, "Ring back on Monday");
  g_assert_cmpstr (reopened, ==, "Ring back on Tuesday");
  foyer_note_row_edit (notes_find_row (fixture, "Ring back on Monday"), "");

  notes_reopen (fixture);
  notes_open_lead (fixture, 3);
  shell_wait_until (is_pending, fixture);
  foyer_ui_test_settle ();
  g_assert_false (is_resumed (fixture));
}

static void
kept_at_pause (NotesFixture *fixture, gconstpointer data)
{
  /* Would catch: what is typed of a note kept only when its lead is left, so that a crash takes it. */
  g_autofree char *name = NULL;

  foyer_note_row_edit (notes_write_first (fixture), "Ring back on Tuesday");
  name = g_strdup_printf ("%" G_GINT64_FORMAT,
                          foyer_note_get_id (foyer_note_row_get_note (notes_find_row (fixture, "Monday"))));
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
  return notes_find_row (data, "Ring back on Wednesday") != NULL;
}

static gboolean
is_resaved (gpointer data)
{
  FoyerNoteRow *row = notes_find_row (data, "Ring back on Tuesday");

  return row != NULL && foyer_note_get_id (foyer_note_row_get_note (row)) > 0
         && notes_find_row (data, "From elsewhere") != NULL;
}

static GtkWidget *
text_view_of (FoyerNoteRow *row)
{
  return shell_find (GTK_WIDGET (row), GTK_TYPE_TEXT_VIEW);
}

static void
focus_stays (NotesFixture *fixture, gconstpointer data)
{
  /* Would catch: a list that arrives and closes the row that somebody is about to write in, or takes the focus away
   * though nothing changed; whoever saves a note with the keyboard being sent to the top of the window. */
  FoyerNoteRow *row;

  notes_write_first (fixture);
  foyer_note_row_edit (notes_new_row (fixture), "");
  gtk_widget_grab_focus (text_view_of (notes_new_row (fixture)));
  desk_call_elsewhere (&fixture->desk, "crm", "addOrUpdateLeadNote", "{\"leadId\": 3, \"note\": \"From elsewhere\"}");
  foyer_notes_group_refresh (fixture->group, TRUE);
  foyer_ui_test_wait (250);
  g_assert_true (gtk_widget_has_focus (text_view_of (notes_new_row (fixture))));
  g_assert_null (notes_find_row (fixture, "From elsewhere"));

  foyer_note_row_edit (notes_new_row (fixture), "Ring back on Tuesday");
  g_assert_true (foyer_note_row_save (notes_new_row (fixture)));
  shell_wait_until (is_resaved, fixture);
  g_assert_true (foyer_focus_find_in (GTK_WIDGET (notes_new_row (fixture))) != NULL);
  g_assert_false (gtk_widget_has_focus (text_view_of (notes_new_row (fixture))));

  row = notes_find_row (fixture, "Ring back on Monday");
  foyer_notes_group_refresh (fixture->group, TRUE);
  foyer_ui_test_wait (250);
  g_assert_true (row == notes_find_row (fixture, "Ring back on Monday"));
}

static void
edit_of_what_was (NotesFixture *fixture, gconstpointer data)
{
  /* Would catch: a change that was begun before somebody else's, saved as if it were a change of theirs, which it would
   * take away unseen. */
  FoyerNoteRow *row = notes_write_first (fixture);
  g_autoptr (FoyerNote) note = g_object_ref (foyer_note_row_get_note (row));
  g_autoptr (FoyerNote) base = NULL;
  g_autofree char *typed = NULL;

  foyer_note_row_edit (row, "Ring back on Tuesday");
  notes_open_lead (fixture, 4);
  foyer_session_save_note_async (fixture->desk.session, 3, foyer_note_get_id (note), "Ring back on Wednesday", NULL,
                                 NULL, NULL);
  foyer_ui_test_settle ();
  while (!is_changed (fixture))
    {
      notes_open_lead (fixture, 4);
      notes_open_lead (fixture, 3);
      for (guint i = 0; i < 20; i++)
        {
          g_usleep (10000);
          foyer_ui_test_settle ();
        }
    }
  row = notes_find_row (fixture, "Ring back on Wednesday");
  typed = foyer_note_row_dup_typed (row);
  g_assert_cmpstr (typed, ==, "Ring back on Tuesday");
  base = foyer_note_row_dup_base (row);
  g_assert_cmpint (foyer_note_get_id (base), ==, foyer_note_get_id (note));
  g_assert_cmpstr (foyer_note_get_text (base), ==, "Ring back on Monday");
}

static gboolean
left_is_resumed (gpointer data)
{
  g_autofree char *typed = foyer_note_row_dup_typed (notes_new_row (data));

  return typed != NULL && is_resumed (data);
}

static void
left_over (NotesFixture *fixture, gconstpointer data)
{
  /* Would catch: what was typed of a note that is on the platform by now, or is there no more, kept and never shown. */
  FoyerSession *session = fixture->desk.session;
  g_autofree char *arrived = NULL;
  g_autofree char *gone = NULL;

  notes_write_first (fixture);
  notes_open_lead (fixture, 0);
  foyer_session_keep_note_draft_async (session, "3", "of-the-outbox", "Ring back at noon", "Ring back on Monday", NULL,
                                       NULL);
  foyer_session_keep_note_draft_async (session, "3", "4711", "Never mind", "What is gone", NULL, NULL);
  notes_open_lead (fixture, 3);
  shell_wait_until (left_is_resumed, fixture);
  arrived = dup_typed (fixture, "Ring back on Monday");
  gone = foyer_note_row_dup_typed (notes_new_row (fixture));
  g_assert_cmpstr (arrived, ==, "Ring back at noon");
  g_assert_cmpstr (gone, ==, "Never mind");
  g_assert_null (foyer_session_find_note_draft (session, "3", "4711"));
  g_assert_nonnull (foyer_session_find_note_draft (session, "3", ""));
}

static gboolean
is_tuesday (gpointer data)
{
  return notes_find_row (data, "Ring back on Tuesday") != NULL;
}

static void
taken_back (NotesFixture *fixture, gconstpointer data)
{
  /* Would catch: a note of a lead whose save is undone, gone from the screen, or changed in vain; one that is written
   * of what is only a draft. */
  g_autoptr (FoyerLead) lead = new_person_lead (&fixture->desk, "Saved too early");
  g_autoptr (FoyerOutboxRow) row = NULL;
  FoyerOutbox *outbox = foyer_session_get_outbox (fixture->desk.session);
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerDraft) draft = NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autofree char *again = NULL;

  foyer_lead_assign (fixture->lead, lead);
  row = keep_lead (fixture, lead);
  g_signal_emit_by_name (notes_new_row (fixture), "save", "Ring back on Monday");
  shell_wait_until (is_pending, fixture);
  draft = foyer_outbox_take_back_finish (outbox, AWAIT (foyer_outbox_take_back_async, outbox, row), &error);
  g_assert_no_error (error);
  foyer_ui_test_settle ();
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->group)));
  notes_collect (GTK_WIDGET (fixture->group), rows);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_nonnull (notes_find_row (fixture, "Ring back on Monday"));

  foyer_note_row_edit (notes_find_row (fixture, "Monday"), "Ring back on Tuesday");
  notes_open_lead (fixture, 4);
  foyer_lead_assign (fixture->lead, lead);
  again = foyer_note_row_dup_typed (notes_find_row (fixture, "Monday"));
  g_assert_cmpstr (again, ==, "Ring back on Tuesday");
  g_assert_true (foyer_note_row_save (notes_find_row (fixture, "Monday")));
  shell_wait_until (is_tuesday, fixture);
  g_clear_object (&row);
  row = keep_lead (fixture, lead);
  foyer_ui_test_settle ();
  notes_new_row (fixture);
}

int
main (int argc, char *argv[])
{
  foyer_ui_test_init (&argc, &argv);
  g_test_add ("/ui/note-drafts/on-its-way", NotesFixture, NULL, notes_set_up, on_its_way, notes_tear_down);
  g_test_add ("/ui/note-drafts/taken-back", NotesFixture, NULL, notes_set_up, taken_back, notes_tear_down);
  g_test_add ("/ui/note-drafts/typed-stays", NotesFixture, NULL, notes_set_up, typed_stays, notes_tear_down);
  g_test_add ("/ui/note-drafts/edit-stays", NotesFixture, NULL, notes_set_up, edit_stays, notes_tear_down);
  g_test_add ("/ui/note-drafts/kept-at-pause", NotesFixture, NULL, notes_set_up, kept_at_pause, notes_tear_down);
  g_test_add ("/ui/note-drafts/focus-stays", NotesFixture, NULL, notes_set_up, focus_stays, notes_tear_down);
  g_test_add ("/ui/note-drafts/edit-of-what-was", NotesFixture, NULL, notes_set_up, edit_of_what_was, notes_tear_down);
  g_test_add ("/ui/note-drafts/left-over", NotesFixture, NULL, notes_set_up, left_over, notes_tear_down);
  return g_test_run ();
}
