/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The refresh below the list, in the view that starts it, with a platform that is slow or sends what cannot be read. */

#include "foyer-announce.h"
#include "foyer-lead-sidebar.h"
#include "foyer-leads-view.h"
#include "foyer-refresh-bar.h"
#include "foyer-session-mirror.h"
#include "foyer-ui-test.h"
#include "shell-testing.h"
#include "sync-testing.h"

#include <string.h>

typedef struct
{
  Desk desk;
  GtkWidget *window;
  GtkWidget *view;
  GtkWidget *bar;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  desk_set_up_with_leads (&fixture->desk, 30);
  desk_open (&fixture->desk);
  fixture->view = foyer_leads_view_new (NULL);
  fixture->bar = shell_find (fixture->view, FOYER_TYPE_REFRESH_BAR);
  fixture->window = foyer_ui_test_window_new (fixture->view, 900, 600);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  foyer_leads_view_set_session (FOYER_LEADS_VIEW (fixture->view), NULL);
  foyer_ui_test_close (fixture->window);
  desk_clear (&fixture->desk);
}

static FoyerMirrorRefresh *
get_refresh (Fixture *fixture)
{
  return foyer_session_get_refresh (fixture->desk.session);
}

static gboolean
is_shown (gpointer data)
{
  return gtk_revealer_get_reveal_child (GTK_REVEALER (shell_find (((Fixture *) data)->bar, GTK_TYPE_REVEALER)));
}

static gboolean
is_over (gpointer data)
{
  return !foyer_mirror_refresh_get_is_running (get_refresh (data));
}

static gboolean
is_hidden (gpointer data)
{
  return is_over (data) && !is_shown (data);
}

static gboolean
is_finished (gpointer data)
{
  return is_hidden (data) && foyer_mirror_refresh_get_finished (get_refresh (data)) > 0;
}

static gboolean
is_told (gpointer data)
{
  return is_over (data) && is_shown (data);
}

static const char *
get_words (Fixture *fixture)
{
  return gtk_label_get_label (GTK_LABEL (shell_find (fixture->bar, GTK_TYPE_LABEL)));
}

/* The one of the two that is visible. */
static GtkWidget *
find_button (GtkWidget *root)
{
  if (GTK_IS_BUTTON (root) && gtk_widget_get_visible (root))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
press (Fixture *fixture, const char *tooltip)
{
  GtkWidget *button = find_button (fixture->bar);

  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, tooltip);
  g_signal_emit_by_name (button, "clicked");
}

static void
a_slow_refresh_can_be_stopped (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a refresh that nobody sees, a Stop that does not stop it, and a bar that stays. */
  relay_set_rule (fixture->desk.relay, "getLeadList", RELAY_HOLDS, 0, NULL);
  foyer_leads_view_set_session (FOYER_LEADS_VIEW (fixture->view), fixture->desk.session);
  shell_wait_until (is_shown, fixture);
  g_assert_false (is_over (fixture));
  g_assert_cmpstr (get_words (fixture), ==, "Fetching leads");
  press (fixture, "Stop Refreshing");
  shell_wait_until (is_hidden, fixture);
  g_assert_cmpint (foyer_mirror_refresh_get_finished (get_refresh (fixture)), ==, 0);

  relay_set_rule (fixture->desk.relay, "getLeadList", RELAY_PASSES, 0, NULL);
  foyer_ui_test_settle ();
  foyer_leads_view_refresh (FOYER_LEADS_VIEW (fixture->view));
  shell_wait_until (is_finished, fixture);
}

static void
what_cannot_be_read_is_told (Fixture *fixture, gconstpointer data)
{
  /* Would catch: rows that are left out without a word, a count that stays when it is known or true no more, or is told
   * anew every five minutes. */
  relay_set_rule (fixture->desk.relay, "getLeadList", RELAY_ANSWERS, 200,
                  "{\"meta\": {\"totalResults\": 2}, \"results\": [{\"name\": \"no id\"}, {\"name\": \"nor here\"}]}");
  foyer_leads_view_set_session (FOYER_LEADS_VIEW (fixture->view), fixture->desk.session);
  shell_wait_until (is_told, fixture);
  g_assert_cmpstr (get_words (fixture), ==, "2 rows of the platform could not be read");
  g_assert_cmpstr (foyer_announce_get_last (fixture->bar), ==, "2 rows of the platform could not be read");
  press (fixture, "Dismiss");
  g_assert_false (is_shown (fixture));
  shell_refresh_leads (fixture->desk.session);
  foyer_ui_test_settle ();
  g_assert_cmpuint (foyer_mirror_refresh_get_n_bad (get_refresh (fixture)), ==, 2);
  g_assert_true (is_hidden (fixture));

  relay_set_rule (fixture->desk.relay, "getLeadList", RELAY_PASSES, 0, NULL);
  shell_refresh_leads (fixture->desk.session);
  foyer_ui_test_settle ();
  g_assert_true (is_hidden (fixture));
}

#define ADD(name, func) g_test_add ("/ui/refresh-bar/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  foyer_ui_test_init (&argc, &argv);
  ADD ("stop", a_slow_refresh_can_be_stopped);
  ADD ("bad-rows", what_cannot_be_read_is_told);
  return g_test_run ();
}
