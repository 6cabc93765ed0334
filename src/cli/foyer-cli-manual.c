/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is made from the tables while Foyer is built: parts of the manual page, and what a shell offers. In English: the
 * page is translated as a whole or not at all. */

#include "foyer-cli-manual.h"

#include "foyer-cli-commands.h"
#include "foyer-lead-fields.h"
#include "foyer-lead-query.h"

static void
append_escaped (GString *page, const char *text)
{
  for (; *text != '\0'; text++)
    if (*text == '-')
      g_string_append (page, "\\-");
    else if (*text == '\\')
      g_string_append (page, "\\e");
    else
      g_string_append_c (page, *text);
}

/**
 * foyer_cli_manual_commands:
 *
 * Returns: (transfer full): the commands, as roff
 */
char *
foyer_cli_manual_commands (void)
{
  GString *page = g_string_new (NULL);

  for (guint i = FOYER_CLI_NO_COMMAND + 1; i < FOYER_N_CLI_COMMANDS; i++)
    {
      const FoyerCliCommandInfo *info = foyer_cli_command_get_info (i);
      g_autofree char *words = foyer_cli_command_to_words (i);

      g_string_append_printf (page, ".TP\n.B %s", words);
      if (info->operands != NULL)
        g_string_append_printf (page, " \\fI%s\\fR", info->operands);
      g_string_append_c (page, '\n');
      append_escaped (page, info->summary);
      g_string_append (page, ".\n");
      for (guint kind = FOYER_PICKLIST_NONE + 1; i == FOYER_CLI_PICKLIST && kind < FOYER_N_PICKLISTS; kind++)
        g_string_append_printf (page, "\\fB%s\\fR%s\n", foyer_picklist_kind_to_name (kind),
                                kind + 1 < FOYER_N_PICKLISTS ? "," : ".");
    }
  return g_string_free (page, FALSE);
}

/**
 * foyer_cli_manual_options:
 *
 * Returns: (transfer full): the options, as roff
 */
char *
foyer_cli_manual_options (void)
{
  GString *page = g_string_new (NULL);

  for (guint i = 0; i < FOYER_N_CLI_OPTIONS; i++)
    {
      const FoyerCliOptionInfo *info = foyer_cli_option_get_info (i);

      g_string_append (page, ".TP\n");
      if (info->letter != 0)
        g_string_append_printf (page, "\\fB\\-%c\\fR, ", info->letter);
      g_string_append (page, "\\fB\\-\\-");
      append_escaped (page, info->name);
      g_string_append (page, "\\fR");
      if (info->operand != NULL)
        g_string_append_printf (page, " \\fI%s\\fR", info->operand);
      g_string_append_c (page, '\n');
      append_escaped (page, info->summary);
      g_string_append (page, ".\n");
    }
  return g_string_free (page, FALSE);
}

static const char *
say_required (const FoyerLeadFieldInfo *info)
{
  if (info->required == FOYER_REQUIRED_NEVER)
    return "";
  if (info->applies == FOYER_APPLIES_FOR_COMPANY)
    return " Required to add a lead of a company.";
  if (info->applies == FOYER_APPLIES_FOR_PERSON || info->required == FOYER_REQUIRED_TO_ADD_FOR_PERSON)
    return " Required to add a lead of a person.";
  if (info->applies == FOYER_APPLIES_WHERE_PARENT_HAS_ANY)
    return " Required to add where there are any.";
  return " Required to add.";
}

/**
 * foyer_cli_manual_fields:
 *
 * Returns: (transfer full): the fields of a lead, as roff
 */
char *
foyer_cli_manual_fields (void)
{
  GString *page = g_string_new (NULL);

  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    {
      const FoyerLeadFieldInfo *info = foyer_lead_field_get_info (field);

      g_string_append (page, ".TP\n\\fB");
      append_escaped (page, info->short_name);
      g_string_append (page, info->kind == FOYER_KIND_CUSTOM ? ".\\fIN\\fR" : "\\fR");
      for (guint i = 0; info->kind != FOYER_KIND_CUSTOM && info->write_names[i] != NULL; i++)
        if (!g_str_equal (info->write_names[i], info->short_name))
          g_string_append_printf (page, ", \\fB%s\\fR", info->write_names[i]);
      g_string_append_printf (page, "\n%s.%s\n", info->label, say_required (info));
    }
  return g_string_free (page, FALSE);
}

/* What leads can be listed by, but for dates, whose signs the shell would have to be kept from. */
static GPtrArray *
list_filters (void)
{
  GPtrArray *filters = g_ptr_array_new_with_free_func (g_free);

  for (guint field = 0; field < FOYER_N_LEAD_FIELDS; field++)
    if (foyer_lead_query_can_filter (field))
      g_ptr_array_add (filters, g_strdup_printf ("%s=", foyer_lead_field_get_info (field)->short_name));
  g_ptr_array_add (filters, g_strdup ("pending=yes"));
  g_ptr_array_add (filters, g_strdup ("sort="));
  return filters;
}

static void
append_words (GString *script, const char *variable, GPtrArray *words)
{
  g_autofree char *joined = NULL;

  g_ptr_array_add (words, NULL);
  joined = g_strjoinv (" ", (char **) words->pdata);
  g_string_append_printf (script, "  local %s='%s'\n", variable, joined);
}

/* What follows the first word of commands that have two. */
static void
append_second_words (GString *script, GPtrArray *first)
{
  for (guint i = 0; i < first->len; i++)
    {
      g_autoptr (GString) second = g_string_new (NULL);

      for (guint j = FOYER_CLI_NO_COMMAND + 1; j < FOYER_N_CLI_COMMANDS; j++)
        {
          const FoyerCliCommandInfo *info = foyer_cli_command_get_info (j);

          if (info->words[1] != NULL && g_str_equal (info->words[0], first->pdata[i]))
            g_string_append_printf (second, "%s%s", second->len > 0 ? " " : "", info->words[1]);
        }
      if (second->len > 0)
        g_string_append_printf (script, "    */%s/) offer='%s' ;;\n", (const char *) first->pdata[i], second->str);
    }
}

/**
 * foyer_cli_bash_completion:
 *
 * Returns: (transfer full): the script that offers commands, options, fields and lists. It asks nobody: the titles are
 * the platform's
 */
char *
foyer_cli_bash_completion (void)
{
  GString *script = g_string_new (
      "# bash completion for foyer-cli, made from its tables. SPDX-License-Identifier: GPL-3.0-or-later\n"
      "_foyer_cli() {\n");
  g_autoptr (GPtrArray) first = g_ptr_array_new ();
  g_autoptr (GPtrArray) options = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) taking = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) filters = list_filters ();
  g_autoptr (GPtrArray) lists = g_ptr_array_new ();

  for (guint i = FOYER_CLI_NO_COMMAND + 1; i < FOYER_N_CLI_COMMANDS; i++)
    {
      const FoyerCliCommandInfo *info = foyer_cli_command_get_info (i);

      if (!g_ptr_array_find_with_equal_func (first, info->words[0], g_str_equal, NULL))
        g_ptr_array_add (first, (gpointer) info->words[0]);
    }
  for (guint i = 0; i < FOYER_N_CLI_OPTIONS; i++)
    {
      const FoyerCliOptionInfo *info = foyer_cli_option_get_info (i);

      g_ptr_array_add (options, g_strdup_printf ("--%s", info->name));
      if (info->operand != NULL)
        g_ptr_array_add (taking, g_strdup_printf ("--%s", info->name));
    }
  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    {
      const FoyerLeadFieldInfo *info = foyer_lead_field_get_info (field);

      if (info->kind == FOYER_KIND_CUSTOM)
        {
          g_ptr_array_add (fields, g_strdup_printf ("%s.", info->short_name));
          continue;
        }
      g_ptr_array_add (fields, g_strdup_printf ("%s=", info->short_name));
      for (guint i = 0; info->write_names[i] != NULL; i++)
        if (!g_str_equal (info->write_names[i], info->short_name))
          g_ptr_array_add (fields, g_strdup_printf ("%s=", info->write_names[i]));
    }
  for (guint kind = FOYER_PICKLIST_NONE + 1; kind < FOYER_N_PICKLISTS; kind++)
    g_ptr_array_add (lists, (gpointer) foyer_picklist_kind_to_name (kind));

  append_words (script, "commands", first);
  g_ptr_array_set_size (first, (int) first->len - 1);
  append_words (script, "options", options);
  append_words (script, "options_with_value", taking);
  append_words (script, "fields", fields);
  append_words (script, "filters", filters);
  append_words (script, "lists", lists);
  g_string_append (
      script,
      "  local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} i first='' second='' offer=''\n"
      "  COMPREPLY=()\n"
      "  if [[ \" $options_with_value \" == *\" $previous \"* ]]; then return; fi\n"
      "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
      "    if [[ \" $options_with_value \" == *\" ${COMP_WORDS[i]} \"* ]]; then ((i++)); continue; fi\n"
      "    if [[ ${COMP_WORDS[i]} == -* ]]; then continue; fi\n"
      "    if [[ -z $first ]]; then first=${COMP_WORDS[i]}; elif [[ -z $second ]]; then second=${COMP_WORDS[i]}; fi\n"
      "  done\n"
      "  case $word/$first/$second in\n"
      "    -*) offer=$options ;;\n"
      "    *//*) offer=$commands ;;\n"
      "    */lead/add | */lead/update) if [[ $previous != = && $word != = ]]; then offer=$fields; fi ;;\n"
      "    */lead/list) if [[ $previous != = && $word != = ]]; then offer=$filters; fi ;;\n"
      "    */picklist/) offer=$lists ;;\n");
  append_second_words (script, first);
  g_string_append (script, "  esac\n"
                           "  mapfile -t COMPREPLY < <(compgen -W \"$offer\" -- \"$word\")\n"
                           "  if [[ ${COMPREPLY[0]-} == *[=.] ]]; then compopt -o nospace; fi\n"
                           "}\n"
                           "complete -o default -F _foyer_cli foyer-cli\n");
  return g_string_free (script, FALSE);
}
