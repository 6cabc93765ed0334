/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Going from one account to another: what was typed is kept first, then the account changes, then the window is told.
 */

#include "config.h"

#include "foyer-application-private.h"
#include "foyer-error-text.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  FoyerApplication *application; /* owned */
  FoyerAccountChange change;
  FoyerAccount *account; /* owned, nullable */
  char *secret;          /* owned, nullable */
} Pending;

static void
pending_free (Pending *pending)
{
  if (pending->secret != NULL)
    explicit_bzero (pending->secret, strlen (pending->secret));
  g_free (pending->secret);
  g_clear_object (&pending->account);
  g_clear_object (&pending->application);
  g_free (pending);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pending, pending_free)

static void
remember_account (FoyerApplication *self)
{
  FoyerSession *session = foyer_account_manager_get_session (self->manager);

  g_settings_set_string (self->settings, "last-account",
                         session != NULL ? foyer_account_get_uuid (foyer_session_get_account (session)) : "");
}

static void
tell_result (FoyerApplication *self, FoyerAccountChange change, gboolean secret_kept, const GError *error)
{
  FoyerSession *session = foyer_account_manager_get_session (self->manager);

  if (error != NULL && (change == FOYER_ACCOUNT_KEEP || change == FOYER_ACCOUNT_REMOVE || session != NULL))
    foyer_error_text_present (GTK_WIDGET (self->window), _ ("The Account Could Not Be Changed"), error);
  else if (error != NULL)
    foyer_window_show_failure (self->window, error);
  else if (session == NULL)
    foyer_window_show_welcome (self->window);
  else if (change == FOYER_ACCOUNT_ADD && !secret_kept)
    foyer_window_show_toast (self->window, _ ("There is no keyring: the secret will be asked for at each start"), NULL,
                             NULL);
  else if (change == FOYER_ACCOUNT_RESET_SAMPLE)
    foyer_window_show_toast (self->window, _ ("The sample data is as it was at first"), NULL, NULL);
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Pending) pending = user_data;
  FoyerApplication *self = pending->application;
  g_autoptr (GError) error = NULL;
  gboolean secret_kept = FALSE;

  foyer_account_manager_change_finish (FOYER_ACCOUNT_MANAGER (source), result, &secret_kept, &error);
  g_application_release (G_APPLICATION (self));
  if (self->window == NULL)
    return;

  if (error == NULL)
    remember_account (self);
  tell_result (self, pending->change, secret_kept, error);
  foyer_application_update_actions (self);
}

static void
parked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Pending) pending = user_data;
  FoyerApplication *self = pending->application;
  g_autoptr (GError) error = NULL;

  if (!foyer_window_park_finish (FOYER_WINDOW (source), result, &error))
    {
      foyer_error_text_present (GTK_WIDGET (source), _ ("What You Typed Could Not Be Kept"), error);
      g_application_release (G_APPLICATION (self));
      return;
    }
  foyer_account_manager_change_async (self->manager, pending->change, pending->account, pending->secret, NULL,
                                      changed_cb, pending);
  g_steal_pointer (&pending);
}

/**
 * foyer_application_change_account:
 * @self: the application, with its window
 * @change: what to do
 * @account: (nullable): the account it is about
 * @secret: (nullable): its secret; %NULL asks the keyring
 *
 * While another change is under way, does nothing: whatever asked for it can be asked again.
 */
void
foyer_application_change_account (FoyerApplication *self,
                                  FoyerAccountChange change,
                                  FoyerAccount *account,
                                  const char *secret)
{
  Pending *pending;

  if (foyer_account_manager_get_busy (self->manager))
    return;
  pending = g_new0 (Pending, 1);
  pending->application = g_object_ref (self);
  pending->change = change;
  pending->account = account != NULL ? g_object_ref (account) : NULL;
  pending->secret = g_strdup (secret);
  g_application_hold (G_APPLICATION (self));
  foyer_window_park_async (self->window, NULL, parked_cb, pending);
}

static void
try_again_cb (FoyerApplication *self)
{
  foyer_application_start_accounts (self);
}

/**
 * foyer_application_start_accounts:
 * @self: the application, with its window
 *
 * Opens what was open last, or the sample data if that was asked for; while an account is being closed, after that.
 */
void
foyer_application_start_accounts (FoyerApplication *self)
{
  g_autofree char *uuid = g_settings_get_string (self->settings, "last-account");
  g_autoptr (FoyerAccount) last = NULL;

  g_signal_handlers_disconnect_by_func (self->window, try_again_cb, self);
  g_signal_connect_object (self->window, "try-again", G_CALLBACK (try_again_cb), self, G_CONNECT_SWAPPED);
  self->waits_to_start = foyer_account_manager_get_busy (self->manager);
  if (self->waits_to_start)
    return;
  if (self->wants_sample)
    {
      self->wants_sample = FALSE;
      foyer_application_change_account (self, FOYER_ACCOUNT_OPEN_SAMPLE, NULL, NULL);
      return;
    }
  if (g_uuid_string_is_valid (uuid))
    last = foyer_account_new (uuid);
  foyer_application_change_account (self, FOYER_ACCOUNT_START, last, NULL);
}
