/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An account is opened from the disk alone, keeps what is typed, and waits for nobody but the keyring. */

#include "outbox-testing.h"

#include <string.h>

#define NOWHERE "http://127.0.0.1:1"

static FoyerSession *
open_without_secret (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  FoyerSession *session = foyer_accounts_open_finish (
      desk->accounts, AWAIT (foyer_accounts_open_async, desk->accounts, desk->account, NULL), &error);

  g_assert_no_error (error);
  return session;
}

static void
keep_draft (Desk *desk, FoyerLead *lead, FoyerLead *base)
{
  g_autoptr (GError) error = NULL;

  foyer_session_keep_draft_finish (desk->session, AWAIT (foyer_session_keep_draft_async, desk->session, lead, base),
                                   &error);
  g_assert_no_error (error);
}

static guint
count_drafts (Desk *desk)
{
  return g_list_model_get_n_items (foyer_session_get_drafts (desk->session));
}

static gboolean
ping (Desk *desk, gint64 *server_time, GError **error)
{
  return foyer_session_ping_finish (desk->session, AWAIT (foyer_session_ping_async, desk->session), server_time, error);
}

/* Would catch: a form without picklists when the network is gone; a failed save or refresh that changes what the disk
 * has. */
static void
test_offline (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerLead) seen = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parties = NULL;
  gboolean is_current = TRUE;
  gint64 seen_id = 0;

  desk_set_up (&desk);
  desk_open (&desk);
  g_assert_cmpuint (count_items (&desk, FOYER_PICKLIST_SOURCE), ==, 0);
  refresh_picklists (&desk, &error);
  g_assert_no_error (error);
  foyer_session_refresh_leads_finish (desk.session, AWAIT (foyer_session_refresh_leads_async, desk.session), &error);
  g_assert_no_error (error);
  lead = new_company_lead (&desk, "Typed with no network");
  seen = g_list_model_get_item (foyer_session_get_newest_leads (desk.session), 3);
  seen_id = foyer_lead_get_platform_id (seen);
  desk_close (&desk);

  foyer_account_set_address (desk.account, NOWHERE);
  desk_open (&desk);
  g_assert_cmpuint (count_items (&desk, FOYER_PICKLIST_QUALITY), ==, 5);
  g_assert_cmpuint (count_items (&desk, FOYER_PICKLIST_STAGE), >=, 7);
  g_assert_cmpuint (count_items (&desk, FOYER_PICKLIST_STAGE_REASON), >, 3);
  g_assert_cmpuint (count_items (&desk, FOYER_PICKLIST_TYPE), ==, 7);
  g_assert_cmpuint (count_items (&desk, FOYER_PICKLIST_SUBTYPE), >, 3);
  g_assert_cmpuint (count_items (&desk, FOYER_PICKLIST_INDUSTRY), ==, 40);
  g_assert_cmpuint (count_items (&desk, FOYER_PICKLIST_SOURCE), ==, 12);
  g_assert_cmpuint (count_items (&desk, FOYER_PICKLIST_CHANNEL), ==, 7);
  g_assert_cmpuint (count_items (&desk, FOYER_PICKLIST_OWNER), ==, 16);
  g_assert_cmpuint (g_list_model_get_n_items (foyer_session_get_newest_leads (desk.session)), >, 10);

  g_assert_false (refresh_picklists (&desk, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_OFFLINE);
  g_clear_error (&error);
  g_assert_cmpuint (count_items (&desk, FOYER_PICKLIST_SOURCE), ==, 12);
  g_assert_cmpint (foyer_session_get_trouble (desk.session), ==, FOYER_TROUBLE_OFFLINE);

  row = keep (&desk, lead, NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (foyer_outbox_get_n_waiting (outbox_of (&desk)), ==, 1);

  g_clear_object (&seen);
  seen = foyer_session_load_lead_finish (desk.session, AWAIT (foyer_session_load_lead_async, desk.session, seen_id),
                                         &is_current, &error);
  g_assert_no_error (error);
  g_assert_false (is_current);
  g_assert_cmpint (foyer_lead_get_platform_id (seen), ==, seen_id);
  parties = foyer_session_search_parties_finish (
      desk.session, AWAIT (foyer_session_search_parties_async, desk.session, FOYER_PARTY_COMPANY, "", 0, 5), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (parties->len, >, 0);

  /* What is on its way to nowhere must not be heard of after the ping. */
  WAIT_UNTIL (foyer_outbox_row_get_answer (row).code == FOYER_ERROR_OFFLINE);
  foyer_account_set_address (desk.account, relay_get_address (desk.relay));
  g_assert_true (ping (&desk, NULL, &error));
  g_assert_cmpint (foyer_session_get_trouble (desk.session), ==, FOYER_TROUBLE_NONE);
  desk_clear (&desk);
}

/* Would catch: a call that does not wait for the keyring, an opening that does, and a secret that is asked for without
 * need. */
static void
test_keyring (void)
{
  Desk desk;
  g_autoptr (GError) error = NULL;
  gboolean is_kept = FALSE;
  gint64 server_time = 0;

  desk_set_up (&desk);
  foyer_accounts_save_finish (
      desk.accounts, AWAIT (foyer_accounts_save_async, desk.accounts, desk.account, FOYER_SANDBOX_DEFAULT_SECRET),
      &is_kept, &error);
  g_assert_no_error (error);
  if (!is_kept)
    {
      g_test_skip ("only with the keyring's file back-end, as meson test runs it");
      desk_clear (&desk);
      return;
    }

  desk.session = open_without_secret (&desk);
  g_assert_true (ping (&desk, &server_time, &error));
  g_assert_no_error (error);
  g_assert_cmpint (ABS (server_time - g_get_real_time () / G_USEC_PER_SEC), <, 5);
  g_assert_cmpint (foyer_session_get_trouble (desk.session), ==, FOYER_TROUBLE_NONE);
  desk_clear (&desk);
}

/* Would catch: a session that cannot be opened without a secret, or that does not use one given later. */
static void
test_no_secret (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  desk.session = open_without_secret (&desk);
  g_assert_false (ping (&desk, NULL, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_KEYRING);
  g_clear_error (&error);
  g_assert_cmpint (foyer_session_get_trouble (desk.session), ==, FOYER_TROUBLE_NO_SECRET);

  lead = foyer_lead_new ();
  foyer_lead_set_text (lead, FOYER_LEAD_NAME, "Saved without a secret");
  row = keep (&desk, lead, NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (foyer_outbox_get_n_waiting (outbox_of (&desk)), ==, 1);

  foyer_session_set_secret (desk.session, FOYER_SANDBOX_DEFAULT_SECRET);
  g_assert_cmpint (foyer_session_get_trouble (desk.session), ==, FOYER_TROUBLE_NONE);
  g_assert_true (ping (&desk, NULL, &error));
  g_assert_no_error (error);
  desk_clear (&desk);
}

/* Would catch: a call that cannot be cancelled, or that a closing session leaves without an answer. */
static void
test_cancel_and_close (void)
{
  Desk desk;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GAsyncResult *first = NULL, *second = NULL;

  desk_set_up (&desk);
  desk_open (&desk);
  relay_set_rule (desk.relay, NULL, RELAY_HOLDS, 0, NULL);
  foyer_session_ping_async (desk.session, cancellable, got_answer_cb, &first);
  foyer_session_refresh_leads_async (desk.session, NULL, got_answer_cb, &second);
  g_cancellable_cancel (cancellable);
  foyer_session_ping_finish (desk.session, await_answer (&first), NULL, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (second);

  foyer_session_close_finish (desk.session, AWAIT (foyer_session_close_async, desk.session), &error);
  g_assert_no_error (error);
  g_assert_nonnull (second);
  foyer_session_refresh_leads_finish (desk.session, await_answer (&second), &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&desk.session);
  desk_clear (&desk);
}

/* Would catch: drafts in the wrong order, two for one lead, one that stays when nothing is left of it. */
static void
test_drafts (void)
{
  Desk desk;
  g_autoptr (FoyerLead) first = foyer_lead_new ();
  g_autoptr (FoyerLead) second = foyer_lead_new ();
  g_autoptr (FoyerLead) base = foyer_lead_new_from_platform (1234);
  g_autoptr (FoyerLead) edited = NULL;
  g_autoptr (FoyerLead) anew = NULL;
  g_autoptr (FoyerDraft) newest = NULL;
  g_autoptr (GArray) numbers = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  desk_open (&desk);
  foyer_lead_set_text (first, FOYER_LEAD_NAME, "First");
  foyer_lead_set_text (second, FOYER_LEAD_NAME, "Second");
  keep_draft (&desk, first, NULL);
  keep_draft (&desk, second, NULL);
  foyer_lead_set_text (first, FOYER_LEAD_DESCRIPTION, "typed later");
  keep_draft (&desk, first, NULL);
  g_assert_cmpuint (count_drafts (&desk), ==, 2);
  newest = g_list_model_get_item (foyer_session_get_drafts (desk.session), 0);
  g_assert_cmpstr (foyer_draft_get_uuid (newest), ==, foyer_lead_get_uuid (first));

  /* What was typed is a copy: the form goes on. */
  foyer_lead_set_text (first, FOYER_LEAD_NAME, "Not kept yet");
  g_assert_cmpstr (foyer_lead_get_text (foyer_draft_get_lead (newest), FOYER_LEAD_NAME), ==, "First");

  foyer_lead_set_text (base, FOYER_LEAD_NAME, "On the platform");
  edited = foyer_lead_copy (base);
  foyer_lead_set_text (edited, FOYER_LEAD_NAME, "Edited");
  keep_draft (&desk, edited, base);
  anew = foyer_lead_copy (edited);
  foyer_lead_set_uuid (anew, "00000000-0000-4000-8000-000000000001");
  keep_draft (&desk, anew, base);
  g_assert_cmpuint (count_drafts (&desk), ==, 3);
  g_assert_cmpstr (foyer_draft_get_uuid (foyer_session_find_draft (desk.session, NULL, 1234)), ==,
                   "00000000-0000-4000-8000-000000000001");
  foyer_lead_set_text (anew, FOYER_LEAD_NAME, "On the platform");
  keep_draft (&desk, anew, base);
  g_assert_null (foyer_session_find_draft (desk.session, NULL, 1234));

  foyer_session_discard_draft_finish (
      desk.session, AWAIT (foyer_session_discard_draft_async, desk.session, foyer_lead_get_uuid (second)), &error);
  g_assert_no_error (error);

  foyer_session_set_custom_field_name (desk.session, 83, "Rooms");
  foyer_session_set_custom_field_name (desk.session, 12, "Budget");
  foyer_session_set_custom_field_name (desk.session, 99, "Gone");
  foyer_session_set_custom_field_name (desk.session, 99, NULL);
  desk_close (&desk);

  desk_open (&desk);
  g_assert_cmpuint (count_drafts (&desk), ==, 1);
  g_assert_nonnull (foyer_session_find_draft (desk.session, foyer_lead_get_uuid (first), 0));
  numbers = foyer_session_get_custom_field_numbers (desk.session);
  g_assert_cmpuint (numbers->len, ==, 2);
  g_assert_cmpint (g_array_index (numbers, gint64, 0), ==, 12);
  g_assert_cmpstr (foyer_session_get_custom_field_name (desk.session, 83), ==, "Rooms");
  desk_clear (&desk);
}

/* Would catch: a draft that is taken from the disk before the newer one of the same lead is on it; and one that stays
 * beside the newer one. */
static void
test_draft_replaced (void)
{
  Desk desk;
  g_autoptr (FoyerLead) base = foyer_lead_new_from_platform (5);
  g_autoptr (FoyerLead) first = NULL;
  g_autoptr (FoyerLead) second = NULL;
  g_autoptr (FoyerDraft) draft = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *uuid = g_uuid_string_random ();

  desk_set_up (&desk);
  desk_open (&desk);
  path = desk_dup_file (&desk, desk.data_dir, "precious.db");
  first = foyer_lead_copy (base);
  foyer_lead_set_text (first, FOYER_LEAD_NAME, "Typed first");
  second = foyer_lead_copy (base);
  foyer_lead_set_text (second, FOYER_LEAD_NAME, "Typed later");
  foyer_lead_set_uuid (second, uuid);
  keep_draft (&desk, first, base);

  file_execute (path, "CREATE TRIGGER full BEFORE INSERT ON draft BEGIN SELECT RAISE (ABORT, 'full'); END");
  g_assert_false (foyer_session_keep_draft_finish (
      desk.session, AWAIT (foyer_session_keep_draft_async, desk.session, second, base), &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_STORE);
  g_assert_cmpuint (count_drafts (&desk), ==, 1);
  desk_close (&desk);
  desk_open (&desk);
  g_assert_cmpuint (count_drafts (&desk), ==, 1);
  draft = g_list_model_get_item (foyer_session_get_drafts (desk.session), 0);
  g_assert_cmpstr (foyer_lead_get_text (foyer_draft_get_lead (draft), FOYER_LEAD_NAME), ==, "Typed first");
  g_clear_object (&draft);

  /* What failed is done when it is kept once more. */
  g_clear_error (&error);
  g_assert_false (foyer_session_keep_draft_finish (
      desk.session, AWAIT (foyer_session_keep_draft_async, desk.session, second, base), &error));
  file_execute (path, "DROP TRIGGER full");
  keep_draft (&desk, second, base);
  desk_close (&desk);
  desk_open (&desk);
  g_assert_cmpuint (count_drafts (&desk), ==, 1);
  draft = g_list_model_get_item (foyer_session_get_drafts (desk.session), 0);
  g_assert_cmpstr (foyer_lead_get_text (foyer_draft_get_lead (draft), FOYER_LEAD_NAME), ==, "Typed later");
  desk_clear (&desk);
}

/* As another process: keeps a draft, says so, and waits to be killed. */
static int
keep_and_wait (const char *data_dir, const char *cache_dir, const char *uuid)
{
  Desk desk = { 0 };
  g_autoptr (FoyerLead) lead = foyer_lead_new ();

  desk.accounts = foyer_accounts_new (data_dir, cache_dir);
  desk.account = foyer_account_new (uuid);
  foyer_account_set_address (desk.account, NOWHERE);
  foyer_account_set_key (desk.account, "key");
  desk_open (&desk);
  foyer_lead_set_text (lead, FOYER_LEAD_NAME, "Typed before the power went");
  keep_draft (&desk, lead, NULL);
  g_print ("kept\n");
  wait_for_time (60000);
  return 1;
}

/* Would catch: a draft that is called kept before it is on the disk. */
static void
test_killed (void)
{
  Desk desk;
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (FoyerDraft) draft = NULL;
  g_autoptr (GError) error = NULL;
  char said[5] = "";

  desk_set_up (&desk);
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, self, "keep-and-wait", desk.data_dir,
                              desk.cache_dir, foyer_account_get_uuid (desk.account), NULL);
  g_assert_no_error (error);
  g_input_stream_read_all (g_subprocess_get_stdout_pipe (process), said, 4, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (said, ==, "kept");
  g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, NULL);

  desk_open (&desk);
  g_assert_cmpuint (count_drafts (&desk), ==, 1);
  draft = g_list_model_get_item (foyer_session_get_drafts (desk.session), 0);
  g_assert_cmpstr (foyer_lead_get_text (foyer_draft_get_lead (draft), FOYER_LEAD_NAME), ==,
                   "Typed before the power went");
  desk_clear (&desk);
}

/* Would catch: an account that is not there at the next start, or that leaves something behind when it is removed. */
static void
test_accounts (void)
{
  Desk desk;
  g_autoptr (GPtrArray) accounts = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;

  desk_set_up (&desk);
  foyer_account_set_user_id (desk.account, 103);
  foyer_accounts_save_finish (desk.accounts, AWAIT (foyer_accounts_save_async, desk.accounts, desk.account, NULL), NULL,
                              &error);
  g_assert_no_error (error);
  accounts = foyer_accounts_list_finish (desk.accounts, AWAIT (foyer_accounts_list_async, desk.accounts), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (accounts->len, ==, 1);
  g_assert_cmpstr (foyer_account_get_uuid (accounts->pdata[0]), ==, foyer_account_get_uuid (desk.account));
  g_assert_cmpint (foyer_account_get_user_id (accounts->pdata[0]), ==, 103);

  desk_open (&desk);
  desk_close (&desk);
  foyer_accounts_remove_finish (desk.accounts, AWAIT (foyer_accounts_remove_async, desk.accounts, desk.account),
                                &error);
  g_assert_no_error (error);
  g_clear_pointer (&accounts, g_ptr_array_unref);
  accounts = foyer_accounts_list_finish (desk.accounts, AWAIT (foyer_accounts_list_async, desk.accounts), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (accounts->len, ==, 0);
  folder = g_build_filename (desk.data_dir, "accounts", foyer_account_get_uuid (desk.account), NULL);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  desk_clear (&desk);
}

/* Would catch: a folder that cannot be written taken for an account without anything in it. */
static void
test_cannot_open (void)
{
  Desk desk;
  g_autoptr (FoyerAccounts) accounts = NULL;
  g_autoptr (FoyerSession) session = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *file = NULL;

  desk_set_up (&desk);
  file = g_build_filename (desk.top, "file", NULL);
  g_assert_true (g_file_set_contents (file, "not a folder", -1, NULL));
  accounts = foyer_accounts_new (file, desk.cache_dir);
  session = foyer_accounts_open_finish (
      accounts, AWAIT (foyer_accounts_open_async, accounts, desk.account, FOYER_SANDBOX_DEFAULT_SECRET), &error);
  g_assert_null (session);
  g_assert_nonnull (error);
  g_assert_true (error->domain == FOYER_ERROR);
  desk_clear (&desk);
}

int
main (int argc, char *argv[])
{
  if (argc == 5 && g_str_equal (argv[1], "keep-and-wait"))
    return keep_and_wait (argv[2], argv[3], argv[4]);

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/session/offline", test_offline);
  g_test_add_func ("/sync/session/keyring", test_keyring);
  g_test_add_func ("/sync/session/no-secret", test_no_secret);
  g_test_add_func ("/sync/session/cancel-and-close", test_cancel_and_close);
  g_test_add_func ("/sync/session/drafts", test_drafts);
  g_test_add_func ("/sync/session/draft-replaced", test_draft_replaced);
  g_test_add_func ("/sync/session/killed", test_killed);
  g_test_add_func ("/sync/session/accounts", test_accounts);
  g_test_add_func ("/sync/session/cannot-open", test_cannot_open);
  return g_test_run ();
}
