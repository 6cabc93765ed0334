/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the focus is. */

#include "foyer-focus.h"

/**
 * foyer_focus_find_in:
 * @widget: a widget, in a window or not
 *
 * Returns: (transfer none) (nullable): what has the focus, when that is inside of @widget
 */
GtkWidget *
foyer_focus_find_in (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, widget) ? focus : NULL;
}
