/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who gets past the door. Would catch: a sandbox that signs as the client does rather than as the page says, and one
 * that lets a wrong digest, signature, date, version or method pass. */
#include "foyer-sandbox-auth.h"
#include "platform.h"

#include <string.h>

#define PING "/api/1.0/test?action=ping"

/* The two vectors the platform published. */
static void
test_vectors (void)
{
  g_autoptr (SoupMessage) message = soup_message_new ("POST", "http://127.0.0.1/");
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  const FoyerSandboxRequest request = { .method = "POST", .target = PING, .headers = headers };
  g_autofree char *string_to_sign = NULL;
  g_autofree char *signature = foyer_sandbox_auth_sign ("my secret key", "string to sign");
  g_autofree char *md5 = g_compute_checksum_for_string (G_CHECKSUM_MD5, "{\"example\":\"body\"}", -1);

  g_assert_cmpstr (signature, ==, "a993876ea1218921a1c8551923473da7b310dfae");
  g_assert_cmpstr (md5, ==, "a09f600c77a6dbd947db24c61e8935ca");
  soup_message_headers_append (headers, "Content-MD5", md5);
  soup_message_headers_append (headers, "Content-Type", "application/json");
  soup_message_headers_append (headers, "IVVY-Date", "2012-04-03 22:23:24");
  soup_message_headers_append (headers, "X-Api-Version", "1.0");
  string_to_sign = foyer_sandbox_auth_string_to_sign (&request);
  g_assert_cmpstr (string_to_sign, ==,
                   "posta09f600c77a6dbd947db24c61e8935caapplication/json/api/1.0/test?action=ping1.0"
                   "ivvydate=2012-04-03 22:23:24");
}

/* Several headers that start with IVVY: in alphabetical order, without - and _, joined with &. */
static void
test_several_platform_headers (void)
{
  g_autoptr (SoupMessage) message = soup_message_new ("POST", "http://127.0.0.1/");
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  const FoyerSandboxRequest request = { .method = "POST", .target = "/x", .headers = headers };
  g_autofree char *string_to_sign = NULL;

  soup_message_headers_append (headers, "Ivvy-Trace_Id", "AB");
  soup_message_headers_append (headers, "IVVY-Date", "2012-04-03 22:23:24");
  soup_message_headers_append (headers, "Date", "is not used");
  string_to_sign = foyer_sandbox_auth_string_to_sign (&request);
  g_assert_cmpstr (string_to_sign, ==, "post/xivvydate=2012-04-03 22:23:24&ivvytraceid=ab");
}

static void
assert_welcome (Platform *platform, PlatformRequest request)
{
  g_autoptr (Answer) answer = NULL;

  if (request.target == NULL)
    request.target = PING;
  if (request.body == NULL)
    request.body = "{}";
  answer = platform_send (platform, &request);
  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_true (json_object_has_member (answer->object, "timestamp"));
}

static void
assert_refused (Platform *platform, PlatformRequest request, guint status, gint64 specific_code)
{
  g_autoptr (Answer) answer = NULL;

  if (request.target == NULL)
    request.target = PING;
  if (request.body == NULL)
    request.body = "{}";
  answer = platform_send (platform, &request);
  answer_assert_refusal (answer, status, specific_code, NULL);
}

static void
test_in_order (void)
{
  g_autoptr (Platform) platform = platform_new (NULL);

  assert_welcome (platform, (PlatformRequest) { 0 });
  assert_welcome (platform, (PlatformRequest) { .body = "" });
  assert_welcome (platform, (PlatformRequest) { .body = "{\"example\":\"body\"}" });
  /* Signed exactly as it is sent. */
  assert_welcome (platform, (PlatformRequest) { .content_type = "application/json; charset=utf-8" });
}

static void
test_wrong_request (void)
{
  g_autoptr (Platform) platform = platform_new (NULL);

  assert_refused (platform, (PlatformRequest) { .method = "GET" }, 405, 0);
  assert_refused (platform, (PlatformRequest) { .method = "PUT" }, 405, 0);
  assert_refused (platform, (PlatformRequest) { .target = "/" }, 404, 0);
  assert_refused (platform, (PlatformRequest) { .target = "/api/2.0/test?action=ping" }, 404, 0);
  assert_refused (platform, (PlatformRequest) { .target = "/api/1.0/tests?action=ping" }, 404, 0);
  assert_refused (platform, (PlatformRequest) { .target = "/api/1.0/test" }, 405, 0);
  assert_refused (platform, (PlatformRequest) { .target = "/api/1.0/test?action=pong" }, 405, 0);
  assert_refused (platform, (PlatformRequest) { .target = "/api/1.0/crm?action=ping" }, 405, 0);
  assert_refused (platform, (PlatformRequest) { .version = "2.0" }, 406, 0);
  assert_refused (platform, (PlatformRequest) { .content_type = "text/plain" }, 406, 0);
  assert_refused (platform, (PlatformRequest) { .md5 = "99914B932BD37A50B983C5E7C90AE93B" }, 400, 0);
  assert_refused (platform, (PlatformRequest) { .md5 = "mZFLkyvTelC5g8XnyQrpOw==" }, 400, 0);
  assert_refused (platform, (PlatformRequest) { .md5 = "" }, 400, 0);
}

static void
test_wrong_key (void)
{
  g_autoptr (Platform) platform = platform_new (NULL);
  const PlatformRequest other_key = { .target = "/api/1.0/test?action=ping", .body = "{}", .key = "sample+2" };
  g_autoptr (Answer) answer = platform_send (platform, &other_key);

  g_assert_cmpuint (answer->status, ==, 200);
  assert_refused (platform, (PlatformRequest) { .key = "sampl" }, 401, 0);

  assert_refused (platform, (PlatformRequest) { .key = "samples" }, 401, 0);
  assert_refused (platform, (PlatformRequest) { .secret = "sample-secrets" }, 401, 0);
  assert_refused (platform, (PlatformRequest) { .authorization = "" }, 401, 0);
  assert_refused (platform, (PlatformRequest) { .authorization = "IWS sample" }, 401, 0);
  assert_refused (platform, (PlatformRequest) { .authorization = "Basic sample:x" }, 401, 0);
  assert_refused (platform, (PlatformRequest) { .authorization = "IWS :" }, 401, 0);
  assert_refused (platform, (PlatformRequest) { .key = FOYER_SANDBOX_REVOKED_KEY }, 463, 0);
  assert_refused (platform, (PlatformRequest) { .key = FOYER_SANDBOX_REVOKED_KEY, .secret = "wrong" }, 401, 0);
}

/* What is not in the signature is not signed: swapping two actions must not pass. */
static void
test_signature_covers_target (void)
{
  g_autoptr (Platform) platform = platform_new (NULL);
  g_autofree char *now = time_text (g_get_real_time () / G_USEC_PER_SEC);
  g_autofree char *text = g_strdup_printf ("post99914b932bd37a50b983c5e7c90ae93bapplication/json"
                                           "/api/1.0/test?action=ping1.0ivvydate=%s",
                                           now);
  g_autofree char *signature = g_compute_hmac_for_string (G_CHECKSUM_SHA1, (const guchar *) "sample-secret", 13, text,
                                                          -1);
  g_autofree char *authorization = g_strdup_printf ("IWS sample:%s", signature);

  assert_welcome (platform, (PlatformRequest) { .date = now, .authorization = authorization });
  assert_refused (
      platform,
      (PlatformRequest) { .date = now, .authorization = authorization, .target = "/api/1.0/test?action=PING" }, 405, 0);
  assert_refused (platform,
                  (PlatformRequest) {
                      .date = now, .authorization = authorization, .target = "/api/1.0/crm?action=getLeadStageList" },
                  401, 0);
}

static void
test_lifetime (void)
{
  FoyerSandboxOptions options = platform_options ();
  g_autoptr (Platform) platform = NULL;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *early = time_text (now - 200);
  g_autofree char *late = time_text (now + 200);
  g_autofree char *fine = time_text (now - 60);
  g_autofree char *with_zone = g_strconcat (fine, " UTC", NULL);
  g_autoptr (GDateTime) http_time = g_date_time_new_from_unix_utc (now);
  g_autofree char *http_date = soup_date_time_to_string (http_time, SOUP_DATE_HTTP);

  options.lifetime = 100;
  platform = platform_new (&options);
  assert_welcome (platform, (PlatformRequest) { .date = fine });
  assert_refused (platform, (PlatformRequest) { .date = early }, 401, 23005);
  assert_refused (platform, (PlatformRequest) { .date = late }, 401, 23005);
  assert_refused (platform, (PlatformRequest) { .date = "2025-13-01 00:00:00" }, 401, 0);
  assert_refused (platform, (PlatformRequest) { .date = "yesterday" }, 401, 0);
  assert_refused (platform, (PlatformRequest) { .date = with_zone }, 401, 0);
  assert_refused (platform, (PlatformRequest) { .date = "" }, 401, 0);
  /* Without IVVY-Date the Date header counts, and is signed. */
  assert_welcome (platform, (PlatformRequest) { .date = "", .http_date = http_date });
}

/* A client learns the offset of its clock from a refusal. */
static void
test_date_of_reply (void)
{
  g_autoptr (Platform) platform = platform_new (NULL);
  g_autoptr (Answer) answer = platform_send (
      platform, &(PlatformRequest) { .target = PING, .body = "{}", .date = "2012-04-03 22:23:24" });
  const char *date = soup_message_headers_get_one (answer->headers, "Date");
  g_autoptr (GDateTime) time = soup_date_time_new_from_http_string (date);

  answer_assert_refusal (answer, 401, 23005, NULL);
  g_assert_nonnull (time);
  g_assert_cmpint (ABS (g_date_time_to_unix (time) - g_get_real_time () / G_USEC_PER_SEC), <=, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/auth/vectors", test_vectors);
  g_test_add_func ("/sandbox/auth/several-platform-headers", test_several_platform_headers);
  g_test_add_func ("/sandbox/auth/in-order", test_in_order);
  g_test_add_func ("/sandbox/auth/wrong-request", test_wrong_request);
  g_test_add_func ("/sandbox/auth/wrong-key", test_wrong_key);
  g_test_add_func ("/sandbox/auth/signature-covers-target", test_signature_covers_target);
  g_test_add_func ("/sandbox/auth/lifetime", test_lifetime);
  g_test_add_func ("/sandbox/auth/date-of-reply", test_date_of_reply);
  return g_test_run ();
}
