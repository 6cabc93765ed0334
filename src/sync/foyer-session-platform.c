/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The session's way to the platform: the secret and who waits for it, the client, and what its answers say about the
 * account. */

#include "foyer-session-private.h"

#include "foyer-keyring.h"
#include "foyer-outbox-private.h"

/* Milliseconds before a keyring that does not answer is told as "no secret": a person may be typing the password that
 * unlocks it. */
#define KEYRING_PATIENCE 10000

/* A call that waits for the keyring. */
typedef struct
{
  GTask *task;
  FoyerSessionReady ready;
  GSource *cancelled;
  FoyerSession *session; /* borrowed */
} Waiter;

static void
retried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FoyerSession *self = FOYER_SESSION (source);

  foyer_session_ping_finish (self, result, NULL, NULL);
}

/* The network's return is a reason to try, its absence is none to give up: what the monitor believes is never asked. */
static void
network_changed_cb (FoyerSession *self, gboolean available, GNetworkMonitor *monitor)
{
  if (!available || g_cancellable_is_cancelled (self->closing))
    return;
  foyer_outbox_network_returned (self->outbox);
  if (self->shown_trouble == FOYER_TROUBLE_OFFLINE)
    foyer_session_ping_async (self, NULL, retried_cb, NULL);
}

/* Only now: nothing else needs the monitor, and making it takes a while. On this thread: the parts of GIO that are made
 * when they are first asked for can need each other while they are made (libproxy's resolver needs the monitor and the
 * file system), and asked for on two threads they have waited for each other for ever. */
static void
watch_network (FoyerSession *self)
{
  if (self->monitor != NULL || g_cancellable_is_cancelled (self->closing))
    return;
  self->monitor = g_object_ref (g_network_monitor_get_default ());
  g_signal_connect_object (self->monitor, "network-changed", G_CALLBACK (network_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
update_trouble (FoyerSession *self)
{
  FoyerTrouble trouble = FOYER_TROUBLE_NONE;

  if (self->secret_state == FOYER_SECRET_NONE || (self->secret_state == FOYER_SECRET_ASKING && self->keyring_is_slow))
    trouble = FOYER_TROUBLE_NO_SECRET;
  else if (self->read_trouble != FOYER_TROUBLE_NONE)
    trouble = self->read_trouble;
  else
    trouble = self->write_trouble;

  if (trouble == self->shown_trouble)
    return;
  self->shown_trouble = trouble;
  if (trouble == FOYER_TROUBLE_OFFLINE)
    watch_network (self);
  g_object_notify (G_OBJECT (self), "trouble");
}

static void
waiter_free (Waiter *waiter)
{
  if (waiter->cancelled != NULL)
    g_source_destroy (waiter->cancelled);
  g_clear_pointer (&waiter->cancelled, g_source_unref);
  g_clear_object (&waiter->task);
  g_free (waiter);
}

static void
answer_waiter (FoyerSession *self, Waiter *waiter)
{
  GTask *task = g_steal_pointer (&waiter->task);
  FoyerSessionReady ready = waiter->ready;

  waiter_free (waiter);
  foyer_session_with_client (self, task, ready);
}

static gboolean
waiter_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  Waiter *waiter = user_data;
  GError *error = NULL;

  g_queue_remove (&waiter->session->waiting, waiter);
  g_cancellable_set_error_if_cancelled (cancellable, &error);
  g_task_return_error (waiter->task, error);
  waiter_free (waiter);
  return G_SOURCE_REMOVE;
}

static void
forget_secret (FoyerSession *self)
{
  g_clear_pointer (&self->secret, foyer_keyring_wipe);
}

static void
renew_client (FoyerSession *self)
{
  g_clear_object (&self->client);
  g_clear_object (&self->lead_service);
  g_clear_object (&self->directory_service);
  g_clear_object (&self->picklist_service);
  g_clear_object (&self->note_service);
  g_clear_error (&self->client_error);
  if (self->secret == NULL)
    return;

  self->client = foyer_client_new (foyer_account_get_address (self->account), foyer_account_get_key (self->account),
                                   self->secret, &self->client_error);
  if (self->client == NULL)
    return;
  self->lead_service = foyer_lead_service_new (self->client);
  self->directory_service = foyer_directory_service_new (self->client);
  self->picklist_service = foyer_picklist_service_new (self->client);
  self->note_service = foyer_note_service_new (self->client);
}

static void
account_changed_cb (FoyerSession *self)
{
  renew_client (self);
  foyer_outbox_key_changed (self->outbox);
}

static gboolean
patience_ends_cb (gpointer user_data)
{
  FoyerSession *self = user_data;

  self->patience_id = 0;
  self->keyring_is_slow = TRUE;
  update_trouble (self);
  return G_SOURCE_REMOVE;
}

/* From here on a changed address or key makes a new client. */
void
foyer_session_watch_platform (FoyerSession *self)
{
  g_signal_connect_object (self->account, "notify::address", G_CALLBACK (account_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->account, "notify::key", G_CALLBACK (account_changed_cb), self, G_CONNECT_SWAPPED);
}

/* Takes the task. Calls ready, now or when the keyring has answered, or returns an error from the task. */
void
foyer_session_with_client (FoyerSession *self, GTask *task, FoyerSessionReady ready)
{
  g_autoptr (GTask) owned = task;
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (g_task_return_error_if_cancelled (task))
    return;

  if (self->secret_state == FOYER_SECRET_ASKING)
    {
      Waiter *waiter = g_new0 (Waiter, 1);

      waiter->task = g_steal_pointer (&owned);
      waiter->ready = ready;
      waiter->session = self;
      if (cancellable != NULL)
        {
          waiter->cancelled = g_cancellable_source_new (cancellable);
          g_source_set_callback (waiter->cancelled, G_SOURCE_FUNC (waiter_cancelled_cb), waiter, NULL);
          g_source_attach (waiter->cancelled, g_main_context_get_thread_default ());
        }
      g_queue_push_tail (&self->waiting, waiter);
    }
  else if (self->client_error != NULL)
    g_task_return_error (task, g_error_copy (self->client_error));
  else if (self->client == NULL)
    g_task_return_error (task, foyer_error_new (FOYER_ERROR_KEYRING, "The secret of this account is not known"));
  else
    ready (self, g_steal_pointer (&owned));
}

/* Now, by the platform's clock as far as it is known, unix seconds. */
gint64
foyer_session_get_platform_time (FoyerSession *self)
{
  return g_get_real_time () / G_USEC_PER_SEC
         + (self->client != NULL ? foyer_client_get_clock_offset (self->client) : 0);
}

/* Whether what is signed now is dated by the platform's clock. */
gboolean
foyer_session_knows_clock (FoyerSession *self)
{
  return self->client != NULL && foyer_client_knows_clock (self->client);
}

/* The one place that knows what an answer, or its absence, says about the account. A list this key may not read is no
 * trouble of the account; what a write was told stays until a write is told otherwise. */
void
foyer_session_heard (FoyerSession *self, FoyerCall call, const GError *error)
{
  FoyerTrouble trouble = FOYER_TROUBLE_NONE;

  if (error != NULL && error->domain != FOYER_ERROR)
    return;

  switch (error != NULL ? error->code : 0)
    {
    case FOYER_ERROR_OFFLINE:
    case FOYER_ERROR_TLS:
    case FOYER_ERROR_UNAVAILABLE:
    case FOYER_ERROR_UNREADABLE:
      trouble = FOYER_TROUBLE_OFFLINE;
      break;
    case FOYER_ERROR_CLOCK:
      trouble = FOYER_TROUBLE_CLOCK;
      break;
    case FOYER_ERROR_UNAUTHORIZED:
      trouble = FOYER_TROUBLE_UNAUTHORIZED;
      break;
    case FOYER_ERROR_FORBIDDEN:
      trouble = call == FOYER_CALL_READ ? FOYER_TROUBLE_NONE : FOYER_TROUBLE_FORBIDDEN;
      break;
    case 0:
    case FOYER_ERROR_REFUSED:
    case FOYER_ERROR_GONE:
      break;
    default:
      return;
    }

  if (trouble == FOYER_TROUBLE_FORBIDDEN)
    {
      self->read_trouble = FOYER_TROUBLE_NONE;
      self->write_trouble = trouble;
    }
  else
    {
      self->read_trouble = trouble;
      if (call != FOYER_CALL_READ && trouble == FOYER_TROUBLE_NONE)
        self->write_trouble = FOYER_TROUBLE_NONE;
    }
  update_trouble (self);
}

void
foyer_session_ask_for_secret (FoyerSession *self)
{
  self->secret_state = FOYER_SECRET_ASKING;
  self->patience_id = g_timeout_add (KEYRING_PATIENCE, patience_ends_cb, self);
  g_source_set_static_name (g_main_context_find_source_by_id (NULL, self->patience_id), "foyer: keyring patience");
  update_trouble (self);
}

/* secret NULL: nobody has it. */
void
foyer_session_secret_answered (FoyerSession *self, const char *secret)
{
  GQueue waiting = self->waiting;
  Waiter *waiter;

  g_clear_handle_id (&self->patience_id, g_source_remove);
  self->keyring_is_slow = FALSE;
  if (secret != self->secret)
    {
      forget_secret (self);
      self->secret = g_strdup (secret);
    }
  self->secret_state = secret != NULL ? FOYER_SECRET_KNOWN : FOYER_SECRET_NONE;
  self->read_trouble = FOYER_TROUBLE_NONE;
  self->write_trouble = FOYER_TROUBLE_NONE;
  renew_client (self);
  update_trouble (self);

  g_queue_init (&self->waiting);
  while ((waiter = g_queue_pop_head (&waiting)) != NULL)
    answer_waiter (self, waiter);
  foyer_outbox_key_changed (self->outbox);
}

static void
ping_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerSession *self = g_task_get_source_object (task);
  g_autofree gint64 *server_time = g_new0 (gint64, 1);
  GError *error = NULL;

  foyer_client_ping_finish (FOYER_CLIENT (source), result, server_time, &error);
  foyer_session_heard (self, FOYER_CALL_READ, error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&server_time), g_free);
}

static void
ping_ready (FoyerSession *self, GTask *task)
{
  foyer_client_ping_async (self->client, g_task_get_cancellable (task), ping_cb, task);
}

void
foyer_session_ping_async (FoyerSession *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (FOYER_IS_SESSION (self));

  foyer_session_with_client (
      self, foyer_session_start (self, TRUE, cancellable, callback, user_data, foyer_session_ping_async), ping_ready);
}

gboolean
foyer_session_ping_finish (FoyerSession *self, GAsyncResult *result, gint64 *server_time, GError **error)
{
  g_autofree gint64 *answer = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  answer = g_task_propagate_pointer (G_TASK (result), error);
  if (answer != NULL && server_time != NULL)
    *server_time = *answer;
  return answer != NULL;
}

/**
 * foyer_session_set_secret:
 * @secret: what the person typed, for this session: nothing here keeps it
 *
 * Goes before what the keyring may still answer.
 */
void
foyer_session_set_secret (FoyerSession *self, const char *secret)
{
  g_return_if_fail (FOYER_IS_SESSION (self));
  g_return_if_fail (secret != NULL);

  foyer_session_secret_answered (self, secret);
}
