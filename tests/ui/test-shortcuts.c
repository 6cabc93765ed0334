/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys, as they are explained. */

#include "config.h"

#include "application-testing.h"
#include "shell-testing.h"

static gboolean
shows (GtkWidget *root, const char *text)
{
  if (GTK_IS_LABEL (root) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (root)), text) == 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (shows (child, text))
      return TRUE;
  return FALSE;
}

static gboolean
is_shown_anywhere (const char *text)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *window = windows; window != NULL; window = window->next)
    if (shows (window->data, text))
      return TRUE;
  return FALSE;
}

static void
look_up_texts (Shell *shell)
{
  /* Would catch: a key that does something and that nobody is told of, and a second key of the same that is left out.
   */
  static const char *const texts[] = {
    "Discard a change in the outbox",
    "Delete",
    "Choose nothing in a list of choices",
    "BackSpace",
    "Main Menu",
    "F10",
    "Show suggestions",
    "↓",
    "Refresh",
    "F5",
    "R",
    "Undo the newest save",
  };
  GtkWidget *dialog;

  g_action_group_activate_action (G_ACTION_GROUP (shell->application), "shortcuts", NULL);
  foyer_ui_test_settle ();
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (!is_shown_anywhere (texts[i]))
        g_error ("%s is not explained", texts[i]);
    }
  g_assert_false (is_shown_anywhere ("KP Enter"));
  /* Since libadwaita 1.8 it is a dialog inside of the window, which does not close below it. */
  dialog = shell_find_dialog (ADW_TYPE_DIALOG);
  if (dialog != NULL)
    adw_dialog_force_close (ADW_DIALOG (dialog));
}

static void
keys_are_explained (Shell *shell, gconstpointer data)
{
  /* Would catch: a key that does something and that nobody is told of, and a second key of the same that is left out.
   */
  shell_run (shell, look_up_texts);
}

int
main (int argc, char *argv[])
{
  foyer_ui_test_init (&argc, &argv);
  g_test_add ("/ui/shortcuts/explained", Shell, "shortcuts", shell_set_up, keys_are_explained, shell_tear_down);
  return g_test_run ();
}
