/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The accounts of a desk in their folders. */

#include <glib/gstdio.h>
#include <string.h>

#include "foyer-account-store.h"
#include "foyer-database.h"
#include "store-testing.h"

static FoyerAccount *
new_account (const char *title)
{
  g_autofree char *uuid = g_uuid_string_random ();
  FoyerAccount *account = foyer_account_new (uuid);

  foyer_account_set_title (account, title);
  foyer_account_set_address (account, "https://api.example.com");
  foyer_account_set_key (account, "key");
  foyer_account_set_is_sample (account, TRUE);
  foyer_account_set_user_id (account, G_GINT64_CONSTANT (9000000001));
  foyer_account_set_request_lifetime (account, 600);
  foyer_account_set_page_cap (account, 50);
  foyer_account_set_abilities (account, FOYER_ABILITY_LIST_LEADS | FOYER_ABILITY_READ_OWN_ADD_BACK);
  foyer_account_set_checked (account, 1700000000);
  return account;
}

static void
save (FoyerAccountStore *store, FoyerAccount *account)
{
  g_autoptr (GError) error = NULL;

  foyer_account_store_save_finish (store, AWAIT (foyer_account_store_save_async, store, account), &error);
  g_assert_no_error (error);
}

static GPtrArray *
list (FoyerAccountStore *store, GPtrArray **problems)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *accounts = foyer_account_store_list_finish (store, AWAIT (foyer_account_store_list_async, store), problems,
                                                         &error);

  g_assert_no_error (error);
  return accounts;
}

/* Would catch: a property that is not kept or comes back as another one, a desk without accounts taken for a failure, a
 * save that fails while the account's file is open. */
static void
test_round_trip (void)
{
  Desk desk;
  g_autoptr (FoyerAccountStore) store = NULL;
  g_autoptr (FoyerAccount) beta = new_account ("Beta");
  g_autoptr (FoyerAccount) alpha = new_account ("Alpha");
  g_autoptr (FoyerAccount) bare = NULL;
  g_autoptr (GPtrArray) accounts = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;
  FoyerPreciousFile *file;
  FoyerAccount *found;

  desk_set_up (&desk);
  store = foyer_account_store_new (desk.data_dir, desk.cache_dir);
  accounts = list (store, &problems);
  g_assert_cmpuint (accounts->len, ==, 0);
  g_assert_cmpuint (problems->len, ==, 0);
  g_clear_pointer (&accounts, g_ptr_array_unref);
  g_clear_pointer (&problems, g_ptr_array_unref);

  save (store, beta);
  save (store, alpha);
  bare = foyer_account_new (desk.uuid);
  save (store, bare);
  file = open_precious (&desk, NULL);
  foyer_account_set_key (bare, "replaced");
  save (store, bare);
  close_precious (file);

  accounts = list (store, &problems);
  g_assert_cmpuint (accounts->len, ==, 3);
  g_assert_cmpuint (problems->len, ==, 0);
  found = accounts->pdata[0];
  g_assert_null (foyer_account_get_title (found));
  g_assert_null (foyer_account_get_address (found));
  g_assert_cmpstr (foyer_account_get_key (found), ==, "replaced");
  g_assert_false (foyer_account_get_is_sample (found));
  found = accounts->pdata[1];
  g_assert_cmpstr (foyer_account_get_uuid (found), ==, foyer_account_get_uuid (alpha));
  g_assert_cmpstr (foyer_account_get_title (found), ==, "Alpha");
  g_assert_cmpstr (foyer_account_get_address (found), ==, "https://api.example.com");
  g_assert_cmpstr (foyer_account_get_key (found), ==, "key");
  g_assert_true (foyer_account_get_is_sample (found));
  g_assert_cmpint (foyer_account_get_user_id (found), ==, G_GINT64_CONSTANT (9000000001));
  g_assert_cmpuint (foyer_account_get_request_lifetime (found), ==, 600);
  g_assert_cmpuint (foyer_account_get_page_cap (found), ==, 50);
  g_assert_cmpuint (foyer_account_get_abilities (found), ==,
                    FOYER_ABILITY_LIST_LEADS | FOYER_ABILITY_READ_OWN_ADD_BACK);
  g_assert_cmpint (foyer_account_get_checked (found), ==, 1700000000);

  g_assert_null (foyer_account_store_load_finish (
      store, AWAIT (foyer_account_store_load_async, store, "6ba7b810-9dad-41d1-80b4-00c04fd430c8"), &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_GONE);
  desk_clear (&desk);
}

/* Would catch: one bad file that hides the other accounts, a damaged one that is overwritten or told only once, stray
 * files in the folder taken for accounts. */
static void
test_bad_files (void)
{
  Desk desk;
  g_autoptr (FoyerAccountStore) store = NULL;
  g_autoptr (FoyerAccount) good = new_account ("Good");
  g_autoptr (FoyerAccount) damaged = new_account ("Damaged");
  g_autoptr (FoyerAccount) newer = new_account ("Newer");
  g_autofree char *damaged_path = NULL;
  g_autofree char *newer_path = NULL;
  g_autofree char *stray = NULL;
  g_autofree char *empty = NULL;
  g_autoptr (FoyerDatabase) database = NULL;

  desk_set_up (&desk);
  store = foyer_account_store_new (desk.data_dir, desk.cache_dir);
  save (store, good);
  save (store, damaged);
  save (store, newer);
  damaged_path = g_build_filename (desk.data_dir, "accounts", foyer_account_get_uuid (damaged), "precious.db", NULL);
  newer_path = g_build_filename (desk.data_dir, "accounts", foyer_account_get_uuid (newer), "precious.db", NULL);
  stray = g_build_filename (desk.data_dir, "accounts", "lost+found", NULL);
  empty = desk_path (&desk, desk.data_dir, NULL);
  g_assert_true (
      g_file_set_contents (damaged_path, "This is no database, and long enough to be seen as none.", -1, NULL));
  database = foyer_database_open (newer_path, FOYER_DATABASE_PRECIOUS, NULL);
  g_assert_true (foyer_database_execute (database, "PRAGMA user_version = 4711", NULL));
  g_clear_pointer (&database, foyer_database_close);
  g_assert_cmpint (g_mkdir (stray, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (empty, 0700), ==, 0);

  for (guint round = 0; round < 2; round++)
    {
      g_autoptr (GPtrArray) problems = NULL;
      g_autoptr (GPtrArray) accounts = list (store, &problems);
      guint n_damaged = 0, n_newer = 0;

      g_assert_cmpuint (accounts->len, ==, 1);
      g_assert_cmpstr (foyer_account_get_title (accounts->pdata[0]), ==, "Good");
      g_assert_cmpuint (problems->len, ==, 2);
      for (guint i = 0; i < problems->len; i++)
        {
          const GError *problem = problems->pdata[i];

          n_newer += g_error_matches (problem, FOYER_ERROR, FOYER_ERROR_NEWER);
          if (g_error_matches (problem, FOYER_ERROR, FOYER_ERROR_DAMAGED))
            {
              n_damaged++;
              g_assert_nonnull (strstr (problem->message, damaged_path));
            }
        }
      g_assert_cmpuint (n_damaged, ==, 1);
      g_assert_cmpuint (n_newer, ==, 1);
      g_assert_false (g_file_test (damaged_path, G_FILE_TEST_EXISTS));
    }
  desk_clear (&desk);
}

/* Would catch: a folder that stays behind, files that are unlinked under a connection, another account's files removed.
 */
static void
test_remove (void)
{
  Desk desk;
  g_autoptr (FoyerAccountStore) store = NULL;
  g_autoptr (FoyerAccount) other = new_account ("Other");
  g_autoptr (FoyerAccount) account = NULL;
  g_autoptr (GPtrArray) accounts = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;
  g_autofree char *cache = NULL;
  FoyerPreciousFile *file;

  desk_set_up (&desk);
  store = foyer_account_store_new (desk.data_dir, desk.cache_dir);
  account = foyer_account_new (desk.uuid);
  save (store, account);
  save (store, other);
  close_mirror (open_mirror (&desk));
  data = desk_path (&desk, desk.data_dir, NULL);
  cache = desk_path (&desk, desk.cache_dir, NULL);

  file = open_precious (&desk, NULL);
  g_assert_false (
      foyer_account_store_remove_finish (store, AWAIT (foyer_account_store_remove_async, store, desk.uuid), &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_IN_USE);
  g_clear_error (&error);
  g_assert_true (g_file_test (data, G_FILE_TEST_IS_DIR));
  close_precious (file);

  foyer_account_store_remove_finish (store, AWAIT (foyer_account_store_remove_async, store, desk.uuid), &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (data, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (cache, G_FILE_TEST_EXISTS));
  accounts = list (store, NULL);
  g_assert_cmpuint (accounts->len, ==, 1);
  g_assert_cmpstr (foyer_account_get_title (accounts->pdata[0]), ==, "Other");
  foyer_account_store_remove_finish (store, AWAIT (foyer_account_store_remove_async, store, desk.uuid), &error);
  g_assert_no_error (error);
  desk_clear (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/account-store/round-trip", test_round_trip);
  g_test_add_func ("/account-store/bad-files", test_bad_files);
  g_test_add_func ("/account-store/remove", test_remove);
  return g_test_run ();
}
