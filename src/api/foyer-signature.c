/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What proves to the platform who asks, and for exactly which bytes (platform-api.md, 1). */

#include "foyer-signature.h"

#include <string.h>

/**
 * foyer_signature_md5:
 * @body: the exact bytes that will be sent
 *
 * Returns: (transfer full): the value of `Content-MD5`: lower-case hex, not base64
 */
char *
foyer_signature_md5 (GBytes *body)
{
  return g_compute_checksum_for_bytes (G_CHECKSUM_MD5, body);
}

/**
 * foyer_signature_format_date:
 * @unix_time: seconds since 1970, by the platform's clock
 *
 * Returns: (transfer full): the value of `IVVY-Date`: `yyyy-mm-dd HH:MM:SS`, UTC
 */
char *
foyer_signature_format_date (gint64 unix_time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (unix_time);

  g_return_val_if_fail (date != NULL, NULL);
  return g_date_time_format (date, "%Y-%m-%d %H:%M:%S");
}

/**
 * foyer_signature_string_to_sign:
 * @body_md5: the value of `Content-MD5`
 * @request_uri: path and query
 * @ivvy_date: the value of `IVVY-Date`, the only header of ours that starts with IVVY
 *
 * For a POST of `FOYER_CONTENT_TYPE`. The place of the `Date` header stays empty, since `IVVY-Date` is used.
 *
 * Returns: (transfer full): the string to sign
 */
char *
foyer_signature_string_to_sign (const char *body_md5, const char *request_uri, const char *ivvy_date)
{
  g_autofree char *joined = g_strconcat ("POST", body_md5, FOYER_CONTENT_TYPE, "", request_uri, FOYER_API_VERSION,
                                         "IVVYDate=", ivvy_date, NULL);

  return g_ascii_strdown (joined, -1);
}

/**
 * foyer_signature_sign:
 * @secret: the account's secret
 *
 * Returns: (transfer full): the HMAC-SHA1 of @string_to_sign under @secret, lower-case hex
 */
char *
foyer_signature_sign (const char *secret, const char *string_to_sign)
{
  return g_compute_hmac_for_string (G_CHECKSUM_SHA1, (const guchar *) secret, strlen (secret), string_to_sign, -1);
}
