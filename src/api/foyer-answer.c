/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From what came over the wire to a verdict, and from the verdict to a reply or an error. */

#include "foyer-answer.h"

#include "foyer-json.h"

#include <gio/gio.h>
#include <string.h>

/* What a server says is shown to a person, who reads a few lines. */
#define LONGEST_WORDS 2000

/* What a parameter's name is made of; it may have a path behind it. */
#define PARAMETER_CHARACTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.[]"

static FoyerSuccess
read_success (JsonObject *object)
{
  gboolean success;

  if (!foyer_json_node_boolean (foyer_json_get (object, "success"), &success))
    return FOYER_SUCCESS_UNSAID;
  return success ? FOYER_SUCCESS_TRUE : FOYER_SUCCESS_FALSE;
}

/* 0 when there is none, -1 when there is one that is no number: it is a failure all the same. */
static int
read_code (JsonObject *object, const char *member)
{
  JsonNode *node = foyer_json_get (object, member);
  gint64 code = 0;

  if (node == NULL || foyer_json_node_is_empty (node))
    return 0;
  return foyer_json_node_integer (node, &code) && code > 0 && code < G_MAXINT ? (int) code : -1;
}

static gsize
parameter_length (const char *text)
{
  return g_ascii_isalpha (*text) ? strspn (text, PARAMETER_CHARACTERS) : 0;
}

/* "'<param>' does not validate", "'<param>' is required" */
static char *
find_quoted_parameter (const char *message)
{
  const char *quote = message != NULL ? strchr (message, '\'') : NULL;
  gsize length = quote != NULL ? parameter_length (quote + 1) : 0;

  return length > 0 && quote[1 + length] == '\'' ? g_strndup (quote + 1, length) : NULL;
}

/* "<param>: <sentence>" */
static char *
split_parameter (const char *text, const char **sentence)
{
  gsize length = parameter_length (text);

  if (length == 0 || !g_str_has_prefix (text + length, ": "))
    return NULL;
  *sentence = text + length + 2;
  return g_strndup (text, length);
}

static void
add_words (GString *words, const char *text)
{
  if (text == NULL || *text == '\0' || words->len >= LONGEST_WORDS)
    return;
  if (words->len > 0)
    g_string_append_c (words, '\n');
  g_string_append_len (words, text,
                       g_utf8_offset_to_pointer (text, MIN (g_utf8_strlen (text, -1), LONGEST_WORDS)) - text);
}

/* The platform's own account of a failure: its message, the additional ones, and the parameters they name. */
static void
read_failure (GError *error, const FoyerExchange *exchange, JsonObject *object)
{
  g_autofree char *message = foyer_json_get_text (object, "message");
  g_autofree char *named = NULL;
  g_autoptr (GPtrArray) additional = foyer_json_get_elements (object, "additionalMessages");
  g_autoptr (GString) words = g_string_new (NULL);

  if (exchange->specific_code == 23016 || exchange->specific_code == 23017)
    named = find_quoted_parameter (message);
  add_words (words, message);
  if (named != NULL && (additional == NULL || additional->len == 0))
    foyer_error_add_problem (error, named, message);

  for (guint i = 0; additional != NULL && i < additional->len; i++)
    {
      g_autofree char *text = foyer_json_node_text (additional->pdata[i]);
      g_autofree char *parameter = NULL;
      const char *sentence = text;

      if (text == NULL)
        continue;
      add_words (words, text);
      parameter = split_parameter (text, &sentence);
      if (parameter != NULL || named != NULL)
        foyer_error_add_problem (error, parameter != NULL ? parameter : named, sentence);
    }

  foyer_error_set_platform_answer (error, exchange->http_status, exchange->platform_code, exchange->specific_code,
                                   words->len > 0 ? words->str : NULL);
}

static GError *
make_error (FoyerRequest *request,
            FoyerTransfer *transfer,
            const FoyerExchange *exchange,
            FoyerErrorCode code,
            const char *reason,
            JsonObject *object,
            const GError *unreadable)
{
  const char *cause = transfer->cause != NULL ? transfer->cause->message
                      : unreadable != NULL    ? unreadable->message
                                              : "";
  const char *uri = foyer_request_get_uri (request);
  GError *error;

  if (code == 0)
    return g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s: %s", uri, reason);

  error = foyer_error_new (code, "%s: HTTP %u, error code %d, specific code %d: %s%s%s", uri, exchange->http_status,
                           exchange->platform_code, exchange->specific_code, reason, *cause != '\0' ? ": " : "", cause);
  foyer_error_set_retry_after (error, transfer->retry_after);
  read_failure (error, exchange, object);
  return error;
}

/**
 * foyer_answer_judge:
 * @reply: (out): the reply, with `FOYER_VERDICT_DELIVERED`
 *
 * Parses, so it can take long: not for the main thread.
 *
 * Returns: the verdict; with any but `FOYER_VERDICT_DELIVERED` @error is set, to a `FOYER_ERROR` or, where the call was
 * cancelled and did nothing, `G_IO_ERROR_CANCELLED`
 */
FoyerVerdict
foyer_answer_judge (FoyerRequest *request, FoyerTransfer *transfer, FoyerReply **reply, GError **error)
{
  FoyerExchange exchange = {
    .call = foyer_request_get_call (request),
    .phase = transfer->phase,
    .transport = transfer->transport,
    .http_status = transfer->http_status,
  };
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) unreadable = NULL;
  JsonObject *object = NULL;
  FoyerErrorCode error_code;
  FoyerVerdict verdict;
  const char *reason;

  if (transfer->body != NULL)
    root = foyer_json_parse (transfer->body, &unreadable);
  if (root != NULL)
    {
      object = foyer_json_node_object (root);
      exchange.is_json = TRUE;
      exchange.platform_code = read_code (object, "errorCode");
      exchange.specific_code = read_code (object, "specificCode");
      exchange.success = read_success (object);
      exchange.has_id = foyer_json_get_id (object, "id") > 0;
    }

  verdict = foyer_verdict_judge (&exchange, &error_code, &reason);
  if (verdict == FOYER_VERDICT_DELIVERED)
    *reply = foyer_reply_new (g_steal_pointer (&root), transfer->http_status, foyer_request_get_date (request),
                              transfer->server_date);
  else
    g_propagate_error (error, make_error (request, transfer, &exchange, error_code, reason, object, unreadable));
  return verdict;
}
