/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole application in this process: its window, its pages, and what it does when it is left. */

#include "config.h"

#include "application-testing.h"
#include "foyer-announce.h"
#include "foyer-damage-banner.h"
#include "foyer-figures-page.h"
#include "foyer-lead-sidebar.h"
#include "foyer-pipeline-page.h"
#include "foyer-session-mirror.h"
#include "sync-testing.h"

static void
first_start (Shell *shell)
{
  g_assert_cmpstr (foyer_window_get_page (shell->window), ==, "welcome");
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (shell->window), "high-contrast"));
  shell_wait_until (shell_is_idle, shell);
  foyer_ui_test_settle ();
  g_assert_cmpstr (foyer_window_get_page (shell->window), ==, "welcome");
  g_assert_null (foyer_window_get_leads_view (shell->window));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (shell->window), "new-lead"));
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (shell->application), "open-sample"));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (shell->application), "leave-sample"));
}

static void
the_first_start_welcomes (Shell *shell, gconstpointer data)
{
  /* Would catch: a first start with an empty list, and actions that do something without an account. */
  shell_run (shell, first_start);
}

static void
sample (Shell *shell)
{
  shell_open_sample (shell);
  g_assert_cmpstr (foyer_window_get_page (shell->window), ==, "leads");
  g_assert_nonnull (strstr (gtk_window_get_title (GTK_WINDOW (shell->window)), "Sample data"));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (shell->window), "sample"));
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (shell->window), "new-lead"));
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (shell->application), "reset-sample"));
}

static void
sample_data_says_what_it_is (Shell *shell, gconstpointer data)
{
  /* Would catch: sample data that looks like an account. */
  shell_run (shell, sample);
}

static void
leave_sample (Shell *shell)
{
  shell_open_sample (shell);
  g_action_group_activate_action (G_ACTION_GROUP (shell->application), "leave-sample", NULL);
  foyer_ui_test_settle ();
  shell_wait_until (shell_is_idle, shell);
  foyer_ui_test_settle ();
  g_assert_cmpstr (foyer_window_get_page (shell->window), ==, "welcome");
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (shell->window), "sample"));
}

static void
leaving_sample_data_welcomes_again (Shell *shell, gconstpointer data)
{
  /* Would catch: a way into the sample data with none out of it. */
  shell_run (shell, leave_sample);
}

static void
second_start (Shell *shell)
{
  g_assert_cmpstr (foyer_window_get_page (shell->window), ==, "leads");
  shell_wait_until (shell_has_leads, shell);
  g_assert_cmpstr (foyer_window_get_page (shell->window), ==, "leads");
}

static void
the_last_account_opens_again (Shell *shell, gconstpointer data)
{
  /* Would catch: a second start that begins at the welcome page, or flashes it. */
  shell_run (shell, shell_open_sample);
  shell_run (shell, second_start);
}

static void
type_and_close (Shell *shell)
{
  shell_open_sample (shell);
  foyer_lead_set_text (foyer_lead_page_get_lead (shell_get_lead_page (shell)), FOYER_LEAD_NAME, "Typed and left");
  gtk_window_close (GTK_WINDOW (shell->window));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (shell->window)));
}

static void
closing_keeps_what_was_typed (Shell *shell, gconstpointer data)
{
  /* Would catch: a window that closes without waiting for the disk, or one that asks. */
  g_autoptr (FoyerAccountManager) manager = NULL;
  g_autoptr (FoyerDraft) draft = NULL;
  GListModel *drafts;

  shell_run (shell, type_and_close);
  manager = foyer_account_manager_new (shell->data_dir, shell->cache_dir);
  shell_change (manager, FOYER_ACCOUNT_START, NULL);
  drafts = foyer_session_get_drafts (foyer_account_manager_get_session (manager));
  g_assert_cmpuint (g_list_model_get_n_items (drafts), ==, 1);
  draft = g_list_model_get_item (drafts, 0);
  g_assert_cmpstr (foyer_lead_get_text (foyer_draft_get_lead (draft), FOYER_LEAD_NAME), ==, "Typed and left");
  shell_change (manager, FOYER_ACCOUNT_CLOSE, NULL);
}

static gboolean
shows_no_lead (gpointer data)
{
  return !gtk_widget_get_mapped (GTK_WIDGET (shell_get_lead_page (data)));
}

static void
leave_lead (Shell *shell)
{
  shell_open_sample (shell);
  g_assert_false (shows_no_lead (shell));
  g_action_group_activate_action (G_ACTION_GROUP (shell->window), "leave", NULL);
  shell_wait_until (shows_no_lead, shell);
  g_action_group_activate_action (G_ACTION_GROUP (shell->window), "new-lead", NULL);
  foyer_ui_test_settle ();
  g_assert_false (shows_no_lead (shell));
}

static void
leaving_a_lead_and_starting_a_new_one (Shell *shell, gconstpointer data)
{
  /* Would catch: Esc that does nothing, and Ctrl+N that does not bring the form back. */
  shell_run (shell, leave_lead);
}

static gboolean
is_in_name (gpointer data)
{
  Shell *shell = data;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (shell->window));
  GtkWidget *name = shell_find_row (GTK_WIDGET (shell_get_lead_page (shell)), "Name");

  return focus != NULL && gtk_widget_is_ancestor (focus, name) && *gtk_editable_get_text (GTK_EDITABLE (name)) != '\0';
}

static void
press_a_row (Shell *shell)
{
  GtkListView *list;
  GtkEditable *name;

  shell_open_sample (shell);
  list = GTK_LIST_VIEW (shell_find (GTK_WIDGET (shell->window), GTK_TYPE_LIST_VIEW));
  gtk_widget_grab_focus (GTK_WIDGET (list));
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (gtk_list_view_get_model (list)), 2);
  foyer_ui_test_settle ();
  g_assert_false (is_in_name (shell));
  g_signal_emit_by_name (list, "activate", 3);
  shell_wait_until (is_in_name, shell);
  name = GTK_EDITABLE (shell_find_row (GTK_WIDGET (shell_get_lead_page (shell)), "Name"));
  g_assert_false (gtk_editable_get_selection_bounds (name, NULL, NULL));
  g_assert_cmpint (gtk_editable_get_position (name), ==, g_utf8_strlen (gtk_editable_get_text (name), -1));
}

static void
pressing_a_row_goes_into_the_form (Shell *shell, gconstpointer data)
{
  /* Would catch: Enter that leaves the cursor in the list, arrow keys that take it away from there, and a name that the
   * next key writes over. */
  shell_run (shell, press_a_row);
}

static void
look_up_keys (Shell *shell)
{
  g_auto (GStrv) actions = gtk_application_list_action_descriptions (GTK_APPLICATION (shell->application));

  g_assert_cmpuint (g_strv_length (actions), >, 8);
  for (guint i = 0; actions[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (actions[i], ".", 2);
      GActionMap *map = g_str_equal (parts[0], "app") ? G_ACTION_MAP (shell->application)
                                                      : G_ACTION_MAP (shell->window);

      if (!g_str_equal (parts[0], "window")) /* GtkWindow's own */
        g_assert_nonnull (g_action_map_lookup_action (map, parts[1]));
    }
}

static void
every_key_has_an_action (Shell *shell, gconstpointer data)
{
  /* Would catch: a key that is promised in the shortcuts and does nothing. */
  shell_run (shell, look_up_keys);
}

static void
look_at_both_panes (Shell *shell)
{
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (shell->window)), <, 400);
  shell_open_sample (shell);
  g_assert_true (shows_no_lead (shell));
  g_action_group_activate_action (G_ACTION_GROUP (shell->window), "new-lead", NULL);
  foyer_ui_test_settle ();
  g_assert_false (shows_no_lead (shell));
}

static void
it_fits_a_telephone (Shell *shell, gconstpointer data)
{
  /* Would catch: a row or a button that needs more than the narrowest telephone has: libadwaita warns of that, and here
   * a warning is fatal. And a start in the form, where the list is what one pane should begin with. */
  g_autoptr (GSettings) settings = g_settings_new (FOYER_APPLICATION_ID);

  g_settings_set (settings, "window-size", "(ii)", 360, 294);
  shell_run (shell, look_at_both_panes);
  g_settings_reset (settings, "window-size");
}

static void
save_and_close (Shell *shell)
{
  g_autoptr (FoyerOutboxRow) row = NULL;

  shell_open_sample (shell);
  row = shell_save_lead (shell, "Saved and left");
  gtk_window_close (GTK_WINDOW (shell->window));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (shell->window)));
}

static void
nothing_is_held (Shell *shell)
{
  shell_wait_until (shell_has_leads, shell);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (shell_get_outbox (shell))); i++)
    {
      g_autoptr (FoyerOutboxRow) row = g_list_model_get_item (G_LIST_MODEL (shell_get_outbox (shell)), i);

      g_assert_cmpint (foyer_outbox_row_get_state (row), !=, FOYER_OUTBOX_HELD);
      g_assert_cmpuint (foyer_outbox_row_get_n_attempts (row), >, 0);
    }
}

static void
closing_sends_what_is_held (Shell *shell, gconstpointer data)
{
  /* Would catch: a save that could still be undone for minutes and waits for the next start, because the window closed
   * before it was tried. */
  shell_run (shell, save_and_close);
  shell_run (shell, nothing_is_held);
}

/* The file with what was typed, wherever below the folder it is. */
static char *
find_precious (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      char *found = g_str_equal (name, "precious.db") ? g_strdup (path) : find_precious (path);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
is_shown (gpointer banner)
{
  return adw_banner_get_revealed (banner) && gtk_widget_get_mapped (banner);
}

static gboolean
explains (gpointer data)
{
  return shell_find (GTK_WIDGET (((Shell *) data)->window), ADW_TYPE_ALERT_DIALOG) != NULL;
}

static gboolean
has_label (GtkWidget *root, const char *beginning)
{
  if (GTK_IS_LABEL (root) && g_str_has_prefix (gtk_label_get_label (GTK_LABEL (root)), beginning))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (has_label (child, beginning))
      return TRUE;
  return FALSE;
}

static void
damaged_start (Shell *shell)
{
  g_autofree char *path = NULL;
  GtkWidget *bin, *banner, *dialog;

  shell_wait_until (shell_has_leads, shell);
  path = find_precious (shell->data_dir); /* not while it is being set aside */
  bin = shell_find (GTK_WIDGET (shell->window), FOYER_TYPE_DAMAGE_BANNER);
  banner = shell_find (bin, ADW_TYPE_BANNER);
  shell_wait_until (is_shown, banner);
  g_assert_cmpstr (foyer_announce_get_last (bin), ==, adw_banner_get_title (ADW_BANNER (banner)));
  g_signal_emit_by_name (banner, "button-clicked");
  shell_wait_until (explains, shell);
  dialog = shell_find (GTK_WIDGET (shell->window), ADW_TYPE_ALERT_DIALOG);
  g_assert_nonnull (path);
  g_assert_true (has_label (dialog, path));
  g_assert_false (adw_banner_get_revealed (ADW_BANNER (banner)));
  g_assert_true (adw_dialog_close (ADW_DIALOG (dialog)));
}

static void
undamaged_start (Shell *shell)
{
  GtkWidget *banner = shell_find (GTK_WIDGET (shell->window), FOYER_TYPE_DAMAGE_BANNER);

  shell_wait_until (shell_has_leads, shell);
  foyer_ui_test_settle ();
  g_assert_false (adw_banner_get_revealed (ADW_BANNER (shell_find (banner, ADW_TYPE_BANNER))));
}

static void
damage_is_told (Shell *shell, gconstpointer data)
{
  /* Would catch: drafts and waiting changes that are gone without a word, a damaged file that nobody is led to, and a
   * word that stays for good. */
  g_autofree char *path = NULL;
  g_autofree char *bytes = NULL;
  gsize size;

  shell_run (shell, shell_open_sample);
  path = find_precious (shell->data_dir);
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_assert_cmpuint (size, >, 16384);
  memset (bytes + size - 8192, 0x5a, 8192); /* not the page with the account itself */
  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
  shell_run (shell, damaged_start);
  shell_run (shell, undamaged_start);
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

static void
kept_or_not_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  foyer_session_keep_draft_finish (FOYER_SESSION (source), result, NULL);
}

static void
parked_cb (FoyerLeadPage *page, const char *uuid, gboolean *is_parked)
{
  *is_parked = TRUE;
}

static gboolean
is_back (gpointer data)
{
  return gtk_widget_get_visible (GTK_WIDGET (((Shell *) data)->window)) && explains (data);
}

static void
close_with_a_slow_disk (Shell *shell)
{
  g_autofree char *path = NULL;
  g_autoptr (FoyerLead) other = foyer_lead_new ();
  GtkWidget *dialog;
  gboolean is_parked = FALSE;
  gpointer held;

  shell_open_sample (shell);
  path = find_precious (shell->data_dir);
  held = file_hold (path);
  /* This one waits as long as the store itself has patience, and the page's draft begins to wait after it. */
  foyer_lead_set_text (other, FOYER_LEAD_NAME, "Another");
  foyer_session_keep_draft_async (foyer_account_manager_get_session (shell->manager), other, NULL, NULL, kept_or_not_cb,
                                  NULL);
  foyer_lead_set_text (foyer_lead_page_get_lead (shell_get_lead_page (shell)), FOYER_LEAD_NAME, "Typed and left");
  g_signal_connect (shell_get_lead_page (shell), "parked", G_CALLBACK (parked_cb), &is_parked);
  gtk_window_close (GTK_WINDOW (shell->window));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (shell->window)));
  shell_wait_until (is_back, shell);
  g_assert_false (is_parked);
  dialog = shell_find (GTK_WIDGET (shell->window), ADW_TYPE_ALERT_DIALOG);
  g_assert_cmpstr (adw_alert_dialog_get_body (ADW_ALERT_DIALOG (dialog)), ==, "The disk is not answering.");
  file_let_go (held);
  shell_wait_until (is_true, &is_parked);
  g_signal_handlers_disconnect_by_data (shell_get_lead_page (shell), &is_parked);
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

static void
a_slow_disk_brings_the_window_back (Shell *shell, gconstpointer data)
{
  /* Would catch: a window that is hidden for as long as the disk does not answer, and what was kept late taken for
   * lost. */
  shell_run (shell, close_with_a_slow_disk);
}

static gboolean
is_busy (gpointer data)
{
  return !shell_is_idle (data);
}

static gboolean
is_gone (gpointer data)
{
  return *(GtkWidget **) data == NULL;
}

static void
launch_while_leaving (Shell *shell)
{
  GtkWidget *old = NULL;

  shell_open_sample (shell);
  g_set_weak_pointer (&old, GTK_WIDGET (shell->window));
  gtk_window_close (GTK_WINDOW (shell->window));
  shell_wait_until (is_busy, shell); /* its account is being closed: it does not come back */
  g_application_activate (G_APPLICATION (shell->application));
  g_set_weak_pointer (&shell->window, foyer_application_get_window (shell->application));
  g_assert_true (GTK_WIDGET (shell->window) != old);
  shell_wait_until (is_gone, &old);
  shell_wait_until (shell_has_leads, shell);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (shell->window)));
}

static void
a_launch_while_leaving_is_heard (Shell *shell, gconstpointer data)
{
  /* Would catch: an application that is started again just after its window was closed, and is nowhere. */
  shell_run (shell, launch_while_leaving);
}

static gboolean
is_linked (gpointer data)
{
  FoyerLead *lead = foyer_lead_page_get_lead (shell_get_lead_page (data));

  return g_str_equal (foyer_lead_get_text (lead, FOYER_LEAD_NAME), "Linked");
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GPtrArray) leads = foyer_session_load_leads_finish (FOYER_SESSION (source), result, NULL);

  *(gboolean *) user_data = TRUE;
}

static void
begin_while_opening (Shell *shell)
{
  g_autoptr (FoyerLead) lead = foyer_lead_new ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  FoyerLeadsView *view;
  gint64 id = 7;
  gboolean is_loaded = FALSE;

  shell_open_sample (shell);
  view = foyer_window_get_leads_view (shell->window);
  foyer_lead_set_text (lead, FOYER_LEAD_NAME, "Linked");
  gtk_widget_activate_action (GTK_WIDGET (view), "leads.open", "x", id);
  foyer_leads_view_start_with (view, lead);
  /* What is asked for later is answered later. */
  g_array_append_val (ids, id);
  foyer_session_load_leads_async (foyer_leads_view_get_session (view), ids, NULL, loaded_cb, &is_loaded);
  shell_wait_until (is_true, &is_loaded);
  foyer_ui_test_settle ();
  g_assert_true (is_linked (shell));
}

static void
what_is_begun_last_is_open (Shell *shell, gconstpointer data)
{
  /* Would catch: a link's lead that is put away by the lead that was clicked before it. */
  shell_run (shell, begin_while_opening);
}

static GtkWidget *
find_menu_item (GtkWidget *root, const char *text)
{
  if (GTK_IS_LABEL (root) && g_str_equal (gtk_label_get_text (GTK_LABEL (root)), text))
    return gtk_widget_get_parent (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_menu_item (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
has_focus_in_figures (gpointer data)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (((Shell *) data)->window));

  return focus != NULL && ADW_IS_PREFERENCES_ROW (focus)
         && gtk_widget_get_ancestor (focus, FOYER_TYPE_FIGURES_PAGE) != NULL;
}

static gboolean
has_focus_in_pipeline (gpointer data)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (((Shell *) data)->window));

  return focus != NULL && gtk_widget_get_ancestor (focus, FOYER_TYPE_PIPELINE_PAGE) != NULL;
}

static void
open_figures (Shell *shell)
{
  GtkWidget *button, *popover;

  shell_open_sample (shell);
  button = shell_find (shell_find (GTK_WIDGET (shell->window), FOYER_TYPE_LEAD_SIDEBAR), GTK_TYPE_MENU_BUTTON);
  g_action_group_activate_action (G_ACTION_GROUP (shell->window), "pipeline", NULL);
  shell_wait_until (has_focus_in_pipeline, shell);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  foyer_ui_test_settle ();
  popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  g_assert_true (gtk_widget_activate (find_menu_item (popover, "Figures")));
  shell_wait_until (has_focus_in_figures, shell);
  foyer_ui_test_settle ();
  g_assert_true (has_focus_in_figures (shell));
}

static void
the_menu_gives_the_focus_away (Shell *shell, gconstpointer data)
{
  /* Would catch: figures that are opened from the menu, and the focus stays on its button. */
  shell_run (shell, open_figures);
}

#define ADD(name, func) g_test_add ("/ui/window/" name, Shell, name, shell_set_up, func, shell_tear_down)

int
main (int argc, char *argv[])
{
  foyer_ui_test_init (&argc, &argv);
  ADD ("first-start", the_first_start_welcomes);
  ADD ("sample", sample_data_says_what_it_is);
  ADD ("leave-sample", leaving_sample_data_welcomes_again);
  ADD ("last-account", the_last_account_opens_again);
  ADD ("close", closing_keeps_what_was_typed);
  ADD ("drain", closing_sends_what_is_held);
  ADD ("leave", leaving_a_lead_and_starting_a_new_one);
  ADD ("press", pressing_a_row_goes_into_the_form);
  ADD ("keys", every_key_has_an_action);
  ADD ("damage", damage_is_told);
  ADD ("figures", the_menu_gives_the_focus_away);
  ADD ("narrow", it_fits_a_telephone);
  ADD ("slow-disk", a_slow_disk_brings_the_window_back);
  ADD ("launch-while-leaving", a_launch_while_leaving_is_heard);
  ADD ("begun-last", what_is_begun_last_is_open);
  return g_test_run ();
}
