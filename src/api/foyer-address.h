/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *foyer_address_normalize (const char *typed, GError **error);
gboolean foyer_address_is_loopback (const char *address);

G_END_DECLS
