/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One call of foyer-cli: understand it, open the account, do it, close. */

#include "config.h"

#include "foyer-cli.h"

#include "foyer-cli-help.h"
#include "foyer-cli-mirror.h"
#include "foyer-cli-outbox.h"
#include "foyer-cli-read.h"
#include "foyer-cli-write.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>

typedef FoyerCliStatus (*CommandFunc) (FoyerCliSession *session, FoyerCliArguments *arguments, gboolean as_json);

static const CommandFunc command_funcs[FOYER_N_CLI_COMMANDS] = {
  [FOYER_CLI_PING] = foyer_cli_ping,
  [FOYER_CLI_PICKLIST] = foyer_cli_picklist,
  [FOYER_CLI_LEAD_ADD] = foyer_cli_lead_add,
  [FOYER_CLI_LEAD_UPDATE] = foyer_cli_lead_update,
  [FOYER_CLI_LEAD_SHOW] = foyer_cli_lead_show,
  [FOYER_CLI_LEAD_LIST] = foyer_cli_lead_list,
  [FOYER_CLI_NOTE_LIST] = foyer_cli_note_list,
  [FOYER_CLI_NOTE_ADD] = foyer_cli_note_add,
  [FOYER_CLI_OUTBOX_LIST] = foyer_cli_outbox_list,
  [FOYER_CLI_OUTBOX_SEND] = foyer_cli_outbox_send,
  [FOYER_CLI_OUTBOX_RETRY] = foyer_cli_outbox_retry,
  [FOYER_CLI_OUTBOX_DISCARD] = foyer_cli_outbox_discard,
  [FOYER_CLI_REFRESH] = foyer_cli_refresh,
};

typedef struct
{
  GCancellable *cancellable; /* borrowed */
  int number;
  int *caught;
  guint source;
} Signal;

/* The first one asks for an orderly end; the next finds the default again, which ends at once: whoever asks for a
 * secret has given the terminal its echo back by then, since it hears of the first at once. */
static gboolean
signalled_cb (gpointer user_data)
{
  Signal *caught = user_data;

  *caught->caught = caught->number;
  caught->source = 0;
  g_cancellable_cancel (caught->cancellable);
  return G_SOURCE_REMOVE;
}

static FoyerCliStatus
run_command (FoyerCliArguments *arguments, gboolean as_json, const char *secret, GCancellable *cancellable)
{
  g_autoptr (FoyerCliSession) session = foyer_cli_session_new (cancellable);
  g_autoptr (GError) error = NULL;
  FoyerCliStatus status;

  if (foyer_cli_session_open (session, arguments, secret, &error))
    {
      const char *set_aside = foyer_session_get_set_aside (foyer_cli_session_get_session (session));

      if (set_aside != NULL)
        g_printerr (_ ("A damaged file of this account was set aside: %s\n"), set_aside);
      status = command_funcs[arguments->command](session, arguments, as_json);
    }
  else
    status = foyer_cli_report_error (arguments, as_json, error);
  foyer_cli_session_close (session);
  return status;
}

/**
 * foyer_cli_run:
 * @argv: the program's name and what follows it
 * @secret: (nullable): the account's secret, where the environment had it
 *
 * Returns: the exit status; below 0 the number, negated, of the signal that ended it before anything was sent
 */
int
foyer_cli_run (const char *const *argv, const char *secret)
{
  gboolean as_json = foyer_cli_arguments_ask_for_json (argv);
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerCliArguments) arguments = foyer_cli_arguments_parse (argv, &error);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  int caught = 0;
  Signal signals[] = {
    { cancellable, SIGINT, &caught, 0 },
    { cancellable, SIGTERM, &caught, 0 },
    { cancellable, SIGHUP, &caught, 0 },
  };
  FoyerCliStatus status;

  if (arguments == NULL)
    return foyer_cli_report_error (NULL, as_json, error);
  if (arguments->given[FOYER_CLI_OPTION_VERSION])
    {
      g_print ("foyer-cli %s\n", FOYER_VERSION);
      return FOYER_CLI_DONE;
    }
  if (arguments->given[FOYER_CLI_OPTION_HELP])
    {
      g_autofree char *help = foyer_cli_help (arguments->command);
      g_print ("%s", help);
      return FOYER_CLI_DONE;
    }
  if (!foyer_cli_arguments_read_values (arguments, &error))
    return foyer_cli_report_error (arguments, as_json, error);

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    signals[i].source = g_unix_signal_add (signals[i].number, signalled_cb, &signals[i]);
  status = run_command (arguments, as_json, secret, cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    g_clear_handle_id (&signals[i].source, g_source_remove);

  return status == FOYER_CLI_INTERRUPTED && caught != 0 ? -caught : status;
}
