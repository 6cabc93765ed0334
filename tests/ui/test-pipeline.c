/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pipeline, with the real rules of the platform behind it: a lead that is moved, one that may not be, and one that
 * needs a reason. */

#include "foyer-announce.h"
#include "foyer-lead-row.h"
#include "foyer-outbox.h"
#include "foyer-pipeline-column.h"
#include "foyer-pipeline-page.h"
#include "foyer-session-mirror.h"
#include "foyer-ui-test.h"
#include "shell-testing.h"
#include "sync-testing.h"

typedef struct
{
  Desk desk;
  GtkWidget *window;
  GtkWidget *page;
  char *toast;
  gint64 from; /* stages */
  gint64 to;
  gint64 lead_id;
} Fixture;

static void
toast_cb (FoyerPipelinePage *page, const char *text, const char *button, const char *action, Fixture *fixture)
{
  g_set_str (&fixture->toast, text);
}

static gboolean
has_reasons (Fixture *fixture, gint64 stage_id)
{
  GListModel *reasons = G_LIST_MODEL (
      foyer_picklists_get (foyer_session_get_picklists (fixture->desk.session), FOYER_PICKLIST_STAGE_REASON));

  for (guint i = 0; i < g_list_model_get_n_items (reasons); i++)
    {
      g_autoptr (FoyerPicklistItem) reason = g_list_model_get_item (reasons, i);

      if (foyer_picklist_item_get_parent_id (reason) == stage_id)
        return TRUE;
    }
  return FALSE;
}

static FoyerPipelineColumn *
find_column (GtkWidget *root, gint64 stage_id)
{
  if (FOYER_IS_PIPELINE_COLUMN (root))
    return foyer_pipeline_column_get_stage_id (FOYER_PIPELINE_COLUMN (root)) == stage_id ? FOYER_PIPELINE_COLUMN (root)
                                                                                         : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      FoyerPipelineColumn *column = find_column (child, stage_id);

      if (column != NULL)
        return column;
    }
  return NULL;
}

static GListModel *
leads_of (Fixture *fixture, gint64 stage_id)
{
  GtkWidget *column = GTK_WIDGET (find_column (fixture->page, stage_id));

  return G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (shell_find (column, GTK_TYPE_LIST_VIEW))));
}

static gboolean
has_lead (Fixture *fixture, gint64 stage_id)
{
  GListModel *leads = leads_of (fixture, stage_id);

  for (guint i = 0; i < g_list_model_get_n_items (leads); i++)
    {
      g_autoptr (FoyerLeadSummary) lead = g_list_model_get_item (leads, i);

      if (foyer_lead_summary_get_id (lead) == fixture->lead_id)
        return TRUE;
    }
  return FALSE;
}

static gboolean
shows (GtkWidget *root, const char *text)
{
  if (GTK_IS_LABEL (root) && gtk_widget_get_mapped (root) && g_str_equal (gtk_label_get_label (GTK_LABEL (root)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (shows (child, text))
      return TRUE;
  return FALSE;
}

static gboolean
is_arriving (Fixture *fixture, gint64 stage_id)
{
  return shows (GTK_WIDGET (find_column (fixture->page, stage_id)), "A lead is moved here…");
}

static gboolean
is_filled (gpointer data)
{
  Fixture *fixture = data;

  return g_list_model_get_n_items (leads_of (fixture, fixture->from)) > 0;
}

static void
choose_stages (Fixture *fixture)
{
  GListModel *stages = G_LIST_MODEL (
      foyer_picklists_get (foyer_session_get_picklists (fixture->desk.session), FOYER_PICKLIST_STAGE));

  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (FoyerPicklistItem) stage = g_list_model_get_item (stages, i);
      gint64 id = foyer_picklist_item_get_id (stage);

      if (!foyer_picklist_item_can_be_chosen (stage) || has_reasons (fixture, id))
        continue;
      if (fixture->from == 0)
        fixture->from = id;
      else if (fixture->to == 0)
        fixture->to = id;
    }
  g_assert_cmpint (fixture->to, !=, 0);
}

static gint64
find_stage_with_reasons (Fixture *fixture)
{
  GListModel *stages = G_LIST_MODEL (
      foyer_picklists_get (foyer_session_get_picklists (fixture->desk.session), FOYER_PICKLIST_STAGE));

  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (FoyerPicklistItem) stage = g_list_model_get_item (stages, i);

      if (foyer_picklist_item_can_be_chosen (stage) && has_reasons (fixture, foyer_picklist_item_get_id (stage)))
        return foyer_picklist_item_get_id (stage);
    }
  g_assert_not_reached ();
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerLeadSummary) lead = NULL;

  desk_set_up_with_leads (&fixture->desk, 60);
  desk_open (&fixture->desk);
  refresh_picklists (&fixture->desk, &error);
  g_assert_no_error (error);
  shell_refresh_leads (fixture->desk.session);
  choose_stages (fixture);
  fixture->page = GTK_WIDGET (foyer_pipeline_page_new (fixture->desk.session));
  g_signal_connect (fixture->page, "toast", G_CALLBACK (toast_cb), fixture);
  fixture->window = foyer_ui_test_window_new (fixture->page, 1200, 700);
  shell_wait_until (is_filled, fixture);
  lead = g_list_model_get_item (leads_of (fixture, fixture->from), 0);
  fixture->lead_id = foyer_lead_summary_get_id (lead);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  foyer_ui_test_close (fixture->window);
  desk_clear (&fixture->desk);
  g_free (fixture->toast);
}

static void
move (Fixture *fixture, gint64 stage_id)
{
  g_assert_true (gtk_widget_activate_action (fixture->page, "pipeline.move", "(xx)", fixture->lead_id, stage_id));
}

static const char *
title_of (Fixture *fixture, gint64 stage_id)
{
  FoyerPicklist *stages = foyer_picklists_get (foyer_session_get_picklists (fixture->desk.session),
                                               FOYER_PICKLIST_STAGE);

  return foyer_picklist_item_get_title (foyer_picklist_lookup (stages, stage_id));
}

static gboolean
has_come (gpointer data)
{
  Fixture *fixture = data;

  return has_lead (fixture, fixture->to) && !has_lead (fixture, fixture->from) && !is_arriving (fixture, fixture->to);
}

static void
moved (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a lead that is shown in its new column and not sent, or sent and not shown, or sent twice; and a move
   * that whoever does not see it hears nothing of. */
  g_autofree char *announcement = NULL;

  move (fixture, fixture->to);
  g_assert_true (is_arriving (fixture, fixture->to));
  g_assert_null (foyer_announce_get_last (fixture->page));
  shell_wait_until (has_come, fixture);
  g_assert_null (fixture->toast);
  announcement = g_strdup_printf ("The lead is moved to “%s”", title_of (fixture, fixture->to));
  g_assert_cmpstr (foyer_announce_get_last (fixture->page), ==, announcement);
  g_assert_cmpuint (desk_count_commits (&fixture->desk, "addOrUpdateLead"), ==, 1);
}

static gboolean
has_toast (gpointer data)
{
  return ((Fixture *) data)->toast != NULL;
}

static void
two_moved (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a mark that goes when one of two leads has come or gone back, or when the columns are made anew. */
  GListModel *stages = G_LIST_MODEL (
      foyer_picklists_get (foyer_session_get_picklists (fixture->desk.session), FOYER_PICKLIST_STAGE));

  relay_set_delay (fixture->desk.relay, "addOrUpdateLead", 1500);
  move (fixture, fixture->to);
  g_assert_true (gtk_widget_activate_action (fixture->page, "pipeline.move", "(xx)", G_MAXINT64, fixture->to));
  shell_wait_until (has_toast, fixture);
  g_assert_true (is_arriving (fixture, fixture->to));
  g_list_model_items_changed (stages, 0, 0, 0);
  foyer_ui_test_settle ();
  g_assert_true (is_arriving (fixture, fixture->to));
  shell_wait_until (has_come, fixture);
}

static void
refused (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a lead that stays in the column the platform did not take it to, or goes back without a word. */
  relay_set_rule (fixture->desk.relay, "addOrUpdateLead", RELAY_ANSWERS, 200,
                  "{\"errorCode\":400,\"message\":\"No\",\"specificCode\":24218}");
  move (fixture, fixture->to);
  g_assert_true (is_arriving (fixture, fixture->to));
  shell_wait_until (has_toast, fixture);
  g_assert_true (g_str_has_prefix (fixture->toast, "The lead went back. "));
  g_assert_false (is_arriving (fixture, fixture->to));
  g_assert_true (has_lead (fixture, fixture->from));
  g_assert_false (has_lead (fixture, fixture->to));
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
is_left_alone (gpointer data)
{
  Fixture *fixture = data;

  return find_dialog () == NULL && !is_arriving (fixture, fixture->to);
}

static void
asked_for_a_reason (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a stage with reasons that is taken without asking, and an answer of no that moves the lead. */
  fixture->to = find_stage_with_reasons (fixture);
  move (fixture, fixture->to);
  shell_wait_until (asks, fixture);
  g_assert_true (is_arriving (fixture, fixture->to));
  g_assert_true (adw_dialog_close (find_dialog ()));
  shell_wait_until (is_left_alone, fixture);
  g_assert_null (fixture->toast);
  g_assert_true (has_lead (fixture, fixture->from));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (foyer_session_get_outbox (fixture->desk.session))), ==, 0);
}

static void
stage_titles (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a stage whose name lacks its underscores in the menu that moves leads. */
  g_autofree char *from = g_strdup_printf ("%" G_GINT64_FORMAT ":From_here:0", fixture->from);
  g_autofree char *to = g_strdup_printf ("%" G_GINT64_FORMAT ":To_a_stage:0", fixture->to);
  g_autoptr (GMenuModel) section = NULL;
  g_autofree char *label = NULL;
  GtkWidget *column, *list, *menu;

  foyer_ui_test_set_items (foyer_session_get_picklists (fixture->desk.session), FOYER_PICKLIST_STAGE, from, to, NULL);
  shell_wait_until (is_filled, fixture);
  column = GTK_WIDGET (find_column (fixture->page, fixture->from));
  list = shell_find (column, GTK_TYPE_LIST_VIEW);
  foyer_ui_test_settle ();
  g_assert_true (gtk_widget_grab_focus (list));
  g_assert_true (shell_press (list, "Menu|<Shift>F10"));
  menu = shell_find (column, GTK_TYPE_POPOVER_MENU);
  section = g_menu_model_get_item_link (gtk_popover_menu_get_menu_model (GTK_POPOVER_MENU (menu)), 0,
                                        G_MENU_LINK_SECTION);
  g_assert_cmpint (g_menu_model_get_n_items (section), ==, 1);
  g_assert_true (g_menu_model_get_item_attribute (section, 0, G_MENU_ATTRIBUTE_LABEL, "s", &label));
  g_assert_cmpstr (label, ==, "To__a__stage");
  gtk_popover_popdown (GTK_POPOVER (menu));
}

static void
counted (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a column that forgets leads, has those of another stage, or counts what it does not have. */
  GListModel *leads = leads_of (fixture, fixture->from);
  g_autofree char *count = g_strdup_printf ("%'u", g_list_model_get_n_items (leads));

  for (guint i = 0; i < g_list_model_get_n_items (leads); i++)
    {
      g_autoptr (FoyerLeadSummary) lead = g_list_model_get_item (leads, i);

      if (foyer_lead_summary_get_is_loaded (lead))
        g_assert_cmpint (foyer_lead_summary_get_stage_id (lead), ==, fixture->from);
    }
  foyer_ui_test_settle ();
  g_assert_true (shows (GTK_WIDGET (find_column (fixture->page, fixture->from)), count));
}

static gboolean
drop (Fixture *fixture, gint64 stage_id)
{
  g_autoptr (GListModel)
      controllers = gtk_widget_observe_controllers (GTK_WIDGET (find_column (fixture->page, stage_id)));
  g_auto (GValue) lead = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_value_init (&lead, G_TYPE_INT64);
  g_value_set_int64 (&lead, fixture->lead_id);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        g_signal_emit_by_name (controller, "drop", &lead, 10.0, 10.0, &taken);
    }
  return taken;
}

static void
dropped (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a lead that is dropped where it was taken from and is saved, or asks for a reason. */
  g_assert_false (drop (fixture, fixture->from));
  g_assert_false (is_arriving (fixture, fixture->from));
  g_assert_true (drop (fixture, fixture->to));
  g_assert_true (is_arriving (fixture, fixture->to));
  shell_wait_until (has_come, fixture);
  g_assert_cmpuint (desk_count_commits (&fixture->desk, "addOrUpdateLead"), ==, 1);
}

typedef struct
{
  FoyerLeadListModel *list;
  gint64 lead_id;
} Listed;

static gboolean
is_listed (gpointer data)
{
  const Listed *listed = data;

  return foyer_lead_list_model_find (listed->list, listed->lead_id, NULL);
}

static void
not_seen (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a pipeline that nobody looks at and that lists all leads again at every change; one that does not
   * catch up when it is seen again. */
  g_autoptr (FoyerLeadQuery) query = foyer_lead_query_new ();
  g_autoptr (FoyerLeadListModel) list = NULL;
  Listed listed = { NULL, fixture->lead_id };

  gtk_widget_set_visible (fixture->page, FALSE);
  foyer_lead_query_add_id (query, FOYER_LEAD_STAGE, fixture->to);
  list = listed.list = foyer_session_new_lead_list (fixture->desk.session, query);
  move (fixture, fixture->to);
  shell_wait_until (is_listed, &listed);
  foyer_ui_test_settle ();
  g_assert_true (has_lead (fixture, fixture->from));
  g_assert_false (has_lead (fixture, fixture->to));
  gtk_widget_set_visible (fixture->page, TRUE);
  shell_wait_until (has_come, fixture);
}

/* The controller of the first lead's row. */
static GtkEventController *
find_controller (Fixture *fixture, GType type)
{
  GtkWidget *row = shell_find (GTK_WIDGET (find_column (fixture->page, fixture->from)), FOYER_TYPE_LEAD_ROW);
  g_autoptr (GListModel) controllers = NULL;

  g_assert_nonnull (row);
  controllers = gtk_widget_observe_controllers (row);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (controller, type))
        return controller; /* the row keeps it */
    }
  return NULL;
}

static gboolean
has_menu (gpointer data)
{
  Fixture *fixture = data;
  GtkWidget *menu = shell_find (GTK_WIDGET (find_column (fixture->page, fixture->from)), GTK_TYPE_POPOVER_MENU);

  return menu != NULL && gtk_widget_get_mapped (menu);
}

static void
a_finger_opens_the_menu (Fixture *fixture, gconstpointer data)
{
  /* Would catch: stages that are only reached with a second button or a keyboard, which a touch screen does not have,
   * and a long press of the mouse that stands in the way of dragging. */
  GtkEventController *press = find_controller (fixture, GTK_TYPE_GESTURE_LONG_PRESS);

  g_assert_nonnull (press);
  g_assert_true (gtk_gesture_single_get_touch_only (GTK_GESTURE_SINGLE (press)));
  g_assert_false (has_menu (fixture));
  g_signal_emit_by_name (press, "pressed", 10.0, 10.0);
  shell_wait_until (has_menu, fixture);
}

static void
retired (Fixture *fixture, gconstpointer data)
{
  /* Would catch: leads of a stage that is not offered any more that are in no column, and a column that says that leads
   * without a stage could be. */
  FoyerPicklist *stages = foyer_picklists_get (foyer_session_get_picklists (fixture->desk.session),
                                               FOYER_PICKLIST_STAGE);
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (stages)); i++)
    {
      g_autoptr (FoyerPicklistItem) stage = g_list_model_get_item (G_LIST_MODEL (stages), i);

      if (foyer_picklist_item_get_id (stage) != fixture->from)
        g_ptr_array_add (others, g_steal_pointer (&stage));
    }
  foyer_picklist_update (stages, others);
  g_assert_false (foyer_picklist_item_can_be_chosen (foyer_picklist_lookup (stages, fixture->from)));
  shell_wait_until (is_filled, fixture);
  g_assert_true (has_lead (fixture, fixture->from));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (find_column (fixture->page, fixture->from))));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (find_column (fixture->page, 0))));
  move (fixture, fixture->to);
  shell_wait_until (has_come, fixture);
}

int
main (int argc, char *argv[])
{
  foyer_ui_test_init (&argc, &argv);
  g_test_add ("/ui/pipeline/moved", Fixture, NULL, set_up, moved, tear_down);
  g_test_add ("/ui/pipeline/finger", Fixture, NULL, set_up, a_finger_opens_the_menu, tear_down);
  g_test_add ("/ui/pipeline/two-moved", Fixture, NULL, set_up, two_moved, tear_down);
  g_test_add ("/ui/pipeline/refused", Fixture, NULL, set_up, refused, tear_down);
  g_test_add ("/ui/pipeline/asked-for-a-reason", Fixture, NULL, set_up, asked_for_a_reason, tear_down);
  g_test_add ("/ui/pipeline/stage-titles", Fixture, NULL, set_up, stage_titles, tear_down);
  g_test_add ("/ui/pipeline/dropped", Fixture, NULL, set_up, dropped, tear_down);
  g_test_add ("/ui/pipeline/not-seen", Fixture, NULL, set_up, not_seen, tear_down);
  g_test_add ("/ui/pipeline/counted", Fixture, NULL, set_up, counted, tear_down);
  g_test_add ("/ui/pipeline/retired", Fixture, NULL, set_up, retired, tear_down);
  return g_test_run ();
}
