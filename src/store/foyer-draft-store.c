/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drafts in the precious file: what was typed, and what of it may have been sent. */

#include "foyer-draft-store.h"

#include "foyer-error.h"
#include "foyer-precious-file-private.h"

typedef struct
{
  char *uuid;
  char *replaced_uuid; /* nullable */
  gint64 platform_id;
  gint64 updated;
  GVariant *lead;
  GVariant *base; /* nullable */
  gint64 sent;
  GBytes *sent_body; /* nullable */
} Row;

typedef struct
{
  GPtrArray *drafts;
  guint n_unreadable;
} Drafts;

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->uuid);
  g_free (row->replaced_uuid);
  g_variant_unref (row->lead);
  g_clear_pointer (&row->base, g_variant_unref);
  g_clear_pointer (&row->sent_body, g_bytes_unref);
  g_free (row);
}

static void
drafts_free (gpointer data)
{
  Drafts *drafts = data;

  g_clear_pointer (&drafts->drafts, g_ptr_array_unref);
  g_free (drafts);
}

/* The columns are read in this order by read_draft (). */
#define COLUMNS "uuid, updated, lead, base, sent, sent_body"

static FoyerLead *
read_lead (FoyerStatement *statement, int column)
{
  g_autoptr (GVariant) variant = foyer_statement_get_variant (statement, column);

  if (variant == NULL || !g_variant_is_of_type (variant, G_VARIANT_TYPE_VARDICT))
    return NULL;
  return foyer_lead_new_from_variant (variant);
}

static FoyerDraft *
read_draft (FoyerStatement *statement)
{
  g_autoptr (FoyerLead) lead = read_lead (statement, 2);
  g_autoptr (FoyerLead) base = read_lead (statement, 3);
  g_autoptr (GBytes) base_bytes = foyer_statement_get_bytes (statement, 3);
  g_autoptr (GBytes) sent_body = foyer_statement_get_bytes (statement, 5);
  gint64 sent = foyer_statement_get_int64 (statement, 4);
  FoyerDraft *draft;

  /* A lead that lost its base would be sent as a new one. */
  if (lead == NULL || (base == NULL && base_bytes != NULL))
    return NULL;

  draft = foyer_draft_new (lead, base);
  foyer_draft_set_updated (draft, foyer_statement_get_int64 (statement, 1));
  if (sent != 0)
    foyer_draft_set_sent (draft, sent, sent_body);
  return draft;
}

static gboolean
discard_one (FoyerDatabase *database, const char *uuid, GError **error)
{
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (database, "DELETE FROM draft WHERE uuid = ?1", error);

  if (statement == NULL)
    return FALSE;
  foyer_statement_bind_text (statement, 1, uuid);
  return foyer_statement_run (statement, error);
}

static gboolean
write_draft (FoyerDatabase *database, gpointer data, GError **error)
{
  const Row *row = data;
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (
      database,
      "INSERT INTO draft (uuid, platform_id, updated, lead, base, sent, sent_body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
      " ON CONFLICT (uuid) DO UPDATE SET platform_id = ?2, updated = ?3, lead = ?4, base = ?5, sent = ?6, sent_body = "
      "?7",
      error);

  if (statement == NULL)
    return FALSE;
  foyer_statement_bind_text (statement, 1, row->uuid);
  foyer_statement_bind_int64 (statement, 2, row->platform_id);
  foyer_statement_bind_int64 (statement, 3, row->updated);
  foyer_statement_bind_variant (statement, 4, row->lead);
  foyer_statement_bind_variant (statement, 5, row->base);
  foyer_statement_bind_int64 (statement, 6, row->sent);
  foyer_statement_bind_bytes (statement, 7, row->sent_body);
  return foyer_statement_run (statement, error)
         && (row->replaced_uuid == NULL || discard_one (database, row->replaced_uuid, error));
}

static gpointer
keep (FoyerDatabase *database, gpointer data, GError **error)
{
  return foyer_database_transact (database, write_draft, data, error) ? FOYER_DATABASE_DONE : NULL;
}

static gpointer
list (FoyerDatabase *database, gpointer data, GError **error)
{
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (
      database, "SELECT " COLUMNS " FROM draft ORDER BY updated DESC, rowid DESC", error);
  g_autoptr (GError) local_error = NULL;
  Drafts *drafts;

  if (statement == NULL)
    return NULL;

  drafts = g_new0 (Drafts, 1);
  drafts->drafts = g_ptr_array_new_with_free_func (g_object_unref);
  while (foyer_statement_next (statement, &local_error))
    {
      FoyerDraft *draft = read_draft (statement);

      if (draft != NULL)
        g_ptr_array_add (drafts->drafts, draft);
      else
        drafts->n_unreadable++;
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      g_clear_pointer (&drafts, drafts_free);
    }
  return drafts;
}

static gpointer
load (FoyerDatabase *database, gpointer data, GError **error)
{
  g_autoptr (FoyerStatement)
      statement = foyer_database_prepare (database, "SELECT " COLUMNS " FROM draft WHERE uuid = ?1", error);
  g_autoptr (GError) local_error = NULL;
  FoyerDraft *draft;

  if (statement == NULL)
    return NULL;
  foyer_statement_bind_text (statement, 1, data);
  if (!foyer_statement_next (statement, &local_error))
    {
      if (local_error == NULL)
        g_set_error_literal (&local_error, FOYER_ERROR, FOYER_ERROR_GONE, "There is no such draft");
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  draft = read_draft (statement);
  if (draft == NULL)
    g_set_error_literal (error, FOYER_ERROR, FOYER_ERROR_DAMAGED, "The draft is not what was kept");
  return draft;
}

static gpointer
discard (FoyerDatabase *database, gpointer data, GError **error)
{
  return discard_one (database, data, error) ? FOYER_DATABASE_DONE : NULL;
}

/**
 * foyer_draft_store_keep_async:
 * @draft: what to keep, as it is now; with the time and the bytes it was sent with when it may have arrived
 * @replaced_uuid: (nullable): of another draft, which is discarded with that, or not at all
 *
 * Keeps a draft in the place of the one of the same lead, if there is one. When it calls back without an error, the
 * draft survives kill -9 and the loss of power.
 */
void
foyer_draft_store_keep_async (FoyerPreciousFile *file,
                              FoyerDraft *draft,
                              const char *replaced_uuid,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);
  FoyerLead *lead;
  FoyerLead *base;
  GBytes *body;
  Row *row;

  g_return_if_fail (FOYER_IS_PRECIOUS_FILE (file));
  g_return_if_fail (FOYER_IS_DRAFT (draft));

  lead = foyer_draft_get_lead (draft);
  base = foyer_draft_get_base (draft);
  body = foyer_draft_get_sent_body (draft);

  row = g_new0 (Row, 1);
  row->uuid = g_strdup (foyer_draft_get_uuid (draft));
  row->replaced_uuid = g_strdup (replaced_uuid);
  row->platform_id = foyer_lead_get_platform_id (lead);
  row->updated = foyer_draft_get_updated (draft);
  row->lead = g_variant_take_ref (foyer_lead_to_variant (lead));
  row->base = base != NULL ? g_variant_take_ref (foyer_lead_to_variant (base)) : NULL;
  row->sent = foyer_draft_get_sent (draft);
  row->sent_body = body != NULL ? g_bytes_ref (body) : NULL;

  g_task_set_source_tag (task, foyer_draft_store_keep_async);
  g_task_set_priority (task, FOYER_PRECIOUS_PERSON_PRIORITY);
  foyer_database_thread_run (foyer_precious_file_get_thread (file), task, keep, row, row_free, NULL);
}

gboolean
foyer_draft_store_keep_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

void
foyer_draft_store_list_async (FoyerPreciousFile *file,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);

  g_return_if_fail (FOYER_IS_PRECIOUS_FILE (file));

  g_task_set_source_tag (task, foyer_draft_store_list_async);
  foyer_database_thread_run (foyer_precious_file_get_thread (file), task, list, NULL, NULL, drafts_free);
}

/**
 * foyer_draft_store_list_finish:
 * @n_unreadable: (out) (optional): how many more there are that could not be read; they stay where they are
 *
 * Returns: (transfer full) (element-type FoyerDraft): the drafts, newest first
 */
GPtrArray *
foyer_draft_store_list_finish (FoyerPreciousFile *file, GAsyncResult *result, guint *n_unreadable, GError **error)
{
  GPtrArray *drafts;
  Drafts *found;

  g_return_val_if_fail (g_task_is_valid (result, file), NULL);

  found = g_task_propagate_pointer (G_TASK (result), error);
  if (found == NULL)
    return NULL;
  if (n_unreadable != NULL)
    *n_unreadable = found->n_unreadable;
  drafts = g_steal_pointer (&found->drafts);
  drafts_free (found);
  return drafts;
}

void
foyer_draft_store_load_async (FoyerPreciousFile *file,
                              const char *uuid,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);

  g_return_if_fail (FOYER_IS_PRECIOUS_FILE (file));
  g_return_if_fail (uuid != NULL);

  g_task_set_source_tag (task, foyer_draft_store_load_async);
  foyer_database_thread_run (foyer_precious_file_get_thread (file), task, load, g_strdup (uuid), g_free,
                             g_object_unref);
}

/**
 * foyer_draft_store_load_finish:
 *
 * Returns: (transfer full): the draft; `FOYER_ERROR_GONE` when there is none, `FOYER_ERROR_DAMAGED` when it cannot be
 * read
 */
FoyerDraft *
foyer_draft_store_load_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * foyer_draft_store_discard_async:
 *
 * Forgets a draft for good: its bytes are overwritten. One that is not there is fine.
 */
void
foyer_draft_store_discard_async (FoyerPreciousFile *file,
                                 const char *uuid,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);

  g_return_if_fail (FOYER_IS_PRECIOUS_FILE (file));
  g_return_if_fail (uuid != NULL);

  g_task_set_source_tag (task, foyer_draft_store_discard_async);
  g_task_set_priority (task, FOYER_PRECIOUS_PERSON_PRIORITY);
  foyer_database_thread_run (foyer_precious_file_get_thread (file), task, discard, g_strdup (uuid), g_free, NULL);
}

gboolean
foyer_draft_store_discard_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}
