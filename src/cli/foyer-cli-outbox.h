/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-cli-report.h"
#include "foyer-cli-session.h"

G_BEGIN_DECLS

FoyerCliStatus foyer_cli_outbox_list (FoyerCliSession *session, FoyerCliArguments *arguments, gboolean as_json);
FoyerCliStatus foyer_cli_outbox_send (FoyerCliSession *session, FoyerCliArguments *arguments, gboolean as_json);
FoyerCliStatus foyer_cli_outbox_retry (FoyerCliSession *session, FoyerCliArguments *arguments, gboolean as_json);
FoyerCliStatus foyer_cli_outbox_discard (FoyerCliSession *session, FoyerCliArguments *arguments, gboolean as_json);

G_END_DECLS
