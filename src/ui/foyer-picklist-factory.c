/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a picklist row shows its items: in the row, where nothing chosen says what that means for the field, and in the
 * open list, where the chosen one has a mark. */

#include "config.h"

#include "foyer-picklist-factory.h"

#include "foyer-picklist-row.h"

#include <glib/gi18n.h>

/* What the row shows when nothing is chosen says what that means for the field. */
static char *
value_title (FoyerPicklistRow *row, FoyerPicklistItem *item)
{
  gboolean required = FALSE, known = TRUE;

  if (foyer_picklist_item_get_id (item) != 0)
    return foyer_picklist_row_item_title (item);
  g_object_get (row, "required", &required, "known", &known, NULL);
  if (!known)
    return g_strdup (C_ ("picklist", "As on the platform"));
  return required ? g_strdup (C_ ("field", "Required")) : foyer_picklist_row_item_title (item);
}

static void
update_value (FoyerPicklistRow *row, GParamSpec *pspec, GtkListItem *list_item)
{
  FoyerPicklistItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *label = gtk_list_item_get_child (list_item);
  g_autofree char *title = NULL;

  if (item == NULL || label == NULL)
    return;
  title = value_title (row, item);
  if (foyer_picklist_item_get_id (item) != 0)
    gtk_widget_remove_css_class (label, "dimmed");
  else
    gtk_widget_add_css_class (label, "dimmed");
  gtk_label_set_label (GTK_LABEL (label), title);
  gtk_list_item_set_accessible_label (list_item, title);
}

static void
setup_value_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, FoyerPicklistRow *row)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  g_signal_connect_object (row, "notify::required", G_CALLBACK (update_value), list_item, G_CONNECT_DEFAULT);
  g_signal_connect_object (row, "notify::known", G_CALLBACK (update_value), list_item, G_CONNECT_DEFAULT);
  gtk_list_item_set_child (list_item, label);
}

static void
bind_value_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, FoyerPicklistRow *row)
{
  update_value (row, NULL, list_item);
}

static void
update_mark (FoyerPicklistRow *row, GtkWidget *box)
{
  FoyerPicklistItem *item = g_object_get_data (G_OBJECT (box), "foyer-item");

  if (item != NULL)
    gtk_widget_set_opacity (gtk_widget_get_last_child (box),
                            foyer_picklist_item_get_id (item) == foyer_picklist_row_get_selected_id (row) ? 1 : 0);
}

static void
selected_id_cb (FoyerPicklistRow *row, GParamSpec *pspec, GtkWidget *box)
{
  update_mark (row, box);
}

static void
setup_list_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, FoyerPicklistRow *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *mark = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "icon-name",
                                  "object-select-symbolic", NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), mark);
  g_signal_connect_object (row, "notify::selected-id", G_CALLBACK (selected_id_cb), box, G_CONNECT_DEFAULT);
  gtk_list_item_set_child (list_item, box);
}

static void
bind_list_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, FoyerPicklistRow *row)
{
  GtkWidget *box = gtk_list_item_get_child (list_item);
  FoyerPicklistItem *item = gtk_list_item_get_item (list_item);
  g_autofree char *title = foyer_picklist_row_item_title (item);

  g_object_set_data_full (G_OBJECT (box), "foyer-item", g_object_ref (item), g_object_unref);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (box)), title);
  gtk_list_item_set_accessible_label (list_item, title);
  update_mark (row, box);
}

static void
unbind_list_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, FoyerPicklistRow *row)
{
  g_object_set_data (G_OBJECT (gtk_list_item_get_child (list_item)), "foyer-item", NULL);
}

/**
 * foyer_picklist_factory_new_for_value:
 * @row: the row it is for, which owns it
 *
 * Returns: (transfer full): shows the chosen item in the row itself
 */
GtkListItemFactory *
foyer_picklist_factory_new_for_value (gpointer row)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_value_cb), row);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_value_cb), row);
  return factory;
}

/**
 * foyer_picklist_factory_new_for_list:
 * @row: the row it is for, which owns it
 *
 * Returns: (transfer full): shows an item of the open list
 */
GtkListItemFactory *
foyer_picklist_factory_new_for_list (gpointer row)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_list_cb), row);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_list_cb), row);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_list_cb), row);
  return factory;
}
