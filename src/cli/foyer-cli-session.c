/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The account session for a program that does one thing after the other. */

#include "foyer-cli-session.h"

#include "foyer-accounts.h"
#include "foyer-cli-account.h"
#include "foyer-cli-await.h"
#include "foyer-cli-secret.h"
#include "foyer-error.h"

#include <glib/gi18n.h>
#include <unistd.h>

struct _FoyerCliSession
{
  GObject parent_instance;

  /* owned */
  GCancellable *cancellable;
  FoyerAccounts *accounts; /* nullable */
  FoyerSession *session;   /* nullable */

  gboolean asked_for_secret;
};

G_DEFINE_FINAL_TYPE (FoyerCliSession, foyer_cli_session, G_TYPE_OBJECT)

static void
foyer_cli_session_finalize (GObject *object)
{
  FoyerCliSession *self = FOYER_CLI_SESSION (object);

  g_clear_object (&self->session);
  g_clear_object (&self->accounts);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (foyer_cli_session_parent_class)->finalize (object);
}

static void
foyer_cli_session_class_init (FoyerCliSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = foyer_cli_session_finalize;
}

static void
foyer_cli_session_init (FoyerCliSession *self)
{
}

/**
 * foyer_cli_session_new:
 * @cancellable: what a person's Ctrl+C cancels
 */
FoyerCliSession *
foyer_cli_session_new (GCancellable *cancellable)
{
  FoyerCliSession *self = g_object_new (FOYER_TYPE_CLI_SESSION, NULL);

  self->cancellable = g_object_ref (cancellable);
  return self;
}

static char *
ask_for_secret (FoyerCliSession *self)
{
  self->asked_for_secret = TRUE;
  return foyer_cli_secret_read_line (STDIN_FILENO, _ ("Secret of the account: "), self->cancellable);
}

/* Whether what was just asked was answered without a secret, and there is one now: then it is asked again. */
static gboolean
should_ask_again (FoyerCliSession *self, GError **error)
{
  char *secret;

  if (self->asked_for_secret || foyer_session_get_trouble (self->session) != FOYER_TROUBLE_NO_SECRET)
    return FALSE;
  secret = ask_for_secret (self);
  if (secret == NULL)
    return FALSE;
  g_clear_error (error);
  foyer_session_set_secret (self->session, secret);
  foyer_cli_secret_wipe (secret);
  return TRUE;
}

/**
 * foyer_cli_session_has_secret:
 *
 * Returns: whether there is a secret, or may be one still; a person, or standard input, is asked for it once
 */
gboolean
foyer_cli_session_has_secret (FoyerCliSession *self)
{
  return foyer_session_get_trouble (self->session) != FOYER_TROUBLE_NO_SECRET || should_ask_again (self, NULL);
}

/**
 * foyer_cli_session_is_refused:
 *
 * Returns: whether the platform refuses the account itself, and why: what this desk remembers is no answer then
 */
gboolean
foyer_cli_session_is_refused (FoyerCliSession *self, GError **error)
{
  static const struct
  {
    FoyerTrouble trouble;
    FoyerErrorCode code;
    const char *message;
  } refusals[] = {
    { FOYER_TROUBLE_UNAUTHORIZED, FOYER_ERROR_UNAUTHORIZED, "The key or the secret is not valid" },
    { FOYER_TROUBLE_FORBIDDEN, FOYER_ERROR_FORBIDDEN, "The key may not do this" },
    { FOYER_TROUBLE_CLOCK, FOYER_ERROR_CLOCK, "The clocks are too far apart" },
    { FOYER_TROUBLE_NO_SECRET, FOYER_ERROR_KEYRING, "The secret of this account is not known" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (refusals[i].trouble == foyer_session_get_trouble (self->session))
      {
        g_clear_error (error);
        g_set_error_literal (error, FOYER_ERROR, refusals[i].code, refusals[i].message);
        return TRUE;
      }
  return FALSE;
}

static GPtrArray *
list_accounts (FoyerCliSession *self, GError **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  foyer_accounts_list_async (self->accounts, self->cancellable, foyer_cli_answered_cb, &answer);
  foyer_cli_await (&answer);
  return foyer_accounts_list_finish (self->accounts, answer, error);
}

/**
 * foyer_cli_session_open:
 * @secret: (nullable): the secret from the environment
 *
 * An account named by address and key takes its secret from standard input before the keyring is asked; a saved one
 * asks there only when the keyring has none, so that a script's own standard input is left alone. What waits in the
 * outbox stays there until a command delivers.
 */
gboolean
foyer_cli_session_open (FoyerCliSession *self, FoyerCliArguments *arguments, const char *secret, GError **error)
{
  g_autofree char *data_dir = g_build_filename (g_get_user_data_dir (), "foyer", NULL);
  g_autofree char *cache_dir = g_build_filename (g_get_user_cache_dir (), "foyer", NULL);
  const char *address = arguments->texts[FOYER_CLI_OPTION_ADDRESS];
  const char *key = arguments->texts[FOYER_CLI_OPTION_KEY];
  int lifetime = foyer_cli_arguments_get_number (arguments, FOYER_CLI_OPTION_REQUEST_LIFETIME, 0);
  g_autoptr (GPtrArray) accounts = NULL;
  g_autoptr (FoyerAccount) account = NULL;
  g_autoptr (GAsyncResult) answer = NULL;
  char *typed_secret = NULL;

  self->accounts = foyer_accounts_new (data_dir, cache_dir);
  foyer_accounts_set_delivers (self->accounts, FALSE);
  accounts = list_accounts (self, error);
  if (accounts == NULL)
    return FALSE;
  account = address != NULL ? foyer_cli_account_for_address (accounts, address, key, error)
                            : foyer_cli_account_choose (accounts, arguments->texts[FOYER_CLI_OPTION_ACCOUNT], error);
  if (account == NULL)
    return FALSE;
  if (lifetime > 0)
    foyer_account_set_request_lifetime (account, lifetime);

  self->asked_for_secret = secret != NULL;
  if (secret == NULL && address != NULL && foyer_cli_command_get_info (arguments->command)->needs_platform)
    typed_secret = ask_for_secret (self);
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  foyer_accounts_open_async (self->accounts, account, typed_secret != NULL ? typed_secret : secret, self->cancellable,
                             foyer_cli_answered_cb, &answer);
  g_clear_pointer (&typed_secret, foyer_cli_secret_wipe);
  foyer_cli_await (&answer);
  self->session = foyer_accounts_open_finish (self->accounts, answer, error);
  return self->session != NULL;
}

/**
 * foyer_cli_session_close:
 *
 * Waits for what is being written. Nothing else may be called afterwards.
 */
void
foyer_cli_session_close (FoyerCliSession *self)
{
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  if (self->session == NULL)
    return;
  foyer_session_close_async (self->session, NULL, foyer_cli_answered_cb, &answer);
  foyer_cli_await (&answer);
  if (!foyer_session_close_finish (self->session, answer, &error))
    g_info ("The session did not close well: %s", error->message);
  g_clear_object (&self->session);
}

/**
 * foyer_cli_session_get_cancellable:
 *
 * Returns: (transfer none): what a person's Ctrl+C cancels
 */
GCancellable *
foyer_cli_session_get_cancellable (FoyerCliSession *self)
{
  return self->cancellable;
}

/**
 * foyer_cli_session_get_picklists:
 *
 * Returns: (transfer none): the lists, as they are remembered
 */
FoyerPicklists *
foyer_cli_session_get_picklists (FoyerCliSession *self)
{
  return foyer_session_get_picklists (self->session);
}

/**
 * foyer_cli_session_get_session:
 *
 * Returns: (transfer none): the session below
 */
FoyerSession *
foyer_cli_session_get_session (FoyerCliSession *self)
{
  return self->session;
}

gboolean
foyer_cli_session_ping (FoyerCliSession *self, gint64 *server_time, GError **error)
{
  gboolean answered;

  do
    {
      g_autoptr (GAsyncResult) answer = NULL;

      foyer_session_ping_async (self->session, self->cancellable, foyer_cli_answered_cb, &answer);
      foyer_cli_await (&answer);
      answered = foyer_session_ping_finish (self->session, answer, server_time, error);
    }
  while (!answered && should_ask_again (self, error));
  return answered;
}

/**
 * foyer_cli_session_refresh_picklist:
 * @max_age: in seconds; a list that was fetched less long ago is left alone
 */
gboolean
foyer_cli_session_refresh_picklist (FoyerCliSession *self, FoyerPicklistKind kind, guint max_age, GError **error)
{
  gboolean refreshed;

  do
    {
      g_autoptr (GAsyncResult) answer = NULL;

      foyer_session_refresh_picklists_async (self->session, kind, max_age, self->cancellable, foyer_cli_answered_cb,
                                             &answer);
      foyer_cli_await (&answer);
      refreshed = foyer_session_refresh_picklists_finish (self->session, answer, error);
    }
  while (!refreshed && should_ask_again (self, error));
  return refreshed;
}

/**
 * foyer_cli_session_list_leads:
 * @text: (nullable): what they contain
 * @is_current: (out): whether they are from the platform, and not what this desk remembers
 *
 * Returns: (transfer full) (nullable) (element-type FoyerLead): the newest first
 */
GPtrArray *
foyer_cli_session_list_leads (
    FoyerCliSession *self, const char *text, guint limit, gboolean *is_current, GError **error)
{
  GPtrArray *leads = NULL;

  do
    {
      g_autoptr (GAsyncResult) answer = NULL;

      g_clear_pointer (&leads, g_ptr_array_unref);
      foyer_session_list_leads_async (self->session, text, limit, self->cancellable, foyer_cli_answered_cb, &answer);
      foyer_cli_await (&answer);
      leads = foyer_session_list_leads_finish (self->session, answer, error);
    }
  while (should_ask_again (self, error));
  if (leads != NULL && foyer_cli_session_is_refused (self, error))
    g_clear_pointer (&leads, g_ptr_array_unref);
  *is_current = foyer_session_get_trouble (self->session) != FOYER_TROUBLE_OFFLINE;
  return leads;
}

/**
 * foyer_cli_session_load_lead:
 * @is_current: (out): whether it is the platform's newest, and not what this desk remembers
 *
 * Returns: (transfer full) (nullable): the lead
 */
FoyerLead *
foyer_cli_session_load_lead (FoyerCliSession *self, gint64 id, gboolean *is_current, GError **error)
{
  FoyerLead *lead = NULL;

  do
    {
      g_autoptr (GAsyncResult) answer = NULL;

      g_clear_object (&lead);
      foyer_session_load_lead_async (self->session, id, self->cancellable, foyer_cli_answered_cb, &answer);
      foyer_cli_await (&answer);
      lead = foyer_session_load_lead_finish (self->session, answer, is_current, error);
    }
  while (should_ask_again (self, error));
  if (lead != NULL && !*is_current && foyer_cli_session_is_refused (self, error))
    g_clear_object (&lead);
  return lead;
}

/**
 * foyer_cli_session_search_parties:
 * @company_id: only people of that company, 0 for any
 *
 * Returns: (transfer full) (nullable) (element-type FoyerParty): companies or people
 */
GPtrArray *
foyer_cli_session_search_parties (
    FoyerCliSession *self, FoyerPartyKind kind, const char *text, gint64 company_id, guint limit, GError **error)
{
  GPtrArray *parties = NULL;

  do
    {
      g_autoptr (GAsyncResult) answer = NULL;

      g_clear_pointer (&parties, g_ptr_array_unref);
      foyer_session_search_parties_async (self->session, kind, text, company_id, limit, self->cancellable,
                                          foyer_cli_answered_cb, &answer);
      foyer_cli_await (&answer);
      parties = foyer_session_search_parties_finish (self->session, answer, error);
    }
  while (should_ask_again (self, error));
  if (parties != NULL && foyer_cli_session_is_refused (self, error))
    g_clear_pointer (&parties, g_ptr_array_unref);
  return parties;
}
