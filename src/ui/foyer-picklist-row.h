/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-picklists.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Properties: picklists, kind, parent-id, selected-id; required (nothing is chosen and something must be), known
 * (FALSE: nobody here knows what the platform has). Signal refresh-wanted (FoyerPicklistKind): an id no list has named.
 */
#define FOYER_TYPE_PICKLIST_ROW (foyer_picklist_row_get_type ())
G_DECLARE_FINAL_TYPE (FoyerPicklistRow, foyer_picklist_row, FOYER, PICKLIST_ROW, AdwComboRow)

FoyerPicklistRow *foyer_picklist_row_new (void);
void foyer_picklist_row_set_picklists (FoyerPicklistRow *self, FoyerPicklists *picklists);
void foyer_picklist_row_set_kind (FoyerPicklistRow *self, FoyerPicklistKind kind);
gint64 foyer_picklist_row_get_parent_id (FoyerPicklistRow *self);
void foyer_picklist_row_set_parent_id (FoyerPicklistRow *self, gint64 parent_id);
gint64 foyer_picklist_row_get_selected_id (FoyerPicklistRow *self);
void foyer_picklist_row_set_selected_id (FoyerPicklistRow *self, gint64 selected_id);
gboolean foyer_picklist_row_type_letter (FoyerPicklistRow *self, gunichar letter, guint32 time);

char *foyer_picklist_row_item_title (FoyerPicklistItem *item);

G_END_DECLS
