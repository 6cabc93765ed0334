/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window says of the outbox. */

#include "config.h"

#include "application-testing.h"

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
  ADD ("left", what_was_left_is_told_and_not_shown);
  return g_test_run ();
}
