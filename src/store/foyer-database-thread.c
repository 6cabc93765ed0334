/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A database with the thread it lives on. */

#include "foyer-database-thread.h"

#include "foyer-error.h"

struct _FoyerDatabaseThread
{
  GObject parent_instance;

  /* owned */
  FoyerWorker *worker;
  FoyerDatabase *database; /* nullable; only touched on the worker's thread, as is what follows */
  GError *lost;            /* nullable: what the group failed with, until whoever wrote it learns of it */

  gboolean has_group; /* a transaction is open that jobs join */
  gint64 group_began; /* monotonic */
};

typedef struct
{
  /* owned */
  FoyerDatabaseThread *thread;
  gpointer data;

  GDestroyNotify free_data;
  GDestroyNotify free_result;
  FoyerDatabaseJob job;
  gboolean joins; /* the group */
} Job;

G_DEFINE_FINAL_TYPE (FoyerDatabaseThread, foyer_database_thread, G_TYPE_OBJECT)

static void
job_free (gpointer pointer)
{
  Job *job = pointer;

  if (job->free_data != NULL && job->data != NULL)
    job->free_data (job->data);
  g_object_unref (job->thread);
  g_free (job);
}

static void
run_job (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  FoyerDatabase *database = foyer_database_thread_begin_job (job->thread, job->joins, &error);
  gpointer result = NULL;

  if (database != NULL)
    {
      foyer_database_set_cancellable (database, job->free_result != NULL ? cancellable : NULL);
      result = job->job (database, job->data, &error);
      foyer_database_set_cancellable (database, NULL);
      foyer_database_thread_end_job (job->thread, job->joins, error == NULL);
    }

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, job->free_result);
}

/* With the group that is open. Whoever watched the database may be going away, too. */
static void
close_last (gpointer data)
{
  foyer_database_watch_damage (data, NULL, NULL);
  if (foyer_database_is_in_transaction (data))
    foyer_database_commit (data, NULL);
  foyer_database_close (data);
}

static void
foyer_database_thread_finalize (GObject *object)
{
  FoyerDatabaseThread *self = FOYER_DATABASE_THREAD (object);

  if (self->database != NULL)
    foyer_worker_run_last (self->worker, close_last, g_steal_pointer (&self->database));
  g_clear_object (&self->worker);
  g_clear_error (&self->lost);

  G_OBJECT_CLASS (foyer_database_thread_parent_class)->finalize (object);
}

static void
foyer_database_thread_class_init (FoyerDatabaseThreadClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = foyer_database_thread_finalize;
}

static void
foyer_database_thread_init (FoyerDatabaseThread *self)
{
}

/**
 * foyer_database_thread_new:
 * @name: see foyer_worker_new()
 *
 * Starts the thread, with no database yet. What is queued is finished and the database closed when the last reference
 * goes away.
 */
FoyerDatabaseThread *
foyer_database_thread_new (const char *name)
{
  FoyerDatabaseThread *self = g_object_new (FOYER_TYPE_DATABASE_THREAD, NULL);

  self->worker = foyer_worker_new (name);
  return self;
}

/**
 * foyer_database_thread_get_worker:
 *
 * Returns: (transfer none): for jobs that open or close the database
 */
FoyerWorker *
foyer_database_thread_get_worker (FoyerDatabaseThread *self)
{
  g_return_val_if_fail (FOYER_IS_DATABASE_THREAD (self), NULL);

  return self->worker;
}

/**
 * foyer_database_thread_get_database:
 *
 * For jobs on the thread.
 *
 * Returns: (transfer none): the database, or `NULL` with `FOYER_ERROR_STORE` when it is not open
 */
FoyerDatabase *
foyer_database_thread_get_database (FoyerDatabaseThread *self, GError **error)
{
  g_assert (foyer_worker_is_current (self->worker));

  if (self->database == NULL)
    g_set_error_literal (error, FOYER_ERROR, FOYER_ERROR_STORE, "The file is not open");
  return self->database;
}

/* There is no group while the loss of the one before it was not told. */
static void
commit_group (FoyerDatabaseThread *self)
{
  if (!self->has_group)
    return;
  self->has_group = FALSE;
  foyer_database_commit (self->database, &self->lost);
}

/**
 * foyer_database_thread_take_database:
 * @database: (transfer full) (nullable): opened on the thread; `NULL` only closes the one there is
 *
 * For jobs on the thread.
 */
void
foyer_database_thread_take_database (FoyerDatabaseThread *self, FoyerDatabase *database)
{
  g_assert (foyer_worker_is_current (self->worker));

  commit_group (self);
  g_clear_error (&self->lost);
  g_clear_pointer (&self->database, foyer_database_close);
  self->database = database;
}

static gboolean
tell_lost (FoyerDatabaseThread *self, GError **error)
{
  if (self->lost == NULL)
    return FALSE;
  g_propagate_error (error, g_steal_pointer (&self->lost));
  return TRUE;
}

static gboolean
join_group (FoyerDatabaseThread *self, GError **error)
{
  if (self->has_group && g_get_monotonic_time () - self->group_began > FOYER_LONGEST_GROUP * G_TIME_SPAN_MILLISECOND)
    commit_group (self);
  if (tell_lost (self, error))
    return FALSE;
  if (self->has_group)
    return TRUE;
  self->has_group = foyer_database_begin (self->database, error);
  self->group_began = g_get_monotonic_time ();
  return self->has_group;
}

/**
 * foyer_database_thread_begin_job:
 * @joins: whether it becomes a part of the group, a transaction over several jobs; any other job commits that first
 *
 * For jobs on the thread.
 *
 * Returns: (transfer none): the database, or `NULL` when it is not open, or, for a job that joins, when what joined
 *   before it was lost
 */
FoyerDatabase *
foyer_database_thread_begin_job (FoyerDatabaseThread *self, gboolean joins, GError **error)
{
  FoyerDatabase *database = foyer_database_thread_get_database (self, error);

  if (database == NULL)
    return NULL;
  if (!joins)
    commit_group (self);
  else if (!join_group (self, error))
    return NULL;
  return database;
}

/**
 * foyer_database_thread_end_job:
 * @joined: as it was begun
 * @succeeded: otherwise all of the group is lost, which the caller tells
 *
 * For jobs on the thread.
 */
void
foyer_database_thread_end_job (FoyerDatabaseThread *self, gboolean joined, gboolean succeeded)
{
  if (!joined || succeeded)
    return;
  self->has_group = FALSE;
  foyer_database_roll_back (self->database);
}

static void
flush_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  FoyerDatabaseThread *self = data;
  GError *error = NULL;

  commit_group (self);
  if (tell_lost (self, &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
queue_job (FoyerDatabaseThread *self, GTask *task, const Job *job)
{
  Job *queued = g_memdup2 (job, sizeof *job);

  queued->thread = g_object_ref (self);
  g_task_set_task_data (task, queued, job_free);
  g_task_set_check_cancellable (task, job->free_result != NULL);
  foyer_worker_run (self->worker, task, run_job);
}

/**
 * foyer_database_thread_run:
 * @task: its task data is taken
 * @job: runs on the thread
 * @data: (transfer full) (nullable): for @job
 * @free_result: (nullable): how to free what @job returns
 *
 * Queues a job that becomes the result of @task. One that reads, and so gives a result, is interrupted by cancelling.
 * One that writes tells what happened even when it was cancelled meanwhile: before its turn it is not done, after that
 * it is.
 */
void
foyer_database_thread_run (FoyerDatabaseThread *self,
                           GTask *task,
                           FoyerDatabaseJob job,
                           gpointer data,
                           GDestroyNotify free_data,
                           GDestroyNotify free_result)
{
  const Job queued = { .data = data, .free_data = free_data, .free_result = free_result, .job = job };

  g_return_if_fail (FOYER_IS_DATABASE_THREAD (self));

  queue_job (self, task, &queued);
}

/**
 * foyer_database_thread_join:
 * @task: its task data is taken
 * @job: runs on the thread; writes
 * @data: (transfer full) (nullable): for @job
 *
 * Queues a job that becomes a part of the group: what it did is on the disk, and seen by others, when the next job
 * begins that does not join, or that joins a quarter of a second after the group was begun.
 */
void
foyer_database_thread_join (
    FoyerDatabaseThread *self, GTask *task, FoyerDatabaseJob job, gpointer data, GDestroyNotify free_data)
{
  const Job queued = { .data = data, .free_data = free_data, .job = job, .joins = TRUE };

  g_return_if_fail (FOYER_IS_DATABASE_THREAD (self));

  queue_job (self, task, &queued);
}

/**
 * foyer_database_thread_flush:
 * @task: its task data is taken; it becomes a boolean
 *
 * Ends the group after what was queued before. It fails with what the group failed with, if that was lost and nobody
 * was told yet.
 */
void
foyer_database_thread_flush (FoyerDatabaseThread *self, GTask *task)
{
  g_return_if_fail (FOYER_IS_DATABASE_THREAD (self));

  g_task_set_task_data (task, g_object_ref (self), g_object_unref);
  foyer_worker_run (self->worker, task, flush_on_thread);
}
