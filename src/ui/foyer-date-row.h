/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define FOYER_TYPE_DATE_ROW (foyer_date_row_get_type ())
G_DECLARE_FINAL_TYPE (FoyerDateRow, foyer_date_row, FOYER, DATE_ROW, AdwActionRow)

/* Property: date (gint64: unix seconds of the day's beginning, here; 0 for none). */
GtkWidget *foyer_date_row_new (const char *title);
gint64 foyer_date_row_get_date (FoyerDateRow *self);
void foyer_date_row_set_date (FoyerDateRow *self, gint64 date);

G_END_DECLS
