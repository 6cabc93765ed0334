/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define FOYER_RESOURCE_PATH "/io/github/foyer_crm/Foyer/"
#define FOYER_UI_PATH       FOYER_RESOURCE_PATH "ui/"

void foyer_ui_init (void);

G_END_DECLS
