/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Companies and people in the mirror: those this desk has seen, so that the pickers offer them without a network. */

#include "foyer-party-cache.h"

#include "foyer-error.h"
#include "foyer-mirror-file-private.h"
#include "foyer-text.h"

typedef struct
{
  FoyerPartyKind kind;
  gint64 id;
  char *name;  /* owned */
  char *email; /* owned, nullable */
  char *phone; /* owned, nullable */
  gint64 company_id;
  char *company_name; /* owned, nullable */
  gint64 used;
} Row;

typedef struct
{
  FoyerPartyKind kind;
  gint64 id;  /* of the party, or of the company people are searched of */
  char *text; /* owned, folded */
  guint limit;
} Query;

#define COLUMNS "id, name, email, phone, company_id, company_name"

/* Each word with a space before it. */
#define SEARCHED "' ' || folded_name || ' ' || coalesce (folded_email, '')"

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->name);
  g_free (row->email);
  g_free (row->phone);
  g_free (row->company_name);
  g_free (row);
}

static Row *
row_new (FoyerParty *party, gint64 used)
{
  Row *row = g_new0 (Row, 1);

  row->kind = foyer_party_get_kind (party);
  row->id = foyer_party_get_id (party);
  row->name = g_strdup (foyer_party_get_name (party));
  row->email = g_strdup (foyer_party_get_email (party));
  row->phone = g_strdup (foyer_party_get_phone (party));
  row->company_id = foyer_party_get_company_id (party);
  row->company_name = g_strdup (foyer_party_get_company_name (party));
  row->used = used;
  return row;
}

static void
query_free (gpointer data)
{
  Query *query = data;

  g_free (query->text);
  g_free (query);
}

static Query *
query_new (FoyerPartyKind kind, gint64 id, const char *text, guint limit)
{
  Query *query = g_new0 (Query, 1);

  query->kind = kind;
  query->id = id;
  query->text = foyer_text_fold (text);
  query->limit = limit;
  return query;
}

static FoyerParty *
read_party (FoyerStatement *statement, FoyerPartyKind kind)
{
  const char *name = foyer_statement_get_text (statement, 1);
  FoyerParty *party = foyer_party_new (kind, foyer_statement_get_int64 (statement, 0), name != NULL ? name : "");

  foyer_party_set_email (party, foyer_statement_get_text (statement, 2));
  foyer_party_set_phone (party, foyer_statement_get_text (statement, 3));
  foyer_party_set_company (party, foyer_statement_get_int64 (statement, 4), foyer_statement_get_text (statement, 5));
  return party;
}

/* A lead's row may name its person without the telephone: what is not told does not forget what was. */
static gboolean
put (FoyerDatabase *database, gpointer data, GError **error)
{
  const Row *row = data;
  g_autofree char *name = row->name != NULL ? foyer_text_fold (row->name) : NULL;
  g_autofree char *email = row->email != NULL ? foyer_text_fold (row->email) : NULL;
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (
      database,
      "INSERT INTO party (kind, id, name, email, phone, company_id, company_name, folded_name, folded_email, used)"
      " VALUES (?1, ?2, coalesce (?3, ''), ?4, ?5, ?6, ?7, coalesce (?8, ''), ?9, ?10)"
      " ON CONFLICT (kind, id) DO UPDATE SET"
      " name = coalesce (?3, name), folded_name = coalesce (?8, folded_name),"
      " email = coalesce (?4, email), folded_email = coalesce (?9, folded_email),"
      " phone = coalesce (?5, phone),"
      " company_id = iif (?6 = 0, company_id, ?6), company_name = iif (?6 = 0, company_name, ?7),"
      " used = max (used, ?10)",
      error);

  if (statement == NULL)
    return FALSE;
  foyer_statement_bind_int64 (statement, 1, row->kind);
  foyer_statement_bind_int64 (statement, 2, row->id);
  foyer_statement_bind_text (statement, 3, row->name);
  foyer_statement_bind_text (statement, 4, row->email);
  foyer_statement_bind_text (statement, 5, row->phone);
  foyer_statement_bind_int64 (statement, 6, row->company_id);
  foyer_statement_bind_text (statement, 7, row->company_name);
  foyer_statement_bind_text (statement, 8, name);
  foyer_statement_bind_text (statement, 9, email);
  foyer_statement_bind_int64 (statement, 10, row->used);
  return foyer_statement_run (statement, error);
}

/* Where a word begins with the text before where it is inside one. */
static gpointer
search (FoyerDatabase *database, gpointer data, GError **error)
{
  const Query *query = data;
  g_autoptr (GPtrArray) parties = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (
      database,
      "SELECT " COLUMNS " FROM party"
      " WHERE kind = ?1 AND (?2 = 0 OR company_id = ?2) AND instr (" SEARCHED ", ?3) > 0"
      " ORDER BY instr (" SEARCHED ", ' ' || ?3) = 0, used DESC, folded_name, id LIMIT ?4",
      error);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return NULL;
  foyer_statement_bind_int64 (statement, 1, query->kind);
  foyer_statement_bind_int64 (statement, 2, query->id);
  foyer_statement_bind_text (statement, 3, query->text);
  foyer_statement_bind_int64 (statement, 4, query->limit);
  while (foyer_statement_next (statement, &local_error))
    g_ptr_array_add (parties, read_party (statement, query->kind));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&parties);
}

static gpointer
load (FoyerDatabase *database, gpointer data, GError **error)
{
  const Query *query = data;
  g_autoptr (FoyerStatement)
      statement = foyer_database_prepare (database, "SELECT " COLUMNS " FROM party WHERE kind = ?1 AND id = ?2", error);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return NULL;
  foyer_statement_bind_int64 (statement, 1, query->kind);
  foyer_statement_bind_int64 (statement, 2, query->id);
  if (foyer_statement_next (statement, &local_error))
    return read_party (statement, query->kind);
  if (local_error == NULL)
    g_set_error_literal (&local_error, FOYER_ERROR, FOYER_ERROR_GONE, "The mirror has no such company or person");
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/**
 * foyer_party_cache_put_async:
 * @parties: (element-type FoyerParty): companies and people of the platform, as they are now; others are passed over
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
  GPtrArray *rows;

  g_return_if_fail (FOYER_IS_MIRROR_FILE (mirror));
  g_return_if_fail (parties != NULL);

  rows = g_ptr_array_new_full (parties->len, row_free);
  for (guint i = 0; i < parties->len; i++)
    if (foyer_party_get_id (parties->pdata[i]) > 0)
      g_ptr_array_add (rows, row_new (parties->pdata[i], used));

  g_task_set_source_tag (task, foyer_party_cache_put_async);
  foyer_mirror_file_put_rows (mirror, task, rows, put);
}

gboolean
foyer_party_cache_put_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, mirror), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * foyer_party_cache_search_async:
 * @text: (nullable): what the name or the e-mail must contain, however it is cased or accented
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
