/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-cli-delivery.h"
#include "foyer-cli-report.h"
#include "foyer-cli-session.h"

G_BEGIN_DECLS

FoyerCliStatus foyer_cli_lead_add (FoyerCliSession *session, FoyerCliArguments *arguments, gboolean as_json);
FoyerCliStatus foyer_cli_lead_update (FoyerCliSession *session, FoyerCliArguments *arguments, gboolean as_json);
FoyerCliStatus foyer_cli_note_add (FoyerCliSession *session, FoyerCliArguments *arguments, gboolean as_json);
void foyer_cli_print_added (gint64 id, FoyerCliOutcome outcome, gboolean as_json);

G_END_DECLS
