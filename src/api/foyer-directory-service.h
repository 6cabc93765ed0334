/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-client.h"
#include "foyer-party.h"

G_BEGIN_DECLS

#define FOYER_TYPE_DIRECTORY_SERVICE (foyer_directory_service_get_type ())
G_DECLARE_FINAL_TYPE (FoyerDirectoryService, foyer_directory_service, FOYER, DIRECTORY_SERVICE, GObject)

FoyerDirectoryService *foyer_directory_service_new (FoyerClient *client);
void foyer_directory_service_search_async (FoyerDirectoryService *self,
                                           FoyerPartyKind kind,
                                           const char *text,
                                           gint64 company_id,
                                           guint limit,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
GPtrArray *foyer_directory_service_search_finish (FoyerDirectoryService *self, GAsyncResult *result, GError **error);
void foyer_directory_service_get_async (FoyerDirectoryService *self,
                                        FoyerPartyKind kind,
                                        gint64 id,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
FoyerParty *foyer_directory_service_get_finish (FoyerDirectoryService *self, GAsyncResult *result, GError **error);

G_END_DECLS
