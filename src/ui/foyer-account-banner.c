/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with the account as a whole, as a banner: derived here from the state, and nowhere else. */

#include "config.h"

#include "foyer-account-banner.h"

#include <glib/gi18n.h>

static const char *
trouble_text (FoyerTrouble trouble)
{
  switch (trouble)
    {
    case FOYER_TROUBLE_OFFLINE:
      /* Translators: a banner: there is no network; changes are kept on this computer */
      return _ ("Working offline.");
    case FOYER_TROUBLE_CLOCK:
      return _ ("This computer’s clock is wrong, so the platform refuses everything.");
    case FOYER_TROUBLE_UNAUTHORIZED:
      return _ ("The platform no longer accepts this key and secret.");
    case FOYER_TROUBLE_FORBIDDEN:
      return _ ("This key may not do what Foyer needs.");
    case FOYER_TROUBLE_NO_SECRET:
      return _ ("The secret of this account is needed to reach the platform.");
    case FOYER_TROUBLE_NONE:
    default:
      return NULL;
    }
}

static void
set_button (FoyerAccountBanner *banner, FoyerTrouble trouble, gboolean is_paused, guint n_waiting)
{
  if (is_paused && trouble == FOYER_TROUBLE_FORBIDDEN)
    trouble = FOYER_TROUBLE_UNAUTHORIZED; /* another key helps here, too */
  switch (trouble)
    {
    case FOYER_TROUBLE_NO_SECRET:
      /* Translators: a button: asks for the secret of the account */
      banner->button = _ ("_Unlock…");
      banner->action = "win.unlock";
      return;
    case FOYER_TROUBLE_UNAUTHORIZED:
      /* Translators: a button: asks for another key of the account */
      banner->button = _ ("_Replace Key…");
      banner->action = "win.change-key";
      return;
    case FOYER_TROUBLE_OFFLINE:
      if (n_waiting > 0)
        {
          /* Translators: a button: shows the changes that wait to be sent */
          banner->button = _ ("_Outbox");
          banner->action = "win.outbox";
          return;
        }
      break;
    case FOYER_TROUBLE_CLOCK:
    case FOYER_TROUBLE_FORBIDDEN:
    case FOYER_TROUBLE_NONE:
    default:
      break;
    }
  /* Translators: a button: asks the platform once more */
  banner->button = _ ("_Try Again");
  banner->action = "win.refresh";
}

/**
 * foyer_account_banner_derive:
 * @trouble: what is wrong with the account as a whole
 * @is_paused: whether nothing is sent because the key was refused
 * @n_waiting: how many changes wait to be sent
 *
 * Returns: the banner for it; clear it with foyer_account_banner_clear()
 */
FoyerAccountBanner
foyer_account_banner_derive (FoyerTrouble trouble, gboolean is_paused, guint n_waiting)
{
  /* Reading may still work where sending was refused. */
  FoyerTrouble shown = trouble == FOYER_TROUBLE_NONE && is_paused ? FOYER_TROUBLE_FORBIDDEN : trouble;
  const char *sentence = trouble_text (shown);
  FoyerAccountBanner banner = { 0 };
  g_autofree char *count = NULL;

  if (sentence == NULL)
    return banner;
  set_button (&banner, shown, is_paused, n_waiting);
  if (n_waiting == 0)
    {
      banner.text = g_strdup (sentence);
      return banner;
    }
  count = g_strdup_printf (ngettext ("%'u change waits.", "%'u changes wait.", n_waiting), n_waiting);
  /* Translators: two whole sentences one after the other, for example "Working offline. 3 changes wait." */
  banner.text = g_strdup_printf (C_ ("two sentences", "%1$s %2$s"), sentence, count);
  return banner;
}

void
foyer_account_banner_clear (FoyerAccountBanner *self)
{
  g_clear_pointer (&self->text, g_free);
  self->button = NULL;
  self->action = NULL;
}
