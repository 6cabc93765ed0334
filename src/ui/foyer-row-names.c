/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What libadwaita's rows do not tell a screen reader by themselves: the name of the lists inside a combo row, of their
 * items and of the search above them; that of the list inside an expander row; and the name of an entry row once, not
 * twice. And what they do not do for the keyboard: an opened list begins at what is chosen, and one Escape closes it.
 */

#include "config.h"

#include "foyer-row-names.h"

#include <glib/gi18n.h>

#define VALUE_CHARS 12 /* that a title leaves to what is chosen, however narrow the row is */

static GtkWidget *
find_below (GtkWidget *widget, GType type)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (child), type) ? child : find_below (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
name_lists (GtkWidget *widget, const char *name)
{
  if (GTK_IS_LIST_VIEW (widget) || GTK_IS_LIST_BOX (widget))
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_lists (child, name);
}

static void
title_cb (AdwPreferencesRow *row)
{
  const char *title = adw_preferences_row_get_title (row);

  if (ADW_IS_COMBO_ROW (row) || ADW_IS_EXPANDER_ROW (row))
    name_lists (GTK_WIDGET (row), title);
  else
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

/* The list remembers where the focus was when it was open last, perhaps for another lead. */
static void
popover_visible_cb (GtkWidget *popover)
{
  GtkWidget *list = find_below (popover, GTK_TYPE_LIST_VIEW);
  GtkWidget *search = find_below (popover, GTK_TYPE_SEARCH_ENTRY);
  GtkSelectionModel *selection = list != NULL ? gtk_list_view_get_model (GTK_LIST_VIEW (list)) : NULL;
  guint position;

  if (!gtk_widget_get_visible (popover) || !GTK_IS_SINGLE_SELECTION (selection))
    return;
  position = gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (selection));
  if (position == GTK_INVALID_LIST_POSITION)
    return;
  gtk_list_view_scroll_to (GTK_LIST_VIEW (list), position, GTK_LIST_SCROLL_FOCUS, NULL);
  if (search != NULL && gtk_widget_get_child_visible (search) && gtk_widget_get_mapped (search))
    gtk_widget_grab_focus (search);
}

/* From the search into the list. By itself the row would give the focus to what had it when the list was open last, and
 * Enter there would choose what is chosen already: what was asked for would be lost. */
static gboolean
search_key_cb (
    GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, GtkWidget *popover)
{
  GtkWidget *list = find_below (popover, GTK_TYPE_LIST_VIEW);
  GtkSelectionModel *selection = list != NULL ? gtk_list_view_get_model (GTK_LIST_VIEW (list)) : NULL;
  guint position;

  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;
  if (!GTK_IS_SINGLE_SELECTION (selection) || g_list_model_get_n_items (G_LIST_MODEL (selection)) == 0)
    return GDK_EVENT_PROPAGATE;
  position = gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (selection));
  gtk_list_view_scroll_to (GTK_LIST_VIEW (list), position != GTK_INVALID_LIST_POSITION ? position : 0,
                           GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT, NULL);
  gtk_widget_grab_focus (list);
  return GDK_EVENT_STOP;
}

static void
add_to_popover (GtkWidget *popover)
{
  GtkWidget *search = find_below (popover, GTK_TYPE_SEARCH_ENTRY);
  GtkEventController *keys;

  g_signal_connect_after (popover, "notify::visible", G_CALLBACK (popover_visible_cb), NULL);
  if (search == NULL)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_ ("list of choices", "Search"), -1);
  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (search_key_cb), popover, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (search, keys);
  g_signal_connect_object (search, "stop-search", G_CALLBACK (gtk_popover_popdown), popover, G_CONNECT_SWAPPED);
}

/**
 * foyer_row_names_add:
 * @row: an AdwComboRow, an AdwEntryRow or an AdwExpanderRow; any other is left as it is
 *
 * Gives the parts of the row their names, from its title.
 */
void
foyer_row_names_add (AdwPreferencesRow *row)
{
  GtkWidget *popover, *title;

  g_return_if_fail (ADW_IS_PREFERENCES_ROW (row));

  if (ADW_IS_COMBO_ROW (row))
    {
      popover = find_below (GTK_WIDGET (row), GTK_TYPE_POPOVER);
      if (popover != NULL)
        add_to_popover (popover);
    }
  else if (ADW_IS_ENTRY_ROW (row))
    {
      /* It has its title twice, once for each size, and would be labelled by both, and be read with both. */
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
      title = find_below (GTK_WIDGET (row), GTK_TYPE_LABEL);
      if (title != NULL)
        g_object_set (title, "accessible-role", GTK_ACCESSIBLE_ROLE_NONE, NULL);
    }
  else if (!ADW_IS_EXPANDER_ROW (row))
    {
      return;
    }
  g_signal_connect (row, "notify::title", G_CALLBACK (title_cb), NULL);
  title_cb (row);
}

/**
 * foyer_row_names_add_below:
 * @widget: what contains rows, after its template was made
 *
 * The same for each such row in @widget.
 */
void
foyer_row_names_add_below (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (ADW_IS_COMBO_ROW (child) || ADW_IS_ENTRY_ROW (child) || ADW_IS_EXPANDER_ROW (child))
      foyer_row_names_add (ADW_PREFERENCES_ROW (child));
    else
      foyer_row_names_add_below (child);
}

static void
update_mark (AdwComboRow *row, GParamSpec *pspec, GtkListItem *list_item)
{
  GtkWidget *box = gtk_list_item_get_child (list_item);

  gtk_widget_set_opacity (gtk_widget_get_last_child (box),
                          gtk_list_item_get_item (list_item) == adw_combo_row_get_selected_item (row) ? 1 : 0);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, AdwComboRow *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                               "icon-name", "object-select-symbolic", NULL));
  gtk_list_item_set_child (list_item, box);
  g_signal_connect_object (row, "notify::selected-item", G_CALLBACK (update_mark), list_item, G_CONNECT_DEFAULT);
}

static void
setup_value_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, AdwComboRow *row)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_width_chars (GTK_LABEL (label), VALUE_CHARS);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (list_item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, AdwComboRow *row)
{
  const char *text = gtk_string_object_get_string (gtk_list_item_get_item (list_item));
  GtkWidget *child = gtk_list_item_get_child (list_item);
  gboolean is_value = GTK_IS_LABEL (child);

  gtk_label_set_label (GTK_LABEL (is_value ? child : gtk_widget_get_first_child (child)), text);
  gtk_list_item_set_accessible_label (list_item, text);
  if (!is_value)
    update_mark (row, NULL, list_item);
}

static GtkListItemFactory *
new_factory (AdwComboRow *row, GCallback setup)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", setup, row);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), row);
  return factory;
}

/**
 * foyer_row_names_use_strings:
 * @row: a combo row over a GtkStringList
 *
 * Shows the strings as the row does by itself, with names for a screen reader.
 */
void
foyer_row_names_use_strings (AdwComboRow *row)
{
  g_autoptr (GtkListItemFactory) value = NULL;
  g_autoptr (GtkListItemFactory) list = NULL;

  g_return_if_fail (ADW_IS_COMBO_ROW (row));

  value = new_factory (row, G_CALLBACK (setup_value_cb));
  list = new_factory (row, G_CALLBACK (setup_cb));
  adw_combo_row_set_factory (row, value);
  adw_combo_row_set_list_factory (row, list);
}
