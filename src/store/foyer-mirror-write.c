/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many rows into the mirror: in short transactions, between which others get their turn; or, while a refresh of
 * everything is on its way, in a group of them. What a lead and its people are found by is all over the file: committed
 * together, its pages are written a fifth as often. */

#include "foyer-mirror-file-private.h"

#include <time.h>

/* How much of the processor a write may take before others get their turn, and how long it may last where the processor
 * is somebody else's meanwhile: few rows a transaction cost as much as many. */
#define SLICE         (10 * G_TIME_SPAN_MILLISECOND)
#define LONGEST_SLICE (40 * G_TIME_SPAN_MILLISECOND)

typedef struct
{
  /* owned */
  GPtrArray *rows;

  guint position;
  FoyerMirrorPut put;
  gboolean joins; /* the group */
} Rows;

/* Of this thread, in microseconds. */
static gint64
get_processor_time (void)
{
  struct timespec used;

  return clock_gettime (CLOCK_THREAD_CPUTIME_ID, &used) == 0 ? used.tv_sec * G_USEC_PER_SEC + used.tv_nsec / 1000 : 0;
}

static gboolean
put_slice (FoyerDatabase *database, gpointer data, GError **error)
{
  gint64 end = get_processor_time () + SLICE;
  gint64 last = g_get_monotonic_time () + LONGEST_SLICE;
  Rows *rows = data;

  while (rows->position < rows->rows->len)
    {
      if (!rows->put (database, rows->rows->pdata[rows->position], error))
        return FALSE;
      rows->position++;
      if (get_processor_time () >= end || g_get_monotonic_time () >= last)
        break;
    }
  return TRUE;
}

static gboolean
put_next (FoyerDatabaseThread *writer, Rows *rows, GError **error)
{
  FoyerDatabase *database = foyer_database_thread_begin_job (writer, rows->joins, error);
  gboolean succeeded = database != NULL && foyer_database_transact (database, put_slice, rows, error);

  if (database != NULL)
    foyer_database_thread_end_job (writer, rows->joins, succeeded);
  return succeeded;
}

static void
put_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  FoyerMirrorFile *self = source;
  Rows *rows = data;
  GError *error = NULL;

  if (!put_next (self->writer, rows, &error))
    g_task_return_error (task, error);
  else if (rows->position < rows->rows->len)
    foyer_worker_run (foyer_database_thread_get_worker (self->writer), task, put_on_thread);
  else
    {
      /* The task is freed on the main thread, which has better things to do. */
      g_ptr_array_set_size (rows->rows, 0);
      g_task_return_boolean (task, TRUE);
    }
}

static void
rows_free (gpointer data)
{
  Rows *rows = data;

  g_ptr_array_unref (rows->rows);
  g_free (rows);
}

static void
put_rows (FoyerMirrorFile *self, GTask *task, GPtrArray *rows, FoyerMirrorPut put, gboolean joins)
{
  Rows *data = g_new0 (Rows, 1);

  data->rows = rows;
  data->put = put;
  data->joins = joins;
  g_task_set_priority (task, G_PRIORITY_LOW);
  g_task_set_task_data (task, data, rows_free);
  foyer_worker_run (foyer_database_thread_get_worker (self->writer), task, put_on_thread);
}

/**
 * foyer_mirror_file_put_rows:
 * @rows: (transfer full): what to put, in order
 * @put: puts one; on the writer's thread, inside a transaction
 *
 * Writes rows in as many short transactions as it takes, and lets other writes pass between them. Cancelled or failed
 * on the way, what was put before stays.
 */
void
foyer_mirror_file_put_rows (FoyerMirrorFile *self, GTask *task, GPtrArray *rows, FoyerMirrorPut put)
{
  put_rows (self, task, rows, put, FALSE);
}

/* Any job that does not join the group commits it first. */
static gpointer
commit (FoyerDatabase *database, gpointer data, GError **error)
{
  return FOYER_DATABASE_DONE;
}

static void
committed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_pointer (G_TASK (result), &error) != NULL)
    g_signal_emit_by_name (source, "committed");
  else
    g_debug ("The mirror was closed meanwhile: %s", error->message);
}

static void
group_timeout_cb (gpointer user_data)
{
  FoyerMirrorFile *self = user_data;
  g_autoptr (GTask) task = g_task_new (self, NULL, committed_cb, NULL);

  self->group_timeout = 0;
  g_task_set_source_tag (task, group_timeout_cb);
  foyer_database_thread_run (self->writer, task, commit, NULL, NULL, NULL);
}

static gboolean
join_group (FoyerMirrorFile *self)
{
  if (self->is_grouping && self->group_timeout == 0)
    self->group_timeout = g_timeout_add_once (FOYER_LONGEST_GROUP, group_timeout_cb, self);
  return self->is_grouping;
}

/**
 * foyer_mirror_file_begin_group:
 *
 * From now on what a refresh writes is committed several writes at a time, which `FoyerMirrorFile::committed` tells.
 * When one of them fails, those before it in the group are lost as well, and with them how far they went: the refresh
 * must not go on. For one refresh at a time, which ends the group, however it ends.
 */
void
foyer_mirror_file_begin_group (FoyerMirrorFile *self)
{
  g_return_if_fail (FOYER_IS_MIRROR_FILE (self));

  self->is_grouping = TRUE;
}

/**
 * foyer_mirror_file_end_group_async:
 *
 * Commits what was written last. It cannot be cancelled.
 */
void
foyer_mirror_file_end_group_async (FoyerMirrorFile *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_return_if_fail (FOYER_IS_MIRROR_FILE (self));

  g_task_set_source_tag (task, foyer_mirror_file_end_group_async);
  self->is_grouping = FALSE;
  g_clear_handle_id (&self->group_timeout, g_source_remove);
  foyer_database_thread_flush (self->writer, task);
}

/**
 * foyer_mirror_file_end_group_finish:
 *
 * Returns: whether all that was written is on the disk and can be read; else what that failed with which nobody was
 *   told yet
 */
gboolean
foyer_mirror_file_end_group_finish (FoyerMirrorFile *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * foyer_mirror_file_refresh_rows:
 * @rows: (transfer full): what to put, in order
 * @put: puts one
 *
 * As foyer_mirror_file_put_rows(), for a refresh: in the group while there is one.
 */
void
foyer_mirror_file_refresh_rows (FoyerMirrorFile *self, GTask *task, GPtrArray *rows, FoyerMirrorPut put)
{
  put_rows (self, task, rows, put, join_group (self));
}

/**
 * foyer_mirror_file_refresh:
 * @job: a write of a refresh, which only succeeds or fails
 * @data: (transfer full) (nullable): for @job
 *
 * Queues it, in the group while there is one.
 */
void
foyer_mirror_file_refresh (
    FoyerMirrorFile *self, GTask *task, FoyerDatabaseJob job, gpointer data, GDestroyNotify free_data)
{
  if (join_group (self))
    foyer_database_thread_join (self->writer, task, job, data, free_data);
  else
    foyer_database_thread_run (self->writer, task, job, data, free_data, NULL);
}
