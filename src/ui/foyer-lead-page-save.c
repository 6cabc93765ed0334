/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saving the open lead: check it, hand it to the outbox, go on. The disk answers, not the network: the form is never
 * locked, and what was saved is what it shows from then on. Sending, and whatever comes of it, is the outbox's. */

#include "config.h"

#include "foyer-lead-page-private.h"

#include "foyer-error-text.h"
#include "foyer-error.h"
#include "foyer-focus.h"
#include "foyer-lead-text.h"
#include "foyer-note-row.h"
#include "foyer-outbox-desk.h"

#include <glib/gi18n.h>

typedef struct
{
  FoyerLeadPage *page; /* owned */
  FoyerLead *lead;     /* owned */
  FoyerLead *base;     /* owned, nullable */
} Save;

static void
save_free (Save *save)
{
  g_object_unref (save->page);
  g_object_unref (save->lead);
  g_clear_object (&save->base);
  g_free (save);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Save, save_free)

static void
tell_nothing_changed (FoyerLeadPage *self)
{
  foyer_lead_page_toast (self, _ ("Nothing was changed, so nothing is sent"), NULL, NULL);
}

/* The disk did not take it. Whoever has gone on finds it among the drafts, if the disk takes that. */
static void
tell_failed (FoyerLeadPage *self, const Save *save, const GError *error)
{
  gboolean is_open = g_strcmp0 (foyer_lead_page_get_lead_uuid (self), foyer_lead_get_uuid (save->lead)) == 0;
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;

  if (is_open)
    {
      g_autoptr (FoyerLead) lead = foyer_lead_copy (foyer_lead_page_get_lead (self));

      foyer_lead_page_show_lead (self, save->base, lead);
      self->is_typed_in = TRUE;
      foyer_lead_page_show_banner (self, FOYER_LEAD_BANNER_FAILED, foyer_error_text (error), _ ("_Details"));
      g_clear_error (&self->failure);
      self->failure = g_error_copy (error);
      foyer_lead_page_keep_draft_soon (self);
      return;
    }
  title = foyer_lead_text_title (save->lead);
  /* Translators: %s is the name of a lead */
  text = g_strdup_printf (_ ("“%s” could not be saved"), title);
  foyer_lead_page_toast (self, text, NULL, NULL);
  foyer_lead_page_keep_draft_of (self, save->lead, save->base);
}

static void
show_answer (FoyerLeadPage *self, const Save *save, FoyerOutboxRow *row, const GError *error)
{
  if (g_error_matches (error, FOYER_ERROR, FOYER_ERROR_INVALID))
    tell_nothing_changed (self);
  else if (error != NULL)
    {
      tell_failed (self, save, error);
      return;
    }
  else if (foyer_outbox_row_get_state (row) == FOYER_OUTBOX_HELD)
    foyer_lead_page_toast (self, C_ ("lead", "Saved"),
                           /* Translators: a button: takes back the save of a lead that was just made */
                           _ ("_Undo"), "win.undo");
  else
    foyer_lead_page_toast (self, C_ ("lead", "Saved"), NULL, NULL);
  foyer_lead_page_watch_row (self);
  foyer_lead_page_emit_saved (self);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Save) save = user_data;
  FoyerLeadPage *self = save->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerOutboxRow) row = foyer_outbox_keep_finish (FOYER_OUTBOX (source), result, &error);

  if (self->session != NULL && foyer_session_get_outbox (self->session) == FOYER_OUTBOX (source))
    show_answer (self, save, row, error);
  foyer_lead_page_save_ended (self, g_error_matches (error, FOYER_ERROR, FOYER_ERROR_INVALID) ? NULL : error);
}

/* What the platform has: a lead that waits to be added is based on nothing, whatever the form compares it with. */
static FoyerLead *
dup_platforms_base (FoyerLeadPage *self)
{
  FoyerLead *base = foyer_lead_edit_get_base (foyer_lead_page_get_edit (self));

  return base != NULL && foyer_lead_get_platform_id (base) > 0 ? foyer_lead_copy (base) : NULL;
}

/* The row of the note that is being written, if one is. */
static FoyerNoteRow *
find_written_note (FoyerLeadPage *self)
{
  GtkWidget *focus = foyer_focus_find_in (GTK_WIDGET (self));

  return focus != NULL ? FOYER_NOTE_ROW (gtk_widget_get_ancestor (focus, FOYER_TYPE_NOTE_ROW)) : NULL;
}

/**
 * foyer_lead_page_save_note:
 *
 * Saves the note that has the cursor, if one has and something new is in it.
 *
 * Returns: whether one was saved
 */
gboolean
foyer_lead_page_save_note (FoyerLeadPage *self)
{
  FoyerNoteRow *row;

  g_return_val_if_fail (FOYER_IS_LEAD_PAGE (self), FALSE);

  row = find_written_note (self);
  return row != NULL && foyer_note_row_save (row);
}

/**
 * foyer_lead_page_save:
 * @then_new: whether to start the next lead
 *
 * With problems nothing is saved: they are shown, and the first has the focus. From within a note, that is saved as
 * well, and no other lead is started.
 */
void
foyer_lead_page_save (FoyerLeadPage *self, gboolean then_new)
{
  Save *save = NULL;

  g_return_if_fail (FOYER_IS_LEAD_PAGE (self));

  if (self->session == NULL)
    return;
  if (foyer_lead_page_save_note (self))
    {
      then_new = FALSE;
      if (!foyer_lead_page_is_dirty (self))
        return;
    }
  if (!foyer_lead_page_is_dirty (self))
    {
      tell_nothing_changed (self);
      if (then_new)
        foyer_lead_page_start_new (self);
      return;
    }
  if (!foyer_lead_form_check (self->form))
    return;

  save = g_new0 (Save, 1);
  save->page = g_object_ref (self);
  save->lead = foyer_lead_copy (foyer_lead_page_get_lead (self));
  save->base = dup_platforms_base (self);
  foyer_lead_page_stop_keeping (self);
  self->n_saving++;
  foyer_outbox_keep_async (foyer_session_get_outbox (self->session), save->lead, save->base, self->undo_seconds, NULL,
                           kept_cb, save);

  self->has_draft = FALSE;
  self->is_typed_in = FALSE;
  self->refused_field = FOYER_LEAD_NO_FIELD;
  self->opening++;
  foyer_lead_form_accept (self->form, save->lead);
  self->opening--;
  foyer_lead_page_show_banner (self, FOYER_LEAD_BANNER_NONE, NULL, NULL);
  foyer_lead_page_update_actions (self);
  if (then_new)
    foyer_lead_page_start_new (self);
}

static void
reopen (FoyerLeadPage *self)
{
  FoyerLead *base = foyer_lead_edit_get_base (foyer_lead_page_get_edit (self));
  g_autoptr (FoyerOutboxRow) row = self->row != NULL ? g_object_ref (self->row) : NULL;
  g_autoptr (FoyerLead) copy = base != NULL ? foyer_lead_copy (base) : NULL;

  if (row != NULL)
    foyer_lead_page_open_row (self, row);
  else if (copy != NULL)
    foyer_lead_page_show_lead (self, copy, copy);
  else
    {
      foyer_lead_page_clear (self);
      foyer_lead_page_focus_field (self, FOYER_LEAD_NAME);
    }
}

static void
discard_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerLeadPage) self = user_data;

  if (g_strcmp0 (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result), "discard") != 0)
    return;
  foyer_lead_page_discard (self);
  self->is_typed_in = FALSE;
  reopen (self);
}

/* The one thing that asks: it cannot be undone. What was only looked at is the outbox's row itself. */
void
foyer_lead_page_discard_changes (FoyerLeadPage *self)
{
  gboolean is_new = foyer_lead_edit_get_is_new (foyer_lead_page_get_edit (self));
  AdwDialog *dialog = NULL;

  if (self->row != NULL && !self->is_typed_in && !self->has_draft)
    {
      foyer_outbox_desk_discard (GTK_WIDGET (self), self->session, self->row);
      return;
    }
  if (self->row != NULL)
    dialog = adw_alert_dialog_new (_ ("Discard the Changes?"),
                                   _ ("What you changed since the lead was saved will be lost."));
  else
    dialog = adw_alert_dialog_new (is_new ? _ ("Discard This Lead?") : _ ("Discard the Changes?"),
                                   is_new
                                       ? _ ("What you typed will be lost.")
                                       : _ ("What you changed will be lost. The lead stays as it is on the platform."));
  adw_alert_dialog_add_responses (
      ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "discard",
      /* Translators: a button: gives up what was typed, or a change that waits to be sent */
      _ ("_Discard"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (dialog), GTK_WIDGET (self), NULL, discard_chosen_cb, g_object_ref (self));
}

typedef struct
{
  FoyerLeadPage *page; /* owned */
  FoyerOutboxRow *row; /* owned, nullable: what the new lead takes the place of */
  char *uuid;          /* owned: of the lead it was */
} Renewal;

static void discard_replaced (FoyerOutbox *outbox, FoyerOutboxRow *row);

static void
replaced_draft_discarded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!foyer_session_discard_draft_finish (FOYER_SESSION (source), result, &error))
    g_info ("The draft that became a new lead stays: %s", error->message);
}

static void
replaced_discarded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerOutboxRow) row = user_data;
  g_autoptr (GError) error = NULL;

  if (foyer_outbox_discard_finish (FOYER_OUTBOX (source), result, &error))
    discard_replaced (FOYER_OUTBOX (source), row);
  else
    g_info ("The change that became a new lead stays in the outbox: %s", error->message);
}

/* What follows it first: the new lead says that, too. */
static void
discard_replaced (FoyerOutbox *outbox, FoyerOutboxRow *row)
{
  g_autoptr (FoyerOutboxRow) newest = foyer_outbox_find_newest (
      outbox, foyer_lead_get_uuid (foyer_outbox_row_get_lead (row)), foyer_outbox_row_get_platform_id (row));

  if (newest != NULL)
    foyer_outbox_discard_async (outbox, newest, NULL, replaced_discarded_cb, g_object_ref (row));
}

static void
renewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Renewal *renewal = user_data;
  g_autoptr (FoyerLeadPage) page = renewal->page;
  g_autoptr (FoyerOutboxRow) row = renewal->row;
  g_autofree char *uuid = renewal->uuid;
  g_autoptr (GError) error = NULL;

  if (!foyer_session_keep_draft_finish (FOYER_SESSION (source), result, &error))
    {
      foyer_lead_page_toast (page, foyer_error_text (error), NULL, NULL);
      return;
    }
  foyer_session_discard_draft_async (FOYER_SESSION (source), uuid, NULL, replaced_draft_discarded_cb, NULL);
  if (row != NULL)
    discard_replaced (foyer_session_get_outbox (FOYER_SESSION (source)), row);
}

/* The lead that went away on the platform begins anew with all that is known of it. What was typed in it and what was
 * to be sent to it are given up only once the new one is on the disk. */
void
foyer_lead_page_become_new (FoyerLeadPage *self)
{
  g_autoptr (FoyerLead) lead = foyer_lead_copy_as_new (foyer_lead_page_get_lead (self));
  Renewal *renewal = NULL;

  if (self->session == NULL)
    return;
  renewal = g_new0 (Renewal, 1);
  renewal->page = g_object_ref (self);
  g_set_object (&renewal->row, self->row);
  renewal->uuid = g_strdup (foyer_lead_page_get_lead_uuid (self));
  foyer_lead_page_stop_keeping (self);
  foyer_lead_page_show_lead (self, NULL, lead);
  self->has_draft = TRUE;
  foyer_session_keep_draft_async (self->session, lead, NULL, NULL, renewed_cb, renewal);
}
