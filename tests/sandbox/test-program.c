/* SPDX-License-Identifier: GPL-3.0-or-later */
/* foyer-sandbox as a program. Would catch: a first line that scripts cannot read, an exit status that lies, a sandbox
 * that outlives its signal. */
#include "platform.h"

#include <gio/gio.h>
#include <signal.h>
#include <string.h>

static GSubprocess *
start (const char *const *arguments)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  GSubprocess *program;

  g_ptr_array_add (argv, (gpointer) FOYER_SANDBOX_PROGRAM);
  for (guint i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer) arguments[i]);
  g_ptr_array_add (argv, NULL);
  program = g_subprocess_newv ((const char *const *) argv->pdata,
                               G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  g_assert_no_error (error);
  return program;
}

static char *
read_line (GSubprocess *program)
{
  g_autoptr (GDataInputStream) stream = g_data_input_stream_new (g_subprocess_get_stdout_pipe (program));
  char *line = g_data_input_stream_read_line (stream, NULL, NULL, NULL);

  g_assert_nonnull (line);
  return line;
}

static void
test_serves_until_signal (gconstpointer data)
{
  const char *arguments[] = { "--port", "0", "--leads", "3", "--seed", "5", "--key", "k", "--secret", "s", NULL };
  g_autoptr (GSubprocess) program = start (arguments);
  g_autofree char *line = read_line (program);
  g_autoptr (SoupSession) session = soup_session_new_with_options ("proxy-resolver", NULL, NULL);
  g_autofree char *uri = NULL;
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GBytes) reply = NULL;

  g_assert_true (g_regex_match_simple ("^listening on http://127\\.0\\.0\\.1:[0-9]+$", line, 0, 0));
  uri = g_strconcat (line + strlen ("listening on "), "/api/1.0/test?action=ping", NULL);
  message = soup_message_new ("POST", uri);
  reply = soup_session_send_and_read (session, message, NULL, NULL);
  g_assert_nonnull (reply);
  g_assert_cmpuint (soup_message_get_status (message), ==, 406);
  g_subprocess_send_signal (program, GPOINTER_TO_INT (data));
  g_assert_true (g_subprocess_wait (program, NULL, NULL));
  g_assert_true (g_subprocess_get_if_exited (program));
  g_assert_cmpint (g_subprocess_get_exit_status (program), ==, 0);
}

static void
test_usage (void)
{
  static const char *const wrong[][3] = {
    { "--port", "70000" },          { "--port", "-1" },     { "--port", "x" },
    { "--leads", "1000001" },       { "--leads", "-1" },    { "--lifetime", "0" },
    { "--unknown", "option" },      { "argument" },         { "--journal" },
    { "--fault", "no-such-fault" }, { "--fault", "delay" }, { "--fault" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GSubprocess) program = start (wrong[i]);
      g_autofree char *out = NULL;
      g_autofree char *complaint = NULL;

      g_assert_true (g_subprocess_communicate_utf8 (program, NULL, NULL, &out, &complaint, NULL));
      g_assert_cmpint (g_subprocess_get_exit_status (program), ==, 2);
      g_assert_cmpstr (out, ==, "");
      g_assert_true (g_str_has_prefix (complaint, "foyer-sandbox: "));
    }
}

static void
test_cannot_start (void)
{
  const char *arguments[] = { "--journal", "/nonexistent/journal", NULL };
  g_autoptr (GSubprocess) program = start (arguments);
  g_autofree char *complaint = NULL;

  g_assert_true (g_subprocess_communicate_utf8 (program, NULL, NULL, NULL, &complaint, NULL));
  g_assert_cmpint (g_subprocess_get_exit_status (program), ==, 1);
  g_assert_nonnull (strstr (complaint, "/nonexistent/journal"));
}

static void
test_help (void)
{
  const char *arguments[] = { "--help", NULL };
  g_autoptr (GSubprocess) program = start (arguments);
  g_autofree char *out = NULL;
  static const char *const options[] = { "--port",      "--key",     "--secret",   "--leads",      "--seed",
                                         "--lifetime",  "--journal", "--fault",    "--fault-seed", "lose-reply",
                                         "commit-late", "list-lag",  "--all-notes" };

  g_assert_true (g_subprocess_communicate_utf8 (program, NULL, NULL, &out, NULL, NULL));
  g_assert_cmpint (g_subprocess_get_exit_status (program), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    g_assert_nonnull (strstr (out, options[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/sandbox/program/serves-until-sigterm", GINT_TO_POINTER (SIGTERM), test_serves_until_signal);
  g_test_add_data_func ("/sandbox/program/serves-until-sigint", GINT_TO_POINTER (SIGINT), test_serves_until_signal);
  g_test_add_func ("/sandbox/program/usage", test_usage);
  g_test_add_func ("/sandbox/program/cannot-start", test_cannot_start);
  g_test_add_func ("/sandbox/program/help", test_help);
  return g_test_run ();
}
