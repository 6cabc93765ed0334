/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Companies and people in the mirror: those this desk has seen, so that the pickers offer them without a network. */

#include "foyer-party-cache.h"

#include "foyer-mirror-file-private.h"
#include "foyer-party-rows.h"
#include "foyer-search.h"
#include "foyer-sort-key.h"

#include <string.h>

#define MAX_RANKED  200  /* of what the index finds: the newest are looked at */
#define MAX_SCANNED 2000 /* of a company's people, and of what this desk has used */

typedef struct
{
  FoyerParty *party; /* owned */
  gint64 used;
  gint64 generation;
} Row;

typedef struct
{
  FoyerPartyKind kind;
  gint64 id;           /* of the party, or of the company people are searched of */
  FoyerSearch *search; /* owned */
  guint limit;
  gboolean was_here; /* what was removed */
} Query;

/* What came of removing one; NULL is an error. */
enum
{
  WAS_NOT_HERE = 1,
  WAS_HERE,
};

/* Something that was found, and what it is ranked by. */
typedef struct
{
  FoyerParty *party; /* owned */
  char *sort_key;    /* owned */
  gint64 used;
  gboolean begins_word;
} Found;

static void
row_free (gpointer data)
{
  Row *row = data;

  g_object_unref (row->party);
  g_free (row);
}

static void
query_free (gpointer data)
{
  Query *query = data;

  foyer_search_free (query->search);
  g_free (query);
}

static Query *
query_new (FoyerPartyKind kind, gint64 id, const char *text, guint limit)
{
  Query *query = g_new0 (Query, 1);

  query->kind = kind;
  query->id = id;
  query->search = foyer_search_new (text);
  query->limit = limit;
  return query;
}

static void
found_free (gpointer data)
{
  Found *found = data;

  g_object_unref (found->party);
  g_free (found->sort_key);
  g_free (found);
}

static gboolean
put (FoyerDatabase *database, gpointer data, GError **error)
{
  const Row *row = data;

  return foyer_party_rows_put (database, row->party, row->used, row->generation, error);
}

static int
compare_found (gconstpointer a, gconstpointer b)
{
  const Found *first = *(const Found *const *) a, *second = *(const Found *const *) b;
  int order;

  if (first->begins_word != second->begins_word)
    return first->begins_word ? -1 : 1;
  if (first->used != second->used)
    return first->used > second->used ? -1 : 1;
  order = strcmp (first->sort_key, second->sort_key);
  return order != 0 ? order : foyer_party_get_id (first->party) < foyer_party_get_id (second->party) ? -1 : 1;
}

static void
take_found (const Query *query, FoyerStatement *statement, GHashTable *keys, GPtrArray *all)
{
  g_autoptr (FoyerParty) party = foyer_party_rows_read (statement);
  const char *texts[] = { foyer_party_get_name (party), foyer_party_get_email (party), foyer_party_get_phone (party) };
  gint64 key = foyer_statement_get_int64 (statement, 0);
  Found *found;

  if (foyer_party_get_kind (party) != query->kind || !foyer_search_matches (query->search, texts, G_N_ELEMENTS (texts))
      || !g_hash_table_add (keys, g_memdup2 (&key, sizeof key)))
    return;
  if (query->id > 0)
    foyer_party_choose_company (party, query->id);
  found = g_new0 (Found, 1);
  found->sort_key = foyer_sort_key_new (texts[0]);
  found->used = foyer_statement_get_int64 (statement, FOYER_PARTY_KEY_USED_COLUMN);
  found->begins_word = foyer_search_begins_words (query->search, texts, G_N_ELEMENTS (texts));
  found->party = g_steal_pointer (&party);
  g_ptr_array_add (all, found);
}

static gboolean
look (FoyerDatabase *database,
      const Query *query,
      const char *sql,
      const char *expression,
      guint limit,
      GHashTable *keys,
      GPtrArray *all,
      GError **error)
{
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (database, sql, error);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  foyer_statement_bind_int64 (statement, 1, query->kind == FOYER_PARTY_PERSON);
  foyer_statement_bind_int64 (statement, 2, limit);
  if (expression != NULL)
    foyer_statement_bind_text (statement, 3, expression);
  else if (query->id > 0)
    foyer_statement_bind_int64 (statement, 3, query->id);
  while (foyer_statement_next (statement, &local_error))
    take_found (query, statement, keys, all);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
look_everywhere (FoyerDatabase *database, const Query *query, GHashTable *keys, GPtrArray *all, GError **error)
{
  g_autofree char *expression = NULL;

  if (query->id > 0)
    return look (database, query,
                 "SELECT " FOYER_PARTY_COLUMNS " FROM party WHERE company_id = ?3 AND company_id > 0 AND (key & 1) = ?1"
                 " LIMIT ?2",
                 NULL, MAX_SCANNED, keys, all, error)
           && look (database, query,
                    "SELECT " FOYER_PARTY_COLUMNS
                    " FROM party_company CROSS JOIN party ON party.key = party_company.party"
                    " WHERE party_company.company_id = ?3 AND (party.key & 1) = ?1 LIMIT ?2",
                    NULL, MAX_SCANNED, keys, all, error);
  if (!look (database, query,
             "SELECT " FOYER_PARTY_COLUMNS " FROM party WHERE used > 0 AND (key & 1) = ?1 ORDER BY used DESC LIMIT ?2",
             NULL, MAX_SCANNED, keys, all, error))
    return FALSE;
  if (foyer_search_is_empty (query->search))
    return look (database, query,
                 "SELECT " FOYER_PARTY_COLUMNS " FROM party WHERE (key & 1) = ?1 ORDER BY key DESC LIMIT ?2", NULL,
                 query->limit, keys, all, error);
  expression = foyer_search_dup_expression (query->search);
  return look (database, query,
               "SELECT " FOYER_PARTY_COLUMNS " FROM party_search CROSS JOIN party ON party.key = party_search.rowid"
               " WHERE party_search MATCH ?3 AND (party_search.rowid & 1) = ?1 ORDER BY party_search.rowid DESC"
               " LIMIT ?2",
               expression, MAX_RANKED, keys, all, error);
}

static gpointer
search (FoyerDatabase *database, gpointer data, GError **error)
{
  const Query *query = data;
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (found_free);
  GPtrArray *parties;

  if (!look_everywhere (database, query, keys, all, error))
    return NULL;
  g_ptr_array_sort (all, compare_found);
  parties = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < all->len && i < query->limit; i++)
    g_ptr_array_add (parties, g_object_ref (((Found *) all->pdata[i])->party));
  return parties;
}

static gpointer
load (FoyerDatabase *database, gpointer data, GError **error)
{
  const Query *query = data;

  return foyer_party_rows_load (database, FOYER_PARTY_KEY (query->kind, query->id), error);
}

static gboolean
remove_in_transaction (FoyerDatabase *database, gpointer data, GError **error)
{
  Query *query = data;

  return foyer_party_rows_remove (database, query->kind, query->id, &query->was_here, error);
}

static gpointer
remove_party (FoyerDatabase *database, gpointer data, GError **error)
{
  const Query *query = data;

  if (!foyer_database_transact (database, remove_in_transaction, data, error))
    return NULL;
  return GINT_TO_POINTER (query->was_here ? WAS_HERE : WAS_NOT_HERE);
}

static GPtrArray *
new_rows (GPtrArray *parties, gint64 used, gint64 generation)
{
  GPtrArray *rows = g_ptr_array_new_full (parties->len, row_free);

  for (guint i = 0; i < parties->len; i++)
    if (foyer_party_get_id (parties->pdata[i]) > 0)
      {
        Row *row = g_new (Row, 1);

        *row = (Row) { g_object_ref (parties->pdata[i]), used, generation };
        g_ptr_array_add (rows, row);
      }
  return rows;
}

/**
 * foyer_party_cache_put_async:
 * @parties: (element-type FoyerParty): companies and people of the platform, as they are now, not to be changed any
 * more; others are passed over
 * @used: when a person chose them, in seconds since 1970; 0 when they were only seen, which keeps what was there
 *
 * Keeps parties. What one does not tell (`NULL`, no company) does not forget what the mirror knew of it.
 */
void
foyer_party_cache_put_async (FoyerMirrorFile *mirror,
                             GPtrArray *parties,
                             gint64 used,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (mirror, cancellable, callback, user_data);

  g_return_if_fail (FOYER_IS_MIRROR_FILE (mirror));
  g_return_if_fail (parties != NULL);

  g_task_set_source_tag (task, foyer_party_cache_put_async);
  foyer_mirror_file_put_rows (mirror, task, new_rows (parties, used, 0), put);
}

/**
 * foyer_party_cache_refresh_async:
 * @parties: (transfer full) (element-type FoyerParty): companies or people of the platform with all there is to tell of
 * them
 * @generation: of the refresh of everything they were seen in
 *
 * As foyer_party_cache_put_async(), which also ends with the same call.
 */
void
foyer_party_cache_refresh_async (FoyerMirrorFile *mirror,
                                 GPtrArray *parties,
                                 gint64 generation,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (mirror, cancellable, callback, user_data);

  g_return_if_fail (FOYER_IS_MIRROR_FILE (mirror));
  g_return_if_fail (parties != NULL);

  g_task_set_source_tag (task, foyer_party_cache_refresh_async);
  foyer_mirror_file_refresh_rows (mirror, task, new_rows (parties, 0, generation), put);
  g_ptr_array_unref (parties);
}

gboolean
foyer_party_cache_put_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, mirror), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * foyer_party_cache_search_async:
 * @text: (nullable): what is searched for in name, e-mail and telephone, see [struct@FoyerSearch]
 * @company_id: whose people; 0 for any
 * @limit: how many at most
 *
 * Lists parties: where a word begins with the text first, then where it is inside one; among these, the ones used last.
 */
void
foyer_party_cache_search_async (FoyerMirrorFile *mirror,
                                FoyerPartyKind kind,
                                const char *text,
                                gint64 company_id,
                                guint limit,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (mirror, cancellable, callback, user_data);

  g_return_if_fail (FOYER_IS_MIRROR_FILE (mirror));

  g_task_set_source_tag (task, foyer_party_cache_search_async);
  foyer_database_thread_run (foyer_mirror_file_get_reader (mirror), task, search,
                             query_new (kind, company_id, text, limit), query_free, (GDestroyNotify) g_ptr_array_unref);
}

/**
 * foyer_party_cache_search_finish:
 *
 * Returns: (transfer full) (element-type FoyerParty): what was found
 */
GPtrArray *
foyer_party_cache_search_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, mirror), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
foyer_party_cache_load_async (FoyerMirrorFile *mirror,
                              FoyerPartyKind kind,
                              gint64 id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (mirror, cancellable, callback, user_data);

  g_return_if_fail (FOYER_IS_MIRROR_FILE (mirror));

  g_task_set_source_tag (task, foyer_party_cache_load_async);
  foyer_database_thread_run (foyer_mirror_file_get_reader (mirror), task, load, query_new (kind, id, NULL, 1),
                             query_free, g_object_unref);
}

/**
 * foyer_party_cache_load_finish:
 *
 * Returns: (transfer full): the party; `FOYER_ERROR_GONE` when the mirror does not have it
 */
FoyerParty *
foyer_party_cache_load_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, mirror), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * foyer_party_cache_remove_async:
 *
 * Forgets one that the platform has no more, or not under a name any more, and what leads tell of a person. One that
 * is not here is fine. What the search index held of them is gone from the disk after foyer_mirror_tidy_async().
 */
void
foyer_party_cache_remove_async (FoyerMirrorFile *mirror,
                                FoyerPartyKind kind,
                                gint64 id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (mirror, cancellable, callback, user_data);

  g_return_if_fail (FOYER_IS_MIRROR_FILE (mirror));

  g_task_set_source_tag (task, foyer_party_cache_remove_async);
  foyer_mirror_file_refresh (mirror, task, remove_party, query_new (kind, id, NULL, 1), query_free);
}

/**
 * foyer_party_cache_remove_finish:
 * @was_here: (out): whether there was anything to forget
 */
gboolean
foyer_party_cache_remove_finish (FoyerMirrorFile *mirror, GAsyncResult *result, gboolean *was_here, GError **error)
{
  int removed;

  g_return_val_if_fail (g_task_is_valid (result, mirror), FALSE);

  removed = GPOINTER_TO_INT (g_task_propagate_pointer (G_TASK (result), error));
  *was_here = removed == WAS_HERE;
  return removed != 0;
}
