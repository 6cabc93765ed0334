/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-draft.h"
#include "foyer-lead-query.h"
#include "foyer-picklists.h"
#include "foyer-search.h"

G_BEGIN_DECLS

char *foyer_lead_text_title (FoyerLead *lead);
char *foyer_lead_text_party (FoyerLead *lead);
char *foyer_lead_text_name (const char *name);
const char *foyer_lead_text_item (FoyerPicklists *picklists, FoyerPicklistKind kind, gint64 id);
char *foyer_lead_text_section (FoyerLeadSections sections, gint64 key, FoyerPicklists *picklists);
char *foyer_lead_text_month (guint month);
char *foyer_lead_text_value (FoyerLead *lead, FoyerLeadField field, FoyerPicklists *picklists);
char *foyer_lead_text_number (gint64 id);
char *foyer_lead_text_time (gint64 unix_time);
char *foyer_lead_text_age (gint64 then, gint64 now);
gboolean foyer_lead_text_matches (FoyerLead *lead, const FoyerSearch *search);

G_END_DECLS
