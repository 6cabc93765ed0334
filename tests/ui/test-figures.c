/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The leads in pictures: every picture stands beside its number, which a screen reader is told, and follows the list.
 */

#include "foyer-chart-bar.h"
#include "foyer-chart-columns.h"
#include "foyer-figures-page.h"
#include "foyer-lead-text.h"
#include "foyer-session-mirror.h"
#include "foyer-ui.h"
#include "shell-testing.h"

typedef struct
{
  FoyerAccountManager *manager;
  FoyerSession *session;
  GtkWindow *window;
  FoyerFiguresPage *page;
} Figures;

static void
result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
has_result (gpointer data)
{
  return *(GAsyncResult **) data != NULL;
}

static void
set_up (Figures *figures)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  FoyerMirrorRefresh *refresh;

  figures->manager = shell_manager_new ("figures");
  shell_change (figures->manager, FOYER_ACCOUNT_OPEN_SAMPLE, NULL);
  figures->session = g_object_ref (foyer_account_manager_get_session (figures->manager));
  foyer_session_refresh_picklists_async (figures->session, FOYER_PICKLIST_NONE, 0, NULL, result_cb, &result);
  shell_wait_until (has_result, &result);
  foyer_session_refresh_picklists_finish (figures->session, result, &error);
  g_assert_no_error (error);
  g_clear_object (&result);
  refresh = foyer_session_get_refresh (figures->session);
  foyer_mirror_refresh_run_async (refresh, FOYER_REFRESH_CHANGES, NULL, result_cb, &result);
  shell_wait_until (has_result, &result);
  foyer_mirror_refresh_run_finish (refresh, result, &error);
  g_assert_no_error (error);

  figures->page = foyer_figures_page_new (figures->session);
  figures->window = GTK_WINDOW (adw_window_new ());
  adw_window_set_content (ADW_WINDOW (figures->window), GTK_WIDGET (figures->page));
  gtk_window_present (figures->window);
}

static void
clear (Figures *figures)
{
  gtk_window_destroy (figures->window);
  g_clear_object (&figures->session);
  shell_change (figures->manager, FOYER_ACCOUNT_CLOSE, NULL);
  g_clear_object (&figures->manager);
}

static gboolean
has_bars (gpointer data)
{
  return shell_find (data, FOYER_TYPE_CHART_BAR) != NULL;
}

static gboolean
is_empty (gpointer data)
{
  GtkWidget *status = shell_find (data, ADW_TYPE_STATUS_PAGE);

  return gtk_widget_get_mapped (status);
}

static gboolean
is_filled (gpointer data)
{
  return !is_empty (data);
}

/* Whether a row is called so for a screen reader. */
static gboolean
has_row (GtkWidget *root, const char *label)
{
  if (ADW_IS_PREFERENCES_ROW (root))
    {
      g_autofree char *wrong = gtk_test_accessible_check_property (GTK_ACCESSIBLE (root), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                                                   label);

      if (wrong == NULL)
        return gtk_widget_get_focusable (root);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (has_row (child, label))
      return TRUE;
  return FALSE;
}

/* Would catch: a picture without its number, a number that is not the mirror's, a row that the keyboard does not reach,
 * a stage that is left out. */
static void
test_numbers (void)
{
  Figures figures;
  g_autoptr (FoyerLeadQuery) all = foyer_lead_query_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GArray) counts = NULL;
  FoyerPicklist *stages;
  guint n_shown = 0;

  set_up (&figures);
  shell_wait_until (has_bars, figures.page);
  g_assert_nonnull (shell_find (GTK_WIDGET (figures.page), FOYER_TYPE_CHART_COLUMNS));
  foyer_session_count_leads_async (figures.session, all, FOYER_LEAD_STAGE, FALSE, NULL, result_cb, &result);
  shell_wait_until (has_result, &result);
  counts = foyer_session_count_leads_finish (figures.session, result, NULL);
  stages = foyer_picklists_get (foyer_session_get_picklists (figures.session), FOYER_PICKLIST_STAGE);
  for (guint i = 0; i < counts->len; i++)
    {
      FoyerLeadCount count = g_array_index (counts, FoyerLeadCount, i);
      FoyerPicklistItem *stage = foyer_picklist_lookup (stages, count.key);
      g_autofree char *label = g_strdup_printf ("%s: %u lead%s",
                                                stage != NULL ? foyer_picklist_item_get_title (stage) : "No stage",
                                                count.n, count.n == 1 ? "" : "s");

      g_test_message ("%s", label);
      g_assert_true (has_row (GTK_WIDGET (figures.page), label));
      n_shown += count.n;
    }
  g_assert_cmpuint (n_shown, ==, 250);
  clear (&figures);
}

static guint
count_rows (GtkWidget *root)
{
  guint n = ADW_IS_EXPANDER_ROW (root) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_rows (child);
  return n;
}

/* Would catch: stages or sources without their months, and a month's number that a screen reader is not told. */
static void
test_months (void)
{
  Figures figures;
  g_autoptr (FoyerLeadQuery) all = foyer_lead_query_new ();
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GHashTable) items = g_hash_table_new (NULL, NULL);
  const FoyerLeadField fields[] = { FOYER_LEAD_STAGE, FOYER_LEAD_SOURCE };
  guint this_month = (guint) g_date_time_get_year (now) * 100 + (guint) g_date_time_get_month (now);
  guint n_items = 0;

  set_up (&figures);
  shell_wait_until (has_bars, figures.page);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GArray) counts = NULL;

      foyer_session_count_leads_async (figures.session, all, fields[i], TRUE, NULL, result_cb, &result);
      shell_wait_until (has_result, &result);
      counts = foyer_session_count_leads_finish (figures.session, result, NULL);
      g_hash_table_remove_all (items);
      for (guint j = 0; j < counts->len; j++)
        {
          FoyerLeadCount count = g_array_index (counts, FoyerLeadCount, j);
          g_autofree char *month = foyer_lead_text_month (count.month);
          g_autofree char *label = g_strdup_printf ("%s: %u lead%s", month, count.n, count.n == 1 ? "" : "s");

          if (count.month == 0 || count.month + 100 <= this_month)
            continue;
          g_test_message ("%s", label);
          g_assert_true (has_row (GTK_WIDGET (figures.page), label));
          g_hash_table_add (items, GSIZE_TO_POINTER ((gsize) count.key));
        }
      n_items += g_hash_table_size (items);
    }
  g_assert_cmpuint (count_rows (GTK_WIDGET (figures.page)), ==, n_items);
  clear (&figures);
}

/* Would catch: figures of other leads than the list's, an empty page that says nothing, and one that stays empty. */
static void
test_follows_query (void)
{
  Figures figures;
  g_autoptr (FoyerLeadQuery) all = foyer_lead_query_new ();
  g_autoptr (FoyerLeadQuery) nothing = foyer_lead_query_new ();

  foyer_lead_query_set_text (nothing, "nobody knows this");
  set_up (&figures);
  shell_wait_until (has_bars, figures.page);
  foyer_figures_page_set_query (figures.page, nothing);
  shell_wait_until (is_empty, figures.page);
  foyer_figures_page_set_query (figures.page, all);
  shell_wait_until (is_filled, figures.page);
  clear (&figures);
}

static void
wait_over_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
}

static gboolean
is_over (gpointer data)
{
  return *(gboolean *) data;
}

/* Would catch: rows that are made anew, and lose the focus and what was opened, when nothing has changed. */
static void
test_keeps_rows (void)
{
  Figures figures;
  GtkWidget *bar;
  gboolean over = FALSE;

  set_up (&figures);
  shell_wait_until (has_bars, figures.page);
  bar = g_object_ref (shell_find (GTK_WIDGET (figures.page), FOYER_TYPE_CHART_BAR));
  g_object_notify (G_OBJECT (foyer_session_get_refresh (figures.session)), "is-running");
  g_timeout_add_once (2500, wait_over_cb, &over);
  shell_wait_until (is_over, &over);
  g_assert_true (shell_find (GTK_WIDGET (figures.page), FOYER_TYPE_CHART_BAR) == bar);
  g_object_unref (bar);
  clear (&figures);
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

/* Would catch: whoever opens the figures with the keyboard stays where they were, or is put into nothing, or loses
 * their place when the numbers change. */
static void
test_focus (void)
{
  Figures figures;
  g_autoptr (FoyerLeadQuery) some = foyer_lead_query_new ();
  GtkWidget *focus;
  gpointer bar;

  set_up (&figures);
  g_assert_false (has_bars (figures.page));
  gtk_window_set_focus (figures.window, NULL);
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (figures.page), GTK_DIR_TAB_FORWARD));
  focus = gtk_window_get_focus (figures.window);
  g_assert_true (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (figures.page)));
  shell_wait_until (has_bars, figures.page);
  focus = gtk_window_get_focus (figures.window);
  g_assert_true (ADW_IS_PREFERENCES_ROW (focus));
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (figures.page)));

  foyer_lead_query_set_text (some, "wedding");
  bar = shell_find (GTK_WIDGET (figures.page), FOYER_TYPE_CHART_BAR);
  g_object_add_weak_pointer (G_OBJECT (bar), &bar);
  foyer_figures_page_set_query (figures.page, some);
  shell_wait_until (is_gone, &bar);
  shell_wait_until (has_bars, figures.page);
  focus = gtk_window_get_focus (figures.window);
  g_assert_true (ADW_IS_PREFERENCES_ROW (focus));
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (figures.page)));
  clear (&figures);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();
  foyer_ui_init ();

  g_test_add_func ("/figures/numbers", test_numbers);
  g_test_add_func ("/figures/months", test_months);
  g_test_add_func ("/figures/follows-query", test_follows_query);
  g_test_add_func ("/figures/keeps-rows", test_keeps_rows);
  g_test_add_func ("/ui/figures/focus", test_focus);
  return g_test_run ();
}
