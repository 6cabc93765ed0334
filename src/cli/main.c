/* SPDX-License-Identifier: GPL-3.0-or-later */
/* foyer-cli: what must happen before anything else, and what must happen last. */

#include "config.h"

#include "foyer-cli-arguments.h"
#include "foyer-cli-secret.h"
#include "foyer-cli.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>

int
main (int argc, char *argv[])
{
  char *secret = foyer_cli_secret_take_from_environment ("FOYER_SECRET");
  int status;

  setlocale (LC_ALL, "");
  /* What machines read is the same in every language. */
  if (foyer_cli_arguments_ask_for_json ((const char *const *) argv))
    setlocale (LC_MESSAGES, "C");
  /* A program that is run where it was built finds its translations there. */
  bindtextdomain (GETTEXT_PACKAGE,
                  g_getenv ("FOYER_LOCALEDIR") != NULL ? g_getenv ("FOYER_LOCALEDIR") : FOYER_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  status = foyer_cli_run ((const char *const *) argv, secret);
  g_clear_pointer (&secret, foyer_cli_secret_wipe);

  if (fflush (stdout) != 0)
    g_printerr ("foyer-cli: %s\n", g_strerror (errno));
  /* A shell that sees its child end by Ctrl+C stops the script, too. */
  if (status < 0)
    {
      signal (-status, SIG_DFL);
      raise (-status);
    }
  return status;
}
