/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

const char *foyer_error_text (const GError *error);
char *foyer_error_text_details (const GError *error);
void foyer_error_text_present (GtkWidget *parent, const char *heading, const GError *error);

const char *foyer_trouble_text (FoyerTrouble trouble);

G_END_DECLS
