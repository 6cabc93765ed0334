/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * FoyerSandboxThread:
 *
 * A #FoyerSandbox on a thread and a main context of its own, for sample data inside the desktop application and for
 * tests.
 */
#include "foyer-sandbox-thread.h"

struct _FoyerSandboxThread
{
  GObject parent_instance;

  /* Owned. */
  FoyerSandbox *sandbox; /* the thread's alone while it runs */
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  char *address;
  GTask *start_task; /* to be returned by the thread; NULL when start () waits */

  /* What the thread tells start (). */
  GMutex mutex;
  GCond cond;
  gboolean settled;
  GError *error;
};

G_DEFINE_FINAL_TYPE (FoyerSandboxThread, foyer_sandbox_thread, G_TYPE_OBJECT)

/* In the context that called start_async (). */
static gboolean
return_start_cb (gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerSandboxThread *self = g_task_get_source_object (task);
  GError *error = g_steal_pointer (&self->error);

  if (error != NULL)
    {
      foyer_sandbox_thread_stop (self);
      g_task_return_error (task, error);
    }
  else if (self->thread == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The sandbox was stopped");
  else
    g_task_return_boolean (task, TRUE);
  return G_SOURCE_REMOVE;
}

static void
run_in (GMainContext *context, GSourceFunc function, gpointer data)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, function, data, NULL);
  g_source_attach (source, context);
}

/* The task goes back to where it came from: dropped here it might be the last to hold the object, which then would wait
 * for its own thread. */
static void
settle (FoyerSandboxThread *self, GError *error)
{
  GTask *task;

  g_mutex_lock (&self->mutex);
  self->settled = TRUE;
  self->error = error;
  self->address = g_strdup (foyer_sandbox_get_address (self->sandbox));
  task = g_steal_pointer (&self->start_task);
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);

  if (task != NULL)
    run_in (g_task_get_context (task), return_start_cb, task);
}

static gpointer
run (gpointer data)
{
  FoyerSandboxThread *self = data;
  GError *error = NULL;

  g_main_context_push_thread_default (self->context);
  if (foyer_sandbox_start (self->sandbox, &error))
    {
      settle (self, NULL);
      g_main_loop_run (self->loop);
    }
  else
    settle (self, error);
  foyer_sandbox_stop (self->sandbox);
  /* What the closed connections still have to do. */
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

static void
launch (FoyerSandboxThread *self)
{
  self->settled = FALSE;
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("sandbox", run, self);
}

static void
foyer_sandbox_thread_finalize (GObject *object)
{
  FoyerSandboxThread *self = FOYER_SANDBOX_THREAD (object);

  foyer_sandbox_thread_stop (self);
  g_clear_object (&self->sandbox);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  G_OBJECT_CLASS (foyer_sandbox_thread_parent_class)->finalize (object);
}

static void
foyer_sandbox_thread_class_init (FoyerSandboxThreadClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = foyer_sandbox_thread_finalize;
}

static void
foyer_sandbox_thread_init (FoyerSandboxThread *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
}

/**
 * foyer_sandbox_thread_new:
 * @options: how the sample account is set up; copied
 *
 * Returns: (transfer full): a sandbox that does not run yet
 */
FoyerSandboxThread *
foyer_sandbox_thread_new (const FoyerSandboxOptions *options)
{
  FoyerSandboxThread *self = g_object_new (FOYER_TYPE_SANDBOX_THREAD, NULL);

  self->sandbox = foyer_sandbox_new (options);
  return self;
}

/**
 * foyer_sandbox_thread_start_async:
 * @self: a sandbox that does not run
 *
 * Starts it without blocking: a long journal takes its time.
 */
void
foyer_sandbox_thread_start_async (FoyerSandboxThread *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (FOYER_IS_SANDBOX_THREAD (self));
  g_return_if_fail (self->thread == NULL);

  self->start_task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (self->start_task, foyer_sandbox_thread_start_async);
  launch (self);
}

/**
 * foyer_sandbox_thread_start_finish:
 *
 * Returns: %FALSE, with a #GIOErrorEnum, when the journal or the port cannot be had
 */
gboolean
foyer_sandbox_thread_start_finish (FoyerSandboxThread *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * foyer_sandbox_thread_start:
 * @self: a sandbox that does not run
 *
 * Starts it and waits until it listens. For programs that have nothing else to do.
 *
 * Returns: %FALSE, with a #GIOErrorEnum, when the journal or the port cannot be had
 */
gboolean
foyer_sandbox_thread_start (FoyerSandboxThread *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (FOYER_IS_SANDBOX_THREAD (self), FALSE);
  g_return_val_if_fail (self->thread == NULL, FALSE);

  launch (self);
  g_mutex_lock (&self->mutex);
  while (!self->settled)
    g_cond_wait (&self->cond, &self->mutex);
  local_error = g_steal_pointer (&self->error);
  g_mutex_unlock (&self->mutex);
  if (local_error == NULL)
    return TRUE;
  foyer_sandbox_thread_stop (self);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/**
 * foyer_sandbox_thread_stop:
 * @self: a sandbox
 *
 * Closes its connections and waits for its thread, which is quick unless a long journal is being read. A start that is
 * under way ends with %G_IO_ERROR_CANCELLED. It can be started again.
 */
void
foyer_sandbox_thread_stop (FoyerSandboxThread *self)
{
  g_return_if_fail (FOYER_IS_SANDBOX_THREAD (self));

  if (self->thread == NULL)
    return;
  /* As a source of the loop: quitting a loop that does not run yet would be forgotten. */
  run_in (self->context, quit_cb, self->loop);
  g_thread_join (g_steal_pointer (&self->thread));
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_pointer (&self->address, g_free);
}

/**
 * foyer_sandbox_thread_get_address:
 * @self: a sandbox
 *
 * Returns: (nullable): such as `http://127.0.0.1:4711`, once it has started
 */
const char *
foyer_sandbox_thread_get_address (FoyerSandboxThread *self)
{
  g_return_val_if_fail (FOYER_IS_SANDBOX_THREAD (self), NULL);

  return self->settled ? self->address : NULL;
}
