/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-draft.h"
#include "foyer-picklists.h"

G_BEGIN_DECLS

char *foyer_lead_text_title (FoyerLead *lead);
char *foyer_lead_text_party (FoyerLead *lead);
char *foyer_lead_text_choice (FoyerLead *lead, FoyerLeadField field, FoyerPicklists *picklists);
char *foyer_lead_text_value (FoyerLead *lead, FoyerLeadField field, FoyerPicklists *picklists);
char *foyer_lead_text_age (gint64 then, gint64 now);
gboolean foyer_lead_text_matches (FoyerLead *lead, const char *folded_words);

G_END_DECLS
