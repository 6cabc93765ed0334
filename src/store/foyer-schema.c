/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Brings a precious database to the newest version, or leaves it as it was. */

#include "foyer-schema.h"

#include "foyer-error.h"
#include "foyer-private-files.h"

#define LOCK_PATIENCE 2000 /* milliseconds */
#define N_TRIES       10   /* to find a file that somebody else migrates */

typedef struct
{
  const char *sql;
  guint version;
} Step;

static gboolean
take_step (FoyerDatabase *database, gpointer data, GError **error)
{
  const Step *step = data;
  g_autofree char *version = g_strdup_printf ("PRAGMA user_version = %u", step->version);

  return foyer_database_execute (database, step->sql, error) && foyer_database_execute (database, version, error);
}

static gboolean
take_steps (const FoyerSchema *self, FoyerDatabase *database, guint from, GError **error)
{
  for (guint i = from; i < self->n_steps; i++)
    {
      Step step = { self->steps[i], i + 1 };

      if (!foyer_database_transact (database, take_step, &step, error))
        {
          g_prefix_error (error, "Cannot bring the file to version %u: ", step.version);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
compare_version (const FoyerSchema *self, FoyerDatabase *database, const char *path, guint *version, GError **error)
{
  int found;

  if (!foyer_database_get_version (database, &found, error))
    return FALSE;
  if (found < 0 || (guint) found > self->n_steps)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_NEWER, "%s: version %d, and this Foyer knows versions up to %u",
                   path, found, self->n_steps);
      return FALSE;
    }
  *version = (guint) found;
  return TRUE;
}

/* Under the exclusive lock, with a copy of the file as it was until the last step succeeded. */
static gboolean
migrate (const FoyerSchema *self, FoyerDatabase *database, const char *path, guint version, GError **error)
{
  g_autofree char *backup = NULL;

  if (version == 0)
    return take_steps (self, database, 0, error);

  backup = g_strdup_printf ("%s.version-%u", path, version);
  if (!foyer_private_file_ensure (backup, error) || !foyer_database_copy_to (database, backup, error))
    {
      g_prefix_error_literal (error, "Cannot copy the file before it is changed: ");
      return FALSE;
    }
  if (!take_steps (self, database, version, error))
    return FALSE;
  return foyer_private_file_remove (backup, error);
}

/**
 * foyer_schema_open:
 * @path: the file, which exists
 * @lock_path: the store's lock
 *
 * Opens a precious database under the shared lock and, when its version is an older one, brings it to the newest under
 * the exclusive one: each step in a transaction of its own, after a copy was made beside it (`.version-N`), which stays
 * there if a step fails.
 *
 * Returns: (transfer full): the database, or `NULL`: `FOYER_ERROR_NEWER` when a newer Foyer wrote it,
 * `FOYER_ERROR_IN_USE` when another one has it open and it must be changed
 */
FoyerDatabase *
foyer_schema_open (
    const FoyerSchema *self, const char *path, const char *lock_path, GCancellable *cancellable, GError **error)
{
  guint version;

  for (guint n = 0;; n++)
    {
      g_autoptr (FoyerFileLock)
          lock = foyer_file_lock_wait (lock_path, FOYER_LOCK_SHARED, LOCK_PATIENCE, cancellable, error);
      g_autoptr (FoyerDatabase) database = NULL;
      g_autoptr (GError) in_use = NULL;

      if (lock == NULL)
        return NULL;
      database = foyer_database_open (path, FOYER_DATABASE_PRECIOUS, error);
      if (database == NULL || !compare_version (self, database, path, &version, error))
        return NULL;

      if (version < self->n_steps)
        {
          /* Taken anew, not converted: two who both convert would wait for each other. */
          g_clear_pointer (&database, foyer_database_close);
          g_clear_pointer (&lock, foyer_file_lock_free);
          lock = foyer_file_lock_wait (lock_path, FOYER_LOCK_EXCLUSIVE, LOCK_PATIENCE / N_TRIES, cancellable, &in_use);
          /* Whoever has it open now may have migrated it meanwhile: then there is nothing left to wait for. */
          if (lock == NULL && n + 1 < N_TRIES && g_error_matches (in_use, FOYER_ERROR, FOYER_ERROR_IN_USE))
            continue;
          if (lock == NULL)
            {
              g_propagate_error (error, g_steal_pointer (&in_use));
              return NULL;
            }
          database = foyer_database_open (path, FOYER_DATABASE_PRECIOUS, error);
          if (database == NULL || !compare_version (self, database, path, &version, error)
              || !migrate (self, database, path, version, error)
              || !foyer_file_lock_convert (lock, FOYER_LOCK_SHARED, 0, cancellable, error))
            return NULL;
        }

      foyer_database_take_lock (database, g_steal_pointer (&lock));
      return g_steal_pointer (&database);
    }
}
