/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is opened in the lead page and what becomes of the lead that was open: it is parked. A draft is on the disk at
 * every pause in typing; nothing asks, and nothing waits for the disk. */

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
  foyer_lead_page_toast (self, foyer_error_text (error));
}

static void
draft_discarded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerLeadPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!foyer_session_discard_draft_finish (FOYER_SESSION (source), result, &error))
    foyer_lead_page_toast (self, foyer_error_text (error));
}

/* Keeps the draft, or lets it go when everything was taken back. */
static void
keep_now (FoyerLeadPage *self)
{
  g_clear_handle_id (&self->draft_timeout, g_source_remove);
  if (self->session == NULL)
    return;
  if (foyer_lead_page_is_dirty (self))
    {
      self->has_draft = TRUE;
      foyer_session_keep_draft_async (self->session, foyer_lead_page_get_lead (self),
                                      foyer_lead_edit_get_base (foyer_lead_page_get_edit (self)), NULL, draft_kept_cb,
                                      g_object_ref (self));
    }
  else if (self->has_draft && !self->look_first)
    {
      foyer_lead_page_discard (self);
    }
}

static void
typing_paused_cb (gpointer user_data)
{
  FoyerLeadPage *self = user_data;

  self->draft_timeout = 0;
  keep_now (self);
}

void
foyer_lead_page_keep_draft_soon (FoyerLeadPage *self)
{
  g_clear_handle_id (&self->draft_timeout, g_source_remove);
  if (self->session != NULL && self->saving == NULL)
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

/* Whatever is open is left for another lead. A save of it that runs goes on; what comes of it is told with its name. */
void
foyer_lead_page_park_current (FoyerLeadPage *self)
{
  gboolean kept = foyer_lead_page_is_dirty (self) && self->session != NULL && self->saving == NULL && !self->told_kept;
  g_autofree char *uuid = g_strdup (foyer_lead_page_get_lead_uuid (self));

  foyer_lead_page_unlock (self);
  keep_now (self);
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->has_draft = FALSE;
  self->told_kept = FALSE;
  foyer_lead_page_set_look_first (self, FALSE);
  foyer_lead_page_show_banner (self, FOYER_LEAD_BANNER_NONE, NULL, NULL);
  if (!kept)
    return;
  foyer_lead_page_toast (self, _ ("Draft kept"));
  foyer_lead_page_emit_parked (self, uuid);
}

static gboolean
differs (FoyerLead *newer, FoyerLead *base)
{
  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    if (foyer_lead_is_known (newer, field) && !foyer_lead_field_equal (newer, base, field))
      return TRUE;
  return FALSE;
}

/**
 * foyer_lead_page_follow:
 * @newer: the open lead as the platform has it now
 *
 * What nobody touched follows; what was changed here stays and is marked. With changes in the form, a banner says that
 * something came.
 */
void
foyer_lead_page_follow (FoyerLeadPage *self, FoyerLead *newer)
{
  FoyerLead *base = foyer_lead_edit_get_base (foyer_lead_page_get_edit (self));
  gboolean tells = FALSE;

  if (base == NULL || self->saving != NULL || foyer_lead_get_platform_id (base) != foyer_lead_get_platform_id (newer))
    return;
  tells = foyer_lead_page_is_dirty (self) && differs (newer, base);
  self->opening++;
  foyer_lead_form_follow (self->form, newer);
  self->opening--;
  if (!tells)
    return;
  foyer_lead_page_keep_draft_soon (self);
  foyer_lead_page_show_banner (self, FOYER_LEAD_BANNER_CHANGED, _ ("Changed on the platform"), C_ ("banner", "OK"));
}

static void
watched_cb (FoyerLeadPage *self, GParamSpec *pspec, FoyerLead *watched)
{
  foyer_lead_page_follow (self, watched);
}

static FoyerLead *
find_newest (FoyerLeadPage *self, gint64 platform_id)
{
  GListModel *leads = self->session != NULL ? foyer_session_get_newest_leads (self->session) : NULL;

  for (guint i = 0; leads != NULL && platform_id != 0 && i < g_list_model_get_n_items (leads); i++)
    {
      g_autoptr (FoyerLead) lead = g_list_model_get_item (leads, i);

      if (foyer_lead_get_platform_id (lead) == platform_id)
        return g_steal_pointer (&lead);
    }
  return NULL;
}

/* The session's list follows the platform in place: the open lead's own object there tells what came. */
void
foyer_lead_page_watch (FoyerLeadPage *self)
{
  g_autoptr (FoyerLead) lead = find_newest (self, foyer_lead_page_get_platform_id (self));

  if (self->watched == lead)
    return;
  if (self->watched != NULL)
    g_signal_handlers_disconnect_by_func (self->watched, watched_cb, self);
  g_set_object (&self->watched, lead);
  if (lead != NULL)
    g_signal_connect_object (lead, "notify", G_CALLBACK (watched_cb), self, G_CONNECT_SWAPPED);
}

static void
newest_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerLeadPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_current = FALSE;
  g_autoptr (FoyerLead) newest = foyer_session_load_lead_finish (FOYER_SESSION (source), result, &is_current, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->loading);
  if (newest != NULL && is_current)
    foyer_lead_page_follow (self, newest);
  else if (g_error_matches (error, FOYER_ERROR, FOYER_ERROR_GONE))
    foyer_lead_page_show_banner (self, FOYER_LEAD_BANNER_GONE, _ ("This lead is no longer on the platform"),
                                 _ ("Make It a New Lead"));
}

void
foyer_lead_page_load_newest (FoyerLeadPage *self)
{
  gint64 platform_id = foyer_lead_page_get_platform_id (self);

  foyer_lead_page_watch (self);
  if (self->session == NULL || platform_id == 0)
    return;
  self->loading = g_cancellable_new ();
  foyer_session_load_lead_async (self->session, platform_id, self->loading, newest_loaded_cb, g_object_ref (self));
}

static FoyerLead *
make_defaults (FoyerLeadPage *self)
{
  FoyerLead *defaults = foyer_lead_new ();

  foyer_lead_set_belongs_to (defaults, self->last_belongs_to);
  if (self->session != NULL)
    foyer_lead_set_id (defaults, FOYER_LEAD_OWNER,
                       foyer_account_get_user_id (foyer_session_get_account (self->session)));
  return defaults;
}

/* An empty lead, without a word about the one that was open. */
void
foyer_lead_page_clear (FoyerLeadPage *self)
{
  g_autoptr (FoyerLead) defaults = make_defaults (self);

  self->opening++;
  foyer_lead_form_start_new (self->form, defaults);
  self->opening--;
  self->has_draft = FALSE;
  foyer_lead_page_watch (self);
  foyer_lead_page_set_look_first (self, FALSE);
  foyer_lead_page_show_banner (self, FOYER_LEAD_BANNER_NONE, NULL, NULL);
}

/**
 * foyer_lead_page_start_new:
 *
 * Parks what is open and starts a new lead, with the cursor in its name. Only whom it belongs to, a company or a
 * person, is as it was in the last one, and its owner is the account's user.
 */
void
foyer_lead_page_start_new (FoyerLeadPage *self)
{
  FoyerLeadEdit *edit = NULL;

  g_return_if_fail (FOYER_IS_LEAD_PAGE (self));

  edit = foyer_lead_page_get_edit (self);
  if (!foyer_lead_edit_get_is_new (edit) || foyer_lead_page_is_dirty (self) || self->has_draft)
    {
      self->last_belongs_to = foyer_lead_get_belongs_to (foyer_lead_page_get_lead (self));
      foyer_lead_page_park_current (self);
      foyer_lead_page_clear (self);
    }
  foyer_lead_page_focus_name (self);
}

static gboolean
is_open (FoyerLeadPage *self, FoyerLead *lead)
{
  gint64 platform_id = foyer_lead_get_platform_id (lead);

  if (platform_id != 0)
    return foyer_lead_page_get_platform_id (self) == platform_id;
  return g_strcmp0 (foyer_lead_page_get_lead_uuid (self), foyer_lead_get_uuid (lead)) == 0;
}

/**
 * foyer_lead_page_open_lead:
 * @lead: a lead of the platform
 *
 * Parks what is open and opens the lead; with a draft of it, as the draft was left. What the platform has now is asked
 * for meanwhile.
 */
void
foyer_lead_page_open_lead (FoyerLeadPage *self, FoyerLead *lead)
{
  FoyerDraft *draft = NULL;

  g_return_if_fail (FOYER_IS_LEAD_PAGE (self));
  g_return_if_fail (FOYER_IS_LEAD (lead));

  if (is_open (self, lead) && foyer_lead_page_is_dirty (self))
    return;
  foyer_lead_page_park_current (self);
  if (self->session != NULL)
    draft = foyer_session_find_draft (self->session, foyer_lead_get_uuid (lead), foyer_lead_get_platform_id (lead));
  if (draft != NULL)
    {
      foyer_lead_page_open_draft (self, draft);
      return;
    }
  self->opening++;
  foyer_lead_form_open (self->form, lead);
  self->opening--;
  foyer_lead_page_load_newest (self);
}

/**
 * foyer_lead_page_open_draft:
 * @draft: a draft of the session
 *
 * Parks what is open and goes on where the draft was left.
 */
void
foyer_lead_page_open_draft (FoyerLeadPage *self, FoyerDraft *draft)
{
  FoyerDraft *kept = NULL;

  g_return_if_fail (FOYER_IS_LEAD_PAGE (self));
  g_return_if_fail (FOYER_IS_DRAFT (draft));

  if (is_open (self, foyer_draft_get_lead (draft)) && foyer_lead_page_is_dirty (self))
    return;
  kept = g_object_ref (draft);
  foyer_lead_page_park_current (self);
  self->opening++;
  foyer_lead_form_open_draft (self->form, foyer_draft_get_base (kept), foyer_draft_get_lead (kept));
  self->opening--;
  self->has_draft = TRUE;
  if (foyer_draft_get_sent (kept) != 0)
    foyer_lead_page_tell_uncertain (self, 0);
  foyer_lead_page_load_newest (self);
  g_object_unref (kept);
}

static void
parked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerLeadPage *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!foyer_session_keep_draft_finish (FOYER_SESSION (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (!self->told_kept)
    foyer_lead_page_toast (self, _ ("Draft kept"));
  self->told_kept = g_strcmp0 (g_task_get_task_data (task), foyer_lead_page_get_lead_uuid (self)) == 0;
  foyer_lead_page_emit_parked (self, g_task_get_task_data (task));
  g_task_return_boolean (task, TRUE);
}

/**
 * foyer_lead_page_park_async:
 *
 * Keeps what was typed, now, and calls back when it is on the disk. The lead stays open.
 */
void
foyer_lead_page_park_async (FoyerLeadPage *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FOYER_IS_LEAD_PAGE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, foyer_lead_page_park_async);
  g_task_set_task_data (task, g_strdup (foyer_lead_page_get_lead_uuid (self)), g_free);
  foyer_lead_page_stop_keeping (self);
  if (self->session == NULL || !foyer_lead_page_is_dirty (self) || self->saving != NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  self->has_draft = TRUE;
  foyer_session_keep_draft_async (self->session, foyer_lead_page_get_lead (self),
                                  foyer_lead_edit_get_base (foyer_lead_page_get_edit (self)), cancellable, parked_cb,
                                  g_steal_pointer (&task));
}

/**
 * foyer_lead_page_park_finish:
 *
 * Returns: whether everything typed is safe; if not, a `FOYER_ERROR` of the store says why
 */
gboolean
foyer_lead_page_park_finish (FoyerLeadPage *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
