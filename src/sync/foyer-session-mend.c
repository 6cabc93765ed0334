/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mirror that turns out to be damaged while the account is open: a new one takes its place, and everything is fetched
 * again. */

#include "foyer-session-private.h"

#include "foyer-file-lock.h"

typedef struct
{
  /* owned: nobody refreshes meanwhile, or a new mirror would have the end of a list for all of it */
  FoyerFileLock *lock;
} Mending;

static void
mending_free (gpointer data)
{
  Mending *mending = data;

  g_clear_pointer (&mending->lock, foyer_file_lock_free);
  g_free (mending);
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!foyer_mirror_refresh_run_finish (FOYER_MIRROR_REFRESH (source), result, &error))
    g_debug ("The new mirror was not filled: %s", error->message);
}

static void
picklists_refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!foyer_session_refresh_picklists_finish (FOYER_SESSION (source), result, &error))
    g_debug ("The picklists were not fetched again: %s", error->message);
}

static void
fetch_again (FoyerSession *self)
{
  foyer_mirror_refresh_run_async (self->refresh, FOYER_REFRESH_EVERYTHING, NULL, refreshed_cb, NULL);
  foyer_session_refresh_picklists_async (self, FOYER_PICKLIST_NONE, 0, NULL, picklists_refreshed_cb, NULL);
}

/* The run that found the way barred by us is over. */
static void
run_over_cb (FoyerSession *self)
{
  g_signal_handlers_disconnect_by_func (self->refresh, run_over_cb, self);
  if (!g_cancellable_is_cancelled (self->closing))
    fetch_again (self);
}

static void
opened_again_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!foyer_mirror_file_open_finish (FOYER_MIRROR_FILE (source), result, &error))
    g_message ("The damaged mirror could not be opened again: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

static void
reset_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerSession *self = g_task_get_source_object (task);
  Mending *mending = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gboolean is_new = foyer_mirror_file_reset_finish (FOYER_MIRROR_FILE (source), result, &error);

  g_clear_pointer (&mending->lock, foyer_file_lock_free);
  if (!is_new)
    {
      /* Another process has it open: what can still be read of it is more than nothing. */
      g_message ("The damaged mirror stays for now: %s", error->message);
      foyer_mirror_file_open_async (self->mirror, NULL, opened_again_cb, g_steal_pointer (&task));
      return;
    }
  if (!g_cancellable_is_cancelled (self->closing))
    {
      foyer_session_mirror_changed (self);
      if (foyer_mirror_refresh_get_is_running (self->refresh))
        g_signal_connect_object (self->refresh, "notify::is-running", G_CALLBACK (run_over_cb), self,
                                 G_CONNECT_SWAPPED);
      else
        fetch_again (self);
      foyer_session_tell_mirror_rebuilt (self);
    }
  g_task_return_boolean (task, TRUE);
}

static void
locked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerSession *self = g_task_get_source_object (task);
  Mending *mending = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  mending->lock = foyer_file_lock_wait_finish (result, &error);
  if (mending->lock != NULL)
    {
      foyer_mirror_file_reset_async (self->mirror, NULL, reset_cb, g_steal_pointer (&task));
      return;
    }
  g_debug ("The damaged mirror is left to the next start: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

/* Once while the account is open: a disk that damages the next one, too, is not to be mended by fetching everything
 * again and again. The next start does it then. */
static void
damaged_cb (FoyerSession *self)
{
  g_autofree char *path = NULL;
  GTask *task;

  if (self->was_mended || g_cancellable_is_cancelled (self->closing))
    return;
  self->was_mended = TRUE;
  g_message ("The mirror is damaged: it is built anew");
  path = foyer_mirror_file_dup_lock_path (self->mirror, FOYER_REFRESH_LOCK);
  task = foyer_session_start (self, FALSE, NULL, NULL, NULL, foyer_session_watch_mirror);
  g_task_set_task_data (task, g_new0 (Mending, 1), mending_free);
  foyer_file_lock_wait_async (path, FOYER_LOCK_EXCLUSIVE, G_MAXUINT, self->closing, locked_cb, task);
}

/* Before the mirror is opened. */
void
foyer_session_watch_mirror (FoyerSession *self)
{
  g_signal_connect_swapped (self->mirror, "damaged", G_CALLBACK (damaged_cb), self);
  g_signal_connect_swapped (self->mirror, "committed", G_CALLBACK (foyer_session_mirror_changed), self);
}

/* Not by g_signal_connect_object (): the last reference to the mirror may go away on one of its threads, while this one
 * takes a session apart, and GObject does not expect the two to look for the same handlers. */
void
foyer_session_drop_mirror (FoyerSession *self)
{
  if (self->mirror != NULL)
    g_signal_handlers_disconnect_by_data (self->mirror, self);
  g_clear_object (&self->mirror);
}
