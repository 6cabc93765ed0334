/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FOYER_TYPE_TEXT_LINES (foyer_text_lines_get_type ())
G_DECLARE_FINAL_TYPE (FoyerTextLines, foyer_text_lines, FOYER, TEXT_LINES, GtkWidget)

G_END_DECLS
