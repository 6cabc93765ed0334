/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which account foyer-cli works with, and where its secret comes from. It would catch: a secret that others can read, a
 * script's standard input that is eaten, sample data that are taken for an account, a refused key that looks like a bad
 * network. */

#include "desk.h"
#include "relay.h"

#include "foyer-accounts.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define HOTEL  "00000000-0000-4000-8000-000000000002"
#define RESORT "00000000-0000-4000-8000-000000000003"
#define LODGE  "00000000-0000-4000-8000-000000000004"
#define SAMPLE "00000000-0000-4000-8000-000000000009"

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean secret_kept = FALSE;

  g_assert_true (foyer_accounts_save_finish (FOYER_ACCOUNTS (source), result, &secret_kept, &error));
  g_assert_no_error (error);
  *(int *) user_data = secret_kept;
}

/* Returns whether the keyring took the secret. */
static gboolean
save_account (Desk *desk, const char *uuid, const char *title, const char *key, const char *secret, gboolean is_sample)
{
  g_autofree char *data = g_build_filename (desk_get_folder (desk), "data", "foyer", NULL);
  g_autofree char *cache = g_build_filename (desk_get_folder (desk), "cache", "foyer", NULL);
  g_autoptr (FoyerAccounts) accounts = foyer_accounts_new (data, cache);
  g_autoptr (FoyerAccount) account = foyer_account_new (uuid);
  int kept = -1;

  foyer_account_set_title (account, title);
  foyer_account_set_address (account, desk_get_address (desk));
  foyer_account_set_key (account, key);
  foyer_account_set_is_sample (account, is_sample);
  foyer_accounts_save_async (accounts, account, secret, NULL, saved_cb, &kept);
  while (kept < 0)
    g_main_context_iteration (NULL, TRUE);
  return kept;
}

static Outcome *
run_with_input (Desk *desk, const char *line, const char *input)
{
  g_autoptr (GSubprocess) process = desk_spawn (desk, line);

  return desk_finish (process, input);
}

static void
test_not_authorized (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *revoked = g_strdup_printf ("--address %s --key revoked ping", desk_get_address (desk));
  g_autofree char *unknown = g_strdup_printf ("--address %s --key unknown ping --json", desk_get_address (desk));
  g_autoptr (Outcome) seen = desk_run (desk, "lead show 4");
  g_autoptr (Outcome) with_revoked = desk_run_bare (desk, revoked, NULL);
  g_autoptr (Outcome) with_unknown = desk_run_bare (desk, unknown, NULL);
  static const char *const lines[] = {
    "ping",
    "picklist quality --refresh",
    "lead show 4",
    "lead list",
    "lead update 4 name=x",
    "lead add name=x company=7 lead-contact=13 quality=2 stage=11 type=23 source=32",
    "lead add name=x contact=13 quality=B-Grade stage=11 type=23 source=32 industry=Private",
  };
  g_autoptr (JsonObject) answer = NULL;

  assert_status (seen, 0);
  assert_status (with_revoked, 4);
  assert_status (with_unknown, 4);
  answer = desk_parse (with_unknown->out);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (answer, "error"), "code"), ==,
                   "unauthorized");

  /* What this desk remembers is no answer to somebody who may not ask. */
  desk_set_secret (desk, "wrong");
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (Outcome) outcome = desk_run (desk, lines[i]);

      g_test_message ("%s", lines[i]);
      assert_status (outcome, 4);
      g_assert_cmpstr (outcome->out, ==, "");
    }
  g_assert_cmpuint (desk_count_commits (desk), ==, 0);
}

static void
test_standard_input (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *script = g_strdup_printf ("foyer-cli --address %s --key sample ping && cat",
                                             desk_get_address (desk));
  g_autoptr (Outcome) given = NULL;
  g_autoptr (Outcome) wrong = NULL;
  g_autoptr (Outcome) none = NULL;
  g_autoptr (Outcome) rest = NULL;

  desk_set_secret (desk, NULL);
  given = run_with_input (desk, "ping", DESK_SECRET "\n");
  assert_status (given, 0);
  g_assert_cmpstr (given->err, ==, "");
  wrong = run_with_input (desk, "ping", "wrong\n");
  assert_status (wrong, 4);
  none = run_with_input (desk, "ping", "");
  assert_status (none, 4);
  assert_has (none->err, "The secret of this account is not known.");

  /* One line, and not a byte more. */
  rest = desk_run_shell (desk, script, DESK_SECRET "\r\nwhat follows\n");
  assert_status (rest, 0);
  assert_has (rest->out, "\nwhat follows\n");
}

/* At a terminal it is asked for and not shown, and the terminal is left as it was, by Ctrl+C, too, however often it is
 * pressed. */
static void
check_terminal (Desk *desk, const char *typed, int status, int signal_number, gboolean is_impatient)
{
  int controller = posix_openpt (O_RDWR | O_NOCTTY | O_CLOEXEC), terminal;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (Outcome) outcome = NULL;
  g_autoptr (GString) shown = g_string_new (NULL);
  struct termios before, during, after;
  char buffer[256];
  gssize n;

  g_assert_cmpint (grantpt (controller), ==, 0);
  g_assert_cmpint (unlockpt (controller), ==, 0);
  terminal = open (ptsname (controller), O_RDWR | O_NOCTTY | O_CLOEXEC);
  g_assert_cmpint (terminal, >=, 0);
  g_assert_cmpint (tcgetattr (terminal, &before), ==, 0);
  g_assert_true (before.c_lflag & ECHO);

  process = desk_spawn_at (desk, "ping", dup (terminal));
  do
    {
      g_usleep (5000);
      g_assert_cmpint (tcgetattr (terminal, &during), ==, 0);
    }
  while (during.c_lflag & ECHO);
  if (signal_number != 0)
    do
      {
        g_subprocess_send_signal (process, signal_number);
        g_usleep (20); /* it has to get on between two of them */
      }
    while (is_impatient && g_subprocess_get_identifier (process) != NULL);
  else
    g_assert_cmpint (write (controller, typed, strlen (typed)), ==, (gssize) strlen (typed));
  outcome = desk_finish (process, NULL);
  g_assert_cmpint (outcome->status, ==, status);
  g_assert_cmpint (outcome->signal_number, ==, signal_number);
  assert_has (outcome->err, "Secret of the account: ");

  g_assert_cmpint (tcgetattr (terminal, &after), ==, 0);
  g_assert_true (after.c_lflag & ECHO);
  close (terminal);
  while ((n = read (controller, buffer, sizeof buffer)) > 0)
    g_string_append_len (shown, buffer, n);
  close (controller);
  g_assert_null (strstr (shown->str, "secret"));
}

static void
test_terminal (void)
{
  g_autoptr (Desk) desk = desk_new ();

  desk_set_secret (desk, NULL);
  check_terminal (desk, DESK_SECRET "\n", 0, 0, FALSE);
  check_terminal (desk, "wrong-secret\n", 4, 0, FALSE);
  check_terminal (desk, "\n", 4, 0, FALSE);
  check_terminal (desk, NULL, 0, SIGINT, FALSE);
  for (guint i = 0; i < 20; i++)
    check_terminal (desk, NULL, 0, SIGINT, TRUE);
}

/* From the moment a request is on its way nothing in /proc shows the secret. */
static void
test_not_in_the_environment (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (Relay) relay = relay_new (desk_get_address (desk));
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (Outcome) outcome = NULL;
  static const char *const files[] = { "environ", "cmdline" };

  desk_set_address (desk, relay_get_address (relay));
  relay_set_rule (relay, "ping", RELAY_HOLDS, 0, NULL);
  process = desk_spawn (desk, "ping");
  while (relay_count (relay, "ping") == 0)
    g_usleep (5000);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_strdup_printf ("/proc/%s/%s", g_subprocess_get_identifier (process), files[i]);
      g_autofree char *content = NULL;
      gsize length = 0;

      g_assert_true (g_file_get_contents (path, &content, &length, NULL));
      g_assert_cmpuint (length, >, 0);
      g_assert_null (memmem (content, length, DESK_SECRET, strlen (DESK_SECRET)));
    }
  g_subprocess_send_signal (process, SIGKILL);
  outcome = desk_finish (process, NULL);
  g_assert_cmpint (outcome->signal_number, ==, SIGKILL);
}

/* Nor does a file of ours hold it. */
static void
test_not_on_the_disk (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (Outcome)
      added = desk_run (desk, "lead add name=x company=7 lead-contact=13 quality=2 stage=11 type=23 source=32");
  g_autoptr (Outcome) listed = desk_run (desk, "lead list");
  g_autoptr (Outcome) found = NULL;

  assert_status (added, 0);
  assert_status (listed, 0);
  desk_set_secret (desk, NULL);
  found = desk_run_shell (desk, "grep -rl " DESK_SECRET " data cache", NULL);
  g_assert_cmpstr (found->out, ==, "");
}

static void
test_saved_account (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *named = g_strdup_printf ("--address %s --key sample ping", desk_get_address (desk));
  g_autoptr (Outcome) none = NULL;
  g_autoptr (Outcome) not_saved = NULL;
  g_autoptr (Outcome) only_sample = NULL;
  g_autoptr (Outcome) one = NULL;
  g_autoptr (Outcome) rest = NULL;
  g_autoptr (Outcome) several = NULL;
  g_autoptr (Outcome) by_title = NULL;
  g_autoptr (Outcome) by_uuid = NULL;
  g_autoptr (Outcome) unknown = NULL;

  /* An account that was given by address and key is not a saved one afterwards. */
  not_saved = desk_run_bare (desk, named, NULL);
  assert_status (not_saved, 0);
  desk_set_secret (desk, NULL);
  none = desk_run_bare (desk, "ping", NULL);
  assert_status (none, 2);
  assert_has (none->err, "No account is saved: connect one in Foyer, or give --address and --key");

  g_assert_true (save_account (desk, SAMPLE, "Sample data", DESK_KEY, DESK_SECRET, TRUE));
  only_sample = desk_run_bare (desk, "ping", NULL);
  assert_status (only_sample, 2);

  /* With the keyring's secret standard input is left alone. */
  g_assert_true (save_account (desk, HOTEL, "Hôtel", DESK_KEY, DESK_SECRET, FALSE));
  one = desk_run_bare (desk, "ping", NULL);
  assert_status (one, 0);
  rest = desk_run_shell (desk, "foyer-cli ping && cat", "all of it\n");
  assert_status (rest, 0);
  assert_has (rest->out, "\nall of it\n");

  g_assert_true (save_account (desk, RESORT, "Resort", "unknown", "another", FALSE));
  several = desk_run_bare (desk, "ping", NULL);
  assert_status (several, 2);
  assert_has (several->err, HOTEL "  Hôtel");
  assert_has (several->err, RESORT "  Resort");
  g_assert_null (strstr (several->err, SAMPLE));
  by_title = desk_run_bare (desk, "--account hotel ping", NULL);
  assert_status (by_title, 0);
  by_uuid = desk_run_bare (desk, "ping --account " RESORT, NULL);
  assert_status (by_uuid, 4);
  unknown = desk_run_bare (desk, "ping --account Lodge", NULL);
  assert_status (unknown, 2);
}

/* A saved account whose secret nobody kept: it is asked for when it is needed. */
static void
test_saved_account_without_secret (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (Outcome) from_environment = NULL;
  g_autoptr (Outcome) from_input = NULL;
  g_autoptr (Outcome) wrong = NULL;
  g_autoptr (Outcome) none = NULL;
  g_autoptr (Outcome) added = NULL;

  g_assert_false (save_account (desk, LODGE, "Lodge", DESK_KEY, NULL, FALSE));
  from_environment = desk_run_bare (desk, "ping", NULL);
  assert_status (from_environment, 0);
  desk_set_secret (desk, NULL);
  from_input = desk_run_bare (desk, "lead show 4", DESK_SECRET "\n");
  assert_status (from_input, 0);
  g_assert_cmpstr (from_input->err, ==, "");
  wrong = desk_run_bare (desk, "lead show 4", "wrong\n");
  assert_status (wrong, 4);
  none = desk_run_bare (desk, "lead show 4", NULL);
  assert_status (none, 4);
  added = desk_run_bare (desk, "lead add name=x company=7 lead-contact=13 quality=2 stage=11 type=23 source=32",
                         DESK_SECRET "\n");
  assert_status (added, 0);
  g_assert_cmpuint (desk_count_commits (desk), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/secret/not-authorized", test_not_authorized);
  g_test_add_func ("/cli/secret/standard-input", test_standard_input);
  g_test_add_func ("/cli/secret/terminal", test_terminal);
  g_test_add_func ("/cli/secret/not-in-the-environment", test_not_in_the_environment);
  g_test_add_func ("/cli/secret/not-on-the-disk", test_not_on_the_disk);
  g_test_add_func ("/cli/secret/saved-account", test_saved_account);
  g_test_add_func ("/cli/secret/saved-account-without-secret", test_saved_account_without_secret);
  return g_test_run ();
}
