/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is asked for from outside the window: foyer: links, "New Lead" and "Open Sample Data" of the desktop, what its
 * search found, and what its notifications lead to. */

#include "config.h"

#include "foyer-application-private.h"
#include "foyer-link.h"

#include <glib/gi18n.h>

static gboolean
is_sample_open (FoyerApplication *self)
{
  FoyerSession *session = foyer_account_manager_get_session (self->manager);

  return session != NULL && foyer_account_get_is_sample (foyer_session_get_account (session));
}

static gboolean
wants_leads (FoyerApplication *self)
{
  return self->wanted_lead != NULL || self->wanted_id != 0 || self->wanted_text != NULL || self->wanted_row != NULL
         || self->wants_outbox;
}

/* The lead comes last, so that it is what the cursor is in. */
static void
show_in (FoyerApplication *self, FoyerLeadsView *view)
{
  g_autofree char *text = g_steal_pointer (&self->wanted_text);
  g_autofree char *row = g_steal_pointer (&self->wanted_row);
  g_autoptr (FoyerLead) lead = g_steal_pointer (&self->wanted_lead);

  if (text != NULL)
    foyer_leads_view_search_for (view, text);
  if (self->wants_outbox)
    foyer_leads_view_show_outbox (view);
  if (row != NULL)
    foyer_leads_view_show_row (view, row);
  if (self->wanted_id != 0)
    gtk_widget_activate_action (GTK_WIDGET (view), "leads.open", "x", self->wanted_id);
  self->wants_outbox = FALSE;
  self->wanted_id = 0;
  if (lead == NULL)
    return;
  if (foyer_lead_diff (lead, NULL) != 0)
    foyer_leads_view_start_with (view, lead);
  else
    foyer_leads_view_start_new (view);
}

static void
show_cb (gpointer user_data)
{
  FoyerApplication *self = user_data;

  self->show_idle = 0;
  if (self->window == NULL)
    return;
  if (self->wants_sample && !foyer_account_manager_get_busy (self->manager))
    {
      self->wants_sample = FALSE;
      if (!is_sample_open (self))
        foyer_application_change_account (self, FOYER_ACCOUNT_OPEN_SAMPLE, NULL, NULL);
    }
  else if (!self->wants_sample && wants_leads (self) && foyer_window_is_ready (self->window))
    {
      show_in (self, foyer_window_get_leads_view (self->window));
    }
}

/**
 * foyer_application_show_wanted:
 * @self: the application
 *
 * Shows what was asked for, once that is possible: called again whenever it may have become so. Without an account the
 * welcome page stays, and it waits; it waits for a dialog as well, which may speak of the lead that is open.
 */
void
foyer_application_show_wanted (FoyerApplication *self)
{
  if (self->show_idle == 0 && (self->wants_sample || wants_leads (self)))
    self->show_idle = g_idle_add_once (show_cb, self);
}

void
foyer_application_begin_lead (FoyerApplication *self, FoyerLead *lead)
{
  g_set_object (&self->wanted_lead, lead);
  g_application_activate (G_APPLICATION (self));
  foyer_application_show_wanted (self);
}

/* @row_uuid: (nullable): what to open of it. */
void
foyer_application_show_outbox (FoyerApplication *self, const char *row_uuid)
{
  if (row_uuid != NULL)
    g_set_str (&self->wanted_row, row_uuid);
  else
    self->wants_outbox = TRUE;
  g_application_activate (G_APPLICATION (self));
  foyer_application_show_wanted (self);
}

/* Before there is a window, it is what is opened first. */
void
foyer_application_show_sample (FoyerApplication *self)
{
  self->wants_sample = TRUE;
  g_application_activate (G_APPLICATION (self));
  foyer_application_show_wanted (self);
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
