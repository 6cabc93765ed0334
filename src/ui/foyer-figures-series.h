/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define FOYER_FIGURES_MONTHS 12

/**
 * FoyerFiguresSeries:
 * @id: the item of a picklist, 0 for none
 * @n: how many leads in all of its months
 * @months: how many in each, the oldest first
 *
 * What came of one item month by month.
 */
typedef struct
{
  gint64 id;
  guint n;
  guint months[FOYER_FIGURES_MONTHS];
} FoyerFiguresSeries;

int foyer_figures_month (GDateTime *date);
GArray *foyer_figures_series_gather (GArray *counts, int last_month);
guint foyer_figures_series_find_most (GArray *series);
GtkWidget *foyer_figures_series_row_new (const FoyerFiguresSeries *series,
                                         const char *title,
                                         guint most,
                                         int last_month);
char *foyer_figures_spoken_text (const char *what, guint n);
GtkWidget *foyer_figures_number_label_new (guint n);

G_END_DECLS
