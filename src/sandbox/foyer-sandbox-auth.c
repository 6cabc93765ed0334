/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who asks, and whether it is they: the checks every request passes first. */
#include "foyer-sandbox-auth.h"

#include <string.h>

#include "foyer-sandbox-time.h"

#define SCHEME "IWS "

typedef struct
{
  char *name; /* owned; without - and _ */
  const char *value;
} PlatformHeader;

static void
clear_header (PlatformHeader *header)
{
  g_free (header->name);
}

static int
compare_headers (gconstpointer a, gconstpointer b)
{
  return g_ascii_strcasecmp (((const PlatformHeader *) a)->name, ((const PlatformHeader *) b)->name);
}

/* Every header that starts with IVVY, as name=value joined with &. */
static char *
join_platform_headers (SoupMessageHeaders *headers)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (PlatformHeader));
  g_autoptr (GString) joined = g_string_new (NULL);
  SoupMessageHeadersIter iter;
  const char *name, *value;

  g_array_set_clear_func (found, (GDestroyNotify) clear_header);
  soup_message_headers_iter_init (&iter, headers);
  while (soup_message_headers_iter_next (&iter, &name, &value))
    if (g_ascii_strncasecmp (name, "IVVY", 4) == 0)
      {
        g_autoptr (GString) plain = g_string_new (name);
        PlatformHeader header = { .value = value };

        g_string_replace (plain, "-", "", 0);
        g_string_replace (plain, "_", "", 0);
        header.name = g_strdup (plain->str);
        g_array_append_val (found, header);
      }
  g_array_sort (found, compare_headers);
  for (guint i = 0; i < found->len; i++)
    {
      const PlatformHeader *header = &g_array_index (found, PlatformHeader, i);

      g_string_append_printf (joined, "%s%s=%s", i > 0 ? "&" : "", header->name, header->value);
    }
  return g_strdup (joined->str);
}

static const char *
get_header (const FoyerSandboxRequest *request, const char *name)
{
  const char *value = soup_message_headers_get_one (request->headers, name);

  return value != NULL ? value : "";
}

/* What a request has to be signed over. */
char *
foyer_sandbox_auth_string_to_sign (const FoyerSandboxRequest *request)
{
  gboolean platform_date = soup_message_headers_get_one (request->headers, "IVVY-Date") != NULL;
  g_autofree char *platform_headers = join_platform_headers (request->headers);
  g_autofree char *text = g_strconcat (request->method, get_header (request, "Content-MD5"),
                                       get_header (request, "Content-Type"),
                                       platform_date ? "" : get_header (request, "Date"), request->target,
                                       get_header (request, "X-Api-Version"), platform_headers, NULL);

  return g_ascii_strdown (text, -1);
}

char *
foyer_sandbox_auth_sign (const char *secret, const char *string_to_sign)
{
  return g_compute_hmac_for_string (G_CHECKSUM_SHA1, (const guchar *) secret, strlen (secret), string_to_sign, -1);
}

static FoyerSandboxReply *
refuse (guint error_code, const char *message)
{
  return foyer_sandbox_reply_new_refusal (error_code, FOYER_SANDBOX_NO_SPECIFIC_CODE, message, NULL);
}

static FoyerSandboxReply *
check_form (const FoyerSandboxRequest *request)
{
  const char *media_type = soup_message_headers_get_content_type (request->headers, NULL);
  g_autofree char *md5 = NULL;

  if (g_strcmp0 (media_type, "application/json") != 0)
    return refuse (FOYER_SANDBOX_NOT_ACCEPTABLE, "Content-Type must be application/json");
  if (!g_str_equal (get_header (request, "X-Api-Version"), "1.0"))
    return refuse (FOYER_SANDBOX_NOT_ACCEPTABLE, "X-Api-Version must be 1.0");
  md5 = g_compute_checksum_for_data (G_CHECKSUM_MD5, (const guchar *) request->body, request->length);
  if (!g_str_equal (get_header (request, "Content-MD5"), md5))
    return refuse (FOYER_SANDBOX_BAD_REQUEST, "Content-MD5 is not that of the body");
  return NULL;
}

/* An account has several keys: what is after a + tells its clients apart. */
static gboolean
is_key_of_account (const FoyerSandboxAuth *auth, const char *key)
{
  gsize length = strlen (auth->key);

  return strncmp (key, auth->key, length) == 0 && (key[length] == '\0' || key[length] == '+');
}

/* Of a request that is signed for one; to be freed. NULL when it is not. */
char *
foyer_sandbox_auth_read_key (const FoyerSandboxRequest *request)
{
  const char *authorization = get_header (request, "X-Api-Authorization");
  const char *colon = strrchr (authorization, ':');

  if (!g_str_has_prefix (authorization, SCHEME) || colon == NULL)
    return NULL;
  return g_strndup (authorization + strlen (SCHEME), (gsize) (colon - authorization) - strlen (SCHEME));
}

static FoyerSandboxReply *
check_signature (const FoyerSandboxAuth *auth, const FoyerSandboxRequest *request)
{
  g_autofree char *key = foyer_sandbox_auth_read_key (request);
  g_autofree char *string_to_sign = NULL;
  g_autofree char *signature = NULL;

  if (key == NULL)
    return refuse (FOYER_SANDBOX_UNAUTHORIZED, "X-Api-Authorization is missing");
  if (!is_key_of_account (auth, key) && g_strcmp0 (key, auth->revoked_key) != 0)
    return refuse (FOYER_SANDBOX_UNAUTHORIZED, "The key or the signature is wrong");
  string_to_sign = foyer_sandbox_auth_string_to_sign (request);
  signature = foyer_sandbox_auth_sign (auth->secret, string_to_sign);
  if (!g_str_equal (strrchr (get_header (request, "X-Api-Authorization"), ':') + 1, signature))
    return refuse (FOYER_SANDBOX_UNAUTHORIZED, "The key or the signature is wrong");
  if (g_strcmp0 (key, auth->revoked_key) == 0)
    return refuse (FOYER_SANDBOX_KEY_REVOKED, "The key was revoked");
  return NULL;
}

static gboolean
read_date (const FoyerSandboxRequest *request, gint64 *seconds)
{
  const char *platform_date = soup_message_headers_get_one (request->headers, "IVVY-Date");
  g_autoptr (GDateTime) date = NULL;

  if (platform_date != NULL)
    return strlen (platform_date) == strlen ("yyyy-mm-dd HH:MM:SS")
           && foyer_sandbox_time_parse (platform_date, seconds);
  date = soup_date_time_new_from_http_string (get_header (request, "Date"));
  if (date == NULL)
    return FALSE;
  *seconds = g_date_time_to_unix (date);
  return TRUE;
}

static FoyerSandboxReply *
check_date (const FoyerSandboxAuth *auth, const FoyerSandboxRequest *request, gint64 now)
{
  gint64 date;

  if (!read_date (request, &date))
    return refuse (FOYER_SANDBOX_UNAUTHORIZED, "IVVY-Date is missing or is not yyyy-mm-dd HH:MM:SS");
  if (ABS (now - date) > auth->lifetime)
    return foyer_sandbox_reply_new_refusal (FOYER_SANDBOX_UNAUTHORIZED, FOYER_SANDBOX_STALE_REQUEST,
                                            "The request is stale", NULL);
  return NULL;
}

/* NULL when the request is in order. */
FoyerSandboxReply *
foyer_sandbox_auth_check (const FoyerSandboxAuth *auth, const FoyerSandboxRequest *request, gint64 now)
{
  FoyerSandboxReply *refusal = check_form (request);

  if (refusal == NULL)
    refusal = check_signature (auth, request);
  if (refusal == NULL)
    refusal = check_date (auth, request, now);
  return refusal;
}
