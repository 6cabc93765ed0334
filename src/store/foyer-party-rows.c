/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A company or a person in the tables of the mirror: what a picker shows, what it is found by, and the keys of what
 * looks like it. What did not change is not written. */

#include "foyer-party-rows.h"

#include "foyer-error.h"
#include "foyer-lead-rows.h"
#include "foyer-likeness.h"
#include "foyer-search.h"

#define SELECT_PARTY "SELECT " FOYER_PARTY_COLUMNS ", party.seen FROM party WHERE key = ?1"

enum
{
  SEEN = FOYER_PARTY_KEY_USED_COLUMN + 1,
};

/* What is there of a party. */
typedef struct
{
  FoyerParty *party; /* owned, nullable */
  gint64 used;
  gint64 seen;
} Old;

static void
old_clear (Old *old)
{
  g_clear_object (&old->party);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Old, old_clear)

/**
 * foyer_party_rows_read:
 * @statement: at a row that begins with `FOYER_PARTY_COLUMNS`
 */
FoyerParty *
foyer_party_rows_read (FoyerStatement *statement)
{
  gint64 key = foyer_statement_get_int64 (statement, 0);
  const char *name = foyer_statement_get_text (statement, 1);
  FoyerParty *party = foyer_party_new (key & 1 ? FOYER_PARTY_PERSON : FOYER_PARTY_COMPANY, key / 2,
                                       name != NULL ? name : "");

  foyer_party_set_email (party, foyer_statement_get_text (statement, 2));
  foyer_party_set_phone (party, foyer_statement_get_text (statement, 3));
  foyer_party_set_company (party, foyer_statement_get_int64 (statement, 4), foyer_statement_get_text (statement, 5));
  foyer_party_set_other_companies (party, foyer_statement_get_text (statement, 6));
  return party;
}

static gboolean
read_old (FoyerDatabase *database, gint64 key, Old *old, GError **error)
{
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (database, SELECT_PARTY, error);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  foyer_statement_bind_int64 (statement, 1, key);
  if (foyer_statement_next (statement, &local_error))
    {
      old->party = foyer_party_rows_read (statement);
      old->used = foyer_statement_get_int64 (statement, FOYER_PARTY_KEY_USED_COLUMN);
      old->seen = foyer_statement_get_int64 (statement, SEEN);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
run_with_numbers (FoyerDatabase *database, const char *sql, gint64 first, gint64 second, GError **error)
{
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (database, sql, error);

  if (statement == NULL)
    return FALSE;
  foyer_statement_bind_int64 (statement, 1, first);
  foyer_statement_bind_int64 (statement, 2, second);
  return foyer_statement_run (statement, error);
}

static gboolean
for_each_key (FoyerDatabase *database, const char *sql, FoyerParty *party, gint64 key, GError **error)
{
  FoyerIdentity identity = foyer_likeness_identify (party);
  gint64 keys[FOYER_MAX_LIKENESS_KEYS];
  guint n = foyer_likeness_get_keys (&identity, keys);

  for (guint i = 0; i < n; i++)
    if (!run_with_numbers (database, sql, keys[i], key, error))
      return FALSE;
  return TRUE;
}

static gboolean
write_row (
    FoyerDatabase *database, FoyerParty *party, gboolean is_here, gint64 key, gint64 used, gint64 seen, GError **error)
{
  const char *name = foyer_party_get_name (party);
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (
      database,
      is_here ? "UPDATE party SET (key, name, email, phone, company_id, company_name, used, seen, other_companies)"
                " = (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) WHERE key = ?1"
              : "INSERT INTO party (key, name, email, phone, company_id, company_name, used, seen, other_companies)"
                " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
      error);

  if (statement == NULL)
    return FALSE;
  foyer_statement_bind_int64 (statement, 1, key);
  foyer_statement_bind_text (statement, 2, name != NULL ? name : "");
  foyer_statement_bind_text (statement, 3, foyer_party_get_email (party));
  foyer_statement_bind_text (statement, 4, foyer_party_get_phone (party));
  foyer_statement_bind_int64 (statement, 5, foyer_party_get_company_id (party));
  foyer_statement_bind_text (statement, 6, foyer_party_get_company_name (party));
  foyer_statement_bind_int64 (statement, 7, used);
  foyer_statement_bind_int64 (statement, 8, seen);
  foyer_statement_bind_text (statement, 9, foyer_party_get_other_companies (party));
  return foyer_statement_run (statement, error);
}

static gboolean
for_each_other_company (FoyerDatabase *database, const char *sql, FoyerParty *party, gint64 key, GError **error)
{
  g_autoptr (GArray) ids = foyer_party_list_other_company_ids (party);

  for (guint i = 0; i < ids->len; i++)
    if (!run_with_numbers (database, sql, g_array_index (ids, gint64, i), key, error))
      return FALSE;
  return TRUE;
}

#define FORGET_COMPANY "DELETE FROM party_company WHERE company_id = ?1 AND party = ?2"

static gboolean
write_companies (FoyerDatabase *database, FoyerParty *party, FoyerParty *old, gint64 key, GError **error)
{
  const char *before = old != NULL ? foyer_party_get_other_companies (old) : NULL;

  if (g_strcmp0 (foyer_party_get_other_companies (party), before) == 0)
    return TRUE;
  return (old == NULL || for_each_other_company (database, FORGET_COMPANY, old, key, error))
         && for_each_other_company (database, "INSERT OR IGNORE INTO party_company (company_id, party) VALUES (?1, ?2)",
                                    party, key, error);
}

static gboolean
write_terms (FoyerDatabase *database, FoyerParty *party, gboolean is_here, gint64 key, GError **error)
{
  const char *texts[] = { foyer_party_get_name (party), foyer_party_get_email (party), foyer_party_get_phone (party) };
  g_autofree char *terms = foyer_search_index (texts, G_N_ELEMENTS (texts));
  g_autoptr (FoyerStatement)
      statement = foyer_database_prepare (database,
                                          is_here ? "INSERT OR REPLACE INTO party_search (rowid, terms) VALUES (?1, ?2)"
                                                  : "INSERT INTO party_search (rowid, terms) VALUES (?1, ?2)",
                                          error);

  if (statement == NULL)
    return FALSE;
  foyer_statement_bind_int64 (statement, 1, key);
  foyer_statement_bind_text (statement, 2, terms);
  return foyer_statement_run (statement, error);
}

/* All a party is said to be of, the one it names being named now. */
static void
add_companies (FoyerParty *whole, FoyerParty *party)
{
  g_autoptr (FoyerParty) copy = foyer_party_new (foyer_party_get_kind (party), foyer_party_get_id (party), NULL);
  g_autoptr (GArray) ids = foyer_party_list_other_company_ids (party);

  foyer_party_add_company (whole, foyer_party_get_company_id (party), foyer_party_get_company_name (party));
  for (guint i = 0; i < ids->len; i++)
    {
      foyer_party_set_company (copy, foyer_party_get_company_id (party), foyer_party_get_company_name (party));
      foyer_party_set_other_companies (copy, foyer_party_get_other_companies (party));
      foyer_party_choose_company (copy, g_array_index (ids, gint64, i));
      foyer_party_add_company (whole, foyer_party_get_company_id (copy), foyer_party_get_company_name (copy));
    }
  foyer_party_choose_company (whole, foyer_party_get_company_id (party));
  if (foyer_party_get_company_name (party) != NULL)
    foyer_party_set_company (whole, foyer_party_get_company_id (party), foyer_party_get_company_name (party));
}

/* A lead's row may name its person without the telephone: what is not told does not forget what was. */
static FoyerParty *
complete (FoyerParty *party, FoyerParty *old)
{
  const char *name = foyer_party_get_name (party);
  FoyerParty *whole = foyer_party_new (foyer_party_get_kind (party), foyer_party_get_id (party),
                                       name != NULL && *name != '\0' ? name : foyer_party_get_name (old));
  gboolean has_company = foyer_party_get_company_id (party) > 0;

  foyer_party_set_email (whole, foyer_party_get_email (party) != NULL ? foyer_party_get_email (party)
                                                                      : foyer_party_get_email (old));
  foyer_party_set_phone (whole, foyer_party_get_phone (party) != NULL ? foyer_party_get_phone (party)
                                                                      : foyer_party_get_phone (old));
  foyer_party_set_other_companies (whole, foyer_party_get_other_companies (old));
  foyer_party_set_company (whole, foyer_party_get_company_id (old), foyer_party_get_company_name (old));
  if (has_company)
    add_companies (whole, party);
  return whole;
}

static gboolean
is_found_alike (FoyerParty *party, FoyerParty *old)
{
  return g_strcmp0 (foyer_party_get_name (party), foyer_party_get_name (old)) == 0
         && g_strcmp0 (foyer_party_get_email (party), foyer_party_get_email (old)) == 0
         && g_strcmp0 (foyer_party_get_phone (party), foyer_party_get_phone (old)) == 0;
}

static gboolean
is_of_same_company (FoyerParty *party, FoyerParty *old)
{
  return foyer_party_get_company_id (party) == foyer_party_get_company_id (old)
         && g_strcmp0 (foyer_party_get_company_name (party), foyer_party_get_company_name (old)) == 0
         && g_strcmp0 (foyer_party_get_other_companies (party), foyer_party_get_other_companies (old)) == 0;
}

static gboolean
get_generation (FoyerDatabase *database, FoyerPartyKind kind, gint64 *generation, GError **error)
{
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (
      database, "SELECT coalesce (max (generation), 0) FROM progress WHERE part = ?1", error);

  if (statement == NULL)
    return FALSE;
  foyer_statement_bind_int64 (statement, 1, kind == FOYER_PARTY_COMPANY ? 2 : 3);
  if (!foyer_statement_next (statement, error))
    return FALSE;
  *generation = foyer_statement_get_int64 (statement, 0);
  return TRUE;
}

/**
 * foyer_party_rows_put:
 * @used: when a person chose it, unix seconds; 0 when it was only seen, which keeps what was there
 * @generation: of the refresh of everything it was seen in, which tells all there is; 0 when it turned up otherwise
 */
gboolean
foyer_party_rows_put (FoyerDatabase *database, FoyerParty *party, gint64 used, gint64 generation, GError **error)
{
  gint64 key = FOYER_PARTY_KEY (foyer_party_get_kind (party), foyer_party_get_id (party));
  gint64 seen = generation;
  g_auto (Old) old = { NULL };
  g_autoptr (FoyerParty) whole = NULL;
  gboolean same_terms;

  if (!read_old (database, key, &old, error))
    return FALSE;
  whole = old.party != NULL && generation == 0 ? complete (party, old.party) : g_object_ref (party);
  if (old.party == NULL && generation == 0 && !get_generation (database, foyer_party_get_kind (party), &seen, error))
    return FALSE;

  used = MAX (used, old.used);
  seen = MAX (seen, old.seen);
  same_terms = old.party != NULL && is_found_alike (whole, old.party);
  if (same_terms && is_of_same_company (whole, old.party))
    {
      if (used == old.used && seen == old.seen)
        return TRUE;
      if (used == old.used)
        return run_with_numbers (database, "UPDATE party SET seen = ?1 WHERE key = ?2", seen, key, error);
    }
  if (!write_row (database, whole, old.party != NULL, key, used, seen, error)
      || !write_companies (database, whole, old.party, key, error))
    return FALSE;
  if (same_terms)
    return TRUE;
  if (old.party != NULL
      && !for_each_key (database, "DELETE FROM party_likeness WHERE hash = ?1 AND party = ?2", old.party, key, error))
    return FALSE;
  return for_each_key (database, "INSERT OR IGNORE INTO party_likeness (hash, party) VALUES (?1, ?2)", whole, key,
                       error)
         && write_terms (database, whole, old.party != NULL, key, error);
}

/**
 * foyer_party_rows_remove:
 * @was_here: (out): whether there was anything to forget
 *
 * Forgets a party, what it was found by, and what leads tell of a person. One that is not here is fine.
 */
gboolean
foyer_party_rows_remove (FoyerDatabase *database, FoyerPartyKind kind, gint64 id, gboolean *was_here, GError **error)
{
  gint64 key = FOYER_PARTY_KEY (kind, id);
  g_auto (Old) old = { NULL };

  if (!read_old (database, key, &old, error))
    return FALSE;
  *was_here = old.party != NULL;
  if (kind == FOYER_PARTY_PERSON && !foyer_lead_rows_forget_contact (database, id, was_here, error))
    return FALSE;
  return old.party == NULL
         || (for_each_key (database, "DELETE FROM party_likeness WHERE hash = ?1 AND party = ?2", old.party, key, error)
             && for_each_other_company (database, FORGET_COMPANY, old.party, key, error)
             && run_with_numbers (database, "DELETE FROM party_search WHERE rowid = ?2 AND ?1 = 0", 0, key, error)
             && run_with_numbers (database, "DELETE FROM party WHERE key = ?2 AND ?1 = 0", 0, key, error));
}

/**
 * foyer_party_rows_load:
 *
 * Returns: (transfer full): the party; `FOYER_ERROR_GONE` when it is not here
 */
FoyerParty *
foyer_party_rows_load (FoyerDatabase *database, gint64 key, GError **error)
{
  g_auto (Old) old = { NULL };

  if (!read_old (database, key, &old, error))
    return NULL;
  if (old.party == NULL)
    g_set_error_literal (error, FOYER_ERROR, FOYER_ERROR_GONE, "The mirror has no such company or person");
  return g_steal_pointer (&old.party);
}
