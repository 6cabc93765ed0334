/* SPDX-License-Identifier: GPL-3.0-or-later */
/* foyer: the desktop application. */

#include "config.h"

#include "foyer-application.h"

#include <glib/gi18n.h>
#include <locale.h>

int
main (int argc, char *argv[])
{
  g_autofree char *data_dir = g_build_filename (g_get_user_data_dir (), "foyer", NULL);
  g_autofree char *cache_dir = g_build_filename (g_get_user_cache_dir (), "foyer", NULL);
  g_autoptr (FoyerApplication) application = NULL;

  setlocale (LC_ALL, "");
  /* A program that is run where it was built finds its translations there. */
  bindtextdomain (GETTEXT_PACKAGE,
                  g_getenv ("FOYER_LOCALEDIR") != NULL ? g_getenv ("FOYER_LOCALEDIR") : FOYER_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = foyer_application_new (data_dir, cache_dir);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
