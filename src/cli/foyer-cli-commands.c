/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two tables of the command line, its commands and its options: the parser, the help, the manual page and the
 * completion read them. */

#include "foyer-cli-commands.h"

#include <glib/gi18n.h>

/* clang-format off */
static const FoyerCliCommandInfo commands[FOYER_N_CLI_COMMANDS] = {
  [FOYER_CLI_PING] = { { "ping" }, NULL, N_ ("Ask whether the platform answers, and what its clock says"), FALSE, TRUE },
  [FOYER_CLI_PICKLIST] = { { "picklist" }, "NAME", N_ ("Show a list of choices with their IDs"), FALSE, TRUE },
  [FOYER_CLI_LEAD_ADD] = { { "lead", "add" }, "FIELD=VALUE...", N_ ("Add a lead and print its ID"), TRUE, TRUE },
  [FOYER_CLI_LEAD_UPDATE] = { { "lead", "update" }, "ID FIELD=VALUE...", N_ ("Change a lead; only what changed is sent"), TRUE, TRUE },
  [FOYER_CLI_LEAD_SHOW] = { { "lead", "show" }, "ID", N_ ("Show a lead"), FALSE, TRUE },
  [FOYER_CLI_LEAD_LIST] = { { "lead", "list" }, "[FILTER...]",
    N_ ("Show leads, the newest first; FILTER: stage=..., owner=mine, created>=DATE, sort=name"), FALSE, TRUE },
  [FOYER_CLI_NOTE_LIST] = { { "note", "list" }, "LEAD", N_ ("Show the notes of a lead"), FALSE, TRUE },
  [FOYER_CLI_NOTE_ADD] = { { "note", "add" }, "LEAD TEXT", N_ ("Add a note to a lead and print its ID"), FALSE, TRUE },
  [FOYER_CLI_OUTBOX_LIST] = { { "outbox", "list" }, NULL, N_ ("Show what is kept on this computer and not known to be delivered"), FALSE, FALSE },
  [FOYER_CLI_OUTBOX_SEND] = { { "outbox", "send" }, "[ID]", N_ ("Send what waits now, or one change of it"), FALSE, TRUE },
  [FOYER_CLI_OUTBOX_RETRY] = { { "outbox", "retry" }, "ID", N_ ("Send again what was refused, or all the same what may be there already"), FALSE, TRUE },
  [FOYER_CLI_OUTBOX_DISCARD] = { { "outbox", "discard" }, "ID", N_ ("Give up a change that was not delivered; it cannot be undone"), FALSE, FALSE },
  [FOYER_CLI_REFRESH] = { { "refresh" }, NULL, N_ ("Fetch what changed, for use without a network"), FALSE, TRUE },
};

#define DELIVERS                                                                                                       \
  (FOYER_CLI_COMMAND_BIT (FOYER_CLI_LEAD_ADD) | FOYER_CLI_COMMAND_BIT (FOYER_CLI_LEAD_UPDATE)                          \
   | FOYER_CLI_COMMAND_BIT (FOYER_CLI_NOTE_ADD) | FOYER_CLI_COMMAND_BIT (FOYER_CLI_OUTBOX_SEND)                        \
   | FOYER_CLI_COMMAND_BIT (FOYER_CLI_OUTBOX_RETRY))

static const FoyerCliOptionInfo options[FOYER_N_CLI_OPTIONS] = {
  [FOYER_CLI_OPTION_ADDRESS] = { "address", 0, "URL", N_ ("The platform's address; together with --key, instead of a saved account"),
    FALSE, 0, 0, FOYER_CLI_ANY_COMMAND },
  [FOYER_CLI_OPTION_KEY] = { "key", 0, "KEY", N_ ("The account's key; its secret comes from FOYER_SECRET or standard input"),
    FALSE, 0, 0, FOYER_CLI_ANY_COMMAND },
  [FOYER_CLI_OPTION_ACCOUNT] = { "account", 0, "ACCOUNT", N_ ("The title or UUID of a saved account, where there are several"),
    FALSE, 0, 0, FOYER_CLI_ANY_COMMAND },
  [FOYER_CLI_OPTION_REQUEST_LIFETIME] = { "request-lifetime", 0, "SECONDS",
    N_ ("How long the platform accepts a request after it was signed (300)"), TRUE, 1, 86400, FOYER_CLI_ANY_COMMAND },
  [FOYER_CLI_OPTION_WAIT] = { "wait", 0, "SECONDS", N_ ("How long to wait for a delivery (15); what is not delivered by then is kept"),
    TRUE, 1, 86400, DELIVERS },
  [FOYER_CLI_OPTION_REFRESH] = { "refresh", 0, NULL, N_ ("Ask the platform even if the list is remembered"),
    FALSE, 0, 0, FOYER_CLI_COMMAND_BIT (FOYER_CLI_PICKLIST) },
  [FOYER_CLI_OPTION_EVERYTHING] = { "everything", 0, NULL, N_ ("Fetch everything anew, and find out what is gone"),
    FALSE, 0, 0, FOYER_CLI_COMMAND_BIT (FOYER_CLI_REFRESH) },
  [FOYER_CLI_OPTION_SEARCH] = { "search", 0, "TEXT", N_ ("Only leads that contain the text"),
    FALSE, 0, 0, FOYER_CLI_COMMAND_BIT (FOYER_CLI_LEAD_LIST) },
  [FOYER_CLI_OPTION_LIMIT] = { "limit", 0, "N", N_ ("At most so many leads (50)"),
    TRUE, 1, 100000, FOYER_CLI_COMMAND_BIT (FOYER_CLI_LEAD_LIST) },
  [FOYER_CLI_OPTION_YES] = { "yes", 0, NULL, N_ ("Do not ask whether that is meant"),
    FALSE, 0, 0, FOYER_CLI_COMMAND_BIT (FOYER_CLI_OUTBOX_RETRY) | FOYER_CLI_COMMAND_BIT (FOYER_CLI_OUTBOX_DISCARD) },
  [FOYER_CLI_OPTION_JSON] = { "json", 0, NULL, N_ ("Answer in JSON, errors too; never translated"),
    FALSE, 0, 0, FOYER_CLI_ANY_COMMAND },
  [FOYER_CLI_OPTION_VERSION] = { "version", 0, NULL, N_ ("Print the version"), FALSE, 0, 0, FOYER_CLI_ANY_COMMAND },
  [FOYER_CLI_OPTION_HELP] = { "help", 'h', NULL, N_ ("Print this help; after a command, what that command takes"),
    FALSE, 0, 0, FOYER_CLI_ANY_COMMAND },
};
/* clang-format on */

/**
 * foyer_cli_command_get_info:
 *
 * Returns: (transfer none): the command's row of the table
 */
const FoyerCliCommandInfo *
foyer_cli_command_get_info (FoyerCliCommand command)
{
  g_return_val_if_fail (command > FOYER_CLI_NO_COMMAND && command < FOYER_N_CLI_COMMANDS, NULL);
  return &commands[command];
}

/**
 * foyer_cli_command_to_words:
 *
 * Returns: (transfer full): the command as it is typed, `lead add`
 */
char *
foyer_cli_command_to_words (FoyerCliCommand command)
{
  return g_strjoinv (" ", (char **) foyer_cli_command_get_info (command)->words);
}

/**
 * foyer_cli_option_get_info:
 *
 * Returns: (transfer none): the option's row of the table
 */
const FoyerCliOptionInfo *
foyer_cli_option_get_info (FoyerCliOption option)
{
  g_return_val_if_fail (option < FOYER_N_CLI_OPTIONS, NULL);
  return &options[option];
}
