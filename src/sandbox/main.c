/* SPDX-License-Identifier: GPL-3.0-or-later */
/* foyer-sandbox: the sandbox as a program. Exit status: 0 ended by a signal, 1 could not start, 2 usage. */
#include "config.h"

#include <glib-unix.h>
#include <locale.h>
#include <stdio.h>

#include "foyer-sandbox-world.h"
#include "foyer-sandbox.h"

enum
{
  EXIT_FAILED = 1,
  EXIT_USAGE = 2,
};

static gboolean
signal_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

static int
complain (const char *message)
{
  fprintf (stderr, "foyer-sandbox: %s\nTry foyer-sandbox --help\n", message);
  return EXIT_USAGE;
}

static int
serve (const FoyerSandboxOptions *options)
{
  g_autoptr (FoyerSandbox) sandbox = foyer_sandbox_new (options);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;

  g_unix_signal_add (SIGTERM, signal_cb, loop);
  g_unix_signal_add (SIGINT, signal_cb, loop);
  if (!foyer_sandbox_start (sandbox, &error))
    {
      fprintf (stderr, "foyer-sandbox: %s\n", error->message);
      return EXIT_FAILED;
    }
  printf ("listening on %s\n", foyer_sandbox_get_address (sandbox));
  fflush (stdout);
  g_main_loop_run (loop);
  foyer_sandbox_stop (sandbox);
  return EXIT_SUCCESS;
}

int
main (int argc, char **argv)
{
  FoyerSandboxOptions options = FOYER_SANDBOX_OPTIONS_INIT;
  int port = 0, lifetime = (int) options.lifetime;
  gboolean version = FALSE;
  g_autofree char *key = NULL;
  g_autofree char *secret = NULL;
  g_autofree char *journal = NULL;
  g_auto (GStrv) specs = NULL;
  g_autoptr (FoyerSandboxFaults) faults = NULL;
  gint64 seed = (gint64) options.seed, fault_seed = 1;
  const GOptionEntry entries[] = {
    { "port", 0, 0, G_OPTION_ARG_INT, &port, "Port on 127.0.0.1; a free one unless told", "N" },
    { "key", 0, 0, G_OPTION_ARG_STRING, &key,
      "The account's key (" FOYER_SANDBOX_DEFAULT_KEY "); KEY+ANYTHING is one too", "KEY" },
    { "secret", 0, 0, G_OPTION_ARG_STRING, &secret, "The account's secret (" FOYER_SANDBOX_DEFAULT_SECRET ")",
      "SECRET" },
    { "leads", 0, 0, G_OPTION_ARG_INT64, &options.leads, "Leads in the sample data, up to 1000000 (250)", "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, "Another seed, another sample account (1)", "N" },
    { "all-notes", 0, 0, G_OPTION_ARG_NONE, &options.all_notes, "List the notes of all leads when no lead is named",
      NULL },
    { "lifetime", 0, 0, G_OPTION_ARG_INT, &lifetime, "How far a request's date may be off (300)", "SECONDS" },
    { "journal", 0, 0, G_OPTION_ARG_FILENAME, &journal, "Keep what is committed in FILE", "FILE" },
    { "fault", 0, 0, G_OPTION_ARG_STRING_ARRAY, &specs, "Misbehave; see below", "SPEC" },
    { "fault-seed", 0, 0, G_OPTION_ARG_INT64, &fault_seed, "Another seed, other requests that are struck (1)", "N" },
    { "version", 0, 0, G_OPTION_ARG_NONE, &version, "Show the version", NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("- the platform, small, for sample data and tests");
  g_autofree char *fault_help = foyer_sandbox_fault_describe_all ();
  g_autofree char *description = NULL;
  g_autoptr (GError) error = NULL;

  setlocale (LC_CTYPE, "");
  g_option_context_add_main_entries (context, entries, NULL);
  description = g_strconcat (fault_help, "\nA journal that exists decides the seed and the leads.\n", NULL);
  g_option_context_set_description (context, description);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    return complain (error->message);
  if (version)
    {
      printf ("foyer-sandbox %s\n", FOYER_VERSION);
      return EXIT_SUCCESS;
    }
  if (argc > 1)
    return complain ("there are no arguments, only options");
  if (port < 0 || port > G_MAXUINT16)
    return complain ("--port must be 0 to 65535");
  if (options.leads < 0 || options.leads > FOYER_SANDBOX_MAX_LEADS)
    return complain ("--leads must be 0 to 1000000");
  if (lifetime < 1)
    return complain ("--lifetime must be 1 or more");
  if (specs != NULL)
    faults = foyer_sandbox_faults_new ((const char *const *) specs, (guint64) fault_seed, &error);
  if (error != NULL)
    return complain (error->message);
  options.faults = faults;
  options.port = (guint16) port;
  options.seed = (guint64) seed;
  options.lifetime = (guint) lifetime;
  options.journal = journal;
  if (key != NULL)
    options.key = key;
  if (secret != NULL)
    options.secret = secret;
  return serve (&options);
}
