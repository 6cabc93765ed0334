/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The platform's timestamps: yyyy-mm-dd HH:MM:SS, always UTC. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define FOYER_SANDBOX_TIME_SIZE 32

gint64 foyer_sandbox_time_now (void);
void foyer_sandbox_time_format (gint64 seconds, char buffer[FOYER_SANDBOX_TIME_SIZE]);
gboolean foyer_sandbox_time_parse (const char *text, gint64 *seconds);

G_END_DECLS
