/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long until the first painted frame, and how much memory then: of Foyer with an account, of the same widgets from
 * the same .ui files with no session, and of an empty window of libadwaita. The first argument of the environment is
 * when the process was started.
 *
 * bench-window prepare DIRECTORY ADDRESS   makes an account whose platform is at ADDRESS
 * bench-window foyer|tree|empty DIRECTORY  prints milliseconds to the first frame, KiB of PSS after it settled, and
 *                                          milliseconds of the processor until the first frame, of this thread and of
 *                                          all */

#include "config.h"
#include "foyer-accounts.h"
#include "foyer-application.h"
#include "foyer-ui.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define SETTLE_MS 1500

static double first_frame_ms, thread_ms, process_ms;

static double
clock_ms (clockid_t clock)
{
  struct timespec time;

  clock_gettime (clock, &time);
  return (double) time.tv_sec * 1000 + (double) time.tv_nsec / 1e6;
}

static gint64
started_us (void)
{
  const char *text = g_getenv ("BENCH_STARTED_US");

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : g_get_monotonic_time ();
}

static long
pss_kib (void)
{
  g_autofree char *rollup = NULL;
  const char *line = NULL;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &rollup, NULL, NULL))
    return 0;
  line = strstr (rollup, "\nPss:");
  return line != NULL ? strtol (line + strlen ("\nPss:"), NULL, 10) : 0;
}

static gboolean
settled_cb (gpointer user_data)
{
  g_print ("%.1f %ld %.1f %.1f\n", first_frame_ms, pss_kib (), thread_ms, process_ms);
  exit (0);
}

static void
painted_cb (GdkFrameClock *clock, gpointer user_data)
{
  if (first_frame_ms > 0)
    return;
  first_frame_ms = (double) (g_get_monotonic_time () - started_us ()) / 1000;
  thread_ms = clock_ms (CLOCK_THREAD_CPUTIME_ID);
  process_ms = clock_ms (CLOCK_PROCESS_CPUTIME_ID);
  g_timeout_add (SETTLE_MS, settled_cb, NULL);
}

static void
realized_cb (GtkWidget *widget, gpointer user_data)
{
  g_signal_connect (gtk_widget_get_frame_clock (widget), "after-paint", G_CALLBACK (painted_cb), NULL);
}

static void
window_added_cb (GtkApplication *application, GtkWindow *window, gpointer user_data)
{
  g_signal_connect (window, "realize", G_CALLBACK (realized_cb), NULL);
}

static void
activate_cb (GApplication *application, gpointer show_tree)
{
  GtkWidget *window = NULL;

  if (GPOINTER_TO_INT (show_tree))
    {
      g_autoptr (GSettings) settings = g_settings_new (FOYER_APPLICATION_ID);
      g_autoptr (FoyerAccountManager) manager = foyer_account_manager_new ("/nonexistent", "/nonexistent");

      window = GTK_WIDGET (foyer_window_new (GTK_APPLICATION (application), manager, settings));
    }
  else
    {
      GtkWidget *view = adw_toolbar_view_new ();

      window = adw_application_window_new (GTK_APPLICATION (application));
      adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
      adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), view);
      gtk_window_set_default_size (GTK_WINDOW (window), 1000, 700);
    }
  gtk_window_present (GTK_WINDOW (window));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!foyer_accounts_save_finish (FOYER_ACCOUNTS (source), result, NULL, &error))
    g_error ("The account was not kept: %s", error->message);
  g_main_loop_quit (user_data);
}

static void
prepare (const char *data_dir, const char *cache_dir, const char *address)
{
  g_autoptr (FoyerAccounts) accounts = foyer_accounts_new (data_dir, cache_dir);
  g_autoptr (FoyerAccount) account = foyer_account_new (NULL);
  g_autoptr (GSettings) settings = g_settings_new (FOYER_APPLICATION_ID);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  foyer_account_set_title (account, "Bench");
  foyer_account_set_address (account, address);
  foyer_account_set_key (account, "sample");
  foyer_accounts_save_async (accounts, account, "sample-secret", NULL, saved_cb, loop);
  g_main_loop_run (loop);
  g_settings_set_string (settings, "last-account", foyer_account_get_uuid (account));
  g_settings_sync ();
}

int
main (int argc, char *argv[])
{
  g_autoptr (GtkApplication) application = NULL;
  g_autofree char *data_dir = NULL;
  g_autofree char *cache_dir = NULL;

  if (argc < 3)
    g_error ("bench-window prepare DIRECTORY ADDRESS, or foyer|tree|empty DIRECTORY");
  data_dir = g_build_filename (argv[2], "data", NULL);
  cache_dir = g_build_filename (argv[2], "cache", NULL);

  if (g_str_equal (argv[1], "prepare"))
    {
      prepare (data_dir, cache_dir, argv[3]);
      return 0;
    }
  if (g_str_equal (argv[1], "foyer"))
    application = GTK_APPLICATION (foyer_application_new (data_dir, cache_dir));
  else
    {
      gboolean tree = g_str_equal (argv[1], "tree");

      if (tree)
        foyer_ui_init ();
      application = GTK_APPLICATION (adw_application_new (FOYER_APPLICATION_ID, G_APPLICATION_NON_UNIQUE));
      g_signal_connect (application, "activate", G_CALLBACK (activate_cb), GINT_TO_POINTER (tree));
    }
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), NULL);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
