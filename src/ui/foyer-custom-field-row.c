/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A custom field of the lead: the account's number, the user's own name for it, and the value. */

#include "config.h"

#include "foyer-custom-field-row.h"

#include "foyer-row-names.h"

#include <glib/gi18n.h>

struct _FoyerCustomFieldRow
{
  AdwEntryRow parent_instance;

  char *name; /* owned, nullable */
  gint64 number;

  GtkMenuButton *menu_button; /* template */
  GtkEditable *name_entry;    /* template */
};

enum
{
  RENAMED,
  REMOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerCustomFieldRow, foyer_custom_field_row, ADW_TYPE_ENTRY_ROW)

static void
update_title (FoyerCustomFieldRow *self)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, self->number);
  g_autofree char *title = NULL;

  if (self->name != NULL && *self->name != '\0')
    /* Translators: the user's own name for a custom field, and its number, for example "Dietary needs · 81" */
    title = g_strdup_printf (C_ ("custom field", "%1$s · %2$s"), self->name, number);
  else
    /* Translators: a custom field without a name; %s is its number */
    title = g_strdup_printf (C_ ("custom field", "Field %s"), number);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
}

static void
shown_cb (FoyerCustomFieldRow *self)
{
  gtk_editable_set_text (self->name_entry, self->name != NULL ? self->name : "");
}

static void
name_activated_cb (FoyerCustomFieldRow *self)
{
  gtk_menu_button_popdown (self->menu_button);
}

/* However the popover is closed, what was typed into it counts. */
static void
closed_cb (FoyerCustomFieldRow *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name_entry)));

  if (g_strcmp0 (name, self->name != NULL ? self->name : "") == 0)
    return;
  foyer_custom_field_row_set_name (self, name);
  g_signal_emit (self, signals[RENAMED], 0, name);
}

static void
remove_clicked_cb (FoyerCustomFieldRow *self)
{
  gtk_menu_button_popdown (self->menu_button);
  g_signal_emit (self, signals[REMOVED], 0);
}

static void
foyer_custom_field_row_finalize (GObject *object)
{
  g_free (FOYER_CUSTOM_FIELD_ROW (object)->name);
  G_OBJECT_CLASS (foyer_custom_field_row_parent_class)->finalize (object);
}

static void
foyer_custom_field_row_class_init (FoyerCustomFieldRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = foyer_custom_field_row_finalize;

  /**
   * FoyerCustomFieldRow::renamed:
   * @name: the user's name for the field from here on, "" for none
   */
  signals[RENAMED] = g_signal_new ("renamed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * FoyerCustomFieldRow::removed:
   *
   * The lead shall not speak of the field any longer.
   */
  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/foyer_crm/Foyer/ui/foyer-custom-field-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerCustomFieldRow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, FoyerCustomFieldRow, name_entry);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked_cb);
}

static void
foyer_custom_field_row_init (FoyerCustomFieldRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  foyer_row_names_add (ADW_PREFERENCES_ROW (self));
}

/**
 * foyer_custom_field_row_new:
 * @number: the account's number of the field, above 0
 * @name: (nullable): the user's own name for it
 *
 * Returns: (transfer floating): a row with an empty value
 */
FoyerCustomFieldRow *
foyer_custom_field_row_new (gint64 number, const char *name)
{
  FoyerCustomFieldRow *self = g_object_new (FOYER_TYPE_CUSTOM_FIELD_ROW, NULL);

  self->number = number;
  foyer_custom_field_row_set_name (self, name);
  return self;
}

gint64
foyer_custom_field_row_get_number (FoyerCustomFieldRow *self)
{
  g_return_val_if_fail (FOYER_IS_CUSTOM_FIELD_ROW (self), 0);
  return self->number;
}

void
foyer_custom_field_row_set_name (FoyerCustomFieldRow *self, const char *name)
{
  g_return_if_fail (FOYER_IS_CUSTOM_FIELD_ROW (self));

  g_set_str (&self->name, name);
  update_title (self);
}
