/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saving the open lead: check, send, and say what came of it. The form is locked meanwhile: what is shown is what is
 * sent. Whoever leaves the lead is told all the same, with its name. */

#include "config.h"

#include "foyer-lead-page-private.h"

#include "foyer-error-text.h"
#include "foyer-error.h"

#include <glib/gi18n.h>

#define BUSY_SHOWN_AFTER_MS 500

typedef struct
{
  FoyerLeadPage *page; /* owned */
  char *uuid;          /* owned */
  char *name;          /* owned */
  gboolean then_new;
} Save;

static void
save_free (Save *save)
{
  g_object_unref (save->page);
  g_free (save->uuid);
  g_free (save->name);
  g_free (save);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Save, save_free)

static void
busy_shown_cb (gpointer user_data)
{
  FoyerLeadPage *self = user_data;

  self->busy_timeout = 0;
  gtk_widget_set_visible (self->spinner, TRUE);
  gtk_widget_set_visible (self->cancel_button, TRUE);
}

static void
lock (FoyerLeadPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  self->saving = g_cancellable_new ();
  g_set_weak_pointer (&self->saved_focus, focus);
  /* A text that is locked with the focus in it goes on blinking. */
  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->form)))
    gtk_root_set_focus (root, NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->form), FALSE);
  self->busy_timeout = g_timeout_add_once (BUSY_SHOWN_AFTER_MS, busy_shown_cb, self);
  foyer_lead_page_update_actions (self);
}

/* The open lead is no longer the one that is being saved, or it is saved. */
void
foyer_lead_page_unlock (FoyerLeadPage *self)
{
  if (self->saving == NULL)
    return;
  g_clear_object (&self->saving);
  g_clear_handle_id (&self->busy_timeout, g_source_remove);
  gtk_widget_set_visible (self->spinner, FALSE);
  gtk_widget_set_visible (self->cancel_button, FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->form), TRUE);
  if (self->saved_focus != NULL && gtk_widget_is_ancestor (self->saved_focus, GTK_WIDGET (self)))
    gtk_widget_grab_focus (self->saved_focus);
  g_clear_weak_pointer (&self->saved_focus);
  foyer_lead_page_update_actions (self);
}

static void
tell_failed (FoyerLeadPage *self, const char *text, const GError *error)
{
  foyer_lead_page_show_banner (self, FOYER_LEAD_BANNER_FAILED, text, _ ("_Details"));
  g_clear_error (&self->failure);
  self->failure = g_error_copy (error);
}

/**
 * foyer_lead_page_tell_uncertain:
 * @believed_after: when it can be believed that it did not arrive, in seconds since 1970; 0 when that is not known or
 * over
 *
 * The lead was sent and no answer came. From here on Save looks before it sends.
 */
void
foyer_lead_page_tell_uncertain (FoyerLeadPage *self, gint64 believed_after)
{
  g_autoptr (GDateTime) then = believed_after > 0 ? g_date_time_new_from_unix_local (believed_after) : NULL;
  gboolean asked = self->look_first;
  g_autofree char *time = NULL;
  g_autofree char *text = NULL;

  if (then != NULL && asked)
    {
      /* Translators: a time of the day in hours and minutes, as g_date_time_format() writes it */
      time = g_date_time_format (then, C_ ("time", "%H:%M"));
      /* Translators: %s is a time of the day. The platform may still be working on what was sent */
      text = g_strdup_printf (_ ("It is not there yet, but may still arrive until %s. Check again then."), time);
    }
  else
    {
      text = g_strdup (
          _ ("No answer came: the lead may have arrived. Nothing is sent twice: the next save looks first."));
    }
  foyer_lead_page_set_look_first (self, TRUE);
  foyer_lead_page_show_banner (self, FOYER_LEAD_BANNER_UNCERTAIN, text, NULL);
}

static const char *
not_sent_text (const GError *error)
{
  switch (error->code)
    {
    case FOYER_ERROR_OFFLINE:
      return _ ("The platform cannot be reached. The lead is kept as a draft: save it again when you are online.");
    case FOYER_ERROR_UNAVAILABLE:
      return _ ("The platform is not answering. The lead is kept as a draft: save it again later.");
    case FOYER_ERROR_BUSY:
      return _ ("The platform asks for a pause. The lead is kept as a draft: save it again in a minute.");
    default:
      return foyer_error_text (error);
    }
}

static void
tell_error (FoyerLeadPage *self, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      foyer_lead_page_toast (self, _ ("Not sent. Draft kept"));
      return;
    }
  if (error->domain != FOYER_ERROR)
    {
      tell_failed (self, foyer_error_text (error), error);
      return;
    }
  switch (error->code)
    {
    case FOYER_ERROR_UNCERTAIN:
      foyer_lead_page_tell_uncertain (self, foyer_error_get_believed_after (error));
      break;
    case FOYER_ERROR_REFUSED:
      if (!foyer_lead_form_refuse (self->form, error))
        tell_failed (self, not_sent_text (error), error);
      break;
    case FOYER_ERROR_GONE:
      foyer_lead_page_show_banner (self, FOYER_LEAD_BANNER_GONE, _ ("This lead is no longer on the platform"),
                                   _ ("Make It a New Lead"));
      break;
    case FOYER_ERROR_CONFLICT:
      foyer_lead_page_show_banner (self, FOYER_LEAD_BANNER_ALIKE,
                                   _ ("A lead that looks like this one is on the platform: it may have arrived"),
                                   _ ("Make It Another Lead"));
      break;
    default:
      tell_failed (self, not_sent_text (error), error);
    }
}

static const char *
outcome_text (FoyerSaveOutcome outcome)
{
  switch (outcome)
    {
    case FOYER_SAVE_FOUND_ARRIVED:
      return _ ("It had arrived already: nothing was sent twice");
    case FOYER_SAVE_NOTHING_CHANGED:
      return _ ("Nothing was changed, so nothing was sent");
    case FOYER_SAVE_SENT:
    default:
      return _ ("Saved");
    }
}

/* Somebody who has gone on to another lead. */
static void
tell_elsewhere (FoyerLeadPage *self, const Save *save, const GError *error)
{
  g_autofree char *text = NULL;

  if (error == NULL)
    /* Translators: %s is the name of a lead */
    text = g_strdup_printf (_ ("“%s” is saved"), save->name);
  else
    /* Translators: %s is the name of a lead */
    text = g_strdup_printf (_ ("“%s” is not saved. Draft kept"), save->name);
  foyer_lead_page_toast (self, text);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Save) save = user_data;
  FoyerLeadPage *self = save->page;
  g_autoptr (GError) error = NULL;
  FoyerSaveOutcome outcome = FOYER_SAVE_SENT;
  gint64 platform_id = 0;

  foyer_session_save_lead_finish (FOYER_SESSION (source), result, &outcome, &platform_id, &error);
  if (self->session != FOYER_SESSION (source))
    return;
  if (self->saving == NULL || g_strcmp0 (foyer_lead_page_get_lead_uuid (self), save->uuid) != 0)
    {
      tell_elsewhere (self, save, error);
      if (error == NULL)
        foyer_lead_page_emit_saved (self, platform_id, FALSE);
      return;
    }

  if (error != NULL)
    {
      self->has_draft = TRUE;
      foyer_lead_page_unlock (self);
      tell_error (self, error);
      return;
    }
  self->has_draft = FALSE;
  self->opening++;
  if (platform_id > 0)
    foyer_lead_form_accept (self->form, platform_id);
  self->opening--;
  foyer_lead_page_watch (self);
  foyer_lead_page_set_look_first (self, FALSE);
  foyer_lead_page_unlock (self);
  foyer_lead_page_toast (self, outcome_text (outcome));
  if (save->then_new)
    foyer_lead_page_start_new (self);
  foyer_lead_page_emit_saved (self, platform_id, save->then_new);
}

/**
 * foyer_lead_page_save:
 * @then_new: whether to start the next lead once this one is saved
 *
 * With problems nothing is sent: they are shown, and the first has the focus.
 */
void
foyer_lead_page_save (FoyerLeadPage *self, gboolean then_new)
{
  FoyerLeadEdit *edit = NULL;
  FoyerLead *lead = NULL;
  Save *save = NULL;

  g_return_if_fail (FOYER_IS_LEAD_PAGE (self));

  if (self->session == NULL || self->saving != NULL)
    return;
  if (!foyer_lead_page_is_dirty (self) && !self->look_first)
    {
      foyer_lead_page_toast (self, outcome_text (FOYER_SAVE_NOTHING_CHANGED));
      if (then_new)
        foyer_lead_page_start_new (self);
      return;
    }
  foyer_lead_page_show_banner (self, FOYER_LEAD_BANNER_NONE, NULL, NULL);
  if (!foyer_lead_form_check (self->form))
    return;

  edit = foyer_lead_page_get_edit (self);
  lead = foyer_lead_edit_get_lead (edit);
  save = g_new0 (Save, 1);
  save->page = g_object_ref (self);
  save->uuid = g_strdup (foyer_lead_get_uuid (lead));
  save->name = g_strdup (foyer_lead_get_text (lead, FOYER_LEAD_NAME));
  save->then_new = then_new;
  foyer_lead_page_stop_keeping (self);
  lock (self);
  foyer_session_save_lead_async (self->session, lead, foyer_lead_edit_get_base (edit), self->look_first, self->saving,
                                 saved_cb, save);
}
