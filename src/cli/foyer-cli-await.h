/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void foyer_cli_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data);
GAsyncResult *foyer_cli_await (GAsyncResult **answer);

G_END_DECLS
