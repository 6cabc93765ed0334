/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-cli-arguments.h"
#include "foyer-cli-problem.h"
#include "foyer-outbox-row.h"

G_BEGIN_DECLS

/* What a script sees of how it ended: design.md, "Faces". Below 0: ended by Ctrl+C, and nothing was left behind. */
typedef enum
{
  FOYER_CLI_DONE = 0,
  FOYER_CLI_REFUSED = 1,
  FOYER_CLI_USAGE = 2,
  FOYER_CLI_NOT_DELIVERED = 3,
  FOYER_CLI_NOT_AUTHORIZED = 4,
  FOYER_CLI_INTERRUPTED = -1,
} FoyerCliStatus;

FoyerCliStatus foyer_cli_status_for (const GError *error);
FoyerCliStatus foyer_cli_report_error (FoyerCliArguments *arguments, gboolean as_json, const GError *error);
FoyerCliStatus foyer_cli_report_kept (FoyerCliArguments *arguments,
                                      gboolean as_json,
                                      FoyerOutboxRow *row,
                                      const GError *error);
const char *foyer_cli_report_code_name (int code);
const char *foyer_cli_report_sentence (int code);
FoyerCliStatus foyer_cli_report_problems (gboolean as_json, GPtrArray *problems);
FoyerCliStatus foyer_cli_report_unsent_changes (gboolean as_json, gint64 id, FoyerFieldSet fields);

G_END_DECLS
