/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define FOYER_TYPE_WELCOME_PAGE (foyer_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (FoyerWelcomePage, foyer_welcome_page, FOYER, WELCOME_PAGE, AdwBin)

/* Uses: app.connect, app.open-sample and the application's menu actions. */
GtkWidget *foyer_welcome_page_new (void);

G_END_DECLS
