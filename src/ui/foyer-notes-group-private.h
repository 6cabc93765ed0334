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
  FoyerLead *lead;       /* nullable */
  char *lead_uuid;       /* nullable; as @lead was when it was last looked at, and so its id */
  gint64 lead_id;
  FoyerOutboxRow *lead_row; /* nullable; what brings the lead its id */
  GCancellable *cancellable;
  GPtrArray *pending; /* of FoyerOutboxRow: the lead's notes in the outbox when it was last looked at */
  guint keep_id;
  gboolean is_stale; /* what arrived is not shown */

  /* children */
  GPtrArray *rows;       /* owned; of borrowed FoyerNoteRow */
  FoyerNoteRow *new_row; /* nullable */
};

gboolean foyer_notes_group_has_lead (FoyerNotesGroup *self);
void foyer_notes_group_load (FoyerNotesGroup *self, gboolean ask_platform);
void foyer_notes_group_typed (FoyerNotesGroup *self);

/* foyer-notes-group-rows.c */
void foyer_notes_group_update_title (FoyerNotesGroup *self);
void foyer_notes_group_clear_rows (FoyerNotesGroup *self);
void foyer_notes_group_add_new_row (FoyerNotesGroup *self);
FoyerNoteRow *foyer_notes_group_find_focus (FoyerNotesGroup *self);
GPtrArray *foyer_notes_group_list_pending (FoyerNotesGroup *self);
void foyer_notes_group_set_pending (FoyerNotesGroup *self, GPtrArray *pending);

/* foyer-notes-group-save.c */
void foyer_notes_group_save_row (FoyerNotesGroup *self, const char *text, FoyerNoteRow *row);

/* foyer-notes-group-drafts.c */
FoyerOutboxRow *foyer_notes_group_get_pending (FoyerNoteRow *row);
char *foyer_notes_group_dup_name (FoyerNoteRow *row);
FoyerNoteRow *foyer_notes_group_find_row (FoyerNotesGroup *self, const char *name);
void foyer_notes_group_keep_typed (FoyerNotesGroup *self);
void foyer_notes_group_forget_typed (FoyerNotesGroup *self, const char *lead, const char *name, FoyerNoteRow *row);
char *foyer_notes_group_dup_lead_name (FoyerNotesGroup *self);
void foyer_notes_group_resume_row (FoyerNotesGroup *self, FoyerNoteRow *row);
void foyer_notes_group_resume_left (FoyerNotesGroup *self);

G_END_DECLS
