/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A note that is saved: out of its row into the outbox. */

#include "config.h"

#include "foyer-notes-group-private.h"

#include "foyer-announce.h"
#include "foyer-error-text.h"
#include "foyer-session-note-drafts.h"

#include <glib/gi18n.h>

typedef struct
{
  FoyerNotesGroup *group; /* owned */
  FoyerSession *session;  /* owned */
  FoyerNoteRow *row;      /* owned */
  char *text;             /* owned */
  char *name;             /* owned */
  char *lead;             /* owned */
  char *lead_uuid;        /* owned */
  gboolean edits;         /* what waits already */
  gboolean had_focus;
} Saving;

/* Who was there when they saved it is there again; not who went elsewhere meanwhile. */
static void
focus_row (const Saving *saving, FoyerNoteRow *row)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (saving->group));

  if (saving->had_focus && root != NULL && gtk_root_get_focus (root) == NULL)
    foyer_note_row_focus (row);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Saving *saving = user_data;
  g_autoptr (FoyerNotesGroup) self = saving->group;
  g_autoptr (FoyerSession) session = saving->session;
  g_autoptr (FoyerNoteRow) row = saving->row;
  g_autofree char *text = saving->text;
  g_autofree char *name = saving->name;
  g_autofree char *lead = saving->lead;
  g_autofree char *lead_uuid = saving->lead_uuid;
  g_autofree char *lead_now = NULL;
  g_autofree char *typed = NULL;
  FoyerNoteRow *shown;
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerOutboxRow) kept = NULL;

  if (saving->edits)
    kept = foyer_outbox_edit_note_finish (FOYER_OUTBOX (source), result, &error);
  else
    kept = foyer_outbox_keep_note_finish (FOYER_OUTBOX (source), result, &error);
  foyer_note_row_set_busy (row, FALSE);
  if (kept == NULL)
    {
      focus_row (saving, row);
      foyer_note_row_complain (row, foyer_error_text (error));
      foyer_announce (GTK_WIDGET (self), foyer_error_text (error));
      return;
    }
  foyer_session_keep_note_draft_async (session, lead, name, NULL, "", NULL, NULL);
  lead_now = foyer_notes_group_dup_lead_name (self);
  if (self->session != session || (g_strcmp0 (lead_now, lead) != 0 && g_strcmp0 (self->lead_uuid, lead_uuid) != 0))
    return;
  foyer_note_row_close (row);
  /* What arrived meanwhile may have brought another row for the note, which took the text along. */
  shown = foyer_notes_group_find_row (self, name);
  typed = shown != NULL ? foyer_note_row_dup_typed (shown) : NULL;
  if (g_strcmp0 (typed, text) == 0)
    foyer_note_row_close (shown);
  focus_row (saving, shown != NULL ? shown : row);
  /* Translators: said after a note was kept; it is sent by itself */
  foyer_announce (GTK_WIDGET (self), _ ("Note saved"));
  foyer_notes_group_load (self, FALSE);
}

/* Keeps what was typed in the row in the outbox. */
void
foyer_notes_group_save_row (FoyerNotesGroup *self, const char *text, FoyerNoteRow *row)
{
  g_autoptr (FoyerNote) base = foyer_note_row_dup_base (row);
  FoyerOutbox *outbox;
  Saving *saving;

  if (!foyer_notes_group_has_lead (self) && foyer_notes_group_get_pending (row) == NULL)
    return;
  foyer_notes_group_keep_typed (self);
  outbox = foyer_session_get_outbox (self->session);
  saving = g_new0 (Saving, 1);
  saving->group = g_object_ref (self);
  saving->session = g_object_ref (self->session);
  saving->row = g_object_ref (row);
  saving->text = g_strdup (text);
  saving->name = foyer_notes_group_dup_name (row);
  saving->lead = foyer_notes_group_dup_lead_name (self);
  saving->lead_uuid = g_strdup (self->lead_uuid);
  saving->edits = foyer_notes_group_get_pending (row) != NULL;
  saving->had_focus = foyer_notes_group_find_focus (self) == row;
  foyer_note_row_set_busy (row, TRUE);
  if (saving->edits)
    foyer_outbox_edit_note_async (outbox, foyer_notes_group_get_pending (row), text, 0, NULL, kept_cb, saving);
  else
    foyer_outbox_keep_note_async (outbox, self->lead_id == 0 ? self->lead_uuid : NULL, self->lead_id, base, text, 0,
                                  NULL, kept_cb, saving);
}
