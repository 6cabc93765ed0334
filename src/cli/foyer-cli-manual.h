/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *foyer_cli_manual_commands (void);
char *foyer_cli_manual_options (void);
char *foyer_cli_manual_fields (void);
char *foyer_cli_bash_completion (void);

G_END_DECLS
