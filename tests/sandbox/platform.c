/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sandbox and a plain HTTP client that signs by itself, for tests: nothing of src/api is in here. */
#include "platform.h"

#include <string.h>

FoyerSandboxOptions
platform_options (void)
{
  FoyerSandboxOptions options = FOYER_SANDBOX_OPTIONS_INIT;

  options.epoch = PLATFORM_EPOCH;
  return options;
}

/* OPTIONS may be NULL. */
Platform *
platform_new (const FoyerSandboxOptions *options)
{
  Platform *platform = g_new0 (Platform, 1);
  FoyerSandboxOptions usual = platform_options ();
  g_autoptr (GError) error = NULL;

  platform->sandbox = foyer_sandbox_thread_new (options != NULL ? options : &usual);
  foyer_sandbox_thread_start (platform->sandbox, &error);
  g_assert_no_error (error);
  platform->session = soup_session_new_with_options ("proxy-resolver", NULL, NULL);
  return platform;
}

void
platform_free (Platform *platform)
{
  foyer_sandbox_thread_stop (platform->sandbox);
  g_object_unref (platform->sandbox);
  g_object_unref (platform->session);
  g_free (platform);
}

static const char *
either (const char *given, const char *usual)
{
  return given != NULL ? given : usual;
}

char *
time_text (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);

  return g_date_time_format (time, "%Y-%m-%d %H:%M:%S");
}

/* As platform-api.md has it, for one header that starts with IVVY. */
static char *
make_signature (const PlatformRequest *request, const char *md5, const char *date)
{
  g_autofree char *ivvy = date[0] != '\0' ? g_strdup_printf ("ivvydate=%s", date) : g_strdup ("");
  g_autofree char *text = g_strconcat (either (request->method, "POST"), md5,
                                       either (request->content_type, "application/json"),
                                       date[0] != '\0' ? "" : either (request->http_date, ""), request->target,
                                       either (request->version, "1.0"), ivvy, NULL);
  g_autofree char *lower = g_ascii_strdown (text, -1);
  const char *secret = either (request->secret, FOYER_SANDBOX_DEFAULT_SECRET);

  return g_compute_hmac_for_string (G_CHECKSUM_SHA1, (const guchar *) secret, strlen (secret), lower, -1);
}

/* The request, signed and ready to be sent. */
SoupMessage *
platform_new_message (Platform *platform, const PlatformRequest *request)
{
  g_autofree char *uri = g_strconcat (foyer_sandbox_thread_get_address (platform->sandbox), request->target, NULL);
  SoupMessage *message = soup_message_new (either (request->method, "POST"), uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  gsize length = request->length != 0 ? (gsize) request->length : strlen (request->body);
  g_autoptr (GBytes) body = g_bytes_new (request->body, length);
  g_autofree char *right_md5 = g_compute_checksum_for_bytes (G_CHECKSUM_MD5, body);
  g_autofree char *now = time_text (g_get_real_time () / G_USEC_PER_SEC);
  const char *md5 = either (request->md5, right_md5), *date = either (request->date, now);
  g_autofree char *signature = make_signature (request, md5, date);
  g_autofree char *authorization = g_strdup_printf ("IWS %s:%s", either (request->key, FOYER_SANDBOX_DEFAULT_KEY),
                                                    signature);

  soup_message_set_request_body_from_bytes (message, either (request->content_type, "application/json"), body);
  soup_message_headers_replace (headers, "Content-MD5", md5);
  soup_message_headers_replace (headers, "X-Api-Version", either (request->version, "1.0"));
  if (date[0] != '\0')
    soup_message_headers_replace (headers, "IVVY-Date", date);
  if (request->http_date != NULL)
    soup_message_headers_replace (headers, "Date", request->http_date);
  if (g_strcmp0 (request->authorization, "") != 0)
    soup_message_headers_replace (headers, "X-Api-Authorization", either (request->authorization, authorization));
  return message;
}

Answer *
platform_send (Platform *platform, const PlatformRequest *request)
{
  g_autoptr (SoupMessage) message = platform_new_message (platform, request);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GBytes) reply = NULL;
  g_autoptr (GError) error = NULL;
  Answer *answer = g_new0 (Answer, 1);

  reply = soup_session_send_and_read (platform->session, message, NULL, &error);
  g_assert_no_error (error);

  answer->status = soup_message_get_status (message);
  answer->headers = soup_message_headers_ref (soup_message_get_response_headers (message));
  answer->text = g_strndup (g_bytes_get_data (reply, NULL), g_bytes_get_size (reply));
  json_parser_load_from_data (parser, answer->text, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (soup_message_headers_get_content_type (answer->headers, NULL), ==, "application/json");
  answer->object = json_object_ref (json_node_get_object (json_parser_get_root (parser)));
  return answer;
}

Answer *
platform_call (Platform *platform, const char *space, const char *action, const char *body)
{
  g_autofree char *target = g_strdup_printf ("/api/1.0/%s?action=%s", space, action);

  return platform_send (platform, &(PlatformRequest) { .target = target, .body = body });
}

Answer *
platform_callf (Platform *platform, const char *space, const char *action, const char *format, ...)
{
  g_autofree char *body = NULL;
  va_list args;

  va_start (args, format);
  body = g_strdup_vprintf (format, args);
  va_end (args);
  return platform_call (platform, space, action, body);
}

void
answer_free (Answer *answer)
{
  g_free (answer->text);
  json_object_unref (answer->object);
  soup_message_headers_unref (answer->headers);
  g_free (answer);
}

static gboolean
names_parameter (const Answer *answer, const char *parameter)
{
  g_autofree char *quoted = g_strdup_printf ("'%s' ", parameter);
  g_autofree char *prefix = g_strdup_printf ("%s: ", parameter);
  JsonArray *reasons = NULL;

  if (g_str_has_prefix (json_object_get_string_member (answer->object, "message"), quoted))
    return TRUE;
  if (json_object_has_member (answer->object, "additionalMessages"))
    reasons = json_object_get_array_member (answer->object, "additionalMessages");
  for (guint i = 0; reasons != NULL && i < json_array_get_length (reasons); i++)
    if (g_str_has_prefix (json_array_get_string_element (reasons, i), prefix))
      return TRUE;
  return FALSE;
}

/* SPECIFIC_CODE is 0 for none, PARAMETER is NULL when it names none. */
void
answer_assert_refusal (const Answer *answer, guint status, gint64 specific_code, const char *parameter)
{
  if (answer->status != status || json_object_get_int_member_with_default (answer->object, "errorCode", 0) != status
      || json_object_get_int_member_with_default (answer->object, "specificCode", 0) != specific_code
      || (parameter != NULL && !names_parameter (answer, parameter)))
    g_error ("expected %u, %" G_GINT64_FORMAT ", %s; got %u: %s", status, specific_code,
             parameter != NULL ? parameter : "no parameter", answer->status, answer->text);
}

/* The id of what was saved. */
gint64
answer_assert_saved (const Answer *answer)
{
  if (answer->status != 200 || !json_object_get_boolean_member_with_default (answer->object, "success", FALSE))
    g_error ("expected a success; got %u: %s", answer->status, answer->text);
  return json_object_get_int_member (answer->object, "id");
}

/* Borrowed. */
JsonArray *
answer_get_rows (const Answer *answer)
{
  if (answer->status != 200)
    g_error ("expected a list; got %u: %s", answer->status, answer->text);
  return json_object_get_array_member (answer->object, "results");
}

gint64
answer_get_meta (const Answer *answer, const char *name)
{
  return json_object_get_int_member (json_object_get_object_member (answer->object, "meta"), name);
}

/* 0 when it is null or not there; a text of digits counts. */
gint64
row_get_id (JsonObject *row, const char *name)
{
  JsonNode *node = json_object_get_member (row, name);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return 0;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_ascii_strtoll (json_node_get_string (node), NULL, 10);
  return json_node_get_int (node);
}
