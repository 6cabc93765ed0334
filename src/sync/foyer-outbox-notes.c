/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes that are on their way. */

#include "foyer-outbox-private.h"

static void
note_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerOutbox *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) changed = foyer_outbox_store_keep_note_finish (FOYER_PRECIOUS_FILE (source), result, &error);
  FoyerOutboxRecord *record = changed != NULL ? changed->pdata[0] : NULL;

  if (changed == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  foyer_outbox_apply (self, changed);
  foyer_outbox_wake (self);
  if (foyer_outbox_record_is_open (record))
    g_task_return_pointer (task, foyer_outbox_rows_dup_row_of (foyer_outbox_get_rows (self), record), g_object_unref);
  else
    g_task_return_error (task, foyer_error_new (FOYER_ERROR_INVALID, "All that was changed was changed back"));
}

/**
 * foyer_outbox_keep_note_async:
 * @lead_uuid: (nullable): the lead's UUID; needed where it has no id yet
 * @lead_id: its id on the platform, 0 while it has none
 * @base: (nullable): the note that is changed; `NULL` for a new one
 * @hold: seconds in which it can be discarded before it is sent, 0 for none
 */
void
foyer_outbox_keep_note_async (FoyerOutbox *self,
                              const char *lead_uuid,
                              gint64 lead_id,
                              FoyerNote *base,
                              const char *text,
                              guint hold,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task;

  g_return_if_fail (FOYER_IS_OUTBOX (self));
  g_return_if_fail (base == NULL || FOYER_IS_NOTE (base));
  g_return_if_fail (lead_uuid != NULL || lead_id > 0);

  foyer_outbox_note_save (self);
  task = foyer_session_start_for (foyer_outbox_get_session (self), self, FALSE, NULL, callback, user_data,
                                  foyer_outbox_keep_note_async);
  foyer_outbox_store_keep_note_async (foyer_outbox_get_file (self), NULL, lead_uuid, lead_id, base, text, hold, NULL,
                                      note_kept_cb, task);
}

/**
 * foyer_outbox_keep_note_finish:
 *
 * Returns: (transfer full): the row, on the disk for good
 */
FoyerOutboxRow *
foyer_outbox_keep_note_finish (FoyerOutbox *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
foyer_outbox_edit_note_async (FoyerOutbox *self,
                              FoyerOutboxRow *row,
                              const char *text,
                              guint hold,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task;

  g_return_if_fail (FOYER_IS_OUTBOX (self) && FOYER_IS_OUTBOX_ROW (row));

  foyer_outbox_note_save (self);
  task = foyer_session_start_for (foyer_outbox_get_session (self), self, FALSE, NULL, callback, user_data,
                                  foyer_outbox_edit_note_async);
  foyer_outbox_store_keep_note_async (foyer_outbox_get_file (self), foyer_outbox_row_get_uuid (row), NULL, 0, NULL,
                                      text, hold, NULL, note_kept_cb, task);
}

FoyerOutboxRow *
foyer_outbox_edit_note_finish (FoyerOutbox *self, GAsyncResult *result, GError **error)
{
  return foyer_outbox_keep_note_finish (self, result, error);
}

/**
 * foyer_outbox_list_notes:
 * @lead_uuid: (nullable): the lead's UUID
 * @lead_id: its id on the platform, 0 for none
 *
 * Returns: (transfer full) (element-type FoyerOutboxRow): the pending rows of its notes, oldest first
 */
GPtrArray *
foyer_outbox_list_notes (FoyerOutbox *self, const char *lead_uuid, gint64 lead_id)
{
  GPtrArray *notes = g_ptr_array_new_with_free_func (g_object_unref);
  FoyerOutboxRows *rows;

  g_return_val_if_fail (FOYER_IS_OUTBOX (self), notes);

  rows = foyer_outbox_get_rows (self);
  for (guint i = 0; i < foyer_outbox_rows_get_n (rows); i++)
    {
      const FoyerOutboxRecord *record = foyer_outbox_rows_get_record (rows, i);

      if (record->kind == FOYER_OUTBOX_NOTE
          && ((lead_uuid != NULL && g_str_equal (record->lead_uuid, lead_uuid))
              || (lead_id > 0 && record->platform_id == lead_id)))
        g_ptr_array_add (notes, foyer_outbox_rows_dup_row (rows, i));
    }
  return notes;
}
