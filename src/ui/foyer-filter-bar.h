/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-lead-query.h"
#include "foyer-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FOYER_TYPE_FILTER_BAR (foyer_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (FoyerFilterBar, foyer_filter_bar, FOYER, FILTER_BAR, AdwBin)

/* Signal: changed: a person wants another query. */
void foyer_filter_bar_set_session (FoyerFilterBar *self, FoyerSession *session);
const FoyerLeadQuery *foyer_filter_bar_get_query (FoyerFilterBar *self);
gboolean foyer_filter_bar_get_is_custom (FoyerFilterBar *self);
void foyer_filter_bar_set_text (FoyerFilterBar *self, const char *text);
void foyer_filter_bar_show_all (FoyerFilterBar *self);
void foyer_filter_bar_present_dialog (FoyerFilterBar *self);

G_END_DECLS
