/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The notes of leads: what the mirror has, brought up to date, and notes that are written. */

#include "foyer-session-mirror.h"

#include "foyer-arrival.h"
#include "foyer-note-cache.h"
#include "foyer-session-private.h"

typedef struct
{
  gint64 lead_id;
  gint64 note_id;
  char *text;       /* owned, nullable */
  GPtrArray *notes; /* owned, nullable: of FoyerNote */
  gint64 sent;      /* by the platform's clock, unix seconds */
  gboolean is_current;
  GError *error; /* owned, nullable: why the platform could not be asked */
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_free (work->text);
  g_clear_pointer (&work->notes, g_ptr_array_unref);
  g_clear_error (&work->error);
  g_free (work);
}

static int
compare_notes (gconstpointer a, gconstpointer b)
{
  FoyerNote *first = *(FoyerNote *const *) a, *second = *(FoyerNote *const *) b;
  gint64 difference = foyer_note_get_created (first) - foyer_note_get_created (second);

  if (difference == 0)
    difference = foyer_note_get_id (first) - foyer_note_get_id (second);
  return difference < 0 ? -1 : difference > 0;
}

static void
notes_remembered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!foyer_note_cache_put_finish (FOYER_MIRROR_FILE (source), result, &error))
    g_info ("Could not remember notes: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

/* What the platform shows is told also where it cannot be kept. */
static void
notes_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *work = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!foyer_note_cache_put_finish (FOYER_MIRROR_FILE (source), result, &error))
    g_info ("Could not remember notes: %s", error->message);
  g_task_return_pointer (task, g_steal_pointer (&work->notes), (GDestroyNotify) g_ptr_array_unref);
}

static void
notes_fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerSession *self = g_task_get_source_object (task);
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (FoyerPage) page = foyer_note_service_list_finish (FOYER_NOTE_SERVICE (source), result, &error);

  foyer_session_heard (self, FOYER_CALL_READ, error);
  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_ptr_array_sort (page->rows, compare_notes);
  work->notes = g_ptr_array_ref (page->rows);
  if (page->is_last && page->n_bad == 0)
    foyer_note_cache_replace_async (self->mirror, work->lead_id, page->rows, MAX (work->sent, 1), NULL, notes_kept_cb,
                                    g_object_ref (task));
  else
    g_task_return_pointer (task, g_steal_pointer (&work->notes), (GDestroyNotify) g_ptr_array_unref);
}

static void
fetch_ready (FoyerSession *self, GTask *task)
{
  Work *work = g_task_get_task_data (task);

  work->sent = foyer_session_get_platform_time (self);
  foyer_note_service_list_async (self->note_service, work->lead_id, g_task_get_cancellable (task), notes_fetched_cb,
                                 task);
}

/* From the platform only, the oldest first; the mirror keeps them. */
void
foyer_session_fetch_notes_async (
    FoyerSession *self, gint64 lead_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *fetching = g_task_new (self, cancellable, callback, user_data);
  Work *work = g_new0 (Work, 1);

  work->lead_id = lead_id;
  g_task_set_source_tag (fetching, foyer_session_fetch_notes_async);
  g_task_set_task_data (fetching, work, work_free);
  foyer_session_with_client (self, fetching, fetch_ready);
}

GPtrArray *
foyer_session_fetch_notes_finish (FoyerSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
notes_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) notes = foyer_note_cache_list_finish (FOYER_MIRROR_FILE (source), result, &error);

  if (notes == NULL)
    g_task_return_error (task, error);
  else if (notes->len == 0 && work->error != NULL)
    g_task_return_error (task, g_steal_pointer (&work->error));
  else
    g_task_return_pointer (task, g_steal_pointer (&notes), (GDestroyNotify) g_ptr_array_unref);
}

static void
load_notes (FoyerSession *self, GTask *task)
{
  const Work *work = g_task_get_task_data (task);

  foyer_note_cache_list_async (self->mirror, work->lead_id, g_task_get_cancellable (task), notes_loaded_cb, task);
}

static void
platform_asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Work *work = g_task_get_task_data (task);
  GPtrArray *notes = g_task_propagate_pointer (G_TASK (result), &work->error);

  if (notes == NULL)
    {
      load_notes (FOYER_SESSION (source), task);
      return;
    }
  work->is_current = TRUE;
  g_task_return_pointer (task, notes, (GDestroyNotify) g_ptr_array_unref);
  g_object_unref (task);
}

/**
 * foyer_session_list_notes_async:
 * @ask_platform: whether to bring them up to date first; else what the mirror has, at once
 */
void
foyer_session_list_notes_async (FoyerSession *self,
                                gint64 lead_id,
                                gboolean ask_platform,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  Work *work;
  GTask *task;

  g_return_if_fail (FOYER_IS_SESSION (self));
  g_return_if_fail (lead_id > 0);

  work = g_new0 (Work, 1);
  work->lead_id = lead_id;
  task = foyer_session_start (self, TRUE, cancellable, callback, user_data, foyer_session_list_notes_async);
  g_task_set_task_data (task, work, work_free);
  if (ask_platform)
    foyer_session_fetch_notes_async (self, lead_id, g_task_get_cancellable (task), platform_asked_cb, task);
  else
    load_notes (self, task);
}

/**
 * foyer_session_list_notes_finish:
 * @is_current: (out) (optional): whether the platform has just shown them; else they are as this desk last saw them
 *
 * Returns: (transfer full) (element-type FoyerNote): the notes, the oldest first; fails only when the platform cannot
 * be asked and the mirror has none
 */
GPtrArray *
foyer_session_list_notes_finish (FoyerSession *self, GAsyncResult *result, gboolean *is_current, GError **error)
{
  const Work *work;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  work = g_task_get_task_data (G_TASK (result));
  if (is_current != NULL)
    *is_current = work->is_current;
  return g_task_propagate_pointer (G_TASK (result), error);
}

static char *
make_key (const Work *work)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " %s", work->lead_id, work->text);
}

static void
return_note (GTask *task, gint64 note_id)
{
  FoyerSession *self = g_task_get_source_object (task);
  const Work *work = g_task_get_task_data (task);
  gint64 now = foyer_session_get_platform_time (self);
  g_autofree char *key = make_key (work);
  FoyerNote *note = foyer_note_new (note_id, work->lead_id, work->text, foyer_account_get_user_id (self->account),
                                    work->note_id > 0 ? 0 : now, now);

  g_hash_table_remove (self->uncertain_notes, key);
  /* A changed note is put in with what it was by the next look: here its first date is not known. */
  if (note_id > 0 && work->note_id == 0)
    foyer_note_cache_put_async (self->mirror, note, NULL, notes_remembered_cb,
                                foyer_session_start (self, FALSE, NULL, NULL, NULL, return_note));
  g_task_return_pointer (task, note, g_object_unref);
}

/* A note that was on its way is on the platform. */
void
foyer_session_note_arrived (FoyerSession *self, FoyerNote *note, gboolean is_new)
{
  g_autoptr (FoyerNote) shown = NULL;
  gint64 now = foyer_session_get_platform_time (self);

  if (foyer_note_get_id (note) == 0 || foyer_note_get_lead_id (note) == 0)
    return;
  shown = foyer_note_new (foyer_note_get_id (note), foyer_note_get_lead_id (note), foyer_note_get_source (note),
                          is_new ? foyer_account_get_user_id (self->account) : foyer_note_get_author_id (note),
                          is_new ? now : foyer_note_get_created (note), now);
  foyer_note_cache_put_async (self->mirror, shown, NULL, notes_remembered_cb,
                              foyer_session_start (self, FALSE, NULL, NULL, NULL, foyer_session_note_arrived));
}

static void
note_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerSession *self = g_task_get_source_object (task);
  const Work *work = g_task_get_task_data (task);
  GError *error = NULL;
  gint64 note_id = work->note_id;

  foyer_note_service_add_or_update_finish (FOYER_NOTE_SERVICE (source), result, &note_id, &error);
  foyer_session_heard (self, work->note_id > 0 ? FOYER_CALL_UPDATE : FOYER_CALL_ADD, error);
  if (error == NULL)
    {
      return_note (task, note_id);
      return;
    }
  if (work->note_id == 0 && g_error_matches (error, FOYER_ERROR, FOYER_ERROR_UNCERTAIN))
    g_hash_table_replace (self->uncertain_notes, make_key (work), g_memdup2 (&work->sent, sizeof work->sent));
  g_task_return_error (task, error);
}

static void
save_ready (FoyerSession *self, GTask *task)
{
  Work *work = g_task_get_task_data (task);

  work->sent = foyer_session_get_platform_time (self);
  foyer_note_service_add_or_update_async (self->note_service, work->lead_id, work->note_id, work->text,
                                          g_task_get_cancellable (task), note_saved_cb, task);
}

/* A note with the same text, made since it was sent, is the one whose reply was lost. */
static FoyerNote *
find_arrived (GPtrArray *notes, const Work *work, gint64 sent)
{
  for (guint i = 0; i < notes->len; i++)
    if (foyer_note_get_created (notes->pdata[i]) >= sent - FOYER_ARRIVAL_SLACK
        && foyer_arrival_same_text (work->text, foyer_note_get_source (notes->pdata[i])))
      return notes->pdata[i];
  return NULL;
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  FoyerSession *self = FOYER_SESSION (source);
  const Work *work = g_task_get_task_data (task);
  g_autofree char *key = make_key (work);
  const gint64 *sent = g_hash_table_lookup (self->uncertain_notes, key);
  GError *error = NULL;
  g_autoptr (GPtrArray) notes = g_task_propagate_pointer (G_TASK (result), &error);
  FoyerNote *arrived = notes != NULL ? find_arrived (notes, work, sent != NULL ? *sent : G_MAXINT64 / 2) : NULL;

  if (arrived != NULL)
    {
      g_hash_table_remove (self->uncertain_notes, key);
      g_task_return_pointer (task, g_object_ref (arrived), g_object_unref);
      g_object_unref (task);
    }
  else if (notes == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
    }
  else
    foyer_session_with_client (self, task, save_ready);
}

void
foyer_session_save_note_async (FoyerSession *self,
                               gint64 lead_id,
                               gint64 note_id,
                               const char *text,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autofree char *key = NULL;
  Work *work;
  GTask *task;

  g_return_if_fail (FOYER_IS_SESSION (self));
  g_return_if_fail (lead_id > 0);

  work = g_new0 (Work, 1);
  work->lead_id = lead_id;
  work->note_id = note_id;
  work->text = g_strstrip (g_strdup (text));
  task = foyer_session_start (self, FALSE, cancellable, callback, user_data, foyer_session_save_note_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, work, work_free);
  key = make_key (work);
  if (*work->text == '\0')
    {
      g_task_return_error (task, foyer_error_new (FOYER_ERROR_INVALID, "A note needs a text"));
      g_object_unref (task);
    }
  else if (g_hash_table_contains (self->uncertain_notes, key))
    foyer_session_fetch_notes_async (self, lead_id, cancellable, looked_cb, task);
  else
    foyer_session_with_client (self, task, save_ready);
}

/**
 * foyer_session_save_note_finish:
 *
 * Returns: (transfer full): the note as it was written, or as it was found to have arrived
 */
FoyerNote *
foyer_session_save_note_finish (FoyerSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
notes_counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GArray *counts = foyer_note_cache_count_finish (FOYER_MIRROR_FILE (source), result, &error);

  if (counts != NULL)
    g_task_return_pointer (task, counts, (GDestroyNotify) g_array_unref);
  else
    g_task_return_error (task, error);
}

void
foyer_session_count_notes_async (FoyerSession *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task;

  g_return_if_fail (FOYER_IS_SESSION (self));

  task = foyer_session_start (self, TRUE, cancellable, callback, user_data, foyer_session_count_notes_async);
  foyer_note_cache_count_async (self->mirror, g_task_get_cancellable (task), notes_counted_cb, task);
}

gboolean
foyer_session_count_notes_finish (
    FoyerSession *self, GAsyncResult *result, guint *n_leads_with_notes, guint *n_leads, GError **error)
{
  g_autoptr (GArray) counts = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  counts = g_task_propagate_pointer (G_TASK (result), error);
  if (counts == NULL || counts->len < 2)
    return FALSE;
  *n_leads_with_notes = (guint) g_array_index (counts, gint64, 0);
  *n_leads = (guint) g_array_index (counts, gint64, 1);
  return TRUE;
}
