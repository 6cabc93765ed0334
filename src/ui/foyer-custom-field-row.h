/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Signals: renamed (const char *), removed. */
#define FOYER_TYPE_CUSTOM_FIELD_ROW (foyer_custom_field_row_get_type ())
G_DECLARE_FINAL_TYPE (FoyerCustomFieldRow, foyer_custom_field_row, FOYER, CUSTOM_FIELD_ROW, AdwEntryRow)

FoyerCustomFieldRow *foyer_custom_field_row_new (gint64 number, const char *name);
gint64 foyer_custom_field_row_get_number (FoyerCustomFieldRow *self);
void foyer_custom_field_row_set_name (FoyerCustomFieldRow *self, const char *name);

G_END_DECLS
