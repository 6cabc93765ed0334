/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Going from account to account, with the real session and the sample data. */

#include "shell-testing.h"

static void
on_a_fresh_desk_there_is_nothing (void)
{
  /* Would catch: a start that fails, or never ends, where no folder exists yet. */
  g_autoptr (FoyerAccountManager) manager = shell_manager_new ("fresh");

  shell_change (manager, FOYER_ACCOUNT_START, NULL);
  g_assert_null (foyer_account_manager_get_session (manager));
  g_assert_cmpuint (g_list_model_get_n_items (foyer_account_manager_get_accounts (manager)), ==, 0);
  g_assert_false (foyer_account_manager_get_busy (manager));
}

static void
sample_data_opens_and_answers (void)
{
  /* Would catch: an account that has the wrong address or secret for its sandbox. */
  g_autoptr (FoyerAccountManager) manager = shell_manager_new ("opens");
  FoyerSession *session;

  shell_change (manager, FOYER_ACCOUNT_OPEN_SAMPLE, NULL);
  session = foyer_account_manager_get_session (manager);
  g_assert_nonnull (session);
  g_assert_true (foyer_account_get_is_sample (foyer_session_get_account (session)));
  g_assert_cmpuint (g_list_model_get_n_items (foyer_account_manager_get_accounts (manager)), ==, 1);
  shell_refresh_leads (session);
  g_assert_cmpuint (shell_count_leads (manager), >, 0);

  shell_change (manager, FOYER_ACCOUNT_CLOSE, NULL);
  g_assert_null (foyer_account_manager_get_session (manager));
}

static void
sample_data_survives_a_restart (void)
{
  /* Would catch: a new sample account at each start, drafts kept in another folder than they are read from, and an
   * address of the last start (the port is another one each time). */
  g_autofree char *uuid = NULL;
  g_autoptr (FoyerLead) lead = foyer_lead_new ();

  foyer_lead_set_text (lead, FOYER_LEAD_NAME, "Kept");
  {
    g_autoptr (FoyerAccountManager) manager = shell_manager_new ("restart");
    FoyerSession *session;

    shell_change (manager, FOYER_ACCOUNT_OPEN_SAMPLE, NULL);
    session = foyer_account_manager_get_session (manager);
    uuid = g_strdup (foyer_account_get_uuid (foyer_session_get_account (session)));
    shell_keep_draft (session, lead, NULL);
    shell_change (manager, FOYER_ACCOUNT_CLOSE, NULL);
  }
  {
    g_autoptr (FoyerAccountManager) manager = shell_manager_new ("restart");
    g_autoptr (FoyerAccount) last = foyer_account_new (uuid);
    FoyerSession *session;

    shell_change (manager, FOYER_ACCOUNT_START, last);
    session = foyer_account_manager_get_session (manager);
    g_assert_nonnull (session);
    g_assert_cmpstr (foyer_account_get_uuid (foyer_session_get_account (session)), ==, uuid);
    g_assert_nonnull (foyer_session_find_draft (session, foyer_lead_get_uuid (lead), 0));
    shell_refresh_leads (session);
    g_assert_cmpuint (shell_count_leads (manager), >, 0);
    shell_change (manager, FOYER_ACCOUNT_CLOSE, NULL);
  }
}

static void
resetting_forgets_what_was_entered (void)
{
  /* Would catch: a reset that leaves the journal or the drafts behind, or makes a second sample account beside the
   * first. */
  g_autoptr (FoyerAccountManager) manager = shell_manager_new ("reset");
  g_autoptr (FoyerLead) lead = foyer_lead_new ();
  FoyerSession *session;
  g_autoptr (FoyerAccount) account = NULL;

  foyer_lead_set_text (lead, FOYER_LEAD_NAME, "Forgotten");
  shell_change (manager, FOYER_ACCOUNT_OPEN_SAMPLE, NULL);
  session = foyer_account_manager_get_session (manager);
  shell_keep_draft (session, lead, NULL);
  account = g_object_ref (foyer_session_get_account (session));

  shell_change (manager, FOYER_ACCOUNT_RESET_SAMPLE, account);
  session = foyer_account_manager_get_session (manager);
  g_assert_nonnull (session);
  g_assert_cmpuint (g_list_model_get_n_items (foyer_session_get_drafts (session)), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (foyer_account_manager_get_accounts (manager)), ==, 1);
  shell_change (manager, FOYER_ACCOUNT_CLOSE, NULL);
}

static void
a_removed_account_is_gone (void)
{
  /* Would catch: a removal that leaves the account listed, or its folder on the disk. */
  g_autoptr (FoyerAccountManager) manager = shell_manager_new ("remove");
  g_autoptr (FoyerAccount) account = NULL;
  g_autofree char *folder = NULL;

  shell_change (manager, FOYER_ACCOUNT_OPEN_SAMPLE, NULL);
  account = g_object_ref (foyer_session_get_account (foyer_account_manager_get_session (manager)));
  folder = g_build_filename (g_get_home_dir (), "remove", "data", "accounts", foyer_account_get_uuid (account), NULL);
  g_assert_true (g_file_test (folder, G_FILE_TEST_IS_DIR));

  shell_change (manager, FOYER_ACCOUNT_REMOVE, account);
  g_assert_null (foyer_account_manager_get_session (manager));
  g_assert_cmpuint (g_list_model_get_n_items (foyer_account_manager_get_accounts (manager)), ==, 0);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

static void
left_waiting_cb (FoyerAccountManager *manager, FoyerOutbox *outbox, guint n_waiting, guint *n)
{
  *n = n_waiting;
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(FoyerOutboxRow **) user_data = foyer_outbox_keep_finish (FOYER_OUTBOX (source), result, &error);
  g_assert_no_error (error);
}

static void
what_waits_in_an_account_that_is_left_is_told (void)
{
  /* Would catch: an account that is left with something unsent in it, and nobody says so; one that the person has to
   * wait for. */
  g_autoptr (FoyerAccountManager) manager = shell_manager_new ("left");
  g_autofree char *uuid = g_uuid_string_random ();
  g_autoptr (FoyerAccount) account = foyer_account_new (uuid);
  g_autoptr (FoyerLead) lead = foyer_lead_new ();
  g_autoptr (FoyerOutboxRow) row = NULL;
  FoyerSession *session;
  guint n_left = 0;

  foyer_account_set_title (account, "Nowhere");
  foyer_account_set_address (account, "http://127.0.0.1:1");
  foyer_account_set_key (account, "key");
  shell_change (manager, FOYER_ACCOUNT_ADD, account);
  session = foyer_account_manager_get_session (manager);
  g_assert_nonnull (session);
  foyer_lead_set_text (lead, FOYER_LEAD_NAME, "Left behind");
  foyer_outbox_keep_async (foyer_session_get_outbox (session), lead, NULL, 0, NULL, kept_cb, &row);
  while (row == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_signal_connect (manager, "left-waiting", G_CALLBACK (left_waiting_cb), &n_left);
  shell_change (manager, FOYER_ACCOUNT_OPEN_SAMPLE, NULL);
  g_assert_true (foyer_account_get_is_sample (foyer_session_get_account (foyer_account_manager_get_session (manager))));
  while (n_left == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (n_left, ==, 1);
  shell_change (manager, FOYER_ACCOUNT_CLOSE, NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/account-manager/fresh", on_a_fresh_desk_there_is_nothing);
  g_test_add_func ("/ui/account-manager/sample", sample_data_opens_and_answers);
  g_test_add_func ("/ui/account-manager/restart", sample_data_survives_a_restart);
  g_test_add_func ("/ui/account-manager/reset", resetting_forgets_what_was_entered);
  g_test_add_func ("/ui/account-manager/remove", a_removed_account_is_gone);
  g_test_add_func ("/ui/account-manager/left", what_waits_in_an_account_that_is_left_is_told);
  return g_test_run ();
}
