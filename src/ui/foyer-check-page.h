/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-account-check.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FOYER_TYPE_CHECK_PAGE (foyer_check_page_get_type ())
G_DECLARE_FINAL_TYPE (FoyerCheckPage, foyer_check_page, FOYER, CHECK_PAGE, AdwNavigationPage)

/* Signal: done: seen, and answered who one is. */
FoyerCheckPage *foyer_check_page_new (FoyerAccount *account, FoyerAccountCheck *check);
void foyer_check_page_finish (FoyerCheckPage *self);

G_END_DECLS
