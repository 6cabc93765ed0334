/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be done from the open lead besides entering it: reach its person, look for what else there is of them, and
 * begin another lead like it. */

#include "config.h"

#include "foyer-lead-page-private.h"

#include <glib/gi18n.h>

/* One row for each way to reach a person. */
static const struct
{
  FoyerLeadField field;
  const char *scheme;
  const char *reach_action;
  const char *copy_action;
} ways[] = {
  { FOYER_LEAD_CONTACT_EMAIL, "mailto", "page.write-email", "page.copy-email" },
  { FOYER_LEAD_CONTACT_PHONE, "tel", "page.call", "page.copy-phone" },
};

static const struct
{
  FoyerLeadField name;
  const char *find_action;
} parties[] = {
  { FOYER_LEAD_COMPANY_NAME, "page.find-company" },
  { FOYER_LEAD_CONTACT_NAME, "page.find-person" },
};

/* What the action is about: an address, or a number. */
static const char *
find_text (FoyerLeadPage *self, const char *action, const char **scheme)
{
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if (g_str_equal (action, ways[i].reach_action) || g_str_equal (action, ways[i].copy_action))
      {
        *scheme = ways[i].scheme;
        return foyer_lead_get_text (foyer_lead_page_get_lead (self), ways[i].field);
      }
  g_return_val_if_reached ("");
}

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerLeadPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error)
      || g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    return;
  g_info ("Nothing opens the address: %s", error->message);
  foyer_lead_page_toast (self, _ ("No application for this is set up on this computer"), NULL, NULL);
}

/* RFC 6068, RFC 3966: what comes from the platform is data, and becomes no header and no parameter. */
static char *
make_uri (const char *scheme, const char *text)
{
  GString *uri = g_string_new (scheme);

  g_string_append_c (uri, ':');
  if (g_str_equal (scheme, "mailto"))
    g_string_append_uri_escaped (uri, text, "@", FALSE);
  else
    for (const char *c = text; *c != '\0'; c++)
      if (g_ascii_isdigit (*c) || (*c == '+' && uri->str[uri->len - 1] == ':'))
        g_string_append_c (uri, *c);
  return g_string_free_and_steal (uri);
}

static void
reach_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *scheme = "";
  const char *text = find_text (FOYER_LEAD_PAGE (widget), name, &scheme);
  g_autofree char *uri = make_uri (scheme, text);
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (uri);

  gtk_uri_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, launched_cb,
                           g_object_ref (widget));
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *scheme = "";

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), find_text (FOYER_LEAD_PAGE (widget), name, &scheme));
  /* Translators: an e-mail address or a telephone number is in the clipboard now */
  foyer_lead_page_toast (FOYER_LEAD_PAGE (widget), _ ("Copied"), NULL, NULL);
}

static void
find_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  for (guint i = 0; i < G_N_ELEMENTS (parties); i++)
    if (g_str_equal (name, parties[i].find_action))
      gtk_widget_activate_action (
          widget, "leads.search-for", "s",
          foyer_lead_get_text (foyer_lead_page_get_lead (FOYER_LEAD_PAGE (widget)), parties[i].name));
}

/* What is not known of the lead, the copy does not have: it asks for what it must have. */
static void
duplicate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerLeadPage *self = FOYER_LEAD_PAGE (widget);
  g_autoptr (FoyerLead) copy = foyer_lead_copy_as_new (foyer_lead_page_get_lead (self));

  foyer_lead_page_park_current (self);
  foyer_lead_page_show_lead (self, NULL, copy);
  self->is_typed_in = TRUE;
  foyer_lead_page_keep_draft_soon (self);
  foyer_lead_page_focus_field (self, FOYER_LEAD_NAME);
}

/**
 * foyer_lead_page_install_person_actions:
 * @widget_class: the page's class
 *
 * Installs page.write-email, page.call, page.copy-email, page.copy-phone, page.find-company, page.find-person and
 * page.duplicate.
 */
void
foyer_lead_page_install_person_actions (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      gtk_widget_class_install_action (widget_class, ways[i].reach_action, NULL, reach_action);
      gtk_widget_class_install_action (widget_class, ways[i].copy_action, NULL, copy_action);
    }
  for (guint i = 0; i < G_N_ELEMENTS (parties); i++)
    gtk_widget_class_install_action (widget_class, parties[i].find_action, NULL, find_action);
  gtk_widget_class_install_action (widget_class, "page.duplicate", NULL, duplicate_action);
}

/**
 * foyer_lead_page_update_person_actions:
 *
 * A person is reached by what is known of them; and there has to be something to begin another lead with.
 */
void
foyer_lead_page_update_person_actions (FoyerLeadPage *self)
{
  FoyerLead *lead = foyer_lead_page_get_lead (self);

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      gboolean is_known = foyer_lead_is_set (lead, ways[i].field);

      gtk_widget_action_set_enabled (GTK_WIDGET (self), ways[i].reach_action, is_known);
      gtk_widget_action_set_enabled (GTK_WIDGET (self), ways[i].copy_action, is_known);
    }
  for (guint i = 0; i < G_N_ELEMENTS (parties); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), parties[i].find_action,
                                   foyer_lead_is_set (lead, parties[i].name));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.duplicate",
                                 self->session != NULL && foyer_lead_is_set (lead, FOYER_LEAD_NAME));
}
