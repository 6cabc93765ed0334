/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-party-row.h"
#include "foyer-party-search.h"
#include "foyer-party-suggestions.h"

G_BEGIN_DECLS

struct _FoyerPartyRow
{
  AdwEntryRow parent_instance;

  FoyerPartySearch *search; /* owned */
  char *party_name;         /* owned */
  char *email;              /* owned, nullable */
  char *phone;              /* owned, nullable */
  char *complaint;          /* owned, nullable */
  guint name_idle;
  guint n_resets;
  gint64 party_id;
  gint64 company_id;
  char *company_name; /* owned, nullable */
  FoyerPartyKind kind;
  gboolean setting_text;
  gboolean wants_open;

  GtkWidget *text;                    /* borrowed: the entry's */
  GtkWidget *arrow;                   /* borrowed: a suffix */
  FoyerPartySuggestions *suggestions; /* borrowed: a child */
};

void foyer_party_row_init_typing (FoyerPartyRow *self);
void foyer_party_row_show_chosen (FoyerPartyRow *self);
void foyer_party_row_set_complaint (FoyerPartyRow *self, const char *complaint);
void foyer_party_row_emit_chosen (FoyerPartyRow *self, FoyerParty *party);

G_END_DECLS
