/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row with a day in it, or none: chosen from a calendar. */

#include "config.h"

#include "foyer-date-row.h"

#include <glib/gi18n.h>

struct _FoyerDateRow
{
  AdwActionRow parent_instance;

  gint64 date;

  /* children */
  GtkWidget *clear_button;
  GtkWidget *choose_button;
  GtkCalendar *calendar;
  gboolean showing; /* the calendar is being set from here, not by a person */
};

enum
{
  PROP_DATE = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FoyerDateRow, foyer_date_row, ADW_TYPE_ACTION_ROW)

static void
update (FoyerDateRow *self)
{
  g_autoptr (GDateTime) day = self->date != 0 ? g_date_time_new_from_unix_local (self->date) : NULL;
  g_autofree char *text = NULL;

  /* Translators: a day, for g_date_time_format (); %x is the way dates are written here */
  text = day != NULL ? g_date_time_format (day, C_ ("day", "%x")) : g_strdup (C_ ("date of a filter", "Any"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text);
  gtk_widget_set_visible (self->clear_button, self->date != 0);
}

/* Several of these rows stand one below the other: a button says whose it is. */
static void
title_cb (FoyerDateRow *self)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));
  /* Translators: on a button; %s is the name of a date in a filter, for example "Created From" */
  g_autofree char *choose = g_strdup_printf (C_ ("date of a filter", "Choose a Day: %s"), title);
  /* Translators: on a button that empties it; %s is the name of a date in a filter, for example "Created From" */
  g_autofree char *clear = g_strdup_printf (C_ ("date of a filter", "Any Date: %s"), title);

  gtk_widget_set_tooltip_text (self->choose_button, choose);
  gtk_widget_set_tooltip_text (self->clear_button, clear);
  /* It would be called what is in its popover. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choose_button), GTK_ACCESSIBLE_PROPERTY_LABEL, choose, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->calendar), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

/* GTK's calendar has four arrows and no word for any of them. Those of the month stand beside a stack, those of the
 * year beside a label; which comes first is a matter of the language. */
static void
name_arrows (GtkWidget *widget)
{
  GtkWidget *before = gtk_widget_get_prev_sibling (widget), *after = gtk_widget_get_next_sibling (widget);
  const char *name = NULL;

  if (GTK_IS_BUTTON (widget))
    {
      if (after != NULL && GTK_IS_STACK (after))
        name = C_ ("calendar", "Previous Month");
      else if (before != NULL && GTK_IS_STACK (before))
        name = C_ ("calendar", "Next Month");
      else if (after != NULL && GTK_IS_LABEL (after))
        name = C_ ("calendar", "Previous Year");
      else if (before != NULL && GTK_IS_LABEL (before))
        name = C_ ("calendar", "Next Year");
    }
  if (name != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_arrows (child);
}

static void
day_chosen_cb (FoyerDateRow *self)
{
  g_autoptr (GDateTime) chosen = NULL;
  g_autoptr (GDateTime) day = NULL;

  if (self->showing)
    return;
  chosen = gtk_calendar_get_date (self->calendar);
  day = g_date_time_new_local (g_date_time_get_year (chosen), g_date_time_get_month (chosen),
                               g_date_time_get_day_of_month (chosen), 0, 0, 0);
  foyer_date_row_set_date (self, g_date_time_to_unix (day));
}

static void
shown_cb (FoyerDateRow *self)
{
  g_autoptr (GDateTime) day = self->date != 0 ? g_date_time_new_from_unix_local (self->date)
                                              : g_date_time_new_now_local ();

  self->showing = TRUE;
  gtk_calendar_select_day (self->calendar, day);
  self->showing = FALSE;
}

static void
clear_cb (FoyerDateRow *self)
{
  gtk_widget_grab_focus (self->choose_button);
  foyer_date_row_set_date (self, 0);
}

static void
activate_cb (FoyerDateRow *self)
{
  gtk_menu_button_popup (GTK_MENU_BUTTON (self->choose_button));
}

static void
foyer_date_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_DATE:
      g_value_set_int64 (value, FOYER_DATE_ROW (object)->date);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
foyer_date_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_DATE:
      foyer_date_row_set_date (FOYER_DATE_ROW (object), g_value_get_int64 (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
foyer_date_row_class_init (FoyerDateRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = foyer_date_row_get_property;
  object_class->set_property = foyer_date_row_set_property;

  properties[PROP_DATE] = g_param_spec_int64 ("date", NULL, NULL, 0, G_MAXINT64, 0,
                                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
foyer_date_row_init (FoyerDateRow *self)
{
  GtkWidget *popover = gtk_popover_new ();

  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  name_arrows (GTK_WIDGET (self->calendar));
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->calendar));
  g_signal_connect_object (popover, "show", G_CALLBACK (shown_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->calendar, "day-selected", G_CALLBACK (day_chosen_cb), self, G_CONNECT_SWAPPED);

  self->clear_button = gtk_button_new_from_icon_name ("edit-clear-symbolic");
  gtk_widget_set_valign (self->clear_button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->clear_button, "flat");
  g_signal_connect_object (self->clear_button, "clicked", G_CALLBACK (clear_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->clear_button);

  self->choose_button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->choose_button), "x-office-calendar-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->choose_button), popover);
  gtk_widget_set_valign (self->choose_button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->choose_button, "flat");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->choose_button);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
  g_signal_connect_object (self, "activated", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::title", G_CALLBACK (title_cb), NULL);
  update (self);
}

GtkWidget *
foyer_date_row_new (const char *title)
{
  return g_object_new (FOYER_TYPE_DATE_ROW, "title", title, NULL);
}

gint64
foyer_date_row_get_date (FoyerDateRow *self)
{
  g_return_val_if_fail (FOYER_IS_DATE_ROW (self), 0);

  return self->date;
}

void
foyer_date_row_set_date (FoyerDateRow *self, gint64 date)
{
  g_return_if_fail (FOYER_IS_DATE_ROW (self));

  if (self->date == date)
    return;
  self->date = date;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DATE]);
}
