/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of the outbox between the disk and those who want it: packed, counted. */

#include "foyer-outbox-record-private.h"

#include "foyer-error.h"

#include <string.h>

#define PARAMETERS                                                                                                     \
  "?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24"

static void
clear_record (gpointer data)
{
  FoyerOutboxRecord *self = data;

  g_free (self->uuid);
  g_free (self->lead_uuid);
  g_free (self->waits_for);
  g_free (self->needs);
  g_clear_pointer (&self->lead, g_variant_unref);
  g_clear_pointer (&self->base, g_variant_unref);
  g_clear_pointer (&self->found, g_variant_unref);
  g_clear_pointer (&self->earlier, g_variant_unref);
  g_free ((char *) self->answer.words);
}

FoyerOutboxRecord *
foyer_outbox_record_new (void)
{
  FoyerOutboxRecord *self = g_atomic_rc_box_new0 (FoyerOutboxRecord);

  self->answer.field = FOYER_LEAD_NO_FIELD;
  return self;
}

FoyerOutboxRecord *
foyer_outbox_record_ref (FoyerOutboxRecord *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
foyer_outbox_record_unref (FoyerOutboxRecord *self)
{
  g_atomic_rc_box_release_full (self, clear_record);
}

/**
 * foyer_outbox_record_unpack_lead:
 *
 * Returns: (transfer full): what is to be sent, with the platform's id as far as it is known
 */
FoyerLead *
foyer_outbox_record_unpack_lead (const FoyerOutboxRecord *self)
{
  FoyerLead *lead = foyer_lead_new_from_variant (self->lead);

  if (self->platform_id > 0)
    foyer_lead_set_platform_id (lead, self->platform_id);
  return lead;
}

/**
 * foyer_outbox_record_unpack_base:
 *
 * Returns: (transfer full) (nullable): what the change was made on, `NULL` for an add
 */
FoyerLead *
foyer_outbox_record_unpack_base (const FoyerOutboxRecord *self)
{
  FoyerLead *base;

  if (self->base == NULL)
    return NULL;
  base = foyer_lead_new_from_variant (self->base);
  if (self->platform_id > 0)
    foyer_lead_set_platform_id (base, self->platform_id);
  return base;
}

/**
 * foyer_outbox_record_unpack_party:
 *
 * Returns: (transfer full): the company or person that is to be added, with the id it has: the platform's, or below 0
 * this desk's
 */
FoyerParty *
foyer_outbox_record_unpack_party (const FoyerOutboxRecord *self)
{
  return foyer_party_new_from_variant (
      foyer_outbox_kind_to_party (self->kind),
      self->platform_id > 0 ? self->platform_id : foyer_outbox_record_get_local_id (self), self->lead);
}

FoyerNote *
foyer_outbox_record_unpack_note (const FoyerOutboxRecord *self)
{
  return foyer_note_new_from_variant (self->platform_id, self->lead);
}

/**
 * foyer_outbox_record_unpack_note_base:
 *
 * Returns: (transfer full) (nullable): the note that is changed, `NULL` for a new one
 */
FoyerNote *
foyer_outbox_record_unpack_note_base (const FoyerOutboxRecord *self)
{
  return self->base != NULL ? foyer_note_new_from_variant (self->platform_id, self->base) : NULL;
}

static GObject *
unpack_found (const FoyerOutboxRecord *self, GVariant *packed)
{
  switch (self->kind)
    {
    case FOYER_OUTBOX_COMPANY:
    case FOYER_OUTBOX_PERSON:
      return G_OBJECT (foyer_party_new_from_variant (foyer_outbox_kind_to_party (self->kind), 0, packed));
    case FOYER_OUTBOX_NOTE:
      return G_OBJECT (foyer_note_new_from_variant (self->platform_id, packed));
    case FOYER_OUTBOX_LEAD:
    default:
      return G_OBJECT (foyer_lead_new_from_variant (packed));
    }
}

static GVariant *
pack_found (gpointer object)
{
  if (FOYER_IS_PARTY (object))
    return foyer_party_to_variant (object);
  if (FOYER_IS_NOTE (object))
    return foyer_note_to_variant (object);
  return foyer_lead_to_variant (object);
}

/**
 * foyer_outbox_record_unpack_found:
 *
 * Returns: (transfer full) (nullable) (element-type GObject): what was found on the platform, for a person to see:
 * leads, parties or notes, as the row is of
 */
GPtrArray *
foyer_outbox_record_unpack_found (const FoyerOutboxRecord *self)
{
  GPtrArray *found;
  GVariantIter iter;
  GVariant *packed;

  if (self->found == NULL)
    return NULL;
  found = g_ptr_array_new_with_free_func (g_object_unref);
  g_variant_iter_init (&iter, self->found);
  while ((packed = g_variant_iter_next_value (&iter)) != NULL)
    {
      g_ptr_array_add (found, unpack_found (self, packed));
      g_variant_unref (packed);
    }
  return found;
}

void
foyer_outbox_record_pack_lead (FoyerOutboxRecord *self, FoyerLead *lead)
{
  g_clear_pointer (&self->lead, g_variant_unref);
  self->lead = g_variant_take_ref (foyer_lead_to_variant (lead));
}

void
foyer_outbox_record_pack_base (FoyerOutboxRecord *self, FoyerLead *base)
{
  g_clear_pointer (&self->base, g_variant_unref);
  if (base != NULL)
    self->base = g_variant_take_ref (foyer_lead_to_variant (base));
}

static void
pack (GVariant **packed, GVariant *contents)
{
  g_clear_pointer (packed, g_variant_unref);
  *packed = g_variant_take_ref (contents);
}

void
foyer_outbox_record_pack_party (FoyerOutboxRecord *self, FoyerParty *party)
{
  pack (&self->lead, foyer_party_to_variant (party));
}

void
foyer_outbox_record_pack_note (FoyerOutboxRecord *self, FoyerNote *note)
{
  pack (&self->lead, foyer_note_to_variant (note));
}

void
foyer_outbox_record_pack_note_base (FoyerOutboxRecord *self, FoyerNote *base)
{
  pack (&self->base, foyer_note_to_variant (base));
}

gboolean
foyer_outbox_record_needs (const FoyerOutboxRecord *self, const char *uuid)
{
  return self->needs != NULL && strstr (self->needs, uuid) != NULL;
}

/**
 * foyer_outbox_record_get_local_id:
 *
 * Returns: the id below 0 by which others name the company or person that the row adds; no two rows ever have the same
 */
gint64
foyer_outbox_record_get_local_id (const FoyerOutboxRecord *self)
{
  return -self->seq;
}

void
foyer_outbox_record_pack_found (FoyerOutboxRecord *self, GPtrArray *found)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("aa{sv}"));

  g_clear_pointer (&self->found, g_variant_unref);
  if (found == NULL || found->len == 0)
    return;
  for (guint i = 0; i < found->len; i++)
    g_variant_builder_add_value (&builder, pack_found (found->pdata[i]));
  self->found = g_variant_ref_sink (g_variant_builder_end (&builder));
}

/**
 * foyer_outbox_record_set_answer:
 * @answer: (nullable): what was heard; `NULL` for nothing yet
 */
void
foyer_outbox_record_set_answer (FoyerOutboxRecord *self, const FoyerOutboxAnswer *answer)
{
  FoyerOutboxAnswer copy = answer != NULL ? *answer : (FoyerOutboxAnswer) { .field = FOYER_LEAD_NO_FIELD };

  copy.words = g_strdup (copy.words);
  g_free ((char *) self->answer.words);
  self->answer = copy;
}

/**
 * foyer_outbox_record_name_attempt:
 *
 * Returns: (transfer full): what an attempt is called in memory
 */
char *
foyer_outbox_record_name_attempt (const FoyerOutboxRecord *self, guint n)
{
  return g_strdup_printf ("%s/%u", self->uuid, n);
}

/**
 * foyer_outbox_record_is_open:
 *
 * Returns: whether it is pending: what was taken back lives on as a draft
 */
gboolean
foyer_outbox_record_is_open (const FoyerOutboxRecord *self)
{
  return self->state != FOYER_OUTBOX_DRAFT && !foyer_outbox_state_is_final (self->state);
}

static const char *
state_name (FoyerOutboxState state)
{
  g_autoptr (GEnumClass) states = g_type_class_ref (FOYER_TYPE_OUTBOX_STATE);

  return g_enum_get_value (states, (int) state)->value_nick;
}

static gboolean
read_state (const char *name, FoyerOutboxState *state)
{
  g_autoptr (GEnumClass) states = g_type_class_ref (FOYER_TYPE_OUTBOX_STATE);
  const GEnumValue *value = name != NULL ? g_enum_get_value_by_nick (states, name) : NULL;

  if (value != NULL)
    *state = value->value;
  return value != NULL;
}

static gboolean
read_kind (const char *name, FoyerOutboxKind *kind)
{
  g_autoptr (GEnumClass) kinds = g_type_class_ref (FOYER_TYPE_OUTBOX_KIND);
  const GEnumValue *value = name != NULL ? g_enum_get_value_by_nick (kinds, name) : NULL;

  if (value != NULL)
    *kind = value->value;
  return value != NULL;
}

static const char *
kind_name (FoyerOutboxKind kind)
{
  g_autoptr (GEnumClass) kinds = g_type_class_ref (FOYER_TYPE_OUTBOX_KIND);

  return g_enum_get_value (kinds, (int) kind)->value_nick;
}

static GVariant *
read_packed (FoyerStatement *statement, int column, const char *type)
{
  g_autoptr (GVariant) packed = foyer_statement_get_variant (statement, column);

  return packed != NULL && g_variant_is_of_type (packed, G_VARIANT_TYPE (type)) ? g_steal_pointer (&packed) : NULL;
}

/* What cannot be read stays where it is, is not sent, and is not shown as something else. */
FoyerOutboxRecord *
foyer_outbox_record_read (FoyerStatement *statement)
{
  g_autoptr (FoyerOutboxRecord) self = foyer_outbox_record_new ();
  g_autoptr (GBytes) base = foyer_statement_get_bytes (statement, 8);
  const char *field = foyer_statement_get_text (statement, 19);

  self->seq = foyer_statement_get_int64 (statement, 0);
  self->uuid = g_strdup (foyer_statement_get_text (statement, 1));
  self->lead_uuid = g_strdup (foyer_statement_get_text (statement, 2));
  self->platform_id = foyer_statement_get_int64 (statement, 3);
  self->waits_for = g_strdup (foyer_statement_get_text (statement, 4));
  self->change = foyer_statement_get_int64 (statement, 6);
  self->lead = read_packed (statement, 7, "a{sv}");
  self->base = read_packed (statement, 8, "a{sv}");
  self->found = read_packed (statement, 9, "aa{sv}");
  self->kept = foyer_statement_get_int64 (statement, 10);
  self->due = foyer_statement_get_int64 (statement, 11);
  self->closed = foyer_statement_get_int64 (statement, 12);
  self->n_attempts = (guint) foyer_statement_get_int64 (statement, 13);
  self->n_looks = (guint) foyer_statement_get_int64 (statement, 14);
  self->looked = foyer_statement_get_int64 (statement, 15);
  self->believed_after = foyer_statement_get_int64 (statement, 16);
  self->answer.code = (int) foyer_statement_get_int64 (statement, 17);
  self->answer.specific_code = (int) foyer_statement_get_int64 (statement, 18);
  self->answer.field = field != NULL ? foyer_lead_field_from_property (field) : FOYER_LEAD_NO_FIELD;
  self->answer.words = g_strdup (foyer_statement_get_text (statement, 20));
  self->needs = g_strdup (foyer_statement_get_text (statement, 22));
  self->earlier = read_packed (statement, 23, "a{sv}");
  self->earlier_kept = foyer_statement_get_int64 (statement, 24);

  /* An update that lost its base would be sent as a new lead. */
  if (!read_state (foyer_statement_get_text (statement, 5), &self->state)
      || !read_kind (foyer_statement_get_text (statement, 21), &self->kind) || self->uuid == NULL
      || self->lead_uuid == NULL || self->lead == NULL || (self->base == NULL && base != NULL))
    return NULL;
  return g_steal_pointer (&self);
}

/* Takes the next number for the change. */
static gboolean
write_record (FoyerDatabase *database, const char *sql, FoyerOutboxRecord *self, GError **error)
{
  g_autoptr (FoyerStatement) statement = NULL;
  const char *field = NULL;

  if (!foyer_outbox_record_next_change (database, &self->change, error))
    return FALSE;
  statement = foyer_database_prepare (database, sql, error);
  if (statement == NULL)
    return FALSE;
  if (self->answer.field != FOYER_LEAD_NO_FIELD)
    field = foyer_lead_field_get_info (self->answer.field)->property;

  foyer_statement_bind_text (statement, 1, self->uuid);
  foyer_statement_bind_text (statement, 2, self->lead_uuid);
  foyer_statement_bind_int64 (statement, 3, self->platform_id);
  foyer_statement_bind_text (statement, 4, self->waits_for);
  foyer_statement_bind_text (statement, 5, state_name (self->state));
  foyer_statement_bind_int64 (statement, 6, self->change);
  foyer_statement_bind_variant (statement, 7, self->lead);
  foyer_statement_bind_variant (statement, 8, self->base);
  foyer_statement_bind_variant (statement, 9, self->found);
  foyer_statement_bind_int64 (statement, 10, self->kept);
  foyer_statement_bind_int64 (statement, 11, self->due);
  foyer_statement_bind_int64 (statement, 12, self->closed);
  foyer_statement_bind_int64 (statement, 13, self->n_attempts);
  foyer_statement_bind_int64 (statement, 14, self->n_looks);
  foyer_statement_bind_int64 (statement, 15, self->looked);
  foyer_statement_bind_int64 (statement, 16, self->believed_after);
  foyer_statement_bind_int64 (statement, 17, self->answer.code);
  foyer_statement_bind_int64 (statement, 18, self->answer.specific_code);
  foyer_statement_bind_text (statement, 19, field);
  foyer_statement_bind_text (statement, 20, self->answer.words);
  foyer_statement_bind_text (statement, 21, kind_name (self->kind));
  foyer_statement_bind_text (statement, 22, self->needs);
  foyer_statement_bind_variant (statement, 23, self->earlier);
  foyer_statement_bind_int64 (statement, 24, self->earlier_kept);
  return foyer_statement_run (statement, error);
}

/* The number of the next change: greater than any that a row has, or had. */
gboolean
foyer_outbox_record_next_change (FoyerDatabase *database, gint64 *change, GError **error)
{
  g_autoptr (FoyerStatement)
      statement = foyer_database_prepare (database, "SELECT ifnull (max (change), 0) + 1 FROM outbox", error);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  if (!foyer_statement_next (statement, &local_error))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  *change = foyer_statement_get_int64 (statement, 0);
  return TRUE;
}

gboolean
foyer_outbox_record_insert (FoyerDatabase *database, FoyerOutboxRecord *self, GError **error)
{
  g_autoptr (FoyerStatement) statement = NULL;
  g_autoptr (GError) local_error = NULL;

  if (!write_record (database, "INSERT INTO outbox (" FOYER_OUTBOX_COLUMNS ") VALUES (" PARAMETERS ")", self, error))
    return FALSE;
  statement = foyer_database_prepare (database, "SELECT last_insert_rowid ()", error);
  if (statement == NULL)
    return FALSE;
  if (foyer_statement_next (statement, &local_error))
    self->seq = foyer_statement_get_int64 (statement, 0);
  else
    g_propagate_error (error, g_steal_pointer (&local_error));
  return self->seq > 0;
}

gboolean
foyer_outbox_record_update (FoyerDatabase *database, FoyerOutboxRecord *self, GError **error)
{
  return write_record (database, "UPDATE outbox SET (" FOYER_OUTBOX_COLUMNS ") = (" PARAMETERS ") WHERE uuid = ?1",
                       self, error);
}

/* One record, for a query that gives one at most; NULL without an error when there is none. */
static FoyerOutboxRecord *
read_one (FoyerStatement *statement, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  FoyerOutboxRecord *self;

  if (!foyer_statement_next (statement, &local_error))
    {
      if (local_error != NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  self = foyer_outbox_record_read (statement);
  if (self == NULL)
    g_set_error_literal (error, FOYER_ERROR, FOYER_ERROR_DAMAGED, "A row of the outbox is not what was kept");
  return self;
}

/* FOYER_ERROR_GONE when there is no such row. */
FoyerOutboxRecord *
foyer_outbox_record_load (FoyerDatabase *database, const char *uuid, GError **error)
{
  g_autoptr (FoyerStatement)
      statement = foyer_database_prepare (database, FOYER_OUTBOX_SELECT "WHERE uuid = ?1", error);
  g_autoptr (GError) local_error = NULL;
  FoyerOutboxRecord *self;

  if (statement == NULL)
    return NULL;
  foyer_statement_bind_text (statement, 1, uuid);
  self = read_one (statement, &local_error);
  if (self == NULL && local_error == NULL)
    local_error = foyer_error_new (FOYER_ERROR_GONE, "There is no such row in the outbox");
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return self;
}

/* NULL without an error when there is none. */
FoyerOutboxRecord *
foyer_outbox_record_load_seq (FoyerDatabase *database, gint64 seq, GError **error)
{
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (database, FOYER_OUTBOX_SELECT "WHERE seq = ?1", error);

  if (statement == NULL)
    return NULL;
  foyer_statement_bind_int64 (statement, 1, seq);
  return read_one (statement, error);
}

/* The newest row of a lead that is pending, or, with delivered, that was delivered. platform_id 0: by the UUID alone.
 */
gboolean
foyer_outbox_record_find (FoyerDatabase *database,
                          const char *lead_uuid,
                          gint64 platform_id,
                          gboolean delivered,
                          FoyerOutboxRecord **found,
                          GError **error)
{
  /* Two questions, so that each has its index. */
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (
      database,
      delivered ? FOYER_OUTBOX_SELECT "WHERE seq = (SELECT max (seq) FROM ("
                                      "SELECT seq FROM outbox WHERE lead_uuid = ?1 AND state = 'delivered'"
                                      " AND kind = 'lead' UNION ALL "
                                      "SELECT seq FROM outbox WHERE platform_id = ?2 AND platform_id > 0"
                                      " AND state = 'delivered' AND kind = 'lead'))"
                : FOYER_OUTBOX_SELECT "WHERE seq = (SELECT max (seq) FROM ("
                                      "SELECT seq FROM outbox WHERE lead_uuid = ?1 AND " FOYER_OUTBOX_IS_OPEN
                                      " AND kind = 'lead'"
                                      " UNION ALL SELECT seq FROM outbox WHERE platform_id = ?2 AND platform_id > 0"
                                      " AND kind = 'lead' AND " FOYER_OUTBOX_IS_OPEN "))",
      error);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  foyer_statement_bind_text (statement, 1, lead_uuid);
  foyer_statement_bind_int64 (statement, 2, platform_id);
  *found = read_one (statement, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}

/* The rows a condition on parameter 1 and 2 lets through; sql is a constant made with FOYER_OUTBOX_SELECT. */
GPtrArray *
foyer_outbox_record_list (
    FoyerDatabase *database, const char *sql, const char *text, gint64 first, gint64 second, GError **error)
{
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (database, sql, error);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_outbox_record_unref);
  g_autoptr (GError) local_error = NULL;
  guint n_unreadable = 0;

  if (statement == NULL)
    return NULL;
  if (text != NULL)
    foyer_statement_bind_text (statement, 1, text);
  else
    foyer_statement_bind_int64 (statement, 1, first);
  foyer_statement_bind_int64 (statement, 2, second);
  while (foyer_statement_next (statement, &local_error))
    {
      FoyerOutboxRecord *record = foyer_outbox_record_read (statement);

      if (record != NULL)
        g_ptr_array_add (records, record);
      else
        n_unreadable++;
    }
  if (n_unreadable > 0)
    g_message ("%u rows of the outbox cannot be read; they stay in the file", n_unreadable);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&records);
}
