/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks for an account's secret where no keyring gives it. It goes to the session and nowhere else, and can be put off:
 * the rest of Foyer works without it. */

#include "config.h"

#include "foyer-secret-dialog.h"

#include "foyer-left-to-right.h"
#include "foyer-row-names.h"

#include <glib/gi18n.h>

static void
text_cb (GtkEditable *entry, GParamSpec *pspec, AdwAlertDialog *dialog)
{
  adw_alert_dialog_set_response_enabled (dialog, "unlock", *gtk_editable_get_text (entry) != '\0');
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (source);
  const char *response = adw_alert_dialog_choose_finish (dialog, result);
  GtkEditable *entry = g_task_get_task_data (task);

  if (g_str_equal (response, "unlock"))
    foyer_session_set_secret (g_task_get_source_object (task), gtk_editable_get_text (entry));
  gtk_editable_set_text (entry, "");
  g_task_return_boolean (task, g_str_equal (response, "unlock"));
}

/**
 * foyer_secret_dialog_ask_async:
 * @parent: a widget in the window that asks
 * @session: the session that lacks its secret
 * @callback: called when the secret was given or put off
 * @user_data: for @callback
 */
void
foyer_secret_dialog_ask_async (GtkWidget *parent,
                               FoyerSession *session,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = g_task_new (session, NULL, callback, user_data);
  AdwDialog *dialog = adw_alert_dialog_new (NULL, NULL);
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (dialog);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *entry = adw_password_entry_row_new ();

  g_task_set_source_tag (task, foyer_secret_dialog_ask_async);
  g_task_set_task_data (task, g_object_ref (entry), g_object_unref);

  /* Translators: %s is the name of an account */
  adw_alert_dialog_format_heading (alert, _ ("Unlock “%s”"),
                                   foyer_account_get_title (foyer_session_get_account (session)));
  adw_alert_dialog_set_body (
      alert, _ ("Foyer needs the secret that belongs to the key of this account. No keyring keeps it on "
                "this computer, so it is asked for once each time Foyer starts, and is never "
                "written to the disk.\n\nYou can also go on without it: leads are kept as drafts."));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), C_ ("of a key", "Secret"));
  foyer_row_names_add (ADW_PREFERENCES_ROW (entry));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (entry), TRUE);
  foyer_left_to_right_entry (GTK_EDITABLE (entry));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, C_ ("of a key", "Secret"), -1);
  gtk_list_box_append (GTK_LIST_BOX (list), entry);
  adw_alert_dialog_set_extra_child (alert, list);

  /* Translators: a button: goes on without the secret */
  adw_alert_dialog_add_responses (alert, "later", _ ("_Later"), "unlock",
                                  /* Translators: a button: uses the secret that was typed */
                                  _ ("_Unlock"), NULL);
  adw_alert_dialog_set_response_appearance (alert, "unlock", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_response_enabled (alert, "unlock", FALSE);
  adw_alert_dialog_set_default_response (alert, "unlock");
  adw_alert_dialog_set_close_response (alert, "later");
  g_signal_connect_object (entry, "notify::text", G_CALLBACK (text_cb), dialog, 0);

  adw_dialog_set_focus (dialog, entry);
  adw_alert_dialog_choose (alert, parent, NULL, chosen_cb, task);
}

/**
 * foyer_secret_dialog_ask_finish:
 * @result: what the callback was given
 *
 * Returns: whether the session has a secret now; nobody knows yet whether it is the right one
 */
gboolean
foyer_secret_dialog_ask_finish (GAsyncResult *result)
{
  return g_task_propagate_boolean (G_TASK (result), NULL);
}
