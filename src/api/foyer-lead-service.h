/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-client.h"
#include "foyer-collection.h"
#include "foyer-lead.h"

G_BEGIN_DECLS

#define FOYER_TYPE_LEAD_SERVICE (foyer_lead_service_get_type ())
G_DECLARE_FINAL_TYPE (FoyerLeadService, foyer_lead_service, FOYER, LEAD_SERVICE, GObject)

FoyerLeadService *foyer_lead_service_new (FoyerClient *client);

FoyerRequest *foyer_lead_service_prepare (FoyerLeadService *self, FoyerLead *lead, FoyerLead *base);
void foyer_lead_service_send_async (FoyerLeadService *self,
                                    FoyerRequest *request,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean foyer_lead_service_send_finish (
    FoyerLeadService *self, GAsyncResult *result, gint64 *platform_id, FoyerVerdict *verdict, GError **error);

void foyer_lead_service_add_or_update_async (FoyerLeadService *self,
                                             FoyerLead *lead,
                                             FoyerLead *base,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
gboolean foyer_lead_service_add_or_update_finish (FoyerLeadService *self,
                                                  GAsyncResult *result,
                                                  gint64 *platform_id,
                                                  GError **error);

void foyer_lead_service_list_async (FoyerLeadService *self,
                                    FoyerFilter *filter,
                                    guint start,
                                    guint per_page,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
FoyerPage *foyer_lead_service_list_finish (FoyerLeadService *self, GAsyncResult *result, GError **error);

void foyer_lead_service_list_all_async (FoyerLeadService *self,
                                        FoyerFilter *filter,
                                        guint max_pages,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
FoyerPage *foyer_lead_service_list_all_finish (FoyerLeadService *self, GAsyncResult *result, GError **error);

void foyer_lead_service_get_async (FoyerLeadService *self,
                                   gint64 platform_id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
FoyerLead *foyer_lead_service_get_finish (FoyerLeadService *self, GAsyncResult *result, GError **error);

G_END_DECLS
