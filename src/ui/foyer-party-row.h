/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Properties: session; party-kind; party-id and party-name (what is chosen); company-id (only its people); complaint
 * (what was typed is nobody's name). Signal chosen (FoyerParty or NULL): a person chose, or emptied the row. */
#define FOYER_TYPE_PARTY_ROW (foyer_party_row_get_type ())
G_DECLARE_FINAL_TYPE (FoyerPartyRow, foyer_party_row, FOYER, PARTY_ROW, AdwEntryRow)

FoyerPartyRow *foyer_party_row_new (FoyerPartyKind kind);
void foyer_party_row_set_session (FoyerPartyRow *self, FoyerSession *session);
gint64 foyer_party_row_get_party_id (FoyerPartyRow *self);
void foyer_party_row_set_party_id (FoyerPartyRow *self, gint64 party_id);
const char *foyer_party_row_get_party_name (FoyerPartyRow *self);
void foyer_party_row_set_party_name (FoyerPartyRow *self, const char *party_name);
void foyer_party_row_set_company_id (FoyerPartyRow *self, gint64 company_id);
const char *foyer_party_row_get_complaint (FoyerPartyRow *self);

void foyer_party_row_choose (FoyerPartyRow *self, FoyerParty *party);
void foyer_party_row_offer (FoyerPartyRow *self, GPtrArray *parties);
void foyer_party_row_reset (FoyerPartyRow *self);
gboolean foyer_party_row_settle (FoyerPartyRow *self);
gboolean foyer_party_row_press (FoyerPartyRow *self, guint keyval);

G_END_DECLS
