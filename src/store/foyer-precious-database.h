/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-database.h"

G_BEGIN_DECLS

#define FOYER_PRECIOUS_DATABASE "precious.db"

typedef enum
{
  FOYER_PRECIOUS_EXISTING = 0,
  FOYER_PRECIOUS_CREATE = 1 << 0,
  FOYER_PRECIOUS_CHECK = 1 << 1,
} FoyerPreciousFlags;

FoyerDatabase *foyer_precious_database_open (const char *data_dir,
                                             const char *account_uuid,
                                             FoyerPreciousFlags flags,
                                             char **set_aside,
                                             GCancellable *cancellable,
                                             GError **error);

G_END_DECLS
