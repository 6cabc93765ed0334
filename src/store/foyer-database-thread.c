/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A database with the thread it lives on. */

#include "foyer-database-thread.h"

#include "foyer-error.h"

struct _FoyerDatabaseThread
{
  GObject parent_instance;

  /* owned */
  FoyerWorker *worker;
  FoyerDatabase *database; /* nullable; only touched on the worker's thread */
};

typedef struct
{
  /* owned */
  FoyerDatabaseThread *thread;
  gpointer data;

  GDestroyNotify free_data;
  GDestroyNotify free_result;
  FoyerDatabaseJob job;
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
  FoyerDatabase *database = foyer_database_thread_get_database (job->thread, &error);
  gpointer result = NULL;

  if (database != NULL)
    {
      foyer_database_set_cancellable (database, job->free_result != NULL ? cancellable : NULL);
      result = job->job (database, job->data, &error);
      foyer_database_set_cancellable (database, NULL);
    }

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, job->free_result);
}

static void
foyer_database_thread_finalize (GObject *object)
{
  FoyerDatabaseThread *self = FOYER_DATABASE_THREAD (object);

  if (self->database != NULL)
    foyer_worker_run_last (self->worker, (GDestroyNotify) foyer_database_close, g_steal_pointer (&self->database));
  g_clear_object (&self->worker);

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

  g_clear_pointer (&self->database, foyer_database_close);
  self->database = database;
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
  Job *queued;

  g_return_if_fail (FOYER_IS_DATABASE_THREAD (self));

  queued = g_new0 (Job, 1);
  queued->thread = g_object_ref (self);
  queued->data = data;
  queued->free_data = free_data;
  queued->free_result = free_result;
  queued->job = job;

  g_task_set_task_data (task, queued, job_free);
  g_task_set_check_cancellable (task, free_result != NULL);
  foyer_worker_run (self->worker, task, run_job);
}
