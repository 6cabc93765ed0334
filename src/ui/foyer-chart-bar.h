/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FOYER_TYPE_CHART_BAR (foyer_chart_bar_get_type ())
G_DECLARE_FINAL_TYPE (FoyerChartBar, foyer_chart_bar, FOYER, CHART_BAR, GtkWidget)

/* A number as the length of a bar. It says nothing to a screen reader: whoever shows it says the number. */
GtkWidget *foyer_chart_bar_new (guint value, guint most);

G_END_DECLS
