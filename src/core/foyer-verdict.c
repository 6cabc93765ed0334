/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an answer, or its absence, means for what was sent: a table, walked in order, the first row that fits decides.
 * It is printed into the documentation and tested row by row; nobody else judges a reply. */

#include "foyer-verdict.h"

#define MAX_CODES 6
#define ANY       0

/* Sets of enum values, one bit each; `ANY` is all of them. */
#define BIT(value) (1u << (value))

#define READ   BIT (FOYER_CALL_READ)
#define ADD    BIT (FOYER_CALL_ADD)
#define UPDATE BIT (FOYER_CALL_UPDATE)
#define WRITE  (ADD | UPDATE)

#define NOT_STARTED BIT (FOYER_PHASE_NOT_STARTED)
#define STARTED     BIT (FOYER_PHASE_STARTED)
#define REPLIED     BIT (FOYER_PHASE_REPLIED)

#define CANCELLED BIT (FOYER_TRANSPORT_CANCELLED)
#define TLS       BIT (FOYER_TRANSPORT_TLS)
#define TOO_BIG   BIT (FOYER_TRANSPORT_TOO_BIG)
#define NOT_WHOLE (BIT (FOYER_N_TRANSPORTS) - 1 - BIT (FOYER_TRANSPORT_WHOLE))

#define SAYS_TRUE  BIT (FOYER_SUCCESS_TRUE)
#define SAYS_FALSE BIT (FOYER_SUCCESS_FALSE)

/* In a list of codes: whatever it is, there is one. */
#define FAILURE G_MAXINT

/* The specific codes that speak of the thing itself (platform-api.md, 2 and 3). */
#define LEAD_REFUSED 23016, 23017, 24215, 24216, 24218
#define NOT_FOUND    24096, 24153, 24216

typedef enum
{
  BODY_ANY,
  BODY_JSON,
  BODY_NOT_JSON,
} Body;

typedef enum
{
  STATUS_ANY,
  STATUS_NOT_SUCCESS,
} Status;

typedef struct
{
  guint calls;
  guint phases;
  guint transports;
  Body body;
  Status status;
  int codes[MAX_CODES];     /* the errorCode, or without one the HTTP status from 400 on */
  int specifics[MAX_CODES]; /* the specificCode */
  guint successes;
  gboolean needs_id;
  FoyerVerdict verdict;
  FoyerErrorCode error_code; /* 0: it is no error, or a cancelled call */
  const char *reason;
} Row;

static const Row table[] = {
  /* No whole reply. */
  { ANY, NOT_STARTED, CANCELLED, .verdict = FOYER_VERDICT_NOT_SENT, .reason = "cancelled before a byte left" },
  { ANY, NOT_STARTED, TLS, .verdict = FOYER_VERDICT_NOT_SENT, .error_code = FOYER_ERROR_TLS,
    .reason = "the other side could not prove who it is, and was told nothing" },
  { ANY, NOT_STARTED, .verdict = FOYER_VERDICT_NOT_SENT, .error_code = FOYER_ERROR_OFFLINE,
    .reason = "no connection: not a byte left" },
  { READ, ANY, CANCELLED, .verdict = FOYER_VERDICT_LATER, .reason = "cancelled; nothing was asked to happen" },
  { READ, ANY, TOO_BIG, .verdict = FOYER_VERDICT_LATER, .error_code = FOYER_ERROR_UNREADABLE,
    .reason = "the reply is larger than we are willing to read" },
  { READ, ANY, NOT_WHOLE, .verdict = FOYER_VERDICT_LATER, .error_code = FOYER_ERROR_UNAVAILABLE,
    .reason = "the connection broke or the deadline passed; asking again does no harm" },
  { READ, STARTED, .verdict = FOYER_VERDICT_LATER, .error_code = FOYER_ERROR_UNAVAILABLE,
    .reason = "no reply came; asking again does no harm" },
  { WRITE, ANY, NOT_WHOLE, .verdict = FOYER_VERDICT_UNCERTAIN, .error_code = FOYER_ERROR_UNCERTAIN,
    .reason = "it began to leave and no whole reply came" },
  { WRITE, STARTED, .verdict = FOYER_VERDICT_UNCERTAIN, .error_code = FOYER_ERROR_UNCERTAIN,
    .reason = "it began to leave and no reply came" },

  /* A whole reply that says no. */
  { WRITE, .body = BODY_JSON, .codes = { FAILURE }, .successes = SAYS_TRUE, .verdict = FOYER_VERDICT_UNCERTAIN,
    .error_code = FOYER_ERROR_UNCERTAIN, .reason = "the reply says success and failure at once" },
  { ANY, .body = BODY_JSON, .specifics = { 23005 }, .verdict = FOYER_VERDICT_STALE_CLOCK,
    .error_code = FOYER_ERROR_CLOCK, .reason = "refused unread, for its date; judged before 401, as which it comes" },
  { ANY, .codes = { 429 }, .verdict = FOYER_VERDICT_LATER, .error_code = FOYER_ERROR_BUSY,
    .reason = "turned away at the door, whoever writes the page" },
  { WRITE, .body = BODY_NOT_JSON, .verdict = FOYER_VERDICT_UNCERTAIN, .error_code = FOYER_ERROR_UNCERTAIN,
    .reason = "a page of some server between us and the platform, or a damaged reply" },
  { ANY, .codes = { 401, 462, 463 }, .verdict = FOYER_VERDICT_ACCOUNT, .error_code = FOYER_ERROR_UNAUTHORIZED,
    .reason = "the key, its secret or its session is not valid" },
  { ANY, .codes = { 403 }, .verdict = FOYER_VERDICT_ACCOUNT, .error_code = FOYER_ERROR_FORBIDDEN,
    .reason = "the key may not do this" },
  /* 461, "failed request", says nothing of itself. With a code that names what is wrong with the thing it is a refusal:
   * the platform has read and checked it. Taken for uncertain, it would be looked for, not be there, be sent again, and
   * get the same answer for ever, and nobody would be told what to mend. */
  { UPDATE, .codes = { 400, 404, 461 }, .specifics = { 24216 }, .verdict = FOYER_VERDICT_GONE,
    .error_code = FOYER_ERROR_GONE, .reason = "no longer a lead: converted or deleted" },
  { READ, .codes = { 400, 404, 461 }, .specifics = { NOT_FOUND }, .verdict = FOYER_VERDICT_GONE,
    .error_code = FOYER_ERROR_GONE, .reason = "there is no such contact, company or lead" },
  { ANY, .codes = { 400, 404, 405, 406, 461 }, .specifics = { LEAD_REFUSED }, .verdict = FOYER_VERDICT_REJECTED,
    .error_code = FOYER_ERROR_REFUSED, .reason = "the platform names what is wrong with it" },
  { ANY, .codes = { 404, 405, 406 }, .verdict = FOYER_VERDICT_ACCOUNT, .error_code = FOYER_ERROR_UNSUPPORTED,
    .reason = "there is no such call at this address" },
  { ANY, .body = BODY_JSON, .codes = { 400 }, .verdict = FOYER_VERDICT_REJECTED, .error_code = FOYER_ERROR_REFUSED,
    .reason = "a bad request stays bad however often it is sent" },
  { WRITE, .codes = { FAILURE }, .verdict = FOYER_VERDICT_UNCERTAIN, .error_code = FOYER_ERROR_UNCERTAIN,
    .reason = "460, 461, 500, 501 or a code nobody has published: it failed, and nobody says where" },
  { READ, .codes = { FAILURE }, .verdict = FOYER_VERDICT_LATER, .error_code = FOYER_ERROR_UNAVAILABLE,
    .reason = "the platform cannot answer now" },

  /* A whole reply that does not say no. */
  { WRITE, .status = STATUS_NOT_SUCCESS, .verdict = FOYER_VERDICT_UNCERTAIN, .error_code = FOYER_ERROR_UNCERTAIN,
    .reason = "a redirect, which we do not follow, says nothing about what was done" },
  { READ, .status = STATUS_NOT_SUCCESS, .verdict = FOYER_VERDICT_LATER, .error_code = FOYER_ERROR_UNREADABLE,
    .reason = "a redirect, which we do not follow" },
  { READ, .body = BODY_NOT_JSON, .verdict = FOYER_VERDICT_LATER, .error_code = FOYER_ERROR_UNREADABLE,
    .reason = "a log-in page of the network, another server, or a damaged reply" },
  { ANY, .successes = SAYS_FALSE, .verdict = FOYER_VERDICT_REJECTED, .error_code = FOYER_ERROR_REFUSED,
    .reason = "success: false" },
  { READ, .verdict = FOYER_VERDICT_DELIVERED, .reason = "an answer" },
  { WRITE, .needs_id = TRUE, .verdict = FOYER_VERDICT_DELIVERED, .reason = "done, and here is its id" },
  { WRITE, .verdict = FOYER_VERDICT_UNCERTAIN, .error_code = FOYER_ERROR_UNCERTAIN,
    .reason = "a success that cannot name what it made" },
};

G_DEFINE_ENUM_TYPE (FoyerVerdict,
                    foyer_verdict,
                    G_DEFINE_ENUM_VALUE (FOYER_VERDICT_DELIVERED, "delivered"),
                    G_DEFINE_ENUM_VALUE (FOYER_VERDICT_NOT_SENT, "not-sent"),
                    G_DEFINE_ENUM_VALUE (FOYER_VERDICT_STALE_CLOCK, "stale-clock"),
                    G_DEFINE_ENUM_VALUE (FOYER_VERDICT_LATER, "later"),
                    G_DEFINE_ENUM_VALUE (FOYER_VERDICT_ACCOUNT, "account"),
                    G_DEFINE_ENUM_VALUE (FOYER_VERDICT_REJECTED, "rejected"),
                    G_DEFINE_ENUM_VALUE (FOYER_VERDICT_GONE, "gone"),
                    G_DEFINE_ENUM_VALUE (FOYER_VERDICT_UNCERTAIN, "uncertain"))

/* `errorCode` decides, whatever the HTTP status says; without one the status does. 0 when neither is a failure. */
static int
failure_code (const FoyerExchange *exchange)
{
  if (exchange->is_json && exchange->platform_code != 0)
    return exchange->platform_code;
  return exchange->http_status >= 400 ? (int) exchange->http_status : 0;
}

static gboolean
is_in_set (guint set, guint value)
{
  return set == ANY || (set & BIT (value)) != 0;
}

static gboolean
is_in_list (const int *list, int code)
{
  if (list[0] == 0)
    return TRUE;
  if (list[0] == FAILURE)
    return code != 0;
  for (guint i = 0; i < MAX_CODES && list[i] != 0; i++)
    if (list[i] == code)
      return TRUE;
  return FALSE;
}

static gboolean
row_fits (const Row *row, const FoyerExchange *exchange)
{
  int specific = exchange->is_json ? exchange->specific_code : 0;
  FoyerSuccess success = exchange->is_json ? exchange->success : FOYER_SUCCESS_UNSAID;
  gboolean has_id = exchange->is_json && exchange->has_id;

  return is_in_set (row->calls, exchange->call) && is_in_set (row->phases, exchange->phase)
         && is_in_set (row->transports, exchange->transport)
         && (row->body == BODY_ANY || (row->body == BODY_JSON) == !!exchange->is_json)
         && (row->status == STATUS_ANY || exchange->http_status < 200 || exchange->http_status >= 300)
         && is_in_list (row->codes, failure_code (exchange)) && is_in_list (row->specifics, specific)
         && is_in_set (row->successes, success) && (!row->needs_id || has_id);
}

/**
 * foyer_verdict_judge:
 * @exchange: what is known
 * @error_code: (out) (optional): what to tell the person; 0 for a delivered or cancelled call
 * @reason: (out) (optional) (transfer none): why, in English, for logs
 *
 * Pure: the same knowledge always gets the same verdict, and there is one for every knowledge.
 *
 * Returns: the verdict
 */
FoyerVerdict
foyer_verdict_judge (const FoyerExchange *exchange, FoyerErrorCode *error_code, const char **reason)
{
  const Row *row = table;

  /* The last two rows fit whatever no other row fits. */
  while (row < table + G_N_ELEMENTS (table) - 1 && !row_fits (row, exchange))
    row++;

  if (error_code != NULL)
    *error_code = row->error_code;
  if (reason != NULL)
    *reason = row->reason;
  return row->verdict;
}

static void
append_set (GString *text, guint set, const char *const *names)
{
  const char *separator = "";

  if (set == ANY)
    g_string_append (text, "any");
  for (guint i = 0; names[i] != NULL; i++)
    if (set & BIT (i))
      {
        g_string_append_printf (text, "%s%s", separator, names[i]);
        separator = ", ";
      }
}

static void
append_list (GString *text, const int *list)
{
  if (list[0] == FAILURE)
    g_string_append (text, "any");
  else
    for (guint i = 0; i < MAX_CODES && list[i] != 0; i++)
      g_string_append_printf (text, "%s%d", i > 0 ? ", " : "", list[i]);
}

/**
 * foyer_verdict_table_to_markdown:
 *
 * Returns: (transfer full): the table as the documentation shows it
 */
char *
foyer_verdict_table_to_markdown (void)
{
  static const char *const calls[] = { "read", "add", "update", NULL };
  static const char *const phases[] = { "not started", "started", "replied", NULL };
  static const char *const transports[] = { "whole",   "no route",  "TLS",     "broken",
                                            "timeout", "cancelled", "too big", NULL };
  static const char *const bodies[] = { "any", "JSON", "not JSON" };
  static const char *const successes[] = { "unsaid", "true", "false", NULL };
  g_autoptr (GEnumClass) verdicts = g_type_class_ref (FOYER_TYPE_VERDICT);
  g_autoptr (GEnumClass) errors = g_type_class_ref (FOYER_TYPE_ERROR_CODE);
  GString *text = g_string_new (
      "| call | phase | transport | body | code | specific | success | verdict | error | why |\n"
      "|---|---|---|---|---|---|---|---|---|---|\n");

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      const Row *row = &table[i];
      GEnumValue *error = g_enum_get_value (errors, (int) row->error_code);

      g_string_append (text, "| ");
      append_set (text, row->calls, calls);
      g_string_append (text, " | ");
      append_set (text, row->phases, phases);
      g_string_append (text, " | ");
      append_set (text, row->transports, transports);
      g_string_append_printf (text, " | %s | ", bodies[row->body]);
      append_list (text, row->codes);
      g_string_append (text, row->status == STATUS_NOT_SUCCESS ? "not 2xx | " : " | ");
      append_list (text, row->specifics);
      g_string_append (text, " | ");
      append_set (text, row->successes, successes);
      g_string_append_printf (text, "%s | %s | %s | %s |\n", row->needs_id ? ", an id" : "",
                              g_enum_get_value (verdicts, row->verdict)->value_nick,
                              error != NULL ? error->value_nick : "", row->reason);
    }
  return g_string_free_and_steal (text);
}
