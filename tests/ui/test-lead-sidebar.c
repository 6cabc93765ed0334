/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search above the list, on sample data: what is typed there, and what a kept filter puts there. */

#include "foyer-filter-bar.h"
#include "foyer-filter-dialog.h"
#include "foyer-lead-sidebar.h"
#include "foyer-session-filters.h"
#include "foyer-session-mirror.h"
#include "foyer-ui-test.h"
#include "shell-testing.h"

#include <string.h>

typedef struct
{
  FoyerAccountManager *manager;
  FoyerSession *session;
  FoyerLeadSidebar *sidebar;
  FoyerFilterBar *bar;
  GtkEditable *entry;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerLeadQuery) harbour = foyer_lead_query_new ();
  g_auto (GVariantBuilder) filters = G_VARIANT_BUILDER_INIT (FOYER_SAVED_FILTERS_TYPE);
  g_autoptr (GVariant) saved = NULL;

  fixture->manager = shell_manager_new (data);
  shell_change (fixture->manager, FOYER_ACCOUNT_OPEN_SAMPLE, NULL);
  fixture->session = foyer_account_manager_get_session (fixture->manager);
  shell_refresh_leads (fixture->session);
  foyer_lead_query_set_text (harbour, "harbour");
  g_variant_builder_add (&filters, "(s@a{sv})", "Harbour", foyer_lead_query_to_variant (harbour));
  saved = g_variant_ref_sink (g_variant_builder_end (&filters));
  shell_save_filters (fixture->session, saved);

  fixture->sidebar = g_object_new (FOYER_TYPE_LEAD_SIDEBAR, NULL);
  foyer_lead_sidebar_set_session (fixture->sidebar, fixture->session);
  fixture->bar = FOYER_FILTER_BAR (shell_find (GTK_WIDGET (fixture->sidebar), FOYER_TYPE_FILTER_BAR));
  fixture->entry = GTK_EDITABLE (shell_find (GTK_WIDGET (fixture->sidebar), GTK_TYPE_SEARCH_ENTRY));
  fixture->window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->sidebar));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 400, 700);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  foyer_ui_test_close (fixture->window);
  shell_change (fixture->manager, FOYER_ACCOUNT_CLOSE, NULL);
  g_clear_object (&fixture->manager);
}

static gboolean
searches_for (Fixture *fixture, const char *words)
{
  return g_strcmp0 (foyer_lead_query_get_text (foyer_filter_bar_get_query (fixture->bar)), words) == 0;
}

static gboolean
searches_for_hotel (gpointer data)
{
  return searches_for (data, "Harbour Hotel");
}

static gboolean
is_filled (gpointer data)
{
  Fixture *fixture = data;
  GtkListView *view = GTK_LIST_VIEW (
      shell_find (GTK_WIDGET (foyer_lead_sidebar_get_list (fixture->sidebar)), GTK_TYPE_LIST_VIEW));

  return g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (view))) > 50;
}

static gboolean
has_filter (gpointer data)
{
  return shell_find_toggle (data, "Harbour") != NULL;
}

static void
a_space_at_the_end_stays (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a search that is emptied and written again, without the space, while it is typed or pasted: the next
   * word sticks to the one before, the cursor is at the front, and what is asked for is freed below who asks. */
  int position = 0;

  gtk_editable_insert_text (fixture->entry, "Harbour Hotel ", -1, &position);
  gtk_editable_set_position (fixture->entry, -1);
  shell_wait_until (searches_for_hotel, fixture);
  foyer_ui_test_settle ();
  g_assert_cmpstr (gtk_editable_get_text (fixture->entry), ==, "Harbour Hotel ");
  g_assert_cmpint (gtk_editable_get_position (fixture->entry), ==, 14);
  g_assert_true (searches_for (fixture, "Harbour Hotel"));
}

static void
a_key_asks_at_once (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a search that waits for the next key before it looks for what is typed. */
  int position = 0;

  gtk_editable_insert_text (fixture->entry, "h", -1, &position);
  g_assert_true (searches_for (fixture, "h"));
  gtk_editable_delete_text (fixture->entry, 0, -1);
  g_assert_true (searches_for (fixture, NULL));
}

static void
open_cb (GtkWidget *sidebar, FoyerLeadSummary *lead, gboolean take_focus, char **name)
{
  g_assert_true (take_focus);
  g_set_str (name, foyer_lead_summary_get_name (lead));
}

static gboolean
is_opened (gpointer data)
{
  return *(char **) data != NULL;
}

static void
enter_opens_what_is_found (Fixture *fixture, gconstpointer data)
{
  /* Would catch: Enter right after the last letter that opens the first lead of what was listed before. */
  g_autofree char *name = NULL;
  g_autofree char *lower = NULL;

  shell_wait_until (is_filled, fixture);
  foyer_ui_test_settle ();
  g_signal_connect (fixture->sidebar, "open", G_CALLBACK (open_cb), &name);
  gtk_editable_set_text (fixture->entry, "wedding");
  g_signal_emit_by_name (fixture->entry, "activate");
  shell_wait_until (is_opened, &name);
  lower = g_ascii_strdown (name, -1);
  g_assert_nonnull (strstr (lower, "wedding"));
}

static void
a_kept_filter_replaces_the_words (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a filter whose words are lost because the search is emptied first, which asks for all leads. */
  GtkWidget *chip;

  shell_wait_until (has_filter, fixture->bar);
  gtk_editable_set_text (fixture->entry, "Harbour Hotel");
  shell_wait_until (searches_for_hotel, fixture);
  chip = shell_find_toggle (GTK_WIDGET (fixture->bar), "Harbour");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), TRUE);
  foyer_ui_test_settle ();
  g_assert_cmpstr (gtk_editable_get_text (fixture->entry), ==, "harbour");
  g_assert_cmpint (gtk_editable_get_position (fixture->entry), ==, 7);
  g_assert_true (searches_for (fixture, "harbour"));
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (chip)));
}

static void
a_filter_shows_at_its_button (Fixture *fixture, gconstpointer data)
{
  /* Would catch: leads that are left out by a filter nobody sees. */
  GtkWidget *button = shell_find_action (GTK_WIDGET (fixture->sidebar), "leads.filter");
  FoyerFilterDialog *dialog;
  g_autoptr (FoyerLeadQuery) query = foyer_lead_query_new ();

  g_assert_false (gtk_widget_has_css_class (button, "accent"));
  foyer_filter_bar_present_dialog (fixture->bar);
  foyer_ui_test_settle ();
  dialog = FOYER_FILTER_DIALOG (shell_find (fixture->window, FOYER_TYPE_FILTER_DIALOG));
  foyer_lead_query_add_id (query, FOYER_LEAD_STAGE, 12);
  foyer_filter_dialog_set_query (dialog, query);
  g_signal_emit_by_name (dialog, "changed");
  g_assert_true (gtk_widget_has_css_class (button, "accent"));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "Sort and Filter (some leads are left out)");
  g_assert_null (gtk_test_accessible_check_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                                     "Sort and Filter (some leads are left out)"));
  g_assert_null (
      gtk_test_accessible_check_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, "Sort and Filter"));
  adw_dialog_force_close (ADW_DIALOG (dialog));
  foyer_filter_bar_show_all (fixture->bar);
  g_assert_false (gtk_widget_has_css_class (button, "accent"));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "Sort and Filter");
}

/* The words of the item with that action, wherever in the menu. */
static char *
find_item (GMenuModel *menu, const char *action)
{
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);
      g_autofree char *name = NULL;
      char *label = NULL;

      g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_ACTION, "s", &name);
      if (g_strcmp0 (name, action) == 0)
        g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_LABEL, "s", &label);
      else if (section != NULL)
        label = find_item (section, action);
      if (label != NULL)
        return label;
    }
  return NULL;
}

static void
the_menu_says_how_old_the_leads_are (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a person who cannot tell this morning's leads from last week's, and a refresh that is offered twice or
   * not at all once there is something to say of it. */
  GtkMenuButton *button = GTK_MENU_BUTTON (shell_find (GTK_WIDGET (fixture->sidebar), GTK_TYPE_MENU_BUTTON));
  FoyerMirrorRefresh *refresh = foyer_session_get_refresh (fixture->session);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (foyer_mirror_refresh_get_finished (refresh));
  g_autofree char *when = g_date_time_format (time, "%x %H:%M");
  g_autofree char *expected = g_strdup_printf ("_Refresh (as of %s)", when);
  g_autofree char *label = find_item (gtk_menu_button_get_menu_model (button), "win.refresh");
  g_autofree char *without = NULL;

  g_assert_cmpstr (label, ==, expected);
  foyer_lead_sidebar_set_session (fixture->sidebar, NULL);
  without = find_item (gtk_menu_button_get_menu_model (button), "win.refresh");
  g_assert_cmpstr (without, ==, "_Refresh");
}

#define ADD(name, func) g_test_add ("/ui/lead-sidebar/" name, Fixture, name, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  foyer_ui_test_init (&argc, &argv);
  ADD ("space", a_space_at_the_end_stays);
  ADD ("at-once", a_key_asks_at_once);
  ADD ("enter", enter_opens_what_is_found);
  ADD ("filtered", a_filter_shows_at_its_button);
  ADD ("as-of", the_menu_says_how_old_the_leads_are);
  ADD ("filter", a_kept_filter_replaces_the_words);
  return g_test_run ();
}
