/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void foyer_secret_dialog_ask_async (GtkWidget *parent,
                                    FoyerSession *session,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean foyer_secret_dialog_ask_finish (GAsyncResult *result);

G_END_DECLS
