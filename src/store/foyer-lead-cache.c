/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Leads in the mirror, as the platform last showed them. */

#include "foyer-lead-cache.h"

#include "foyer-error.h"
#include "foyer-mirror-file-private.h"
#include "foyer-text.h"

typedef struct
{
  gint64 id;
  gint64 modified;
  char *text;     /* owned */
  GVariant *lead; /* owned */
} Row;

typedef struct
{
  char *text; /* owned, folded */
  guint limit;
} Query;

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->text);
  g_variant_unref (row->lead);
  g_free (row);
}

static Row *
row_new (FoyerLead *lead)
{
  static const FoyerLeadField searched[] = { FOYER_LEAD_NAME, FOYER_LEAD_COMPANY_NAME, FOYER_LEAD_CONTACT_NAME,
                                             FOYER_LEAD_CONTACT_EMAIL };
  g_autoptr (GString) text = g_string_new (NULL);
  Row *row = g_new0 (Row, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (searched); i++)
    if (foyer_lead_is_set (lead, searched[i]))
      g_string_append_printf (text, "%s\n", foyer_lead_get_text (lead, searched[i]));

  row->id = foyer_lead_get_platform_id (lead);
  row->modified = foyer_lead_is_set (lead, FOYER_LEAD_MODIFIED) ? foyer_lead_get_date (lead, FOYER_LEAD_MODIFIED) : 0;
  row->text = g_string_free_and_steal (g_steal_pointer (&text));
  row->lead = g_variant_take_ref (foyer_lead_to_variant (lead));
  return row;
}

static void
query_free (gpointer data)
{
  Query *query = data;

  g_free (query->text);
  g_free (query);
}

static FoyerLead *
read_lead (FoyerStatement *statement, int column)
{
  g_autoptr (GVariant) variant = foyer_statement_get_variant (statement, column);

  if (variant == NULL || !g_variant_is_of_type (variant, G_VARIANT_TYPE_VARDICT))
    return NULL;
  return foyer_lead_new_from_variant (variant);
}

/* An answer that was overtaken by a newer one does not undo it. */
static gboolean
put (FoyerDatabase *database, gpointer data, GError **error)
{
  const Row *row = data;
  g_autofree char *folded = foyer_text_fold (row->text);
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (
      database,
      "INSERT INTO lead (id, modified, folded, lead) VALUES (?1, ?2, ?3, ?4)"
      " ON CONFLICT (id) DO UPDATE SET modified = ?2, folded = ?3, lead = ?4 WHERE ?2 = 0 OR ?2 >= modified",
      error);

  if (statement == NULL)
    return FALSE;
  foyer_statement_bind_int64 (statement, 1, row->id);
  foyer_statement_bind_int64 (statement, 2, row->modified);
  foyer_statement_bind_text (statement, 3, folded);
  foyer_statement_bind_variant (statement, 4, row->lead);
  return foyer_statement_run (statement, error);
}

static gpointer
list (FoyerDatabase *database, gpointer data, GError **error)
{
  const Query *query = data;
  g_autoptr (GPtrArray) leads = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (
      database, "SELECT lead FROM lead WHERE instr (folded, ?1) > 0 ORDER BY id DESC LIMIT ?2", error);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return NULL;
  foyer_statement_bind_text (statement, 1, query->text);
  foyer_statement_bind_int64 (statement, 2, query->limit);
  while (foyer_statement_next (statement, &local_error))
    {
      FoyerLead *lead = read_lead (statement, 0);

      if (lead != NULL)
        g_ptr_array_add (leads, lead);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&leads);
}

static gpointer
load (FoyerDatabase *database, gpointer data, GError **error)
{
  g_autoptr (FoyerStatement)
      statement = foyer_database_prepare (database, "SELECT lead FROM lead WHERE id = ?1", error);
  g_autoptr (GError) local_error = NULL;
  FoyerLead *lead = NULL;

  if (statement == NULL)
    return NULL;
  foyer_statement_bind_int64 (statement, 1, *(gint64 *) data);
  if (foyer_statement_next (statement, &local_error))
    lead = read_lead (statement, 0);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (lead == NULL)
    g_set_error_literal (error, FOYER_ERROR, FOYER_ERROR_GONE, "The mirror has no such lead");
  return lead;
}

static gpointer
remove_lead (FoyerDatabase *database, gpointer data, GError **error)
{
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (database, "DELETE FROM lead WHERE id = ?1", error);

  if (statement == NULL)
    return NULL;
  foyer_statement_bind_int64 (statement, 1, *(gint64 *) data);
  return foyer_statement_run (statement, error) ? FOYER_DATABASE_DONE : NULL;
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
      g_ptr_array_add (rows, row_new (leads->pdata[i]));

  g_task_set_source_tag (task, foyer_lead_cache_put_async);
  foyer_mirror_file_put_rows (mirror, task, rows, put);
}

gboolean
foyer_lead_cache_put_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, mirror), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * foyer_lead_cache_list_async:
 * @text: (nullable): what the name, the company, the person or the e-mail must contain, however it is cased or accented
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
  Query *query;

  g_return_if_fail (FOYER_IS_MIRROR_FILE (mirror));

  query = g_new0 (Query, 1);
  query->text = foyer_text_fold (text);
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
