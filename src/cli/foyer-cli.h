/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

int foyer_cli_run (const char *const *argv, const char *secret);

G_END_DECLS
