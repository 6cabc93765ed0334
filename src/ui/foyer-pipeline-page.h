/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-lead-query.h"
#include "foyer-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Signal: toast (const char *text). Action: pipeline.move "(xx)": a lead, a stage. Uses: leads.open. */
#define FOYER_TYPE_PIPELINE_PAGE (foyer_pipeline_page_get_type ())
G_DECLARE_FINAL_TYPE (FoyerPipelinePage, foyer_pipeline_page, FOYER, PIPELINE_PAGE, AdwNavigationPage)

FoyerPipelinePage *foyer_pipeline_page_new (FoyerSession *session);
void foyer_pipeline_page_set_query (FoyerPipelinePage *self, const FoyerLeadQuery *query);

G_END_DECLS
