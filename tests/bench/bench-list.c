/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a long list costs in the window: bench-list DIRECTORY LEADS, the directory as bench-window and bench-mirror left
 * it, prints the milliseconds from the first frame until a letter is in the form, and then what bench-scroll.h says.
 * The letter has to be in the form still when the list is whole. */

#include "config.h"

#include "bench-scroll.h"
#include "foyer-lead-row.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define SETTLE_MS 1000 /* for the draft of the letter to go */

static GtkWindow *window;
static gint64 first_frame;
static GtkEditable *typed; /* where the letter went */

static void
start_scrolling_cb (gpointer view)
{
  bench_scroll (view, FOYER_TYPE_LEAD_ROW);
}

static gboolean
is_whole_cb (gpointer n_leads)
{
  GtkWidget *view = bench_scroll_find (GTK_WIDGET (window), GTK_TYPE_LIST_VIEW);
  GListModel *model = view != NULL ? G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (view))) : NULL;

  if (model == NULL || g_list_model_get_n_items (model) < GPOINTER_TO_UINT (n_leads))
    return G_SOURCE_CONTINUE;
  if (!g_str_equal (gtk_editable_get_text (typed), "g"))
    g_error ("The letter is gone");
  gtk_editable_set_text (typed, "");
  g_timeout_add_once (SETTLE_MS, start_scrolling_cb, view);
  return G_SOURCE_REMOVE;
}

/* A letter, as the text with the focus takes it from a key, as soon as anything can be dispatched. */
static gboolean
type_cb (gpointer n_leads)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  if (focus == NULL || !GTK_IS_TEXT (focus))
    return G_SOURCE_CONTINUE;
  g_signal_emit_by_name (focus, "insert-at-cursor", "g");
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (focus)), "g"))
    return G_SOURCE_CONTINUE;
  g_print ("%.1f\n", (double) (g_get_monotonic_time () - first_frame) / 1000);
  typed = GTK_EDITABLE (focus);
  g_timeout_add (200, is_whole_cb, n_leads);
  return G_SOURCE_REMOVE;
}

static void
painted_cb (GdkFrameClock *clock, gpointer n_leads)
{
  if (first_frame != 0)
    return;
  first_frame = g_get_monotonic_time ();
  g_timeout_add (1, type_cb, n_leads);
}

static void
realized_cb (GtkWidget *widget, gpointer n_leads)
{
  g_signal_connect (gtk_widget_get_frame_clock (widget), "after-paint", G_CALLBACK (painted_cb), n_leads);
}

static void
window_added_cb (GtkApplication *application, GtkWindow *added, gpointer n_leads)
{
  if (window != NULL)
    return;
  window = added;
  g_signal_connect (added, "realize", G_CALLBACK (realized_cb), n_leads);
}

int
main (int argc, char *argv[])
{
  g_autoptr (FoyerApplication) application = NULL;

  if (argc != 3)
    g_error ("bench-list DIRECTORY LEADS");
  application = bench_scroll_new_application (argv[1]);
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), GUINT_TO_POINTER (atoi (argv[2])));
  return g_application_run (G_APPLICATION (application), 1, argv);
}
