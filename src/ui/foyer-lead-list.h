/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-lead-query.h"
#include "foyer-lead-summary.h"
#include "foyer-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FOYER_TYPE_LEAD_LIST (foyer_lead_list_get_type ())
G_DECLARE_FINAL_TYPE (FoyerLeadList, foyer_lead_list, FOYER, LEAD_LIST, AdwBin)

/* Property: collapsed (whether the list is all there is to see: then a choice opens only when it is pressed). Signal:
 * open (FoyerLeadSummary, FoyerDraft or FoyerOutboxRow, gboolean take_focus). */
void foyer_lead_list_set_session (FoyerLeadList *self, FoyerSession *session);
void foyer_lead_list_set_collapsed (FoyerLeadList *self, gboolean collapsed);
void foyer_lead_list_set_loading (FoyerLeadList *self, gboolean loading);

const FoyerLeadQuery *foyer_lead_list_get_query (FoyerLeadList *self);
void foyer_lead_list_set_query (FoyerLeadList *self, const FoyerLeadQuery *query);
void foyer_lead_list_focus (FoyerLeadList *self);
void foyer_lead_list_open_first (FoyerLeadList *self);
void foyer_lead_list_select (FoyerLeadList *self, const char *uuid, gint64 platform_id);
void foyer_lead_list_step (FoyerLeadList *self, int by);

G_END_DECLS
