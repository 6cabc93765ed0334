/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list that is scrolled from one end to the other, a step a frame, and what the main loop does meanwhile. */
#pragma once

#include "foyer-application.h"

/* Before the main loop runs. Returns (transfer full): Foyer on the data and caches of that directory. */
FoyerApplication *bench_scroll_new_application (const char *directory);
/* Prints, for each time between two polls, its microseconds, of those the ones on a processor, and of those the ones of
 * our own code: all that is not a frame, and in the frames the binding, the filling in and the mapping of rows. The
 * rest of a frame is GTK's laying out and drawing. Exits when the end is reached. */
void bench_scroll (GtkListView *view, GType row_type);

/* The first widget of that type, root and what is below it; NULL when there is none. */
GtkWidget *bench_scroll_find (GtkWidget *root, GType type);
