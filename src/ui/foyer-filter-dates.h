/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-lead-query.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Signal: changed: a person chose something else. */
#define FOYER_TYPE_FILTER_DATES (foyer_filter_dates_get_type ())
G_DECLARE_FINAL_TYPE (FoyerFilterDates, foyer_filter_dates, FOYER, FILTER_DATES, AdwPreferencesGroup)

FoyerFilterDates *foyer_filter_dates_new (void);
void foyer_filter_dates_show (FoyerFilterDates *self, const FoyerLeadQuery *query);
void foyer_filter_dates_apply (FoyerFilterDates *self, FoyerLeadQuery *query);

G_END_DECLS
