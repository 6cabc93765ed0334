/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Properties: text, suffix (a widget at the row's end). */
#define FOYER_TYPE_TEXT_ROW (foyer_text_row_get_type ())
G_DECLARE_FINAL_TYPE (FoyerTextRow, foyer_text_row, FOYER, TEXT_ROW, AdwPreferencesRow)

void foyer_text_row_set_text (FoyerTextRow *self, const char *text);

G_END_DECLS
