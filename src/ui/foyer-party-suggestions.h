/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-party.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The list below a party row. It never takes the focus: the keys stay in the row's text. Signal chosen (FoyerParty): it
 * was clicked. */
#define FOYER_TYPE_PARTY_SUGGESTIONS (foyer_party_suggestions_get_type ())
G_DECLARE_FINAL_TYPE (FoyerPartySuggestions, foyer_party_suggestions, FOYER, PARTY_SUGGESTIONS, GtkPopover)

FoyerPartySuggestions *foyer_party_suggestions_new (void);
void foyer_party_suggestions_set_parties (FoyerPartySuggestions *self,
                                          GPtrArray *parties,
                                          const char *typed,
                                          gint64 chosen_id);
void foyer_party_suggestions_add_parties (FoyerPartySuggestions *self, GPtrArray *parties, gint64 chosen_id);
gboolean foyer_party_suggestions_has_beginning (FoyerPartySuggestions *self, const char *typed);
void foyer_party_suggestions_set_offer (FoyerPartySuggestions *self, const char *offer);
const char *foyer_party_suggestions_get_offer_highlighted (FoyerPartySuggestions *self);
void foyer_party_suggestions_set_status (FoyerPartySuggestions *self, const char *status);
guint foyer_party_suggestions_get_n (FoyerPartySuggestions *self);
FoyerParty *foyer_party_suggestions_get_party (FoyerPartySuggestions *self, guint position);
FoyerParty *foyer_party_suggestions_get_highlighted (FoyerPartySuggestions *self);
FoyerParty *foyer_party_suggestions_find_name (FoyerPartySuggestions *self, const char *name);
GtkWidget *foyer_party_suggestions_get_list (FoyerPartySuggestions *self);
GtkWidget *foyer_party_suggestions_highlight (FoyerPartySuggestions *self, int position);
GtkWidget *foyer_party_suggestions_move (FoyerPartySuggestions *self, int step);

char *foyer_party_suggestions_describe (FoyerParty *party);
char *foyer_party_suggestions_join_facts (const char *const *facts, guint n_facts);

G_END_DECLS
