/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Foyer needs of SQLite, with its errors told apart by what a person can do about them. */

#include "foyer-database-private.h"

#include "foyer-private-files.h"

#define BUSY_TIMEOUT             5000 /* milliseconds */
#define OPERATIONS_BETWEEN_LOOKS 1000

struct _FoyerDatabase
{
  /* owned */
  sqlite3 *connection;
  GHashTable *statements; /* SQL, by its address, to FoyerStatement */
  FoyerFileLock *lock;
  char *path;

  /* borrowed */
  GThread *thread;
  FoyerDatabaseDamaged damaged; /* nullable */
  gpointer damaged_data;
};

/* No temporary file: a rollback or a sort must not leave people's data in /tmp. */
static const char common_pragmas[] = "PRAGMA temp_store = MEMORY;"
                                     "PRAGMA trusted_schema = OFF;"
                                     "PRAGMA cell_size_check = ON;"
                                     "PRAGMA foreign_keys = ON;";

/* A rollback journal, since WAL with two connections can damage a file up to SQLite 3.51; truncated rather than
 * deleted, so that a commit does not depend on the folder being synced. What was deleted is overwritten. */
static const char precious_pragmas[] = "PRAGMA journal_mode = TRUNCATE;"
                                       "PRAGMA synchronous = FULL;"
                                       "PRAGMA secure_delete = ON;";

/* What was deleted is overwritten here, too: a person who asked to be forgotten is.
 *
 * What is found by hashes is written all over the file: a cache that holds most of that (in KiB) saves a refresh of
 * everything a sixth of its work. */
static const char mirror_pragmas[] = "PRAGMA journal_mode = WAL;"
                                     "PRAGMA cache_size = -16384;"
                                     "PRAGMA synchronous = NORMAL;"
                                     "PRAGMA secure_delete = ON;"
                                     "PRAGMA wal_autocheckpoint = 4000;"
                                     "PRAGMA journal_size_limit = 16777216;";

static const char reader_pragmas[] = "PRAGMA query_only = ON;";

static FoyerErrorCode
code_for_result (int result, int errno_value)
{
  switch (result & 0xff)
    {
    case SQLITE_FULL:
      return FOYER_ERROR_DISK_FULL;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return FOYER_ERROR_READ_ONLY;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
      return FOYER_ERROR_DAMAGED;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return FOYER_ERROR_IN_USE;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      return foyer_private_error_code (errno_value);
    default:
      return FOYER_ERROR_STORE;
    }
}

gboolean
foyer_database_fail (FoyerDatabase *self, int result, GError **error)
{
  int errno_value = sqlite3_system_errno (self->connection);
  FoyerErrorCode code = code_for_result (result, errno_value);

  if (code == FOYER_ERROR_DAMAGED && self->damaged != NULL)
    self->damaged (self->damaged_data);
  /* sqlite3_errmsg () could quote what it was given; the number and its standing text cannot. */
  g_set_error (error, FOYER_ERROR, code, "%s: %s (SQLite %d, errno %d)", self->path, sqlite3_errstr (result), result,
               errno_value);
  return FALSE;
}

/**
 * foyer_database_open:
 * @path: the file, which exists, see foyer_private_file_ensure()
 *
 * Opens a connection that only the calling thread uses.
 *
 * Returns: (transfer full): the database, or `NULL` with `FOYER_ERROR_DISK_FULL`, `FOYER_ERROR_READ_ONLY`,
 * `FOYER_ERROR_DAMAGED`, `FOYER_ERROR_IN_USE` or, for everything else, `FOYER_ERROR_STORE`; every function here fails
 * with these
 */
FoyerDatabase *
foyer_database_open (const char *path, FoyerDatabaseKind kind, GError **error)
{
  static const char *const pragmas[] = {
    [FOYER_DATABASE_PRECIOUS] = precious_pragmas,
    [FOYER_DATABASE_MIRROR] = mirror_pragmas,
    [FOYER_DATABASE_MIRROR_READER] = reader_pragmas,
  };
  g_autoptr (FoyerDatabase) self = g_new0 (FoyerDatabase, 1);
  gboolean reads_only = kind == FOYER_DATABASE_MIRROR_READER;
  int result;

  self->path = g_strdup (path);
  self->thread = g_thread_self ();
  self->statements = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) foyer_statement_free);

  result = sqlite3_open_v2 (path, &self->connection,
                            (reads_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) | SQLITE_OPEN_NOMUTEX, NULL);
  if (self->connection == NULL)
    {
      g_set_error_literal (error, FOYER_ERROR, FOYER_ERROR_STORE, sqlite3_errstr (result));
      return NULL;
    }
  if (result != SQLITE_OK)
    {
      foyer_database_fail (self, result, error);
      return NULL;
    }

  sqlite3_extended_result_codes (self->connection, 1);
  sqlite3_busy_timeout (self->connection, BUSY_TIMEOUT);
  sqlite3_db_config (self->connection, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  result = foyer_search_function_register (self->connection);
  if (result == SQLITE_OK)
    result = foyer_sort_key_register (self->connection);
  if (result != SQLITE_OK)
    {
      foyer_database_fail (self, result, error);
      return NULL;
    }
  if (!reads_only && sqlite3_db_readonly (self->connection, "main") == 1)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_READ_ONLY, "%s: may not be written", path);
      return NULL;
    }
  if (!foyer_database_execute (self, common_pragmas, error) || !foyer_database_execute (self, pragmas[kind], error))
    return NULL;
  return g_steal_pointer (&self);
}

void
foyer_database_assert_thread (FoyerDatabase *self)
{
  g_assert (self->thread == g_thread_self ());
}

/**
 * foyer_database_close:
 *
 * Closes the connection, then gives up the lock it was given.
 */
void
foyer_database_close (FoyerDatabase *self)
{
  g_return_if_fail (self != NULL);
  foyer_database_assert_thread (self);

  g_hash_table_unref (self->statements);
  sqlite3_close (self->connection);
  g_clear_pointer (&self->lock, foyer_file_lock_free);
  g_free (self->path);
  g_free (self);
}

/**
 * foyer_database_take_lock:
 * @lock: (transfer full): the lock under which the database is open
 */
void
foyer_database_take_lock (FoyerDatabase *self, FoyerFileLock *lock)
{
  g_return_if_fail (self->lock == NULL);

  self->lock = lock;
}

/**
 * foyer_database_watch_damage:
 * @func: called from now on, on this thread, whenever something here fails with `FOYER_ERROR_DAMAGED`, before it does
 */
void
foyer_database_watch_damage (FoyerDatabase *self, FoyerDatabaseDamaged func, gpointer data)
{
  foyer_database_assert_thread (self);

  self->damaged = func;
  self->damaged_data = data;
}

static int
is_cancelled_cb (void *cancellable)
{
  return g_cancellable_is_cancelled (cancellable);
}

/**
 * foyer_database_set_cancellable:
 * @cancellable: (nullable): what interrupts statements from now on, until it is set to `NULL`; it must live until then
 *
 * An interrupted statement fails with an error that says nothing: whoever cancelled knows.
 */
void
foyer_database_set_cancellable (FoyerDatabase *self, GCancellable *cancellable)
{
  foyer_database_assert_thread (self);

  sqlite3_progress_handler (self->connection, cancellable != NULL ? OPERATIONS_BETWEEN_LOOKS : 0,
                            cancellable != NULL ? is_cancelled_cb : NULL, cancellable);
}

/**
 * foyer_database_execute:
 * @sql: one or more statements without parameters, never with anything a person or a server wrote
 */
gboolean
foyer_database_execute (FoyerDatabase *self, const char *sql, GError **error)
{
  int result;

  foyer_database_assert_thread (self);

  result = sqlite3_exec (self->connection, sql, NULL, NULL, NULL);
  return result == SQLITE_OK || foyer_database_fail (self, result, error);
}

/**
 * foyer_database_begin:
 *
 * Begins a transaction that writes, which others wait for; foyer_database_transact() is for all that is done at once.
 */
gboolean
foyer_database_begin (FoyerDatabase *self, GError **error)
{
  return foyer_database_execute (self, "BEGIN IMMEDIATE", error);
}

/**
 * foyer_database_commit:
 *
 * Returns: `FALSE` when nothing of the transaction happened
 */
gboolean
foyer_database_commit (FoyerDatabase *self, GError **error)
{
  if (foyer_database_execute (self, "COMMIT", error))
    return TRUE;
  foyer_database_roll_back (self);
  return FALSE;
}

/**
 * foyer_database_roll_back:
 *
 * Nothing of the transaction happened. Without one it does nothing.
 */
void
foyer_database_roll_back (FoyerDatabase *self)
{
  /* A full disk makes SQLite roll back by itself. */
  if (foyer_database_is_in_transaction (self))
    sqlite3_exec (self->connection, "ROLLBACK", NULL, NULL, NULL);
}

/**
 * foyer_database_is_in_transaction:
 *
 * Returns: whether a transaction is open
 */
gboolean
foyer_database_is_in_transaction (FoyerDatabase *self)
{
  foyer_database_assert_thread (self);

  return !sqlite3_get_autocommit (self->connection);
}

/**
 * foyer_database_transact:
 * @func: (scope call): what to do; all of it happens, or, when it fails, nothing
 *
 * Inside of a transaction @func becomes a part of it, and whoever began it rolls it back.
 */
gboolean
foyer_database_transact (FoyerDatabase *self, FoyerTransaction func, gpointer data, GError **error)
{
  if (foyer_database_is_in_transaction (self))
    return func (self, data, error);
  if (!foyer_database_begin (self, error))
    return FALSE;
  if (func (self, data, error))
    return foyer_database_commit (self, error);
  foyer_database_roll_back (self);
  return FALSE;
}

/**
 * foyer_database_free_memory:
 *
 * Gives back what was kept of the file in memory.
 */
void
foyer_database_free_memory (FoyerDatabase *self)
{
  foyer_database_assert_thread (self);

  sqlite3_db_release_memory (self->connection);
}

/**
 * foyer_database_count_changes:
 *
 * Returns: how many rows this connection has changed since it was opened
 */
gint64
foyer_database_count_changes (FoyerDatabase *self)
{
  return sqlite3_total_changes64 (self->connection);
}

/**
 * foyer_database_get_version:
 * @version: (out): `user_version`, 0 for an empty file
 */
gboolean
foyer_database_get_version (FoyerDatabase *self, int *version, GError **error)
{
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (self, "PRAGMA user_version", error);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  if (!foyer_statement_next (statement, &local_error))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  *version = (int) foyer_statement_get_int64 (statement, 0);
  return TRUE;
}

/**
 * foyer_database_check:
 *
 * Reads the whole file and looks whether it is one.
 *
 * Returns: `FALSE` with `FOYER_ERROR_DAMAGED` when it is not
 */
gboolean
foyer_database_check (FoyerDatabase *self, GError **error)
{
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (self, "PRAGMA quick_check (1)", error);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  if (!foyer_statement_next (statement, &local_error) && local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (g_strcmp0 (foyer_statement_get_text (statement, 0), "ok") != 0)
    {
      if (self->damaged != NULL)
        self->damaged (self->damaged_data);
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_DAMAGED, "%s: %s", self->path,
                   foyer_statement_get_text (statement, 0));
      return FALSE;
    }
  return TRUE;
}

/**
 * foyer_database_copy_to:
 * @path: an empty file
 *
 * Copies the database as it is now, and syncs the copy.
 */
gboolean
foyer_database_copy_to (FoyerDatabase *self, const char *path, GError **error)
{
  g_autoptr (FoyerDatabase) copy = foyer_database_open (path, FOYER_DATABASE_PRECIOUS, error);
  sqlite3_backup *backup;
  int result;

  if (copy == NULL || !foyer_database_execute (copy, "PRAGMA journal_mode = DELETE", error))
    return FALSE;
  backup = sqlite3_backup_init (copy->connection, "main", self->connection, "main");
  if (backup == NULL)
    return foyer_database_fail (copy, sqlite3_errcode (copy->connection), error);
  result = sqlite3_backup_step (backup, -1);
  sqlite3_backup_finish (backup);
  return result == SQLITE_DONE || foyer_database_fail (copy, result, error);
}

/**
 * foyer_database_prepare:
 * @sql: a string constant or an interned string; its address is the key under which the statement is kept
 *
 * Lends a statement with no parameter bound. The same one is not lent twice at a time.
 *
 * Returns: (transfer full): the statement, to be given back with foyer_statement_reset(), which g_autoptr does
 */
FoyerStatement *
foyer_database_prepare (FoyerDatabase *self, const char *sql, GError **error)
{
  FoyerStatement *statement;
  sqlite3_stmt *prepared = NULL;
  int result;

  foyer_database_assert_thread (self);

  statement = g_hash_table_lookup (self->statements, sql);
  if (statement != NULL)
    {
      foyer_statement_lend (statement);
      return statement;
    }

  result = sqlite3_prepare_v3 (self->connection, sql, -1, SQLITE_PREPARE_PERSISTENT, &prepared, NULL);
  if (result != SQLITE_OK)
    {
      foyer_database_fail (self, result, error);
      return NULL;
    }
  statement = foyer_statement_new (self, prepared);
  g_hash_table_insert (self->statements, (gpointer) sql, statement);
  return statement;
}
