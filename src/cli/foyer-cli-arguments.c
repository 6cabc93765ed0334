/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Understands a command line, by the tables of commands and options and by the lead's field table. It reads nothing and
 * asks nobody. */

#include "foyer-cli-arguments.h"

#include "foyer-error.h"

#include <glib/gi18n.h>
#include <string.h>

#define USAGE_ERROR(error, ...) g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, __VA_ARGS__)

/* Options are read as bytes, not by GOption in the locale's encoding: a script in the C locale may name a lead in
 * UTF-8, too. */
static char *
to_utf8 (const char *bytes, GError **error)
{
  char *text;

  if (g_utf8_validate (bytes, -1, NULL))
    return g_strdup (bytes);
  text = g_locale_to_utf8 (bytes, -1, NULL, NULL, NULL);
  if (text == NULL)
    USAGE_ERROR (error, _ ("An argument is not text in UTF-8"));
  return text;
}

static gboolean
parse_options (FoyerCliArguments *self, GStrv *words, GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) local_error = NULL;
  char *values[FOYER_N_CLI_OPTIONS] = { NULL };
  GOptionEntry entries[FOYER_N_CLI_OPTIONS + 1] = { 0 };
  gboolean understood;

  for (guint i = 0; i < FOYER_N_CLI_OPTIONS; i++)
    {
      const FoyerCliOptionInfo *info = foyer_cli_option_get_info (i);

      entries[i].long_name = info->name;
      entries[i].short_name = info->letter;
      entries[i].arg = info->operand != NULL ? G_OPTION_ARG_FILENAME : G_OPTION_ARG_NONE;
      entries[i].arg_data = info->operand != NULL ? (gpointer) &values[i] : (gpointer) &self->given[i];
    }
  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_help_enabled (context, FALSE);

  understood = g_option_context_parse_strv (context, words, &local_error);
  if (!understood)
    USAGE_ERROR (error, "%s", local_error->message);

  for (guint i = 0; i < FOYER_N_CLI_OPTIONS; i++)
    {
      g_autofree char *bytes = g_steal_pointer (&values[i]);
      const FoyerCliOptionInfo *info = foyer_cli_option_get_info (i);
      gint64 number;

      if (!understood || bytes == NULL)
        continue;
      self->given[i] = TRUE;
      self->texts[i] = to_utf8 (bytes, error);
      if (self->texts[i] == NULL)
        understood = FALSE;
      else if (info->is_number)
        {
          if (foyer_cli_parse_id (self->texts[i], &number) && number >= info->least && number <= info->most)
            self->numbers[i] = (int) number;
          else
            {
              USAGE_ERROR (error, _ ("--%s takes a whole number from %d to %d, not “%s”"), info->name, info->least,
                           info->most, self->texts[i]);
              understood = FALSE;
            }
        }
      else if (*self->texts[i] == '\0')
        {
          USAGE_ERROR (error, _ ("--%s is empty"), info->name);
          understood = FALSE;
        }
    }
  return understood;
}

/* Returns how many words the command takes, 0 for no command. */
static guint
find_command (FoyerCliArguments *self, const char *const *words)
{
  for (guint i = FOYER_CLI_NO_COMMAND + 1; i < FOYER_N_CLI_COMMANDS; i++)
    {
      const FoyerCliCommandInfo *info = foyer_cli_command_get_info (i);
      guint n = 0;

      while (info->words[n] != NULL && g_strcmp0 (words[n], info->words[n]) == 0)
        n++;
      if (info->words[n] == NULL)
        {
          self->command = i;
          return n;
        }
    }
  return 0;
}

static gboolean
is_first_of_several (const char *word)
{
  for (guint i = FOYER_CLI_NO_COMMAND + 1; i < FOYER_N_CLI_COMMANDS; i++)
    if (foyer_cli_command_get_info (i)->words[1] != NULL
        && g_strcmp0 (foyer_cli_command_get_info (i)->words[0], word) == 0)
      return TRUE;
  return FALSE;
}

static void
refuse_command (const char *const *words, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);
  gboolean first_is_known = is_first_of_several (words[0]);

  for (guint i = FOYER_CLI_NO_COMMAND + 1; i < FOYER_N_CLI_COMMANDS; i++)
    if (!first_is_known || g_strcmp0 (foyer_cli_command_get_info (i)->words[0], words[0]) == 0)
      {
        g_autofree char *typed = foyer_cli_command_to_words (i);
        g_string_append_printf (known, "%s%s", known->len > 0 ? C_ ("list of fields", ", ") : "", typed);
      }

  if (words[0] == NULL || (first_is_known && words[1] == NULL))
    USAGE_ERROR (error, _ ("A command is needed: %s"), known->str);
  else if (first_is_known)
    USAGE_ERROR (error, _ ("There is no command “%s %s”: %s"), words[0], words[1], known->str);
  else
    USAGE_ERROR (error, _ ("There is no command “%s”: %s"), words[0], known->str);
}

static gboolean
check_options (FoyerCliArguments *self, GError **error)
{
  for (guint i = 0; i < FOYER_N_CLI_OPTIONS; i++)
    {
      const FoyerCliOptionInfo *info = foyer_cli_option_get_info (i);
      g_autofree char *command = NULL;

      if (!self->given[i] || info->commands & FOYER_CLI_COMMAND_BIT (self->command))
        continue;
      command = foyer_cli_command_to_words (self->command);
      USAGE_ERROR (error, _ ("“%s” does not know the option --%s"), command, info->name);
      return FALSE;
    }
  if (self->given[FOYER_CLI_OPTION_ADDRESS] != self->given[FOYER_CLI_OPTION_KEY])
    {
      USAGE_ERROR (error, _ ("--address and --key are given together"));
      return FALSE;
    }
  if (self->given[FOYER_CLI_OPTION_ADDRESS] && self->given[FOYER_CLI_OPTION_ACCOUNT])
    {
      USAGE_ERROR (error, _ ("Either --account or --address and --key: not both"));
      return FALSE;
    }
  return TRUE;
}

static gboolean
parse_picklist (FoyerCliArguments *self, const char *name, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  if (name != NULL)
    self->picklist = foyer_picklist_kind_from_name (name);
  if (self->picklist != FOYER_PICKLIST_NONE)
    return TRUE;

  for (guint kind = FOYER_PICKLIST_NONE + 1; kind < FOYER_N_PICKLISTS; kind++)
    g_string_append_printf (names, "%s%s", names->len > 0 ? C_ ("list of fields", ", ") : "",
                            foyer_picklist_kind_to_name (kind));
  if (name == NULL)
    USAGE_ERROR (error, _ ("picklist needs the name of a list: %s"), names->str);
  else
    USAGE_ERROR (error, _ ("There is no list “%s”: %s"), name, names->str);
  return FALSE;
}

static gboolean
parse_assignments (FoyerCliArguments *self, const char *const *words, GError **error)
{
  for (; *words != NULL; words++)
    {
      g_autofree char *text = to_utf8 (*words, error);
      FoyerCliAssignment *assignment;

      if (text == NULL)
        return FALSE;
      assignment = foyer_cli_assignment_parse (text, error);
      if (assignment == NULL)
        return FALSE;
      g_ptr_array_add (self->assignments, assignment);
      for (guint i = 0; i + 1 < self->assignments->len; i++)
        {
          FoyerCliAssignment *earlier = self->assignments->pdata[i];

          if (!foyer_cli_assignment_is_for_same (earlier, assignment))
            continue;
          if (g_str_equal (earlier->name, assignment->name))
            USAGE_ERROR (error, _ ("“%s” is given twice"), assignment->name);
          else
            USAGE_ERROR (error, _ ("“%s” and “%s” are the same field, given twice"), earlier->name, assignment->name);
          return FALSE;
        }
    }
  if (self->assignments->len > 0)
    return TRUE;
  USAGE_ERROR (error, _ ("No field is given: FIELD=VALUE is needed"));
  return FALSE;
}

static gboolean
parse_filters (FoyerCliArguments *self, const char *const *words, GError **error)
{
  for (; *words != NULL; words++)
    {
      char *text = to_utf8 (*words, error);

      if (text == NULL)
        return FALSE;
      g_ptr_array_add (self->filters, text);
      if (strpbrk (text, "=<>") == NULL)
        {
          USAGE_ERROR (error, _ ("“%s” is not a filter: FIELD=VALUE is needed"), text);
          return FALSE;
        }
    }
  return TRUE;
}

/* A UUID, or its beginning. */
static gboolean
parse_row (FoyerCliArguments *self, const char *word, GError **error)
{
  if (word == NULL)
    {
      if (self->command == FOYER_CLI_OUTBOX_SEND)
        return TRUE;
      USAGE_ERROR (error, _ ("The ID of a change in the outbox is needed: “outbox list” shows them"));
      return FALSE;
    }
  if (strlen (word) < 4 || strspn (word, "0123456789abcdefABCDEF-") != strlen (word))
    {
      USAGE_ERROR (error, _ ("“%s” is not the ID of a change in the outbox: “outbox list” shows them"), word);
      return FALSE;
    }
  self->text = g_ascii_strdown (word, -1);
  return TRUE;
}

static gboolean
parse_operands (FoyerCliArguments *self, const char *const *words, GError **error)
{
  gboolean understood = TRUE;

  switch (self->command)
    {
    case FOYER_CLI_PICKLIST:
      understood = parse_picklist (self, words[0], error);
      if (words[0] != NULL)
        words++;
      break;
    case FOYER_CLI_LEAD_LIST:
      return parse_filters (self, words, error);
    case FOYER_CLI_OUTBOX_SEND:
    case FOYER_CLI_OUTBOX_RETRY:
    case FOYER_CLI_OUTBOX_DISCARD:
      understood = parse_row (self, words[0], error);
      if (words[0] != NULL)
        words++;
      break;
    case FOYER_CLI_LEAD_UPDATE:
    case FOYER_CLI_LEAD_SHOW:
    case FOYER_CLI_NOTE_LIST:
    case FOYER_CLI_NOTE_ADD:
      if (words[0] == NULL || !foyer_cli_parse_id (words[0], &self->id))
        {
          if (words[0] == NULL)
            USAGE_ERROR (error, _ ("The ID of a lead is needed"));
          else
            USAGE_ERROR (error, _ ("“%s” is not the ID of a lead: that is a number"), words[0]);
          return FALSE;
        }
      words++;
      if (self->command != FOYER_CLI_NOTE_ADD)
        break;
      if (words[0] == NULL)
        {
          USAGE_ERROR (error, _ ("The text of the note is needed"));
          return FALSE;
        }
      self->text = to_utf8 (words[0], error);
      understood = self->text != NULL;
      words++;
      break;
    default:
      break;
    }

  if (!understood)
    return FALSE;
  if (foyer_cli_command_get_info (self->command)->takes_fields)
    return parse_assignments (self, words, error);
  if (*words == NULL)
    return TRUE;
  USAGE_ERROR (error, _ ("“%s” is one argument too many"), *words);
  return FALSE;
}

static gboolean
parse (FoyerCliArguments *self, GError **error)
{
  g_auto (GStrv) words = g_strdupv (self->typed);
  const char *const *operands;
  guint n;

  if (!parse_options (self, &words, error))
    return FALSE;
  operands = (const char *const *) words + (words[0] != NULL ? 1 : 0);
  if (operands[0] != NULL && g_str_equal (operands[0], "--"))
    operands++;
  n = find_command (self, operands);
  if (self->given[FOYER_CLI_OPTION_HELP] || self->given[FOYER_CLI_OPTION_VERSION])
    return TRUE;
  if (n == 0)
    {
      refuse_command (operands, error);
      return FALSE;
    }
  return check_options (self, error) && parse_operands (self, operands + n, error);
}

/**
 * foyer_cli_arguments_parse:
 * @argv: the program's name and what follows it
 *
 * Options and FIELD=VALUE can stand in any order. With `--help` or `--version` nothing else need be right.
 *
 * Returns: (transfer full) (nullable): what is asked for; on a usage error `NULL` and `FOYER_ERROR_INVALID`, whose
 * message is for people, translated
 */
FoyerCliArguments *
foyer_cli_arguments_parse (const char *const *argv, GError **error)
{
  g_autoptr (FoyerCliArguments) self = g_new0 (FoyerCliArguments, 1);

  for (guint i = 0; i < FOYER_N_CLI_OPTIONS; i++)
    self->numbers[i] = -1;
  self->filters = g_ptr_array_new_with_free_func (g_free);
  self->assignments = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_cli_assignment_free);
  self->typed = g_strdupv ((char **) argv);
  if (!parse (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

static gboolean
gives (FoyerCliArguments *self, FoyerLeadField field)
{
  FoyerCliAssignment *assignment = foyer_cli_arguments_find (self, field);

  return assignment != NULL && *assignment->value != '\0';
}

/**
 * foyer_cli_arguments_read_values:
 *
 * Reads the values that stand in files, and says whether they can stand together.
 *
 * Returns: whether every value can be used; else `FOYER_ERROR_INVALID`, translated
 */
gboolean
foyer_cli_arguments_read_values (FoyerCliArguments *self, GError **error)
{
  for (guint i = 0; i < self->assignments->len; i++)
    if (!foyer_cli_assignment_read (self->assignments->pdata[i], error))
      return FALSE;
  if (gives (self, FOYER_LEAD_CONTACT) && (gives (self, FOYER_LEAD_COMPANY) || gives (self, FOYER_LEAD_LEAD_CONTACT)))
    {
      USAGE_ERROR (error, _ ("A lead belongs either to a person, “contact”, or to a company, “company” and "
                             "“lead-contact”: not to both"));
      return FALSE;
    }
  return TRUE;
}

/**
 * foyer_cli_arguments_find:
 *
 * Returns: (nullable) (transfer none): what was given for @field
 */
FoyerCliAssignment *
foyer_cli_arguments_find (FoyerCliArguments *self, FoyerLeadField field)
{
  for (guint i = 0; i < self->assignments->len; i++)
    if (((FoyerCliAssignment *) self->assignments->pdata[i])->field == field)
      return self->assignments->pdata[i];
  return NULL;
}

int
foyer_cli_arguments_get_number (FoyerCliArguments *self, FoyerCliOption option, int otherwise)
{
  return self->given[option] ? self->numbers[option] : otherwise;
}

static gboolean
needs_quotes (const char *word)
{
  if (*word == '\0')
    return TRUE;
  for (const char *p = word; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("_-./:=,+@%", *p) == NULL)
      return TRUE;
  return FALSE;
}

/**
 * foyer_cli_arguments_to_outbox_line:
 *
 * Returns: (transfer full): for a shell: what does something with a change of the same account
 */
char *
foyer_cli_arguments_to_outbox_line (FoyerCliArguments *self, FoyerCliCommand command, const char *uuid)
{
  static const FoyerCliOption account[] = { FOYER_CLI_OPTION_ADDRESS, FOYER_CLI_OPTION_KEY, FOYER_CLI_OPTION_ACCOUNT,
                                            FOYER_CLI_OPTION_REQUEST_LIFETIME };
  g_autofree char *words = foyer_cli_command_to_words (command);
  GString *line = g_string_new ("foyer-cli");

  for (guint i = 0; i < G_N_ELEMENTS (account); i++)
    if (self->given[account[i]])
      {
        g_autofree char *quoted = needs_quotes (self->texts[account[i]]) ? g_shell_quote (self->texts[account[i]])
                                                                         : g_strdup (self->texts[account[i]]);

        g_string_append_printf (line, " --%s %s", foyer_cli_option_get_info (account[i])->name, quoted);
      }
  g_string_append_printf (line, " %s %s", words, uuid);
  return g_string_free (line, FALSE);
}

/**
 * foyer_cli_arguments_to_command_line:
 *
 * Returns: (transfer full): what was typed, quoted for a shell, so that it can be repeated
 */
char *
foyer_cli_arguments_to_command_line (FoyerCliArguments *self)
{
  GString *line = g_string_new ("foyer-cli");

  for (guint i = 1; self->typed[0] != NULL && self->typed[i] != NULL; i++)
    {
      const char *word = self->typed[i];
      const char *equals = strchr (word, '=');
      gsize head = equals != NULL ? (gsize) (equals - word) + 1 : 0;
      g_autofree char *name = g_strndup (word, head);
      g_autofree char *quoted = NULL;

      /* name='Gala dinner' reads better than 'name=Gala dinner'. */
      if (!needs_quotes (word))
        g_string_append_printf (line, " %s", word);
      else if (head > 0 && !needs_quotes (name))
        {
          quoted = g_shell_quote (word + head);
          g_string_append_printf (line, " %s%s", name, quoted);
        }
      else
        {
          quoted = g_shell_quote (word);
          g_string_append_printf (line, " %s", quoted);
        }
    }
  return g_string_free (line, FALSE);
}

/**
 * foyer_cli_arguments_ask_for_json:
 *
 * For what must be known before the command line is understood, or although it cannot be.
 *
 * Returns: whether --json is among the options
 */
gboolean
foyer_cli_arguments_ask_for_json (const char *const *argv)
{
  for (guint i = 0; argv[i] != NULL && !g_str_equal (argv[i], "--"); i++)
    if (g_str_equal (argv[i], "--json"))
      return TRUE;
  return FALSE;
}

void
foyer_cli_arguments_free (FoyerCliArguments *self)
{
  for (guint i = 0; i < FOYER_N_CLI_OPTIONS; i++)
    g_free (self->texts[i]);
  g_ptr_array_unref (self->filters);
  g_free (self->text);
  g_ptr_array_unref (self->assignments);
  g_strfreev (self->typed);
  g_free (self);
}
