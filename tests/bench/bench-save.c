/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long a save takes until it is durable. Prints microseconds, one save a line.
 *
 *   bench-save plain DIR N           one insert of a row of that size into a file with the same pragmas: the baseline
 *   bench-save idle DIR N            through the session's outbox, to a platform that cannot be reached
 *   bench-save busy DIR N ADDRESS    the same while what bench-pending left in DIR is being delivered */

#include "bench-desk.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#define PAUSE 15 /* milliseconds between two saves: a person is slower, and a queue of saves is not the question */

static void
check (int result, sqlite3 *database)
{
  if (result != SQLITE_OK && result != SQLITE_DONE)
    g_error ("%s", sqlite3_errmsg (database));
}

static void
run_plain (const char *directory, guint n)
{
  g_autofree char *path = g_build_filename (directory, "plain.db", NULL);
  g_autofree char *lead = g_strnfill (600, 'x');
  sqlite3 *database;
  sqlite3_stmt *statement;

  check (sqlite3_open (path, &database), database);
  check (
      sqlite3_exec (database,
                    "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;"
                    "CREATE TABLE IF NOT EXISTS save (seq INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, lead BLOB);",
                    NULL, NULL, NULL),
      database);
  check (sqlite3_prepare_v2 (database, "INSERT INTO save (uuid, lead) VALUES (?1, ?2)", -1, &statement, NULL),
         database);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *uuid = g_uuid_string_random ();
      gint64 started;

      g_usleep (PAUSE * 1000);
      started = g_get_monotonic_time ();
      sqlite3_bind_text (statement, 1, uuid, -1, SQLITE_TRANSIENT);
      sqlite3_bind_blob (statement, 2, lead, (int) strlen (lead), SQLITE_STATIC);
      check (sqlite3_step (statement), database);
      sqlite3_reset (statement);
      g_print ("%" G_GINT64_FORMAT "\n", g_get_monotonic_time () - started);
    }
  sqlite3_finalize (statement);
  sqlite3_close (database);
}

static void
run_ours (const char *directory, guint n, const char *address)
{
  BenchDesk desk = { 0 };

  bench_desk_open (&desk, directory, address != NULL ? address : BENCH_NOWHERE);
  if (address != NULL)
    foyer_outbox_make_all_due (desk.outbox);
  for (guint i = 0; i < n; i++)
    {
      gint64 started;

      g_timeout_add_once (PAUSE, (GSourceOnceFunc) g_main_loop_quit, desk.loop);
      g_main_loop_run (desk.loop);
      started = g_get_monotonic_time ();
      bench_desk_save (&desk, 1, 0);
      g_print ("%" G_GINT64_FORMAT "\n", g_get_monotonic_time () - started);
    }
  /* The figures are worth nothing when the delivery was over before them. */
  if (address != NULL && foyer_outbox_get_n_waiting (desk.outbox) <= n)
    g_error ("All rows were delivered before the last save");
  bench_desk_close (&desk);
}

int
main (int argc, char **argv)
{
  guint n = argc > 3 ? (guint) atoi (argv[3]) : 0;

  if (argc == 4 && g_str_equal (argv[1], "plain"))
    run_plain (argv[2], n);
  else if (argc == 4 && g_str_equal (argv[1], "idle"))
    run_ours (argv[2], n, NULL);
  else if (argc == 5 && g_str_equal (argv[1], "busy"))
    run_ours (argv[2], n, argv[4]);
  else
    return 2;
  return 0;
}
