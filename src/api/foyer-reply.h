/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * FoyerReply:
 *
 * A reply that was judged to be an answer. Immutable, counted, may be handed to another thread.
 */
typedef struct _FoyerReply FoyerReply;

#define FOYER_TYPE_REPLY (foyer_reply_get_type ())
GType foyer_reply_get_type (void) G_GNUC_CONST;

FoyerReply *foyer_reply_new (JsonNode *root, guint http_status, gint64 request_date, gint64 server_date);
FoyerReply *foyer_reply_ref (FoyerReply *self);
void foyer_reply_unref (FoyerReply *self);

JsonNode *foyer_reply_get_root (FoyerReply *self);
JsonObject *foyer_reply_get_object (FoyerReply *self);
guint foyer_reply_get_http_status (FoyerReply *self);
gint64 foyer_reply_get_request_date (FoyerReply *self);
gint64 foyer_reply_get_server_date (FoyerReply *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerReply, foyer_reply_unref)

G_END_DECLS
