/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-cli-report.h"
#include "foyer-cli-session.h"

G_BEGIN_DECLS

FoyerCliStatus foyer_cli_refresh (FoyerCliSession *session, FoyerCliArguments *arguments, gboolean as_json);
FoyerCliStatus foyer_cli_note_list (FoyerCliSession *session, FoyerCliArguments *arguments, gboolean as_json);
GPtrArray *foyer_cli_mirror_list_leads (FoyerCliSession *session,
                                        FoyerCliArguments *arguments,
                                        guint limit,
                                        gboolean as_json,
                                        gboolean *is_current,
                                        GError **error);

G_END_DECLS
