/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FOYER_TYPE_CHART_COLUMNS (foyer_chart_columns_get_type ())
G_DECLARE_FINAL_TYPE (FoyerChartColumns, foyer_chart_columns, FOYER, CHART_COLUMNS, GtkWidget)

/* Numbers over time as columns. It says nothing to a screen reader: whoever shows it says the numbers. */
GtkWidget *foyer_chart_columns_new (const guint *values, guint n_values, guint most);

G_END_DECLS
