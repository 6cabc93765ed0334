/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the shell share: the sample data, opened through the real session, and waiting for it. */

#include "shell-testing.h"

#include "foyer-session-filters.h"
#include "foyer-session-mirror.h"

#define PATIENCE 60000 /* milliseconds */

static gboolean
timeout_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_CONTINUE;
}

gboolean
shell_wait (ShellCondition condition, gpointer data)
{
  gboolean late = FALSE;
  guint timeout = g_timeout_add (PATIENCE, timeout_cb, &late);
  gboolean met;

  while (!(met = condition (data)) && !late)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timeout);

  return met;
}

FoyerAccountManager *
shell_manager_new (const char *name)
{
  g_autofree char *data_dir = g_build_filename (g_get_home_dir (), name, "data", NULL);
  g_autofree char *cache_dir = g_build_filename (g_get_home_dir (), name, "cache", NULL);

  return foyer_account_manager_new (data_dir, cache_dir);
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

void
shell_change (FoyerAccountManager *manager, FoyerAccountChange change, FoyerAccount *account)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  foyer_account_manager_change_async (manager, change, account, NULL, NULL, result_cb, &result);
  shell_wait_until (has_result, &result);
  foyer_account_manager_change_finish (manager, result, NULL, &error);
  g_assert_no_error (error);
}

void
shell_refresh_picklists (FoyerSession *session)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  foyer_session_refresh_picklists_async (session, FOYER_PICKLIST_NONE, 0, NULL, result_cb, &result);
  shell_wait_until (has_result, &result);
  foyer_session_refresh_picklists_finish (session, result, &error);
  g_assert_no_error (error);
}

void
shell_refresh_leads (FoyerSession *session)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  foyer_mirror_refresh_run_async (foyer_session_get_refresh (session), FOYER_REFRESH_CHANGES, NULL, result_cb, &result);
  shell_wait_until (has_result, &result);
  foyer_mirror_refresh_run_finish (foyer_session_get_refresh (session), result, &error);
  g_assert_no_error (error);
}

void
shell_keep_draft (FoyerSession *session, FoyerLead *lead, FoyerLead *base)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  foyer_session_keep_draft_async (session, lead, base, NULL, result_cb, &result);
  shell_wait_until (has_result, &result);
  foyer_session_keep_draft_finish (session, result, &error);
  g_assert_no_error (error);
}

void
shell_save_filters (FoyerSession *session, GVariant *filters)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  foyer_session_save_filters_async (session, filters, NULL, result_cb, &result);
  shell_wait_until (has_result, &result);
  foyer_session_save_filters_finish (session, result, &error);
  g_assert_no_error (error);
}

/* Of the mirror. */
guint
shell_count_leads (FoyerAccountManager *manager)
{
  FoyerSession *session = foyer_account_manager_get_session (manager);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerLeadQuery) all = foyer_lead_query_new ();
  g_autoptr (GArray) ids = NULL;

  if (session == NULL)
    return 0;
  foyer_session_list_ids_async (session, all, NULL, result_cb, &result);
  shell_wait_until (has_result, &result);
  ids = foyer_session_list_ids_finish (session, result, &error);
  g_assert_no_error (error);
  return ids->len;
}

GtkWidget *
shell_find (GtkWidget *root, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = shell_find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

GtkWidget *
shell_find_dialog (GType type)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);
      GtkWidget *dialog = shell_find (window, type);

      if (dialog != NULL && gtk_widget_get_mapped (dialog))
        return dialog;
    }
  return NULL;
}

/* The preferences row with this title. */
GtkWidget *
shell_find_row (GtkWidget *root, const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (root)
      && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = shell_find_row (child, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkShortcut *
find_shortcut (GtkWidget *widget, const char *trigger)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      for (guint j = 0;
           GTK_IS_SHORTCUT_CONTROLLER (controller) && j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) found = g_list_model_get_item (G_LIST_MODEL (controller), j);
          g_autofree char *keys = gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (found));

          if (g_str_equal (keys, trigger))
            return g_steal_pointer (&found);
        }
    }
  return NULL;
}

/* What a key does by a shortcut of the widget itself. */
gboolean
shell_press (GtkWidget *widget, const char *trigger)
{
  g_autoptr (GtkShortcut) shortcut = find_shortcut (widget, trigger);

  g_assert_nonnull (shortcut);
  return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget,
                                       gtk_shortcut_get_arguments (shortcut));
}

GtkWidget *
shell_find_toggle (GtkWidget *root, const char *label)
{
  if (GTK_IS_TOGGLE_BUTTON (root) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = shell_find_toggle (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* What does the action when it is pressed. */
GtkWidget *
shell_find_action (GtkWidget *root, const char *action)
{
  if (GTK_IS_ACTIONABLE (root) && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (root)), action) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = shell_find_action (child, action);

      if (found != NULL)
        return found;
    }
  return NULL;
}
