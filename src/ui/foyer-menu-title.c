/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names that are data in a menu. */

#include "foyer-menu-title.h"

/**
 * foyer_menu_title_escape:
 * @text: what is to be read in a menu
 *
 * GTK takes an underscore in the label of a menu item for the mark of a mnemonic, and there is no way to say that it is
 * none.
 *
 * Returns: (transfer full): the label that reads as @text
 */
char *
foyer_menu_title_escape (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "_", -1);

  return g_strjoinv ("__", parts);
}
