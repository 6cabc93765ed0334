/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole application in the process of a test, as a person or the desktop starts it. */

#include "config.h"

#include "application-testing.h"
#include "foyer-outbox-machine.h"

gboolean
shell_is_idle (gpointer data)
{
  Shell *shell = data;

  return !foyer_account_manager_get_busy (shell->manager);
}

static gboolean
has_window (gpointer data)
{
  return foyer_application_get_window (data) != NULL;
}

static gboolean
body_cb (gpointer user_data)
{
  Shell *shell = user_data;

  if (shell->ask != NULL)
    shell->ask (shell);
  shell_wait_until (has_window, shell->application);
  shell->manager = foyer_application_get_manager (shell->application);
  g_set_weak_pointer (&shell->window, foyer_application_get_window (shell->application));
  g_application_set_inactivity_timeout (G_APPLICATION (shell->application), 0); /* it ends with its window */
  shell->body (shell);
  if (shell->window != NULL)
    gtk_window_close (GTK_WINDOW (shell->window));
  return G_SOURCE_REMOVE;
}

static void
run (Shell *shell, GApplicationFlags flags)
{
  g_autoptr (FoyerApplication) application = foyer_application_new (shell->data_dir, shell->cache_dir);

  shell->application = application;
  g_application_set_flags (G_APPLICATION (application), flags | G_APPLICATION_NON_UNIQUE | G_APPLICATION_HANDLES_OPEN);
  g_idle_add (body_cb, shell);
  g_assert_cmpint (g_application_run (G_APPLICATION (application), 0, NULL), ==, 0);
  g_assert_null (shell->window);
}

void
shell_run (Shell *shell, ShellBody body)
{
  shell->ask = NULL;
  shell->body = body;
  run (shell, 0);
}

void
shell_run_asked (Shell *shell, ShellBody ask, ShellBody body)
{
  shell->ask = ask;
  shell->body = body;
  run (shell, G_APPLICATION_IS_SERVICE);
}

void
shell_set_up (Shell *shell, gconstpointer data)
{
  shell->data_dir = g_build_filename (g_get_home_dir (), data, "data", NULL);
  shell->cache_dir = g_build_filename (g_get_home_dir (), data, "cache", NULL);
}

void
shell_tear_down (Shell *shell, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new (FOYER_APPLICATION_ID);

  g_settings_reset (settings, "last-account"); /* the settings in memory outlive a test */
  g_free (shell->data_dir);
  g_free (shell->cache_dir);
}

gboolean
shell_has_leads (gpointer data)
{
  Shell *shell = data;
  GtkWidget *list = shell_find (GTK_WIDGET (shell->window), GTK_TYPE_LIST_VIEW);
  GtkSelectionModel *model = list != NULL ? gtk_list_view_get_model (GTK_LIST_VIEW (list)) : NULL;

  return shell_is_idle (shell) && model != NULL && g_list_model_get_n_items (G_LIST_MODEL (model)) > 0;
}

static gboolean
can_open_sample (gpointer data)
{
  Shell *shell = data;

  return g_action_group_get_action_enabled (G_ACTION_GROUP (shell->application), "open-sample");
}

void
shell_open_sample (Shell *shell)
{
  shell_wait_until (can_open_sample, shell); /* not while the accounts are still being read */
  g_action_group_activate_action (G_ACTION_GROUP (shell->application), "open-sample", NULL);
  shell_wait_until (shell_has_leads, shell);
  foyer_ui_test_settle ();
}

FoyerLeadPage *
shell_get_lead_page (Shell *shell)
{
  return foyer_leads_view_get_lead_page (foyer_window_get_leads_view (shell->window));
}

FoyerOutbox *
shell_get_outbox (Shell *shell)
{
  return foyer_session_get_outbox (foyer_account_manager_get_session (shell->manager));
}

static void
result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
has_result (gpointer data)
{
  return *(GAsyncResult **) data != NULL;
}

static FoyerOutboxRow *
save (Shell *shell, FoyerLead *lead, guint hold)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  FoyerOutboxRow *row;

  foyer_outbox_keep_async (shell_get_outbox (shell), lead, NULL, hold, NULL, result_cb, &result);
  shell_wait_until (has_result, &result);
  row = foyer_outbox_keep_finish (shell_get_outbox (shell), result, &error);
  g_assert_no_error (error);
  return row;
}

FoyerOutboxRow *
shell_save_lead (Shell *shell, const char *name)
{
  g_autoptr (FoyerLead) lead = foyer_lead_new ();
  FoyerOutboxRow *row;

  foyer_lead_set_text (lead, FOYER_LEAD_NAME, name);
  foyer_lead_set_id (lead, FOYER_LEAD_COMPANY, 21);
  foyer_lead_set_id (lead, FOYER_LEAD_LEAD_CONTACT, 42);
  foyer_lead_set_id (lead, FOYER_LEAD_QUALITY, 2);
  foyer_lead_set_id (lead, FOYER_LEAD_STAGE, 12);
  foyer_lead_set_id (lead, FOYER_LEAD_TYPE, 23);
  foyer_lead_set_id (lead, FOYER_LEAD_SOURCE, 33);
  row = save (shell, lead, FOYER_BACKOFF_LARGEST); /* held for longer, it is due at once */
  g_assert_cmpint (foyer_outbox_row_get_state (row), ==, FOYER_OUTBOX_HELD);
  return row;
}

static gboolean
is_refused (gpointer data)
{
  return foyer_outbox_row_get_state (data) == FOYER_OUTBOX_REJECTED;
}

FoyerOutboxRow *
shell_save_refused_lead (Shell *shell, const char *name)
{
  g_autoptr (FoyerLead) lead = foyer_lead_new ();
  FoyerOutboxRow *row;

  foyer_lead_set_text (lead, FOYER_LEAD_NAME, name);
  row = save (shell, lead, 0);
  shell_wait_until (is_refused, row);
  return row;
}
