/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Picklists in the mirror, by ID, so that the form opens full without a network. */

#include "foyer-picklist-cache.h"

#include "foyer-mirror-file-private.h"

typedef struct
{
  gint64 fetched[FOYER_N_PICKLISTS];
  GPtrArray *items[FOYER_N_PICKLISTS]; /* owned */
} Picklists;

typedef struct
{
  FoyerPicklistKind kind;
  gint64 fetched;
  GPtrArray *items; /* owned */
} Replacement;

static void
picklists_free (gpointer data)
{
  Picklists *picklists = data;

  for (guint kind = 0; kind < FOYER_N_PICKLISTS; kind++)
    g_clear_pointer (&picklists->items[kind], g_ptr_array_unref);
  g_free (picklists);
}

static void
replacement_free (gpointer data)
{
  Replacement *replacement = data;

  g_ptr_array_unref (replacement->items);
  g_free (replacement);
}

static FoyerPicklistKind
read_kind (FoyerStatement *statement, int column)
{
  const char *name = foyer_statement_get_text (statement, column);

  return name != NULL ? foyer_picklist_kind_from_name (name) : FOYER_PICKLIST_NONE;
}

static gboolean
read_fetched (FoyerDatabase *database, Picklists *picklists, GError **error)
{
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (database, "SELECT kind, fetched FROM picklist", error);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  while (foyer_statement_next (statement, &local_error))
    picklists->fetched[read_kind (statement, 0)] = foyer_statement_get_int64 (statement, 1);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
read_items (FoyerDatabase *database, Picklists *picklists, GError **error)
{
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (
      database, "SELECT kind, id, title, parent, retired, applies_to FROM picklist_item ORDER BY kind, position, id",
      error);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  while (foyer_statement_next (statement, &local_error))
    {
      const char *title = foyer_statement_get_text (statement, 2);

      g_ptr_array_add (picklists->items[read_kind (statement, 0)],
                       foyer_picklist_item_new (foyer_statement_get_int64 (statement, 1), title != NULL ? title : "",
                                                foyer_statement_get_int64 (statement, 3),
                                                foyer_statement_get_int64 (statement, 4) != 0,
                                                (FoyerAppliesTo) foyer_statement_get_int64 (statement, 5)));
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gpointer
load (FoyerDatabase *database, gpointer data, GError **error)
{
  Picklists *picklists = g_new0 (Picklists, 1);

  for (guint kind = 0; kind < FOYER_N_PICKLISTS; kind++)
    picklists->items[kind] = g_ptr_array_new_with_free_func (g_object_unref);
  if (!read_fetched (database, picklists, error) || !read_items (database, picklists, error))
    g_clear_pointer (&picklists, picklists_free);
  return picklists;
}

/* What is gone from the list stays, retired and behind the rest: an old lead may still name it. */
static gboolean
retire_all (FoyerDatabase *database, const char *kind, GError **error)
{
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (
      database, "UPDATE picklist_item SET retired = 1, position = 1000000 WHERE kind = ?1", error);

  if (statement == NULL)
    return FALSE;
  foyer_statement_bind_text (statement, 1, kind);
  return foyer_statement_run (statement, error);
}

static gboolean
put_items (FoyerDatabase *database, const char *kind, GPtrArray *items, GError **error)
{
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (
      database,
      "INSERT OR REPLACE INTO picklist_item (kind, id, position, title, parent, retired, applies_to)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
      error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    {
      FoyerPicklistItem *item = items->pdata[i];
      const char *title = foyer_picklist_item_get_title (item);

      foyer_statement_bind_text (statement, 1, kind);
      foyer_statement_bind_int64 (statement, 2, foyer_picklist_item_get_id (item));
      foyer_statement_bind_int64 (statement, 3, i);
      foyer_statement_bind_text (statement, 4, title != NULL ? title : "");
      foyer_statement_bind_int64 (statement, 5, foyer_picklist_item_get_parent_id (item));
      foyer_statement_bind_int64 (statement, 6, foyer_picklist_item_get_retired (item));
      foyer_statement_bind_int64 (statement, 7, foyer_picklist_item_get_applies_to (item));
      if (!foyer_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_fetched (FoyerDatabase *database, const char *kind, gint64 fetched, GError **error)
{
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (
      database, "INSERT OR REPLACE INTO picklist (kind, fetched) VALUES (?1, ?2)", error);

  if (statement == NULL)
    return FALSE;
  foyer_statement_bind_text (statement, 1, kind);
  foyer_statement_bind_int64 (statement, 2, fetched);
  return foyer_statement_run (statement, error);
}

static gboolean
replace_all (FoyerDatabase *database, gpointer data, GError **error)
{
  const Replacement *replacement = data;
  const char *kind = foyer_picklist_kind_to_name (replacement->kind);

  return retire_all (database, kind, error) && put_items (database, kind, replacement->items, error)
         && put_fetched (database, kind, replacement->fetched, error);
}

static gpointer
replace (FoyerDatabase *database, gpointer data, GError **error)
{
  return foyer_database_transact (database, replace_all, data, error) ? FOYER_DATABASE_DONE : NULL;
}

/**
 * foyer_picklist_cache_load_async:
 *
 * Reads all picklists at once.
 */
void
foyer_picklist_cache_load_async (FoyerMirrorFile *mirror,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (mirror, cancellable, callback, user_data);

  g_return_if_fail (FOYER_IS_MIRROR_FILE (mirror));

  g_task_set_source_tag (task, foyer_picklist_cache_load_async);
  foyer_database_thread_run (foyer_mirror_file_get_reader (mirror), task, load, NULL, NULL, picklists_free);
}

/**
 * foyer_picklist_cache_load_finish:
 * @picklists: updated with what the mirror has, and with when that was fetched; a list that was never fetched is left
 * alone
 */
gboolean
foyer_picklist_cache_load_finish (FoyerMirrorFile *mirror,
                                  GAsyncResult *result,
                                  FoyerPicklists *picklists,
                                  GError **error)
{
  Picklists *found;

  g_return_val_if_fail (g_task_is_valid (result, mirror), FALSE);
  g_return_val_if_fail (FOYER_IS_PICKLISTS (picklists), FALSE);

  found = g_task_propagate_pointer (G_TASK (result), error);
  if (found == NULL)
    return FALSE;
  for (guint kind = FOYER_PICKLIST_NONE + 1; kind < FOYER_N_PICKLISTS; kind++)
    {
      FoyerPicklist *picklist = foyer_picklists_get (picklists, kind);

      if (found->fetched[kind] == 0)
        continue;
      foyer_picklist_update (picklist, found->items[kind]);
      foyer_picklist_set_fetched (picklist, found->fetched[kind]);
    }
  picklists_free (found);
  return TRUE;
}

/**
 * foyer_picklist_cache_replace_async:
 * @items: (element-type FoyerPicklistItem): the whole list as the platform has it now
 * @fetched: when it said so, in seconds since 1970, above 0
 *
 * Replaces one picklist, all or nothing. What is not in @items any more is kept as retired.
 */
void
foyer_picklist_cache_replace_async (FoyerMirrorFile *mirror,
                                    FoyerPicklistKind kind,
                                    GPtrArray *items,
                                    gint64 fetched,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (mirror, cancellable, callback, user_data);
  Replacement *replacement;

  g_return_if_fail (FOYER_IS_MIRROR_FILE (mirror));
  g_return_if_fail (kind > FOYER_PICKLIST_NONE && kind < FOYER_N_PICKLISTS);
  g_return_if_fail (items != NULL);

  replacement = g_new0 (Replacement, 1);
  replacement->kind = kind;
  replacement->fetched = fetched;
  replacement->items = g_ptr_array_new_full (items->len, g_object_unref);
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (replacement->items, g_object_ref (items->pdata[i]));

  g_task_set_source_tag (task, foyer_picklist_cache_replace_async);
  foyer_database_thread_run (foyer_mirror_file_get_writer (mirror), task, replace, replacement, replacement_free, NULL);
}

gboolean
foyer_picklist_cache_replace_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, mirror), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}
