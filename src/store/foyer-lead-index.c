/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lists of leads are made of: how a query begins, all ids it wants, rows by their ids, and counts. */

#include "foyer-lead-index.h"

#include "foyer-date-sections.h"
#include "foyer-id-list.h"
#include "foyer-lead-excerpt.h"
#include "foyer-lead-rows.h"
#include "foyer-lead-select.h"
#include "foyer-mirror-file-private.h"

typedef struct
{
  /* owned */
  FoyerLeadSelect *select;
  FoyerDateSections *dates; /* nullable */
  GArray *known;            /* nullable */
  GArray *ids;              /* nullable */
  FoyerSearch *search;      /* nullable */

  FoyerLeadSections sections;
  FoyerLeadField dated_by;
  FoyerLeadField field;
  gboolean by_month;
  guint limit;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->select, foyer_lead_select_free);
  g_clear_pointer (&job->dates, foyer_date_sections_free);
  g_clear_pointer (&job->known, g_array_unref);
  g_clear_pointer (&job->ids, g_array_unref);
  g_clear_pointer (&job->search, foyer_search_free);
  g_free (job);
}

static Job *
job_new (const FoyerLeadQuery *query, GArray *pending, GDateTime *now)
{
  Job *job = g_new0 (Job, 1);

  job->select = foyer_lead_select_new (query, pending);
  job->sections = foyer_lead_query_get_sections (query);
  job->dated_by = foyer_lead_query_get_sort (query) == FOYER_LEAD_SORT_MODIFIED ? FOYER_LEAD_MODIFIED
                                                                                : FOYER_LEAD_CREATED;
  if (job->sections == FOYER_LEAD_SECTIONS_DATE && now != NULL)
    job->dates = foyer_date_sections_new (now);
  return job;
}

static FoyerSearch *
search_new (const char *words)
{
  return words != NULL && *words != '\0' ? foyer_search_new (words) : NULL;
}

static FoyerLeadListing *
listing_new (void)
{
  FoyerLeadListing *listing = g_new0 (FoyerLeadListing, 1);

  listing->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  listing->sections = g_array_new (FALSE, FALSE, sizeof (FoyerLeadSection));
  return listing;
}

void
foyer_lead_listing_free (FoyerLeadListing *self)
{
  g_array_unref (self->ids);
  g_array_unref (self->sections);
  g_clear_pointer (&self->summaries, g_ptr_array_unref);
  g_clear_pointer (&self->changes, g_array_unref);
  g_free (self);
}

/* The platform's ids grow as its dates do. One that does not stays in the section before it: headings do not repeat. */
static void
add_to_section (const Job *job, FoyerLeadListing *listing, gint64 value, gint64 *earliest)
{
  guint n = listing->sections->len;
  FoyerLeadSection section = { listing->ids->len, value };

  if (job->dates != NULL)
    {
      *earliest = value > 0 ? MIN (*earliest, value) : *earliest;
      section.key = foyer_date_sections_get_key (job->dates, *earliest < G_MAXINT64 ? *earliest : 0);
    }
  if (n == 0 || g_array_index (listing->sections, FoyerLeadSection, n - 1).key != section.key)
    g_array_append_val (listing->sections, section);
}

static const char *
choose_columns (const Job *job)
{
  if (job->sections == FOYER_LEAD_SECTIONS_STAGE)
    return "lead.id, coalesce (lead.stage_id, 0)";
  if (job->sections == FOYER_LEAD_SECTIONS_DATE)
    return job->dated_by == FOYER_LEAD_MODIFIED ? "lead.id, lead.modified" : "lead.id, lead.created";
  return "lead.id";
}

static GPtrArray *
load_summaries (FoyerDatabase *database, const GArray *ids, const FoyerSearch *search, GError **error)
{
  g_autoptr (GPtrArray) summaries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (
      database,
      "SELECT " FOYER_LEAD_SUMMARY_COLUMNS " FROM lead JOIN lead_text ON lead_text.id = lead.id WHERE lead.id = ?1",
      error);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return NULL;
  for (guint i = 0; i < ids->len && local_error == NULL; i++)
    {
      foyer_statement_bind_int64 (statement, 1, g_array_index (ids, gint64, i));
      if (foyer_statement_next (statement, &local_error))
        g_ptr_array_add (summaries, foyer_lead_rows_read_summary (statement));
      foyer_statement_reset (statement);
    }
  for (guint i = 0; search != NULL && i < summaries->len && local_error == NULL; i++)
    foyer_lead_excerpt_read (database, search, summaries->pdata[i], &local_error);
  if (local_error == NULL)
    return g_steal_pointer (&summaries);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/* The texts are read of those rows only that are shown, after sorting. */
static gpointer
list (FoyerDatabase *database, gpointer data, GError **error)
{
  const Job *job = data;
  g_autoptr (FoyerLeadListing) listing = listing_new ();
  g_autoptr (GError) local_error = NULL;
  g_autoptr (FoyerStatement) statement = NULL;
  gint64 earliest = G_MAXINT64;

  /* One more than asked for shows whether there are more. */
  statement = foyer_lead_select_prepare (job->select, database, choose_columns (job), NULL,
                                         job->limit > 0 ? job->limit + 1 : 0, error);
  if (statement == NULL)
    return NULL;
  listing->is_complete = TRUE;
  while (foyer_statement_next (statement, &local_error))
    {
      gint64 id = foyer_statement_get_int64 (statement, 0);

      if (job->limit > 0 && listing->ids->len == job->limit)
        {
          listing->is_complete = FALSE;
          break;
        }
      if (job->sections != FOYER_LEAD_SECTIONS_NONE)
        add_to_section (job, listing, foyer_statement_get_int64 (statement, 1), &earliest);
      g_array_append_val (listing->ids, id);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (job->limit > 0)
    {
      listing->summaries = load_summaries (database, listing->ids, job->search, error);
      if (listing->summaries == NULL)
        return NULL;
    }
  if (job->known != NULL)
    listing->changes = foyer_id_list_compare ((const gint64 *) job->known->data, job->known->len,
                                              (const gint64 *) listing->ids->data, listing->ids->len);
  return g_steal_pointer (&listing);
}

static gpointer
load (FoyerDatabase *database, gpointer data, GError **error)
{
  const Job *job = data;

  return load_summaries (database, job->ids, job->search, error);
}

/* year * 100 + month in UTC of unix seconds; 0 for unknown. Leap years come every 4 years but not every 100, so it is
 * counted in years that begin in March, whose days before a month are a formula. */
static gint64
month_of (gint64 time)
{
  gint64 day = time / 86400 + 719468; /* since March of the year 0 */
  gint64 era = day / 146097, day_of_era = day % 146097;
  gint64 year = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  gint64 month = (5 * (day_of_era - (365 * year + year / 4 - year / 100)) + 2) / 153; /* 0 is March */

  if (time <= 0)
    return 0;
  return (era * 400 + year + (month >= 10 ? 1 : 0)) * 100 + (month + 2) % 12 + 1;
}

static guint
tally_hash (gconstpointer data)
{
  const FoyerLeadTally *tally = data;

  return (guint) tally->key * 31 + (guint) tally->month;
}

static gboolean
tally_equal (gconstpointer a, gconstpointer b)
{
  const FoyerLeadTally *one = a, *other = b;

  return one->key == other->key && one->month == other->month;
}

static int
tally_compare (gconstpointer a, gconstpointer b)
{
  const FoyerLeadTally *one = a, *other = b;

  if (one->key != other->key)
    return one->key < other->key ? -1 : 1;
  return (one->month > other->month) - (one->month < other->month);
}

/* Counted here: to group, SQLite would sort all leads, and to tell months, write each date as text. */
static gpointer
tally (FoyerDatabase *database, gpointer data, GError **error)
{
  const Job *job = data;
  g_autoptr (GHashTable) counted = g_hash_table_new_full (tally_hash, tally_equal, g_free, NULL);
  g_autoptr (GError) local_error = NULL;
  g_autofree char *columns = g_strdup_printf ("lead.%s, lead.created", foyer_lead_rows_get_column (job->field));
  g_autoptr (FoyerStatement) statement = foyer_lead_select_prepare (job->select, database, columns, NULL, 0, error);
  GArray *tallies;
  GHashTableIter iter;
  FoyerLeadTally *row;

  if (statement == NULL)
    return NULL;
  while (foyer_statement_next (statement, &local_error))
    {
      FoyerLeadTally of = { .key = foyer_statement_get_int64 (statement, 0) };

      if (job->by_month)
        of.month = month_of (foyer_statement_get_int64 (statement, 1));
      row = g_hash_table_lookup (counted, &of);
      if (row == NULL)
        {
          row = g_memdup2 (&of, sizeof of);
          g_hash_table_add (counted, row);
        }
      row->n++;
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  tallies = g_array_new (FALSE, FALSE, sizeof (FoyerLeadTally));
  g_hash_table_iter_init (&iter, counted);
  while (g_hash_table_iter_next (&iter, (gpointer *) &row, NULL))
    g_array_append_val (tallies, *row);
  g_array_sort (tallies, tally_compare);
  return tallies;
}

/**
 * foyer_lead_index_begin_async:
 * @limit: how many leads, above 0
 *
 * The first leads a query wants, with their summaries: what a person waits for at every key.
 */
void
foyer_lead_index_begin_async (FoyerMirrorFile *mirror,
                              const FoyerLeadQuery *query,
                              GArray *pending,
                              GDateTime *now,
                              guint limit,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (mirror, cancellable, callback, user_data);
  Job *job;

  g_return_if_fail (FOYER_IS_MIRROR_FILE (mirror));
  g_return_if_fail (limit > 0);

  job = job_new (query, pending, now);
  job->limit = limit;
  job->search = search_new (foyer_lead_query_get_text (query));
  g_task_set_source_tag (task, foyer_lead_index_begin_async);
  foyer_database_thread_run (foyer_mirror_file_get_reader (mirror), task, list, job, job_free,
                             (GDestroyNotify) foyer_lead_listing_free);
}

void
foyer_lead_index_list_async (FoyerMirrorFile *mirror,
                             const FoyerLeadQuery *query,
                             GArray *pending,
                             GDateTime *now,
                             GArray *known,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (mirror, cancellable, callback, user_data);
  Job *job;

  g_return_if_fail (FOYER_IS_MIRROR_FILE (mirror));

  job = job_new (query, pending, now);
  job->known = known != NULL ? g_array_ref (known) : NULL;
  g_task_set_source_tag (task, foyer_lead_index_list_async);
  foyer_database_thread_run (foyer_mirror_file_get_scanner (mirror), task, list, job, job_free,
                             (GDestroyNotify) foyer_lead_listing_free);
}

/**
 * foyer_lead_index_list_finish:
 *
 * Ends foyer_lead_index_begin_async() and foyer_lead_index_list_async().
 *
 * Returns: (transfer full): the leads
 */
FoyerLeadListing *
foyer_lead_index_list_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, mirror), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
foyer_lead_index_load_async (FoyerMirrorFile *mirror,
                             GArray *ids,
                             const char *words,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (mirror, cancellable, callback, user_data);
  Job *job;

  g_return_if_fail (FOYER_IS_MIRROR_FILE (mirror));

  job = g_new0 (Job, 1);
  job->ids = g_array_copy (ids);
  job->search = search_new (words);
  g_task_set_source_tag (task, foyer_lead_index_load_async);
  foyer_database_thread_run (foyer_mirror_file_get_reader (mirror), task, load, job, job_free,
                             (GDestroyNotify) g_ptr_array_unref);
}

GPtrArray *
foyer_lead_index_load_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, mirror), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
foyer_lead_index_tally_async (FoyerMirrorFile *mirror,
                              const FoyerLeadQuery *query,
                              GArray *pending,
                              FoyerLeadField field,
                              gboolean by_month,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (mirror, cancellable, callback, user_data);
  g_autoptr (FoyerLeadQuery) unsorted = NULL;
  Job *job;

  g_return_if_fail (FOYER_IS_MIRROR_FILE (mirror));
  g_return_if_fail (foyer_lead_query_can_filter (field));

  unsorted = foyer_lead_query_copy (query);
  foyer_lead_query_set_sections (unsorted, FOYER_LEAD_SECTIONS_NONE);
  foyer_lead_query_set_sort (unsorted, FOYER_LEAD_SORT_CREATED, FALSE);
  job = job_new (unsorted, pending, NULL);
  job->field = field;
  job->by_month = by_month;
  g_task_set_source_tag (task, foyer_lead_index_tally_async);
  foyer_database_thread_run (foyer_mirror_file_get_scanner (mirror), task, tally, job, job_free,
                             (GDestroyNotify) g_array_unref);
}

GArray *
foyer_lead_index_tally_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, mirror), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
