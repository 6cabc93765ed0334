/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-note-row.h"
#include "foyer-notes-group.h"
#include "foyer-outbox.h"

G_BEGIN_DECLS

struct _FoyerNotesGroup
{
  AdwPreferencesGroup parent_instance;

  /* owned */
  FoyerSession *session; /* nullable */
  GCancellable *cancellable;
  GPtrArray *pending; /* of FoyerOutboxRow: the lead's notes in the outbox when it was last looked at */
  gint64 lead_id;
  guint keep_id;
  gboolean is_stale; /* what arrived is not shown */

  /* children */
  GPtrArray *rows; /* owned; of borrowed FoyerNoteRow */
  FoyerNoteRow *new_row;
};

/* foyer-notes-group-drafts.c */
FoyerOutboxRow *foyer_notes_group_get_pending (FoyerNoteRow *row);
char *foyer_notes_group_dup_name (FoyerNoteRow *row);
FoyerNoteRow *foyer_notes_group_find_row (FoyerNotesGroup *self, const char *name);
void foyer_notes_group_keep_typed (FoyerNotesGroup *self);
void foyer_notes_group_forget_typed (FoyerNotesGroup *self, gint64 lead_id, const char *name, FoyerNoteRow *row);
void foyer_notes_group_resume_row (FoyerNotesGroup *self, FoyerNoteRow *row);
void foyer_notes_group_resume_left (FoyerNotesGroup *self);

G_END_DECLS
