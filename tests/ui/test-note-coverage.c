/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of how many leads the notes are searched is told while something is searched for, and only while it is not all. */

#include "foyer-note-coverage.h"
#include "shell-testing.h"

#include "sync-testing.h"

static GtkLabel *
find_label (FoyerNoteCoverage *coverage)
{
  return GTK_LABEL (adw_bin_get_child (ADW_BIN (coverage)));
}

static gboolean
is_told (gpointer coverage)
{
  return gtk_widget_get_visible (coverage);
}

static gboolean
is_silent (gpointer coverage)
{
  return !is_told (coverage);
}

static void
refresh (Desk *desk)
{
  FoyerMirrorRefresh *mirror = foyer_session_get_refresh (desk->session);
  g_autoptr (GError) error = NULL;

  foyer_mirror_refresh_run_finish (mirror, AWAIT (foyer_mirror_refresh_run_async, mirror, FOYER_REFRESH_CHANGES),
                                   &error);
  g_assert_no_error (error);
}

/* Would catch: a person who takes it that a note is nowhere, since nothing says which notes were searched; wrong
 * numbers; a line that stays when nothing is searched for. */
static void
test_some (void)
{
  Desk desk;
  FoyerNoteCoverage *coverage = g_object_ref_sink (g_object_new (FOYER_TYPE_NOTE_COVERAGE, NULL));
  g_autoptr (GPtrArray) notes = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  desk_open (&desk);
  refresh (&desk);
  notes = foyer_session_list_notes_finish (
      desk.session, AWAIT (foyer_session_list_notes_async, desk.session, G_GINT64_CONSTANT (5), TRUE), NULL, &error);
  g_assert_no_error (error);

  foyer_note_coverage_set_session (coverage, desk.session);
  wait_for_time (600);
  g_assert_false (is_told (coverage));
  foyer_note_coverage_set_searching (coverage, TRUE);
  shell_wait_until (is_told, coverage);
  g_assert_cmpstr (gtk_label_get_label (find_label (coverage)), ==, "The notes of 1 of 250 leads are searched");
  foyer_note_coverage_set_searching (coverage, FALSE);
  g_assert_false (is_told (coverage));
  foyer_note_coverage_set_session (coverage, NULL);
  g_object_unref (coverage);
  desk_clear (&desk);
}

/* Would catch: a line that is in the way though there is nothing to tell, or that stays when the rest has come. */
static void
test_all (void)
{
  Desk desk;
  FoyerNoteCoverage *coverage = g_object_ref_sink (g_object_new (FOYER_TYPE_NOTE_COVERAGE, NULL));
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up_with_all_notes (&desk);
  desk_open (&desk);
  lead = new_person_lead (&desk, "Not covered yet");
  save_lead (&desk, lead, NULL, NULL, &error);
  g_assert_no_error (error);
  foyer_note_coverage_set_session (coverage, desk.session);
  foyer_note_coverage_set_searching (coverage, TRUE);
  shell_wait_until (is_told, coverage);
  refresh (&desk);
  shell_wait_until (is_silent, coverage);
  foyer_note_coverage_set_session (coverage, NULL);
  g_object_unref (coverage);
  desk_clear (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();
  g_test_add_func ("/ui/note-coverage/some", test_some);
  g_test_add_func ("/ui/note-coverage/all", test_all);
  return g_test_run ();
}
