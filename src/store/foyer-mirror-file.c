/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be fetched again, in a file with three connections: one that writes, one that reads what a person waits for,
 * and one that reads what takes longer, on a thread each, so that neither a refresh nor a long list is waited for.
 * After an unclean end there is a fourth, which reads everything. */

#include "foyer-mirror-file-private.h"

#include "foyer-mirror-check.h"
#include "foyer-mirror-database.h"
#include "foyer-private-files.h"

enum
{
  DAMAGED,
  COMMITTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerMirrorFile, foyer_mirror_file, G_TYPE_OBJECT)

static gboolean
tell_damaged_cb (gpointer user_data)
{
  g_signal_emit (user_data, signals[DAMAGED], 0);
  return G_SOURCE_REMOVE;
}

/* On any of the threads. */
static void
found_damaged (gpointer data)
{
  FoyerMirrorFile *self = data;
  g_autoptr (GError) error = NULL;

  if (!g_atomic_int_compare_and_exchange (&self->is_damaged, FALSE, TRUE))
    return;
  if (!foyer_mirror_database_mark_damaged (self->cache_dir, self->account_uuid, &error))
    g_message ("The mirror is damaged, and could not be marked so: %s", error->message);
  g_idle_add_full (G_PRIORITY_DEFAULT, tell_damaged_cb, g_object_ref (self), g_object_unref);
}

static void
take_database (FoyerMirrorFile *self, FoyerDatabaseThread *thread, FoyerDatabase *database)
{
  foyer_database_watch_damage (database, found_damaged, self);
  foyer_database_thread_take_database (thread, database);
}

/* Not later: what the check finds refers to the file. */
static void
foyer_mirror_file_dispose (GObject *object)
{
  FoyerMirrorFile *self = FOYER_MIRROR_FILE (object);

  g_clear_handle_id (&self->group_timeout, g_source_remove);
  g_clear_pointer (&self->check, foyer_mirror_check_free);

  G_OBJECT_CLASS (foyer_mirror_file_parent_class)->dispose (object);
}

static void
foyer_mirror_file_finalize (GObject *object)
{
  FoyerMirrorFile *self = FOYER_MIRROR_FILE (object);

  g_clear_object (&self->scanner);
  g_clear_object (&self->reader);
  g_clear_object (&self->writer);
  g_free (self->cache_dir);
  g_free (self->account_uuid);

  G_OBJECT_CLASS (foyer_mirror_file_parent_class)->finalize (object);
}

static void
foyer_mirror_file_class_init (FoyerMirrorFileClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = foyer_mirror_file_dispose;
  G_OBJECT_CLASS (klass)->finalize = foyer_mirror_file_finalize;

  /**
   * FoyerMirrorFile::damaged:
   *
   * Something failed with `FOYER_ERROR_DAMAGED`, once until the mirror is opened or reset. It is marked: unless it is
   * reset now, it is built anew when it is opened next.
   */
  signals[DAMAGED] = g_signal_new ("damaged", FOYER_TYPE_MIRROR_FILE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  /**
   * FoyerMirrorFile::committed:
   *
   * What was written in a group can be read now.
   */
  signals[COMMITTED] = g_signal_new ("committed", FOYER_TYPE_MIRROR_FILE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);
}

static void
foyer_mirror_file_init (FoyerMirrorFile *self)
{
  self->writer = foyer_database_thread_new ("mirror-writer");
  self->reader = foyer_database_thread_new ("mirror-reader");
  self->scanner = foyer_database_thread_new ("mirror-scanner");
}

/**
 * foyer_mirror_file_new:
 * @cache_dir: the application's cache directory; the file is `accounts/UUID/mirror.db` in it
 *
 * The last g_object_unref () waits for what is being written; to not wait there, close first.
 *
 * Returns: (transfer full): the file, not open yet
 */
FoyerMirrorFile *
foyer_mirror_file_new (const char *cache_dir, const char *account_uuid)
{
  FoyerMirrorFile *self;

  g_return_val_if_fail (cache_dir != NULL, NULL);
  g_return_val_if_fail (g_uuid_string_is_valid (account_uuid), NULL);

  self = g_object_new (FOYER_TYPE_MIRROR_FILE, NULL);
  self->cache_dir = g_strdup (cache_dir);
  self->account_uuid = g_strdup (account_uuid);
  return self;
}

/**
 * foyer_mirror_file_dup_lock_path:
 * @lock_name: `FOYER_REFRESH_LOCK`
 *
 * Returns: (transfer full): where a lock of this mirror is, in a folder that exists once the file is open
 */
char *
foyer_mirror_file_dup_lock_path (FoyerMirrorFile *self, const char *lock_name)
{
  g_autofree char *folder = NULL;

  g_return_val_if_fail (FOYER_IS_MIRROR_FILE (self), NULL);

  folder = foyer_private_folder_for_account (self->cache_dir, self->account_uuid);
  return g_build_filename (folder, lock_name, NULL);
}

FoyerDatabaseThread *
foyer_mirror_file_get_writer (FoyerMirrorFile *self)
{
  return self->writer;
}

FoyerDatabaseThread *
foyer_mirror_file_get_reader (FoyerMirrorFile *self)
{
  return self->reader;
}

FoyerDatabaseThread *
foyer_mirror_file_get_scanner (FoyerMirrorFile *self)
{
  return self->scanner;
}

static gboolean
open_to_read (FoyerMirrorFile *self, FoyerDatabaseThread *thread, GTask *task)
{
  GError *error = NULL;
  FoyerDatabase *database = foyer_mirror_database_open_reader (self->cache_dir, self->account_uuid, &error);

  if (database == NULL)
    {
      g_task_return_error (task, error);
      return FALSE;
    }
  take_database (self, thread, database);
  return TRUE;
}

static void
open_scanner_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  FoyerMirrorFile *self = source;

  if (!open_to_read (self, self->scanner, task))
    return;
  if (self->check == NULL && foyer_mirror_database_is_to_be_checked (self->cache_dir, self->account_uuid))
    self->check = foyer_mirror_check_start (self->cache_dir, self->account_uuid, found_damaged, self);
  g_task_return_boolean (task, TRUE);
}

static void
open_reader_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  FoyerMirrorFile *self = source;

  if (open_to_read (self, self->reader, task))
    foyer_worker_run (foyer_database_thread_get_worker (self->scanner), task, open_scanner_on_thread);
}

static void
open_writer_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  FoyerMirrorFile *self = source;
  GError *error = NULL;
  FoyerDatabase *database = foyer_mirror_database_open (self->cache_dir, self->account_uuid, cancellable, &error);

  if (database == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_atomic_int_set (&self->is_damaged, FALSE);
  take_database (self, self->writer, database);
  foyer_worker_step_back (foyer_database_thread_get_worker (self->writer));
  foyer_worker_run (foyer_database_thread_get_worker (self->reader), task, open_reader_on_thread);
}

/**
 * foyer_mirror_file_open_async:
 *
 * Opens the mirror, which is built anew when it is not there, damaged, or of another version.
 */
void
foyer_mirror_file_open_async (FoyerMirrorFile *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (FOYER_IS_MIRROR_FILE (self));

  g_task_set_source_tag (task, foyer_mirror_file_open_async);
  foyer_worker_run (foyer_database_thread_get_worker (self->writer), task, open_writer_on_thread);
}

/**
 * foyer_mirror_file_open_finish:
 *
 * Returns: whether it is open; `FOYER_ERROR_IN_USE` when a Foyer of another version has it, `FOYER_ERROR_READ_ONLY`,
 *   `FOYER_ERROR_DISK_FULL`, `FOYER_ERROR_STORE`
 */
gboolean
foyer_mirror_file_open_finish (FoyerMirrorFile *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
rebuild_on_writer (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  FoyerMirrorFile *self = source;
  GError *error = NULL;
  FoyerDatabase *database;

  foyer_database_thread_take_database (self->writer, NULL);
  database = foyer_mirror_database_rebuild (self->cache_dir, self->account_uuid, cancellable, &error);
  if (database == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_atomic_int_set (&self->is_damaged, FALSE);
  take_database (self, self->writer, database);
  foyer_worker_run (foyer_database_thread_get_worker (self->reader), task, open_reader_on_thread);
}

static void
close_reader_to_rebuild (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  FoyerMirrorFile *self = source;

  foyer_database_thread_take_database (self->reader, NULL);
  foyer_worker_run (foyer_database_thread_get_worker (self->writer), task, rebuild_on_writer);
}

static void
close_scanner_to_rebuild (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  FoyerMirrorFile *self = source;

  g_clear_pointer (&self->check, foyer_mirror_check_free);
  foyer_database_thread_take_database (self->scanner, NULL);
  foyer_worker_run (foyer_database_thread_get_worker (self->reader), task, close_reader_to_rebuild);
}

/**
 * foyer_mirror_file_reset_async:
 *
 * Begins an empty mirror: it turned out to be damaged, or everything is to be fetched again. It cannot be cancelled.
 */
void
foyer_mirror_file_reset_async (FoyerMirrorFile *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_return_if_fail (FOYER_IS_MIRROR_FILE (self));

  g_task_set_source_tag (task, foyer_mirror_file_reset_async);
  foyer_worker_run (foyer_database_thread_get_worker (self->scanner), task, close_scanner_to_rebuild);
}

/**
 * foyer_mirror_file_reset_finish:
 *
 * Returns: whether it is open and empty; else it is closed: `FOYER_ERROR_IN_USE` while another process has it open
 */
gboolean
foyer_mirror_file_reset_finish (FoyerMirrorFile *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
close_writer_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  FoyerMirrorFile *self = source;

  foyer_database_thread_take_database (self->writer, NULL);
  g_task_return_boolean (task, TRUE);
}

static void
close_reader_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  FoyerMirrorFile *self = source;

  foyer_database_thread_take_database (self->reader, NULL);
  foyer_worker_run (foyer_database_thread_get_worker (self->writer), task, close_writer_on_thread);
}

static void
close_scanner_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  FoyerMirrorFile *self = source;

  g_clear_pointer (&self->check, foyer_mirror_check_free);
  foyer_database_thread_take_database (self->scanner, NULL);
  foyer_worker_run (foyer_database_thread_get_worker (self->reader), task, close_reader_on_thread);
}

/**
 * foyer_mirror_file_close_async:
 *
 * Closes the mirror after everything that was asked before is done. It cannot be cancelled.
 */
void
foyer_mirror_file_close_async (FoyerMirrorFile *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_return_if_fail (FOYER_IS_MIRROR_FILE (self));

  g_clear_handle_id (&self->group_timeout, g_source_remove);
  g_task_set_source_tag (task, foyer_mirror_file_close_async);
  g_task_set_priority (task, FOYER_WORKER_PRIORITY_LAST);
  foyer_worker_run (foyer_database_thread_get_worker (self->scanner), task, close_scanner_on_thread);
}

gboolean
foyer_mirror_file_close_finish (FoyerMirrorFile *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
