/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many leads of a stage or a source came in each of the last twelve months: gathered from counts, and a row that
 * opens to the numbers of its months. */

#include "config.h"

#include "foyer-figures-series.h"

#include "foyer-chart-columns.h"
#include "foyer-lead-text.h"
#include "foyer-row-names.h"
#include "foyer-session-mirror.h"

#include <glib/gi18n.h>

static char *
number_text (guint n)
{
  return g_strdup_printf ("%'u", n);
}

/**
 * foyer_figures_spoken_text:
 * @what: a stage, a source or a month
 *
 * Returns: (transfer full): for a screen reader
 */
char *
foyer_figures_spoken_text (const char *what, guint n)
{
  g_autofree char *number = number_text (n);

  /* Translators: the first %s is a stage, a source or a month, the second one a number */
  return g_strdup_printf (ngettext ("%s: %s lead", "%s: %s leads", n), what, number);
}

/**
 * foyer_figures_number_label_new:
 *
 * Returns: (transfer floating): the number, in a column of numbers
 */
GtkWidget *
foyer_figures_number_label_new (guint n)
{
  g_autofree char *text = number_text (n);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "numeric");
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_width_chars (GTK_LABEL (label), 4);
  return label;
}

/**
 * foyer_figures_month:
 *
 * Returns: the date's month, as months are counted here: since year 0
 */
int
foyer_figures_month (GDateTime *date)
{
  return g_date_time_get_year (date) * 12 + g_date_time_get_month (date) - 1;
}

static int
compare_series (gconstpointer a, gconstpointer b)
{
  const FoyerFiguresSeries *one = a, *other = b;

  if ((one->id == 0) != (other->id == 0))
    return one->id == 0 ? 1 : -1;
  return (one->n < other->n) - (one->n > other->n);
}

static FoyerFiguresSeries *
find_series (GArray *all, gint64 id)
{
  const FoyerFiguresSeries empty = { .id = id };

  for (guint i = 0; i < all->len; i++)
    if (g_array_index (all, FoyerFiguresSeries, i).id == id)
      return &g_array_index (all, FoyerFiguresSeries, i);
  g_array_append_val (all, empty);
  return &g_array_index (all, FoyerFiguresSeries, all->len - 1);
}

/**
 * foyer_figures_series_gather:
 * @counts: (element-type FoyerLeadCount): by item and month
 * @last_month: of the twelve, see foyer_figures_month()
 *
 * Returns: (transfer full) (element-type FoyerFiguresSeries): each item with its months, the strongest first and what
 * has none last
 */
GArray *
foyer_figures_series_gather (GArray *counts, int last_month)
{
  GArray *all = g_array_new (FALSE, TRUE, sizeof (FoyerFiguresSeries));

  for (guint i = 0; i < counts->len; i++)
    {
      const FoyerLeadCount *count = &g_array_index (counts, FoyerLeadCount, i);
      int month = (int) (count->month / 100 * 12 + count->month % 100) - 1;
      int place = month - last_month + FOYER_FIGURES_MONTHS - 1;
      FoyerFiguresSeries *series;

      if (count->month == 0 || place < 0 || place >= FOYER_FIGURES_MONTHS)
        continue;
      series = find_series (all, count->key);
      series->n += count->n;
      series->months[place] += count->n;
    }
  g_array_sort (all, compare_series);
  return all;
}

/**
 * foyer_figures_series_find_most:
 *
 * Returns: the largest number of any month, which all are drawn beside
 */
guint
foyer_figures_series_find_most (GArray *series)
{
  guint most = 0;

  for (guint i = 0; i < series->len; i++)
    for (guint month = 0; month < FOYER_FIGURES_MONTHS; month++)
      most = MAX (most, g_array_index (series, FoyerFiguresSeries, i).months[month]);
  return most;
}

static GtkWidget *
month_row_new (int month, guint n)
{
  g_autofree char *name = foyer_lead_text_month ((guint) (month / 12 * 100 + month % 12 + 1));
  g_autofree char *spoken = foyer_figures_spoken_text (name, n);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), foyer_figures_number_label_new (n));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return row;
}

/**
 * foyer_figures_series_row_new:
 * @title: what it is a series of
 * @most: what the tallest column of all rows stands for
 * @last_month: see foyer_figures_month()
 *
 * Returns: (transfer floating): a row with its picture and its number, which opens to the months, the newest first
 */
GtkWidget *
foyer_figures_series_row_new (const FoyerFiguresSeries *series, const char *title, guint most, int last_month)
{
  g_autofree char *spoken = foyer_figures_spoken_text (title, series->n);
  AdwExpanderRow *row = ADW_EXPANDER_ROW (adw_expander_row_new ());
  GtkWidget *chart = foyer_chart_columns_new (series->months, FOYER_FIGURES_MONTHS, most);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  foyer_row_names_add (ADW_PREFERENCES_ROW (row));
  gtk_widget_set_valign (chart, GTK_ALIGN_CENTER);
  adw_expander_row_add_suffix (row, foyer_figures_number_label_new (series->n));
  adw_expander_row_add_suffix (row, chart);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  for (int i = FOYER_FIGURES_MONTHS - 1; i >= 0; i--)
    adw_expander_row_add_row (row, month_row_new (last_month - FOYER_FIGURES_MONTHS + 1 + i, series->months[i]));
  return GTK_WIDGET (row);
}
