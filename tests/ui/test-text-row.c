/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The row of the description: a text that has formatting on the platform is read, and becomes plain only when a person
 * asks for it. */

#include "foyer-lead-form.h"
#include "foyer-ui-test.h"
#include "shell-testing.h"

static const char *
get_shown_description (FoyerLeadForm *form, GtkTextView **view)
{
  static char *shown;
  GtkTextIter start, end;

  *view = GTK_TEXT_VIEW (shell_find (foyer_lead_form_get_row (form, FOYER_LEAD_DESCRIPTION), GTK_TYPE_TEXT_VIEW));
  gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (*view), &start, &end);
  g_free (shown);
  shown = gtk_text_buffer_get_text (gtk_text_view_get_buffer (*view), &start, &end, TRUE);
  return shown;
}

/* Would catch formatting that is shown as tags, is lost because a lead was opened, or cannot be had back. */
static void
test_formatted (void)
{
  static const char formatted[] = "<p>Forty <b>guests</b></p><p>Late &amp; loud</p>";
  FoyerLeadForm *form = foyer_lead_form_new ();
  FoyerLeadEdit *edit = foyer_lead_form_get_edit (form);
  GtkWidget *window = foyer_ui_test_window_new (GTK_WIDGET (form), 900, 800);
  g_autoptr (FoyerLead) lead = foyer_lead_new_from_platform (77);
  GtkWidget *row = foyer_lead_form_get_row (form, FOYER_LEAD_DESCRIPTION);
  GtkWidget *button = shell_find (row, GTK_TYPE_BUTTON);
  GtkTextView *view = NULL;

  g_assert_false (gtk_widget_get_mapped (button));
  foyer_lead_set_text (lead, FOYER_LEAD_DESCRIPTION, formatted);
  foyer_lead_edit_open (edit, lead);
  g_assert_cmpstr (get_shown_description (form, &view), ==, "Forty guests\nLate & loud");
  g_assert_false (gtk_text_view_get_editable (view));
  g_assert_cmpuint (foyer_lead_edit_get_n_changed (edit), ==, 0);
  g_assert_cmpstr (foyer_lead_get_text (foyer_lead_edit_get_lead (edit), FOYER_LEAD_DESCRIPTION), ==, formatted);

  foyer_ui_test_wait (50);
  g_assert_true (gtk_widget_get_mapped (button));
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (gtk_text_view_get_editable (view));
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (view)));
  g_assert_cmpstr (foyer_lead_get_text (foyer_lead_edit_get_lead (edit), FOYER_LEAD_DESCRIPTION), ==,
                   "Forty guests\nLate & loud");
  g_assert_cmpuint (foyer_lead_edit_get_changed (edit), ==, FOYER_FIELD_BIT (FOYER_LEAD_DESCRIPTION));
  /* What is typed is what is meant, tags and all. */
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view), "<b>Fifty</b>", -1);
  g_assert_true (gtk_text_view_get_editable (view));
  g_assert_cmpstr (foyer_lead_get_text (foyer_lead_edit_get_lead (edit), FOYER_LEAD_DESCRIPTION), ==, "<b>Fifty</b>");

  foyer_lead_edit_revert_field (edit, FOYER_LEAD_DESCRIPTION);
  g_assert_cmpstr (get_shown_description (form, &view), ==, "Forty guests\nLate & loud");
  g_assert_false (gtk_text_view_get_editable (view));
  g_assert_cmpuint (foyer_lead_edit_get_n_changed (edit), ==, 0);

  /* Formatting around nothing looks like nothing, and is not. */
  foyer_lead_set_text (lead, FOYER_LEAD_DESCRIPTION, "<p></p>");
  foyer_lead_edit_open (edit, lead);
  g_assert_false (gtk_text_view_get_editable (view));
  foyer_lead_set_text (lead, FOYER_LEAD_DESCRIPTION, "");
  foyer_lead_edit_open (edit, lead);
  g_assert_true (gtk_text_view_get_editable (view));
  foyer_lead_set_text (lead, FOYER_LEAD_DESCRIPTION, "<p></p>");
  foyer_lead_edit_open (edit, lead);
  g_assert_false (gtk_text_view_get_editable (view));

  foyer_lead_set_text (lead, FOYER_LEAD_DESCRIPTION, "From 5 < 6 to <Berlin>");
  foyer_lead_edit_open (edit, lead);
  g_assert_cmpstr (get_shown_description (form, &view), ==, "From 5 < 6 to <Berlin>");
  g_assert_true (gtk_text_view_get_editable (view));
  foyer_ui_test_close (window);
}

int
main (int argc, char *argv[])
{
  foyer_ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/text-row/formatted", test_formatted);
  return g_test_run ();
}
