/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-lead.h"
#include "foyer-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Properties: session (nullable); lead (FoyerLead, nullable: whose notes; what is not saved yet has none, and then it
 * is hidden). */
#define FOYER_TYPE_NOTES_GROUP (foyer_notes_group_get_type ())
G_DECLARE_FINAL_TYPE (FoyerNotesGroup, foyer_notes_group, FOYER, NOTES_GROUP, AdwPreferencesGroup)

void foyer_notes_group_set_session (FoyerNotesGroup *self, FoyerSession *session);
void foyer_notes_group_set_lead (FoyerNotesGroup *self, FoyerLead *lead);
void foyer_notes_group_refresh (FoyerNotesGroup *self, gboolean ask_platform);
void foyer_notes_group_show (FoyerNotesGroup *self, GPtrArray *notes);

G_END_DECLS
