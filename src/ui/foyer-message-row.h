/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FOYER_TYPE_MESSAGE_ROW (foyer_message_row_get_type ())
G_DECLARE_FINAL_TYPE (FoyerMessageRow, foyer_message_row, FOYER, MESSAGE_ROW, GtkListBoxRow)

GtkWidget *foyer_message_row_new (void);

G_END_DECLS
