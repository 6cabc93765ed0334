/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One attempt to deliver one row: write it down, send it, judge the answer, write that down. An update is preceded by a
 * look at what it would change, which is foyer-update-check.c's. */

#include "foyer-delivery.h"

#include "foyer-breakage.h"
#include "foyer-note-check.h"
#include "foyer-read-back.h"
#include "foyer-update-check.h"

#define DISK_PATIENCE 2                   /* seconds between two tries to write down an answer that was got */
#define SENT_BEFORE   "foyer-sent-before" /* of a build that is broken on purpose: the answer */

typedef struct
{
  FoyerOutboxRecord *record; /* owned */
  FoyerLead *lead;           /* owned, nullable: a row of another kind says itself what is sent */
  FoyerLead *base;           /* owned, nullable */
  FoyerLeadService *service; /* owned */
  FoyerRequest *request;     /* owned, nullable */
  FoyerOutboxMove *ending;   /* owned, nullable: what is to be written down, as long as the disk does not take it */
  FoyerDeliveryEnd end;
  gint64 retry_after;
} Delivery;

static void write_ending (GTask *task);
static void send (GTask *task);

static void
delivery_free (gpointer data)
{
  Delivery *delivery = data;

  foyer_outbox_record_unref (delivery->record);
  g_clear_object (&delivery->lead);
  g_clear_object (&delivery->base);
  g_clear_object (&delivery->service);
  g_clear_pointer (&delivery->request, foyer_request_unref);
  g_clear_pointer (&delivery->ending, foyer_outbox_move_free);
  g_free (delivery);
}

/* Takes the task: the one end of every delivery. */
static void
end_delivery (GTask *task, FoyerDeliveryEnd end)
{
  Delivery *delivery = g_task_get_task_data (task);

  delivery->end = end;
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/* Seconds since 1970 at which a row that was tried so often is due again. */
gint64
foyer_delivery_due_after (guint n_attempts)
{
  return g_get_real_time () / G_USEC_PER_SEC + foyer_backoff (MAX (n_attempts, 1), g_random_double ());
}

FoyerDeliveryEnd
foyer_delivery_end_for_error (const GError *error)
{
  if (error == NULL)
    return FOYER_DELIVERY_ANSWERED;
  if (error->domain != FOYER_ERROR)
    return FOYER_DELIVERY_OVERTAKEN;
  switch (error->code)
    {
    case FOYER_ERROR_OFFLINE:
    case FOYER_ERROR_TLS:
      return FOYER_DELIVERY_OFFLINE;
    case FOYER_ERROR_UNAVAILABLE:
    case FOYER_ERROR_UNREADABLE:
    case FOYER_ERROR_BUSY:
      return FOYER_DELIVERY_NOT_NOW;
    case FOYER_ERROR_UNAUTHORIZED:
    case FOYER_ERROR_FORBIDDEN:
    case FOYER_ERROR_UNSUPPORTED:
      return FOYER_DELIVERY_KEY_REFUSED;
    case FOYER_ERROR_UNCERTAIN:
      return FOYER_DELIVERY_UNANSWERED;
    case FOYER_ERROR_STORE:
    case FOYER_ERROR_DISK_FULL:
    case FOYER_ERROR_READ_ONLY:
    case FOYER_ERROR_IN_USE:
    case FOYER_ERROR_DAMAGED:
      return FOYER_DELIVERY_DISK_FAILED;
    case FOYER_ERROR_KEYRING:
    case FOYER_ERROR_INVALID:
      return FOYER_DELIVERY_OVERTAKEN;
    default:
      return FOYER_DELIVERY_ANSWERED;
    }
}

/* What a read that failed is to the row it was made for. */
FoyerOutboxEvent
foyer_delivery_event_for_read_error (const GError *error)
{
  switch (error->code)
    {
    case FOYER_ERROR_OFFLINE:
    case FOYER_ERROR_TLS:
      return FOYER_OUTBOX_NOT_SENT;
    case FOYER_ERROR_UNAUTHORIZED:
    case FOYER_ERROR_UNSUPPORTED:
      return FOYER_OUTBOX_ACCOUNT;
    default:
      return FOYER_OUTBOX_LATER;
    }
}

void
foyer_delivery_answer_from_error (FoyerOutboxMove *move, const GError *error)
{
  FoyerOutboxAnswer answer = { .code = error->code, .field = FOYER_LEAD_NO_FIELD };

  answer.specific_code = foyer_error_get_specific_code (error);
  answer.words = foyer_error_get_platform_words (error);
  if (foyer_error_get_n_problems (error) > 0)
    {
      const char *words = foyer_error_get_problem_words (error, 0);

      answer.field = foyer_lead_field_from_wire_name (foyer_error_get_parameter (error, 0));
      if (words != NULL && *words != '\0')
        answer.words = words;
    }
  foyer_outbox_move_set_answer (move, &answer);
}

static void
retry_cb (gpointer user_data)
{
  write_ending (user_data);
}

static void
ending_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  FoyerOutbox *outbox = g_task_get_source_object (task);
  Delivery *delivery = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changed = foyer_outbox_store_move_finish (FOYER_PRECIOUS_FILE (source), result, &error);

  if (changed != NULL)
    {
      FoyerOutboxRecord *record = changed->pdata[0];

      foyer_outbox_apply (outbox, changed);
      if (record->state == FOYER_OUTBOX_DELIVERED)
        foyer_read_back_begin (outbox, record);
      end_delivery (task, delivery->end);
    }
  else if (foyer_delivery_end_for_error (error) == FOYER_DELIVERY_DISK_FAILED
           && !g_cancellable_is_cancelled (foyer_outbox_get_session (outbox)->closing))
    {
      /* The answer is known only here: as long as nobody else sends the row, it can be written down later. */
      g_info ("Could not write down an answer, trying again: %s", error->message);
      foyer_outbox_after (DISK_PATIENCE, foyer_outbox_get_session (outbox)->closing, retry_cb, task);
    }
  else
    {
      g_info ("An answer is lost, and the row will be looked for: %s", error->message);
      end_delivery (task, delivery->end);
    }
}

static FoyerOutboxMove *
copy_move (const FoyerOutboxMove *move)
{
  FoyerOutboxMove *copy = foyer_outbox_move_new (move->uuid, move->event);

  copy->due = move->due;
  copy->ends_attempt = move->ends_attempt;
  copy->verdict = move->verdict;
  copy->reason = g_strdup (move->reason);
  copy->platform_id = move->platform_id;
  copy->believed_after = move->believed_after;
  if (move->answer != NULL)
    foyer_outbox_move_set_answer (copy, move->answer);
  return copy;
}

static void
write_ending (GTask *task)
{
  FoyerOutbox *outbox = g_task_get_source_object (task);
  const Delivery *delivery = g_task_get_task_data (task);

  foyer_outbox_store_move_async (foyer_outbox_get_file (outbox), copy_move (delivery->ending), NULL, ending_written_cb,
                                 task);
}

/* A first refusal for its date taught us the platform's clock: once more at once, then as any other failure. */
static gint64
due_after_attempt (const Delivery *delivery, FoyerVerdict verdict)
{
  if (verdict == FOYER_VERDICT_STALE_CLOCK && delivery->record->answer.code != FOYER_ERROR_CLOCK)
    return g_get_real_time () / G_USEC_PER_SEC;
  if (delivery->retry_after > 0)
    return g_get_real_time () / G_USEC_PER_SEC + MIN (delivery->retry_after, FOYER_BACKOFF_LARGEST);
  return foyer_delivery_due_after (delivery->record->n_attempts);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  FoyerOutbox *outbox = g_task_get_source_object (task);
  FoyerSession *session = foyer_outbox_get_session (outbox);
  Delivery *delivery = g_task_get_task_data (task);
  g_autofree char *attempt = NULL;
  FoyerVerdict verdict;
  gint64 platform_id = 0;
  g_autoptr (GError) error = NULL;
  FoyerOutboxMove *ending;

  foyer_lead_service_send_finish (FOYER_LEAD_SERVICE (source), result, &platform_id, &verdict, &error);
  if (verdict != FOYER_VERDICT_STALE_CLOCK || delivery->record->answer.code == FOYER_ERROR_CLOCK)
    foyer_session_heard (session, foyer_request_get_call (delivery->request), error);
  if (error != NULL)
    delivery->retry_after = foyer_error_get_retry_after (error);
  attempt = foyer_outbox_record_name_attempt (delivery->record, delivery->record->n_attempts);
  if (verdict != FOYER_VERDICT_UNCERTAIN)
    g_hash_table_remove (session->attempts, attempt);

  ending = foyer_outbox_move_new (delivery->record->uuid, foyer_outbox_event_for_verdict (verdict));
  ending->ends_attempt = TRUE;
  ending->verdict = verdict;
  ending->due = due_after_attempt (delivery, verdict);
  if (verdict == FOYER_VERDICT_DELIVERED && delivery->record->base == NULL)
    ending->platform_id = platform_id;
  if (verdict == FOYER_VERDICT_UNCERTAIN)
    ending->believed_after = foyer_fence_get_believed_after (foyer_request_get_date (delivery->request),
                                                             foyer_account_get_request_lifetime (session->account));
  if (error != NULL)
    {
      ending->reason = g_strdup (error->message);
      foyer_delivery_answer_from_error (ending, error);
      /* A parameter of another call is no field of a lead. */
      if (delivery->record->kind != FOYER_OUTBOX_LEAD)
        ending->answer->field = FOYER_LEAD_NO_FIELD;
    }

  delivery->ending = ending;
  delivery->end = verdict == FOYER_VERDICT_UNCERTAIN  ? FOYER_DELIVERY_UNANSWERED
                  : verdict == FOYER_VERDICT_ACCOUNT  ? FOYER_DELIVERY_KEY_REFUSED
                  : verdict == FOYER_VERDICT_NOT_SENT ? FOYER_DELIVERY_OFFLINE
                  : verdict == FOYER_VERDICT_LATER    ? FOYER_DELIVERY_NOT_NOW
                                                      : FOYER_DELIVERY_ANSWERED;
  write_ending (task);
}

static void
begun_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  FoyerOutbox *outbox = g_task_get_source_object (task);
  Delivery *delivery = g_task_get_task_data (task);
  g_autofree char *attempt = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changed = foyer_outbox_store_begin_finish (FOYER_PRECIOUS_FILE (source), result, &error);

  if (changed == NULL)
    {
      if (foyer_delivery_end_for_error (error) == FOYER_DELIVERY_DISK_FAILED)
        g_info ("Nothing is sent, since the disk does not take the attempt: %s", error->message);
      end_delivery (task, foyer_delivery_end_for_error (error));
      return;
    }

  foyer_outbox_record_unref (delivery->record);
  delivery->record = foyer_outbox_record_ref (changed->pdata[0]);
  foyer_outbox_apply (outbox, changed);
  attempt = foyer_outbox_record_name_attempt (delivery->record, delivery->record->n_attempts);
  foyer_session_begin_attempt (foyer_outbox_get_session (outbox), attempt);
  if (FOYER_BREAKS (MARK_LATE))
    sent_cb (G_OBJECT (delivery->service), g_object_get_data (G_OBJECT (task), SENT_BEFORE), task);
  else
    foyer_lead_service_send_async (delivery->service, delivery->request, g_task_get_cancellable (task), sent_cb, task);
}

/* Takes the task. The attempt is on the disk before a byte of it leaves. */
static void
begin (GTask *task)
{
  FoyerOutbox *outbox = g_task_get_source_object (task);
  const Delivery *delivery = g_task_get_task_data (task);
  FoyerOutboxMove *move = foyer_outbox_move_new (delivery->record->uuid, FOYER_OUTBOX_BEGIN);

  move->change = delivery->record->change;
  move->lead = delivery->lead != NULL ? g_object_ref (delivery->lead) : NULL;
  move->base = delivery->base != NULL ? g_object_ref (delivery->base) : NULL;
  foyer_outbox_store_begin_async (foyer_outbox_get_file (outbox), move, foyer_request_get_body (delivery->request),
                                  foyer_request_get_date (delivery->request), NULL, begun_cb, task);
}

static void
sent_before_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_object_set_data_full (user_data, SENT_BEFORE, g_object_ref (result), g_object_unref);
  begin (user_data);
}

static FoyerRequest *
prepare (FoyerSession *session, const Delivery *delivery)
{
  const FoyerOutboxRecord *record = delivery->record;

  if (foyer_outbox_kind_is_party (record->kind))
    {
      g_autoptr (FoyerParty) party = foyer_outbox_record_unpack_party (record);

      return foyer_directory_service_prepare_add (session->directory_service, party, record->lead_uuid);
    }
  if (record->kind == FOYER_OUTBOX_NOTE)
    {
      g_autoptr (FoyerNote) note = foyer_outbox_record_unpack_note (record);

      return foyer_note_service_prepare (session->note_service, record->platform_id, foyer_note_get_id (note),
                                         foyer_note_get_source (note));
    }
  return foyer_lead_service_prepare (session->lead_service, delivery->lead, delivery->base);
}

static void
moved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  FoyerOutbox *outbox = g_task_get_source_object (task);
  const Delivery *delivery = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changed = foyer_outbox_store_move_finish (FOYER_PRECIOUS_FILE (source), result, &error);

  if (changed != NULL)
    foyer_outbox_apply (outbox, changed);
  end_delivery (task, changed != NULL ? delivery->end : foyer_delivery_end_for_error (error));
}

/* Nothing is sent now. Takes the task and the move. */
static void
end_checked (GTask *task, FoyerOutboxMove *move, const GError *error)
{
  FoyerOutbox *outbox = g_task_get_source_object (task);
  Delivery *delivery = g_task_get_task_data (task);

  delivery->end = foyer_delivery_end_for_error (error);
  if (error != NULL)
    delivery->retry_after = foyer_error_get_retry_after (error);
  if (move != NULL)
    foyer_outbox_store_move_async (foyer_outbox_get_file (outbox), move, NULL, moved_cb, task);
  else
    end_delivery (task, delivery->end == FOYER_DELIVERY_DISK_FAILED ? delivery->end : FOYER_DELIVERY_OVERTAKEN);
}

/* There is nothing to send for an update that changes nothing; anything else that cannot be written is not sent. */
static FoyerOutboxMove *
move_without_request (const FoyerOutboxRecord *record)
{
  FoyerOutboxAnswer answer = { .code = FOYER_ERROR_INVALID, .field = FOYER_LEAD_NO_FIELD };
  FoyerOutboxMove *move;

  if (record->kind == FOYER_OUTBOX_LEAD && record->base != NULL)
    return foyer_outbox_move_new (record->uuid, FOYER_OUTBOX_FOUND_DONE);
  move = foyer_outbox_move_new (record->uuid, FOYER_OUTBOX_LATER);
  move->due = foyer_delivery_due_after (record->n_attempts + 1);
  foyer_outbox_move_set_answer (move, &answer);
  return move;
}

/* Takes the task. */
static void
sign (GTask *task)
{
  FoyerOutbox *outbox = g_task_get_source_object (task);
  Delivery *delivery = g_task_get_task_data (task);

  delivery->request = prepare (foyer_outbox_get_session (outbox), delivery);
  if (delivery->request == NULL)
    {
      end_checked (task, move_without_request (delivery->record), NULL);
      return;
    }

  if (FOYER_BREAKS (MARK_LATE))
    foyer_lead_service_send_async (delivery->service, delivery->request, g_task_get_cancellable (task), sent_before_cb,
                                   task);
  else
    begin (task);
}

static void
clock_heard_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  FoyerSession *session = FOYER_SESSION (source);
  const Delivery *delivery = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  FoyerOutboxMove *move = NULL;

  if (foyer_session_ping_finish (session, result, NULL, &error) || foyer_session_knows_clock (session)
      || g_error_matches (error, FOYER_ERROR, FOYER_ERROR_FORBIDDEN))
    {
      /* A platform that answers and tells no time is never believed to have nothing: what it may have is not sent
       * again.
       */
      if (session->lead_service == delivery->service)
        sign (task);
      else
        send (task);
      return;
    }
  if (error->domain == FOYER_ERROR && error->code != FOYER_ERROR_KEYRING)
    {
      move = foyer_outbox_move_new (delivery->record->uuid, foyer_delivery_event_for_read_error (error));
      move->due = foyer_delivery_due_after (delivery->record->n_attempts + 1);
      if (foyer_error_get_retry_after (error) > 0)
        move->due = g_get_real_time () / G_USEC_PER_SEC
                    + MIN (foyer_error_get_retry_after (error), FOYER_BACKOFF_LARGEST);
      foyer_delivery_answer_from_error (move, error);
    }
  end_checked (task, move, error);
}

/* Takes the task. Nothing is signed before the platform's clock is known: what an attempt made is looked for by the
 * date it has there. */
static void
send (GTask *task)
{
  FoyerOutbox *outbox = g_task_get_source_object (task);
  Delivery *delivery = g_task_get_task_data (task);
  FoyerSession *session = foyer_outbox_get_session (outbox);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)) || session->lead_service == NULL)
    {
      end_delivery (task, FOYER_DELIVERY_OVERTAKEN);
      return;
    }
  g_set_object (&delivery->service, session->lead_service);
  if (foyer_session_knows_clock (session))
    sign (task);
  else
    foyer_session_ping_async (session, g_task_get_cancellable (task), clock_heard_cb, task);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Delivery *delivery = g_task_get_task_data (task);
  FoyerOutboxMove *move = NULL;
  g_autoptr (GError) error = NULL;

  if (foyer_update_check_finish (FOYER_OUTBOX (source), result, &delivery->lead, &delivery->base, &move, &error))
    send (task);
  else
    end_checked (task, move, error);
}

static void
note_checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  FoyerOutboxMove *move = NULL;
  g_autoptr (GError) error = NULL;

  if (foyer_note_check_finish (FOYER_OUTBOX (source), result, &move, &error))
    send (task);
  else
    end_checked (task, move, error);
}

void
foyer_delivery_run_async (FoyerOutbox *outbox,
                          FoyerOutboxRecord *record,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = foyer_session_start_for (foyer_outbox_get_session (outbox), outbox, TRUE, NULL, callback, user_data,
                                         foyer_delivery_run_async);
  Delivery *delivery = g_new0 (Delivery, 1);

  delivery->record = foyer_outbox_record_ref (record);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, delivery, delivery_free);
  if (record->base != NULL && record->kind == FOYER_OUTBOX_NOTE)
    foyer_note_check_async (outbox, record, g_task_get_cancellable (task), note_checked_cb, task);
  else if (record->base != NULL)
    foyer_update_check_async (outbox, record, g_task_get_cancellable (task), checked_cb, task);
  else
    {
      if (record->kind == FOYER_OUTBOX_LEAD)
        delivery->lead = foyer_outbox_record_unpack_lead (record);
      send (task);
    }
}

FoyerDeliveryEnd
foyer_delivery_run_finish (FoyerOutbox *outbox, GAsyncResult *result, gint64 *retry_after)
{
  const Delivery *delivery = g_task_get_task_data (G_TASK (result));

  *retry_after = delivery->retry_after;
  return delivery->end;
}
