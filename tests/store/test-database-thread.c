/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Jobs that are committed together. */

#include "foyer-database-thread.h"
#include "foyer-private-files.h"
#include "store-testing.h"

typedef struct
{
  FoyerDatabaseThread *thread;
  char *path;
} Fixture;

static gpointer
execute (FoyerDatabase *database, gpointer sql, GError **error)
{
  return foyer_database_execute (database, sql, error) ? FOYER_DATABASE_DONE : NULL;
}

static gboolean
run (Fixture *fixture, gboolean joins, const char *sql, GError **error)
{
  GAsyncResult *answer = NULL;
  g_autoptr (GTask) task = g_task_new (fixture->thread, NULL, got_answer_cb, &answer);

  if (joins)
    foyer_database_thread_join (fixture->thread, task, execute, g_strdup (sql), g_free);
  else
    foyer_database_thread_run (fixture->thread, task, execute, g_strdup (sql), g_free, NULL);
  return g_task_propagate_pointer (G_TASK (await_answer (&answer)), error) != NULL;
}

static void
assert_runs (Fixture *fixture, gboolean joins, const char *sql)
{
  g_autoptr (GError) error = NULL;

  run (fixture, joins, sql, &error);
  g_assert_no_error (error);
}

static void
assert_fails (Fixture *fixture, gboolean joins, const char *sql)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (run (fixture, joins, sql, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_STORE);
}

/* As another connection sees it. */
static gint64
count_rows (Fixture *fixture)
{
  g_autoptr (FoyerDatabase) database = foyer_database_open (fixture->path, FOYER_DATABASE_MIRROR_READER, NULL);
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (database, "SELECT count (*) FROM row", NULL);

  g_assert_true (foyer_statement_next (statement, NULL));
  return foyer_statement_get_int64 (statement, 0);
}

static void
take_on_thread (GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  foyer_database_thread_take_database (source,
                                       path != NULL ? foyer_database_open (path, FOYER_DATABASE_MIRROR, NULL) : NULL);
  g_task_return_boolean (task, TRUE);
}

/* Closes what is open when there is no path. */
static void
open_path (Fixture *fixture, const char *path)
{
  GAsyncResult *answer = NULL;
  g_autoptr (GTask) task = g_task_new (fixture->thread, NULL, got_answer_cb, &answer);

  g_task_set_task_data (task, g_strdup (path), g_free);
  foyer_worker_run (foyer_database_thread_get_worker (fixture->thread), task, take_on_thread);
  g_assert_true (g_task_propagate_boolean (G_TASK (await_answer (&answer)), NULL));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("foyer-thread-XXXXXX", NULL);

  fixture->path = g_build_filename (folder, "rows.db", NULL);
  g_assert_true (foyer_private_file_ensure (fixture->path, NULL));
  fixture->thread = foyer_database_thread_new ("rows");
  open_path (fixture, fixture->path);

  /* The second table's rows are looked at when they are committed. */
  assert_runs (fixture, FALSE,
               "PRAGMA foreign_keys = ON; CREATE TABLE row (id INTEGER PRIMARY KEY);"
               "CREATE TABLE promise (row INTEGER REFERENCES row DEFERRABLE INITIALLY DEFERRED);");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->thread);
  g_free (fixture->path);
}

/* Would catch: jobs of a group that are written one by one, or never; and one that does not belong to it but is
 * committed, or lost, with it. */
static void
test_group (Fixture *fixture, gconstpointer data)
{
  assert_runs (fixture, TRUE, "INSERT INTO row VALUES (1)");
  assert_runs (fixture, TRUE, "INSERT INTO row VALUES (2)");
  g_assert_cmpint (count_rows (fixture), ==, 0);
  assert_runs (fixture, FALSE, "INSERT INTO row VALUES (3)");
  g_assert_cmpint (count_rows (fixture), ==, 3);

  assert_runs (fixture, TRUE, "INSERT INTO row VALUES (4)");
  assert_fails (fixture, FALSE, "INSERT INTO row VALUES (3)");
  g_assert_cmpint (count_rows (fixture), ==, 4);
}

/* Would catch: half of a group on the disk; and one whose next job goes on as if nothing were. */
static void
test_failed_job (Fixture *fixture, gconstpointer data)
{
  assert_runs (fixture, TRUE, "INSERT INTO row VALUES (1)");
  assert_fails (fixture, TRUE, "INSERT INTO row VALUES (1)");
  assert_runs (fixture, FALSE, "INSERT INTO row VALUES (7)");
  g_assert_cmpint (count_rows (fixture), ==, 1);
  assert_runs (fixture, TRUE, "INSERT INTO row VALUES (1)");
  assert_runs (fixture, FALSE, "INSERT INTO row VALUES (2)");
  g_assert_cmpint (count_rows (fixture), ==, 3);
}

/* Would catch: a group that was lost to somebody else's job, which is not done then; and a refresh that does not know
 * and says that it is further than it is: what it believes to be there would be taken for gone. */
static void
test_failed_commit (Fixture *fixture, gconstpointer data)
{
  assert_runs (fixture, TRUE, "INSERT INTO row VALUES (1)");
  assert_runs (fixture, TRUE, "INSERT INTO promise VALUES (99)");
  assert_runs (fixture, FALSE, "INSERT INTO row VALUES (7)");
  g_assert_cmpint (count_rows (fixture), ==, 1);
  assert_fails (fixture, TRUE, "INSERT INTO row VALUES (2)");

  assert_runs (fixture, TRUE, "INSERT INTO row VALUES (2)");
  assert_runs (fixture, FALSE, "DELETE FROM row WHERE id = 7");
  g_assert_cmpint (count_rows (fixture), ==, 1);
}

static gboolean
flush (Fixture *fixture)
{
  GAsyncResult *answer = NULL;
  g_autoptr (GTask) task = g_task_new (fixture->thread, NULL, got_answer_cb, &answer);

  foyer_database_thread_flush (fixture->thread, task);
  return g_task_propagate_boolean (G_TASK (await_answer (&answer)), NULL);
}

/* Would catch: the end of a refresh that is told though its last writes were lost; and one that is told to the next
 * refresh, which lost nothing. */
static void
test_flush (Fixture *fixture, gconstpointer data)
{
  assert_runs (fixture, TRUE, "INSERT INTO row VALUES (1)");
  g_assert_true (flush (fixture));
  g_assert_cmpint (count_rows (fixture), ==, 1);

  assert_runs (fixture, TRUE, "INSERT INTO promise VALUES (99)");
  g_assert_false (flush (fixture));
  assert_runs (fixture, TRUE, "INSERT INTO promise VALUES (99)");
  assert_runs (fixture, FALSE, "INSERT INTO row VALUES (2)");
  g_assert_false (flush (fixture));

  g_assert_true (flush (fixture));
  assert_runs (fixture, TRUE, "INSERT INTO row VALUES (3)");
  g_assert_true (flush (fixture));
  g_assert_cmpint (count_rows (fixture), ==, 3);
}

/* Would catch: a group that stays open as long as there is something to write. */
static void
test_old_group (Fixture *fixture, gconstpointer data)
{
  assert_runs (fixture, TRUE, "INSERT INTO row VALUES (1)");
  g_usleep (300 * 1000);
  assert_runs (fixture, TRUE, "INSERT INTO row VALUES (2)");
  g_assert_cmpint (count_rows (fixture), ==, 1);
}

/* Would catch: a group that is lost when the file is closed. */
static void
test_closed (Fixture *fixture, gconstpointer data)
{
  assert_runs (fixture, TRUE, "INSERT INTO row VALUES (1)");
  open_path (fixture, NULL);
  g_assert_cmpint (count_rows (fixture), ==, 1);
}

#define ADD(name, func) g_test_add ("/database-thread/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("group", test_group);
  ADD ("failed-job", test_failed_job);
  ADD ("failed-commit", test_failed_commit);
  ADD ("flush", test_flush);
  ADD ("old-group", test_old_group);
  ADD ("closed", test_closed);
  return g_test_run ();
}
