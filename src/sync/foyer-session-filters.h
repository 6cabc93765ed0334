/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-session.h"

G_BEGIN_DECLS

/* Names of filters and what foyer_lead_query_to_variant() tells of them, in the order they are shown. */
#define FOYER_SAVED_FILTERS_TYPE (G_VARIANT_TYPE ("a(sa{sv})"))

void foyer_session_list_filters_async (FoyerSession *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GVariant *foyer_session_list_filters_finish (FoyerSession *self, GAsyncResult *result, GError **error);
void foyer_session_save_filters_async (FoyerSession *self,
                                       GVariant *filters,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean foyer_session_save_filters_finish (FoyerSession *self, GAsyncResult *result, GError **error);

G_END_DECLS
