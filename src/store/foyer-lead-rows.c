/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A lead in the tables of the mirror: its numbers, its texts, and what it is found by. What did not change is not
 * written. */

#include "foyer-lead-rows.h"

#include "foyer-error.h"
#include "foyer-likeness.h"
#include "foyer-search.h"
#include "foyer-text.h"

#include <string.h>

#define KEY_LENGTH 24 /* characters of a name it is sorted by */
#define SOME_NOTES -1 /* are here; whether these are all nobody asked */

typedef struct
{
  FoyerLeadField field;
  const char *column;
} Column;

/* In the order of the statements below. The contact is the lead contact of a company's lead. */
static const Column numbers[] = {
  { FOYER_LEAD_CREATED, "created" },
  { FOYER_LEAD_MODIFIED, "modified" },
  { FOYER_LEAD_COMPANY, "company_id" },
  { FOYER_LEAD_CONTACT, "contact_id" },
  { FOYER_LEAD_QUALITY, "quality_id" },
  { FOYER_LEAD_STAGE, "stage_id" },
  { FOYER_LEAD_STAGE_REASON, "stage_reason_id" },
  { FOYER_LEAD_TYPE, "type_id" },
  { FOYER_LEAD_SUBTYPE, "subtype_id" },
  { FOYER_LEAD_SOURCE, "source_id" },
  { FOYER_LEAD_CHANNEL, "channel_id" },
  { FOYER_LEAD_OWNER, "owner_id" },
  { FOYER_LEAD_CLOSED, "closed" },
};

static const FoyerLeadField texts[] = {
  FOYER_LEAD_NAME,         FOYER_LEAD_DESCRIPTION,   FOYER_LEAD_COMPANY_NAME,
  FOYER_LEAD_CONTACT_NAME, FOYER_LEAD_CONTACT_EMAIL, FOYER_LEAD_CONTACT_PHONE,
};

enum
{
  N_NUMBERS = G_N_ELEMENTS (numbers),
  N_TEXTS = G_N_ELEMENTS (texts),

  /* Columns of SELECT_LEAD. */
  BELONGS_TO = 0,
  FIRST_NUMBER = 1,
  FIRST_TEXT = FIRST_NUMBER + N_NUMBERS,
  SEEN = FIRST_TEXT + N_TEXTS,
  NOTES,
};

#define NUMBER_COLUMNS                                                                                                 \
  "created, modified, company_id, contact_id, quality_id, stage_id, stage_reason_id, type_id, subtype_id, source_id,"  \
  " channel_id, owner_id, closed"
#define TEXT_COLUMNS "name, description, company_name, contact_name, contact_email, contact_phone"

/* "INSERT OR REPLACE" would do for both, and takes forty times as long on a table with indices. */
#define LEAD_COLUMNS    "id, belongs_to, " NUMBER_COLUMNS ", seen, notes, name_key, party_key, same_name"
#define LEAD_PARAMETERS "?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20"

#define SELECT_LEAD                                                                                                    \
  "SELECT belongs_to, " NUMBER_COLUMNS ", " TEXT_COLUMNS ", seen, notes"                                               \
  " FROM lead JOIN lead_text USING (id) WHERE id = ?1"

static FoyerLeadField
get_field (const Column *column, FoyerBelongsTo belongs_to)
{
  return column->field == FOYER_LEAD_CONTACT && belongs_to == FOYER_BELONGS_TO_COMPANY ? FOYER_LEAD_LEAD_CONTACT
                                                                                       : column->field;
}

static gint64
get_number (FoyerLead *lead, FoyerLeadField field)
{
  if (!foyer_lead_is_set (lead, field))
    return 0;
  return foyer_lead_field_get_info (field)->kind == FOYER_KIND_DATE ? foyer_lead_get_date (lead, field)
                                                                    : foyer_lead_get_id (lead, field);
}

/* NULL for unknown. */
static const char *
get_text (FoyerLead *lead, FoyerLeadField field)
{
  if (!foyer_lead_is_known (lead, field))
    return NULL;
  return foyer_lead_is_set (lead, field) ? foyer_lead_get_text (lead, field) : "";
}

static gboolean
numbers_equal (FoyerStatement *row, FoyerLead *lead)
{
  FoyerBelongsTo belongs_to = foyer_lead_get_belongs_to (lead);

  if (foyer_statement_get_int64 (row, BELONGS_TO) != (gint64) belongs_to)
    return FALSE;
  for (int i = 0; i < N_NUMBERS; i++)
    {
      FoyerLeadField field = get_field (&numbers[i], belongs_to);

      if (foyer_statement_is_null (row, FIRST_NUMBER + i) == foyer_lead_is_known (lead, field)
          || foyer_statement_get_int64 (row, FIRST_NUMBER + i) != get_number (lead, field))
        return FALSE;
    }
  return TRUE;
}

static gboolean
texts_equal (FoyerStatement *row, FoyerLead *lead)
{
  for (int i = 0; i < N_TEXTS; i++)
    if (g_strcmp0 (foyer_statement_get_text (row, FIRST_TEXT + i), get_text (lead, texts[i])) != 0)
      return FALSE;
  return TRUE;
}

static char *
make_key (const char *name)
{
  char *key = foyer_text_clean (name, FALSE);

  if (strlen (key) > KEY_LENGTH && g_utf8_strlen (key, -1) > KEY_LENGTH)
    *g_utf8_offset_to_pointer (key, KEY_LENGTH) = '\0';
  return key;
}

static gboolean
write_numbers (FoyerDatabase *database, FoyerLead *lead, gboolean is_here, gint64 seen, gint64 notes, GError **error)
{
  FoyerBelongsTo belongs_to = foyer_lead_get_belongs_to (lead);
  const char *company = get_text (lead, FOYER_LEAD_COMPANY_NAME);
  g_autofree char *name_key = make_key (get_text (lead, FOYER_LEAD_NAME));
  g_autofree char *party_key = make_key (
      company != NULL && *company != '\0' ? company : get_text (lead, FOYER_LEAD_CONTACT_NAME));
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (
      database,
      is_here ? "UPDATE lead SET (" LEAD_COLUMNS ") = (" LEAD_PARAMETERS ") WHERE id = ?1"
              : "INSERT INTO lead (" LEAD_COLUMNS ") VALUES (" LEAD_PARAMETERS ")",
      error);

  G_STATIC_ASSERT (N_NUMBERS == 13);
  if (statement == NULL)
    return FALSE;
  foyer_statement_bind_int64 (statement, 1, foyer_lead_get_platform_id (lead));
  foyer_statement_bind_int64 (statement, 2, belongs_to);
  for (int i = 0; i < N_NUMBERS; i++)
    {
      FoyerLeadField field = get_field (&numbers[i], belongs_to);

      if (foyer_lead_is_known (lead, field))
        foyer_statement_bind_int64 (statement, 3 + i, get_number (lead, field));
      else
        foyer_statement_bind_null (statement, 3 + i);
    }
  foyer_statement_bind_int64 (statement, 16, seen);
  foyer_statement_bind_int64 (statement, 17, notes);
  foyer_statement_bind_text (statement, 18, name_key);
  foyer_statement_bind_text (statement, 19, party_key);
  foyer_statement_bind_int64 (statement, 20, foyer_likeness_get_lead_key (get_text (lead, FOYER_LEAD_NAME)));
  return foyer_statement_run (statement, error);
}

static gboolean
write_terms (
    FoyerDatabase *database, gint64 id, gboolean is_here, const char *const *indexed, guint n_indexed, GError **error)
{
  g_autofree char *terms = foyer_search_index (indexed, n_indexed);
  g_autoptr (FoyerStatement)
      statement = foyer_database_prepare (database,
                                          is_here ? "INSERT OR REPLACE INTO lead_search (rowid, terms) VALUES (?1, ?2)"
                                                  : "INSERT INTO lead_search (rowid, terms) VALUES (?1, ?2)",
                                          error);

  if (statement == NULL)
    return FALSE;
  foyer_statement_bind_int64 (statement, 1, id);
  foyer_statement_bind_text (statement, 2, terms);
  return foyer_statement_run (statement, error);
}

static gboolean
write_texts (FoyerDatabase *database, FoyerLead *lead, gboolean is_here, gboolean has_notes, GError **error)
{
  gint64 id = foyer_lead_get_platform_id (lead);
  const char *values[N_TEXTS];
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (
      database, "INSERT OR REPLACE INTO lead_text (id, " TEXT_COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", error);

  G_STATIC_ASSERT (N_TEXTS == 6);
  if (statement == NULL)
    return FALSE;
  foyer_statement_bind_int64 (statement, 1, id);
  for (int i = 0; i < N_TEXTS; i++)
    {
      values[i] = get_text (lead, texts[i]);
      foyer_statement_bind_text (statement, 2 + i, values[i]);
    }
  if (!foyer_statement_run (statement, error))
    return FALSE;
  return has_notes ? foyer_lead_rows_index (database, id, error)
                   : write_terms (database, id, is_here, values, N_TEXTS, error);
}

static gboolean
mark_seen (FoyerDatabase *database, gint64 id, gint64 seen, GError **error)
{
  g_autoptr (FoyerStatement)
      statement = foyer_database_prepare (database, "UPDATE lead SET seen = ?2 WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;
  foyer_statement_bind_int64 (statement, 1, id);
  foyer_statement_bind_int64 (statement, 2, seen);
  return foyer_statement_run (statement, error);
}

/* The refresh of everything that runs or ran last: a lead that turned up otherwise was in it, as far as we know. */
static gboolean
get_generation (FoyerDatabase *database, gint64 *generation, GError **error)
{
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (
      database, "SELECT coalesce (max (generation), 0) FROM progress WHERE part = 1", error);

  if (statement == NULL || !foyer_statement_next (statement, error))
    return FALSE;
  *generation = foyer_statement_get_int64 (statement, 0);
  return TRUE;
}

/* A refresh may bring notes before their lead. */
static gboolean
has_notes_here (FoyerDatabase *database, gint64 id, gboolean *has_notes, GError **error)
{
  g_autoptr (FoyerStatement)
      statement = foyer_database_prepare (database, "SELECT EXISTS (SELECT 1 FROM note WHERE lead_id = ?1)", error);

  if (statement == NULL)
    return FALSE;
  foyer_statement_bind_int64 (statement, 1, id);
  if (!foyer_statement_next (statement, error))
    return FALSE;
  *has_notes = foyer_statement_get_int64 (statement, 0) != 0;
  return TRUE;
}

/**
 * foyer_lead_rows_put:
 * @generation: of the refresh of everything it was seen in, or 0 when it turned up otherwise
 *
 * An answer that was overtaken by a newer one does not undo it.
 */
gboolean
foyer_lead_rows_put (FoyerDatabase *database, FoyerLead *lead, gint64 generation, GError **error)
{
  gint64 id = foyer_lead_get_platform_id (lead);
  gint64 modified = get_number (lead, FOYER_LEAD_MODIFIED), seen = generation, seen_before = 0, notes = 0;
  gboolean is_here, is_late = FALSE, same_numbers = FALSE, same_texts = FALSE, has_notes = FALSE;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (FoyerStatement) row = foyer_database_prepare (database, SELECT_LEAD, error);

  if (row == NULL)
    return FALSE;
  foyer_statement_bind_int64 (row, 1, id);
  is_here = foyer_statement_next (row, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (is_here)
    {
      is_late = modified != 0 && modified < foyer_statement_get_int64 (row, FIRST_NUMBER + 1);
      same_numbers = numbers_equal (row, lead);
      same_texts = texts_equal (row, lead);
      seen_before = foyer_statement_get_int64 (row, SEEN);
      notes = foyer_statement_get_int64 (row, NOTES);
    }
  foyer_statement_reset (row);

  if (!is_here && generation == 0 && !get_generation (database, &seen, error))
    return FALSE;
  if (!is_here && !has_notes_here (database, id, &has_notes, error))
    return FALSE;
  if (has_notes)
    notes = SOME_NOTES;
  seen = MAX (seen, seen_before);
  if (is_late || (same_numbers && same_texts))
    return seen == seen_before || mark_seen (database, id, seen, error);
  return write_numbers (database, lead, is_here, seen, notes, error)
         && (same_texts || write_texts (database, lead, is_here, notes != 0, error));
}

/**
 * foyer_lead_rows_put_saved:
 * @saved: no later than the platform took it, in unix seconds by its clock
 *
 * A lead as it was saved, until the platform shows it: among those that were changed last, and always older than what
 * the platform will say.
 */
gboolean
foyer_lead_rows_put_saved (FoyerDatabase *database, FoyerLead *lead, gint64 saved, GError **error)
{
  g_autoptr (FoyerLead) dated = foyer_lead_copy (lead);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (FoyerStatement)
      row = foyer_database_prepare (database, "SELECT coalesce (modified, 0) FROM lead WHERE id = ?1", error);

  if (row == NULL)
    return FALSE;
  foyer_statement_bind_int64 (row, 1, foyer_lead_get_platform_id (lead));
  if (foyer_statement_next (row, &local_error))
    saved = MAX (saved, foyer_statement_get_int64 (row, 0));
  foyer_statement_reset (row);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  foyer_lead_set_date (dated, FOYER_LEAD_MODIFIED, saved);
  return foyer_lead_rows_put (database, dated, 0, error);
}

/**
 * foyer_lead_rows_index:
 *
 * Writes anew what the lead is found by: its texts and its notes. One that is not here is fine.
 */
gboolean
foyer_lead_rows_index (FoyerDatabase *database, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) indexed = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (FoyerStatement) row = foyer_database_prepare (database, SELECT_LEAD, error);
  g_autoptr (FoyerStatement)
      notes = foyer_database_prepare (database, "SELECT coalesce (text, source) FROM note WHERE lead_id = ?1", error);

  if (row == NULL || notes == NULL)
    return FALSE;
  foyer_statement_bind_int64 (row, 1, id);
  foyer_statement_bind_int64 (notes, 1, id);
  if (foyer_statement_next (row, &local_error))
    {
      for (int i = 0; i < N_TEXTS; i++)
        g_ptr_array_add (indexed, g_strdup (foyer_statement_get_text (row, FIRST_TEXT + i)));
      while (foyer_statement_next (notes, &local_error))
        g_ptr_array_add (indexed, g_strdup (foyer_statement_get_text (notes, 0)));
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return indexed->len == 0
         || write_terms (database, id, TRUE, (const char *const *) indexed->pdata, indexed->len, error);
}

static void
read_number (FoyerLead *lead, FoyerLeadField field, FoyerStatement *row, int column)
{
  gint64 number = foyer_statement_get_int64 (row, column);

  if (foyer_statement_is_null (row, column))
    foyer_lead_forget (lead, field);
  else if (number <= 0)
    foyer_lead_clear (lead, field);
  else if (foyer_lead_field_get_info (field)->kind == FOYER_KIND_DATE)
    foyer_lead_set_date (lead, field, number);
  else
    foyer_lead_set_id (lead, field, number);
}

static void
read_text (FoyerLead *lead, FoyerLeadField field, FoyerStatement *row, int column)
{
  const char *text = foyer_statement_get_text (row, column);

  if (text == NULL)
    foyer_lead_forget (lead, field);
  else if (*text == '\0')
    foyer_lead_clear (lead, field);
  else
    foyer_lead_set_text (lead, field, text);
}

/**
 * foyer_lead_rows_load:
 *
 * Returns: (transfer full): the lead; `FOYER_ERROR_GONE` when it is not here
 */
FoyerLead *
foyer_lead_rows_load (FoyerDatabase *database, gint64 id, GError **error)
{
  g_autoptr (FoyerStatement) row = foyer_database_prepare (database, SELECT_LEAD, error);
  g_autoptr (GError) local_error = NULL;
  FoyerLead *lead;
  FoyerBelongsTo belongs_to;

  if (row == NULL)
    return NULL;
  foyer_statement_bind_int64 (row, 1, id);
  if (!foyer_statement_next (row, &local_error))
    {
      if (local_error == NULL)
        local_error = foyer_error_new (FOYER_ERROR_GONE, "The mirror has no such lead");
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  belongs_to = foyer_statement_get_int64 (row, BELONGS_TO) == FOYER_BELONGS_TO_COMPANY ? FOYER_BELONGS_TO_COMPANY
                                                                                       : FOYER_BELONGS_TO_PERSON;
  lead = foyer_lead_new_from_platform (id);
  foyer_lead_set_belongs_to (lead, belongs_to);
  for (int i = 0; i < N_NUMBERS; i++)
    read_number (lead, get_field (&numbers[i], belongs_to), row, FIRST_NUMBER + i);
  for (int i = 0; i < N_TEXTS; i++)
    read_text (lead, texts[i], row, FIRST_TEXT + i);
  return lead;
}

static gboolean
run_for_id (FoyerDatabase *database, const char *sql, gint64 id, GError **error)
{
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (database, sql, error);

  if (statement == NULL)
    return FALSE;
  foyer_statement_bind_int64 (statement, 1, id);
  return foyer_statement_run (statement, error);
}

/**
 * foyer_lead_rows_remove:
 *
 * Forgets a lead and its notes. One that is not here is fine.
 */
gboolean
foyer_lead_rows_remove (FoyerDatabase *database, gint64 id, GError **error)
{
  return run_for_id (database, "DELETE FROM lead WHERE id = ?1", id, error)
         && run_for_id (database, "DELETE FROM lead_text WHERE id = ?1", id, error)
         && run_for_id (database, "DELETE FROM lead_search WHERE rowid = ?1", id, error)
         && run_for_id (database, "DELETE FROM note WHERE lead_id = ?1", id, error);
}

static gboolean
forget_contact_of (FoyerDatabase *database, gint64 id, gboolean *was_here, GError **error)
{
  static const FoyerLeadField told[] = { FOYER_LEAD_CONTACT_NAME, FOYER_LEAD_CONTACT_EMAIL, FOYER_LEAD_CONTACT_PHONE };
  g_autoptr (FoyerLead) lead = foyer_lead_rows_load (database, id, error);
  gboolean is_told = FALSE;

  if (lead == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    if (foyer_lead_is_set (lead, told[i]))
      {
        is_told = TRUE;
        foyer_lead_clear (lead, told[i]);
      }
  *was_here |= is_told;
  return !is_told || foyer_lead_rows_put (database, lead, 0, error);
}

/**
 * foyer_lead_rows_forget_contact:
 * @was_here: (inout): set when a lead told something of them
 *
 * Takes the name, the e-mail address and the telephone number of a person who is nobody any more out of their leads.
 */
gboolean
foyer_lead_rows_forget_contact (FoyerDatabase *database, gint64 contact_id, gboolean *was_here, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) local_error = NULL;
  g_autoptr (FoyerStatement)
      leads = foyer_database_prepare (database, "SELECT id FROM lead WHERE contact_id = ?1 AND contact_id > 0", error);

  if (leads == NULL)
    return FALSE;
  foyer_statement_bind_int64 (leads, 1, contact_id);
  while (foyer_statement_next (leads, &local_error))
    {
      gint64 id = foyer_statement_get_int64 (leads, 0);

      g_array_append_val (ids, id);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  foyer_statement_reset (leads);
  for (guint i = 0; i < ids->len; i++)
    if (!forget_contact_of (database, g_array_index (ids, gint64, i), was_here, error))
      return FALSE;
  return TRUE;
}

/**
 * foyer_lead_rows_get_column:
 *
 * Returns: (nullable): the column of the table `lead` that holds the field
 */
const char *
foyer_lead_rows_get_column (FoyerLeadField field)
{
  for (int i = 0; i < N_NUMBERS; i++)
    if (numbers[i].field == field)
      return numbers[i].column;
  return NULL;
}

/**
 * foyer_lead_rows_read_summary:
 * @statement: at a row that begins with `FOYER_LEAD_SUMMARY_COLUMNS`
 *
 * Returns: (transfer full): the lead as a row of a list
 */
FoyerLeadSummary *
foyer_lead_rows_read_summary (FoyerStatement *statement)
{
  FoyerLeadSummary *summary = foyer_lead_summary_new (foyer_statement_get_int64 (statement, 0));
  FoyerLeadSummaryValues values = {
    .name = foyer_statement_get_text (statement, 1),
    .company = foyer_statement_get_text (statement, 2),
    .person = foyer_statement_get_text (statement, 3),
    .stage_id = foyer_statement_get_int64 (statement, 4),
    .quality_id = foyer_statement_get_int64 (statement, 5),
    .owner_id = foyer_statement_get_int64 (statement, 6),
    .source_id = foyer_statement_get_int64 (statement, 7),
    .created = foyer_statement_get_int64 (statement, 8),
    .modified = foyer_statement_get_int64 (statement, 9),
  };

  foyer_lead_summary_load (summary, &values);
  return summary;
}
