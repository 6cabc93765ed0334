/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the application can do. Keys are in foyer-shortcuts.c. */

#include "config.h"

#include "foyer-application-private.h"
#include "foyer-connect-dialog.h"
#include "foyer-preferences-dialog.h"
#include "foyer-shortcuts.h"

#include <glib/gi18n.h>

static FoyerAccount *
get_account (FoyerApplication *self)
{
  FoyerSession *session = self->manager != NULL ? foyer_account_manager_get_session (self->manager) : NULL;

  return session != NULL ? foyer_session_get_account (session) : NULL;
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FoyerApplication *self = user_data;

  if (self->window != NULL)
    gtk_window_close (GTK_WINDOW (self->window));
  else
    g_application_quit (G_APPLICATION (self));
}

static void
new_lead_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (FoyerLead) lead = foyer_lead_new ();

  foyer_application_begin_lead (user_data, lead);
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FoyerApplication *self = user_data;
  AdwDialog *dialog = adw_about_dialog_new ();
  AdwAboutDialog *about = ADW_ABOUT_DIALOG (dialog);
  g_autofree char *debug_info = g_strdup_printf (
      "Foyer %s\nGLib %u.%u.%u\nGTK %u.%u.%u\nlibadwaita %u.%u.%u\n", FOYER_VERSION, glib_major_version,
      glib_minor_version, glib_micro_version, gtk_get_major_version (), gtk_get_minor_version (),
      gtk_get_micro_version (), adw_get_major_version (), adw_get_minor_version (), adw_get_micro_version ());

  adw_about_dialog_set_application_name (about, FOYER_APPLICATION_NAME);
  adw_about_dialog_set_application_icon (about, FOYER_APPLICATION_ID);
  adw_about_dialog_set_version (about, FOYER_VERSION);
  adw_about_dialog_set_developer_name (about, _ ("The Foyer contributors"));
  adw_about_dialog_set_copyright (about, _ ("© The Foyer contributors"));
  adw_about_dialog_set_license_type (about, GTK_LICENSE_GPL_3_0);
  adw_about_dialog_set_comments (
      about, _ ("Enter sales leads as fast as you can type, and lose none on the way.\n\n"
                "Foyer is independent software. It is not made or supported by the platform’s vendor."));
  adw_about_dialog_set_website (about, "https://github.com/foyer-crm/foyer");
  adw_about_dialog_set_issue_url (about, "https://github.com/foyer-crm/foyer/issues");
  adw_about_dialog_set_debug_info (about, debug_info);
  adw_about_dialog_set_debug_info_filename (about, "foyer.txt");
  /* Translators: the names of the translators, one a line */
  adw_about_dialog_set_translator_credits (about, _ ("translator-credits"));
  adw_dialog_present (dialog, GTK_WIDGET (self->window));
}

static void
account_changed_cb (FoyerApplication *self)
{
  foyer_application_change_account (self, FOYER_ACCOUNT_KEEP, get_account (self), NULL);
}

static void
remove_account_cb (FoyerApplication *self)
{
  foyer_application_change_account (self, FOYER_ACCOUNT_REMOVE, get_account (self), NULL);
}

static void
preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FoyerApplication *self = user_data;
  FoyerPreferencesDialog *dialog = foyer_preferences_dialog_new (foyer_account_manager_get_session (self->manager),
                                                                 self->settings);

  g_signal_connect_object (dialog, "changed", G_CALLBACK (account_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "remove", G_CALLBACK (remove_account_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self->window));
}

static void
shortcuts_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FoyerApplication *self = user_data;

  foyer_shortcuts_present (GTK_WINDOW (self->window));
}

static void
connected_cb (FoyerApplication *self, FoyerAccount *account, const char *secret)
{
  foyer_application_change_account (self, FOYER_ACCOUNT_ADD, account, secret);
}

static void
present_connect_dialog (FoyerApplication *self, FoyerAccount *account)
{
  FoyerConnectDialog *dialog = foyer_connect_dialog_new (account);

  g_signal_connect_object (dialog, "connected", G_CALLBACK (connected_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self->window));
}

static void
connect_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  present_connect_dialog (user_data, NULL);
}

static void
change_key_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FoyerAccount *account = get_account (user_data);

  if (account != NULL && !foyer_account_get_is_sample (account))
    present_connect_dialog (user_data, account);
}

/* As open-sample it is offered where it changes something; from the desktop, as show-sample, it brings the window also
 * when the sample data is open already. */
static void
sample_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  foyer_application_show_sample (user_data);
}

static void
reset_chosen_cb (FoyerApplication *self)
{
  FoyerAccount *account = get_account (self);

  if (account != NULL && foyer_account_get_is_sample (account))
    foyer_application_change_account (self, FOYER_ACCOUNT_RESET_SAMPLE, account, NULL);
}

static void
reset_sample_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FoyerApplication *self = user_data;
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Reset the Sample Data?"),
                                            _ ("Everything you entered or changed in the sample data is deleted."));

  /* Translators: a button: leaves everything as it is */
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "reset",
                                  /* Translators: a button: makes the sample data as it was in the beginning */
                                  _ ("_Reset"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "reset", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response::reset", G_CALLBACK (reset_chosen_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self->window));
}

/* To a real account when there is one, else to the welcome page. */
static void
leave_sample_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FoyerApplication *self = user_data;
  GListModel *accounts = foyer_account_manager_get_accounts (self->manager);

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (FoyerAccount) account = g_list_model_get_item (accounts, i);

      if (!foyer_account_get_is_sample (account))
        {
          foyer_application_change_account (self, FOYER_ACCOUNT_OPEN, account, NULL);
          return;
        }
    }
  foyer_application_change_account (self, FOYER_ACCOUNT_CLOSE, NULL, NULL);
}

static void
account_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FoyerApplication *self = user_data;
  const char *uuid = g_variant_get_string (parameter, NULL);
  g_autoptr (FoyerAccount) account = foyer_account_manager_find (self->manager, uuid);
  FoyerAccount *open = get_account (self);

  if (account == NULL || (open != NULL && g_str_equal (foyer_account_get_uuid (open), uuid)))
    return;
  foyer_application_change_account (self, FOYER_ACCOUNT_OPEN, account, NULL);
}

/* From a notification: the window may be hidden, or not there yet. */
static void
outbox_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  foyer_application_show_outbox (user_data, NULL);
}

static void
show_row_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  foyer_application_show_outbox (user_data, g_variant_get_string (parameter, NULL));
}

static const GActionEntry entries[] = {
  { "quit", quit_cb },
  { "new-lead", new_lead_cb },
  { "about", about_cb },
  { "preferences", preferences_cb },
  { "shortcuts", shortcuts_cb },
  { "connect", connect_cb },
  { "change-key", change_key_cb },
  { "open-sample", sample_cb },
  { "show-sample", sample_cb },
  { "reset-sample", reset_sample_cb },
  { "leave-sample", leave_sample_cb },
  { "account", account_cb, "s", "''" },
  { "outbox", outbox_cb },
  { "show-row", show_row_cb, "s" },
};

static void
set_enabled (FoyerApplication *self, const char *name, gboolean enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), name)), enabled);
}

void
foyer_application_add_actions (FoyerApplication *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

void
foyer_application_update_actions (FoyerApplication *self)
{
  FoyerAccount *account = get_account (self);
  gboolean is_sample = account != NULL && foyer_account_get_is_sample (account);
  gboolean busy = foyer_account_manager_get_busy (self->manager);
  GAction *state = g_action_map_lookup_action (G_ACTION_MAP (self), "account");

  set_enabled (self, "preferences", account != NULL);
  set_enabled (self, "connect", !busy);
  set_enabled (self, "change-key", account != NULL && !is_sample && !busy);
  set_enabled (self, "open-sample", !is_sample && !busy);
  set_enabled (self, "reset-sample", is_sample && !busy);
  set_enabled (self, "leave-sample", is_sample && !busy);
  g_simple_action_set_state (G_SIMPLE_ACTION (state),
                             g_variant_new_string (account != NULL ? foyer_account_get_uuid (account) : ""));
}
