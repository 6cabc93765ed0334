/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FOYER_TYPE_PREFERENCES_DIALOG (foyer_preferences_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FoyerPreferencesDialog, foyer_preferences_dialog, FOYER, PREFERENCES_DIALOG, AdwPreferencesDialog)

/* Signals: changed: the account was changed and is to be kept; remove: the account is to be deleted (confirmed).
 * Uses: app.change-key. */
FoyerPreferencesDialog *foyer_preferences_dialog_new (FoyerSession *session, GSettings *settings);

G_END_DECLS
