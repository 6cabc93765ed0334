/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every page with letters of twice the size: it has to go into a window of 360 pixels all the same. */

#include "config.h"

#include "foyer-application.h"
#include "foyer-figures-page.h"
#include "foyer-lead-page.h"
#include "foyer-lead-sidebar.h"
#include "foyer-outbox-page.h"
#include "foyer-pipeline-page.h"
#include "foyer-ui-test.h"
#include "shell-testing.h"

#define NARROW    360
#define TWICE_DPI (2 * 96 * 1024)

typedef struct
{
  FoyerApplication *application;
  FoyerWindow *window;
  GType type; /* what is waited for */
} Fixture;

static gboolean
has_window (gpointer data)
{
  Fixture *fixture = data;

  fixture->window = foyer_application_get_window (fixture->application);
  return fixture->window != NULL;
}

static gboolean
is_idle (gpointer data)
{
  Fixture *fixture = data;

  return g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->application), "open-sample")
         && !foyer_account_manager_get_busy (foyer_application_get_manager (fixture->application));
}

static gboolean
has_leads (gpointer data)
{
  Fixture *fixture = data;
  GtkWidget *list = shell_find (GTK_WIDGET (fixture->window), GTK_TYPE_LIST_VIEW);
  GtkSelectionModel *model = list != NULL ? gtk_list_view_get_model (GTK_LIST_VIEW (list)) : NULL;

  return model != NULL && g_list_model_get_n_items (G_LIST_MODEL (model)) > 0;
}

static GtkWidget *
find_shown (GtkWidget *root, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type) && gtk_widget_get_mapped (root))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_shown (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
is_shown (gpointer data)
{
  Fixture *fixture = data;

  return find_shown (GTK_WIDGET (fixture->window), fixture->type) != NULL;
}

/* The widgets that ask for that width, from outside to inside: to be read by who mends it. */
static void
tell_widest (GtkWidget *widget, int width)
{
  g_test_message ("%s asks for %d", G_OBJECT_TYPE_NAME (widget), width);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int minimum = 0;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      if (minimum > NARROW - 80)
        tell_widest (child, minimum);
    }
}

static void
assert_narrow (GtkWidget *widget)
{
  int minimum = 0;

  foyer_ui_test_settle ();
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_test_message ("%s needs %d pixels", G_OBJECT_TYPE_NAME (widget), minimum);
  if (minimum > NARROW)
    tell_widest (widget, minimum);
  g_assert_cmpint (minimum, <=, NARROW);
}

static void
assert_page_is_narrow (Fixture *fixture, const char *action, GType type)
{
  fixture->type = type;
  if (action != NULL)
    g_assert_true (
        gtk_widget_activate_action (shell_find (GTK_WIDGET (fixture->window), FOYER_TYPE_LEADS_VIEW), action, NULL));
  shell_wait_until (is_shown, fixture);
  assert_narrow (find_shown (GTK_WIDGET (fixture->window), type));
}

static void
assert_dialog_is_narrow (Fixture *fixture, const char *action)
{
  AdwDialog *dialog;

  g_assert_true (
      gtk_widget_activate_action (shell_find (GTK_WIDGET (fixture->window), FOYER_TYPE_LEADS_VIEW), action, NULL));
  foyer_ui_test_settle ();
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window));
  g_assert_nonnull (dialog);
  g_test_message ("%s", action);
  assert_narrow (adw_dialog_get_child (dialog));
  adw_dialog_force_close (dialog);
  foyer_ui_test_settle ();
}

static gboolean
body_cb (gpointer user_data)
{
  Fixture *fixture = user_data;

  shell_wait_until (has_window, fixture);
  shell_wait_until (is_idle, fixture);
  assert_narrow (shell_find (GTK_WIDGET (fixture->window), ADW_TYPE_STATUS_PAGE));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "open-sample", NULL);
  shell_wait_until (has_leads, fixture);
  assert_narrow (shell_find (GTK_WIDGET (fixture->window), FOYER_TYPE_LEADS_VIEW));
  assert_page_is_narrow (fixture, NULL, FOYER_TYPE_LEAD_SIDEBAR);
  assert_page_is_narrow (fixture, "win.new-lead", FOYER_TYPE_LEAD_PAGE);
  assert_page_is_narrow (fixture, "win.save", FOYER_TYPE_LEAD_PAGE); /* with all its problems */
  assert_page_is_narrow (fixture, "win.next-lead", FOYER_TYPE_LEAD_PAGE);
  assert_page_is_narrow (fixture, "win.outbox", FOYER_TYPE_OUTBOX_PAGE);
  assert_page_is_narrow (fixture, "leads.figures", FOYER_TYPE_FIGURES_PAGE);
  assert_page_is_narrow (fixture, "win.pipeline", FOYER_TYPE_PIPELINE_PAGE);
  assert_dialog_is_narrow (fixture, "app.preferences");
  assert_dialog_is_narrow (fixture, "win.filter");
  assert_dialog_is_narrow (fixture, "app.connect");
  assert_dialog_is_narrow (fixture, "app.reset-sample");
  gtk_window_close (GTK_WINDOW (fixture->window));
  return G_SOURCE_REMOVE;
}

static void
large_letters_fit (void)
{
  /* Would catch: a page that a telephone, or a person who reads large letters, cannot see all of. */
  g_autofree char *data_dir = g_build_filename (g_get_home_dir (), "data", NULL);
  g_autofree char *cache_dir = g_build_filename (g_get_home_dir (), "cache", NULL);
  g_autoptr (FoyerApplication) application = foyer_application_new (data_dir, cache_dir);
  Fixture fixture = { .application = application };

  /* A window on a telephone has no more buttons of its own. */
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", TWICE_DPI, "gtk-decoration-layout", ":close", NULL);
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE | G_APPLICATION_HANDLES_OPEN);
  g_idle_add (body_cb, &fixture);
  g_assert_cmpint (g_application_run (G_APPLICATION (application), 0, NULL), ==, 0);
}

int
main (int argc, char *argv[])
{
  foyer_ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/narrow/large-letters", large_letters_fit);
  return g_test_run ();
}
