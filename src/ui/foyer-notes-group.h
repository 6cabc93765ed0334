/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Properties: session (nullable); lead-id (gint64: whose notes, 0 for a lead that has none yet: then it is hidden). */
#define FOYER_TYPE_NOTES_GROUP (foyer_notes_group_get_type ())
G_DECLARE_FINAL_TYPE (FoyerNotesGroup, foyer_notes_group, FOYER, NOTES_GROUP, AdwPreferencesGroup)

void foyer_notes_group_set_session (FoyerNotesGroup *self, FoyerSession *session);
void foyer_notes_group_set_lead_id (FoyerNotesGroup *self, gint64 lead_id);
void foyer_notes_group_show (FoyerNotesGroup *self, GPtrArray *notes);

G_END_DECLS
