/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What two refreshes of everything did not show is looked up by its id, and forgotten when it is gone. */

#include "foyer-part-refresh.h"

#include "foyer-lead-cache.h"
#include "foyer-party-cache.h"
#include "foyer-session-private.h"

#define MAX_LOOKED_UP 500 /* a refresh; the others are looked up after the next */
#define MAX_PATIENCE  60  /* seconds */
#define MAX_BUSY      5   /* times in a row that the platform says: too many */
#define MAX_TROUBLES  3   /* times in a row that there is no answer to a look */

typedef struct
{
  FoyerMirrorPart part;
  gint64 generation;
  GArray *ids; /* owned, nullable */
  guint position;
  guint n_gone;
  guint n_busy;
  guint n_troubles;
  guint retry_id;
  gint64 pause_left; /* seconds */
} Clearing;

static void look_up_next (GTask *task);

static void
clearing_free (gpointer data)
{
  Clearing *clearing = data;

  g_clear_handle_id (&clearing->retry_id, g_source_remove);
  g_clear_pointer (&clearing->ids, g_array_unref);
  g_free (clearing);
}

static FoyerPartyKind
get_kind (const Clearing *clearing)
{
  return clearing->part == FOYER_PART_COMPANIES ? FOYER_PARTY_COMPANY : FOYER_PARTY_PERSON;
}

static gint64
get_id (const Clearing *clearing)
{
  return g_array_index (clearing->ids, gint64, clearing->position);
}

static void
done_with_one (GTask *task, GError *error)
{
  Clearing *clearing = g_task_get_task_data (task);

  clearing->position++;
  if (error != NULL)
    g_task_return_error (task, error);
  else
    look_up_next (task);
}

static void
lead_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  done_with_one (task, error);
}

static void
lead_removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  foyer_lead_cache_remove_finish (FOYER_MIRROR_FILE (source), result, &error);
  done_with_one (task, error);
}

static void
party_removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  gboolean was_here;

  foyer_party_cache_remove_finish (FOYER_MIRROR_FILE (source), result, &was_here, &error);
  done_with_one (task, error);
}

static gboolean
retry_cb (gpointer user_data)
{
  GTask *task = user_data;
  Clearing *clearing = g_task_get_task_data (task);

  if (--clearing->pause_left > 0 && !g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    return G_SOURCE_CONTINUE;
  clearing->retry_id = 0;
  if (!g_task_return_error_if_cancelled (task))
    look_up_next (task);
  return G_SOURCE_REMOVE;
}

/* The platform wants us to wait: whether it is worth it. */
static gboolean
look_up_later (GTask *task, const GError *error)
{
  Clearing *clearing = g_task_get_task_data (task);
  gint64 pause = foyer_error_get_retry_after (error);

  if (!g_error_matches (error, FOYER_ERROR, FOYER_ERROR_BUSY) || ++clearing->n_busy > MAX_BUSY)
    return FALSE;
  if (pause <= 0)
    pause = (gint64) 1 << (clearing->n_busy - 1);
  if (pause > MAX_PATIENCE)
    return FALSE;
  clearing->pause_left = pause;
  clearing->retry_id = g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, 1, retry_cb, g_object_ref (task),
                                                   g_object_unref);
  g_source_set_static_name (g_main_context_find_source_by_id (NULL, clearing->retry_id), "foyer: look up again");
  return TRUE;
}

/* What cannot be looked up stays until after the next refresh of everything, and does not keep the other parts from
 * their turn. Takes the error. */
static void
not_looked_up (GTask *task, GError *error)
{
  Clearing *clearing = g_task_get_task_data (task);

  if (error->domain != FOYER_ERROR || error->code == FOYER_ERROR_KEYRING || error->code == FOYER_ERROR_UNAUTHORIZED)
    {
      g_task_return_error (task, error);
      return;
    }
  if (!look_up_later (task, error))
    {
      gboolean is_about_all = error->code == FOYER_ERROR_UNSUPPORTED || error->code == FOYER_ERROR_FORBIDDEN
                              || error->code == FOYER_ERROR_BUSY;

      g_info ("Could not look up what may be gone: %s", error->message);
      clearing->position++;
      if (is_about_all || ++clearing->n_troubles >= MAX_TROUBLES)
        g_task_return_boolean (task, TRUE);
      else
        look_up_next (task);
    }
  g_error_free (error);
}

/* Takes the object, which is there after all, or the error. */
static void
looked_up (GTask *task, GObject *object, GError *error)
{
  FoyerSession *session = g_task_get_source_object (task);
  Clearing *clearing = g_task_get_task_data (task);

  foyer_session_heard (session, FOYER_CALL_READ, error);
  if (object != NULL || g_error_matches (error, FOYER_ERROR, FOYER_ERROR_GONE))
    clearing->n_busy = clearing->n_troubles = 0;
  if (object != NULL)
    {
      GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);

      g_ptr_array_add (rows, object);
      if (clearing->part == FOYER_PART_LEADS)
        foyer_lead_cache_refresh_async (session->mirror, rows, clearing->generation, NULL, lead_done_cb,
                                        g_object_ref (task));
      else
        foyer_party_cache_refresh_async (session->mirror, rows, clearing->generation, NULL, lead_done_cb,
                                         g_object_ref (task));
    }
  else if (g_error_matches (error, FOYER_ERROR, FOYER_ERROR_GONE))
    {
      g_error_free (error);
      clearing->n_gone++;
      if (clearing->part == FOYER_PART_LEADS)
        foyer_lead_cache_remove_async (session->mirror, get_id (clearing), NULL, lead_removed_cb, g_object_ref (task));
      else
        foyer_party_cache_remove_async (session->mirror, get_kind (clearing), get_id (clearing), NULL, party_removed_cb,
                                        g_object_ref (task));
    }
  else
    not_looked_up (task, error);
}

static void
lead_looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  FoyerLead *lead = foyer_lead_service_get_finish (FOYER_LEAD_SERVICE (source), result, &error);

  looked_up (task, (GObject *) lead, error);
}

static void
party_looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  FoyerParty *party = foyer_directory_service_get_finish (FOYER_DIRECTORY_SERVICE (source), result, &error);

  looked_up (task, (GObject *) party, error);
}

/* All notes of a lead of which one was not shown: what the mirror has of them is what there is, then. */
static void
notes_looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Clearing *clearing = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) notes = foyer_session_fetch_notes_finish (FOYER_SESSION (source), result, &error);

  if (notes != NULL)
    clearing->n_gone++;
  else if (g_error_matches (error, FOYER_ERROR, FOYER_ERROR_REFUSED))
    g_clear_error (&error); /* the lead is gone, and its turn comes */
  if (error != NULL)
    {
      not_looked_up (task, error);
      return;
    }
  clearing->n_busy = clearing->n_troubles = 0;
  done_with_one (task, NULL);
}

static void
look_up_next (GTask *task)
{
  FoyerSession *session = g_task_get_source_object (task);
  Clearing *clearing = g_task_get_task_data (task);

  if (clearing->position >= MIN (clearing->ids->len, MAX_LOOKED_UP))
    g_task_return_boolean (task, TRUE);
  else if (session->client == NULL)
    g_task_return_error (task, foyer_error_new (FOYER_ERROR_KEYRING, "The secret of this account is not known"));
  else if (clearing->part == FOYER_PART_NOTES)
    foyer_session_fetch_notes_async (session, get_id (clearing), g_task_get_cancellable (task), notes_looked_up_cb,
                                     g_object_ref (task));
  else if (clearing->part == FOYER_PART_LEADS)
    foyer_lead_service_get_async (session->lead_service, get_id (clearing), g_task_get_cancellable (task),
                                  lead_looked_up_cb, g_object_ref (task));
  else
    foyer_directory_service_get_async (session->directory_service, get_kind (clearing), get_id (clearing),
                                       g_task_get_cancellable (task), party_looked_up_cb, g_object_ref (task));
}

static void
missing_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Clearing *clearing = g_task_get_task_data (task);
  GError *error = NULL;

  clearing->ids = foyer_progress_list_missing_finish (FOYER_MIRROR_FILE (source), result, &error);
  if (clearing->ids != NULL)
    look_up_next (task);
  else
    g_task_return_error (task, error);
}

static void
progress_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Clearing *clearing = g_task_get_task_data (task);
  GError *error = NULL;
  g_autofree FoyerProgress *progress = foyer_progress_load_finish (FOYER_MIRROR_FILE (source), result, &error);

  if (progress == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  clearing->generation = progress->generation;
  foyer_progress_list_missing_async (FOYER_MIRROR_FILE (source), clearing->part, progress->generation,
                                     g_task_get_cancellable (task), missing_listed_cb, g_object_ref (task));
}

void
foyer_part_refresh_clear_async (FoyerSession *session,
                                FoyerMirrorPart part,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task = g_task_new (session, cancellable, callback, user_data);
  Clearing *clearing = g_new0 (Clearing, 1);

  clearing->part = part;
  g_task_set_source_tag (task, foyer_part_refresh_clear_async);
  g_task_set_task_data (task, clearing, clearing_free);
  foyer_progress_load_async (session->mirror, part, cancellable, progress_loaded_cb, task);
}

/**
 * foyer_part_refresh_clear_finish:
 * @n_gone: (out): how many were forgotten
 */
gboolean
foyer_part_refresh_clear_finish (FoyerSession *session, GAsyncResult *result, guint *n_gone, GError **error)
{
  const Clearing *clearing = g_task_get_task_data (G_TASK (result));

  *n_gone = clearing->n_gone;
  return g_task_propagate_boolean (G_TASK (result), error);
}
