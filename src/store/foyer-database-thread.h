/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-database.h"
#include "foyer-worker.h"

G_BEGIN_DECLS

#define FOYER_TYPE_DATABASE_THREAD (foyer_database_thread_get_type ())
G_DECLARE_FINAL_TYPE (FoyerDatabaseThread, foyer_database_thread, FOYER, DATABASE_THREAD, GObject)

/* Returns NULL with an error when it failed; what it returns otherwise is the task's result. */
typedef gpointer (*FoyerDatabaseJob) (FoyerDatabase *database, gpointer data, GError **error);

/* What a job that only succeeds or fails returns. */
#define FOYER_DATABASE_DONE GINT_TO_POINTER (TRUE)

/* How long a group may be open, in milliseconds, while other processes cannot write and nobody sees what it holds.
 * Longer ones cost hardly less. */
#define FOYER_LONGEST_GROUP 250

FoyerDatabaseThread *foyer_database_thread_new (const char *name);
FoyerWorker *foyer_database_thread_get_worker (FoyerDatabaseThread *self);
FoyerDatabase *foyer_database_thread_get_database (FoyerDatabaseThread *self, GError **error);
void foyer_database_thread_take_database (FoyerDatabaseThread *self, FoyerDatabase *database);
FoyerDatabase *foyer_database_thread_begin_job (FoyerDatabaseThread *self, gboolean joins, GError **error);
void foyer_database_thread_end_job (FoyerDatabaseThread *self, gboolean joined, gboolean succeeded);
void foyer_database_thread_run (FoyerDatabaseThread *self,
                                GTask *task,
                                FoyerDatabaseJob job,
                                gpointer data,
                                GDestroyNotify free_data,
                                GDestroyNotify free_result);
void foyer_database_thread_join (
    FoyerDatabaseThread *self, GTask *task, FoyerDatabaseJob job, gpointer data, GDestroyNotify free_data);
void foyer_database_thread_flush (FoyerDatabaseThread *self, GTask *task);

G_END_DECLS
