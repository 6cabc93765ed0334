/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of what was typed in the lead page and not saved: a draft is on the disk at every pause in typing, and
 * whatever is left for another lead is parked. Nothing asks, and nothing waits for the disk. */

#include "config.h"

#include "foyer-lead-page-private.h"

#include "foyer-error-text.h"
#include "foyer-error.h"

#include <glib/gi18n.h>

#define TYPING_PAUSE_MS 600

static void
draft_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerLeadPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (foyer_session_keep_draft_finish (FOYER_SESSION (source), result, &error)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  foyer_lead_page_toast (self, foyer_error_text (error), NULL, NULL);
}

static void
draft_discarded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerLeadPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!foyer_session_discard_draft_finish (FOYER_SESSION (source), result, &error))
    foyer_lead_page_toast (self, foyer_error_text (error), NULL, NULL);
}

/* Whether the form holds something that is nowhere else. */
static gboolean
has_unsaved (FoyerLeadPage *self)
{
  return self->session != NULL && foyer_lead_page_is_dirty (self) && (self->is_typed_in || self->has_draft);
}

/* What a lead that is not on the platform is compared with is only what was saved: its draft is a draft of a new lead.
 */
static FoyerLead *
get_draft_base (FoyerLeadPage *self)
{
  FoyerLead *base = foyer_lead_edit_get_base (foyer_lead_page_get_edit (self));

  return base != NULL && foyer_lead_get_platform_id (base) > 0 ? base : NULL;
}

void
foyer_lead_page_keep_draft_of (FoyerLeadPage *self, FoyerLead *lead, FoyerLead *base)
{
  foyer_session_keep_draft_async (self->session, lead, base, NULL, draft_kept_cb, g_object_ref (self));
}

/* Keeps the draft, or lets it go when everything was taken back. */
void
foyer_lead_page_keep_draft_now (FoyerLeadPage *self)
{
  foyer_lead_page_stop_keeping (self);
  if (has_unsaved (self))
    {
      self->has_draft = TRUE;
      foyer_lead_page_keep_draft_of (self, foyer_lead_page_get_lead (self), get_draft_base (self));
    }
  else if (self->has_draft)
    {
      foyer_lead_page_discard (self);
    }
}

static void
typing_paused_cb (gpointer user_data)
{
  FoyerLeadPage *self = user_data;

  self->draft_timeout = 0;
  foyer_lead_page_keep_draft_now (self);
}

void
foyer_lead_page_keep_draft_soon (FoyerLeadPage *self)
{
  g_clear_handle_id (&self->draft_timeout, g_source_remove);
  if (self->session != NULL)
    self->draft_timeout = g_timeout_add_once (TYPING_PAUSE_MS, typing_paused_cb, self);
}

void
foyer_lead_page_stop_keeping (FoyerLeadPage *self)
{
  g_clear_handle_id (&self->draft_timeout, g_source_remove);
}

void
foyer_lead_page_discard (FoyerLeadPage *self)
{
  foyer_lead_page_stop_keeping (self);
  self->has_draft = FALSE;
  if (self->session != NULL)
    foyer_session_discard_draft_async (self->session, foyer_lead_page_get_lead_uuid (self), NULL, draft_discarded_cb,
                                       g_object_ref (self));
}

/* Whatever is open is left for another lead. */
void
foyer_lead_page_park_current (FoyerLeadPage *self)
{
  gboolean tells = has_unsaved (self) && !self->told_kept;
  g_autofree char *uuid = g_strdup (foyer_lead_page_get_lead_uuid (self));

  foyer_lead_page_keep_draft_now (self);
  foyer_lead_page_stop_loading (self);
  self->has_draft = FALSE;
  self->told_kept = FALSE;
  foyer_lead_page_show_banner (self, FOYER_LEAD_BANNER_NONE, NULL, NULL);
  if (!tells)
    return;
  /* Translators: said when a lead that was not sent is left: what was typed is kept on this computer */
  foyer_lead_page_toast (self, _ ("Draft kept"), NULL, NULL);
  foyer_lead_page_emit_parked (self, uuid);
}

static void
parked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerLeadPage *self = g_task_get_source_object (task);
  GError *error = NULL;

  /* The window did not wait any longer. */
  if (self->form == NULL)
    {
      g_task_return_boolean (task, foyer_session_keep_draft_finish (FOYER_SESSION (source), result, NULL));
      return;
    }
  if (!foyer_session_keep_draft_finish (FOYER_SESSION (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (!self->told_kept)
    foyer_lead_page_toast (self, _ ("Draft kept"), NULL, NULL);
  self->told_kept = g_strcmp0 (g_task_get_task_data (task), foyer_lead_page_get_lead_uuid (self)) == 0;
  foyer_lead_page_emit_parked (self, g_task_get_task_data (task));
  g_task_return_boolean (task, TRUE);
}

/* Takes the task. */
static void
park (FoyerLeadPage *self, GTask *task)
{
  if (self->form != NULL)
    foyer_lead_page_stop_keeping (self);
  if (self->form == NULL || !has_unsaved (self))
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  self->has_draft = TRUE;
  g_task_set_task_data (task, g_strdup (foyer_lead_page_get_lead_uuid (self)), g_free);
  foyer_session_keep_draft_async (self->session, foyer_lead_page_get_lead (self), get_draft_base (self),
                                  g_task_get_cancellable (task), parked_cb, task);
}

/* The disk has answered a save: what waited for it goes on. */
void
foyer_lead_page_save_ended (FoyerLeadPage *self, const GError *error)
{
  GQueue parking = self->parking;
  GTask *task;

  self->n_saving--;
  if (error == NULL && self->n_saving > 0)
    return;
  g_queue_init (&self->parking);
  while ((task = g_queue_pop_head (&parking)) != NULL)
    {
      if (error == NULL)
        {
          park (self, task);
          continue;
        }
      g_task_return_error (task, g_error_copy (error));
      g_object_unref (task);
    }
}

/**
 * foyer_lead_page_park_async:
 *
 * Keeps what was typed, now, and calls back when it and what was saved are on the disk, also when @cancellable was
 * cancelled meanwhile. The lead stays open.
 */
void
foyer_lead_page_park_async (FoyerLeadPage *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task;

  g_return_if_fail (FOYER_IS_LEAD_PAGE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, foyer_lead_page_park_async);
  g_task_set_check_cancellable (task, FALSE);
  /* What is being saved is in no draft any more and not in the outbox yet: only the disk's answer says that it is safe.
   */
  if (self->n_saving > 0)
    g_queue_push_tail (&self->parking, task);
  else
    park (self, task);
}

/**
 * foyer_lead_page_park_finish:
 *
 * Returns: whether everything typed or saved is safe; if not, a `FOYER_ERROR` of the store says why
 */
gboolean
foyer_lead_page_park_finish (FoyerLeadPage *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
name_by_id (FoyerLead *lead, gint64 local_id, gint64 id)
{
  for (guint field = 0; lead != NULL && field < FOYER_N_WRITTEN_FIELDS; field++)
    if (foyer_lead_field_is_party (field) && foyer_lead_get_id (lead, field) == local_id)
      foyer_lead_set_id (lead, field, id);
}

/* A company or person that was made here is on the platform. On the disk that is so already, and nobody typed it. */
void
foyer_lead_page_name_by_id (FoyerLeadPage *self, gint64 local_id, gint64 id)
{
  self->opening++;
  name_by_id (foyer_lead_edit_get_base (foyer_lead_page_get_edit (self)), local_id, id);
  name_by_id (foyer_lead_page_get_lead (self), local_id, id);
  self->opening--;
}
