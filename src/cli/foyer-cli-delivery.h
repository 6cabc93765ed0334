/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-cli-report.h"
#include "foyer-cli-session.h"

G_BEGIN_DECLS

/**
 * FoyerCliOutcome:
 * @FOYER_CLI_SENT: it was sent, and the platform has it
 * @FOYER_CLI_FOUND: an earlier attempt had arrived; it was not sent again
 *
 * How a change came to be on the platform.
 */
typedef enum
{
  FOYER_CLI_SENT,
  FOYER_CLI_FOUND,
} FoyerCliOutcome;

FoyerOutboxRow *foyer_cli_delivery_keep_lead (FoyerCliSession *session,
                                              FoyerLead *lead,
                                              FoyerLead *base,
                                              GError **error);
FoyerOutboxRow *foyer_cli_delivery_keep_note (FoyerCliSession *session,
                                              gint64 lead_id,
                                              const char *text,
                                              GError **error);
gboolean foyer_cli_delivery_send_now (FoyerCliSession *session, FoyerOutboxRow *row, GError **error);
gboolean foyer_cli_delivery_go_on (FoyerCliSession *session, FoyerOutboxRow *row, GError **error);
gboolean foyer_cli_delivery_discard (FoyerCliSession *session, FoyerOutboxRow *row, GError **error);
gboolean foyer_cli_delivery_wait (FoyerCliSession *session,
                                  FoyerCliArguments *arguments,
                                  FoyerOutboxRow *row,
                                  FoyerCliOutcome *outcome,
                                  GError **error);
gboolean foyer_cli_delivery_wait_for_all (FoyerCliSession *session, FoyerCliArguments *arguments, GError **error);

G_END_DECLS
