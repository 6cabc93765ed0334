/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Brings the picklists up to date, on the disk and in memory, without anybody waiting for it. */

#include "foyer-session-private.h"

#include "foyer-picklist-cache.h"

/* Reasons come with their stages, subtypes with their types. */
static const struct
{
  FoyerPicklistKind kind;
  FoyerPicklistKind children;
} fetched_kinds[] = {
  { FOYER_PICKLIST_QUALITY, FOYER_PICKLIST_NONE }, { FOYER_PICKLIST_STAGE, FOYER_PICKLIST_STAGE_REASON },
  { FOYER_PICKLIST_TYPE, FOYER_PICKLIST_SUBTYPE }, { FOYER_PICKLIST_INDUSTRY, FOYER_PICKLIST_NONE },
  { FOYER_PICKLIST_SOURCE, FOYER_PICKLIST_NONE },  { FOYER_PICKLIST_CHANNEL, FOYER_PICKLIST_NONE },
  { FOYER_PICKLIST_OWNER, FOYER_PICKLIST_NONE },
};

typedef struct
{
  FoyerPicklistKind kind; /* of those that are fetched; none for all */
  guint max_age;
  guint n_waiting;
  guint n_refreshed;
  GError *error;   /* the first that speaks of the account or the network */
  GError *refusal; /* the first that speaks of one list */
} Refresh;

/* One list of a refresh. */
typedef struct
{
  GTask *task;
  guint row; /* in fetched_kinds */
} Part;

static void
refresh_free (gpointer data)
{
  Refresh *refresh = data;

  g_clear_error (&refresh->error);
  g_clear_error (&refresh->refusal);
  g_free (refresh);
}

/* Takes the error. */
static void
note_error (Refresh *refresh, GError *error)
{
  GError **place = foyer_error_is_about_one_call (error) ? &refresh->refusal : &refresh->error;

  if (*place == NULL)
    *place = error;
  else
    g_error_free (error);
}

/* Takes the task's reference. */
static void
end_one (GTask *task)
{
  Refresh *refresh = g_task_get_task_data (task);

  if (--refresh->n_waiting == 0)
    {
      if (refresh->error != NULL)
        g_task_return_error (task, g_steal_pointer (&refresh->error));
      else if (refresh->refusal != NULL && refresh->n_refreshed == 0)
        g_task_return_error (task, g_steal_pointer (&refresh->refusal));
      else
        g_task_return_boolean (task, TRUE);
    }
  g_object_unref (task);
}

static void
list_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Refresh *refresh = g_task_get_task_data (user_data);
  GError *error = NULL;

  if (!foyer_picklist_cache_replace_finish (FOYER_MIRROR_FILE (source), result, &error))
    note_error (refresh, error);
  end_one (user_data);
}

/* A row that could not be read is not a row that is gone. */
static void
add_those_not_seen (GPtrArray *items, FoyerPicklist *list)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autofree gint64 *ids = g_new (gint64, items->len + 1);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));

  for (guint i = 0; i < items->len; i++)
    {
      ids[i] = foyer_picklist_item_get_id (items->pdata[i]);
      g_hash_table_add (seen, &ids[i]);
    }
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FoyerPicklistItem) item = g_list_model_get_item (G_LIST_MODEL (list), i);
      gint64 id = foyer_picklist_item_get_id (item);

      if (!g_hash_table_contains (seen, &id))
        g_ptr_array_add (items, g_steal_pointer (&item));
    }
}

static void
take_list (FoyerSession *self, GTask *task, FoyerPicklistKind kind, GPtrArray *items, guint n_bad)
{
  Refresh *refresh = g_task_get_task_data (task);
  FoyerPicklist *list = foyer_picklists_get (self->picklists, kind);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  if (n_bad > 0)
    add_those_not_seen (items, list);
  foyer_picklist_update (list, items);
  foyer_picklist_set_fetched (list, now);
  refresh->n_waiting++;
  foyer_picklist_cache_replace_async (self->mirror, kind, items, now, NULL, list_kept_cb, g_object_ref (task));
}

static void
list_fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Part *part = user_data;
  GTask *task = part->task;
  FoyerSession *self = g_task_get_source_object (task);
  Refresh *refresh = g_task_get_task_data (task);
  FoyerPicklistKind kind = fetched_kinds[part->row].kind, children_kind = fetched_kinds[part->row].children;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) children = NULL;
  GError *error = NULL;
  guint n_bad = 0;

  items = foyer_picklist_service_fetch_finish (FOYER_PICKLIST_SERVICE (source), result, &children, &n_bad, &error);
  foyer_session_heard (self, FOYER_CALL_READ, error);
  if (items != NULL)
    {
      refresh->n_refreshed++;
      take_list (self, task, kind, items, n_bad);
      if (children_kind != FOYER_PICKLIST_NONE)
        take_list (self, task, children_kind, children, n_bad);
    }
  else
    note_error (refresh, error);
  g_free (part);
  end_one (task);
}

static gboolean
is_young (FoyerSession *self, FoyerPicklistKind kind, guint max_age)
{
  gint64 age = g_get_real_time () / G_USEC_PER_SEC
               - foyer_picklist_get_fetched (foyer_picklists_get (self->picklists, kind));

  return age >= 0 && age < max_age;
}

static void
refresh_ready (FoyerSession *self, GTask *task)
{
  Refresh *refresh = g_task_get_task_data (task);

  refresh->n_waiting = 1;
  for (guint i = 0; i < G_N_ELEMENTS (fetched_kinds); i++)
    {
      FoyerPicklistKind kind = fetched_kinds[i].kind;
      Part *part;

      if ((refresh->kind != FOYER_PICKLIST_NONE && refresh->kind != kind) || is_young (self, kind, refresh->max_age))
        continue;
      part = g_new0 (Part, 1);
      part->task = g_object_ref (task);
      part->row = i;
      refresh->n_waiting++;
      foyer_picklist_service_fetch_async (self->picklist_service, kind, g_task_get_cancellable (task), list_fetched_cb,
                                          part);
    }
  end_one (task);
}

static gboolean
is_all_young (FoyerSession *self, const Refresh *refresh)
{
  for (guint i = 0; i < G_N_ELEMENTS (fetched_kinds); i++)
    if ((refresh->kind == FOYER_PICKLIST_NONE || refresh->kind == fetched_kinds[i].kind)
        && !is_young (self, fetched_kinds[i].kind, refresh->max_age))
      return FALSE;
  return TRUE;
}

/**
 * foyer_session_refresh_picklists_async:
 * @kind: one list, or %FOYER_PICKLIST_NONE for all
 * @max_age: seconds; a list fetched less long ago is left alone, 0 asks always
 *
 * What fails changes nothing: the list stays as it was, in memory and on the disk.
 */
void
foyer_session_refresh_picklists_async (FoyerSession *self,
                                       FoyerPicklistKind kind,
                                       guint max_age,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  Refresh *refresh;
  GTask *task;

  g_return_if_fail (FOYER_IS_SESSION (self));

  refresh = g_new0 (Refresh, 1);
  refresh->kind = kind;
  refresh->max_age = max_age;
  for (guint i = 0; i < G_N_ELEMENTS (fetched_kinds); i++)
    if (kind != FOYER_PICKLIST_NONE && fetched_kinds[i].children == kind)
      refresh->kind = fetched_kinds[i].kind;

  task = foyer_session_start (self, TRUE, cancellable, callback, user_data, foyer_session_refresh_picklists_async);
  g_task_set_task_data (task, refresh, refresh_free);
  if (is_all_young (self, refresh))
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
    }
  else
    foyer_session_with_client (self, task, refresh_ready);
}

gboolean
foyer_session_refresh_picklists_finish (FoyerSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
