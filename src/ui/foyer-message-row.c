/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of a list that only says something. GtkListBox leaves the list at the first row that takes no focus; this one
 * passes it on, so that Tab still reaches the rows after it. */

#include "config.h"

#include "foyer-message-row.h"

struct _FoyerMessageRow
{
  GtkListBoxRow parent_instance;
};

G_DEFINE_FINAL_TYPE (FoyerMessageRow, foyer_message_row, GTK_TYPE_LIST_BOX_ROW)

static gboolean
foyer_message_row_focus (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean backward = direction == GTK_DIR_TAB_BACKWARD || direction == GTK_DIR_UP;
  GtkWidget *child = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (widget));
  GtkWidget *row = widget;

  if (child != NULL && gtk_widget_get_focus_child (widget) == NULL && gtk_widget_child_focus (child, direction))
    return TRUE;
  do
    row = backward ? gtk_widget_get_prev_sibling (row) : gtk_widget_get_next_sibling (row);
  while (row != NULL
         && !(GTK_IS_LIST_BOX_ROW (row) && gtk_widget_get_child_visible (row) && gtk_widget_get_visible (row)));
  return row != NULL && gtk_widget_child_focus (row, direction);
}

static void
foyer_message_row_class_init (FoyerMessageRowClass *klass)
{
  GTK_WIDGET_CLASS (klass)->focus = foyer_message_row_focus;
}

static void
foyer_message_row_init (FoyerMessageRow *self)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
}

GtkWidget *
foyer_message_row_new (void)
{
  return g_object_new (FOYER_TYPE_MESSAGE_ROW, NULL);
}
