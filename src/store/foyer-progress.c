/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far refreshes of the mirror have come, what they did not show any more, and the tidying up after them. */

#include "foyer-progress.h"

#include "foyer-mirror-file-private.h"

#define TIDY_PAGES 100 /* of the index that one step of tidying writes */

typedef struct
{
  FoyerMirrorPart part;
  FoyerProgress progress;
} Job;

typedef struct
{
  guint index;        /* in tidied */
  gboolean has_begun; /* with that index */
} Tidying;

static const struct
{
  const char *begin;
  const char *go_on;
} tidied[] = {
  /* A number below 0 takes all of the index on, one above what is worth it. */
  { "INSERT INTO lead_search (lead_search, rank) VALUES ('merge', -?1)",
    "INSERT INTO lead_search (lead_search, rank) VALUES ('merge', ?1)" },
  { "INSERT INTO party_search (party_search, rank) VALUES ('merge', -?1)",
    "INSERT INTO party_search (party_search, rank) VALUES ('merge', ?1)" },
};

static gpointer
load (FoyerDatabase *database, gpointer data, GError **error)
{
  const Job *job = data;
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (
      database,
      "SELECT generation, is_running, base_id, start, began, changed_until, finished FROM progress WHERE part = ?1",
      error);
  g_autoptr (GError) local_error = NULL;
  g_autofree FoyerProgress *progress = g_new0 (FoyerProgress, 1);

  if (statement == NULL)
    return NULL;
  foyer_statement_bind_int64 (statement, 1, job->part);
  if (foyer_statement_next (statement, &local_error))
    {
      progress->generation = foyer_statement_get_int64 (statement, 0);
      progress->is_running = foyer_statement_get_int64 (statement, 1) != 0;
      progress->base_id = foyer_statement_get_int64 (statement, 2);
      progress->start = foyer_statement_get_int64 (statement, 3);
      progress->began = foyer_statement_get_int64 (statement, 4);
      progress->changed_until = foyer_statement_get_int64 (statement, 5);
      progress->finished = foyer_statement_get_int64 (statement, 6);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&progress);
}

static gpointer
save (FoyerDatabase *database, gpointer data, GError **error)
{
  const Job *job = data;
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (
      database,
      "INSERT OR REPLACE INTO progress (part, generation, is_running, base_id, start, began, changed_until, finished)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
      error);

  if (statement == NULL)
    return NULL;
  foyer_statement_bind_int64 (statement, 1, job->part);
  foyer_statement_bind_int64 (statement, 2, job->progress.generation);
  foyer_statement_bind_int64 (statement, 3, job->progress.is_running);
  foyer_statement_bind_int64 (statement, 4, job->progress.base_id);
  foyer_statement_bind_int64 (statement, 5, job->progress.start);
  foyer_statement_bind_int64 (statement, 6, job->progress.began);
  foyer_statement_bind_int64 (statement, 7, job->progress.changed_until);
  foyer_statement_bind_int64 (statement, 8, job->progress.finished);
  return foyer_statement_run (statement, error) ? FOYER_DATABASE_DONE : NULL;
}

static gpointer
list_missing (FoyerDatabase *database, gpointer data, GError **error)
{
  const Job *job = data;
  static const char *const queries[] = {
    [FOYER_PART_LEADS] = "SELECT id FROM lead WHERE seen < ?1 - 1",
    [FOYER_PART_COMPANIES] = "SELECT key / 2 FROM party WHERE seen < ?1 - 1 AND (key & 1) = 0",
    [FOYER_PART_PEOPLE] = "SELECT key / 2 FROM party WHERE seen < ?1 - 1 AND (key & 1) = 1",
    [FOYER_PART_NOTES] = "SELECT DISTINCT lead_id FROM note WHERE seen < ?1 - 1",
  };
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (database, queries[job->part], error);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (statement == NULL)
    return NULL;
  foyer_statement_bind_int64 (statement, 1, job->progress.generation);
  while (foyer_statement_next (statement, &local_error))
    {
      gint64 id = foyer_statement_get_int64 (statement, 0);

      g_array_append_val (ids, id);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&ids);
}

static Job *
job_new (FoyerMirrorPart part)
{
  Job *job = g_new0 (Job, 1);

  job->part = part;
  return job;
}

void
foyer_progress_load_async (FoyerMirrorFile *mirror,
                           FoyerMirrorPart part,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (mirror, cancellable, callback, user_data);

  g_return_if_fail (FOYER_IS_MIRROR_FILE (mirror));

  g_task_set_source_tag (task, foyer_progress_load_async);
  foyer_database_thread_run (foyer_mirror_file_get_reader (mirror), task, load, job_new (part), g_free, g_free);
}

/**
 * foyer_progress_load_finish:
 *
 * Returns: (transfer full): the progress; all 0 when nothing was ever fetched
 */
FoyerProgress *
foyer_progress_load_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, mirror), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
foyer_progress_save_async (FoyerMirrorFile *mirror,
                           FoyerMirrorPart part,
                           const FoyerProgress *progress,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (mirror, cancellable, callback, user_data);
  Job *job = job_new (part);

  g_return_if_fail (FOYER_IS_MIRROR_FILE (mirror));

  job->progress = *progress;
  g_task_set_source_tag (task, foyer_progress_save_async);
  foyer_mirror_file_refresh (mirror, task, save, job, g_free);
}

gboolean
foyer_progress_save_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, mirror), FALSE);
  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

void
foyer_progress_list_missing_async (FoyerMirrorFile *mirror,
                                   FoyerMirrorPart part,
                                   gint64 generation,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (mirror, cancellable, callback, user_data);
  Job *job = job_new (part);

  g_return_if_fail (FOYER_IS_MIRROR_FILE (mirror));

  job->progress.generation = generation;
  g_task_set_source_tag (task, foyer_progress_list_missing_async);
  foyer_database_thread_run (foyer_mirror_file_get_scanner (mirror), task, list_missing, job, g_free,
                             (GDestroyNotify) g_array_unref);
}

/**
 * foyer_progress_list_missing_finish:
 *
 * Returns: (transfer full) (element-type gint64): what may be gone
 */
GArray *
foyer_progress_list_missing_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, mirror), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
tidy_step (FoyerDatabase *database, gpointer data, GError **error)
{
  const Tidying *tidying = data;
  const char *sql = tidying->has_begun ? tidied[tidying->index].go_on : tidied[tidying->index].begin;
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (database, sql, error);

  if (statement == NULL)
    return FALSE;
  foyer_statement_bind_int64 (statement, 1, TIDY_PAGES);
  return foyer_statement_run (statement, error);
}

static void
tidy_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  FoyerMirrorFile *self = source;
  Tidying *tidying = data;
  GError *error = NULL;
  FoyerDatabase *database = foyer_database_thread_begin_job (foyer_mirror_file_get_writer (self), FALSE, &error);
  gint64 before = database != NULL ? foyer_database_count_changes (database) : 0;

  if (database == NULL || !foyer_database_transact (database, tidy_step, tidying, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  /* As FTS5 documents it: less than two changes, and nothing was left to be done. */
  if (tidying->has_begun && foyer_database_count_changes (database) - before < 2)
    {
      tidying->index++;
      tidying->has_begun = FALSE;
    }
  else
    tidying->has_begun = TRUE;
  if (tidying->index < G_N_ELEMENTS (tidied))
    foyer_worker_run (foyer_database_thread_get_worker (foyer_mirror_file_get_writer (self)), task, tidy_on_thread);
  else
    {
      if (!foyer_database_execute (database, "PRAGMA wal_checkpoint (TRUNCATE)", &error))
        g_clear_error (&error); /* somebody reads: the next one does it */
      foyer_database_free_memory (database);
      g_task_return_boolean (task, TRUE);
    }
}

void
foyer_mirror_tidy_async (FoyerMirrorFile *mirror,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (mirror, cancellable, callback, user_data);

  g_return_if_fail (FOYER_IS_MIRROR_FILE (mirror));

  g_task_set_source_tag (task, foyer_mirror_tidy_async);
  g_task_set_priority (task, G_PRIORITY_LOW + 1);
  g_task_set_task_data (task, g_new0 (Tidying, 1), g_free);
  foyer_worker_run (foyer_database_thread_get_worker (foyer_mirror_file_get_writer (mirror)), task, tidy_on_thread);
}

gboolean
foyer_mirror_tidy_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, mirror), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
