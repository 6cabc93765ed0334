/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading all of a large mirror takes seconds, in which nobody could work with it: it is done beside the work, by a
 * connection and a thread of its own. */

#include "foyer-mirror-check.h"

#include "foyer-mirror-database.h"
#include "foyer-worker.h"

struct _FoyerMirrorCheck
{
  /* owned */
  FoyerWorker *worker;
  GCancellable *cancellable;
  char *cache_dir;
  char *account_uuid;

  FoyerDatabaseDamaged damaged;
  gpointer data;
};

static gboolean
check (FoyerMirrorCheck *self, GError **error)
{
  g_autoptr (FoyerDatabase) database = foyer_mirror_database_open_reader (self->cache_dir, self->account_uuid, error);
  gboolean is_whole;

  if (database == NULL)
    return FALSE;
  foyer_database_watch_damage (database, self->damaged, self->data);
  foyer_database_set_cancellable (database, self->cancellable);
  is_whole = foyer_database_check (database, error);
  foyer_database_set_cancellable (database, NULL);
  return is_whole;
}

static void
check_on_thread (gpointer data)
{
  FoyerMirrorCheck *self = data;
  g_autoptr (GError) error = NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (!check (self, &error) || !foyer_mirror_database_mark_checked (self->cache_dir, self->account_uuid, &error))
    g_debug ("The mirror was not read to its end: %s", error->message);
}

/**
 * foyer_mirror_check_start:
 * @damaged: called on a thread of the check when the mirror is damaged
 * @data: lives longer than the check
 *
 * Begins to read a mirror that is open. Read to its end and found whole it is marked as checked; until then each start
 * begins anew.
 *
 * Returns: (transfer full): the check
 */
FoyerMirrorCheck *
foyer_mirror_check_start (const char *cache_dir, const char *account_uuid, FoyerDatabaseDamaged damaged, gpointer data)
{
  FoyerMirrorCheck *self = g_new0 (FoyerMirrorCheck, 1);

  self->worker = foyer_worker_new ("mirror-check");
  self->cancellable = g_cancellable_new ();
  self->cache_dir = g_strdup (cache_dir);
  self->account_uuid = g_strdup (account_uuid);
  self->damaged = damaged;
  self->data = data;
  foyer_worker_step_back (self->worker);
  foyer_worker_run_last (self->worker, check_on_thread, self);
  return self;
}

/**
 * foyer_mirror_check_free:
 * @self: (transfer full): interrupted, and waited for
 */
void
foyer_mirror_check_free (FoyerMirrorCheck *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->worker);
  g_object_unref (self->cancellable);
  g_free (self->cache_dir);
  g_free (self->account_uuid);
  g_free (self);
}
