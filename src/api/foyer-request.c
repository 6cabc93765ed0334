/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One call, signed: what can be kept on disk before its first byte leaves. */

#include "foyer-request.h"

#include "foyer-signature.h"

struct _FoyerRequest
{
  char *uri;     /* owned */
  GBytes *body;  /* owned */
  GStrv headers; /* owned, names and values in turn */
  gint64 date;
  FoyerCall call;
};

G_DEFINE_BOXED_TYPE (FoyerRequest, foyer_request, foyer_request_ref, foyer_request_unref)

static void
foyer_request_clear (gpointer data)
{
  FoyerRequest *self = data;

  g_free (self->uri);
  g_bytes_unref (self->body);
  g_strfreev (self->headers);
}

/**
 * foyer_request_new:
 * @call: what the call does to the platform
 * @name_space: for example `contact`
 * @action: for example `addOrUpdateLead`
 * @body: the exact bytes: a JSON object
 * @date: unix seconds by the platform's clock
 * @key: the account's key
 * @secret: the account's secret; only its signature stays in the request
 *
 * The headers are those of platform-api.md, 1.
 *
 * Returns: (transfer full): the signed request
 */
FoyerRequest *
foyer_request_new (FoyerCall call,
                   const char *name_space,
                   const char *action,
                   GBytes *body,
                   gint64 date,
                   const char *key,
                   const char *secret)
{
  FoyerRequest *self = g_atomic_rc_box_new0 (FoyerRequest);
  g_autofree char *md5 = foyer_signature_md5 (body);
  g_autofree char *ivvy_date = foyer_signature_format_date (date);
  g_autofree char *signable = NULL;
  g_autofree char *signature = NULL;
  g_autoptr (GStrvBuilder) headers = g_strv_builder_new ();

  self->call = call;
  self->uri = g_strdup_printf ("/api/" FOYER_API_VERSION "/%s?action=%s", name_space, action);
  self->body = g_bytes_ref (body);
  self->date = date;

  signable = foyer_signature_string_to_sign (md5, self->uri, ivvy_date);
  signature = foyer_signature_sign (secret, signable);
  g_strv_builder_add_many (headers, "Content-MD5", md5, "IVVY-Date", ivvy_date, "X-Api-Version", FOYER_API_VERSION,
                           "X-Api-Authorization", NULL);
  g_strv_builder_take (headers, g_strdup_printf ("IWS %s:%s", key, signature));
  self->headers = g_strv_builder_end (headers);
  return self;
}

FoyerRequest *
foyer_request_ref (FoyerRequest *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
foyer_request_unref (FoyerRequest *self)
{
  g_atomic_rc_box_release_full (self, foyer_request_clear);
}

FoyerCall
foyer_request_get_call (FoyerRequest *self)
{
  return self->call;
}

/**
 * foyer_request_get_uri:
 *
 * Returns: path and query
 */
const char *
foyer_request_get_uri (FoyerRequest *self)
{
  return self->uri;
}

/**
 * foyer_request_get_body:
 *
 * Returns: (transfer none): the exact bytes that were signed
 */
GBytes *
foyer_request_get_body (FoyerRequest *self)
{
  return self->body;
}

/**
 * foyer_request_get_date:
 *
 * Returns: the `IVVY-Date`, in unix seconds by the platform's clock as far as it is known
 */
gint64
foyer_request_get_date (FoyerRequest *self)
{
  return self->date;
}

/**
 * foyer_request_get_headers:
 *
 * Returns: (transfer none) (array zero-terminated=1): names and values in turn; `Content-Type` goes with the body
 */
const char *const *
foyer_request_get_headers (FoyerRequest *self)
{
  return (const char *const *) self->headers;
}
