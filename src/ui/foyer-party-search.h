/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-session.h"

G_BEGIN_DECLS

/* Searches for companies or people behind a text that is being typed. Signals: found (GPtrArray of FoyerParty or NULL,
 * GError or NULL); found-more (GPtrArray of FoyerParty), later, for the same text. */
#define FOYER_TYPE_PARTY_SEARCH (foyer_party_search_get_type ())
G_DECLARE_FINAL_TYPE (FoyerPartySearch, foyer_party_search, FOYER, PARTY_SEARCH, GObject)

FoyerPartySearch *foyer_party_search_new (void);
FoyerSession *foyer_party_search_get_session (FoyerPartySearch *self);
gboolean foyer_party_search_set_session (FoyerPartySearch *self, FoyerSession *session);
void foyer_party_search_now (FoyerPartySearch *self, FoyerPartyKind kind, const char *text, gint64 company_id);
void foyer_party_search_at_pause (FoyerPartySearch *self, FoyerPartyKind kind, const char *text, gint64 company_id);
void foyer_party_search_stop (FoyerPartySearch *self);

G_END_DECLS
