/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a note just before it is changed: where somebody else has changed it since, a person chooses. */

#include "foyer-note-check.h"

#include "foyer-arrival.h"
#include "foyer-delivery.h"

#define NO_SUCH_LEAD   24441
#define RECENTLY       60 /* seconds for which a list may not show yet what we wrote */
#define SHORTLY        2  /* seconds until such a list is asked again */
#define TIMES_NOT_SEEN 3  /* from which on a note that is not listed is gone */

typedef struct
{
  FoyerOutboxRecord *record; /* owned */
  FoyerOutboxRecord *former; /* owned, nullable: the change of the same note that was delivered last */
  FoyerOutboxMove *move;     /* owned, nullable */
  GError *error;             /* owned, nullable */
} Check;

static void
check_free (gpointer data)
{
  Check *check = data;

  foyer_outbox_record_unref (check->record);
  g_clear_pointer (&check->former, foyer_outbox_record_unref);
  g_clear_pointer (&check->move, foyer_outbox_move_free);
  g_clear_error (&check->error);
  g_free (check);
}

static gint64
now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

gboolean
foyer_note_check_same (FoyerNote *mine, FoyerNote *theirs)
{
  return foyer_arrival_same_text (foyer_note_get_text (mine), foyer_note_get_text (theirs));
}

FoyerNote *
foyer_note_check_find (GPtrArray *notes, gint64 note_id)
{
  for (guint i = 0; i < notes->len; i++)
    if (foyer_note_get_id (notes->pdata[i]) == note_id)
      return notes->pdata[i];
  return NULL;
}

gboolean
foyer_note_check_lead_is_gone (const GError *error)
{
  return error != NULL && error->domain == FOYER_ERROR && foyer_error_get_specific_code (error) == NO_SUCH_LEAD;
}

static void
set_move (Check *check, FoyerOutboxEvent event, int code)
{
  FoyerOutboxAnswer answer = { .code = code, .field = FOYER_LEAD_NO_FIELD };

  check->move = foyer_outbox_move_new (check->record->uuid, event);
  if (code != 0)
    foyer_outbox_move_set_answer (check->move, &answer);
}

static void
put_off (Check *check)
{
  const GError *error = check->error;

  if (error != NULL && (error->domain != FOYER_ERROR || error->code == FOYER_ERROR_KEYRING))
    return;
  set_move (check, error != NULL ? foyer_delivery_event_for_read_error (error) : FOYER_OUTBOX_LATER, 0);
  check->move->due = foyer_delivery_due_after (check->record->n_attempts + 1);
  if (error == NULL)
    return;
  if (foyer_error_get_retry_after (error) > 0)
    check->move->due = now () + MIN (foyer_error_get_retry_after (error), FOYER_BACKOFF_LARGEST);
  foyer_delivery_answer_from_error (check->move, error);
}

/* One list that does not show it, or its lead, can be behind; several, with time between them, are not. */
static void
is_not_listed (Check *check)
{
  const FoyerOutboxRecord *record = check->record;
  gboolean is_gone = record->answer.code == FOYER_ERROR_GONE && record->n_looks >= TIMES_NOT_SEEN - 1;

  set_move (check, is_gone ? FOYER_OUTBOX_FOUND_GONE : FOYER_OUTBOX_LATER, FOYER_ERROR_GONE);
  if (is_gone)
    return;
  check->move->due = foyer_delivery_due_after (record->n_looks + 1);
  check->move->looked = now ();
}

/* Whether it shows what the note was before we changed it, a moment ago. */
static gboolean
may_lag (const Check *check, FoyerNote *theirs)
{
  const FoyerOutboxRecord *former = check->former;
  g_autoptr (FoyerNote) before = former != NULL ? foyer_outbox_record_unpack_note_base (former) : NULL;

  return before != NULL && former->closed <= now () && now () - former->closed <= RECENTLY
         && foyer_note_check_same (before, theirs);
}

static void
compare (Check *check, FoyerPage *page)
{
  g_autoptr (FoyerNote) mine = foyer_outbox_record_unpack_note (check->record);
  g_autoptr (FoyerNote) base = foyer_outbox_record_unpack_note_base (check->record);
  FoyerNote *theirs = foyer_note_check_find (page->rows, foyer_note_get_id (mine));

  if (theirs == NULL && (!page->is_last || page->n_bad > 0))
    put_off (check);
  else if (theirs == NULL)
    is_not_listed (check);
  else if (!foyer_note_check_same (base, theirs) && may_lag (check, theirs))
    {
      set_move (check, FOYER_OUTBOX_LATER, 0);
      check->move->due = now () + SHORTLY;
    }
  else if (foyer_note_check_same (mine, theirs))
    set_move (check, FOYER_OUTBOX_FOUND_DONE, 0);
  else if (!foyer_note_check_same (base, theirs))
    {
      set_move (check, FOYER_OUTBOX_FOUND_CHANGED, FOYER_ERROR_CONFLICT);
      check->move->found = g_ptr_array_new_with_free_func (g_object_unref);
      g_ptr_array_add (check->move->found, g_object_ref (theirs));
    }
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerOutbox *outbox = g_task_get_source_object (task);
  Check *check = g_task_get_task_data (task);
  g_autoptr (FoyerPage) page = foyer_note_service_list_finish (FOYER_NOTE_SERVICE (source), result, &check->error);

  foyer_session_heard (foyer_outbox_get_session (outbox), FOYER_CALL_READ, check->error);
  if (page != NULL)
    compare (check, page);
  else if (foyer_note_check_lead_is_gone (check->error))
    {
      g_clear_error (&check->error);
      is_not_listed (check);
    }
  else if (g_error_matches (check->error, FOYER_ERROR, FOYER_ERROR_FORBIDDEN))
    /* This key writes and does not read: nothing can be compared, and never could. */
    g_clear_error (&check->error);
  else
    put_off (check);
  g_task_return_boolean (task, TRUE);
}

static void
former_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  FoyerSession *session = foyer_outbox_get_session (g_task_get_source_object (task));
  Check *check = g_task_get_task_data (task);

  check->former = foyer_outbox_store_load_delivered_note_finish (FOYER_PRECIOUS_FILE (source), result, &check->error);
  if (check->error == NULL && session->note_service == NULL)
    check->error = foyer_error_new (FOYER_ERROR_KEYRING, "There is no secret");
  if (check->error == NULL)
    foyer_note_service_list_async (session->note_service, check->record->platform_id, g_task_get_cancellable (task),
                                   listed_cb, task);
  else
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
    }
}

void
foyer_note_check_async (FoyerOutbox *outbox,
                        FoyerOutboxRecord *record,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task = g_task_new (outbox, cancellable, callback, user_data);
  Check *check = g_new0 (Check, 1);
  g_autoptr (FoyerNote) note = foyer_outbox_record_unpack_note (record);

  check->record = foyer_outbox_record_ref (record);
  g_task_set_source_tag (task, foyer_note_check_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, check, check_free);
  foyer_outbox_store_load_delivered_note_async (foyer_outbox_get_file (outbox), record->platform_id,
                                                foyer_note_get_id (note), NULL, former_loaded_cb, task);
}

gboolean
foyer_note_check_finish (FoyerOutbox *outbox, GAsyncResult *result, FoyerOutboxMove **move, GError **error)
{
  Check *check = g_task_get_task_data (G_TASK (result));
  gboolean is_to_be_sent = check->move == NULL && check->error == NULL;

  *move = g_steal_pointer (&check->move);
  if (check->error != NULL)
    g_propagate_error (error, g_steal_pointer (&check->error));
  return is_to_be_sent;
}
