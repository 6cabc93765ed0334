/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be done from an open lead: reach its person, look for more of them, and begin another lead like it. */

#include "foyer-lead-form.h"
#include "foyer-lead-page.h"
#include "foyer-party-row.h"
#include "foyer-ui-test.h"
#include "shell-testing.h"
#include "sync-testing.h"

typedef struct
{
  Desk desk;
  GtkWidget *window;
  FoyerLeadPage *page;
  FoyerLeadForm *form;
  FoyerLead *lead;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  desk_set_up (&fixture->desk);
  desk_open (&fixture->desk);
  refresh_picklists (&fixture->desk, &error);
  g_assert_no_error (error);
  fixture->page = foyer_lead_page_new ();
  fixture->form = FOYER_LEAD_FORM (shell_find (GTK_WIDGET (fixture->page), FOYER_TYPE_LEAD_FORM));
  fixture->lead = foyer_lead_page_get_lead (fixture->page);
  foyer_lead_page_set_session (fixture->page, fixture->desk.session);
  foyer_lead_page_start_new (fixture->page);
  fixture->window = foyer_ui_test_window_new (GTK_WIDGET (fixture->page), 900, 700);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  foyer_lead_page_set_session (fixture->page, NULL);
  foyer_ui_test_close (fixture->window);
  desk_clear (&fixture->desk);
}

static void
choose_person (Fixture *fixture, gint64 id, const char *name, const char *email, const char *phone)
{
  g_autoptr (FoyerParty) party = foyer_party_new (FOYER_PARTY_PERSON, id, name);

  foyer_party_set_email (party, email);
  foyer_party_set_phone (party, phone);
  foyer_party_row_choose (FOYER_PARTY_ROW (foyer_lead_form_get_row (fixture->form, FOYER_LEAD_CONTACT)), party);
}

/* As a button below the page would show it. */
static gboolean
can (Fixture *fixture, const char *action)
{
  GtkWidget *button = gtk_button_new ();
  gboolean is_enabled;

  gtk_widget_set_parent (button, GTK_WIDGET (fixture->page));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  is_enabled = gtk_widget_get_sensitive (button);
  gtk_widget_unparent (button);
  return is_enabled;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

/* Would catch a person whose address is kept for the next one, and an action for what is not known. */
static void
test_reach (Fixture *fixture, gconstpointer data)
{
  g_autofree char *remark = NULL;
  g_autofree char *copied = NULL;
  GtkWidget *row = foyer_lead_form_get_row (fixture->form, FOYER_LEAD_CONTACT);

  foyer_lead_set_belongs_to (fixture->lead, FOYER_BELONGS_TO_PERSON);
  g_assert_false (can (fixture, "page.write-email"));
  choose_person (fixture, 4001, "One Sample", "one@sample.example", NULL);
  g_assert_true (can (fixture, "page.write-email"));
  g_assert_false (can (fixture, "page.call"));
  g_object_get (row, "remark", &remark, NULL);
  g_assert_nonnull (strstr (remark, "one@sample.example"));

  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "page.copy-email", NULL);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (fixture->page)), NULL, read_cb, &copied);
  WAIT_UNTIL (copied != NULL);
  g_assert_cmpstr (copied, ==, "one@sample.example");

  choose_person (fixture, 4002, "Two Sample", NULL, "+61 2 5550 1234");
  g_assert_false (can (fixture, "page.write-email"));
  g_assert_true (can (fixture, "page.call"));
  choose_person (fixture, 4003, "Three Sample", NULL, NULL);
  g_assert_false (can (fixture, "page.call"));
  g_clear_pointer (&remark, g_free);
  g_object_get (row, "remark", &remark, NULL);
  g_assert_null (remark);
}

static void
search_for_cb (GSimpleAction *action, GVariant *parameter, gpointer searched)
{
  g_set_str (searched, g_variant_get_string (parameter, NULL));
}

/* Would catch a menu that looks for the company of the lead before, or for nobody. */
static void
test_find (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) search_for = g_simple_action_new ("search-for", G_VARIANT_TYPE_STRING);
  g_autofree char *searched = NULL;

  g_signal_connect (search_for, "activate", G_CALLBACK (search_for_cb), &searched);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (search_for));
  gtk_widget_insert_action_group (fixture->window, "leads", G_ACTION_GROUP (group));
  g_assert_false (can (fixture, "page.find-company"));
  g_assert_false (can (fixture, "page.find-person"));

  foyer_lead_set_belongs_to (fixture->lead, FOYER_BELONGS_TO_PERSON);
  choose_person (fixture, 4001, "One Sample", NULL, NULL);
  g_assert_false (can (fixture, "page.find-company"));
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "page.find-person", NULL);
  g_assert_cmpstr (searched, ==, "One Sample");
  choose_person (fixture, 4002, "Two Sample", NULL, NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "page.find-person", NULL);
  g_assert_cmpstr (searched, ==, "Two Sample");

  foyer_lead_set_belongs_to (fixture->lead, FOYER_BELONGS_TO_COMPANY);
  foyer_lead_set_id (fixture->lead, FOYER_LEAD_COMPANY, 7);
  foyer_lead_set_text (fixture->lead, FOYER_LEAD_COMPANY_NAME, "Harbour Sample");
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "page.find-company", NULL);
  g_assert_cmpstr (searched, ==, "Harbour Sample");
  g_signal_handlers_disconnect_by_data (search_for, &searched);
}

static gboolean
has_arrived (gpointer data)
{
  return foyer_lead_page_get_platform_id (((Fixture *) data)->page) > 0;
}

static gboolean
has_draft (gpointer data)
{
  Fixture *fixture = data;

  return foyer_session_find_draft (fixture->desk.session, foyer_lead_page_get_lead_uuid (fixture->page), 0) != NULL;
}

/* Would catch a duplicate that is the same lead for the platform, one that lacks what the first one had, and one that
 * is gone when nothing is typed into it. */
static void
test_duplicate (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerLead) good = new_company_lead (&fixture->desk, "Gala dinner");
  g_autofree char *uuid = NULL;

  g_assert_false (can (fixture, "page.duplicate"));
  for (guint field = 0; field < FOYER_N_LEAD_FIELDS; field++)
    if (foyer_lead_is_set (good, field))
      foyer_lead_take_field (fixture->lead, good, field);
  g_assert_true (can (fixture, "page.duplicate"));
  foyer_lead_page_save (fixture->page, FALSE);
  shell_wait_until (has_arrived, fixture);
  uuid = g_strdup (foyer_lead_page_get_lead_uuid (fixture->page));

  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "page.duplicate", NULL);
  g_assert_cmpint (foyer_lead_page_get_platform_id (fixture->page), ==, 0);
  g_assert_cmpstr (foyer_lead_page_get_lead_uuid (fixture->page), !=, uuid);
  g_assert_true (foyer_lead_page_is_dirty (fixture->page));
  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    g_assert_true (foyer_lead_field_equal (fixture->lead, good, field));
  shell_wait_until (has_draft, fixture);
  foyer_lead_page_save (fixture->page, FALSE);
  shell_wait_until (has_arrived, fixture);
  g_assert_cmpuint (desk_count_commits (&fixture->desk, "addOrUpdateLead"), ==, 2);
}

int
main (int argc, char *argv[])
{
  foyer_ui_test_init (&argc, &argv);
#define ADD(name, function) g_test_add ("/ui/lead-page-person/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("reach", test_reach);
  ADD ("find", test_find);
  ADD ("duplicate", test_duplicate);
#undef ADD
  return g_test_run ();
}
