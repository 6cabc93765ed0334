/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "foyer-file-lock.h"
#include "foyer-statement.h"

G_BEGIN_DECLS

typedef enum
{
  FOYER_DATABASE_PRECIOUS,
  FOYER_DATABASE_MIRROR,
  FOYER_DATABASE_MIRROR_READER,
} FoyerDatabaseKind;

/* One SQLite connection, for the thread that opened it. */
typedef struct _FoyerDatabase FoyerDatabase;

/* On the thread of the database. */
typedef void (*FoyerDatabaseDamaged) (gpointer data);

typedef gboolean (*FoyerTransaction) (FoyerDatabase *database, gpointer data, GError **error);

FoyerDatabase *foyer_database_open (const char *path, FoyerDatabaseKind kind, GError **error);
void foyer_database_close (FoyerDatabase *self);
void foyer_database_take_lock (FoyerDatabase *self, FoyerFileLock *lock);
void foyer_database_watch_damage (FoyerDatabase *self, FoyerDatabaseDamaged func, gpointer data);
void foyer_database_set_cancellable (FoyerDatabase *self, GCancellable *cancellable);
gboolean foyer_database_execute (FoyerDatabase *self, const char *sql, GError **error);
gboolean foyer_database_begin (FoyerDatabase *self, GError **error);
gboolean foyer_database_commit (FoyerDatabase *self, GError **error);
void foyer_database_roll_back (FoyerDatabase *self);
gboolean foyer_database_is_in_transaction (FoyerDatabase *self);
gboolean foyer_database_transact (FoyerDatabase *self, FoyerTransaction func, gpointer data, GError **error);
void foyer_database_free_memory (FoyerDatabase *self);
gint64 foyer_database_count_changes (FoyerDatabase *self);
gboolean foyer_database_get_version (FoyerDatabase *self, int *version, GError **error);
gboolean foyer_database_check (FoyerDatabase *self, GError **error);
gboolean foyer_database_copy_to (FoyerDatabase *self, const char *path, GError **error);
FoyerStatement *foyer_database_prepare (FoyerDatabase *self, const char *sql, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerDatabase, foyer_database_close)

G_END_DECLS
