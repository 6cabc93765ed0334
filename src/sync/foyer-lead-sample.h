/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-collection.h"
#include "foyer-lead.h"

G_BEGIN_DECLS

gboolean foyer_lead_sample_choose_bound (const FoyerPage *sample, FoyerLeadField date, gint64 *bound);
gboolean foyer_lead_sample_is_honoured (const FoyerPage *page, FoyerLeadField date, gint64 bound);
gboolean foyer_lead_sample_is_ordered (const FoyerPage *page);

G_END_DECLS
