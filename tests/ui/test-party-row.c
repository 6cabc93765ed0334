/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Picking a company or a person with the keyboard alone, and what the lead gets while somebody types: nothing, until it
 * is meant. */

#include "foyer-entry-mark.h"
#include "foyer-party-dialog.h"
#include "foyer-party-row.h"
#include "foyer-party-suggestions.h"
#include "foyer-ui-test.h"
#include "shell-testing.h"
#include "sync-testing.h"

typedef struct
{
  GtkWidget *window;
  FoyerPartyRow *row;
  GtkWidget *other;
  FoyerPartySuggestions *suggestions;
  GPtrArray *parties; /* owned */
  guint n_chosen;
} Fixture;

static void
chosen_cb (FoyerPartyRow *row, FoyerParty *party, Fixture *fixture)
{
  fixture->n_chosen++;
}

static void
add_party (Fixture *fixture, gint64 id, const char *name, const char *email)
{
  FoyerParty *party = foyer_party_new (FOYER_PARTY_COMPANY, id, name);

  foyer_party_set_email (party, email);
  g_ptr_array_add (fixture->parties, party);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *list = gtk_list_box_new ();

  fixture->parties = g_ptr_array_new_with_free_func (g_object_unref);
  add_party (fixture, 9, "Wharf Ballroom", NULL);
  add_party (fixture, 7, "Harbour Hotel", "events@harbour.example");
  add_party (fixture, 8, "Old Harbour Café", NULL);

  fixture->row = foyer_party_row_new (FOYER_PARTY_COMPANY);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (fixture->row), "Company");
  fixture->other = adw_entry_row_new ();
  g_signal_connect (fixture->row, "chosen", G_CALLBACK (chosen_cb), fixture);
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (fixture->row));
  gtk_list_box_append (GTK_LIST_BOX (list), fixture->other);
  fixture->window = foyer_ui_test_window_new (list, 400, 400);
  fixture->suggestions = FOYER_PARTY_SUGGESTIONS (shell_find (GTK_WIDGET (fixture->row), FOYER_TYPE_PARTY_SUGGESTIONS));
  gtk_widget_grab_focus (GTK_WIDGET (fixture->row));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  foyer_ui_test_close (fixture->window);
  g_ptr_array_unref (fixture->parties);
}

static void
type (Fixture *fixture, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (fixture->row), text);
  foyer_party_row_offer (fixture->row, fixture->parties);
  foyer_ui_test_settle ();
}

static void
assert_chosen (Fixture *fixture, gint64 id, const char *text)
{
  g_assert_cmpint (foyer_party_row_get_party_id (fixture->row), ==, id);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fixture->row)), ==, text);
}

static GtkAccessible *
get_text (Fixture *fixture)
{
  return GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (fixture->row)));
}

/* Would catch a list that needs the pointer, or does not offer the best match first. */
static void
test_keyboard (Fixture *fixture, gconstpointer data)
{
  type (fixture, "har");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->suggestions)));
  g_assert_cmpint (foyer_party_get_id (foyer_party_suggestions_get_highlighted (fixture->suggestions)), ==, 7);
  g_assert_cmpint (foyer_party_get_id (foyer_party_suggestions_get_party (fixture->suggestions, 1)), ==, 8);
  assert_chosen (fixture, 0, "har");

  g_assert_true (foyer_party_row_press (fixture->row, GDK_KEY_Down));
  g_assert_true (foyer_party_row_press (fixture->row, GDK_KEY_Return));
  assert_chosen (fixture, 8, "Old Harbour Café");
  g_assert_cmpstr (foyer_party_row_get_party_name (fixture->row), ==, "Old Harbour Café");
  g_assert_cmpuint (fixture->n_chosen, ==, 1);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->suggestions)));
}

/* Would catch Tab that leaves behind what was plainly meant. */
static void
test_tab_takes_it (Fixture *fixture, gconstpointer data)
{
  type (fixture, "harb");
  g_assert_false (foyer_party_row_press (fixture->row, GDK_KEY_Tab));
  assert_chosen (fixture, 7, "Harbour Hotel");
}

/* Would catch an Escape that leaves the form while it should close the list, or keeps what was typed. */
static void
test_escape (Fixture *fixture, gconstpointer data)
{
  foyer_party_row_choose (fixture->row, fixture->parties->pdata[0]);
  type (fixture, "har");
  g_assert_true (foyer_party_row_press (fixture->row, GDK_KEY_Escape));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->suggestions)));
  assert_chosen (fixture, 9, "har");
  g_assert_true (foyer_party_row_press (fixture->row, GDK_KEY_Escape));
  assert_chosen (fixture, 9, "Wharf Ballroom");
  g_assert_false (foyer_party_row_press (fixture->row, GDK_KEY_Escape));
}

/* Would catch typed text that looks like a choice and is none, a complaint during typing, or a lead that loses its
 * company to a search. */
static void
test_left_unresolved (Fixture *fixture, gconstpointer data)
{
  foyer_party_row_choose (fixture->row, fixture->parties->pdata[0]);
  type (fixture, "harp");
  g_assert_null (foyer_party_row_get_complaint (fixture->row));
  gtk_widget_grab_focus (fixture->other);
  foyer_ui_test_settle ();
  g_assert_nonnull (foyer_party_row_get_complaint (fixture->row));
  assert_chosen (fixture, 9, "harp");
  gtk_editable_set_text (GTK_EDITABLE (fixture->row), "harbour");
  g_assert_null (foyer_party_row_get_complaint (fixture->row));
}

/* Would catch a whole name that has to be chosen once more, also when it is found only after the row was left. */
static void
test_whole_name (Fixture *fixture, gconstpointer data)
{
  type (fixture, "harbour hotel ");
  gtk_widget_grab_focus (fixture->other);
  foyer_ui_test_settle ();
  assert_chosen (fixture, 7, "Harbour Hotel");

  gtk_widget_grab_focus (GTK_WIDGET (fixture->row));
  gtk_editable_set_text (GTK_EDITABLE (fixture->row), "OLD HARBOUR CAFE");
  foyer_party_suggestions_set_parties (fixture->suggestions, NULL, NULL, 0);
  gtk_widget_grab_focus (fixture->other);
  foyer_ui_test_settle ();
  g_assert_nonnull (foyer_party_row_get_complaint (fixture->row));
  foyer_party_row_offer (fixture->row, fixture->parties);
  assert_chosen (fixture, 8, "Old Harbour Café");
  g_assert_null (foyer_party_row_get_complaint (fixture->row));
}

/* Would catch a company that cannot be taken away again. */
static void
test_emptied (Fixture *fixture, gconstpointer data)
{
  foyer_party_row_choose (fixture->row, fixture->parties->pdata[0]);
  gtk_editable_set_text (GTK_EDITABLE (fixture->row), "");
  gtk_widget_grab_focus (fixture->other);
  foyer_ui_test_settle ();
  assert_chosen (fixture, 0, "");
  g_assert_cmpuint (fixture->n_chosen, ==, 2);
}

/* Would catch suggestions a screen reader does not know of. */
static void
test_accessible (Fixture *fixture, gconstpointer data)
{
  gtk_test_accessible_assert_state (get_text (fixture), GTK_ACCESSIBLE_STATE_EXPANDED, FALSE);
  g_assert_true (gtk_test_accessible_has_relation (get_text (fixture), GTK_ACCESSIBLE_RELATION_CONTROLS));
  type (fixture, "har");
  gtk_test_accessible_assert_state (get_text (fixture), GTK_ACCESSIBLE_STATE_EXPANDED, TRUE);
  g_assert_true (gtk_test_accessible_has_relation (get_text (fixture), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT));
  foyer_party_row_press (fixture->row, GDK_KEY_Escape);
  gtk_test_accessible_assert_state (get_text (fixture), GTK_ACCESSIBLE_STATE_EXPANDED, FALSE);
  g_assert_false (gtk_test_accessible_has_relation (get_text (fixture), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT));
}

static gboolean
has_suggestions (gpointer data)
{
  return foyer_party_suggestions_get_n (((Fixture *) data)->suggestions) > 0;
}

/* The real session and platform. Would catch a search that never starts, one for each letter, or a person of another
 * company. */
static void
test_search (Fixture *fixture, gconstpointer data)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  FoyerPartyRow *row = foyer_party_row_new (FOYER_PARTY_PERSON);
  guint n_before = 0;

  desk_set_up (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "Gala");
  gtk_list_box_append (GTK_LIST_BOX (gtk_widget_get_parent (fixture->other)), GTK_WIDGET (row));
  fixture->suggestions = FOYER_PARTY_SUGGESTIONS (shell_find (GTK_WIDGET (row), FOYER_TYPE_PARTY_SUGGESTIONS));
  foyer_party_row_set_session (row, desk.session);
  foyer_party_row_set_company_id (row, foyer_lead_get_id (lead, FOYER_LEAD_COMPANY));
  gtk_widget_grab_focus (GTK_WIDGET (row));
  shell_wait_until (has_suggestions, fixture);
  for (guint i = 0; i < foyer_party_suggestions_get_n (fixture->suggestions); i++)
    g_assert_cmpint (foyer_party_get_company_id (foyer_party_suggestions_get_party (fixture->suggestions, i)), ==,
                     foyer_lead_get_id (lead, FOYER_LEAD_COMPANY));

  n_before = relay_count (desk.relay, "getContactList");
  gtk_editable_set_text (GTK_EDITABLE (row), "a");
  gtk_editable_set_text (GTK_EDITABLE (row), "an");
  gtk_editable_set_text (GTK_EDITABLE (row), "anz");
  foyer_ui_test_wait (600);
  g_assert_cmpuint (relay_count (desk.relay, "getContactList") - n_before, <=, 3);
  gtk_widget_grab_focus (fixture->other);
  foyer_party_row_set_session (row, NULL);
  foyer_ui_test_settle ();
  desk_clear (&desk);
}

static gboolean
has_two_suggestions (gpointer data)
{
  return foyer_party_suggestions_get_n (((Fixture *) data)->suggestions) == 2;
}

static void
add_elsewhere (Desk *desk, const char *first_name)
{
  desk_call_elsewhere (desk, "contact", "addOrUpdateContact",
                       "{\"firstName\": \"%s\", \"lastName\": \"Zwvyx\", \"email\": \"%s@zwvyx.example\"}", first_name,
                       first_name);
}

/* Would catch: suggestions that wait for a network that hangs, or that are torn down when the platform adds some. */
static void
test_at_once (Fixture *fixture, gconstpointer data)
{
  Desk desk;
  FoyerPartyRow *row = foyer_party_row_new (FOYER_PARTY_PERSON);
  g_autoptr (GPtrArray) known = NULL;
  GtkListBox *list;
  GtkListBoxRow *first;

  desk_set_up (&desk);
  desk_open (&desk);
  add_elsewhere (&desk, "Maud");
  known = foyer_session_search_parties_finish (
      desk.session, AWAIT (foyer_session_search_parties_async, desk.session, FOYER_PARTY_PERSON, "zwvyx", 0, 5), NULL);
  g_assert_cmpuint (known->len, ==, 1);
  add_elsewhere (&desk, "Ada");
  gtk_list_box_append (GTK_LIST_BOX (gtk_widget_get_parent (fixture->other)), GTK_WIDGET (row));
  fixture->suggestions = FOYER_PARTY_SUGGESTIONS (shell_find (GTK_WIDGET (row), FOYER_TYPE_PARTY_SUGGESTIONS));
  list = GTK_LIST_BOX (foyer_party_suggestions_get_list (fixture->suggestions));
  foyer_party_row_set_session (row, desk.session);

  relay_set_delay (desk.relay, "getContactList", 1500);
  gtk_editable_set_text (GTK_EDITABLE (row), "zwvyx");
  shell_wait_until (has_suggestions, fixture);
  g_assert_cmpuint (foyer_party_suggestions_get_n (fixture->suggestions), ==, 1);
  first = gtk_list_box_get_row_at_index (list, 0);
  g_assert_true (gtk_list_box_get_selected_row (list) == first);
  shell_wait_until (has_two_suggestions, fixture);
  g_assert_true (gtk_list_box_get_row_at_index (list, 0) == first);
  g_assert_true (gtk_list_box_get_selected_row (list) == first);

  foyer_party_row_set_session (row, NULL);
  foyer_ui_test_settle ();
  desk_clear (&desk);
}

static AdwDialog *
find_dialog (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);
      GtkWidget *dialog = shell_find (window, ADW_TYPE_ALERT_DIALOG);

      if (dialog != NULL)
        return ADW_DIALOG (dialog);
    }
  return NULL;
}

static gboolean
asks (gpointer data)
{
  return find_dialog () != NULL;
}

static gboolean
has_asked (gpointer data)
{
  return find_dialog () == NULL;
}

static void
ask_for_new (Fixture *fixture, const char *name)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  gtk_widget_grab_focus (GTK_WIDGET (fixture->row));
  gtk_editable_set_text (GTK_EDITABLE (fixture->row), name);
  foyer_party_row_offer (fixture->row, none);
  foyer_ui_test_settle ();
  g_assert_true (foyer_party_row_press (fixture->row, GDK_KEY_Return));
  shell_wait_until (asks, NULL);
}

static void
add_new (void)
{
  g_assert_true (gtk_widget_activate (adw_dialog_get_default_widget (find_dialog ())));
  shell_wait_until (has_asked, NULL);
  foyer_ui_test_wait (500);
}

/* Would catch: a company that is made while another lead is opened, put into that one. */
static void
test_made_for_another (Fixture *fixture, gconstpointer data)
{
  Desk desk;

  desk_set_up (&desk);
  desk_open (&desk);
  relay_set_rule (desk.relay, "addOrUpdateCompany", RELAY_LOSES_REQUEST, 0, NULL);
  foyer_party_row_set_session (fixture->row, desk.session);
  ask_for_new (fixture, "Quayside Rooms");
  add_new ();
  g_assert_cmpint (foyer_party_row_get_party_id (fixture->row), <, 0);

  foyer_party_row_set_party_id (fixture->row, 0);
  foyer_party_row_set_party_name (fixture->row, "");
  ask_for_new (fixture, "Pier Hall");
  foyer_party_row_reset (fixture->row);
  add_new ();
  assert_chosen (fixture, 0, "");
  foyer_party_row_set_session (fixture->row, NULL);
  foyer_ui_test_settle ();
  desk_clear (&desk);
}

/* Would catch: a telephone number whose groups an Arabic name, or the window's direction, draws the other way round.
 */
static void
test_numbers_are_isolated (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerParty) party = foyer_party_new (FOYER_PARTY_PERSON, 1, "Ana Quay");
  g_autofree char *described = NULL;

  foyer_party_set_email (party, "ana@quay.example");
  foyer_party_set_phone (party, "+20 12 3456");
  described = foyer_party_suggestions_describe (party);
  g_assert_cmpstr (described, ==, "Ana Quay, \u2066ana@quay.example\u2069 · \u2066+20 12 3456\u2069");
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerParty) party = foyer_party_dialog_ask_finish (FOYER_SESSION (source), result, NULL);

  *(int *) user_data = party != NULL ? 1 : 0;
}

static GtkWidget *
find_entry (const char *title)
{
  GtkWidget *row = shell_find_row (GTK_WIDGET (find_dialog ()), title);

  g_assert_nonnull (row);
  return row;
}

static const char *
find_problem (const char *title)
{
  GtkAccessible *text = GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (find_entry (title))));
  const char *problem = foyer_entry_mark_get_problem (
      FOYER_ENTRY_MARK (shell_find (find_entry (title), FOYER_TYPE_ENTRY_MARK)));

  g_assert_cmpint (gtk_test_accessible_has_state (text, GTK_ACCESSIBLE_STATE_INVALID), ==, problem != NULL);
  g_assert_cmpint (gtk_test_accessible_has_relation (text, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE), ==, problem != NULL);
  return problem;
}

static void
press_enter_in (const char *title)
{
  gtk_widget_grab_focus (find_entry (title));
  g_signal_emit_by_name (gtk_editable_get_delegate (GTK_EDITABLE (find_entry (title))), "activate");
  foyer_ui_test_settle ();
}

static void
fill (const char *title, const char *text)
{
  gtk_widget_grab_focus (find_entry (title));
  gtk_editable_set_text (GTK_EDITABLE (find_entry (title)), text);
}

/* Would catch: a grey Add that does not say what it waits for, an address that is complained of while it is typed, or
 * not at all, and a complaint that stays when what it is about was mended. */
static void
test_new_person (Fixture *fixture, gconstpointer data)
{
  static const char *const required[] = { "First Name", "Last Name", "E-mail" };
  g_autoptr (FoyerParty) nobody = foyer_party_new_person ("", "");
  Desk desk;
  int answer = -1;

  desk_set_up (&desk);
  desk_open (&desk);
  foyer_party_dialog_ask_async (fixture->window, desk.session, nobody, answered_cb, &answer);
  shell_wait_until (asks, NULL);
  foyer_ui_test_settle ();
  for (guint i = 0; i < G_N_ELEMENTS (required); i++)
    {
      gtk_test_accessible_assert_property (
          GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (find_entry (required[i])))),
          GTK_ACCESSIBLE_PROPERTY_REQUIRED, TRUE);
      g_assert_true (gtk_widget_get_visible (shell_find (find_entry (required[i]), FOYER_TYPE_ENTRY_MARK)));
      g_assert_null (find_problem (required[i]));
    }
  g_assert_false (gtk_widget_get_visible (shell_find (find_entry ("Telephone (optional)"), FOYER_TYPE_ENTRY_MARK)));

  press_enter_in ("First Name");
  g_assert_cmpint (answer, ==, -1);
  g_assert_cmpstr (find_problem ("First Name"), ==, "First name is missing.");
  g_assert_cmpstr (find_problem ("Last Name"), ==, "Last name is missing.");
  g_assert_cmpstr (find_problem ("E-mail"), ==, "E-mail is missing.");
  g_assert_null (find_problem ("Telephone (optional)"));

  fill ("First Name", "Ann");
  fill ("Last Name", "Lee");
  g_assert_null (find_problem ("First Name"));
  fill ("E-mail", "ann");
  g_assert_null (find_problem ("E-mail"));
  gtk_widget_grab_focus (find_entry ("Telephone (optional)"));
  g_assert_cmpstr (find_problem ("E-mail"), ==, "This is not an e-mail address.");
  g_assert_false (adw_alert_dialog_get_response_enabled (ADW_ALERT_DIALOG (find_dialog ()), "add"));
  fill ("E-mail", "ann@lee");
  g_assert_null (find_problem ("E-mail"));
  press_enter_in ("E-mail");
  shell_wait_until (has_asked, NULL);
  while (answer == -1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (answer, ==, 1);
  desk_clear (&desk);
}

/* Would catch: an address that is demanded of a company. */
static void
test_new_company (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerParty) nobody = foyer_party_new (FOYER_PARTY_COMPANY, 0, "");
  Desk desk;
  int answer = -1;

  desk_set_up (&desk);
  desk_open (&desk);
  foyer_party_dialog_ask_async (fixture->window, desk.session, nobody, answered_cb, &answer);
  shell_wait_until (asks, NULL);
  foyer_ui_test_settle ();
  press_enter_in ("Name");
  g_assert_cmpstr (find_problem ("Name"), ==, "Name is missing.");
  g_assert_null (find_problem ("E-mail (optional)"));
  fill ("E-mail (optional)", "hotel");
  gtk_widget_grab_focus (find_entry ("Name"));
  g_assert_cmpstr (find_problem ("E-mail (optional)"), ==, "This is not an e-mail address.");
  adw_dialog_close (find_dialog ());
  shell_wait_until (has_asked, NULL);
  while (answer == -1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (answer, ==, 0);
  desk_clear (&desk);
}

int
main (int argc, char *argv[])
{
  foyer_ui_test_init (&argc, &argv);
#define ADD(name, function) g_test_add ("/ui/party-row/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("keyboard", test_keyboard);
  ADD ("tab-takes-it", test_tab_takes_it);
  ADD ("escape", test_escape);
  ADD ("left-unresolved", test_left_unresolved);
  ADD ("whole-name", test_whole_name);
  ADD ("emptied", test_emptied);
  ADD ("accessible", test_accessible);
  ADD ("search", test_search);
  ADD ("numbers-are-isolated", test_numbers_are_isolated);
  ADD ("at-once", test_at_once);
  ADD ("made-for-another", test_made_for_another);
  ADD ("new-person", test_new_person);
  ADD ("new-company", test_new_company);
#undef ADD
  return g_test_run ();
}
