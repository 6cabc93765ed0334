/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-picklists.h"
#include "foyer-sidebar-model.h"

G_BEGIN_DECLS

#define FOYER_TYPE_LEAD_HEADERS (foyer_lead_headers_get_type ())
G_DECLARE_FINAL_TYPE (FoyerLeadHeaders, foyer_lead_headers, FOYER, LEAD_HEADERS, GObject)

FoyerLeadHeaders *foyer_lead_headers_new (void);
GtkListItemFactory *foyer_lead_headers_get_factory (FoyerLeadHeaders *self);
void foyer_lead_headers_set_model (FoyerLeadHeaders *self, FoyerSidebarModel *model, FoyerPicklists *picklists);
void foyer_lead_headers_update (FoyerLeadHeaders *self);

G_END_DECLS
