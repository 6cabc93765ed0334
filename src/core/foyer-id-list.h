/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FoyerIdChange:
 * @position: in the list as the changes before have made it
 *
 * A range of a list that is to be replaced.
 */
typedef struct
{
  guint position;
  guint n_removed;
  guint n_added;
} FoyerIdChange;

GArray *foyer_id_list_compare (const gint64 *before, guint n_before, const gint64 *after, guint n_after);

G_END_DECLS
