/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define FOYER_TYPE_LEAD_SUMMARY (foyer_lead_summary_get_type ())
G_DECLARE_FINAL_TYPE (FoyerLeadSummary, foyer_lead_summary, FOYER, LEAD_SUMMARY, GObject)

/**
 * FoyerLeadSummaryValues:
 * @company: (nullable): the company's name
 * @person: (nullable): the name of its contact, or of the person it belongs to
 * @excerpt: (nullable): of another text of the lead, or a note, that shows why it was found
 * @created: unix seconds, 0 for unknown; so is @modified
 *
 * What a row of a list shows of a lead. Ids are 0 for none.
 */
typedef struct
{
  const char *name;
  const char *company;
  const char *person;
  const char *excerpt;
  gint64 stage_id;
  gint64 quality_id;
  gint64 owner_id;
  gint64 source_id;
  gint64 created;
  gint64 modified;
} FoyerLeadSummaryValues;

/* A row of a list. Until it is loaded only its id is known; then its properties notify. Properties: id, is-loaded,
 * name, company, person, excerpt, stage-id, quality-id, owner-id, source-id, created, modified, is-pending. Signal:
 * changed, once for whatever changed together. */
FoyerLeadSummary *foyer_lead_summary_new (gint64 id);
void foyer_lead_summary_load (FoyerLeadSummary *self, const FoyerLeadSummaryValues *values);
void foyer_lead_summary_assign (FoyerLeadSummary *self, FoyerLeadSummary *other);
void foyer_lead_summary_set_excerpt (FoyerLeadSummary *self, const char *excerpt);
void foyer_lead_summary_tell_age (FoyerLeadSummary *self);
void foyer_lead_summary_set_is_pending (FoyerLeadSummary *self, gboolean is_pending);

gint64 foyer_lead_summary_get_id (FoyerLeadSummary *self);
gboolean foyer_lead_summary_get_is_loaded (FoyerLeadSummary *self);
const char *foyer_lead_summary_get_name (FoyerLeadSummary *self);
const char *foyer_lead_summary_get_company (FoyerLeadSummary *self);
const char *foyer_lead_summary_get_person (FoyerLeadSummary *self);
const char *foyer_lead_summary_get_excerpt (FoyerLeadSummary *self);
const char *foyer_lead_summary_get_party (FoyerLeadSummary *self);
gint64 foyer_lead_summary_get_stage_id (FoyerLeadSummary *self);
gint64 foyer_lead_summary_get_quality_id (FoyerLeadSummary *self);
gint64 foyer_lead_summary_get_owner_id (FoyerLeadSummary *self);
gint64 foyer_lead_summary_get_source_id (FoyerLeadSummary *self);
gint64 foyer_lead_summary_get_created (FoyerLeadSummary *self);
gint64 foyer_lead_summary_get_modified (FoyerLeadSummary *self);
gboolean foyer_lead_summary_get_is_pending (FoyerLeadSummary *self);

G_END_DECLS
