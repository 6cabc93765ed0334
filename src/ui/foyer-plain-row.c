/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row that shows what somebody else typed. */

#include "config.h"

#include "foyer-plain-row.h"

/**
 * foyer_plain_row_new:
 * @title: any text; it is not markup
 * @subtitle: (nullable): the same
 *
 * Properties given to g_object_new() are told to the row's labels in any order, so that "Smith & Sons" can reach one
 * that still reads markup: here they come after it.
 *
 * Returns: (transfer floating): an AdwActionRow
 */
GtkWidget *
foyer_plain_row_new (const char *title, const char *subtitle)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  return row;
}
