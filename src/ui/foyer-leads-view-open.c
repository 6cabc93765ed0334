/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A lead, a draft or a row of the outbox, chosen in the list or named from elsewhere, comes into the form. */

#include "config.h"

#include "foyer-leads-view-private.h"

#include "foyer-error-text.h"
#include "foyer-focus.h"
#include "foyer-session-mirror.h"

#include <glib/gi18n.h>

typedef struct
{
  FoyerLeadsView *view; /* owned */
  gboolean take_focus;
} Opening;

void
foyer_leads_view_show_lead_page (FoyerLeadsView *self)
{
  self->leaving = FALSE;
  if (adw_navigation_split_view_get_content (self->split_view) != ADW_NAVIGATION_PAGE (self->lead_page))
    adw_navigation_split_view_set_content (self->split_view, ADW_NAVIGATION_PAGE (self->lead_page));
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

void
foyer_leads_view_mark_open_lead (FoyerLeadsView *self)
{
  foyer_lead_list_select (foyer_lead_sidebar_get_list (self->sidebar), foyer_lead_page_get_lead_uuid (self->lead_page),
                          foyer_lead_page_get_platform_id (self->lead_page));
}

/* Whoever presses a row means to go on in the form, and stays there where they were. */
static void
show_item (FoyerLeadsView *self, gboolean take_focus)
{
  foyer_leads_view_show_lead_page (self);
  foyer_leads_view_mark_open_lead (self);
  if (!take_focus)
    return;
  if (adw_navigation_split_view_get_collapsed (self->split_view))
    gtk_widget_child_focus (GTK_WIDGET (self->lead_page), GTK_DIR_TAB_FORWARD);
  else if (foyer_focus_find_in (GTK_WIDGET (self->lead_page)) == NULL)
    foyer_lead_page_focus_name (self->lead_page);
  foyer_lead_page_focus_refusal (self->lead_page);
}

static void
lead_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Opening *opening = user_data;
  g_autoptr (FoyerLeadsView) self = opening->view;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) leads = foyer_session_load_leads_finish (FOYER_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session != FOYER_SESSION (source))
    return;
  g_clear_object (&self->opening);
  if (leads == NULL)
    {
      foyer_error_text_present (GTK_WIDGET (self), _ ("The Lead Could Not Be Opened"), error);
      return;
    }
  if (leads->len == 0)
    {
      foyer_leads_view_emit_toast (self, _ ("This lead is not there any more"), NULL, NULL);
      return;
    }
  foyer_lead_page_open_lead (self->lead_page, leads->pdata[0]);
  show_item (self, opening->take_focus);
}

/* A person who walks along the list opens many: only the last one counts. */
void
foyer_leads_view_stop_opening (FoyerLeadsView *self)
{
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
}

static void
open_id (FoyerLeadsView *self, gint64 platform_id, gboolean take_focus)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  Opening *opening = g_new0 (Opening, 1);

  opening->view = g_object_ref (self);
  opening->take_focus = take_focus;
  self->opening = g_cancellable_new ();
  g_array_append_val (ids, platform_id);
  foyer_session_load_leads_async (self->session, ids, self->opening, lead_read_cb, opening);
}

/* @item: a FoyerLeadSummary, a FoyerDraft or a FoyerOutboxRow. */
void
foyer_leads_view_open_item (FoyerLeadsView *self, GObject *item, gboolean take_focus)
{
  foyer_leads_view_stop_opening (self);
  if (FOYER_IS_DRAFT (item))
    foyer_lead_page_open_draft (self->lead_page, FOYER_DRAFT (item));
  else if (FOYER_IS_OUTBOX_ROW (item))
    foyer_lead_page_open_row (self->lead_page, FOYER_OUTBOX_ROW (item));
  else
    {
      open_id (self, foyer_lead_summary_get_id (FOYER_LEAD_SUMMARY (item)), take_focus);
      return;
    }
  show_item (self, take_focus);
}

void
foyer_leads_view_open (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerLeadsView *self = FOYER_LEADS_VIEW (widget);

  if (self->session == NULL)
    return;
  foyer_leads_view_stop_opening (self);
  open_id (self, g_variant_get_int64 (parameter), TRUE);
}

/* One that is not on the platform yet, by its UUID. */
void
foyer_leads_view_open_local (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerLeadsView *self = FOYER_LEADS_VIEW (widget);
  const char *uuid = g_variant_get_string (parameter, NULL);
  g_autoptr (GObject) item = NULL;

  if (self->session == NULL)
    return;
  g_set_object (&item, (GObject *) foyer_session_find_draft (self->session, uuid, 0));
  if (item == NULL)
    item = (GObject *) foyer_outbox_find_for_lead (foyer_session_get_outbox (self->session), uuid, 0);
  if (item != NULL)
    foyer_leads_view_open_item (self, item, TRUE);
}
