/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A refresh of everything in a process that is killed, again and again, at whatever moment. */

#include "sync-testing.h"

#include "foyer-session-mirror.h"

#include <signal.h>
#include <string.h>

#define N_LEADS 600
#define N_KILLS 12

/* The other process. */
static int
refresh_until_killed (char **argv)
{
  Desk desk = { 0 };
  g_autoptr (GError) error = NULL;

  desk.data_dir = argv[2];
  desk.cache_dir = argv[3];
  desk.accounts = foyer_accounts_new (desk.data_dir, desk.cache_dir);
  desk.account = foyer_account_new (argv[4]);
  foyer_account_set_title (desk.account, "Test");
  foyer_account_set_address (desk.account, argv[5]);
  foyer_account_set_key (desk.account, FOYER_SANDBOX_DEFAULT_KEY);
  desk_open (&desk);
  foyer_mirror_refresh_run_finish (foyer_session_get_refresh (desk.session),
                                   AWAIT_WITH (NULL, foyer_mirror_refresh_run_async,
                                               foyer_session_get_refresh (desk.session), FOYER_REFRESH_EVERYTHING),
                                   &error);
  g_assert_no_error (error);
  return 0;
}

static GSubprocess *
spawn (Desk *desk)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GError) error = NULL;
  GSubprocess *process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, self, "--refresh", desk->data_dir,
                                           desk->cache_dir, foyer_account_get_uuid (desk->account),
                                           relay_get_address (desk->relay), NULL);

  g_assert_no_error (error);
  return process;
}

static GArray *
list_ids (Desk *desk)
{
  g_autoptr (FoyerLeadQuery) all = foyer_lead_query_new ();
  g_autoptr (GError) error = NULL;
  GArray *ids = foyer_session_list_ids_finish (desk->session, AWAIT (foyer_session_list_ids_async, desk->session, all),
                                               &error);

  g_assert_no_error (error);
  return ids;
}

/* Would catch: a mirror that a kill leaves damaged, with rows missing or twice, or for good taken for one that is being
 * filled. */
static void
test_killed (void)
{
  Desk desk;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GHashTable) different = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GError) error = NULL;
  guint calls_before;

  desk_set_up_with_leads (&desk, N_LEADS);
  relay_set_delay (desk.relay, "getLeadList", 20);
  for (guint i = 0; i < N_KILLS; i++)
    {
      g_autoptr (GSubprocess) process = spawn (&desk);
      guint calls = relay_count (desk.relay, "getLeadList");

      /* Some before the first page, some between pages, some while rows are written. */
      for (guint waited = 0; i % 4 != 0 && relay_count (desk.relay, "getLeadList") == calls && waited < 200; waited++)
        wait_for_time (10);
      wait_for_time ((guint) g_test_rand_int_range (1, 120));
      g_subprocess_force_exit (process);
      g_subprocess_wait (process, NULL, NULL);
    }

  desk_open (&desk);
  calls_before = relay_count (desk.relay, "getLeadList");
  foyer_mirror_refresh_run_finish (
      foyer_session_get_refresh (desk.session),
      AWAIT (foyer_mirror_refresh_run_async, foyer_session_get_refresh (desk.session), FOYER_REFRESH_CHANGES), &error);
  g_assert_no_error (error);
  ids = list_ids (&desk);
  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (different, &g_array_index (ids, gint64, i));
  g_assert_cmpuint (ids->len, ==, N_LEADS);
  g_assert_cmpuint (g_hash_table_size (different), ==, N_LEADS);
  g_assert_cmpuint (relay_count (desk.relay, "getLeadList") - calls_before, <=, N_LEADS / 100 + 6);
  desk_clear (&desk);
}

int
main (int argc, char **argv)
{
  if (argc == 6 && strcmp (argv[1], "--refresh") == 0)
    return refresh_until_killed (argv);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/refresh-killed/killed", test_killed);
  return g_test_run ();
}
