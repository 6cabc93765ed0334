/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  FOYER_CLI_NO_COMMAND,
  FOYER_CLI_PING,
  FOYER_CLI_PICKLIST,
  FOYER_CLI_LEAD_ADD,
  FOYER_CLI_LEAD_UPDATE,
  FOYER_CLI_LEAD_SHOW,
  FOYER_CLI_LEAD_LIST,
  FOYER_CLI_NOTE_LIST,
  FOYER_CLI_NOTE_ADD,
  FOYER_CLI_OUTBOX_LIST,
  FOYER_CLI_OUTBOX_SEND,
  FOYER_CLI_OUTBOX_RETRY,
  FOYER_CLI_OUTBOX_DISCARD,
  FOYER_CLI_REFRESH,
  FOYER_N_CLI_COMMANDS,
} FoyerCliCommand;

/**
 * FoyerCliCommandInfo:
 * @words: what is typed, `NULL`-terminated
 * @operands: what follows, as syntax; never translated
 * @summary: English, to be translated
 * @takes_fields: whether FIELD=VALUE follows
 * @needs_platform: whether it is asked, so that there must be a secret
 */
typedef struct
{
  const char *words[3];
  const char *operands;
  const char *summary;
  gboolean takes_fields;
  gboolean needs_platform;
} FoyerCliCommandInfo;

typedef enum
{
  FOYER_CLI_OPTION_ADDRESS,
  FOYER_CLI_OPTION_KEY,
  FOYER_CLI_OPTION_ACCOUNT,
  FOYER_CLI_OPTION_REQUEST_LIFETIME,
  FOYER_CLI_OPTION_WAIT,
  FOYER_CLI_OPTION_REFRESH,
  FOYER_CLI_OPTION_EVERYTHING,
  FOYER_CLI_OPTION_SEARCH,
  FOYER_CLI_OPTION_LIMIT,
  FOYER_CLI_OPTION_YES,
  FOYER_CLI_OPTION_JSON,
  FOYER_CLI_OPTION_VERSION,
  FOYER_CLI_OPTION_HELP,
  FOYER_N_CLI_OPTIONS,
} FoyerCliOption;

/* One bit a command. */
typedef guint32 FoyerCliCommandSet;

#define FOYER_CLI_COMMAND_BIT(command) ((FoyerCliCommandSet) 1 << (command))
#define FOYER_CLI_ANY_COMMAND          ((FoyerCliCommandSet) - 1)

/**
 * FoyerCliOptionInfo:
 * @operand: (nullable): what it takes; `NULL` for a switch
 * @is_number: whether what it takes is a whole number from @least to @most
 * @commands: the commands that know the option
 */
typedef struct
{
  const char *name;
  char letter;
  const char *operand;
  const char *summary;
  gboolean is_number;
  int least;
  int most;
  FoyerCliCommandSet commands;
} FoyerCliOptionInfo;

const FoyerCliCommandInfo *foyer_cli_command_get_info (FoyerCliCommand command);
char *foyer_cli_command_to_words (FoyerCliCommand command);
const FoyerCliOptionInfo *foyer_cli_option_get_info (FoyerCliOption option);

G_END_DECLS
