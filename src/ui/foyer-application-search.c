/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the search of the desktop asks for, here and in the window that it opens. */

#include "config.h"

#include "foyer-application-private.h"

#define SERVICE_PATIENCE 15000 /* milliseconds: a search is several questions, one a letter */

static void
show_lead_cb (FoyerApplication *self, const char *account_uuid, gint64 platform_id)
{
  FoyerSession *session = foyer_account_manager_get_session (self->manager);

  g_application_activate (G_APPLICATION (self));
  /* The account that was open last is the one that opens now; only a change of accounts meanwhile is another one. */
  if (session == NULL || g_str_equal (foyer_account_get_uuid (foyer_session_get_account (session)), account_uuid))
    {
      self->wanted_id = platform_id;
      foyer_application_show_wanted (self);
    }
}

static void
new_lead_cb (FoyerApplication *self, const char *name)
{
  g_autoptr (FoyerLead) lead = foyer_lead_new ();

  foyer_lead_set_text (lead, FOYER_LEAD_NAME, name);
  foyer_application_begin_lead (self, lead);
}

static void
search_cb (FoyerApplication *self, const char *text)
{
  g_application_activate (G_APPLICATION (self));
  g_set_str (&self->wanted_text, text);
  foyer_application_show_wanted (self);
}

/* Before the name of the application is taken, so that whoever has it started finds something to talk to. */
gboolean
foyer_application_dbus_register (GApplication *application,
                                 GDBusConnection *connection,
                                 const char *object_path,
                                 GError **error)
{
  FoyerApplication *self = FOYER_APPLICATION (application);
  g_autofree char *path = g_strconcat (object_path, "/SearchProvider", NULL);
  g_autoptr (FoyerLeadFinder) finder = foyer_lead_finder_new (self->data_dir, self->cache_dir);

  if (self->settings == NULL)
    self->settings = g_settings_new (FOYER_APPLICATION_ID);
  if (g_application_get_flags (application) & G_APPLICATION_IS_SERVICE)
    g_application_set_inactivity_timeout (application, SERVICE_PATIENCE);
  if (self->search_provider == NULL)
    {
      self->search_provider = foyer_search_provider_new (application, self->settings, finder);
      g_signal_connect_object (self->search_provider, "show-lead", G_CALLBACK (show_lead_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->search_provider, "new-lead", G_CALLBACK (new_lead_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->search_provider, "search", G_CALLBACK (search_cb), self, G_CONNECT_SWAPPED);
    }
  return foyer_search_provider_export (self->search_provider, connection, path, error);
}

void
foyer_application_dbus_unregister (GApplication *application, GDBusConnection *connection, const char *object_path)
{
  FoyerApplication *self = FOYER_APPLICATION (application);

  if (self->search_provider != NULL)
    foyer_search_provider_unexport (self->search_provider);
}
