/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The companies and people that were made here and are not on the platform yet, also those that nothing names. */

#include "foyer-outbox-private.h"

#include "foyer-outbox-need.h"
#include "foyer-text.h"

#include <string.h>

struct _FoyerOutboxParties
{
  GHashTable *records; /* owned: of row UUID to FoyerOutboxRecord */
};

FoyerOutboxParties *
foyer_outbox_parties_new (void)
{
  FoyerOutboxParties *self = g_new0 (FoyerOutboxParties, 1);

  self->records = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) foyer_outbox_record_unref);
  return self;
}

void
foyer_outbox_parties_free (FoyerOutboxParties *self)
{
  g_hash_table_unref (self->records);
  g_free (self);
}

/* Returns whether the record was news: answers of the store can come out of order. */
gboolean
foyer_outbox_parties_apply (FoyerOutboxParties *self, FoyerOutboxRecord *record)
{
  const FoyerOutboxRecord *former = g_hash_table_lookup (self->records, record->uuid);

  if (former != NULL && former->change >= record->change)
    return FALSE;
  if (foyer_outbox_state_is_final (record->state))
    g_hash_table_remove (self->records, record->uuid);
  else
    g_hash_table_replace (self->records, record->uuid, foyer_outbox_record_ref (record));
  return TRUE;
}

FoyerOutboxRecord *
foyer_outbox_parties_find (FoyerOutboxParties *self, const char *uuid)
{
  return g_hash_table_lookup (self->records, uuid);
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const FoyerOutboxRecord *first = *(FoyerOutboxRecord *const *) a, *second = *(FoyerOutboxRecord *const *) b;

  return first->seq > second->seq ? -1 : first->seq < second->seq;
}

static gboolean
holds_text (FoyerParty *party, const char *const *words)
{
  g_autofree char *joined = g_strdup_printf (
      "%s %s %s", foyer_party_get_name (party) != NULL ? foyer_party_get_name (party) : "",
      foyer_party_get_email (party) != NULL ? foyer_party_get_email (party) : "",
      foyer_party_get_phone (party) != NULL ? foyer_party_get_phone (party) : "");
  g_autofree char *folded = foyer_text_fold (joined);

  for (; *words != NULL; words++)
    if (strstr (folded, *words) == NULL)
      return FALSE;
  return TRUE;
}

static GPtrArray *
list_newest_first (FoyerOutbox *self)
{
  GPtrArray *records = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer record;

  g_hash_table_iter_init (&iter, foyer_outbox_get_parties (self)->records);
  while (g_hash_table_iter_next (&iter, NULL, &record))
    g_ptr_array_add (records, record);
  g_ptr_array_sort (records, compare_newest_first);
  return records;
}

/* Returns: (transfer full) (element-type FoyerParty): the newest that are not on the platform yet. */
GPtrArray *
foyer_outbox_list_newest_parties (FoyerOutbox *self, guint limit)
{
  GPtrArray *parties = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) records = list_newest_first (self);

  for (guint i = 0; i < MIN (records->len, limit); i++)
    g_ptr_array_add (parties, foyer_outbox_record_unpack_party (records->pdata[i]));
  return parties;
}

/**
 * foyer_outbox_list_parties:
 * @text: (nullable): a part of a name, an e-mail address or a telephone number
 * @company_id: only people of this company, 0 for any
 *
 * Returns: (transfer full) (element-type FoyerParty): those that are not on the platform yet, newest first
 */
GPtrArray *
foyer_outbox_list_parties (FoyerOutbox *self, FoyerPartyKind kind, const char *text, gint64 company_id)
{
  GPtrArray *parties = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *folded = NULL;
  g_auto (GStrv) words = NULL;

  g_return_val_if_fail (FOYER_IS_OUTBOX (self), parties);

  folded = foyer_text_fold (text != NULL ? text : "");
  words = g_strsplit (folded, " ", -1);
  records = list_newest_first (self);
  for (guint i = 0; i < records->len; i++)
    {
      g_autoptr (FoyerParty) party = foyer_outbox_record_unpack_party (records->pdata[i]);

      if (foyer_party_get_kind (party) == kind && (company_id == 0 || foyer_party_get_company_id (party) == company_id)
          && holds_text (party, (const char *const *) words))
        g_ptr_array_add (parties, g_steal_pointer (&party));
    }
  return parties;
}

/**
 * foyer_outbox_find_party:
 * @local_id: below 0
 *
 * Returns: (transfer full) (nullable): the company or person this desk gave that id, while it is not on the platform
 */
FoyerParty *
foyer_outbox_find_party (FoyerOutbox *self, gint64 local_id)
{
  GHashTableIter iter;
  gpointer record;

  g_return_val_if_fail (FOYER_IS_OUTBOX (self), NULL);

  g_hash_table_iter_init (&iter, foyer_outbox_get_parties (self)->records);
  while (g_hash_table_iter_next (&iter, NULL, &record))
    if (foyer_outbox_record_get_local_id (record) == local_id)
      return foyer_outbox_record_unpack_party (record);
  return NULL;
}

static FoyerOutboxRecord *
find_record (FoyerOutbox *outbox, const char *uuid)
{
  FoyerOutboxRecord *record = foyer_outbox_rows_find (foyer_outbox_get_rows (outbox), uuid);

  return record != NULL ? record : foyer_outbox_parties_find (foyer_outbox_get_parties (outbox), uuid);
}

/* The row that a record waits for: of several the one that a person must see to. NULL for none. */
FoyerOutboxRecord *
foyer_outbox_get_needed (FoyerOutbox *outbox, const FoyerOutboxRecord *record)
{
  g_auto (GStrv) uuids = g_strsplit (record->needs != NULL ? record->needs : "", " ", -1);
  FoyerOutboxRecord *first = record->waits_for != NULL ? find_record (outbox, record->waits_for) : NULL;

  for (guint i = 0; uuids[i] != NULL; i++)
    {
      FoyerOutboxRecord *needed = *uuids[i] != '\0' ? find_record (outbox, uuids[i]) : NULL;
      FoyerOutboxRecord *deeper;

      if (needed == NULL)
        continue;
      if (foyer_outbox_need_judge (needed->state, NULL) == FOYER_NEED_STUCK)
        return needed;
      /* A person may wait for a company that was refused. */
      deeper = needed->needs != NULL ? foyer_outbox_get_needed (outbox, needed) : NULL;
      if (deeper != NULL && foyer_outbox_need_judge (deeper->state, NULL) == FOYER_NEED_STUCK)
        return deeper;
      if (first == NULL)
        first = needed;
    }
  return first;
}

/**
 * foyer_outbox_find_needed:
 *
 * Returns: (transfer full) (nullable): the row that @row waits for, of several the one that a person must see to
 */
FoyerOutboxRow *
foyer_outbox_find_needed (FoyerOutbox *self, FoyerOutboxRow *row)
{
  FoyerOutboxRecord *record, *needed;

  g_return_val_if_fail (FOYER_IS_OUTBOX (self) && FOYER_IS_OUTBOX_ROW (row), NULL);

  record = foyer_outbox_rows_find (foyer_outbox_get_rows (self), foyer_outbox_row_get_uuid (row));
  needed = record != NULL ? foyer_outbox_get_needed (self, record) : NULL;
  return needed != NULL ? foyer_outbox_rows_dup_row_of (foyer_outbox_get_rows (self), needed) : NULL;
}

static void
party_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerOutbox *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) changed = foyer_outbox_store_keep_party_finish (FOYER_PRECIOUS_FILE (source), result, &error);

  if (changed == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  foyer_outbox_apply (self, changed);
  foyer_outbox_wake (self);
  g_task_return_pointer (task, foyer_outbox_record_unpack_party (changed->pdata[0]), g_object_unref);
}

/**
 * foyer_outbox_keep_party_async:
 * @party: a company with its name, or a person with both names and an e-mail address; its id is 0, or below 0 for one
 *   that was kept before
 */
void
foyer_outbox_keep_party_async (
    FoyerOutbox *self, FoyerParty *party, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;

  g_return_if_fail (FOYER_IS_OUTBOX (self) && FOYER_IS_PARTY (party));
  g_return_if_fail (foyer_party_is_local (party));

  task = foyer_session_start_for (foyer_outbox_get_session (self), self, FALSE, NULL, callback, user_data,
                                  foyer_outbox_keep_party_async);
  foyer_outbox_store_keep_party_async (foyer_outbox_get_file (self), party, NULL, party_kept_cb, task);
}

/**
 * foyer_outbox_keep_party_finish:
 *
 * Returns: (transfer full): the party with its id, on the disk for good
 */
FoyerParty *
foyer_outbox_keep_party_finish (FoyerOutbox *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
