/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The thread with a queue. */

#include "foyer-worker.h"

#include <sys/resource.h>

typedef struct
{
  GThread *thread; /* that the first job ran on */
  GString *order;
  GMutex gate; /* held by the test to keep the thread in its first job */
  guint n_answered;
} Log;

typedef struct
{
  Log *log;
  char letter;
  guint n_rounds; /* how often it lets others go first */
  FoyerWorker *worker;
} Note;

static void
write_note (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Note *note = data;

  if (note->log->thread == NULL)
    note->log->thread = g_thread_self ();
  g_assert_true (note->log->thread == g_thread_self ());
  g_string_append_c (note->log->order, note->letter);
  if (note->n_rounds-- > 1)
    foyer_worker_run (note->worker, task, write_note);
  else
    g_task_return_boolean (task, TRUE);
}

static void
wait_at_gate (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Note *note = data;

  g_mutex_lock (&note->log->gate);
  g_mutex_unlock (&note->log->gate);
  write_note (task, source, data, cancellable);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Log *log = user_data;

  log->n_answered++;
}

static void
queue_note (FoyerWorker *worker,
            Log *log,
            char letter,
            int priority,
            guint n_rounds,
            GCancellable *cancellable,
            GTaskThreadFunc func)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, answered_cb, log);
  Note note = { log, letter, n_rounds, worker };

  g_task_set_priority (task, priority);
  g_task_set_task_data (task, g_memdup2 (&note, sizeof note), g_free);
  foyer_worker_run (worker, task, func);
}

static void
append_z (gpointer data)
{
  g_string_append_c (((Log *) data)->order, 'z');
}

/* Would catch: two threads at once, jobs out of order, a cancelled write that happens all the same, a job that lets
 * others go first and is lost, the close of a file before its last write. */
static void
test_order (void)
{
  g_autoptr (FoyerWorker) worker = foyer_worker_new ("test");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Log log = { .order = g_string_new (NULL) };

  g_mutex_init (&log.gate);
  g_mutex_lock (&log.gate);
  queue_note (worker, &log, 'a', 0, 1, NULL, wait_at_gate);
  queue_note (worker, &log, 's', G_PRIORITY_LOW, 3, NULL, write_note);
  queue_note (worker, &log, 't', G_PRIORITY_LOW, 1, NULL, write_note);
  foyer_worker_run_last (worker, append_z, &log);
  queue_note (worker, &log, 'b', 0, 1, NULL, write_note);
  queue_note (worker, &log, 'x', 0, 1, cancellable, write_note);
  queue_note (worker, &log, 'c', 0, 1, NULL, write_note);
  g_cancellable_cancel (cancellable);
  g_mutex_unlock (&log.gate);

  while (log.n_answered < 6)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (foyer_worker_is_current (worker));
  g_assert_finalize_object (g_steal_pointer (&worker));
  g_assert_cmpstr (log.order->str, ==, "abcstssz");
  g_string_free (log.order, TRUE);
  g_mutex_clear (&log.gate);
}

/* Would catch: writes that were queued and are forgotten when the worker goes away. */
static void
test_drained (void)
{
  g_autoptr (FoyerWorker) worker = foyer_worker_new ("test");
  Log log = { .order = g_string_new (NULL) };

  for (guint i = 0; i < 1000; i++)
    queue_note (worker, &log, 'a', 0, 1, NULL, write_note);
  g_assert_finalize_object (g_steal_pointer (&worker));
  g_assert_cmpuint (log.order->len, ==, 1000);
  while (log.n_answered < 1000)
    g_main_context_iteration (NULL, TRUE);
  g_string_free (log.order, TRUE);
}

static void
drop_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_object_unref (data);
  g_task_return_boolean (task, TRUE);
}

/* Would catch: a thread that waits for itself when the last reference goes away inside a job. */
static void
test_dropped_inside (void)
{
  FoyerWorker *worker = foyer_worker_new ("test");
  Log log = { 0 };
  g_autoptr (GTask) task = g_task_new (NULL, NULL, answered_cb, &log);

  g_task_set_task_data (task, worker, NULL);
  foyer_worker_run (worker, task, drop_worker);
  while (log.n_answered < 1)
    g_main_context_iteration (NULL, TRUE);
}

static void
return_niceness (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_int (task, getpriority (PRIO_PROCESS, 0));
}

static void
niceness_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(int *) user_data = (int) g_task_propagate_int (G_TASK (result), NULL);
}

static int
ask_niceness (FoyerWorker *worker)
{
  int niceness = G_MAXINT;
  g_autoptr (GTask) task = g_task_new (NULL, NULL, niceness_cb, &niceness);

  foyer_worker_run (worker, task, return_niceness);
  while (niceness == G_MAXINT)
    g_main_context_iteration (NULL, TRUE);
  return niceness;
}

/* A refresh that takes the processors from who is typing; and one that takes its own process down with it. */
static void
test_steps_back (void)
{
  g_autoptr (FoyerWorker) worker = foyer_worker_new ("test");
  g_autoptr (FoyerWorker) other = foyer_worker_new ("other");
  int before = getpriority (PRIO_PROCESS, 0);

  g_assert_cmpint (ask_niceness (worker), ==, before);
  foyer_worker_step_back (worker);
  g_assert_cmpint (ask_niceness (worker), >=, MIN (before + 5, 19));
  g_assert_cmpint (ask_niceness (other), ==, before);
  g_assert_cmpint (getpriority (PRIO_PROCESS, 0), ==, before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/worker/order", test_order);
  g_test_add_func ("/worker/drained", test_drained);
  g_test_add_func ("/worker/dropped-inside", test_dropped_inside);
  g_test_add_func ("/worker/steps-back", test_steps_back);
  return g_test_run ();
}
