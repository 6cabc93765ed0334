/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-mirror-file.h"
#include "foyer-party.h"

G_BEGIN_DECLS

/* Companies and people of the mirror. Refresh: takes the parties, ends with put_finish. used: unix seconds when one was
 * chosen, 0 when only seen. Search: the ones used last first; text may be empty, company_id 0; a GPtrArray of
 * FoyerParty. Load gives FOYER_ERROR_GONE when it is not here. */
void foyer_party_cache_put_async (FoyerMirrorFile *mirror,
                                  GPtrArray *parties,
                                  gint64 used,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
void foyer_party_cache_refresh_async (FoyerMirrorFile *mirror,
                                      GPtrArray *parties,
                                      gint64 generation,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean foyer_party_cache_put_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error);
void foyer_party_cache_search_async (FoyerMirrorFile *mirror,
                                     FoyerPartyKind kind,
                                     const char *text,
                                     gint64 company_id,
                                     guint limit,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
GPtrArray *foyer_party_cache_search_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error);
void foyer_party_cache_load_async (FoyerMirrorFile *mirror,
                                   FoyerPartyKind kind,
                                   gint64 id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
FoyerParty *foyer_party_cache_load_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error);
void foyer_party_cache_remove_async (FoyerMirrorFile *mirror,
                                     FoyerPartyKind kind,
                                     gint64 id,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean foyer_party_cache_remove_finish (FoyerMirrorFile *mirror,
                                          GAsyncResult *result,
                                          gboolean *was_here,
                                          GError **error);

G_END_DECLS
