/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Leads on the platform: add or update one, list them, read one (platform-api.md, 3 and 5). */

#include "foyer-lead-service.h"

#include "foyer-json.h"
#include "foyer-lead-codec.h"

struct _FoyerLeadService
{
  GObject parent_instance;

  FoyerClient *client; /* owned */
};

G_DEFINE_FINAL_TYPE (FoyerLeadService, foyer_lead_service, G_TYPE_OBJECT)

#define WRITE_NAME_SPACE "contact"
#define WRITE_ACTION     "addOrUpdateLead"

/* What was sent, and what came of it. */
typedef struct
{
  gint64 platform_id;
  FoyerVerdict verdict;
} Outcome;

static gpointer
read_lead (JsonObject *row, gboolean *is_bad, gpointer read_data)
{
  FoyerLead *lead = foyer_lead_codec_read (row);

  *is_bad = lead == NULL;
  return lead;
}

static const FoyerCollection leads = { "crm", "getLeadList", read_lead, g_object_unref };

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Outcome *outcome = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (FoyerReply) reply = foyer_client_send_finish (FOYER_CLIENT (source), result, &outcome->verdict, &error);

  if (reply == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  outcome->platform_id = foyer_json_get_id (foyer_reply_get_object (reply), "id");
  g_task_return_boolean (task, TRUE);
}

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Outcome *outcome = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (FoyerReply) reply = foyer_client_call_finish (FOYER_CLIENT (source), result, &error);

  if (reply == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  outcome->platform_id = foyer_json_get_id (foyer_reply_get_object (reply), "id");
  g_task_return_boolean (task, TRUE);
}

static void
page_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  FoyerPage *page = foyer_collection_fetch_finish (FOYER_CLIENT (source), result, &error);

  if (page != NULL)
    g_task_return_pointer (task, page, (GDestroyNotify) foyer_page_free);
  else
    g_task_return_error (task, error);
}

static void
all_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  FoyerPage *page = foyer_collection_fetch_all_finish (FOYER_CLIENT (source), result, &error);

  if (page != NULL)
    g_task_return_pointer (task, page, (GDestroyNotify) foyer_page_free);
  else
    g_task_return_error (task, error);
}

static void
one_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const gint64 *wanted = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (FoyerPage) page = foyer_collection_fetch_finish (FOYER_CLIENT (source), result, &error);

  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  for (guint i = 0; i < page->rows->len; i++)
    if (g_array_index (page->row_ids, gint64, i) == *wanted)
      {
        g_task_return_pointer (task, g_object_ref (page->rows->pdata[i]), g_object_unref);
        return;
      }

  if (page->n_received == 0)
    error = foyer_error_new (FOYER_ERROR_GONE, "There is no lead %" G_GINT64_FORMAT, *wanted);
  else if (page->received_ids->len == 0)
    error = foyer_error_new (FOYER_ERROR_NOT_SHOWN, "The row of lead %" G_GINT64_FORMAT " cannot be read", *wanted);
  else
    error = foyer_error_new (FOYER_ERROR_UNSUPPORTED, "The list of leads cannot be asked for one id");
  g_task_return_error (task, error);
}

static void
foyer_lead_service_dispose (GObject *object)
{
  FoyerLeadService *self = FOYER_LEAD_SERVICE (object);

  g_clear_object (&self->client);
  G_OBJECT_CLASS (foyer_lead_service_parent_class)->dispose (object);
}

static void
foyer_lead_service_class_init (FoyerLeadServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = foyer_lead_service_dispose;
}

static void
foyer_lead_service_init (FoyerLeadService *self)
{
}

FoyerLeadService *
foyer_lead_service_new (FoyerClient *client)
{
  FoyerLeadService *self = g_object_new (FOYER_TYPE_LEAD_SERVICE, NULL);

  self->client = g_object_ref (client);
  return self;
}

/**
 * foyer_lead_service_prepare:
 * @lead: what is wanted
 * @base: (nullable): what the platform has; without one the lead is added
 *
 * An update carries what differs, the quality, and the parties whole when one of them differs (delivery.md, Retrying).
 *
 * Returns: (transfer full) (nullable): the signed request, from which the exact bytes and the date can be kept before
 * it is sent; `NULL` when nothing differs
 */
FoyerRequest *
foyer_lead_service_prepare (FoyerLeadService *self, FoyerLead *lead, FoyerLead *base)
{
  g_autoptr (GBytes) body = NULL;

  g_return_val_if_fail (FOYER_IS_LEAD_SERVICE (self), NULL);
  g_return_val_if_fail (base == NULL || foyer_lead_get_platform_id (base) > 0, NULL);

  body = foyer_lead_codec_write (lead, base);
  if (body == NULL)
    return NULL;
  return foyer_client_prepare (self->client, base != NULL ? FOYER_CALL_UPDATE : FOYER_CALL_ADD, WRITE_NAME_SPACE,
                               WRITE_ACTION, body);
}

/**
 * foyer_lead_service_send_async:
 * @request: from foyer_lead_service_prepare(), or of another call that answers with an id
 *
 * One attempt. After `FOYER_ERROR_CLOCK` the offset is learned: prepare anew and send that.
 */
void
foyer_lead_service_send_async (FoyerLeadService *self,
                               FoyerRequest *request,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FOYER_IS_LEAD_SERVICE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, foyer_lead_service_send_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_new0 (Outcome, 1), g_free);
  foyer_client_send_async (self->client, request, cancellable, sent_cb, g_steal_pointer (&task));
}

/**
 * foyer_lead_service_send_finish:
 * @platform_id: (out) (optional): the lead's id on the platform
 * @verdict: (out) (optional): what it means for what was sent
 *
 * Returns: whether the platform did it; else an error as from foyer_client_send_finish(). A refusal names the
 * parameters (foyer_error_get_parameter()), and foyer_lead_field_from_wire_name() their fields
 */
gboolean
foyer_lead_service_send_finish (
    FoyerLeadService *self, GAsyncResult *result, gint64 *platform_id, FoyerVerdict *verdict, GError **error)
{
  const Outcome *outcome;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  outcome = g_task_get_task_data (G_TASK (result));
  if (platform_id != NULL)
    *platform_id = outcome->platform_id;
  if (verdict != NULL)
    *verdict = outcome->verdict;
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * foyer_lead_service_add_or_update_async:
 * @lead: what is wanted
 * @base: (nullable): what the platform has; without one the lead is added
 *
 * Prepares and sends, once more after a stale date. For whoever keeps nothing: see foyer_lead_service_prepare().
 */
void
foyer_lead_service_add_or_update_async (FoyerLeadService *self,
                                        FoyerLead *lead,
                                        FoyerLead *base,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GBytes) body = NULL;

  g_return_if_fail (FOYER_IS_LEAD_SERVICE (self));
  g_return_if_fail (base == NULL || foyer_lead_get_platform_id (base) > 0);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, foyer_lead_service_add_or_update_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_new0 (Outcome, 1), g_free);
  body = foyer_lead_codec_write (lead, base);
  if (body == NULL)
    {
      g_task_return_error (task, foyer_error_new (FOYER_ERROR_INVALID, "There is nothing to send"));
      return;
    }
  foyer_client_call_async (self->client, base != NULL ? FOYER_CALL_UPDATE : FOYER_CALL_ADD, WRITE_NAME_SPACE,
                           WRITE_ACTION, body, cancellable, called_cb, g_steal_pointer (&task));
}

/**
 * foyer_lead_service_add_or_update_finish:
 * @platform_id: (out) (optional): the lead's id on the platform
 *
 * Returns: whether the platform did it; else an error as from foyer_lead_service_send_finish(), or
 * `FOYER_ERROR_INVALID` when nothing differed
 */
gboolean
foyer_lead_service_add_or_update_finish (FoyerLeadService *self,
                                         GAsyncResult *result,
                                         gint64 *platform_id,
                                         GError **error)
{
  return foyer_lead_service_send_finish (self, result, platform_id, NULL, error);
}

/**
 * foyer_lead_service_list_async:
 * @filter: (nullable): what to leave out; what the platform honours of it is for the caller to check
 * @start: the first row, from 0
 * @per_page: at most `FOYER_MAX_PER_PAGE`
 */
void
foyer_lead_service_list_async (FoyerLeadService *self,
                               FoyerFilter *filter,
                               guint start,
                               guint per_page,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FOYER_IS_LEAD_SERVICE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, foyer_lead_service_list_async);
  foyer_collection_fetch_async (&leads, self->client, filter, NULL, NULL, start, per_page, cancellable, page_listed_cb,
                                g_steal_pointer (&task));
}

/**
 * foyer_lead_service_list_finish:
 *
 * Returns: (transfer full): a page of [class@FoyerLead], whose unreadable fields are unknown
 */
FoyerPage *
foyer_lead_service_list_finish (FoyerLeadService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * foyer_lead_service_list_all_async:
 * @filter: (nullable): what to leave out
 * @max_pages: where to stop
 */
void
foyer_lead_service_list_all_async (FoyerLeadService *self,
                                   FoyerFilter *filter,
                                   guint max_pages,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FOYER_IS_LEAD_SERVICE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, foyer_lead_service_list_all_async);
  foyer_collection_fetch_all_async (&leads, self->client, filter, NULL, NULL, max_pages, cancellable, all_listed_cb,
                                    g_steal_pointer (&task));
}

/**
 * foyer_lead_service_list_all_finish:
 *
 * Returns: (transfer full): all pages in one; `is_last` is `FALSE` when there are more
 */
FoyerPage *
foyer_lead_service_list_all_finish (FoyerLeadService *self, GAsyncResult *result, GError **error)
{
  return foyer_lead_service_list_finish (self, result, error);
}

/**
 * foyer_lead_service_get_async:
 *
 * There is no call for one lead: the list is asked for its id, and what comes is checked.
 */
void
foyer_lead_service_get_async (FoyerLeadService *self,
                              gint64 platform_id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (FoyerFilter) filter = foyer_filter_new ();

  g_return_if_fail (FOYER_IS_LEAD_SERVICE (self));

  foyer_filter_add_id (filter, "id", platform_id);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, foyer_lead_service_get_async);
  g_task_set_task_data (task, g_memdup2 (&platform_id, sizeof platform_id), g_free);
  foyer_collection_fetch_async (&leads, self->client, filter, NULL, NULL, 0, 1, cancellable, one_listed_cb,
                                g_steal_pointer (&task));
}

/**
 * foyer_lead_service_get_finish:
 *
 * Returns: (transfer full): the lead as the platform shows it now, or `NULL` with `FOYER_ERROR_GONE` when there is
 * none, `FOYER_ERROR_UNSUPPORTED` when the platform does not honour the filter, or an error of the client's
 */
FoyerLead *
foyer_lead_service_get_finish (FoyerLeadService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
