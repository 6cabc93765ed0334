/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-database.h"

G_BEGIN_DECLS

/**
 * FoyerSchema:
 * @steps: SQL that leads from each version to the next; the first makes version 1 of an empty file. Never changed once
 * released
 * @n_steps: how many there are, which is the newest version
 *
 * How a database file came to be what it is now.
 */
typedef struct
{
  const char *const *steps;
  guint n_steps;
} FoyerSchema;

FoyerDatabase *foyer_schema_open (
    const FoyerSchema *self, const char *path, const char *lock_path, GCancellable *cancellable, GError **error);

G_END_DECLS
