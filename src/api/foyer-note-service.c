/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The notes of leads on the platform: list those of a lead, add or update one (platform-api.md, 5). */

#include "foyer-note-service.h"

#include "foyer-json.h"
#include "foyer-text.h"

#define NAME_SPACE   "crm"
#define WRITE_ACTION "addOrUpdateLeadNote"
#define MAX_PAGES    10

struct _FoyerNoteService
{
  GObject parent_instance;

  FoyerClient *client; /* owned */
};

G_DEFINE_FINAL_TYPE (FoyerNoteService, foyer_note_service, G_TYPE_OBJECT)

/* Notes of other leads are not taken: the list may not honour what it was asked for. */
static gpointer
read_note (JsonObject *row, gboolean *is_bad, gpointer read_data)
{
  gint64 lead_id = *(const gint64 *) read_data, its_lead_id = foyer_json_get_id (row, "leadId");
  g_autofree char *source = foyer_json_get_text (row, "note");

  if (its_lead_id != 0 && its_lead_id != lead_id)
    return NULL;
  return foyer_note_new (foyer_json_get_id (row, "id"), lead_id, source, foyer_json_get_id (row, "createdByUserId"),
                         foyer_json_get_time (row, "createdDate"), foyer_json_get_time (row, "modifiedDate"));
}

/* A note whose lead is not told is no use. */
static gpointer
read_note_of_any_lead (JsonObject *row, gboolean *is_bad, gpointer read_data)
{
  gint64 lead_id = foyer_json_get_id (row, "leadId");

  *is_bad = lead_id == 0;
  return lead_id != 0 ? read_note (row, is_bad, &lead_id) : NULL;
}

static const FoyerCollection notes = { NAME_SPACE, "getLeadNoteList", read_note, g_object_unref };
static const FoyerCollection all_notes = { NAME_SPACE, "getLeadNoteList", read_note_of_any_lead, g_object_unref };

static void
foyer_note_service_dispose (GObject *object)
{
  FoyerNoteService *self = FOYER_NOTE_SERVICE (object);

  g_clear_object (&self->client);
  G_OBJECT_CLASS (foyer_note_service_parent_class)->dispose (object);
}

static void
foyer_note_service_class_init (FoyerNoteServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = foyer_note_service_dispose;
}

static void
foyer_note_service_init (FoyerNoteService *self)
{
}

FoyerNoteService *
foyer_note_service_new (FoyerClient *client)
{
  FoyerNoteService *self = g_object_new (FOYER_TYPE_NOTE_SERVICE, NULL);

  self->client = g_object_ref (client);
  return self;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  FoyerPage *page = foyer_collection_fetch_all_finish (FOYER_CLIENT (source), result, &error);

  if (page != NULL)
    g_task_return_pointer (task, page, (GDestroyNotify) foyer_page_free);
  else
    g_task_return_error (task, error);
}

/**
 * foyer_note_service_list_async:
 * @lead_id: whose notes
 */
void
foyer_note_service_list_async (
    FoyerNoteService *self, gint64 lead_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (FoyerFilter) filter = foyer_filter_new ();

  g_return_if_fail (FOYER_IS_NOTE_SERVICE (self));

  foyer_filter_set_parameter_id (filter, "leadId", lead_id);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, foyer_note_service_list_async);
  foyer_collection_fetch_all_async (&notes, self->client, filter, g_memdup2 (&lead_id, sizeof lead_id), g_free,
                                    MAX_PAGES, cancellable, listed_cb, g_steal_pointer (&task));
}

/**
 * foyer_note_service_list_finish:
 *
 * Ends foyer_note_service_list_async() and foyer_note_service_list_page_async().
 *
 * Returns: (transfer full): all notes, or those of the page, as a page of [class@FoyerNote], in the platform's order;
 * `FOYER_ERROR_REFUSED` with 24441 when there is no such lead, or another error of the client's
 */
FoyerPage *
foyer_note_service_list_finish (FoyerNoteService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
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

/**
 * foyer_note_service_list_page_async:
 * @filter: (nullable): what to leave out
 * @start: the first note, from 0
 * @per_page: at most `FOYER_MAX_PER_PAGE`
 *
 * One page of the notes of all leads. Nothing public says that the platform gives it: where it does not, it is
 * `FOYER_ERROR_REFUSED`. Ends with foyer_note_service_list_finish().
 */
void
foyer_note_service_list_page_async (FoyerNoteService *self,
                                    FoyerFilter *filter,
                                    guint start,
                                    guint per_page,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *task;

  g_return_if_fail (FOYER_IS_NOTE_SERVICE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, foyer_note_service_list_page_async);
  foyer_collection_fetch_async (&all_notes, self->client, filter, NULL, NULL, start, per_page, cancellable,
                                page_listed_cb, task);
}

static GBytes *
write_body (gint64 lead_id, gint64 note_id, const char *text)
{
  g_autoptr (JsonObject) parameters = json_object_new ();
  g_autofree char *clean = foyer_text_clean (text, TRUE);

  if (note_id > 0)
    json_object_set_int_member (parameters, "id", note_id);
  json_object_set_int_member (parameters, "leadId", lead_id);
  json_object_set_string_member (parameters, "note", clean);
  return foyer_json_to_bytes (parameters);
}

/**
 * foyer_note_service_prepare:
 * @note_id: the note to change, or 0 to add one
 *
 * Returns: (transfer full): the signed request, to be kept before it is sent with foyer_client_send_async()
 */
FoyerRequest *
foyer_note_service_prepare (FoyerNoteService *self, gint64 lead_id, gint64 note_id, const char *text)
{
  g_autoptr (GBytes) body = NULL;

  g_return_val_if_fail (FOYER_IS_NOTE_SERVICE (self) && lead_id > 0, NULL);

  body = write_body (lead_id, note_id, text);
  return foyer_client_prepare (self->client, note_id > 0 ? FOYER_CALL_UPDATE : FOYER_CALL_ADD, NAME_SPACE, WRITE_ACTION,
                               body);
}

/**
 * foyer_note_service_read_text:
 * @body: of a request that was sent
 *
 * Returns: (transfer full) (nullable): the note's text in it
 */
char *
foyer_note_service_read_text (GBytes *body)
{
  g_autoptr (JsonNode) root = foyer_json_parse (body, NULL);
  JsonObject *object = root != NULL ? foyer_json_node_object (root) : NULL;

  return object != NULL ? foyer_json_get_text (object, "note") : NULL;
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (FoyerReply) reply = foyer_client_call_finish (FOYER_CLIENT (source), result, &error);
  gint64 id;

  if (reply == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  id = foyer_json_get_id (foyer_reply_get_object (reply), "id");
  g_task_return_pointer (task, g_memdup2 (&id, sizeof id), g_free);
}

/**
 * foyer_note_service_add_or_update_async:
 * @note_id: the note to change, or 0 to add one
 */
void
foyer_note_service_add_or_update_async (FoyerNoteService *self,
                                        gint64 lead_id,
                                        gint64 note_id,
                                        const char *text,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GBytes) body = NULL;

  g_return_if_fail (FOYER_IS_NOTE_SERVICE (self));
  g_return_if_fail (lead_id > 0);

  body = write_body (lead_id, note_id, text);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, foyer_note_service_add_or_update_async);
  g_task_set_check_cancellable (task, FALSE);
  foyer_client_call_async (self->client, note_id > 0 ? FOYER_CALL_UPDATE : FOYER_CALL_ADD, NAME_SPACE, WRITE_ACTION,
                           body, cancellable, saved_cb, g_steal_pointer (&task));
}

/**
 * foyer_note_service_add_or_update_finish:
 * @note_id: (out) (optional): the note's id, 0 when the platform did not say it
 */
gboolean
foyer_note_service_add_or_update_finish (FoyerNoteService *self, GAsyncResult *result, gint64 *note_id, GError **error)
{
  g_autofree gint64 *id = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  id = g_task_propagate_pointer (G_TASK (result), error);
  if (id != NULL && note_id != NULL)
    *note_id = *id;
  return id != NULL;
}
