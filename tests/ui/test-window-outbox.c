/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window says of the outbox, and whose Ctrl+Z is. */

#include "config.h"

#include "application-testing.h"
#include "foyer-lead-rules.h"
#include "foyer-lead-summary.h"
#include "foyer-note-row.h"
#include "foyer-pipeline-page.h"

static GtkWidget *
find_text (GtkWidget *root, const char *text)
{
  const char *own = GTK_IS_LABEL (root)    ? gtk_label_get_label (GTK_LABEL (root))
                    : GTK_IS_BUTTON (root) ? gtk_button_get_label (GTK_BUTTON (root))
                                           : NULL;

  if (g_strcmp0 (own, text) == 0 && gtk_widget_get_mapped (root))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_text (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Whatever has the focus; what is set otherwise is nothing that a text could undo. */
static void
type (Shell *shell, const char *text)
{
  g_signal_emit_by_name (gtk_window_get_focus (GTK_WINDOW (shell->window)), "insert-at-cursor", text);
}

static gboolean
press_undo (Shell *shell)
{
  return shell_press (GTK_WIDGET (shell->window), "<Control>z");
}

static gboolean
is_taken_back (gpointer data)
{
  return foyer_outbox_row_get_state (data) == FOYER_OUTBOX_DRAFT;
}

static void
undo_in_search (Shell *shell)
{
  g_autoptr (FoyerOutboxRow) row = NULL;
  GtkEditable *search;

  shell_open_sample (shell);
  row = shell_save_lead (shell, "Saved");
  search = GTK_EDITABLE (shell_find (GTK_WIDGET (shell->window), GTK_TYPE_SEARCH_ENTRY));
  gtk_widget_grab_focus (GTK_WIDGET (search));
  type (shell, "a");
  g_assert_true (press_undo (shell));
  g_assert_cmpstr (gtk_editable_get_text (search), ==, "");
  foyer_ui_test_settle ();
  g_assert_cmpint (foyer_outbox_row_get_state (row), ==, FOYER_OUTBOX_HELD);

  g_assert_true (press_undo (shell));
  shell_wait_until (is_taken_back, row);
}

static GtkWidget *
find_note (Shell *shell)
{
  return shell_find (GTK_WIDGET (shell->window), FOYER_TYPE_NOTE_ROW);
}

static gboolean
has_note (gpointer data)
{
  return find_note (data) != NULL;
}

static FoyerLeadSummary *
get_a_lead (Shell *shell)
{
  GtkWidget *list = shell_find (GTK_WIDGET (shell->window), GTK_TYPE_LIST_VIEW);
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)));

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);

      if (FOYER_IS_LEAD_SUMMARY (item) && foyer_lead_summary_get_stage_id (FOYER_LEAD_SUMMARY (item)) > 0)
        return FOYER_LEAD_SUMMARY (g_steal_pointer (&item));
    }
  g_assert_not_reached ();
}

static void
open_a_lead (Shell *shell)
{
  g_autoptr (FoyerLeadSummary) lead = get_a_lead (shell);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (foyer_window_get_leads_view (shell->window)), "leads.open",
                                             "x", foyer_lead_summary_get_id (lead)));
}

static void
undo_in_note (Shell *shell)
{
  g_autoptr (FoyerOutboxRow) row = NULL;
  GtkTextBuffer *buffer;
  GtkWidget *text;

  shell_open_sample (shell);
  row = shell_save_lead (shell, "Saved");
  open_a_lead (shell);
  shell_wait_until (has_note, shell);
  foyer_note_row_edit (FOYER_NOTE_ROW (find_note (shell)), "");
  text = shell_find (find_note (shell), GTK_TYPE_TEXT_VIEW);
  g_assert_true (gtk_widget_grab_focus (text));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (text));
  type (shell, "Typed");
  g_assert_true (press_undo (shell));
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), ==, 0);
  foyer_ui_test_settle ();
  g_assert_cmpint (foyer_outbox_row_get_state (row), ==, FOYER_OUTBOX_HELD);
}

static void
undo_in_form (Shell *shell)
{
  g_autoptr (FoyerOutboxRow) row = NULL;
  GtkEditable *name;

  shell_open_sample (shell);
  row = shell_save_lead (shell, "Saved");
  name = GTK_EDITABLE (shell_find_row (GTK_WIDGET (shell->window), "Name"));
  gtk_widget_grab_focus (GTK_WIDGET (name));
  type (shell, "a");
  g_assert_false (press_undo (shell)); /* it is the text's */
  gtk_editable_delete_text (name, 0, -1);
  g_assert_true (press_undo (shell));
  g_assert_cmpstr (gtk_editable_get_text (name), ==, "");
  shell_wait_until (is_taken_back, row);
}

static void
undo_is_the_search_s (Shell *shell, gconstpointer data)
{
  /* Would catch: a Ctrl+Z in the search that takes back a saved lead instead of what was typed there, and one that does
   * nothing when there is nothing to take back in the search. */
  shell_run (shell, undo_in_search);
}

static void
undo_is_the_note_s (Shell *shell, gconstpointer data)
{
  /* Would catch: a Ctrl+Z in a note that takes back a saved lead instead of what was typed there. */
  shell_run (shell, undo_in_note);
}

static void
undo_is_the_form_s (Shell *shell, gconstpointer data)
{
  /* Would catch: a Ctrl+Z in the form that takes back a saved lead though something else is typed, and one that brings
   * back letters where the save is newer. */
  shell_run (shell, undo_in_form);
}

/* One that asks for no reason. */
static gint64
find_other_stage (FoyerSession *session, gint64 stage_id)
{
  FoyerPicklists *picklists = foyer_session_get_picklists (session);
  GListModel *stages = G_LIST_MODEL (foyer_picklists_get (picklists, FOYER_PICKLIST_STAGE));
  g_autoptr (FoyerLead) lead = foyer_lead_new ();

  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (FoyerPicklistItem) stage = g_list_model_get_item (stages, i);
      gint64 id = foyer_picklist_item_get_id (stage);

      foyer_lead_set_id (lead, FOYER_LEAD_STAGE, id);
      if (foyer_picklist_item_can_be_chosen (stage) && id != stage_id
          && !foyer_lead_rules_applies (lead, FOYER_LEAD_STAGE_REASON, picklists))
        return id;
    }
  g_assert_not_reached ();
}

static gboolean
offers_undo (gpointer data)
{
  GtkWidget *window = GTK_WIDGET (((Shell *) data)->window);

  return shell_find_action (window, "win.undo") != NULL;
}

static gboolean
has_row (gpointer data)
{
  return g_list_model_get_n_items (G_LIST_MODEL (shell_get_outbox (data))) > 0;
}

static GListModel *
get_drafts (Shell *shell)
{
  return foyer_session_get_drafts (foyer_account_manager_get_session (shell->manager));
}

static gboolean
has_no_draft (gpointer data)
{
  return g_list_model_get_n_items (get_drafts (data)) == 0;
}

static gboolean
has_one_draft (gpointer data)
{
  return g_list_model_get_n_items (get_drafts (data)) == 1;
}

static void
move_and_undo (Shell *shell, FoyerLeadSummary *lead)
{
  FoyerSession *session;
  GtkWidget *page;
  g_autoptr (FoyerOutboxRow) row = NULL;

  session = foyer_account_manager_get_session (shell->manager);
  g_assert_true (
      gtk_widget_activate_action (GTK_WIDGET (foyer_window_get_leads_view (shell->window)), "leads.pipeline", NULL));
  page = shell_find (GTK_WIDGET (shell->window), FOYER_TYPE_PIPELINE_PAGE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (shell_get_outbox (shell))), ==, 0);
  g_assert_true (gtk_widget_activate_action (page, "pipeline.move", "(xx)", foyer_lead_summary_get_id (lead),
                                             find_other_stage (session, foyer_lead_summary_get_stage_id (lead))));
  shell_wait_until (has_row, shell);
  shell_wait_until (offers_undo, shell);
  row = g_list_model_get_item (G_LIST_MODEL (shell_get_outbox (shell)), 0);
  g_assert_cmpint (foyer_outbox_row_get_state (row), ==, FOYER_OUTBOX_HELD);
  g_assert_true (press_undo (shell));
  shell_wait_until (is_taken_back, row);
  g_assert_true (gtk_widget_get_mapped (page));
}

static void
undo_move (Shell *shell)
{
  g_autoptr (FoyerLeadSummary) lead = NULL;

  shell_open_sample (shell);
  lead = get_a_lead (shell);
  move_and_undo (shell, lead);
  shell_wait_until (has_no_draft, shell);
}

/* In the form, which is behind the pipeline then. */
static void
undo_move_of_typed_in (Shell *shell)
{
  g_autoptr (FoyerLeadSummary) lead = NULL;
  g_autoptr (FoyerDraft) draft = NULL;
  FoyerLead *typed;

  shell_open_sample (shell);
  lead = get_a_lead (shell);
  open_a_lead (shell);
  shell_wait_until (has_note, shell);
  typed = foyer_lead_page_get_lead (shell_get_lead_page (shell));
  foyer_lead_set_text (typed, FOYER_LEAD_DESCRIPTION, "Typed and not saved");
  move_and_undo (shell, lead);
  shell_wait_until (has_one_draft, shell);
  foyer_ui_test_settle ();
  draft = g_list_model_get_item (get_drafts (shell), 0);
  g_assert_cmpstr (foyer_lead_get_text (foyer_draft_get_lead (draft), FOYER_LEAD_DESCRIPTION), ==,
                   "Typed and not saved");
  g_assert_cmpint (foyer_lead_get_id (foyer_draft_get_lead (draft), FOYER_LEAD_STAGE), ==,
                   foyer_lead_summary_get_stage_id (lead));
}

static void
undo_is_the_pipeline_s (Shell *shell, gconstpointer data)
{
  /* Would catch: a lead that fell into the wrong column and is sent before anybody can take it out; a move that was
   * undone and stays as a draft, or takes the person out of the pipeline. */
  shell_run (shell, undo_move);
}

static void
undo_of_a_move_is_nothing_else_s (Shell *shell, gconstpointer data)
{
  /* Would catch: a move, or its undoing, that takes along what was typed into the same lead and not saved; and a Ctrl+Z
   * that does nothing because of what is typed where nobody sees it. */
  shell_run (shell, undo_move_of_typed_in);
}

static gboolean
is_told (gpointer data)
{
  return find_text (GTK_WIDGET (((Shell *) data)->window), "“Refused” was refused") != NULL;
}

static gboolean
welcomes (gpointer data)
{
  Shell *shell = data;

  return shell_is_idle (shell) && g_strcmp0 (foyer_window_get_page (shell->window), "welcome") == 0;
}

static void
tell_of_left (Shell *shell)
{
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (FoyerOutbox) outbox = NULL;

  shell_open_sample (shell);
  row = shell_save_refused_lead (shell, "Refused");
  outbox = g_object_ref (shell_get_outbox (shell));
  shell_wait_until (is_told, shell);
  g_assert_nonnull (find_text (GTK_WIDGET (shell->window), "Show"));

  g_action_group_activate_action (G_ACTION_GROUP (shell->application), "leave-sample", NULL);
  shell_wait_until (welcomes, shell);
  foyer_window_show_toast (shell->window, "Something else", NULL, NULL);
  foyer_ui_test_settle ();
  g_signal_emit_by_name (outbox, "told", row);
  shell_wait_until (is_told, shell);
  foyer_ui_test_settle ();
  g_assert_null (find_text (GTK_WIDGET (shell->window), "Show"));
}

static void
what_was_left_is_told_and_not_shown (Shell *shell, gconstpointer data)
{
  /* Would catch: a refusal in the account that was left which is not told, or which offers to be shown in the outbox of
   * another account. */
  shell_run (shell, tell_of_left);
}

#define ADD(name, func) g_test_add ("/ui/window-outbox/" name, Shell, name, shell_set_up, func, shell_tear_down)

int
main (int argc, char *argv[])
{
  foyer_ui_test_init (&argc, &argv);
  ADD ("undo-search", undo_is_the_search_s);
  ADD ("undo-note", undo_is_the_note_s);
  ADD ("undo-form", undo_is_the_form_s);
  ADD ("undo-move", undo_is_the_pipeline_s);
  ADD ("undo-move-of-typed-in", undo_of_a_move_is_nothing_else_s);
  ADD ("left", what_was_left_is_told_and_not_shown);
  return g_test_run ();
}
