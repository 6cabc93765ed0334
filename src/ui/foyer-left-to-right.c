/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Telephone numbers, e-mail addresses and IDs are read from left to right in every language. Their groups of digits
 * have no direction of their own: in Arabic and Hebrew, or beside a name in these, the last group would come first. */

#include "config.h"

#include "foyer-left-to-right.h"

#define LEFT_TO_RIGHT_ISOLATE   "\u2066"
#define POP_DIRECTIONAL_ISOLATE "\u2069"

/**
 * foyer_left_to_right_isolate:
 * @text: (nullable): a telephone number, an e-mail address or an ID
 *
 * For labels and what a screen reader says alone: what is copied, exported or sent has no isolates.
 *
 * Returns: (transfer full): it between isolates, to be shown alone or among other text; "" for nothing
 */
char *
foyer_left_to_right_isolate (const char *text)
{
  if (text == NULL || *text == '\0')
    return g_strdup ("");
  return g_strconcat (LEFT_TO_RIGHT_ISOLATE, text, POP_DIRECTIONAL_ISOLATE, NULL);
}

/**
 * foyer_left_to_right_entry:
 * @entry: where such a thing is typed
 *
 * Its title and its place stay as the language has them.
 */
void
foyer_left_to_right_entry (GtkEditable *entry)
{
  GtkEditable *text = gtk_editable_get_delegate (entry);

  gtk_widget_set_direction (GTK_WIDGET (text != NULL ? text : entry), GTK_TEXT_DIR_LTR);
}
