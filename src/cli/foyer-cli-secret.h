/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *foyer_cli_secret_take_from_environment (const char *variable);
char *foyer_cli_secret_read_line (int fd, const char *prompt, GCancellable *cancellable);
char *foyer_cli_secret_read_answer (int fd, const char *prompt, GCancellable *cancellable);
void foyer_cli_secret_wipe (char *secret);

G_END_DECLS
