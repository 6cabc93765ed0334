/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The published vectors for md5, string to sign and HMAC (platform-api.md, 1), and the headers of a whole request.
 * Would catch any change to the bytes that are signed, which the platform would refuse. */

#include "foyer-address.h"
#include "foyer-request.h"
#include "foyer-signature.h"

#include <gio/gio.h>
#include <string.h>

#define PUBLISHED_BODY "{\"example\":\"body\"}"
#define PUBLISHED_DATE 1333491804 /* 2012-04-03 22:23:24 */
#define PUBLISHED_STRING                                                                                               \
  "posta09f600c77a6dbd947db24c61e8935caapplication/json/api/1.0/test?action=ping1.0ivvydate=2012-04-03 22:23:24"

static void
test_published (void)
{
  g_autoptr (GBytes) body = g_bytes_new_static (PUBLISHED_BODY, strlen (PUBLISHED_BODY));
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  g_autofree char *md5 = foyer_signature_md5 (body);
  g_autofree char *md5_of_nothing = foyer_signature_md5 (empty);
  g_autofree char *date = foyer_signature_format_date (PUBLISHED_DATE);
  g_autofree char *signable = foyer_signature_string_to_sign (md5, "/api/1.0/test?action=ping", date);
  g_autofree char *signature = foyer_signature_sign ("my secret key", "string to sign");

  g_assert_cmpstr (md5, ==, "a09f600c77a6dbd947db24c61e8935ca");
  g_assert_cmpstr (md5_of_nothing, ==, "d41d8cd98f00b204e9800998ecf8427e");
  g_assert_cmpstr (date, ==, "2012-04-03 22:23:24");
  g_assert_cmpstr (signable, ==, PUBLISHED_STRING);
  g_assert_cmpstr (signature, ==, "a993876ea1218921a1c8551923473da7b310dfae");
}

static void
test_request (void)
{
  g_autoptr (GBytes) body = g_bytes_new_static (PUBLISHED_BODY, strlen (PUBLISHED_BODY));
  g_autoptr (FoyerRequest)
      request = foyer_request_new (FOYER_CALL_READ, "test", "ping", body, PUBLISHED_DATE, "KEY", "SeCrEt");
  g_autofree char *signature = foyer_signature_sign ("SeCrEt", PUBLISHED_STRING);
  g_autofree char *authorization = g_strdup_printf ("IWS KEY:%s", signature);
  const char *const *headers = foyer_request_get_headers (request);
  const char *const wanted[] = { "Content-MD5",
                                 "a09f600c77a6dbd947db24c61e8935ca",
                                 "IVVY-Date",
                                 "2012-04-03 22:23:24",
                                 "X-Api-Version",
                                 "1.0",
                                 "X-Api-Authorization",
                                 authorization,
                                 NULL };

  g_assert_cmpstrv (headers, wanted);
  g_assert_cmpstr (foyer_request_get_uri (request), ==, "/api/1.0/test?action=ping");
  g_assert_true (g_bytes_equal (foyer_request_get_body (request), body));
  g_assert_cmpint (foyer_request_get_date (request), ==, PUBLISHED_DATE);
  g_assert_cmpint (foyer_request_get_call (request), ==, FOYER_CALL_READ);
}

static void
test_addresses (void)
{
  static const struct
  {
    const char *typed;
    const char *address; /* NULL: refused */
  } cases[] = {
    { "https://api.us-west-2.ivvy.com", "https://api.us-west-2.ivvy.com" },
    { " api.eu-west-2.ivvy.com/ ", "https://api.eu-west-2.ivvy.com" },
    { "HTTPS://Example.org:8443/", "https://Example.org:8443" },
    { "http://127.0.0.1:8080", "http://127.0.0.1:8080" },
    { "http://127.8.9.1", "http://127.8.9.1" },
    { "http://[::1]:8080/", "http://[::1]:8080" },
    { "http://localhost:8080", "http://localhost:8080" },
    { "http://example.org", NULL },
    { "http://localhost.example.org", NULL },
    { "http://127.0.0.1.example.org", NULL },
    { "http://0.0.0.0", NULL },
    { "ftp://example.org", NULL },
    { "file:///etc/passwd", NULL },
    { "https://user:password@example.org", NULL },
    { "https://example.org/api", NULL },
    { "https://example.org?x", NULL },
    { "https://example.org#x", NULL },
    { "https://exam ple.org", NULL },
    { "https://", NULL },
    { "", NULL },
    { "https://example.org:99999", NULL },
    { "https://example.org\r\nX-Evil: 1", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *address = foyer_address_normalize (cases[i].typed, &error);

      g_assert_cmpstr (address, ==, cases[i].address);
      if (cases[i].address == NULL)
        g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
      else
        g_assert_no_error (error);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signature/published", test_published);
  g_test_add_func ("/signature/request", test_request);
  g_test_add_func ("/signature/addresses", test_addresses);
  return g_test_run ();
}
