/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Locks between processes and within one. */

#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "foyer-file-lock.h"
#include "store-testing.h"

static char *
new_lock_path (void)
{
  g_autofree char *folder = g_dir_make_tmp ("foyer-lock-XXXXXX", NULL);

  return g_build_filename (folder, FOYER_STORE_LOCK, NULL);
}

/* Would catch: POSIX locks in the place of open file description locks (they would not keep two holders in one process
 * apart), a shared lock that excludes, an exclusive one that does not, a lock's file that others can read. */
static void
test_modes (void)
{
  g_autofree char *path = new_lock_path ();
  g_autoptr (FoyerFileLock) first = foyer_file_lock_try (path, FOYER_LOCK_SHARED, NULL);
  g_autoptr (FoyerFileLock) second = foyer_file_lock_try (path, FOYER_LOCK_SHARED, NULL);
  g_autoptr (FoyerFileLock) third = NULL;
  g_autoptr (GError) error = NULL;
  struct stat info;

  g_assert_nonnull (first);
  g_assert_nonnull (second);
  g_assert_null (foyer_file_lock_try (path, FOYER_LOCK_EXCLUSIVE, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_IN_USE);
  g_clear_error (&error);
  g_assert_false (foyer_file_lock_convert (first, FOYER_LOCK_EXCLUSIVE, 20, NULL, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_IN_USE);

  g_clear_pointer (&second, foyer_file_lock_free);
  g_assert_true (foyer_file_lock_convert (first, FOYER_LOCK_EXCLUSIVE, 0, NULL, NULL));
  g_assert_null (foyer_file_lock_try (path, FOYER_LOCK_SHARED, NULL));
  g_assert_true (foyer_file_lock_convert (first, FOYER_LOCK_SHARED, 0, NULL, NULL));
  third = foyer_file_lock_try (path, FOYER_LOCK_SHARED, NULL);
  g_assert_nonnull (third);

  g_assert_cmpint (stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 07777, ==, 0600);
}

/* Would catch: a wait on the main thread, one that cannot be cancelled, one that gives up or never ends. */
static void
test_wait (void)
{
  g_autofree char *path = new_lock_path ();
  g_autoptr (FoyerFileLock) first = foyer_file_lock_try (path, FOYER_LOCK_EXCLUSIVE, NULL);
  g_autoptr (FoyerFileLock) second = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GAsyncResult *answer = NULL;

  g_assert_null (foyer_file_lock_wait_finish (AWAIT (foyer_file_lock_wait_async, path, FOYER_LOCK_SHARED, 30), &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_IN_USE);
  g_clear_error (&error);

  foyer_file_lock_wait_async (path, FOYER_LOCK_SHARED, G_MAXUINT, cancellable, got_answer_cb, &answer);
  g_usleep (30000);
  g_assert_null (answer);
  g_cancellable_cancel (cancellable);
  g_assert_null (foyer_file_lock_wait_finish (await_answer (&answer), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  answer = NULL;
  foyer_file_lock_wait_async (path, FOYER_LOCK_EXCLUSIVE, G_MAXUINT, NULL, got_answer_cb, &answer);
  g_usleep (30000);
  g_clear_pointer (&first, foyer_file_lock_free);
  second = foyer_file_lock_wait_finish (await_answer (&answer), &error);
  g_assert_no_error (error);
  g_assert_nonnull (second);
}

static int
hold (const char *path)
{
  g_autoptr (FoyerFileLock) lock = foyer_file_lock_try (path, FOYER_LOCK_EXCLUSIVE, NULL);

  g_assert_nonnull (lock);
  puts ("held");
  fflush (stdout);
  pause ();
  return 0;
}

/* Would catch: a lock that outlives a killed process, or that a stopped one loses. */
static void
test_death (void)
{
  g_autofree char *path = new_lock_path ();
  g_autoptr (GSubprocess) process = spawn_self ("--hold", path, NULL);
  g_autoptr (FoyerFileLock) lock = NULL;
  g_autoptr (GError) error = NULL;
  char line[8];

  g_input_stream_read (g_subprocess_get_stdout_pipe (process), line, sizeof line, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (foyer_file_lock_try (path, FOYER_LOCK_SHARED, NULL));
  g_subprocess_send_signal (process, SIGSTOP);
  g_assert_null (foyer_file_lock_try (path, FOYER_LOCK_SHARED, NULL));
  g_subprocess_send_signal (process, SIGKILL);
  g_subprocess_wait (process, NULL, NULL);
  lock = foyer_file_lock_try (path, FOYER_LOCK_EXCLUSIVE, &error);
  g_assert_no_error (error);
  g_assert_nonnull (lock);
}

int
main (int argc, char **argv)
{
  if (argc > 2 && g_str_equal (argv[1], "--hold"))
    return hold (argv[2]);

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/file-lock/modes", test_modes);
  g_test_add_func ("/file-lock/wait", test_wait);
  g_test_add_func ("/file-lock/death", test_death);
  return g_test_run ();
}
