/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Leads in the mirror, as the platform last showed them. */

#include "foyer-lead-cache.h"

#include "foyer-error.h"
#include "foyer-lead-rows.h"
#include "foyer-lead-select.h"
#include "foyer-mirror-file-private.h"

typedef struct
{
  FoyerLead *lead; /* owned; nobody changes it any more */
  gint64 generation;
  gint64 saved; /* unix seconds; 0: the platform shows it */
} Row;

typedef struct
{
  FoyerLeadSelect *select; /* owned */
  guint limit;
} Query;

static void
row_free (gpointer data)
{
  Row *row = data;

  g_object_unref (row->lead);
  g_free (row);
}

static void
query_free (gpointer data)
{
  Query *query = data;

  foyer_lead_select_free (query->select);
  g_free (query);
}

static gboolean
put (FoyerDatabase *database, gpointer data, GError **error)
{
  const Row *row = data;

  if (row->saved > 0)
    return foyer_lead_rows_put_saved (database, row->lead, row->saved, error);
  return foyer_lead_rows_put (database, row->lead, row->generation, error);
}

static gpointer
load_all (FoyerDatabase *database, gpointer data, GError **error)
{
  const GArray *ids = data;
  g_autoptr (GPtrArray) leads = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (GError) local_error = NULL;
      FoyerLead *lead = foyer_lead_rows_load (database, g_array_index (ids, gint64, i), &local_error);

      if (lead != NULL)
        g_ptr_array_add (leads, lead);
      else if (!g_error_matches (local_error, FOYER_ERROR, FOYER_ERROR_GONE))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }
  return g_steal_pointer (&leads);
}

static gpointer
list (FoyerDatabase *database, gpointer data, GError **error)
{
  const Query *query = data;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (FoyerStatement)
      statement = foyer_lead_select_prepare (query->select, database, "lead.id", NULL, query->limit, error);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return NULL;
  while (foyer_statement_next (statement, &local_error))
    {
      gint64 id = foyer_statement_get_int64 (statement, 0);

      g_array_append_val (ids, id);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return load_all (database, ids, error);
}

static gpointer
load (FoyerDatabase *database, gpointer data, GError **error)
{
  return foyer_lead_rows_load (database, *(gint64 *) data, error);
}

static gboolean
remove_one (FoyerDatabase *database, gpointer data, GError **error)
{
  return foyer_lead_rows_remove (database, *(gint64 *) data, error);
}

static gpointer
remove_lead (FoyerDatabase *database, gpointer data, GError **error)
{
  return foyer_database_transact (database, remove_one, data, error) ? FOYER_DATABASE_DONE : NULL;
}

static void
add_row (GPtrArray *rows, FoyerLead *lead, gint64 generation, gint64 saved)
{
  Row *row = g_new (Row, 1);

  row->lead = lead;
  row->generation = generation;
  row->saved = saved;
  g_ptr_array_add (rows, row);
}

/**
 * foyer_lead_cache_put_async:
 * @leads: (element-type FoyerLead): leads of the platform, as they are now; others are passed over
 *
 * Keeps leads in the place of what the mirror had of them. Cancelled or failed on the way, some are kept.
 */
void
foyer_lead_cache_put_async (FoyerMirrorFile *mirror,
                            GPtrArray *leads,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (mirror, cancellable, callback, user_data);
  GPtrArray *rows;

  g_return_if_fail (FOYER_IS_MIRROR_FILE (mirror));
  g_return_if_fail (leads != NULL);

  rows = g_ptr_array_new_full (leads->len, row_free);
  for (guint i = 0; i < leads->len; i++)
    if (foyer_lead_get_platform_id (leads->pdata[i]) > 0)
      add_row (rows, foyer_lead_copy (leads->pdata[i]), 0, 0);

  g_task_set_source_tag (task, foyer_lead_cache_put_async);
  foyer_mirror_file_put_rows (mirror, task, rows, put);
}

/**
 * foyer_lead_cache_put_saved_async:
 * @lead: a lead of the platform as it was saved
 * @saved: no later than the platform took it, in unix seconds by its clock, above 0
 *
 * As foyer_lead_cache_put_async(), which also ends with the same call, until the platform shows the lead.
 */
void
foyer_lead_cache_put_saved_async (FoyerMirrorFile *mirror,
                                  FoyerLead *lead,
                                  gint64 saved,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (mirror, cancellable, callback, user_data);
  GPtrArray *rows;

  g_return_if_fail (FOYER_IS_MIRROR_FILE (mirror));
  g_return_if_fail (foyer_lead_get_platform_id (lead) > 0);
  g_return_if_fail (saved > 0);

  rows = g_ptr_array_new_full (1, row_free);
  add_row (rows, foyer_lead_copy (lead), 0, saved);
  g_task_set_source_tag (task, foyer_lead_cache_put_saved_async);
  foyer_mirror_file_put_rows (mirror, task, rows, put);
}

/**
 * foyer_lead_cache_refresh_async:
 * @leads: (transfer full) (element-type FoyerLead): leads of the platform, nobody else's
 * @generation: of the refresh of everything they were seen in
 *
 * As foyer_lead_cache_put_async(), which also ends with the same call, for many: nothing is done with them on this
 * thread.
 */
void
foyer_lead_cache_refresh_async (FoyerMirrorFile *mirror,
                                GPtrArray *leads,
                                gint64 generation,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (mirror, cancellable, callback, user_data);
  GPtrArray *rows;

  g_return_if_fail (FOYER_IS_MIRROR_FILE (mirror));
  g_return_if_fail (leads != NULL);

  rows = g_ptr_array_new_full (leads->len, row_free);
  for (guint i = 0; i < leads->len; i++)
    add_row (rows, g_object_ref (leads->pdata[i]), generation, 0);
  g_ptr_array_unref (leads);

  g_task_set_source_tag (task, foyer_lead_cache_refresh_async);
  foyer_mirror_file_refresh_rows (mirror, task, rows, put);
}

gboolean
foyer_lead_cache_put_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, mirror), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * foyer_lead_cache_list_async:
 * @text: (nullable): what is searched for, see [struct@FoyerSearch]
 * @limit: how many at most
 *
 * Lists the newest leads.
 */
void
foyer_lead_cache_list_async (FoyerMirrorFile *mirror,
                             const char *text,
                             guint limit,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (mirror, cancellable, callback, user_data);
  g_autoptr (FoyerLeadQuery) wanted = foyer_lead_query_new ();
  Query *query;

  g_return_if_fail (FOYER_IS_MIRROR_FILE (mirror));

  foyer_lead_query_set_text (wanted, text);
  query = g_new0 (Query, 1);
  query->select = foyer_lead_select_new (wanted, NULL);
  query->limit = limit;
  g_task_set_source_tag (task, foyer_lead_cache_list_async);
  foyer_database_thread_run (foyer_mirror_file_get_reader (mirror), task, list, query, query_free,
                             (GDestroyNotify) g_ptr_array_unref);
}

/**
 * foyer_lead_cache_list_finish:
 *
 * Returns: (transfer full) (element-type FoyerLead): the leads, the one added last to the platform first
 */
GPtrArray *
foyer_lead_cache_list_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, mirror), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * foyer_lead_cache_load_all_async:
 * @ids: (element-type gint64): the platform's ids
 */
void
foyer_lead_cache_load_all_async (
    FoyerMirrorFile *mirror, GArray *ids, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (mirror, cancellable, callback, user_data);

  g_return_if_fail (FOYER_IS_MIRROR_FILE (mirror));

  g_task_set_source_tag (task, foyer_lead_cache_load_all_async);
  foyer_database_thread_run (foyer_mirror_file_get_scanner (mirror), task, load_all, g_array_copy (ids),
                             (GDestroyNotify) g_array_unref, (GDestroyNotify) g_ptr_array_unref);
}

/**
 * foyer_lead_cache_load_all_finish:
 *
 * Returns: (transfer full) (element-type FoyerLead): the leads in the order asked for, without those that are not here
 */
GPtrArray *
foyer_lead_cache_load_all_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, mirror), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
foyer_lead_cache_load_async (FoyerMirrorFile *mirror,
                             gint64 platform_id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (mirror, cancellable, callback, user_data);

  g_return_if_fail (FOYER_IS_MIRROR_FILE (mirror));

  g_task_set_source_tag (task, foyer_lead_cache_load_async);
  foyer_database_thread_run (foyer_mirror_file_get_reader (mirror), task, load,
                             g_memdup2 (&platform_id, sizeof platform_id), g_free, g_object_unref);
}

/**
 * foyer_lead_cache_load_finish:
 *
 * Returns: (transfer full): the lead; `FOYER_ERROR_GONE` when the mirror does not have it
 */
FoyerLead *
foyer_lead_cache_load_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, mirror), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * foyer_lead_cache_remove_async:
 *
 * Forgets a lead that the platform has no more. One that is not here is fine.
 */
void
foyer_lead_cache_remove_async (FoyerMirrorFile *mirror,
                               gint64 platform_id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (mirror, cancellable, callback, user_data);

  g_return_if_fail (FOYER_IS_MIRROR_FILE (mirror));

  g_task_set_source_tag (task, foyer_lead_cache_remove_async);
  foyer_database_thread_run (foyer_mirror_file_get_writer (mirror), task, remove_lead,
                             g_memdup2 (&platform_id, sizeof platform_id), g_free, NULL);
}

gboolean
foyer_lead_cache_remove_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, mirror), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}
