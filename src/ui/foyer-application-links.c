/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is asked for from outside the window: foyer: links, "New Lead" of the desktop, and what its search found. */

#include "config.h"

#include "foyer-application-private.h"
#include "foyer-link.h"

#include <glib/gi18n.h>

static void
begin_cb (gpointer user_data)
{
  FoyerApplication *self = user_data;
  FoyerLeadsView *view = self->window != NULL ? foyer_window_get_leads_view (self->window) : NULL;
  g_autoptr (FoyerLead) lead = NULL;

  self->begin_idle = 0;
  if (view == NULL || foyer_leads_view_get_session (view) == NULL)
    return;
  if (self->wanted_text != NULL)
    foyer_leads_view_search_for (view, self->wanted_text);
  if (self->wanted_id != 0)
    gtk_widget_activate_action (GTK_WIDGET (view), "leads.open", "x", self->wanted_id);
  self->wanted_id = 0;
  g_clear_pointer (&self->wanted_text, g_free);
  lead = g_steal_pointer (&self->wanted_lead);
  if (lead == NULL)
    return;
  if (foyer_lead_diff (lead, NULL) != 0)
    foyer_leads_view_start_with (view, lead);
  else
    foyer_leads_view_start_new (view);
}

/* Once an account is open and the window has heard of it; without one the welcome page stays, and this waits. */
void
foyer_application_begin_wanted_lead (FoyerApplication *self)
{
  gboolean is_wanted = self->wanted_lead != NULL || self->wanted_id != 0 || self->wanted_text != NULL;

  if (is_wanted && self->begin_idle == 0 && foyer_account_manager_get_session (self->manager) != NULL)
    self->begin_idle = g_idle_add_once (begin_cb, self);
}

void
foyer_application_begin_lead (FoyerApplication *self, FoyerLead *lead)
{
  g_set_object (&self->wanted_lead, lead);
  g_application_activate (G_APPLICATION (self));
  foyer_application_begin_wanted_lead (self);
}

void
foyer_application_open_links (GApplication *application, GFile **files, int n_files, const char *hint)
{
  FoyerApplication *self = FOYER_APPLICATION (application);

  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *uri = g_file_get_uri (files[i]);
      g_autoptr (FoyerLead) lead = foyer_link_to_lead (uri);

      if (lead != NULL)
        {
          foyer_application_begin_lead (self, lead);
          return;
        }
    }
  g_application_activate (application);
  foyer_window_show_toast (self->window, _ ("The link cannot be used to begin a lead"), NULL, NULL);
}
