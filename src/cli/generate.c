/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs while Foyer is built, and is not installed: writes what is made from the tables. */

#include "foyer-cli-manual.h"

#include <stdio.h>

static int
write_manual (const char *template)
{
  g_autofree char *page = NULL;
  g_autoptr (GString) filled = NULL;
  g_autofree char *commands = foyer_cli_manual_commands ();
  g_autofree char *options = foyer_cli_manual_options ();
  g_autofree char *fields = foyer_cli_manual_fields ();
  g_autoptr (GError) error = NULL;

  if (!g_file_get_contents (template, &page, NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  filled = g_string_new (page);
  g_string_replace (filled, "@COMMANDS@\n", commands, 1);
  g_string_replace (filled, "@OPTIONS@\n", options, 1);
  g_string_replace (filled, "@FIELDS@\n", fields, 1);
  fputs (filled->str, stdout);
  return 0;
}

int
main (int argc, char *argv[])
{
  g_autofree char *script = NULL;

  if (argc == 3 && g_str_equal (argv[1], "manual"))
    return write_manual (argv[2]);
  if (argc == 2 && g_str_equal (argv[1], "bash-completion"))
    {
      script = foyer_cli_bash_completion ();
      fputs (script, stdout);
      return 0;
    }
  g_printerr ("Usage: generate manual TEMPLATE | generate bash-completion\n");
  return 2;
}
