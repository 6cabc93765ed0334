/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-search.h"
#include "foyer-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FOYER_TYPE_LEAD_ROW (foyer_lead_row_get_type ())
G_DECLARE_FINAL_TYPE (FoyerLeadRow, foyer_lead_row, FOYER, LEAD_ROW, GtkBox)

GtkWidget *foyer_lead_row_new (GtkListItem *list_item);
void foyer_lead_row_set_item (FoyerLeadRow *self, gpointer item);
void foyer_lead_row_set_session (FoyerLeadRow *self, FoyerSession *session);
void foyer_lead_row_set_search (FoyerLeadRow *self, const FoyerSearch *search);
void foyer_lead_row_set_is_in_column (FoyerLeadRow *self, gboolean is_in_column);
gpointer foyer_lead_row_get_item (FoyerLeadRow *self);
void foyer_lead_row_update (FoyerLeadRow *self);
void foyer_lead_row_identify (gpointer item, const char **uuid, gint64 *platform_id);

G_END_DECLS
