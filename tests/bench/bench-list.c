/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a long list costs in the window: bench-list DIRECTORY LEADS, the directory as bench-window and bench-mirror left
 * it, prints the milliseconds from the first frame until a letter is in the form; then, for each time between two polls
 * while the list is scrolled from one end to the other, its microseconds, of those the ones on a processor, and of
 * those the ones of our own code: all that is not a frame, and in the frames the binding and the filling in of rows.
 * The rest of a frame is GTK's laying out and drawing. It ends when the list has been scrolled; the letter has to be in
 * the form still. */

#include "config.h"

#include "foyer-application.h"
#include "foyer-lead-row.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define STEPS     1500 /* of the scrolling, one a frame */
#define SETTLE_MS 1000 /* for the draft of the letter to go */

typedef struct
{
  gint64 wall;
  gint64 processor;
  gint64 ours; /* of the processor */
} Moment;

static GtkWindow *window;
static GtkAdjustment *scrolled;
static GArray *times; /* of Moment; NULL: not yet */
static Moment polled;
static gint64 frame_begun;
static gint64 row_begun;
static gint64 in_frames; /* since the poll */
static gint64 with_rows; /* of that */
static void (*map_row) (GtkWidget *row);
static gint64 first_frame;
static GtkEditable *typed; /* where the letter went */
static guint step;

static gint64
on_processor (void)
{
  struct timespec processor;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &processor);
  return processor.tv_sec * G_USEC_PER_SEC + processor.tv_nsec / 1000;
}

static Moment
now (void)
{
  return (Moment) { .wall = g_get_monotonic_time (), .processor = on_processor () };
}

static int
timed_poll (GPollFD *fds, guint n_fds, int timeout)
{
  Moment before = now ();
  int result;

  if (times != NULL && polled.wall != 0)
    {
      Moment took = { .wall = before.wall - polled.wall, .processor = before.processor - polled.processor };

      took.ours = took.processor - in_frames + with_rows;
      g_array_append_val (times, took);
    }
  in_frames = 0;
  with_rows = 0;
  result = g_poll (fds, n_fds, timeout);
  polled = now ();
  return result;
}

static void
frame_begun_cb (void)
{
  frame_begun = on_processor ();
}

static void
frame_ended_cb (void)
{
  in_frames += on_processor () - frame_begun;
}

/* Before the handlers of the signal. */
static gboolean
row_begun_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer user_data)
{
  row_begun = on_processor ();
  return TRUE;
}

static void
row_ended_cb (void)
{
  with_rows += on_processor () - row_begun;
}

/* What GTK does for the mapping of its labels is in it. */
static void
map_timed_row (GtkWidget *row)
{
  gint64 begun = on_processor ();

  map_row (row);
  with_rows += on_processor () - begun;
}

static void
time_rows (GtkListView *view)
{
  static const char *const names[] = { "setup", "bind", "unbind", "teardown" };
  GtkListItemFactory *factory = gtk_list_view_get_factory (view);
  GtkWidgetClass *row_class = g_type_class_ref (FOYER_TYPE_LEAD_ROW);
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (view));

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_signal_add_emission_hook (g_signal_lookup (names[i], GTK_TYPE_SIGNAL_LIST_ITEM_FACTORY), 0, row_begun_cb, NULL,
                                  NULL);
      g_signal_connect_after (factory, names[i], G_CALLBACK (row_ended_cb), NULL);
    }
  map_row = row_class->map;
  row_class->map = map_timed_row;
  g_signal_connect (clock, "before-paint", G_CALLBACK (frame_begun_cb), NULL);
  g_signal_connect_after (clock, "after-paint", G_CALLBACK (frame_ended_cb), NULL);
}

static GtkWidget *
find (GtkWidget *root, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
report (void)
{
  for (guint i = 0; i < times->len; i++)
    {
      const Moment *took = &g_array_index (times, Moment, i);

      g_print ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", took->wall, took->processor,
               took->ours);
    }
  exit (0);
}

static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  double end = gtk_adjustment_get_upper (scrolled) - gtk_adjustment_get_page_size (scrolled);

  if (times == NULL)
    {
      times = g_array_sized_new (FALSE, FALSE, sizeof (Moment), 1 << 16);
      polled = (Moment) { 0 };
    }
  if (step > STEPS)
    report ();
  gtk_adjustment_set_value (scrolled, end * step++ / STEPS);
  return G_SOURCE_CONTINUE;
}

static void
start_scrolling_cb (gpointer view)
{
  time_rows (view);
  gtk_widget_add_tick_callback (view, scroll_cb, NULL, NULL);
}

static gboolean
is_whole_cb (gpointer n_leads)
{
  GtkWidget *view = find (GTK_WIDGET (window), GTK_TYPE_LIST_VIEW);
  GListModel *model = view != NULL ? G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (view))) : NULL;

  if (model == NULL || g_list_model_get_n_items (model) < GPOINTER_TO_UINT (n_leads))
    return G_SOURCE_CONTINUE;
  if (!g_str_equal (gtk_editable_get_text (typed), "g"))
    g_error ("The letter is gone");
  gtk_editable_set_text (typed, "");
  scrolled = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
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
  g_autofree char *data_dir = NULL;
  g_autofree char *cache_dir = NULL;

  if (argc != 3)
    g_error ("bench-list DIRECTORY LEADS");
  g_main_context_set_poll_func (NULL, timed_poll);
  data_dir = g_build_filename (argv[1], "data", NULL);
  cache_dir = g_build_filename (argv[1], "cache", NULL);
  application = foyer_application_new (data_dir, cache_dir);
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), GUINT_TO_POINTER (atoi (argv[2])));
  return g_application_run (G_APPLICATION (application), 1, argv);
}
