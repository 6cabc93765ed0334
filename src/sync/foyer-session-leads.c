/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Leads from the platform: the newest ones, and those that hold a text. The mirror answers where the platform cannot.
 */

#include "foyer-session-private.h"

#include "foyer-lead-cache.h"

#define DAY        86400
#define FIRST_SPAN (7 * DAY)
#define LAST_SPAN  (20 * 365 * DAY) /* beyond it, everything */
#define MAX_PAGES  10

/* A window of creation dates that is made longer until it holds enough leads, or shorter until all of it can be
 * fetched: the platform promises no order and offers no sorting. */
typedef struct
{
  char *text;
  guint limit;
  gint64 span;     /* seconds; 0 for no limit */
  gint64 earliest; /* unix seconds */
  gboolean was_narrowed;
  gboolean wants_more;
  GError *error; /* what the platform said, told when the mirror has nothing either */
} Listing;

static void ask_for_newest (FoyerSession *self, GTask *task);

static void
listing_free (gpointer data)
{
  Listing *listing = data;

  g_free (listing->text);
  g_clear_error (&listing->error);
  g_free (listing);
}

static gboolean
is_filter_honoured (const FoyerPage *page, gint64 earliest)
{
  for (guint i = 0; i < page->rows->len; i++)
    {
      gint64 created = foyer_lead_get_date (page->rows->pdata[i], FOYER_LEAD_CREATED);
      if (created != 0 && created < earliest)
        return FALSE;
    }
  return TRUE;
}

/* Whether another window is worth asking for; sets it. */
static gboolean
choose_next_window (Listing *listing, const FoyerPage *page)
{
  if (listing->span == 0 || !is_filter_honoured (page, listing->earliest))
    return FALSE;

  if (!page->is_last)
    {
      listing->was_narrowed = TRUE;
      listing->span /= 7;
      return listing->span > 60;
    }
  if (page->rows->len >= listing->limit || listing->was_narrowed)
    return FALSE;
  listing->span *= 8;
  if (listing->span > LAST_SPAN)
    listing->span = 0;
  return TRUE;
}

static void
newest_put_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerSession *self = g_task_get_source_object (task);
  const Listing *listing = g_task_get_task_data (task);
  GError *error = NULL;

  foyer_lead_cache_put_finish (FOYER_MIRROR_FILE (source), result, &error);
  foyer_session_mirror_changed (self);
  if (error != NULL)
    g_task_return_error (task, error);
  else if (listing->wants_more)
    foyer_session_with_client (self, g_steal_pointer (&task), ask_for_newest);
  else
    g_task_return_boolean (task, TRUE);
}

static void
newest_asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerSession *self = g_task_get_source_object (task);
  Listing *listing = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (FoyerPage) page = foyer_lead_service_list_all_finish (FOYER_LEAD_SERVICE (source), result, &error);

  foyer_session_heard (self, FOYER_CALL_READ, error);
  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  foyer_session_know_leads (self, page->rows);
  listing->wants_more = choose_next_window (listing, page);
  foyer_lead_cache_put_async (self->mirror, page->rows, NULL, newest_put_cb, g_object_ref (task));
}

static void
ask_for_newest (FoyerSession *self, GTask *task)
{
  Listing *listing = g_task_get_task_data (task);
  g_autoptr (FoyerFilter) filter = NULL;

  if (listing->span > 0)
    {
      listing->earliest = foyer_session_get_platform_time (self) - listing->span;
      filter = foyer_filter_new ();
      foyer_filter_add_time (filter, "createdDate__GREATERTHAN", listing->earliest);
    }
  foyer_lead_service_list_all_async (self->lead_service, filter, MAX_PAGES, g_task_get_cancellable (task),
                                     newest_asked_cb, task);
}

static void
text_asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerSession *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (FoyerPage) page = foyer_lead_service_list_all_finish (FOYER_LEAD_SERVICE (source), result, &error);

  foyer_session_heard (self, FOYER_CALL_READ, error);
  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  foyer_session_know_leads (self, page->rows);
  foyer_lead_cache_put_async (self->mirror, page->rows, NULL, newest_put_cb, g_object_ref (task));
}

/* Rows that do not hold the text do no harm: the mirror, which is asked next, looks for itself. */
static void
ask_for_text (FoyerSession *self, GTask *task)
{
  const Listing *listing = g_task_get_task_data (task);
  g_autoptr (FoyerFilter) filter = foyer_filter_new ();

  foyer_filter_add_text (filter, "name__CONTAINS", listing->text);
  foyer_lead_service_list_all_async (self->lead_service, filter, MAX_PAGES / 2, g_task_get_cancellable (task),
                                     text_asked_cb, task);
}

static void
leads_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Listing *listing = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) leads = foyer_lead_cache_list_finish (FOYER_MIRROR_FILE (source), result, &error);

  if (leads == NULL)
    g_task_return_error (task, error);
  else if (leads->len == 0 && listing->error != NULL)
    g_task_return_error (task, g_steal_pointer (&listing->error));
  else
    g_task_return_pointer (task, g_steal_pointer (&leads), (GDestroyNotify) g_ptr_array_unref);
}

static void
platform_asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerSession *self = FOYER_SESSION (source);
  Listing *listing = g_task_get_task_data (task);

  g_task_propagate_boolean (G_TASK (result), &listing->error);
  if (!g_task_return_error_if_cancelled (task))
    foyer_lead_cache_list_async (self->mirror, listing->text, listing->limit, g_task_get_cancellable (task),
                                 leads_listed_cb, g_object_ref (task));
}

static GTask *
new_asking (FoyerSession *self,
            const char *text,
            guint limit,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Listing *listing = g_new0 (Listing, 1);

  listing->text = g_strdup (text);
  listing->limit = limit;
  listing->span = FIRST_SPAN;
  g_task_set_source_tag (task, new_asking);
  g_task_set_task_data (task, listing, listing_free);
  return task;
}

/**
 * foyer_session_list_leads_async:
 * @text: (nullable): what the name, the company or the person must hold
 * @limit: at most so many
 *
 * Asks the platform and answers from the mirror; where the platform cannot be asked, from the mirror alone, and fails
 * only when that has nothing.
 */
void
foyer_session_list_leads_async (FoyerSession *self,
                                const char *text,
                                guint limit,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  Listing *listing;
  GTask *task, *asking;

  g_return_if_fail (FOYER_IS_SESSION (self));

  listing = g_new0 (Listing, 1);
  listing->text = text != NULL && *text != '\0' ? g_strdup (text) : NULL;
  listing->limit = limit;
  task = foyer_session_start (self, TRUE, cancellable, callback, user_data, foyer_session_list_leads_async);
  g_task_set_task_data (task, listing, listing_free);

  asking = new_asking (self, listing->text, limit, g_task_get_cancellable (task), platform_asked_cb, task);
  foyer_session_with_client (self, asking, listing->text != NULL ? ask_for_text : ask_for_newest);
}

/**
 * foyer_session_list_leads_finish:
 *
 * Returns: (transfer full) (element-type FoyerLead): the leads, newest first
 */
GPtrArray *
foyer_session_list_leads_finish (FoyerSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
newest_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerSession *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) leads = foyer_lead_cache_list_finish (FOYER_MIRROR_FILE (source), result, &error);

  if (leads == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  foyer_session_show_leads (self, leads);
  g_task_return_boolean (task, TRUE);
}

static void
newest_refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerSession *self = FOYER_SESSION (source);
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    foyer_lead_cache_list_async (self->mirror, NULL, FOYER_N_NEWEST_LEADS, g_task_get_cancellable (task),
                                 newest_listed_cb, g_object_ref (task));
  else
    g_task_return_error (task, error);
}

/**
 * foyer_session_refresh_leads_async:
 *
 * Brings the newest leads up to date, on the disk and in the list. When it fails, what was fetched before stays.
 */
void
foyer_session_refresh_leads_async (FoyerSession *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task, *asking;

  g_return_if_fail (FOYER_IS_SESSION (self));

  task = foyer_session_start (self, TRUE, cancellable, callback, user_data, foyer_session_refresh_leads_async);
  asking = new_asking (self, NULL, FOYER_N_NEWEST_LEADS, g_task_get_cancellable (task), newest_refreshed_cb, task);
  foyer_session_with_client (self, asking, ask_for_newest);
}

gboolean
foyer_session_refresh_leads_finish (FoyerSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
