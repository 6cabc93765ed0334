/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "foyer-file-lock.h"

G_BEGIN_DECLS

typedef enum
{
  FOYER_DATABASE_PRECIOUS,
  FOYER_DATABASE_MIRROR,
  FOYER_DATABASE_MIRROR_READER,
} FoyerDatabaseKind;

/* One SQLite connection, for the thread that opened it. */
typedef struct _FoyerDatabase FoyerDatabase;

typedef gboolean (*FoyerTransaction) (FoyerDatabase *database, gpointer data, GError **error);

FoyerDatabase *foyer_database_open (const char *path, FoyerDatabaseKind kind, GError **error);
void foyer_database_close (FoyerDatabase *self);
void foyer_database_take_lock (FoyerDatabase *self, FoyerFileLock *lock);
gboolean foyer_database_execute (FoyerDatabase *self, const char *sql, GError **error);
gboolean foyer_database_transact (FoyerDatabase *self, FoyerTransaction func, gpointer data, GError **error);
gboolean foyer_database_get_version (FoyerDatabase *self, int *version, GError **error);
gboolean foyer_database_check (FoyerDatabase *self, GError **error);
gboolean foyer_database_copy_to (FoyerDatabase *self, const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerDatabase, foyer_database_close)

/* A prepared statement on loan: g_autoptr gives it back reset, so that none stays in the way of a commit. */
typedef struct _FoyerStatement FoyerStatement;

FoyerStatement *foyer_database_prepare (FoyerDatabase *self, const char *sql, GError **error);
void foyer_statement_reset (FoyerStatement *self);
void foyer_statement_bind_int64 (FoyerStatement *self, int position, gint64 value);
void foyer_statement_bind_text (FoyerStatement *self, int position, const char *value);
void foyer_statement_bind_bytes (FoyerStatement *self, int position, GBytes *value);
void foyer_statement_bind_variant (FoyerStatement *self, int position, GVariant *value);
gboolean foyer_statement_next (FoyerStatement *self, GError **error);
gboolean foyer_statement_run (FoyerStatement *self, GError **error);
gint64 foyer_statement_get_int64 (FoyerStatement *self, int column);
const char *foyer_statement_get_text (FoyerStatement *self, int column);
GBytes *foyer_statement_get_bytes (FoyerStatement *self, int column);
GVariant *foyer_statement_get_variant (FoyerStatement *self, int column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerStatement, foyer_statement_reset)

G_END_DECLS
