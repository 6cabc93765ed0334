/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window where the desktop asks for high contrast. A program of its own: that is read once, when libadwaita begins.
 */

#include "config.h"

#include "foyer-application.h"
#include "foyer-ui-test.h"
#include "shell-testing.h"

static gboolean
has_window (gpointer data)
{
  return foyer_application_get_window (data) != NULL;
}

/* Of an empty widget of that class. */
static int
measure (GtkWidget *window, const char *style)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *widget = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  int width = 0;

  gtk_widget_add_css_class (row, "lead-row");
  gtk_widget_add_css_class (widget, style);
  gtk_box_append (GTK_BOX (row), widget);
  gtk_widget_set_parent (row, window);
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_unparent (row);
  return width;
}

static gboolean
body_cb (gpointer application)
{
  static const char *const shades[] = { "quality", "note-text", "pipeline-column", "sample-mark", "error-details" };
  GtkWidget *window, *other;

  shell_wait_until (has_window, application);
  window = GTK_WIDGET (foyer_application_get_window (application));
  other = gtk_window_new ();
  for (guint i = 0; i < G_N_ELEMENTS (shades); i++)
    g_assert_cmpint (measure (window, shades[i]), ==, measure (other, shades[i]) + 2);
  gtk_window_destroy (GTK_WINDOW (other));
  gtk_window_close (GTK_WINDOW (window));
  return G_SOURCE_REMOVE;
}

static void
shades_get_a_line (void)
{
  /* Would catch: what is only told by a shade of a few percent, for those who asked for contrast. */
  g_autofree char *data_dir = g_build_filename (g_get_home_dir (), "data", NULL);
  g_autofree char *cache_dir = g_build_filename (g_get_home_dir (), "cache", NULL);
  g_autoptr (FoyerApplication) application = foyer_application_new (data_dir, cache_dir);

  g_assert_true (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()));
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE | G_APPLICATION_HANDLES_OPEN);
  g_idle_add (body_cb, application);
  g_assert_cmpint (g_application_run (G_APPLICATION (application), 0, NULL), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_setenv ("ADW_DEBUG_HIGH_CONTRAST", "1", TRUE);
  foyer_ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/contrast/shades", shades_get_a_line);
  return g_test_run ();
}
