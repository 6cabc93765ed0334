/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-poll.h"

#include <time.h>

static GArray *times; /* of BenchMoment; NULL: not now */
static BenchMoment polled;

static BenchMoment
now (void)
{
  struct timespec processor;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &processor);
  return (BenchMoment) { .wall = g_get_monotonic_time (),
                         .processor = processor.tv_sec * G_USEC_PER_SEC + processor.tv_nsec / 1000 };
}

static int
timed_poll (GPollFD *fds, guint n_fds, int timeout)
{
  BenchMoment before = now ();
  int result;

  if (times != NULL && polled.wall != 0)
    {
      BenchMoment took = { .wall = before.wall - polled.wall, .processor = before.processor - polled.processor };

      g_array_append_val (times, took);
    }
  result = g_poll (fds, n_fds, timeout);
  polled = now ();
  return result;
}

void
bench_poll_install (void)
{
  g_main_context_set_poll_func (NULL, timed_poll);
}

void
bench_poll_begin (void)
{
  times = g_array_sized_new (FALSE, FALSE, sizeof (BenchMoment), 1 << 17);
}

GArray *
bench_poll_end (void)
{
  return g_steal_pointer (&times);
}
