/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parser of the command line. It would catch: an option or a field that depends on its place, a slip that is taken
 * for something else, a value that is changed on its way, a repeated line that a shell reads differently. */

#include "foyer-cli-arguments.h"

#include "foyer-error.h"

#include <glib/gstdio.h>

typedef struct
{
  const char *name;
  const char *line;  /* after "foyer-cli" */
  const char *error; /* part of what is said, NULL where it is understood */
} Case;

static const Case cases[] = {
  { "nothing", "", "A command is needed: ping, picklist, lead add, lead update, lead show, lead list" },
  { "only options", "--json", "A command is needed" },
  { "unknown command", "pong", "There is no command “pong”: ping, picklist, lead add" },
  { "half a command", "lead", "A command is needed: lead add, lead update, lead show, lead list" },
  { "unknown half", "lead remove 1", "There is no command “lead remove”: lead add" },
  { "ping", "ping", NULL },
  { "ping and more", "ping now", "“now” is one argument too many" },
  { "option before", "--address http://127.0.0.1:1 --key k ping", NULL },
  { "option after", "ping --address=http://127.0.0.1:1 --key=k", NULL },
  { "option between", "lead --json show 4", NULL },
  { "address alone", "ping --address http://127.0.0.1:1", "--address and --key are given together" },
  { "key alone", "ping --key k", "--address and --key are given together" },
  { "address and account", "ping --address http://a --key k --account b", "not both" },
  { "empty key", "ping --address http://a --key ''", "--key is empty" },
  { "unknown option", "ping --secret x", "--secret" },
  { "option of another command", "ping --limit 3", "“ping” does not know the option --limit" },
  { "wait of a read", "lead show 3 --wait 3", "“lead show” does not know the option --wait" },
  { "number", "lead list --limit 3", NULL },
  { "no number", "lead list --limit many", "--limit takes a whole number from 1 to 100000, not “many”" },
  { "zero", "lead list --limit 0", "--limit takes a whole number" },
  { "negative", "lead list --limit=-1", "--limit takes a whole number" },
  { "too much", "ping --request-lifetime 86401", "--request-lifetime takes a whole number" },
  { "search is text", "lead list --search --limit", NULL },
  { "picklist", "picklist reason --refresh", NULL },
  { "no picklist", "picklist", "needs the name of a list: quality, stage, reason" },
  { "unknown picklist", "picklist colour", "There is no list “colour”: quality" },
  { "picklist none", "picklist none", "There is no list “none”" },
  { "show", "lead show 9223372036854775807", NULL },
  { "show nothing", "lead show", "The ID of a lead is needed" },
  { "show zero", "lead show 0", "“0” is not the ID of a lead" },
  { "show beyond", "lead show 9223372036854775808", "is not the ID of a lead" },
  { "show word", "lead show first", "“first” is not the ID of a lead" },
  { "add nothing", "lead add", "No field is given" },
  { "add no value", "lead add name", "“name” is not of the form FIELD=VALUE" },
  { "add no name", "lead add =x", "“=x” is not of the form FIELD=VALUE" },
  { "add unknown", "lead add colour=red", "There is no field “colour”" },
  { "add nearly", "lead add qualty=x", "do you mean “quality”?" },
  { "add nearly, wire", "lead add qualitId=2", "do you mean “qualityId”?" },
  { "add read-only", "lead add created=now", "There is no field “created”" },
  { "add equals", "lead add name=a=b", NULL },
  { "add twice", "lead add name=a name=b", "“name” is given twice" },
  { "add twice, two names", "lead add quality=a qualityId=2", "“quality” and “qualityId” are the same field" },
  { "add both channels", "lead add channel=52 channelId=52", "are the same field" },
  { "custom field", "lead add customField.12=x customField.13=", NULL },
  { "custom field twice", "lead add customField.12=x customField.12=y", "“customField.12” is given twice" },
  { "custom field unnumbered", "lead add customField=x", "named by its number" },
  { "custom fields", "lead add customFields=x", "named by its number" },
  { "custom field zero", "lead add customField.0=x", "named by its number" },
  { "update nothing", "lead update 4", "No field is given" },
  { "update no id", "lead update name=x", "“name=x” is not the ID of a lead" },
  { "fields and options mixed", "lead update 4 name=x --wait 3 quality=B --json", NULL },
  { "after two dashes", "lead add -- name=--json", NULL },
  { "help needs nothing else", "lead add --help", NULL },
  { "help and a slip", "pong --help", NULL },
  { "version", "--version", NULL },
};

static FoyerCliArguments *
parse_line (const char *line, GError **error)
{
  g_autofree char *whole = g_strconcat ("foyer-cli ", line, NULL);
  g_auto (GStrv) argv = NULL;

  g_assert_true (g_shell_parse_argv (whole, NULL, &argv, NULL));
  return foyer_cli_arguments_parse ((const char *const *) argv, error);
}

static void
test_case (gconstpointer data)
{
  const Case *this = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerCliArguments) arguments = parse_line (this->line, &error);

  if (this->error == NULL)
    {
      g_assert_no_error (error);
      g_assert_nonnull (arguments);
      return;
    }
  g_assert_null (arguments);
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, this->error));
}

/* What was typed is what is understood, wherever it stands. */
static void
test_places (void)
{
  static const char *const lines[] = {
    "lead update 7 type=Wedding subtype=Ceremony --wait 4 --json",
    "--json lead --wait=4 update subtype=Ceremony 7 type=Wedding",
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerCliArguments) arguments = parse_line (lines[0], &error);

  g_assert_no_error (error);
  g_assert_cmpint (arguments->command, ==, FOYER_CLI_LEAD_UPDATE);
  g_assert_cmpint (arguments->id, ==, 7);
  g_assert_cmpint (foyer_cli_arguments_get_number (arguments, FOYER_CLI_OPTION_WAIT, 15), ==, 4);
  g_assert_cmpint (foyer_cli_arguments_get_number (arguments, FOYER_CLI_OPTION_LIMIT, 50), ==, 50);
  g_assert_true (arguments->given[FOYER_CLI_OPTION_JSON]);
  g_assert_cmpstr (foyer_cli_arguments_find (arguments, FOYER_LEAD_SUBTYPE)->value, ==, "Ceremony");
  g_assert_cmpstr (foyer_cli_arguments_find (arguments, FOYER_LEAD_TYPE)->value, ==, "Wedding");
  g_assert_null (foyer_cli_arguments_find (arguments, FOYER_LEAD_NAME));

  /* The ID comes first among the operands: a field in its place is told so. */
  g_clear_pointer (&arguments, foyer_cli_arguments_free);
  arguments = parse_line (lines[1], &error);
  g_assert_null (arguments);
  g_assert_nonnull (strstr (error->message, "not the ID of a lead"));
}

/* Every name of the table names its field, under the platform's name as an ID, under the short one as a title. */
static void
test_every_field (void)
{
  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    {
      const FoyerLeadFieldInfo *info = foyer_lead_field_get_info (field);

      if (info->kind == FOYER_KIND_CUSTOM)
        continue;
      for (guint i = 0; info->write_names[i] != NULL; i++)
        {
          g_autofree char *text = g_strdup_printf ("%s=12", info->write_names[i]);
          g_autoptr (GError) error = NULL;
          g_autoptr (FoyerCliAssignment) assignment = foyer_cli_assignment_parse (text, &error);

          g_assert_no_error (error);
          g_assert_cmpint (assignment->field, ==, field);
          g_assert_cmpint (assignment->takes_title, ==, g_str_equal (info->write_names[i], info->short_name));
          g_assert_true (foyer_cli_assignment_read (assignment, &error));
          g_assert_cmpint (assignment->id, ==, info->kind == FOYER_KIND_ID ? 12 : 0);
        }
      {
        g_autofree char *text = g_strdup_printf ("%s=12 Main Street", info->short_name);
        g_autoptr (GError) error = NULL;
        g_autoptr (FoyerCliAssignment) assignment = foyer_cli_assignment_parse (text, &error);

        g_assert_cmpint (assignment->field, ==, field);
        g_assert_true (assignment->takes_title);
        g_assert_true (foyer_cli_assignment_read (assignment, &error));
        g_assert_cmpint (assignment->id, ==, 0);
      }
    }
}

typedef struct
{
  const char *text;
  const char *value;
  gint64 id;
  const char *error;
} Value;

static const Value values[] = {
  { "name=", "", 0, NULL },
  { "name=@@home", "@home", 0, NULL },
  { "name=a@b", "a@b", 0, NULL },
  { "qualityId=", "", 0, NULL },
  { "qualityId=12", "12", 12, NULL },
  { "qualityId=B-Grade", NULL, 0, "“qualityId” takes an ID, which is a number; quality=TITLE takes the title" },
  { "qualityId=-2", NULL, 0, "takes an ID" },
  { "qualityId=0", NULL, 0, "takes an ID" },
  { "companyId=Harbour", NULL, 0, "company=NAME takes the name" },
  { "quality=B-Grade", "B-Grade", 0, NULL },
  { "channel=Website", "Website", 0, NULL },
  { "channel=52", "52", 52, NULL },
  { "channelId=Website", NULL, 0, "takes an ID" },
  { "customField.5=12", "12", 0, NULL },
  { "description=@/nonexistent/file", NULL, 0, "the file cannot be read" },
};

static void
test_values (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (FoyerCliAssignment) assignment = foyer_cli_assignment_parse (values[i].text, &error);

      g_test_message ("%s", values[i].text);
      g_assert_no_error (error);
      if (values[i].error != NULL)
        {
          g_assert_false (foyer_cli_assignment_read (assignment, &error));
          g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
          g_assert_nonnull (strstr (error->message, values[i].error));
          continue;
        }
      g_assert_true (foyer_cli_assignment_read (assignment, &error));
      g_assert_cmpstr (assignment->value, ==, values[i].value);
      g_assert_cmpint (assignment->id, ==, values[i].id);
    }
}

static void
check_file (const char *content, gssize length, const char *value, const char *problem)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "value", NULL);
  g_autofree char *text = g_strdup_printf ("description=@%s", path);
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerCliAssignment) assignment = NULL;

  g_assert_true (g_file_set_contents (path, content, length, NULL));
  assignment = foyer_cli_assignment_parse (text, &error);
  g_assert_no_error (error);
  g_assert_cmpint (foyer_cli_assignment_read (assignment, &error), ==, problem == NULL);
  if (problem == NULL)
    g_assert_cmpstr (assignment->value, ==, value);
  else
    g_assert_nonnull (strstr (error->message, problem));
  g_unlink (path);
}

static void
test_files (void)
{
  g_autofree char *large = g_strnfill (1024 * 1024 + 1, 'x');
  g_autofree char *largest = g_strnfill (1024 * 1024, 'x');

  check_file ("Forty guests\n", -1, "Forty guests", NULL);
  check_file ("Forty guests\r\n", -1, "Forty guests", NULL);
  check_file ("a\n\nb\n\n", -1, "a\n\nb\n", NULL);
  check_file ("@ the harbour", -1, "@ the harbour", NULL);
  check_file ("", -1, "", NULL);
  check_file (largest, -1, largest, NULL);
  check_file (large, -1, NULL, "larger than 1 MB");
  check_file ("caf\xe9", -1, NULL, "not text in UTF-8");
  check_file ("a\0b", 3, NULL, "not text in UTF-8");
}

static void
test_whom_it_belongs_to (void)
{
  static const struct
  {
    const char *line;
    gboolean understood;
  } lines[] = {
    { "lead add contact=Ann", TRUE },
    { "lead add company=7 lead-contact=13", TRUE },
    { "lead add company=7 contact=13", FALSE },
    { "lead add lead-contact=7 contactId=13", FALSE },
    { "lead update 4 company= contact=13", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (FoyerCliArguments) arguments = parse_line (lines[i].line, &error);

      g_assert_no_error (error);
      g_assert_cmpint (foyer_cli_arguments_read_values (arguments, &error), ==, lines[i].understood);
    }
}

/* What is printed back is what a shell reads again. */
static void
test_command_line (void)
{
  static const struct
  {
    const char *line, *printed;
  } lines[] = {
    { "lead add name='Gala dinner' quality=B-Grade", "foyer-cli lead add name='Gala dinner' quality=B-Grade" },
    { "lead add \"name=Ann's $HOME `x`\"", "foyer-cli lead add name='Ann'\\''s $HOME `x`'" },
    { "lead add name= description=@notes.txt", "foyer-cli lead add name= description=@notes.txt" },
    { "lead update 4 name='a\nb'", "foyer-cli lead update 4 name='a\nb'" },
    { "--address http://127.0.0.1:8080 --key 'k y' lead add name=東京",
      "foyer-cli --address http://127.0.0.1:8080 --key 'k y' lead add name='東京'" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (FoyerCliArguments) arguments = parse_line (lines[i].line, NULL);
      g_autofree char *printed = foyer_cli_arguments_to_command_line (arguments);
      g_auto (GStrv) again = NULL;

      g_assert_cmpstr (printed, ==, lines[i].printed);
      g_assert_true (g_shell_parse_argv (printed, NULL, &again, NULL));
      g_assert_cmpstrv (again, arguments->typed);
    }
}

static void
test_json_is_seen_in_a_slip (void)
{
  static const char *const slip[] = { "foyer-cli", "pong", "--json", NULL };
  static const char *const value[] = { "foyer-cli", "lead", "add", "--", "--json", NULL };

  g_assert_true (foyer_cli_arguments_ask_for_json (slip));
  g_assert_false (foyer_cli_arguments_ask_for_json (value));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/cli/arguments/", cases[i].name, NULL);
      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/cli/arguments/places", test_places);
  g_test_add_func ("/cli/arguments/every-field", test_every_field);
  g_test_add_func ("/cli/arguments/values", test_values);
  g_test_add_func ("/cli/arguments/files", test_files);
  g_test_add_func ("/cli/arguments/whom-it-belongs-to", test_whom_it_belongs_to);
  g_test_add_func ("/cli/arguments/command-line", test_command_line);
  g_test_add_func ("/cli/arguments/json-in-a-slip", test_json_is_seen_in_a_slip);
  return g_test_run ();
}
