/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is typed in the rows of a lead's notes, kept with the session and brought back. */

#include "config.h"

#include "foyer-notes-group-private.h"

#include "foyer-announce.h"
#include "foyer-arrival.h"
#include "foyer-error-text.h"
#include "foyer-session-note-drafts.h"

FoyerOutboxRow *
foyer_notes_group_get_pending (FoyerNoteRow *row)
{
  return g_object_get_data (G_OBJECT (row), "pending");
}

/* What the session's draft of the row goes by. */
char *
foyer_notes_group_dup_name (FoyerNoteRow *row)
{
  FoyerNote *note = foyer_note_row_get_note (row);
  FoyerOutboxRow *pending = foyer_notes_group_get_pending (row);

  if (note != NULL && foyer_note_get_id (note) > 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT, foyer_note_get_id (note));
  return g_strdup (pending != NULL ? foyer_outbox_row_get_uuid (pending) : "");
}

/* What the session's drafts of the lead go by. */
char *
foyer_notes_group_dup_lead_name (FoyerNotesGroup *self)
{
  return self->lead_id > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, self->lead_id) : g_strdup (self->lead_uuid);
}

static void
draft_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerNoteRow) row = user_data;
  g_autoptr (GError) error = NULL;

  if (foyer_session_keep_note_draft_finish (FOYER_SESSION (source), result, &error))
    return;
  foyer_note_row_complain (row, foyer_error_text (error));
  if (gtk_widget_get_mapped (GTK_WIDGET (row)))
    foyer_announce (GTK_WIDGET (row), foyer_error_text (error));
}

static void
keep_row (FoyerNotesGroup *self, FoyerNoteRow *row)
{
  g_autofree char *lead = foyer_notes_group_dup_lead_name (self);
  g_autofree char *name = foyer_notes_group_dup_name (row);
  g_autofree char *typed = foyer_note_row_dup_typed (row);
  g_autoptr (FoyerNote) base = foyer_note_row_dup_base (row);

  foyer_session_keep_note_draft_async (self->session, lead, name, typed,
                                       base != NULL ? foyer_note_get_source (base) : "", draft_kept_cb,
                                       g_object_ref (row));
}

/* @row: where to complain */
void
foyer_notes_group_forget_typed (FoyerNotesGroup *self, const char *lead, const char *name, FoyerNoteRow *row)
{
  foyer_session_keep_note_draft_async (self->session, lead, name, NULL, "", draft_kept_cb, g_object_ref (row));
}

void
foyer_notes_group_keep_typed (FoyerNotesGroup *self)
{
  g_clear_handle_id (&self->keep_id, g_source_remove);
  if (self->session == NULL || self->lead_uuid == NULL)
    return;
  for (guint i = 0; i < self->rows->len; i++)
    keep_row (self, self->rows->pdata[i]);
  if (self->new_row != NULL)
    keep_row (self, self->new_row);
}

void
foyer_notes_group_resume_row (FoyerNotesGroup *self, FoyerNoteRow *row)
{
  g_autofree char *lead = foyer_notes_group_dup_lead_name (self);
  g_autofree char *name = foyer_notes_group_dup_name (row);
  const FoyerNoteDraft *draft = NULL;

  if (self->session != NULL && lead != NULL)
    draft = foyer_session_find_note_draft (self->session, lead, name);
  if (draft != NULL)
    foyer_note_row_resume (row, foyer_note_draft_get_text (draft), foyer_note_draft_get_source (draft));
}

FoyerNoteRow *
foyer_notes_group_find_row (FoyerNotesGroup *self, const char *name)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      g_autofree char *found = foyer_notes_group_dup_name (self->rows->pdata[i]);

      if (g_str_equal (found, name))
        return self->rows->pdata[i];
    }
  return *name == '\0' ? self->new_row : NULL;
}

/* A new note that was changed while it waited, and arrived meanwhile, goes by another name. */
static FoyerNoteRow *
find_arrived (FoyerNotesGroup *self, const FoyerNoteDraft *draft)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      FoyerNote *note = foyer_note_row_get_note (self->rows->pdata[i]);
      g_autofree char *typed = foyer_note_row_dup_typed (self->rows->pdata[i]);

      if (typed == NULL && foyer_arrival_same_text (foyer_note_draft_get_source (draft), foyer_note_get_source (note)))
        return self->rows->pdata[i];
    }
  return NULL;
}

/* What was typed of a note that is there no more is a new note. */
void
foyer_notes_group_resume_left (FoyerNotesGroup *self)
{
  g_autofree char *lead = foyer_notes_group_dup_lead_name (self);
  g_auto (GStrv) names = foyer_session_list_note_drafts (self->session, lead);

  for (guint i = 0; names[i] != NULL; i++)
    {
      const FoyerNoteDraft *draft = foyer_session_find_note_draft (self->session, lead, names[i]);
      g_autofree char *text = g_strdup (foyer_note_draft_get_text (draft));
      FoyerNoteRow *row;

      if (foyer_notes_group_find_row (self, names[i]) != NULL)
        continue;
      row = find_arrived (self, draft);
      if (row == NULL)
        {
          g_autofree char *typed = foyer_note_row_dup_typed (self->new_row);
          g_autofree char *left = g_steal_pointer (&text);

          row = self->new_row;
          text = g_strjoin (typed != NULL ? "\n\n" : "", typed != NULL ? typed : "", left, NULL);
        }
      foyer_note_row_edit (row, text);
      keep_row (self, row);
      foyer_notes_group_forget_typed (self, lead, names[i], row);
    }
}
