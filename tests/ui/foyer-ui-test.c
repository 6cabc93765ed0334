/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the widget tests share: a window, waiting, and picklists. */

#include "foyer-ui-test.h"

#include "foyer-ui.h"
#include "shell-testing.h"

/* libadwaita 1.7 tries the heading of an alert in one line first, and GTK warns of one that is too long for that. */
static gboolean
is_of_heading (const char *message)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  if (!g_str_has_prefix (message, "Trying to measure GtkLabel"))
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);

      if (shell_find (window, ADW_TYPE_ALERT_DIALOG) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* Every warning ends a test, but that one, and this: GTK 4.24 gives it on a screen without a compositing manager, once
 * in every process that opens a popover. */
static GLogWriterOutput
write_log_cb (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  for (gsize i = 0; i < n_fields; i++)
    {
      if (g_str_equal (fields[i].key, "MESSAGE") && fields[i].length < 0
          && (is_of_heading (fields[i].value)
              || g_str_equal (fields[i].value, "gdk_frame_timings_submitted() called on submitted frame.")))
        return G_LOG_WRITER_HANDLED;
    }
  return g_log_writer_default (level, fields, n_fields, user_data);
}

void
foyer_ui_test_init (int *argc, char ***argv)
{
  g_log_set_writer_func (write_log_cb, NULL, NULL);
  /* Not gtk_test_init (): it wants a locale en_US.UTF-8, which need not be there. */
  g_test_init (argc, argv, NULL);
  gtk_init ();
  adw_init ();
  foyer_ui_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

static void
slept_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

void
foyer_ui_test_wait (guint milliseconds)
{
  gboolean slept = FALSE;

  g_timeout_add_once (milliseconds, slept_cb, &slept);
  while (!slept)
    g_main_context_iteration (NULL, TRUE);
}

/* Until nothing is due any more: layout, idles, the popover's own frames. */
void
foyer_ui_test_settle (void)
{
  foyer_ui_test_wait (30);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

GtkWidget *
foyer_ui_test_window_new (GtkWidget *child, int width, int height)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  while (!gtk_widget_get_mapped (child))
    g_main_context_iteration (NULL, TRUE);
  foyer_ui_test_settle ();
  return window;
}

void
foyer_ui_test_close (GtkWidget *window)
{
  gtk_window_destroy (GTK_WINDOW (window));
  foyer_ui_test_settle ();
}

static FoyerPicklistItem *
parse_item (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 3);

  return foyer_picklist_item_new (g_ascii_strtoll (parts[0], NULL, 10), parts[1], g_ascii_strtoll (parts[2], NULL, 10),
                                  FALSE, FOYER_APPLIES_TO_ANYTHING);
}

void
foyer_ui_test_set_items (FoyerPicklists *picklists, FoyerPicklistKind kind, ...)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  va_list arguments;

  va_start (arguments, kind);
  for (const char *text = va_arg (arguments, const char *); text != NULL; text = va_arg (arguments, const char *))
    g_ptr_array_add (items, parse_item (text));
  va_end (arguments);
  foyer_picklist_update (foyer_picklists_get (picklists, kind), items);
}

FoyerPicklists *
foyer_ui_test_picklists_new (void)
{
  FoyerPicklists *picklists = foyer_picklists_new ();

  foyer_ui_test_set_items (picklists, FOYER_PICKLIST_QUALITY, "1:A-Grade:0", "2:B-Grade:0", "3:C-Grade:0", NULL);
  foyer_ui_test_set_items (picklists, FOYER_PICKLIST_STAGE, "15:Interested:0", "16:Quoted:0", "12:New:0", NULL);
  foyer_ui_test_set_items (picklists, FOYER_PICKLIST_STAGE_REASON, "151:Called:15", "152:Wrote:15",
                           "161:Price asked:16", NULL);
  foyer_ui_test_set_items (picklists, FOYER_PICKLIST_TYPE, "21:Conference:0", "22:Party:0", "23:Other:0", NULL);
  foyer_ui_test_set_items (picklists, FOYER_PICKLIST_SUBTYPE, "211:Seminar:21", "212:Congress:21", "221:Wedding:22",
                           NULL);
  foyer_ui_test_set_items (picklists, FOYER_PICKLIST_INDUSTRY, "401:Hotels:0", "405:Tourism:0", NULL);
  foyer_ui_test_set_items (picklists, FOYER_PICKLIST_SOURCE, "31:Web site:0", "32:Telephone:0", "33:Walk-in:0", NULL);
  foyer_ui_test_set_items (picklists, FOYER_PICKLIST_CHANNEL, "51:Direct:0", "52:Agency:0", NULL);
  foyer_ui_test_set_items (picklists, FOYER_PICKLIST_OWNER, "103:Mara Lind:0", "104:Tom Ek:0", NULL);
  return picklists;
}
