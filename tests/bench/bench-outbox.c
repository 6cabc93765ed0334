/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a long outbox costs on its page: bench-outbox DIRECTORY ROWS, the directory as bench-window left it, with so
 * many rows pending, opens the page and prints what bench-scroll.h says. */

#include "config.h"

#include "bench-scroll.h"
#include "foyer-outbox-entry.h"
#include "foyer-outbox-list.h"

#include <stdlib.h>

#define LOOK_MS   200
#define SETTLE_MS 1000

static void
start_scrolling_cb (gpointer view)
{
  bench_scroll (view, FOYER_TYPE_OUTBOX_ENTRY);
}

static gboolean
is_whole_cb (gpointer n_rows)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (g_application_get_default ()));
  GtkWidget *list = window != NULL ? bench_scroll_find (GTK_WIDGET (window), FOYER_TYPE_OUTBOX_LIST) : NULL;
  GtkWidget *view = list != NULL ? bench_scroll_find (list, GTK_TYPE_LIST_VIEW) : NULL;
  GListModel *model = view != NULL ? G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (view))) : NULL;

  if (window != NULL && list == NULL)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.outbox", NULL);
  if (model == NULL || !gtk_widget_get_mapped (view) || g_list_model_get_n_items (model) < GPOINTER_TO_UINT (n_rows))
    return G_SOURCE_CONTINUE;
  g_timeout_add_once (SETTLE_MS, start_scrolling_cb, view);
  return G_SOURCE_REMOVE;
}

int
main (int argc, char *argv[])
{
  g_autoptr (FoyerApplication) application = NULL;

  if (argc != 3)
    g_error ("bench-outbox DIRECTORY ROWS");
  application = bench_scroll_new_application (argv[1]);
  g_timeout_add (LOOK_MS, is_whole_cb, GUINT_TO_POINTER (atoi (argv[2])));
  return g_application_run (G_APPLICATION (application), 1, argv);
}
