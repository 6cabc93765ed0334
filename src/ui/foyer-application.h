/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-account-manager.h"
#include "foyer-window.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FOYER_TYPE_APPLICATION (foyer_application_get_type ())
G_DECLARE_FINAL_TYPE (FoyerApplication, foyer_application, FOYER, APPLICATION, AdwApplication)

/* Actions: app.quit, app.about, app.preferences, app.shortcuts, app.connect, app.change-key, app.open-sample,
 * app.reset-sample, app.leave-sample, app.account (the UUID of an account). */
FoyerApplication *foyer_application_new (const char *data_dir, const char *cache_dir);
FoyerAccountManager *foyer_application_get_manager (FoyerApplication *self);
FoyerWindow *foyer_application_get_window (FoyerApplication *self);

G_END_DECLS
