/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FoyerCallName:
 *
 * A call of the platform, as its page and the permissions of a key name it.
 */
typedef struct
{
  const char *name_space;
  const char *action;
} FoyerCallName;

const FoyerCallName *foyer_calls_list (guint *n_calls);
gboolean foyer_calls_has (const char *name_space, const char *action);

G_END_DECLS
