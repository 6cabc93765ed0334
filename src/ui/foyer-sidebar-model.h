/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-lead-list-model.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FOYER_TYPE_SIDEBAR_MODEL (foyer_sidebar_model_get_type ())
G_DECLARE_FINAL_TYPE (FoyerSidebarModel, foyer_sidebar_model, FOYER, SIDEBAR_MODEL, GObject)

FoyerSidebarModel *foyer_sidebar_model_new (GListModel *drafts, GListModel *pending, FoyerLeadListModel *leads);
FoyerLeadListModel *foyer_sidebar_model_get_leads (FoyerSidebarModel *self);
guint foyer_sidebar_model_get_n_drafts (FoyerSidebarModel *self);
guint foyer_sidebar_model_get_n_local (FoyerSidebarModel *self);
guint foyer_sidebar_model_find_local (FoyerSidebarModel *self, const char *uuid, gint64 platform_id);
guint foyer_sidebar_model_find_lead (FoyerSidebarModel *self, gint64 platform_id);
gint64 foyer_sidebar_model_get_lead_id (FoyerSidebarModel *self, guint position);

G_END_DECLS
