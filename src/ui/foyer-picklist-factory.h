/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

GtkListItemFactory *foyer_picklist_factory_new_for_value (gpointer row);
GtkListItemFactory *foyer_picklist_factory_new_for_list (gpointer row);

G_END_DECLS
