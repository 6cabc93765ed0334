/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The precious file when things go wrong: killed, full, read-only, damaged, from the future, shared. */

#include <glib/gstdio.h>
#include <linux/capability.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "foyer-database.h"
#include "foyer-private-files.h"
#include "foyer-schema.h"
#include "store-testing.h"

/* The other process of several tests: keeps drafts until it cannot, and says what was accepted. */
static int
keep_drafts (const char *role, const char *data_dir, const char *uuid)
{
  Desk desk = { (char *) data_dir, NULL, (char *) uuid };
  FoyerPreciousFile *file = open_precious (&desk, NULL);
  g_autofree char *padding = g_strnfill (20000, 'x');
  g_autoptr (GError) error = NULL;

  if (g_str_equal (role, "--keep-until-full"))
    {
      struct rlimit limit = { 400000, 400000 };

      signal (SIGXFSZ, SIG_IGN);
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
    }

  for (guint i = 0; i < 500; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u %s", i, g_str_equal (role, "--keep-until-full") ? padding : "");
      g_autoptr (FoyerDraft) draft = new_draft (name, i);

      if (!keep_draft (file, draft, &error))
        break;
      printf ("%s\n", foyer_draft_get_uuid (draft));
      fflush (stdout);
    }
  printf ("end %d\n", error != NULL ? error->code : 0);
  fflush (stdout);
  return 0;
}

/* Reads accepted UUIDs until enough or the end; returns the error's code the other process ended with, -1 when it did
 * not. */
static int
read_accepted (GDataInputStream *lines, GHashTable *accepted, guint enough)
{
  char *line;

  while (g_hash_table_size (accepted) < enough
         && (line = g_data_input_stream_read_line (lines, NULL, NULL, NULL)) != NULL)
    {
      int code;

      if (sscanf (line, "end %d", &code) == 1)
        {
          g_free (line);
          return code;
        }
      g_hash_table_add (accepted, line);
    }
  return -1;
}

static void
assert_all_there (Desk *desk, GHashTable *accepted)
{
  g_autofree char *set_aside = NULL;
  FoyerPreciousFile *file = open_precious (desk, &set_aside);
  g_autoptr (GPtrArray) drafts = list_drafts (file);

  g_assert_null (set_aside);
  for (guint i = 0; i < drafts->len; i++)
    g_hash_table_remove (accepted, foyer_draft_get_uuid (drafts->pdata[i]));
  g_assert_cmpuint (g_hash_table_size (accepted), ==, 0);
  close_precious (file);
}

/* Would catch: a draft that is said to be kept before it is, and a file that a kill leaves unreadable. */
static void
test_killed (void)
{
  Desk desk;

  desk_set_up (&desk);
  for (guint round = 1; round <= 8; round++)
    {
      g_autoptr (GHashTable) accepted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_autoptr (GSubprocess) process = spawn_self ("--keep", desk.data_dir, desk.uuid);
      g_autoptr (GDataInputStream) lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));

      read_accepted (lines, accepted, round * 7);
      g_subprocess_send_signal (process, SIGKILL);
      g_subprocess_wait (process, NULL, NULL);
      read_accepted (lines, accepted, G_MAXUINT);
      g_assert_cmpuint (g_hash_table_size (accepted), >=, round * 7);
      assert_all_there (&desk, accepted);
    }
  desk_clear (&desk);
}

/* Would catch: a full disk that is taken for something else, loses what was accepted before, or leaves half a draft. */
static void
test_full (void)
{
  Desk desk;
  g_autoptr (GHashTable) accepted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GDataInputStream) lines = NULL;

  desk_set_up (&desk);
  process = spawn_self ("--keep-until-full", desk.data_dir, desk.uuid);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_assert_cmpint (read_accepted (lines, accepted, G_MAXUINT), ==, FOYER_ERROR_DISK_FULL);
  g_subprocess_wait (process, NULL, NULL);
  g_assert_cmpuint (g_hash_table_size (accepted), >, 3);
  assert_all_there (&desk, accepted);
  desk_clear (&desk);
}

/* Would catch: two processes that shut each other out, or overwrite each other's drafts. */
static void
test_two_processes (void)
{
  Desk desk;
  g_autoptr (GHashTable) accepted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GSubprocess *processes[2];
  GDataInputStream *lines[2];

  desk_set_up (&desk);
  for (guint i = 0; i < 2; i++)
    {
      processes[i] = spawn_self ("--keep", desk.data_dir, desk.uuid);
      lines[i] = g_data_input_stream_new (g_subprocess_get_stdout_pipe (processes[i]));
    }
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpint (read_accepted (lines[i], accepted, G_MAXUINT), ==, 0);
      g_subprocess_wait (processes[i], NULL, NULL);
      g_object_unref (lines[i]);
      g_object_unref (processes[i]);
    }
  g_assert_cmpuint (g_hash_table_size (accepted), ==, 1000);
  assert_all_there (&desk, accepted);
  desk_clear (&desk);
}

static void
overwrite (const char *path, gsize offset, gsize length)
{
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_assert_cmpuint (size, >, offset);
  memset (bytes + offset, 0x5a, MIN (length, size - offset));
  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
}

/* Would catch: a damaged file that is overwritten, removed, opened as if nothing were, or in the way of starting. */
static void
test_damaged (void)
{
  static const gsize offsets[] = { 0, 4096 };
  Desk desk;
  g_autofree char *path = NULL;

  desk_set_up (&desk);
  path = desk_path (&desk, desk.data_dir, "precious.db");
  for (gsize i = 0; i < G_N_ELEMENTS (offsets); i++)
    {
      FoyerPreciousFile *file = open_precious (&desk, NULL);
      g_autoptr (FoyerDraft) draft = new_draft ("Gala", 1);
      g_autofree char *set_aside = NULL;
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;
      g_autoptr (GPtrArray) drafts = NULL;
      gsize size, after_size;

      g_assert_true (keep_draft (file, draft, NULL));
      close_precious (file);
      overwrite (path, offsets[i], 12000);
      g_assert_true (g_file_get_contents (path, &before, &size, NULL));

      file = open_precious (&desk, &set_aside);
      g_assert_nonnull (set_aside);
      g_assert_true (g_str_has_prefix (set_aside, path));
      g_assert_true (g_file_get_contents (set_aside, &after, &after_size, NULL));
      g_assert_cmpmem (before, size, after, after_size);
      drafts = list_drafts (file);
      g_assert_cmpuint (drafts->len, ==, 0);
      g_assert_true (keep_draft (file, draft, NULL));
      close_precious (file);
    }
  desk_clear (&desk);
}

static void
assert_open_fails (Desk *desk, int code)
{
  FoyerPreciousFile *file = foyer_precious_file_new (desk->data_dir, desk->uuid);
  g_autoptr (GError) error = NULL;

  g_assert_false (foyer_precious_file_open_finish (file, AWAIT (foyer_precious_file_open_async, file), NULL, &error));
  g_assert_error (error, FOYER_ERROR, code);
  g_object_unref (file);
}

/* Would catch: an older Foyer that changes, or sets aside, what a newer one wrote. */
static void
test_newer (void)
{
  Desk desk;
  g_autofree char *path = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (FoyerDatabase) database = NULL;
  gsize size, after_size;

  desk_set_up (&desk);
  close_precious (open_precious (&desk, NULL));
  path = desk_path (&desk, desk.data_dir, "precious.db");
  database = foyer_database_open (path, FOYER_DATABASE_PRECIOUS, NULL);
  g_assert_true (foyer_database_execute (database, "PRAGMA user_version = 4711", NULL));
  g_clear_pointer (&database, foyer_database_close);
  g_assert_true (g_file_get_contents (path, &before, &size, NULL));
  assert_open_fails (&desk, FOYER_ERROR_NEWER);
  g_assert_true (g_file_get_contents (path, &after, &after_size, NULL));
  g_assert_cmpmem (before, size, after, after_size);
  desk_clear (&desk);
}

static int
open_unprivileged (const char *data_dir, const char *uuid)
{
  struct __user_cap_header_struct header = { _LINUX_CAPABILITY_VERSION_3, 0 };
  struct __user_cap_data_struct none[2] = { { 0 } };
  Desk desk = { (char *) data_dir, NULL, (char *) uuid };

  g_assert_cmpint (syscall (SYS_capset, &header, none), ==, 0);
  assert_open_fails (&desk, FOYER_ERROR_READ_ONLY);
  return 0;
}

/* Would catch: a read-only folder or file that is taken for something else, or for a damaged one. */
static void
test_read_only (void)
{
  Desk desk;
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  close_precious (open_precious (&desk, NULL));
  folder = desk_path (&desk, desk.data_dir, NULL);
  path = desk_path (&desk, desk.data_dir, "precious.db");
  for (guint round = 0; round < 3; round++)
    {
      g_autoptr (GSubprocess) process = NULL;

      /* The file; the folder while nothing is there yet; the folder above it, where an account is to be made. */
      if (round == 0)
        g_assert_cmpint (g_chmod (path, 0400), ==, 0);
      else if (round == 1)
        {
          g_assert_cmpint (g_unlink (path), ==, 0);
          g_assert_cmpint (g_chmod (folder, 0500), ==, 0);
        }
      else
        {
          g_autofree char *accounts = g_path_get_dirname (folder);

          g_assert_cmpint (g_chmod (accounts, 0500), ==, 0);
          g_free (desk.uuid);
          desk.uuid = g_uuid_string_random ();
        }
      process = spawn_self ("--open-unprivileged", desk.data_dir, desk.uuid);
      g_assert_true (g_subprocess_wait_check (process, NULL, &error));
      g_assert_no_error (error);
    }
  desk_clear (&desk);
}

/* Would catch: a file in the place of a folder that makes the program hang or stop. */
static void
test_folder_is_a_file (void)
{
  Desk desk;

  desk_set_up (&desk);
  g_assert_true (g_file_set_contents (desk.data_dir, "", 0, NULL));
  assert_open_fails (&desk, FOYER_ERROR_STORE);
  desk_clear (&desk);
}

static void
count_rows (FoyerDatabase *database, const char *sql, gint64 expected)
{
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (database, sql, NULL);

  g_assert_nonnull (statement);
  g_assert_true (foyer_statement_next (statement, NULL));
  g_assert_cmpint (foyer_statement_get_int64 (statement, 0), ==, expected);
}

/* Would catch: a migration that fails and leaves half of itself, one without a copy of what was there, a copy that
 * others can read, and one that is left lying about after it all went well. */
static void
test_migration (void)
{
  static const char *const good[] = {
    "CREATE TABLE a (x)",
    "CREATE TABLE b (x); INSERT INTO b SELECT x FROM a",
    "INSERT INTO b VALUES (3); DROP TABLE a",
  };
  static const char *const bad[] = {
    "CREATE TABLE a (x)",
    "CREATE TABLE b (x); INSERT INTO b SELECT x FROM a",
    "INSERT INTO b VALUES (3); DROP TABLE a; INSERT INTO nowhere VALUES (1)",
  };
  static const FoyerSchema first = { good, 1 }, failing = { bad, 3 }, all = { good, 3 };
  g_autofree char *folder = g_dir_make_tmp ("foyer-migration-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "x.db", NULL);
  g_autofree char *lock_path = g_build_filename (folder, FOYER_STORE_LOCK, NULL);
  g_autofree char *copy = g_strconcat (path, ".version-1", NULL);
  g_autoptr (FoyerDatabase) database = NULL;
  g_autoptr (FoyerFileLock) lock = NULL;
  g_autoptr (GError) error = NULL;
  struct stat info;
  int version;

  g_assert_true (foyer_private_file_ensure (path, NULL));
  database = foyer_schema_open (&first, path, lock_path, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (foyer_database_execute (database, "INSERT INTO a VALUES (1), (2)", NULL));
  g_clear_pointer (&database, foyer_database_close);

  g_assert_null (foyer_schema_open (&failing, path, lock_path, NULL, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_STORE);
  g_clear_error (&error);
  g_assert_cmpint (stat (copy, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 07777, ==, 0600);

  /* Step 2 succeeded and stays; step 3 left nothing. The copy has neither. */
  database = foyer_database_open (path, FOYER_DATABASE_PRECIOUS, NULL);
  g_assert_true (foyer_database_get_version (database, &version, NULL));
  g_assert_cmpint (version, ==, 2);
  count_rows (database, "SELECT count (*) FROM a", 2);
  count_rows (database, "SELECT count (*) FROM b", 2);
  g_clear_pointer (&database, foyer_database_close);
  database = foyer_database_open (copy, FOYER_DATABASE_PRECIOUS, NULL);
  g_assert_true (foyer_database_get_version (database, &version, NULL));
  g_assert_cmpint (version, ==, 1);
  count_rows (database, "SELECT count (*) FROM a", 2);
  g_clear_pointer (&database, foyer_database_close);

  /* Nobody changes a file that somebody else has open. */
  lock = foyer_file_lock_try (lock_path, FOYER_LOCK_SHARED, NULL);
  g_assert_null (foyer_schema_open (&all, path, lock_path, NULL, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_IN_USE);
  g_clear_error (&error);
  g_clear_pointer (&lock, foyer_file_lock_free);

  database = foyer_schema_open (&all, path, lock_path, NULL, &error);
  g_assert_no_error (error);
  count_rows (database, "SELECT count (*) FROM b", 3);
  g_clear_pointer (&database, foyer_database_close);
  g_free (g_steal_pointer (&copy));
  copy = g_strconcat (path, ".version-2", NULL);
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
}

/* Would catch: SQLite's own sign of a full disk taken for something else, and a transaction that stays open after it.
 */
static void
test_no_more_pages (void)
{
  g_autofree char *folder = g_dir_make_tmp ("foyer-pages-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "x.db", NULL);
  g_autoptr (FoyerDatabase) database = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (foyer_private_file_ensure (path, NULL));
  database = foyer_database_open (path, FOYER_DATABASE_PRECIOUS, NULL);
  g_assert_true (foyer_database_execute (database, "CREATE TABLE a (x); PRAGMA max_page_count = 10", NULL));
  g_assert_false (foyer_database_execute (database, "INSERT INTO a VALUES (zeroblob (100000))", &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_DISK_FULL);
  g_assert_true (foyer_database_execute (database, "BEGIN IMMEDIATE; INSERT INTO a VALUES (1); COMMIT", NULL));
}

int
main (int argc, char **argv)
{
  if (argc > 3 && g_str_has_prefix (argv[1], "--keep"))
    return keep_drafts (argv[1], argv[2], argv[3]);
  if (argc > 3 && g_str_equal (argv[1], "--open-unprivileged"))
    return open_unprivileged (argv[2], argv[3]);

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/precious-trouble/killed", test_killed);
  g_test_add_func ("/precious-trouble/full", test_full);
  g_test_add_func ("/precious-trouble/no-more-pages", test_no_more_pages);
  g_test_add_func ("/precious-trouble/two-processes", test_two_processes);
  g_test_add_func ("/precious-trouble/damaged", test_damaged);
  g_test_add_func ("/precious-trouble/newer", test_newer);
  g_test_add_func ("/precious-trouble/read-only", test_read_only);
  g_test_add_func ("/precious-trouble/folder-is-a-file", test_folder_is_a_file);
  g_test_add_func ("/precious-trouble/migration", test_migration);
  return g_test_run ();
}
