/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is printed, and which account is chosen. It would catch: columns that do not line up or leave the terminal, a
 * server's text that commands the terminal, an account's folder that changes between calls, a suggestion that helps
 * nobody. */

#include "foyer-cli-account.h"
#include "foyer-cli-help.h"
#include "foyer-cli-manual.h"
#include "foyer-cli-near.h"
#include "foyer-cli-table.h"
#include "foyer-error.h"
#include "foyer-lead-fields.h"

#include <string.h>

static void
test_columns (void)
{
  g_autoptr (FoyerCliTable) table = foyer_cli_table_new (3);
  g_autofree char *text = NULL;

  foyer_cli_table_align_right (table, 0);
  foyer_cli_table_add (table, "1", "Gala", "New", NULL);
  foyer_cli_table_add (table, "1200", "東京", "Łódź", NULL);
  foyer_cli_table_add (table, "3", "e\xcc\x81t\xc3\xa9", NULL);
  text = foyer_cli_table_to_text (table, 0);
  g_assert_cmpstr (text, ==, "   1  Gala  New\n1200  東京  Łódź\n   3  été\n");
}

static void
test_narrow (void)
{
  static const guint widths[] = { 200, 60, 44, 30 };
  const char *name = "A wedding reception with an unusually long name, by the harbour";

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autoptr (FoyerCliTable) table = foyer_cli_table_new (3);
      g_autofree char *text = NULL;

      foyer_cli_table_add (table, "12", name, "Interested in a date", NULL);
      text = foyer_cli_table_to_text (table, widths[i]);
      g_assert_true (g_utf8_validate (text, -1, NULL));
      g_assert_cmpuint (foyer_cli_text_width (text) - 1, <=, widths[i]);
      g_assert_true (g_str_has_prefix (text, "12  A wedd"));
      g_assert_cmpint (strstr (text, "…") != NULL, ==, widths[i] < 90);
    }
}

/* A lead's name is not a command to the terminal. */
static void
test_hostile_cells (void)
{
  g_autoptr (FoyerCliTable) table = foyer_cli_table_new (1);
  g_autofree char *text = NULL;

  foyer_cli_table_add (table,
                       "a\x1b]0;title\x07\x1b[2Jb\nc\xc2\x9b"
                       "31m",
                       NULL);
  text = foyer_cli_table_to_text (table, 0);
  g_assert_cmpstr (text, ==, "a]0;title[2Jb c31m\n");
}

static void
check_near (const char *typed, const char *expected)
{
  static const char *const titles[] = { "A-Grade", "B-Grade", "C-Grade", "Wedding", "Wedding reception", "Éclair", "" };
  g_autoptr (GPtrArray) candidates = g_ptr_array_new ();
  g_autoptr (GPtrArray) near = NULL;
  g_autofree char *joined = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    g_ptr_array_add (candidates, (gpointer) titles[i]);
  near = foyer_cli_near (typed, candidates, 3);
  g_ptr_array_add (near, NULL);
  joined = g_strjoinv (",", (char **) near->pdata);
  g_assert_cmpstr (joined, ==, expected);
}

static void
test_near (void)
{
  check_near ("b-grad", "B-Grade,A-Grade,C-Grade");
  check_near ("B Grade", "B-Grade,A-Grade,C-Grade");
  check_near ("weding", "Wedding");
  check_near ("WEDDING", "Wedding,Wedding reception");
  check_near ("eclair", "Éclair");
  check_near ("holiday", "");
  check_near ("", "");
}

static void
test_account_folder (void)
{
  g_autofree char *uuid = foyer_cli_account_uuid_for ("https://api.example.com", "key");
  g_autofree char *other_key = foyer_cli_account_uuid_for ("https://api.example.com", "key2");
  g_autofree char *other_address = foyer_cli_account_uuid_for ("https://api.example.org", "key");
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  static const char *const spellings[] = { "https://api.example.com", "HTTPS://API.example.com/",
                                           "https://api.example.com:443//" };

  g_assert_true (g_uuid_string_is_valid (uuid));
  g_assert_true (uuid[14] == '5');
  /* As it was in the first release: another one would lose what is kept. */
  g_assert_cmpstr (uuid, ==, "27a71697-fd98-55e2-bf78-eddc9fee6064");
  g_assert_cmpstr (uuid, !=, other_key);
  g_assert_cmpstr (uuid, !=, other_address);

  for (guint i = 0; i < G_N_ELEMENTS (spellings); i++)
    {
      g_autoptr (FoyerAccount) account = foyer_cli_account_for_address (none, spellings[i], "key", NULL);

      g_assert_cmpstr (foyer_account_get_uuid (account), ==, uuid);
      g_assert_cmpstr (foyer_account_get_address (account), ==, "https://api.example.com");
    }
}

static FoyerAccount *
add_account (GPtrArray *accounts, const char *uuid, const char *title, gboolean is_sample)
{
  FoyerAccount *account = foyer_account_new (uuid);

  foyer_account_set_title (account, title);
  foyer_account_set_address (account, "https://api.example.com/");
  foyer_account_set_key (account, title);
  foyer_account_set_is_sample (account, is_sample);
  g_ptr_array_add (accounts, account);
  return account;
}

static void
check_choice (GPtrArray *accounts, const char *wanted, FoyerAccount *expected, const char *problem)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerAccount) account = foyer_cli_account_choose (accounts, wanted, &error);

  g_assert_true (account == expected);
  if (problem != NULL)
    {
      g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, problem));
    }
}

static void
test_account_choice (void)
{
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (FoyerAccount) found = NULL;
  FoyerAccount *sample, *hotel, *resort;

  check_choice (accounts, NULL, NULL, "No account is saved");
  check_choice (accounts, "Hotel", NULL, "There is no account “Hotel”, nor any other");
  sample = add_account (accounts, "00000000-0000-4000-8000-000000000001", "Sample data", TRUE);
  check_choice (accounts, NULL, NULL, "No account is saved");
  check_choice (accounts, "sample data", sample, NULL);
  hotel = add_account (accounts, "00000000-0000-4000-8000-000000000002", "Hôtel", FALSE);
  check_choice (accounts, NULL, hotel, NULL);
  resort = add_account (accounts, "00000000-0000-4000-8000-000000000003", "Resort", FALSE);
  check_choice (accounts, NULL, NULL, "00000000-0000-4000-8000-000000000003  Resort");
  check_choice (accounts, "HOTEL", hotel, NULL);
  check_choice (accounts, "00000000-0000-4000-8000-000000000003", resort, NULL);
  check_choice (accounts, "Lodge", NULL, "There is no account “Lodge”; there are:");
  add_account (accounts, "00000000-0000-4000-8000-000000000004", "Resort", FALSE);
  check_choice (accounts, "Resort", NULL, "say which by its UUID");

  /* Address and key of a saved account are that account. */
  found = foyer_cli_account_for_address (accounts, "https://API.example.com", "Hôtel", NULL);
  g_assert_true (found == hotel);
}

static void
test_help_names_every_field (void)
{
  static const FoyerCliCommand commands[] = { FOYER_CLI_NO_COMMAND, FOYER_CLI_LEAD_ADD, FOYER_CLI_LEAD_UPDATE };
  g_autofree char *manual = foyer_cli_manual_fields ();
  g_autofree char *completion = foyer_cli_bash_completion ();

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *help = foyer_cli_help (commands[i]);

      for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
        {
          const FoyerLeadFieldInfo *info = foyer_lead_field_get_info (field);

          g_assert_nonnull (strstr (help, info->short_name));
          g_assert_nonnull (strstr (completion, info->short_name));
          g_assert_nonnull (strstr (help, info->label));
          g_assert_nonnull (strstr (manual, info->label));
          for (guint n = 0; info->write_names[n] != NULL; n++)
            g_assert_nonnull (strstr (help, info->write_names[n]));
        }
      for (guint option = 0; option < FOYER_N_CLI_OPTIONS; option++)
        if (foyer_cli_option_get_info (option)->commands & FOYER_CLI_COMMAND_BIT (commands[i]))
          g_assert_nonnull (strstr (help, foyer_cli_option_get_info (option)->name));
      for (const char *line = help; *line != '\0';)
        {
          const char *end = strchr (line, '\n');
          g_autofree char *one = g_strndup (line, end - line);

          g_assert_cmpuint (foyer_cli_text_width (one), <=, 132);
          line = end + 1;
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/table/columns", test_columns);
  g_test_add_func ("/cli/table/narrow", test_narrow);
  g_test_add_func ("/cli/table/hostile-cells", test_hostile_cells);
  g_test_add_func ("/cli/near", test_near);
  g_test_add_func ("/cli/account/folder", test_account_folder);
  g_test_add_func ("/cli/account/choice", test_account_choice);
  g_test_add_func ("/cli/help/names-every-field", test_help_names_every_field);
  return g_test_run ();
}
