/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list beside the form, on sample data that is refreshed and changed behind it. */

#include "foyer-lead-list.h"
#include "foyer-lead-move.h"
#include "foyer-lead-row.h"
#include "foyer-outbox-machine.h"
#include "foyer-session-mirror.h"
#include "foyer-ui-test.h"
#include "shell-testing.h"
#include "sync-testing.h"

typedef struct
{
  FoyerAccountManager *manager;
  FoyerSession *session;
  FoyerLeadList *list;
  GtkListView *view;
  GtkSingleSelection *selection;
  GtkWidget *window;
  GObject *opened; /* the last one */
  guint n_opened;
  guint n_all;
} Fixture;

static void
open_cb (Fixture *fixture, GObject *item)
{
  g_set_object (&fixture->opened, item);
  fixture->n_opened++;
}

static gboolean
is_empty (gpointer data)
{
  return g_list_model_get_n_items (G_LIST_MODEL (((Fixture *) data)->selection)) == 0;
}

static gboolean
is_filled (gpointer data)
{
  return g_list_model_get_n_items (G_LIST_MODEL (((Fixture *) data)->selection)) > 50;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->manager = shell_manager_new (data);
  shell_change (fixture->manager, FOYER_ACCOUNT_OPEN_SAMPLE, NULL);
  fixture->session = foyer_account_manager_get_session (fixture->manager);
  shell_refresh_leads (fixture->session);

  fixture->list = g_object_new (FOYER_TYPE_LEAD_LIST, NULL);
  foyer_lead_list_set_session (fixture->list, fixture->session);
  g_signal_connect_swapped (fixture->list, "open", G_CALLBACK (open_cb), fixture);
  fixture->window = foyer_ui_test_window_new (GTK_WIDGET (fixture->list), 320, 500);
  fixture->view = GTK_LIST_VIEW (shell_find (GTK_WIDGET (fixture->list), GTK_TYPE_LIST_VIEW));
  fixture->selection = GTK_SINGLE_SELECTION (gtk_list_view_get_model (fixture->view));
  shell_wait_until (is_filled, fixture);
  foyer_ui_test_settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  foyer_ui_test_close (fixture->window);
  shell_change (fixture->manager, FOYER_ACCOUNT_CLOSE, NULL);
  g_clear_object (&fixture->opened);
  g_clear_object (&fixture->manager);
}

static FoyerLead *
load_one (FoyerSession *session, gint64 id)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) leads = NULL;
  g_autoptr (GError) error = NULL;

  g_array_append_val (ids, id);
  leads = foyer_session_load_leads_finish (session, AWAIT (foyer_session_load_leads_async, session, ids), &error);
  g_assert_no_error (error);
  return g_object_ref (leads->pdata[0]);
}

static gint64
selected_id (Fixture *fixture)
{
  gpointer item = gtk_single_selection_get_selected_item (fixture->selection);

  if (item == NULL)
    return 0;
  return FOYER_IS_DRAFT (item) ? foyer_lead_get_platform_id (foyer_draft_get_lead (item))
                               : foyer_lead_summary_get_id (item);
}

static void
search (Fixture *fixture, const char *text)
{
  g_autoptr (FoyerLeadQuery) query = foyer_lead_query_new ();

  foyer_lead_query_set_text (query, text);
  foyer_lead_list_set_query (fixture->list, query);
}

static double
scroll_position (Fixture *fixture)
{
  return gtk_adjustment_get_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (fixture->view)));
}

static void
nothing_is_selected_by_itself (Fixture *fixture, gconstpointer data)
{
  /* Would catch: GtkSingleSelection choosing the first lead, which would open it. */
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->selection)), >, 50);
  g_assert_cmpuint (gtk_single_selection_get_selected (fixture->selection), ==, GTK_INVALID_LIST_POSITION);
  g_assert_cmpuint (fixture->n_opened, ==, 0);
}

static void
choosing_opens_once (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a selection that opens nothing, the wrong row, or twice. */
  gtk_single_selection_set_selected (fixture->selection, 3);
  g_assert_cmpuint (fixture->n_opened, ==, 1);
  g_assert_true ((gpointer) fixture->opened == gtk_single_selection_get_selected_item (fixture->selection));
}

static void
a_refresh_leaves_everything_where_it_is (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a refresh that drops the selection, jumps to the top or opens something. */
  gint64 id;
  double scroll;

  gtk_single_selection_set_selected (fixture->selection, 40);
  gtk_list_view_scroll_to (fixture->view, 40, GTK_LIST_SCROLL_NONE, NULL);
  foyer_ui_test_settle ();
  id = selected_id (fixture);
  scroll = scroll_position (fixture);
  g_assert_cmpfloat (scroll, >, 0);

  shell_refresh_leads (fixture->session);
  foyer_ui_test_settle ();
  g_assert_cmpint (selected_id (fixture), ==, id);
  g_assert_cmpfloat_with_epsilon (scroll_position (fixture), scroll, 1);
  g_assert_cmpuint (fixture->n_opened, ==, 1);
}

static void
a_new_row_above_moves_the_mark_along (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a mark that stays at its position while the lead moves down, or opens what moved under it. */
  g_autoptr (FoyerLead) lead = foyer_lead_new ();
  gint64 id;

  gtk_single_selection_set_selected (fixture->selection, 2);
  id = selected_id (fixture);
  foyer_lead_set_text (lead, FOYER_LEAD_NAME, "Typed meanwhile");
  shell_keep_draft (fixture->session, lead, NULL);
  foyer_ui_test_settle ();
  g_assert_cmpuint (gtk_single_selection_get_selected (fixture->selection), ==, 3);
  g_assert_cmpint (selected_id (fixture), ==, id);
  g_assert_cmpuint (fixture->n_opened, ==, 1);
}

static void
the_mark_goes_to_the_draft_of_the_lead (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a lead that is being changed and marked below, while its draft stands unmarked at the top. */
  g_autoptr (FoyerLead) base = NULL;
  g_autoptr (FoyerLead) changed = NULL;

  gtk_single_selection_set_selected (fixture->selection, 5);
  base = foyer_lead_new_from_platform (selected_id (fixture));
  changed = foyer_lead_copy (base);
  foyer_lead_set_text (changed, FOYER_LEAD_NAME, "Renamed");
  shell_keep_draft (fixture->session, changed, base);
  foyer_ui_test_settle ();
  g_assert_cmpuint (gtk_single_selection_get_selected (fixture->selection), ==, 0);
  g_assert_true (FOYER_IS_DRAFT (gtk_single_selection_get_selected_item (fixture->selection)));
  g_assert_cmpuint (fixture->n_opened, ==, 1);
}

static void
a_step_goes_on_from_the_lead_not_from_its_draft (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a lead that is being changed and loses its place, because its draft at the top is marked: the next
   * lead is then the first of the list. */
  g_autoptr (FoyerLead) base = NULL;
  g_autoptr (FoyerLead) changed = NULL;
  gint64 before, after;

  gtk_single_selection_set_selected (fixture->selection, 4);
  before = selected_id (fixture);
  gtk_single_selection_set_selected (fixture->selection, 6);
  after = selected_id (fixture);
  gtk_single_selection_set_selected (fixture->selection, 5);
  base = foyer_lead_new_from_platform (selected_id (fixture));
  changed = foyer_lead_copy (base);
  foyer_lead_set_text (changed, FOYER_LEAD_NAME, "Renamed");
  shell_keep_draft (fixture->session, changed, base);
  foyer_ui_test_settle ();
  g_assert_cmpuint (gtk_single_selection_get_selected (fixture->selection), ==, 0);

  foyer_lead_list_step (fixture->list, 1);
  g_assert_cmpint (selected_id (fixture), ==, after);
  foyer_lead_list_step (fixture->list, -1);
  foyer_lead_list_select (fixture->list, NULL, foyer_lead_get_platform_id (base));
  foyer_lead_list_step (fixture->list, -1);
  g_assert_cmpint (selected_id (fixture), ==, before);
}

static void
a_step_goes_along_the_drafts (Fixture *fixture, gconstpointer data)
{
  /* Would catch: whoever goes through the drafts being sent away from them, to the lead that the draft is of. */
  g_autoptr (FoyerLead) base = NULL;
  g_autoptr (FoyerLead) changed = NULL;
  g_autoptr (FoyerLead) other = foyer_lead_new ();

  gtk_single_selection_set_selected (fixture->selection, 5);
  base = foyer_lead_new_from_platform (selected_id (fixture));
  changed = foyer_lead_copy (base);
  foyer_lead_set_text (other, FOYER_LEAD_NAME, "Another");
  foyer_lead_set_text (changed, FOYER_LEAD_NAME, "Renamed");
  shell_keep_draft (fixture->session, other, NULL);
  shell_keep_draft (fixture->session, changed, base);
  foyer_ui_test_settle ();
  foyer_lead_list_select (fixture->list, NULL, 0);
  foyer_lead_list_step (fixture->list, 1);
  g_assert_cmpuint (gtk_single_selection_get_selected (fixture->selection), ==, 0);
  foyer_lead_list_step (fixture->list, 1);
  g_assert_cmpuint (gtk_single_selection_get_selected (fixture->selection), ==, 1);
  foyer_lead_list_step (fixture->list, -1);
  g_assert_cmpuint (gtk_single_selection_get_selected (fixture->selection), ==, 0);
}

static gboolean
has_reasons (Fixture *fixture, gint64 stage_id)
{
  GListModel *reasons = G_LIST_MODEL (
      foyer_picklists_get (foyer_session_get_picklists (fixture->session), FOYER_PICKLIST_STAGE_REASON));

  for (guint i = 0; i < g_list_model_get_n_items (reasons); i++)
    {
      g_autoptr (FoyerPicklistItem) reason = g_list_model_get_item (reasons, i);

      if (foyer_picklist_item_get_parent_id (reason) == stage_id)
        return TRUE;
    }
  return FALSE;
}

static gint64
find_another_stage (Fixture *fixture, gint64 stage_id)
{
  GListModel *stages = G_LIST_MODEL (
      foyer_picklists_get (foyer_session_get_picklists (fixture->session), FOYER_PICKLIST_STAGE));

  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (FoyerPicklistItem) stage = g_list_model_get_item (stages, i);
      gint64 id = foyer_picklist_item_get_id (stage);

      if (id != stage_id && foyer_picklist_item_can_be_chosen (stage) && !has_reasons (fixture, id))
        return id;
    }
  g_assert_not_reached ();
}

static void
moved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerOutboxRow) row = foyer_lead_move_finish (FOYER_SESSION (source), result, NULL, &error);

  g_assert_no_error (error);
}

static void
move_to_another_stage (Fixture *fixture, gint64 lead_id, gint64 stage_id)
{
  foyer_lead_move_async (fixture->session, lead_id, find_another_stage (fixture, stage_id), 0, fixture->window, NULL,
                         moved_cb, NULL);
}

static gboolean
is_narrowed (gpointer data)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (((Fixture *) data)->selection));

  return n < ((Fixture *) data)->n_all && n > 6;
}

typedef struct
{
  Fixture *fixture;
  gint64 id;
} Gone;

static gboolean
is_gone (gpointer data)
{
  const Gone *gone = data;
  GListModel *model = G_LIST_MODEL (gone->fixture->selection);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (FoyerLeadSummary) lead = g_list_model_get_item (model, i);

      if (foyer_lead_summary_get_id (lead) == gone->id)
        return FALSE;
    }
  return TRUE;
}

static void
a_step_goes_on_from_where_the_lead_was (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a lead that is moved out of what is filtered, after which the next one is the first of the list. */
  g_autoptr (FoyerLeadQuery) query = foyer_lead_query_new ();
  g_autoptr (FoyerLead) changed = foyer_lead_new ();
  gint64 stage_id, before, after;
  Gone gone = { fixture, 0 };

  shell_refresh_picklists (fixture->session);
  gtk_single_selection_set_selected (fixture->selection, 1);
  stage_id = foyer_lead_summary_get_stage_id (gtk_single_selection_get_selected_item (fixture->selection));
  fixture->n_all = g_list_model_get_n_items (G_LIST_MODEL (fixture->selection));
  foyer_lead_query_add_id (query, FOYER_LEAD_STAGE, stage_id);
  foyer_lead_list_set_query (fixture->list, query);
  shell_wait_until (is_narrowed, fixture);
  foyer_ui_test_settle ();
  gtk_single_selection_set_selected (fixture->selection, 3);
  before = selected_id (fixture);
  gtk_single_selection_set_selected (fixture->selection, 5);
  after = selected_id (fixture);
  gtk_single_selection_set_selected (fixture->selection, 4);
  gone.id = selected_id (fixture);
  move_to_another_stage (fixture, gone.id, stage_id);
  shell_wait_until (is_gone, &gone);
  g_assert_cmpuint (gtk_single_selection_get_selected (fixture->selection), ==, GTK_INVALID_LIST_POSITION);

  foyer_lead_list_step (fixture->list, 1);
  g_assert_cmpint (selected_id (fixture), ==, after);
  foyer_lead_list_step (fixture->list, -1);
  g_assert_cmpint (selected_id (fixture), ==, before);
}

static void
searching_narrows_and_comes_back (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a search that loses the mark for good, or opens the first thing it finds. */
  gint64 id;

  gtk_single_selection_set_selected (fixture->selection, 7);
  id = selected_id (fixture);
  search (fixture, "no such words anywhere");
  shell_wait_until (is_empty, fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->selection)), ==, 0);
  search (fixture, NULL);
  shell_wait_until (is_filled, fixture);
  foyer_ui_test_settle ();
  g_assert_cmpint (selected_id (fixture), ==, id);
  g_assert_cmpuint (fixture->n_opened, ==, 1);
}

static void
stepping_stops_at_the_ends (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a step from the first row to nowhere, and a first step that skips the first row. */
  foyer_lead_list_step (fixture->list, 1);
  g_assert_cmpuint (gtk_single_selection_get_selected (fixture->selection), ==, 0);
  foyer_lead_list_step (fixture->list, -1);
  g_assert_cmpuint (gtk_single_selection_get_selected (fixture->selection), ==, 0);
  g_assert_cmpuint (fixture->n_opened, ==, 1);
  foyer_lead_list_step (fixture->list, 1);
  g_assert_cmpuint (gtk_single_selection_get_selected (fixture->selection), ==, 1);
  g_assert_cmpuint (fixture->n_opened, ==, 2);
}

static void
alone_a_selection_opens_nothing (Fixture *fixture, gconstpointer data)
{
  /* Would catch: with one pane, an arrow key in the list that leaves the list. */
  foyer_lead_list_set_collapsed (fixture->list, TRUE);
  gtk_single_selection_set_selected (fixture->selection, 1);
  g_assert_cmpuint (fixture->n_opened, ==, 0);
  g_signal_emit_by_name (fixture->view, "activate", 1);
  g_assert_cmpuint (fixture->n_opened, ==, 1);
}

static gboolean
is_at_top (gpointer data)
{
  return scroll_position (data) < 0.5;
}

static gboolean
is_first_pending (gpointer data)
{
  g_autoptr (GObject) first = g_list_model_get_item (G_LIST_MODEL (((Fixture *) data)->selection), 0);

  return FOYER_IS_OUTBOX_ROW (first);
}

static void
at_the_top_new_rows_are_seen (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a draft, or the lead that it becomes, above the visible part, where nobody sees that it is kept. */
  FoyerOutbox *outbox = foyer_session_get_outbox (fixture->session);
  g_autoptr (FoyerLead) lead = foyer_lead_new ();
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpfloat_with_epsilon (scroll_position (fixture), 0, 0.5);
  foyer_lead_set_text (lead, FOYER_LEAD_NAME, "Typed meanwhile");
  shell_keep_draft (fixture->session, lead, NULL);
  foyer_ui_test_settle ();
  g_assert_cmpfloat_with_epsilon (scroll_position (fixture), 0, 0.5);
  /* The view moves by itself as its rows get their heights, so far. */
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (fixture->view)), 2);
  row = foyer_outbox_keep_finish (outbox, AWAIT (foyer_outbox_keep_async, outbox, lead, NULL, FOYER_BACKOFF_LARGEST),
                                  &error);
  g_assert_no_error (error);
  shell_wait_until (is_first_pending, fixture);
  shell_wait_until (is_at_top, fixture);
  foyer_ui_test_wait (250);
  g_assert_true (is_at_top (fixture));
}

static void
sections_are_headed (Fixture *fixture, gconstpointer data)
{
  /* Would catch: headings that are missing, and sections that do not begin below the drafts. */
  g_autoptr (FoyerLeadQuery) query = foyer_lead_query_new ();
  g_autoptr (FoyerLead) lead = foyer_lead_new ();
  guint start, end;

  foyer_lead_set_text (lead, FOYER_LEAD_NAME, "Typed meanwhile");
  shell_keep_draft (fixture->session, lead, NULL);
  foyer_lead_query_set_sections (query, FOYER_LEAD_SECTIONS_STAGE);
  foyer_lead_list_set_query (fixture->list, query);
  shell_wait_until (is_filled, fixture);
  foyer_ui_test_settle ();
  gtk_section_model_get_section (GTK_SECTION_MODEL (fixture->selection), 0, &start, &end);
  g_assert_cmpuint (start, ==, 0);
  g_assert_cmpuint (end, ==, 1);
  gtk_section_model_get_section (GTK_SECTION_MODEL (fixture->selection), 1, &start, &end);
  g_assert_cmpuint (start, ==, 1);
  g_assert_cmpuint (end, >, 1);
  g_assert_cmpuint (end, <, g_list_model_get_n_items (G_LIST_MODEL (fixture->selection)));
}

static GtkLabel *
title_of (FoyerLeadRow *row)
{
  return GTK_LABEL (shell_find (GTK_WIDGET (row), GTK_TYPE_LABEL));
}

/* Returns how many rows are seen. */
static guint
check_rows (Fixture *fixture)
{
  guint n_seen = 0;

  for (GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (fixture->view)); item != NULL;
       item = gtk_widget_get_next_sibling (item))
    {
      GtkWidget *row = gtk_widget_get_first_child (item);
      FoyerLeadSummary *lead;

      if (row == NULL || !FOYER_IS_LEAD_ROW (row))
        continue;
      lead = foyer_lead_row_get_item (FOYER_LEAD_ROW (row));
      g_assert_true (foyer_lead_summary_get_is_loaded (lead));
      g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL));
      if (!gtk_widget_get_mapped (row))
        continue;
      n_seen++;
      g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (title_of (FOYER_LEAD_ROW (row)))));
      g_assert_cmpstr (gtk_label_get_label (title_of (FOYER_LEAD_ROW (row))), ==, foyer_lead_summary_get_name (lead));
    }
  return n_seen;
}

static void
a_row_is_filled_in_when_it_is_seen (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a row that comes into sight empty or with the words of the lead it showed before, one that has no name
   * for a screen reader until it is seen, and a list that lays out what nobody sees. */
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (fixture->selection));
  const guint positions[] = { 30, n_items - 1, 12, 0 };

  for (guint i = 0; i < G_N_ELEMENTS (positions); i++)
    {
      guint n_seen;

      gtk_list_view_scroll_to (fixture->view, positions[i], GTK_LIST_SCROLL_NONE, NULL);
      foyer_ui_test_settle ();
      n_seen = check_rows (fixture);
      g_assert_cmpuint (n_seen, >, 3);
      g_assert_cmpuint (n_seen, <, 20);
    }
}

static void
the_words_of_a_row_do_not_overlap (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a long name that runs below the age, and rows without a height. */
  for (GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (fixture->view)); item != NULL;
       item = gtk_widget_get_next_sibling (item))
    {
      GtkWidget *row = gtk_widget_get_first_child (item);
      GtkWidget *previous = NULL;
      graphene_rect_t place, before;

      if (row == NULL || !FOYER_IS_LEAD_ROW (row) || !gtk_widget_get_mapped (row))
        continue;
      g_assert_cmpint (gtk_widget_get_height (row), >, 3 * 10);
      for (GtkWidget *word = gtk_widget_get_first_child (gtk_widget_get_first_child (row)); word != NULL;
           word = gtk_widget_get_next_sibling (word))
        {
          if (!gtk_widget_get_visible (word))
            continue;
          g_assert_true (gtk_widget_compute_bounds (word, row, &place));
          g_assert_cmpfloat (place.origin.x + place.size.width, <=, (float) gtk_widget_get_width (row));
          g_assert_false (previous != NULL && graphene_rect_intersection (&place, &before, NULL));
          previous = word;
          before = place;
        }
    }
}

#define ADD(name, func) g_test_add ("/ui/lead-list/" name, Fixture, name, set_up, func, tear_down)

static GtkLabel *
first_title (Fixture *fixture)
{
  GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (fixture->view));

  while (item != NULL && !FOYER_IS_LEAD_ROW (gtk_widget_get_first_child (item)))
    item = gtk_widget_get_next_sibling (item);
  g_assert_nonnull (item);
  return title_of (FOYER_LEAD_ROW (gtk_widget_get_first_child (item)));
}

static gboolean
is_renamed (gpointer data)
{
  return g_str_equal (gtk_label_get_label (first_title (data)), "Renamed here");
}

static void
what_waits_is_shown_as_it_was_saved (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a lead that is saved, and shown as it was until the platform has it: whoever works without a network
   * looks for what they wrote in vain. */
  FoyerOutbox *outbox = foyer_session_get_outbox (fixture->session);
  g_autoptr (FoyerLeadSummary) first = g_list_model_get_item (G_LIST_MODEL (fixture->selection), 0);
  g_autoptr (FoyerLead) base = NULL;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GError) error = NULL;

  base = load_one (fixture->session, foyer_lead_summary_get_id (first));
  lead = foyer_lead_copy (base);
  foyer_lead_set_text (lead, FOYER_LEAD_NAME, "Renamed here");
  row = foyer_outbox_keep_finish (outbox, AWAIT (foyer_outbox_keep_async, outbox, lead, base, FOYER_BACKOFF_LARGEST),
                                  &error);
  g_assert_no_error (error);
  shell_wait_until (is_renamed, fixture);
  g_assert_true (foyer_outbox_discard_finish (outbox, AWAIT (foyer_outbox_discard_async, outbox, row), &error));
  foyer_ui_test_settle ();
  g_assert_cmpstr (gtk_label_get_label (first_title (fixture)), ==, foyer_lead_summary_get_name (first));
}

int
main (int argc, char *argv[])
{
  foyer_ui_test_init (&argc, &argv);
  ADD ("unselected", nothing_is_selected_by_itself);
  ADD ("open", choosing_opens_once);
  ADD ("refresh", a_refresh_leaves_everything_where_it_is);
  ADD ("new-row", a_new_row_above_moves_the_mark_along);
  ADD ("top", at_the_top_new_rows_are_seen);
  ADD ("draft", the_mark_goes_to_the_draft_of_the_lead);
  ADD ("search", searching_narrows_and_comes_back);
  ADD ("sections", sections_are_headed);
  ADD ("step", stepping_stops_at_the_ends);
  ADD ("step-from-draft", a_step_goes_on_from_the_lead_not_from_its_draft);
  ADD ("step-along-drafts", a_step_goes_along_the_drafts);
  ADD ("step-after-leaving", a_step_goes_on_from_where_the_lead_was);
  ADD ("collapsed", alone_a_selection_opens_nothing);
  ADD ("filled", a_row_is_filled_in_when_it_is_seen);
  ADD ("words", the_words_of_a_row_do_not_overlap);
  ADD ("waiting", what_waits_is_shown_as_it_was_saved);
  return g_test_run ();
}
