/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All companies or people of the platform, page by page, or those that changed (platform-api.md, 4). */

#include "foyer-directory-service-private.h"

#include "foyer-json.h"
#include "foyer-party-codec.h"

typedef struct
{
  FoyerPartyKind kind;
  gint64 changed_since;
  gint64 from_id;
  GArray *anonymised; /* owned until handed over */
  gboolean is_honoured;
} List;

static gpointer read_party (JsonObject *row, gboolean *is_bad, gpointer read_data);

static const FoyerCollection collections[] = {
  [FOYER_PARTY_COMPANY] = { "contact", "getCompanyList", read_party, g_object_unref },
  [FOYER_PARTY_PERSON] = { "contact", "getContactList", read_party, g_object_unref },
};

static void
list_free (gpointer data)
{
  List *list = data;

  g_clear_pointer (&list->anonymised, g_array_unref);
  g_free (list);
}

static gpointer
read_party (JsonObject *row, gboolean *is_bad, gpointer read_data)
{
  List *list = read_data;
  gint64 id = foyer_json_get_id (row, "id");
  gint64 modified = foyer_json_get_time (row, "modifiedDate");
  FoyerParty *party;

  if ((modified > 0 && modified < list->changed_since) || id < list->from_id)
    list->is_honoured = FALSE;
  if (foyer_party_codec_is_anonymised (row))
    {
      g_array_append_val (list->anonymised, id);
      return NULL;
    }
  party = foyer_party_codec_read (row, list->kind, 0);
  *is_bad = party == NULL;
  return party;
}

void
foyer_directory_page_free (FoyerDirectoryPage *self)
{
  foyer_page_free (self->page);
  g_array_unref (self->anonymised);
  g_free (self);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  List *list = g_task_get_task_data (task);
  GError *error = NULL;
  FoyerPage *page = foyer_collection_fetch_finish (FOYER_CLIENT (source), result, &error);
  FoyerDirectoryPage *directory_page;

  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  directory_page = g_new0 (FoyerDirectoryPage, 1);
  directory_page->page = page;
  directory_page->anonymised = g_steal_pointer (&list->anonymised);
  directory_page->is_honoured = list->is_honoured;
  g_task_return_pointer (task, directory_page, (GDestroyNotify) foyer_directory_page_free);
}

/**
 * foyer_directory_service_list_async:
 * @changed_since: unix seconds; 0 for all
 * @from_id: only those with this id or a higher one; 0 for all
 * @start: the first row, from 0
 * @per_page: at most `FOYER_MAX_PER_PAGE`
 */
void
foyer_directory_service_list_async (FoyerDirectoryService *self,
                                    FoyerPartyKind kind,
                                    gint64 changed_since,
                                    gint64 from_id,
                                    guint start,
                                    guint per_page,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (FoyerFilter) filter = foyer_filter_new ();
  List *list;

  g_return_if_fail (FOYER_IS_DIRECTORY_SERVICE (self));

  if (changed_since > 0)
    foyer_filter_add_time (filter, "fromModifiedDate", changed_since);
  if (from_id > 0)
    foyer_filter_add_id (filter, "id__GREATERTHAN", from_id);
  list = g_new0 (List, 1);
  list->kind = kind;
  list->changed_since = changed_since;
  list->from_id = from_id;
  list->anonymised = g_array_new (FALSE, FALSE, sizeof (gint64));
  list->is_honoured = TRUE;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, foyer_directory_service_list_async);
  g_task_set_task_data (task, list, list_free);
  foyer_collection_fetch_async (&collections[kind], foyer_directory_service_get_client (self), filter, list, NULL,
                                start, per_page, cancellable, fetched_cb, g_steal_pointer (&task));
}

/**
 * foyer_directory_service_list_finish:
 *
 * Returns: (transfer full): a page of [class@FoyerParty], or `NULL` with an error of the client's
 */
FoyerDirectoryPage *
foyer_directory_service_list_finish (FoyerDirectoryService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
