/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lets a screen reader say something that has no place of its own on the screen. */

#include "foyer-announce.h"

#define LAST "foyer-announced"

/**
 * foyer_announce:
 * @widget: what it is about
 * @text: a translated sentence
 *
 * GTK's accessibility backend for tests cannot announce: it calls a function it does not have. There, what would have
 * been said is kept for [func@Foyer.announce_get_last].
 */
void
foyer_announce (GtkWidget *widget, const char *text)
{
  if (g_strcmp0 (g_getenv ("GTK_A11Y"), "test") == 0)
    g_object_set_data_full (G_OBJECT (widget), LAST, g_strdup (text), g_free);
  else
    gtk_accessible_announce (GTK_ACCESSIBLE (widget), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/**
 * foyer_announce_get_last:
 *
 * Returns: (nullable) (transfer none): in a test, what was announced last about @widget
 */
const char *
foyer_announce_get_last (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), LAST);
}
