/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-lead-query.h"
#include "foyer-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FOYER_TYPE_FIGURES_PAGE (foyer_figures_page_get_type ())
G_DECLARE_FINAL_TYPE (FoyerFiguresPage, foyer_figures_page, FOYER, FIGURES_PAGE, AdwNavigationPage)

FoyerFiguresPage *foyer_figures_page_new (FoyerSession *session);
void foyer_figures_page_set_query (FoyerFiguresPage *self, const FoyerLeadQuery *query);

G_END_DECLS
