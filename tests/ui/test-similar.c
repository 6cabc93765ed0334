/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What looks the same as the lead that is typed. */

#include "foyer-session-mirror.h"
#include "foyer-similar-group.h"
#include "foyer-ui-test.h"
#include "shell-testing.h"
#include "sync-testing.h"

typedef struct
{
  Desk desk;
  GtkWidget *window;
  FoyerSimilarGroup *group;
  FoyerLeadEdit *edit;
  FoyerLead *known; /* one with a company and a person of the platform */
  FoyerParty *taken;
} Fixture;

static void
take_cb (FoyerSimilarGroup *group, FoyerParty *party, Fixture *fixture)
{
  g_set_object (&fixture->taken, party);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  desk_set_up_with_leads (&fixture->desk, 40);
  desk_open (&fixture->desk);
  refresh_picklists (&fixture->desk, &error);
  g_assert_no_error (error);
  shell_refresh_leads (fixture->desk.session);
  fixture->known = new_company_lead (&fixture->desk, "Known");
  fixture->edit = foyer_lead_edit_new ();
  fixture->group = g_object_new (FOYER_TYPE_SIMILAR_GROUP, NULL);
  g_signal_connect (fixture->group, "take", G_CALLBACK (take_cb), fixture);
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->group));
  gtk_window_present (GTK_WINDOW (fixture->window));
  foyer_similar_group_set_edit (fixture->group, fixture->edit);
  foyer_similar_group_set_session (fixture->group, fixture->desk.session);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  foyer_similar_group_set_session (fixture->group, NULL);
  foyer_ui_test_close (fixture->window);
  g_clear_object (&fixture->known);
  g_clear_object (&fixture->edit);
  g_clear_object (&fixture->taken);
  desk_clear (&fixture->desk);
}

static gboolean
is_shown (gpointer data)
{
  return gtk_widget_get_visible (GTK_WIDGET (((Fixture *) data)->group));
}

static GtkWidget *
find_button (GtkWidget *root, const char *label)
{
  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *button = find_button (child, label);

      if (button != NULL)
        return button;
    }
  return NULL;
}

static void
type_name (Fixture *fixture, const char *name)
{
  foyer_lead_set_text (foyer_lead_edit_get_lead (fixture->edit), FOYER_LEAD_NAME, name);
}

static void
found (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a company that is known and not offered, or another one than what was typed. */
  GtkWidget *use;

  type_name (fixture, foyer_lead_get_text (fixture->known, FOYER_LEAD_COMPANY_NAME));
  shell_wait_until (is_shown, fixture);
  use = find_button (GTK_WIDGET (fixture->group), "_Use");
  g_assert_nonnull (use);
  g_signal_emit_by_name (use, "clicked");
  g_assert_nonnull (fixture->taken);
  g_assert_cmpstr (foyer_party_get_name (fixture->taken), ==,
                   foyer_lead_get_text (fixture->known, FOYER_LEAD_COMPANY_NAME));
}

static gboolean
has_taken (gpointer data)
{
  return ((Fixture *) data)->taken != NULL;
}

static GtkWidget *
find_tooltip (GtkWidget *root, const char *text)
{
  if (g_strcmp0 (gtk_widget_get_tooltip_text (root), text) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_tooltip (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
of_a_lead (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a lead of the same name that is not told, or whose company and person have to be looked up again. */
  GtkWidget *use;
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  foyer_lead_set_text (fixture->known, FOYER_LEAD_NAME, "Zzyzx Qwortle");
  save_lead (&fixture->desk, fixture->known, NULL, &id, &error);
  g_assert_no_error (error);
  shell_refresh_leads (fixture->desk.session);
  type_name (fixture, "zzyzx qwortle");
  shell_wait_until (is_shown, fixture);
  g_assert_nonnull (find_button (GTK_WIDGET (fixture->group), "_Open"));
  use = find_tooltip (GTK_WIDGET (fixture->group), "Use Its Company and Person");
  g_assert_nonnull (use);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (use), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Use Its Company and Person");
  g_signal_emit_by_name (use, "clicked");
  shell_wait_until (has_taken, fixture);
  g_assert_cmpint (foyer_party_get_kind (fixture->taken), ==, FOYER_PARTY_PERSON);
  g_assert_cmpint (foyer_party_get_id (fixture->taken), ==,
                   foyer_lead_get_id (fixture->known, FOYER_LEAD_LEAD_CONTACT));
  g_assert_cmpint (foyer_party_get_company_id (fixture->taken), ==,
                   foyer_lead_get_id (fixture->known, FOYER_LEAD_COMPANY));
}

static void
nothing (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a group that stands there empty, or stays when what was typed is something else now. */
  type_name (fixture, foyer_lead_get_text (fixture->known, FOYER_LEAD_COMPANY_NAME));
  shell_wait_until (is_shown, fixture);
  type_name (fixture, "Zzyzx Qwortle");
  foyer_ui_test_wait (1500);
  g_assert_false (is_shown (fixture));
}

static void
not_of_itself (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a lead that is on the platform already and is told to look like itself. */
  g_autoptr (FoyerLead) lead = foyer_lead_new_from_platform (1);

  foyer_lead_set_text (lead, FOYER_LEAD_NAME, foyer_lead_get_text (fixture->known, FOYER_LEAD_COMPANY_NAME));
  foyer_lead_edit_open (fixture->edit, lead);
  type_name (fixture, foyer_lead_get_text (fixture->known, FOYER_LEAD_CONTACT_NAME));
  foyer_ui_test_wait (1500);
  g_assert_false (is_shown (fixture));
}

int
main (int argc, char *argv[])
{
  foyer_ui_test_init (&argc, &argv);
  g_test_add ("/ui/similar/found", Fixture, NULL, set_up, found, tear_down);
  g_test_add ("/ui/similar/of-a-lead", Fixture, NULL, set_up, of_a_lead, tear_down);
  g_test_add ("/ui/similar/nothing", Fixture, NULL, set_up, nothing, tear_down);
  g_test_add ("/ui/similar/not-of-itself", Fixture, NULL, set_up, not_of_itself, tear_down);
  return g_test_run ();
}
