/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fetches notes in the background, slowly. */

#include "foyer-note-trickle.h"

#include "foyer-note-cache.h"
#include "foyer-session-private.h"

#define PACE          1  /* seconds from one answer to the next question */
#define AT_A_TIME     50 /* leads that are looked up in the mirror at once */
#define BUSY_PATIENCE 30 /* seconds, where the platform does not say how many */

struct _FoyerNoteTrickle
{
  GArray *due;       /* owned, nullable: of gint64: leads whose notes are to be fetched */
  GHashTable *tried; /* owned: of gint64 *: asked for since the start, however that ended */

  FoyerSession *session; /* borrowed */

  guint position; /* in due */
  guint timer_id;
  gboolean is_running;
};

static void ask_due (FoyerNoteTrickle *self);

FoyerNoteTrickle *
foyer_note_trickle_new (FoyerSession *session)
{
  FoyerNoteTrickle *self = g_new0 (FoyerNoteTrickle, 1);

  self->session = session;
  self->tried = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return self;
}

/* Nothing is under way any more: the session ends what is, first. */
void
foyer_note_trickle_free (FoyerNoteTrickle *self)
{
  g_clear_handle_id (&self->timer_id, g_source_remove);
  g_clear_pointer (&self->due, g_array_unref);
  g_hash_table_unref (self->tried);
  g_free (self);
}

static void
stop (FoyerNoteTrickle *self)
{
  self->is_running = FALSE;
  g_clear_pointer (&self->due, g_array_unref);
  g_hash_table_remove_all (self->tried);
}

/* The next lead that was not asked for yet; 0 at the end. */
static gint64
next_lead (FoyerNoteTrickle *self)
{
  while (self->position < self->due->len)
    {
      gint64 id = g_array_index (self->due, gint64, self->position++);

      if (g_hash_table_add (self->tried, g_memdup2 (&id, sizeof id)))
        return id;
    }
  return 0;
}

static gboolean
may_ask (FoyerNoteTrickle *self)
{
  return !g_cancellable_is_cancelled (self->session->closing) && self->session->note_service != NULL
         && foyer_session_get_trouble (self->session) == FOYER_TROUBLE_NONE
         && !g_network_monitor_get_network_metered (g_network_monitor_get_default ());
}

static void notes_fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static gboolean
ask_cb (gpointer user_data)
{
  FoyerNoteTrickle *self = user_data;
  gint64 id;

  self->timer_id = 0;
  if (!may_ask (self))
    {
      stop (self);
      return G_SOURCE_REMOVE;
    }
  id = next_lead (self);
  if (id > 0)
    {
      GTask *task = foyer_session_start (self->session, TRUE, NULL, NULL, NULL, ask_cb);

      foyer_session_fetch_notes_async (self->session, id, g_task_get_cancellable (task), notes_fetched_cb, task);
    }
  else
    ask_due (self);
  return G_SOURCE_REMOVE;
}

static void
ask_after (FoyerNoteTrickle *self, guint seconds)
{
  if (g_cancellable_is_cancelled (self->session->closing))
    {
      stop (self);
      return;
    }
  self->timer_id = g_timeout_add_seconds_full (G_PRIORITY_LOW, seconds, ask_cb, self, NULL);
  g_source_set_static_name (g_main_context_find_source_by_id (NULL, self->timer_id), "foyer: notes");
}

static void
notes_fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerNoteTrickle *self = FOYER_SESSION (source)->trickle;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) notes = foyer_session_fetch_notes_finish (FOYER_SESSION (source), result, &error);

  if (notes != NULL || g_error_matches (error, FOYER_ERROR, FOYER_ERROR_REFUSED)
      || g_error_matches (error, FOYER_ERROR, FOYER_ERROR_GONE))
    ask_after (self, PACE);
  else if (g_error_matches (error, FOYER_ERROR, FOYER_ERROR_BUSY))
    ask_after (self, MAX (BUSY_PATIENCE, (guint) MAX (foyer_error_get_retry_after (error), 0)));
  else
    stop (self);
  g_task_return_boolean (task, TRUE);
}

static void
due_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerNoteTrickle *self = ((FoyerSession *) g_task_get_source_object (task))->trickle;
  g_autoptr (GError) error = NULL;
  gboolean is_new = FALSE;

  g_clear_pointer (&self->due, g_array_unref);
  self->due = foyer_note_cache_list_due_finish (FOYER_MIRROR_FILE (source), result, &error);
  self->position = 0;
  for (guint i = 0; self->due != NULL && i < self->due->len; i++)
    is_new |= !g_hash_table_contains (self->tried, &g_array_index (self->due, gint64, i));
  if (is_new)
    ask_after (self, PACE);
  else
    stop (self);
  g_task_return_boolean (task, TRUE);
}

static void
ask_due (FoyerNoteTrickle *self)
{
  GTask *task = foyer_session_start (self->session, TRUE, NULL, NULL, NULL, ask_due);

  foyer_note_cache_list_due_async (self->session->mirror, foyer_account_get_user_id (self->session->account), AT_A_TIME,
                                   g_task_get_cancellable (task), due_listed_cb, task);
}

void
foyer_note_trickle_start (FoyerNoteTrickle *self)
{
  if (self->is_running || !may_ask (self))
    return;
  self->is_running = TRUE;
  ask_due (self);
}
