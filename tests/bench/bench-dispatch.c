/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long the main context is kept from what comes next while rows are delivered: from the moment a poll is over
 * to the next poll, which holds at least one dispatch, and whatever else was ready. Prints, for each time, its
 * microseconds and, of those, the microseconds this thread was on a processor.
 *
 *   bench-dispatch DIR ADDRESS       what bench-pending left in DIR is delivered */

#include "bench-desk.h"

#include <poll.h>
#include <time.h>

typedef struct
{
  gint64 wall;
  gint64 processor;
} Moment;

static GArray *times; /* of Moment; NULL: not yet */
static Moment polled;

static Moment
now (void)
{
  struct timespec processor;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &processor);
  return (Moment) { .wall = g_get_monotonic_time (),
                    .processor = processor.tv_sec * G_USEC_PER_SEC + processor.tv_nsec / 1000 };
}

static int
timed_poll (GPollFD *fds, guint n_fds, int timeout)
{
  Moment before = now ();
  int result;

  if (times != NULL && polled.wall != 0)
    {
      Moment took = { .wall = before.wall - polled.wall, .processor = before.processor - polled.processor };

      g_array_append_val (times, took);
    }
  result = g_poll (fds, n_fds, timeout);
  polled = now ();
  return result;
}

static void
check_drained (FoyerOutbox *outbox, GParamSpec *pspec, GMainLoop *loop)
{
  if (foyer_outbox_get_n_waiting (outbox) == 0)
    g_main_loop_quit (loop);
}

int
main (int argc, char **argv)
{
  BenchDesk desk = { 0 };

  if (argc != 3)
    return 2;
  g_main_context_set_poll_func (NULL, timed_poll);
  bench_desk_open (&desk, argv[1], argv[2]);
  times = g_array_sized_new (FALSE, FALSE, sizeof (Moment), 1 << 17);
  foyer_outbox_make_all_due (desk.outbox);
  g_signal_connect (desk.outbox, "notify::n-waiting", G_CALLBACK (check_drained), desk.loop);
  g_main_loop_run (desk.loop);
  for (guint i = 0; i < times->len; i++)
    {
      const Moment *took = &g_array_index (times, Moment, i);

      g_print ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", took->wall, took->processor);
    }
  g_array_unref (g_steal_pointer (&times));
  bench_desk_close (&desk);
  return 0;
}
