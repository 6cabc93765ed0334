/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-reply.h"
#include "foyer-request.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define FOYER_TYPE_CLIENT (foyer_client_get_type ())
G_DECLARE_FINAL_TYPE (FoyerClient, foyer_client, FOYER, CLIENT, GObject)

#define FOYER_CLIENT_DEADLINE 30                /* seconds a call may take unless told otherwise */
#define FOYER_CLIENT_MAX_BODY (8 * 1024 * 1024) /* bytes of a reply that are read at most */

FoyerClient *foyer_client_new (const char *address, const char *key, const char *secret, GError **error);
void foyer_client_set_deadline (FoyerClient *self, guint seconds);
gint64 foyer_client_get_clock_offset (FoyerClient *self);
void foyer_client_set_clock_offset (FoyerClient *self, gint64 seconds);
gboolean foyer_client_knows_clock (FoyerClient *self);

FoyerRequest *foyer_client_prepare (
    FoyerClient *self, FoyerCall call, const char *name_space, const char *action, GBytes *body);
void foyer_client_send_async (FoyerClient *self,
                              FoyerRequest *request,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
FoyerReply *foyer_client_send_finish (FoyerClient *self, GAsyncResult *result, FoyerVerdict *verdict, GError **error);

void foyer_client_call_async (FoyerClient *self,
                              FoyerCall call,
                              const char *name_space,
                              const char *action,
                              GBytes *body,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
FoyerReply *foyer_client_call_finish (FoyerClient *self, GAsyncResult *result, GError **error);

void foyer_client_run_in_background (FoyerClient *self, GTask *task, GTaskThreadFunc func);

void foyer_client_ping_async (FoyerClient *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean foyer_client_ping_finish (FoyerClient *self, GAsyncResult *result, gint64 *server_time, GError **error);

G_END_DECLS
