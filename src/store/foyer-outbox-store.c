/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saving and taking back: a draft becomes a row of the outbox and a row a draft, each in one transaction. */

#include "foyer-outbox-store.h"

#include "foyer-error.h"
#include "foyer-outbox-parties-private.h"
#include "foyer-outbox-step-private.h"
#include "foyer-precious-file-private.h"

typedef struct
{
  FoyerLead *lead;
  FoyerLead *base; /* nullable */
  guint hold;
  GPtrArray *changed;
  GPtrArray *others; /* rows that moved along */
} Keep;

typedef struct
{
  char *uuid;
  GPtrArray *changed;
  FoyerDraft *draft;
} TakeBack;

static void
keep_free (gpointer data)
{
  Keep *keep = data;

  g_object_unref (keep->lead);
  g_clear_object (&keep->base);
  g_clear_pointer (&keep->changed, g_ptr_array_unref);
  g_clear_pointer (&keep->others, g_ptr_array_unref);
  g_free (keep);
}

static void
take_back_free (gpointer data)
{
  TakeBack *take_back = data;

  g_free (take_back->uuid);
  g_clear_pointer (&take_back->changed, g_ptr_array_unref);
  g_clear_object (&take_back->draft);
  g_free (take_back);
}

static gboolean
is_same (FoyerLead *a, FoyerLead *b)
{
  return (a == NULL) == (b == NULL) && (a == NULL || foyer_lead_diff (a, b) == 0);
}

/* What a pending row and a later save of its lead say together. Who went on typing where the row began, or where it
 * ends, says it all; who began elsewhere (the lead as the platform shows it) says only what was changed. */
static FoyerLead *
join (const FoyerOutboxRecord *former, FoyerLead *base, FoyerLead *lead)
{
  g_autoptr (FoyerLead) former_base = foyer_outbox_record_unpack_base (former);
  g_autoptr (FoyerLead) former_lead = foyer_outbox_record_unpack_lead (former);

  if (base == NULL || is_same (base, former_base) || is_same (base, former_lead))
    return foyer_lead_copy (lead);
  return foyer_lead_merge (base, lead, former_lead, 0);
}

/* What an update would carry: nobody here can have changed a field that is not known. */
static gboolean
has_changed (FoyerLead *lead, FoyerLead *base)
{
  FoyerFieldSet changed = foyer_lead_diff (lead, base);

  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    if (!foyer_lead_is_known (lead, field))
      changed &= ~FOYER_FIELD_BIT (field);
  return changed != 0;
}

static gboolean
save (FoyerOutboxRecord *record, guint hold, gint64 now, GError **error)
{
  if (!foyer_outbox_step (record, hold > 0 ? FOYER_OUTBOX_SAVE : FOYER_OUTBOX_SAVE_AT_ONCE, now, now, NULL, error))
    return FALSE;
  record->kept = now;
  record->due = now + hold;
  return TRUE;
}

/* The notes of a lead that was a draft again wait for the row it is now. */
static gboolean
lead_notes (FoyerDatabase *database, Keep *keep, const FoyerOutboxRecord *record, GError **error)
{
  g_autoptr (GPtrArray) notes = NULL;

  if (record->base != NULL || record->platform_id > 0)
    return TRUE;
  notes = foyer_outbox_record_list (
      database,
      FOYER_OUTBOX_SELECT
      "WHERE lead_uuid = ?1 AND seq < ?2 AND kind = 'note' AND waits_for IS NOT NULL AND " FOYER_OUTBOX_IS_OPEN,
      record->lead_uuid, 0, record->seq, error);
  if (notes == NULL)
    return FALSE;
  for (guint i = 0; i < notes->len; i++)
    {
      FoyerOutboxRecord *note = notes->pdata[i];

      g_set_str (&note->waits_for, record->uuid);
      if (!foyer_outbox_record_update (database, note, error))
        return FALSE;
      g_ptr_array_add (keep->others, foyer_outbox_record_ref (note));
    }
  return TRUE;
}

static gboolean
insert_new (FoyerDatabase *database, Keep *keep, const FoyerOutboxRecord *former, GError **error)
{
  g_autoptr (FoyerOutboxRecord) record = foyer_outbox_record_new ();
  gboolean is_pending = former != NULL && foyer_outbox_record_is_open (former);
  g_autoptr (FoyerLead) former_lead = former != NULL ? foyer_outbox_record_unpack_lead (former) : NULL;
  g_autoptr (FoyerLead) lead = former != NULL ? join (former, keep->base, keep->lead) : foyer_lead_copy (keep->lead);
  FoyerLead *base = former != NULL ? former_lead : keep->base;

  if (!has_changed (lead, base))
    {
      g_set_error_literal (error, FOYER_ERROR, FOYER_ERROR_INVALID, "Nothing was changed");
      return FALSE;
    }

  record->uuid = g_uuid_string_random ();
  record->lead_uuid = g_strdup (former != NULL ? former->lead_uuid : foyer_lead_get_uuid (lead));
  record->platform_id = former != NULL ? former->platform_id : foyer_lead_get_platform_id (base != NULL ? base : lead);
  record->waits_for = is_pending ? g_strdup (former->uuid) : NULL;
  foyer_lead_set_uuid (lead, record->lead_uuid);
  if (!foyer_outbox_parties_name (database, lead, keep->hold, &record->needs, keep->others, error))
    return FALSE;
  foyer_outbox_record_pack_lead (record, lead);
  foyer_outbox_record_pack_base (record, base);
  if (!save (record, keep->hold, foyer_outbox_now (), error) || !foyer_outbox_record_insert (database, record, error))
    return FALSE;
  g_ptr_array_add (keep->changed, foyer_outbox_record_ref (record));
  return lead_notes (database, keep, record, error);
}

/* What follows a row waits no more: what it says is said elsewhere. lead: (inout) (nullable): what the last says. */
static gboolean
fold_followers (
    FoyerDatabase *database, const FoyerOutboxRecord *record, FoyerLead **lead, GPtrArray *changed, GError **error)
{
  g_autoptr (GPtrArray) followers = foyer_outbox_record_list (
      database,
      FOYER_OUTBOX_SELECT "WHERE lead_uuid = ?1 AND seq > ?2 AND kind = 'lead' AND " FOYER_OUTBOX_IS_OPEN
                          " ORDER BY seq",
      record->lead_uuid, 0, record->seq, error);
  gint64 now = foyer_outbox_now ();

  if (followers == NULL)
    return FALSE;
  for (guint i = 0; i < followers->len; i++)
    {
      FoyerOutboxRecord *follower = followers->pdata[i];

      if (lead != NULL)
        {
          g_object_unref (*lead);
          *lead = foyer_outbox_record_unpack_lead (follower);
        }
      if (!foyer_outbox_step (follower, FOYER_OUTBOX_DISCARD, now, now, NULL, error)
          || !foyer_outbox_record_update (database, follower, error))
        return FALSE;
      g_ptr_array_add (changed, foyer_outbox_record_ref (follower));
      if (!foyer_outbox_parties_release (database, follower->needs, NULL, changed, error))
        return FALSE;
    }
  return TRUE;
}

/* What a row says for good: undoing what is saved now goes no further back. */
static void
keep_earlier (const FoyerOutboxRecord *former, GVariant **earlier, gint64 *earlier_kept)
{
  if (former->state == FOYER_OUTBOX_QUEUED)
    {
      *earlier = g_variant_ref (former->lead);
      *earlier_kept = former->kept;
    }
  else if (former->earlier != NULL)
    {
      *earlier = g_variant_ref (former->earlier);
      *earlier_kept = former->earlier_kept;
    }
}

/* Nothing of the pending row left this computer, or it is known that nothing came of it: what is saved now is part of
 * it. One in conflict may have arrived, or would replace something: it says this from now on, and still waits for a
 * person to say whether it is sent. */
static gboolean
go_on_in (FoyerDatabase *database, Keep *keep, FoyerOutboxRecord *former, FoyerLead *lead, GError **error)
{
  g_autoptr (FoyerLead) base = foyer_outbox_record_unpack_base (former);
  g_autofree char *needed = g_steal_pointer (&former->needs);
  g_autoptr (GVariant) earlier = NULL;
  gint64 earlier_kept = 0, now = foyer_outbox_now ();

  keep_earlier (former, &earlier, &earlier_kept);
  foyer_lead_set_uuid (lead, former->lead_uuid);
  if (!has_changed (lead, base))
    {
      /* All of it was taken back by hand: there is nothing left to send. */
      if (!foyer_outbox_step (former, FOYER_OUTBOX_DISCARD, now, now, NULL, error))
        return FALSE;
    }
  else if (!foyer_outbox_parties_name (database, lead, keep->hold, &former->needs, keep->others, error)
           || !foyer_outbox_step (former, FOYER_OUTBOX_EDIT, now, now, NULL, error)
           || (former->state == FOYER_OUTBOX_DRAFT && !save (former, keep->hold, now, error)))
    return FALSE;

  foyer_outbox_record_pack_lead (former, lead);
  if (former->state == FOYER_OUTBOX_HELD)
    {
      former->earlier = g_steal_pointer (&earlier);
      former->earlier_kept = earlier_kept;
    }
  if (former->state == FOYER_OUTBOX_CONFLICT)
    former->kept = now;
  else
    foyer_outbox_record_set_answer (former, NULL);
  if (!foyer_outbox_record_update (database, former, error))
    return FALSE;
  g_ptr_array_add (keep->changed, foyer_outbox_record_ref (former));
  return foyer_outbox_parties_release (database, needed, former->needs, keep->others, error);
}

/* A newer change that waits for one that was refused would wait for ever: the refused one is mended, and is all of it
 * from now on. */
static gboolean
mend (FoyerDatabase *database, Keep *keep, FoyerOutboxRecord *refused, const FoyerOutboxRecord *newest, GError **error)
{
  g_autoptr (FoyerLead) refused_base = foyer_outbox_record_unpack_base (refused);
  g_autoptr (FoyerLead) lead = is_same (keep->base, refused_base) ? foyer_lead_copy (keep->lead)
                                                                  : join (newest, keep->base, keep->lead);

  return go_on_in (database, keep, refused, lead, error)
         && fold_followers (database, refused, NULL, keep->others, error);
}

/* The row that the newest one of its lead waits for, if that was refused. */
static gboolean
find_refused (FoyerDatabase *database, const FoyerOutboxRecord *newest, FoyerOutboxRecord **refused, GError **error)
{
  g_autoptr (FoyerOutboxRecord) earlier = NULL;

  if (newest->waits_for == NULL)
    return TRUE;
  earlier = foyer_outbox_record_load (database, newest->waits_for, error);
  if (earlier == NULL)
    return FALSE;
  if (earlier->state == FOYER_OUTBOX_REJECTED)
    *refused = g_steal_pointer (&earlier);
  return TRUE;
}

static gboolean
save_beside (FoyerDatabase *database, Keep *keep, FoyerOutboxRecord *newest, GError **error)
{
  g_autoptr (FoyerOutboxRecord) refused = NULL;
  g_autoptr (FoyerLead) lead = NULL;
  FoyerOutboxState next;
  FoyerOutboxEffects effects;

  if (!find_refused (database, newest, &refused, error))
    return FALSE;
  if (refused != NULL)
    return mend (database, keep, refused, newest, error);
  foyer_outbox_machine_step (newest->state, FOYER_OUTBOX_EDIT, &next, &effects, NULL);
  if ((effects & FOYER_EFFECT_FOLLOW) != 0)
    return insert_new (database, keep, newest, error);
  lead = join (newest, keep->base, keep->lead);
  return go_on_in (database, keep, newest, lead, error);
}

/* What was saved. A draft of the same lead that was made from something else holds what nobody saved: the lead was
 * moved in the pipeline, or changed from the command line. */
static gboolean
forget_draft (FoyerDatabase *database, const char *uuid, GError **error)
{
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (database, "DELETE FROM draft WHERE uuid = ?1", error);

  if (statement == NULL)
    return FALSE;
  foyer_statement_bind_text (statement, 1, uuid);
  return foyer_statement_run (statement, error);
}

static gboolean
keep_in_transaction (FoyerDatabase *database, gpointer data, GError **error)
{
  Keep *keep = data;
  const char *uuid = foyer_lead_get_uuid (keep->lead);
  gint64 platform_id = foyer_lead_get_platform_id (keep->lead);
  g_autoptr (FoyerOutboxRecord) former = NULL;
  gboolean done;

  if (!foyer_outbox_parties_settle (database, keep->lead, error)
      || (keep->base != NULL && !foyer_outbox_parties_settle (database, keep->base, error)))
    return FALSE;
  if (platform_id == 0 && keep->base != NULL)
    platform_id = foyer_lead_get_platform_id (keep->base);
  if (!foyer_outbox_record_find (database, uuid, platform_id, FALSE, &former, error))
    return FALSE;

  if (former != NULL)
    done = save_beside (database, keep, former, error);
  else if (platform_id > 0)
    done = insert_new (database, keep, NULL, error);
  else
    /* A form that does not know yet that its lead was delivered meanwhile would add it once more. */
    done = foyer_outbox_record_find (database, uuid, 0, TRUE, &former, error)
           && insert_new (database, keep, former, error);

  return done && forget_draft (database, uuid, error);
}

static gpointer
keep_job (FoyerDatabase *database, gpointer data, GError **error)
{
  Keep *keep = data;

  keep->changed = foyer_outbox_changed_new ();
  keep->others = foyer_outbox_changed_new ();
  if (!foyer_database_transact (database, keep_in_transaction, keep, error))
    return NULL;
  g_ptr_array_extend_and_steal (keep->changed, g_steal_pointer (&keep->others));
  return g_steal_pointer (&keep->changed);
}

/**
 * foyer_outbox_store_keep_async:
 * @lead: what is to be sent; it is copied
 * @base: (nullable): what the platform has; `NULL` for an add. Where the lead waits, or was delivered, already, what
 * was saved then is the base
 *
 * A save. While an earlier row of the lead is being sent or uncertain, this becomes one that follows it; while it waits
 * or needs a person, it goes on in it, and one in conflict stays so. Where one was refused that others follow, it goes
 * on in that, with them. It is before everything that delivers in the queue of the disk.
 */
void
foyer_outbox_store_keep_async (FoyerPreciousFile *file,
                               FoyerLead *lead,
                               FoyerLead *base,
                               guint hold,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);
  Keep *keep = g_new0 (Keep, 1);

  keep->lead = foyer_lead_copy (lead);
  keep->base = base != NULL ? foyer_lead_copy (base) : NULL;
  keep->hold = hold;
  g_task_set_source_tag (task, foyer_outbox_store_keep_async);
  g_task_set_priority (task, FOYER_PRECIOUS_PERSON_PRIORITY);
  foyer_database_thread_run (foyer_precious_file_get_thread (file), task, keep_job, keep, keep_free, NULL);
}

/**
 * foyer_outbox_store_keep_finish:
 *
 * Returns: (transfer full) (element-type FoyerOutboxRecord): the row, which is discarded when all that it said was
 * taken back; `FOYER_ERROR_INVALID` when nothing was changed
 */
GPtrArray *
foyer_outbox_store_keep_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* What was typed after the save is newer than what was saved. */
static gboolean
keep_draft (FoyerDatabase *database, FoyerDraft *draft, GError **error)
{
  FoyerLead *lead = foyer_draft_get_lead (draft);
  FoyerLead *base = foyer_draft_get_base (draft);
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (
      database,
      "INSERT INTO draft (uuid, platform_id, updated, lead, base, sent) VALUES (?1, ?2, ?3, ?4, ?5, 0)"
      " ON CONFLICT (uuid) DO UPDATE SET base = ?5",
      error);

  if (statement == NULL)
    return FALSE;
  foyer_statement_bind_text (statement, 1, foyer_draft_get_uuid (draft));
  foyer_statement_bind_int64 (statement, 2, foyer_lead_get_platform_id (lead));
  foyer_statement_bind_int64 (statement, 3, foyer_draft_get_updated (draft));
  foyer_statement_bind_variant (statement, 4, foyer_lead_to_variant (lead));
  foyer_statement_bind_variant (statement, 5, base != NULL ? foyer_lead_to_variant (base) : NULL);
  return foyer_statement_run (statement, error);
}

static FoyerDraft *
read_draft (FoyerDatabase *database, FoyerDraft *written, GError **error)
{
  g_autoptr (FoyerStatement)
      statement = foyer_database_prepare (database, "SELECT lead, updated FROM draft WHERE uuid = ?1", error);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GVariant) packed = NULL;
  g_autoptr (FoyerLead) lead = NULL;
  FoyerDraft *draft;

  if (statement == NULL)
    return NULL;
  foyer_statement_bind_text (statement, 1, foyer_draft_get_uuid (written));
  if (foyer_statement_next (statement, &local_error))
    packed = foyer_statement_get_variant (statement, 0);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (packed == NULL || !g_variant_is_of_type (packed, G_VARIANT_TYPE_VARDICT))
    return g_object_ref (written);
  lead = foyer_lead_new_from_variant (packed);
  draft = foyer_draft_new (lead, foyer_draft_get_base (written));
  foyer_draft_set_updated (draft, foyer_statement_get_int64 (statement, 1));
  return draft;
}

/* With what follows it, which has nothing to follow any more. */
static gboolean
become_draft (FoyerDatabase *database, TakeBack *take_back, FoyerOutboxRecord *record, FoyerLead **lead, GError **error)
{
  if (!foyer_outbox_record_update (database, record, error))
    return FALSE;
  g_ptr_array_add (take_back->changed, foyer_outbox_record_ref (record));
  return fold_followers (database, record, lead, take_back->changed, error)
         && foyer_outbox_parties_release (database, record->needs, NULL, take_back->changed, error);
}

/* Only the save that can be undone is taken back: what the row said before is sent at once, as it would have been. */
static gboolean
restore_earlier (
    FoyerDatabase *database, TakeBack *take_back, FoyerOutboxRecord *record, GVariant *earlier, GError **error)
{
  g_autoptr (FoyerLead) lead = foyer_lead_new_from_variant (earlier);
  g_autofree char *needed = g_steal_pointer (&record->needs);
  g_autoptr (GPtrArray) others = foyer_outbox_changed_new ();
  gint64 now = foyer_outbox_now ();

  if (!foyer_outbox_parties_settle (database, lead, error)
      || !foyer_outbox_parties_name (database, lead, 0, &record->needs, others, error)
      || !foyer_outbox_step (record, FOYER_OUTBOX_SAVE_AT_ONCE, now, now, NULL, error))
    return FALSE;
  foyer_lead_set_uuid (lead, record->lead_uuid);
  foyer_outbox_record_pack_lead (record, lead);
  record->kept = record->earlier_kept;
  if (!foyer_outbox_record_update (database, record, error))
    return FALSE;
  g_ptr_array_add (take_back->changed, foyer_outbox_record_ref (record));
  if (!foyer_outbox_parties_release (database, needed, record->needs, others, error))
    return FALSE;
  g_ptr_array_extend_and_steal (take_back->changed, g_steal_pointer (&others));
  return TRUE;
}

static gboolean
take_back_in_transaction (FoyerDatabase *database, gpointer data, GError **error)
{
  TakeBack *take_back = data;
  g_autoptr (FoyerOutboxRecord) record = foyer_outbox_record_load (database, take_back->uuid, error);
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerLead) base = NULL;
  g_autoptr (FoyerDraft) draft = NULL;
  g_autoptr (GVariant) earlier = NULL;
  gint64 now = foyer_outbox_now ();
  FoyerOutboxEvent event = FOYER_OUTBOX_EDIT;

  if (record == NULL)
    return FALSE;
  if (record->kind != FOYER_OUTBOX_LEAD)
    {
      g_set_error_literal (error, FOYER_ERROR, FOYER_ERROR_INVALID, "Only a lead is a draft again");
      return FALSE;
    }
  if (record->state == FOYER_OUTBOX_HELD || record->state == FOYER_OUTBOX_QUEUED)
    event = FOYER_OUTBOX_UNDO;
  if (record->earlier != NULL)
    earlier = g_variant_ref (record->earlier);
  if (!foyer_outbox_step (record, event, now, now, NULL, error))
    return FALSE;
  if (record->state != FOYER_OUTBOX_DRAFT)
    {
      g_set_error_literal (error, FOYER_ERROR, FOYER_ERROR_INVALID, "What was sent cannot be taken back");
      return FALSE;
    }

  lead = foyer_outbox_record_unpack_lead (record);
  base = foyer_outbox_record_unpack_base (record);
  if (!(earlier != NULL ? restore_earlier (database, take_back, record, earlier, error)
                        : become_draft (database, take_back, record, &lead, error)))
    return FALSE;

  draft = foyer_draft_new (lead, base);
  foyer_draft_set_updated (draft, now);
  if (!keep_draft (database, draft, error))
    return FALSE;
  take_back->draft = read_draft (database, draft, error);
  return take_back->draft != NULL;
}

static gpointer
take_back_job (FoyerDatabase *database, gpointer data, GError **error)
{
  TakeBack *take_back = data;
  TakeBack *answer;

  take_back->changed = foyer_outbox_changed_new ();
  if (!foyer_database_transact (database, take_back_in_transaction, take_back, error))
    return NULL;
  answer = g_new0 (TakeBack, 1);
  answer->changed = g_steal_pointer (&take_back->changed);
  answer->draft = g_steal_pointer (&take_back->draft);
  return answer;
}

/**
 * foyer_outbox_store_take_back_async:
 *
 * Undo, or the mending of what was refused: the row, with what follows it, becomes the lead's draft again. Of a row
 * that waited already when the save that can be undone became part of it, only that save does: it goes on as it was.
 */
void
foyer_outbox_store_take_back_async (FoyerPreciousFile *file,
                                    const char *uuid,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);
  TakeBack *take_back = g_new0 (TakeBack, 1);

  take_back->uuid = g_strdup (uuid);
  g_task_set_source_tag (task, foyer_outbox_store_take_back_async);
  g_task_set_priority (task, FOYER_PRECIOUS_PERSON_PRIORITY);
  foyer_database_thread_run (foyer_precious_file_get_thread (file), task, take_back_job, take_back, take_back_free,
                             NULL);
}

GPtrArray *
foyer_outbox_store_take_back_finish (FoyerPreciousFile *file, GAsyncResult *result, FoyerDraft **draft, GError **error)
{
  TakeBack *answer;
  GPtrArray *changed;

  g_return_val_if_fail (g_task_is_valid (result, file), NULL);

  answer = g_task_propagate_pointer (G_TASK (result), error);
  if (answer == NULL)
    return NULL;
  changed = g_steal_pointer (&answer->changed);
  *draft = g_steal_pointer (&answer->draft);
  take_back_free (answer);
  return changed;
}
