/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the view does with the whole filtered list: show it as a pipeline or in figures, and write it to a file. */

#include "config.h"

#include "foyer-leads-view-private.h"

#include "foyer-error-text.h"
#include "foyer-lead-export.h"

#include <glib/gi18n.h>

static const FoyerLeadQuery *
get_query (FoyerLeadsView *self)
{
  return foyer_lead_list_get_query (foyer_lead_sidebar_get_list (self->sidebar));
}

static void
query_changed_cb (FoyerLeadsView *self)
{
  if (self->pipeline != NULL)
    foyer_pipeline_page_set_query (self->pipeline, get_query (self));
  if (self->figures != NULL)
    foyer_figures_page_set_query (self->figures, get_query (self));
}

/* Once, whatever is shown first. */
static void
follow_query (FoyerLeadsView *self)
{
  FoyerLeadList *list = foyer_lead_sidebar_get_list (self->sidebar);

  g_signal_handlers_disconnect_by_func (list, query_changed_cb, self);
  g_signal_connect_object (list, "notify::query", G_CALLBACK (query_changed_cb), self, G_CONNECT_SWAPPED);
}

/* In the place of the form; what was typed there is kept. */
static void
show_page (FoyerLeadsView *self, AdwNavigationPage *page)
{
  self->leaving = FALSE;
  foyer_lead_page_park_async (self->lead_page, NULL, NULL, NULL);
  adw_navigation_split_view_set_content (self->split_view, page);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  foyer_lead_list_select (foyer_lead_sidebar_get_list (self->sidebar), NULL, 0);
  gtk_widget_child_focus (GTK_WIDGET (page), GTK_DIR_TAB_FORWARD);
}

void
foyer_leads_view_show_pipeline (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerLeadsView *self = FOYER_LEADS_VIEW (widget);

  if (self->session == NULL)
    return;
  if (self->pipeline == NULL)
    {
      self->pipeline = g_object_ref_sink (foyer_pipeline_page_new (self->session));
      foyer_pipeline_page_set_query (self->pipeline, get_query (self));
      g_object_bind_property (self, "undo-seconds", self->pipeline, "undo-seconds", G_BINDING_SYNC_CREATE);
      g_signal_connect_object (self->pipeline, "toast", G_CALLBACK (foyer_leads_view_emit_toast), self,
                               G_CONNECT_SWAPPED);
      follow_query (self);
    }
  show_page (self, ADW_NAVIGATION_PAGE (self->pipeline));
}

void
foyer_leads_view_show_figures (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerLeadsView *self = FOYER_LEADS_VIEW (widget);

  if (self->session == NULL)
    return;
  if (self->figures == NULL)
    {
      self->figures = g_object_ref_sink (foyer_figures_page_new (self->session));
      foyer_figures_page_set_query (self->figures, get_query (self));
      follow_query (self);
    }
  show_page (self, ADW_NAVIGATION_PAGE (self->figures));
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerLeadsView) self = user_data;
  g_autoptr (GError) error = NULL;
  gssize n = foyer_lead_export_finish (FOYER_SESSION (source), result, &error);
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (n < 0)
    {
      foyer_error_text_present (GTK_WIDGET (self), _ ("The Leads Were Not Exported"), error);
      return;
    }
  text = g_strdup_printf (ngettext ("%'u lead exported", "%'u leads exported", (gulong) n), (guint) n);
  foyer_leads_view_emit_toast (self, text, NULL, NULL);
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerLeadsView) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL && self->session != NULL)
    foyer_lead_export_async (self->session, get_query (self), file, self->cancellable, exported_cb,
                             g_object_ref (self));
}

void
foyer_leads_view_export (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerLeadsView *self = FOYER_LEADS_VIEW (widget);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  if (self->session == NULL)
    return;
  /* Translators: the title of a dialog that asks for the file the leads are written to */
  gtk_file_dialog_set_title (dialog, _ ("Export Leads"));
  /* Translators: the name that is offered for a file of exported leads; keep ".csv" */
  gtk_file_dialog_set_initial_name (dialog, _ ("Leads.csv"));
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), self->cancellable, file_chosen_cb,
                        g_object_ref (self));
}

/**
 * foyer_leads_view_filter:
 * @self: the view
 *
 * Asks how the list is sorted and filtered.
 */
void
foyer_leads_view_filter (FoyerLeadsView *self)
{
  g_return_if_fail (FOYER_IS_LEADS_VIEW (self));

  adw_navigation_split_view_set_show_content (self->split_view, FALSE);
  gtk_widget_activate_action (GTK_WIDGET (self->sidebar), "leads.filter", NULL);
}

/**
 * foyer_leads_view_save_and_next:
 * @self: the view
 *
 * Saves what was changed and opens the next lead of the list; with problems it stays.
 */
void
foyer_leads_view_save_and_next (FoyerLeadsView *self)
{
  g_return_if_fail (FOYER_IS_LEADS_VIEW (self));

  if (self->lead_page == NULL
      || adw_navigation_split_view_get_content (self->split_view) != ADW_NAVIGATION_PAGE (self->lead_page))
    return;
  foyer_lead_page_save_note (self->lead_page);
  if (foyer_lead_page_is_dirty (self->lead_page))
    foyer_lead_page_save (self->lead_page, FALSE);
  if (!foyer_lead_page_is_dirty (self->lead_page))
    foyer_leads_view_step (self, 1);
}
