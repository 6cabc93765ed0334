/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-picklist-item.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define FOYER_TYPE_PICKLIST (foyer_picklist_get_type ())
G_DECLARE_FINAL_TYPE (FoyerPicklist, foyer_picklist, FOYER, PICKLIST, GObject)

FoyerPicklist *foyer_picklist_new (FoyerPicklistKind kind);
FoyerPicklistKind foyer_picklist_get_kind (FoyerPicklist *self);
FoyerPicklistItem *foyer_picklist_lookup (FoyerPicklist *self, gint64 id);
GPtrArray *foyer_picklist_find_title (FoyerPicklist *self, const char *title, gint64 parent_id);
gboolean foyer_picklist_has_children_of (FoyerPicklist *self, gint64 parent_id);
gboolean foyer_picklist_update (FoyerPicklist *self, GPtrArray *items);
gint64 foyer_picklist_get_fetched (FoyerPicklist *self);
void foyer_picklist_set_fetched (FoyerPicklist *self, gint64 fetched);

G_END_DECLS
