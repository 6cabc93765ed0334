/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-saved-filters.h"
#include "foyer-session.h"

G_BEGIN_DECLS

void foyer_session_list_filters_async (FoyerSession *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GVariant *foyer_session_list_filters_finish (FoyerSession *self, GAsyncResult *result, GError **error);
void foyer_session_save_filters_async (
    FoyerSession *self, GVariant *filters, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean foyer_session_save_filters_finish (FoyerSession *self, GAsyncResult *result, GError **error);

/* How the list was sorted, grouped and filtered last; not what was searched for. NULL without an error: never. */
void foyer_session_load_shown_query_async (FoyerSession *self,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
FoyerLeadQuery *foyer_session_load_shown_query_finish (FoyerSession *self, GAsyncResult *result, GError **error);
void foyer_session_save_shown_query_async (FoyerSession *self,
                                           const FoyerLeadQuery *query,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
gboolean foyer_session_save_shown_query_finish (FoyerSession *self, GAsyncResult *result, GError **error);

G_END_DECLS
