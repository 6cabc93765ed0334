/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks on the platform for what may have arrived (delivery.md, Uncertain adds): reads the bytes of the attempts, asks
 * once for all rows, and moves each as foyer-lookup-judge.c says. */

#include "foyer-lookup.h"

#include "foyer-attempt.h"
#include "foyer-lookup-judge.h"
#include "foyer-object-look.h"
#include "foyer-outbox-attempt.h"
#include "foyer-read-back.h"

#define MAX_PAGES 50 /* beyond it "not there" is not believed */

/* A row and what was sent for it. */
typedef struct
{
  FoyerOutboxRecord *record; /* owned */
  GPtrArray *attempts;       /* owned, of FoyerLookupAttempt: those of which it is not known what became of them */
} Subject;

typedef struct
{
  FoyerDeliverer *deliverer; /* owned */
  GPtrArray *subjects;       /* owned, of Subject */
  FoyerLookupSeen seen;      /* its members are owned here */
  guint position;
  gint64 asked; /* monotonic microseconds */
  FoyerDeliveryEnd end;
  gint64 retry_after;
} Lookup;

static void read_next_attempts (GTask *task);
static void judge_next_add (GTask *task);
static void look_for_next_update (GTask *task);
static void look_for_next_object (GTask *task);

/* What is looked for in one question, one by one, and by other means. */
typedef enum
{
  TURN_ADDS,
  TURN_UPDATES,
  TURN_OBJECTS,
} Turn;

static Turn
turn_of (const FoyerOutboxRecord *record)
{
  if (record->kind != FOYER_OUTBOX_LEAD)
    return TURN_OBJECTS;
  return record->base == NULL ? TURN_ADDS : TURN_UPDATES;
}

static void
subject_free (gpointer data)
{
  Subject *subject = data;

  foyer_outbox_record_unref (subject->record);
  g_ptr_array_unref (subject->attempts);
  g_free (subject);
}

static void
attempt_free (gpointer data)
{
  FoyerLookupAttempt *attempt = data;

  g_clear_object (&attempt->lead);
  g_free (attempt->text);
  g_free (attempt);
}

static void
lookup_free (gpointer data)
{
  Lookup *lookup = data;

  g_object_unref (lookup->deliverer);
  g_ptr_array_unref (lookup->subjects);
  g_clear_pointer (&lookup->seen.page, foyer_page_free);
  g_clear_pointer (&lookup->seen.adopted, g_hash_table_unref);
  g_clear_object (&lookup->seen.row);
  g_clear_pointer (&lookup->seen.former, foyer_outbox_record_unref);
  g_clear_error (&lookup->seen.error);
  g_free (lookup);
}

/* Takes the task. */
static void
end_lookup (GTask *task)
{
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
note_error (Lookup *lookup, const GError *error)
{
  FoyerDeliveryEnd end = foyer_delivery_end_for_error (error);

  /* A key that may not read leads is no reason not to send. */
  if (g_error_matches (error, FOYER_ERROR, FOYER_ERROR_FORBIDDEN))
    end = FOYER_DELIVERY_OVERTAKEN;
  lookup->end = end;
  lookup->retry_after = error != NULL ? foyer_error_get_retry_after (error) : 0;
}

/* The next row of that kind, from position on; NULL at the end. */
static Subject *
next_subject (Lookup *lookup, Turn turn)
{
  for (; lookup->position < lookup->subjects->len; lookup->position++)
    {
      Subject *subject = lookup->subjects->pdata[lookup->position];

      if (turn_of (subject->record) == turn)
        return subject;
    }
  return NULL;
}

static void
moved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  FoyerOutbox *outbox = g_task_get_source_object (task);
  Lookup *lookup = g_task_get_task_data (task);
  Subject *subject = lookup->subjects->pdata[lookup->position];
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changed = foyer_outbox_store_move_finish (FOYER_PRECIOUS_FILE (source), result, &error);

  if (changed != NULL)
    {
      FoyerOutboxRecord *record = changed->pdata[0];

      foyer_outbox_apply (outbox, changed);
      if (record->state == FOYER_OUTBOX_DELIVERED)
        foyer_read_back_begin (outbox, record);
    }
  else if (foyer_delivery_end_for_error (error) == FOYER_DELIVERY_DISK_FAILED)
    {
      /* Looking again at once would show the same, and the disk would not take it either. */
      g_info ("What was seen cannot be written down: %s", error->message);
      lookup->end = FOYER_DELIVERY_DISK_FAILED;
      end_lookup (task);
      return;
    }
  else
    /* Somebody moved it meanwhile, or adopted the same lead: it stays as it is, and is looked for again. */
    g_info ("What was seen cannot be kept: %s", error->message);

  lookup->position++;
  switch (turn_of (subject->record))
    {
    case TURN_ADDS:
      judge_next_add (task);
      break;
    case TURN_UPDATES:
      look_for_next_update (task);
      break;
    case TURN_OBJECTS:
    default:
      look_for_next_object (task);
    }
}

static void
keep (GTask *task, FoyerOutboxMove *move)
{
  FoyerOutbox *outbox = g_task_get_source_object (task);

  foyer_outbox_store_move_async (foyer_outbox_get_file (outbox), move, NULL, moved_cb, task);
}

static void
update_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  FoyerOutbox *outbox = g_task_get_source_object (task);
  Lookup *lookup = g_task_get_task_data (task);
  Subject *subject = lookup->subjects->pdata[lookup->position];

  lookup->seen.row = foyer_session_fetch_lead_finish (FOYER_SESSION (source), result, &lookup->seen.error);
  lookup->seen.snapshot = foyer_lookup_get_snapshot (FOYER_SESSION (source), lookup->asked);
  if (lookup->seen.error != NULL
      && (lookup->seen.error->domain != FOYER_ERROR || lookup->seen.error->code == FOYER_ERROR_KEYRING))
    {
      end_lookup (task);
      return;
    }
  if (lookup->seen.error != NULL && lookup->seen.error->code != FOYER_ERROR_GONE)
    note_error (lookup, lookup->seen.error);
  keep (task, foyer_lookup_judge_update (outbox, subject->record, subject->attempts, &lookup->seen));
}

static void
former_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  FoyerOutbox *outbox = g_task_get_source_object (task);
  FoyerSession *session = foyer_outbox_get_session (outbox);
  Lookup *lookup = g_task_get_task_data (task);
  Subject *subject = lookup->subjects->pdata[lookup->position];

  lookup->seen.former = foyer_outbox_store_load_delivered_finish (FOYER_PRECIOUS_FILE (source), result, NULL);
  lookup->asked = g_get_monotonic_time ();
  foyer_session_fetch_lead_async (session, subject->record->platform_id, g_task_get_cancellable (task), update_read_cb,
                                  task);
}

/* Takes the task. */
static void
look_for_next_update (GTask *task)
{
  FoyerOutbox *outbox = g_task_get_source_object (task);
  Lookup *lookup = g_task_get_task_data (task);
  const Subject *subject = next_subject (lookup, TURN_UPDATES);

  g_clear_object (&lookup->seen.row);
  g_clear_error (&lookup->seen.error);
  g_clear_pointer (&lookup->seen.former, foyer_outbox_record_unref);
  if (subject == NULL || g_cancellable_is_cancelled (g_task_get_cancellable (task))
      || lookup->end != FOYER_DELIVERY_ANSWERED)
    {
      lookup->position = 0;
      look_for_next_object (task);
    }
  else
    foyer_outbox_store_load_delivered_async (foyer_outbox_get_file (outbox), subject->record->lead_uuid,
                                             subject->record->platform_id, NULL, former_loaded_cb, task);
}

static void
object_looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Lookup *lookup = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  FoyerOutboxMove *move = foyer_object_look_finish (FOYER_OUTBOX (source), result, &error);

  if (error != NULL)
    note_error (lookup, error);
  if (move != NULL)
    keep (task, move);
  else
    end_lookup (task);
}

/* Takes the task. */
static void
look_for_next_object (GTask *task)
{
  FoyerOutbox *outbox = g_task_get_source_object (task);
  Lookup *lookup = g_task_get_task_data (task);
  const Subject *subject = next_subject (lookup, TURN_OBJECTS);

  if (subject == NULL || g_cancellable_is_cancelled (g_task_get_cancellable (task))
      || lookup->end != FOYER_DELIVERY_ANSWERED)
    end_lookup (task);
  else
    foyer_object_look_async (outbox, subject->record, subject->attempts, g_task_get_cancellable (task),
                             object_looked_cb, task);
}

/* Takes the task. */
static void
judge_next_add (GTask *task)
{
  FoyerOutbox *outbox = g_task_get_source_object (task);
  Lookup *lookup = g_task_get_task_data (task);
  const Subject *subject = next_subject (lookup, TURN_ADDS);

  if (subject != NULL)
    keep (task, foyer_lookup_judge_add (outbox, lookup->deliverer, subject->record, subject->attempts, &lookup->seen));
  else
    {
      lookup->position = 0;
      look_for_next_update (task);
    }
}

static void
adopted_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Lookup *lookup = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  lookup->seen.adopted = foyer_outbox_store_list_adopted_finish (FOYER_PRECIOUS_FILE (source), result, &error);
  if (lookup->seen.adopted == NULL)
    {
      g_info ("Could not look: %s", error->message);
      lookup->end = FOYER_DELIVERY_DISK_FAILED;
      end_lookup (task);
      return;
    }
  lookup->position = 0;
  judge_next_add (task);
}

static void
adds_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  FoyerOutbox *outbox = g_task_get_source_object (task);
  Lookup *lookup = g_task_get_task_data (task);
  GError **error = &lookup->seen.error;

  lookup->seen.page = foyer_lead_service_list_all_finish (FOYER_LEAD_SERVICE (source), result, error);
  foyer_session_heard (foyer_outbox_get_session (outbox), FOYER_CALL_READ, *error);
  if (*error != NULL)
    {
      note_error (lookup, *error);
      if ((*error)->domain != FOYER_ERROR)
        {
          end_lookup (task);
          return;
        }
      lookup->position = 0;
      judge_next_add (task);
      return;
    }

  /* What the list shows is at least as new as the moment it was asked for, by the clock of the last reply. */
  lookup->seen.snapshot = lookup->seen.page->server_date
                          - (g_get_monotonic_time () - lookup->asked + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC;
  foyer_outbox_store_list_adopted_async (foyer_outbox_get_file (outbox), FOYER_OUTBOX_LEAD,
                                         lookup->seen.page->received_ids, NULL, adopted_listed_cb, task);
}

/* Takes the task. */
static void
list_adds (GTask *task)
{
  FoyerOutbox *outbox = g_task_get_source_object (task);
  FoyerSession *session = foyer_outbox_get_session (outbox);
  Lookup *lookup = g_task_get_task_data (task);
  g_autoptr (FoyerFilter) filter = foyer_filter_new ();
  gint64 earliest = G_MAXINT64;

  for (guint i = 0; i < lookup->subjects->len; i++)
    {
      const Subject *subject = lookup->subjects->pdata[i];

      for (guint j = 0; turn_of (subject->record) == TURN_ADDS && j < subject->attempts->len; j++)
        earliest = MIN (earliest, ((FoyerLookupAttempt *) subject->attempts->pdata[j])->signed_at);
    }

  lookup->position = 0;
  if (session->lead_service == NULL || g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    end_lookup (task);
  else if (earliest == G_MAXINT64)
    judge_next_add (task);
  else
    {
      lookup->asked = g_get_monotonic_time ();
      lookup->seen.earliest = foyer_arrival_get_earliest (earliest);
      foyer_filter_add_time (filter, "createdDate__GREATERTHAN", lookup->seen.earliest);
      foyer_lead_service_list_all_async (session->lead_service, filter, MAX_PAGES, g_task_get_cancellable (task),
                                         adds_listed_cb, task);
    }
}

/* What each attempt said: parsed away from the main thread. */
static void
parse_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GPtrArray *stored = data;
  GPtrArray *attempts = g_ptr_array_new_with_free_func (attempt_free);

  for (guint i = 0; i < stored->len; i++)
    {
      const FoyerOutboxAttempt *attempt = stored->pdata[i];
      FoyerLookupAttempt *read;
      gint64 platform_id;

      if (attempt->is_settled)
        continue;
      read = g_new0 (FoyerLookupAttempt, 1);
      read->n = attempt->n;
      read->signed_at = attempt->signed_at;
      read->lead = foyer_attempt_read (attempt->body, &read->sent_fields, &platform_id, NULL);
      read->text = foyer_note_service_read_text (attempt->body);
      g_ptr_array_add (attempts, read);
    }
  g_task_return_pointer (task, attempts, (GDestroyNotify) g_ptr_array_unref);
}

static void
parsed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Lookup *lookup = g_task_get_task_data (task);
  Subject *subject = lookup->subjects->pdata[lookup->position];

  g_clear_pointer (&subject->attempts, g_ptr_array_unref);
  subject->attempts = g_task_propagate_pointer (G_TASK (result), NULL);
  lookup->position++;
  read_next_attempts (task);
}

static void
attempts_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  FoyerOutbox *outbox = g_task_get_source_object (task);
  Lookup *lookup = g_task_get_task_data (task);
  g_autoptr (GTask) parsing = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) stored = foyer_outbox_attempt_list_finish (FOYER_PRECIOUS_FILE (source), result, &error);

  if (stored == NULL)
    {
      g_info ("Could not look: %s", error->message);
      lookup->end = FOYER_DELIVERY_DISK_FAILED;
      end_lookup (task);
      return;
    }
  parsing = g_task_new (outbox, NULL, parsed_cb, task);
  g_task_set_source_tag (parsing, attempts_listed_cb);
  g_task_set_task_data (parsing, g_steal_pointer (&stored), (GDestroyNotify) g_ptr_array_unref);
  g_task_run_in_thread (parsing, parse_in_thread);
}

/* Takes the task. */
static void
read_next_attempts (GTask *task)
{
  FoyerOutbox *outbox = g_task_get_source_object (task);
  Lookup *lookup = g_task_get_task_data (task);

  if (lookup->position == lookup->subjects->len)
    {
      list_adds (task);
      return;
    }
  foyer_outbox_attempt_list_async (foyer_outbox_get_file (outbox),
                                   ((Subject *) lookup->subjects->pdata[lookup->position])->record->uuid, NULL,
                                   attempts_listed_cb, task);
}

void
foyer_lookup_run_async (FoyerOutbox *outbox,
                        FoyerDeliverer *deliverer,
                        GPtrArray *records,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task = foyer_session_start_for (foyer_outbox_get_session (outbox), outbox, TRUE, NULL, callback, user_data,
                                         foyer_lookup_run_async);
  Lookup *lookup = g_new0 (Lookup, 1);

  lookup->deliverer = g_object_ref (deliverer);
  lookup->subjects = g_ptr_array_new_with_free_func (subject_free);
  lookup->end = FOYER_DELIVERY_ANSWERED;
  for (guint i = 0; i < records->len; i++)
    {
      Subject *subject = g_new0 (Subject, 1);

      subject->record = foyer_outbox_record_ref (records->pdata[i]);
      subject->attempts = g_ptr_array_new ();
      g_ptr_array_add (lookup->subjects, subject);
    }
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, lookup, lookup_free);
  read_next_attempts (task);
}

FoyerDeliveryEnd
foyer_lookup_run_finish (FoyerOutbox *outbox, GAsyncResult *result, gint64 *retry_after)
{
  const Lookup *lookup = g_task_get_task_data (G_TASK (result));

  *retry_after = lookup->retry_after;
  return lookup->end;
}
