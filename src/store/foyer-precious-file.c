/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An account's own file on its own thread: what exists nowhere else. */

#include "foyer-precious-file-private.h"

#include "foyer-precious-database.h"
#include "foyer-private-files.h"

struct _FoyerPreciousFile
{
  GObject parent_instance;

  /* owned */
  FoyerDatabaseThread *thread;
  char *data_dir;
  char *account_uuid;
};

G_DEFINE_FINAL_TYPE (FoyerPreciousFile, foyer_precious_file, G_TYPE_OBJECT)

static void
foyer_precious_file_finalize (GObject *object)
{
  FoyerPreciousFile *self = FOYER_PRECIOUS_FILE (object);

  g_clear_object (&self->thread);
  g_free (self->data_dir);
  g_free (self->account_uuid);

  G_OBJECT_CLASS (foyer_precious_file_parent_class)->finalize (object);
}

static void
foyer_precious_file_class_init (FoyerPreciousFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = foyer_precious_file_finalize;
}

static void
foyer_precious_file_init (FoyerPreciousFile *self)
{
  self->thread = foyer_database_thread_new ("precious");
}

/**
 * foyer_precious_file_new:
 * @data_dir: the application's data directory; the file is `accounts/UUID/precious.db` in it
 *
 * The last g_object_unref () waits for what is being written; to not wait there, close first.
 *
 * Returns: (transfer full): the file, not open yet
 */
FoyerPreciousFile *
foyer_precious_file_new (const char *data_dir, const char *account_uuid)
{
  FoyerPreciousFile *self;

  g_return_val_if_fail (data_dir != NULL, NULL);
  g_return_val_if_fail (g_uuid_string_is_valid (account_uuid), NULL);

  self = g_object_new (FOYER_TYPE_PRECIOUS_FILE, NULL);
  self->data_dir = g_strdup (data_dir);
  self->account_uuid = g_strdup (account_uuid);
  return self;
}

/**
 * foyer_precious_file_dup_lock_path:
 * @lock_name: `FOYER_DELIVER_LOCK`
 *
 * Returns: (transfer full): where a lock of this account is, in a folder that exists once the file is open
 */
char *
foyer_precious_file_dup_lock_path (FoyerPreciousFile *self, const char *lock_name)
{
  g_autofree char *folder = NULL;

  g_return_val_if_fail (FOYER_IS_PRECIOUS_FILE (self), NULL);

  folder = foyer_private_folder_for_account (self->data_dir, self->account_uuid);
  return g_build_filename (folder, lock_name, NULL);
}

FoyerDatabaseThread *
foyer_precious_file_get_thread (FoyerPreciousFile *self)
{
  return self->thread;
}

static void
open_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  FoyerPreciousFile *self = source;
  g_autofree char *set_aside = NULL;
  FoyerDatabase *database;
  GError *error = NULL;

  database = foyer_precious_database_open (self->data_dir, self->account_uuid,
                                           FOYER_PRECIOUS_CREATE | FOYER_PRECIOUS_CHECK, &set_aside, cancellable,
                                           &error);
  if (database == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  foyer_database_thread_take_database (self->thread, database);
  g_task_return_pointer (task, g_steal_pointer (&set_aside), g_free);
}

/**
 * foyer_precious_file_open_async:
 *
 * Opens the file, which is made when it is not there, brought to the newest version when it is older, and set aside
 * when it is damaged.
 */
void
foyer_precious_file_open_async (FoyerPreciousFile *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (FOYER_IS_PRECIOUS_FILE (self));

  g_task_set_source_tag (task, foyer_precious_file_open_async);
  g_task_set_check_cancellable (task, FALSE);
  foyer_worker_run (foyer_database_thread_get_worker (self->thread), task, open_on_thread);
}

/**
 * foyer_precious_file_open_finish:
 * @set_aside: (out) (optional) (nullable) (transfer full): where the damaged file was put; the new one is empty, so
 * that the account must be saved again
 *
 * Returns: whether it is open; else `FOYER_ERROR_NEWER`, `FOYER_ERROR_IN_USE`, `FOYER_ERROR_READ_ONLY`,
 * `FOYER_ERROR_DISK_FULL` or `FOYER_ERROR_STORE`
 */
gboolean
foyer_precious_file_open_finish (FoyerPreciousFile *self, GAsyncResult *result, char **set_aside, GError **error)
{
  g_autofree char *path = NULL;
  gboolean failed;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  failed = g_task_had_error (G_TASK (result));
  path = g_task_propagate_pointer (G_TASK (result), error);
  if (set_aside != NULL)
    *set_aside = g_steal_pointer (&path);
  return !failed;
}

static void
close_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  FoyerPreciousFile *self = source;

  foyer_database_thread_take_database (self->thread, NULL);
  g_task_return_boolean (task, TRUE);
}

/**
 * foyer_precious_file_close_async:
 *
 * Closes the file after everything that was asked before is done. It cannot be cancelled.
 */
void
foyer_precious_file_close_async (FoyerPreciousFile *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_return_if_fail (FOYER_IS_PRECIOUS_FILE (self));

  g_task_set_source_tag (task, foyer_precious_file_close_async);
  g_task_set_priority (task, FOYER_WORKER_PRIORITY_LAST);
  foyer_worker_run (foyer_database_thread_get_worker (self->thread), task, close_on_thread);
}

gboolean
foyer_precious_file_close_finish (FoyerPreciousFile *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
