/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-cli-assignment.h"
#include "foyer-cli-commands.h"

G_BEGIN_DECLS

/**
 * FoyerCliArguments:
 * @texts: what was given to an option that takes a text, by option
 * @numbers: what was given to an option that takes a number, by option; -1 where it was not given
 * @given: which options were given
 * @id: the lead, for the commands that take one
 * @filters: (element-type utf8): what leads are listed by, as it was typed
 * @text: (nullable): of a note; of a change in the outbox, its UUID or the beginning of it
 * @assignments: (element-type FoyerCliAssignment): in the order they were typed
 * @typed: what was typed, the program's name first
 *
 * A command line, understood.
 */
typedef struct
{
  FoyerCliCommand command;
  char *texts[FOYER_N_CLI_OPTIONS];
  int numbers[FOYER_N_CLI_OPTIONS];
  gboolean given[FOYER_N_CLI_OPTIONS];
  FoyerPicklistKind picklist;
  gint64 id;
  GPtrArray *filters;
  char *text;
  GPtrArray *assignments;
  GStrv typed;
} FoyerCliArguments;

FoyerCliArguments *foyer_cli_arguments_parse (const char *const *argv, GError **error);
gboolean foyer_cli_arguments_read_values (FoyerCliArguments *self, GError **error);
FoyerCliAssignment *foyer_cli_arguments_find (FoyerCliArguments *self, FoyerLeadField field);
int foyer_cli_arguments_get_number (FoyerCliArguments *self, FoyerCliOption option, int otherwise);
char *foyer_cli_arguments_to_command_line (FoyerCliArguments *self);
char *foyer_cli_arguments_to_outbox_line (FoyerCliArguments *self, FoyerCliCommand command, const char *uuid);
gboolean foyer_cli_arguments_ask_for_json (const char *const *argv);
void foyer_cli_arguments_free (FoyerCliArguments *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerCliArguments, foyer_cli_arguments_free)

G_END_DECLS
