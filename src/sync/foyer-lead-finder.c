/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Leads of an account's mirror for somebody who has no session: account, open, look, close, answer. */

#include "foyer-lead-finder.h"

#include "foyer-account-store.h"
#include "foyer-lead-index.h"

struct _FoyerLeadFinder
{
  GObject parent_instance;

  /* owned */
  FoyerAccountStore *store;
  char *cache_dir;
};

G_DEFINE_FINAL_TYPE (FoyerLeadFinder, foyer_lead_finder, G_TYPE_OBJECT)

typedef struct
{
  FoyerLeadQuery *query; /* nullable: then it is the ids that are wanted */
  guint limit;
  GArray *ids;
  FoyerAccount *account;
  FoyerMirrorFile *mirror;
  GPtrArray *found;
  GError *error;
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  g_clear_pointer (&look->query, foyer_lead_query_free);
  g_clear_pointer (&look->ids, g_array_unref);
  g_clear_pointer (&look->found, g_ptr_array_unref);
  g_clear_object (&look->account);
  g_clear_object (&look->mirror);
  g_clear_error (&look->error);
  g_free (look);
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Look *look = g_task_get_task_data (task);

  /* It was only read from: how it closed changes nothing about what was found. */
  foyer_mirror_file_close_finish (FOYER_MIRROR_FILE (source), result, NULL);
  if (look->found != NULL)
    g_task_return_pointer (task, g_steal_pointer (&look->found), (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&look->error));
}

static void
close_mirror (GTask *task)
{
  Look *look = g_task_get_task_data (task);

  foyer_mirror_file_close_async (look->mirror, NULL, closed_cb, g_object_ref (task));
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Look *look = g_task_get_task_data (task);
  g_autoptr (FoyerLeadListing) listing = NULL;

  listing = foyer_lead_index_list_finish (FOYER_MIRROR_FILE (source), result, &look->error);
  if (listing != NULL)
    look->found = g_ptr_array_ref (listing->summaries);
  close_mirror (task);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Look *look = g_task_get_task_data (task);

  look->found = foyer_lead_index_load_finish (FOYER_MIRROR_FILE (source), result, &look->error);
  close_mirror (task);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Look *look = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (!foyer_mirror_file_open_finish (look->mirror, result, &look->error))
    close_mirror (task);
  else if (look->query != NULL)
    foyer_lead_index_begin_async (look->mirror, look->query, NULL, NULL, look->limit, cancellable, listed_cb,
                                  g_object_ref (task));
  else
    foyer_lead_index_load_async (look->mirror, look->ids, NULL, cancellable, loaded_cb, g_object_ref (task));
}

/* Without this a mirror would be made for an account that is gone. */
static void
account_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerLeadFinder *self = g_task_get_source_object (task);
  Look *look = g_task_get_task_data (task);
  GError *error = NULL;

  look->account = foyer_account_store_load_finish (FOYER_ACCOUNT_STORE (source), result, &error);
  if (look->account == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  look->mirror = foyer_mirror_file_new (self->cache_dir, foyer_account_get_uuid (look->account));
  foyer_mirror_file_open_async (look->mirror, NULL, opened_cb, g_object_ref (task));
}

static void
begin_look (FoyerLeadFinder *self,
            Look *look,
            const char *account_uuid,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data,
            gpointer tag)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, look, look_free);
  foyer_account_store_load_async (self->store, account_uuid, cancellable, account_loaded_cb, task);
}

static void
foyer_lead_finder_finalize (GObject *object)
{
  FoyerLeadFinder *self = FOYER_LEAD_FINDER (object);

  g_clear_object (&self->store);
  g_free (self->cache_dir);

  G_OBJECT_CLASS (foyer_lead_finder_parent_class)->finalize (object);
}

static void
foyer_lead_finder_class_init (FoyerLeadFinderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = foyer_lead_finder_finalize;
}

static void
foyer_lead_finder_init (FoyerLeadFinder *self)
{
}

/**
 * foyer_lead_finder_new:
 * @data_dir: where accounts are kept
 * @cache_dir: where what can be fetched again is kept
 */
FoyerLeadFinder *
foyer_lead_finder_new (const char *data_dir, const char *cache_dir)
{
  FoyerLeadFinder *self = g_object_new (FOYER_TYPE_LEAD_FINDER, NULL);

  self->store = foyer_account_store_new (data_dir, cache_dir);
  self->cache_dir = g_strdup (cache_dir);
  return self;
}

/**
 * foyer_lead_finder_find_async:
 * @account_uuid: the UUID of an account
 * @limit: how many leads at most, above 0
 *
 * The first leads the query wants.
 */
void
foyer_lead_finder_find_async (FoyerLeadFinder *self,
                              const char *account_uuid,
                              const FoyerLeadQuery *query,
                              guint limit,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  Look *look;

  g_return_if_fail (FOYER_IS_LEAD_FINDER (self));
  g_return_if_fail (query != NULL && limit > 0);

  look = g_new0 (Look, 1);
  look->query = foyer_lead_query_copy (query);
  look->limit = limit;
  begin_look (self, look, account_uuid, cancellable, callback, user_data, foyer_lead_finder_find_async);
}

void
foyer_lead_finder_load_async (FoyerLeadFinder *self,
                              const char *account_uuid,
                              GArray *platform_ids,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  Look *look;

  g_return_if_fail (FOYER_IS_LEAD_FINDER (self));

  look = g_new0 (Look, 1);
  look->ids = g_array_copy (platform_ids);
  begin_look (self, look, account_uuid, cancellable, callback, user_data, foyer_lead_finder_load_async);
}

/**
 * foyer_lead_finder_finish:
 * @account: (out) (optional) (transfer full): the account they are of
 *
 * Returns: (transfer full) (element-type FoyerLeadSummary): the leads; `FOYER_ERROR_GONE` without such an account, and
 *   the errors of opening a mirror
 */
GPtrArray *
foyer_lead_finder_finish (FoyerLeadFinder *self, GAsyncResult *result, FoyerAccount **account, GError **error)
{
  GPtrArray *found;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  found = g_task_propagate_pointer (G_TASK (result), error);
  if (account != NULL)
    *account = found != NULL ? g_object_ref (((Look *) g_task_get_task_data (G_TASK (result)))->account) : NULL;
  return found;
}
