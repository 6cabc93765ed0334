/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GPtrArray *foyer_cli_near (const char *typed, GPtrArray *candidates, guint limit);

G_END_DECLS
