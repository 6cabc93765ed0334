/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Those who wait for a row, or for all of them before the application closes, or for a while. */

#include "foyer-outbox-private.h"

#include "foyer-outbox-need.h"

typedef struct
{
  FoyerOutboxWaits *waits; /* borrowed */
  GTask *task;             /* owned */
  char *uuid;              /* owned; NULL: a drain, or a settling */
  GSource *timeout;        /* owned; over early when the task is cancelled */
  gboolean settles;
  FoyerOutboxState state;
} Wait;

struct _FoyerOutboxWaits
{
  GPtrArray *waits;    /* owned, of Wait */
  FoyerOutbox *outbox; /* borrowed */
};

static void
wait_free (gpointer data)
{
  Wait *wait = data;

  g_source_destroy (wait->timeout);
  g_source_unref (wait->timeout);
  g_free (wait->uuid);
  g_clear_object (&wait->task);
  g_free (wait);
}

FoyerOutboxWaits *
foyer_outbox_waits_new (FoyerOutbox *outbox)
{
  FoyerOutboxWaits *self = g_new0 (FoyerOutboxWaits, 1);

  self->outbox = outbox;
  self->waits = g_ptr_array_new_with_free_func (wait_free);
  return self;
}

void
foyer_outbox_waits_free (FoyerOutboxWaits *self)
{
  g_ptr_array_unref (self->waits);
  g_free (self);
}

/* Every wait ends here, once. */
static void
end_wait (Wait *wait)
{
  FoyerOutboxWaits *self = wait->waits;
  g_autoptr (GTask) task = g_steal_pointer (&wait->task);
  guint answer = wait->uuid != NULL ? (guint) wait->state : foyer_outbox_get_n_waiting (self->outbox);

  g_ptr_array_remove_fast (self->waits, wait);
  g_task_return_int (task, answer);
}

static gboolean
time_over_cb (gpointer user_data)
{
  end_wait (user_data);
  return G_SOURCE_REMOVE;
}

static Wait *
add (FoyerOutboxWaits *self, GTask *task, guint seconds)
{
  Wait *wait = g_new0 (Wait, 1);

  wait->waits = self;
  wait->task = task;
  wait->timeout = g_timeout_source_new_seconds (seconds);
  if (g_task_get_cancellable (task) != NULL)
    {
      g_autoptr (GSource) cancelled = g_cancellable_source_new (g_task_get_cancellable (task));

      g_source_set_dummy_callback (cancelled);
      g_source_add_child_source (wait->timeout, cancelled);
    }
  g_source_set_callback (wait->timeout, time_over_cb, wait, NULL);
  g_source_set_static_name (wait->timeout, "foyer: wait for the outbox");
  g_source_attach (wait->timeout, NULL);
  g_ptr_array_add (self->waits, wait);
  return wait;
}

static gboolean
is_settled (FoyerOutboxState state)
{
  return foyer_outbox_state_is_final (state) || foyer_outbox_state_needs_person (state);
}

/* Takes the task, and returns the row's state from it. */
void
foyer_outbox_waits_add (FoyerOutboxWaits *self, GTask *task, const char *uuid, guint seconds)
{
  FoyerOutboxRecord *record = foyer_outbox_rows_find (foyer_outbox_get_rows (self->outbox), uuid);
  Wait *wait = add (self, task, seconds);

  wait->uuid = g_strdup (uuid);
  wait->state = record->state;
  if (is_settled (record->state) || seconds == 0)
    end_wait (wait);
}

/* Takes the task, and returns from it how many rows still wait. */
void
foyer_outbox_waits_add_drain (FoyerOutboxWaits *self, GTask *task, guint seconds)
{
  Wait *wait = add (self, task, seconds);

  if (seconds == 0)
    end_wait (wait);
  else
    foyer_outbox_waits_check_drain (self);
}

/* What this process has begun has ended, and it is known whether the key can read what it adds. */
static gboolean
is_still (FoyerOutboxWaits *self)
{
  FoyerSession *session = foyer_outbox_get_session (self->outbox);
  gboolean is_learning = session->n_reading_back > 0
                         && (foyer_account_get_abilities (session->account) & FOYER_ABILITY_READ_OWN_ADD_BACK) == 0;

  return !is_learning && !foyer_outbox_is_delivering (self->outbox);
}

/* Takes the task. Nothing new is begun. */
void
foyer_outbox_waits_add_settling (FoyerOutboxWaits *self, GTask *task, guint seconds)
{
  Wait *wait = add (self, task, seconds);

  wait->settles = TRUE;
  if (is_still (self))
    end_wait (wait);
}

void
foyer_outbox_waits_check_settled (FoyerOutboxWaits *self)
{
  for (guint i = 0; is_still (self) && i < self->waits->len;)
    {
      Wait *wait = self->waits->pdata[i];

      if (wait->settles)
        end_wait (wait);
      else
        i++;
    }
}

/* The first wait that is over. Whoever is answered may begin another wait, so each search begins anew. */
static Wait *
find_over (FoyerOutboxWaits *self, const char *uuid)
{
  for (guint i = 0; i < self->waits->len; i++)
    {
      Wait *wait = self->waits->pdata[i];

      if (!wait->settles && g_strcmp0 (wait->uuid, uuid) == 0 && (uuid == NULL || is_settled (wait->state)))
        return wait;
    }
  return NULL;
}

void
foyer_outbox_waits_row_changed (FoyerOutboxWaits *self, const FoyerOutboxRecord *record)
{
  Wait *over;

  for (guint i = 0; i < self->waits->len; i++)
    {
      Wait *wait = self->waits->pdata[i];

      if (g_strcmp0 (wait->uuid, record->uuid) == 0)
        wait->state = record->state;
    }
  while ((over = find_over (self, record->uuid)) != NULL)
    end_wait (over);
}

/* Whether a row can be sent without a person: not one that waits for a company that was refused. */
static gboolean
can_anything_move (FoyerOutboxWaits *self)
{
  FoyerOutboxRows *rows = foyer_outbox_get_rows (self->outbox);

  for (guint i = 0; i < foyer_outbox_rows_get_n (rows); i++)
    {
      const FoyerOutboxRecord *record = foyer_outbox_rows_get_record (rows, i);
      const FoyerOutboxRecord *needed;

      if (foyer_outbox_state_needs_person (record->state))
        continue;
      needed = record->needs != NULL ? foyer_outbox_get_needed (self->outbox, record) : NULL;
      if (needed == NULL || foyer_outbox_need_judge (needed->state, NULL) != FOYER_NEED_STUCK)
        return TRUE;
    }
  return FALSE;
}

/* A drain is over when nothing waits any more, or nothing is being done about it: offline, or the key was refused, or
 * a person has to see to it first. */
void
foyer_outbox_waits_check_drain (FoyerOutboxWaits *self)
{
  Wait *over;

  foyer_outbox_waits_check_settled (self);
  if (find_over (self, NULL) == NULL || (foyer_outbox_is_delivering (self->outbox) && can_anything_move (self)))
    return;
  while ((over = find_over (self, NULL)) != NULL)
    end_wait (over);
}

typedef struct
{
  GSourceOnceFunc func;
  gpointer data;
} After;

static gboolean
after_cb (gpointer user_data)
{
  After *after = user_data;

  after->func (after->data);
  return G_SOURCE_REMOVE;
}

/* Calls func once: when the time is over, or at once when it is cancelled. */
void
foyer_outbox_after (guint seconds, GCancellable *cancellable, GSourceOnceFunc func, gpointer data)
{
  g_autoptr (GSource) source = g_timeout_source_new_seconds (seconds);
  g_autoptr (GSource) cancelled = g_cancellable_source_new (cancellable);
  After *after = g_new0 (After, 1);

  after->func = func;
  after->data = data;
  g_source_set_dummy_callback (cancelled);
  g_source_add_child_source (source, cancelled);
  g_source_set_callback (source, after_cb, after, g_free);
  g_source_set_static_name (source, "foyer: after a while");
  g_source_attach (source, g_main_context_get_thread_default ());
}
