/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Brings the mirror up to date: its parts one after the other, under the lock that keeps other processes from doing the
 * same, and what a face shows of it. */

#include "foyer-mirror-refresh-private.h"

#include "foyer-all-notes.h"
#include "foyer-file-lock.h"
#include "foyer-part-refresh.h"
#include "foyer-session-private.h"

#define HOUR 3600

G_DEFINE_ENUM_TYPE (FoyerRefreshPart,
                    foyer_refresh_part,
                    G_DEFINE_ENUM_VALUE (FOYER_REFRESH_NOTHING, "nothing"),
                    G_DEFINE_ENUM_VALUE (FOYER_REFRESH_LEADS, "leads"),
                    G_DEFINE_ENUM_VALUE (FOYER_REFRESH_COMPANIES, "companies"),
                    G_DEFINE_ENUM_VALUE (FOYER_REFRESH_PEOPLE, "people"),
                    G_DEFINE_ENUM_VALUE (FOYER_REFRESH_NOTES, "notes"))

struct _FoyerMirrorRefresh
{
  GObject parent_instance;

  /* owned */
  GPtrArray *waiting; /* of GTask, all of which end with the run */
  GError *error;      /* nullable */

  FoyerSession *session; /* borrowed: it owns us; NULL when it is gone */

  FoyerRefreshPart part;
  FoyerPartReport report;
  guint n_bad_before; /* of the parts before */
  gint64 finished;
  gboolean is_running;
  gboolean is_whole;          /* since what changed only cannot be asked for, of some part */
  gboolean wants_tidying;     /* also when the run ended before it came to that */
  gboolean knows_about_notes; /* whether the platform lists those of all leads: it was asked */
};

/* One run. */
typedef struct
{
  FoyerMirrorRefresh *refresh; /* owned */
  FoyerFileLock *lock;         /* owned, nullable */
  GError *leads_error;         /* owned, nullable: why there are none for this key */
  FoyerRefreshDepth depth;
  gboolean was_everything; /* of the part */
  gboolean is_whole;       /* see the refresh */
  gboolean asks_for_notes; /* once more, whether the platform lists those of all leads */
} Run;

enum
{
  PROP_IS_RUNNING = 1,
  PROP_PART,
  PROP_N_DONE,
  PROP_N_TOTAL,
  PROP_N_BAD,
  PROP_FINISHED,
  PROP_ERROR,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FoyerMirrorRefresh, foyer_mirror_refresh, G_TYPE_OBJECT)

static const struct
{
  FoyerMirrorPart part;
  FoyerAbilities ability;
} parts[FOYER_N_REFRESH_PARTS] = {
  [FOYER_REFRESH_LEADS] = { FOYER_PART_LEADS, FOYER_ABILITY_LIST_LEADS },
  [FOYER_REFRESH_COMPANIES] = { FOYER_PART_COMPANIES, FOYER_ABILITY_LIST_COMPANIES },
  [FOYER_REFRESH_PEOPLE] = { FOYER_PART_PEOPLE, FOYER_ABILITY_LIST_CONTACTS },
  [FOYER_REFRESH_NOTES] = { FOYER_PART_NOTES, FOYER_ABILITY_LIST_ALL_NOTES },
};

static void run_part (GTask *task, FoyerRefreshPart part);

static void
run_free (gpointer data)
{
  Run *run = data;

  g_clear_pointer (&run->lock, foyer_file_lock_free);
  g_clear_error (&run->leads_error);
  g_object_unref (run->refresh);
  g_free (run);
}

static void
notify (FoyerMirrorRefresh *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_report (FoyerMirrorRefresh *self, const FoyerPartReport *report)
{
  FoyerPartReport before = self->report;

  self->report = *report;
  if (report->n_done != before.n_done)
    notify (self, PROP_N_DONE);
  if (report->n_total != before.n_total)
    notify (self, PROP_N_TOTAL);
  if (report->n_bad != before.n_bad)
    notify (self, PROP_N_BAD);
}

static void
part_reported (const FoyerPartReport *report, gpointer user_data)
{
  FoyerMirrorRefresh *self = user_data;
  FoyerPartReport sum = *report;

  sum.n_bad += self->n_bad_before;
  set_report (self, &sum);
}

static void
set_part (FoyerMirrorRefresh *self, FoyerRefreshPart part)
{
  FoyerPartReport nothing = { .n_bad = self->report.n_bad };

  self->n_bad_before = self->report.n_bad;
  set_report (self, &nothing);
  if (self->part == part)
    return;
  self->part = part;
  notify (self, PROP_PART);
}

/* Takes the error. */
static void
end_run (GTask *task, GError *error)
{
  Run *run = g_task_get_task_data (task);
  g_autoptr (FoyerMirrorRefresh) self = g_object_ref (run->refresh);
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);

  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  g_clear_pointer (&run->lock, foyer_file_lock_free);
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  if (error == NULL)
    {
      self->finished = g_get_real_time () / G_USEC_PER_SEC;
      self->is_whole = run->is_whole;
      notify (self, PROP_FINISHED);
    }
  self->is_running = FALSE;
  set_part (self, FOYER_REFRESH_NOTHING);
  notify (self, PROP_ERROR);
  notify (self, PROP_IS_RUNNING);
  for (guint i = 0; i < waiting->len; i++)
    if (error != NULL)
      g_task_return_error (waiting->pdata[i], g_error_copy (error));
    else
      g_task_return_boolean (waiting->pdata[i], TRUE);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  foyer_note_trickle_start (((FoyerSession *) g_task_get_source_object (task))->trickle);
  g_task_return_boolean (task, TRUE);
}

static void
tidied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;

  if (foyer_mirror_tidy_finish (FOYER_MIRROR_FILE (source), result, &error))
    run->refresh->wants_tidying = FALSE;
  end_run (task, error != NULL ? error : g_steal_pointer (&run->leads_error));
}

static void
part_cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerSession *session = FOYER_SESSION (source);
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;
  guint n_gone = 0;
  gboolean cleared = foyer_part_refresh_clear_finish (session, result, &n_gone, &error);

  if (n_gone > 0)
    {
      run->refresh->wants_tidying = TRUE;
      foyer_session_mirror_changed (session);
    }
  if (cleared)
    run_part (task, run->refresh->part + 1);
  else
    end_run (task, error);
}

static void
part_refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerSession *session = FOYER_SESSION (source);
  Run *run = g_task_get_task_data (task);
  FoyerRefreshPart part = run->refresh->part;
  FoyerPartReport report;
  GError *error = NULL;
  gboolean refreshed = foyer_part_refresh_run_finish (session, result, &run->was_everything, &report, &error);

  part_reported (&report, run->refresh);
  run->refresh->wants_tidying |= report.n_forgotten > 0;
  run->is_whole |= report.is_deaf;
  if (refreshed && run->was_everything)
    {
      run->refresh->wants_tidying = TRUE;
      run->asks_for_notes |= part == FOYER_REFRESH_LEADS;
      foyer_part_refresh_clear_async (session, parts[part].part, g_task_get_cancellable (task), part_cleared_cb,
                                      g_object_ref (task));
    }
  /* A list that is off for this key does not keep the others from being fetched; that there are no leads is told in the
   * end. */
  else if (refreshed || foyer_error_is_about_one_call (error))
    {
      if (!refreshed && part == FOYER_REFRESH_LEADS)
        run->leads_error = g_steal_pointer (&error);
      if (!refreshed && part == FOYER_REFRESH_NOTES)
        foyer_all_notes_know (session, FALSE);
      g_clear_error (&error);
      run_part (task, part + 1);
    }
  else
    end_run (task, error);
}

static gboolean
can_list (FoyerSession *session, FoyerRefreshPart part)
{
  return (foyer_account_get_checked (session->account) == 0 && part != FOYER_REFRESH_NOTES)
         || (foyer_account_get_abilities (session->account) & parts[part].ability) != 0;
}

static void
notes_asked_for_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Run *run = g_task_get_task_data (task);
  GError *error = NULL;

  if (foyer_all_notes_ask_finish (FOYER_SESSION (source), result, &error))
    run->refresh->knows_about_notes = TRUE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      end_run (task, error);
      return;
    }
  g_clear_error (&error);
  run_part (task, FOYER_REFRESH_NOTES);
}

static void
run_part (GTask *task, FoyerRefreshPart part)
{
  FoyerSession *session = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);

  while (part < FOYER_REFRESH_NOTES && part != FOYER_REFRESH_LEADS && !can_list (session, part))
    part++;
  if (part == FOYER_REFRESH_NOTES && !run->asks_for_notes && !can_list (session, part))
    part++;
  if (part == FOYER_REFRESH_NOTES && run->asks_for_notes)
    {
      run->asks_for_notes = FALSE;
      foyer_all_notes_ask_async (session, g_task_get_cancellable (task), notes_asked_for_cb, g_object_ref (task));
    }
  else if (part < FOYER_N_REFRESH_PARTS)
    {
      set_part (run->refresh, part);
      foyer_part_refresh_run_async (session, parts[part].part, run->depth == FOYER_REFRESH_EVERYTHING, part_reported,
                                    run->refresh, g_task_get_cancellable (task), part_refreshed_cb,
                                    g_object_ref (task));
    }
  else if (run->refresh->wants_tidying)
    foyer_mirror_tidy_async (session->mirror, g_task_get_cancellable (task), tidied_cb, g_object_ref (task));
  else
    end_run (task, g_steal_pointer (&run->leads_error));
}

static void
client_ready (FoyerSession *session, GTask *task)
{
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
client_waited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    run_part (task, FOYER_REFRESH_LEADS);
  else
    end_run (task, error);
}

static void
locked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerSession *session = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;

  run->lock = foyer_file_lock_wait_finish (result, &error);
  if (run->lock != NULL)
    foyer_session_with_client (
        session, g_task_new (session, g_task_get_cancellable (task), client_waited_cb, g_object_ref (task)),
        client_ready);
  else
    end_run (task, error);
}

static void
foyer_mirror_refresh_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FoyerMirrorRefresh *self = FOYER_MIRROR_REFRESH (object);

  switch (id)
    {
    case PROP_IS_RUNNING:
      g_value_set_boolean (value, self->is_running);
      break;
    case PROP_PART:
      g_value_set_enum (value, self->part);
      break;
    case PROP_N_DONE:
      g_value_set_uint (value, self->report.n_done);
      break;
    case PROP_N_TOTAL:
      g_value_set_uint (value, self->report.n_total);
      break;
    case PROP_N_BAD:
      g_value_set_uint (value, self->report.n_bad);
      break;
    case PROP_FINISHED:
      g_value_set_int64 (value, self->finished);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
foyer_mirror_refresh_finalize (GObject *object)
{
  FoyerMirrorRefresh *self = FOYER_MIRROR_REFRESH (object);

  g_clear_weak_pointer (&self->session);
  g_ptr_array_unref (self->waiting);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (foyer_mirror_refresh_parent_class)->finalize (object);
}

static void
foyer_mirror_refresh_class_init (FoyerMirrorRefreshClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = foyer_mirror_refresh_get_property;
  object_class->finalize = foyer_mirror_refresh_finalize;

  properties[PROP_IS_RUNNING] = g_param_spec_boolean ("is-running", NULL, NULL, FALSE, flags);
  properties[PROP_PART] = g_param_spec_enum ("part", NULL, NULL, FOYER_TYPE_REFRESH_PART, FOYER_REFRESH_NOTHING, flags);
  properties[PROP_N_DONE] = g_param_spec_uint ("n-done", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_TOTAL] = g_param_spec_uint ("n-total", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_BAD] = g_param_spec_uint ("n-bad", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_FINISHED] = g_param_spec_int64 ("finished", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
foyer_mirror_refresh_init (FoyerMirrorRefresh *self)
{
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
}

FoyerMirrorRefresh *
foyer_mirror_refresh_new (FoyerSession *session)
{
  FoyerMirrorRefresh *self = g_object_new (FOYER_TYPE_MIRROR_REFRESH, NULL);

  g_set_weak_pointer (&self->session, session);
  return self;
}

/**
 * foyer_mirror_refresh_set_finished:
 * @finished: when the newest refresh came to its end, in seconds since 1970 by this computer's clock
 */
void
foyer_mirror_refresh_set_finished (FoyerMirrorRefresh *self, gint64 finished)
{
  self->finished = finished;
  notify (self, PROP_FINISHED);
}

gboolean
foyer_mirror_refresh_get_is_running (FoyerMirrorRefresh *self)
{
  g_return_val_if_fail (FOYER_IS_MIRROR_REFRESH (self), FALSE);
  return self->is_running;
}

FoyerRefreshPart
foyer_mirror_refresh_get_part (FoyerMirrorRefresh *self)
{
  g_return_val_if_fail (FOYER_IS_MIRROR_REFRESH (self), FOYER_REFRESH_NOTHING);
  return self->part;
}

guint
foyer_mirror_refresh_get_n_done (FoyerMirrorRefresh *self)
{
  g_return_val_if_fail (FOYER_IS_MIRROR_REFRESH (self), 0);
  return self->report.n_done;
}

guint
foyer_mirror_refresh_get_n_total (FoyerMirrorRefresh *self)
{
  g_return_val_if_fail (FOYER_IS_MIRROR_REFRESH (self), 0);
  return self->report.n_total;
}

guint
foyer_mirror_refresh_get_n_bad (FoyerMirrorRefresh *self)
{
  g_return_val_if_fail (FOYER_IS_MIRROR_REFRESH (self), 0);
  return self->report.n_bad;
}

gint64
foyer_mirror_refresh_get_finished (FoyerMirrorRefresh *self)
{
  g_return_val_if_fail (FOYER_IS_MIRROR_REFRESH (self), 0);
  return self->finished;
}

/**
 * foyer_mirror_refresh_is_due:
 *
 * Returns: whether to run it though nobody asked: always where that costs a few requests; where the last one had to
 * fetch everything, once an hour, and not on a network that is paid for by what goes over it
 */
gboolean
foyer_mirror_refresh_is_due (FoyerMirrorRefresh *self)
{
  gint64 age;

  g_return_val_if_fail (FOYER_IS_MIRROR_REFRESH (self), FALSE);

  age = g_get_real_time () / G_USEC_PER_SEC - self->finished;
  if (!self->is_whole)
    return TRUE;
  return (age < 0 || age >= HOUR) && !g_network_monitor_get_network_metered (g_network_monitor_get_default ());
}

/**
 * foyer_mirror_refresh_get_error:
 *
 * Returns: (nullable) (transfer none): why the last run did not come to its end
 */
const GError *
foyer_mirror_refresh_get_error (FoyerMirrorRefresh *self)
{
  g_return_val_if_fail (FOYER_IS_MIRROR_REFRESH (self), NULL);
  return self->error;
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * foyer_mirror_refresh_run_async:
 * @cancellable: (nullable): stops it, what has arrived stays; while another run is under way, only the waiting for it
 * cannot be cancelled
 */
void
foyer_mirror_refresh_run_async (FoyerMirrorRefresh *self,
                                FoyerRefreshDepth depth,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autofree char *lock_path = NULL;
  Run *run;
  GTask *outer, *task;

  g_return_if_fail (FOYER_IS_MIRROR_REFRESH (self));
  g_return_if_fail (self->session != NULL);

  outer = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (outer, foyer_mirror_refresh_run_async);
  if (self->is_running)
    {
      g_ptr_array_add (self->waiting, outer);
      return;
    }
  task = foyer_session_start (self->session, TRUE, cancellable, ran_cb, outer, foyer_mirror_refresh_run_async);
  g_task_set_check_cancellable (task, FALSE);
  run = g_new0 (Run, 1);
  run->refresh = g_object_ref (self);
  run->depth = depth;
  run->asks_for_notes = !self->knows_about_notes && !can_list (self->session, FOYER_REFRESH_NOTES);
  g_task_set_task_data (task, run, run_free);
  self->is_running = TRUE;
  self->report.n_bad = 0;
  notify (self, PROP_IS_RUNNING);
  lock_path = foyer_mirror_file_dup_lock_path (self->session->mirror, FOYER_REFRESH_LOCK);
  foyer_file_lock_wait_async (lock_path, FOYER_LOCK_EXCLUSIVE, 0, g_task_get_cancellable (task), locked_cb, task);
}

/**
 * foyer_mirror_refresh_run_finish:
 *
 * Returns: whether it came to its end
 */
gboolean
foyer_mirror_refresh_run_finish (FoyerMirrorRefresh *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
