/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stands between Foyer and the sandbox, to lose replies after the sandbox has committed, and to answer what the sandbox
 * never would. */

#include "relay.h"

#include <libsoup/soup.h>
#include <string.h>

typedef struct
{
  RelayRule rule;
  char *only; /* nullable: what the body holds */
  guint status;
  char *answer;
} Rule;

struct _Relay
{
  GMutex mutex;
  GHashTable *rules;  /* of char * to Rule */
  GHashTable *counts; /* of char * to guint */
  GHashTable *delays; /* of char * to milliseconds */
  GHashTable *bodies; /* of char * to char * */
  char *target;
  char *address;
  guint port;
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  SoupServer *server;
  SoupSession *session;
  GCond started;
  GCond changed;
  gboolean is_listening;
};

typedef struct
{
  Relay *relay;
  SoupServerMessage *message;
  SoupMessage *onward;
  GBytes *reply; /* nullable */
  RelayRule rule;
  guint delay;
  gboolean is_gone; /* whoever asked does not wait any more */
} Exchange;

static void
rule_free (gpointer data)
{
  Rule *rule = data;

  g_free (rule->answer);
  g_free (rule->only);
  g_free (rule);
}

static void
hang_up (SoupServerMessage *message)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

  g_io_stream_close (stream, NULL, NULL);
}

static void
gone_cb (SoupServerMessage *message, Exchange *exchange)
{
  exchange->is_gone = TRUE;
}

static void
pass_back (Exchange *exchange)
{
  g_signal_handlers_disconnect_by_data (exchange->message, exchange);
  if (!exchange->is_gone && exchange->rule == RELAY_PASSES && exchange->reply != NULL)
    {
      static const char *const told[] = { "Date", "Retry-After" };
      gsize size = 0;
      const char *data = g_bytes_get_data (exchange->reply, &size);

      for (guint i = 0; i < G_N_ELEMENTS (told); i++)
        {
          const char *value = soup_message_headers_get_one (soup_message_get_response_headers (exchange->onward),
                                                            told[i]);

          if (value != NULL)
            soup_message_headers_replace (soup_server_message_get_response_headers (exchange->message), told[i], value);
        }
      soup_server_message_set_status (exchange->message, soup_message_get_status (exchange->onward), NULL);
      soup_server_message_set_response (exchange->message, "application/json", SOUP_MEMORY_COPY, data, size);
      soup_server_message_unpause (exchange->message);
    }
  else if (!exchange->is_gone && exchange->rule != RELAY_HOLDS)
    hang_up (exchange->message);

  g_clear_pointer (&exchange->reply, g_bytes_unref);
  g_object_unref (exchange->onward);
  g_object_unref (exchange->message);
  g_free (exchange);
}

static gboolean
delay_over_cb (gpointer user_data)
{
  pass_back (user_data);
  return G_SOURCE_REMOVE;
}

static void
handed_on_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Exchange *exchange = user_data;
  g_autoptr (GSource) timer = NULL;

  exchange->reply = soup_session_send_and_read_finish (SOUP_SESSION (source), result, NULL);
  if (exchange->delay == 0)
    {
      pass_back (exchange);
      return;
    }
  timer = g_timeout_source_new (exchange->delay);
  g_source_set_callback (timer, delay_over_cb, exchange, NULL);
  g_source_attach (timer, g_main_context_get_thread_default ());
}

static void
copy_header_cb (const char *name, const char *value, gpointer user_data)
{
  if (g_ascii_strcasecmp (name, "Host") != 0 && g_ascii_strcasecmp (name, "Content-Length") != 0
      && g_ascii_strcasecmp (name, "Connection") != 0 && g_ascii_strcasecmp (name, "Accept-Encoding") != 0)
    soup_message_headers_append (user_data, name, value);
}

static void
request_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  Relay *self = user_data;
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  const char *action = query != NULL ? g_hash_table_lookup (query, "action") : NULL;
  g_autofree char *answer = NULL;
  g_autofree char *address = NULL;
  Exchange *exchange;
  RelayRule rule = RELAY_PASSES;
  guint status = 200, delay;
  const Rule *found;

  action = action != NULL ? action : "";
  g_mutex_lock (&self->mutex);
  g_hash_table_replace (self->counts, g_strdup (action),
                        GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, action)) + 1));
  g_hash_table_replace (self->bodies, g_strdup (action),
                        g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)));
  delay = GPOINTER_TO_UINT (g_hash_table_lookup (self->delays, action));
  found = g_hash_table_lookup (self->rules, action);
  if (found == NULL)
    found = g_hash_table_lookup (self->rules, "");
  if (found != NULL
      && (found->only == NULL || strstr (g_hash_table_lookup (self->bodies, action), found->only) != NULL))
    {
      rule = found->rule;
      status = found->status;
      answer = g_strdup (found->answer);
    }
  g_mutex_unlock (&self->mutex);

  if (rule == RELAY_ANSWERS)
    {
      soup_server_message_set_status (message, status, NULL);
      soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, answer, strlen (answer));
      return;
    }
  if (rule == RELAY_LOSES_REQUEST)
    {
      hang_up (message);
      return;
    }

  address = g_strconcat (self->target, path, "?", g_uri_get_query (soup_server_message_get_uri (message)), NULL);
  exchange = g_new0 (Exchange, 1);
  exchange->relay = self;
  exchange->rule = rule;
  exchange->delay = delay;
  exchange->message = g_object_ref (message);
  exchange->onward = soup_message_new (soup_server_message_get_method (message), address);
  soup_message_headers_foreach (soup_server_message_get_request_headers (message), copy_header_cb,
                                soup_message_get_request_headers (exchange->onward));
  soup_message_set_request_body_from_bytes (exchange->onward, NULL, bytes);
  g_signal_connect (message, "finished", G_CALLBACK (gone_cb), exchange);
  g_signal_connect (message, "disconnected", G_CALLBACK (gone_cb), exchange);
  soup_server_message_pause (message);
  soup_session_send_and_read_async (self->session, exchange->onward, G_PRIORITY_DEFAULT, NULL, handed_on_cb, exchange);
}

static gpointer
relay_thread (gpointer data)
{
  Relay *self = data;
  GSList *uris;

  g_main_context_push_thread_default (self->context);
  self->session = soup_session_new ();
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  g_assert_true (soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL));
  uris = soup_server_get_uris (self->server);

  g_mutex_lock (&self->mutex);
  self->port = (guint) g_uri_get_port (uris->data);
  self->address = g_strdup_printf ("http://127.0.0.1:%u", self->port);
  g_cond_signal (&self->started);
  g_mutex_unlock (&self->mutex);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  g_main_loop_run (self->loop);
  soup_server_disconnect (self->server);
  soup_session_abort (self->session);
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_clear_object (&self->server);
  g_clear_object (&self->session);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

Relay *
relay_new (const char *target)
{
  Relay *self = g_new0 (Relay, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->started);
  g_cond_init (&self->changed);
  self->is_listening = TRUE;
  self->target = g_strdup (target);
  self->rules = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, rule_free);
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->delays = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->bodies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("relay", relay_thread, self);
  g_mutex_lock (&self->mutex);
  while (self->address == NULL)
    g_cond_wait (&self->started, &self->mutex);
  g_mutex_unlock (&self->mutex);
  return self;
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

static void
set_listening (Relay *self, gboolean is_listening)
{
  g_mutex_lock (&self->mutex);
  self->is_listening = is_listening;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->mutex);
}

static gboolean
listen_cb (gpointer user_data)
{
  Relay *self = user_data;

  g_assert_true (soup_server_listen_local (self->server, self->port, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL));
  set_listening (self, TRUE);
  return G_SOURCE_REMOVE;
}

static gboolean
disconnect_cb (gpointer user_data)
{
  Relay *self = user_data;

  soup_server_disconnect (self->server);
  set_listening (self, FALSE);
  return G_SOURCE_REMOVE;
}

/* Returns when it is so: what is asked next meets it. */
void
relay_set_listens (Relay *self, gboolean listens)
{
  g_main_context_invoke (self->context, listens ? listen_cb : disconnect_cb, self);
  g_mutex_lock (&self->mutex);
  while (self->is_listening != listens)
    g_cond_wait (&self->changed, &self->mutex);
  g_mutex_unlock (&self->mutex);
}

void
relay_free (Relay *self)
{
  g_main_context_invoke (self->context, quit_cb, self->loop);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_hash_table_unref (self->rules);
  g_hash_table_unref (self->counts);
  g_hash_table_unref (self->bodies);
  g_hash_table_unref (self->delays);
  g_free (self->target);
  g_free (self->address);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->started);
  g_cond_clear (&self->changed);
  g_free (self);
}

const char *
relay_get_address (Relay *self)
{
  return self->address;
}

void
relay_set_rule (Relay *self, const char *action, RelayRule rule, guint status, const char *answer)
{
  Rule *kept = g_new0 (Rule, 1);

  kept->rule = rule;
  kept->status = status;
  kept->answer = g_strdup (answer);
  g_mutex_lock (&self->mutex);
  g_hash_table_replace (self->rules, g_strdup (action != NULL ? action : ""), kept);
  g_mutex_unlock (&self->mutex);
}

void
relay_narrow_rule (Relay *self, const char *action, const char *text)
{
  Rule *rule;

  g_mutex_lock (&self->mutex);
  rule = g_hash_table_lookup (self->rules, action);
  g_assert_nonnull (rule);
  g_set_str (&rule->only, text);
  g_mutex_unlock (&self->mutex);
}

void
relay_set_delay (Relay *self, const char *action, guint milliseconds)
{
  g_mutex_lock (&self->mutex);
  g_hash_table_replace (self->delays, g_strdup (action), GUINT_TO_POINTER (milliseconds));
  g_mutex_unlock (&self->mutex);
}

guint
relay_count (Relay *self, const char *action)
{
  guint count;

  g_mutex_lock (&self->mutex);
  count = GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, action));
  g_mutex_unlock (&self->mutex);
  return count;
}

char *
relay_dup_last_body (Relay *self, const char *action)
{
  char *body;

  g_mutex_lock (&self->mutex);
  body = g_strdup (g_hash_table_lookup (self->bodies, action));
  g_mutex_unlock (&self->mutex);
  return body;
}
