/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A lock between processes that the kernel gives back at death. It belongs to the open file description and not to the
 * process, so it also keeps apart two holders within one process, and closing another descriptor of the file does not
 * lose it. */

#include "foyer-file-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "foyer-private-files.h"

#define FIRST_PAUSE 10  /* milliseconds */
#define LAST_PAUSE  200 /* milliseconds */

struct _FoyerFileLock
{
  int fd;
};

typedef struct
{
  char *path;
  FoyerLockMode mode;
  guint milliseconds;
} Wait;

static void
wait_free (gpointer data)
{
  Wait *wait = data;

  g_free (wait->path);
  g_free (wait);
}

static gboolean
set_lock (int fd, FoyerLockMode mode, GError **error)
{
  struct flock lock = { .l_type = mode == FOYER_LOCK_SHARED ? F_RDLCK : F_WRLCK, .l_whence = SEEK_SET };

  while (fcntl (fd, F_OFD_SETLK, &lock) != 0)
    {
      int saved = errno;

      if (saved == EINTR)
        continue;
      g_set_error (error, FOYER_ERROR, saved == EAGAIN || saved == EACCES ? FOYER_ERROR_IN_USE : FOYER_ERROR_STORE,
                   "Cannot lock: %s", g_strerror (saved));
      return FALSE;
    }
  return TRUE;
}

static void
pause_for (guint milliseconds, GCancellable *cancellable)
{
  GPollFD poll_fd;

  if (g_cancellable_make_pollfd (cancellable, &poll_fd))
    {
      g_poll (&poll_fd, 1, (int) milliseconds);
      g_cancellable_release_fd (cancellable);
    }
  else
    g_usleep (milliseconds * 1000ul);
}

/**
 * foyer_file_lock_convert:
 * @milliseconds: how long to wait at most; 0 only tries
 *
 * Changes the mode of a lock, and keeps what it had when it cannot. Two holders of a shared lock that both wait here
 * for the exclusive one wait in vain: free the lock and take it anew instead. Blocks: not for the main thread.
 *
 * Returns: whether the lock has @mode now; `FOYER_ERROR_IN_USE` when others held on to theirs
 */
gboolean
foyer_file_lock_convert (
    FoyerFileLock *self, FoyerLockMode mode, guint milliseconds, GCancellable *cancellable, GError **error)
{
  gint64 deadline = milliseconds == G_MAXUINT ? G_MAXINT64
                                              : g_get_monotonic_time () + milliseconds * G_TIME_SPAN_MILLISECOND;
  guint pause = FIRST_PAUSE;

  while (TRUE)
    {
      g_autoptr (GError) local_error = NULL;
      gint64 left;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (set_lock (self->fd, mode, &local_error))
        return TRUE;

      left = (deadline - g_get_monotonic_time ()) / G_TIME_SPAN_MILLISECOND;
      if (left <= 0 || !g_error_matches (local_error, FOYER_ERROR, FOYER_ERROR_IN_USE))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      pause_for (MIN (pause, (guint) left), cancellable);
      pause = MIN (pause * 2, LAST_PAUSE);
    }
}

/**
 * foyer_file_lock_wait:
 * @path: the lock's file, made when it is not there; it is never removed, or two could hold it
 * @milliseconds: how long to wait at most; %G_MAXUINT for as long as it takes
 *
 * Blocks: not for the main thread.
 *
 * Returns: (transfer full): the lock; `FOYER_ERROR_IN_USE` when somebody else held on to it, `FOYER_ERROR_STORE` when
 * the file cannot be made
 */
FoyerFileLock *
foyer_file_lock_wait (
    const char *path, FoyerLockMode mode, guint milliseconds, GCancellable *cancellable, GError **error)
{
  g_autoptr (FoyerFileLock) self = NULL;
  int fd;

  g_return_val_if_fail (path != NULL, NULL);

  fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0)
    {
      foyer_private_set_error (error, errno, "Cannot open “%s”", path);
      return NULL;
    }

  self = g_new0 (FoyerFileLock, 1);
  self->fd = fd;
  if (!foyer_file_lock_convert (self, mode, milliseconds, cancellable, error))
    {
      g_prefix_error (error, "%s: ", path);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * foyer_file_lock_try:
 *
 * Returns: (transfer full): the lock when it is free now, else `FOYER_ERROR_IN_USE`
 */
FoyerFileLock *
foyer_file_lock_try (const char *path, FoyerLockMode mode, GError **error)
{
  return foyer_file_lock_wait (path, mode, 0, NULL, error);
}

static void
wait_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Wait *wait = data;
  GError *error = NULL;
  FoyerFileLock *lock = foyer_file_lock_wait (wait->path, wait->mode, wait->milliseconds, cancellable, &error);

  if (lock != NULL)
    g_task_return_pointer (task, lock, (GDestroyNotify) foyer_file_lock_free);
  else
    g_task_return_error (task, error);
}

/**
 * foyer_file_lock_wait_async:
 *
 * foyer_file_lock_wait () for the main thread.
 */
void
foyer_file_lock_wait_async (const char *path,
                            FoyerLockMode mode,
                            guint milliseconds,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Wait *wait;

  g_return_if_fail (path != NULL);

  wait = g_new0 (Wait, 1);
  wait->path = g_strdup (path);
  wait->mode = mode;
  wait->milliseconds = milliseconds;
  g_task_set_source_tag (task, foyer_file_lock_wait_async);
  g_task_set_task_data (task, wait, wait_free);
  g_task_run_in_thread (task, wait_in_thread);
}

FoyerFileLock *
foyer_file_lock_wait_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
foyer_file_lock_free (FoyerFileLock *self)
{
  g_return_if_fail (self != NULL);

  g_clear_fd (&self->fd, NULL);
  g_free (self);
}
