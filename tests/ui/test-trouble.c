/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person sees of what goes wrong: a disk that does not take a save, a key that is refused, rows that need
 * somebody, an account that is removed with something in it. The real session and the real platform's rules are behind
 * it. */

#include "config.h"

#include "foyer-error.h"
#include "foyer-lead-page.h"
#include "foyer-lead-sidebar.h"
#include "foyer-outbox-entry.h"
#include "foyer-outbox-page.h"
#include "foyer-preferences-dialog.h"
#include "foyer-ui-test.h"
#include "outbox-testing.h"
#include "shell-testing.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>

typedef struct
{
  Desk desk;
  GtkWidget *window;
  FoyerLeadPage *page; /* borrowed: what the window shows, in some */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  desk_set_up (&fixture->desk);
  desk_open (&fixture->desk);
  refresh_picklists (&fixture->desk, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  foyer_ui_test_close (fixture->window);
  desk_clear (&fixture->desk);
}

static struct rlimit plenty;

static void
fill_disk (void)
{
  struct rlimit limit;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &plenty), ==, 0);
  limit = plenty;
  limit.rlim_cur = 4096;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
empty_disk (void)
{
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &plenty), ==, 0);
}

/* A form with all in it that the platform wants, and time to undo the save. */
static void
open_page (Fixture *fixture)
{
  g_autoptr (FoyerLead) good = new_company_lead (&fixture->desk, "Gala");
  FoyerLead *lead;

  fixture->page = foyer_lead_page_new ();
  g_object_set (fixture->page, "undo-seconds", 30, NULL);
  foyer_lead_page_set_session (fixture->page, fixture->desk.session);
  foyer_lead_page_start_new (fixture->page);
  fixture->window = foyer_ui_test_window_new (GTK_WIDGET (fixture->page), 900, 700);
  lead = foyer_lead_page_get_lead (fixture->page);
  for (guint field = 0; field < FOYER_N_LEAD_FIELDS; field++)
    if (foyer_lead_is_set (good, field))
      foyer_lead_take_field (lead, good, field);
}

/* The one that is shown. */
static AdwBanner *
find_banner (GtkWidget *root)
{
  if (ADW_IS_BANNER (root) && adw_banner_get_revealed (ADW_BANNER (root)))
    return ADW_BANNER (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      AdwBanner *banner = find_banner (child);

      if (banner != NULL)
        return banner;
    }
  return NULL;
}

static const char *
get_banner (GtkWidget *root)
{
  AdwBanner *banner = find_banner (root);

  return banner != NULL ? adw_banner_get_title (banner) : NULL;
}

static gboolean
has_banner (gpointer root)
{
  return get_banner (root) != NULL;
}

/* Would catch: leaving at once after a save taken for safe while the disk is still at it: the save is in no draft any
 * more, and nothing waits to be sent yet. */
static void
test_park_waits_for_a_save (Fixture *fixture, gconstpointer data)
{
  FoyerOutbox *outbox = outbox_of (&fixture->desk);
  GAsyncResult *parked = NULL;
  g_autoptr (GError) error = NULL;
  gpointer disk;

  open_page (fixture);
  disk = desk_hold_disk (&fixture->desk);
  foyer_lead_page_save (fixture->page, data != NULL);
  foyer_lead_page_park_async (fixture->page, NULL, got_answer_cb, &parked);
  foyer_ui_test_wait (300);
  g_assert_null (parked);
  g_assert_cmpuint (foyer_outbox_get_n_waiting (outbox), ==, 0);
  desk_release_disk (disk);
  g_assert_true (foyer_lead_page_park_finish (fixture->page, await_answer (&parked), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (foyer_outbox_get_n_waiting (outbox), ==, 1);
  foyer_lead_page_set_session (fixture->page, NULL);
}

/* Would catch: a save that the disk did not take, which is lost with the window, since nobody told whoever closes it;
 * one that is not told in the form, or after which the form is empty or cannot be saved again. */
static void
test_disk_full_at_save (Fixture *fixture, gconstpointer data)
{
  FoyerOutbox *outbox = outbox_of (&fixture->desk);
  g_autoptr (GError) error = NULL;

  open_page (fixture);
  fill_disk ();
  foyer_lead_page_save (fixture->page, FALSE);
  g_assert_false (
      foyer_lead_page_park_finish (fixture->page, AWAIT (foyer_lead_page_park_async, fixture->page), &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_DISK_FULL);
  g_clear_error (&error);
  shell_wait_until (has_banner, fixture->page);
  g_assert_cmpstr (get_banner (GTK_WIDGET (fixture->page)), ==, "The disk is full. Make some room, then try again.");
  g_assert_true (foyer_lead_page_is_dirty (fixture->page));
  g_assert_cmpstr (foyer_lead_get_text (foyer_lead_page_get_lead (fixture->page), FOYER_LEAD_NAME), ==, "Gala");
  g_assert_cmpuint (foyer_outbox_get_n_waiting (outbox), ==, 0);

  empty_disk ();
  foyer_lead_page_save (fixture->page, FALSE);
  foyer_lead_page_park_finish (fixture->page, AWAIT (foyer_lead_page_park_async, fixture->page), &error);
  g_assert_no_error (error);
  g_assert_null (get_banner (GTK_WIDGET (fixture->page)));
  g_assert_cmpuint (foyer_outbox_get_n_waiting (outbox), ==, 1);
  foyer_lead_page_set_session (fixture->page, NULL);
}

/* Would catch: a parking that was called off taken for done, or for failed, before the disk has answered: how long a
 * window waits for one is the window's. */
static void
test_park_is_called_off (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GAsyncResult *parked = NULL;
  gpointer disk;

  open_page (fixture);
  disk = desk_hold_disk (&fixture->desk);
  foyer_lead_page_save (fixture->page, FALSE);
  foyer_lead_page_park_async (fixture->page, cancellable, got_answer_cb, &parked);
  g_cancellable_cancel (cancellable);
  foyer_ui_test_wait (300);
  g_assert_null (parked);
  desk_release_disk (disk);
  g_assert_true (foyer_lead_page_park_finish (fixture->page, await_answer (&parked), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (foyer_outbox_get_n_waiting (outbox_of (&fixture->desk)), ==, 1);
  foyer_lead_page_set_session (fixture->page, NULL);
}

static guint
count_entries (GtkWidget *root)
{
  guint n = FOYER_IS_OUTBOX_ENTRY (root) && gtk_widget_get_mapped (root) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_entries (child);
  return n;
}

/* Would catch: "Needs You" showing what needed somebody when it was opened: a refusal that does not come up, one that
 * was sent after all and stays. */
static void
test_needs_you_follows (Fixture *fixture, gconstpointer data)
{
  FoyerOutboxPage *page = foyer_outbox_page_new ();
  g_autoptr (FoyerLead) lead = new_company_lead (&fixture->desk, "Gala");
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GError) error = NULL;

  fixture->window = foyer_ui_test_window_new (GTK_WIDGET (page), 700, 500);
  foyer_outbox_page_set_session (page, fixture->desk.session);
  foyer_outbox_page_show_needing_person (page, TRUE);
  row = keep (&fixture->desk, lead, NULL, 30, &error);
  g_assert_no_error (error);
  foyer_ui_test_settle ();
  g_assert_cmpuint (count_entries (GTK_WIDGET (page)), ==, 0);

  relay_set_rule (fixture->desk.relay, "addOrUpdateLead", RELAY_ANSWERS, 400,
                  "{\"errorCode\": 400, \"specificCode\": 23017, \"message\": \"'sourceId' is required\"}");
  send_now (&fixture->desk, row);
  wait_for_state (row, FOYER_OUTBOX_REJECTED);
  foyer_ui_test_settle ();
  g_assert_cmpuint (count_entries (GTK_WIDGET (page)), ==, 1);

  relay_set_rule (fixture->desk.relay, "addOrUpdateLead", RELAY_HOLDS, 0, NULL);
  send_now (&fixture->desk, row);
  wait_for_state (row, FOYER_OUTBOX_SENDING);
  foyer_ui_test_settle ();
  g_assert_cmpuint (count_entries (GTK_WIDGET (page)), ==, 0);
  foyer_outbox_page_set_session (page, NULL);
}

/* Would catch: a revoked key of which only a log knows, or a banner without a way to replace it, or that stays. */
static void
test_key_revoked (Fixture *fixture, gconstpointer data)
{
  static const char revoked[] = "{\"errorCode\": 463, \"message\": \"Key revoked\"}";
  FoyerLeadSidebar *sidebar = g_object_new (FOYER_TYPE_LEAD_SIDEBAR, NULL);
  g_autoptr (FoyerLead) lead = new_company_lead (&fixture->desk, "Gala");
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GError) error = NULL;
  AdwBanner *banner;

  fixture->window = foyer_ui_test_window_new (GTK_WIDGET (sidebar), 400, 700);
  foyer_lead_sidebar_set_session (sidebar, fixture->desk.session);
  g_assert_null (get_banner (GTK_WIDGET (sidebar)));
  relay_set_rule (fixture->desk.relay, "addOrUpdateLead", RELAY_ANSWERS, 401, revoked);
  row = keep (&fixture->desk, lead, NULL, 0, &error);
  g_assert_no_error (error);
  WAIT_UNTIL (foyer_outbox_get_is_paused (outbox_of (&fixture->desk)));
  foyer_ui_test_settle ();
  banner = find_banner (GTK_WIDGET (sidebar));
  g_assert_cmpstr (get_banner (GTK_WIDGET (sidebar)), ==,
                   "The platform no longer accepts this key and secret. 1 change waits.");
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (banner)), ==, "win.change-key");
  g_assert_cmpint (foyer_outbox_row_get_state (row), ==, FOYER_OUTBOX_QUEUED);

  relay_set_rule (fixture->desk.relay, "addOrUpdateLead", RELAY_PASSES, 0, NULL);
  foyer_session_set_secret (fixture->desk.session, FOYER_SANDBOX_DEFAULT_SECRET);
  g_assert_cmpint (wait_for_row (&fixture->desk, row, 20), ==, FOYER_OUTBOX_DELIVERED);
  foyer_ui_test_settle ();
  g_assert_null (get_banner (GTK_WIDGET (sidebar)));
  foyer_lead_sidebar_set_session (sidebar, NULL);
}

/* In a window of its own, or in the one it was asked from. */
static GtkWidget *
find_alert (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);
      GtkWidget *alert = shell_find (window, ADW_TYPE_ALERT_DIALOG);

      if (alert != NULL)
        return alert;
    }
  return NULL;
}

static gboolean
has_alert (gpointer data)
{
  return find_alert () != NULL;
}

static void
removed_cb (FoyerPreferencesDialog *dialog, guint *n)
{
  (*n)++;
}

/* Would catch: an account that is removed without a word of what is lost with it, or without being asked for. */
static void
test_account_removed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerLead) lead = new_company_lead (&fixture->desk, "Undelivered");
  g_autoptr (FoyerLead) other = new_company_lead (&fixture->desk, "Undelivered, too");
  g_autoptr (FoyerLead) typed = foyer_lead_new ();
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (FoyerOutboxRow) second = NULL;
  g_autofree char *uuid = g_uuid_string_random ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GSettings) settings = g_settings_new (FOYER_APPLICATION_ID);
  GtkWidget *dialog, *alert;
  const char *body;
  guint n_removed = 0;

  foyer_lead_set_uuid (other, uuid);
  row = keep (&fixture->desk, lead, NULL, 30, &error);
  second = keep (&fixture->desk, other, NULL, 30, &error);
  g_assert_no_error (error);
  foyer_lead_set_text (typed, FOYER_LEAD_NAME, "Typed");
  shell_keep_draft (fixture->desk.session, typed, NULL);

  fixture->window = foyer_ui_test_window_new (gtk_label_new ("x"), 700, 700);
  dialog = GTK_WIDGET (foyer_preferences_dialog_new (fixture->desk.session, settings));
  g_signal_connect (dialog, "remove", G_CALLBACK (removed_cb), &n_removed);
  adw_dialog_present (ADW_DIALOG (dialog), fixture->window);
  foyer_ui_test_settle ();
  g_signal_emit_by_name (shell_find_row (dialog, "Re_move Account…"), "activated");
  shell_wait_until (has_alert, NULL);
  alert = find_alert ();
  body = adw_alert_dialog_get_body (ADW_ALERT_DIALOG (alert));
  g_assert_nonnull (strstr (body, "2 saved changes are not on the platform yet and will be lost."));
  g_assert_nonnull (strstr (body, "1 draft was not sent and will be lost."));
  g_assert_cmpuint (n_removed, ==, 0);
  g_signal_emit_by_name (alert, "response::remove", "remove");
  g_assert_cmpuint (n_removed, ==, 1);
  adw_dialog_force_close (ADW_DIALOG (alert));
  foyer_ui_test_settle ();
}

int
main (int argc, char *argv[])
{
  foyer_ui_test_init (&argc, &argv);
#define ADD(name, func, data) g_test_add ("/ui/trouble/" name, Fixture, data, set_up, func, tear_down)
  ADD ("park-waits-for-a-save", test_park_waits_for_a_save, NULL);
  ADD ("park-waits-for-a-save-and-new", test_park_waits_for_a_save, "new");
  ADD ("park-is-called-off", test_park_is_called_off, NULL);
  ADD ("disk-full-at-save", test_disk_full_at_save, NULL);
  ADD ("needs-you-follows", test_needs_you_follows, NULL);
  ADD ("key-revoked", test_key_revoked, NULL);
  ADD ("account-removed", test_account_removed, NULL);
  return g_test_run ();
}
