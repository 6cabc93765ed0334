/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One page of leads, of companies, of people or of notes, and whether the platform honoured what it was asked. */

#include "foyer-part-page.h"

#include "foyer-session-private.h"

typedef struct
{
  gint64 changed_since;
  gint64 from_id;
} Bounds;

void
foyer_part_page_free (FoyerPartPage *self)
{
  g_clear_pointer (&self->page, foyer_page_free);
  g_clear_pointer (&self->anonymised, g_array_unref);
  g_free (self);
}

static gboolean
is_honoured (const FoyerPage *page, const Bounds *bounds)
{
  for (guint i = 0; i < page->rows->len; i++)
    {
      gint64 modified = foyer_lead_is_set (page->rows->pdata[i], FOYER_LEAD_MODIFIED)
                            ? foyer_lead_get_date (page->rows->pdata[i], FOYER_LEAD_MODIFIED)
                            : 0;

      if ((modified > 0 && modified < bounds->changed_since)
          || foyer_lead_get_platform_id (page->rows->pdata[i]) < bounds->from_id)
        return FALSE;
    }
  return TRUE;
}

static void
leads_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerSession *session = g_task_get_source_object (task);
  GError *error = NULL;
  FoyerPage *page = foyer_lead_service_list_finish (FOYER_LEAD_SERVICE (source), result, &error);
  FoyerPartPage *part_page;

  foyer_session_heard (session, FOYER_CALL_READ, error);
  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  part_page = g_new0 (FoyerPartPage, 1);
  part_page->page = page;
  part_page->is_honoured = is_honoured (page, g_task_get_task_data (task));
  g_task_return_pointer (task, part_page, (GDestroyNotify) foyer_part_page_free);
}

static void
notes_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerSession *session = g_task_get_source_object (task);
  const Bounds *bounds = g_task_get_task_data (task);
  GError *error = NULL;
  FoyerPage *page = foyer_note_service_list_finish (FOYER_NOTE_SERVICE (source), result, &error);
  FoyerPartPage *part_page;

  foyer_session_heard (session, FOYER_CALL_READ, error);
  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  part_page = g_new0 (FoyerPartPage, 1);
  part_page->page = page;
  part_page->is_honoured = TRUE;
  for (guint i = 0; i < page->rows->len; i++)
    {
      gint64 modified = foyer_note_get_modified (page->rows->pdata[i]);

      if ((modified > 0 && modified < bounds->changed_since)
          || foyer_note_get_id (page->rows->pdata[i]) < bounds->from_id)
        part_page->is_honoured = FALSE;
    }
  g_task_return_pointer (task, part_page, (GDestroyNotify) foyer_part_page_free);
}

static void
parties_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerSession *session = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (FoyerDirectoryPage)
      page = foyer_directory_service_list_finish (FOYER_DIRECTORY_SERVICE (source), result, &error);
  FoyerPartPage *part_page;

  foyer_session_heard (session, FOYER_CALL_READ, error);
  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  part_page = g_new0 (FoyerPartPage, 1);
  part_page->is_honoured = page->is_honoured;
  part_page->page = g_steal_pointer (&page->page);
  part_page->anonymised = g_steal_pointer (&page->anonymised);
  g_free (g_steal_pointer (&page));
  g_task_return_pointer (task, part_page, (GDestroyNotify) foyer_part_page_free);
}

/**
 * foyer_part_page_fetch_async:
 * @changed_since: unix seconds; 0 for all
 * @from_id: only this id and higher ones; 0 for all
 */
void
foyer_part_page_fetch_async (FoyerSession *session,
                             FoyerMirrorPart part,
                             gint64 changed_since,
                             gint64 from_id,
                             guint start,
                             guint per_page,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new (session, cancellable, callback, user_data);
  g_autoptr (FoyerFilter) filter = NULL;
  Bounds bounds = { changed_since, from_id };

  g_task_set_source_tag (task, foyer_part_page_fetch_async);
  g_task_set_task_data (task, g_memdup2 (&bounds, sizeof bounds), g_free);
  if (part == FOYER_PART_COMPANIES || part == FOYER_PART_PEOPLE)
    {
      foyer_directory_service_list_async (
          session->directory_service, part == FOYER_PART_COMPANIES ? FOYER_PARTY_COMPANY : FOYER_PARTY_PERSON,
          changed_since, from_id, start, per_page, cancellable, parties_listed_cb, task);
      return;
    }
  filter = foyer_filter_new ();
  if (changed_since > 0)
    foyer_filter_add_time (filter, "modifiedDate__GREATERTHAN", changed_since);
  if (from_id > 0)
    foyer_filter_add_id (filter, "id__GREATERTHAN", from_id);
  if (part == FOYER_PART_NOTES)
    foyer_note_service_list_page_async (session->note_service, filter, start, per_page, cancellable, notes_listed_cb,
                                        task);
  else
    foyer_lead_service_list_async (session->lead_service, filter, start, per_page, cancellable, leads_listed_cb, task);
}

FoyerPartPage *
foyer_part_page_fetch_finish (FoyerSession *session, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
