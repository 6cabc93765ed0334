/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-mirror-file.h"
#include "foyer-picklists.h"

G_BEGIN_DECLS

/* Load fills the picklists in _finish, with their fetched times. Replace keeps what is gone from items as retired.
 * fetched: unix seconds. */
void foyer_picklist_cache_load_async (FoyerMirrorFile *mirror,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean foyer_picklist_cache_load_finish (FoyerMirrorFile *mirror,
                                           GAsyncResult *result,
                                           FoyerPicklists *picklists,
                                           GError **error);
void foyer_picklist_cache_replace_async (FoyerMirrorFile *mirror,
                                         FoyerPicklistKind kind,
                                         GPtrArray *items,
                                         gint64 fetched,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean foyer_picklist_cache_replace_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error);

G_END_DECLS
