/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who in the mirror looks like somebody who is being typed: companies and people by their keys, the leads that belong
 * to them, and leads of the same name. */

#include "foyer-similar-finder.h"

#include "foyer-lead-rows.h"
#include "foyer-mirror-file-private.h"
#include "foyer-party-rows.h"

#define MAX_PER_KEY 64 /* a key many share says little */

typedef struct
{
  FoyerIdentity *identity; /* owned */
  gint64 except_lead;
  guint limit;
} Query;

static void
query_free (gpointer data)
{
  Query *query = data;

  foyer_identity_free (query->identity);
  g_free (query);
}

static void
alike_free (gpointer data)
{
  FoyerFoundAlike *alike = data;

  g_clear_object (&alike->party);
  g_clear_object (&alike->lead);
  g_free (alike);
}

static gboolean
has_party (GPtrArray *found, FoyerParty *party)
{
  for (guint i = 0; i < found->len; i++)
    {
      const FoyerFoundAlike *alike = found->pdata[i];

      if (foyer_party_get_id (alike->party) == foyer_party_get_id (party)
          && foyer_party_get_kind (alike->party) == foyer_party_get_kind (party))
        return TRUE;
    }
  return FALSE;
}

static gboolean
find_parties (FoyerDatabase *database, const FoyerIdentity *identity, gint64 key, GPtrArray *found, GError **error)
{
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (
      database,
      "SELECT " FOYER_PARTY_COLUMNS " FROM party_likeness CROSS JOIN party ON party.key = party_likeness.party"
      " WHERE party_likeness.hash = ?1 ORDER BY party_likeness.party DESC LIMIT ?2",
      error);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  foyer_statement_bind_int64 (statement, 1, key);
  foyer_statement_bind_int64 (statement, 2, MAX_PER_KEY);
  while (foyer_statement_next (statement, &local_error))
    {
      g_autoptr (FoyerParty) party = foyer_party_rows_read (statement);
      FoyerIdentity other = foyer_likeness_identify (party);
      FoyerLikeness likeness = foyer_likeness_judge (identity, &other);
      FoyerFoundAlike *alike;

      if (likeness == FOYER_LIKENESS_NONE || has_party (found, party))
        continue;
      alike = g_new0 (FoyerFoundAlike, 1);
      alike->party = g_steal_pointer (&party);
      alike->likeness = likeness;
      g_ptr_array_add (found, alike);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

enum
{
  COMPANY_ID = FOYER_LEAD_SUMMARY_N_COLUMNS,
  CONTACT_ID,
};

static FoyerFoundAlike *
find_lead (GPtrArray *leads, gint64 id)
{
  for (guint i = 0; i < leads->len; i++)
    {
      FoyerFoundAlike *alike = leads->pdata[i];

      if (foyer_lead_summary_get_id (alike->lead) == id)
        return alike;
    }
  return NULL;
}

static gboolean
find_leads (FoyerDatabase *database, const Query *query, const FoyerFoundAlike *of, GPtrArray *leads, GError **error)
{
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (
      database,
      foyer_party_get_kind (of->party) == FOYER_PARTY_COMPANY
          ? "SELECT " FOYER_LEAD_SUMMARY_COLUMNS " FROM lead JOIN lead_text ON lead_text.id = lead.id"
            " WHERE lead.company_id = ?1 AND lead.company_id > 0 AND lead.id <> ?2 ORDER BY lead.id DESC LIMIT ?3"
          : "SELECT " FOYER_LEAD_SUMMARY_COLUMNS " FROM lead JOIN lead_text ON lead_text.id = lead.id"
            " WHERE lead.contact_id = ?1 AND lead.contact_id > 0 AND lead.id <> ?2 ORDER BY lead.id DESC LIMIT ?3",
      error);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  foyer_statement_bind_int64 (statement, 1, foyer_party_get_id (of->party));
  foyer_statement_bind_int64 (statement, 2, query->except_lead);
  foyer_statement_bind_int64 (statement, 3, query->limit);
  while (foyer_statement_next (statement, &local_error))
    {
      FoyerFoundAlike *alike = find_lead (leads, foyer_statement_get_int64 (statement, 0));

      if (alike == NULL)
        {
          alike = g_new0 (FoyerFoundAlike, 1);
          alike->lead = foyer_lead_rows_read_summary (statement);
          g_ptr_array_add (leads, alike);
        }
      alike->likeness |= of->likeness;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Leads of one name, of anybody or nobody: those of others are passed over. */
static gboolean
find_named (FoyerDatabase *database, const Query *query, GPtrArray *leads, GError **error)
{
  gint64 key = foyer_likeness_get_lead_key (query->identity->lead_name);
  g_autoptr (FoyerStatement) statement = NULL;
  g_autoptr (GError) local_error = NULL;
  guint n = 0;

  if (key == 0)
    return TRUE;
  statement = foyer_database_prepare (
      database,
      "SELECT " FOYER_LEAD_SUMMARY_COLUMNS ", coalesce (lead.company_id, 0), coalesce (lead.contact_id, 0)"
      " FROM lead JOIN lead_text ON lead_text.id = lead.id"
      " WHERE lead.same_name = ?1 AND lead.same_name > 0 AND lead.id <> ?2 ORDER BY lead.id DESC LIMIT ?3",
      error);
  if (statement == NULL)
    return FALSE;
  foyer_statement_bind_int64 (statement, 1, key);
  foyer_statement_bind_int64 (statement, 2, query->except_lead);
  foyer_statement_bind_int64 (statement, 3, MAX_PER_KEY);
  while (n < query->limit && foyer_statement_next (statement, &local_error))
    {
      FoyerIdentity other = {
        .lead_name = foyer_statement_get_text (statement, FOYER_LEAD_SUMMARY_NAME_COLUMN),
        .company_id = foyer_statement_get_int64 (statement, COMPANY_ID),
        .contact_id = foyer_statement_get_int64 (statement, CONTACT_ID),
      };
      FoyerFoundAlike *alike = find_lead (leads, foyer_statement_get_int64 (statement, 0));

      if ((foyer_likeness_judge (query->identity, &other) & FOYER_LIKENESS_LEAD_NAME) == 0)
        continue;
      if (alike == NULL)
        {
          alike = g_new0 (FoyerFoundAlike, 1);
          alike->lead = foyer_lead_rows_read_summary (statement);
          g_ptr_array_add (leads, alike);
        }
      alike->likeness |= FOYER_LIKENESS_LEAD_NAME;
      n++;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static guint
count_bits (FoyerLikeness likeness)
{
  guint n = 0;

  for (guint bits = likeness; bits != 0; bits &= bits - 1)
    n++;
  return n;
}

static int
compare_parties (gconstpointer a, gconstpointer b)
{
  const FoyerFoundAlike *first = *(const FoyerFoundAlike *const *) a, *second = *(const FoyerFoundAlike *const *) b;

  return (int) count_bits (second->likeness) - (int) count_bits (first->likeness);
}

static int
compare_leads (gconstpointer a, gconstpointer b)
{
  const FoyerFoundAlike *first = *(const FoyerFoundAlike *const *) a, *second = *(const FoyerFoundAlike *const *) b;
  FoyerLikeness named = first->likeness & FOYER_LIKENESS_LEAD_NAME;

  if (named != (second->likeness & FOYER_LIKENESS_LEAD_NAME))
    return named != 0 ? -1 : 1;
  return foyer_lead_summary_get_id (first->lead) > foyer_lead_summary_get_id (second->lead) ? -1 : 1;
}

static void
cut (GPtrArray *array, guint limit)
{
  if (array->len > limit)
    g_ptr_array_remove_range (array, limit, array->len - limit);
}

static gpointer
find (FoyerDatabase *database, gpointer data, GError **error)
{
  const Query *query = data;
  gint64 keys[FOYER_MAX_LIKENESS_KEYS];
  guint n = foyer_likeness_get_keys (query->identity, keys);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (alike_free);
  g_autoptr (GPtrArray) leads = g_ptr_array_new_with_free_func (alike_free);

  for (guint i = 0; i < n; i++)
    if (!find_parties (database, query->identity, keys[i], found, error))
      return NULL;
  g_ptr_array_sort (found, compare_parties);
  cut (found, query->limit);
  for (guint i = 0; i < found->len; i++)
    if (!find_leads (database, query, found->pdata[i], leads, error))
      return NULL;
  if (!find_named (database, query, leads, error))
    return NULL;
  g_ptr_array_sort (leads, compare_leads);
  cut (leads, query->limit);
  g_ptr_array_extend_and_steal (found, g_steal_pointer (&leads));
  return g_steal_pointer (&found);
}

/**
 * foyer_similar_finder_find_async:
 * @except_lead: a lead that is not to be found, or 0
 * @limit: how many parties, and how many leads, at most
 */
void
foyer_similar_finder_find_async (FoyerMirrorFile *mirror,
                                 const FoyerIdentity *identity,
                                 gint64 except_lead,
                                 guint limit,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (mirror, cancellable, callback, user_data);
  Query *query;

  g_return_if_fail (FOYER_IS_MIRROR_FILE (mirror));

  query = g_new0 (Query, 1);
  query->identity = foyer_identity_copy (identity);
  query->except_lead = except_lead;
  query->limit = limit;
  g_task_set_source_tag (task, foyer_similar_finder_find_async);
  foyer_database_thread_run (foyer_mirror_file_get_reader (mirror), task, find, query, query_free,
                             (GDestroyNotify) g_ptr_array_unref);
}

GPtrArray *
foyer_similar_finder_find_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, mirror), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
