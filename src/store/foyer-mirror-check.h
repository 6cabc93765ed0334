/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-database.h"

G_BEGIN_DECLS

/* A mirror that is read for damage while it is used. */
typedef struct _FoyerMirrorCheck FoyerMirrorCheck;

FoyerMirrorCheck *foyer_mirror_check_start (const char *cache_dir,
                                            const char *account_uuid,
                                            FoyerDatabaseDamaged damaged,
                                            gpointer data);
void foyer_mirror_check_free (FoyerMirrorCheck *self);

G_END_DECLS
