/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Foyer needs of SQLite, with its errors told apart by what a person can do about them. */

#include "foyer-database.h"

#include <sqlite3.h>

#include "foyer-private-files.h"

#define BUSY_TIMEOUT 5000 /* milliseconds */

struct _FoyerDatabase
{
  /* owned */
  sqlite3 *connection;
  GHashTable *statements; /* SQL to FoyerStatement */
  FoyerFileLock *lock;
  char *path;

  /* borrowed */
  GThread *thread;
};

struct _FoyerStatement
{
  /* owned */
  sqlite3_stmt *statement;

  /* borrowed */
  FoyerDatabase *database;

  int bind_result;
};

/* No temporary file: a rollback or a sort must not leave people's data in /tmp. */
static const char common_pragmas[] = "PRAGMA temp_store = MEMORY;"
                                     "PRAGMA trusted_schema = OFF;"
                                     "PRAGMA cell_size_check = ON;"
                                     "PRAGMA foreign_keys = ON;";

/* A rollback journal, since WAL with two connections can damage a file up to SQLite 3.51; truncated rather than deleted, so that a
 * commit does not depend on the folder being synced. What was deleted is overwritten. */
static const char precious_pragmas[] = "PRAGMA journal_mode = TRUNCATE;"
                                       "PRAGMA synchronous = FULL;"
                                       "PRAGMA secure_delete = ON;";

static const char mirror_pragmas[] = "PRAGMA journal_mode = WAL;"
                                     "PRAGMA synchronous = NORMAL;"
                                     "PRAGMA journal_size_limit = 4194304;";

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

static gboolean
fail (FoyerDatabase *self, int result, GError **error)
{
  int errno_value = sqlite3_system_errno (self->connection);

  /* sqlite3_errmsg () could quote what it was given; the number and its standing text cannot. */
  g_set_error (error, FOYER_ERROR, code_for_result (result, errno_value), "%s: %s (SQLite %d, errno %d)", self->path,
               sqlite3_errstr (result), result, errno_value);
  return FALSE;
}

static void
statement_free (gpointer data)
{
  FoyerStatement *statement = data;

  sqlite3_finalize (statement->statement);
  g_free (statement);
}

/**
 * foyer_database_open:
 * @path: the file, which exists, see foyer_private_file_ensure()
 *
 * Opens a connection that only the calling thread uses.
 *
 * Returns: (transfer full): the database, or `NULL` with `FOYER_ERROR_DISK_FULL`, `FOYER_ERROR_READ_ONLY`, `FOYER_ERROR_DAMAGED`,
 *   `FOYER_ERROR_IN_USE` or, for everything else, `FOYER_ERROR_STORE`; every function here fails with these
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
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, statement_free);

  result = sqlite3_open_v2 (path, &self->connection,
                            (reads_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) | SQLITE_OPEN_NOMUTEX, NULL);
  if (self->connection == NULL)
    {
      g_set_error_literal (error, FOYER_ERROR, FOYER_ERROR_STORE, sqlite3_errstr (result));
      return NULL;
    }
  if (result != SQLITE_OK)
    {
      fail (self, result, error);
      return NULL;
    }

  sqlite3_extended_result_codes (self->connection, 1);
  sqlite3_busy_timeout (self->connection, BUSY_TIMEOUT);
  sqlite3_db_config (self->connection, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  if (!reads_only && sqlite3_db_readonly (self->connection, "main") == 1)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_READ_ONLY, "%s: may not be written", path);
      return NULL;
    }
  if (!foyer_database_execute (self, common_pragmas, error) || !foyer_database_execute (self, pragmas[kind], error))
    return NULL;
  return g_steal_pointer (&self);
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
  g_assert (self->thread == g_thread_self ());

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
 * foyer_database_execute:
 * @sql: one or more statements without parameters, never with anything a person or a server wrote
 */
gboolean
foyer_database_execute (FoyerDatabase *self, const char *sql, GError **error)
{
  int result;

  g_assert (self->thread == g_thread_self ());

  result = sqlite3_exec (self->connection, sql, NULL, NULL, NULL);
  return result == SQLITE_OK || fail (self, result, error);
}

static void
roll_back (FoyerDatabase *self)
{
  /* A full disk makes SQLite roll back by itself. */
  if (!sqlite3_get_autocommit (self->connection))
    sqlite3_exec (self->connection, "ROLLBACK", NULL, NULL, NULL);
}

/**
 * foyer_database_transact:
 * @func: (scope call): what to do; all of it happens, or, when it fails, nothing
 */
gboolean
foyer_database_transact (FoyerDatabase *self, FoyerTransaction func, gpointer data, GError **error)
{
  if (!foyer_database_execute (self, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (!func (self, data, error) || !foyer_database_execute (self, "COMMIT", error))
    {
      roll_back (self);
      return FALSE;
    }
  return TRUE;
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
    return fail (copy, sqlite3_errcode (copy->connection), error);
  result = sqlite3_backup_step (backup, -1);
  sqlite3_backup_finish (backup);
  return result == SQLITE_DONE || fail (copy, result, error);
}

/**
 * foyer_database_prepare:
 * @sql: a string constant; it is the key under which the statement is kept
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

  g_assert (self->thread == g_thread_self ());

  statement = g_hash_table_lookup (self->statements, sql);
  if (statement != NULL)
    {
      g_assert (!sqlite3_stmt_busy (statement->statement));
      return statement;
    }

  result = sqlite3_prepare_v3 (self->connection, sql, -1, SQLITE_PREPARE_PERSISTENT, &prepared, NULL);
  if (result != SQLITE_OK)
    {
      fail (self, result, error);
      return NULL;
    }
  statement = g_new0 (FoyerStatement, 1);
  statement->statement = prepared;
  statement->database = self;
  g_hash_table_insert (self->statements, (gpointer) sql, statement);
  return statement;
}

/**
 * foyer_statement_reset:
 *
 * Ends the statement's reading and forgets what was bound to it.
 */
void
foyer_statement_reset (FoyerStatement *self)
{
  g_return_if_fail (self != NULL);
  g_assert (self->database->thread == g_thread_self ());

  sqlite3_reset (self->statement);
  sqlite3_clear_bindings (self->statement);
  self->bind_result = SQLITE_OK;
}

/* A failed binding fails the statement when it is stepped, so that callers need not look at each. */
static void
remember (FoyerStatement *self, int result)
{
  if (self->bind_result == SQLITE_OK)
    self->bind_result = result;
}

void
foyer_statement_bind_int64 (FoyerStatement *self, int position, gint64 value)
{
  remember (self, sqlite3_bind_int64 (self->statement, position, value));
}

/**
 * foyer_statement_bind_text:
 * @position: counted from 1
 * @value: (nullable): the text; it is copied
 */
void
foyer_statement_bind_text (FoyerStatement *self, int position, const char *value)
{
  remember (self, sqlite3_bind_text (self->statement, position, value, -1, SQLITE_TRANSIENT));
}

/**
 * foyer_statement_bind_bytes:
 * @value: (nullable): the bytes; they are copied
 */
void
foyer_statement_bind_bytes (FoyerStatement *self, int position, GBytes *value)
{
  gsize size = 0;
  gconstpointer data = value != NULL ? g_bytes_get_data (value, &size) : NULL;

  if (value == NULL)
    remember (self, sqlite3_bind_null (self->statement, position));
  else if (size == 0)
    remember (self, sqlite3_bind_zeroblob (self->statement, position, 0));
  else
    remember (self, sqlite3_bind_blob64 (self->statement, position, data, size, SQLITE_TRANSIENT));
}

/**
 * foyer_statement_bind_variant:
 * @value: (nullable): a value of any type; a floating one is sunk
 *
 * Keeps the value with its type, in the byte order of little-endian machines, so that a file can move.
 */
void
foyer_statement_bind_variant (FoyerStatement *self, int position, GVariant *value)
{
  g_autoptr (GVariant) boxed = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (value != NULL)
    {
      boxed = g_variant_ref_sink (g_variant_new_variant (value));
      if (G_BYTE_ORDER == G_BIG_ENDIAN)
        {
          GVariant *swapped = g_variant_byteswap (boxed);

          g_variant_unref (boxed);
          boxed = swapped;
        }
      bytes = g_variant_get_data_as_bytes (boxed);
    }
  foyer_statement_bind_bytes (self, position, bytes);
}

/**
 * foyer_statement_next:
 *
 * Returns: whether there is a row; at the end `FALSE` without an error
 */
gboolean
foyer_statement_next (FoyerStatement *self, GError **error)
{
  int result;

  g_assert (self->database->thread == g_thread_self ());

  result = self->bind_result == SQLITE_OK ? sqlite3_step (self->statement) : self->bind_result;
  if (result == SQLITE_ROW)
    return TRUE;
  if (result != SQLITE_DONE)
    fail (self->database, result, error);
  return FALSE;
}

/**
 * foyer_statement_run:
 *
 * Runs a statement that gives no rows, and resets it: the next row can be bound at once.
 */
gboolean
foyer_statement_run (FoyerStatement *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  foyer_statement_next (self, &local_error);
  foyer_statement_reset (self);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gint64
foyer_statement_get_int64 (FoyerStatement *self, int column)
{
  return sqlite3_column_int64 (self->statement, column);
}

/**
 * foyer_statement_get_text:
 * @column: counted from 0
 *
 * Returns: (transfer none) (nullable): the text, until the next step, or `NULL` when there is none or it is not UTF-8
 */
const char *
foyer_statement_get_text (FoyerStatement *self, int column)
{
  const char *text = (const char *) sqlite3_column_text (self->statement, column);

  return text != NULL && g_utf8_validate (text, -1, NULL) ? text : NULL;
}

/**
 * foyer_statement_get_bytes:
 *
 * Returns: (transfer full) (nullable): a copy, or `NULL` for null
 */
GBytes *
foyer_statement_get_bytes (FoyerStatement *self, int column)
{
  gconstpointer data;

  if (sqlite3_column_type (self->statement, column) == SQLITE_NULL)
    return NULL;
  data = sqlite3_column_blob (self->statement, column);
  return g_bytes_new (data, (gsize) sqlite3_column_bytes (self->statement, column));
}

/**
 * foyer_statement_get_variant:
 *
 * Returns: (transfer full) (nullable): the value that was bound, or `NULL` when there is none or what is there is not one
 */
GVariant *
foyer_statement_get_variant (FoyerStatement *self, int column)
{
  g_autoptr (GBytes) bytes = foyer_statement_get_bytes (self, column);
  g_autoptr (GVariant) boxed = NULL;

  if (bytes == NULL)
    return NULL;
  boxed = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE_VARIANT, bytes, FALSE));
  if (G_BYTE_ORDER == G_BIG_ENDIAN)
    {
      GVariant *swapped = g_variant_byteswap (boxed);

      g_variant_unref (boxed);
      boxed = swapped;
    }
  return g_variant_is_normal_form (boxed) ? g_variant_get_variant (boxed) : NULL;
}
