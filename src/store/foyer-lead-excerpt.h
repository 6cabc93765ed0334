/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-database.h"
#include "foyer-lead-summary.h"
#include "foyer-search.h"

G_BEGIN_DECLS

/* On the thread of the connection. Sets the summary's excerpt, where its name and its party do not show all that is
 * searched for. */
gboolean foyer_lead_excerpt_read (FoyerDatabase *database,
                                  const FoyerSearch *search,
                                  FoyerLeadSummary *summary,
                                  GError **error);

G_END_DECLS
