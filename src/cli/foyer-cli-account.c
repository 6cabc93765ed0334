/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which account a command works with. */

#include "foyer-cli-account.h"

#include "foyer-error.h"
#include "foyer-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* What two spellings of one address have in common. */
static char *
normalise_address (const char *address, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);
  g_autofree char *host = NULL;
  g_autofree char *path = NULL;
  g_autofree char *port = NULL;
  int default_port;

  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID,
                   _ ("“%s” is not the address of a platform: that looks like https://api.example.com"), address);
      return NULL;
    }
  host = g_ascii_strdown (g_uri_get_host (uri), -1);
  path = g_strdup (g_uri_get_path (uri));
  while (g_str_has_suffix (path, "/"))
    path[strlen (path) - 1] = '\0';
  default_port = g_str_equal (g_uri_get_scheme (uri), "https") ? 443 : 80;
  port = g_uri_get_port (uri) > 0 && g_uri_get_port (uri) != default_port
             ? g_strdup_printf (":%d", g_uri_get_port (uri))
             : g_strdup ("");
  return g_strconcat (g_uri_get_scheme (uri), "://", host, port, path, NULL);
}

/**
 * foyer_cli_account_uuid_for:
 * @address: as normalised here
 *
 * An account that was never saved still has lists to remember and, when a reply did not come, a lead: its folder is
 * named by a version 5 UUID (RFC 9562, 5.5) of address and key, so that the next call finds it.
 *
 * Returns: (transfer full): the UUID
 */
char *
foyer_cli_account_uuid_for (const char *address, const char *key)
{
  /* A namespace of our own, made once at random. */
  static const guint8 namespace[16] = { 0x5c, 0x0b, 0x8e, 0x3d, 0x71, 0xf4, 0x4a, 0x0e,
                                        0x9d, 0x26, 0xb1, 0xe7, 0x33, 0x58, 0xc4, 0x9a };
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 digest[20];
  gsize length = sizeof digest;

  g_checksum_update (checksum, namespace, sizeof namespace);
  g_checksum_update (checksum, (const guchar *) address, -1);
  g_checksum_update (checksum, (const guchar *) "\n", 1);
  g_checksum_update (checksum, (const guchar *) key, -1);
  g_checksum_get_digest (checksum, digest, &length);
  digest[6] = (digest[6] & 0x0f) | 0x50;
  digest[8] = (digest[8] & 0x3f) | 0x80;
  return g_strdup_printf ("%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", digest[0], digest[1],
                          digest[2], digest[3], digest[4], digest[5], digest[6], digest[7], digest[8], digest[9],
                          digest[10], digest[11], digest[12], digest[13], digest[14], digest[15]);
}

/**
 * foyer_cli_account_for_address:
 * @accounts: (element-type FoyerAccount): the saved accounts
 *
 * Returns: (transfer full) (nullable): the saved account with that address and key, else one that is not saved; `NULL`
 * and `FOYER_ERROR_INVALID`, translated, when the address is none
 */
FoyerAccount *
foyer_cli_account_for_address (GPtrArray *accounts, const char *address, const char *key, GError **error)
{
  g_autofree char *wanted = normalise_address (address, error);
  g_autofree char *uuid = NULL;
  FoyerAccount *account;

  if (wanted == NULL)
    return NULL;
  for (guint i = 0; i < accounts->len; i++)
    {
      g_autofree char *has = NULL;

      account = accounts->pdata[i];
      has = foyer_account_get_address (account) != NULL ? normalise_address (foyer_account_get_address (account), NULL)
                                                        : NULL;
      if (!foyer_account_get_is_sample (account) && g_strcmp0 (has, wanted) == 0
          && g_strcmp0 (foyer_account_get_key (account), key) == 0)
        return g_object_ref (account);
    }

  uuid = foyer_cli_account_uuid_for (wanted, key);
  account = foyer_account_new (uuid);
  foyer_account_set_address (account, wanted);
  foyer_account_set_key (account, key);
  foyer_account_set_title (account, wanted);
  return account;
}

static void
append_account (GString *list, FoyerAccount *account)
{
  g_string_append_printf (list, "\n  %s  %s", foyer_account_get_uuid (account), foyer_account_get_title (account));
}

static gboolean
is_wanted (FoyerAccount *account, const char *wanted, const char *folded)
{
  g_autofree char *title = NULL;

  if (wanted == NULL)
    return !foyer_account_get_is_sample (account);
  if (g_ascii_strcasecmp (foyer_account_get_uuid (account), wanted) == 0)
    return TRUE;
  title = foyer_text_fold (foyer_account_get_title (account));
  return g_str_equal (title, folded);
}

/**
 * foyer_cli_account_choose:
 * @accounts: (element-type FoyerAccount): the saved accounts
 * @wanted: (nullable): a title or a UUID; `NULL` for the only one, the sample data not counted
 *
 * Returns: (transfer full) (nullable): the account; `NULL` and `FOYER_ERROR_INVALID`, translated, when it is none or
 * not one
 */
FoyerAccount *
foyer_cli_account_choose (GPtrArray *accounts, const char *wanted, GError **error)
{
  g_autofree char *folded = foyer_text_fold (wanted);
  g_autoptr (GString) list = g_string_new (NULL);
  FoyerAccount *chosen = NULL;
  guint n = 0;

  for (guint i = 0; i < accounts->len; i++)
    if (is_wanted (accounts->pdata[i], wanted, folded))
      {
        chosen = accounts->pdata[i];
        append_account (list, chosen);
        n++;
      }
  if (n == 1)
    return g_object_ref (chosen);

  if (n > 1 && wanted == NULL)
    g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, _ ("There are several accounts; say which with --account:%s"),
                 list->str);
  else if (n > 1)
    g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID,
                 _ ("Several accounts have the title “%s”; say which by its UUID:%s"), wanted, list->str);
  else if (wanted == NULL)
    g_set_error_literal (error, FOYER_ERROR, FOYER_ERROR_INVALID,
                         _ ("No account is saved: connect one in Foyer, or give --address and --key"));
  else
    {
      for (guint i = 0; i < accounts->len; i++)
        append_account (list, accounts->pdata[i]);
      if (list->len == 0)
        g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, _ ("There is no account “%s”, nor any other"), wanted);
      else
        g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, _ ("There is no account “%s”; there are:%s"), wanted,
                     list->str);
    }
  return NULL;
}
