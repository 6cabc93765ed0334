/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-picklists.h"

#include <adwaita.h>

/* What the widget tests share. */
void foyer_ui_test_init (int *argc, char ***argv);
GtkWidget *foyer_ui_test_window_new (GtkWidget *child, int width, int height);
void foyer_ui_test_close (GtkWidget *window);
void foyer_ui_test_settle (void);
void foyer_ui_test_wait (guint milliseconds);

/* Items are "id:title:parent", with NULL after the last. */
FoyerPicklists *foyer_ui_test_picklists_new (void);
void foyer_ui_test_set_items (FoyerPicklists *picklists, FoyerPicklistKind kind, ...) G_GNUC_NULL_TERMINATED;
