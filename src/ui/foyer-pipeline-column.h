/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-lead-query.h"
#include "foyer-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FOYER_TYPE_PIPELINE_COLUMN (foyer_pipeline_column_get_type ())
G_DECLARE_FINAL_TYPE (FoyerPipelineColumn, foyer_pipeline_column, FOYER, PIPELINE_COLUMN, AdwBin)

/* Uses the actions pipeline.move "(xx)": a lead, a stage; and leads.open "x". */
GtkWidget *foyer_pipeline_column_new (FoyerSession *session, gint64 stage_id, const char *title, gboolean is_target);
gint64 foyer_pipeline_column_get_stage_id (FoyerPipelineColumn *self);
void foyer_pipeline_column_set_query (FoyerPipelineColumn *self, const FoyerLeadQuery *query);
void foyer_pipeline_column_set_is_seen (FoyerPipelineColumn *self, gboolean is_seen);
void foyer_pipeline_column_set_arriving (FoyerPipelineColumn *self, gboolean arriving);

G_END_DECLS
