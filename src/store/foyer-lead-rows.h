/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-database.h"
#include "foyer-lead-summary.h"
#include "foyer-lead.h"

G_BEGIN_DECLS

/* A lead in the tables of the mirror, on the thread of the connection; the writing ones inside a transaction. */

/* As foyer_statement_get_int64 () and a NULL that is "none". */
#define FOYER_LEAD_SUMMARY_COLUMNS                                                                                     \
  "lead.id, lead_text.name, lead_text.company_name, lead_text.contact_name, lead.stage_id, lead.quality_id,"           \
  " lead.owner_id, lead.source_id, lead.created, lead.modified"
#define FOYER_LEAD_SUMMARY_N_COLUMNS   10
#define FOYER_LEAD_SUMMARY_NAME_COLUMN 1

gboolean foyer_lead_rows_put (FoyerDatabase *database, FoyerLead *lead, gint64 generation, GError **error);
gboolean foyer_lead_rows_put_saved (FoyerDatabase *database, FoyerLead *lead, gint64 saved, GError **error);
FoyerLead *foyer_lead_rows_load (FoyerDatabase *database, gint64 id, GError **error);
gboolean foyer_lead_rows_remove (FoyerDatabase *database, gint64 id, GError **error);
gboolean foyer_lead_rows_forget_contact (FoyerDatabase *database,
                                         gint64 contact_id,
                                         gboolean *was_here,
                                         GError **error);
gboolean foyer_lead_rows_index (FoyerDatabase *database, gint64 id, GError **error);
const char *foyer_lead_rows_get_column (FoyerLeadField field);
FoyerLeadSummary *foyer_lead_rows_read_summary (FoyerStatement *statement);

G_END_DECLS
