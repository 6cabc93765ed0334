/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-lead-edit.h"
#include "foyer-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Properties: session (nullable); edit. Signal: take (FoyerParty): the lead is to belong to it. Uses: leads.open. */
#define FOYER_TYPE_SIMILAR_GROUP (foyer_similar_group_get_type ())
G_DECLARE_FINAL_TYPE (FoyerSimilarGroup, foyer_similar_group, FOYER, SIMILAR_GROUP, AdwPreferencesGroup)

void foyer_similar_group_set_session (FoyerSimilarGroup *self, FoyerSession *session);
void foyer_similar_group_set_edit (FoyerSimilarGroup *self, FoyerLeadEdit *edit);

G_END_DECLS
