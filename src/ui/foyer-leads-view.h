/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-lead-page.h"
#include "foyer-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FOYER_TYPE_LEADS_VIEW (foyer_leads_view_get_type ())
G_DECLARE_FINAL_TYPE (FoyerLeadsView, foyer_leads_view, FOYER, LEADS_VIEW, AdwBreakpointBin)

/* Properties: session (FoyerSession, may be NULL), undo-seconds (for how long a save can be undone).
 * Signal: toast (const char *text, const char *button_label or NULL, const char *detailed_action_name or NULL).
 * Uses: what the sidebar and the lead page use. */
GtkWidget *foyer_leads_view_new (GListModel *accounts);
FoyerSession *foyer_leads_view_get_session (FoyerLeadsView *self);
void foyer_leads_view_prepare (FoyerLeadsView *self);
void foyer_leads_view_set_session (FoyerLeadsView *self, FoyerSession *session);
FoyerLeadPage *foyer_leads_view_get_lead_page (FoyerLeadsView *self);

void foyer_leads_view_start_new (FoyerLeadsView *self);
void foyer_leads_view_start_with (FoyerLeadsView *self, FoyerLead *lead);
void foyer_leads_view_save (FoyerLeadsView *self, gboolean then_new);
void foyer_leads_view_save_and_next (FoyerLeadsView *self);
void foyer_leads_view_filter (FoyerLeadsView *self);
void foyer_leads_view_step (FoyerLeadsView *self, int by);
void foyer_leads_view_search (FoyerLeadsView *self);
void foyer_leads_view_search_for (FoyerLeadsView *self, const char *text);
void foyer_leads_view_refresh (FoyerLeadsView *self);
void foyer_leads_view_follow_time (FoyerLeadsView *self);
void foyer_leads_view_leave (FoyerLeadsView *self);
void foyer_leads_view_show_outbox (FoyerLeadsView *self);
void foyer_leads_view_show_row (FoyerLeadsView *self, const char *uuid);
void foyer_leads_view_undo (FoyerLeadsView *self);
gboolean foyer_leads_view_can_undo (FoyerLeadsView *self);
void foyer_leads_view_park_async (FoyerLeadsView *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean foyer_leads_view_park_finish (FoyerLeadsView *self, GAsyncResult *result, GError **error);

G_END_DECLS
