/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moves a row of the outbox inside somebody's transaction: the table in core is asked about the state the row really
 * has. */

#include "foyer-outbox-step-private.h"

#include "foyer-error.h"
#include "foyer-outbox-history.h"
#include "foyer-outbox-parties-private.h"

/* Fails with FOYER_ERROR_INVALID when the pair cannot happen, and then changes nothing. */
gboolean
foyer_outbox_step (FoyerOutboxRecord *record,
                   FoyerOutboxEvent event,
                   gint64 now,
                   gint64 due,
                   FoyerOutboxEffects *effects,
                   GError **error)
{
  FoyerOutboxState next;
  FoyerOutboxEffects found;

  if (!foyer_outbox_machine_step (record->state, event, &next, &found, NULL))
    {
      g_autoptr (GEnumClass) states = g_type_class_ref (FOYER_TYPE_OUTBOX_STATE);
      g_autoptr (GEnumClass) events = g_type_class_ref (FOYER_TYPE_OUTBOX_EVENT);

      g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "%s is not possible for a row that is %s",
                   g_enum_get_value (events, (int) event)->value_nick,
                   g_enum_get_value (states, (int) record->state)->value_nick);
      return FALSE;
    }

  record->state = next;
  if ((found & (FOYER_EFFECT_DUE_NOW | FOYER_EFFECT_LOOK)) != 0)
    record->due = now;
  if ((found & (FOYER_EFFECT_BACK_OFF | FOYER_EFFECT_WAIT_AS_TOLD | FOYER_EFFECT_LOOK_LATER)) != 0)
    record->due = due;
  record->closed = foyer_outbox_record_is_open (record) ? 0 : now;
  if (next != FOYER_OUTBOX_UNCERTAIN)
    record->believed_after = 0;
  if (next != FOYER_OUTBOX_HELD)
    g_clear_pointer (&record->earlier, g_variant_unref);
  /* Whoever decided has seen it; what is found from here on is the move's. */
  if (next != FOYER_OUTBOX_CONFLICT)
    foyer_outbox_record_pack_found (record, NULL);
  if (effects != NULL)
    *effects = found;
  return TRUE;
}

static const char *
adopted_kind (const FoyerOutboxRecord *record)
{
  return record->kind == FOYER_OUTBOX_NOTE ? "note" : "lead";
}

/* platform_id: a lead's, or a note's. */
static gboolean
is_adopted_by_other (
    FoyerDatabase *database, const FoyerOutboxRecord *record, gint64 platform_id, gboolean *is_taken, GError **error)
{
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (
      database, "SELECT 1 FROM adopted WHERE kind = ?3 AND platform_id = ?1 AND row <> ?2", error);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  foyer_statement_bind_int64 (statement, 1, platform_id);
  foyer_statement_bind_text (statement, 2, record->uuid);
  foyer_statement_bind_text (statement, 3, adopted_kind (record));
  *is_taken = foyer_statement_next (statement, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Fails with FOYER_ERROR_CONFLICT when one of the leads is another row's. */
gboolean
foyer_outbox_check_free (FoyerDatabase *database, const FoyerOutboxRecord *record, GPtrArray *leads, GError **error)
{
  for (guint i = 0; i < leads->len; i++)
    {
      gint64 platform_id = foyer_lead_get_platform_id (leads->pdata[i]);
      gboolean is_taken;

      if (!is_adopted_by_other (database, record, platform_id, &is_taken, error))
        return FALSE;
      if (is_taken)
        {
          g_set_error (error, FOYER_ERROR, FOYER_ERROR_CONFLICT, "Lead %" G_GINT64_FORMAT " is another row's",
                       platform_id);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
adopt (
    FoyerDatabase *database, const FoyerOutboxRecord *record, gint64 platform_id, gboolean must_be_free, GError **error)
{
  g_autoptr (FoyerStatement) statement = NULL;
  gboolean is_taken;

  if (!is_adopted_by_other (database, record, platform_id, &is_taken, error))
    return FALSE;
  if (is_taken)
    {
      if (must_be_free)
        g_set_error (error, FOYER_ERROR, FOYER_ERROR_CONFLICT, "The %s %" G_GINT64_FORMAT " is another row's",
                     adopted_kind (record), platform_id);
      return !must_be_free;
    }

  statement = foyer_database_prepare (
      database, "INSERT OR REPLACE INTO adopted (platform_id, row, kind) VALUES (?1, ?2, ?3)", error);
  if (statement == NULL)
    return FALSE;
  foyer_statement_bind_int64 (statement, 1, platform_id);
  foyer_statement_bind_text (statement, 2, record->uuid);
  foyer_statement_bind_text (statement, 3, adopted_kind (record));
  return foyer_statement_run (statement, error);
}

/* Whether something was saved in the row after its last attempt had begun. */
static gboolean
read_is_edited (FoyerDatabase *database, const FoyerOutboxRecord *record, gboolean *is_edited, GError **error)
{
  g_autoptr (FoyerStatement)
      statement = foyer_database_prepare (database, "SELECT began FROM attempt WHERE row = ?1 AND n = ?2", error);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  foyer_statement_bind_text (statement, 1, record->uuid);
  foyer_statement_bind_int64 (statement, 2, record->n_attempts);
  *is_edited = foyer_statement_next (statement, &local_error)
               && record->kept > foyer_statement_get_int64 (statement, 0);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* What can be seen of it, where mine says something; base: what of mine is taken for sent, though it cannot be seen. */
static gboolean
says_all (FoyerLead *theirs, FoyerLead *mine, FoyerLead *base)
{
  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    if (foyer_lead_is_set (mine, field)
        && !foyer_lead_field_equal (mine, foyer_lead_is_known (theirs, field) ? theirs : base, field))
      return FALSE;
  return TRUE;
}

static FoyerLead *
find_lead (const FoyerOutboxRecord *record, gint64 platform_id)
{
  g_autoptr (GPtrArray) found = foyer_outbox_record_unpack_found (record);

  for (guint i = 0; found != NULL && i < found->len; i++)
    if (foyer_lead_get_platform_id (found->pdata[i]) == platform_id)
      return g_object_ref (found->pdata[i]);
  return NULL;
}

/* A person says that an add in conflict is that lead of the platform. Where it says all that is said here, that was it;
 * else the row is a change of it from now on: what only one of the two says stays, and of what both say a person
 * chooses (foyer_lead_merge () over nothing as the base). event: what happens to the row. */
gboolean
foyer_outbox_adopt (
    FoyerDatabase *database, FoyerOutboxRecord *record, gint64 platform_id, FoyerOutboxEvent *event, GError **error)
{
  g_autoptr (FoyerLead) theirs = find_lead (record, platform_id);
  g_autoptr (FoyerLead) mine = foyer_outbox_record_unpack_lead (record);
  g_autoptr (FoyerLead) nothing = foyer_lead_new ();
  gboolean is_edited = FALSE;

  if (!adopt (database, record, platform_id, TRUE, error) || !read_is_edited (database, record, &is_edited, error))
    return FALSE;

  foyer_lead_set_belongs_to (nothing, foyer_lead_get_belongs_to (mine));
  for (guint field = 0; !is_edited && field < FOYER_N_WRITTEN_FIELDS; field++)
    if (!foyer_lead_field_is_readable (field))
      foyer_lead_take_field (nothing, mine, field);
  if (theirs != NULL && says_all (theirs, mine, nothing))
    {
      g_autoptr (FoyerLead) merged = foyer_lead_merge (nothing, mine, theirs, 0);

      foyer_lead_set_uuid (merged, record->lead_uuid);
      foyer_outbox_record_pack_lead (record, merged);
      return TRUE;
    }
  foyer_outbox_record_pack_base (record, nothing);
  *event = FOYER_OUTBOX_SEND_NOW;
  return TRUE;
}

static gboolean
update (FoyerDatabase *database, FoyerOutboxRecord *record, GPtrArray *changed, GError **error)
{
  if (!foyer_outbox_record_update (database, record, error))
    return FALSE;
  g_ptr_array_add (changed, foyer_outbox_record_ref (record));
  return TRUE;
}

/* Goes on from what is there now. */
static void
follow_lead (FoyerOutboxRecord *follower, FoyerLead *saved)
{
  g_autoptr (FoyerLead) base = foyer_outbox_record_unpack_base (follower);
  g_autoptr (FoyerLead) lead = foyer_outbox_record_unpack_lead (follower);

  if (base != NULL && foyer_lead_diff (base, saved) != 0)
    {
      g_autoptr (FoyerLead) merged = foyer_lead_merge (base, lead, saved, 0);

      foyer_outbox_record_pack_lead (follower, merged);
      if (follower->earlier != NULL)
        {
          g_autoptr (FoyerLead) earlier = foyer_lead_new_from_variant (follower->earlier);
          g_autoptr (FoyerLead) merged_earlier = foyer_lead_merge (base, earlier, saved, 0);

          g_variant_unref (follower->earlier);
          follower->earlier = g_variant_take_ref (foyer_lead_to_variant (merged_earlier));
        }
    }
  foyer_outbox_record_pack_base (follower, saved);
}

/* The rows that followed a delivered one, its lead's notes too: they know their lead's id now. */
static gboolean
tell_followers (FoyerDatabase *database, const FoyerOutboxRecord *record, GPtrArray *changed, GError **error)
{
  g_autoptr (GPtrArray) followers = foyer_outbox_record_list (
      database,
      FOYER_OUTBOX_SELECT "WHERE lead_uuid = ?1 AND (seq > ?2 OR waits_for IS NOT NULL) AND " FOYER_OUTBOX_IS_OPEN
                          " ORDER BY seq",
      record->lead_uuid, 0, record->seq, error);
  g_autoptr (FoyerLead) saved = record->kind == FOYER_OUTBOX_LEAD ? foyer_outbox_record_unpack_lead (record) : NULL;

  if (followers == NULL)
    return FALSE;
  for (guint i = 0; i < followers->len; i++)
    {
      FoyerOutboxRecord *follower = followers->pdata[i];
      gboolean waited = g_strcmp0 (follower->waits_for, record->uuid) == 0;

      if (!waited && (record->kind != FOYER_OUTBOX_LEAD || follower->platform_id == record->platform_id))
        continue;
      follower->platform_id = record->platform_id;
      if (waited && follower->kind == FOYER_OUTBOX_LEAD && saved != NULL)
        follow_lead (follower, saved);
      if (waited)
        g_clear_pointer (&follower->waits_for, g_free);
      if (!update (database, follower, changed, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
keep_lead_id (FoyerDatabase *database,
              FoyerOutboxRecord *record,
              gboolean must_be_free,
              const char *answer,
              GPtrArray *changed,
              GError **error)
{
  if (record->platform_id > 0)
    {
      g_autoptr (FoyerLead) lead = foyer_outbox_record_unpack_lead (record);

      foyer_outbox_record_pack_lead (record, lead);
    }
  return (record->base != NULL || record->platform_id == 0
          || adopt (database, record, record->platform_id, must_be_free, error))
         && tell_followers (database, record, changed, error)
         && foyer_outbox_history_write (database, record, answer, error);
}

static gboolean
keep_note_id (
    FoyerDatabase *database, const FoyerOutboxRecord *record, gboolean must_be_free, GPtrArray *changed, GError **error)
{
  g_autoptr (FoyerNote) note = foyer_outbox_record_unpack_note (record);

  return (record->base != NULL || foyer_note_get_id (note) == 0
          || adopt (database, record, foyer_note_get_id (note), must_be_free, error))
         && tell_followers (database, record, changed, error);
}

/* What a delivery means beyond its row: the id, who follows or needs it, what is remembered. */
gboolean
foyer_outbox_keep_id (FoyerDatabase *database,
                      FoyerOutboxRecord *record,
                      gboolean must_be_free,
                      const char *answer,
                      GPtrArray *changed,
                      GError **error)
{
  switch (record->kind)
    {
    case FOYER_OUTBOX_COMPANY:
    case FOYER_OUTBOX_PERSON:
      return foyer_outbox_parties_arrived (database, record, changed, error);
    case FOYER_OUTBOX_NOTE:
      return keep_note_id (database, record, must_be_free, changed, error);
    case FOYER_OUTBOX_LEAD:
    default:
      return keep_lead_id (database, record, must_be_free, answer, changed, error);
    }
}

/* Whether another row builds on this one: a newer change of the same lead or note, a note of a lead that is not there
 * yet, a lead that names the company or person. */
gboolean
foyer_outbox_has_followers (FoyerDatabase *database, const FoyerOutboxRecord *record, gboolean *has, GError **error)
{
  g_autoptr (GPtrArray) followers = foyer_outbox_record_list (
      database,
      record->kind == FOYER_OUTBOX_LEAD ? FOYER_OUTBOX_SELECT "WHERE lead_uuid = ?1 AND (seq > ?2 AND kind = 'lead' OR "
                                                              "waits_for = (SELECT uuid FROM outbox WHERE seq = ?2))"
                                                              " AND " FOYER_OUTBOX_IS_OPEN " LIMIT 1"
                                        : FOYER_OUTBOX_SELECT
          "WHERE (waits_for = ?1 OR (needs IS NOT NULL AND instr (needs, ?1) > 0)) AND ?2 > 0"
          " AND state NOT IN ('delivered', 'discarded') LIMIT 1",
      record->kind == FOYER_OUTBOX_LEAD ? record->lead_uuid : record->uuid, 0, record->seq, error);

  if (followers == NULL)
    return FALSE;
  *has = followers->len > 0;
  return TRUE;
}

GPtrArray *
foyer_outbox_changed_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_outbox_record_unref);
}

/* Seconds since 1970 by this desk's clock. */
gint64
foyer_outbox_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}
