/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is opened in the lead page, and what it follows from then on: the lead as the platform has it, and its change
 * that waits in the outbox. */

#include "config.h"

#include "foyer-lead-page-private.h"

#include "foyer-announce.h"
#include "foyer-error.h"
#include "foyer-outbox-text.h"
#include "foyer-problem-text.h"
#include "foyer-session-mirror.h"

#include <glib/gi18n.h>

static gboolean
differs (FoyerLead *newer, FoyerLead *base)
{
  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    if (foyer_lead_is_known (newer, field) && !foyer_lead_field_equal (newer, base, field))
      return TRUE;
  return FALSE;
}

static void
assign_newer (FoyerLeadPage *self, FoyerLead *newer)
{
  self->opening++;
  foyer_lead_form_follow (self->form, newer);
  self->opening--;
}

/* What nobody touched follows; what was changed here stays and is marked. With changes in the form, a banner says that
 * something came. While a change of it waits, or is on its way to the disk, what the platform has is older than what
 * the form shows. */
static void
follow (FoyerLeadPage *self, FoyerLead *newer)
{
  FoyerLead *base = foyer_lead_edit_get_base (foyer_lead_page_get_edit (self));
  gboolean tells = FALSE;

  if (base == NULL || self->row != NULL || self->n_saving > 0
      || foyer_lead_get_platform_id (base) != foyer_lead_get_platform_id (newer))
    return;
  tells = foyer_lead_page_is_dirty (self) && differs (newer, base);
  assign_newer (self, newer);
  if (!tells)
    return;
  foyer_lead_page_keep_draft_soon (self);
  foyer_lead_page_show_banner (self, FOYER_LEAD_BANNER_CHANGED, _ ("Changed on the platform"), C_ ("banner", "OK"));
}

static void
mirror_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerLeadPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) leads = foyer_session_load_leads_finish (FOYER_SESSION (source), result, &error);

  if (leads != NULL && leads->len > 0 && self->session == FOYER_SESSION (source))
    follow (self, leads->pdata[0]);
}

/* @callback is given a reference to the page. */
static void
read_mirror (FoyerLeadPage *self, GAsyncReadyCallback callback)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 platform_id = foyer_lead_page_get_platform_id (self);

  g_array_append_val (ids, platform_id);
  foyer_session_load_leads_async (self->session, ids, NULL, callback, g_object_ref (self));
}

/* The mirror may have got another version of the open lead. */
void
foyer_lead_page_follow_mirror (FoyerLeadPage *self)
{
  if (self->session != NULL && foyer_lead_page_get_platform_id (self) != 0 && self->row == NULL)
    read_mirror (self, mirror_read_cb);
}

/**
 * foyer_lead_page_refresh_notes:
 *
 * Asks the platform for the open lead's notes anew.
 */
void
foyer_lead_page_refresh_notes (FoyerLeadPage *self)
{
  foyer_lead_form_refresh_notes (self->form, TRUE);
}

static void
newest_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerLeadPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_current = FALSE;
  g_autoptr (FoyerLead) newest = foyer_session_load_lead_finish (FOYER_SESSION (source), result, &is_current, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session != FOYER_SESSION (source))
    return;
  g_clear_object (&self->loading);
  if (newest != NULL && is_current)
    follow (self, newest);
  else if (g_error_matches (error, FOYER_ERROR, FOYER_ERROR_GONE) && self->row == NULL)
    foyer_lead_page_show_banner (self, FOYER_LEAD_BANNER_GONE, _ ("This lead is no longer on the platform"),
                                 _ ("Make It a New Lead"));
}

void
foyer_lead_page_stop_loading (FoyerLeadPage *self)
{
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
}

static void
load_newest (FoyerLeadPage *self)
{
  gint64 platform_id = foyer_lead_page_get_platform_id (self);

  if (self->session == NULL || platform_id == 0 || self->row != NULL || self->loading != NULL)
    return;
  self->loading = g_cancellable_new ();
  foyer_session_load_lead_async (self->session, platform_id, self->loading, newest_loaded_cb, g_object_ref (self));
}

static void
refuse (FoyerLeadPage *self)
{
  FoyerOutboxAnswer answer = foyer_outbox_row_get_answer (self->row);
  g_autofree char *sentence = NULL;
  g_autofree char *field = NULL;
  g_autofree char *announcement = NULL;

  self->refused_field = foyer_lead_form_refuse (self->form, answer.field, answer.specific_code, answer.words);
  if (self->refused_field >= FOYER_N_WRITTEN_FIELDS)
    return;
  sentence = foyer_problem_text (self->refused_field, FOYER_PROBLEM_REFUSED, answer.specific_code, answer.words);
  field = foyer_outbox_text_fields (FOYER_FIELD_BIT (self->refused_field));
  /* Translators: for a screen reader: the name of a field and a sentence about it, for example "Channel: The platform
   * says: must not be given" */
  announcement = g_strdup_printf (C_ ("field and what is wrong with it", "%1$s: %2$s"), field, sentence);
  foyer_announce (GTK_WIDGET (self->form), announcement);
}

static void
show_row_banner (FoyerLeadPage *self)
{
  FoyerOutboxState state = self->row != NULL ? foyer_outbox_row_get_state (self->row) : FOYER_OUTBOX_DRAFT;
  FoyerOutboxAnswer answer = { 0 };
  g_autofree char *text = NULL;

  if (state != FOYER_OUTBOX_UNCERTAIN && state != FOYER_OUTBOX_CONFLICT && state != FOYER_OUTBOX_REJECTED)
    {
      if (self->banner_kind >= FOYER_LEAD_BANNER_UNCERTAIN)
        foyer_lead_page_show_banner (self, FOYER_LEAD_BANNER_NONE, NULL, NULL);
      return;
    }
  answer = foyer_outbox_row_get_answer (self->row);
  text = foyer_outbox_text_state (self->row,
                                  &(FoyerOutboxScene) { .now = foyer_outbox_row_get_believed_after (self->row) });
  if (state == FOYER_OUTBOX_CONFLICT && (foyer_outbox_row_is_add (self->row) || foyer_outbox_row_has_found (self->row)))
    /* Translators: a button: shows what was changed here and on the platform side by side */
    foyer_lead_page_show_banner (self, FOYER_LEAD_BANNER_CONFLICT, text, _ ("_Compare…"));
  else if (state == FOYER_OUTBOX_REJECTED && answer.code == FOYER_ERROR_GONE)
    foyer_lead_page_show_banner (self, FOYER_LEAD_BANNER_GONE, text, _ ("Make It a New Lead"));
  else
    foyer_lead_page_show_banner (
        self, state == FOYER_OUTBOX_REJECTED ? FOYER_LEAD_BANNER_REJECTED : FOYER_LEAD_BANNER_UNCERTAIN, text,
        _ ("_Outbox"));
}

/* What was refused is shown as it was sent, with what was saved since, beside what it was made from, to be mended;
 * anything else is what the lead is from now on. */
void
foyer_lead_page_show_row (FoyerLeadPage *self)
{
  FoyerLead *lead = foyer_outbox_row_get_lead (self->row);
  g_autoptr (FoyerOutboxRow)
      newest = foyer_outbox_find_newest (foyer_session_get_outbox (self->session), foyer_lead_get_uuid (lead),
                                         foyer_outbox_row_get_platform_id (self->row));
  g_autoptr (FoyerLead) shown = foyer_lead_copy (newest != NULL ? foyer_outbox_row_get_lead (newest) : lead);

  if (foyer_outbox_row_get_platform_id (self->row) > 0)
    foyer_lead_set_platform_id (shown, foyer_outbox_row_get_platform_id (self->row));
  self->opening++;
  if (foyer_outbox_row_get_state (self->row) == FOYER_OUTBOX_REJECTED)
    {
      foyer_lead_form_open_draft (self->form, foyer_outbox_row_get_base (self->row), shown);
      refuse (self);
    }
  else
    {
      foyer_lead_form_open (self->form, shown);
    }
  self->opening--;
  self->is_typed_in = FALSE;
  foyer_lead_page_update_actions (self);
}

/* It arrived: from here on the open lead is the platform's, with whatever was typed since. */
static void
become_delivered (FoyerLeadPage *self, gint64 platform_id)
{
  FoyerLead *base = foyer_lead_edit_get_base (foyer_lead_page_get_edit (self));
  g_autoptr (FoyerLead) newer = NULL;

  if (base == NULL || platform_id <= 0)
    return;
  /* Who asked before it arrived is told what was there before it. */
  foyer_lead_page_stop_loading (self);
  newer = foyer_lead_copy (base);
  foyer_lead_set_platform_id (newer, platform_id);
  assign_newer (self, newer);
  foyer_lead_page_emit_saved (self);
  if (foyer_lead_page_is_dirty (self) && (self->is_typed_in || self->has_draft))
    foyer_lead_page_keep_draft_soon (self);
  load_newest (self);
}

static void
discarded_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerLeadPage) self = user_data;
  g_autoptr (GPtrArray) leads = foyer_session_load_leads_finish (FOYER_SESSION (source), result, NULL);
  FoyerLead *theirs = leads != NULL && leads->len > 0 ? leads->pdata[0] : NULL;

  if (self->session != FOYER_SESSION (source) || self->row != NULL)
    return;
  if (theirs == NULL)
    foyer_lead_page_clear (self);
  else if (foyer_lead_get_platform_id (theirs) == foyer_lead_page_get_platform_id (self))
    foyer_lead_page_show_lead (self, theirs, theirs);
}

/* A person took it away: what is typed meanwhile is a new lead, or a change of the one on the platform. */
static void
become_discarded (FoyerLeadPage *self)
{
  FoyerLead *base = foyer_lead_edit_get_base (foyer_lead_page_get_edit (self));
  g_autoptr (FoyerLead) lead = foyer_lead_copy (foyer_lead_page_get_lead (self));

  if (foyer_lead_page_is_dirty (self) && (self->is_typed_in || self->has_draft))
    {
      if (base == NULL || foyer_lead_get_platform_id (base) == 0)
        foyer_lead_page_show_lead (self, NULL, lead);
      return;
    }
  if (foyer_lead_page_get_platform_id (self) == 0)
    foyer_lead_page_clear (self);
  else
    read_mirror (self, discarded_read_cb);
}

static void
row_changed_cb (FoyerLeadPage *self, GParamSpec *pspec, FoyerOutboxRow *row)
{
  FoyerOutboxState state = foyer_outbox_row_get_state (row);

  if (row != self->row)
    return;
  if (foyer_outbox_state_is_final (state) || state == FOYER_OUTBOX_DRAFT)
    {
      gint64 platform_id = foyer_outbox_row_get_platform_id (row);

      g_signal_handlers_disconnect_by_func (row, row_changed_cb, self);
      g_clear_object (&self->row);
      /* It can have become part of the one before it. */
      if (state == FOYER_OUTBOX_DISCARDED)
        foyer_lead_page_watch_row (self);
      if (self->row != NULL)
        {
          if (!self->is_typed_in && !self->has_draft)
            foyer_lead_page_show_row (self);
          return;
        }
      if (state == FOYER_OUTBOX_DELIVERED)
        become_delivered (self, platform_id);
      else if (state == FOYER_OUTBOX_DISCARDED)
        become_discarded (self);
    }
  else if (state == FOYER_OUTBOX_REJECTED && !self->is_typed_in && !self->has_draft)
    {
      foyer_lead_page_show_row (self);
    }
  else if (state == FOYER_OUTBOX_REJECTED)
    {
      refuse (self);
    }
  show_row_banner (self);
}

/**
 * foyer_lead_page_watch_row:
 *
 * Finds the change of the open lead that waits, if there is one, and follows what becomes of it.
 */
void
foyer_lead_page_watch_row (FoyerLeadPage *self)
{
  g_autoptr (FoyerOutboxRow) row = NULL;

  if (self->session != NULL)
    row = foyer_outbox_find_for_lead (foyer_session_get_outbox (self->session), foyer_lead_page_get_lead_uuid (self),
                                      foyer_lead_page_get_platform_id (self));
  if (self->row != row)
    {
      if (self->row != NULL)
        g_signal_handlers_disconnect_by_func (self->row, row_changed_cb, self);
      g_set_object (&self->row, row);
      if (row != NULL)
        g_signal_connect_object (row, "notify::state", G_CALLBACK (row_changed_cb), self, G_CONNECT_SWAPPED);
    }
  show_row_banner (self);
}

/**
 * foyer_lead_page_row_told:
 * @row: a change that needs a person now
 *
 * A newer change of the open lead may wait for it: what was refused is shown at its field all the same.
 */
void
foyer_lead_page_row_told (FoyerLeadPage *self, FoyerOutboxRow *row)
{
  if (self->row == NULL || self->row == row || foyer_outbox_row_get_state (row) != FOYER_OUTBOX_REJECTED)
    return;
  foyer_lead_page_watch_row (self);
  row_changed_cb (self, NULL, row);
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

static void
forget_opened (FoyerLeadPage *self)
{
  self->has_draft = FALSE;
  self->is_typed_in = FALSE;
  self->is_prefilled = FALSE;
  self->refused_field = FOYER_LEAD_NO_FIELD;
  foyer_lead_page_show_banner (self, FOYER_LEAD_BANNER_NONE, NULL, NULL);
}

/* An empty lead, without a word about the one that was open. */
void
foyer_lead_page_clear (FoyerLeadPage *self)
{
  g_autoptr (FoyerLead) defaults = make_defaults (self);

  self->opening++;
  foyer_lead_form_start_new (self->form, defaults);
  self->opening--;
  forget_opened (self);
  foyer_lead_page_watch_row (self);
  foyer_lead_page_update_actions (self);
}

/* @base: (nullable): what @lead is a change of. */
void
foyer_lead_page_show_lead (FoyerLeadPage *self, FoyerLead *base, FoyerLead *lead)
{
  self->opening++;
  if (base == lead)
    foyer_lead_form_open (self->form, lead);
  else
    foyer_lead_form_open_draft (self->form, base, lead);
  self->opening--;
  forget_opened (self);
  foyer_lead_page_watch_row (self);
  foyer_lead_page_update_actions (self);
  load_newest (self);
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
  foyer_lead_page_focus_field (self, FOYER_LEAD_NAME);
}

static gboolean
is_open (FoyerLeadPage *self, FoyerLead *lead)
{
  gint64 platform_id = foyer_lead_get_platform_id (lead);

  if (platform_id != 0 && foyer_lead_page_get_platform_id (self) == platform_id)
    return TRUE;
  return g_strcmp0 (foyer_lead_page_get_lead_uuid (self), foyer_lead_get_uuid (lead)) == 0;
}

/* The same lead once more takes nothing away from what is being typed in it. */
static gboolean
is_being_typed_in (FoyerLeadPage *self, FoyerLead *lead)
{
  return is_open (self, lead) && foyer_lead_page_is_dirty (self) && (self->is_typed_in || self->has_draft);
}

/**
 * foyer_lead_page_open_lead:
 * @lead: a lead of the platform
 *
 * Parks what is open and opens the lead; with a draft of it, as the draft was left, and with a change of it that waits,
 * as it was saved. What the platform has now is asked for meanwhile.
 */
void
foyer_lead_page_open_lead (FoyerLeadPage *self, FoyerLead *lead)
{
  g_autoptr (FoyerOutboxRow) row = NULL;
  FoyerDraft *draft = NULL;

  g_return_if_fail (FOYER_IS_LEAD_PAGE (self));
  g_return_if_fail (FOYER_IS_LEAD (lead));

  if (is_being_typed_in (self, lead))
    return;
  if (self->session != NULL)
    {
      const char *uuid = foyer_lead_get_uuid (lead);
      gint64 platform_id = foyer_lead_get_platform_id (lead);

      draft = foyer_session_find_draft (self->session, uuid, platform_id);
      row = foyer_outbox_find_for_lead (foyer_session_get_outbox (self->session), uuid, platform_id);
    }
  if (draft != NULL)
    foyer_lead_page_open_draft (self, draft);
  else if (row != NULL)
    foyer_lead_page_open_row (self, row);
  else
    {
      foyer_lead_page_park_current (self);
      foyer_lead_page_show_lead (self, lead, lead);
    }
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
  g_autoptr (FoyerDraft) kept = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  FoyerLead *lead = NULL;
  FoyerLead *base = NULL;

  g_return_if_fail (FOYER_IS_LEAD_PAGE (self));
  g_return_if_fail (FOYER_IS_DRAFT (draft));

  kept = g_object_ref (draft);
  lead = foyer_draft_get_lead (kept);
  base = foyer_draft_get_base (kept);
  if (is_being_typed_in (self, lead))
    return;
  foyer_lead_page_park_current (self);
  if (self->session != NULL)
    row = foyer_outbox_find_for_lead (foyer_session_get_outbox (self->session), foyer_lead_get_uuid (lead),
                                      foyer_lead_get_platform_id (lead));
  /* A draft of what is on its way changes what was saved. */
  if (row != NULL && !foyer_outbox_state_needs_person (foyer_outbox_row_get_state (row)))
    base = foyer_outbox_row_get_lead (row);
  foyer_lead_page_show_lead (self, base, lead);
  self->has_draft = TRUE;
  if (self->row != NULL && foyer_outbox_row_get_state (self->row) == FOYER_OUTBOX_REJECTED)
    refuse (self);
}

/**
 * foyer_lead_page_open_prefilled:
 * @lead: what somebody or something else filled in, not on the platform and not kept yet
 *
 * Parks what is open and begins a new lead with what @lead says. What another one filled in before, and nobody typed
 * into, makes room for it.
 */
void
foyer_lead_page_open_prefilled (FoyerLeadPage *self, FoyerLead *lead)
{
  g_autoptr (FoyerDraft) draft = NULL;

  g_return_if_fail (FOYER_IS_LEAD_PAGE (self));
  g_return_if_fail (FOYER_IS_LEAD (lead));

  if (self->is_prefilled && !self->is_typed_in)
    {
      foyer_lead_page_discard (self);
      foyer_lead_page_clear (self);
    }
  draft = foyer_draft_new (lead, NULL);
  foyer_lead_page_open_draft (self, draft);
  self->is_prefilled = TRUE;
}

/**
 * foyer_lead_page_open_row:
 * @row: a change that waits
 *
 * Parks what is open and shows the lead as it was saved; what was refused, with the refusal at its field. It stays in
 * the outbox: what is saved from here on becomes part of it, or follows it.
 */
void
foyer_lead_page_open_row (FoyerLeadPage *self, FoyerOutboxRow *row)
{
  g_autoptr (FoyerOutboxRow) kept = NULL;
  FoyerLead *lead = NULL;
  FoyerDraft *draft = NULL;

  g_return_if_fail (FOYER_IS_LEAD_PAGE (self));
  g_return_if_fail (FOYER_IS_OUTBOX_ROW (row));

  kept = g_object_ref (row);
  lead = foyer_outbox_row_get_lead (kept);
  if (is_being_typed_in (self, lead))
    return;
  if (self->session != NULL)
    draft = foyer_session_find_draft (self->session, foyer_lead_get_uuid (lead),
                                      foyer_outbox_row_get_platform_id (kept));
  if (draft != NULL)
    {
      foyer_lead_page_open_draft (self, draft);
      return;
    }
  foyer_lead_page_park_current (self);
  foyer_lead_page_show_lead (self, lead, lead);
  if (self->row != NULL)
    foyer_lead_page_show_row (self);
}

/**
 * foyer_lead_page_focus_name:
 *
 * Takes the cursor to the end of the name, where it was opened to be changed.
 */
void
foyer_lead_page_focus_name (FoyerLeadPage *self)
{
  g_return_if_fail (FOYER_IS_LEAD_PAGE (self));

  foyer_lead_page_focus_field (self, FOYER_LEAD_NAME);
  gtk_editable_set_position (GTK_EDITABLE (foyer_lead_form_get_row (self->form, FOYER_LEAD_NAME)), -1);
}

/**
 * foyer_lead_page_focus_refusal:
 *
 * Gives the focus to the field that was refused, if one was.
 */
void
foyer_lead_page_focus_refusal (FoyerLeadPage *self)
{
  g_return_if_fail (FOYER_IS_LEAD_PAGE (self));

  if (self->refused_field < FOYER_N_WRITTEN_FIELDS)
    foyer_lead_page_focus_field (self, self->refused_field);
}
