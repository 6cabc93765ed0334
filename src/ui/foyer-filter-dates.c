/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When the leads that are listed were created, and when they were changed: in the last days, which moves on with the
 * calendar, or between two days. */

#include "config.h"

#include "foyer-filter-dates.h"

#include "foyer-date-row.h"
#include "foyer-row-names.h"

#include <glib/gi18n.h>

static const guint last_days[] = { 1, 7, 30, 90 };

/* The choices of a time: any, the last days, and chosen ones. */
#define ANY_TIME    0
#define CHOSEN_DAYS (G_N_ELEMENTS (last_days) + 1)

typedef struct
{
  AdwComboRow *when;
  FoyerDateRow *from;
  FoyerDateRow *to;
} Time;

static const struct
{
  FoyerLeadField date;
  const char *when;
  const char *from;
  const char *to;
} times[] = {
  { FOYER_LEAD_CREATED, NC_ ("sort leads by", "Date Created"), NC_ ("filter", "Created From"),
    NC_ ("filter", "Created To") },
  { FOYER_LEAD_MODIFIED, NC_ ("sort leads by", "Date Changed"), NC_ ("filter", "Changed From"),
    NC_ ("filter", "Changed To") },
};

struct _FoyerFilterDates
{
  AdwPreferencesGroup parent_instance;

  gboolean showing; /* the rows are being set from a query */
  Time times[G_N_ELEMENTS (times)];
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerFilterDates, foyer_filter_dates, ADW_TYPE_PREFERENCES_GROUP)

static gint64
move_by_day (gint64 date, int by)
{
  g_autoptr (GDateTime) day = date != 0 ? g_date_time_new_from_unix_local (date) : NULL;
  g_autoptr (GDateTime) moved = day != NULL ? g_date_time_add_days (day, by) : NULL;

  return moved != NULL ? g_date_time_to_unix (moved) : 0;
}

static void
show_days (const Time *time)
{
  gboolean is_chosen = adw_combo_row_get_selected (time->when) == CHOSEN_DAYS;

  gtk_widget_set_visible (GTK_WIDGET (time->from), is_chosen);
  gtk_widget_set_visible (GTK_WIDGET (time->to), is_chosen);
}

static void
changed_cb (FoyerFilterDates *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    show_days (&self->times[i]);
  if (!self->showing)
    g_signal_emit (self, signals[CHANGED], 0);
}

static GtkStringList *
new_choices (void)
{
  GtkStringList *choices = gtk_string_list_new (NULL);

  /* Translators: a choice: whenever leads were created or changed */
  gtk_string_list_append (choices, C_ ("filter", "At Any Time"));
  for (guint i = 0; i < G_N_ELEMENTS (last_days); i++)
    {
      /* Translators: a choice: leads that were created or changed in so many days, the last of which is today */
      g_autofree char *text = g_strdup_printf (ngettext ("In the Last %u Day", "In the Last %u Days", last_days[i]),
                                               last_days[i]);

      gtk_string_list_append (choices, last_days[i] == 1 ? C_ ("leads by date", "Today") : text);
    }
  /* Translators: a choice: leads that were created or changed between two days, which are chosen below it */
  gtk_string_list_append (choices, C_ ("filter", "On Chosen Days"));
  return choices;
}

static FoyerDateRow *
add_day (FoyerFilterDates *self, const char *title)
{
  GtkWidget *row = foyer_date_row_new (g_dpgettext2 (NULL, "filter", title));

  g_signal_connect_object (row, "notify::date", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return FOYER_DATE_ROW (row);
}

static void
add_time (FoyerFilterDates *self, guint i)
{
  const char *title = g_dpgettext2 (NULL, "sort leads by", times[i].when);
  g_autoptr (GtkStringList) choices = new_choices ();
  AdwComboRow *row = g_object_new (ADW_TYPE_COMBO_ROW, "title", title, NULL);

  foyer_row_names_use_strings (row);
  foyer_row_names_add (ADW_PREFERENCES_ROW (row));
  adw_combo_row_set_model (row, G_LIST_MODEL (choices));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (row));
  self->times[i] = (Time) { row, add_day (self, times[i].from), add_day (self, times[i].to) };
  show_days (&self->times[i]);
}

static void
foyer_filter_dates_class_init (FoyerFilterDatesClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", FOYER_TYPE_FILTER_DATES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
foyer_filter_dates_init (FoyerFilterDates *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    add_time (self, i);
}

FoyerFilterDates *
foyer_filter_dates_new (void)
{
  /* Translators: a heading in a dialog: when leads were created or changed */
  return g_object_new (FOYER_TYPE_FILTER_DATES, "title", _ ("Dates"), NULL);
}

static guint
find_choice (const FoyerLeadQuery *query, FoyerLeadField date)
{
  guint days = foyer_lead_query_get_days (query, date);

  for (guint i = 0; i < G_N_ELEMENTS (last_days); i++)
    if (days == last_days[i])
      return i + 1;
  return foyer_lead_query_get_from (query, date) != 0 || foyer_lead_query_get_to (query, date) != 0 ? CHOSEN_DAYS
                                                                                                    : ANY_TIME;
}

/**
 * foyer_filter_dates_show:
 * @query: whose dates are shown
 */
void
foyer_filter_dates_show (FoyerFilterDates *self, const FoyerLeadQuery *query)
{
  g_return_if_fail (FOYER_IS_FILTER_DATES (self));

  self->showing = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      guint choice = find_choice (query, times[i].date);

      adw_combo_row_set_selected (self->times[i].when, choice);
      foyer_date_row_set_date (self->times[i].from,
                               choice == CHOSEN_DAYS ? foyer_lead_query_get_from (query, times[i].date) : 0);
      /* The end of a range is excluded, and the day that is named is in it. */
      foyer_date_row_set_date (self->times[i].to, choice == CHOSEN_DAYS
                                                      ? move_by_day (foyer_lead_query_get_to (query, times[i].date), -1)
                                                      : 0);
    }
  self->showing = FALSE;
}

/**
 * foyer_filter_dates_apply:
 * @query: gets the dates that are chosen
 */
void
foyer_filter_dates_apply (FoyerFilterDates *self, FoyerLeadQuery *query)
{
  g_return_if_fail (FOYER_IS_FILTER_DATES (self));

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      guint choice = adw_combo_row_get_selected (self->times[i].when);

      if (choice > ANY_TIME && choice < CHOSEN_DAYS)
        foyer_lead_query_set_days (query, times[i].date, last_days[choice - 1]);
      else if (choice == CHOSEN_DAYS)
        foyer_lead_query_set_range (query, times[i].date, foyer_date_row_get_date (self->times[i].from),
                                    move_by_day (foyer_date_row_get_date (self->times[i].to), 1));
      else
        foyer_lead_query_set_range (query, times[i].date, 0, 0);
    }
}
