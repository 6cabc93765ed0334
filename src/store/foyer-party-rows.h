/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-database.h"
#include "foyer-party.h"

G_BEGIN_DECLS

/* A company or a person in the tables of the mirror, on the thread of the connection; the writing ones inside a
 * transaction. */

#define FOYER_PARTY_COLUMNS                                                                                            \
  "party.key, party.name, party.email, party.phone, party.company_id, party.company_name, party.other_companies, "     \
  "party.used"

#define FOYER_PARTY_KEY(kind, id)   ((id) * 2 + ((kind) == FOYER_PARTY_PERSON))
#define FOYER_PARTY_KEY_USED_COLUMN 7

gboolean foyer_party_rows_put (
    FoyerDatabase *database, FoyerParty *party, gint64 used, gint64 generation, GError **error);
gboolean foyer_party_rows_remove (
    FoyerDatabase *database, FoyerPartyKind kind, gint64 id, gboolean *was_here, GError **error);
FoyerParty *foyer_party_rows_load (FoyerDatabase *database, gint64 key, GError **error);
FoyerParty *foyer_party_rows_read (FoyerStatement *statement);

G_END_DECLS
