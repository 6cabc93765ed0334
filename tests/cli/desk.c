/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs the programs themselves, as they are built: FOYER_CLI and FOYER_SANDBOX say where they are. */

#include "desk.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>

struct _Desk
{
  char *folder;
  char *journal;
  char *address;
  char *asked_address;
  char *secret;
  guint16 port;
  GSubprocess *sandbox;
  GDataInputStream *sandbox_output;
};

Desk *
desk_new (void)
{
  Desk *self = g_new0 (Desk, 1);

  self->folder = g_dir_make_tmp ("desk-XXXXXX", NULL);
  g_assert_nonnull (self->folder);
  self->journal = g_build_filename (self->folder, "journal", NULL);
  self->secret = g_strdup (DESK_SECRET);
  desk_start_sandbox (self);
  return self;
}

void
desk_free (Desk *self)
{
  if (self->sandbox != NULL)
    desk_stop_sandbox (self);
  g_free (self->folder); /* build-aux/isolate takes the folder away */
  g_free (self->journal);
  g_free (self->address);
  g_free (self->asked_address);
  g_free (self->secret);
  g_free (self);
}

/* A test that fails takes its sandbox with it. */
static void
die_with_the_test (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

/* The second time at the same address, with what was committed. */
void
desk_start_sandbox (Desk *self)
{
  g_autofree char *port = g_strdup_printf ("%u", self->port);
  g_autofree char *line = NULL;
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_set_child_setup (launcher, die_with_the_test, NULL, NULL);
  self->sandbox = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("FOYER_SANDBOX"), "--port", port,
                                               "--journal", self->journal, NULL);
  g_assert_no_error (error);
  self->sandbox_output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->sandbox));
  line = g_data_input_stream_read_line (self->sandbox_output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (line != NULL && g_str_has_prefix (line, "listening on http://127.0.0.1:"));
  g_free (self->address);
  self->address = g_strdup (line + strlen ("listening on "));
  self->port = (guint16) atoi (strrchr (self->address, ':') + 1);
}

void
desk_stop_sandbox (Desk *self)
{
  g_subprocess_send_signal (self->sandbox, SIGTERM);
  g_assert_true (g_subprocess_wait (self->sandbox, NULL, NULL));
  g_clear_object (&self->sandbox_output);
  g_clear_object (&self->sandbox);
}

const char *
desk_get_address (Desk *self)
{
  return self->address;
}

const char *
desk_get_folder (Desk *self)
{
  return self->folder;
}

void
desk_set_address (Desk *self, const char *address)
{
  g_set_str (&self->asked_address, address);
}

void
desk_set_secret (Desk *self, const char *secret)
{
  g_set_str (&self->secret, secret);
}

static GSubprocess *
spawn (Desk *self, const char *const *argv, int input)
{
  g_autoptr (GSubprocessLauncher)
      launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE
                                            | (input < 0 ? G_SUBPROCESS_FLAGS_STDIN_PIPE : G_SUBPROCESS_FLAGS_NONE));
  g_autofree char *data = g_build_filename (self->folder, "data", NULL);
  g_autofree char *cache = g_build_filename (self->folder, "cache", NULL);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  if (input >= 0)
    g_subprocess_launcher_take_stdin_fd (launcher, input);
  g_subprocess_launcher_set_cwd (launcher, self->folder);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", data, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CACHE_HOME", cache, TRUE);
  if (self->secret != NULL)
    g_subprocess_launcher_setenv (launcher, "FOYER_SECRET", self->secret, TRUE);
  process = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
  return process;
}

GSubprocess *
desk_spawn (Desk *self, const char *line)
{
  return desk_spawn_at (self, line, -1);
}

GSubprocess *
desk_spawn_at (Desk *self, const char *line, int input)
{
  g_autofree char *whole = g_strdup_printf ("%s --address %s --key " DESK_KEY " %s", g_getenv ("FOYER_CLI"),
                                            self->asked_address != NULL ? self->asked_address : self->address, line);
  g_auto (GStrv) argv = NULL;

  g_assert_true (g_shell_parse_argv (whole, NULL, &argv, NULL));
  return spawn (self, (const char *const *) argv, input);
}

Outcome *
desk_finish (GSubprocess *process, const char *input)
{
  Outcome *outcome = g_new0 (Outcome, 1);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_subprocess_communicate_utf8 (process, input, NULL, &outcome->out, &outcome->err, &error));
  g_assert_no_error (error);
  if (g_subprocess_get_if_signaled (process))
    outcome->signal_number = g_subprocess_get_term_sig (process);
  else
    outcome->status = g_subprocess_get_exit_status (process);
  return outcome;
}

Outcome *
desk_run (Desk *self, const char *line)
{
  g_autoptr (GSubprocess) process = desk_spawn (self, line);

  return desk_finish (process, NULL);
}

Outcome *
desk_run_bare (Desk *self, const char *line, const char *input)
{
  g_autofree char *whole = g_strdup_printf ("%s %s", g_getenv ("FOYER_CLI"), line);
  g_auto (GStrv) argv = NULL;
  g_autoptr (GSubprocess) process = NULL;

  g_assert_true (g_shell_parse_argv (whole, NULL, &argv, NULL));
  process = spawn (self, (const char *const *) argv, -1);
  return desk_finish (process, input);
}

/* In the script, foyer-cli is the program that is tested. */
Outcome *
desk_run_shell (Desk *self, const char *script, const char *input)
{
  g_autofree char *whole = g_strdup_printf ("foyer-cli() { '%s' \"$@\"; }\n%s", g_getenv ("FOYER_CLI"), script);
  const char *const argv[] = { "bash", "-c", whole, NULL };
  g_autoptr (GSubprocess) process = spawn (self, argv, -1);

  return desk_finish (process, input);
}

void
outcome_free (Outcome *self)
{
  g_free (self->out);
  g_free (self->err);
  g_free (self);
}

static GStrv
read_commits (Desk *self)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (self->journal, &text, NULL, NULL));
  return g_strsplit (text, "\n", -1);
}

guint
desk_count_commits (Desk *self)
{
  g_auto (GStrv) lines = read_commits (self);

  return g_strv_length (lines) - 2; /* the heading, and what follows the last line's end */
}

char *
desk_dup_commit (Desk *self, guint number)
{
  g_auto (GStrv) lines = read_commits (self);

  g_assert_cmpuint (number, <, g_strv_length (lines) - 2);
  return g_strdup (lines[number + 1]);
}

/* Aborts where the text is not one JSON object. */
JsonObject *
desk_parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (text, &error);

  g_assert_no_error (error);
  g_assert_true (node != NULL && JSON_NODE_HOLDS_OBJECT (node));
  return json_node_dup_object (node);
}
