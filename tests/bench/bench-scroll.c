/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-scroll.h"

#include <stdlib.h>
#include <time.h>

#define STEPS 1500 /* of the scrolling, one a frame */

typedef struct
{
  gint64 wall;
  gint64 processor;
  gint64 ours; /* of the processor */
} Moment;

static GtkAdjustment *scrolled;
static GArray *times; /* of Moment; NULL: not yet */
static Moment polled;
static gint64 frame_begun;
static gint64 row_begun;
static gint64 in_frames; /* since the poll */
static gint64 with_rows; /* of that */
static void (*map_row) (GtkWidget *row);
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
time_rows (GtkListView *view, GType row_type)
{
  static const char *const names[] = { "setup", "bind", "unbind", "teardown" };
  GtkListItemFactory *factory = gtk_list_view_get_factory (view);
  GtkWidgetClass *row_class = g_type_class_ref (row_type);
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

GtkWidget *
bench_scroll_find (GtkWidget *root, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = bench_scroll_find (child, type);

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

FoyerApplication *
bench_scroll_new_application (const char *directory)
{
  g_autofree char *data_dir = g_build_filename (directory, "data", NULL);
  g_autofree char *cache_dir = g_build_filename (directory, "cache", NULL);

  g_main_context_set_poll_func (NULL, timed_poll);
  return foyer_application_new (data_dir, cache_dir);
}

void
bench_scroll (GtkListView *view, GType row_type)
{
  scrolled = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  time_rows (view, row_type);
  gtk_widget_add_tick_callback (GTK_WIDGET (view), scroll_cb, NULL, NULL);
}
