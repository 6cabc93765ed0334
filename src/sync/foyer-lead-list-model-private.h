/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-lead-list-model.h"
#include "foyer-mirror-file.h"

G_BEGIN_DECLS

/* For the session, which makes it and tells it what happens. */
FoyerLeadListModel *foyer_lead_list_model_new (FoyerMirrorFile *mirror, const FoyerLeadQuery *query, GArray *pending);
void foyer_lead_list_model_mirror_changed (FoyerLeadListModel *self);
void foyer_lead_list_model_time_passed (FoyerLeadListModel *self);

G_END_DECLS
