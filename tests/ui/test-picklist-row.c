/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The traps of AdwComboRow: it always selects something, and something else whenever its model changes. None of that
 * may reach the lead; what a person chooses must. */

#include "foyer-picklist-row.h"
#include "foyer-ui-test.h"

typedef struct
{
  GtkWidget *window;
  FoyerPicklists *picklists; /* owned */
  FoyerPicklistRow *row;
  guint n_written;
} Fixture;

static void
written_cb (Fixture *fixture)
{
  fixture->n_written++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *list = gtk_list_box_new ();

  fixture->picklists = foyer_ui_test_picklists_new ();
  fixture->row = foyer_picklist_row_new ();
  g_object_set (fixture->row, "title", "Quality", "kind", FOYER_PICKLIST_QUALITY, "picklists", fixture->picklists,
                NULL);
  g_signal_connect_swapped (fixture->row, "notify::selected-id", G_CALLBACK (written_cb), fixture);
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (fixture->row));
  fixture->window = foyer_ui_test_window_new (list, 360, 400);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  foyer_ui_test_close (fixture->window);
  g_object_unref (fixture->picklists);
}

static char *
get_shown (Fixture *fixture)
{
  FoyerPicklistItem *item = adw_combo_row_get_selected_item (ADW_COMBO_ROW (fixture->row));

  return foyer_picklist_row_item_title (item);
}

static void
assert_chosen (Fixture *fixture, gint64 id, const char *title, guint n_written)
{
  g_autofree char *shown = get_shown (fixture);

  g_assert_cmpint (foyer_picklist_row_get_selected_id (fixture->row), ==, id);
  g_assert_cmpstr (shown, ==, title);
  g_assert_cmpuint (fixture->n_written, ==, n_written);
}

/* What a person does with the pointer: the widget's own selection moves. */
static void
choose (Fixture *fixture, guint position)
{
  adw_combo_row_set_selected (ADW_COMBO_ROW (fixture->row), position);
}

/* Would catch a row that writes the first item into a lead that has none. */
static void
test_nothing_is_chosen (Fixture *fixture, gconstpointer data)
{
  assert_chosen (fixture, 0, "Not chosen", 0);
  foyer_ui_test_settle ();
  assert_chosen (fixture, 0, "Not chosen", 0);
}

/* Would catch a row that shows one thing and writes another, or does not write. */
static void
test_person_chooses (Fixture *fixture, gconstpointer data)
{
  choose (fixture, 2);
  assert_chosen (fixture, 2, "B-Grade", 1);
  choose (fixture, 0);
  assert_chosen (fixture, 0, "Not chosen", 2);
}

/* A refresh puts another item before the chosen one. Would catch a position that is taken for the truth. */
static void
test_refresh (Fixture *fixture, gconstpointer data)
{
  foyer_picklist_row_set_selected_id (fixture->row, 2);
  foyer_ui_test_set_items (fixture->picklists, FOYER_PICKLIST_QUALITY, "9:New:0", "1:A-Grade:0", "2:B-Grade:0", NULL);
  assert_chosen (fixture, 2, "B-Grade", 1);
  foyer_ui_test_set_items (fixture->picklists, FOYER_PICKLIST_QUALITY, "2:Better:0", "9:New:0", "1:A-Grade:0", NULL);
  assert_chosen (fixture, 2, "Better", 1);
}

/* Would catch a retired item that is dropped from the lead, or that can be chosen anew. */
static void
test_item_retired (Fixture *fixture, gconstpointer data)
{
  GListModel *model = adw_combo_row_get_model (ADW_COMBO_ROW (fixture->row));

  foyer_picklist_row_set_selected_id (fixture->row, 2);
  foyer_ui_test_set_items (fixture->picklists, FOYER_PICKLIST_QUALITY, "1:A-Grade:0", "3:C-Grade:0", NULL);
  assert_chosen (fixture, 2, "B-Grade (retired)", 1);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 4);
  choose (fixture, 1);
  assert_chosen (fixture, 1, "A-Grade", 2);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 3);
}

/* Would catch a row that forgets its id while a list is away for a moment. */
static void
test_emptied_and_refilled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerPicklists) others = foyer_ui_test_picklists_new ();
  g_autoptr (FoyerPicklists) empty = foyer_picklists_new ();

  foyer_picklist_row_set_selected_id (fixture->row, 2);
  foyer_picklist_row_set_picklists (fixture->row, empty);
  assert_chosen (fixture, 2, "#2", 1);
  foyer_picklist_row_set_picklists (fixture->row, NULL);
  assert_chosen (fixture, 2, "#2", 1);
  foyer_picklist_row_set_picklists (fixture->row, others);
  assert_chosen (fixture, 2, "B-Grade", 1);
}

/* Would catch a refresh that moves the choice, or takes a choice back, because the list is open. */
static void
test_popover_open (Fixture *fixture, gconstpointer data)
{
  foyer_picklist_row_set_selected_id (fixture->row, 2);
  gtk_widget_activate (GTK_WIDGET (fixture->row));
  foyer_ui_test_settle ();
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (fixture->row), "has-open-popup"));
  foyer_ui_test_set_items (fixture->picklists, FOYER_PICKLIST_QUALITY, "9:New:0", "1:A-Grade:0", "2:B-Grade:0", NULL);
  foyer_ui_test_settle ();
  assert_chosen (fixture, 2, "B-Grade", 1);
  foyer_ui_test_set_items (fixture->picklists, FOYER_PICKLIST_QUALITY, "9:New:0", NULL);
  foyer_ui_test_settle ();
  assert_chosen (fixture, 2, "B-Grade (retired)", 1);
  choose (fixture, 1);
  assert_chosen (fixture, 9, "New", 2);
}

static void
refresh_wanted_cb (FoyerPicklistRow *row, FoyerPicklistKind kind, guint *n)
{
  g_assert_cmpint (kind, ==, FOYER_PICKLIST_QUALITY);
  (*n)++;
}

/* Would catch an unknown id that is hidden, dropped, or asked for again and again. */
static void
test_unknown_id (Fixture *fixture, gconstpointer data)
{
  guint n = 0;

  g_signal_connect (fixture->row, "refresh-wanted", G_CALLBACK (refresh_wanted_cb), &n);
  foyer_picklist_row_set_selected_id (fixture->row, 77);
  assert_chosen (fixture, 77, "#77", 1);
  g_assert_cmpuint (n, ==, 1);
  foyer_ui_test_set_items (fixture->picklists, FOYER_PICKLIST_QUALITY, "1:A-Grade:0", "2:B-Grade:0", NULL);
  g_assert_cmpuint (n, ==, 1);
  foyer_ui_test_set_items (fixture->picklists, FOYER_PICKLIST_QUALITY, "1:A-Grade:0", "77:Z-Grade:0", NULL);
  assert_chosen (fixture, 77, "Z-Grade", 1);
}

/* Would catch a subtype that is lost because its type came later, or one of another type that is offered. */
static void
test_parent_in_both_orders (Fixture *fixture, gconstpointer data)
{
  GListModel *model = adw_combo_row_get_model (ADW_COMBO_ROW (fixture->row));

  foyer_picklist_row_set_kind (fixture->row, FOYER_PICKLIST_SUBTYPE);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 1);
  foyer_picklist_row_set_selected_id (fixture->row, 212);
  foyer_picklist_row_set_parent_id (fixture->row, 21);
  assert_chosen (fixture, 212, "Congress", 1);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 3);

  foyer_picklist_row_set_parent_id (fixture->row, 22);
  assert_chosen (fixture, 212, "Congress", 1);
  foyer_picklist_row_set_selected_id (fixture->row, 221);
  assert_chosen (fixture, 221, "Wedding", 2);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 2);
}

/* Would catch a closed list that cannot be filled in by typing: AdwComboRow has nothing for it. */
static void
test_letters (Fixture *fixture, gconstpointer data)
{
  foyer_picklist_row_set_kind (fixture->row, FOYER_PICKLIST_SOURCE);
  g_assert_true (foyer_picklist_row_type_letter (fixture->row, 'w', 5000));
  assert_chosen (fixture, 31, "Web site", 1);
  g_assert_true (foyer_picklist_row_type_letter (fixture->row, 'w', 5100));
  assert_chosen (fixture, 33, "Walk-in", 2);
  g_assert_true (foyer_picklist_row_type_letter (fixture->row, 'w', 5200));
  assert_chosen (fixture, 31, "Web site", 3);
  g_assert_true (foyer_picklist_row_type_letter (fixture->row, 'A', 6200));
  assert_chosen (fixture, 33, "Walk-in", 4);
  g_assert_false (foyer_picklist_row_type_letter (fixture->row, 'q', 6300));
  assert_chosen (fixture, 33, "Walk-in", 4);
}

/* Would catch letters that are taken for a word where a person paused between them; a program that was busy for longer
 * than a person pauses, and forgot what was typed meanwhile; and a clock that begins anew, as the display's does. */
static void
test_pause (Fixture *fixture, gconstpointer data)
{
  foyer_picklist_row_set_kind (fixture->row, FOYER_PICKLIST_SOURCE);
  g_assert_true (foyer_picklist_row_type_letter (fixture->row, 'w', G_MAXUINT32 - 499));
  assert_chosen (fixture, 31, "Web site", 1);
  g_usleep (1100 * 1000);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_true (foyer_picklist_row_type_letter (fixture->row, 'a', 500));
  assert_chosen (fixture, 33, "Walk-in", 2);
  g_assert_true (foyer_picklist_row_type_letter (fixture->row, 'w', 600));
  assert_chosen (fixture, 31, "Web site", 3);
  g_assert_false (foyer_picklist_row_type_letter (fixture->row, 'a', 1601));
  assert_chosen (fixture, 31, "Web site", 3);
}

/* Would catch a screen reader that is told the row's name and not its value. */
static void
test_accessible_value (Fixture *fixture, gconstpointer data)
{
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (fixture->row), GTK_ACCESSIBLE_ROLE_COMBO_BOX);
  gtk_test_accessible_assert_property (fixture->row, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Not chosen");
  choose (fixture, 1);
  gtk_test_accessible_assert_property (fixture->row, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "A-Grade");
}

int
main (int argc, char *argv[])
{
  foyer_ui_test_init (&argc, &argv);
#define ADD(name, function) g_test_add ("/ui/picklist-row/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("nothing-is-chosen", test_nothing_is_chosen);
  ADD ("person-chooses", test_person_chooses);
  ADD ("refresh", test_refresh);
  ADD ("item-retired", test_item_retired);
  ADD ("emptied-and-refilled", test_emptied_and_refilled);
  ADD ("popover-open", test_popover_open);
  ADD ("unknown-id", test_unknown_id);
  ADD ("parent-in-both-orders", test_parent_in_both_orders);
  ADD ("letters", test_letters);
  ADD ("pause", test_pause);
  ADD ("accessible-value", test_accessible_value);
#undef ADD
  return g_test_run ();
}
