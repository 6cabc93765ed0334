/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of a lead's notes: those there are, those that wait in the outbox, and one to write another in. */

#include "config.h"

#include "foyer-notes-group-private.h"

#include "foyer-focus.h"
#include "foyer-lead-text.h"
#include "foyer-outbox-text.h"

#include <glib/gi18n.h>

void
foyer_notes_group_update_title (FoyerNotesGroup *self)
{
  g_autofree char *title = NULL;

  /* Translators: heading of a lead's notes, with how many there are */
  if (self->rows->len > 0)
    title = g_strdup_printf (C_ ("lead group", "Notes (%u)"), self->rows->len);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), title != NULL ? title : C_ ("lead group", "Notes"));
}

void
foyer_notes_group_clear_rows (FoyerNotesGroup *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  if (self->new_row != NULL)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->new_row));
  self->new_row = NULL;
}

GPtrArray *
foyer_notes_group_list_pending (FoyerNotesGroup *self)
{
  if (self->session == NULL || self->lead_uuid == NULL)
    return g_ptr_array_new ();
  return foyer_outbox_list_notes (foyer_session_get_outbox (self->session), self->lead_uuid, self->lead_id);
}

void
foyer_notes_group_set_pending (FoyerNotesGroup *self, GPtrArray *pending)
{
  g_ptr_array_ref (pending);
  g_ptr_array_unref (self->pending);
  self->pending = pending;
}

static void
add_row (FoyerNotesGroup *self, GtkWidget *row)
{
  foyer_notes_group_resume_row (self, FOYER_NOTE_ROW (row));
  g_signal_connect_object (row, "typed", G_CALLBACK (foyer_notes_group_typed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "save", G_CALLBACK (foyer_notes_group_save_row), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

void
foyer_notes_group_add_new_row (FoyerNotesGroup *self)
{
  self->new_row = FOYER_NOTE_ROW (foyer_note_row_new (NULL, ""));
  add_row (self, GTK_WIDGET (self->new_row));
}

static void
add_note (FoyerNotesGroup *self, FoyerNote *note, const char *about, FoyerOutboxRow *pending)
{
  GtkWidget *row = foyer_note_row_new (note, about);

  if (pending != NULL)
    g_object_set_data_full (G_OBJECT (row), "pending", g_object_ref (pending), g_object_unref);
  add_row (self, row);
  g_ptr_array_add (self->rows, row);
}

/* One that arrived or was discarded comes with the list that is read then. */
static void
pending_moved_cb (FoyerNoteRow *row, GParamSpec *pspec, FoyerOutboxRow *pending)
{
  FoyerOutboxState state = foyer_outbox_row_get_state (pending);

  if (!foyer_outbox_state_is_final (state))
    foyer_note_row_set_author (row, foyer_outbox_text_mark (state));
}

static void
add_pending (FoyerNotesGroup *self, FoyerOutboxRow *pending)
{
  add_note (self, foyer_outbox_row_get_note (pending), foyer_outbox_text_mark (foyer_outbox_row_get_state (pending)),
            pending);
  g_signal_connect_object (pending, "notify::state", G_CALLBACK (pending_moved_cb),
                           self->rows->pdata[self->rows->len - 1], G_CONNECT_SWAPPED);
}

static FoyerOutboxRow *
find_change (GPtrArray *pending, gint64 note_id)
{
  for (guint i = 0; i < pending->len; i++)
    {
      FoyerNote *base = foyer_outbox_row_get_note_base (pending->pdata[i]);

      if (base != NULL && foyer_note_get_id (base) == note_id)
        return pending->pdata[i];
    }
  return NULL;
}

static gboolean
is_same_note (FoyerNote *a, FoyerNote *b)
{
  return foyer_note_get_id (a) == foyer_note_get_id (b) && foyer_note_get_author_id (a) == foyer_note_get_author_id (b)
         && foyer_note_get_created (a) == foyer_note_get_created (b)
         && g_str_equal (foyer_note_get_source (a), foyer_note_get_source (b));
}

/* What is to be shown, a FoyerNote or the FoyerOutboxRow that changes or brings one. */
static GPtrArray *
join_pending (GPtrArray *notes, GPtrArray *pending)
{
  GPtrArray *items = g_ptr_array_new ();

  for (guint i = 0; i < notes->len; i++)
    {
      FoyerOutboxRow *change = find_change (pending, foyer_note_get_id (notes->pdata[i]));

      g_ptr_array_add (items, change != NULL ? (gpointer) change : notes->pdata[i]);
    }
  for (guint i = 0; i < pending->len; i++)
    if (foyer_outbox_row_get_note_base (pending->pdata[i]) == NULL)
      g_ptr_array_add (items, pending->pdata[i]);
  return items;
}

static gboolean
is_shown (FoyerNotesGroup *self, GPtrArray *items)
{
  if (items->len != self->rows->len || foyer_notes_group_has_lead (self) != (self->new_row != NULL))
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    {
      FoyerOutboxRow *pending = FOYER_IS_OUTBOX_ROW (items->pdata[i]) ? items->pdata[i] : NULL;
      FoyerNote *note = pending != NULL ? foyer_outbox_row_get_note (pending) : items->pdata[i];

      if (foyer_notes_group_get_pending (self->rows->pdata[i]) != pending
          || !is_same_note (foyer_note_row_get_note (self->rows->pdata[i]), note))
        return FALSE;
    }
  return TRUE;
}

/* Returns: (transfer none) (nullable): the row that has the focus */
FoyerNoteRow *
foyer_notes_group_find_focus (FoyerNotesGroup *self)
{
  GtkWidget *focus = foyer_focus_find_in (GTK_WIDGET (self));
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, FOYER_TYPE_NOTE_ROW) : NULL;

  return row != NULL ? FOYER_NOTE_ROW (row) : NULL;
}

static const char *
get_author (FoyerNotesGroup *self, FoyerNote *note)
{
  FoyerPicklists *picklists = self->session != NULL ? foyer_session_get_picklists (self->session) : NULL;

  return foyer_lead_text_item (picklists, FOYER_PICKLIST_OWNER, foyer_note_get_author_id (note));
}

/* Names of users can come after the notes. */
static void
update_authors (FoyerNotesGroup *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (foyer_notes_group_get_pending (self->rows->pdata[i]) == NULL)
      foyer_note_row_set_author (self->rows->pdata[i],
                                 get_author (self, foyer_note_row_get_note (self->rows->pdata[i])));
}

static void
show_items (FoyerNotesGroup *self, GPtrArray *items)
{
  FoyerNoteRow *focus = foyer_notes_group_find_focus (self);
  g_autofree char *focused = focus != NULL ? foyer_notes_group_dup_name (focus) : NULL;

  foyer_notes_group_keep_typed (self);
  foyer_notes_group_clear_rows (self);
  for (guint i = 0; i < items->len; i++)
    if (FOYER_IS_OUTBOX_ROW (items->pdata[i]))
      add_pending (self, items->pdata[i]);
    else
      add_note (self, items->pdata[i], get_author (self, items->pdata[i]), NULL);
  if (foyer_notes_group_has_lead (self))
    foyer_notes_group_add_new_row (self);
  foyer_notes_group_update_title (self);
  focus = focused != NULL ? foyer_notes_group_find_row (self, focused) : NULL;
  if (focus != NULL)
    foyer_note_row_focus (focus);
}

/**
 * foyer_notes_group_show:
 * @notes: of FoyerNote, the oldest first
 *
 * What is changed in the outbox is shown as it will be, what is new there comes last. The focus stays with its note.
 */
void
foyer_notes_group_show (FoyerNotesGroup *self, GPtrArray *notes)
{
  g_autoptr (GPtrArray) pending = NULL;
  g_autoptr (GPtrArray) items = NULL;

  g_return_if_fail (FOYER_IS_NOTES_GROUP (self));

  self->is_stale = FALSE;
  pending = foyer_notes_group_list_pending (self);
  foyer_notes_group_set_pending (self, pending);
  items = join_pending (notes, pending);
  gtk_widget_set_visible (GTK_WIDGET (self), items->len > 0 || foyer_notes_group_has_lead (self));
  if (is_shown (self, items))
    update_authors (self);
  else
    show_items (self, items);
}
