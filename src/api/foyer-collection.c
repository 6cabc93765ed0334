/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The platform's lists, page by page (platform-api.md, 2: Collections). */

#include "foyer-collection.h"

#include "foyer-json.h"

typedef struct
{
  const FoyerCollection *collection; /* borrowed: they are all static */
  gpointer read_data;                /* owned when there is a read_data_free */
  GDestroyNotify read_data_free;
  FoyerReply *reply; /* owned, nullable */
  guint start;
  guint per_page;
} Fetch;

typedef struct
{
  const FoyerCollection *collection; /* borrowed */
  FoyerFilter *filter;               /* owned, nullable */
  gpointer read_data;                /* owned */
  GDestroyNotify read_data_free;
  FoyerPage *all;   /* owned until handed over */
  GHashTable *seen; /* owned: the ids that came */
  guint pages_left;
} FetchAll;

static void fetch_next_page (GTask *task);

static void
fetch_free (gpointer data)
{
  Fetch *fetch = data;

  if (fetch->read_data_free != NULL)
    fetch->read_data_free (fetch->read_data);
  g_clear_pointer (&fetch->reply, foyer_reply_unref);
  g_free (fetch);
}

static void
fetch_all_free (gpointer data)
{
  FetchAll *state = data;

  if (state->read_data_free != NULL)
    state->read_data_free (state->read_data);
  g_clear_pointer (&state->filter, foyer_filter_unref);
  g_clear_pointer (&state->all, foyer_page_free);
  g_hash_table_unref (state->seen);
  g_free (state);
}

static FoyerPage *
page_new (const FoyerCollection *collection, guint n_rows)
{
  FoyerPage *page = g_new0 (FoyerPage, 1);

  page->rows = g_ptr_array_new_full (n_rows, collection->row_free);
  page->row_ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n_rows);
  page->received_ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n_rows);
  page->total = -1;
  return page;
}

static void
read_row (const Fetch *fetch, FoyerPage *page, JsonObject *row)
{
  gint64 id = foyer_json_get_id (row, "id");
  gboolean is_bad = FALSE;
  gpointer read;

  page->n_received++;
  if (id == 0)
    {
      page->n_bad++;
      return;
    }
  g_array_append_val (page->received_ids, id);
  read = fetch->collection->read (row, &is_bad, fetch->read_data);
  page->n_bad += is_bad ? 1 : 0;
  if (read == NULL)
    return;
  g_ptr_array_add (page->rows, read);
  g_array_append_val (page->row_ids, id);
}

/* A page is the last one when nothing came or less than a page can hold, which the platform may have cut to less than
 * we asked for; unless it says that there is more. A list that comes as a bare array has no pages. */
static gboolean
is_last_page (const Fetch *fetch, const FoyerPage *page, JsonObject *meta)
{
  gint64 granted = foyer_json_get_integer (meta, "perPage", 0);
  guint per_page = granted > 0 && granted < fetch->per_page ? (guint) granted : fetch->per_page;

  if (page->n_received == 0)
    return TRUE;
  return page->n_received < per_page && page->total <= (gint64) fetch->start + page->n_received;
}

static FoyerPage *
read_page (const Fetch *fetch, GError **error)
{
  JsonObject *object = foyer_reply_get_object (fetch->reply);
  JsonNode *results = object != NULL ? foyer_json_get (object, "results") : foyer_reply_get_root (fetch->reply);
  JsonObject *meta = foyer_json_get_object (object, "meta");
  g_autoptr (GPtrArray) elements = foyer_json_node_elements (results);
  FoyerPage *page;

  if (elements == NULL && (results == NULL || !JSON_NODE_HOLDS_NULL (results)))
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_UNREADABLE, "The reply to %s holds no list",
                   fetch->collection->action);
      return NULL;
    }

  page = page_new (fetch->collection, elements != NULL ? elements->len : 0);
  for (guint i = 0; elements != NULL && i < elements->len; i++)
    read_row (fetch, page, foyer_json_node_object (elements->pdata[i]));
  page->total = foyer_json_get_integer (meta, "totalResults", -1);
  page->server_date = foyer_reply_get_server_date (fetch->reply);
  page->is_last = object == NULL || is_last_page (fetch, page, meta);
  return page;
}

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Fetch *fetch = task_data;
  GError *error = NULL;
  FoyerPage *page = read_page (fetch, &error);

  /* The tree is large, and freeing it is no work for the main thread. */
  g_clear_pointer (&fetch->reply, foyer_reply_unref);
  if (page != NULL)
    g_task_return_pointer (task, page, (GDestroyNotify) foyer_page_free);
  else
    g_task_return_error (task, error);
}

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Fetch *fetch = g_task_get_task_data (task);
  GError *error = NULL;

  fetch->reply = foyer_client_call_finish (FOYER_CLIENT (source), result, &error);
  if (fetch->reply != NULL)
    foyer_client_run_in_background (FOYER_CLIENT (source), task, read_in_thread);
  else
    g_task_return_error (task, error);
}

/* Moves what is new into the whole. A server that ignores `start` repeats itself for ever: a page without anything new
 * is the end. */
static guint
take_new_rows (FetchAll *state, FoyerPage *page)
{
  FoyerPage *all = state->all;
  g_autoptr (GHashTable) fresh = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < page->received_ids->len; i++)
    {
      gint64 *id = &g_array_index (page->received_ids, gint64, i);

      if (!g_hash_table_contains (state->seen, id))
        g_hash_table_add (fresh, id);
    }

  g_ptr_array_set_free_func (page->rows, NULL);
  for (guint i = 0; i < page->rows->len; i++)
    {
      gint64 id = g_array_index (page->row_ids, gint64, i);

      /* A row that comes twice in one page is one row. */
      if (!g_hash_table_contains (fresh, &id) || !g_hash_table_add (state->seen, g_memdup2 (&id, sizeof id)))
        {
          state->collection->row_free (page->rows->pdata[i]);
          continue;
        }
      g_ptr_array_add (all->rows, page->rows->pdata[i]);
      g_array_append_val (all->row_ids, id);
    }
  for (guint i = 0; i < page->received_ids->len; i++)
    g_hash_table_add (state->seen, g_memdup2 (&g_array_index (page->received_ids, gint64, i), sizeof (gint64)));

  g_array_append_vals (all->received_ids, page->received_ids->data, page->received_ids->len);
  all->n_received += page->n_received;
  all->n_bad += page->n_bad;
  all->total = page->total;
  all->server_date = page->server_date;
  return g_hash_table_size (fresh);
}

static void
page_fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FetchAll *state = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (FoyerPage) page = foyer_collection_fetch_finish (FOYER_CLIENT (source), result, &error);
  gboolean is_new;

  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  is_new = take_new_rows (state, page) > 0;
  state->pages_left--;
  state->all->is_last = page->is_last || !is_new;
  if (state->all->is_last || state->pages_left == 0)
    g_task_return_pointer (task, g_steal_pointer (&state->all), (GDestroyNotify) foyer_page_free);
  else
    fetch_next_page (task);
}

static void
fetch_next_page (GTask *task)
{
  FetchAll *state = g_task_get_task_data (task);

  foyer_collection_fetch_async (state->collection, g_task_get_source_object (task), state->filter, state->read_data,
                                NULL, state->all->n_received, FOYER_MAX_PER_PAGE, g_task_get_cancellable (task),
                                page_fetched_cb, g_object_ref (task));
}

static void
copy_member (JsonObject *object, const char *name, JsonNode *node, gpointer copy)
{
  json_object_set_member (copy, name, json_node_copy (node));
}

static GBytes *
write_parameters (FoyerFilter *filter, guint start, guint per_page)
{
  g_autoptr (JsonObject) parameters = json_object_new ();

  json_object_set_int_member (parameters, "perPage", per_page);
  json_object_set_int_member (parameters, "start", start);
  if (filter != NULL)
    json_object_foreach_member (foyer_filter_get_parameters (filter), copy_member, parameters);
  /* A call with parameters of its own may know no filter. */
  if (filter != NULL
      && (json_object_get_size (foyer_filter_get_object (filter)) > 0
          || json_object_get_size (foyer_filter_get_parameters (filter)) == 0))
    json_object_set_object_member (parameters, "filter", json_object_ref (foyer_filter_get_object (filter)));
  return foyer_json_to_bytes (parameters);
}

void
foyer_page_free (FoyerPage *self)
{
  g_ptr_array_unref (self->rows);
  g_array_unref (self->row_ids);
  g_array_unref (self->received_ids);
  g_free (self);
}

/**
 * foyer_collection_fetch_async:
 * @filter: (nullable): what to leave out
 * @read_data: (nullable): for the row reader; freed with @read_data_free when there is one
 * @start: the first row, from 0
 * @per_page: at most `FOYER_MAX_PER_PAGE`
 *
 * One page.
 */
void
foyer_collection_fetch_async (const FoyerCollection *self,
                              FoyerClient *client,
                              FoyerFilter *filter,
                              gpointer read_data,
                              GDestroyNotify read_data_free,
                              guint start,
                              guint per_page,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (client, cancellable, callback, user_data);
  g_autoptr (GBytes) body = write_parameters (filter, start, per_page);
  Fetch *fetch = g_new0 (Fetch, 1);

  fetch->collection = self;
  fetch->read_data = read_data;
  fetch->read_data_free = read_data_free;
  fetch->start = start;
  fetch->per_page = per_page;
  g_task_set_source_tag (task, foyer_collection_fetch_async);
  g_task_set_task_data (task, fetch, fetch_free);
  foyer_client_call_async (client, FOYER_CALL_READ, self->name_space, self->action, body, cancellable, called_cb,
                           g_steal_pointer (&task));
}

/**
 * foyer_collection_fetch_finish:
 *
 * Returns: (transfer full): the page, or `NULL` with an error of the client's, or `FOYER_ERROR_UNREADABLE` when there
 * is no list in the reply
 */
FoyerPage *
foyer_collection_fetch_finish (FoyerClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * foyer_collection_fetch_all_async:
 * @filter: (nullable): what to leave out
 * @read_data: (nullable): for the row reader; freed with @read_data_free when there is one
 * @max_pages: where to stop, whatever the platform says
 *
 * Page by page, until one comes back short, empty or with nothing new. Each row is there once.
 */
void
foyer_collection_fetch_all_async (const FoyerCollection *self,
                                  FoyerClient *client,
                                  FoyerFilter *filter,
                                  gpointer read_data,
                                  GDestroyNotify read_data_free,
                                  guint max_pages,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  FetchAll *state;

  g_return_if_fail (max_pages > 0);

  task = g_task_new (client, cancellable, callback, user_data);
  state = g_new0 (FetchAll, 1);
  state->collection = self;
  state->filter = filter != NULL ? foyer_filter_ref (filter) : NULL;
  state->read_data = read_data;
  state->read_data_free = read_data_free;
  state->all = page_new (self, FOYER_MAX_PER_PAGE);
  state->seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  state->pages_left = max_pages;
  g_task_set_source_tag (task, foyer_collection_fetch_all_async);
  g_task_set_task_data (task, state, fetch_all_free);
  fetch_next_page (task);
}

/**
 * foyer_collection_fetch_all_finish:
 *
 * Returns: (transfer full): all there is; `is_last` is `FALSE` when it stopped at the given number of pages
 */
FoyerPage *
foyer_collection_fetch_all_finish (FoyerClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
