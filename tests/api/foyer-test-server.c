/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A server that answers as it is told, or does worse. */

#include "foyer-test-server.h"

#include <string.h>
#include <sys/socket.h>

#define NAP_USEC 5000

struct _FoyerTestServer
{
  GSocketService *service;      /* owned */
  GTlsCertificate *certificate; /* owned, nullable */
  GCancellable *stopping;       /* owned */
  char *address;                /* owned */

  GMutex mutex; /* guards what follows */
  GCond changed;
  GQueue replies;      /* owned FoyerTestReply */
  GPtrArray *requests; /* owned FoyerTestRequest */
  guint n_connections;
  guint n_running;
};

static void
request_free (gpointer data)
{
  FoyerTestRequest *request = data;

  g_free (request->line);
  g_hash_table_unref (request->headers);
  g_bytes_unref (request->body);
  g_free (request);
}

static FoyerTestReply
take_reply (FoyerTestServer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  FoyerTestReply *next = g_queue_peek_head (&self->replies);
  FoyerTestReply reply = { .status = 500, .body = "{\"errorCode\": 500, \"message\": \"nothing scripted\"}" };

  if (next == NULL)
    return reply;
  reply = *next;
  if (!next->repeats)
    g_free (g_queue_pop_head (&self->replies));
  return reply;
}

static gboolean
read_request (FoyerTestServer *self, GDataInputStream *input, guint connection)
{
  g_autofree char *line = g_data_input_stream_read_line (input, NULL, self->stopping, NULL);
  g_autofree char *body = NULL;
  FoyerTestRequest *request;
  const char *length_text;
  gsize length;

  if (line == NULL)
    return FALSE;

  request = g_new0 (FoyerTestRequest, 1);
  request->connection = connection;
  request->line = g_strdup (g_strchomp (line));
  request->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (;;)
    {
      g_autofree char *header = g_data_input_stream_read_line (input, NULL, self->stopping, NULL);
      char *colon = header != NULL ? strchr (header, ':') : NULL;

      if (colon == NULL)
        break;
      g_hash_table_insert (request->headers, g_ascii_strdown (header, colon - header),
                           g_strdup (g_strstrip (colon + 1)));
    }

  length_text = foyer_test_request_get_header (request, "content-length");
  length = length_text != NULL ? (gsize) g_ascii_strtoull (length_text, NULL, 10) : 0;
  body = g_malloc (length + 1);
  g_input_stream_read_all (G_INPUT_STREAM (input), body, length, &length, self->stopping, NULL);
  request->body = g_bytes_new_take (g_steal_pointer (&body), length);

  g_mutex_lock (&self->mutex);
  g_ptr_array_add (self->requests, request);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
  return TRUE;
}

static gboolean
write_bytes (FoyerTestServer *self, GIOStream *stream, const char *bytes, gsize length)
{
  return g_output_stream_write_all (g_io_stream_get_output_stream (stream), bytes, length, NULL, self->stopping, NULL);
}

static gboolean
write_head (FoyerTestServer *self, GIOStream *stream, const FoyerTestReply *reply, gssize length)
{
  g_autoptr (GString) head = g_string_new (NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) theirs = g_date_time_add_seconds (now, (double) reply->date_offset);
  g_autofree char *date = g_date_time_format (theirs, "%a, %d %b %Y %H:%M:%S GMT");
  const char *type = reply->type != NULL ? reply->type : "application/json";

  g_string_append_printf (head, "HTTP/1.1 %u Reason\r\n", reply->status != 0 ? reply->status : 200);
  if (*type != '\0')
    g_string_append_printf (head, "Content-Type: %s\r\n", type);
  if (length >= 0)
    g_string_append_printf (head, "Content-Length: %" G_GSSIZE_FORMAT "\r\n", length);
  if (!reply->has_no_date)
    g_string_append_printf (head, "Date: %s\r\n", date);
  g_string_append_printf (head, "%s\r\n", reply->headers != NULL ? reply->headers : "");
  return write_bytes (self, stream, head->str, head->len);
}

/* Until the other side has had enough, or the test is over. */
static void
write_for_ever (FoyerTestServer *self, GIOStream *stream, const char *piece, gsize length, gulong pause)
{
  while (write_bytes (self, stream, piece, length))
    g_usleep (pause);
}

/* Returns whether the connection stays open. */
static gboolean
serve (FoyerTestServer *self, GIOStream *stream, GSocket *socket, const FoyerTestReply *reply)
{
  static const struct linger at_once = { 1, 0 };
  g_autofree char *piece = NULL;
  const char *body = reply->body != NULL ? reply->body : "{}";
  gsize length = reply->length != 0 ? reply->length : strlen (body);

  switch (reply->behaviour)
    {
    case FOYER_TEST_ANSWERS:
      return write_head (self, stream, reply, (gssize) length) && write_bytes (self, stream, body, length);
    case FOYER_TEST_HANGS:
      while (!g_cancellable_is_cancelled (self->stopping))
        g_usleep (NAP_USEC);
      return FALSE;
    case FOYER_TEST_CLOSES:
      return FALSE;
    case FOYER_TEST_RESETS:
      setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
      return FALSE;
    case FOYER_TEST_CUTS_OFF:
      write_head (self, stream, reply, (gssize) length);
      write_bytes (self, stream, body, length / 2);
      return FALSE;
    case FOYER_TEST_DRIPS:
      write_head (self, stream, reply, 1000000);
      write_for_ever (self, stream, " ", 1, 10 * NAP_USEC);
      return FALSE;
    case FOYER_TEST_FLOODS:
      piece = g_strnfill (65536, ' ');
      write_head (self, stream, reply, -1);
      write_for_ever (self, stream, piece, 65536, 0);
      return FALSE;
    default:
      g_assert_not_reached ();
    }
}

static gboolean
run_cb (GThreadedSocketService *service, GSocketConnection *connection, GObject *source, gpointer user_data)
{
  FoyerTestServer *self = user_data;
  g_autoptr (GIOStream) stream = G_IO_STREAM (g_object_ref (connection));
  g_autoptr (GDataInputStream) input = NULL;
  gboolean is_open = TRUE;
  guint number;

  g_mutex_lock (&self->mutex);
  number = ++self->n_connections;
  self->n_running++;
  g_mutex_unlock (&self->mutex);

  if (self->certificate != NULL)
    {
      GIOStream *tls = g_tls_server_connection_new (G_IO_STREAM (connection), self->certificate, NULL);

      g_object_unref (stream);
      stream = tls;
    }
  input = g_data_input_stream_new (g_io_stream_get_input_stream (stream));
  g_data_input_stream_set_newline_type (input, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
  while (is_open && read_request (self, input, number))
    {
      FoyerTestReply reply = take_reply (self);

      is_open = serve (self, stream, g_socket_connection_get_socket (connection), &reply);
    }
  g_io_stream_close (stream, NULL, NULL);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);

  g_mutex_lock (&self->mutex);
  self->n_running--;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
  return TRUE;
}

FoyerTestServer *
foyer_test_server_new (GTlsCertificate *certificate)
{
  FoyerTestServer *self = g_new0 (FoyerTestServer, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any_port = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;

  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  g_queue_init (&self->replies);
  self->requests = g_ptr_array_new_with_free_func (request_free);
  self->certificate = certificate != NULL ? g_object_ref (certificate) : NULL;
  self->stopping = g_cancellable_new ();
  self->service = g_threaded_socket_service_new (-1);
  g_signal_connect (self->service, "run", G_CALLBACK (run_cb), self);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), any_port, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &bound, &error);
  g_assert_no_error (error);
  self->address = g_strdup_printf ("%s://127.0.0.1:%u", certificate != NULL ? "https" : "http",
                                   g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  g_socket_service_start (self->service);
  return self;
}

void
foyer_test_server_free (FoyerTestServer *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_cancellable_cancel (self->stopping);
  g_mutex_lock (&self->mutex);
  while (self->n_running > 0)
    g_cond_wait (&self->changed, &self->mutex);
  g_mutex_unlock (&self->mutex);

  g_signal_handlers_disconnect_by_data (self->service, self);
  g_object_unref (self->service);
  g_clear_object (&self->certificate);
  g_object_unref (self->stopping);
  g_queue_clear_full (&self->replies, g_free);
  g_ptr_array_unref (self->requests);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  g_free (self->address);
  g_free (self);
}

const char *
foyer_test_server_get_address (FoyerTestServer *self)
{
  return self->address;
}

/* The texts of the reply are borrowed: they must outlive the server. */
void
foyer_test_server_add (FoyerTestServer *self, FoyerTestReply reply)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_queue_push_tail (&self->replies, g_memdup2 (&reply, sizeof reply));
}

/* A recorded reply, tests/data/replies/NAME.json */
void
foyer_test_server_add_file (FoyerTestServer *self, const char *name)
{
  g_autofree char *file = g_strconcat (name, ".json", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "replies", file, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  foyer_test_server_add (self, (FoyerTestReply) { .body = g_intern_string (text) });
}

guint
foyer_test_server_get_n_requests (FoyerTestServer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->requests->len;
}

guint
foyer_test_server_get_n_connections (FoyerTestServer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->n_connections;
}

const FoyerTestRequest *
foyer_test_server_get_request (FoyerTestServer *self, guint position)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_assert_cmpuint (position, <, self->requests->len);
  return self->requests->pdata[position];
}

/* Lets the main context run meanwhile. */
void
foyer_test_server_wait_for_request (FoyerTestServer *self, guint n_requests)
{
  while (foyer_test_server_get_n_requests (self) < n_requests)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (NAP_USEC / 10);
    }
}

const char *
foyer_test_request_get_header (const FoyerTestRequest *request, const char *name)
{
  return g_hash_table_lookup (request->headers, name);
}

char *
foyer_test_request_get_body (const FoyerTestRequest *request)
{
  gsize length;
  const char *text = g_bytes_get_data (request->body, &length);

  return g_strndup (text, length);
}

/* The rules of platform-api.md, 1, spelled out once more, on what really arrived. */
void
foyer_test_request_assert_signed (const FoyerTestRequest *request, const char *uri)
{
  g_autofree char *line = g_strdup_printf ("POST %s HTTP/1.1", uri);
  g_autofree char *md5 = g_compute_checksum_for_bytes (G_CHECKSUM_MD5, request->body);
  g_autofree char *lower_uri = g_ascii_strdown (uri, -1);
  g_autofree char *signable = NULL;
  g_autofree char *signature = NULL;
  g_autofree char *authorization = NULL;

  g_assert_cmpstr (request->line, ==, line);
  g_assert_cmpstr (foyer_test_request_get_header (request, "content-type"), ==, "application/json");
  g_assert_cmpstr (foyer_test_request_get_header (request, "content-md5"), ==, md5);
  g_assert_cmpstr (foyer_test_request_get_header (request, "x-api-version"), ==, "1.0");
  signable = g_strdup_printf ("post%sapplication/json%s1.0ivvydate=%s", md5, lower_uri,
                              foyer_test_request_get_header (request, "ivvy-date"));
  signature = g_compute_hmac_for_string (G_CHECKSUM_SHA1, (const guchar *) FOYER_TEST_SECRET,
                                         strlen (FOYER_TEST_SECRET), signable, -1);
  authorization = g_strdup_printf ("IWS " FOYER_TEST_KEY ":%s", signature);
  g_assert_cmpstr (foyer_test_request_get_header (request, "x-api-authorization"), ==, authorization);
}

FoyerClient *
foyer_test_client_new (FoyerTestServer *server)
{
  g_autoptr (GError) error = NULL;
  FoyerClient *client = foyer_client_new (foyer_test_server_get_address (server), FOYER_TEST_KEY, FOYER_TEST_SECRET,
                                          &error);

  g_assert_no_error (error);
  return client;
}

/* For a `GAsyncResult *` that is `NULL`: each call must call back once. */
void
foyer_test_store_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **stored = user_data;

  g_assert_null (*stored);
  *stored = g_object_ref (result);
}

/* Right after the call that shall fill @result: it must not have called back before it returned. */
void
foyer_test_wait (GAsyncResult **result)
{
  g_assert_null (*result);
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}
