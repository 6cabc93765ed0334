/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-client.h"
#include "foyer-picklist-item.h"

G_BEGIN_DECLS

#define FOYER_TYPE_PICKLIST_SERVICE (foyer_picklist_service_get_type ())
G_DECLARE_FINAL_TYPE (FoyerPicklistService, foyer_picklist_service, FOYER, PICKLIST_SERVICE, GObject)

FoyerPicklistService *foyer_picklist_service_new (FoyerClient *client);
void foyer_picklist_service_fetch_async (FoyerPicklistService *self,
                                         FoyerPicklistKind kind,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
GPtrArray *foyer_picklist_service_fetch_finish (
    FoyerPicklistService *self, GAsyncResult *result, GPtrArray **children, guint *n_bad, GError **error);

G_END_DECLS
