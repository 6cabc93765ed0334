/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the mirror of an account holds, and how it is opened: everything in it can be fetched again, so whatever is
 * wrong with it ends in a new one. */

#include "foyer-mirror-database.h"

#include "foyer-error.h"
#include "foyer-private-files.h"

#define LOCK_PATIENCE 2000 /* milliseconds */

/* What is said of a mirror, by files beside it that end like this: it turned out to be damaged, and there is no new one
 * yet; it was left open, and was not read to its end since. */
#define DAMAGED       ".damaged"
#define TO_BE_CHECKED ".unchecked"

/* To be raised whenever the tables change: a mirror of any other version is built anew. */
#define VERSION "6"

/* Terms come ready from foyer_search_index (), separated by spaces. The index keeps neither the text nor where in it a
 * term stood: what the terms do not tell is checked against the text. Its parts are put together late: a refresh of
 * everything ends with putting all of them together (foyer_mirror_tidy_async ()). */
#define SEARCH_TABLE(name)                                                                                             \
  "CREATE VIRTUAL TABLE " name " USING fts5 (terms, content = '', contentless_delete = 1, detail = none,"              \
  " tokenize = \"ascii tokenchars '_'\");"                                                                             \
  "INSERT INTO " name " (" name ", rank) VALUES ('automerge', 16);"

/* What is filtered and sorted by is apart from what is only shown, so that looking through all leads reads little. In
 * both NULL is "unknown", and 0 or "" is "none". */
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
    "  belongs_to INTEGER NOT NULL,"
    "  created INTEGER, modified INTEGER," /* unix seconds */
    "  company_id INTEGER, contact_id INTEGER,"
    "  quality_id INTEGER, stage_id INTEGER, stage_reason_id INTEGER, type_id INTEGER, subtype_id INTEGER,"
    "  source_id INTEGER, channel_id INTEGER, owner_id INTEGER,"
    "  closed INTEGER,"                                 /* unix seconds */
    "  same_name INTEGER NOT NULL,"                     /* foyer_likeness_get_lead_key () */
    "  seen INTEGER NOT NULL,"                          /* the refresh of everything it was last in */
    "  notes INTEGER NOT NULL,"                         /* when its notes were fetched, unix seconds; 0: never, and none
                                                         is here; -1: never, and some are */
    "  name_key TEXT NOT NULL, party_key TEXT NOT NULL" /* how names begin, to be sorted by sort_key () */
    ") STRICT;"
    "CREATE INDEX lead_by_modified ON lead (modified);"
    "CREATE INDEX lead_by_same_name ON lead (same_name) WHERE same_name > 0;"
    "CREATE INDEX lead_by_company ON lead (company_id) WHERE company_id > 0;"
    "CREATE INDEX lead_by_contact ON lead (contact_id) WHERE contact_id > 0;"

    "CREATE TABLE lead_text ("
    "  id INTEGER PRIMARY KEY,"
    "  name TEXT, description TEXT, company_name TEXT, contact_name TEXT, contact_email TEXT, contact_phone TEXT"
    ") STRICT;" SEARCH_TABLE ("lead_search")

        "CREATE TABLE note ("
        "  id INTEGER PRIMARY KEY, lead_id INTEGER NOT NULL,"
        "  source TEXT NOT NULL,"
        "  text TEXT," /* as it is read; NULL when that is the source */
        "  author_id INTEGER NOT NULL, created INTEGER NOT NULL, modified INTEGER NOT NULL,"
        "  seen INTEGER NOT NULL" /* the refresh of everything it was last in */
        ") STRICT;"
        "CREATE INDEX note_by_lead ON note (lead_id);"

        "CREATE TABLE party ("
        "  key INTEGER PRIMARY KEY," /* twice the platform's id, and the kind */
        "  name TEXT NOT NULL, email TEXT, phone TEXT,"
        "  company_id INTEGER NOT NULL, company_name TEXT,"
        "  other_companies TEXT,"  /* foyer_party_get_other_companies () */
        "  used INTEGER NOT NULL," /* unix seconds; 0: only seen */
        "  seen INTEGER NOT NULL"  /* the refresh of everything it was last in */
        ") STRICT;"
        "CREATE INDEX party_by_company ON party (company_id) WHERE company_id > 0;"
        "CREATE TABLE party_company ("
        "  company_id INTEGER NOT NULL, party INTEGER NOT NULL," /* the other companies of a person */
        "  PRIMARY KEY (company_id, party)"
        ") STRICT, WITHOUT ROWID;"
        "CREATE INDEX party_by_use ON party (used) WHERE used > 0;" SEARCH_TABLE ("party_search")

            "CREATE TABLE party_likeness ("
            "  hash INTEGER NOT NULL, party INTEGER NOT NULL,"
            "  PRIMARY KEY (hash, party)"
            ") STRICT, WITHOUT ROWID;"

            "CREATE TABLE progress ("
            "  part INTEGER PRIMARY KEY,"
            "  generation INTEGER NOT NULL," /* of the refresh of everything that runs or ran last */
            "  is_running INTEGER NOT NULL,"
            "  base_id INTEGER NOT NULL, start INTEGER NOT NULL," /* where it goes on */
            "  began INTEGER NOT NULL,"                           /* by the platform's clock, unix seconds */
            "  changed_until INTEGER NOT NULL,"                   /* what was changed before that is here */
            "  finished INTEGER NOT NULL"
            ") STRICT;"

            "PRAGMA user_version = " VERSION ";";

static gboolean
create_tables (FoyerDatabase *database, gpointer data, GError **error)
{
  return foyer_database_execute (database, tables, error);
}

static gboolean
is_ours (FoyerDatabase *database)
{
  int version;

  return foyer_database_get_version (database, &version, NULL) && version == atoi (VERSION);
}

static char *
get_path (const char *cache_dir, const char *account_uuid, const char *file)
{
  g_autofree char *folder = foyer_private_folder_for_account (cache_dir, account_uuid);

  return g_build_filename (folder, file, NULL);
}

static gboolean
is_there (const char *path, const char *ending)
{
  g_autofree char *file = g_strconcat (path, ending, NULL);

  return g_file_test (file, G_FILE_TEST_EXISTS);
}

/* Under the exclusive lock. */
static FoyerDatabase *
rebuild (const char *path, GError **error)
{
  static const char *const endings[] = { TO_BE_CHECKED, "-wal", "-shm", "-journal", "" };
  g_autofree char *mark = g_strconcat (path, DAMAGED, NULL);
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
  if (database == NULL || !foyer_database_transact (database, create_tables, NULL, error)
      || !foyer_private_file_remove (mark, error))
    return NULL;
  return g_steal_pointer (&database);
}

/* The write-ahead log is gone after a clean end. */
static void
mark_if_left_open (const char *path)
{
  g_autofree char *mark = g_strconcat (path, TO_BE_CHECKED, NULL);
  g_autoptr (GError) error = NULL;

  if (is_there (path, "-wal") && !foyer_private_file_ensure (mark, &error))
    g_message ("The mirror was left open, and is not checked: %s", error->message);
}

static FoyerDatabase *
open_or_rebuild (const char *path, GError **error)
{
  g_autoptr (FoyerDatabase) database = NULL;
  g_autoptr (GError) local_error = NULL;

  mark_if_left_open (path);
  if (!foyer_private_file_ensure (path, error))
    return NULL;
  database = foyer_database_open (path, FOYER_DATABASE_MIRROR, &local_error);
  if (database == NULL && !g_error_matches (local_error, FOYER_ERROR, FOYER_ERROR_DAMAGED))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (database != NULL && !is_there (path, DAMAGED) && is_ours (database))
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
  if (!is_ours (database))
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_IN_USE, "%s: open in a Foyer of another version", path);
      return NULL;
    }
  return g_steal_pointer (&database);
}

static FoyerDatabase *
open_writer (const char *cache_dir, const char *uuid, gboolean anew, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = get_path (cache_dir, uuid, FOYER_MIRROR_DATABASE);
  g_autofree char *lock_path = get_path (cache_dir, uuid, FOYER_MIRROR_LOCK);
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
 * Opens the connection that writes; the mirror is built anew when it is not there, of another version, marked as
 * damaged, or damaged where it is looked at. After an unclean end it is to be checked.
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
 * foyer_mirror_database_is_to_be_checked:
 *
 * Returns: whether the mirror was left open once, and nobody read it to its end since
 */
gboolean
foyer_mirror_database_is_to_be_checked (const char *cache_dir, const char *account_uuid)
{
  g_autofree char *path = get_path (cache_dir, account_uuid, FOYER_MIRROR_DATABASE);

  return is_there (path, TO_BE_CHECKED);
}

/**
 * foyer_mirror_database_mark_checked:
 *
 * Returns: whether that is on the disk
 */
gboolean
foyer_mirror_database_mark_checked (const char *cache_dir, const char *account_uuid, GError **error)
{
  g_autofree char *mark = get_path (cache_dir, account_uuid, FOYER_MIRROR_DATABASE TO_BE_CHECKED);

  return foyer_private_file_remove (mark, error);
}

/**
 * foyer_mirror_database_mark_damaged:
 *
 * Whoever opens the mirror next, and has it alone, builds it anew.
 *
 * Returns: whether that is on the disk
 */
gboolean
foyer_mirror_database_mark_damaged (const char *cache_dir, const char *account_uuid, GError **error)
{
  g_autofree char *mark = get_path (cache_dir, account_uuid, FOYER_MIRROR_DATABASE DAMAGED);

  return foyer_private_file_ensure (mark, error);
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
  g_autofree char *path = get_path (cache_dir, account_uuid, FOYER_MIRROR_DATABASE);

  return foyer_database_open (path, FOYER_DATABASE_MIRROR_READER, error);
}
