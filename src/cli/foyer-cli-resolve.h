/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-cli-problem.h"
#include "foyer-cli-session.h"

G_BEGIN_DECLS

gboolean foyer_cli_resolve (FoyerCliSession *session,
                            FoyerCliArguments *arguments,
                            FoyerLead *lead,
                            FoyerLead *base,
                            GPtrArray **problems,
                            GError **error);

G_END_DECLS
