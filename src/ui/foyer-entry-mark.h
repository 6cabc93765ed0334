/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define FOYER_TYPE_ENTRY_MARK (foyer_entry_mark_get_type ())
G_DECLARE_FINAL_TYPE (FoyerEntryMark, foyer_entry_mark, FOYER, ENTRY_MARK, AdwBin)

FoyerEntryMark *foyer_entry_mark_add (AdwEntryRow *row, gboolean required);
const char *foyer_entry_mark_get_problem (FoyerEntryMark *self);
void foyer_entry_mark_set_problem (FoyerEntryMark *self, const char *problem);
void foyer_entry_mark_set_said_elsewhere (FoyerEntryMark *self, GtkWidget *message);

G_END_DECLS
