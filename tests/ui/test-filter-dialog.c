/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is sorted, grouped and filtered by, and the days of a filter. */

#include "foyer-date-row.h"
#include "foyer-filter-dialog.h"
#include "foyer-ui-test.h"
#include "shell-testing.h"

/* In the list of times. */
#define LAST_7_DAYS 2
#define CHOSEN_DAYS 5

typedef struct
{
  FoyerPicklists *picklists;
  FoyerFilterDialog *dialog;
  GtkWidget *window;
  guint n_changed;
  char *saved;
} Fixture;

static void
changed_cb (Fixture *fixture)
{
  fixture->n_changed++;
}

static void
save_cb (Fixture *fixture, const char *name)
{
  g_set_str (&fixture->saved, name);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerLeadQuery) query = foyer_lead_query_new ();
  GtkWidget *window = adw_window_new ();

  foyer_lead_query_set_text (query, "gala");
  foyer_lead_query_add_id (query, FOYER_LEAD_STAGE, 16);
  fixture->picklists = foyer_ui_test_picklists_new ();
  fixture->dialog = foyer_filter_dialog_new (fixture->picklists, query);
  g_signal_connect_swapped (fixture->dialog, "changed", G_CALLBACK (changed_cb), fixture);
  g_signal_connect_swapped (fixture->dialog, "save", G_CALLBACK (save_cb), fixture);
  adw_window_set_content (ADW_WINDOW (window), gtk_label_new (NULL));
  gtk_window_set_default_size (GTK_WINDOW (window), 360, 640);
  gtk_window_present (GTK_WINDOW (window));
  adw_dialog_present (ADW_DIALOG (fixture->dialog), window);
  foyer_ui_test_settle ();
  fixture->window = window;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  foyer_ui_test_close (fixture->window);
  g_clear_object (&fixture->picklists);
  g_clear_pointer (&fixture->saved, g_free);
}

static GtkWidget *
row (Fixture *fixture, const char *title)
{
  GtkWidget *found = shell_find_row (GTK_WIDGET (fixture->dialog), title);

  g_assert_nonnull (found);
  return found;
}

static void
it_shows_what_is_asked (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a dialog that begins with another query than the list has, or changes it by being opened. */
  AdwExpanderRow *stage = ADW_EXPANDER_ROW (row (fixture, "Stage"));

  g_assert_cmpstr (adw_expander_row_get_subtitle (stage), ==, "Quoted");
  adw_expander_row_set_expanded (stage, TRUE);
  g_assert_true (
      gtk_check_button_get_active (GTK_CHECK_BUTTON (shell_find (row (fixture, "Quoted"), GTK_TYPE_CHECK_BUTTON))));
  g_assert_false (
      gtk_check_button_get_active (GTK_CHECK_BUTTON (shell_find (row (fixture, "Interested"), GTK_TYPE_CHECK_BUTTON))));
  g_assert_cmpuint (fixture->n_changed, ==, 0);
}

static void
a_choice_holds_at_once (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a check that changes nothing, the wrong field, or what is searched for. */
  const FoyerLeadQuery *query;

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row (fixture, "Stage")), TRUE);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (shell_find (row (fixture, "Interested"), GTK_TYPE_CHECK_BUTTON)),
                               TRUE);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row (fixture, "Group By")), FOYER_LEAD_SECTIONS_DATE);
  query = foyer_filter_dialog_get_query (fixture->dialog);
  g_assert_cmpuint (fixture->n_changed, ==, 2);
  g_assert_true (foyer_lead_query_has_id (query, FOYER_LEAD_STAGE, 15));
  g_assert_true (foyer_lead_query_has_id (query, FOYER_LEAD_STAGE, 16));
  g_assert_cmpint (foyer_lead_query_get_sections (query), ==, FOYER_LEAD_SECTIONS_DATE);
  g_assert_cmpstr (foyer_lead_query_get_text (query), ==, "gala");
}

static void
each_order_has_a_name (Fixture *fixture, gconstpointer data)
{
  /* Would catch: an order that cannot be chosen, has no words, or the words of another. */
  GListModel *names = adw_combo_row_get_model (ADW_COMBO_ROW (row (fixture, "Sort By")));
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (g_list_model_get_n_items (names), ==, FOYER_N_LEAD_SORTS);
  for (guint i = 0; i < FOYER_N_LEAD_SORTS; i++)
    g_assert_true (g_hash_table_add (seen, (gpointer) gtk_string_list_get_string (GTK_STRING_LIST (names), i)));
  g_assert_cmpstr (gtk_string_list_get_string (GTK_STRING_LIST (names), FOYER_LEAD_SORT_CHANNEL), ==, "Channel");
  adw_combo_row_set_selected (ADW_COMBO_ROW (row (fixture, "Sort By")), FOYER_LEAD_SORT_CHANNEL);
  g_assert_cmpint (foyer_lead_query_get_sort (foyer_filter_dialog_get_query (fixture->dialog)), ==,
                   FOYER_LEAD_SORT_CHANNEL);
}

static void
the_last_day_is_in_the_range (Fixture *fixture, gconstpointer data)
{
  /* Would catch: leads of the day that is named as the last, which a filter that ends at its beginning leaves out. */
  g_autoptr (GDateTime) day = g_date_time_new_local (2026, 3, 28, 0, 0, 0);
  g_autoptr (GDateTime) next = g_date_time_add_days (day, 1);
  FoyerDateRow *to = FOYER_DATE_ROW (row (fixture, "Created To"));

  adw_combo_row_set_selected (ADW_COMBO_ROW (row (fixture, "Date Created")), CHOSEN_DAYS);
  foyer_date_row_set_date (to, g_date_time_to_unix (day));
  g_assert_cmpint (foyer_lead_query_get_to (foyer_filter_dialog_get_query (fixture->dialog), FOYER_LEAD_CREATED), ==,
                   g_date_time_to_unix (next));
  foyer_filter_dialog_set_query (fixture->dialog, foyer_filter_dialog_get_query (fixture->dialog));
  g_assert_cmpint (foyer_date_row_get_date (to), ==, g_date_time_to_unix (day));
}

static void
the_last_days_move_on (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a filter that is kept for the last week and stays with the week it was made in; days that are shown
   * and do not hold, or hold and are not shown. */
  AdwComboRow *created = ADW_COMBO_ROW (row (fixture, "Date Created"));
  GtkWidget *from = row (fixture, "Created From");
  const FoyerLeadQuery *query;

  g_assert_false (gtk_widget_get_visible (from));
  adw_combo_row_set_selected (created, LAST_7_DAYS);
  query = foyer_filter_dialog_get_query (fixture->dialog);
  g_assert_cmpuint (foyer_lead_query_get_days (query, FOYER_LEAD_CREATED), ==, 7);
  g_assert_cmpuint (foyer_lead_query_get_days (query, FOYER_LEAD_MODIFIED), ==, 0);
  g_assert_cmpint (foyer_lead_query_get_to (query, FOYER_LEAD_CREATED), ==, 0);
  g_assert_false (gtk_widget_get_visible (from));

  adw_combo_row_set_selected (created, CHOSEN_DAYS);
  g_assert_true (gtk_widget_get_visible (from));
  query = foyer_filter_dialog_get_query (fixture->dialog);
  g_assert_cmpint (foyer_lead_query_get_from (query, FOYER_LEAD_CREATED), ==, 0);

  adw_combo_row_set_selected (created, LAST_7_DAYS);
  foyer_filter_dialog_set_query (fixture->dialog, foyer_filter_dialog_get_query (fixture->dialog));
  g_assert_cmpuint (adw_combo_row_get_selected (created), ==, LAST_7_DAYS);
  adw_combo_row_set_selected (created, 0);
  g_assert_cmpint (foyer_lead_query_get_from (foyer_filter_dialog_get_query (fixture->dialog), FOYER_LEAD_CREATED), ==,
                   0);
}

static void
a_kept_filter_needs_a_name (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a chip without a word on it. */
  GtkWidget *name = row (fixture, "Name of the Filter");

  gtk_editable_set_text (GTK_EDITABLE (name), "  ");
  g_signal_emit_by_name (name, "apply");
  g_assert_null (fixture->saved);
  gtk_editable_set_text (GTK_EDITABLE (name), " Warm ");
  g_signal_emit_by_name (name, "apply");
  g_assert_cmpstr (fixture->saved, ==, "Warm");
}

static void
assert_lists_are_named (GtkWidget *root, const char *name, guint *n_lists)
{
  if (GTK_IS_LIST_VIEW (root))
    {
      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (root), GTK_ACCESSIBLE_PROPERTY_LABEL, name);
      (*n_lists)++;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    assert_lists_are_named (child, name, n_lists);
}

static GtkWidget *
find_arrow (GtkWidget *root, const char *name)
{
  g_autofree char *wrong = NULL;

  if (GTK_IS_BUTTON (root))
    wrong = gtk_test_accessible_check_property (GTK_ACCESSIBLE (root), GTK_ACCESSIBLE_PROPERTY_LABEL, name);
  if (GTK_IS_BUTTON (root) && wrong == NULL)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_arrow (child, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
the_arrows_do_what_they_are_called (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a calendar whose arrows have no name, or that of another. */
  static const struct
  {
    const char *name;
    int months;
  } arrows[] = { { "Previous Month", -1 }, { "Next Month", 1 }, { "Previous Year", -12 }, { "Next Year", 12 } };
  g_autoptr (GDateTime) day = g_date_time_new_local (2026, 3, 15, 0, 0, 0);
  FoyerDateRow *from = FOYER_DATE_ROW (row (fixture, "Created From"));
  GtkWidget *calendar;

  foyer_date_row_set_date (from, g_date_time_to_unix (day));
  gtk_menu_button_popup (GTK_MENU_BUTTON (shell_find (GTK_WIDGET (from), GTK_TYPE_MENU_BUTTON)));
  foyer_ui_test_settle ();
  calendar = shell_find (GTK_WIDGET (from), GTK_TYPE_CALENDAR);
  for (guint i = 0; i < G_N_ELEMENTS (arrows); i++)
    {
      g_autoptr (GDateTime) before = gtk_calendar_get_date (GTK_CALENDAR (calendar));
      g_autoptr (GDateTime) expected = g_date_time_add_months (before, arrows[i].months);
      g_autoptr (GDateTime) after = NULL;
      GtkWidget *arrow = find_arrow (calendar, arrows[i].name);

      g_assert_nonnull (arrow);
      g_signal_emit_by_name (arrow, "clicked");
      after = gtk_calendar_get_date (GTK_CALENDAR (calendar));
      g_assert_cmpint (g_date_time_get_year (after), ==, g_date_time_get_year (expected));
      g_assert_cmpint (g_date_time_get_month (after), ==, g_date_time_get_month (expected));
    }
}

static void
every_part_is_named (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a list of choices that does not say of what, four calendars of the same name, and an entry that says
   * its name twice. */
  static const char *const combos[] = { "Sort By", "Group By" };
  static const char *const dates[] = { "Created From", "Created To", "Changed From", "Changed To" };

  for (guint i = 0; i < G_N_ELEMENTS (combos); i++)
    {
      guint n_lists = 0;

      assert_lists_are_named (row (fixture, combos[i]), combos[i], &n_lists);
      g_assert_cmpuint (n_lists, ==, 2); /* what is chosen, and what can be */
    }
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      GtkWidget *choose = shell_find (row (fixture, dates[i]), GTK_TYPE_MENU_BUTTON);

      g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (choose), dates[i]));
    }
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row (fixture, "Name of the Filter")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Name of the Filter");
  g_assert_false (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (row (fixture, "Name of the Filter")),
                                                    GTK_ACCESSIBLE_RELATION_LABELLED_BY));
}

#define ADD(name, func) g_test_add ("/ui/filter-dialog/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  foyer_ui_test_init (&argc, &argv);
  ADD ("shown", it_shows_what_is_asked);
  ADD ("choice", a_choice_holds_at_once);
  ADD ("orders", each_order_has_a_name);
  ADD ("last-day", the_last_day_is_in_the_range);
  ADD ("last-days", the_last_days_move_on);
  ADD ("name", a_kept_filter_needs_a_name);
  ADD ("names", every_part_is_named);
  ADD ("arrows", the_arrows_do_what_they_are_called);
  return g_test_run ();
}
