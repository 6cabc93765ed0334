/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long a save takes until it is durable. Prints microseconds, one save a line.
 *
 *   bench-save plain DIR N           one insert of a row of that size into a file with the same pragmas: the baseline
 *   bench-save idle DIR N            through the session's outbox, to a platform that cannot be reached
 *   bench-save busy DIR N ADDRESS    the same while 1,000 rows that were saved before are being delivered */

#include "foyer-accounts.h"
#include "foyer-outbox.h"
#include "foyer-session.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#define BACKLOG 1000
#define PAUSE   15 /* milliseconds between two saves: a person is slower, and a queue of saves is not the question */

typedef struct
{
  GMainLoop *loop;
  FoyerOutbox *outbox;
  FoyerSession *session;
  guint n_backlog;
  guint n_left;
  gint64 started;
} Bench;

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

static FoyerLead *
new_lead (void)
{
  g_autofree char *uuid = g_uuid_string_random ();
  FoyerLead *lead = foyer_lead_new ();

  foyer_lead_set_uuid (lead, uuid);
  foyer_lead_set_text (lead, FOYER_LEAD_NAME, "Gala dinner, Harbour Hotel");
  foyer_lead_set_text (lead, FOYER_LEAD_DESCRIPTION, "A quiet table near the window for twelve, and a projector.");
  foyer_lead_set_belongs_to (lead, FOYER_BELONGS_TO_COMPANY);
  foyer_lead_set_id (lead, FOYER_LEAD_COMPANY, 7);
  foyer_lead_set_id (lead, FOYER_LEAD_LEAD_CONTACT, 13);
  foyer_lead_set_id (lead, FOYER_LEAD_QUALITY, 2);
  foyer_lead_set_id (lead, FOYER_LEAD_STAGE, 12);
  foyer_lead_set_id (lead, FOYER_LEAD_TYPE, 23);
  foyer_lead_set_id (lead, FOYER_LEAD_SOURCE, 32);
  foyer_lead_set_id (lead, FOYER_LEAD_INDUSTRY, 401);
  return lead;
}

static void save_one (Bench *bench);

static gboolean
save_cb (gpointer user_data)
{
  save_one (user_data);
  return G_SOURCE_REMOVE;
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Bench *bench = user_data;
  gint64 ended = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerOutboxRow) row = foyer_outbox_keep_finish (bench->outbox, result, &error);

  if (row == NULL)
    g_error ("%s", error->message);
  if (bench->n_backlog > 0)
    bench->n_backlog--;
  else
    {
      g_print ("%" G_GINT64_FORMAT "\n", ended - bench->started);
      bench->n_left--;
    }
  if (bench->n_left == 0)
    g_main_loop_quit (bench->loop);
  else if (bench->n_backlog > 0)
    save_one (bench);
  else
    g_timeout_add (PAUSE, save_cb, bench);
}

/* The backlog is held, so that it is all there when its delivery begins. */
static void
save_one (Bench *bench)
{
  g_autoptr (FoyerLead) lead = new_lead ();

  bench->started = g_get_monotonic_time ();
  foyer_outbox_keep_async (bench->outbox, lead, NULL, bench->n_backlog > 0 ? 3 : 0, NULL, kept_cb, bench);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Bench *bench = user_data;
  g_autoptr (GError) error = NULL;

  bench->session = foyer_accounts_open_finish (FOYER_ACCOUNTS (source), result, &error);
  if (bench->session == NULL)
    g_error ("%s", error->message);
  bench->outbox = foyer_session_get_outbox (bench->session);
  save_one (bench);
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Bench *bench = user_data;

  g_main_loop_quit (bench->loop);
}

static void
run_ours (const char *directory, guint n, const char *address)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autofree char *data = g_build_filename (directory, "data", NULL);
  g_autofree char *cache = g_build_filename (directory, "cache", NULL);
  g_autofree char *uuid = g_uuid_string_random ();
  g_autoptr (FoyerAccount) account = foyer_account_new (uuid);
  g_autoptr (FoyerAccounts) accounts = foyer_accounts_new (data, cache);
  Bench bench = { .loop = loop, .n_left = n, .n_backlog = address != NULL ? BACKLOG : 0 };

  foyer_account_set_address (account, address != NULL ? address : "http://127.0.0.1:9");
  foyer_account_set_key (account, "sample");
  foyer_account_set_abilities (account, (FoyerAbilities) (2 * FOYER_ABILITY_READ_OWN_ADD_BACK - 1));
  foyer_accounts_open_async (accounts, account, "sample-secret", NULL, opened_cb, &bench);
  g_main_loop_run (loop);
  /* The figures are worth nothing when the delivery was over before them. */
  if (address != NULL && foyer_outbox_get_n_waiting (bench.outbox) == 0)
    g_error ("All rows were delivered before the last save");
  foyer_session_close_async (bench.session, NULL, closed_cb, &bench);
  g_main_loop_run (loop);
  g_object_unref (bench.session);
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
