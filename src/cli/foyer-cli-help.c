/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The help, made from the tables: commands, options, and the lead's fields. */

#include "foyer-cli-help.h"

#include "foyer-cli-problem.h"
#include "foyer-cli-table.h"

#include <glib/gi18n.h>
#include <string.h>

static char *
option_syntax (FoyerCliOption option)
{
  const FoyerCliOptionInfo *info = foyer_cli_option_get_info (option);
  g_autofree char *letter = info->letter != 0 ? g_strdup_printf ("-%c, ", info->letter) : g_strdup ("");

  return g_strdup_printf ("%s--%s%s%s", letter, info->name, info->operand != NULL ? " " : "",
                          info->operand != NULL ? info->operand : "");
}

static void
append_table (GString *help, const char *heading, FoyerCliTable *table)
{
  g_autofree char *text = foyer_cli_table_to_text (table, 0);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_string_append_printf (help, "\n%s\n", heading);
  for (guint i = 0; *lines[i] != '\0'; i++)
    g_string_append_printf (help, "  %s\n", lines[i]);
}

static void
append_commands (GString *help)
{
  g_autoptr (FoyerCliTable) table = foyer_cli_table_new (2);

  for (guint i = FOYER_CLI_NO_COMMAND + 1; i < FOYER_N_CLI_COMMANDS; i++)
    {
      const FoyerCliCommandInfo *info = foyer_cli_command_get_info (i);
      g_autofree char *words = foyer_cli_command_to_words (i);
      g_autofree char *syntax = g_strdup_printf ("%s%s%s", words, info->operands != NULL ? " " : "",
                                                 info->operands != NULL ? info->operands : "");

      foyer_cli_table_add (table, syntax, _ (info->summary), NULL);
    }
  /* Translators: a heading of the command line’s help */
  append_table (help, _ ("Commands:"), table);
}

static void
append_options (GString *help, FoyerCliCommand command)
{
  g_autoptr (FoyerCliTable) table = foyer_cli_table_new (2);

  for (guint i = 0; i < FOYER_N_CLI_OPTIONS; i++)
    {
      const FoyerCliOptionInfo *info = foyer_cli_option_get_info (i);
      g_autofree char *syntax = option_syntax (i);

      if (command == FOYER_CLI_NO_COMMAND || info->commands & FOYER_CLI_COMMAND_BIT (command))
        foyer_cli_table_add (table, syntax, _ (info->summary), NULL);
    }
  /* Translators: a heading of the command line’s help */
  append_table (help, _ ("Options:"), table);
}

/* When the field must be given, "" for never. */
static const char *
say_required (const FoyerLeadFieldInfo *info)
{
  switch (info->required)
    {
    case FOYER_REQUIRED_TO_ADD:
      return C_ ("when a field is required", "to add");
    case FOYER_REQUIRED_TO_ADD_FOR_PERSON:
      return C_ ("when a field is required", "to add, for a person");
    case FOYER_REQUIRED_TO_ADD_WHERE_IT_APPLIES:
      if (info->applies == FOYER_APPLIES_FOR_COMPANY)
        return C_ ("when a field is required", "to add, for a company");
      if (info->applies == FOYER_APPLIES_FOR_PERSON)
        return C_ ("when a field is required", "to add, for a person");
      return C_ ("when a field is required", "to add, where there are any");
    case FOYER_REQUIRED_NEVER:
    default:
      return "";
    }
}

static char *
wire_names (const FoyerLeadFieldInfo *info)
{
  return g_strjoinv (", ", (char **) info->write_names);
}

static char *
short_name (const FoyerLeadFieldInfo *info)
{
  return g_strdup_printf (info->kind == FOYER_KIND_CUSTOM ? "%s.N" : "%s", info->short_name);
}

static void
append_fields (GString *help)
{
  g_autoptr (FoyerCliTable) table = foyer_cli_table_new (4);

  foyer_cli_table_add (table, C_ ("column", "Short name"), C_ ("column", "The platform's name"), C_ ("column", "Field"),
                       C_ ("column", "Required"), NULL);
  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    {
      const FoyerLeadFieldInfo *info = foyer_lead_field_get_info (field);
      g_autofree char *name = short_name (info);
      g_autofree char *names = wire_names (info);

      foyer_cli_table_add (table, name, names, foyer_cli_field_get_label (field), say_required (info), NULL);
    }
  /* Translators: a heading of the command line’s help: the fields of a lead */
  append_table (help, _ ("Fields:"), table);
  g_string_append_printf (
      help, "\n%s\n",
      _ ("FIELD is a name of either column. Under the short name the value may be a title (quality=B-Grade) or a name\n"
         "(company='Harbour Hotel'), under the platform's name it is an ID (qualityId=2). Nothing after the = empties "
         "the field.\n"
         "@FILE reads the value from a file; @@ stands for one @ at its beginning."));
}

static void
append_exit_status (GString *help)
{
  g_autoptr (FoyerCliTable) table = foyer_cli_table_new (2);

  /* Translators: what the exit status 0 means, in the command line’s help */
  foyer_cli_table_add (table, "0", _ ("done"), NULL);
  foyer_cli_table_add (table, "1", _ ("refused, by the rules or by the platform"), NULL);
  foyer_cli_table_add (table, "2", _ ("not understood: the command line is wrong"), NULL);
  foyer_cli_table_add (table, "3", _ ("not delivered, or not known to be; a lead is kept"), NULL);
  foyer_cli_table_add (table, "4", _ ("not authorized: the key, the secret or a permission is missing"), NULL);
  /* Translators: a heading of the command line’s help: the number a program ends with */
  append_table (help, _ ("Exit status:"), table);
}

/**
 * foyer_cli_help:
 * @command: the command to help with, `FOYER_CLI_NO_COMMAND` for all
 *
 * Returns: (transfer full): the help, translated
 */
char *
foyer_cli_help (FoyerCliCommand command)
{
  GString *help = g_string_new (NULL);
  /* Translators: a heading of the command line’s help; how a command is typed comes after it */
  const char *usage = _ ("Usage:");

  if (command == FOYER_CLI_NO_COMMAND)
    {
      g_string_append_printf (
          help, "%s foyer-cli %s\n", usage,
          /* Translators: how the program is called, in the command line’s help; what is typed there is in capitals */
          _ ("[OPTION...] COMMAND"));
      g_string_append_printf (help, "%s\n", _ ("Leads on the platform, from the command line."));
      append_commands (help);
    }
  else
    {
      const FoyerCliCommandInfo *info = foyer_cli_command_get_info (command);
      g_autofree char *words = foyer_cli_command_to_words (command);

      g_string_append_printf (
          help, "%s foyer-cli %s%s%s %s\n", usage, words, info->operands != NULL ? " " : "",
          /* Translators: how a command is called, in the command line’s help; what is typed there is in capitals */
          info->operands != NULL ? info->operands : "", _ ("[OPTION...]"));
      g_string_append_printf (help, "%s\n", _ (info->summary));
    }
  if (command == FOYER_CLI_NO_COMMAND || foyer_cli_command_get_info (command)->takes_fields)
    append_fields (help);
  if (command == FOYER_CLI_PICKLIST)
    {
      /* Translators: a heading of the command line’s help: the lists whose items can be chosen, such as the stages */
      g_string_append_printf (help, "\n%s", _ ("Lists:"));
      for (guint kind = FOYER_PICKLIST_NONE + 1; kind < FOYER_N_PICKLISTS; kind++)
        g_string_append_printf (help, " %s", foyer_picklist_kind_to_name (kind));
      g_string_append_c (help, '\n');
    }
  append_options (help, command);
  if (command == FOYER_CLI_NO_COMMAND)
    append_exit_status (help);
  return g_string_free (help, FALSE);
}
