/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Companies and people on the platform: by text, by id, and the people of a company (platform-api.md, 4). There can be
 * hundreds of thousands: only what was asked for is fetched. */

#include "foyer-directory-service-private.h"

#include "foyer-party-codec.h"
#include "foyer-text.h"

#include <string.h>

/* A filter that is ignored yields the whole directory: we look at this much of it and no further. */
#define MAX_PAGES 3

struct _FoyerDirectoryService
{
  GObject parent_instance;

  FoyerClient *client; /* owned */
};

G_DEFINE_FINAL_TYPE (FoyerDirectoryService, foyer_directory_service, G_TYPE_OBJECT)

/* A filter joins its fields by "and" only, so one search can take several: each is tried until there is enough. */
typedef struct
{
  FoyerPartyKind kind;
  GStrv words;       /* owned: folded, all of them must be found */
  gint64 company_id; /* of the people wanted, or 0 */
  gint64 id;         /* the one wanted, or 0 */
  guint limit;
  GPtrArray *filters; /* owned, of FoyerFilter, those still to be tried */
  GHashTable *ids;    /* owned: of what was found */
  GPtrArray *found;   /* owned until handed over */
  gboolean has_other; /* a row came that is not the one wanted */
  guint n_bad;        /* rows that cannot be read */
  guint n_answered;
  GError *refusal; /* owned, nullable: the first */
} Search;

static gpointer read_party (JsonObject *row, gboolean *is_bad, gpointer read_data);
static void try_next_filter (GTask *task);

static const FoyerCollection collections[] = {
  [FOYER_PARTY_COMPANY] = { "contact", "getCompanyList", read_party, g_object_unref },
  [FOYER_PARTY_PERSON] = { "contact", "getContactList", read_party, g_object_unref },
};

static void
search_free (gpointer data)
{
  Search *search = data;

  g_strfreev (search->words);
  g_ptr_array_unref (search->filters);
  g_hash_table_unref (search->ids);
  g_clear_pointer (&search->found, g_ptr_array_unref);
  g_clear_error (&search->refusal);
  g_free (search);
}

/* Every row is held against what was asked for, since a filter may have been ignored. */
static gpointer
read_party (JsonObject *row, gboolean *is_bad, gpointer read_data)
{
  const Search *search = read_data;
  g_autoptr (FoyerParty) party = foyer_party_codec_read (row, search->kind, search->company_id);

  if (party == NULL)
    {
      *is_bad = !foyer_party_codec_is_anonymised (row);
      return NULL;
    }
  if (search->id != 0 && foyer_party_get_id (party) != search->id)
    return NULL;
  if (search->company_id != 0 && foyer_party_get_company_id (party) != search->company_id)
    return NULL;
  if (!foyer_party_codec_matches (row, search->kind, (const char *const *) search->words))
    return NULL;
  return g_steal_pointer (&party);
}

static FoyerFilter *
add_filter (Search *search)
{
  FoyerFilter *filter = foyer_filter_new ();

  if (search->company_id != 0)
    foyer_filter_add_id (filter, "companyId", search->company_id);
  g_ptr_array_add (search->filters, filter);
  return filter;
}

/* Which fields to look in, likeliest first: an e-mail address has an @; a telephone number begins with a digit or plus;
 * two words are a first and a last name in either order. */
static void
add_filters (Search *search, const char *text)
{
  g_autofree char *clean = foyer_text_clean (text, FALSE);
  char *space = strchr (clean, ' ');

  if (*clean == '\0')
    add_filter (search);
  else if (search->kind == FOYER_PARTY_COMPANY)
    {
      foyer_filter_add_text (add_filter (search), "businessName__CONTAINS", clean);
      foyer_filter_add_text (add_filter (search), "tradingName__CONTAINS", clean);
    }
  else if (strchr (clean, '@') != NULL)
    foyer_filter_add_text (add_filter (search), "email__CONTAINS", clean);
  else if (g_ascii_isdigit (*clean) || *clean == '+')
    foyer_filter_add_text (add_filter (search), "phone__CONTAINS", clean);
  else if (space == NULL)
    {
      foyer_filter_add_text (add_filter (search), "lastName__CONTAINS", clean);
      foyer_filter_add_text (add_filter (search), "firstName__CONTAINS", clean);
    }
  else
    {
      FoyerFilter *straight = add_filter (search);
      FoyerFilter *reversed = add_filter (search);

      *space = '\0';
      foyer_filter_add_text (straight, "firstName__BEGINS", clean);
      foyer_filter_add_text (straight, "lastName__BEGINS", space + 1);
      foyer_filter_add_text (reversed, "lastName__BEGINS", clean);
      foyer_filter_add_text (reversed, "firstName__BEGINS", space + 1);
    }
}

static void
take_found (Search *search, FoyerPage *page)
{
  for (guint i = 0; i < page->rows->len && search->found->len < search->limit; i++)
    if (g_hash_table_add (search->ids, g_memdup2 (&g_array_index (page->row_ids, gint64, i), sizeof (gint64))))
      g_ptr_array_add (search->found, g_object_ref (page->rows->pdata[i]));
  for (guint i = 0; i < page->received_ids->len; i++)
    search->has_other |= g_array_index (page->received_ids, gint64, i) != search->id;
  search->n_bad += page->n_bad;
  search->n_answered++;
}

/* A filter that is refused is one the platform does not know: the others may do. */
static void
filter_tried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (FoyerPage) page = foyer_collection_fetch_all_finish (FOYER_CLIENT (source), result, &error);

  if (page != NULL)
    take_found (search, page);
  else if (!g_error_matches (error, FOYER_ERROR, FOYER_ERROR_REFUSED))
    {
      g_task_return_error (task, error);
      return;
    }
  else if (search->refusal == NULL)
    search->refusal = error;
  else
    g_error_free (error);
  try_next_filter (task);
}

static void
try_next_filter (GTask *task)
{
  FoyerDirectoryService *self = g_task_get_source_object (task);
  Search *search = g_task_get_task_data (task);
  g_autoptr (FoyerFilter) filter = NULL;

  if (search->filters->len > 0 && search->found->len < search->limit)
    {
      filter = g_ptr_array_steal_index (search->filters, 0);
      foyer_collection_fetch_all_async (&collections[search->kind], self->client, filter, search, NULL, MAX_PAGES,
                                        g_task_get_cancellable (task), filter_tried_cb, g_object_ref (task));
    }
  else if (search->n_answered == 0)
    g_task_return_error (task, g_steal_pointer (&search->refusal));
  else
    g_task_return_pointer (task, g_steal_pointer (&search->found), (GDestroyNotify) g_ptr_array_unref);
}

static GTask *
start_search (FoyerDirectoryService *self,
              Search **search,
              FoyerPartyKind kind,
              const char *text,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *folded = foyer_text_fold (text);

  *search = g_new0 (Search, 1);
  (*search)->kind = kind;
  (*search)->words = g_strsplit (folded, " ", -1);
  (*search)->filters = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_filter_unref);
  (*search)->ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  (*search)->found = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_set_task_data (task, *search, search_free);
  return task;
}

static void
foyer_directory_service_dispose (GObject *object)
{
  FoyerDirectoryService *self = FOYER_DIRECTORY_SERVICE (object);

  g_clear_object (&self->client);
  G_OBJECT_CLASS (foyer_directory_service_parent_class)->dispose (object);
}

static void
foyer_directory_service_class_init (FoyerDirectoryServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = foyer_directory_service_dispose;
}

static void
foyer_directory_service_init (FoyerDirectoryService *self)
{
}

FoyerDirectoryService *
foyer_directory_service_new (FoyerClient *client)
{
  FoyerDirectoryService *self = g_object_new (FOYER_TYPE_DIRECTORY_SERVICE, NULL);

  self->client = g_object_ref (client);
  return self;
}

FoyerClient *
foyer_directory_service_get_client (FoyerDirectoryService *self)
{
  return self->client;
}

/**
 * foyer_directory_service_search_async:
 * @kind: companies or people
 * @text: (nullable): a part of a name, an e-mail address or a telephone number; empty for any
 * @company_id: only people of this company, or 0
 * @limit: how many to find at most, above 0
 */
void
foyer_directory_service_search_async (FoyerDirectoryService *self,
                                      FoyerPartyKind kind,
                                      const char *text,
                                      gint64 company_id,
                                      guint limit,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Search *search;

  g_return_if_fail (FOYER_IS_DIRECTORY_SERVICE (self));
  g_return_if_fail (limit > 0);

  task = start_search (self, &search, kind, text, cancellable, callback, user_data);
  g_task_set_source_tag (task, foyer_directory_service_search_async);
  search->company_id = kind == FOYER_PARTY_PERSON ? company_id : 0;
  search->limit = limit;
  add_filters (search, text);
  try_next_filter (task);
}

/**
 * foyer_directory_service_search_finish:
 *
 * Returns: (transfer full) (element-type FoyerParty): what was found, each matching what was asked for, in the
 * platform's order; or `NULL` with an error of the client's
 */
GPtrArray *
foyer_directory_service_search_finish (FoyerDirectoryService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * foyer_directory_service_get_async:
 *
 * Asks the list for one id, since the call for one company answers in another shape.
 */
void
foyer_directory_service_get_async (FoyerDirectoryService *self,
                                   FoyerPartyKind kind,
                                   gint64 id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Search *search;

  g_return_if_fail (FOYER_IS_DIRECTORY_SERVICE (self));

  task = start_search (self, &search, kind, NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, foyer_directory_service_get_async);
  search->id = id;
  search->limit = 1;
  foyer_filter_add_id (add_filter (search), "id", id);
  try_next_filter (task);
}

/**
 * foyer_directory_service_get_finish:
 *
 * Returns: (transfer full): the company or the person, or `NULL` with `FOYER_ERROR_GONE` when the platform shows none
 * with that id, or only an anonymised one, `FOYER_ERROR_UNREADABLE` when it shows one that cannot be read,
 * `FOYER_ERROR_UNSUPPORTED` when it does not honour the filter, or an error of the client's
 */
FoyerParty *
foyer_directory_service_get_finish (FoyerDirectoryService *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GPtrArray) found = NULL;
  const Search *search;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  search = g_task_get_task_data (G_TASK (result));
  found = g_task_propagate_pointer (G_TASK (result), error);
  if (found == NULL)
    return NULL;
  if (found->len > 0)
    return g_object_ref (found->pdata[0]);

  if (search->has_other)
    g_set_error_literal (error, FOYER_ERROR, FOYER_ERROR_UNSUPPORTED, "The list cannot be asked for one id");
  else if (search->n_bad > 0)
    g_set_error_literal (error, FOYER_ERROR, FOYER_ERROR_UNREADABLE, "The company or person cannot be read");
  else
    g_set_error_literal (error, FOYER_ERROR, FOYER_ERROR_GONE, "There is no such company or person");
  return NULL;
}
