/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a full outbox costs.
 *
 *   bench-pending fill DIR N           keeps N leads that nobody takes
 *   bench-pending open DIR             prints milliseconds until the account is open, KiB of PSS then, and milliseconds
 *                                      on the processor until then
 *   bench-pending deliver DIR ADDRESS  delivers 1,000 of them; prints KiB of PSS when open, and at most while it
 * delivers
 */

#include "bench-desk.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define DELIVERED   1000
#define LOOK_OFTEN  100 /* milliseconds */
#define SETTLE_TIME 500 /* milliseconds */

typedef struct
{
  BenchDesk desk;
  guint n_at_first;
  long largest;
} Delivery;

static long
pss_kib (void)
{
  g_autofree char *rollup = NULL;
  const char *line = NULL;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &rollup, NULL, NULL))
    return 0;
  line = strstr (rollup, "\nPss:");
  return line != NULL ? strtol (line + strlen ("\nPss:"), NULL, 10) : 0;
}

static void
settle (BenchDesk *desk)
{
  g_timeout_add_once (SETTLE_TIME, (GSourceOnceFunc) g_main_loop_quit, desk->loop);
  g_main_loop_run (desk->loop);
}

static void
fill (const char *directory, guint n)
{
  BenchDesk desk = { 0 };

  bench_desk_open (&desk, directory, BENCH_NOWHERE);
  bench_desk_save (&desk, n, 0);
  bench_desk_close (&desk);
}

static void
open_only (const char *directory)
{
  BenchDesk desk = { 0 };
  gint64 started = g_get_monotonic_time ();
  double opened;
  clock_t processor = clock ();

  bench_desk_open (&desk, directory, BENCH_NOWHERE);
  opened = (double) (g_get_monotonic_time () - started) / 1000;
  processor = clock () - processor;
  settle (&desk);
  g_print ("%.1f %ld %.1f\n", opened, pss_kib (), (double) processor * 1000 / CLOCKS_PER_SEC);
  bench_desk_close (&desk);
}

static gboolean
look_cb (gpointer user_data)
{
  Delivery *delivery = user_data;

  delivery->largest = MAX (delivery->largest, pss_kib ());
  if (delivery->n_at_first - foyer_outbox_get_n_waiting (delivery->desk.outbox) < DELIVERED)
    return G_SOURCE_CONTINUE;
  g_main_loop_quit (delivery->desk.loop);
  return G_SOURCE_REMOVE;
}

static void
deliver (const char *directory, const char *address)
{
  Delivery delivery = { 0 };
  long at_first;

  bench_desk_open (&delivery.desk, directory, address);
  delivery.n_at_first = foyer_outbox_get_n_waiting (delivery.desk.outbox);
  foyer_outbox_make_all_due (delivery.desk.outbox);
  settle (&delivery.desk);
  at_first = pss_kib ();
  g_timeout_add (LOOK_OFTEN, look_cb, &delivery);
  g_main_loop_run (delivery.desk.loop);
  g_print ("%ld %ld\n", at_first, delivery.largest);
  bench_desk_close (&delivery.desk);
}

int
main (int argc, char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], "fill"))
    fill (argv[2], (guint) atoi (argv[3]));
  else if (argc == 3 && g_str_equal (argv[1], "open"))
    open_only (argv[2]);
  else if (argc == 4 && g_str_equal (argv[1], "deliver"))
    deliver (argv[2], argv[3]);
  else
    return 2;
  return 0;
}
