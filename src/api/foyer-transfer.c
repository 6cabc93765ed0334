/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One message goes out and its reply comes in, within bounds of time and size. It knows nothing of what they mean, only
 * how far they came: that decides what may have happened at the other end. */

#include "foyer-transfer.h"

#include <string.h>

#define PIECE               65536
#define LONGEST_RETRY_AFTER 86400

typedef struct
{
  SoupSession *session; /* owned */
  SoupMessage *message; /* owned */
  GCancellable *inner;  /* owned: cancelled by the caller's one and by the deadline */
  GCancellable *outer;  /* owned, nullable */
  gulong outer_id;
  GSource *deadline; /* owned */
  gboolean timed_out;
  gboolean new_connection;
  GInputStream *stream; /* owned, nullable */
  GByteArray *body;     /* owned */
  gsize max_body;
  FoyerTransfer *transfer; /* owned until handed over */
} Run;

static void read_next_piece (GTask *task);

static void
run_free (gpointer data)
{
  Run *run = data;

  g_clear_object (&run->stream);
  g_object_unref (run->message);
  g_object_unref (run->session);
  g_object_unref (run->inner);
  g_clear_object (&run->outer);
  g_clear_pointer (&run->body, g_byte_array_unref);
  g_clear_pointer (&run->transfer, foyer_transfer_free);
  g_free (run);
}

static gint64
parse_http_date (const char *text)
{
  g_autoptr (GDateTime) date = text != NULL ? soup_date_time_new_from_http_string (text) : NULL;

  return date != NULL ? g_date_time_to_unix (date) : 0;
}

/* Seconds, or a date (RFC 9110, 10.2.3); a date is counted from the reply's own, so that our clock does not matter. */
static gint64
parse_retry_after (const char *text, gint64 server_date)
{
  gint64 seconds = 0;

  if (text == NULL)
    return 0;
  if (!g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, &seconds, NULL) && server_date != 0)
    seconds = parse_http_date (text) - server_date;
  return CLAMP (seconds, 0, LONGEST_RETRY_AFTER);
}

static gboolean
is_json_type (SoupMessageHeaders *headers)
{
  const char *type = soup_message_headers_get_content_type (headers, NULL);

  return type != NULL
         && (g_ascii_strcasecmp (type, "application/json") == 0 || g_ascii_strcasecmp (type, "text/json") == 0
             || g_str_has_suffix (type, "+json"));
}

static FoyerTransport
classify (Run *run, const GError *error)
{
  if (run->timed_out)
    return FOYER_TRANSPORT_TIMEOUT;
  if (g_cancellable_is_cancelled (run->inner))
    return FOYER_TRANSPORT_CANCELLED;
  /* A peer that hangs up during the handshake proved nothing either way: that is a network like any other. */
  if (error->domain == G_TLS_ERROR && error->code != G_TLS_ERROR_EOF)
    return FOYER_TRANSPORT_TLS;
  return run->transfer->phase == FOYER_PHASE_NOT_STARTED ? FOYER_TRANSPORT_NO_ROUTE : FOYER_TRANSPORT_BROKEN;
}

/* Takes the error. Whatever is still open is closed here: nothing is drained from a server that may never end. */
static void
finish (GTask *task, FoyerTransport transport, GError *error)
{
  Run *run = g_task_get_task_data (task);
  FoyerTransfer *transfer = g_steal_pointer (&run->transfer);

  transfer->transport = transport;
  transfer->cause = error;
  transfer->reused_connection = !run->new_connection;

  g_source_destroy (run->deadline);
  g_clear_pointer (&run->deadline, g_source_unref);
  g_cancellable_disconnect (run->outer, run->outer_id);
  g_signal_handlers_disconnect_by_data (run->message, run);
  g_cancellable_cancel (run->inner);
  g_clear_object (&run->stream);

  g_task_return_pointer (task, transfer, (GDestroyNotify) foyer_transfer_free);
}

static void
piece_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GBytes) piece = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);

  if (piece == NULL)
    finish (task, classify (run, error), error);
  else if (g_bytes_get_size (piece) == 0)
    {
      run->transfer->body = g_byte_array_free_to_bytes (g_steal_pointer (&run->body));
      finish (task, FOYER_TRANSPORT_WHOLE, NULL);
    }
  else if (run->body->len + g_bytes_get_size (piece) > run->max_body)
    finish (task, FOYER_TRANSPORT_TOO_BIG, NULL);
  else
    {
      g_byte_array_append (run->body, g_bytes_get_data (piece, NULL), g_bytes_get_size (piece));
      read_next_piece (task);
    }
}

static void
read_next_piece (GTask *task)
{
  Run *run = g_task_get_task_data (task);

  g_input_stream_read_bytes_async (run->stream, PIECE, G_PRIORITY_DEFAULT, run->inner, piece_read_cb,
                                   g_object_ref (task));
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  FoyerTransfer *transfer = run->transfer;
  GError *error = NULL;
  SoupMessageHeaders *headers;

  run->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (run->stream == NULL)
    {
      finish (task, classify (run, error), error);
      return;
    }

  headers = soup_message_get_response_headers (run->message);
  transfer->phase = FOYER_PHASE_REPLIED;
  transfer->http_status = soup_message_get_status (run->message);
  transfer->is_json = is_json_type (headers);
  transfer->server_date = parse_http_date (soup_message_headers_get_one (headers, "Date"));
  transfer->retry_after = parse_retry_after (soup_message_headers_get_one (headers, "Retry-After"),
                                             transfer->server_date);

  if (transfer->is_json)
    read_next_piece (task);
  else
    finish (task, FOYER_TRANSPORT_WHOLE, NULL);
}

static void
starting_cb (SoupMessage *message, gpointer user_data)
{
  Run *run = user_data;

  if (run->transfer->phase == FOYER_PHASE_NOT_STARTED)
    run->transfer->phase = FOYER_PHASE_STARTED;
}

static void
got_headers_cb (SoupMessage *message, gpointer user_data)
{
  Run *run = user_data;

  run->transfer->phase = FOYER_PHASE_REPLIED;
  run->transfer->received = g_get_real_time ();
}

static void
network_event_cb (SoupMessage *message, GSocketClientEvent event, GIOStream *connection, gpointer user_data)
{
  Run *run = user_data;

  run->new_connection = TRUE;
}

static void
outer_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static gboolean
deadline_cb (gpointer user_data)
{
  Run *run = user_data;

  run->timed_out = TRUE;
  g_cancellable_cancel (run->inner);
  return G_SOURCE_REMOVE;
}

/**
 * foyer_transfer_run_async:
 * @message: a message of its own for this one attempt
 * @deadline: the seconds all of it may take
 * @max_body: the bytes, after decompression, that are read at most
 *
 * Redirects are not followed: that is for the flags of @message.
 */
void
foyer_transfer_run_async (SoupSession *session,
                          SoupMessage *message,
                          guint deadline,
                          gsize max_body,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, NULL, callback, user_data);
  Run *run = g_new0 (Run, 1);

  run->session = g_object_ref (session);
  run->message = g_object_ref (message);
  run->inner = g_cancellable_new ();
  run->body = g_byte_array_new ();
  run->max_body = max_body;
  run->transfer = g_new0 (FoyerTransfer, 1);
  g_task_set_source_tag (task, foyer_transfer_run_async);
  g_task_set_task_data (task, run, run_free);

  g_signal_connect (message, "starting", G_CALLBACK (starting_cb), run);
  g_signal_connect (message, "got-headers", G_CALLBACK (got_headers_cb), run);
  g_signal_connect (message, "network-event", G_CALLBACK (network_event_cb), run);

  run->deadline = g_timeout_source_new_seconds (deadline);
  g_source_set_static_name (run->deadline, "foyer deadline");
  g_source_set_callback (run->deadline, deadline_cb, run, NULL);
  g_source_attach (run->deadline, g_task_get_context (task));
  if (cancellable != NULL)
    {
      run->outer = g_object_ref (cancellable);
      run->outer_id = g_cancellable_connect (cancellable, G_CALLBACK (outer_cancelled_cb), g_object_ref (run->inner),
                                             g_object_unref);
    }

  soup_session_send_async (session, message, G_PRIORITY_DEFAULT, run->inner, sent_cb, g_steal_pointer (&task));
}

/**
 * foyer_transfer_run_finish:
 *
 * Returns: (transfer full): what came of it; never `NULL`, since whatever broke is part of the answer
 */
FoyerTransfer *
foyer_transfer_run_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

void
foyer_transfer_free (FoyerTransfer *self)
{
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_error (&self->cause);
  g_free (self);
}
