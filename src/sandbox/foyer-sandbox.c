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

#include "foyer-sandbox-auth.h"
#include "foyer-sandbox-call.h"
#include "foyer-sandbox-journal.h"
#include "foyer-sandbox-params.h"
#include "foyer-sandbox-time.h"

#define ROOT     "/api/1.0/"
#define MAX_BODY (4 * 1024 * 1024)
#define DAY      (24 * 60 * 60)

struct _FoyerSandbox
{
  GObject parent_instance;

  /* Owned. */
  FoyerSandboxOptions options; /* its texts too */
  SoupServer *server;
  FoyerSandboxStore *store;
  FoyerSandboxJournal *journal; /* NULL when commits stay in memory */
  char *address;
};

G_DEFINE_FINAL_TYPE (FoyerSandbox, foyer_sandbox, G_TYPE_OBJECT)

/* A request on its way through the sandbox. */
typedef struct
{
  const FoyerSandboxAction *action;
  FoyerSandboxCall call;
  JsonObject *params; /* owned */
} Exchange;

static FoyerSandboxReply *
refuse (guint error_code, const char *message)
{
  return foyer_sandbox_reply_new_refusal (error_code, FOYER_SANDBOX_NO_SPECIFIC_CODE, message, NULL);
}

static FoyerSandboxReply *
find_action (GUri *uri, Exchange *exchange)
{
  const char *space = g_uri_get_path (uri) + strlen (ROOT);
  const char *query = g_uri_get_query (uri);
  g_autoptr (GHashTable) fields = query != NULL ? soup_form_decode (query) : NULL;
  const char *name = fields != NULL ? g_hash_table_lookup (fields, "action") : NULL;

  if (!foyer_sandbox_action_space_exists (space))
    return refuse (FOYER_SANDBOX_NOT_FOUND, "There is no such namespace");
  exchange->action = name != NULL ? foyer_sandbox_action_find (space, name) : NULL;
  return exchange->action != NULL ? NULL : refuse (FOYER_SANDBOX_METHOD_NOT_ALLOWED, "There is no such action");
}

/* NULL when nothing is to be said against the request; EXCHANGE is ready then. */
static FoyerSandboxReply *
judge (FoyerSandbox *self, GUri *uri, const FoyerSandboxRequest *request, Exchange *exchange)
{
  const FoyerSandboxAuth auth = { .key = self->options.key,
                                  .secret = self->options.secret,
                                  .revoked_key = FOYER_SANDBOX_REVOKED_KEY,
                                  .lifetime = self->options.lifetime };
  FoyerSandboxReply *refusal;

  if (!g_str_has_prefix (g_uri_get_path (uri), ROOT))
    return refuse (FOYER_SANDBOX_NOT_FOUND, "There is nothing here");
  if (!g_str_equal (request->method, "POST"))
    return refuse (FOYER_SANDBOX_METHOD_NOT_ALLOWED, "Only POST is allowed");
  if (request->length > MAX_BODY)
    return refuse (FOYER_SANDBOX_TOO_LARGE, "The request is too large");
  exchange->call.now = foyer_sandbox_time_now ();
  refusal = foyer_sandbox_auth_check (&auth, request, exchange->call.now);
  if (refusal == NULL)
    refusal = find_action (uri, exchange);
  if (refusal != NULL)
    return refusal;
  exchange->params = foyer_sandbox_params_parse (request->body, request->length);
  if (exchange->params == NULL)
    return refuse (FOYER_SANDBOX_BAD_REQUEST, "The request is no JSON object");
  exchange->call.store = self->store;
  exchange->call.params = exchange->params;
  return exchange->action->judge != NULL ? exchange->action->judge (&exchange->call) : NULL;
}

/* Writes into the journal first: what is answered has happened, whatever happens next. */
static FoyerSandboxReply *
commit (FoyerSandbox *self, const FoyerSandboxRequest *request, Exchange *exchange)
{
  FoyerSandboxReply *reply;
  g_autoptr (GError) error = NULL;

  g_assert (exchange->action != NULL);
  if (exchange->action->apply == NULL)
    return exchange->action->answer (&exchange->call);
  exchange->action->reserve (&exchange->call);
  reply = exchange->action->answer (&exchange->call);
  if (self->journal != NULL
      && !foyer_sandbox_journal_append (self->journal, exchange->action, &exchange->call,
                                        soup_message_headers_get_one (request->headers, "IVVY-Date"), reply, &error))
    {
      foyer_sandbox_reply_free (reply);
      g_warning ("The journal cannot be written: %s", error->message);
      return refuse (FOYER_SANDBOX_INTERNAL_ERROR, "The commit could not be kept");
    }
  exchange->action->apply (&exchange->call);
  return reply;
}

static void
send_reply (SoupServerMessage *message, FoyerSandboxReply *reply)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *date = soup_date_time_to_string (now, SOUP_DATE_HTTP);
  gsize length;
  char *text = foyer_sandbox_reply_steal_text (reply, &length);

  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Date", date);
  soup_server_message_set_status (message, foyer_sandbox_reply_get_status (reply), NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_TAKE, text, length);
}

static void
handle_request_cb (
    SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  FoyerSandbox *self = user_data;
  GUri *uri = soup_server_message_get_uri (message);
  const char *query_text = g_uri_get_query (uri);
  g_autofree char *target = query_text != NULL ? g_strconcat (g_uri_get_path (uri), "?", query_text, NULL)
                                               : g_strdup (g_uri_get_path (uri));
  SoupMessageBody *message_body = soup_server_message_get_request_body (message);
  gboolean is_kept = soup_message_body_get_accumulate (message_body);
  g_autoptr (GBytes) body = is_kept ? soup_message_body_flatten (message_body) : g_bytes_new_static ("", 0);
  const FoyerSandboxRequest request = { .method = soup_server_message_get_method (message),
                                        .target = target,
                                        .headers = soup_server_message_get_request_headers (message),
                                        .body = g_bytes_get_data (body, NULL),
                                        .length = (gsize) message_body->length };
  Exchange exchange = { 0 };
  FoyerSandboxReply *reply;

  /* Faults belong between these three steps: a request that is lost before it was judged, a commit that is late, a
   * reply that is lost after the commit. */
  reply = judge (self, uri, &request, &exchange);
  if (reply == NULL)
    reply = commit (self, &request, &exchange);
  send_reply (message, reply);

  foyer_sandbox_reply_free (reply);
  g_clear_pointer (&exchange.params, json_object_unref);
}

/* A body that is too long is not kept; its length still counts. */
static void
got_chunk_cb (SoupServerMessage *message, GBytes *chunk, gpointer user_data)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  if (body->length > MAX_BODY)
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
open_account (FoyerSandbox *self, GError **error)
{
  FoyerSandboxOrigin origin = { .seed = self->options.seed,
                                .leads = CLAMP (self->options.leads, 0, FOYER_SANDBOX_MAX_LEADS),
                                .epoch = self->options.epoch };

  if (origin.epoch == 0)
    origin.epoch = foyer_sandbox_time_now () / DAY * DAY;
  if (self->options.journal != NULL)
    {
      self->journal = foyer_sandbox_journal_open (self->options.journal, &origin, error);
      if (self->journal == NULL)
        return FALSE;
    }
  self->store = foyer_sandbox_store_new (origin.seed, origin.leads, origin.epoch);
  /* What was accepted once is not judged by the options of today. */
  self->store->quality_optional = TRUE;
  if (self->journal != NULL && !foyer_sandbox_journal_replay (self->journal, self->store, error))
    return FALSE;
  self->store->quality_optional = self->options.quality_optional;
  self->store->required_custom_field = self->options.required_custom_field;
  return TRUE;
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

  if (open_account (self, error) && listen_locally (self, error))
    return TRUE;
  foyer_sandbox_stop (self);
  return FALSE;
}

/**
 * foyer_sandbox_stop:
 * @self: a sandbox
 *
 * Closes every connection and the journal. Without a journal, what was committed is forgotten.
 */
void
foyer_sandbox_stop (FoyerSandbox *self)
{
  g_return_if_fail (FOYER_IS_SANDBOX (self));

  if (self->server != NULL)
    soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  g_clear_pointer (&self->journal, foyer_sandbox_journal_close);
  g_clear_pointer (&self->store, foyer_sandbox_store_free);
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

/**
 * foyer_sandbox_get_n_leads:
 * @self: a sandbox that was started
 *
 * Returns: how many leads the account has now, those of the sample data and those that were added
 */
gint64
foyer_sandbox_get_n_leads (FoyerSandbox *self)
{
  g_return_val_if_fail (FOYER_IS_SANDBOX (self), 0);

  return self->store != NULL ? self->store->last_lead : 0;
}
