/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happens to the rows of the outbox, each event in one transaction; attempts are rows of their own. */

#include "foyer-outbox-moves.h"

#include "foyer-error.h"
#include "foyer-outbox-parties-private.h"
#include "foyer-outbox-step-private.h"
#include "foyer-precious-file-private.h"

typedef struct
{
  FoyerOutboxMove *move;
  GBytes *body; /* nullable: no attempt begins */
  gint64 signed_at;
  GPtrArray *changed;
} Moving;

typedef struct
{
  guint lifetime;
  GPtrArray *changed;
} Recovery;

typedef struct
{
  char *uuid;
  FoyerFieldSet take_theirs;
  GPtrArray *changed;
} Resolution;

FoyerOutboxMove *
foyer_outbox_move_new (const char *uuid, FoyerOutboxEvent event)
{
  FoyerOutboxMove *self = g_new0 (FoyerOutboxMove, 1);

  self->uuid = g_strdup (uuid);
  self->event = event;
  return self;
}

void
foyer_outbox_move_set_answer (FoyerOutboxMove *self, const FoyerOutboxAnswer *answer)
{
  if (self->answer != NULL)
    g_free ((char *) self->answer->words);
  g_free (self->answer);
  self->answer = g_memdup2 (answer, sizeof *answer);
  self->answer->words = g_strdup (answer->words);
}

void
foyer_outbox_move_free (FoyerOutboxMove *self)
{
  if (self->answer != NULL)
    g_free ((char *) self->answer->words);
  g_free (self->answer);
  g_free (self->uuid);
  g_free (self->reason);
  g_clear_object (&self->lead);
  g_clear_object (&self->base);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_free (self);
}

static void
moving_free (gpointer data)
{
  Moving *moving = data;

  foyer_outbox_move_free (moving->move);
  g_clear_pointer (&moving->body, g_bytes_unref);
  g_clear_pointer (&moving->changed, g_ptr_array_unref);
  g_free (moving);
}

static const char *
verdict_name (FoyerVerdict verdict)
{
  g_autoptr (GEnumClass) verdicts = g_type_class_ref (FOYER_TYPE_VERDICT);
  const GEnumValue *value = g_enum_get_value (verdicts, (int) verdict);

  return value != NULL ? value->value_nick : NULL;
}

static const char *
event_name (FoyerOutboxEvent event)
{
  g_autoptr (GEnumClass) events = g_type_class_ref (FOYER_TYPE_OUTBOX_EVENT);

  return g_enum_get_value (events, (int) event)->value_nick;
}

static gboolean
insert_attempt (
    FoyerDatabase *database, const FoyerOutboxRecord *record, GBytes *body, gint64 signed_at, GError **error)
{
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (
      database, "INSERT INTO attempt (row, n, body, signed, began, ended, settled) VALUES (?1, ?2, ?3, ?4, ?5, 0, 0)",
      error);

  if (statement == NULL)
    return FALSE;
  foyer_statement_bind_text (statement, 1, record->uuid);
  foyer_statement_bind_int64 (statement, 2, record->n_attempts);
  foyer_statement_bind_bytes (statement, 3, body);
  foyer_statement_bind_int64 (statement, 4, signed_at);
  foyer_statement_bind_int64 (statement, 5, foyer_outbox_now ());
  return foyer_statement_run (statement, error);
}

static gboolean
end_attempt (FoyerDatabase *database,
             const FoyerOutboxRecord *record,
             const char *verdict,
             const char *reason,
             gboolean is_settled,
             GError **error)
{
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (
      database,
      "UPDATE attempt SET ended = ?3, verdict = ?4, reason = ?5, settled = ?6 WHERE row = ?1 AND n = ?2 AND ended = 0",
      error);

  if (statement == NULL)
    return FALSE;
  foyer_statement_bind_text (statement, 1, record->uuid);
  foyer_statement_bind_int64 (statement, 2, record->n_attempts);
  foyer_statement_bind_int64 (statement, 3, foyer_outbox_now ());
  foyer_statement_bind_text (statement, 4, verdict);
  foyer_statement_bind_text (statement, 5, reason);
  foyer_statement_bind_int64 (statement, 6, is_settled);
  return foyer_statement_run (statement, error);
}

static gboolean
settle_attempts (FoyerDatabase *database, const FoyerOutboxRecord *record, GError **error)
{
  g_autoptr (FoyerStatement)
      statement = foyer_database_prepare (database, "UPDATE attempt SET settled = 1 WHERE row = ?1", error);

  if (statement == NULL)
    return FALSE;
  foyer_statement_bind_text (statement, 1, record->uuid);
  return foyer_statement_run (statement, error);
}

/* A note that is new has its id from now on; of all others the id is the row's. */
static void
take_platform_id (FoyerOutboxRecord *record, gint64 platform_id)
{
  g_autoptr (FoyerNote) note = NULL;
  g_autoptr (FoyerNote) with_id = NULL;

  if (record->kind != FOYER_OUTBOX_NOTE)
    {
      record->platform_id = platform_id;
      return;
    }
  note = foyer_outbox_record_unpack_note (record);
  with_id = foyer_note_new (platform_id, record->platform_id, foyer_note_get_source (note),
                            foyer_note_get_author_id (note), foyer_note_get_created (note),
                            foyer_note_get_modified (note));
  foyer_outbox_record_pack_note (record, with_id);
}

/* Of a note that both sides changed, mine is written over theirs from now on, or theirs is what it says. */
static void
choose_note (FoyerOutboxRecord *record, FoyerOutboxEvent event)
{
  g_autoptr (GPtrArray) found = NULL;

  if (record->kind != FOYER_OUTBOX_NOTE || record->state != FOYER_OUTBOX_CONFLICT || record->base == NULL
      || record->found == NULL)
    return;
  found = foyer_outbox_record_unpack_found (record);
  if (found->len == 0)
    return;
  if (event == FOYER_OUTBOX_SEND_NOW)
    foyer_outbox_record_pack_note_base (record, found->pdata[0]);
  else if (event == FOYER_OUTBOX_CHOSE_THEIRS)
    foyer_outbox_record_pack_note (record, found->pdata[0]);
}

static void
take_contents (FoyerOutboxRecord *record, const FoyerOutboxMove *move)
{
  if (move->lead != NULL)
    {
      foyer_lead_set_uuid (move->lead, record->lead_uuid);
      foyer_outbox_record_pack_lead (record, move->lead);
    }
  if (move->base != NULL)
    foyer_outbox_record_pack_base (record, move->base);
  if (move->found != NULL)
    foyer_outbox_record_pack_found (record, move->found);
  if (move->answer != NULL)
    foyer_outbox_record_set_answer (record, move->answer);
  if (move->platform_id > 0)
    take_platform_id (record, move->platform_id);
  if (move->believed_after > 0 && record->state == FOYER_OUTBOX_UNCERTAIN)
    record->believed_after = move->believed_after;
  if (move->looked > 0)
    {
      record->n_looks++;
      record->looked = move->looked;
    }
}

/* What a person discards is the only copy, so nothing that builds on it may be left behind. */
static gboolean
may_discard (FoyerDatabase *database, const FoyerOutboxRecord *record, const FoyerOutboxMove *move, GError **error)
{
  gboolean has_followers = FALSE;

  if (move->event != FOYER_OUTBOX_DISCARD)
    return TRUE;
  if (!foyer_outbox_has_followers (database, record, &has_followers, error))
    return FALSE;
  if (has_followers)
    g_set_error_literal (error, FOYER_ERROR, FOYER_ERROR_INVALID, "A newer change follows this one, or needs it");
  return !has_followers;
}

static gboolean
is_adoption_by_person (const FoyerOutboxRecord *record, const FoyerOutboxMove *move)
{
  return move->event == FOYER_OUTBOX_CHOSE_THEIRS && move->adopts && record->kind == FOYER_OUTBOX_LEAD
         && record->state == FOYER_OUTBOX_CONFLICT && record->base == NULL;
}

/* What was seen may have become another row's while it was judged: then it says nothing about this one. */
static gboolean
check_seen (FoyerDatabase *database, const FoyerOutboxRecord *record, const FoyerOutboxMove *move, GError **error)
{
  if (record->kind != FOYER_OUTBOX_LEAD || move->found == NULL
      || (move->event != FOYER_OUTBOX_LOOKED_ALIKE && move->event != FOYER_OUTBOX_LOOKED_SEVERAL))
    return TRUE;
  return foyer_outbox_check_free (database, record, move->found, error);
}

static gboolean
move_in_transaction (FoyerDatabase *database, gpointer data, GError **error)
{
  Moving *moving = data;
  const FoyerOutboxMove *move = moving->move;
  g_autoptr (FoyerOutboxRecord) record = foyer_outbox_record_load (database, move->uuid, error);
  FoyerOutboxEvent event = move->event;
  FoyerOutboxEffects effects;

  if (record == NULL)
    return FALSE;
  if (move->change != 0 && record->change != move->change)
    {
      g_set_error_literal (error, FOYER_ERROR, FOYER_ERROR_INVALID, "The row was changed meanwhile");
      return FALSE;
    }
  if (moving->body != NULL && (record->needs != NULL || record->waits_for != NULL))
    {
      g_set_error_literal (error, FOYER_ERROR, FOYER_ERROR_INVALID, "What it names is not on the platform yet");
      return FALSE;
    }
  if (!may_discard (database, record, move, error) || !check_seen (database, record, move, error))
    return FALSE;
  choose_note (record, move->event);
  if (is_adoption_by_person (record, move) && !foyer_outbox_adopt (database, record, move->platform_id, &event, error))
    return FALSE;
  if (!foyer_outbox_step (record, event, foyer_outbox_now (), move->due, &effects, error))
    return FALSE;

  take_contents (record, move);
  if (moving->body != NULL)
    {
      record->n_attempts++;
      record->n_looks = 0;
      record->looked = 0;
      if (!insert_attempt (database, record, moving->body, moving->signed_at, error))
        return FALSE;
    }
  g_ptr_array_add (moving->changed, foyer_outbox_record_ref (record));
  if ((move->ends_attempt
       && !end_attempt (database, record, verdict_name (move->verdict), move->reason,
                        move->verdict != FOYER_VERDICT_UNCERTAIN, error))
      || (move->settles_attempts && !settle_attempts (database, record, error)))
    return FALSE;
  if ((effects & FOYER_EFFECT_KEEP_ID) != 0
      && !foyer_outbox_keep_id (database, record, move->adopts,
                                move->ends_attempt ? verdict_name (move->verdict) : event_name (move->event),
                                moving->changed, error))
    return FALSE;
  return foyer_outbox_record_update (database, record, error)
         && (move->event != FOYER_OUTBOX_DISCARD
             || foyer_outbox_parties_release (database, record->needs, NULL, moving->changed, error));
}

static gpointer
move_job (FoyerDatabase *database, gpointer data, GError **error)
{
  Moving *moving = data;

  moving->changed = foyer_outbox_changed_new ();
  return foyer_database_transact (database, move_in_transaction, moving, error) ? g_steal_pointer (&moving->changed)
                                                                                : NULL;
}

static void
run_move (FoyerPreciousFile *file, GTask *task, FoyerOutboxMove *move, GBytes *body, gint64 signed_at)
{
  Moving *moving = g_new0 (Moving, 1);

  moving->move = move;
  moving->body = body != NULL ? g_bytes_ref (body) : NULL;
  moving->signed_at = signed_at;
  foyer_database_thread_run (foyer_precious_file_get_thread (file), task, move_job, moving, moving_free, NULL);
}

/**
 * foyer_outbox_store_move_async:
 * @move: (transfer full): what happened
 *
 * Fails with `FOYER_ERROR_INVALID` when it cannot happen to the row as it is, with `FOYER_ERROR_CONFLICT` when it
 * adopts a lead that is another row's, or holds one against this row, and then nothing has changed.
 */
void
foyer_outbox_store_move_async (FoyerPreciousFile *file,
                               FoyerOutboxMove *move,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);

  g_task_set_source_tag (task, foyer_outbox_store_move_async);
  run_move (file, task, move, NULL, 0);
}

GPtrArray *
foyer_outbox_store_move_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * foyer_outbox_store_begin_async:
 * @move: (transfer full): `FOYER_OUTBOX_BEGIN`
 * @body: the exact bytes that are going to leave
 * @signed_at: their IVVY-Date, unix seconds
 */
void
foyer_outbox_store_begin_async (FoyerPreciousFile *file,
                                FoyerOutboxMove *move,
                                GBytes *body,
                                gint64 signed_at,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);

  g_return_if_fail (move->event == FOYER_OUTBOX_BEGIN && body != NULL);

  g_task_set_source_tag (task, foyer_outbox_store_begin_async);
  run_move (file, task, move, body, signed_at);
}

GPtrArray *
foyer_outbox_store_begin_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error)
{
  return foyer_outbox_store_move_finish (file, result, error);
}

static gboolean
read_last_signed (FoyerDatabase *database, const FoyerOutboxRecord *record, gint64 *signed_at, GError **error)
{
  g_autoptr (FoyerStatement)
      statement = foyer_database_prepare (database, "SELECT signed FROM attempt WHERE row = ?1 AND n = ?2", error);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  foyer_statement_bind_text (statement, 1, record->uuid);
  foyer_statement_bind_int64 (statement, 2, record->n_attempts);
  if (foyer_statement_next (statement, &local_error))
    *signed_at = foyer_statement_get_int64 (statement, 0);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
recover_in_transaction (FoyerDatabase *database, gpointer data, GError **error)
{
  Recovery *recovery = data;
  g_autoptr (GPtrArray) sending = foyer_outbox_record_list (
      database, FOYER_OUTBOX_SELECT "WHERE state = 'sending' AND ?1 = ?2 ORDER BY seq", NULL, 0, 0, error);
  gint64 now = foyer_outbox_now ();

  if (sending == NULL)
    return FALSE;
  for (guint i = 0; i < sending->len; i++)
    {
      FoyerOutboxRecord *record = sending->pdata[i];
      gint64 signed_at = 0;

      if (!foyer_outbox_step (record, FOYER_OUTBOX_DELIVERER_CHANGED, now, now, NULL, error)
          || !read_last_signed (database, record, &signed_at, error))
        return FALSE;
      record->believed_after = foyer_fence_get_believed_after (signed_at, recovery->lifetime);
      if (!end_attempt (database, record, NULL, "nobody saw how it ended", FALSE, error)
          || !foyer_outbox_record_update (database, record, error))
        return FALSE;
      g_ptr_array_add (recovery->changed, foyer_outbox_record_ref (record));
    }
  return TRUE;
}

static gpointer
recover_job (FoyerDatabase *database, gpointer data, GError **error)
{
  Recovery *recovery = data;
  g_autoptr (GPtrArray) changed = foyer_outbox_changed_new ();

  recovery->changed = changed;
  return foyer_database_transact (database, recover_in_transaction, recovery, error) ? g_steal_pointer (&changed)
                                                                                     : NULL;
}

void
foyer_outbox_store_recover_async (FoyerPreciousFile *file,
                                  guint lifetime,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);
  Recovery *recovery = g_new0 (Recovery, 1);

  recovery->lifetime = lifetime;
  g_task_set_source_tag (task, foyer_outbox_store_recover_async);
  foyer_database_thread_run (foyer_precious_file_get_thread (file), task, recover_job, recovery, g_free, NULL);
}

GPtrArray *
foyer_outbox_store_recover_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error)
{
  return foyer_outbox_store_move_finish (file, result, error);
}

static void
resolution_free (gpointer data)
{
  Resolution *resolution = data;

  g_free (resolution->uuid);
  g_free (resolution);
}

static gboolean
resolve_in_transaction (FoyerDatabase *database, gpointer data, GError **error)
{
  Resolution *resolution = data;
  g_autoptr (FoyerOutboxRecord) record = foyer_outbox_record_load (database, resolution->uuid, error);
  g_autoptr (GPtrArray) found = record != NULL ? foyer_outbox_record_unpack_found (record) : NULL;
  g_autoptr (FoyerLead) base = NULL;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerLead) theirs = NULL;
  g_autoptr (FoyerLead) merged = NULL;
  gint64 now = foyer_outbox_now ();
  FoyerOutboxEffects effects;

  if (record == NULL)
    return FALSE;
  if (record->kind != FOYER_OUTBOX_LEAD || record->base == NULL || found == NULL || found->len != 1)
    {
      g_set_error_literal (error, FOYER_ERROR, FOYER_ERROR_INVALID, "There is nothing to choose from");
      return FALSE;
    }

  base = foyer_outbox_record_unpack_base (record);
  lead = foyer_outbox_record_unpack_lead (record);
  theirs = foyer_lead_copy (found->pdata[0]);
  merged = foyer_lead_merge (base, lead, theirs, resolution->take_theirs);
  /* What the platform does not show, nobody was asked about. */
  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    if (!foyer_lead_is_known (theirs, field))
      foyer_lead_take_field (theirs, base, field);

  if (!foyer_outbox_step (record,
                          foyer_lead_diff (merged, theirs) != 0 ? FOYER_OUTBOX_SEND_NOW : FOYER_OUTBOX_CHOSE_THEIRS,
                          now, now, &effects, error))
    return FALSE;
  foyer_lead_set_uuid (merged, record->lead_uuid);
  foyer_outbox_record_pack_lead (record, merged);
  foyer_outbox_record_pack_base (record, theirs);
  g_ptr_array_add (resolution->changed, foyer_outbox_record_ref (record));
  if ((effects & FOYER_EFFECT_KEEP_ID) != 0
      && !foyer_outbox_keep_id (database, record, FALSE, event_name (FOYER_OUTBOX_CHOSE_THEIRS), resolution->changed,
                                error))
    return FALSE;
  return foyer_outbox_record_update (database, record, error);
}

static gpointer
resolve_job (FoyerDatabase *database, gpointer data, GError **error)
{
  Resolution *resolution = data;
  g_autoptr (GPtrArray) changed = foyer_outbox_changed_new ();

  resolution->changed = changed;
  return foyer_database_transact (database, resolve_in_transaction, resolution, error) ? g_steal_pointer (&changed)
                                                                                       : NULL;
}

void
foyer_outbox_store_resolve_async (FoyerPreciousFile *file,
                                  const char *uuid,
                                  FoyerFieldSet take_theirs,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);
  Resolution *resolution = g_new0 (Resolution, 1);

  resolution->uuid = g_strdup (uuid);
  resolution->take_theirs = take_theirs;
  g_task_set_source_tag (task, foyer_outbox_store_resolve_async);
  g_task_set_priority (task, FOYER_PRECIOUS_PERSON_PRIORITY);
  foyer_database_thread_run (foyer_precious_file_get_thread (file), task, resolve_job, resolution, resolution_free,
                             NULL);
}

GPtrArray *
foyer_outbox_store_resolve_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error)
{
  return foyer_outbox_store_move_finish (file, result, error);
}
