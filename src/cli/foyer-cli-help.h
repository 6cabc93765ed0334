/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-cli-commands.h"

G_BEGIN_DECLS

char *foyer_cli_help (FoyerCliCommand command);

G_END_DECLS
