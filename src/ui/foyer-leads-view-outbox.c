/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outbox beside the list of leads, and undoing the newest save. */

#include "config.h"

#include "foyer-leads-view-private.h"

#include "foyer-outbox-desk.h"

#include <glib/gi18n.h>

#define LOOK_BACK 50 /* rows: what can still be undone is at the end of the outbox */

static void
open_cb (FoyerLeadsView *self, GObject *item)
{
  foyer_leads_view_open_item (self, item, TRUE);
}

/**
 * foyer_leads_view_show_outbox:
 * @self: the view
 *
 * Shows the outbox in the place of the form; what was typed there is kept. With something for a person to decide, and
 * more than one can see at once, it shows that first.
 */
void
foyer_leads_view_show_outbox (FoyerLeadsView *self)
{
  FoyerOutbox *outbox;

  g_return_if_fail (FOYER_IS_LEADS_VIEW (self));

  if (self->session == NULL)
    return;
  if (self->outbox_page == NULL)
    {
      self->outbox_page = g_object_ref_sink (foyer_outbox_page_new ());
      g_signal_connect_object (self->outbox_page, "open", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
    }
  outbox = foyer_session_get_outbox (self->session);
  foyer_outbox_page_set_session (self->outbox_page, self->session);
  self->leaving = FALSE;
  foyer_lead_page_park_async (self->lead_page, NULL, NULL, NULL);
  if (adw_navigation_split_view_get_content (self->split_view) != ADW_NAVIGATION_PAGE (self->outbox_page))
    adw_navigation_split_view_set_content (self->split_view, ADW_NAVIGATION_PAGE (self->outbox_page));
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  foyer_lead_list_select (foyer_lead_sidebar_get_list (self->sidebar), NULL, 0);
  foyer_outbox_page_show_needing_person (self->outbox_page, foyer_outbox_get_n_needing_person (outbox) > 0
                                                                && foyer_outbox_get_n_waiting (outbox) > 5);
}

/**
 * foyer_leads_view_show_row:
 * @self: the view
 * @uuid: of a change in the outbox
 *
 * Opens its lead; what was refused, with the focus in the field that was.
 */
void
foyer_leads_view_show_row (FoyerLeadsView *self, const char *uuid)
{
  g_autoptr (FoyerOutboxRow) row = NULL;

  g_return_if_fail (FOYER_IS_LEADS_VIEW (self));

  if (self->session == NULL)
    return;
  row = foyer_outbox_find (foyer_session_get_outbox (self->session), uuid);
  if (row != NULL && foyer_outbox_row_get_kind (row) == FOYER_OUTBOX_LEAD)
    foyer_leads_view_open_item (self, G_OBJECT (row), TRUE);
  else
    foyer_leads_view_show_outbox (self);
}

static FoyerOutboxRow *
find_newest_held (FoyerLeadsView *self)
{
  GListModel *outbox = self->session != NULL ? G_LIST_MODEL (foyer_session_get_outbox (self->session)) : NULL;
  guint n = outbox != NULL ? g_list_model_get_n_items (outbox) : 0;
  g_autoptr (FoyerOutboxRow) newest = NULL;

  for (guint i = n; i > 0 && n - i < LOOK_BACK; i--)
    {
      g_autoptr (FoyerOutboxRow) row = g_list_model_get_item (outbox, i - 1);

      if (foyer_outbox_row_get_state (row) == FOYER_OUTBOX_HELD && foyer_outbox_row_get_kind (row) == FOYER_OUTBOX_LEAD
          && (newest == NULL || foyer_outbox_row_get_kept (row) > foyer_outbox_row_get_kept (newest)))
        g_set_object (&newest, row);
    }
  return g_steal_pointer (&newest);
}

/* Of what is saved, which may wait in the outbox. */
static gboolean
is_move (FoyerLeadsView *self, FoyerDraft *draft)
{
  const FoyerFieldSet moved = FOYER_FIELD_BIT (FOYER_LEAD_STAGE) | FOYER_FIELD_BIT (FOYER_LEAD_STAGE_REASON);
  FoyerLead *lead = foyer_draft_get_lead (draft);
  g_autoptr (FoyerOutboxRow) row = foyer_outbox_find_for_lead (
      foyer_session_get_outbox (self->session), foyer_lead_get_uuid (lead), foyer_lead_get_platform_id (lead));
  FoyerLead *before = row != NULL ? foyer_outbox_row_get_lead (row) : foyer_draft_get_base (draft);

  return before != NULL && (foyer_lead_diff (lead, before) & ~moved) == 0;
}

static gboolean
is_in_pipeline (FoyerLeadsView *self)
{
  return self->pipeline != NULL
         && adw_navigation_split_view_get_content (self->split_view) == ADW_NAVIGATION_PAGE (self->pipeline);
}

/* There is one draft a lead: the newer one would take the place of what was typed. */
static gboolean
has_older_draft (FoyerLeadsView *self, FoyerDraft *draft)
{
  GListModel *drafts = foyer_session_get_drafts (self->session);
  gint64 id = foyer_lead_get_platform_id (foyer_draft_get_lead (draft));

  for (guint i = 0; i < g_list_model_get_n_items (drafts); i++)
    {
      g_autoptr (FoyerDraft) other = g_list_model_get_item (drafts, i);

      if (id > 0 && foyer_lead_get_platform_id (foyer_draft_get_lead (other)) == id
          && !g_str_equal (foyer_draft_get_uuid (other), foyer_draft_get_uuid (draft)))
        return TRUE;
    }
  return FALSE;
}

static void
taken_back_cb (GObject *view, FoyerDraft *draft)
{
  FoyerLeadsView *self = FOYER_LEADS_VIEW (view);

  if (self->session == NULL)
    return;
  /* Whoever moved it in the pipeline did not type, and stays there. */
  if ((is_in_pipeline (self) || has_older_draft (self, draft)) && is_move (self, draft))
    foyer_session_discard_draft_async (self->session, foyer_draft_get_uuid (draft), NULL, NULL, NULL);
  else
    foyer_leads_view_open_item (self, G_OBJECT (draft), TRUE);
  /* Translators: said after a lead that was just saved was taken back before it was sent */
  foyer_leads_view_emit_toast (self, _ ("Save undone"), NULL, NULL);
}

/**
 * foyer_leads_view_undo:
 * @self: the view
 *
 * Takes the newest save back that is not being sent yet, and opens it as it was.
 */
void
foyer_leads_view_undo (FoyerLeadsView *self)
{
  g_autoptr (FoyerOutboxRow) row = NULL;

  g_return_if_fail (FOYER_IS_LEADS_VIEW (self));

  row = find_newest_held (self);
  if (row != NULL)
    foyer_outbox_desk_take_back (GTK_WIDGET (self), self->session, row, taken_back_cb);
  else
    foyer_leads_view_emit_toast (self, _ ("There is no save to undo any more"), NULL, NULL);
}

/**
 * foyer_leads_view_can_undo:
 * @self: the view
 *
 * Returns: whether undoing means the newest save: it can still be taken back, and nothing was typed since in a form
 * that is seen
 */
gboolean
foyer_leads_view_can_undo (FoyerLeadsView *self)
{
  g_autoptr (FoyerOutboxRow) row = NULL;

  g_return_val_if_fail (FOYER_IS_LEADS_VIEW (self), FALSE);

  row = find_newest_held (self);
  return row != NULL && self->lead_page != NULL
         && (adw_navigation_split_view_get_content (self->split_view) != ADW_NAVIGATION_PAGE (self->lead_page)
             || !foyer_lead_page_is_dirty (self->lead_page));
}
