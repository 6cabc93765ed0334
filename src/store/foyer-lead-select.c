/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A lead query as an SQL statement. What a person or a server wrote is bound, never part of it; there are few shapes,
 * each prepared once. */

#include "foyer-lead-select.h"

#include "foyer-lead-rows.h"
#include "foyer-search.h"

struct _FoyerLeadSelect
{
  /* owned */
  FoyerLeadQuery *query;
  FoyerSearch *search;
  GArray *pending; /* nullable */
};

/* A statement that is being written: its words, and what is bound to them. */
typedef struct
{
  GString *sql;
  GPtrArray *values; /* of GVariant */
} Writing;

/* What the terms do not tell is checked against the texts, which are in another table. */
#define CHECK_TEXTS                                                                                                    \
  " AND holds (?%u, lead_text.name, lead_text.description, lead_text.company_name, lead_text.contact_name,"            \
  " lead_text.contact_email, lead_text.contact_phone,"                                                                 \
  " (SELECT group_concat (coalesce (text, source), char (10)) FROM note WHERE lead_id = lead.id))"

static guint
bind (Writing *writing, GVariant *value)
{
  g_ptr_array_add (writing->values, g_variant_ref_sink (value));
  return writing->values->len;
}

static char *
ids_to_json (GArray *ids)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", g_array_index (ids, gint64, i));
  g_string_append_c (json, ']');
  return g_string_free_and_steal (json);
}

static void
write_in (Writing *writing, const char *expression, GArray *ids)
{
  g_autofree char *json = ids_to_json (ids);

  g_string_append_printf (writing->sql, " AND %s IN (SELECT value FROM json_each (?%u))", expression,
                          bind (writing, g_variant_new_string (json)));
}

static void
write_ids (Writing *writing, const char *column, GArray *ids)
{
  g_autofree char *or_none = g_strdup_printf ("coalesce (lead.%s, 0)", column);
  g_autofree char *plain = g_strdup_printf ("lead.%s", column);

  if (ids->len == 1 && g_array_index (ids, gint64, 0) > 0)
    /* The condition on 0 lets the index be used that leaves those out. */
    g_string_append_printf (writing->sql, " AND %s = ?%u AND %s > 0", plain,
                            bind (writing, g_variant_new_int64 (g_array_index (ids, gint64, 0))), plain);
  else
    write_in (writing, g_array_index (ids, gint64, 0) > 0 ? plain : or_none, ids);
}

static void
write_range (Writing *writing, const FoyerLeadQuery *query, FoyerLeadField date)
{
  const char *column = foyer_lead_rows_get_column (date);
  gint64 from = foyer_lead_query_get_from (query, date);
  gint64 to = foyer_lead_query_get_to (query, date);

  if (from != 0)
    g_string_append_printf (writing->sql, " AND lead.%s >= ?%u", column, bind (writing, g_variant_new_int64 (from)));
  if (to != 0)
    g_string_append_printf (writing->sql, " AND lead.%s > 0 AND lead.%s < ?%u", column, column,
                            bind (writing, g_variant_new_int64 (to)));
}

static void
write_from (FoyerLeadSelect *self, Writing *writing)
{
  const char *needles = foyer_search_get_needles (self->search);
  gboolean searches = !foyer_search_is_empty (self->search);

  /* The order of these joins is the order of the loops. */
  g_string_append (writing->sql,
                   searches ? " FROM lead_search CROSS JOIN lead ON lead.id = lead_search.rowid" : " FROM lead");
  if (searches && needles != NULL)
    g_string_append (writing->sql, " CROSS JOIN lead_text ON lead_text.id = lead.id");
  g_string_append (writing->sql, " WHERE 1");
  if (searches)
    {
      g_autofree char *expression = foyer_search_dup_expression (self->search);

      g_string_append_printf (writing->sql, " AND lead_search MATCH ?%u",
                              bind (writing, g_variant_new_string (expression)));
    }
  for (FoyerLeadField field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    {
      GArray *ids = foyer_lead_query_can_filter (field) ? foyer_lead_query_get_ids (self->query, field) : NULL;

      if (ids != NULL && ids->len > 0)
        write_ids (writing, foyer_lead_rows_get_column (field), ids);
    }
  write_range (writing, self->query, FOYER_LEAD_CREATED);
  write_range (writing, self->query, FOYER_LEAD_MODIFIED);
  if (foyer_lead_query_get_pending (self->query))
    write_in (writing, "lead.id", self->pending);
  if (searches && needles != NULL)
    g_string_append_printf (writing->sql, CHECK_TEXTS, bind (writing, g_variant_new_string (needles)));
}

/* The place of a picklist's item in its list; what is not in it comes last, none first of that. */
static gboolean
write_place (Writing *writing, FoyerDatabase *database, FoyerLeadField field, GError **error)
{
  FoyerPicklistKind kind = foyer_lead_field_get_info (field)->picklist;
  const char *column = foyer_lead_rows_get_column (field);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (
      database,
      kind == FOYER_PICKLIST_OWNER ? "SELECT id FROM picklist_item WHERE kind = ?1 ORDER BY sort_key (title), id"
                                   : "SELECT id FROM picklist_item WHERE kind = ?1 ORDER BY position, id",
      error);
  guint place = 0;

  if (statement == NULL)
    return FALSE;
  foyer_statement_bind_text (statement, 1, foyer_picklist_kind_to_name (kind));
  g_string_append_printf (writing->sql, "CASE coalesce (lead.%s, 0)", column);
  while (foyer_statement_next (statement, &local_error))
    g_string_append_printf (writing->sql, " WHEN %" G_GINT64_FORMAT " THEN %u",
                            foyer_statement_get_int64 (statement, 0), place++);
  g_string_append_printf (writing->sql, " WHEN 0 THEN %u ELSE %u + lead.%s END", place, place, column);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
write_order (FoyerLeadSelect *self, Writing *writing, FoyerDatabase *database, GError **error)
{
  FoyerLeadSections sections = foyer_lead_query_get_sections (self->query);
  FoyerLeadSort sort = foyer_lead_query_get_sort (self->query);
  gboolean ascending = foyer_lead_query_get_ascending (self->query);
  const char *direction = ascending ? "" : " DESC";
  /* The index gives its rows in this order by itself only under its own name. */
  const char *id = foyer_search_is_empty (self->search) ? "lead.id" : "lead_search.rowid";

  g_string_append (writing->sql, " ORDER BY ");
  if (sections == FOYER_LEAD_SECTIONS_DATE)
    {
      sort = sort == FOYER_LEAD_SORT_MODIFIED ? sort : FOYER_LEAD_SORT_CREATED;
      direction = " DESC";
    }
  if (sections == FOYER_LEAD_SECTIONS_STAGE)
    {
      if (!write_place (writing, database, FOYER_LEAD_STAGE, error))
        return FALSE;
      g_string_append (writing->sql, ", ");
    }

  if (sort == FOYER_LEAD_SORT_CREATED)
    g_string_append_printf (writing->sql, "%s%s", id, direction);
  else if (sort == FOYER_LEAD_SORT_MODIFIED)
    g_string_append_printf (writing->sql, "lead.modified%s, %s%s", direction, id, direction);
  else if (sort == FOYER_LEAD_SORT_NAME || sort == FOYER_LEAD_SORT_PARTY)
    g_string_append_printf (writing->sql, "sort_key (lead.%s)%s, %s DESC",
                            sort == FOYER_LEAD_SORT_NAME ? "name_key" : "party_key", direction, id);
  else
    {
      if (!write_place (writing, database, foyer_lead_sort_get_field (sort), error))
        return FALSE;
      g_string_append_printf (writing->sql, "%s, %s DESC", direction, id);
    }
  return TRUE;
}

/**
 * foyer_lead_select_new:
 * @pending: (nullable) (element-type gint64): the leads with a change that is not on the platform
 */
FoyerLeadSelect *
foyer_lead_select_new (const FoyerLeadQuery *query, GArray *pending)
{
  FoyerLeadSelect *self = g_new0 (FoyerLeadSelect, 1);

  self->query = foyer_lead_query_copy (query);
  self->search = foyer_search_new (foyer_lead_query_get_text (query));
  self->pending = pending != NULL ? g_array_copy (pending) : NULL;
  return self;
}

void
foyer_lead_select_free (FoyerLeadSelect *self)
{
  foyer_lead_query_free (self->query);
  foyer_search_free (self->search);
  g_clear_pointer (&self->pending, g_array_unref);
  g_free (self);
}

/**
 * foyer_lead_select_prepare:
 * @columns: what to read of the table `lead`
 * @group_by: (nullable): what to group by; else the rows come in the query's order
 * @limit: how many rows at most; 0 for all
 *
 * Returns: (transfer full): the statement, with everything bound
 */
FoyerStatement *
foyer_lead_select_prepare (FoyerLeadSelect *self,
                           FoyerDatabase *database,
                           const char *columns,
                           const char *group_by,
                           gint64 limit,
                           GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  Writing writing = { sql, values };
  FoyerStatement *statement;

  g_string_append (sql, columns);
  write_from (self, &writing);
  if (group_by != NULL)
    g_string_append_printf (sql, " GROUP BY %s", group_by);
  else if (!write_order (self, &writing, database, error))
    return NULL;
  if (limit > 0)
    g_string_append_printf (sql, " LIMIT ?%u", bind (&writing, g_variant_new_int64 (limit)));

  statement = foyer_database_prepare (database, g_intern_string (sql->str), error);
  for (guint i = 0; statement != NULL && i < values->len; i++)
    if (g_variant_is_of_type (values->pdata[i], G_VARIANT_TYPE_STRING))
      foyer_statement_bind_text (statement, (int) i + 1, g_variant_get_string (values->pdata[i], NULL));
    else
      foyer_statement_bind_int64 (statement, (int) i + 1, g_variant_get_int64 (values->pdata[i]));
  return statement;
}
