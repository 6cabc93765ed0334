/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

char *foyer_left_to_right_isolate (const char *text);
void foyer_left_to_right_entry (GtkEditable *entry);

G_END_DECLS
