/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was written is compared after, field by field: what landed between our reading and our writing cannot be seen,
 * what landed on top of it can (delivery.md, Retrying). */

#include "foyer-read-back.h"

#include "foyer-object-look.h"
#include "foyer-update-check.h"

#define TRIES 3
#define PAUSE 2 /* seconds for a list that may lag */
#define MANY  5 /* waiting rows from which on an add is not read back at once */

typedef struct
{
  FoyerOutboxRecord *record; /* owned */
  FoyerLead *written;        /* owned */
  FoyerFieldSet changed;
  guint n_tries;
} ReadBack;

static void read_once (GTask *task);

static void
read_back_free (gpointer data)
{
  ReadBack *read_back = data;

  foyer_outbox_record_unref (read_back->record);
  g_object_unref (read_back->written);
  g_free (read_back);
}

static gboolean
is_as_written (const ReadBack *read_back, FoyerLead *theirs)
{
  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    if ((read_back->changed & FOYER_FIELD_BIT (field)) != 0 && foyer_lead_field_is_readable (field)
        && foyer_lead_is_known (theirs, field) && !foyer_update_check_same_field (read_back->written, theirs, field))
      return FALSE;
  return TRUE;
}

static void
again_cb (gpointer user_data)
{
  read_once (user_data);
}

static void
newest_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerOutbox *outbox = g_task_get_source_object (task);
  const ReadBack *read_back = g_task_get_task_data (task);
  FoyerOutboxRecord *record = read_back->record;
  g_autoptr (FoyerOutboxRecord)
      newest = foyer_outbox_store_load_delivered_finish (FOYER_PRECIOUS_FILE (source), result, NULL);

  /* Where it was this desk itself that wrote over it, nobody lost. */
  if (newest != NULL && g_str_equal (newest->uuid, record->uuid)
      && foyer_outbox_rows_find_for_lead (foyer_outbox_get_rows (outbox), record->lead_uuid, record->platform_id)
             == NULL)
    foyer_outbox_tell_lost_race (outbox, record);
  g_task_return_boolean (task, TRUE);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerSession *session = FOYER_SESSION (source);
  FoyerOutbox *outbox = g_task_get_source_object (task);
  ReadBack *read_back = g_task_get_task_data (task);
  g_autoptr (FoyerLead) theirs = foyer_session_fetch_lead_finish (session, result, NULL);
  g_autoptr (GPtrArray) leads = g_ptr_array_new ();
  GCancellable *cancellable = g_task_get_cancellable (task);
  gboolean is_lost;

  /* Whoever may not read, or is offline again, learns nothing. */
  if (theirs == NULL || g_cancellable_is_cancelled (cancellable))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  is_lost = !is_as_written (read_back, theirs);
  if (is_lost && read_back->n_tries < TRIES)
    {
      foyer_outbox_after (PAUSE, cancellable, again_cb, g_steal_pointer (&task));
      return;
    }

  g_ptr_array_add (leads, theirs);
  foyer_session_show_lead (session, theirs);
  foyer_session_remember_leads (session, leads);
  if (is_lost)
    foyer_outbox_store_load_delivered_async (foyer_outbox_get_file (outbox), read_back->record->lead_uuid,
                                             read_back->record->platform_id, NULL, newest_loaded_cb,
                                             g_steal_pointer (&task));
  else
    g_task_return_boolean (task, TRUE);
}

static void
read_once (GTask *task)
{
  FoyerOutbox *outbox = g_task_get_source_object (task);
  ReadBack *read_back = g_task_get_task_data (task);

  read_back->n_tries++;
  foyer_session_fetch_lead_async (foyer_outbox_get_session (outbox), read_back->record->platform_id,
                                  g_task_get_cancellable (task), read_cb, task);
}

void
foyer_read_back_begin (FoyerOutbox *outbox, FoyerOutboxRecord *record)
{
  FoyerSession *session = foyer_outbox_get_session (outbox);
  g_autoptr (FoyerLead) base = NULL;
  ReadBack *read_back;
  GTask *task;

  if (record->platform_id == 0)
    return;
  if (record->kind != FOYER_OUTBOX_LEAD)
    {
      foyer_object_look_read_back (outbox, record);
      return;
    }
  if (record->base == NULL)
    {
      /* The first one shows that this key can read what it adds; of a thousand, the next refresh shows the rest. */
      if (foyer_outbox_get_n_waiting (outbox) < MANY
          || (foyer_account_get_abilities (session->account) & FOYER_ABILITY_READ_OWN_ADD_BACK) == 0)
        foyer_session_read_back (session, record->platform_id, TRUE);
      return;
    }

  read_back = g_new0 (ReadBack, 1);
  read_back->record = foyer_outbox_record_ref (record);
  read_back->written = foyer_outbox_record_unpack_lead (record);
  base = foyer_outbox_record_unpack_base (record);
  read_back->changed = foyer_lead_diff (read_back->written, base);
  task = foyer_session_start_for (session, outbox, TRUE, NULL, NULL, NULL, foyer_read_back_begin);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, read_back, read_back_free);
  read_once (task);
}
