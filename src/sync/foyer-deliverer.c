/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who delivers, what, and when: the lock, the order, the rests. What happens to a row is the table's in core; how one
 * is delivered is foyer-delivery.c's, how one is looked for foyer-lookup.c's. */

#include "foyer-deliverer.h"

#include "foyer-breakage.h"
#include "foyer-delivery.h"
#include "foyer-lookup.h"
#include "foyer-outbox-history.h"

#include <time.h>

#define SIDE_BY_SIDE       2
#define COURTESY           100 /* milliseconds between two beginnings while somebody saves, who waits for the same disk */
#define LONGEST_SLEEP      20 /* seconds: how late a set clock, or a resume from suspend, is noticed */
#define LOCK_INTERVAL      1  /* seconds between two tries for a lock that another process holds */
#define MANY_UNANSWERED    3  /* in a row, from which on a rest follows each */
#define MANY_FAILURES      3  /* in a row, after which an answer is good news for all */
#define NOTICED_SUSPENSION (2 * G_USEC_PER_SEC)

struct _FoyerDeliverer
{
  GObject parent_instance;

  /* owned */
  FoyerFileLock *lock;
  GHashTable *busy; /* of the lead UUIDs of rows in somebody's hands to the record */
  GCancellable *stopping;

  /* borrowed */
  FoyerOutbox *outbox;

  guint timer_id;
  guint n_delivering;
  guint n_failures;   /* in a row: nothing could be sent */
  guint n_unanswered; /* in a row */
  gint64 rest_until;  /* monotonic microseconds; 0: no rest */
  gint64 began;       /* monotonic microseconds: the last delivery */
  gint64 suspended;   /* microseconds since the start of the computer, when last looked */
  gboolean is_stopped;
  gboolean is_paused;
  gboolean is_locking;
  gboolean is_looking;
  gboolean is_asking;
  gboolean ask_again;
};

G_DEFINE_FINAL_TYPE (FoyerDeliverer, foyer_deliverer, G_TYPE_OBJECT)

static void ask (FoyerDeliverer *self);

/* How long the computer has slept since it was started. */
static gint64
get_suspended (void)
{
  struct timespec boot;

  if (clock_gettime (CLOCK_BOOTTIME, &boot) != 0)
    return 0;
  return boot.tv_sec * G_USEC_PER_SEC + boot.tv_nsec / 1000 - g_get_monotonic_time ();
}

static void
foyer_deliverer_dispose (GObject *object)
{
  foyer_deliverer_stop (FOYER_DELIVERER (object));
  G_OBJECT_CLASS (foyer_deliverer_parent_class)->dispose (object);
}

static void
foyer_deliverer_finalize (GObject *object)
{
  FoyerDeliverer *self = FOYER_DELIVERER (object);

  g_hash_table_unref (self->busy);
  g_object_unref (self->stopping);
  G_OBJECT_CLASS (foyer_deliverer_parent_class)->finalize (object);
}

static void
foyer_deliverer_class_init (FoyerDelivererClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = foyer_deliverer_dispose;
  object_class->finalize = foyer_deliverer_finalize;
}

static void
foyer_deliverer_init (FoyerDeliverer *self)
{
  self->busy = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) foyer_outbox_record_unref);
  self->stopping = g_cancellable_new ();
  self->suspended = get_suspended ();
}

/**
 * foyer_deliverer_new:
 * @outbox: what is delivered; it owns the deliverer, which only borrows it
 *
 * Returns: (transfer full): a deliverer that does nothing before it is woken
 */
FoyerDeliverer *
foyer_deliverer_new (FoyerOutbox *outbox)
{
  FoyerDeliverer *self = g_object_new (FOYER_TYPE_DELIVERER, NULL);

  self->outbox = outbox;
  return self;
}

/* What is under way has ended, or ends as uncertain with the session. */
void
foyer_deliverer_stop (FoyerDeliverer *self)
{
  self->is_stopped = TRUE;
  g_cancellable_cancel (self->stopping);
  g_clear_handle_id (&self->timer_id, g_source_remove);
  g_clear_pointer (&self->lock, foyer_file_lock_free);
}

static FoyerSession *
get_session (FoyerDeliverer *self)
{
  return foyer_outbox_get_session (self->outbox);
}

static gboolean
is_ending (FoyerDeliverer *self)
{
  return self->is_stopped || g_cancellable_is_cancelled (get_session (self)->closing);
}

static gboolean
is_idle (FoyerDeliverer *self)
{
  return self->n_delivering == 0 && !self->is_looking;
}

/* Whether something new may be sent, or looked for. */
static gboolean
may_begin (FoyerDeliverer *self)
{
  return !self->is_paused && get_session (self)->lead_service != NULL && foyer_outbox_get_delivers (self->outbox);
}

static gboolean
timer_cb (gpointer user_data)
{
  FoyerDeliverer *self = user_data;
  gint64 suspended = get_suspended ();

  self->timer_id = 0;
  if (suspended - self->suspended > NOTICED_SUSPENSION)
    foyer_outbox_try_again (self->outbox);
  self->suspended = suspended;
  foyer_deliverer_wake (self);
  return G_SOURCE_REMOVE;
}

static void
sleep_for (FoyerDeliverer *self, gint64 milliseconds)
{
  g_clear_handle_id (&self->timer_id, g_source_remove);
  if (is_ending (self))
    return;
  self->timer_id = g_timeout_add ((guint) CLAMP (milliseconds, 20, LONGEST_SLEEP * 1000), timer_cb, self);
  g_source_set_static_name (g_main_context_find_source_by_id (NULL, self->timer_id), "foyer: deliverer");
}

/* Nothing is sent for a while, whichever row was unlucky: a thousand rows would fail as that one did. */
static void
rest (FoyerDeliverer *self, gint64 seconds)
{
  self->rest_until = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
}

static gboolean
is_resting (FoyerDeliverer *self)
{
  return self->rest_until > g_get_monotonic_time ();
}

static void
pause_account (FoyerDeliverer *self)
{
  self->is_paused = TRUE;
  foyer_outbox_set_paused (self->outbox, TRUE);
}

static void
note_end (FoyerDeliverer *self, FoyerDeliveryEnd end, gint64 retry_after)
{
  switch (end)
    {
    case FOYER_DELIVERY_ANSWERED:
      /* It works again, whether or not the network told us: those that gave up for long need not wait so long. */
      if (self->n_failures >= MANY_FAILURES)
        foyer_outbox_try_again (self->outbox);
      self->n_failures = 0;
      self->n_unanswered = 0;
      self->rest_until = 0;
      break;
    case FOYER_DELIVERY_UNANSWERED:
      if (++self->n_unanswered >= MANY_UNANSWERED)
        rest (self, foyer_backoff (self->n_unanswered - MANY_UNANSWERED + 1, g_random_double ()));
      break;
    case FOYER_DELIVERY_OFFLINE:
      self->n_failures++;
      rest (self, foyer_backoff_offline (self->n_failures, g_random_double ()));
      break;
    case FOYER_DELIVERY_NOT_NOW:
    case FOYER_DELIVERY_DISK_FAILED:
      self->n_failures++;
      rest (self, retry_after > 0 ? MIN (retry_after, FOYER_BACKOFF_LARGEST)
                                  : foyer_backoff (self->n_failures, g_random_double ()));
      break;
    case FOYER_DELIVERY_KEY_REFUSED:
      pause_account (self);
      break;
    case FOYER_DELIVERY_OVERTAKEN:
    default:
      break;
    }
}

static void
delivered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerDeliverer *self = g_task_get_source_object (task);
  gint64 retry_after = 0;
  FoyerDeliveryEnd end = foyer_delivery_run_finish (FOYER_OUTBOX (source), result, &retry_after);

  g_hash_table_remove (self->busy, g_task_get_task_data (task));
  self->n_delivering--;
  note_end (self, end, retry_after);
  foyer_deliverer_wake (self);
  foyer_outbox_waits_check_drain (foyer_outbox_get_waits (self->outbox));
  g_task_return_boolean (task, TRUE);
}

static GTask *
take (FoyerDeliverer *self, FoyerOutboxRecord *record)
{
  GTask *task = g_task_new (self, NULL, NULL, NULL);

  g_hash_table_replace (self->busy, record->lead_uuid, foyer_outbox_record_ref (record));
  g_task_set_source_tag (task, take);
  g_task_set_task_data (task, g_strdup (record->lead_uuid), g_free);
  return task;
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerDeliverer *self = g_task_get_source_object (task);
  GPtrArray *records = g_task_get_task_data (task);
  gint64 retry_after = 0;
  FoyerDeliveryEnd end = foyer_lookup_run_finish (FOYER_OUTBOX (source), result, &retry_after);

  for (guint i = 0; i < records->len; i++)
    g_hash_table_remove (self->busy, ((FoyerOutboxRecord *) records->pdata[i])->lead_uuid);
  self->is_looking = FALSE;
  note_end (self, end, retry_after);
  foyer_deliverer_wake (self);
  foyer_outbox_waits_check_drain (foyer_outbox_get_waits (self->outbox));
  g_task_return_boolean (task, TRUE);
}

static void
look_for (FoyerDeliverer *self, GPtrArray *uncertain)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_outbox_record_unref);
  GTask *task;

  for (guint i = 0; i < uncertain->len; i++)
    {
      FoyerOutboxRecord *record = uncertain->pdata[i];

      if (g_hash_table_contains (self->busy, record->lead_uuid))
        continue;
      g_hash_table_insert (self->busy, record->lead_uuid, foyer_outbox_record_ref (record));
      g_ptr_array_add (records, foyer_outbox_record_ref (record));
    }
  if (records->len == 0)
    return;

  self->is_looking = TRUE;
  task = g_task_new (self, NULL, NULL, NULL);
  g_task_set_source_tag (task, look_for);
  g_task_set_task_data (task, g_ptr_array_ref (records), (GDestroyNotify) g_ptr_array_unref);
  foyer_lookup_run_async (self->outbox, self, records, looked_cb, task);
}

/* Milliseconds until the next delivery may begin. */
static gint64
get_courtesy (FoyerDeliverer *self)
{
  if (!foyer_outbox_is_saved_to (self->outbox))
    return 0;
  return COURTESY - (g_get_monotonic_time () - self->began) / 1000;
}

/* Returns whether all were begun that may be. */
static gboolean
deliver (FoyerDeliverer *self, GPtrArray *queued)
{
  for (guint i = 0; i < queued->len && self->n_delivering < SIDE_BY_SIDE; i++)
    {
      FoyerOutboxRecord *record = queued->pdata[i];

      if (g_hash_table_contains (self->busy, record->lead_uuid))
        continue;
      if (get_courtesy (self) > 0)
        return FALSE;
      self->began = g_get_monotonic_time ();
      self->n_delivering++;
      foyer_delivery_run_async (self->outbox, record, delivered_cb, take (self, record));
    }
  return TRUE;
}

static void
next_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerDeliverer *self = g_object_ref (g_task_get_task_data (task));
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerOutboxDue) due = foyer_outbox_store_next_finish (FOYER_PRECIOUS_FILE (source), result, &error);

  self->is_asking = FALSE;
  if (due == NULL)
    {
      g_info ("Could not read what is due: %s", error->message);
      note_end (self, FOYER_DELIVERY_DISK_FAILED, 0);
      sleep_for (self, LOCK_INTERVAL * 1000);
    }
  else if (!is_ending (self) && self->lock != NULL)
    {
      gboolean begins = may_begin (self);

      foyer_outbox_apply (self->outbox, due->changed);
      if (begins && !self->is_looking)
        look_for (self, due->uncertain);
      if (begins && !deliver (self, due->queued))
        sleep_for (self, get_courtesy (self));
      else if (due->next > 0)
        sleep_for (self, due->next * 1000 - g_get_real_time () / 1000);
      else if (foyer_outbox_get_n_waiting (self->outbox) > 0)
        sleep_for (self, LONGEST_SLEEP * 1000);
    }

  if (self->ask_again)
    ask (self);
  else
    foyer_outbox_waits_check_drain (foyer_outbox_get_waits (self->outbox));
  g_task_return_boolean (task, TRUE);
  g_object_unref (self);
}

static void
ask (FoyerDeliverer *self)
{
  GTask *task;

  self->ask_again = self->is_asking;
  if (self->is_asking || is_ending (self))
    return;
  self->is_asking = TRUE;
  task = foyer_session_start_for (get_session (self), self->outbox, FALSE, NULL, NULL, NULL, ask);
  g_task_set_task_data (task, g_object_ref (self), g_object_unref);
  foyer_outbox_store_next_async (foyer_outbox_get_file (self->outbox), SIDE_BY_SIDE + g_hash_table_size (self->busy),
                                 NULL, next_cb, task);
}

static void
pruned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!foyer_outbox_history_prune_finish (FOYER_PRECIOUS_FILE (source), result, &error))
    g_info ("Could not forget old changes: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

static void
recovered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerDeliverer *self = g_object_ref (g_task_get_task_data (task));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changed = foyer_outbox_store_recover_finish (FOYER_PRECIOUS_FILE (source), result, &error);

  self->is_locking = FALSE;
  if (changed == NULL)
    {
      /* Without it, what another one was sending would be sent once more. */
      g_info ("Could not take over the outbox: %s", error->message);
      g_clear_pointer (&self->lock, foyer_file_lock_free);
      sleep_for (self, LOCK_INTERVAL * 1000);
    }
  else if (!is_ending (self))
    {
      foyer_outbox_apply (self->outbox, changed);
      foyer_outbox_history_prune_async (
          foyer_outbox_get_file (self->outbox), NULL, pruned_cb,
          foyer_session_start_for (get_session (self), self->outbox, FALSE, NULL, NULL, NULL, pruned_cb));
      foyer_deliverer_wake (self);
    }
  g_task_return_boolean (task, TRUE);
  g_object_unref (self);
}

static void
locked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerDeliverer *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerFileLock) lock = foyer_file_lock_wait_finish (result, &error);

  if (lock == NULL || is_ending (self))
    {
      self->is_locking = FALSE;
      if (!is_ending (self) && foyer_outbox_get_n_waiting (self->outbox) > 0)
        sleep_for (self, LOCK_INTERVAL * 1000);
      foyer_outbox_waits_check_drain (foyer_outbox_get_waits (self->outbox));
      g_task_return_boolean (task, TRUE);
      return;
    }
  self->lock = g_steal_pointer (&lock);
  foyer_outbox_store_recover_async (foyer_outbox_get_file (self->outbox),
                                    foyer_account_get_request_lifetime (get_session (self)->account), NULL,
                                    recovered_cb, g_steal_pointer (&task));
}

/* One who holds it and stands still is waited for, never robbed. */
static void
take_lock (FoyerDeliverer *self)
{
  g_autofree char *path = foyer_precious_file_dup_lock_path (foyer_outbox_get_file (self->outbox), FOYER_DELIVER_LOCK);
  GTask *task = foyer_session_start_for (get_session (self), self->outbox, FALSE, NULL, NULL, NULL, take_lock);

  self->is_locking = TRUE;
  g_task_set_task_data (task, g_object_ref (self), g_object_unref);
  foyer_file_lock_wait_async (path, FOYER_BREAKS (NO_LOCK) ? FOYER_LOCK_SHARED : FOYER_LOCK_EXCLUSIVE, 0, NULL,
                              locked_cb, task);
}

/**
 * foyer_deliverer_wake:
 *
 * Rows may have become due, or the lock or the client may be there now. Does nothing once it was stopped.
 */
void
foyer_deliverer_wake (FoyerDeliverer *self)
{
  if (is_ending (self))
    return;
  if (!may_begin (self))
    {
      /* Somebody else may deliver, or have a key that is not refused. */
      if (is_idle (self) && !self->is_asking && !self->is_locking)
        g_clear_pointer (&self->lock, foyer_file_lock_free);
      return;
    }
  if (self->lock == NULL && !self->is_locking)
    take_lock (self);
  if (self->lock == NULL || self->is_locking)
    return;
  if (is_resting (self))
    sleep_for (self, (self->rest_until - g_get_monotonic_time ()) / 1000 + 1);
  else
    ask (self);
}

/**
 * foyer_deliverer_hurry:
 *
 * As foyer_deliverer_wake(), and what rests after a failure is tried at once.
 */
void
foyer_deliverer_hurry (FoyerDeliverer *self)
{
  self->rest_until = 0;
  self->n_failures = 0;
  self->n_unanswered = 0;
  foyer_deliverer_wake (self);
}

/**
 * foyer_deliverer_resume:
 *
 * As foyer_deliverer_hurry(), and the account does not pause any more.
 */
void
foyer_deliverer_resume (FoyerDeliverer *self)
{
  self->is_paused = FALSE;
  foyer_outbox_set_paused (self->outbox, FALSE);
  foyer_deliverer_hurry (self);
}

/**
 * foyer_deliverer_is_at_work:
 *
 * Returns: whether it does something about the rows that wait, now or in a moment
 */
gboolean
foyer_deliverer_is_at_work (FoyerDeliverer *self)
{
  if (is_ending (self))
    return FALSE;
  if (!may_begin (self))
    return !is_idle (self);
  if (!is_idle (self) || self->is_asking || self->is_locking)
    return TRUE;
  return self->lock != NULL && !is_resting (self);
}

/**
 * foyer_deliverer_is_sending_same:
 * @attempt: an add that is to be sent
 *
 * Returns: whether one that says the same is being sent just now
 */
gboolean
foyer_deliverer_is_sending_same (FoyerDeliverer *self, FoyerLead *attempt)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->busy);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      FoyerOutboxRecord *record = value;
      g_autoptr (FoyerLead) lead = NULL;

      if (record->kind != FOYER_OUTBOX_LEAD || record->state != FOYER_OUTBOX_QUEUED || record->base != NULL)
        continue;
      lead = foyer_outbox_record_unpack_lead (record);
      if (foyer_lead_diff (lead, attempt) == 0)
        return TRUE;
    }
  return FALSE;
}
