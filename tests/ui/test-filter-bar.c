/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The chips over the list and the filters that are kept, through the dialog and on the disk of a real session. */

#include "foyer-filter-bar.h"
#include "foyer-filter-dialog.h"
#include "foyer-session-filters.h"
#include "foyer-ui-test.h"
#include "shell-testing.h"

typedef struct
{
  FoyerAccountManager *manager;
  FoyerFilterBar *bar;
  GtkWidget *window;
  GString *expected;
} Fixture;

static void
show_bar (Fixture *fixture)
{
  FoyerSession *session = foyer_account_manager_get_session (fixture->manager);

  foyer_account_set_user_id (foyer_session_get_account (session), 103);
  fixture->bar = g_object_new (FOYER_TYPE_FILTER_BAR, NULL);
  fixture->window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->bar));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 500, 700);
  gtk_window_present (GTK_WINDOW (fixture->window));
  foyer_filter_bar_set_session (fixture->bar, session);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->manager = shell_manager_new (data);
  fixture->expected = g_string_new (NULL);
  shell_change (fixture->manager, FOYER_ACCOUNT_OPEN_SAMPLE, NULL);
  show_bar (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  foyer_ui_test_close (fixture->window);
  shell_change (fixture->manager, FOYER_ACCOUNT_CLOSE, NULL);
  g_clear_object (&fixture->manager);
  g_string_free (fixture->expected, TRUE);
}

static void
open_again (Fixture *fixture)
{
  foyer_ui_test_close (fixture->window);
  shell_change (fixture->manager, FOYER_ACCOUNT_CLOSE, NULL);
  shell_change (fixture->manager, FOYER_ACCOUNT_OPEN_SAMPLE, NULL);
  show_bar (fixture);
}

static void
add_names (GtkWidget *root, GString *names)
{
  if (GTK_IS_TOGGLE_BUTTON (root))
    g_string_append_printf (names, "%s%s ", gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (root)) ? "*" : "",
                            gtk_button_get_label (GTK_BUTTON (root)));
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    add_names (child, names);
}

static gboolean
has_chips (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (GString) names = g_string_new (NULL);

  add_names (GTK_WIDGET (fixture->bar), names);
  return g_string_equal (names, fixture->expected);
}

/* The chips, with a star at what is chosen: also at "All" where leads are sorted and none is left out. */
static void
wait_for_chips (Fixture *fixture, const char *names)
{
  g_string_assign (fixture->expected, names);
  if (!shell_wait (has_chips, fixture))
    {
      g_autoptr (GString) shown = g_string_new (NULL);

      add_names (GTK_WIDGET (fixture->bar), shown);
      g_assert_cmpstr (shown->str, ==, names);
    }
}

/* One that is closing stands in the way of the next. */
static gboolean
opens (gpointer data)
{
  Fixture *fixture = data;

  foyer_filter_bar_present_dialog (fixture->bar);
  return shell_find (fixture->window, FOYER_TYPE_FILTER_DIALOG) != NULL;
}

static FoyerFilterDialog *
open_dialog (Fixture *fixture)
{
  shell_wait_until (opens, fixture);
  foyer_ui_test_settle ();
  return FOYER_FILTER_DIALOG (shell_find (fixture->window, FOYER_TYPE_FILTER_DIALOG));
}

static gboolean
is_closed (gpointer data)
{
  return shell_find (((Fixture *) data)->window, FOYER_TYPE_FILTER_DIALOG) == NULL;
}

static void
close_dialog (Fixture *fixture, FoyerFilterDialog *dialog)
{
  adw_dialog_force_close (ADW_DIALOG (dialog));
  shell_wait_until (is_closed, fixture);
}

static void
save_as (Fixture *fixture, FoyerLeadSort sort, const char *name)
{
  FoyerFilterDialog *dialog = open_dialog (fixture);
  GtkWidget *row = shell_find_row (GTK_WIDGET (dialog), "Name of the Filter");

  adw_combo_row_set_selected (ADW_COMBO_ROW (shell_find_row (GTK_WIDGET (dialog), "Sort By")), sort);
  gtk_editable_set_text (GTK_EDITABLE (row), name);
  g_signal_emit_by_name (row, "apply");
  /* It closes by itself. */
  shell_wait_until (is_closed, fixture);
}

/* The row of a kept filter, which is called as the one for a new filter. */
static GtkWidget *
find_saved (GtkWidget *root, const char *name)
{
  if (ADW_IS_ENTRY_ROW (root) && g_str_equal (gtk_editable_get_text (GTK_EDITABLE (root)), name))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_saved (child, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_button (GtkWidget *root, const char *words)
{
  if (GTK_IS_BUTTON (root)
      && (g_strcmp0 (gtk_widget_get_tooltip_text (root), words) == 0
          || g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), words) == 0))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, words);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
press (GtkWidget *root, const char *words)
{
  GtkWidget *button = find_button (root, words);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  foyer_ui_test_settle ();
}

static void
filters_are_kept (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a filter that is not on the disk, comes back in another order or with another query, and a chip that
   * does not filter. */
  save_as (fixture, FOYER_LEAD_SORT_NAME, "Warm");
  save_as (fixture, FOYER_LEAD_SORT_STAGE, "Cold");
  save_as (fixture, FOYER_LEAD_SORT_OWNER, "Warm");
  wait_for_chips (fixture, "*All Mine *Warm Cold ");
  open_again (fixture);
  wait_for_chips (fixture, "*All Mine *Warm Cold ");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (shell_find_toggle (GTK_WIDGET (fixture->bar), "Cold")), TRUE);
  g_assert_cmpint (foyer_lead_query_get_sort (foyer_filter_bar_get_query (fixture->bar)), ==, FOYER_LEAD_SORT_STAGE);
}

static void
a_filter_gets_another_name (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a filter that is only to be named by being made again, loses its place by that, takes the name of
   * another or none. */
  FoyerFilterDialog *dialog;
  GtkWidget *row;

  save_as (fixture, FOYER_LEAD_SORT_NAME, "Warm");
  save_as (fixture, FOYER_LEAD_SORT_STAGE, "Cold");
  dialog = open_dialog (fixture);
  row = find_saved (GTK_WIDGET (dialog), "Warm");
  gtk_editable_set_text (GTK_EDITABLE (row), " Cold ");
  g_signal_emit_by_name (row, "apply");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "Warm");
  gtk_editable_set_text (GTK_EDITABLE (row), "  ");
  g_signal_emit_by_name (row, "apply");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "Warm");
  gtk_editable_set_text (GTK_EDITABLE (row), "Hot <3");
  g_signal_emit_by_name (row, "apply");
  g_assert_nonnull (find_saved (GTK_WIDGET (dialog), "Hot <3"));
  close_dialog (fixture, dialog);
  open_again (fixture);
  wait_for_chips (fixture, "*All Mine Hot <3 *Cold ");
}

static void
a_removed_filter_comes_back (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a filter that is gone for good by one press beside the right one, comes back elsewhere or empty. */
  FoyerFilterDialog *dialog;

  save_as (fixture, FOYER_LEAD_SORT_NAME, "Warm");
  save_as (fixture, FOYER_LEAD_SORT_STAGE, "Cold");
  dialog = open_dialog (fixture);
  press (GTK_WIDGET (dialog), "Remove Warm");
  wait_for_chips (fixture, "*All Mine *Cold ");
  g_assert_null (find_saved (GTK_WIDGET (dialog), "Warm"));
  press (GTK_WIDGET (dialog), "_Undo");
  wait_for_chips (fixture, "*All Mine Warm *Cold ");
  g_assert_nonnull (find_saved (GTK_WIDGET (dialog), "Warm"));
  press (GTK_WIDGET (dialog), "Remove Cold");
  close_dialog (fixture, dialog);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (shell_find_toggle (GTK_WIDGET (fixture->bar), "Warm")), TRUE);
  g_assert_cmpint (foyer_lead_query_get_sort (foyer_filter_bar_get_query (fixture->bar)), ==, FOYER_LEAD_SORT_NAME);
  open_again (fixture);
  wait_for_chips (fixture, "*All Mine *Warm ");
}

static void
it_is_remembered (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a list that begins anew with every start, or with words that somebody searched for last week; a filter
   * that nothing shows. */
  FoyerFilterDialog *dialog = open_dialog (fixture);
  g_autoptr (FoyerLeadQuery) query = foyer_lead_query_copy (foyer_filter_bar_get_query (fixture->bar));
  g_autoptr (FoyerLeadQuery) expected = NULL;

  wait_for_chips (fixture, "*All Mine ");
  foyer_lead_query_set_sort (query, FOYER_LEAD_SORT_NAME, TRUE);
  foyer_lead_query_set_sections (query, FOYER_LEAD_SECTIONS_STAGE);
  foyer_filter_dialog_set_query (dialog, query);
  g_signal_emit_by_name (dialog, "changed");
  g_assert_false (foyer_filter_bar_get_is_custom (fixture->bar));
  foyer_lead_query_add_id (query, FOYER_LEAD_STAGE, 12);
  foyer_filter_dialog_set_query (dialog, query);
  g_signal_emit_by_name (dialog, "changed");
  g_assert_true (foyer_filter_bar_get_is_custom (fixture->bar));
  close_dialog (fixture, dialog);
  foyer_filter_bar_set_text (fixture->bar, "gala");
  expected = foyer_lead_query_copy (query);

  open_again (fixture);
  wait_for_chips (fixture, "All Mine ");
  g_assert_true (foyer_lead_query_equal (foyer_filter_bar_get_query (fixture->bar), expected));
  g_assert_true (foyer_filter_bar_get_is_custom (fixture->bar));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (shell_find_toggle (GTK_WIDGET (fixture->bar), "Mine")), TRUE);
  g_assert_false (foyer_filter_bar_get_is_custom (fixture->bar));
  open_again (fixture);
  wait_for_chips (fixture, "All *Mine ");
}

#define ADD(name, func) g_test_add ("/ui/filter-bar/" name, Fixture, name, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  foyer_ui_test_init (&argc, &argv);
  ADD ("kept", filters_are_kept);
  ADD ("renamed", a_filter_gets_another_name);
  ADD ("removed", a_removed_filter_comes_back);
  ADD ("remembered", it_is_remembered);
  return g_test_run ();
}
