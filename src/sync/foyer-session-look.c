/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks on the platform for an attempt whose reply did not come (delivery.md, Uncertain adds): asks, and has
 * foyer-arrival judge. */

#include "foyer-session-private.h"

#include "foyer-attempt.h"
#include "foyer-look.h"

#define MAX_PAGES 50 /* beyond it "not there" is not believed */

typedef struct
{
  FoyerLook *look;
  GBytes *body;
  char *uuid;
  gint64 sent;
} Looking;

void
foyer_look_free (FoyerLook *look)
{
  g_clear_object (&look->attempt);
  g_free (look);
}

static void
looking_free (gpointer data)
{
  Looking *looking = data;

  g_clear_pointer (&looking->look, foyer_look_free);
  g_bytes_unref (looking->body);
  g_free (looking->uuid);
  g_free (looking);
}

static void
return_look (GTask *task)
{
  Looking *looking = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&looking->look), (GDestroyNotify) foyer_look_free);
}

/* Whether the pages show all there is: a list that repeats itself or has no end shows nothing about what is not in it.
 */
static gboolean
is_whole (const FoyerPage *page)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < page->received_ids->len; i++)
    g_hash_table_add (ids, &g_array_index (page->received_ids, gint64, i));
  return page->is_last && page->n_bad == 0 && (page->n_received == 0 || page->n_received < 2 * g_hash_table_size (ids));
}

static void
added_leads_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerSession *self = g_task_get_source_object (task);
  Looking *looking = g_task_get_task_data (task);
  FoyerLook *look = looking->look;
  guint lifetime = foyer_account_get_request_lifetime (self->account);
  g_autoptr (GHashTable) known_before = NULL;
  GError *error = NULL;
  g_autoptr (FoyerPage) page = foyer_lead_service_list_all_finish (FOYER_LEAD_SERVICE (source), result, &error);

  foyer_session_heard (self, FOYER_CALL_READ, error);
  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  known_before = foyer_session_get_known_before (self, looking->uuid);
  look->believed_after = foyer_arrival_get_believed_after (looking->sent, lifetime);
  look->arrival = foyer_arrival_judge_add (look->attempt, page->rows, known_before, looking->sent, lifetime,
                                           page->server_date, &look->platform_id);
  if (look->arrival == FOYER_ARRIVAL_ABSENT && !is_whole (page))
    {
      look->arrival = FOYER_ARRIVAL_TOO_EARLY;
      look->believed_after = 0;
    }
  return_look (task);
}

static void
updated_lead_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerSession *self = g_task_get_source_object (task);
  Looking *looking = g_task_get_task_data (task);
  FoyerLook *look = looking->look;
  GError *error = NULL;
  g_autoptr (FoyerLead) row = foyer_session_fetch_lead_finish (self, result, &error);

  if (row == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  look->arrival = foyer_arrival_judge_update (look->attempt, look->sent_fields, row) ? FOYER_ARRIVAL_FOUND
                                                                                     : FOYER_ARRIVAL_ABSENT;
  return_look (task);
}

static void
look_ready (FoyerSession *self, GTask *task)
{
  const Looking *looking = g_task_get_task_data (task);
  g_autoptr (FoyerFilter) filter = foyer_filter_new ();

  foyer_filter_add_time (filter, "createdDate__GREATERTHAN", foyer_arrival_get_earliest (looking->sent));
  foyer_lead_service_list_all_async (self->lead_service, filter, MAX_PAGES, g_task_get_cancellable (task),
                                     added_leads_listed_cb, task);
}

static void
read_attempt_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Looking *looking = task_data;
  GError *error = NULL;

  looking->look->attempt = foyer_attempt_read (looking->body, &looking->look->sent_fields, &looking->look->platform_id,
                                               &error);
  if (looking->look->attempt != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
attempt_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerSession *self = FOYER_SESSION (source);
  const Looking *looking = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_error (task, error);
  else if (looking->look->platform_id > 0)
    foyer_session_fetch_lead_async (self, looking->look->platform_id, g_task_get_cancellable (task),
                                    updated_lead_listed_cb, g_object_ref (task));
  else
    foyer_session_with_client (self, g_steal_pointer (&task), look_ready);
}

/* The draft is one that was sent. */
void
foyer_session_look_async (
    FoyerSession *self, FoyerDraft *draft, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GTask) reading = NULL;
  Looking *looking = g_new0 (Looking, 1);
  GBytes *body = foyer_draft_get_sent_body (draft);

  looking->look = g_new0 (FoyerLook, 1);
  looking->body = body != NULL ? g_bytes_ref (body) : g_bytes_new_static ("", 0);
  looking->uuid = g_strdup (foyer_draft_get_uuid (draft));
  looking->sent = foyer_draft_get_sent (draft);
  g_task_set_source_tag (task, foyer_session_look_async);
  g_task_set_task_data (task, looking, looking_free);

  reading = g_task_new (self, NULL, attempt_read_cb, task);
  g_task_set_task_data (reading, looking, NULL);
  g_task_run_in_thread (reading, read_attempt_thread);
}

FoyerLook *
foyer_session_look_finish (FoyerSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
