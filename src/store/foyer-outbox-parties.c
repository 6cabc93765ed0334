/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Companies and people that are made here: rows of their own, which leads name by an id below 0 until the platform has
 * given them one. */

#include "foyer-outbox-parties-private.h"

#include "foyer-error.h"
#include "foyer-outbox-need.h"
#include "foyer-outbox-step-private.h"
#include "foyer-outbox-store.h"
#include "foyer-precious-file-private.h"

#include <string.h>

typedef struct
{
  FoyerParty *party;
  GPtrArray *changed;
} KeepParty;

static const FoyerLeadField party_fields[] = { FOYER_LEAD_COMPANY, FOYER_LEAD_LEAD_CONTACT, FOYER_LEAD_CONTACT };

static gboolean
save (FoyerDatabase *database, FoyerOutboxRecord *record, guint hold, GPtrArray *changed, GError **error)
{
  gint64 now = foyer_outbox_now ();

  if (!foyer_outbox_step (record, hold > 0 ? FOYER_OUTBOX_SAVE : FOYER_OUTBOX_SAVE_AT_ONCE, now, now, NULL, error))
    return FALSE;
  record->kept = now;
  record->due = now + hold;
  if (!foyer_outbox_record_update (database, record, error))
    return FALSE;
  g_ptr_array_add (changed, foyer_outbox_record_ref (record));
  return TRUE;
}

static FoyerOutboxRecord *
load_party (FoyerDatabase *database, gint64 local_id, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  FoyerOutboxRecord *record = foyer_outbox_record_load_seq (database, -local_id, &local_error);

  if (record != NULL && foyer_outbox_kind_is_party (record->kind))
    return record;
  g_clear_pointer (&record, foyer_outbox_record_unref);
  if (local_error == NULL)
    local_error = foyer_error_new (FOYER_ERROR_INVALID, "There is no such company or person");
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/* platform_id: the id it has by now, or 0: then its row is in needs. */
static gboolean
need_party (FoyerDatabase *database,
            gint64 local_id,
            guint hold,
            GString *needs,
            gint64 *platform_id,
            GPtrArray *changed,
            GError **error)
{
  g_autoptr (FoyerOutboxRecord) record = load_party (database, local_id, error);

  *platform_id = 0;
  if (record == NULL)
    return FALSE;
  switch (foyer_outbox_need_judge (record->state, NULL))
    {
    case FOYER_NEED_MET:
      *platform_id = record->platform_id;
      return TRUE;
    case FOYER_NEED_LOST:
      g_set_error_literal (error, FOYER_ERROR, FOYER_ERROR_INVALID, "The company or person was taken away");
      return FALSE;
    case FOYER_NEED_UNSENT:
      {
        g_autoptr (FoyerParty) party = foyer_outbox_record_unpack_party (record);
        g_autoptr (GString) its_needs = g_string_new (NULL);
        gint64 company_id = foyer_party_get_company_id (party), found = 0;

        if (company_id < 0 && !need_party (database, company_id, hold, its_needs, &found, changed, error))
          return FALSE;
        if (!save (database, record, hold, changed, error))
          return FALSE;
        break;
      }
    case FOYER_NEED_WAITS:
    case FOYER_NEED_STUCK:
    default:
      break;
    }
  if (strstr (needs->str, record->uuid) == NULL)
    g_string_append_printf (needs, "%s ", record->uuid);
  return TRUE;
}

gboolean
foyer_outbox_parties_settle (FoyerDatabase *database, FoyerLead *lead, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (party_fields); i++)
    {
      gint64 local_id = foyer_lead_get_id (lead, party_fields[i]);
      g_autoptr (FoyerOutboxRecord) record = NULL;

      if (local_id >= 0)
        continue;
      record = load_party (database, local_id, error);
      if (record == NULL)
        return FALSE;
      if (foyer_outbox_need_judge (record->state, NULL) == FOYER_NEED_MET && record->platform_id > 0)
        foyer_lead_set_id (lead, party_fields[i], record->platform_id);
    }
  return TRUE;
}

gboolean
foyer_outbox_parties_name (
    FoyerDatabase *database, FoyerLead *lead, guint hold, char **needs, GPtrArray *changed, GError **error)
{
  g_autoptr (GString) rows = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (party_fields); i++)
    {
      gint64 local_id = foyer_lead_get_id (lead, party_fields[i]), platform_id;

      if (local_id >= 0)
        continue;
      if (!need_party (database, local_id, hold, rows, &platform_id, changed, error))
        return FALSE;
      if (platform_id > 0)
        foyer_lead_set_id (lead, party_fields[i], platform_id);
    }
  *needs = rows->len > 0 ? g_string_free_and_steal (g_steal_pointer (&rows)) : NULL;
  return TRUE;
}

static gboolean
is_needed (FoyerDatabase *database, const char *uuid, gboolean *is_needed, GError **error)
{
  g_autoptr (GPtrArray) rows = foyer_outbox_record_list (
      database,
      FOYER_OUTBOX_SELECT "WHERE needs IS NOT NULL AND instr (needs, ?1) > 0 AND ?2 = 0 AND " FOYER_OUTBOX_IS_OPEN
                          " LIMIT 1",
      uuid, 0, 0, error);

  if (rows == NULL)
    return FALSE;
  *is_needed = rows->len > 0;
  return TRUE;
}

/* The row that names them has been written without them, or is not open any more. */
gboolean
foyer_outbox_parties_release (
    FoyerDatabase *database, const char *before, const char *needs, GPtrArray *changed, GError **error)
{
  g_auto (GStrv) uuids = g_strsplit (before != NULL ? before : "", " ", -1);
  gint64 now = foyer_outbox_now ();

  for (guint i = 0; uuids[i] != NULL; i++)
    {
      g_autoptr (FoyerOutboxRecord) record = NULL;
      gboolean needed = FALSE;

      if (*uuids[i] == '\0' || (needs != NULL && strstr (needs, uuids[i]) != NULL))
        continue;
      if (!is_needed (database, uuids[i], &needed, error))
        return FALSE;
      if (needed)
        continue;
      record = foyer_outbox_record_load (database, uuids[i], error);
      if (record == NULL)
        return FALSE;
      if (record->state != FOYER_OUTBOX_HELD && record->state != FOYER_OUTBOX_QUEUED)
        continue;
      if (!foyer_outbox_step (record, FOYER_OUTBOX_UNDO, now, now, NULL, error)
          || !foyer_outbox_record_update (database, record, error))
        return FALSE;
      g_ptr_array_add (changed, foyer_outbox_record_ref (record));
      if (!foyer_outbox_parties_release (database, record->needs, NULL, changed, error))
        return FALSE;
    }
  return TRUE;
}

static void
name_by_id (FoyerLead *lead, gint64 local_id, gint64 platform_id)
{
  for (guint i = 0; lead != NULL && i < G_N_ELEMENTS (party_fields); i++)
    if (foyer_lead_get_id (lead, party_fields[i]) == local_id)
      foyer_lead_set_id (lead, party_fields[i], platform_id);
}

static void
rewrite (FoyerOutboxRecord *record, const FoyerOutboxRecord *party)
{
  gint64 local_id = foyer_outbox_record_get_local_id (party);
  char *at;

  if (record->kind == FOYER_OUTBOX_LEAD)
    {
      g_autoptr (FoyerLead) lead = foyer_outbox_record_unpack_lead (record);
      g_autoptr (FoyerLead) base = foyer_outbox_record_unpack_base (record);

      name_by_id (lead, local_id, party->platform_id);
      name_by_id (base, local_id, party->platform_id);
      foyer_outbox_record_pack_lead (record, lead);
      foyer_outbox_record_pack_base (record, base);
    }
  else if (record->kind == FOYER_OUTBOX_PERSON)
    {
      g_autoptr (FoyerParty) person = foyer_outbox_record_unpack_party (record);

      foyer_party_set_company (person, party->platform_id, foyer_party_get_company_name (person));
      foyer_outbox_record_pack_party (record, person);
    }

  at = strstr (record->needs, party->uuid);
  memmove (at, at + strlen (party->uuid) + 1, strlen (at + strlen (party->uuid) + 1) + 1);
  if (*record->needs == '\0')
    g_clear_pointer (&record->needs, g_free);
}

static gboolean
rewrite_draft (FoyerDatabase *database, const char *uuid, FoyerLead *lead, FoyerLead *base, GError **error)
{
  g_autoptr (FoyerStatement)
      statement = foyer_database_prepare (database, "UPDATE draft SET lead = ?2, base = ?3 WHERE uuid = ?1", error);

  if (statement == NULL)
    return FALSE;
  foyer_statement_bind_text (statement, 1, uuid);
  foyer_statement_bind_variant (statement, 2, foyer_lead_to_variant (lead));
  foyer_statement_bind_variant (statement, 3, base != NULL ? foyer_lead_to_variant (base) : NULL);
  return foyer_statement_run (statement, error);
}

static FoyerLead *
read_lead (FoyerStatement *statement, int column)
{
  g_autoptr (GVariant) packed = foyer_statement_get_variant (statement, column);

  return packed != NULL && g_variant_is_of_type (packed, G_VARIANT_TYPE_VARDICT) ? foyer_lead_new_from_variant (packed)
                                                                                 : NULL;
}

/* The next draft after a UUID; NULL without an error at the end. */
static char *
next_draft (FoyerDatabase *database, const char *after, FoyerLead **lead, FoyerLead **base, GError **error)
{
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (
      database, "SELECT uuid, lead, base FROM draft WHERE uuid > ?1 ORDER BY uuid LIMIT 1", error);
  g_autoptr (GError) local_error = NULL;
  char *uuid = NULL;

  if (statement == NULL)
    return NULL;
  foyer_statement_bind_text (statement, 1, after);
  if (foyer_statement_next (statement, &local_error))
    {
      uuid = g_strdup (foyer_statement_get_text (statement, 0));
      *lead = read_lead (statement, 1);
      *base = read_lead (statement, 2);
    }
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return uuid;
}

static gboolean
names (FoyerLead *lead, gint64 local_id)
{
  for (guint i = 0; lead != NULL && i < G_N_ELEMENTS (party_fields); i++)
    if (foyer_lead_get_id (lead, party_fields[i]) == local_id)
      return TRUE;
  return FALSE;
}

static gboolean
rewrite_drafts (FoyerDatabase *database, const FoyerOutboxRecord *party, GError **error)
{
  gint64 local_id = foyer_outbox_record_get_local_id (party);
  g_autofree char *after = g_strdup ("");
  g_autoptr (GError) local_error = NULL;

  for (;;)
    {
      g_autoptr (FoyerLead) lead = NULL;
      g_autoptr (FoyerLead) base = NULL;
      char *uuid = next_draft (database, after, &lead, &base, &local_error);

      if (uuid == NULL)
        break;
      g_free (after);
      after = uuid;
      if (!names (lead, local_id) && !names (base, local_id))
        continue;
      name_by_id (lead, local_id, party->platform_id);
      name_by_id (base, local_id, party->platform_id);
      if (!rewrite_draft (database, uuid, lead, base, error))
        return FALSE;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
foyer_outbox_parties_arrived (FoyerDatabase *database,
                              const FoyerOutboxRecord *record,
                              GPtrArray *changed,
                              GError **error)
{
  g_autoptr (GPtrArray) rows = foyer_outbox_record_list (
      database, FOYER_OUTBOX_SELECT "WHERE needs IS NOT NULL AND instr (needs, ?1) > 0 AND ?2 = 0 ORDER BY seq",
      record->uuid, 0, 0, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      FoyerOutboxRecord *row = rows->pdata[i];

      rewrite (row, record);
      if (!foyer_outbox_record_update (database, row, error))
        return FALSE;
      g_ptr_array_add (changed, foyer_outbox_record_ref (row));
    }
  return rewrite_drafts (database, record, error);
}

static void
keep_party_free (gpointer data)
{
  KeepParty *keep = data;

  g_object_unref (keep->party);
  g_clear_pointer (&keep->changed, g_ptr_array_unref);
  g_free (keep);
}

static gboolean
has_text (const char *text)
{
  return text != NULL && *text != '\0';
}

static gboolean
is_complete (FoyerParty *party)
{
  if (foyer_party_get_kind (party) == FOYER_PARTY_COMPANY)
    return has_text (foyer_party_get_name (party));
  return has_text (foyer_party_get_first_name (party)) && has_text (foyer_party_get_last_name (party))
         && has_text (foyer_party_get_email (party));
}

/* The company of a person: by its id where it has one by now, else its row is needed. */
static gboolean
name_company (FoyerDatabase *database, FoyerParty *party, char **needs, GError **error)
{
  g_autoptr (FoyerOutboxRecord) company = NULL;

  *needs = NULL;
  if (foyer_party_get_company_id (party) >= 0)
    return TRUE;
  company = load_party (database, foyer_party_get_company_id (party), error);
  if (company == NULL)
    return FALSE;
  switch (foyer_outbox_need_judge (company->state, NULL))
    {
    case FOYER_NEED_MET:
      foyer_party_set_company (party, company->platform_id, foyer_party_get_company_name (party));
      return TRUE;
    case FOYER_NEED_LOST:
      g_set_error_literal (error, FOYER_ERROR, FOYER_ERROR_INVALID, "The company was taken away");
      return FALSE;
    case FOYER_NEED_UNSENT:
    case FOYER_NEED_WAITS:
    case FOYER_NEED_STUCK:
    default:
      *needs = g_strdup_printf ("%s ", company->uuid);
      return TRUE;
    }
}

static gboolean
insert_party (FoyerDatabase *database, KeepParty *keep, GError **error)
{
  g_autoptr (FoyerOutboxRecord) record = foyer_outbox_record_new ();

  record->uuid = g_uuid_string_random ();
  record->lead_uuid = g_uuid_string_random ();
  record->kind = foyer_outbox_kind_for_party (foyer_party_get_kind (keep->party));
  record->kept = record->closed = foyer_outbox_now ();
  if (!name_company (database, keep->party, &record->needs, error))
    return FALSE;
  foyer_outbox_record_pack_party (record, keep->party);
  if (!foyer_outbox_record_insert (database, record, error))
    return FALSE;
  g_ptr_array_add (keep->changed, foyer_outbox_record_ref (record));
  return TRUE;
}

/* What is being sent, or may have arrived, cannot say anything else; what was refused is sent again. In conflict it
 * waits for a person all the same. */
static gboolean
mend_party (FoyerDatabase *database, KeepParty *keep, GError **error)
{
  g_autoptr (FoyerOutboxRecord) record = load_party (database, foyer_party_get_id (keep->party), error);
  gint64 now = foyer_outbox_now ();
  FoyerOutboxEffects effects;
  gboolean was_open;

  if (record == NULL)
    return FALSE;
  was_open = foyer_outbox_record_is_open (record);
  if (!foyer_outbox_step (record, FOYER_OUTBOX_EDIT, now, now, &effects, error))
    return FALSE;
  if ((effects & FOYER_EFFECT_FOLLOW) != 0)
    {
      g_set_error_literal (error, FOYER_ERROR, FOYER_ERROR_INVALID, "What was sent cannot be changed");
      return FALSE;
    }
  g_clear_pointer (&record->needs, g_free);
  if (!name_company (database, keep->party, &record->needs, error))
    return FALSE;
  foyer_outbox_record_pack_party (record, keep->party);
  if (record->state != FOYER_OUTBOX_CONFLICT)
    foyer_outbox_record_set_answer (record, NULL);
  if (was_open && record->state == FOYER_OUTBOX_DRAFT)
    return save (database, record, 0, keep->changed, error);
  if (!foyer_outbox_record_update (database, record, error))
    return FALSE;
  g_ptr_array_add (keep->changed, foyer_outbox_record_ref (record));
  return TRUE;
}

static gboolean
keep_party_in_transaction (FoyerDatabase *database, gpointer data, GError **error)
{
  KeepParty *keep = data;

  if (!is_complete (keep->party))
    {
      g_set_error_literal (error, FOYER_ERROR, FOYER_ERROR_INVALID, "A name or an e-mail address is missing");
      return FALSE;
    }
  return foyer_party_get_id (keep->party) < 0 ? mend_party (database, keep, error)
                                              : insert_party (database, keep, error);
}

static gpointer
keep_party_job (FoyerDatabase *database, gpointer data, GError **error)
{
  KeepParty *keep = data;

  keep->changed = foyer_outbox_changed_new ();
  return foyer_database_transact (database, keep_party_in_transaction, keep, error) ? g_steal_pointer (&keep->changed)
                                                                                    : NULL;
}

void
foyer_outbox_store_keep_party_async (FoyerPreciousFile *file,
                                     FoyerParty *party,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);
  g_autoptr (GVariant) packed = g_variant_ref_sink (foyer_party_to_variant (party));
  KeepParty *keep = g_new0 (KeepParty, 1);

  keep->party = foyer_party_new_from_variant (foyer_party_get_kind (party), foyer_party_get_id (party), packed);
  g_task_set_source_tag (task, foyer_outbox_store_keep_party_async);
  g_task_set_priority (task, FOYER_PRECIOUS_PERSON_PRIORITY);
  foyer_database_thread_run (foyer_precious_file_get_thread (file), task, keep_party_job, keep, keep_party_free, NULL);
}

GPtrArray *
foyer_outbox_store_keep_party_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
list_party_drafts_job (FoyerDatabase *database, gpointer data, GError **error)
{
  return foyer_outbox_record_list (
      database,
      FOYER_OUTBOX_SELECT "WHERE kind <> 'lead' AND kind <> 'note' AND state = 'draft' AND ?1 = ?2 ORDER BY seq", NULL,
      0, 0, error);
}

void
foyer_outbox_store_list_party_drafts_async (FoyerPreciousFile *file,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);

  g_task_set_source_tag (task, foyer_outbox_store_list_party_drafts_async);
  foyer_database_thread_run (foyer_precious_file_get_thread (file), task, list_party_drafts_job, NULL, NULL,
                             (GDestroyNotify) g_ptr_array_unref);
}

GPtrArray *
foyer_outbox_store_list_party_drafts_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
