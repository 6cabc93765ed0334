/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Connecting an account, against a sandbox that checks every signature; and a session that lacks its secret. */

#include "foyer-check-page.h"
#include "foyer-connect-dialog.h"
#include "foyer-entry-mark.h"
#include "foyer-sandbox-thread.h"
#include "foyer-secret-dialog.h"
#include "foyer-ui-test.h"
#include "shell-testing.h"

typedef struct
{
  FoyerSandboxThread *sandbox;
  FoyerConnectDialog *dialog;
  GtkWidget *window;
  FoyerAccount *account; /* that was connected; nullable */
  char *secret;
} Fixture;

static void
connected_cb (Fixture *fixture, FoyerAccount *account, const char *secret)
{
  g_set_object (&fixture->account, account);
  g_set_str (&fixture->secret, secret);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const FoyerSandboxOptions options = FOYER_SANDBOX_OPTIONS_INIT;
  g_autoptr (GError) error = NULL;

  fixture->sandbox = foyer_sandbox_thread_new (&options);
  foyer_sandbox_thread_start (fixture->sandbox, &error);
  g_assert_no_error (error);

  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 700, 700);
  adw_window_set_content (ADW_WINDOW (fixture->window), adw_bin_new ());
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture->dialog = foyer_connect_dialog_new (NULL);
  g_signal_connect_swapped (fixture->dialog, "connected", G_CALLBACK (connected_cb), fixture);
  adw_dialog_present (ADW_DIALOG (fixture->dialog), fixture->window);
  foyer_ui_test_settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  foyer_ui_test_close (fixture->window);
  g_clear_object (&fixture->sandbox);
  g_clear_object (&fixture->account);
  g_clear_pointer (&fixture->secret, g_free);
}

static GtkWidget *
row (Fixture *fixture, const char *title)
{
  GtkWidget *found = shell_find_row (GTK_WIDGET (fixture->dialog), title);

  g_assert_nonnull (found);
  return found;
}

static GtkAccessible *
text_of (Fixture *fixture, const char *title)
{
  return GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (row (fixture, title))));
}

static void
try_to_connect (Fixture *fixture, const char *address, const char *secret)
{
  adw_combo_row_set_selected (ADW_COMBO_ROW (row (fixture, "Region of the Account")), 3);
  gtk_editable_set_text (GTK_EDITABLE (row (fixture, "Address (https://…)")), address);
  gtk_editable_set_text (GTK_EDITABLE (row (fixture, "API Key")), FOYER_SANDBOX_DEFAULT_KEY);
  gtk_editable_set_text (GTK_EDITABLE (row (fixture, "Secret")), secret);
  foyer_ui_test_settle ();
  g_signal_emit_by_name (adw_dialog_get_default_widget (ADW_DIALOG (fixture->dialog)), "clicked");
}

static gboolean
shows_an_error (gpointer data)
{
  Fixture *fixture = data;
  GtkWidget *banner = shell_find (GTK_WIDGET (fixture->dialog), ADW_TYPE_BANNER);

  return adw_banner_get_revealed (ADW_BANNER (banner));
}

static gboolean
is_checked (gpointer data)
{
  Fixture *fixture = data;
  GtkWidget *page = shell_find (GTK_WIDGET (fixture->dialog), FOYER_TYPE_CHECK_PAGE);

  return page != NULL && g_strcmp0 (adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (page)), "The Key Works") == 0;
}

static gboolean
is_connected (gpointer data)
{
  return ((Fixture *) data)->account != NULL;
}

static GtkWidget *
find_button (GtkWidget *root, const char *label)
{
  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
a_wrong_secret_is_said_where_it_was_typed (Fixture *fixture, gconstpointer data)
{
  /* Would catch: an error that leaves the form empty, marks nothing, or lets the account through. */
  try_to_connect (fixture, foyer_sandbox_thread_get_address (fixture->sandbox), "wrong");
  shell_wait_until (shows_an_error, fixture);
  g_assert_true (gtk_widget_has_css_class (row (fixture, "API Key"), "error"));
  g_assert_true (gtk_widget_has_css_class (row (fixture, "Secret"), "error"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row (fixture, "Secret"))), ==, "wrong");
  g_assert_null (fixture->account);
  gtk_test_accessible_assert_state (text_of (fixture, "Secret"), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_true (gtk_test_accessible_has_relation (text_of (fixture, "Secret"), GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE));

  gtk_editable_set_text (GTK_EDITABLE (row (fixture, "Secret")), "other");
  g_assert_false (gtk_test_accessible_has_state (text_of (fixture, "Secret"), GTK_ACCESSIBLE_STATE_INVALID));
  g_assert_false (
      gtk_test_accessible_has_relation (text_of (fixture, "Secret"), GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE));
  g_assert_false (gtk_widget_has_css_class (row (fixture, "Secret"), "error"));
  g_assert_false (shows_an_error (fixture));
}

static void
what_must_be_filled_says_so (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a grey button that does not say what it waits for. */
  static const char *const titles[] = { "Address (https://…)", "API Key", "Secret" };

  adw_combo_row_set_selected (ADW_COMBO_ROW (row (fixture, "Region of the Account")), 3);
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      GtkWidget *mark = shell_find (row (fixture, titles[i]), FOYER_TYPE_ENTRY_MARK);

      g_assert_nonnull (mark);
      gtk_test_accessible_assert_property (text_of (fixture, titles[i]), GTK_ACCESSIBLE_PROPERTY_REQUIRED, TRUE);
      g_assert_true (gtk_widget_get_visible (mark));
      gtk_editable_set_text (GTK_EDITABLE (row (fixture, titles[i])), "a");
      g_assert_false (gtk_widget_get_visible (mark));
    }
}

static void
nothing_there_is_said (Fixture *fixture, gconstpointer data)
{
  /* Would catch: an address nobody listens at that spins for ever. */
  try_to_connect (fixture, "http://127.0.0.1:9", FOYER_SANDBOX_DEFAULT_SECRET);
  shell_wait_until (shows_an_error, fixture);
  g_assert_null (fixture->account);
}

static void
what_works_is_shown_and_then_kept (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a check whose result is lost, an account that is kept before a person said so, a secret that stays in
   * the form, and a lifetime that is the one published, whatever is chosen. */
  GtkSpinButton *lifetime = GTK_SPIN_BUTTON (
      shell_find (row (fixture, "Seconds a Request Is Accepted"), GTK_TYPE_SPIN_BUTTON));

  try_to_connect (fixture, foyer_sandbox_thread_get_address (fixture->sandbox), FOYER_SANDBOX_DEFAULT_SECRET);
  shell_wait_until (is_checked, fixture);
  g_assert_null (fixture->account);
  g_assert_true (gtk_widget_get_visible (row (fixture, "You Are")));
  g_object_set (row (fixture, "You Are"), "selected", 1, NULL);
  g_assert_cmpint (gtk_spin_button_get_value_as_int (lifetime), ==, FOYER_REQUEST_LIFETIME);
  gtk_spin_button_set_value (lifetime, 420);
  foyer_ui_test_settle ();

  g_signal_emit_by_name (find_button (GTK_WIDGET (fixture->dialog), "_Start"), "clicked");
  shell_wait_until (is_connected, fixture);
  g_assert_cmpstr (fixture->secret, ==, FOYER_SANDBOX_DEFAULT_SECRET);
  g_assert_cmpstr (foyer_account_get_key (fixture->account), ==, FOYER_SANDBOX_DEFAULT_KEY);
  g_assert_cmpint (foyer_account_get_user_id (fixture->account), !=, 0);
  g_assert_cmpuint (foyer_account_get_request_lifetime (fixture->account), ==, 420);
  g_assert_true (foyer_account_get_abilities (fixture->account) & FOYER_ABILITY_LIST_LEADS);
}

static void
closing_gives_up (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a check that goes on, and connects, after its dialog was closed. */
  try_to_connect (fixture, foyer_sandbox_thread_get_address (fixture->sandbox), FOYER_SANDBOX_DEFAULT_SECRET);
  adw_dialog_force_close (ADW_DIALOG (fixture->dialog));
  foyer_ui_test_wait (300);
  g_assert_null (fixture->account);
}

static gboolean
lacks_secret (gpointer data)
{
  return foyer_session_get_trouble (data) == FOYER_TROUBLE_NO_SECRET;
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(int *) user_data = foyer_secret_dialog_ask_finish (result) ? 1 : 0;
}

static gboolean
is_answered (gpointer data)
{
  return *(int *) data != -1;
}

static void
a_secret_can_be_given_or_put_off (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a session without a secret that cannot be unlocked, and a question that cannot be put off. */
  g_autoptr (FoyerAccountManager) manager = shell_manager_new (data);
  g_autoptr (FoyerAccount) account = foyer_account_new (NULL);
  FoyerSession *session;
  AdwDialog *dialog;
  int answer = -1;

  foyer_account_set_title (account, "Locked");
  foyer_account_set_address (account, foyer_sandbox_thread_get_address (fixture->sandbox));
  foyer_account_set_key (account, FOYER_SANDBOX_DEFAULT_KEY);
  shell_change (manager, FOYER_ACCOUNT_ADD, account);
  session = foyer_account_manager_get_session (manager);
  shell_wait_until (lacks_secret, session);

  adw_dialog_force_close (ADW_DIALOG (fixture->dialog));
  foyer_ui_test_settle ();
  foyer_secret_dialog_ask_async (fixture->window, session, asked_cb, &answer);
  foyer_ui_test_settle ();
  dialog = adw_window_get_visible_dialog (ADW_WINDOW (fixture->window));
  adw_dialog_close (dialog);
  shell_wait_until (is_answered, &answer);
  g_assert_cmpint (answer, ==, 0);
  g_assert_true (lacks_secret (session));

  answer = -1;
  foyer_ui_test_settle ();
  foyer_secret_dialog_ask_async (fixture->window, session, asked_cb, &answer);
  foyer_ui_test_settle ();
  dialog = adw_window_get_visible_dialog (ADW_WINDOW (fixture->window));
  gtk_editable_set_text (GTK_EDITABLE (shell_find_row (GTK_WIDGET (dialog), "Secret")), FOYER_SANDBOX_DEFAULT_SECRET);
  g_signal_emit_by_name (adw_dialog_get_default_widget (dialog), "clicked");
  shell_wait_until (is_answered, &answer);
  g_assert_cmpint (answer, ==, 1);
  shell_refresh_leads (session);
  g_assert_cmpuint (shell_count_leads (manager), >, 0);
  shell_change (manager, FOYER_ACCOUNT_CLOSE, NULL);
}

static GtkWidget *
find_label (GtkWidget *root, const char *part)
{
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_label (GTK_LABEL (root)), part) != NULL)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label (child, part);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
every_call_is_named (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a key made by the list of the dialog that is refused at the first note, or at the first new company.
   * What else is called than what the list has, the client does not send (/client/unlisted-call). */
  static const char *const calls[] = {
    "contact addOrUpdateLead",
    "contact addOrUpdateCompany",
    "contact addOrUpdateContact",
    "contact getCompanyList",
    "contact getContactList",
    "crm addOrUpdateLeadNote",
    "crm getLeadList",
    "crm getLeadNoteList",
    "crm getLeadQualityList",
    "crm getLeadStageList",
    "crm getLeadTypeList",
    "crm getLeadSourceList",
    "crm getLeadChannelList",
    "account getIndustryList",
    "account getUserList",
    "test ping",
  };

  GtkWidget *label = find_label (GTK_WIDGET (fixture->dialog), "contact addOrUpdateLead");
  g_auto (GStrv) lines = NULL;

  g_assert_nonnull (label);
  lines = g_strsplit (gtk_label_get_label (GTK_LABEL (label)), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, G_N_ELEMENTS (calls));
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    if (!g_strv_contains ((const char *const *) lines, calls[i]))
      g_error ("%s is missing", calls[i]);
}

#define ADD(name, func) g_test_add ("/ui/connect/" name, Fixture, name, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  foyer_ui_test_init (&argc, &argv);
  ADD ("wrong-secret", a_wrong_secret_is_said_where_it_was_typed);
  ADD ("required", what_must_be_filled_says_so);
  ADD ("nobody", nothing_there_is_said);
  ADD ("calls", every_call_is_named);
  ADD ("works", what_works_is_shown_and_then_kept);
  ADD ("close", closing_gives_up);
  ADD ("secret", a_secret_can_be_given_or_put_off);
  return g_test_run ();
}
