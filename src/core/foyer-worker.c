/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One thread with a queue of jobs: a database connection belongs to the thread that opened it. */

#include "foyer-worker.h"

#include <sys/resource.h>

/* How far work steps back that nobody waits for: to a third of what others get. All the way it would stand still on a
 * busy computer. */
#define NICENESS 5

typedef struct
{
  GTask *task; /* owned; NULL for a plain function */
  GTaskThreadFunc func;
  GDestroyNotify plain;
  gpointer data;
  int priority;
  guint64 serial;
} Job;

/* Shared by the worker and its thread, because the last reference to the worker may go away inside a job. */
typedef struct
{
  GAsyncQueue *jobs;
  guint64 serial; /* atomic under the queue's lock */
} Queue;

struct _FoyerWorker
{
  GObject parent_instance;

  /* owned */
  Queue *queue;
  GThread *thread;
};

G_DEFINE_FINAL_TYPE (FoyerWorker, foyer_worker, G_TYPE_OBJECT)

static void
queue_clear (gpointer data)
{
  Queue *queue = data;

  g_async_queue_unref (queue->jobs);
}

static int
compare_jobs (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Job *first = a;
  const Job *second = b;

  if (first->priority != second->priority)
    return first->priority < second->priority ? -1 : 1;
  return first->serial < second->serial ? -1 : first->serial > second->serial;
}

static void
queue_push (Queue *queue, Job *job)
{
  g_async_queue_lock (queue->jobs);
  job->serial = queue->serial++;
  g_async_queue_push_sorted_unlocked (queue->jobs, job, compare_jobs, NULL);
  g_async_queue_unlock (queue->jobs);
}

static void
queue_function (FoyerWorker *self, int priority, GDestroyNotify func, gpointer data)
{
  Job *job = g_new0 (Job, 1);

  job->plain = func;
  job->data = data;
  job->priority = priority;
  queue_push (self->queue, job);
}

/* On Linux this is the thread's alone. Where it fails others may wait for it a little, and nothing else. */
static void
lower_priority (gpointer data)
{
  setpriority (PRIO_PROCESS, 0, NICENESS);
}

static gpointer
work (gpointer data)
{
  Queue *queue = data;
  gboolean stop = FALSE;

  while (!stop)
    {
      Job *job = g_async_queue_pop (queue->jobs);

      if (job->task != NULL)
        {
          if (!g_task_return_error_if_cancelled (job->task))
            job->func (job->task, g_task_get_source_object (job->task), g_task_get_task_data (job->task),
                       g_task_get_cancellable (job->task));
        }
      else if (job->plain != NULL)
        job->plain (job->data);
      else
        stop = TRUE;

      g_clear_object (&job->task);
      g_free (job);
    }

  g_atomic_rc_box_release_full (queue, queue_clear);
  return NULL;
}

static void
foyer_worker_finalize (GObject *object)
{
  FoyerWorker *self = FOYER_WORKER (object);
  Job *job = g_new0 (Job, 1);

  job->priority = FOYER_WORKER_PRIORITY_LAST;
  queue_push (self->queue, job);

  if (foyer_worker_is_current (self))
    g_thread_unref (self->thread);
  else
    g_thread_join (self->thread);
  g_atomic_rc_box_release_full (self->queue, queue_clear);

  G_OBJECT_CLASS (foyer_worker_parent_class)->finalize (object);
}

static void
foyer_worker_class_init (FoyerWorkerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = foyer_worker_finalize;
}

static void
foyer_worker_init (FoyerWorker *self)
{
}

/**
 * foyer_worker_new:
 * @name: what the thread is called in a debugger; at most 15 bytes are shown
 *
 * Starts a thread. It finishes what is queued before it ends, and the last g_object_unref () waits for that: whoever
 * must not wait first lets a job with %FOYER_WORKER_PRIORITY_LAST call back.
 *
 * Returns: (transfer full): a worker
 */
FoyerWorker *
foyer_worker_new (const char *name)
{
  FoyerWorker *self = g_object_new (FOYER_TYPE_WORKER, NULL);

  self->queue = g_atomic_rc_box_new0 (Queue);
  self->queue->jobs = g_async_queue_new ();
  self->thread = g_thread_new (name, work, g_atomic_rc_box_acquire (self->queue));

  return self;
}

/**
 * foyer_worker_run:
 * @task: a task whose priority, cancellable, data and source object the job takes over
 * @func: runs on the worker's thread and returns through @task
 *
 * Queues a job as g_task_run_in_thread () would, on this one thread: lower priorities first, equal ones in order. A job
 * that was cancelled before its turn is not begun. @func may end by passing @task here once more, to let others go
 * first.
 *
 * Data that @func leaves in @task may be freed on either thread.
 */
void
foyer_worker_run (FoyerWorker *self, GTask *task, GTaskThreadFunc func)
{
  g_return_if_fail (FOYER_IS_WORKER (self));
  g_return_if_fail (G_IS_TASK (task));
  g_return_if_fail (func != NULL);

  Job *job = g_new0 (Job, 1);
  job->task = g_object_ref (task);
  job->func = func;
  job->priority = g_task_get_priority (task);
  queue_push (self->queue, job);
}

/**
 * foyer_worker_run_last:
 * @func: runs on the worker's thread
 * @data: (transfer full): what @func frees or closes
 *
 * Queues the end of something that belongs to the thread, after every job queued before.
 */
void
foyer_worker_run_last (FoyerWorker *self, GDestroyNotify func, gpointer data)
{
  g_return_if_fail (FOYER_IS_WORKER (self));
  g_return_if_fail (func != NULL);

  queue_function (self, FOYER_WORKER_PRIORITY_LAST, func, data);
}

/**
 * foyer_worker_step_back:
 *
 * From the next job on nobody waits for what the worker does: where processors are scarce, threads that are waited for
 * go first. There is no way back.
 */
void
foyer_worker_step_back (FoyerWorker *self)
{
  g_return_if_fail (FOYER_IS_WORKER (self));

  queue_function (self, G_MININT, lower_priority, NULL);
}

/**
 * foyer_worker_is_current:
 *
 * Returns: whether the caller runs on the worker's thread
 */
gboolean
foyer_worker_is_current (FoyerWorker *self)
{
  g_return_val_if_fail (FOYER_IS_WORKER (self), FALSE);

  return self->thread == g_thread_self ();
}
