/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One account, several processes: one of them delivers, and what becomes of it does not become of the leads. */

#include "outbox-testing.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

static Desk
borrow_desk (char **argv)
{
  Desk desk = { 0 };

  desk.data_dir = argv[2];
  desk.cache_dir = argv[3];
  desk.accounts = foyer_accounts_new (desk.data_dir, desk.cache_dir);
  desk.account = foyer_account_new (argv[4]);
  foyer_account_set_title (desk.account, "Test");
  foyer_account_set_address (desk.account, argv[5]);
  foyer_account_set_key (desk.account, FOYER_SANDBOX_DEFAULT_KEY);
  return desk;
}

/* The other process: saves a lead, says so, and what became of it. */
static int
save_one (char **argv)
{
  Desk desk = borrow_desk (argv);
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GError) error = NULL;

  desk_open (&desk);
  lead = new_person_lead (&desk, "From the other process");
  row = keep (&desk, lead, NULL, 0, &error);
  g_assert_no_error (error);
  printf ("kept %s\n", foyer_lead_get_uuid (lead));
  fflush (stdout);
  printf ("state %d\n", wait_for_row (&desk, row, 60));
  fflush (stdout);
  desk_close (&desk);
  return 0;
}

static GSubprocess *
spawn (Desk *desk)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GError) error = NULL;
  GSubprocess *process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, self, "--save", desk->data_dir,
                                           desk->cache_dir, foyer_account_get_uuid (desk->account),
                                           relay_get_address (desk->relay), NULL);

  g_assert_no_error (error);
  return process;
}

static void
line_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  char **line = user_data;

  *line = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);
  if (*line == NULL)
    *line = g_strdup ("");
}

/* While this process goes on. */
static char *
read_line (GDataInputStream *lines)
{
  char *line = NULL;

  g_data_input_stream_read_line_async (lines, G_PRIORITY_DEFAULT, NULL, line_read_cb, &line);
  WAIT_UNTIL (line != NULL);
  return line;
}

static void
end (GSubprocess *process)
{
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
}

static void
delivered_cb (FoyerOutbox *outbox, FoyerOutboxRow *row, guint *count)
{
  (*count)++;
}

/* Would catch: a second process that delivers, too; one that is not noticed, or that does not notice. */
static void
test_enqueue (void)
{
  Desk desk;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *state = NULL;
  g_autofree char *expected = g_strdup_printf ("state %d", FOYER_OUTBOX_DELIVERED);
  guint n_delivered = 0;

  desk_set_up (&desk);
  desk_open (&desk);
  g_signal_connect (outbox_of (&desk), "delivered", G_CALLBACK (delivered_cb), &n_delivered);
  wait_for_time (200);
  process = spawn (&desk);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  kept = read_line (lines);
  g_assert_true (g_str_has_prefix (kept, "kept "));
  state = read_line (lines);
  g_assert_cmpstr (state, ==, expected);
  end (process);
  WAIT_UNTIL (n_delivered == 1);
  g_assert_cmpuint (count_adds (&desk), ==, 1);
  desk_clear (&desk);
}

/* Would catch: what a killed process was sending sent again, or lost. */
static void
test_killed (void)
{
  Desk desk;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *kept = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;

  desk_set_up (&desk);
  desk_trust (&desk);
  desk_open (&desk); /* makes the journal, and the account's folder */
  desk_close (&desk);
  relay_set_rule (desk.relay, "addOrUpdateLead", RELAY_HOLDS, 0, NULL);
  process = spawn (&desk);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  kept = read_line (lines);
  g_assert_true (g_str_has_prefix (kept, "kept "));
  POLL_UNTIL (count_adds (&desk) == 1);
  g_subprocess_force_exit (process);
  end (process);
  relay_set_rule (desk.relay, "addOrUpdateLead", RELAY_PASSES, 0, NULL);

  desk_open (&desk);
  row = foyer_outbox_find_for_lead (outbox_of (&desk), kept + strlen ("kept "), 0);
  g_assert_nonnull (row);
  g_assert_cmpint (wait_for_row (&desk, row, 20), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_cmpuint (foyer_outbox_row_get_n_attempts (row), ==, 1);
  g_assert_cmpuint (count_adds (&desk), ==, 1);
  desk_clear (&desk);
}

/* Would catch: a process that stands still and is robbed of its lock. */
static void
test_stopped (void)
{
  Desk desk;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *state = NULL;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  relay_set_delay (desk.relay, "addOrUpdateLead", 500);
  process = spawn (&desk);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  kept = read_line (lines);
  POLL_UNTIL (count_adds (&desk) == 1);
  g_subprocess_send_signal (process, SIGSTOP);

  desk_open (&desk);
  lead = new_company_lead (&desk, "Waits");
  row = keep (&desk, lead, NULL, 0, &error);
  g_assert_no_error (error);
  wait_for_time (2500);
  g_assert_cmpuint (relay_count (desk.relay, "addOrUpdateLead"), ==, 1);
  g_assert_cmpint (foyer_outbox_row_get_state (row), ==, FOYER_OUTBOX_QUEUED);

  g_subprocess_send_signal (process, SIGCONT);
  g_assert_cmpint (wait_for_row (&desk, row, 20), ==, FOYER_OUTBOX_DELIVERED);
  state = read_line (lines);
  end (process);
  g_assert_cmpuint (count_adds (&desk), ==, 2);
  desk_clear (&desk);
}

int
main (int argc, char **argv)
{
  if (argc == 6 && g_str_equal (argv[1], "--save"))
    return save_one (argv);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/two-processes/enqueue", test_enqueue);
  g_test_add_func ("/two-processes/killed", test_killed);
  g_test_add_func ("/two-processes/stopped", test_stopped);
  return g_test_run ();
}
