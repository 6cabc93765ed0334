/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-outbox.h"
#include "foyer-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Moves a lead to another stage, through the same rules as the form. Fails with FOYER_ERROR_INVALID when they refuse,
 * and G_IO_ERROR_CANCELLED when the person thought better of it. parent: where the reason is asked. Returns the change
 * in the outbox (transfer full), where it is held for so many seconds. */
void foyer_lead_move_async (FoyerSession *session,
                            gint64 platform_id,
                            gint64 stage_id,
                            guint hold,
                            GtkWidget *parent,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
FoyerOutboxRow *foyer_lead_move_finish (FoyerSession *session, GAsyncResult *result, char **problem, GError **error);

G_END_DECLS
