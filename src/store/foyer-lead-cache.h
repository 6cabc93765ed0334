/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-lead.h"
#include "foyer-mirror-file.h"

G_BEGIN_DECLS

/* Leads as the platform last showed them. Put_saved: one as it was saved, see
 * foyer_lead_rows_put_saved (). Refresh: takes the leads, for many. Both end with put_finish. List: newest first,
 * text NULL or searched for; a GPtrArray of FoyerLead. Load gives FOYER_ERROR_GONE when it is not here. */
void foyer_lead_cache_put_async (FoyerMirrorFile *mirror,
                                 GPtrArray *leads,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
void foyer_lead_cache_put_saved_async (FoyerMirrorFile *mirror,
                                       FoyerLead *lead,
                                       gint64 saved,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
void foyer_lead_cache_refresh_async (FoyerMirrorFile *mirror,
                                     GPtrArray *leads,
                                     gint64 generation,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean foyer_lead_cache_put_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error);
void foyer_lead_cache_list_async (FoyerMirrorFile *mirror,
                                  const char *text,
                                  guint limit,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GPtrArray *foyer_lead_cache_list_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error);
void foyer_lead_cache_load_async (FoyerMirrorFile *mirror,
                                  gint64 platform_id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
FoyerLead *foyer_lead_cache_load_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error);
void foyer_lead_cache_load_all_async (
    FoyerMirrorFile *mirror, GArray *ids, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *foyer_lead_cache_load_all_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error);
void foyer_lead_cache_remove_async (FoyerMirrorFile *mirror,
                                    gint64 platform_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean foyer_lead_cache_remove_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error);

G_END_DECLS
