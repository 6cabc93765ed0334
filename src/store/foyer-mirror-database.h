/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-database.h"

G_BEGIN_DECLS

#define FOYER_MIRROR_DATABASE "mirror.db"

FoyerDatabase *foyer_mirror_database_open (const char *cache_dir,
                                           const char *account_uuid,
                                           GCancellable *cancellable,
                                           GError **error);
FoyerDatabase *foyer_mirror_database_rebuild (const char *cache_dir,
                                              const char *account_uuid,
                                              GCancellable *cancellable,
                                              GError **error);
gboolean foyer_mirror_database_is_to_be_checked (const char *cache_dir, const char *account_uuid);
gboolean foyer_mirror_database_mark_checked (const char *cache_dir, const char *account_uuid, GError **error);
gboolean foyer_mirror_database_mark_damaged (const char *cache_dir, const char *account_uuid, GError **error);
FoyerDatabase *foyer_mirror_database_open_reader (const char *cache_dir, const char *account_uuid, GError **error);

G_END_DECLS
