/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What this desk did: a line for each field of each change that was delivered, for 90 days. */

#include "foyer-outbox-history.h"

#include "foyer-outbox-step-private.h"
#include "foyer-precious-file-private.h"

#define DAY 86400

typedef struct
{
  gint64 platform_id;
  guint limit;
} Query;

static char *
value_as_text (FoyerLead *lead, FoyerLeadField field)
{
  FoyerCustomFields *custom;
  GString *lines;

  if (lead == NULL || !foyer_lead_is_set (lead, field))
    return NULL;
  switch (foyer_lead_field_get_info (field)->kind)
    {
    case FOYER_KIND_TEXT:
      return g_strdup (foyer_lead_get_text (lead, field));
    case FOYER_KIND_CUSTOM:
      custom = foyer_lead_get_custom_fields (lead);
      lines = g_string_new (NULL);
      for (guint i = 0; i < foyer_custom_fields_get_n (custom); i++)
        g_string_append_printf (lines, "%s%" G_GINT64_FORMAT "=%s", i > 0 ? "\n" : "",
                                foyer_custom_fields_get_number (custom, i), foyer_custom_fields_get_value (custom, i));
      return g_string_free_and_steal (lines);
    case FOYER_KIND_ID:
    case FOYER_KIND_DATE:
    default:
      return g_strdup_printf ("%" G_GINT64_FORMAT, foyer_lead_get_id (lead, field));
    }
}

static gboolean
write_line (FoyerDatabase *database,
            const FoyerOutboxRecord *record,
            FoyerLead *lead,
            FoyerLead *base,
            FoyerLeadField field,
            const char *answer,
            GError **error)
{
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (
      database,
      "INSERT INTO history (lead_uuid, platform_id, lead_name, field, old_value, new_value, kept, sent, answer)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
      error);
  g_autofree char *old_value = value_as_text (base, field);
  g_autofree char *new_value = value_as_text (lead, field);

  if (statement == NULL)
    return FALSE;
  foyer_statement_bind_text (statement, 1, record->lead_uuid);
  foyer_statement_bind_int64 (statement, 2, record->platform_id);
  foyer_statement_bind_text (statement, 3, foyer_lead_get_text (lead, FOYER_LEAD_NAME));
  foyer_statement_bind_text (statement, 4, foyer_lead_field_get_info (field)->property);
  foyer_statement_bind_text (statement, 5, old_value);
  foyer_statement_bind_text (statement, 6, new_value);
  foyer_statement_bind_int64 (statement, 7, record->kept);
  foyer_statement_bind_int64 (statement, 8, record->closed);
  foyer_statement_bind_text (statement, 9, answer);
  return foyer_statement_run (statement, error);
}

gboolean
foyer_outbox_history_write (FoyerDatabase *database,
                            const FoyerOutboxRecord *record,
                            const char *answer,
                            GError **error)
{
  g_autoptr (FoyerLead) lead = foyer_outbox_record_unpack_lead (record);
  g_autoptr (FoyerLead) base = foyer_outbox_record_unpack_base (record);
  FoyerFieldSet changed = foyer_lead_diff (lead, base);

  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    if ((changed & FOYER_FIELD_BIT (field)) != 0 && foyer_lead_is_known (lead, field)
        && !write_line (database, record, lead, base, field, answer, error))
      return FALSE;
  return TRUE;
}

static gpointer
list (FoyerDatabase *database, gpointer data, GError **error)
{
  const Query *query = data;
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (
      database,
      query->platform_id > 0
          ? "SELECT lead_uuid, platform_id, lead_name, field, old_value, new_value, kept, sent, answer FROM history"
            " WHERE platform_id = ?2 ORDER BY id DESC LIMIT ?1"
          : "SELECT lead_uuid, platform_id, lead_name, field, old_value, new_value, kept, sent, answer FROM history"
            " ORDER BY id DESC LIMIT ?1",
      error);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_history_entry_free);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return NULL;
  foyer_statement_bind_int64 (statement, 1, query->limit);
  if (query->platform_id > 0)
    foyer_statement_bind_int64 (statement, 2, query->platform_id);
  while (foyer_statement_next (statement, &local_error))
    {
      FoyerHistoryEntry *entry;
      FoyerLeadField field = foyer_lead_field_from_property (foyer_statement_get_text (statement, 3));

      if (field == FOYER_LEAD_NO_FIELD)
        continue;
      entry = g_new0 (FoyerHistoryEntry, 1);
      entry->lead_uuid = g_strdup (foyer_statement_get_text (statement, 0));
      entry->platform_id = foyer_statement_get_int64 (statement, 1);
      entry->lead_name = g_strdup (foyer_statement_get_text (statement, 2));
      entry->field = field;
      entry->old_value = g_strdup (foyer_statement_get_text (statement, 4));
      entry->new_value = g_strdup (foyer_statement_get_text (statement, 5));
      entry->kept = foyer_statement_get_int64 (statement, 6);
      entry->sent = foyer_statement_get_int64 (statement, 7);
      entry->answer = g_strdup (foyer_statement_get_text (statement, 8));
      g_ptr_array_add (entries, entry);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&entries);
}

void
foyer_outbox_history_list_async (FoyerPreciousFile *file,
                                 gint64 platform_id,
                                 guint limit,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);
  Query *query = g_new0 (Query, 1);

  query->platform_id = platform_id;
  query->limit = limit;
  g_task_set_source_tag (task, foyer_outbox_history_list_async);
  foyer_database_thread_run (foyer_precious_file_get_thread (file), task, list, query, g_free,
                             (GDestroyNotify) g_ptr_array_unref);
}

GPtrArray *
foyer_outbox_history_list_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
run_before (FoyerDatabase *database, const char *sql, gint64 before, GError **error)
{
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (database, sql, error);

  if (statement == NULL)
    return FALSE;
  foyer_statement_bind_int64 (statement, 1, before);
  return foyer_statement_run (statement, error);
}

/* The newest change stays: who follows the changes counts on their numbers growing. So does the last row: its number is
 * what leads name a company by, and is never given again. A company or person that was not sent yet is the only copy,
 * and a draft may name it. */
static gboolean
prune_in_transaction (FoyerDatabase *database, gpointer data, GError **error)
{
  gint64 before = *(const gint64 *) data;

  return run_before (database,
                     "DELETE FROM outbox WHERE closed > 0 AND closed < ?1 AND state IN ('draft', 'delivered',"
                     " 'discarded') AND change < (SELECT max (change) FROM outbox)"
                     " AND seq < (SELECT max (seq) FROM outbox)"
                     " AND NOT (state = 'draft' AND kind IN ('company', 'person'))",
                     before, error)
         && run_before (database, "DELETE FROM attempt WHERE began < ?1 AND row NOT IN (SELECT uuid FROM outbox)",
                        before, error)
         && run_before (database, "DELETE FROM adopted WHERE ?1 > 0 AND row NOT IN (SELECT uuid FROM outbox)", before,
                        error)
         && run_before (database, "DELETE FROM history WHERE sent < ?1", before, error);
}

static gpointer
prune (FoyerDatabase *database, gpointer data, GError **error)
{
  gint64 before = foyer_outbox_now () - (gint64) FOYER_HISTORY_DAYS * DAY;

  return foyer_database_transact (database, prune_in_transaction, &before, error) ? FOYER_DATABASE_DONE : NULL;
}

void
foyer_outbox_history_prune_async (FoyerPreciousFile *file,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);

  g_task_set_source_tag (task, foyer_outbox_history_prune_async);
  g_task_set_priority (task, G_PRIORITY_LOW);
  foyer_database_thread_run (foyer_precious_file_get_thread (file), task, prune, NULL, NULL, NULL);
}

gboolean
foyer_outbox_history_prune_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), FALSE);
  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}
