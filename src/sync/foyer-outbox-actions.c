/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person, or a script, does to the outbox. */

#include "foyer-outbox-private.h"

#include "foyer-outbox-history.h"

typedef GPtrArray *(*StoreFinish) (FoyerPreciousFile *file, GAsyncResult *result, GError **error);

/* What the store was asked, and what becomes of the answer. */
typedef struct
{
  StoreFinish finish;
  gboolean resumes;    /* what pauses for a person goes on */
  gboolean hurries;    /* what rests after a failure goes on */
  FoyerOutboxRow *row; /* owned, nullable */
  FoyerDraft *draft;   /* owned, nullable */
} Action;

static void
action_free (gpointer data)
{
  Action *action = data;

  g_clear_object (&action->row);
  g_clear_object (&action->draft);
  g_free (action);
}

/* What a person asks for is not cut short by the session's end: it is written first. */
static GTask *
begin (FoyerOutbox *self, StoreFinish finish, GAsyncReadyCallback callback, gpointer user_data, gpointer tag)
{
  GTask *task = foyer_session_start_for (foyer_outbox_get_session (self), self, FALSE, NULL, callback, user_data, tag);
  Action *action = g_new0 (Action, 1);

  action->finish = finish;
  g_task_set_task_data (task, action, action_free);
  return task;
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerOutbox *self = g_task_get_source_object (task);
  const Action *action = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) changed = action->finish (FOYER_PRECIOUS_FILE (source), result, &error);

  if (changed == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  foyer_outbox_apply (self, changed);
  if (action->resumes)
    foyer_outbox_resume (self);
  else if (action->hurries)
    foyer_outbox_hurry (self);
  else
    foyer_outbox_wake (self);
  g_task_return_boolean (task, TRUE);
}

static gboolean
finish_boolean (FoyerOutbox *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
move (FoyerOutbox *self,
      FoyerOutboxMove *wanted,
      gboolean resumes,
      GAsyncReadyCallback callback,
      gpointer user_data,
      gpointer tag)
{
  GTask *task = begin (self, foyer_outbox_store_move_finish, callback, user_data, tag);

  ((Action *) g_task_get_task_data (task))->resumes = resumes;
  foyer_outbox_store_move_async (foyer_outbox_get_file (self), wanted, NULL, done_cb, task);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerOutbox *self = g_task_get_source_object (task);
  FoyerSession *session = foyer_outbox_get_session (self);
  Action *action = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) changed = foyer_outbox_store_keep_finish (FOYER_PRECIOUS_FILE (source), result, &error);
  FoyerOutboxRecord *record = changed != NULL ? changed->pdata[0] : NULL;
  FoyerDraft *draft;

  if (changed == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  /* Only what was saved: what was typed since is a draft of its own by now, and was kept after this. */
  draft = foyer_session_find_draft (session, foyer_draft_get_uuid (action->draft), 0);
  if (draft != NULL && foyer_draft_get_updated (draft) <= foyer_draft_get_updated (action->draft))
    foyer_session_unlist_draft (session, foyer_draft_get_uuid (draft));

  foyer_outbox_apply (self, changed);
  foyer_outbox_wake (self);
  if (foyer_outbox_record_is_open (record))
    g_task_return_pointer (task, foyer_outbox_rows_dup_row_of (foyer_outbox_get_rows (self), record), g_object_unref);
  else
    g_task_return_error (task, foyer_error_new (FOYER_ERROR_INVALID, "All that was changed was changed back"));
}

/**
 * foyer_outbox_keep_async:
 * @lead: the lead; it may change afterwards, what is saved is what it is now
 * @base: (nullable): what it was made from, `NULL` for a new lead
 * @hold: seconds in which it can be undone, 0 for none
 */
void
foyer_outbox_keep_async (FoyerOutbox *self,
                         FoyerLead *lead,
                         FoyerLead *base,
                         guint hold,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (FoyerLead) shown = NULL;
  Action *action;
  GTask *task;

  g_return_if_fail (FOYER_IS_OUTBOX (self));
  g_return_if_fail (FOYER_IS_LEAD (lead));
  g_return_if_fail (base == NULL || FOYER_IS_LEAD (base));

  foyer_outbox_note_save (self);
  task = begin (self, NULL, callback, user_data, foyer_outbox_keep_async);
  action = g_task_get_task_data (task);
  action->draft = foyer_draft_new (lead, base);
  foyer_draft_set_updated (action->draft, g_get_real_time () / G_USEC_PER_SEC);
  if (base == NULL && foyer_lead_get_platform_id (lead) > 0)
    {
      shown = foyer_lead_new_from_platform (foyer_lead_get_platform_id (lead));
      base = shown;
    }
  foyer_outbox_store_keep_async (foyer_outbox_get_file (self), lead, base, hold, NULL, kept_cb, task);
}

/**
 * foyer_outbox_keep_finish:
 *
 * Returns: (transfer full): the row, on the disk for good
 */
FoyerOutboxRow *
foyer_outbox_keep_finish (FoyerOutbox *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
taken_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerOutbox *self = g_task_get_source_object (task);
  g_autoptr (FoyerDraft) draft = NULL;
  GError *error = NULL;
  g_autoptr (GPtrArray)
      changed = foyer_outbox_store_take_back_finish (FOYER_PRECIOUS_FILE (source), result, &draft, &error);

  if (changed == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  foyer_session_list_draft (foyer_outbox_get_session (self), draft);
  foyer_outbox_apply (self, changed);
  foyer_outbox_wake (self);
  g_task_return_pointer (task, g_steal_pointer (&draft), g_object_unref);
}

void
foyer_outbox_take_back_async (
    FoyerOutbox *self, FoyerOutboxRow *row, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;

  g_return_if_fail (FOYER_IS_OUTBOX (self) && FOYER_IS_OUTBOX_ROW (row));

  task = begin (self, NULL, callback, user_data, foyer_outbox_take_back_async);
  foyer_outbox_store_take_back_async (foyer_outbox_get_file (self), foyer_outbox_row_get_uuid (row), NULL,
                                      taken_back_cb, task);
}

/**
 * foyer_outbox_take_back_finish:
 *
 * Returns: (transfer full): the draft; what followed the row is part of it
 */
FoyerDraft *
foyer_outbox_take_back_finish (FoyerOutbox *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * foyer_outbox_send_now_async:
 *
 * Ends the time to undo, or the waiting; sends again what was refused; and, of a row that is uncertain or in conflict,
 * sends it anyway: the person was asked. It also wakes an account that pauses.
 */
void
foyer_outbox_send_now_async (
    FoyerOutbox *self, FoyerOutboxRow *row, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (FOYER_IS_OUTBOX (self) && FOYER_IS_OUTBOX_ROW (row));

  if (foyer_outbox_row_get_kind (row) == FOYER_OUTBOX_LEAD && foyer_outbox_row_get_state (row) == FOYER_OUTBOX_CONFLICT
      && !foyer_outbox_row_is_add (row) && foyer_outbox_row_has_found (row))
    foyer_outbox_resolve_async (self, row, 0, cancellable, callback, user_data);
  else
    move (self, foyer_outbox_move_new (foyer_outbox_row_get_uuid (row), FOYER_OUTBOX_SEND_NOW), TRUE, callback,
          user_data, foyer_outbox_send_now_async);
}

gboolean
foyer_outbox_send_now_finish (FoyerOutbox *self, GAsyncResult *result, GError **error)
{
  return finish_boolean (self, result, error);
}

/**
 * foyer_outbox_discard_async:
 *
 * Takes the row away. One that newer changes of the same lead follow cannot be: they build on it.
 */
void
foyer_outbox_discard_async (
    FoyerOutbox *self, FoyerOutboxRow *row, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (FOYER_IS_OUTBOX (self) && FOYER_IS_OUTBOX_ROW (row));

  move (self, foyer_outbox_move_new (foyer_outbox_row_get_uuid (row), FOYER_OUTBOX_DISCARD), FALSE, callback, user_data,
        foyer_outbox_discard_async);
}

gboolean
foyer_outbox_discard_finish (FoyerOutbox *self, GAsyncResult *result, GError **error)
{
  return finish_boolean (self, result, error);
}

void
foyer_outbox_resolve_async (FoyerOutbox *self,
                            FoyerOutboxRow *row,
                            FoyerFieldSet take_theirs,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task;

  g_return_if_fail (FOYER_IS_OUTBOX (self) && FOYER_IS_OUTBOX_ROW (row));

  task = begin (self, foyer_outbox_store_resolve_finish, callback, user_data, foyer_outbox_resolve_async);
  ((Action *) g_task_get_task_data (task))->resumes = TRUE;
  foyer_outbox_store_resolve_async (foyer_outbox_get_file (self), foyer_outbox_row_get_uuid (row), take_theirs, NULL,
                                    done_cb, task);
}

gboolean
foyer_outbox_resolve_finish (FoyerOutbox *self, GAsyncResult *result, GError **error)
{
  return finish_boolean (self, result, error);
}

void
foyer_outbox_take_theirs_async (
    FoyerOutbox *self, FoyerOutboxRow *row, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (FOYER_IS_OUTBOX (self) && FOYER_IS_OUTBOX_ROW (row));
  g_return_if_fail (foyer_outbox_row_get_kind (row) == FOYER_OUTBOX_NOTE);

  move (self, foyer_outbox_move_new (foyer_outbox_row_get_uuid (row), FOYER_OUTBOX_CHOSE_THEIRS), FALSE, callback,
        user_data, foyer_outbox_take_theirs_async);
}

gboolean
foyer_outbox_take_theirs_finish (FoyerOutbox *self, GAsyncResult *result, GError **error)
{
  return finish_boolean (self, result, error);
}

/**
 * foyer_outbox_adopt_async:
 * @row: an add in conflict
 * @platform_id: what a person says that it is
 *
 * Where that lead says something else than the row, the row becomes a change of it: what is typed here alone is sent,
 * and what both say is a conflict for a person.
 */
void
foyer_outbox_adopt_async (FoyerOutbox *self,
                          FoyerOutboxRow *row,
                          gint64 platform_id,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  FoyerOutboxMove *wanted;

  g_return_if_fail (FOYER_IS_OUTBOX (self) && FOYER_IS_OUTBOX_ROW (row));
  g_return_if_fail (platform_id > 0);

  wanted = foyer_outbox_move_new (foyer_outbox_row_get_uuid (row), FOYER_OUTBOX_CHOSE_THEIRS);
  wanted->platform_id = platform_id;
  wanted->adopts = TRUE;
  wanted->settles_attempts = TRUE;
  move (self, wanted, FALSE, callback, user_data, foyer_outbox_adopt_async);
}

gboolean
foyer_outbox_adopt_finish (FoyerOutbox *self, GAsyncResult *result, GError **error)
{
  return finish_boolean (self, result, error);
}

static void
all_made_due_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FoyerOutbox *self = FOYER_OUTBOX (source);
  g_autoptr (GError) error = NULL;

  if (!finish_boolean (self, result, &error))
    g_info ("Could not make the outbox due: %s", error->message);
}

/* The task's answer is told to whoever began it. */
static void
make_due (FoyerOutbox *self, gboolean end_holds, gboolean resumes, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = begin (self, foyer_outbox_store_make_due_finish, callback, user_data, make_due);
  Action *action = g_task_get_task_data (task);

  action->hurries = TRUE;
  action->resumes = resumes;
  foyer_outbox_store_make_due_async (foyer_outbox_get_file (self), end_holds, NULL, done_cb, task);
}

/**
 * foyer_outbox_make_all_due:
 *
 * A person asked: whatever waits is tried at once, also of an account that pauses, whose key may be good again. What
 * can still be undone stays so.
 */
void
foyer_outbox_make_all_due (FoyerOutbox *self)
{
  g_return_if_fail (FOYER_IS_OUTBOX (self));
  make_due (self, FALSE, TRUE, all_made_due_cb, NULL);
}

/**
 * foyer_outbox_make_all_due_async:
 *
 * As foyer_outbox_make_all_due (), for whoever looks at the rows next: they say when they are due once it called back.
 */
void
foyer_outbox_make_all_due_async (FoyerOutbox *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (FOYER_IS_OUTBOX (self));
  make_due (self, FALSE, TRUE, callback, user_data);
}

gboolean
foyer_outbox_make_all_due_finish (FoyerOutbox *self, GAsyncResult *result, GError **error)
{
  return finish_boolean (self, result, error);
}

/* The network came back, the computer woke up, the platform answers again: that says nothing about the key. */
void
foyer_outbox_try_again (FoyerOutbox *self)
{
  make_due (self, FALSE, FALSE, all_made_due_cb, NULL);
}

/**
 * foyer_outbox_wait_async:
 * @seconds: how long at most; 0 answers at once
 * @cancellable: (nullable): ends the waiting with an error; what is on its way stays so
 */
void
foyer_outbox_wait_async (FoyerOutbox *self,
                         FoyerOutboxRow *row,
                         guint seconds,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  const char *uuid;
  GTask *task;

  g_return_if_fail (FOYER_IS_OUTBOX (self) && FOYER_IS_OUTBOX_ROW (row));

  uuid = foyer_outbox_row_get_uuid (row);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, foyer_outbox_wait_async);
  if (foyer_outbox_rows_find (foyer_outbox_get_rows (self), uuid) != NULL)
    {
      foyer_outbox_waits_add (foyer_outbox_get_waits (self), task, uuid, seconds);
      return;
    }
  g_task_return_int (task, foyer_outbox_row_get_state (row));
  g_object_unref (task);
}

/**
 * foyer_outbox_wait_finish:
 * @state: (out): the state the row is in
 */
gboolean
foyer_outbox_wait_finish (FoyerOutbox *self, GAsyncResult *result, FoyerOutboxState *state, GError **error)
{
  gssize answer;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  answer = g_task_propagate_int (G_TASK (result), error);
  if (answer < 0)
    return FALSE;
  *state = (FoyerOutboxState) answer;
  return TRUE;
}

static void
holds_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerOutbox *self = FOYER_OUTBOX (source);
  guint seconds = GPOINTER_TO_UINT (g_task_get_task_data (task));
  g_autoptr (GError) error = NULL;

  if (!finish_boolean (self, result, &error))
    g_info ("Could not end the holds: %s", error->message);
  foyer_outbox_waits_add_drain (foyer_outbox_get_waits (self), g_steal_pointer (&task), seconds);
}

/**
 * foyer_outbox_drain_async:
 * @seconds: how long at most, once the holds are ended
 * @cancellable: (nullable): ends the waiting with an error; the holds stay ended
 */
void
foyer_outbox_drain_async (
    FoyerOutbox *self, guint seconds, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;

  g_return_if_fail (FOYER_IS_OUTBOX (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, foyer_outbox_drain_async);
  g_task_set_task_data (task, GUINT_TO_POINTER (seconds), NULL);
  make_due (self, TRUE, FALSE, holds_ended_cb, task);
}

/**
 * foyer_outbox_drain_finish:
 *
 * Returns: how many rows still wait; 0 with an error when it was cancelled
 */
guint
foyer_outbox_drain_finish (FoyerOutbox *self, GAsyncResult *result, GError **error)
{
  gssize answer;

  g_return_val_if_fail (g_task_is_valid (result, self), 0);

  answer = g_task_propagate_int (G_TASK (result), error);
  return answer > 0 ? (guint) answer : 0;
}

/**
 * foyer_outbox_settle_async:
 * @seconds: how long at most
 * @cancellable: (nullable): ends the waiting; nothing new is begun all the same
 */
void
foyer_outbox_settle_async (
    FoyerOutbox *self, guint seconds, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;

  g_return_if_fail (FOYER_IS_OUTBOX (self));

  foyer_outbox_set_delivers (self, FALSE);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, foyer_outbox_settle_async);
  foyer_outbox_waits_add_settling (foyer_outbox_get_waits (self), task, seconds);
}

void
foyer_outbox_settle_finish (FoyerOutbox *self, GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, self));
  g_task_propagate_int (G_TASK (result), NULL);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerOutbox *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (FoyerOutboxRecord) record = foyer_outbox_store_load_finish (FOYER_PRECIOUS_FILE (source), result, &error);

  if (record != NULL)
    g_task_return_pointer (task, foyer_outbox_rows_dup_row_of (foyer_outbox_get_rows (self), record), g_object_unref);
  else
    g_task_return_error (task, error);
}

void
foyer_outbox_load_async (
    FoyerOutbox *self, const char *uuid, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;

  g_return_if_fail (FOYER_IS_OUTBOX (self) && uuid != NULL);

  task = begin (self, NULL, callback, user_data, foyer_outbox_load_async);
  foyer_outbox_store_load_async (foyer_outbox_get_file (self), uuid, NULL, loaded_cb, task);
}

/**
 * foyer_outbox_load_finish:
 *
 * Returns: (transfer full): the row, whatever state it is in
 */
FoyerOutboxRow *
foyer_outbox_load_finish (FoyerOutbox *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
history_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *entries = foyer_outbox_history_list_finish (FOYER_PRECIOUS_FILE (source), result, &error);

  if (entries != NULL)
    g_task_return_pointer (task, entries, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
foyer_outbox_list_history_async (FoyerOutbox *self,
                                 gint64 platform_id,
                                 guint limit,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task;

  g_return_if_fail (FOYER_IS_OUTBOX (self));

  task = foyer_session_start_for (foyer_outbox_get_session (self), self, FALSE, cancellable, callback, user_data,
                                  foyer_outbox_list_history_async);
  foyer_outbox_history_list_async (foyer_outbox_get_file (self), platform_id, limit, cancellable, history_listed_cb,
                                   task);
}

GPtrArray *
foyer_outbox_list_history_finish (FoyerOutbox *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
