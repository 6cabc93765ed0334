/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the mirror of an account holds, and how it is opened: everything in it can be fetched again, so whatever is
 * wrong with it ends in a new one. */

#include "foyer-mirror-database.h"

#include "foyer-error.h"
#include "foyer-private-files.h"

#define LOCK_PATIENCE 2000 /* milliseconds */

/* To be raised whenever the tables change: a mirror of any other version is built anew. */
#define VERSION "1"

static const char tables[] =
    "CREATE TABLE picklist (kind TEXT PRIMARY KEY NOT NULL, fetched INTEGER NOT NULL) STRICT, WITHOUT ROWID;"

    "CREATE TABLE picklist_item ("
    "  kind TEXT NOT NULL, id INTEGER NOT NULL,"
    "  position INTEGER NOT NULL,"
    "  title TEXT NOT NULL,"
    "  parent INTEGER NOT NULL,"
    "  retired INTEGER NOT NULL,"
    "  applies_to INTEGER NOT NULL,"
    "  PRIMARY KEY (kind, id)"
    ") STRICT, WITHOUT ROWID;"

    "CREATE TABLE lead ("
    "  id INTEGER PRIMARY KEY," /* the platform's, which grows: newest first is backwards */
    "  modified INTEGER NOT NULL,"
    "  folded TEXT NOT NULL," /* name, company and person as they are searched */
    "  lead BLOB NOT NULL"    /* a variant */
    ") STRICT;"

    "CREATE TABLE party ("
    "  kind INTEGER NOT NULL, id INTEGER NOT NULL,"
    "  name TEXT NOT NULL, email TEXT, phone TEXT,"
    "  company_id INTEGER NOT NULL, company_name TEXT,"
    "  folded_name TEXT NOT NULL, folded_email TEXT," /* as they are searched */
    "  used INTEGER NOT NULL,"                        /* unix seconds; 0: only seen */
    "  PRIMARY KEY (kind, id)"
    ") STRICT, WITHOUT ROWID;"

    "PRAGMA user_version = " VERSION ";";

static gboolean
create_tables (FoyerDatabase *database, gpointer data, GError **error)
{
  return foyer_database_execute (database, tables, error);
}

static gboolean
is_ours (FoyerDatabase *database, gboolean read_all)
{
  int version;

  return foyer_database_get_version (database, &version, NULL) && version == atoi (VERSION)
         && (!read_all || foyer_database_check (database, NULL));
}

/* Under the exclusive lock. */
static FoyerDatabase *
rebuild (const char *path, GError **error)
{
  static const char *const endings[] = { "-wal", "-shm", "-journal", "" };
  g_autoptr (FoyerDatabase) database = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *file = g_strconcat (path, endings[i], NULL);

      if (!foyer_private_file_remove (file, error))
        return NULL;
    }
  if (!foyer_private_file_ensure (path, error))
    return NULL;
  database = foyer_database_open (path, FOYER_DATABASE_MIRROR, error);
  if (database == NULL || !foyer_database_transact (database, create_tables, NULL, error))
    return NULL;
  return g_steal_pointer (&database);
}

/* The write-ahead log is gone after a clean end. */
static gboolean
was_left_open (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);

  return g_file_test (log, G_FILE_TEST_EXISTS);
}

static FoyerDatabase *
open_or_rebuild (const char *path, GError **error)
{
  g_autoptr (FoyerDatabase) database = NULL;
  g_autoptr (GError) local_error = NULL;
  gboolean left_open = was_left_open (path);

  if (!foyer_private_file_ensure (path, error))
    return NULL;
  database = foyer_database_open (path, FOYER_DATABASE_MIRROR, &local_error);
  if (database == NULL && !g_error_matches (local_error, FOYER_ERROR, FOYER_ERROR_DAMAGED))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (database != NULL && is_ours (database, left_open))
    return g_steal_pointer (&database);
  g_clear_pointer (&database, foyer_database_close);
  return rebuild (path, error);
}

/* With the mirror open in another process there is nothing to mend: it was whole when that one opened it. */
static FoyerDatabase *
open_beside_others (const char *path, GError **error)
{
  g_autoptr (FoyerDatabase) database = foyer_database_open (path, FOYER_DATABASE_MIRROR, error);

  if (database == NULL)
    return NULL;
  if (!is_ours (database, FALSE))
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_IN_USE, "%s: open in a Foyer of another version", path);
      return NULL;
    }
  return g_steal_pointer (&database);
}

static FoyerDatabase *
open_writer (const char *cache_dir, const char *uuid, gboolean anew, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = foyer_private_folder_for_account (cache_dir, uuid);
  g_autofree char *path = g_build_filename (folder, FOYER_MIRROR_DATABASE, NULL);
  g_autofree char *lock_path = g_build_filename (folder, FOYER_STORE_LOCK, NULL);
  g_autoptr (FoyerFileLock) lock = NULL;
  g_autoptr (FoyerDatabase) database = NULL;
  g_autoptr (GError) local_error = NULL;

  if (!foyer_private_folder_ensure (cache_dir, uuid, error))
    return NULL;

  lock = foyer_file_lock_wait (lock_path, FOYER_LOCK_EXCLUSIVE, anew ? LOCK_PATIENCE : 0, cancellable, &local_error);
  if (lock != NULL)
    {
      database = anew ? rebuild (path, error) : open_or_rebuild (path, error);
      if (database == NULL || !foyer_file_lock_convert (lock, FOYER_LOCK_SHARED, 0, NULL, error))
        return NULL;
    }
  else if (!anew && g_error_matches (local_error, FOYER_ERROR, FOYER_ERROR_IN_USE))
    {
      lock = foyer_file_lock_wait (lock_path, FOYER_LOCK_SHARED, LOCK_PATIENCE, cancellable, error);
      if (lock == NULL)
        return NULL;
      database = open_beside_others (path, error);
      if (database == NULL)
        return NULL;
    }
  else
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  foyer_database_take_lock (database, g_steal_pointer (&lock));
  return g_steal_pointer (&database);
}

/**
 * foyer_mirror_database_open:
 *
 * Opens the connection that writes; the mirror is built anew when it is not there, of another version, or damaged. All
 * of it is read for damage after an unclean end.
 *
 * Returns: (transfer full): the database; `FOYER_ERROR_IN_USE` when a Foyer of another version has it open
 */
FoyerDatabase *
foyer_mirror_database_open (const char *cache_dir, const char *account_uuid, GCancellable *cancellable, GError **error)
{
  return open_writer (cache_dir, account_uuid, FALSE, cancellable, error);
}

/**
 * foyer_mirror_database_rebuild:
 *
 * Opens an empty mirror in the place of the one there is, whose connections are closed.
 *
 * Returns: (transfer full): the database; `FOYER_ERROR_IN_USE` while somebody else has it open
 */
FoyerDatabase *
foyer_mirror_database_rebuild (const char *cache_dir,
                               const char *account_uuid,
                               GCancellable *cancellable,
                               GError **error)
{
  return open_writer (cache_dir, account_uuid, TRUE, cancellable, error);
}

/**
 * foyer_mirror_database_open_reader:
 *
 * Opens a connection that only reads, while the one that writes is open.
 *
 * Returns: (transfer full): the database
 */
FoyerDatabase *
foyer_mirror_database_open_reader (const char *cache_dir, const char *account_uuid, GError **error)
{
  g_autofree char *folder = foyer_private_folder_for_account (cache_dir, account_uuid);
  g_autofree char *path = g_build_filename (folder, FOYER_MIRROR_DATABASE, NULL);

  return foyer_database_open (path, FOYER_DATABASE_MIRROR_READER, error);
}
