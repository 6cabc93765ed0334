/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-lead-list.h"

G_BEGIN_DECLS

#define FOYER_TYPE_LEAD_SIDEBAR (foyer_lead_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (FoyerLeadSidebar, foyer_lead_sidebar, FOYER, LEAD_SIDEBAR, AdwNavigationPage)

/* Properties: session (FoyerSession, may be NULL), collapsed (whether it is all there is to see).
 * Signal: open (FoyerLead, FoyerDraft or FoyerOutboxRow, gboolean take_focus).
 * Uses: win.new-lead, win.refresh, win.unlock, win.change-key, win.outbox, win.leave and the application's menu
 * actions. */
void foyer_lead_sidebar_set_session (FoyerLeadSidebar *self, FoyerSession *session);
void foyer_lead_sidebar_set_accounts (FoyerLeadSidebar *self, GListModel *accounts);
void foyer_lead_sidebar_set_collapsed (FoyerLeadSidebar *self, gboolean collapsed);
void foyer_lead_sidebar_set_loading (FoyerLeadSidebar *self, gboolean loading);
void foyer_lead_sidebar_search (FoyerLeadSidebar *self);
void foyer_lead_sidebar_search_for (FoyerLeadSidebar *self, const char *text);
FoyerLeadList *foyer_lead_sidebar_get_list (FoyerLeadSidebar *self);

G_END_DECLS
