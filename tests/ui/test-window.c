/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole application in this process: its window, its pages, and what it does when it is left. */

#include "config.h"

#include "foyer-announce.h"
#include "foyer-application.h"
#include "foyer-damage-banner.h"
#include "foyer-outbox.h"
#include "foyer-ui-test.h"
#include "shell-testing.h"

typedef struct _Fixture Fixture;
typedef void (*Body) (Fixture *fixture);

struct _Fixture
{
  char *data_dir;
  char *cache_dir;
  Body body;
  FoyerApplication *application;
  FoyerAccountManager *manager;
  FoyerWindow *window; /* nullable; cleared when it is gone */
};

static gboolean
is_idle (gpointer data)
{
  Fixture *fixture = data;

  return !foyer_account_manager_get_busy (fixture->manager);
}

static gboolean
has_window (gpointer data)
{
  return foyer_application_get_window (data) != NULL;
}

static gboolean
body_cb (gpointer user_data)
{
  Fixture *fixture = user_data;

  shell_wait_until (has_window, fixture->application);
  fixture->manager = foyer_application_get_manager (fixture->application);
  g_set_weak_pointer (&fixture->window, foyer_application_get_window (fixture->application));
  fixture->body (fixture);
  if (fixture->window != NULL)
    gtk_window_close (GTK_WINDOW (fixture->window));
  return G_SOURCE_REMOVE;
}

/* Runs the application, the body in it, and closes its window, which ends it. */
static void
run (Fixture *fixture, Body body)
{
  g_autoptr (FoyerApplication) application = foyer_application_new (fixture->data_dir, fixture->cache_dir);

  fixture->application = application;
  fixture->body = body;
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE | G_APPLICATION_HANDLES_OPEN);
  g_idle_add (body_cb, fixture);
  g_assert_cmpint (g_application_run (G_APPLICATION (application), 0, NULL), ==, 0);
  g_assert_null (fixture->window);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->data_dir = g_build_filename (g_get_home_dir (), data, "data", NULL);
  fixture->cache_dir = g_build_filename (g_get_home_dir (), data, "cache", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new (FOYER_APPLICATION_ID);

  g_settings_reset (settings, "last-account"); /* the settings in memory outlive a test */
  g_free (fixture->data_dir);
  g_free (fixture->cache_dir);
}

static gboolean
has_leads (gpointer data)
{
  Fixture *fixture = data;

  GtkWidget *list = shell_find (GTK_WIDGET (fixture->window), GTK_TYPE_LIST_VIEW);
  GtkSelectionModel *model = list != NULL ? gtk_list_view_get_model (GTK_LIST_VIEW (list)) : NULL;

  return is_idle (fixture) && model != NULL && g_list_model_get_n_items (G_LIST_MODEL (model)) > 0;
}

static gboolean
can_open_sample (gpointer data)
{
  Fixture *fixture = data;

  return g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->application), "open-sample");
}

static void
open_sample (Fixture *fixture)
{
  shell_wait_until (can_open_sample, fixture); /* not while the accounts are still being read */
  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "open-sample", NULL);
  shell_wait_until (has_leads, fixture);
  foyer_ui_test_settle ();
}

static FoyerLeadPage *
get_lead_page (Fixture *fixture)
{
  return foyer_leads_view_get_lead_page (foyer_window_get_leads_view (fixture->window));
}

static void
first_start (Fixture *fixture)
{
  g_assert_cmpstr (foyer_window_get_page (fixture->window), ==, "welcome");
  shell_wait_until (is_idle, fixture);
  foyer_ui_test_settle ();
  g_assert_cmpstr (foyer_window_get_page (fixture->window), ==, "welcome");
  g_assert_null (foyer_window_get_leads_view (fixture->window));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "new-lead"));
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->application), "open-sample"));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->application), "leave-sample"));
}

static void
the_first_start_welcomes (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a first start with an empty list, and actions that do something without an account. */
  run (fixture, first_start);
}

static void
sample (Fixture *fixture)
{
  open_sample (fixture);
  g_assert_cmpstr (foyer_window_get_page (fixture->window), ==, "leads");
  g_assert_nonnull (strstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), "Sample data"));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (fixture->window), "sample"));
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "new-lead"));
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->application), "reset-sample"));
}

static void
sample_data_says_what_it_is (Fixture *fixture, gconstpointer data)
{
  /* Would catch: sample data that looks like an account. */
  run (fixture, sample);
}

static void
leave_sample (Fixture *fixture)
{
  open_sample (fixture);
  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "leave-sample", NULL);
  foyer_ui_test_settle ();
  shell_wait_until (is_idle, fixture);
  foyer_ui_test_settle ();
  g_assert_cmpstr (foyer_window_get_page (fixture->window), ==, "welcome");
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (fixture->window), "sample"));
}

static void
leaving_sample_data_welcomes_again (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a way into the sample data with none out of it. */
  run (fixture, leave_sample);
}

static void
second_start (Fixture *fixture)
{
  g_assert_cmpstr (foyer_window_get_page (fixture->window), ==, "leads");
  shell_wait_until (has_leads, fixture);
  g_assert_cmpstr (foyer_window_get_page (fixture->window), ==, "leads");
}

static void
the_last_account_opens_again (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a second start that begins at the welcome page, or flashes it. */
  run (fixture, open_sample);
  run (fixture, second_start);
}

static void
type_and_close (Fixture *fixture)
{
  open_sample (fixture);
  foyer_lead_set_text (foyer_lead_page_get_lead (get_lead_page (fixture)), FOYER_LEAD_NAME, "Typed and left");
  gtk_window_close (GTK_WINDOW (fixture->window));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->window)));
}

static void
closing_keeps_what_was_typed (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a window that closes without waiting for the disk, or one that asks. */
  g_autoptr (FoyerAccountManager) manager = NULL;
  g_autoptr (FoyerDraft) draft = NULL;
  GListModel *drafts;

  run (fixture, type_and_close);
  manager = foyer_account_manager_new (fixture->data_dir, fixture->cache_dir);
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
  return !gtk_widget_get_mapped (GTK_WIDGET (get_lead_page (data)));
}

static void
leave_lead (Fixture *fixture)
{
  open_sample (fixture);
  g_assert_false (shows_no_lead (fixture));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "leave", NULL);
  shell_wait_until (shows_no_lead, fixture);
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "new-lead", NULL);
  foyer_ui_test_settle ();
  g_assert_false (shows_no_lead (fixture));
}

static void
leaving_a_lead_and_starting_a_new_one (Fixture *fixture, gconstpointer data)
{
  /* Would catch: Esc that does nothing, and Ctrl+N that does not bring the form back. */
  run (fixture, leave_lead);
}

static void
look_up_keys (Fixture *fixture)
{
  g_auto (GStrv) actions = gtk_application_list_action_descriptions (GTK_APPLICATION (fixture->application));

  g_assert_cmpuint (g_strv_length (actions), >, 8);
  for (guint i = 0; actions[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (actions[i], ".", 2);
      GActionMap *map = g_str_equal (parts[0], "app") ? G_ACTION_MAP (fixture->application)
                                                      : G_ACTION_MAP (fixture->window);

      if (!g_str_equal (parts[0], "window")) /* GtkWindow's own */
        g_assert_nonnull (g_action_map_lookup_action (map, parts[1]));
    }
}

static void
every_key_has_an_action (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a key that is promised in the shortcuts and does nothing. */
  run (fixture, look_up_keys);
}

static void
look_at_both_panes (Fixture *fixture)
{
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), <, 400);
  open_sample (fixture);
  g_assert_true (shows_no_lead (fixture));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "new-lead", NULL);
  foyer_ui_test_settle ();
  g_assert_false (shows_no_lead (fixture));
}

static void
it_fits_a_telephone (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a row or a button that needs more than the narrowest telephone has: libadwaita warns of that, and here
   * a warning is fatal. And a start in the form, where the list is what one pane should begin with. */
  g_autoptr (GSettings) settings = g_settings_new (FOYER_APPLICATION_ID);

  g_settings_set (settings, "window-size", "(ii)", 360, 294);
  run (fixture, look_at_both_panes);
  g_settings_reset (settings, "window-size");
}

static gboolean
is_linked (gpointer data)
{
  FoyerLeadPage *page = get_lead_page (data);

  return page != NULL && g_str_equal (foyer_lead_get_text (foyer_lead_page_get_lead (page), FOYER_LEAD_NAME), "Linked");
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerOutboxRow) row = foyer_outbox_keep_finish (FOYER_OUTBOX (source), result, &error);

  g_assert_no_error (error);
  g_assert_cmpint (foyer_outbox_row_get_state (row), ==, FOYER_OUTBOX_HELD);
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

static FoyerOutbox *
get_outbox (Fixture *fixture)
{
  return foyer_session_get_outbox (foyer_account_manager_get_session (fixture->manager));
}

static void
save_and_close (Fixture *fixture)
{
  g_autoptr (FoyerLead) lead = foyer_lead_new ();
  gboolean kept = FALSE;

  open_sample (fixture);
  foyer_lead_set_text (lead, FOYER_LEAD_NAME, "Saved and left");
  foyer_lead_set_id (lead, FOYER_LEAD_COMPANY, 21);
  foyer_lead_set_id (lead, FOYER_LEAD_LEAD_CONTACT, 42);
  foyer_lead_set_id (lead, FOYER_LEAD_QUALITY, 2);
  foyer_lead_set_id (lead, FOYER_LEAD_STAGE, 12);
  foyer_lead_set_id (lead, FOYER_LEAD_TYPE, 23);
  foyer_lead_set_id (lead, FOYER_LEAD_SOURCE, 33);
  foyer_outbox_keep_async (get_outbox (fixture), lead, NULL, 3600, NULL, kept_cb, &kept);
  shell_wait_until (is_true, &kept);
  gtk_window_close (GTK_WINDOW (fixture->window));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->window)));
}

static void
nothing_is_held (Fixture *fixture)
{
  shell_wait_until (has_leads, fixture);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (get_outbox (fixture))); i++)
    {
      g_autoptr (FoyerOutboxRow) row = g_list_model_get_item (G_LIST_MODEL (get_outbox (fixture)), i);

      g_assert_cmpint (foyer_outbox_row_get_state (row), !=, FOYER_OUTBOX_HELD);
      g_assert_cmpuint (foyer_outbox_row_get_n_attempts (row), >, 0);
    }
}

static void
closing_sends_what_is_held (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a save that could still be undone for an hour and waits for the next start, because the window closed
   * before it was tried. */
  run (fixture, save_and_close);
  run (fixture, nothing_is_held);
}

static void
follow_links (Fixture *fixture)
{
  g_autoptr (GFile) link = g_file_new_for_uri ("foyer:new?name=Linked&id=1");
  g_autoptr (GFile) none = g_file_new_for_uri ("foyer:open?id=1");

  g_application_open (G_APPLICATION (fixture->application), &link, 1, "");
  open_sample (fixture);
  shell_wait_until (is_linked, fixture);
  g_assert_cmpint (foyer_lead_page_get_platform_id (get_lead_page (fixture)), ==, 0);

  g_application_open (G_APPLICATION (fixture->application), &none, 1, "");
  foyer_ui_test_settle ();
  g_assert_true (is_linked (fixture));
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
  return shell_find (GTK_WIDGET (((Fixture *) data)->window), ADW_TYPE_ALERT_DIALOG) != NULL;
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
damaged_start (Fixture *fixture)
{
  g_autofree char *path = find_precious (fixture->data_dir);
  GtkWidget *bin, *banner, *dialog;

  shell_wait_until (has_leads, fixture);
  bin = shell_find (GTK_WIDGET (fixture->window), FOYER_TYPE_DAMAGE_BANNER);
  banner = shell_find (bin, ADW_TYPE_BANNER);
  shell_wait_until (is_shown, banner);
  g_assert_cmpstr (foyer_announce_get_last (bin), ==, adw_banner_get_title (ADW_BANNER (banner)));
  g_signal_emit_by_name (banner, "button-clicked");
  shell_wait_until (explains, fixture);
  dialog = shell_find (GTK_WIDGET (fixture->window), ADW_TYPE_ALERT_DIALOG);
  g_assert_nonnull (path);
  g_assert_true (has_label (dialog, path));
  g_assert_false (adw_banner_get_revealed (ADW_BANNER (banner)));
  g_assert_true (adw_dialog_close (ADW_DIALOG (dialog)));
}

static void
undamaged_start (Fixture *fixture)
{
  GtkWidget *banner = shell_find (GTK_WIDGET (fixture->window), FOYER_TYPE_DAMAGE_BANNER);

  shell_wait_until (has_leads, fixture);
  foyer_ui_test_settle ();
  g_assert_false (adw_banner_get_revealed (ADW_BANNER (shell_find (banner, ADW_TYPE_BANNER))));
}

static void
damage_is_told (Fixture *fixture, gconstpointer data)
{
  /* Would catch: drafts and waiting changes that are gone without a word, a damaged file that nobody is led to, and a
   * word that stays for good. */
  g_autofree char *path = NULL;
  g_autofree char *bytes = NULL;
  gsize size;

  run (fixture, open_sample);
  path = find_precious (fixture->data_dir);
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_assert_cmpuint (size, >, 16384);
  memset (bytes + size - 8192, 0x5a, 8192); /* not the page with the account itself */
  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
  run (fixture, damaged_start);
  run (fixture, undamaged_start);
}

static void
a_link_begins_a_lead (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a link that is lost because no account is open yet, or one that reaches more than a new lead. */
  run (fixture, follow_links);
}

#define ADD(name, func) g_test_add ("/ui/window/" name, Fixture, name, set_up, func, tear_down)

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
  ADD ("keys", every_key_has_an_action);
  ADD ("link", a_link_begins_a_lead);
  ADD ("damage", damage_is_told);
  ADD ("narrow", it_fits_a_telephone);
  return g_test_run ();
}
