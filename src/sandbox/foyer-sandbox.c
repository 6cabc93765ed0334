/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * FoyerSandbox:
 *
 * The platform, small: an HTTP server on the loopback interface that holds every request to the platform's rules.
 *
 * It shares no code with the client on purpose (CONTRIBUTING.md says why). Sample data is a function of a seed; what is
 * committed goes to a journal.
 */
#include "foyer-sandbox.h"

#include <string.h>

#include <libsoup/soup.h>

#include "foyer-sandbox-connection.h"
#include "foyer-sandbox-params.h"
#include "foyer-sandbox-platform.h"
#include "foyer-sandbox-time.h"

struct _FoyerSandbox
{
  GObject parent_instance;

  /* Owned. */
  FoyerSandboxOptions options; /* its texts too */
  SoupServer *server;
  FoyerSandboxPlatform *platform;
  GQueue visits; /* of Visit: those that are not over yet */
  char *address;
};

G_DEFINE_FINAL_TYPE (FoyerSandbox, foyer_sandbox, G_TYPE_OBJECT)

/* A request from when it is there until it is done with, which may be after its connection is gone. */
typedef struct
{
  FoyerSandbox *sandbox; /* borrowed */
  GList link;

  /* Owned. */
  SoupServerMessage *message; /* NULL once nobody can be answered any more */
  SoupMessageHeaders *headers;
  GBytes *body;
  char *target;
  GSource *source; /* NULL when it waits for nothing */
  gulong finished_id;

  FoyerSandboxRequest request;
  FoyerSandboxExchange exchange;
  FoyerSandboxPlan plan;
} Visit;

static void
finished_cb (SoupServerMessage *message, gpointer user_data)
{
  Visit *visit = user_data;

  g_clear_signal_handler (&visit->finished_id, visit->message);
  g_clear_object (&visit->message);
}

static Visit *
visit_new (FoyerSandbox *self, SoupServerMessage *message)
{
  Visit *visit = g_new0 (Visit, 1);
  GUri *uri = soup_server_message_get_uri (message);
  const char *query = g_uri_get_query (uri);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  gboolean is_kept = soup_message_body_get_accumulate (body);

  visit->sandbox = self;
  visit->link.data = visit;
  g_queue_push_tail_link (&self->visits, &visit->link);
  visit->message = g_object_ref (message);
  visit->finished_id = g_signal_connect (message, "finished", G_CALLBACK (finished_cb), visit);
  visit->headers = soup_message_headers_ref (soup_server_message_get_request_headers (message));
  visit->body = is_kept ? soup_message_body_flatten (body) : g_bytes_new_static ("", 0);
  visit->target = query != NULL ? g_strconcat (g_uri_get_path (uri), "?", query, NULL)
                                : g_strdup (g_uri_get_path (uri));
  visit->request = (FoyerSandboxRequest) { .method = soup_server_message_get_method (message),
                                           .target = visit->target,
                                           .headers = visit->headers,
                                           .body = g_bytes_get_data (visit->body, NULL),
                                           .length = (gsize) body->length };
  visit->exchange.request = &visit->request;
  visit->exchange.action = foyer_sandbox_platform_find_action (&visit->request);
  return visit;
}

static void
stop_waiting (Visit *visit)
{
  if (visit->source != NULL)
    g_source_destroy (visit->source);
  g_clear_pointer (&visit->source, g_source_unref);
}

/* In the server's main context, which is not the default one in a thread. */
static void
wait_then (Visit *visit, double seconds, GSourceFunc callback)
{
  visit->source = g_timeout_source_new ((guint) (seconds * 1000));
  g_source_set_callback (visit->source, callback, visit, NULL);
  g_source_attach (visit->source, g_main_context_get_thread_default ());
}

static void
visit_end (Visit *visit)
{
  g_queue_unlink (&visit->sandbox->visits, &visit->link);
  stop_waiting (visit);
  if (visit->message != NULL)
    g_clear_signal_handler (&visit->finished_id, visit->message);
  g_clear_object (&visit->message);
  g_clear_pointer (&visit->exchange.params, json_object_unref);
  soup_message_headers_unref (visit->headers);
  g_bytes_unref (visit->body);
  g_free (visit->target);
  g_free (visit);
}

static gint64
get_time (const Visit *visit)
{
  return foyer_sandbox_time_now () + visit->plan.skew;
}

static gboolean
suffers (const Visit *visit, FoyerSandboxFaultKind kind)
{
  return visit->plan.fault != NULL && visit->plan.fault->kind == kind;
}

/* The connection ends without an answer; the visit may go on. */
static void
hang_up (Visit *visit)
{
  g_autoptr (SoupServerMessage) message = g_steal_pointer (&visit->message);

  if (message == NULL)
    return;
  g_clear_signal_handler (&visit->finished_id, message);
  foyer_sandbox_connection_reset (message);
}

/* What a fault says instead of the platform, before it does anything; NULL when none does. */
static FoyerSandboxReply *
refuse_by_fault (const Visit *visit)
{
  const FoyerSandboxFault *fault = visit->plan.fault;

  if (suffers (visit, FOYER_SANDBOX_FAULT_BUSY))
    return foyer_sandbox_reply_new_refusal (FOYER_SANDBOX_TOO_MANY_REQUESTS, FOYER_SANDBOX_NO_SPECIFIC_CODE,
                                            "Too many requests", NULL);
  if (suffers (visit, FOYER_SANDBOX_FAULT_REVOKE))
    return foyer_sandbox_reply_new_refusal (FOYER_SANDBOX_KEY_REVOKED, FOYER_SANDBOX_NO_SPECIFIC_CODE,
                                            "The key was revoked", NULL);
  if ((suffers (visit, FOYER_SANDBOX_FAULT_ERROR_500) || suffers (visit, FOYER_SANDBOX_FAULT_HTML_502))
      && !fault->committed)
    return foyer_sandbox_reply_new_refusal (FOYER_SANDBOX_INTERNAL_ERROR, FOYER_SANDBOX_NO_SPECIFIC_CODE,
                                            "Something went wrong", NULL);
  return NULL;
}

static FoyerSandboxReply *
refuse_field (const Visit *visit)
{
  const FoyerSandboxFault *fault = visit->plan.fault;

  if (suffers (visit, FOYER_SANDBOX_FAULT_REFUSE) && foyer_sandbox_params_has (visit->exchange.params, fault->field))
    return foyer_sandbox_reply_new_invalid (fault->field, "The platform does not take it today.");
  return NULL;
}

/* Takes the reply. */
static void
answer (Visit *visit, FoyerSandboxReply *reply, gint64 date)
{
  const FoyerSandboxFault *fault = visit->plan.fault;
  FoyerSandboxAnswer out = { .status = foyer_sandbox_reply_get_status (reply),
                             .content_type = "application/json",
                             .date = date,
                             .retry_after = suffers (visit, FOYER_SANDBOX_FAULT_BUSY) ? fault->retry_after : -1 };

  out.text = foyer_sandbox_reply_steal_text (reply, &out.length);
  foyer_sandbox_reply_free (reply);
  if (suffers (visit, FOYER_SANDBOX_FAULT_HTML_502))
    {
      out.status = SOUP_STATUS_BAD_GATEWAY;
      out.content_type = "text/html";
      g_free (out.text);
      out.text = g_strdup ("<!DOCTYPE html><title>502 Bad Gateway</title><h1>502 Bad Gateway</h1>\n");
      out.length = strlen (out.text);
    }
  if (visit->message == NULL)
    g_free (out.text);
  else if (suffers (visit, FOYER_SANDBOX_FAULT_RESET_DURING) || suffers (visit, FOYER_SANDBOX_FAULT_CUT_OFF))
    {
      g_autoptr (SoupServerMessage) message = g_steal_pointer (&visit->message);

      g_clear_signal_handler (&visit->finished_id, message);
      foyer_sandbox_connection_answer_partly (message, &out, suffers (visit, FOYER_SANDBOX_FAULT_CUT_OFF),
                                              suffers (visit, FOYER_SANDBOX_FAULT_RESET_DURING));
    }
  else
    foyer_sandbox_connection_answer (visit->message, &out);
}

/* The client is gone, but not its request: it is judged again, because it may be stale by now. */
static gboolean
commit_late_cb (gpointer user_data)
{
  Visit *visit = user_data;
  FoyerSandboxPlatform *platform = visit->sandbox->platform;
  FoyerSandboxReply *reply = foyer_sandbox_platform_judge (platform, &visit->exchange, get_time (visit));

  stop_waiting (visit);
  foyer_sandbox_platform_note (platform, &visit->exchange, "commit-late", reply == NULL ? "committed" : "refused");
  if (reply == NULL)
    reply = foyer_sandbox_platform_commit (platform, &visit->exchange, 0);
  foyer_sandbox_reply_free (reply);
  visit_end (visit);
  return G_SOURCE_REMOVE;
}

static void
note_faults (const Visit *visit)
{
  for (guint i = 0; i < G_N_ELEMENTS (visit->plan.started) && visit->plan.started[i] != NULL; i++)
    foyer_sandbox_platform_note (visit->sandbox->platform, &visit->exchange,
                                 foyer_sandbox_fault_get_name (visit->plan.started[i]), NULL);
}

/* Judge, commit, answer: and what may go wrong between them. Ends the visit, or sees that it will end. */
static void
serve (Visit *visit)
{
  FoyerSandboxPlatform *platform = visit->sandbox->platform;
  gint64 now = get_time (visit);
  FoyerSandboxReply *reply = refuse_by_fault (visit);

  if (reply == NULL)
    reply = foyer_sandbox_platform_judge (platform, &visit->exchange, now);
  if (reply == NULL)
    reply = refuse_field (visit);
  if (reply == NULL && suffers (visit, FOYER_SANDBOX_FAULT_COMMIT_LATE))
    {
      hang_up (visit);
      wait_then (visit, visit->plan.seconds, commit_late_cb);
      return;
    }
  if (reply == NULL)
    reply = foyer_sandbox_platform_commit (platform, &visit->exchange, visit->plan.lag);
  if (suffers (visit, FOYER_SANDBOX_FAULT_ERROR_500) && visit->plan.fault->committed)
    {
      foyer_sandbox_reply_free (reply);
      reply = foyer_sandbox_reply_new_refusal (FOYER_SANDBOX_INTERNAL_ERROR, FOYER_SANDBOX_NO_SPECIFIC_CODE,
                                               "Something went wrong", NULL);
    }
  if (suffers (visit, FOYER_SANDBOX_FAULT_LOSE_REPLY) || suffers (visit, FOYER_SANDBOX_FAULT_COMMIT_LATE))
    hang_up (visit);
  answer (visit, reply, now);
  visit_end (visit);
}

static gboolean
serve_late_cb (gpointer user_data)
{
  Visit *visit = user_data;

  stop_waiting (visit);
  if (visit->message != NULL)
    soup_server_message_unpause (visit->message);
  serve (visit);
  return G_SOURCE_REMOVE;
}

static void
handle_request_cb (
    SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  FoyerSandbox *self = user_data;
  Visit *visit = visit_new (self, message);
  const FoyerSandboxAction *action = visit->exchange.action;

  if (self->options.faults != NULL)
    foyer_sandbox_faults_plan (self->options.faults, action != NULL ? action->name : NULL,
                               action != NULL && action->apply != NULL, &visit->plan);
  note_faults (visit);
  if (suffers (visit, FOYER_SANDBOX_FAULT_RESET_BEFORE))
    {
      hang_up (visit);
      visit_end (visit);
    }
  else if (visit->plan.delay > 0)
    {
      soup_server_message_pause (message);
      wait_then (visit, visit->plan.delay, serve_late_cb);
    }
  else
    serve (visit);
}

/* A body that is too long is not kept; its length still counts. */
static void
got_chunk_cb (SoupServerMessage *message, GBytes *chunk, gpointer user_data)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  if (!foyer_sandbox_platform_keeps_body (body->length))
    soup_message_body_set_accumulate (body, FALSE);
}

static void
handle_early_cb (
    SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  g_signal_connect (message, "got-chunk", G_CALLBACK (got_chunk_cb), NULL);
}

static void
foyer_sandbox_finalize (GObject *object)
{
  FoyerSandbox *self = FOYER_SANDBOX (object);

  foyer_sandbox_stop (self);
  g_free ((char *) self->options.key);
  g_free ((char *) self->options.secret);
  g_free ((char *) self->options.journal);
  G_OBJECT_CLASS (foyer_sandbox_parent_class)->finalize (object);
}

static void
foyer_sandbox_class_init (FoyerSandboxClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = foyer_sandbox_finalize;
}

static void
foyer_sandbox_init (FoyerSandbox *self)
{
}

/**
 * foyer_sandbox_new:
 * @options: how the sample account is set up; copied
 *
 * Returns: (transfer full): a sandbox that is not listening yet
 */
FoyerSandbox *
foyer_sandbox_new (const FoyerSandboxOptions *options)
{
  FoyerSandbox *self = g_object_new (FOYER_TYPE_SANDBOX, NULL);

  self->options = *options;
  self->options.key = g_strdup (options->key);
  self->options.secret = g_strdup (options->secret);
  self->options.journal = g_strdup (options->journal);
  return self;
}

static gboolean
listen_locally (FoyerSandbox *self, GError **error)
{
  g_autoslist (GUri) uris = NULL;

  self->server = soup_server_new ("server-header", "foyer-sandbox", NULL);
  soup_server_add_early_handler (self->server, NULL, handle_early_cb, self, NULL);
  soup_server_add_handler (self->server, NULL, handle_request_cb, self, NULL);
  if (!soup_server_listen_local (self->server, self->options.port, SOUP_SERVER_LISTEN_IPV4_ONLY, error))
    return FALSE;
  uris = soup_server_get_uris (self->server);
  self->address = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  return TRUE;
}

/**
 * foyer_sandbox_start:
 * @self: a sandbox
 *
 * Reads the journal, blocking, and listens on 127.0.0.1 in the thread's default main context.
 *
 * A journal that exists decides the seed, the number of leads and the epoch: they are what its commits were made on.
 *
 * Returns: %FALSE, with a #GIOErrorEnum, when the journal or the port cannot be had; the sandbox is stopped then
 */
gboolean
foyer_sandbox_start (FoyerSandbox *self, GError **error)
{
  g_return_val_if_fail (FOYER_IS_SANDBOX (self), FALSE);
  g_return_val_if_fail (self->server == NULL, FALSE);

  self->platform = foyer_sandbox_platform_open (&self->options, error);
  if (self->platform != NULL && listen_locally (self, error))
    return TRUE;
  foyer_sandbox_stop (self);
  return FALSE;
}

/**
 * foyer_sandbox_stop:
 * @self: a sandbox
 *
 * Closes every connection and the journal; what was to be committed late is not. Without a journal, what was committed
 * is forgotten.
 */
void
foyer_sandbox_stop (FoyerSandbox *self)
{
  g_return_if_fail (FOYER_IS_SANDBOX (self));

  while (!g_queue_is_empty (&self->visits))
    visit_end (g_queue_peek_head (&self->visits));
  if (self->server != NULL)
    soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  g_clear_pointer (&self->platform, foyer_sandbox_platform_close);
  g_clear_pointer (&self->address, g_free);
}

/**
 * foyer_sandbox_get_address:
 * @self: a sandbox
 *
 * Returns: (nullable): such as `http://127.0.0.1:4711`, while it is listening
 */
const char *
foyer_sandbox_get_address (FoyerSandbox *self)
{
  g_return_val_if_fail (FOYER_IS_SANDBOX (self), NULL);

  return self->address;
}
