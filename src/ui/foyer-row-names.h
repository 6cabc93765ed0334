/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void foyer_row_names_add (AdwPreferencesRow *row);
void foyer_row_names_add_below (GtkWidget *widget);
void foyer_row_names_use_strings (AdwComboRow *row);

G_END_DECLS
