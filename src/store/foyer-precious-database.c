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

  "CREATE TABLE outbox ("
  "  seq INTEGER PRIMARY KEY," /* the order in which they were saved */
  "  uuid TEXT NOT NULL UNIQUE,"
  "  kind TEXT NOT NULL DEFAULT 'lead',"
  "  lead_uuid TEXT NOT NULL,"      /* rows of one lead go one after the other */
  "  platform_id INTEGER NOT NULL," /* the lead's, 0: none yet */
  "  waits_for TEXT,"               /* the row that brings this one the lead's id */
  "  state TEXT NOT NULL,"          /* FoyerOutboxState, by its nick */
  "  change INTEGER NOT NULL,"      /* grows with every change of any row */
  "  lead BLOB NOT NULL,"           /* a variant */
  "  base BLOB,"                    /* a variant; null: an add */
  "  found BLOB,"                   /* a variant: leads on the platform for a person to see */
  "  kept INTEGER NOT NULL, due INTEGER NOT NULL, closed INTEGER NOT NULL," /* unix seconds */
  "  n_attempts INTEGER NOT NULL,"
  "  n_looks INTEGER NOT NULL,"        /* answered ones since the last attempt */
  "  looked INTEGER NOT NULL,"         /* the last of them, unix seconds of the platform's clock */
  "  believed_after INTEGER NOT NULL," /* unix seconds of the platform's clock */
  "  answer_code INTEGER NOT NULL, specific_code INTEGER NOT NULL, answer_field TEXT, answer_words TEXT"
  ") STRICT;"
  "CREATE INDEX outbox_by_lead ON outbox (lead_uuid, seq);"
  "CREATE INDEX outbox_by_platform_id ON outbox (platform_id, seq) WHERE platform_id > 0;"
  "CREATE INDEX outbox_by_change ON outbox (change);"
  "CREATE INDEX outbox_by_state ON outbox (state, seq, due);"

  /* Written before the first byte leaves; verdict null: nobody knows how it ended. */
  "CREATE TABLE attempt ("
  "  row TEXT NOT NULL, n INTEGER NOT NULL,"
  "  body BLOB NOT NULL,"
  "  signed INTEGER NOT NULL," /* its IVVY-Date, unix seconds of the platform's clock */
  "  began INTEGER NOT NULL, ended INTEGER NOT NULL,"
  "  verdict TEXT, reason TEXT,"
  "  settled INTEGER NOT NULL," /* whether it is known what became of it */
  "  PRIMARY KEY (row, n)"
  ") STRICT, WITHOUT ROWID;"

  /* No two rows are the same lead of the platform. */
  "CREATE TABLE adopted (platform_id INTEGER PRIMARY KEY, row TEXT NOT NULL UNIQUE) STRICT;"

  "CREATE TABLE history ("
  "  id INTEGER PRIMARY KEY,"
  "  lead_uuid TEXT NOT NULL, platform_id INTEGER NOT NULL, lead_name TEXT NOT NULL,"
  "  field TEXT NOT NULL, old_value TEXT, new_value TEXT," /* null: nothing, or not known */
  "  kept INTEGER NOT NULL, sent INTEGER NOT NULL,"
  "  answer TEXT NOT NULL"
  ") STRICT;"
  "CREATE INDEX history_by_lead ON history (platform_id, id);"

  /* What an earlier version sent without an outbox and was not answered. */
  "INSERT INTO outbox (uuid, lead_uuid, platform_id, state, change, lead, base, kept, due, closed, n_attempts, n_looks,"
  "                    looked, believed_after, answer_code, specific_code)"
  "  SELECT uuid, uuid, platform_id, 'uncertain', rowid, lead, base, updated, 0, 0, 1, 0, 0, 0, 0, 0 FROM draft"
  "  WHERE sent > 0 AND sent_body IS NOT NULL;"
  "INSERT INTO attempt (row, n, body, signed, began, ended, settled)"
  "  SELECT uuid, 1, sent_body, sent, updated, 0, 0 FROM draft WHERE sent > 0 AND sent_body IS NOT NULL;"
  "DELETE FROM draft WHERE sent > 0 AND sent_body IS NOT NULL;",

  /* Rows of every kind: what lead and base hold is the kind's, lead_uuid is the object's (of a note, its lead's). */
  "ALTER TABLE outbox ADD COLUMN needs TEXT;" /* uuids of rows that must be delivered first, each with a space behind */
  "CREATE INDEX outbox_by_needs ON outbox (seq) WHERE needs IS NOT NULL;"
  "CREATE INDEX outbox_by_waits_for ON outbox (waits_for) WHERE waits_for IS NOT NULL;"
  "CREATE INDEX outbox_by_kind ON outbox (kind, seq) WHERE kind <> 'lead';"

  /* No two rows are the same lead, or the same note, of the platform. */
  "ALTER TABLE adopted RENAME TO adopted_lead;"
  "CREATE TABLE adopted ("
  "  kind TEXT NOT NULL, platform_id INTEGER NOT NULL, row TEXT NOT NULL UNIQUE, PRIMARY KEY (kind, platform_id)"
  ") STRICT, WITHOUT ROWID;"
  "INSERT INTO adopted (kind, platform_id, row) SELECT 'lead', platform_id, row FROM adopted_lead;"
  "DROP TABLE adopted_lead;"

  /* What was sent past the outbox since, and was not answered; without its bytes it can only be a draft. */
  "INSERT OR IGNORE INTO outbox (uuid, lead_uuid, platform_id, state, change, lead, base, kept, due, closed,"
  "                    n_attempts, n_looks, looked, believed_after, answer_code, specific_code)"
  "  SELECT uuid, uuid, platform_id, 'uncertain', (SELECT ifnull (max (change), 0) FROM outbox) + rowid, lead, base,"
  "         updated, 0, 0, 1, 0, 0, 0, 0, 0 FROM draft"
  "  WHERE sent > 0 AND sent_body IS NOT NULL;"
  "INSERT OR IGNORE INTO attempt (row, n, body, signed, began, ended, settled)"
  "  SELECT uuid, 1, sent_body, sent, updated, 0, 0 FROM draft WHERE sent > 0 AND sent_body IS NOT NULL;"
  "DELETE FROM draft WHERE sent > 0 AND sent_body IS NOT NULL;"
  "UPDATE draft SET sent = 0 WHERE sent > 0;",

  /* What a row said, and when that was saved, before the save that can still be undone became part of it. */
  "ALTER TABLE outbox ADD COLUMN earlier BLOB;" /* a variant */
  "ALTER TABLE outbox ADD COLUMN earlier_kept INTEGER NOT NULL DEFAULT 0;",
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
