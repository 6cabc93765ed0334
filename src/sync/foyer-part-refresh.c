/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fetches one part of the mirror: several pages side by side make a batch; while one batch is written the next is
 * fetched; where it goes on is written after the rows it tells of, so that it can be stopped anywhere.
 *
 * The platform promises no order and no page that stays where it is. Where ids grow from row to row the next batch is
 * asked for by the last id; where they do not, or that is not honoured, by overlapping positions. */

#include "foyer-part-refresh.h"

#include "foyer-note-cache.h"
#include "foyer-part-batch.h"
#include "foyer-part-write.h"
#include "foyer-session-private.h"

#define CLOCK_SLACK  600 /* seconds: what changed is asked for from so much earlier */
#define MAX_PATIENCE 60  /* seconds */
#define MAX_BUSY     5   /* times in a row that the platform says: too many */
#define MAX_SILENT   2   /* and that it does not answer */
#define MAX_ROWS     20000000
#define WEEK         (7 * 86400)

typedef struct
{
  FoyerMirrorPart part;
  FoyerPartReportFunc report_func;
  gpointer report_data;
  FoyerPartReport report;
  FoyerProgress *progress; /* owned; what is on the disk */
  gboolean wants_everything;
  gboolean is_everything;
  gint64 changed_since; /* when not everything */

  /* the batch that is fetched */
  FoyerPartBatch batch;
  guint n_fetching;
  guint retry_id;
  gint64 pause_left; /* seconds */

  /* the batch that is written */
  gint64 next_base_id;
  guint next_start;
  guint n_written_rows;
  guint n_writing;

  guint patience; /* how many pages the platform bears side by side */
  guint n_good;   /* batches since it last said too many */
  guint n_failures;
  gboolean knows_per_page;
  gboolean knows_began; /* by the platform's clock, as it said itself */
  gboolean goes_by_id;
  gboolean is_last;    /* nothing comes after the batch that was fetched */
  gboolean is_ending;  /* it failed, and what it wrote is being committed */
  gboolean is_refused; /* the platform does not take the filter of the batch */
  gboolean is_held;    /* a batch that was fetched waits for the one that is written */
  GError *error;       /* owned, nullable */
} Refresh;

typedef struct
{
  GTask *task; /* owned */
  guint lane;
} Lane;

static void fetch_batch (GTask *task);
static void take_batch (GTask *task);

static void
refresh_free (gpointer data)
{
  Refresh *refresh = data;

  foyer_part_batch_clear (&refresh->batch);
  g_clear_handle_id (&refresh->retry_id, g_source_remove);
  g_clear_error (&refresh->error);
  g_free (refresh->progress);
  g_free (refresh);
}

static void
tell (const Refresh *refresh)
{
  if (refresh->report_func != NULL)
    refresh->report_func (&refresh->report, refresh->report_data);
}

/* Takes the error. */
static void
fail (GTask *task, GError *error)
{
  Refresh *refresh = g_task_get_task_data (task);

  if (refresh->error == NULL)
    refresh->error = error;
  else
    g_error_free (error);
}

static void
group_given_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Refresh *refresh = g_task_get_task_data (task);

  /* What is returned is what came first. */
  foyer_mirror_file_end_group_finish (FOYER_MIRROR_FILE (source), result, NULL);
  foyer_session_mirror_changed (g_task_get_source_object (task));
  g_task_return_error (task, g_steal_pointer (&refresh->error));
}

/* Returns when nothing is under way any more. */
static void
return_error_if_idle (GTask *task)
{
  FoyerSession *session = g_task_get_source_object (task);
  Refresh *refresh = g_task_get_task_data (task);

  if (refresh->error == NULL || refresh->n_fetching > 0 || refresh->n_writing > 0 || refresh->retry_id != 0
      || refresh->is_ending)
    return;
  refresh->is_ending = TRUE;
  foyer_mirror_file_end_group_async (session->mirror, NULL, group_given_up_cb, g_object_ref (task));
}

static void
covered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (foyer_note_cache_refresh_finish (FOYER_MIRROR_FILE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
group_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Refresh *refresh = g_task_get_task_data (task);
  GError *error = NULL;

  foyer_session_mirror_changed (g_task_get_source_object (task));
  if (!foyer_mirror_file_end_group_finish (FOYER_MIRROR_FILE (source), result, &error))
    g_task_return_error (task, error);
  else if (refresh->part == FOYER_PART_NOTES)
    foyer_note_cache_cover_async (FOYER_MIRROR_FILE (source), MAX (refresh->progress->began, 1),
                                  g_task_get_cancellable (task), covered_cb, g_object_ref (task));
  else
    g_task_return_boolean (task, TRUE);
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Refresh *refresh = g_task_get_task_data (task);
  GError *error = NULL;

  refresh->n_writing--;
  if (foyer_progress_save_finish (FOYER_MIRROR_FILE (source), result, &error))
    foyer_mirror_file_end_group_async (FOYER_MIRROR_FILE (source), NULL, group_ended_cb, g_object_ref (task));
  else
    {
      fail (task, error);
      return_error_if_idle (task);
    }
}

/* All there is to come has come and is written. */
static void
end (GTask *task)
{
  FoyerSession *session = g_task_get_source_object (task);
  Refresh *refresh = g_task_get_task_data (task);
  FoyerProgress *progress = refresh->progress;

  if (refresh->is_everything)
    {
      progress->is_running = FALSE;
      progress->base_id = 0;
      progress->start = 0;
      progress->finished = g_get_real_time () / G_USEC_PER_SEC;
      progress->changed_until = progress->began;
    }
  else
    progress->changed_until = progress->began;
  refresh->n_writing++;
  foyer_progress_save_async (session->mirror, refresh->part, progress, NULL, ended_cb, g_object_ref (task));
}

static void
progress_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Refresh *refresh = g_task_get_task_data (task);
  GError *error = NULL;

  refresh->n_writing--;
  if (!foyer_progress_save_finish (FOYER_MIRROR_FILE (source), result, &error))
    fail (task, error);
  refresh->report.n_done += refresh->n_written_rows;
  refresh->report.n_total = MAX (refresh->report.n_total, refresh->report.n_done);
  tell (refresh);
  if (!refresh->is_everything)
    foyer_session_mirror_changed (g_task_get_source_object (task));

  if (refresh->error != NULL)
    return_error_if_idle (task);
  else if (refresh->is_held)
    take_batch (task);
  else if (refresh->is_last && refresh->n_fetching == 0)
    end (task);
}

static void
batch_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerSession *session = g_task_get_source_object (task);
  Refresh *refresh = g_task_get_task_data (task);
  GError *error = NULL;
  guint n_forgotten = 0;

  refresh->n_writing--;
  if (!foyer_part_write_finish (FOYER_SESSION (source), result, &n_forgotten, &error))
    fail (task, error);
  refresh->report.n_forgotten += n_forgotten;
  if (refresh->error != NULL)
    {
      return_error_if_idle (task);
      return;
    }
  if (refresh->is_everything)
    {
      refresh->progress->base_id = refresh->next_base_id;
      refresh->progress->start = refresh->next_start;
    }
  refresh->n_writing++;
  foyer_progress_save_async (session->mirror, refresh->part, refresh->progress, NULL, progress_saved_cb,
                             g_object_ref (task));
}

static void
write_batch (GTask *task)
{
  Refresh *refresh = g_task_get_task_data (task);

  refresh->n_writing++;
  refresh->n_written_rows = 0;
  for (guint i = 0; i < refresh->batch.n_pages; i++)
    {
      refresh->report.n_bad += refresh->batch.pages[i]->page->n_bad;
      refresh->n_written_rows += refresh->batch.pages[i]->page->n_received;
    }
  refresh->n_written_rows -= MIN (refresh->batch.n_repeated, refresh->n_written_rows);
  foyer_part_write_async (g_task_get_source_object (task), refresh->part, &refresh->batch,
                          refresh->progress->generation, batch_written_cb, g_object_ref (task));
}

/* Begins to fetch everything, under a new mark or, when one was interrupted, under its own. */
static void
begin_everything (GTask *task, gboolean resumes)
{
  FoyerSession *session = g_task_get_source_object (task);
  Refresh *refresh = g_task_get_task_data (task);
  FoyerProgress *progress = refresh->progress;

  foyer_mirror_file_begin_group (session->mirror);
  refresh->is_everything = TRUE;
  refresh->changed_since = 0;
  if (!resumes)
    {
      progress->generation++;
      progress->is_running = TRUE;
      progress->base_id = 0;
      progress->start = 0;
      progress->began = foyer_session_get_platform_time (session);
      refresh->knows_began = FALSE;
    }
  /* It went on by position, since by id it could not: to try that again would begin at the first row once more. */
  else if (progress->base_id == 0 && progress->start > 0)
    refresh->goes_by_id = FALSE;
  refresh->knows_began |= resumes;
  refresh->batch.base_id = progress->base_id;
  refresh->batch.start = (guint) progress->start;
  fetch_batch (task);
}

/* The platform gave what the filter should have left out, or does not take it. */
static void
go_without_filter (GTask *task)
{
  Refresh *refresh = g_task_get_task_data (task);

  foyer_part_batch_clear (&refresh->batch);
  refresh->is_last = FALSE;
  if (!refresh->is_everything)
    {
      refresh->report.is_deaf = TRUE;
      begin_everything (task, FALSE);
      return;
    }
  refresh->goes_by_id = FALSE;
  refresh->batch.base_id = 0;
  refresh->batch.start = 0;
  fetch_batch (task);
}

/* What this computer takes for the platform's time before it has heard from it may be hours off. */
static void
note_began (Refresh *refresh)
{
  gint64 server_date = refresh->batch.pages[0]->page->server_date;

  if (!refresh->knows_began && server_date > 0)
    refresh->progress->began = server_date;
  refresh->knows_began = TRUE;
}

static void
note_per_page (Refresh *refresh)
{
  const FoyerPage *first = refresh->batch.pages[0]->page;

  if (refresh->knows_per_page || first->is_last)
    return;
  refresh->knows_per_page = TRUE;
  if (first->n_received > 0 && first->n_received < refresh->batch.per_page)
    refresh->batch.per_page = first->n_received;
}

/* The batch has been fetched or its filter refused, and none is being written. */
static void
take_batch (GTask *task)
{
  Refresh *refresh = g_task_get_task_data (task);

  refresh->is_held = FALSE;
  if (refresh->is_refused)
    {
      refresh->is_refused = FALSE;
      go_without_filter (task);
      return;
    }
  refresh->is_last = foyer_part_batch_cut (&refresh->batch);
  /* Where rows move between one page and the next, fewer are asked for side by side. */
  if (refresh->batch.has_gap)
    {
      refresh->patience = MAX (1, refresh->patience / 2);
      refresh->n_good = 0;
    }
  if (!foyer_part_batch_is_honoured (&refresh->batch) && (refresh->batch.base_id > 0 || !refresh->is_everything))
    {
      go_without_filter (task);
      return;
    }
  note_began (refresh);
  note_per_page (refresh);
  if (refresh->report.n_total == 0 && refresh->batch.pages[0]->page->total > 0)
    refresh->report.n_total = (guint) MIN (refresh->report.n_done + refresh->batch.pages[0]->page->total, MAX_ROWS);
  if (refresh->report.n_done > MAX_ROWS)
    refresh->is_last = TRUE;
  refresh->goes_by_id = foyer_part_batch_find_next (&refresh->batch, refresh->goes_by_id && refresh->is_everything,
                                                    &refresh->next_base_id, &refresh->next_start);
  write_batch (task);
  foyer_part_batch_clear (&refresh->batch);
  if (refresh->is_last)
    return;
  refresh->batch.base_id = refresh->next_base_id;
  refresh->batch.start = refresh->next_start;
  fetch_batch (task);
}

static gboolean
retry_cb (gpointer user_data)
{
  GTask *task = user_data;
  Refresh *refresh = g_task_get_task_data (task);

  gboolean is_cancelled = g_cancellable_is_cancelled (g_task_get_cancellable (task));

  if (--refresh->pause_left > 0 && !is_cancelled)
    return G_SOURCE_CONTINUE;
  refresh->retry_id = 0;
  if (is_cancelled)
    {
      GError *error = NULL;

      g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error);
      fail (task, error);
      return_error_if_idle (task);
    }
  else
    fetch_batch (task);
  return G_SOURCE_REMOVE;
}

/* Too many requests, or no answer: less at a time, after a pause. Whether it is worth it. */
static gboolean
retry_later (GTask *task)
{
  Refresh *refresh = g_task_get_task_data (task);
  gboolean is_busy = g_error_matches (refresh->error, FOYER_ERROR, FOYER_ERROR_BUSY);
  gint64 pause;

  if (!is_busy && !g_error_matches (refresh->error, FOYER_ERROR, FOYER_ERROR_UNAVAILABLE))
    return FALSE;
  if (++refresh->n_failures > (is_busy ? MAX_BUSY : MAX_SILENT))
    return FALSE;
  pause = foyer_error_get_retry_after (refresh->error);
  if (pause <= 0)
    pause = (gint64) 1 << (refresh->n_failures - 1);
  if (pause > MAX_PATIENCE)
    return FALSE;
  refresh->patience = MAX (1, refresh->patience / 2);
  refresh->n_good = 0;
  g_clear_error (&refresh->error);
  foyer_part_batch_clear (&refresh->batch);
  refresh->pause_left = pause;
  refresh->retry_id = g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, 1, retry_cb, g_object_ref (task), g_object_unref);
  g_source_set_static_name (g_main_context_find_source_by_id (NULL, refresh->retry_id), "foyer: refresh again");
  return TRUE;
}

/* A list may take no filter at all, or not this one: that is known only by asking. */
static gboolean
is_filter_refused (const Refresh *refresh)
{
  return g_error_matches (refresh->error, FOYER_ERROR, FOYER_ERROR_REFUSED)
         && (refresh->batch.base_id > 0 || !refresh->is_everything);
}

static void
batch_fetched (GTask *task)
{
  Refresh *refresh = g_task_get_task_data (task);

  if (is_filter_refused (refresh))
    {
      g_clear_error (&refresh->error);
      refresh->is_refused = TRUE;
    }
  if (refresh->error != NULL)
    {
      if (!retry_later (task))
        return_error_if_idle (task);
      return;
    }
  refresh->n_failures = 0;
  if (++refresh->n_good % 8 == 0)
    refresh->patience = MIN (refresh->patience + 1, FOYER_MAX_LANES);
  if (refresh->n_writing > 0)
    refresh->is_held = TRUE;
  else
    take_batch (task);
}

static void
page_fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Lane *lane = user_data;
  g_autoptr (GTask) task = g_steal_pointer (&lane->task);
  Refresh *refresh = g_task_get_task_data (task);
  GError *error = NULL;

  refresh->batch.pages[lane->lane] = foyer_part_page_fetch_finish (FOYER_SESSION (source), result, &error);
  if (error != NULL)
    fail (task, error);
  g_free (lane);
  if (--refresh->n_fetching == 0)
    batch_fetched (task);
}

static void
fetch_batch (GTask *task)
{
  FoyerSession *session = g_task_get_source_object (task);
  Refresh *refresh = g_task_get_task_data (task);

  /* The client may have been taken away meanwhile: the secret was forgotten. */
  if (session->client == NULL)
    {
      fail (task, foyer_error_new (FOYER_ERROR_KEYRING, "The secret of this account is not known"));
      return_error_if_idle (task);
      return;
    }
  /* The first page shows how many rows the platform grants. What changed is hardly ever more than a page. */
  refresh->batch.n_pages = refresh->knows_per_page ? refresh->patience : 1;
  refresh->n_fetching = refresh->batch.n_pages;
  for (guint i = 0; i < refresh->batch.n_pages; i++)
    {
      Lane *lane = g_new (Lane, 1);

      *lane = (Lane) { g_object_ref (task), i };
      foyer_part_page_fetch_async (session, refresh->part, refresh->changed_since, refresh->batch.base_id,
                                   foyer_part_batch_get_start (&refresh->batch, i), refresh->batch.per_page,
                                   g_task_get_cancellable (task), page_fetched_cb, lane);
    }
}

/* Once a week everything, so that what is gone is found out. Each part by itself: one may have been stopped before its
 * turn came. */
static gboolean
is_due (const FoyerProgress *progress)
{
  gint64 age = g_get_real_time () / G_USEC_PER_SEC - progress->finished;

  return progress->changed_until == 0 || age < 0 || age > WEEK;
}

static void
progress_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerSession *session = g_task_get_source_object (task);
  Refresh *refresh = g_task_get_task_data (task);
  GError *error = NULL;

  refresh->progress = foyer_progress_load_finish (FOYER_MIRROR_FILE (source), result, &error);
  if (refresh->progress == NULL)
    g_task_return_error (task, error);
  else if (refresh->progress->is_running)
    begin_everything (task, TRUE);
  else if (refresh->wants_everything || is_due (refresh->progress))
    begin_everything (task, FALSE);
  else
    {
      refresh->changed_since = MAX (refresh->progress->changed_until - CLOCK_SLACK, 1);
      refresh->progress->began = foyer_session_get_platform_time (session);
      fetch_batch (task);
    }
}

/**
 * foyer_part_refresh_run_async:
 * @everything: whether to fetch everything; else what changed since, where that can be asked
 * @report: (nullable) (scope notified): called as rows arrive, until it calls back
 */
void
foyer_part_refresh_run_async (FoyerSession *session,
                              FoyerMirrorPart part,
                              gboolean everything,
                              FoyerPartReportFunc report,
                              gpointer report_data,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (session, cancellable, callback, user_data);
  Refresh *refresh = g_new0 (Refresh, 1);
  guint cap = foyer_account_get_page_cap (session->account);

  refresh->part = part;
  refresh->wants_everything = everything;
  refresh->report_func = report;
  refresh->report_data = report_data;
  refresh->batch.per_page = cap > 0 ? MIN (cap, FOYER_MAX_PER_PAGE) : FOYER_MAX_PER_PAGE;
  refresh->patience = FOYER_MAX_LANES;
  refresh->goes_by_id = TRUE;
  g_task_set_source_tag (task, foyer_part_refresh_run_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, refresh, refresh_free);
  foyer_progress_load_async (session->mirror, part, cancellable, progress_loaded_cb, task);
}

/**
 * foyer_part_refresh_run_finish:
 * @was_everything: (out): whether everything was fetched
 * @report: (out): what came of it, also when it failed
 */
gboolean
foyer_part_refresh_run_finish (
    FoyerSession *session, GAsyncResult *result, gboolean *was_everything, FoyerPartReport *report, GError **error)
{
  const Refresh *refresh = g_task_get_task_data (G_TASK (result));

  *was_everything = refresh->is_everything;
  *report = refresh->report;
  return g_task_propagate_boolean (G_TASK (result), error);
}
