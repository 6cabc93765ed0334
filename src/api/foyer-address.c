/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The address of a platform, as a person types it. */

#include "foyer-address.h"

#include "foyer-error.h"

#include <gio/gio.h>
#include <string.h>

/* A name, which may be in any script, or a number. */
static gboolean
is_host (const char *host)
{
  if (host == NULL || *host == '\0')
    return FALSE;
  for (const char *c = host; *c != '\0'; c++)
    if (g_ascii_isgraph (*c) && !g_ascii_isalnum (*c) && strchr ("-._:", *c) == NULL)
      return FALSE;
    else if (g_ascii_isspace (*c) || g_ascii_iscntrl (*c))
      return FALSE;
  return TRUE;
}

static gboolean
is_loopback_host (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return g_ascii_strcasecmp (host, "localhost") == 0 || (address != NULL && g_inet_address_get_is_loopback (address));
}

/**
 * foyer_address_normalize:
 * @typed: for example `https://api.us-west-2.ivvy.com`; without a scheme, `https` is meant
 *
 * An address is a scheme, a host and perhaps a port. The scheme is `https`, or `http` for this computer itself: a
 * signed request can be read and repeated by whoever sees it pass.
 *
 * Returns: (transfer full): the address without a slash at its end, or `NULL` with `FOYER_ERROR_INVALID`
 */
char *
foyer_address_normalize (const char *typed, GError **error)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (typed));
  g_autofree char *complete = NULL;
  g_autoptr (GUri) uri = NULL;
  const char *problem = NULL;

  complete = strstr (trimmed, "://") != NULL ? g_strdup (trimmed) : g_strconcat ("https://", trimmed, NULL);
  uri = g_uri_parse (complete, G_URI_FLAGS_NONE, NULL);

  if (uri == NULL || !is_host (g_uri_get_host (uri)))
    problem = "it is not an address";
  else if (!g_str_equal (g_uri_get_scheme (uri), "https") && !g_str_equal (g_uri_get_scheme (uri), "http"))
    problem = "it does not begin with https";
  else if (g_str_equal (g_uri_get_scheme (uri), "http") && !is_loopback_host (g_uri_get_host (uri)))
    problem = "http is only for this computer itself";
  else if (g_uri_get_userinfo (uri) != NULL)
    problem = "a name and a password do not belong into it";
  else if (g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL
           || (*g_uri_get_path (uri) != '\0' && !g_str_equal (g_uri_get_path (uri), "/")))
    problem = "nothing may follow the host";

  if (problem != NULL)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "The address cannot be used: %s", problem);
      return NULL;
    }

  return g_uri_join (G_URI_FLAGS_NONE, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri), g_uri_get_port (uri), "",
                     NULL, NULL);
}

/**
 * foyer_address_is_loopback:
 * @address: as foyer_address_normalize() returns it
 *
 * Returns: whether it is this computer itself
 */
gboolean
foyer_address_is_loopback (const char *address)
{
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);

  return uri != NULL && g_uri_get_host (uri) != NULL && is_loopback_host (g_uri_get_host (uri));
}
