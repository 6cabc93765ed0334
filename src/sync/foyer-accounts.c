/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The accounts of this desk, their secrets, and the way to a session. */

#include "foyer-accounts.h"

#include "foyer-keyring.h"
#include "foyer-session-private.h"

struct _FoyerAccounts
{
  GObject parent_instance;

  /* owned */
  FoyerAccountStore *store;
  FoyerKeyring *keyring;
  char *data_dir;
  char *cache_dir;

  gboolean is_passive;
};

G_DEFINE_FINAL_TYPE (FoyerAccounts, foyer_accounts, G_TYPE_OBJECT)

typedef struct
{
  char *uuid;
  char *title;
  char *secret;
  gboolean secret_kept;
} Keeping;

static void
keeping_free (gpointer data)
{
  Keeping *keeping = data;

  g_free (keeping->uuid);
  g_free (keeping->title);
  g_clear_pointer (&keeping->secret, foyer_keyring_wipe);
  g_free (keeping);
}

static void
foyer_accounts_finalize (GObject *object)
{
  FoyerAccounts *self = FOYER_ACCOUNTS (object);

  g_clear_object (&self->store);
  g_clear_object (&self->keyring);
  g_clear_pointer (&self->data_dir, g_free);
  g_clear_pointer (&self->cache_dir, g_free);
  G_OBJECT_CLASS (foyer_accounts_parent_class)->finalize (object);
}

static void
foyer_accounts_class_init (FoyerAccountsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = foyer_accounts_finalize;
}

static void
foyer_accounts_init (FoyerAccounts *self)
{
  self->keyring = foyer_keyring_new (FOYER_KEYRING_DEADLINE);
}

/**
 * foyer_accounts_new:
 * @data_dir: the folder for what exists nowhere else, one folder an account in it
 * @cache_dir: the folder for what can be fetched again
 */
FoyerAccounts *
foyer_accounts_new (const char *data_dir, const char *cache_dir)
{
  FoyerAccounts *self = g_object_new (FOYER_TYPE_ACCOUNTS, NULL);

  self->data_dir = g_strdup (data_dir);
  self->cache_dir = g_strdup (cache_dir);
  self->store = foyer_account_store_new (data_dir, cache_dir);
  return self;
}

static void
accounts_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GPtrArray) accounts = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  GError *error = NULL;

  accounts = foyer_account_store_list_finish (FOYER_ACCOUNT_STORE (source), result, &problems, &error);
  for (guint i = 0; problems != NULL && i < problems->len; i++)
    g_message ("An account cannot be read: %s", ((GError *) problems->pdata[i])->message);

  if (accounts == NULL)
    g_task_return_error (task, error);
  else if (accounts->len == 0 && problems != NULL && problems->len > 0)
    g_task_return_error (task, g_error_copy (problems->pdata[0]));
  else
    g_task_return_pointer (task, g_steal_pointer (&accounts), (GDestroyNotify) g_ptr_array_unref);
}

void
foyer_accounts_list_async (FoyerAccounts *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task;

  g_return_if_fail (FOYER_IS_ACCOUNTS (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, foyer_accounts_list_async);
  foyer_account_store_list_async (self->store, cancellable, accounts_listed_cb, task);
}

/**
 * foyer_accounts_list_finish:
 *
 * Returns: (transfer full) (element-type FoyerAccount): the accounts, by title; one that cannot be read is left out.
 * %NULL with the first such error when none can be
 */
GPtrArray *
foyer_accounts_list_finish (FoyerAccounts *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
secret_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Keeping *keeping = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  keeping->secret_kept = foyer_keyring_store_finish (FOYER_KEYRING (source), result, &error);
  if (error != NULL)
    g_info ("The secret is not kept: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

static void
account_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerAccounts *self = g_task_get_source_object (task);
  Keeping *keeping = g_task_get_task_data (task);
  GError *error = NULL;

  if (!foyer_account_store_save_finish (FOYER_ACCOUNT_STORE (source), result, &error))
    g_task_return_error (task, error);
  else if (keeping->secret == NULL)
    g_task_return_boolean (task, TRUE);
  else
    foyer_keyring_store_async (self->keyring, keeping->uuid, keeping->title, keeping->secret,
                               g_task_get_cancellable (task), secret_kept_cb, g_object_ref (task));
}

/**
 * foyer_accounts_save_async:
 * @secret: (nullable): the secret to keep in the keyring; %NULL leaves what is there
 */
void
foyer_accounts_save_async (FoyerAccounts *self,
                           FoyerAccount *account,
                           const char *secret,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  Keeping *keeping;
  GTask *task;

  g_return_if_fail (FOYER_IS_ACCOUNTS (self));
  g_return_if_fail (FOYER_IS_ACCOUNT (account));

  keeping = g_new0 (Keeping, 1);
  keeping->uuid = g_strdup (foyer_account_get_uuid (account));
  keeping->title = g_strdup (foyer_account_get_title (account));
  keeping->secret = g_strdup (secret);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, foyer_accounts_save_async);
  g_task_set_task_data (task, keeping, keeping_free);
  foyer_account_store_save_async (self->store, account, cancellable, account_saved_cb, task);
}

/**
 * foyer_accounts_save_finish:
 * @secret_kept: (out) (optional): whether the keyring took the secret; %FALSE when none was given
 */
gboolean
foyer_accounts_save_finish (FoyerAccounts *self, GAsyncResult *result, gboolean *secret_kept, GError **error)
{
  Keeping *keeping;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  keeping = g_task_get_task_data (G_TASK (result));
  if (secret_kept != NULL)
    *secret_kept = keeping->secret_kept;
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
secret_cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  /* Where there is no keyring there is no secret in it. */
  if (!foyer_keyring_clear_finish (FOYER_KEYRING (source), result, &error))
    g_info ("The keyring did not forget the secret: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

static void
account_removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerAccounts *self = g_task_get_source_object (task);
  Keeping *keeping = g_task_get_task_data (task);
  GError *error = NULL;

  if (!foyer_account_store_remove_finish (FOYER_ACCOUNT_STORE (source), result, &error))
    g_task_return_error (task, error);
  else
    foyer_keyring_clear_async (self->keyring, keeping->uuid, NULL, secret_cleared_cb, g_object_ref (task));
}

/**
 * foyer_accounts_remove_async:
 *
 * Removes the account's files and its secret. Its session must be closed.
 */
void
foyer_accounts_remove_async (FoyerAccounts *self,
                             FoyerAccount *account,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  Keeping *keeping;
  GTask *task;

  g_return_if_fail (FOYER_IS_ACCOUNTS (self));
  g_return_if_fail (FOYER_IS_ACCOUNT (account));

  keeping = g_new0 (Keeping, 1);
  keeping->uuid = g_strdup (foyer_account_get_uuid (account));
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, foyer_accounts_remove_async);
  g_task_set_task_data (task, keeping, keeping_free);
  foyer_account_store_remove_async (self->store, keeping->uuid, cancellable, account_removed_cb, task);
}

gboolean
foyer_accounts_remove_finish (FoyerAccounts *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * foyer_accounts_set_delivers:
 * @delivers: whether sessions that are opened from now on deliver by themselves; they do unless told otherwise
 */
void
foyer_accounts_set_delivers (FoyerAccounts *self, gboolean delivers)
{
  g_return_if_fail (FOYER_IS_ACCOUNTS (self));
  self->is_passive = !delivers;
}

static void
secret_looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerSession) session = user_data;
  g_autoptr (GError) error = NULL;
  char *secret = foyer_keyring_lookup_finish (FOYER_KEYRING (source), result, &error);

  if (error != NULL)
    g_info ("The keyring does not answer: %s", error->message);
  /* Meanwhile the person may have typed it, or the session may have been closed. */
  if (session->secret_state == FOYER_SECRET_ASKING)
    foyer_session_secret_answered (session, secret);
  g_clear_pointer (&secret, foyer_keyring_wipe);
}

static void
failed_session_closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  foyer_session_close_finish (FOYER_SESSION (source), result, NULL);
  g_task_return_error (task, g_error_copy (g_task_get_task_data (task)));
}

static void
session_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerSession *session = FOYER_SESSION (source);
  GError *error = NULL;

  if (!foyer_session_open_finish (session, result, &error))
    {
      g_task_set_task_data (task, error, (GDestroyNotify) g_error_free);
      foyer_session_close_async (session, NULL, failed_session_closed_cb, g_steal_pointer (&task));
    }
  else
    g_task_return_pointer (task, g_object_ref (session), g_object_unref);
}

/**
 * foyer_accounts_open_async:
 * @account: an account; one that is not saved yet gets its folder
 * @secret: (nullable): the secret; %NULL asks the keyring, which the opening does not wait for
 */
void
foyer_accounts_open_async (FoyerAccounts *self,
                           FoyerAccount *account,
                           const char *secret,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (FoyerSession) session = NULL;
  GTask *task;

  g_return_if_fail (FOYER_IS_ACCOUNTS (self));
  g_return_if_fail (FOYER_IS_ACCOUNT (account));

  session = foyer_session_new (account, self->store);
  foyer_outbox_set_delivers (foyer_session_get_outbox (session), !self->is_passive);
  if (secret != NULL)
    foyer_session_secret_answered (session, secret);
  else
    {
      foyer_session_ask_for_secret (session);
      foyer_keyring_lookup_async (self->keyring, foyer_account_get_uuid (account), session->closing,
                                  secret_looked_up_cb, g_object_ref (session));
    }

  /* A cancelled opening closes what it opened, so it is not cut short. */
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, foyer_accounts_open_async);
  foyer_session_open_async (session, self->data_dir, self->cache_dir, cancellable, session_opened_cb, task);
}

/**
 * foyer_accounts_open_finish:
 *
 * Returns: (transfer full): the session, its lists filled from the disk
 */
FoyerSession *
foyer_accounts_open_finish (FoyerAccounts *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
