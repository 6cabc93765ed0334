/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The accounts of this desk: one folder each, named by a UUID, so that address, key and secret can be replaced under
 * it. */

#include "foyer-account-store.h"

#include "foyer-error.h"
#include "foyer-precious-database.h"
#include "foyer-private-files.h"
#include "foyer-sort-key.h"
#include "foyer-worker.h"

#define LOCK_PATIENCE 2000 /* milliseconds */

struct _FoyerAccountStore
{
  GObject parent_instance;

  /* owned */
  FoyerWorker *worker;
  char *data_dir;
  char *cache_dir;
};

typedef struct
{
  GPtrArray *accounts;
  GPtrArray *problems;
} Listing;

G_DEFINE_FINAL_TYPE (FoyerAccountStore, foyer_account_store, G_TYPE_OBJECT)

static void
listing_free (gpointer data)
{
  Listing *listing = data;

  g_clear_pointer (&listing->accounts, g_ptr_array_unref);
  g_clear_pointer (&listing->problems, g_ptr_array_unref);
  g_free (listing);
}

/* The caller may change his while it is being written. */
static FoyerAccount *
account_copy (FoyerAccount *account)
{
  FoyerAccount *copy = foyer_account_new (foyer_account_get_uuid (account));

  foyer_account_set_title (copy, foyer_account_get_title (account));
  foyer_account_set_address (copy, foyer_account_get_address (account));
  foyer_account_set_key (copy, foyer_account_get_key (account));
  foyer_account_set_is_sample (copy, foyer_account_get_is_sample (account));
  foyer_account_set_user_id (copy, foyer_account_get_user_id (account));
  foyer_account_set_request_lifetime (copy, foyer_account_get_request_lifetime (account));
  foyer_account_set_page_cap (copy, foyer_account_get_page_cap (account));
  foyer_account_set_abilities (copy, foyer_account_get_abilities (account));
  foyer_account_set_checked (copy, foyer_account_get_checked (account));
  return copy;
}

/* The row, or FOYER_ERROR_GONE when the file was made and the account never saved. */
static FoyerAccount *
read_account (FoyerDatabase *database, const char *uuid, GError **error)
{
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (
      database,
      "SELECT title, address, key, is_sample, user_id, request_lifetime, page_cap, abilities, checked FROM account"
      " WHERE uuid = ?1",
      error);
  g_autoptr (GError) local_error = NULL;
  FoyerAccount *account;

  if (statement == NULL)
    return NULL;
  foyer_statement_bind_text (statement, 1, uuid);
  if (!foyer_statement_next (statement, &local_error))
    {
      if (local_error == NULL)
        g_set_error (&local_error, FOYER_ERROR, FOYER_ERROR_GONE, "There is no account %s", uuid);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  account = foyer_account_new (uuid);
  foyer_account_set_title (account, foyer_statement_get_text (statement, 0));
  foyer_account_set_address (account, foyer_statement_get_text (statement, 1));
  foyer_account_set_key (account, foyer_statement_get_text (statement, 2));
  foyer_account_set_is_sample (account, foyer_statement_get_int64 (statement, 3) != 0);
  foyer_account_set_user_id (account, foyer_statement_get_int64 (statement, 4));
  foyer_account_set_request_lifetime (account, (guint) foyer_statement_get_int64 (statement, 5));
  foyer_account_set_page_cap (account, (guint) foyer_statement_get_int64 (statement, 6));
  foyer_account_set_abilities (account, (FoyerAbilities) foyer_statement_get_int64 (statement, 7));
  foyer_account_set_checked (account, foyer_statement_get_int64 (statement, 8));
  return account;
}

static FoyerAccount *
load_account (FoyerAccountStore *self, const char *uuid, GCancellable *cancellable, GError **error)
{
  g_autoptr (FoyerDatabase)
      database = foyer_precious_database_open (self->data_dir, uuid, FOYER_PRECIOUS_EXISTING, NULL, cancellable, error);

  return database != NULL ? read_account (database, uuid, error) : NULL;
}

static int
compare_titles (gconstpointer a, gconstpointer b)
{
  FoyerAccount *first = *(FoyerAccount **) a;
  FoyerAccount *second = *(FoyerAccount **) b;
  g_autofree char *first_key = foyer_sort_key_new (foyer_account_get_title (first));
  g_autofree char *second_key = foyer_sort_key_new (foyer_account_get_title (second));
  int order = strcmp (first_key, second_key);

  return order != 0 ? order : strcmp (foyer_account_get_uuid (first), foyer_account_get_uuid (second));
}

static void
list_folder (FoyerAccountStore *self, const char *uuid, Listing *listing, GCancellable *cancellable)
{
  g_autofree char *folder = foyer_private_folder_for_account (self->data_dir, uuid);
  g_autoptr (GPtrArray) set_aside = foyer_private_folder_list_set_aside (folder);
  g_autoptr (GError) error = NULL;
  FoyerAccount *account = load_account (self, uuid, cancellable, &error);

  if (account != NULL)
    g_ptr_array_add (listing->accounts, account);
  else if (!g_error_matches (error, FOYER_ERROR, FOYER_ERROR_GONE))
    g_ptr_array_add (listing->problems, g_steal_pointer (&error));

  for (guint i = 0; i < set_aside->len; i++)
    g_ptr_array_add (listing->problems,
                     foyer_error_new (FOYER_ERROR_DAMAGED, "Set aside earlier as “%s”", (char *) set_aside->pdata[i]));
}

static void
list_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  FoyerAccountStore *self = source;
  g_autofree char *path = foyer_private_folder_for_account (self->data_dir, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = g_dir_open (path, 0, &error);
  Listing *listing;
  const char *name;

  if (folder == NULL && !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_task_return_error (task, foyer_error_new (FOYER_ERROR_STORE, "%s", error->message));
      return;
    }

  listing = g_new0 (Listing, 1);
  listing->accounts = g_ptr_array_new_with_free_func (g_object_unref);
  listing->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    if (g_uuid_string_is_valid (name))
      list_folder (self, name, listing, cancellable);
  g_ptr_array_sort (listing->accounts, compare_titles);
  g_task_return_pointer (task, listing, listing_free);
}

static void
load_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  FoyerAccount *account = load_account (source, data, cancellable, &error);

  if (account != NULL)
    g_task_return_pointer (task, account, g_object_unref);
  else
    g_task_return_error (task, error);
}

static gboolean
save_account (FoyerAccountStore *self, FoyerAccount *account, GCancellable *cancellable, GError **error)
{
  const char *uuid = foyer_account_get_uuid (account);
  g_autoptr (FoyerDatabase)
      database = foyer_precious_database_open (self->data_dir, uuid, FOYER_PRECIOUS_CREATE, NULL, cancellable, error);
  g_autoptr (FoyerStatement) statement = NULL;

  if (database == NULL)
    return FALSE;
  statement = foyer_database_prepare (
      database,
      "INSERT OR REPLACE INTO account"
      " (uuid, title, address, key, is_sample, user_id, request_lifetime, page_cap, abilities, checked)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
      error);
  if (statement == NULL)
    return FALSE;
  foyer_statement_bind_text (statement, 1, uuid);
  foyer_statement_bind_text (statement, 2, foyer_account_get_title (account));
  foyer_statement_bind_text (statement, 3, foyer_account_get_address (account));
  foyer_statement_bind_text (statement, 4, foyer_account_get_key (account));
  foyer_statement_bind_int64 (statement, 5, foyer_account_get_is_sample (account));
  foyer_statement_bind_int64 (statement, 6, foyer_account_get_user_id (account));
  foyer_statement_bind_int64 (statement, 7, foyer_account_get_request_lifetime (account));
  foyer_statement_bind_int64 (statement, 8, foyer_account_get_page_cap (account));
  foyer_statement_bind_int64 (statement, 9, foyer_account_get_abilities (account));
  foyer_statement_bind_int64 (statement, 10, foyer_account_get_checked (account));
  return foyer_statement_run (statement, error);
}

static void
save_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (save_account (source, data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
remove_folder (const char *base, const char *uuid, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = foyer_private_folder_for_account (base, uuid);
  g_autofree char *lock_path = g_build_filename (folder, FOYER_STORE_LOCK, NULL);
  g_autofree char *mirror_lock_path = g_build_filename (folder, FOYER_MIRROR_LOCK, NULL);
  g_autoptr (FoyerFileLock) lock = NULL;
  g_autoptr (FoyerFileLock) mirror_lock = NULL;

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    return TRUE;
  /* Both, since both files can be in one folder. */
  lock = foyer_file_lock_wait (lock_path, FOYER_LOCK_EXCLUSIVE, LOCK_PATIENCE, cancellable, error);
  if (lock != NULL)
    mirror_lock = foyer_file_lock_wait (mirror_lock_path, FOYER_LOCK_EXCLUSIVE, LOCK_PATIENCE, cancellable, error);
  return mirror_lock != NULL && foyer_private_folder_remove (folder, error);
}

static void
remove_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  FoyerAccountStore *self = source;
  GError *error = NULL;

  /* The account is listed until the last step, so that removing it can be tried again. */
  if (remove_folder (self->cache_dir, data, cancellable, &error)
      && remove_folder (self->data_dir, data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
foyer_account_store_finalize (GObject *object)
{
  FoyerAccountStore *self = FOYER_ACCOUNT_STORE (object);

  g_clear_object (&self->worker);
  g_free (self->data_dir);
  g_free (self->cache_dir);

  G_OBJECT_CLASS (foyer_account_store_parent_class)->finalize (object);
}

static void
foyer_account_store_class_init (FoyerAccountStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = foyer_account_store_finalize;
}

static void
foyer_account_store_init (FoyerAccountStore *self)
{
  self->worker = foyer_worker_new ("accounts");
}

/**
 * foyer_account_store_new:
 * @data_dir: the application's data directory
 * @cache_dir: the application's cache directory
 *
 * Returns: (transfer full): a store
 */
FoyerAccountStore *
foyer_account_store_new (const char *data_dir, const char *cache_dir)
{
  FoyerAccountStore *self;

  g_return_val_if_fail (data_dir != NULL, NULL);
  g_return_val_if_fail (cache_dir != NULL, NULL);

  self = g_object_new (FOYER_TYPE_ACCOUNT_STORE, NULL);
  self->data_dir = g_strdup (data_dir);
  self->cache_dir = g_strdup (cache_dir);
  return self;
}

/**
 * foyer_account_store_list_async:
 *
 * Reads the accounts from their folders. One that cannot be read does not keep the others from being listed.
 */
void
foyer_account_store_list_async (FoyerAccountStore *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (FOYER_IS_ACCOUNT_STORE (self));

  g_task_set_source_tag (task, foyer_account_store_list_async);
  foyer_worker_run (self->worker, task, list_on_thread);
}

/**
 * foyer_account_store_list_finish:
 * @problems: (out) (optional) (transfer full) (element-type GError): why others could not be read:
 * `FOYER_ERROR_DAMAGED` with the path the file was set aside to, now or earlier, `FOYER_ERROR_NEWER`,
 * `FOYER_ERROR_READ_ONLY`, `FOYER_ERROR_STORE`
 *
 * Returns: (transfer full) (element-type FoyerAccount): the accounts by title
 */
GPtrArray *
foyer_account_store_list_finish (FoyerAccountStore *self, GAsyncResult *result, GPtrArray **problems, GError **error)
{
  GPtrArray *accounts;
  Listing *listing;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  listing = g_task_propagate_pointer (G_TASK (result), error);
  if (listing == NULL)
    return NULL;
  if (problems != NULL)
    *problems = g_steal_pointer (&listing->problems);
  accounts = g_steal_pointer (&listing->accounts);
  listing_free (listing);
  return accounts;
}

void
foyer_account_store_load_async (FoyerAccountStore *self,
                                const char *uuid,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (FOYER_IS_ACCOUNT_STORE (self));
  g_return_if_fail (g_uuid_string_is_valid (uuid));

  g_task_set_source_tag (task, foyer_account_store_load_async);
  g_task_set_task_data (task, g_strdup (uuid), g_free);
  foyer_worker_run (self->worker, task, load_on_thread);
}

/**
 * foyer_account_store_load_finish:
 *
 * Returns: (transfer full): the account; `FOYER_ERROR_GONE` when there is none
 */
FoyerAccount *
foyer_account_store_load_finish (FoyerAccountStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * foyer_account_store_save_async:
 * @account: what to keep, as it is now; its secret is the keyring's
 *
 * Keeps the account, whose folder is made when it is new.
 */
void
foyer_account_store_save_async (FoyerAccountStore *self,
                                FoyerAccount *account,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (FOYER_IS_ACCOUNT_STORE (self));
  g_return_if_fail (FOYER_IS_ACCOUNT (account));
  g_return_if_fail (g_uuid_string_is_valid (foyer_account_get_uuid (account)));

  g_task_set_source_tag (task, foyer_account_store_save_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, account_copy (account), g_object_unref);
  foyer_worker_run (self->worker, task, save_on_thread);
}

gboolean
foyer_account_store_save_finish (FoyerAccountStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * foyer_account_store_remove_async:
 *
 * Removes both folders of an account with everything in them. The files must be closed; the secret is the keyring's to
 * clear.
 */
void
foyer_account_store_remove_async (FoyerAccountStore *self,
                                  const char *uuid,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (FOYER_IS_ACCOUNT_STORE (self));
  g_return_if_fail (g_uuid_string_is_valid (uuid));

  g_task_set_source_tag (task, foyer_account_store_remove_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_strdup (uuid), g_free);
  foyer_worker_run (self->worker, task, remove_on_thread);
}

/**
 * foyer_account_store_remove_finish:
 *
 * Returns: whether it is gone; `FOYER_ERROR_IN_USE` while its files are open, here or in another process
 */
gboolean
foyer_account_store_remove_finish (FoyerAccountStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
