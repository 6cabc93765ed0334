/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the precious file of an account holds, and how it is opened. */

#include "foyer-precious-database.h"

#include "foyer-error.h"
#include "foyer-private-files.h"
#include "foyer-schema.h"

#define LOCK_PATIENCE 2000 /* milliseconds */

/* One entry a version, oldest first. Released entries are never changed: what comes later is a new entry. */
static const char *const steps[] = {
  "CREATE TABLE account ("
  "  uuid TEXT PRIMARY KEY NOT NULL,"
  "  title TEXT, address TEXT, key TEXT,"
  "  is_sample INTEGER NOT NULL,"
  "  user_id INTEGER NOT NULL,"
  "  request_lifetime INTEGER NOT NULL," /* seconds */
  "  page_cap INTEGER NOT NULL,"         /* rows */
  "  abilities INTEGER NOT NULL,"        /* FoyerAbilities, whose bits keep their meaning */
  "  checked INTEGER NOT NULL"           /* unix seconds */
  ") STRICT, WITHOUT ROWID;"

  "CREATE TABLE custom_field (number INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;"

  "CREATE TABLE setting (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID;"

  "CREATE TABLE draft ("
  "  uuid TEXT PRIMARY KEY NOT NULL," /* the lead's */
  "  platform_id INTEGER NOT NULL,"   /* 0: not on the platform */
  "  updated INTEGER NOT NULL,"       /* unix seconds */
  "  lead BLOB NOT NULL,"             /* a variant */
  "  base BLOB,"                      /* a variant; null: nothing on the platform it was made from */
  "  sent INTEGER NOT NULL,"          /* unix seconds of the signature; 0: never, or it is known how that ended */
  "  sent_body BLOB"                  /* the bytes that may have arrived */
  ") STRICT;",
};

static const FoyerSchema schema = { steps, G_N_ELEMENTS (steps) };

static FoyerDatabase *
open_once (const char *path, const char *lock_path, FoyerPreciousFlags flags, GCancellable *cancellable, GError **error)
{
  g_autoptr (FoyerDatabase) database = NULL;

  if ((flags & FOYER_PRECIOUS_CREATE) != 0 && !foyer_private_file_ensure (path, error))
    return NULL;
  database = foyer_schema_open (&schema, path, lock_path, cancellable, error);
  if (database == NULL || ((flags & FOYER_PRECIOUS_CHECK) != 0 && !foyer_database_check (database, error)))
    return NULL;
  return g_steal_pointer (&database);
}

/* Looks again under the exclusive lock: another process may have set it aside meanwhile and begun a new one, and then
 * nothing moves. */
static gboolean
set_damaged_aside (const char *path, const char *lock_path, char **moved, GCancellable *cancellable, GError **error)
{
  g_autoptr (FoyerFileLock) lock = NULL;
  g_autoptr (FoyerDatabase) database = NULL;
  g_autoptr (GError) local_error = NULL;

  lock = foyer_file_lock_wait (lock_path, FOYER_LOCK_EXCLUSIVE, LOCK_PATIENCE, cancellable, error);
  if (lock == NULL)
    return FALSE;
  database = foyer_database_open (path, FOYER_DATABASE_PRECIOUS, &local_error);
  if (database != NULL && foyer_database_check (database, &local_error))
    return TRUE;
  g_clear_pointer (&database, foyer_database_close);
  if (!g_error_matches (local_error, FOYER_ERROR, FOYER_ERROR_DAMAGED))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  *moved = foyer_private_file_set_aside (path, error);
  return *moved != NULL;
}

/**
 * foyer_precious_database_open:
 * @flags: whether to make a file that is not there, and whether to read all of it for damage
 * @set_aside: (out) (optional) (nullable) (transfer full): where a damaged file was put
 *
 * Opens an account's precious file. A damaged one is never overwritten: it is set aside, and then a new one is begun,
 * or, without `FOYER_PRECIOUS_CREATE`, this fails with `FOYER_ERROR_DAMAGED`.
 *
 * Returns: (transfer full): the database; without `FOYER_PRECIOUS_CREATE` `FOYER_ERROR_GONE` when there is no file
 */
FoyerDatabase *
foyer_precious_database_open (const char *data_dir,
                              const char *account_uuid,
                              FoyerPreciousFlags flags,
                              char **set_aside,
                              GCancellable *cancellable,
                              GError **error)
{
  g_autofree char *folder = foyer_private_folder_for_account (data_dir, account_uuid);
  g_autofree char *path = g_build_filename (folder, FOYER_PRECIOUS_DATABASE, NULL);
  g_autofree char *lock_path = g_build_filename (folder, FOYER_STORE_LOCK, NULL);
  g_autofree char *moved = NULL;
  g_autoptr (FoyerDatabase) database = NULL;
  g_autoptr (GError) local_error = NULL;

  if ((flags & FOYER_PRECIOUS_CREATE) != 0)
    {
      if (!foyer_private_folder_ensure (data_dir, account_uuid, error))
        return NULL;
    }
  else if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_GONE, "“%s” is not there", path);
      return NULL;
    }

  database = open_once (path, lock_path, flags, cancellable, &local_error);
  if (g_error_matches (local_error, FOYER_ERROR, FOYER_ERROR_DAMAGED))
    {
      if (!set_damaged_aside (path, lock_path, &moved, cancellable, error))
        return NULL;
      if (moved != NULL)
        g_prefix_error (&local_error, "Set aside as “%s”: ", moved);
      if (moved == NULL || (flags & FOYER_PRECIOUS_CREATE) != 0)
        {
          g_clear_error (&local_error);
          database = open_once (path, lock_path, flags, cancellable, &local_error);
        }
      if (set_aside != NULL)
        *set_aside = g_steal_pointer (&moved);
    }
  if (database == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return g_steal_pointer (&database);
}
