/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A prepared statement on loan from its database. */

#include "foyer-database-private.h"

struct _FoyerStatement
{
  /* owned */
  sqlite3_stmt *statement;

  /* borrowed */
  FoyerDatabase *database;

  int bind_result;
};

FoyerStatement *
foyer_statement_new (FoyerDatabase *database, sqlite3_stmt *statement)
{
  FoyerStatement *self = g_new0 (FoyerStatement, 1);

  self->statement = statement;
  self->database = database;
  return self;
}

void
foyer_statement_free (FoyerStatement *self)
{
  sqlite3_finalize (self->statement);
  g_free (self);
}

/* Lending it twice at a time would mix up two readings. */
void
foyer_statement_lend (FoyerStatement *self)
{
  g_assert (!sqlite3_stmt_busy (self->statement));
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
  foyer_database_assert_thread (self->database);

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

void
foyer_statement_bind_null (FoyerStatement *self, int position)
{
  remember (self, sqlite3_bind_null (self->statement, position));
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

  foyer_database_assert_thread (self->database);

  result = self->bind_result == SQLITE_OK ? sqlite3_step (self->statement) : self->bind_result;
  if (result == SQLITE_ROW)
    return TRUE;
  if (result != SQLITE_DONE)
    foyer_database_fail (self->database, result, error);
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

gboolean
foyer_statement_is_null (FoyerStatement *self, int column)
{
  return sqlite3_column_type (self->statement, column) == SQLITE_NULL;
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
 * Returns: (transfer full) (nullable): the value that was bound, or `NULL` when there is none or what is there is not
 * one
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
