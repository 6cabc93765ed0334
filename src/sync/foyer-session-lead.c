/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One lead by its ID: as the platform has it, as this desk last saw it, and as it is after it was saved. */

#include "foyer-session-private.h"

#include "foyer-lead-cache.h"
#include "foyer-outbox-private.h"
#include "foyer-setting-store.h"

#define MAX_PAGES 1000 /* beyond it a lead is not looked for where the platform does not show it by its id */

typedef struct
{
  gint64 platform_id;
  gboolean is_current;
  GError *error;
} Loading;

static void
loading_free (gpointer data)
{
  Loading *loading = data;

  g_clear_error (&loading->error);
  g_free (loading);
}

/* A lead that is asked for by its id, and looked for in the whole list where the platform does not honour that. */
typedef struct
{
  gint64 platform_id;
  GHashTable *seen; /* owned, nullable: the ids that were listed */
  guint n_pages;
  guint n_received;
  guint n_bad;
} Fetching;

static void list_next_page (GTask *task);

static void
fetching_free (gpointer data)
{
  Fetching *fetching = data;

  g_clear_pointer (&fetching->seen, g_hash_table_unref);
  g_free (fetching);
}

static FoyerLead *
find_row (const FoyerPage *page, gint64 platform_id)
{
  for (guint i = 0; i < page->rows->len; i++)
    if (foyer_lead_get_platform_id (page->rows->pdata[i]) == platform_id)
      return page->rows->pdata[i];
  return NULL;
}

/* Returns how many of the page's rows were not there before: a list may repeat itself. */
static guint
note_ids (Fetching *fetching, const FoyerPage *page)
{
  guint n_new = 0;

  for (guint i = 0; i < page->received_ids->len; i++)
    {
      gint64 id = g_array_index (page->received_ids, gint64, i);

      n_new += g_hash_table_add (fetching->seen, g_memdup2 (&id, sizeof id));
    }
  fetching->n_pages++;
  fetching->n_received += page->n_received;
  fetching->n_bad += page->n_bad;
  return n_new;
}

static void
page_fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Fetching *fetching = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (FoyerPage) page = foyer_lead_service_list_finish (FOYER_LEAD_SERVICE (source), result, &error);
  FoyerLead *row = page != NULL ? find_row (page, fetching->platform_id) : NULL;
  guint n_new;

  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (row != NULL)
    {
      g_task_return_pointer (task, g_object_ref (row), g_object_unref);
      return;
    }
  n_new = note_ids (fetching, page);
  if (n_new > 0 && !page->is_last && fetching->n_pages < MAX_PAGES)
    list_next_page (g_steal_pointer (&task));
  else if (page->is_last && fetching->n_bad == 0 && (n_new > 0 || page->n_received == 0))
    g_task_return_error (task, foyer_error_new (FOYER_ERROR_GONE, "Lead %" G_GINT64_FORMAT " is not in the list",
                                                fetching->platform_id));
  else
    g_task_return_error (task, foyer_error_new (FOYER_ERROR_NOT_SHOWN,
                                                "The platform does not show lead %" G_GINT64_FORMAT " by its id",
                                                fetching->platform_id));
}

/* Takes the task. One page at a time, so that a long list is never here as a whole. */
static void
list_next_page (GTask *task)
{
  FoyerSession *self = g_task_get_source_object (task);
  Fetching *fetching = g_task_get_task_data (task);

  if (self->lead_service == NULL)
    {
      g_task_return_error (task, foyer_error_new (FOYER_ERROR_KEYRING, "There is no secret"));
      g_object_unref (task);
      return;
    }
  if (fetching->seen == NULL)
    fetching->seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  foyer_lead_service_list_async (self->lead_service, NULL, fetching->n_received, FOYER_MAX_PER_PAGE,
                                 g_task_get_cancellable (task), page_fetched_cb, task);
}

static void
lead_fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerSession *self = g_task_get_source_object (task);
  GError *error = NULL;
  FoyerLead *lead = foyer_lead_service_get_finish (FOYER_LEAD_SERVICE (source), result, &error);

  foyer_session_heard (self, FOYER_CALL_READ, error);
  if (lead != NULL)
    g_task_return_pointer (task, lead, g_object_unref);
  else if (g_error_matches (error, FOYER_ERROR, FOYER_ERROR_UNSUPPORTED))
    {
      /* The filter is not honoured: read on and look for it here. */
      g_error_free (error);
      list_next_page (g_steal_pointer (&task));
    }
  else
    g_task_return_error (task, error);
}

static void
fetch_lead_ready (FoyerSession *self, GTask *task)
{
  const Fetching *fetching = g_task_get_task_data (task);

  foyer_lead_service_get_async (self->lead_service, fetching->platform_id, g_task_get_cancellable (task),
                                lead_fetched_cb, task);
}

/* From the platform only. */
void
foyer_session_fetch_lead_async (
    FoyerSession *self, gint64 platform_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Fetching *fetching = g_new0 (Fetching, 1);

  fetching->platform_id = platform_id;
  g_task_set_source_tag (task, foyer_session_fetch_lead_async);
  g_task_set_task_data (task, fetching, fetching_free);
  foyer_session_with_client (self, task, fetch_lead_ready);
}

FoyerLead *
foyer_session_fetch_lead_finish (FoyerSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
lead_remembered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Loading *loading = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerLead) lead = foyer_lead_cache_load_finish (FOYER_MIRROR_FILE (source), result, &error);

  if (lead != NULL)
    g_task_return_pointer (task, g_steal_pointer (&lead), g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&loading->error));
}

static void
lead_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerSession *self = FOYER_SESSION (source);
  Loading *loading = g_task_get_task_data (task);
  g_autoptr (FoyerLead) lead = foyer_session_fetch_lead_finish (self, result, &loading->error);

  if (lead != NULL)
    {
      g_autoptr (GPtrArray) leads = g_ptr_array_new_with_free_func (g_object_unref);

      g_ptr_array_add (leads, foyer_lead_copy (lead));
      foyer_session_remember_leads (self, leads);
      loading->is_current = TRUE;
      g_task_return_pointer (task, g_steal_pointer (&lead), g_object_unref);
    }
  else if (loading->error->domain != FOYER_ERROR || loading->error->code == FOYER_ERROR_GONE)
    g_task_return_error (task, g_steal_pointer (&loading->error));
  else
    foyer_lead_cache_load_async (self->mirror, loading->platform_id, g_task_get_cancellable (task), lead_remembered_cb,
                                 g_object_ref (task));
}

void
foyer_session_load_lead_async (
    FoyerSession *self, gint64 platform_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Loading *loading;
  GTask *task;

  g_return_if_fail (FOYER_IS_SESSION (self));
  g_return_if_fail (platform_id > 0);

  loading = g_new0 (Loading, 1);
  loading->platform_id = platform_id;
  task = foyer_session_start (self, TRUE, cancellable, callback, user_data, foyer_session_load_lead_async);
  g_task_set_task_data (task, loading, loading_free);
  foyer_session_fetch_lead_async (self, platform_id, g_task_get_cancellable (task), lead_loaded_cb, task);
}

/**
 * foyer_session_load_lead_finish:
 * @is_current: (out) (optional): whether the platform was asked
 *
 * Returns: (transfer full): the lead, or %NULL with `FOYER_ERROR_GONE` when there is none
 */
FoyerLead *
foyer_session_load_lead_finish (FoyerSession *self, GAsyncResult *result, gboolean *is_current, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  if (is_current != NULL)
    *is_current = ((Loading *) g_task_get_task_data (G_TASK (result)))->is_current;
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
account_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!foyer_account_store_save_finish (FOYER_ACCOUNT_STORE (source), result, &error))
    g_info ("Could not keep what was found out about the account: %s", error->message);
}

static void
abilities_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!foyer_setting_store_set_finish (FOYER_PRECIOUS_FILE (source), result, &error))
    g_info ("Could not keep what was found out about the account: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

/* An account that was never checked was never kept either, one given on a command line: its file knows it all the same.
 */
void
foyer_session_keep_abilities (FoyerSession *self)
{
  g_autofree char *abilities = NULL;

  if (foyer_account_get_checked (self->account) != 0)
    {
      foyer_account_store_save_async (self->account_store, self->account, NULL, account_saved_cb, NULL);
      return;
    }
  abilities = g_strdup_printf ("%u", (guint) foyer_account_get_abilities (self->account));
  foyer_setting_store_set_async (self->precious, FOYER_SETTING_ABILITIES, abilities, NULL, abilities_kept_cb,
                                 foyer_session_start (self, FALSE, NULL, NULL, NULL, foyer_session_keep_abilities));
}

static void
read_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerSession *self = FOYER_SESSION (source);
  gboolean was_added = GPOINTER_TO_INT (g_task_get_task_data (task));
  FoyerAbilities abilities = foyer_account_get_abilities (self->account);
  g_autoptr (FoyerLead) lead = foyer_session_fetch_lead_finish (self, result, NULL);

  if (lead != NULL)
    {
      g_autoptr (GPtrArray) leads = g_ptr_array_new ();

      g_ptr_array_add (leads, lead);
      foyer_session_show_lead (self, lead);
      foyer_session_remember_leads (self, leads);
      if (was_added && (abilities & FOYER_ABILITY_READ_OWN_ADD_BACK) == 0)
        foyer_account_set_abilities (self->account, abilities | FOYER_ABILITY_READ_OWN_ADD_BACK);
      if (foyer_account_get_abilities (self->account) != abilities)
        foyer_session_keep_abilities (self);
    }
  self->n_reading_back--;
  foyer_outbox_waits_check_settled (foyer_outbox_get_waits (self->outbox));
  g_task_return_boolean (task, TRUE);
}

/* What was just saved, as the platform has it: it may have trimmed or filled in something. Nobody waits for it. */
void
foyer_session_read_back (FoyerSession *self, gint64 platform_id, gboolean was_added)
{
  GTask *task = foyer_session_start (self, TRUE, NULL, NULL, NULL, foyer_session_read_back);

  self->n_reading_back++;
  g_task_set_task_data (task, GINT_TO_POINTER (was_added), NULL);
  foyer_session_fetch_lead_async (self, platform_id, g_task_get_cancellable (task), read_back_cb, task);
}
