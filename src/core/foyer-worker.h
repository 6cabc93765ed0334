/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define FOYER_TYPE_WORKER (foyer_worker_get_type ())
G_DECLARE_FINAL_TYPE (FoyerWorker, foyer_worker, FOYER, WORKER, GObject)

/* Runs after every job that was queued before it. */
#define FOYER_WORKER_PRIORITY_LAST G_MAXINT

/* One thread with a queue. Runs func as g_task_run_in_thread () would: by the task's priority, then in order, cancelled
 * ones not at all. func may pass its task to foyer_worker_run () again, to let others go first. */
FoyerWorker *foyer_worker_new (const char *name);
void foyer_worker_run (FoyerWorker *self, GTask *task, GTaskThreadFunc func);
void foyer_worker_run_last (FoyerWorker *self, GDestroyNotify func, gpointer data);
gboolean foyer_worker_is_current (FoyerWorker *self);
void foyer_worker_step_back (FoyerWorker *self);

G_END_DECLS
