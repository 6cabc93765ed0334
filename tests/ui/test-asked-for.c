/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is asked for from outside the window, whatever the window is doing: by a link, by the desktop, by a
 * notification.
 */

#include "config.h"

#include "application-testing.h"
#include "foyer-outbox-page.h"

static void
activate (Shell *shell, const char *action, GVariant *parameter)
{
  g_action_group_activate_action (G_ACTION_GROUP (shell->application), action, parameter);
}

static void
follow_link (Shell *shell, const char *uri)
{
  g_autoptr (GFile) link = g_file_new_for_uri (uri);

  g_application_open (G_APPLICATION (shell->application), &link, 1, "");
}

static const char *
get_open_name (Shell *shell)
{
  FoyerLeadPage *page = shell->window != NULL && foyer_window_get_leads_view (shell->window) != NULL
                            ? shell_get_lead_page (shell)
                            : NULL;

  return page != NULL ? foyer_lead_get_text (foyer_lead_page_get_lead (page), FOYER_LEAD_NAME) : "";
}

static gboolean
is_linked (gpointer data)
{
  return g_str_equal (get_open_name (data), "Linked");
}

static void
follow_links (Shell *shell)
{
  follow_link (shell, "foyer:new?name=Linked&id=1");
  shell_open_sample (shell);
  shell_wait_until (is_linked, shell);
  g_assert_cmpint (foyer_lead_page_get_platform_id (shell_get_lead_page (shell)), ==, 0);

  follow_link (shell, "foyer:open?id=1");
  foyer_ui_test_settle ();
  g_assert_true (is_linked (shell));
}

static void
a_link_begins_a_lead (Shell *shell, gconstpointer data)
{
  /* Would catch: a link that is lost because no account is open yet, or one that reaches more than a new lead. */
  shell_run (shell, follow_links);
}

static gboolean
has_session (gpointer data)
{
  Shell *shell = data;

  return foyer_account_manager_get_session (shell->manager) != NULL && shell_is_idle (shell);
}

/* The account is opened before the window is painted for the first time, as on a slow display. */
static void
delay_painting (Shell *shell)
{
  GtkWidget *window = GTK_WIDGET (foyer_application_get_window (shell->application));

  g_assert_nonnull (window);
  gtk_widget_set_visible (window, FALSE);
  shell->manager = foyer_application_get_manager (shell->application);
  shell_wait_until (has_session, shell);
  foyer_ui_test_settle ();
  gtk_window_present (GTK_WINDOW (window));
}

static void
follow_link_early (Shell *shell)
{
  follow_link (shell, "foyer:new?name=Linked");
  delay_painting (shell);
}

static void
is_begun (Shell *shell)
{
  shell_wait_until (is_linked, shell);
}

static void
a_link_waits_for_the_window (Shell *shell, gconstpointer data)
{
  /* Would catch: a link that is given up because the window has not heard of its account yet. */
  shell_run (shell, shell_open_sample);
  shell_run_asked (shell, follow_link_early, is_begun);
}

static gboolean
is_second (gpointer data)
{
  return g_str_equal (get_open_name (data), "Second");
}

static gboolean
is_third (gpointer data)
{
  return g_str_equal (get_open_name (data), "Third");
}

static GListModel *
get_drafts (Shell *shell)
{
  return foyer_session_get_drafts (foyer_account_manager_get_session (shell->manager));
}

static gboolean
has_one_draft (gpointer data)
{
  return g_list_model_get_n_items (get_drafts (data)) == 1;
}

static gboolean
has_two_drafts (gpointer data)
{
  return g_list_model_get_n_items (get_drafts (data)) == 2;
}

static void
follow_several (Shell *shell)
{
  g_autoptr (FoyerDraft) draft = NULL;

  shell_open_sample (shell);
  follow_link (shell, "foyer:new?name=Linked");
  shell_wait_until (is_linked, shell);
  activate (shell, "outbox", NULL); /* which keeps it */
  shell_wait_until (has_one_draft, shell);
  follow_link (shell, "foyer:new?name=Second");
  shell_wait_until (is_second, shell);
  foyer_lead_set_text (foyer_lead_page_get_lead (shell_get_lead_page (shell)), FOYER_LEAD_DESCRIPTION, "Typed");
  follow_link (shell, "foyer:new?name=Third");
  shell_wait_until (is_third, shell);
  shell_wait_until (has_one_draft, shell);
  draft = g_list_model_get_item (get_drafts (shell), 0);
  g_assert_cmpstr (foyer_lead_get_text (foyer_draft_get_lead (draft), FOYER_LEAD_NAME), ==, "Second");

  activate (shell, "new-lead", NULL);
  shell_wait_until (has_two_drafts, shell);
}

static void
a_link_makes_room_for_the_next (Shell *shell, gconstpointer data)
{
  /* Would catch: a draft for every link that somebody looked at; and the loss of one that was typed into, or that was
   * left for something else than another link. */
  shell_run (shell, follow_several);
}

static char *refused_uuid;

static void
save_refused (Shell *shell)
{
  g_autoptr (FoyerOutboxRow) row = NULL;

  shell_open_sample (shell);
  row = shell_save_refused_lead (shell, "Refused");
  refused_uuid = g_strdup (foyer_outbox_row_get_uuid (row));
}

static void
choose_row (Shell *shell)
{
  activate (shell, "show-row", g_variant_new_string (refused_uuid));
  delay_painting (shell);
}

static void
choose_outbox (Shell *shell)
{
  activate (shell, "outbox", NULL);
  delay_painting (shell);
}

static gboolean
shows_refused (gpointer data)
{
  return g_str_equal (get_open_name (data), "Refused");
}

static gboolean
shows_outbox (gpointer data)
{
  GtkWidget *page = shell_find (GTK_WIDGET (((Shell *) data)->window), FOYER_TYPE_OUTBOX_PAGE);

  return page != NULL && gtk_widget_get_mapped (page);
}

static void
is_row_shown (Shell *shell)
{
  shell_wait_until (shows_refused, shell);
}

static void
is_outbox_shown (Shell *shell)
{
  shell_wait_until (shows_outbox, shell);
}

static void
a_notification_starts_the_window (Shell *shell, gconstpointer data)
{
  /* Would catch: a notification that is clicked after Foyer was closed, and opens a window on something else. */
  shell_run (shell, save_refused);
  shell_run_asked (shell, choose_row, is_row_shown);
  shell_run_asked (shell, choose_outbox, is_outbox_shown);
  g_clear_pointer (&refused_uuid, g_free);
}

static void
ask_behind_dialog (Shell *shell)
{
  AdwDialog *dialog;

  shell_open_sample (shell);
  activate (shell, "preferences", NULL);
  foyer_ui_test_settle ();
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (shell->window));
  g_assert_nonnull (dialog);
  activate (shell, "outbox", NULL);
  foyer_ui_test_settle ();
  g_assert_false (shows_outbox (shell));
  g_assert_true (adw_dialog_close (dialog));
  shell_wait_until (shows_outbox, shell);
}

static void
a_dialog_is_waited_for (Shell *shell, gconstpointer data)
{
  /* Would catch: a notification that leads nowhere because a dialog was open, and one that pulls away the lead that a
   * dialog speaks of. */
  shell_run (shell, ask_behind_dialog);
}

static void
ask_sample (Shell *shell)
{
  activate (shell, "show-sample", NULL);
}

static void
ask_open_sample (Shell *shell)
{
  activate (shell, "open-sample", NULL);
}

static void
is_sample (Shell *shell)
{
  FoyerSession *session;

  shell_wait_until (shell_has_leads, shell);
  session = foyer_account_manager_get_session (shell->manager);
  g_assert_true (foyer_account_get_is_sample (foyer_session_get_account (session)));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (shell->window)));

  gtk_widget_set_visible (GTK_WIDGET (shell->window), FALSE);
  activate (shell, "show-sample", NULL);
  foyer_ui_test_settle ();
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (shell->window)));
  g_assert_true (foyer_account_manager_get_session (shell->manager) == session);
}

static void
sample_data_starts_the_window (Shell *shell, gconstpointer data)
{
  /* Would catch: Open Sample Data of the desktop that does nothing while Foyer is not running, and one that does
   * nothing, or begins anew, where the sample data is open. */
  shell_run_asked (shell, ask_sample, is_sample);
  shell_run_asked (shell, ask_open_sample, is_sample);
}

static void
ask_sample_early (Shell *shell)
{
  g_application_activate (G_APPLICATION (shell->application));
  activate (shell, "show-sample", NULL); /* while the accounts are being read */
}

static void
sample_data_waits_for_the_accounts (Shell *shell, gconstpointer data)
{
  /* Would catch: Open Sample Data that does nothing because another change of accounts was under way. */
  shell_run_asked (shell, ask_sample_early, is_sample);
}

#define ADD(name, func) g_test_add ("/ui/asked-for/" name, Shell, name, shell_set_up, func, shell_tear_down)

int
main (int argc, char *argv[])
{
  foyer_ui_test_init (&argc, &argv);
  ADD ("link", a_link_begins_a_lead);
  ADD ("early-link", a_link_waits_for_the_window);
  ADD ("several-links", a_link_makes_room_for_the_next);
  ADD ("notification", a_notification_starts_the_window);
  ADD ("dialog", a_dialog_is_waited_for);
  ADD ("sample-data", sample_data_starts_the_window);
  ADD ("early-sample-data", sample_data_waits_for_the_accounts);
  return g_test_run ();
}
