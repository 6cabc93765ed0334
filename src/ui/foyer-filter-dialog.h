/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-lead-query.h"
#include "foyer-picklists.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FOYER_TYPE_FILTER_DIALOG (foyer_filter_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FoyerFilterDialog, foyer_filter_dialog, FOYER, FILTER_DIALOG, AdwDialog)

/* Signals: changed: the query is another one; save (const char *name): the query is to be kept under that name; rename
 * (const char *name, const char *new_name); remove (const char *name): the filter kept under that name is not wanted
 * any more; restore: what was removed last is. */
FoyerFilterDialog *foyer_filter_dialog_new (FoyerPicklists *picklists, const FoyerLeadQuery *query);
const FoyerLeadQuery *foyer_filter_dialog_get_query (FoyerFilterDialog *self);
void foyer_filter_dialog_set_query (FoyerFilterDialog *self, const FoyerLeadQuery *query);
void foyer_filter_dialog_set_saved (FoyerFilterDialog *self, GVariant *saved);

G_END_DECLS
