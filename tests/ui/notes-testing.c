/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notes-testing.h"

#include "foyer-outbox.h"
#include "foyer-ui-test.h"
#include "shell-testing.h"

#include <string.h>

void
notes_open_lead (NotesFixture *fixture, gint64 platform_id)
{
  g_autoptr (FoyerLead) lead = foyer_lead_new ();

  foyer_lead_set_platform_id (lead, platform_id);
  foyer_lead_assign (fixture->lead, lead);
}

void
notes_set_up (NotesFixture *fixture, gconstpointer data)
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

void
notes_tear_down (NotesFixture *fixture, gconstpointer data)
{
  foyer_notes_group_set_session (fixture->group, NULL);
  foyer_ui_test_close (fixture->window);
  g_object_unref (fixture->lead);
  desk_clear (&fixture->desk);
}

void
notes_collect (GtkWidget *root, GPtrArray *rows)
{
  if (FOYER_IS_NOTE_ROW (root))
    g_ptr_array_add (rows, root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    notes_collect (child, rows);
}

FoyerNoteRow *
notes_new_row (NotesFixture *fixture)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  notes_collect (GTK_WIDGET (fixture->group), rows);
  g_assert_cmpuint (rows->len, >, 0);
  g_assert_null (foyer_note_row_get_note (rows->pdata[rows->len - 1]));
  return rows->pdata[rows->len - 1];
}

FoyerNoteRow *
notes_find_row (NotesFixture *fixture, const char *text)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  notes_collect (GTK_WIDGET (fixture->group), rows);
  for (guint i = 0; i < rows->len; i++)
    {
      FoyerNote *note = foyer_note_row_get_note (rows->pdata[i]);

      if (note != NULL && strstr (foyer_note_get_text (note), text) != NULL)
        return rows->pdata[i];
    }
  return NULL;
}

gboolean
notes_has_text (GtkWidget *root, const char *text)
{
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_text (GTK_LABEL (root)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (notes_has_text (child, text))
      return TRUE;
  return FALSE;
}

gboolean
notes_are_sent (gpointer data)
{
  NotesFixture *fixture = data;

  return g_list_model_get_n_items (G_LIST_MODEL (foyer_session_get_outbox (fixture->desk.session))) == 0;
}

void
notes_reopen (NotesFixture *fixture)
{
  notes_open_lead (fixture, 0);
  foyer_notes_group_set_session (fixture->group, NULL);
  desk_close (&fixture->desk);
  desk_open (&fixture->desk);
  foyer_notes_group_set_session (fixture->group, fixture->desk.session);
}

gboolean
notes_have_come_back (gpointer data)
{
  FoyerNoteRow *row = notes_find_row (data, "Ring back on Monday");

  return row != NULL && foyer_note_get_id (foyer_note_row_get_note (row)) > 0;
}

FoyerNoteRow *
notes_write_first (NotesFixture *fixture)
{
  notes_open_lead (fixture, 3);
  g_signal_emit_by_name (notes_new_row (fixture), "save", "Ring back on Monday");
  shell_wait_until (notes_are_sent, fixture);
  shell_wait_until (notes_have_come_back, fixture);
  foyer_ui_test_settle ();
  return notes_find_row (fixture, "Ring back on Monday");
}

gboolean
notes_is_sent (gpointer data)
{
  const NotesSent *sent = data;

  return desk_count_commits (&sent->fixture->desk, "addOrUpdateLeadNote") == sent->n_commits
         && notes_are_sent (sent->fixture);
}
