/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages that were fetched into the mirror. */

#include "foyer-part-write.h"

#include "foyer-lead-cache.h"
#include "foyer-note-cache.h"
#include "foyer-party-cache.h"
#include "foyer-session-private.h"

typedef struct
{
  GError *error; /* owned, nullable: the first */
  guint n_left;
  guint n_forgotten;
} Writing;

static void
writing_free (gpointer data)
{
  Writing *writing = data;

  g_clear_error (&writing->error);
  g_free (writing);
}

/* Takes the error. */
static void
done_with_one (GTask *task, GError *error)
{
  Writing *writing = g_task_get_task_data (task);

  if (writing->error == NULL)
    writing->error = error;
  else
    g_clear_error (&error);
  if (--writing->n_left > 0)
    return;
  if (writing->error != NULL)
    g_task_return_error (task, g_steal_pointer (&writing->error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
leads_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  foyer_lead_cache_put_finish (FOYER_MIRROR_FILE (source), result, &error);
  done_with_one (task, error);
}

static void
parties_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  foyer_party_cache_put_finish (FOYER_MIRROR_FILE (source), result, &error);
  done_with_one (task, error);
}

static void
notes_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  foyer_note_cache_refresh_finish (FOYER_MIRROR_FILE (source), result, &error);
  done_with_one (task, error);
}

static void
anonymised_removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Writing *writing = g_task_get_task_data (task);
  GError *error = NULL;
  gboolean was_here;

  foyer_party_cache_remove_finish (FOYER_MIRROR_FILE (source), result, &was_here, &error);
  writing->n_forgotten += was_here ? 1 : 0;
  done_with_one (task, error);
}

static void
remove_anonymised (GTask *task, FoyerMirrorPart part, const FoyerPartPage *page)
{
  FoyerSession *session = g_task_get_source_object (task);
  Writing *writing = g_task_get_task_data (task);

  for (guint i = 0; page->anonymised != NULL && i < page->anonymised->len; i++)
    {
      writing->n_left++;
      foyer_party_cache_remove_async (
          session->mirror, part == FOYER_PART_COMPANIES ? FOYER_PARTY_COMPANY : FOYER_PARTY_PERSON,
          g_array_index (page->anonymised, gint64, i), NULL, anonymised_removed_cb, g_object_ref (task));
    }
}

void
foyer_part_write_async (FoyerSession *session,
                        FoyerMirrorPart part,
                        FoyerPartBatch *batch,
                        gint64 generation,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, NULL, callback, user_data);
  Writing *writing = g_new0 (Writing, 1);
  GPtrArray *rows = g_ptr_array_new_full (batch->n_pages * batch->per_page, g_object_unref);

  g_task_set_source_tag (task, foyer_part_write_async);
  g_task_set_task_data (task, writing, writing_free);
  writing->n_left = 1;
  for (guint i = 0; i < batch->n_pages; i++)
    {
      remove_anonymised (task, part, batch->pages[i]);
      g_ptr_array_extend_and_steal (rows, g_ptr_array_ref (batch->pages[i]->page->rows));
    }
  if (part == FOYER_PART_LEADS)
    {
      foyer_session_know_recent_leads (session, rows);
      foyer_lead_cache_refresh_async (session->mirror, rows, generation, NULL, leads_written_cb, g_object_ref (task));
    }
  else if (part == FOYER_PART_NOTES)
    foyer_note_cache_refresh_async (session->mirror, rows, generation, NULL, notes_written_cb, g_object_ref (task));
  else
    foyer_party_cache_refresh_async (session->mirror, rows, generation, NULL, parties_written_cb, g_object_ref (task));
}

gboolean
foyer_part_write_finish (FoyerSession *session, GAsyncResult *result, guint *n_forgotten, GError **error)
{
  const Writing *writing = g_task_get_task_data (G_TASK (result));

  *n_forgotten = writing->n_forgotten;
  return g_task_propagate_boolean (G_TASK (result), error);
}
