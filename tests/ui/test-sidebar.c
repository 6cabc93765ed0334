/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The left pane: its menu, and what it says of the account. */

#include "foyer-announce.h"
#include "foyer-lead-sidebar.h"
#include "foyer-session-mirror.h"
#include "foyer-ui-test.h"
#include "shell-testing.h"
#include "sync-testing.h"

static FoyerLeadSidebar *
sidebar_new (void)
{
  return g_object_ref_sink (g_object_new (FOYER_TYPE_LEAD_SIDEBAR, NULL));
}

/* Every label of the menu, with what it is in. */
static void
collect_labels (GMenuModel *model, GPtrArray *labels)
{
  for (int i = 0; i < g_menu_model_get_n_items (model); i++)
    {
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (model, i, G_MENU_LINK_SECTION);
      char *label = NULL;

      if (g_menu_model_get_item_attribute (model, i, G_MENU_ATTRIBUTE_LABEL, "s", &label))
        g_ptr_array_add (labels, label);
      if (section != NULL)
        collect_labels (section, labels);
    }
}

static GPtrArray *
list_labels (FoyerLeadSidebar *sidebar)
{
  GPtrArray *labels = g_ptr_array_new_with_free_func (g_free);
  GtkWidget *button = shell_find (GTK_WIDGET (sidebar), GTK_TYPE_MENU_BUTTON);

  collect_labels (gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (button)), labels);
  return labels;
}

static void
test_mnemonics (void)
{
  /* Would catch: a letter that two items of the main menu have, so that it only goes to and fro between them. */
  g_autoptr (FoyerLeadSidebar) sidebar = sidebar_new ();
  g_autoptr (GPtrArray) labels = list_labels (sidebar);
  gboolean used[128] = { FALSE };

  g_assert_cmpuint (labels->len, >, 8);
  for (guint i = 0; i < labels->len; i++)
    {
      const char *mark = strchr (labels->pdata[i], '_');
      int letter;

      g_assert_nonnull (mark);
      letter = g_ascii_tolower (mark[1]);
      g_test_message ("%s", (const char *) labels->pdata[i]);
      g_assert_cmpint (letter, >, 0);
      g_assert_false (used[letter]);
      used[letter] = TRUE;
    }
}

static void
test_account_titles (void)
{
  /* Would catch: an account whose name lacks its underscores in the menu, and has a mnemonic instead. */
  g_autoptr (FoyerLeadSidebar) sidebar = sidebar_new ();
  g_autoptr (GListStore) accounts = g_list_store_new (FOYER_TYPE_ACCOUNT);
  g_autoptr (GPtrArray) labels = NULL;
  const char *const titles[] = { "north_hotels_2", "South" };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autoptr (FoyerAccount) account = foyer_account_new (NULL);

      foyer_account_set_title (account, titles[i]);
      g_list_store_append (accounts, account);
    }
  foyer_lead_sidebar_set_accounts (sidebar, G_LIST_MODEL (accounts));
  labels = list_labels (sidebar);
  g_assert_cmpstr (labels->pdata[0], ==, "north__hotels__2");
  g_assert_cmpstr (labels->pdata[1], ==, "South");
}

static gboolean
is_offline (gpointer data)
{
  return foyer_session_get_trouble (((Desk *) data)->session) == FOYER_TROUBLE_OFFLINE;
}

static gboolean
is_unauthorized (gpointer data)
{
  return foyer_session_get_trouble (((Desk *) data)->session) == FOYER_TROUBLE_UNAUTHORIZED;
}

static void
assert_announced (FoyerLeadSidebar *sidebar, const char *beginning)
{
  const char *said = foyer_announce_get_last (GTK_WIDGET (sidebar));

  g_test_message ("%s", said);
  g_assert_true (said != NULL && g_str_has_prefix (said, beginning));
}

static void
test_banner (void)
{
  /* Would catch: a key that is refused while the network was away before, and whoever does not see the banner is not
   * told. */
  Desk desk;
  g_autoptr (FoyerLeadSidebar) sidebar = sidebar_new ();

  desk_set_up (&desk);
  desk_open (&desk);
  foyer_lead_sidebar_set_session (sidebar, desk.session);
  g_assert_null (foyer_announce_get_last (GTK_WIDGET (sidebar)));
  relay_set_listens (desk.relay, FALSE);
  refresh_picklists (&desk, NULL);
  shell_wait_until (is_offline, &desk);
  assert_announced (sidebar, "Working offline.");

  relay_set_listens (desk.relay, TRUE);
  relay_set_rule (desk.relay, NULL, RELAY_ANSWERS, 401, "{\"errorCode\":401,\"message\":\"No\"}");
  refresh_picklists (&desk, NULL);
  shell_wait_until (is_unauthorized, &desk);
  assert_announced (sidebar, "The platform no longer accepts this key and secret.");
  foyer_lead_sidebar_set_session (sidebar, NULL);
  desk_clear (&desk);
}

int
main (int argc, char *argv[])
{
  foyer_ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/sidebar/mnemonics", test_mnemonics);
  g_test_add_func ("/ui/sidebar/account-titles", test_account_titles);
  g_test_add_func ("/ui/sidebar/banner", test_banner);
  return g_test_run ();
}
