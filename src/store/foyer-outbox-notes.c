/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes that are written: rows of their own, behind their lead. */

#include "foyer-error.h"
#include "foyer-outbox-step-private.h"
#include "foyer-outbox-store.h"
#include "foyer-precious-file-private.h"

typedef struct
{
  char *row_uuid;  /* nullable */
  char *lead_uuid; /* nullable */
  gint64 lead_id;
  FoyerNote *base; /* nullable */
  char *text;
  guint hold;
  GPtrArray *changed;
} KeepNote;

static void
keep_note_free (gpointer data)
{
  KeepNote *keep = data;

  g_free (keep->row_uuid);
  g_free (keep->lead_uuid);
  g_clear_object (&keep->base);
  g_free (keep->text);
  g_clear_pointer (&keep->changed, g_ptr_array_unref);
  g_free (keep);
}

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, FOYER_ERROR, FOYER_ERROR_INVALID, message);
  return FALSE;
}

static gboolean
save (FoyerOutboxRecord *record, guint hold, GError **error)
{
  gint64 now = foyer_outbox_now ();

  if (!foyer_outbox_step (record, hold > 0 ? FOYER_OUTBOX_SAVE : FOYER_OUTBOX_SAVE_AT_ONCE, now, now, NULL, error))
    return FALSE;
  record->kept = now;
  record->due = now + hold;
  return TRUE;
}

/* The same note with another text. */
static FoyerNote *
reword (FoyerNote *note, const char *text)
{
  return foyer_note_new (foyer_note_get_id (note), foyer_note_get_lead_id (note), text, foyer_note_get_author_id (note),
                         foyer_note_get_created (note), foyer_note_get_modified (note));
}

/* Nothing of the row is under way: it says this from now on. Only who has seen what is on the platform sends what was
 * in conflict by saving it. */
static gboolean
go_on_in (FoyerDatabase *database, KeepNote *keep, FoyerOutboxRecord *record, GError **error)
{
  g_autoptr (FoyerNote) note = foyer_outbox_record_unpack_note (record);
  g_autoptr (FoyerNote) now_says = reword (note, keep->text);
  g_autoptr (GPtrArray) found = foyer_outbox_record_unpack_found (record);
  g_autoptr (FoyerNote) base = NULL;
  gboolean has_seen = record->state == FOYER_OUTBOX_CONFLICT && record->base != NULL && found != NULL && found->len > 0;
  gint64 now = foyer_outbox_now ();

  if (has_seen)
    foyer_outbox_record_pack_note_base (record, found->pdata[0]);
  base = foyer_outbox_record_unpack_note_base (record);
  if (base != NULL && g_str_equal (foyer_note_get_text (base), keep->text))
    {
      if (!foyer_outbox_step (record, FOYER_OUTBOX_DISCARD, now, now, NULL, error))
        return FALSE;
    }
  else if (!foyer_outbox_step (record, has_seen ? FOYER_OUTBOX_SEND_NOW : FOYER_OUTBOX_EDIT, now, now, NULL, error)
           || (record->state == FOYER_OUTBOX_DRAFT && !save (record, keep->hold, error)))
    return FALSE;

  foyer_outbox_record_pack_note (record, now_says);
  record->kept = now;
  if (record->state != FOYER_OUTBOX_CONFLICT)
    foyer_outbox_record_set_answer (record, NULL);
  if (!foyer_outbox_record_update (database, record, error))
    return FALSE;
  g_ptr_array_add (keep->changed, foyer_outbox_record_ref (record));
  return TRUE;
}

/* An open row: what saving its note again does to it. */
static gboolean
is_under_way (const FoyerOutboxRecord *record)
{
  FoyerOutboxState next;
  FoyerOutboxEffects effects = FOYER_EFFECT_NONE;

  foyer_outbox_machine_step (record->state, FOYER_OUTBOX_EDIT, &next, &effects, NULL);
  return (effects & FOYER_EFFECT_FOLLOW) != 0;
}

/* The newest row of that note that is open, or that was delivered; NULL without an error when there is none. */
static gboolean
find_row_of (FoyerDatabase *database,
             gint64 lead_id,
             gint64 note_id,
             gboolean delivered,
             FoyerOutboxRecord **found,
             GError **error)
{
  g_autoptr (GPtrArray) rows = foyer_outbox_record_list (
      database,
      delivered ? FOYER_OUTBOX_SELECT "WHERE platform_id = ?1 AND ?2 = 0 AND kind = 'note' AND state = 'delivered'"
                                      " ORDER BY seq DESC"
                : FOYER_OUTBOX_SELECT "WHERE platform_id = ?1 AND ?2 = 0 AND kind = 'note' AND " FOYER_OUTBOX_IS_OPEN
                                      " ORDER BY seq DESC",
      NULL, lead_id, 0, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len && *found == NULL; i++)
    {
      g_autoptr (FoyerNote) note = foyer_outbox_record_unpack_note (rows->pdata[i]);

      if (foyer_note_get_id (note) == note_id)
        *found = foyer_outbox_record_ref (rows->pdata[i]);
    }
  return TRUE;
}

/* Notes of one lead go in order, whoever read the lead: they have its name in common. */
static gboolean
join_others (FoyerDatabase *database, FoyerOutboxRecord *record, GError **error)
{
  g_autoptr (GPtrArray) others = foyer_outbox_record_list (
      database,
      FOYER_OUTBOX_SELECT "WHERE platform_id = ?1 AND ?2 = 0 AND kind = 'note' AND " FOYER_OUTBOX_IS_OPEN " LIMIT 1",
      NULL, record->platform_id, 0, error);

  if (others == NULL)
    return FALSE;
  if (others->len > 0)
    g_set_str (&record->lead_uuid, ((FoyerOutboxRecord *) others->pdata[0])->lead_uuid);
  else if (record->lead_uuid == NULL)
    record->lead_uuid = g_uuid_string_random ();
  return TRUE;
}

/* What brings the note its lead's id: a row to wait for, or the id itself. */
static gboolean
find_lead (FoyerDatabase *database, KeepNote *keep, FoyerOutboxRecord *record, GError **error)
{
  g_autoptr (GPtrArray) adds = NULL;
  g_autoptr (FoyerOutboxRecord) delivered = NULL;

  record->platform_id = keep->lead_id;
  record->lead_uuid = g_strdup (keep->lead_uuid);
  if (keep->lead_id > 0)
    return join_others (database, record, error);

  if (keep->lead_uuid == NULL)
    return fail (error, "A note needs a lead");
  adds = foyer_outbox_record_list (
      database,
      FOYER_OUTBOX_SELECT "WHERE lead_uuid = ?1 AND platform_id = ?2 AND kind = 'lead' AND " FOYER_OUTBOX_IS_OPEN
                          " ORDER BY seq LIMIT 1",
      keep->lead_uuid, 0, 0, error);
  if (adds == NULL)
    return FALSE;
  if (adds->len > 0)
    {
      record->waits_for = g_strdup (((FoyerOutboxRecord *) adds->pdata[0])->uuid);
      return TRUE;
    }
  if (!foyer_outbox_record_find (database, keep->lead_uuid, 0, TRUE, &delivered, error))
    return FALSE;
  if (delivered == NULL)
    return fail (error, "There is no such lead, on its way or delivered");
  record->platform_id = delivered->platform_id;
  return join_others (database, record, error);
}

/* former: a row of the same note that is under way, or NULL. */
static gboolean
insert_note (FoyerDatabase *database, KeepNote *keep, const FoyerOutboxRecord *former, GError **error)
{
  g_autoptr (FoyerOutboxRecord) record = foyer_outbox_record_new ();
  g_autoptr (FoyerNote) former_note = former != NULL ? foyer_outbox_record_unpack_note (former) : NULL;
  FoyerNote *base = former_note != NULL ? former_note : keep->base;
  g_autoptr (FoyerNote) note = NULL;

  if (base != NULL && g_str_equal (foyer_note_get_text (base), keep->text))
    return fail (error, "Nothing was changed");
  record->uuid = g_uuid_string_random ();
  record->kind = FOYER_OUTBOX_NOTE;
  if (!find_lead (database, keep, record, error))
    return FALSE;
  if (former != NULL)
    g_set_str (&record->waits_for, former->uuid);
  note = base != NULL ? reword (base, keep->text) : foyer_note_new (0, record->platform_id, keep->text, 0, 0, 0);
  foyer_outbox_record_pack_note (record, note);
  if (base != NULL)
    foyer_outbox_record_pack_note_base (record, base);
  if (!save (record, keep->hold, error) || !foyer_outbox_record_insert (database, record, error))
    return FALSE;
  g_ptr_array_add (keep->changed, foyer_outbox_record_ref (record));
  return TRUE;
}

static gboolean
keep_note_in_transaction (FoyerDatabase *database, gpointer data, GError **error)
{
  KeepNote *keep = data;
  g_autoptr (FoyerOutboxRecord) former = NULL;

  if (*keep->text == '\0')
    return fail (error, "A note needs a text");
  if (keep->row_uuid != NULL)
    {
      former = foyer_outbox_record_load (database, keep->row_uuid, error);
      if (former == NULL)
        return FALSE;
      if (former->kind != FOYER_OUTBOX_NOTE || is_under_way (former))
        return fail (error, "What was sent cannot be changed");
      return go_on_in (database, keep, former, error);
    }
  if (keep->base != NULL
      && !find_row_of (database, keep->lead_id, foyer_note_get_id (keep->base), FALSE, &former, error))
    return FALSE;
  return former != NULL && !is_under_way (former) ? go_on_in (database, keep, former, error)
                                                  : insert_note (database, keep, former, error);
}

static gpointer
keep_note_job (FoyerDatabase *database, gpointer data, GError **error)
{
  KeepNote *keep = data;

  keep->changed = foyer_outbox_changed_new ();
  return foyer_database_transact (database, keep_note_in_transaction, keep, error) ? g_steal_pointer (&keep->changed)
                                                                                   : NULL;
}

void
foyer_outbox_store_keep_note_async (FoyerPreciousFile *file,
                                    const char *row_uuid,
                                    const char *lead_uuid,
                                    gint64 lead_id,
                                    FoyerNote *base,
                                    const char *text,
                                    guint hold,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);
  KeepNote *keep = g_new0 (KeepNote, 1);

  keep->row_uuid = g_strdup (row_uuid);
  keep->lead_uuid = g_strdup (lead_uuid);
  keep->lead_id = lead_id;
  g_set_object (&keep->base, base);
  keep->text = g_strstrip (g_strdup (text != NULL ? text : ""));
  keep->hold = hold;
  g_task_set_source_tag (task, foyer_outbox_store_keep_note_async);
  g_task_set_priority (task, FOYER_PRECIOUS_PERSON_PRIORITY);
  foyer_database_thread_run (foyer_precious_file_get_thread (file), task, keep_note_job, keep, keep_note_free, NULL);
}

GPtrArray *
foyer_outbox_store_keep_note_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
load_delivered_note_job (FoyerDatabase *database, gpointer data, GError **error)
{
  const gint64 *ids = data;
  FoyerOutboxRecord *record = NULL;

  find_row_of (database, ids[0], ids[1], TRUE, &record, error);
  return record;
}

void
foyer_outbox_store_load_delivered_note_async (FoyerPreciousFile *file,
                                              gint64 lead_id,
                                              gint64 note_id,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);
  const gint64 ids[] = { lead_id, note_id };

  g_task_set_source_tag (task, foyer_outbox_store_load_delivered_note_async);
  foyer_database_thread_run (foyer_precious_file_get_thread (file), task, load_delivered_note_job,
                             g_memdup2 (ids, sizeof ids), g_free, (GDestroyNotify) foyer_outbox_record_unref);
}

FoyerOutboxRecord *
foyer_outbox_store_load_delivered_note_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
