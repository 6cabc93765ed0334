/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One call to the platform: build, sign, send, judge, read. Lives on the thread that made it; parses on another. */

#include "config.h"

#include "foyer-client.h"

#include "foyer-address.h"
#include "foyer-answer.h"
#include "foyer-calls.h"
#include "foyer-json.h"
#include "foyer-signature.h"
#include "foyer-transfer.h"
#include "foyer-worker.h"

#include <string.h>
#include <time.h>

/* A reply's Date is cut to whole seconds and took a while to come: below this we believe our own clock. */
#define CLOCK_TOLERANCE 2

/* Seconds: what is further off is no clock, and a date made with it may be none. A computer that forgot the time
 * believes in 1970. */
#define MAX_CLOCK_OFFSET (G_GINT64_CONSTANT (100) * 366 * 86400)

#define READ_CONNECTIONS     4
#define DELIVERY_CONNECTIONS 2

struct _FoyerClient
{
  GObject parent_instance;

  char *address;           /* owned */
  char *key;               /* owned */
  char *secret;            /* owned, overwritten when done with */
  SoupSession *reads;      /* owned: keeps its connections */
  FoyerWorker *reader;     /* owned: makes sense of what was read, which is long and mostly a refresh's */
  SoupSession *deliveries; /* owned: a fresh connection each, so that an unknown outcome is rarer */
  gint64 clock_offset;     /* seconds the platform's clock is ahead of ours */
  gint64 started;          /* by our clock when the platform's was last heard: microseconds, -1 before that */
  guint deadline;          /* seconds */
};

G_DEFINE_FINAL_TYPE (FoyerClient, foyer_client, G_TYPE_OBJECT)

typedef struct
{
  FoyerRequest *request;   /* owned */
  FoyerTransfer *transfer; /* owned, nullable */
  FoyerReply *reply;       /* owned, nullable */
  FoyerVerdict verdict;
} Send;

typedef struct
{
  FoyerCall call;
  char *name_space; /* owned */
  char *action;     /* owned */
  GBytes *body;     /* owned */
  gboolean tried_clock;
  gboolean tried_connection;
} Call;

static void attempt_call (GTask *task);

static void
send_free (gpointer data)
{
  Send *send = data;

  foyer_request_unref (send->request);
  g_clear_pointer (&send->transfer, foyer_transfer_free);
  g_clear_pointer (&send->reply, foyer_reply_unref);
  g_free (send);
}

static void
call_free (gpointer data)
{
  Call *call = data;

  g_free (call->name_space);
  g_free (call->action);
  g_bytes_unref (call->body);
  g_free (call);
}

static SoupSession *
make_session (guint connections)
{
  SoupSession *session = soup_session_new_with_options ("user-agent", "Foyer/" FOYER_VERSION, "max-conns", connections,
                                                        "max-conns-per-host", connections, "timeout",
                                                        0, /* the deadline is ours */
                                                        NULL);
  return session;
}

/* When this computer was started, by its own clock as that is now: it is another moment once the clock has been set. */
static gint64
get_started (void)
{
  struct timespec boot;

  if (clock_gettime (CLOCK_BOOTTIME, &boot) != 0)
    return 0;
  return g_get_real_time () - (boot.tv_sec * G_USEC_PER_SEC + boot.tv_nsec / 1000);
}

/* The platform refuses what its own clock calls stale and dates what it makes by it, so we sign by that clock too. */
static void
learn_clock (FoyerClient *self, const Send *send)
{
  gint64 offset = send->transfer->server_date - send->transfer->received / G_USEC_PER_SEC;

  if (send->transfer->server_date == 0 || !send->transfer->is_json || ABS (offset) > MAX_CLOCK_OFFSET)
    return;
  self->started = get_started ();
  if (send->verdict == FOYER_VERDICT_STALE_CLOCK || ABS (offset - self->clock_offset) > CLOCK_TOLERANCE)
    foyer_client_set_clock_offset (self, offset);
}

static void
judge_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Send *send = task_data;
  GError *error = NULL;

  send->verdict = foyer_answer_judge (send->request, send->transfer, &send->reply, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
judged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerClient *self = g_task_get_source_object (task);
  Send *send = g_task_get_task_data (task);
  GError *error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  learn_clock (self, send);
  if (error != NULL)
    {
      g_debug ("%s", error->message);
      g_task_return_error (task, error);
      return;
    }
  g_debug ("%s: HTTP %u", foyer_request_get_uri (send->request), send->transfer->http_status);
  g_task_return_pointer (task, foyer_reply_ref (send->reply), (GDestroyNotify) foyer_reply_unref);
}

static void
transferred_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GTask) judge = NULL;
  FoyerClient *self = g_task_get_source_object (task);
  Send *send = g_task_get_task_data (task);

  send->transfer = foyer_transfer_run_finish (result);

  /* The outer task keeps what the thread works on alive. */
  judge = g_task_new (NULL, NULL, judged_cb, g_object_ref (task));
  g_task_set_source_tag (judge, transferred_cb);
  g_task_set_task_data (judge, send, NULL);
  if (foyer_request_get_call (send->request) == FOYER_CALL_READ)
    foyer_client_run_in_background (self, judge, judge_in_thread);
  else
    g_task_run_in_thread (judge, judge_in_thread);
}

/* The other side may have closed a kept connection meanwhile: a read that got no byte of a reply may simply ask
 * again. */
static gboolean
died_on_kept_connection (const Send *send)
{
  return foyer_request_get_call (send->request) == FOYER_CALL_READ && send->transfer->reused_connection
         && send->transfer->phase == FOYER_PHASE_STARTED && send->transfer->transport == FOYER_TRANSPORT_BROKEN;
}

static void
attempted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  const Send *send = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;
  FoyerReply *reply = foyer_client_send_finish (FOYER_CLIENT (source), result, NULL, &error);

  if (reply != NULL)
    {
      g_task_return_pointer (task, reply, (GDestroyNotify) foyer_reply_unref);
      return;
    }

  if (!call->tried_clock && send->verdict == FOYER_VERDICT_STALE_CLOCK && send->transfer->server_date != 0)
    call->tried_clock = TRUE;
  else if (!call->tried_connection && died_on_kept_connection (send))
    call->tried_connection = TRUE;
  else
    {
      g_task_return_error (task, error);
      return;
    }
  g_clear_error (&error);
  attempt_call (task);
}

static void
attempt_call (GTask *task)
{
  FoyerClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  g_autoptr (FoyerRequest)
      request = foyer_client_prepare (self, call->call, call->name_space, call->action, call->body);

  foyer_client_send_async (self, request, g_task_get_cancellable (task), attempted_cb, g_object_ref (task));
}

static void
foyer_client_finalize (GObject *object)
{
  FoyerClient *self = FOYER_CLIENT (object);

  if (self->secret != NULL)
    explicit_bzero (self->secret, strlen (self->secret));
  g_free (self->secret);
  g_free (self->key);
  g_free (self->address);
  g_clear_object (&self->reader);
  g_clear_object (&self->reads);
  g_clear_object (&self->deliveries);
  G_OBJECT_CLASS (foyer_client_parent_class)->finalize (object);
}

static void
foyer_client_class_init (FoyerClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = foyer_client_finalize;
}

static void
foyer_client_init (FoyerClient *self)
{
  self->reads = make_session (READ_CONNECTIONS);
  self->reader = foyer_worker_new ("reader");
  foyer_worker_step_back (self->reader);
  self->deliveries = make_session (DELIVERY_CONNECTIONS);
  self->deadline = FOYER_CLIENT_DEADLINE;
  self->started = -1;
}

/* It stands in a header. */
static gboolean
is_key (const char *key)
{
  for (const char *c = key; *c != '\0'; c++)
    if (!g_ascii_isgraph (*c) || *c == ':')
      return FALSE;
  return *key != '\0';
}

/**
 * foyer_client_new:
 * @address: as foyer_address_normalize() takes it
 * @key: the account's key
 * @secret: the account's secret; kept in memory only, never logged, overwritten at the end
 *
 * Returns: (transfer full): a client for the calling thread's main context, or `NULL` with `FOYER_ERROR_INVALID`
 */
FoyerClient *
foyer_client_new (const char *address, const char *key, const char *secret, GError **error)
{
  g_autofree char *normal = NULL;
  FoyerClient *self;

  g_return_val_if_fail (address != NULL && key != NULL && secret != NULL, NULL);

  normal = foyer_address_normalize (address, error);
  if (normal == NULL)
    return NULL;
  if (!is_key (key))
    {
      g_set_error_literal (error, FOYER_ERROR, FOYER_ERROR_INVALID, "The key is empty or holds a space or a colon");
      return NULL;
    }
  if (*secret == '\0')
    {
      g_set_error_literal (error, FOYER_ERROR, FOYER_ERROR_INVALID, "The secret is empty");
      return NULL;
    }

  self = g_object_new (FOYER_TYPE_CLIENT, NULL);
  self->address = g_steal_pointer (&normal);
  self->key = g_strdup (key);
  self->secret = g_strdup (secret);
  if (foyer_address_is_loopback (self->address))
    {
      /* A proxy, which may be all that a network lets out by, does not know the way back to this computer. */
      soup_session_set_proxy_resolver (self->reads, NULL);
      soup_session_set_proxy_resolver (self->deliveries, NULL);
    }
  return self;
}

/**
 * foyer_client_set_deadline:
 * @seconds: what one attempt may take, from the name look-up to the last byte; `FOYER_CLIENT_DEADLINE` unless set
 */
void
foyer_client_set_deadline (FoyerClient *self, guint seconds)
{
  g_return_if_fail (FOYER_IS_CLIENT (self));
  g_return_if_fail (seconds > 0);
  self->deadline = seconds;
}

/**
 * foyer_client_get_clock_offset:
 *
 * Every reply's `Date` teaches it.
 *
 * Returns: the seconds by which the platform's clock is ahead of this computer's; 0 until known to differ
 */
gint64
foyer_client_get_clock_offset (FoyerClient *self)
{
  g_return_val_if_fail (FOYER_IS_CLIENT (self), 0);
  return self->clock_offset;
}

void
foyer_client_set_clock_offset (FoyerClient *self, gint64 seconds)
{
  g_return_if_fail (FOYER_IS_CLIENT (self));
  self->clock_offset = seconds;
}

/**
 * foyer_client_knows_clock:
 *
 * Before it is known, what is signed may be dated as much ahead of or behind the platform's clock as it accepts, and
 * what it makes is dated by that clock.
 *
 * Returns: whether a reply's `Date` was heard, and this computer's clock has not been set since
 */
gboolean
foyer_client_knows_clock (FoyerClient *self)
{
  g_return_val_if_fail (FOYER_IS_CLIENT (self), FALSE);
  return self->started != -1 && ABS (get_started () - self->started) <= CLOCK_TOLERANCE * G_USEC_PER_SEC;
}

/**
 * foyer_client_run_in_background:
 *
 * As g_task_run_in_thread(), for what is done with the reply of a read: one at a time, by a thread that steps back.
 */
void
foyer_client_run_in_background (FoyerClient *self, GTask *task, GTaskThreadFunc func)
{
  g_return_if_fail (FOYER_IS_CLIENT (self));

  foyer_worker_run (self->reader, task, func);
}

/**
 * foyer_client_prepare:
 * @call: what the call does: decides the connection it takes and how its reply is judged
 * @name_space: for example `contact`
 * @action: for example `addOrUpdateLead`: a call of foyer_calls_list(), or nobody would make a key that allows it
 * @body: the exact bytes: a JSON object
 *
 * Signs now: send soon, the platform refuses a request older than its lifetime. What must be on disk before the first
 * byte leaves can be taken from the request.
 *
 * Returns: (transfer full): the signed request
 */
FoyerRequest *
foyer_client_prepare (FoyerClient *self, FoyerCall call, const char *name_space, const char *action, GBytes *body)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  g_return_val_if_fail (FOYER_IS_CLIENT (self), NULL);
  g_return_val_if_fail (foyer_calls_has (name_space, action), NULL);
  return foyer_request_new (call, name_space, action, body, now + self->clock_offset, self->key, self->secret);
}

/**
 * foyer_client_send_async:
 * @request: from foyer_client_prepare(), for this one attempt
 *
 * One attempt, whatever comes of it. A request that adds or updates and is cancelled after it began to leave ends as
 * `FOYER_ERROR_UNCERTAIN`, not as cancelled. After `FOYER_ERROR_CLOCK` the offset is learned: prepare anew and send
 * that.
 */
void
foyer_client_send_async (FoyerClient *self,
                         FoyerRequest *request,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (SoupMessage) message = NULL;
  g_autofree char *uri = NULL;
  gboolean is_read;
  const char *const *headers;
  Send *send;

  g_return_if_fail (FOYER_IS_CLIENT (self));
  g_return_if_fail (request != NULL);

  is_read = foyer_request_get_call (request) == FOYER_CALL_READ;
  send = g_new0 (Send, 1);
  send->request = foyer_request_ref (request);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, foyer_client_send_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, send, send_free);

  uri = g_strconcat (self->address, foyer_request_get_uri (request), NULL);
  message = soup_message_new (SOUP_METHOD_POST, uri);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | (is_read ? SOUP_MESSAGE_IDEMPOTENT : 0));
  soup_message_set_force_http1 (message, TRUE);
  headers = foyer_request_get_headers (request);
  for (guint i = 0; headers[i] != NULL; i += 2)
    soup_message_headers_append (soup_message_get_request_headers (message), headers[i], headers[i + 1]);
  soup_message_set_request_body_from_bytes (message, FOYER_CONTENT_TYPE, foyer_request_get_body (request));

  foyer_transfer_run_async (is_read ? self->reads : self->deliveries, message, self->deadline, FOYER_CLIENT_MAX_BODY,
                            cancellable, transferred_cb, g_steal_pointer (&task));
}

/**
 * foyer_client_send_finish:
 * @verdict: (out) (optional): what it means for what was sent
 *
 * Returns: (transfer full): the reply, or `NULL` with the `FOYER_ERROR` of the verdict, or `G_IO_ERROR_CANCELLED`
 */
FoyerReply *
foyer_client_send_finish (FoyerClient *self, GAsyncResult *result, FoyerVerdict *verdict, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  if (verdict != NULL)
    *verdict = ((Send *) g_task_get_task_data (G_TASK (result)))->verdict;
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * foyer_client_call_async:
 *
 * Prepares and sends; once more when the platform found the date stale and told its own, and once more when a read died
 * on a kept connection. Both are certain to have done nothing.
 */
void
foyer_client_call_async (FoyerClient *self,
                         FoyerCall call,
                         const char *name_space,
                         const char *action,
                         GBytes *body,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Call *state;

  g_return_if_fail (FOYER_IS_CLIENT (self));

  state = g_new0 (Call, 1);
  state->call = call;
  state->name_space = g_strdup (name_space);
  state->action = g_strdup (action);
  state->body = g_bytes_ref (body);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, foyer_client_call_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, state, call_free);
  attempt_call (task);
}

/**
 * foyer_client_call_finish:
 *
 * Returns: (transfer full): the reply, or `NULL` with an error as from foyer_client_send_finish()
 */
FoyerReply *
foyer_client_call_finish (FoyerClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * foyer_client_ping_async:
 *
 * Asks the platform for a sign of life; needs a valid key (platform-api.md, 9).
 */
void
foyer_client_ping_async (FoyerClient *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);

  foyer_client_call_async (self, FOYER_CALL_READ, "test", "ping", body, cancellable, callback, user_data);
}

/**
 * foyer_client_ping_finish:
 * @server_time: (out) (optional): unix seconds by the platform's clock; 0 when it did not tell
 *
 * The name of the member that holds the time is not published: the first that is one counts, else the reply's `Date`.
 *
 * Returns: whether the platform answered
 */
gboolean
foyer_client_ping_finish (FoyerClient *self, GAsyncResult *result, gint64 *server_time, GError **error)
{
  g_autoptr (FoyerReply) reply = foyer_client_call_finish (self, result, error);
  JsonObjectIter iter;
  JsonNode *value;
  gint64 found = 0;

  if (reply == NULL)
    return FALSE;

  if (foyer_reply_get_object (reply) != NULL)
    {
      json_object_iter_init_ordered (&iter, foyer_reply_get_object (reply));
      while (found == 0 && json_object_iter_next_ordered (&iter, NULL, &value))
        foyer_json_node_time (value, &found);
    }
  if (server_time != NULL)
    *server_time = found != 0 ? found : foyer_reply_get_server_date (reply);
  return TRUE;
}
