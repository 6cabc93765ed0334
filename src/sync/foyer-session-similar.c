/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What looks like a lead that is being typed: on the platform, as the mirror has it, and on this desk, where it waits
 * to be sent. */

#include "foyer-session-private.h"

#include "foyer-outbox-private.h"
#include "foyer-session-mirror.h"
#include "foyer-similar-finder.h"

#define MAX_LOCAL 100 /* of each kind, the newest: they are unpacked on this thread, at every pause in typing */

typedef struct
{
  FoyerIdentity *identity; /* owned */
  guint limit;
} Looking;

static void
looking_free (gpointer data)
{
  Looking *looking = data;

  foyer_identity_free (looking->identity);
  g_free (looking);
}

static void
similar_free (gpointer data)
{
  FoyerSimilar *similar = data;

  g_clear_object (&similar->party);
  g_clear_object (&similar->lead);
  g_clear_object (&similar->local_lead);
  g_free (similar);
}

static FoyerSimilar *
add_similar (GPtrArray *all, FoyerLikeness likeness)
{
  FoyerSimilar *similar = g_new0 (FoyerSimilar, 1);

  similar->likeness = likeness;
  g_ptr_array_add (all, similar);
  return similar;
}

/* Returns how many. */
static guint
add_local_parties (FoyerSession *self, const Looking *looking, GPtrArray *all)
{
  g_autoptr (GPtrArray) parties = foyer_outbox_list_newest_parties (self->outbox, MAX_LOCAL);
  guint n = 0;

  for (guint i = 0; i < parties->len && n < looking->limit; i++)
    {
      FoyerIdentity other = foyer_likeness_identify (parties->pdata[i]);
      FoyerLikeness likeness = foyer_likeness_judge (looking->identity, &other);

      if (likeness == FOYER_LIKENESS_NONE)
        continue;
      add_similar (all, likeness)->party = g_object_ref (parties->pdata[i]);
      n++;
    }
  return n;
}

static gboolean
add_local_lead (const Looking *looking, FoyerLead *lead, GHashTable *uuids, GPtrArray *all)
{
  FoyerIdentity other = foyer_likeness_identify_lead (lead);
  FoyerLikeness likeness = foyer_likeness_judge (looking->identity, &other);

  if (likeness == FOYER_LIKENESS_NONE || g_strcmp0 (other.lead_uuid, looking->identity->lead_uuid) == 0
      || !g_hash_table_add (uuids, g_strdup (other.lead_uuid)))
    return FALSE;
  add_similar (all, likeness)->local_lead = g_object_ref (lead);
  return TRUE;
}

static guint
add_local_leads (FoyerSession *self, const Looking *looking, GPtrArray *all)
{
  FoyerOutboxRows *rows = foyer_outbox_get_rows (self->outbox);
  g_autoptr (GHashTable) uuids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_drafts = MIN (g_list_model_get_n_items (G_LIST_MODEL (self->drafts)), MAX_LOCAL);
  guint n = 0, n_left = MAX_LOCAL;

  for (guint i = 0; i < n_drafts && n < looking->limit; i++)
    {
      g_autoptr (FoyerDraft) draft = g_list_model_get_item (G_LIST_MODEL (self->drafts), i);
      FoyerLead *lead = foyer_draft_get_lead (draft);

      if (foyer_lead_get_platform_id (lead) == 0 && add_local_lead (looking, lead, uuids, all))
        n++;
    }
  for (guint i = foyer_outbox_rows_get_n (rows); i > 0 && n_left > 0 && n < looking->limit; i--)
    {
      const FoyerOutboxRecord *record = foyer_outbox_rows_get_record (rows, i - 1);
      g_autoptr (FoyerLead) lead = NULL;

      if (record->kind != FOYER_OUTBOX_LEAD || record->base != NULL || record->platform_id != 0
          || foyer_outbox_state_is_final (record->state))
        continue;
      n_left--;
      lead = foyer_outbox_record_unpack_lead (record);
      if (lead != NULL && add_local_lead (looking, lead, uuids, all))
        n++;
    }
  return n;
}

static void
add_found (GPtrArray *all, GPtrArray *found, gboolean parties, guint limit)
{
  for (guint i = 0; i < found->len && limit > 0; i++)
    {
      const FoyerFoundAlike *alike = found->pdata[i];
      FoyerSimilar *similar;

      if ((alike->party != NULL) != parties)
        continue;
      similar = add_similar (all, alike->likeness);
      g_set_object (&similar->party, alike->party);
      g_set_object (&similar->lead, alike->lead);
      limit--;
    }
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerSession *self = g_task_get_source_object (task);
  const Looking *looking = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) found = foyer_similar_finder_find_finish (FOYER_MIRROR_FILE (source), result, &error);
  GPtrArray *all;
  guint n;

  if (found == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  all = g_ptr_array_new_with_free_func (similar_free);
  n = add_local_parties (self, looking, all);
  add_found (all, found, TRUE, looking->limit - n);
  n = add_local_leads (self, looking, all);
  add_found (all, found, FALSE, looking->limit - n);
  g_task_return_pointer (task, all, (GDestroyNotify) g_ptr_array_unref);
}

void
foyer_session_find_similar_async (FoyerSession *self,
                                  const FoyerIdentity *identity,
                                  gint64 except_lead,
                                  guint limit,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  Looking *looking;
  GTask *task;

  g_return_if_fail (FOYER_IS_SESSION (self));

  looking = g_new0 (Looking, 1);
  looking->identity = foyer_identity_copy (identity);
  looking->limit = limit;
  task = foyer_session_start (self, TRUE, cancellable, callback, user_data, foyer_session_find_similar_async);
  g_task_set_task_data (task, looking, looking_free);
  foyer_similar_finder_find_async (self->mirror, identity, except_lead, limit, g_task_get_cancellable (task), found_cb,
                                   task);
}

/**
 * foyer_session_find_similar_finish:
 *
 * Returns: (transfer full) (element-type FoyerSimilar): what looks the same
 */
GPtrArray *
foyer_session_find_similar_finish (FoyerSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
