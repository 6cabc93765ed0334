/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long the main context is kept from what comes next while rows are delivered. Prints, for each time between two
 * polls, its microseconds and, of those, the microseconds this thread was on a processor.
 *
 *   bench-dispatch DIR ADDRESS       what bench-pending left in DIR is delivered */

#include "bench-desk.h"
#include "bench-poll.h"

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
  g_autoptr (GArray) times = NULL;

  if (argc != 3)
    return 2;
  bench_poll_install ();
  bench_desk_open (&desk, argv[1], argv[2]);
  bench_poll_begin ();
  foyer_outbox_make_all_due (desk.outbox);
  g_signal_connect (desk.outbox, "notify::n-waiting", G_CALLBACK (check_drained), desk.loop);
  g_main_loop_run (desk.loop);
  times = bench_poll_end ();
  for (guint i = 0; i < times->len; i++)
    {
      const BenchMoment *took = &g_array_index (times, BenchMoment, i);

      g_print ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", took->wall, took->processor);
    }
  bench_desk_close (&desk);
  return 0;
}
