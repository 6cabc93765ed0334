/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a request is answered, and how its connection is broken instead: below libsoup, because a client has to see what
 * a broken network makes of TCP. */
#include "foyer-sandbox-connection.h"

#include <sys/socket.h>

/* A client reads at its own speed and nobody waits for it here, so a part of an answer has to fit into the buffers. */
#define LARGEST_PART (16 * 1024)

static char *
format_date (gint64 seconds)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (seconds);

  return soup_date_time_to_string (date, SOUP_DATE_HTTP);
}

/* Takes the text. */
void
foyer_sandbox_connection_answer (SoupServerMessage *message, FoyerSandboxAnswer *answer)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autofree char *date = format_date (answer->date);

  soup_message_headers_replace (headers, "Date", date);
  if (answer->retry_after >= 0)
    {
      g_autofree char *seconds = g_strdup_printf ("%" G_GINT64_FORMAT, answer->retry_after);

      soup_message_headers_replace (headers, "Retry-After", seconds);
    }
  soup_server_message_set_status (message, answer->status, NULL);
  soup_server_message_set_response (message, answer->content_type, SOUP_MEMORY_TAKE, g_steal_pointer (&answer->text),
                                    answer->length);
}

/* Takes the connection away from libsoup, sends BYTES, and closes it: with RST, or in order. */
static void
end_connection (SoupServerMessage *message, const char *bytes, gsize length, gboolean reset)
{
  GSocket *socket = soup_server_message_get_socket (message);
  g_autoptr (GSocket) kept = socket != NULL ? g_object_ref (socket) : NULL;
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);
  const struct linger at_once = { .l_onoff = 1, .l_linger = 0 };

  if (kept == NULL || stream == NULL)
    return;
  if (length > 0)
    g_socket_send_with_blocking (kept, bytes, length, FALSE, NULL, NULL);
  if (reset)
    setsockopt (g_socket_get_fd (kept), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  g_io_stream_close (stream, NULL, NULL);
  g_socket_close (kept, NULL);
}

/* Sends half of the answer, or all of its head and half of its body, and breaks the connection. Takes the text. */
void
foyer_sandbox_connection_answer_partly (SoupServerMessage *message,
                                        FoyerSandboxAnswer *answer,
                                        gboolean whole_head,
                                        gboolean reset)
{
  g_autofree char *date = format_date (answer->date);
  g_autofree char *text = g_steal_pointer (&answer->text);
  g_autofree char *head = g_strdup_printf ("HTTP/1.1 %u %s\r\nServer: foyer-sandbox\r\nDate: %s\r\nContent-Type: %s\r\n"
                                           "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                                           answer->status, soup_status_get_phrase (answer->status), date,
                                           answer->content_type, answer->length);
  g_autoptr (GString) whole = g_string_new (head);
  gsize length;

  g_string_append_len (whole, text, (gssize) answer->length);
  length = whole_head ? strlen (head) + answer->length / 2 : whole->len / 2;
  end_connection (message, whole->str, MIN (length, LARGEST_PART), reset);
}

void
foyer_sandbox_connection_reset (SoupServerMessage *message)
{
  end_connection (message, NULL, 0, TRUE);
}
