/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a session knows from its mirror: lists of leads and what they are told, ids, counts, and who looks the same. */

#include "foyer-session-mirror.h"

#include "foyer-lead-cache.h"
#include "foyer-lead-index.h"
#include "foyer-lead-list-model-private.h"
#include "foyer-mirror-refresh-private.h"
#include "foyer-outbox-private.h"
#include "foyer-session-private.h"

static void
list_gone_cb (gpointer data, GObject *list)
{
  FoyerSession *self = data;

  g_ptr_array_remove_fast (self->lead_lists, list);
}

static void
add_pending (FoyerSession *self, gint64 id)
{
  if (id > 0)
    g_array_append_val (self->pending, id);
}

/* A change of a lead was kept or has arrived. */
static void
pending_changed_cb (FoyerSession *self)
{
  guint n_drafts = g_list_model_get_n_items (G_LIST_MODEL (self->drafts));
  FoyerOutboxRows *rows = foyer_outbox_get_rows (self->outbox);
  guint n_rows = foyer_outbox_rows_get_n (rows);

  g_array_unref (self->pending);
  self->pending = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < n_drafts; i++)
    {
      g_autoptr (FoyerDraft) draft = g_list_model_get_item (G_LIST_MODEL (self->drafts), i);

      add_pending (self, foyer_lead_get_platform_id (foyer_draft_get_lead (draft)));
    }
  /* Not from the rows as objects: thousands would be made anew for each that comes or goes. */
  for (guint i = 0; i < n_rows; i++)
    {
      const FoyerOutboxRecord *record = foyer_outbox_rows_get_record (rows, i);

      if (!foyer_outbox_kind_is_party (record->kind))
        add_pending (self, record->platform_id);
    }
  for (guint i = 0; self->lead_lists != NULL && i < self->lead_lists->len; i++)
    foyer_lead_list_model_set_pending (self->lead_lists->pdata[i], self->pending);
}

void
foyer_session_init_mirror (FoyerSession *self)
{
  self->refresh = foyer_mirror_refresh_new (self);
  self->trickle = foyer_note_trickle_new (self);
  self->lead_lists = g_ptr_array_new ();
  self->pending = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->uncertain_notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_signal_connect_object (self->drafts, "items-changed", G_CALLBACK (pending_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->outbox, "items-changed", G_CALLBACK (pending_changed_cb), self, G_CONNECT_SWAPPED);
}

void
foyer_session_clear_mirror (FoyerSession *self)
{
  for (guint i = 0; self->lead_lists != NULL && i < self->lead_lists->len; i++)
    g_object_weak_unref (self->lead_lists->pdata[i], list_gone_cb, self);
  g_clear_pointer (&self->lead_lists, g_ptr_array_unref);
  g_clear_object (&self->refresh);
  g_clear_pointer (&self->trickle, foyer_note_trickle_free);
}

/* What is in the mirror is not what it was: the lists follow. */
void
foyer_session_mirror_changed (FoyerSession *self)
{
  for (guint i = 0; self->lead_lists != NULL && i < self->lead_lists->len; i++)
    foyer_lead_list_model_mirror_changed (self->lead_lists->pdata[i]);
}

/**
 * foyer_session_time_passed:
 *
 * To be called every few minutes, and when somebody comes back to look: the lists are as of now again.
 */
void
foyer_session_time_passed (FoyerSession *self)
{
  g_return_if_fail (FOYER_IS_SESSION (self));

  for (guint i = 0; self->lead_lists != NULL && i < self->lead_lists->len; i++)
    foyer_lead_list_model_time_passed (self->lead_lists->pdata[i]);
}

/**
 * foyer_session_get_refresh:
 *
 * Returns: (transfer none): what keeps the mirror up to date
 */
FoyerMirrorRefresh *
foyer_session_get_refresh (FoyerSession *self)
{
  g_return_val_if_fail (FOYER_IS_SESSION (self), NULL);
  return self->refresh;
}

/**
 * foyer_session_new_lead_list:
 * @query: (nullable): what to list; `NULL` for all leads, the newest first
 *
 * Returns: (transfer full): a list that follows the mirror as long as the session is open
 */
FoyerLeadListModel *
foyer_session_new_lead_list (FoyerSession *self, const FoyerLeadQuery *query)
{
  g_autoptr (FoyerLeadQuery) all = foyer_lead_query_new ();
  FoyerLeadListModel *list;

  g_return_val_if_fail (FOYER_IS_SESSION (self), NULL);

  list = foyer_lead_list_model_new (self->mirror, query != NULL ? query : all, self->pending);
  g_object_weak_ref (G_OBJECT (list), list_gone_cb, self);
  g_ptr_array_add (self->lead_lists, list);
  return list;
}

static void
ids_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (FoyerLeadListing) listing = foyer_lead_index_list_finish (FOYER_MIRROR_FILE (source), result, &error);

  if (listing != NULL)
    g_task_return_pointer (task, g_array_ref (listing->ids), (GDestroyNotify) g_array_unref);
  else
    g_task_return_error (task, error);
}

void
foyer_session_list_ids_async (FoyerSession *self,
                              const FoyerLeadQuery *query,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task;

  g_return_if_fail (FOYER_IS_SESSION (self));

  task = foyer_session_start (self, TRUE, cancellable, callback, user_data, foyer_session_list_ids_async);
  foyer_lead_index_list_async (self->mirror, query, self->pending, NULL, NULL, g_task_get_cancellable (task),
                               ids_listed_cb, task);
}

/**
 * foyer_session_list_ids_finish:
 *
 * Returns: (transfer full) (element-type gint64): the ids
 */
GArray *
foyer_session_list_ids_finish (FoyerSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
leads_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *leads = foyer_lead_cache_load_all_finish (FOYER_MIRROR_FILE (source), result, &error);

  if (leads != NULL)
    g_task_return_pointer (task, leads, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
foyer_session_load_leads_async (FoyerSession *self,
                                GArray *platform_ids,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task;

  g_return_if_fail (FOYER_IS_SESSION (self));

  task = foyer_session_start (self, TRUE, cancellable, callback, user_data, foyer_session_load_leads_async);
  foyer_lead_cache_load_all_async (self->mirror, platform_ids, g_task_get_cancellable (task), leads_loaded_cb, task);
}

/**
 * foyer_session_load_leads_finish:
 *
 * Returns: (transfer full) (element-type FoyerLead): the leads
 */
GPtrArray *
foyer_session_load_leads_finish (FoyerSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
tallied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GArray) tallies = foyer_lead_index_tally_finish (FOYER_MIRROR_FILE (source), result, &error);
  GArray *counts;

  if (tallies == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  counts = g_array_new (FALSE, FALSE, sizeof (FoyerLeadCount));
  for (guint i = 0; i < tallies->len; i++)
    {
      FoyerLeadTally tally = g_array_index (tallies, FoyerLeadTally, i);
      FoyerLeadCount count = { tally.key, (guint) MAX (tally.month, 0), (guint) tally.n };

      g_array_append_val (counts, count);
    }
  g_task_return_pointer (task, counts, (GDestroyNotify) g_array_unref);
}

/**
 * foyer_session_count_leads_async:
 * @field: one that foyer_lead_query_can_filter()
 */
void
foyer_session_count_leads_async (FoyerSession *self,
                                 const FoyerLeadQuery *query,
                                 FoyerLeadField field,
                                 gboolean by_month,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task;

  g_return_if_fail (FOYER_IS_SESSION (self));
  g_return_if_fail (foyer_lead_query_can_filter (field));

  task = foyer_session_start (self, TRUE, cancellable, callback, user_data, foyer_session_count_leads_async);
  foyer_lead_index_tally_async (self->mirror, query, self->pending, field, by_month, g_task_get_cancellable (task),
                                tallied_cb, task);
}

/**
 * foyer_session_count_leads_finish:
 *
 * Returns: (transfer full) (element-type FoyerLeadCount): the counts, by key and month
 */
GArray *
foyer_session_count_leads_finish (FoyerSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
