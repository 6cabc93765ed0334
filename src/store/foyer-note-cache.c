/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The notes of leads in the mirror. A lead is found by them, so its index is written anew with them. */

#include "foyer-note-cache.h"

#include "foyer-lead-rows.h"
#include "foyer-mirror-file-private.h"

/* The refresh of everything that runs or ran last: a note that turned up otherwise was in it, as far as we know. */
#define GENERATION "coalesce ((SELECT generation FROM progress WHERE part = 4), 0)"

typedef struct
{
  gint64 lead_id;
  GPtrArray *notes; /* owned, of FoyerNote */
  gint64 fetched;   /* unix seconds; 0: the notes are not all */
} Job;

/* Notes of one lead that a refresh brought. */
typedef struct
{
  gint64 lead_id;
  gint64 generation;
  GPtrArray *notes; /* owned, of FoyerNote */
} Brought;

/* A lead whose notes are all here. */
typedef struct
{
  gint64 lead_id;
  gint64 fetched;
} Covered;

static void
brought_free (gpointer data)
{
  Brought *brought = data;

  g_ptr_array_unref (brought->notes);
  g_free (brought);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->notes, g_ptr_array_unref);
  g_free (job);
}

static gboolean
run_with_numbers (FoyerDatabase *database, const char *sql, gint64 first, gint64 second, GError **error)
{
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (database, sql, error);

  if (statement == NULL)
    return FALSE;
  foyer_statement_bind_int64 (statement, 1, first);
  foyer_statement_bind_int64 (statement, 2, second);
  return foyer_statement_run (statement, error);
}

static gboolean
write_note (FoyerDatabase *database, FoyerNote *note, gint64 generation, GError **error)
{
  const char *source = foyer_note_get_source (note), *text = foyer_note_get_text (note);
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (
      database,
      "INSERT OR REPLACE INTO note (id, lead_id, source, text, author_id, created, modified, seen)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, max (?8, " GENERATION "))",
      error);

  if (statement == NULL)
    return FALSE;
  foyer_statement_bind_int64 (statement, 1, foyer_note_get_id (note));
  foyer_statement_bind_int64 (statement, 2, foyer_note_get_lead_id (note));
  foyer_statement_bind_text (statement, 3, source);
  foyer_statement_bind_text (statement, 4, g_str_equal (source, text) ? NULL : text);
  foyer_statement_bind_int64 (statement, 5, foyer_note_get_author_id (note));
  foyer_statement_bind_int64 (statement, 6, foyer_note_get_created (note));
  foyer_statement_bind_int64 (statement, 7, foyer_note_get_modified (note));
  foyer_statement_bind_int64 (statement, 8, generation);
  return foyer_statement_run (statement, error);
}

/* That some of its notes are here, of a lead of which there was none. */
static gboolean
mark_some (FoyerDatabase *database, gint64 lead_id, GError **error)
{
  return run_with_numbers (database, "UPDATE lead SET notes = ?2 WHERE id = ?1 AND notes = 0", lead_id, -1, error);
}

/* One column of numbers. */
static GArray *
list_numbers (FoyerDatabase *database, const char *sql, gint64 first, gint64 second, GError **error)
{
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (database, sql, error);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return NULL;
  foyer_statement_bind_int64 (statement, 1, first);
  foyer_statement_bind_int64 (statement, 2, second);
  while (foyer_statement_next (statement, &local_error))
    {
      gint64 number = foyer_statement_get_int64 (statement, 0);

      g_array_append_val (numbers, number);
    }
  if (local_error == NULL)
    return g_steal_pointer (&numbers);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static GPtrArray *
read_notes (FoyerDatabase *database, gint64 lead_id, GError **error)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (
      database, "SELECT id, source, author_id, created, modified FROM note WHERE lead_id = ?1 ORDER BY created, id",
      error);

  if (statement == NULL)
    return NULL;
  foyer_statement_bind_int64 (statement, 1, lead_id);
  while (foyer_statement_next (statement, &local_error))
    g_ptr_array_add (
        notes, foyer_note_new (foyer_statement_get_int64 (statement, 0), lead_id,
                               foyer_statement_get_text (statement, 1), foyer_statement_get_int64 (statement, 2),
                               foyer_statement_get_int64 (statement, 3), foyer_statement_get_int64 (statement, 4)));
  if (local_error == NULL)
    return g_steal_pointer (&notes);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static gboolean
are_same (GPtrArray *before, GPtrArray *after)
{
  if (before->len != after->len)
    return FALSE;
  for (guint i = 0; i < before->len; i++)
    if (foyer_note_get_id (before->pdata[i]) != foyer_note_get_id (after->pdata[i])
        || foyer_note_get_modified (before->pdata[i]) != foyer_note_get_modified (after->pdata[i])
        || !g_str_equal (foyer_note_get_source (before->pdata[i]), foyer_note_get_source (after->pdata[i])))
      return FALSE;
  return TRUE;
}

static gboolean
write_notes (FoyerDatabase *database, gpointer data, GError **error)
{
  const Job *job = data;

  if (job->fetched > 0)
    {
      g_autoptr (GPtrArray) before = read_notes (database, job->lead_id, error);

      if (before == NULL
          || !run_with_numbers (database, "UPDATE lead SET notes = ?1 WHERE id = ?2", job->fetched, job->lead_id,
                                error))
        return FALSE;
      if (are_same (before, job->notes))
        return run_with_numbers (database, "UPDATE note SET seen = " GENERATION " WHERE lead_id = ?1 AND ?2 = 0",
                                 job->lead_id, 0, error);
      if (!run_with_numbers (database, "DELETE FROM note WHERE lead_id = ?1 AND ?2 = 0", job->lead_id, 0, error))
        return FALSE;
    }
  for (guint i = 0; i < job->notes->len; i++)
    if (!write_note (database, job->notes->pdata[i], 0, error))
      return FALSE;
  if (job->fetched == 0 && !mark_some (database, job->lead_id, error))
    return FALSE;
  return foyer_lead_rows_index (database, job->lead_id, error);
}

static gpointer
put (FoyerDatabase *database, gpointer data, GError **error)
{
  return foyer_database_transact (database, write_notes, data, error) ? FOYER_DATABASE_DONE : NULL;
}

static gpointer
list (FoyerDatabase *database, gpointer data, GError **error)
{
  return read_notes (database, ((const Job *) data)->lead_id, error);
}

/* job: lead_id the owner, fetched the limit. */
static gpointer
list_due (FoyerDatabase *database, gpointer data, GError **error)
{
  const Job *job = data;
  g_autoptr (GArray) due = list_numbers (database,
                                         "SELECT id FROM lead WHERE notes > 0 AND modified > notes AND ?1 >= 0"
                                         " ORDER BY modified DESC LIMIT ?2",
                                         job->lead_id, job->fetched, error);
  g_autoptr (GArray) fresh = NULL;

  if (due == NULL || job->lead_id == 0 || due->len >= (guint) job->fetched)
    return g_steal_pointer (&due);
  fresh = list_numbers (database,
                        "SELECT id FROM lead WHERE notes < 1 AND owner_id = ?1 AND coalesce (closed, 0) = 0"
                        " ORDER BY id DESC LIMIT ?2",
                        job->lead_id, job->fetched - due->len, error);
  if (fresh == NULL)
    return NULL;
  g_array_append_vals (due, fresh->data, fresh->len);
  return g_steal_pointer (&due);
}

static gpointer
count (FoyerDatabase *database, gpointer data, GError **error)
{
  return list_numbers (database,
                       "SELECT count (*) FROM lead WHERE notes > ?1 UNION ALL SELECT count (*) FROM lead WHERE ?2 = 0",
                       0, 0, error);
}

/* An answer that was overtaken by a newer one does not undo it. */
static gboolean
put_one (FoyerDatabase *database, FoyerNote *note, gint64 generation, gboolean *has_changed, GError **error)
{
  g_autoptr (FoyerStatement)
      row = foyer_database_prepare (database, "SELECT source, modified FROM note WHERE id = ?1", error);
  g_autoptr (GError) local_error = NULL;
  gboolean is_here, is_news = TRUE;

  if (row == NULL)
    return FALSE;
  foyer_statement_bind_int64 (row, 1, foyer_note_get_id (note));
  is_here = foyer_statement_next (row, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (is_here)
    {
      gint64 modified = foyer_statement_get_int64 (row, 1);

      is_news = foyer_note_get_modified (note) > modified
                || (foyer_note_get_modified (note) == modified
                    && g_strcmp0 (foyer_statement_get_text (row, 0), foyer_note_get_source (note)) != 0);
    }
  foyer_statement_reset (row);
  *has_changed |= is_news;
  return is_news ? write_note (database, note, generation, error)
                 : run_with_numbers (database, "UPDATE note SET seen = ?2 WHERE id = ?1", foyer_note_get_id (note),
                                     generation, error);
}

static gboolean
put_brought (FoyerDatabase *database, gpointer data, GError **error)
{
  const Brought *brought = data;
  gboolean has_changed = FALSE;

  for (guint i = 0; i < brought->notes->len; i++)
    if (!put_one (database, brought->notes->pdata[i], brought->generation, &has_changed, error))
      return FALSE;
  return !has_changed
         || (mark_some (database, brought->lead_id, error)
             && foyer_lead_rows_index (database, brought->lead_id, error));
}

static gpointer
list_uncovered (FoyerDatabase *database, gpointer data, GError **error)
{
  return list_numbers (database, "SELECT id FROM lead WHERE (notes < 1 OR modified > notes) AND ?1 = ?2", 0, 0, error);
}

/* Notes that came before their lead did are not in its index yet. */
static gboolean
cover (FoyerDatabase *database, gpointer data, GError **error)
{
  const Covered *covered = data;
  g_autoptr (GArray) n_unindexed = list_numbers (
      database, "SELECT count (*) FROM note JOIN lead ON lead.id = lead_id WHERE lead_id = ?1 AND lead.notes = ?2",
      covered->lead_id, 0, error);

  if (n_unindexed == NULL
      || (g_array_index (n_unindexed, gint64, 0) > 0 && !foyer_lead_rows_index (database, covered->lead_id, error)))
    return FALSE;
  return run_with_numbers (database, "UPDATE lead SET notes = ?2 WHERE id = ?1", covered->lead_id, covered->fetched,
                           error);
}

static void
run (FoyerDatabaseThread *thread,
     GTask *task,
     FoyerDatabaseJob func,
     gint64 lead_id,
     GPtrArray *notes,
     gint64 fetched,
     GDestroyNotify free_result)
{
  Job *job = g_new0 (Job, 1);

  job->lead_id = lead_id;
  job->notes = notes;
  job->fetched = fetched;
  foyer_database_thread_run (thread, task, func, job, job_free, free_result);
}

/**
 * foyer_note_cache_replace_async:
 * @notes: (element-type FoyerNote): all notes of the lead, the oldest first
 * @fetched: when they were asked for, by the platform's clock, unix seconds
 */
void
foyer_note_cache_replace_async (FoyerMirrorFile *mirror,
                                gint64 lead_id,
                                GPtrArray *notes,
                                gint64 fetched,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (mirror, cancellable, callback, user_data);

  g_return_if_fail (FOYER_IS_MIRROR_FILE (mirror));
  g_return_if_fail (fetched > 0);

  g_task_set_source_tag (task, foyer_note_cache_replace_async);
  run (foyer_mirror_file_get_writer (mirror), task, put, lead_id, g_ptr_array_ref (notes), fetched, NULL);
}

void
foyer_note_cache_put_async (FoyerMirrorFile *mirror,
                            FoyerNote *note,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (mirror, cancellable, callback, user_data);
  GPtrArray *notes = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (FOYER_IS_MIRROR_FILE (mirror));

  g_ptr_array_add (notes, g_object_ref (note));
  g_task_set_source_tag (task, foyer_note_cache_put_async);
  run (foyer_mirror_file_get_writer (mirror), task, put, foyer_note_get_lead_id (note), notes, 0, NULL);
}

/**
 * foyer_note_cache_refresh_async:
 * @notes: (transfer full) (element-type FoyerNote): notes of any leads, as the platform shows them now
 * @generation: of the refresh of everything they were seen in
 *
 * What else the mirror has of these leads stays.
 */
void
foyer_note_cache_refresh_async (FoyerMirrorFile *mirror,
                                GPtrArray *notes,
                                gint64 generation,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (mirror, cancellable, callback, user_data);
  g_autoptr (GHashTable) by_lead = g_hash_table_new (g_int64_hash, g_int64_equal);
  GPtrArray *rows = g_ptr_array_new_with_free_func (brought_free);

  g_return_if_fail (FOYER_IS_MIRROR_FILE (mirror));

  for (guint i = 0; i < notes->len; i++)
    {
      gint64 lead_id = foyer_note_get_lead_id (notes->pdata[i]);
      Brought *brought = g_hash_table_lookup (by_lead, &lead_id);

      if (brought == NULL)
        {
          brought = g_new0 (Brought, 1);
          brought->lead_id = lead_id;
          brought->generation = generation;
          brought->notes = g_ptr_array_new_with_free_func (g_object_unref);
          g_hash_table_insert (by_lead, &brought->lead_id, brought);
          g_ptr_array_add (rows, brought);
        }
      g_ptr_array_add (brought->notes, g_object_ref (notes->pdata[i]));
    }
  g_ptr_array_unref (notes);
  g_task_set_source_tag (task, foyer_note_cache_refresh_async);
  foyer_mirror_file_refresh_rows (mirror, task, rows, put_brought);
}

gboolean
foyer_note_cache_refresh_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, mirror), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
uncovered_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const gint64 *fetched = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GArray) ids = g_task_propagate_pointer (G_TASK (result), &error);
  GPtrArray *rows;

  if (ids == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  rows = g_ptr_array_new_full (ids->len, g_free);
  for (guint i = 0; i < ids->len; i++)
    {
      Covered *covered = g_new (Covered, 1);

      *covered = (Covered) { g_array_index (ids, gint64, i), *fetched };
      g_ptr_array_add (rows, covered);
    }
  foyer_mirror_file_put_rows (FOYER_MIRROR_FILE (source), task, rows, cover);
}

/**
 * foyer_note_cache_cover_async:
 * @fetched: what was written before that, by the platform's clock, unix seconds, is here: the notes of all leads. Ends
 * with foyer_note_cache_refresh_finish().
 */
void
foyer_note_cache_cover_async (FoyerMirrorFile *mirror,
                              gint64 fetched,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (mirror, cancellable, callback, user_data);
  g_autoptr (GTask) listing = g_task_new (mirror, cancellable, uncovered_listed_cb, task);

  g_return_if_fail (FOYER_IS_MIRROR_FILE (mirror));
  g_return_if_fail (fetched > 0);

  g_task_set_source_tag (task, foyer_note_cache_cover_async);
  g_task_set_task_data (task, g_memdup2 (&fetched, sizeof fetched), g_free);
  g_task_set_source_tag (listing, foyer_note_cache_cover_async);
  run (foyer_mirror_file_get_scanner (mirror), listing, list_uncovered, 0, NULL, 0, (GDestroyNotify) g_array_unref);
}

/**
 * foyer_note_cache_put_finish:
 *
 * Ends foyer_note_cache_replace_async() and foyer_note_cache_put_async().
 */
gboolean
foyer_note_cache_put_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, mirror), FALSE);
  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

void
foyer_note_cache_list_async (FoyerMirrorFile *mirror,
                             gint64 lead_id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (mirror, cancellable, callback, user_data);

  g_return_if_fail (FOYER_IS_MIRROR_FILE (mirror));

  g_task_set_source_tag (task, foyer_note_cache_list_async);
  run (foyer_mirror_file_get_reader (mirror), task, list, lead_id, NULL, 0, (GDestroyNotify) g_ptr_array_unref);
}

GPtrArray *
foyer_note_cache_list_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, mirror), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * foyer_note_cache_list_due_async:
 * @owner_id: whose leads, too, that have no notes here; 0 for nobody's
 */
void
foyer_note_cache_list_due_async (FoyerMirrorFile *mirror,
                                 gint64 owner_id,
                                 guint limit,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (mirror, cancellable, callback, user_data);

  g_return_if_fail (FOYER_IS_MIRROR_FILE (mirror));

  g_task_set_source_tag (task, foyer_note_cache_list_due_async);
  run (foyer_mirror_file_get_scanner (mirror), task, list_due, owner_id, NULL, limit, (GDestroyNotify) g_array_unref);
}

GArray *
foyer_note_cache_list_due_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, mirror), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
foyer_note_cache_count_async (FoyerMirrorFile *mirror,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (mirror, cancellable, callback, user_data);

  g_return_if_fail (FOYER_IS_MIRROR_FILE (mirror));

  g_task_set_source_tag (task, foyer_note_cache_count_async);
  run (foyer_mirror_file_get_scanner (mirror), task, count, 0, NULL, 0, (GDestroyNotify) g_array_unref);
}

GArray *
foyer_note_cache_count_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, mirror), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
