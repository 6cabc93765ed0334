/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is behind the server: the account as it stands, and the two steps of a request, judge and commit. A second copy
 * of the account, which is told of every commit later, answers lists that lag behind. */
#include "foyer-sandbox-platform.h"

#include <string.h>

#include "foyer-sandbox-journal.h"
#include "foyer-sandbox-params.h"
#include "foyer-sandbox-time.h"

#define ROOT     "/api/1.0/"
#define MAX_BODY (4 * 1024 * 1024)
#define DAY      (24 * 60 * 60)

struct _FoyerSandboxPlatform
{
  /* Owned. */
  char *key;
  char *secret;
  FoyerSandboxStore *store;
  FoyerSandboxJournal *journal; /* NULL when commits stay in memory */
  FoyerSandboxStore *replica;   /* NULL when no list lags */
  GQueue untold;                /* of Commit, oldest first: what the replica does not know yet */

  guint lifetime;
};

typedef struct
{
  const FoyerSandboxAction *action;
  JsonObject *params; /* owned */
  gint64 now;
  gint64 happened; /* monotonic microseconds */
} Commit;

static void
commit_free (Commit *commit)
{
  json_object_unref (commit->params);
  g_free (commit);
}

static FoyerSandboxStore *
new_store (const FoyerSandboxOrigin *origin)
{
  FoyerSandboxStore *store = foyer_sandbox_store_new (origin->seed, origin->leads, origin->epoch);

  /* What was accepted once is not judged by the options of today. */
  store->quality_optional = TRUE;
  return store;
}

/* Reads the journal, blocking. A journal that exists decides the seed, the number of leads and the epoch. */
FoyerSandboxPlatform *
foyer_sandbox_platform_open (const FoyerSandboxOptions *options, GError **error)
{
  g_autoptr (FoyerSandboxPlatform) platform = g_new0 (FoyerSandboxPlatform, 1);
  FoyerSandboxOrigin origin = { .seed = options->seed,
                                .leads = CLAMP (options->leads, 0, FOYER_SANDBOX_MAX_LEADS),
                                .epoch = options->epoch };

  platform->key = g_strdup (options->key);
  platform->secret = g_strdup (options->secret);
  platform->lifetime = options->lifetime;
  if (origin.epoch == 0)
    origin.epoch = foyer_sandbox_time_now () / DAY * DAY;
  if (options->journal != NULL)
    {
      platform->journal = foyer_sandbox_journal_open (options->journal, &origin, error);
      if (platform->journal == NULL)
        return NULL;
    }
  platform->store = new_store (&origin);
  if (options->faults != NULL && foyer_sandbox_faults_have_lag (options->faults))
    platform->replica = new_store (&origin);
  if (platform->journal != NULL
      && !foyer_sandbox_journal_replay (platform->journal, platform->store, platform->replica, error))
    return NULL;
  platform->store->quality_optional = options->quality_optional;
  platform->store->required_custom_field = options->required_custom_field;
  platform->store->all_notes = options->all_notes;
  if (platform->replica != NULL)
    platform->replica->all_notes = options->all_notes;
  return g_steal_pointer (&platform);
}

void
foyer_sandbox_platform_close (FoyerSandboxPlatform *platform)
{
  g_queue_clear_full (&platform->untold, (GDestroyNotify) commit_free);
  g_clear_pointer (&platform->journal, foyer_sandbox_journal_close);
  g_clear_pointer (&platform->replica, foyer_sandbox_store_free);
  g_clear_pointer (&platform->store, foyer_sandbox_store_free);
  g_free (platform->key);
  g_free (platform->secret);
  g_free (platform);
}

gboolean
foyer_sandbox_platform_keeps_body (gint64 length)
{
  return length <= MAX_BODY;
}

static FoyerSandboxReply *
refuse (guint error_code, const char *message)
{
  return foyer_sandbox_reply_new_refusal (error_code, FOYER_SANDBOX_NO_SPECIFIC_CODE, message, NULL);
}

/* The namespace of a target; NULL when it is none of the platform's. */
static char *
read_space (const char *target)
{
  const char *query = strchr (target, '?');
  gsize length = query != NULL ? (gsize) (query - target) : strlen (target);

  return g_str_has_prefix (target, ROOT) ? g_strndup (target + strlen (ROOT), length - strlen (ROOT)) : NULL;
}

/* NULL when there is none. */
const FoyerSandboxAction *
foyer_sandbox_platform_find_action (const FoyerSandboxRequest *request)
{
  const char *query = strchr (request->target, '?');
  g_autofree char *space = read_space (request->target);
  g_autoptr (GHashTable) fields = query != NULL ? soup_form_decode (query + 1) : NULL;
  const char *name = fields != NULL ? g_hash_table_lookup (fields, "action") : NULL;

  return space != NULL && name != NULL ? foyer_sandbox_action_find (space, name) : NULL;
}

/* NULL when nothing is to be said against the request at that time; EXCHANGE is ready then. */
FoyerSandboxReply *
foyer_sandbox_platform_judge (FoyerSandboxPlatform *platform, FoyerSandboxExchange *exchange, gint64 now)
{
  const FoyerSandboxRequest *request = exchange->request;
  const FoyerSandboxAuth auth = { .key = platform->key,
                                  .secret = platform->secret,
                                  .revoked_key = FOYER_SANDBOX_REVOKED_KEY,
                                  .lifetime = platform->lifetime };
  g_autofree char *space = read_space (request->target);
  FoyerSandboxReply *refusal;

  if (space == NULL)
    return refuse (FOYER_SANDBOX_NOT_FOUND, "There is nothing here");
  if (!g_str_equal (request->method, "POST"))
    return refuse (FOYER_SANDBOX_METHOD_NOT_ALLOWED, "Only POST is allowed");
  if (request->length > MAX_BODY)
    return refuse (FOYER_SANDBOX_TOO_LARGE, "The request is too large");
  refusal = foyer_sandbox_auth_check (&auth, request, now);
  if (refusal != NULL)
    return refusal;
  if (!foyer_sandbox_action_space_exists (space))
    return refuse (FOYER_SANDBOX_NOT_FOUND, "There is no such namespace");
  if (exchange->action == NULL)
    return refuse (FOYER_SANDBOX_METHOD_NOT_ALLOWED, "There is no such action");
  if (exchange->params == NULL)
    exchange->params = foyer_sandbox_params_parse (request->body, request->length);
  if (exchange->params == NULL)
    return refuse (FOYER_SANDBOX_BAD_REQUEST, "The request is no JSON object");
  exchange->call = (FoyerSandboxCall) { .store = platform->store, .params = exchange->params, .now = now };
  return exchange->action->judge != NULL ? exchange->action->judge (&exchange->call) : NULL;
}

/* The replica as the account was SECONDS ago. It cannot forget: it is at most as far behind as it was asked for last.
 */
static FoyerSandboxStore *
look_back (FoyerSandboxPlatform *platform, double seconds)
{
  gint64 until = g_get_monotonic_time () - (gint64) (seconds * G_USEC_PER_SEC);
  Commit *commit;

  while ((commit = g_queue_peek_head (&platform->untold)) != NULL && commit->happened <= until)
    {
      FoyerSandboxCall call = { .store = platform->replica, .params = commit->params, .now = commit->now };
      FoyerSandboxReply *refusal = commit->action->judge (&call);

      g_assert (refusal == NULL);
      commit->action->reserve (&call);
      commit->action->apply (&call);
      commit_free (g_queue_pop_head (&platform->untold));
    }
  return platform->replica;
}

static void
tell_replica_later (FoyerSandboxPlatform *platform, FoyerSandboxExchange *exchange)
{
  Commit *commit = g_new0 (Commit, 1);

  commit->action = exchange->action;
  commit->params = json_object_ref (exchange->params);
  commit->now = exchange->call.now;
  commit->happened = g_get_monotonic_time ();
  g_queue_push_tail (&platform->untold, commit);
}

/* Of what was judged. Writes into the journal first: what is answered has happened, whatever happens next. LAG: how old
 * what is read may be, in seconds. */
FoyerSandboxReply *
foyer_sandbox_platform_commit (FoyerSandboxPlatform *platform, FoyerSandboxExchange *exchange, double lag)
{
  FoyerSandboxCall *call = &exchange->call;
  g_autofree char *key = foyer_sandbox_auth_read_key (exchange->request);
  const FoyerSandboxSender sender = { .key = key,
                                      .date = soup_message_headers_get_one (exchange->request->headers, "IVVY-Date") };
  FoyerSandboxReply *reply;
  g_autoptr (GError) error = NULL;

  if (exchange->action->apply == NULL)
    {
      if (lag > 0)
        call->store = look_back (platform, lag);
      return exchange->action->answer (call);
    }
  exchange->action->reserve (call);
  reply = exchange->action->answer (call);
  if (platform->journal != NULL
      && !foyer_sandbox_journal_append (platform->journal, exchange->action, call, &sender, reply, &error))
    {
      foyer_sandbox_reply_free (reply);
      g_warning ("The journal cannot be written: %s", error->message);
      return refuse (FOYER_SANDBOX_INTERNAL_ERROR, "The commit could not be kept");
    }
  exchange->action->apply (call);
  if (platform->replica != NULL)
    tell_replica_later (platform, exchange);
  return reply;
}

/* Writes into the journal what was done to the request. OUTCOME may be NULL. */
void
foyer_sandbox_platform_note (FoyerSandboxPlatform *platform,
                             const FoyerSandboxExchange *exchange,
                             const char *fault,
                             const char *outcome)
{
  const char *date = soup_message_headers_get_one (exchange->request->headers, "IVVY-Date");
  g_autoptr (GError) error = NULL;

  if (platform->journal != NULL
      && !foyer_sandbox_journal_append_fault (platform->journal, fault, outcome, exchange->action, date, &error))
    g_warning ("The journal cannot be written: %s", error->message);
}
