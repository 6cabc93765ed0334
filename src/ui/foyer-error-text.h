/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-error.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

const char *foyer_error_text (const GError *error);
const char *foyer_error_text_of_code (int code);
char *foyer_error_text_details (const GError *error);
void foyer_error_text_present (GtkWidget *parent, const char *heading, const GError *error);

G_END_DECLS
