/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reply that was judged to be an answer. */

#include "foyer-reply.h"

#include "foyer-json.h"

struct _FoyerReply
{
  JsonNode *root; /* owned */
  guint http_status;
  gint64 request_date;
  gint64 server_date;
};

G_DEFINE_BOXED_TYPE (FoyerReply, foyer_reply, foyer_reply_ref, foyer_reply_unref)

static void
foyer_reply_clear (gpointer data)
{
  FoyerReply *self = data;

  json_node_unref (self->root);
}

/**
 * foyer_reply_new:
 * @root: (transfer full): an object or array, which nobody changes
 * @request_date: the `IVVY-Date` of the request, in unix seconds
 * @server_date: the `Date` of the reply, in unix seconds, or 0
 *
 * Returns: (transfer full): a reply
 */
FoyerReply *
foyer_reply_new (JsonNode *root, guint http_status, gint64 request_date, gint64 server_date)
{
  FoyerReply *self = g_atomic_rc_box_new0 (FoyerReply);

  self->root = root;
  self->http_status = http_status;
  self->request_date = request_date;
  self->server_date = server_date;
  return self;
}

FoyerReply *
foyer_reply_ref (FoyerReply *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
foyer_reply_unref (FoyerReply *self)
{
  g_atomic_rc_box_release_full (self, foyer_reply_clear);
}

/**
 * foyer_reply_get_root:
 *
 * Returns: (transfer none): an object or an array
 */
JsonNode *
foyer_reply_get_root (FoyerReply *self)
{
  return self->root;
}

/**
 * foyer_reply_get_object:
 *
 * Returns: (transfer none) (nullable): the object that was answered; `NULL` when it was an array
 */
JsonObject *
foyer_reply_get_object (FoyerReply *self)
{
  return foyer_json_node_object (self->root);
}

guint
foyer_reply_get_http_status (FoyerReply *self)
{
  return self->http_status;
}

/**
 * foyer_reply_get_request_date:
 *
 * Returns: the `IVVY-Date` the request was signed with, in unix seconds
 */
gint64
foyer_reply_get_request_date (FoyerReply *self)
{
  return self->request_date;
}

/**
 * foyer_reply_get_server_date:
 *
 * Returns: the `Date` of the reply, in unix seconds by the platform's clock; 0 when it came without one
 */
gint64
foyer_reply_get_server_date (FoyerReply *self)
{
  return self->server_date;
}
