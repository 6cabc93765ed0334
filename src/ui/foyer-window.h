/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-account-manager.h"
#include "foyer-leads-view.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FOYER_TYPE_WINDOW (foyer_window_get_type ())
G_DECLARE_FINAL_TYPE (FoyerWindow, foyer_window, FOYER, WINDOW, AdwApplicationWindow)

/* Actions: win.new-lead, win.save, win.save-and-new, win.save-and-next, win.filter, win.pipeline, win.search,
 * win.previous-lead, win.next-lead, win.refresh, win.leave, win.undo, win.outbox, win.show-row(s), win.unlock,
 * win.change-key, win.try-again. Signals: ready, try-again. Uses: app.change-key, app.show-row(s), app.outbox. */
FoyerWindow *foyer_window_new (GtkApplication *application, FoyerAccountManager *manager, GSettings *settings);
FoyerLeadsView *foyer_window_get_leads_view (FoyerWindow *self);
gboolean foyer_window_is_ready (FoyerWindow *self);
const char *foyer_window_get_page (FoyerWindow *self);
void foyer_window_show_welcome (FoyerWindow *self);
void foyer_window_show_failure (FoyerWindow *self, const GError *error);
void foyer_window_show_toast (FoyerWindow *self, const char *text, const char *button_label, const char *action);
void foyer_window_ask_secret (FoyerWindow *self);
void foyer_window_stay (FoyerWindow *self);
gboolean foyer_window_is_leaving (FoyerWindow *self);
void foyer_window_park_async (FoyerWindow *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean foyer_window_park_finish (FoyerWindow *self, GAsyncResult *result, GError **error);

G_END_DECLS
