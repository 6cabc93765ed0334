/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How it is said that something did not work: sentences for people on standard error, one JSON object for machines on
 * standard output, and the exit status for scripts. */

#include "foyer-cli-report.h"

#include "foyer-cli-json.h"
#include "foyer-cli-table.h"
#include "foyer-error.h"
#include "foyer-refusal.h"
#include "foyer-text.h"

#include <glib/gi18n.h>
#include <signal.h>

/* clang-format off */
static const struct
{
  FoyerErrorCode code;
  FoyerCliStatus status;
  const char *sentence;
} kinds[] = {
  { FOYER_ERROR_OFFLINE, FOYER_CLI_NOT_DELIVERED,
    N_ ("The platform cannot be reached. Check the network connection, then try again.") },
  { FOYER_ERROR_TLS, FOYER_CLI_NOT_DELIVERED,
    N_ ("The server could not prove that it is the platform, so nothing was sent. Check the address, and whether this "
        "network asks you to sign in first.") },
  { FOYER_ERROR_UNAVAILABLE, FOYER_CLI_NOT_DELIVERED, N_ ("The platform is not answering at the moment. Try again later.") },
  { FOYER_ERROR_BUSY, FOYER_CLI_NOT_DELIVERED,
    N_ ("The platform asks for a pause: there were too many requests. Try again in a minute.") },
  { FOYER_ERROR_UNCERTAIN, FOYER_CLI_NOT_DELIVERED, N_ ("No answer came back, so this may or may not have arrived.") },
  { FOYER_ERROR_CONFLICT, FOYER_CLI_NOT_DELIVERED,
    N_ ("Something very similar is already on the platform. Compare the two before sending.") },
  { FOYER_ERROR_CLOCK, FOYER_CLI_NOT_DELIVERED,
    N_ ("This computer’s clock and the platform’s are too far apart. Set the date and time.") },
  { FOYER_ERROR_UNAUTHORIZED, FOYER_CLI_NOT_AUTHORIZED,
    N_ ("The platform does not accept this key and secret. Check both, and whether the key was revoked.") },
  { FOYER_ERROR_FORBIDDEN, FOYER_CLI_NOT_AUTHORIZED,
    N_ ("This key may not do that. Ask the administrator of your account for the permission.") },
  { FOYER_ERROR_UNSUPPORTED, FOYER_CLI_NOT_DELIVERED,
    N_ ("This address does not offer what Foyer needs. Check the address.") },
  { FOYER_ERROR_REFUSED, FOYER_CLI_REFUSED, N_ ("The platform did not accept this.") },
  { FOYER_ERROR_GONE, FOYER_CLI_REFUSED, N_ ("This is no longer on the platform.") },
  { FOYER_ERROR_UNREADABLE, FOYER_CLI_NOT_DELIVERED,
    N_ ("What answered does not speak like the platform. Check the address, and whether this network asks you to sign in "
        "first.") },
  { FOYER_ERROR_INVALID, FOYER_CLI_USAGE, N_ ("This cannot be used as it is.") },
  { FOYER_ERROR_STORE, FOYER_CLI_REFUSED, N_ ("Foyer could not use its files on this computer.") },
  { FOYER_ERROR_DISK_FULL, FOYER_CLI_REFUSED, N_ ("The disk is full. Make some room, then try again.") },
  { FOYER_ERROR_READ_ONLY, FOYER_CLI_REFUSED, N_ ("Foyer’s folder cannot be written. Check its permissions.") },
  { FOYER_ERROR_IN_USE, FOYER_CLI_REFUSED,
    N_ ("Another Foyer is using this account’s files. Close it, then try again.") },
  { FOYER_ERROR_NEWER, FOYER_CLI_REFUSED,
    N_ ("A newer version of Foyer wrote these files. Use that version to open them.") },
  { FOYER_ERROR_DAMAGED, FOYER_CLI_REFUSED, N_ ("A file of this account is damaged.") },
  { FOYER_ERROR_KEYRING, FOYER_CLI_NOT_AUTHORIZED,
    N_ ("The secret of this account is not known. Give it in FOYER_SECRET, or on standard input.") },
  { FOYER_ERROR_NOT_SHOWN, FOYER_CLI_NOT_DELIVERED,
    N_ ("The platform does not show what is there, so nothing could be compared.") },
};
/* clang-format on */

static gboolean
is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/**
 * foyer_cli_status_for:
 *
 * Returns: the exit status that tells a script of @error
 */
FoyerCliStatus
foyer_cli_status_for (const GError *error)
{
  if (is_cancelled (error))
    return FOYER_CLI_INTERRUPTED;
  if (error->domain == FOYER_ERROR)
    for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
      if (kinds[i].code == (FoyerErrorCode) error->code)
        return kinds[i].status;
  return FOYER_CLI_REFUSED;
}

/**
 * foyer_cli_report_sentence:
 * @code: a FoyerErrorCode
 *
 * Returns: what it means and what to do, translated
 */
const char *
foyer_cli_report_sentence (int code)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if ((int) kinds[i].code == code)
      return _ (kinds[i].sentence);
  return _ ("Something unexpected went wrong.");
}

static char *
make_sentence (FoyerCliArguments *arguments, const GError *error)
{
  const char *sentence;

  if (arguments != NULL && arguments->id > 0 && g_error_matches (error, FOYER_ERROR, FOYER_ERROR_GONE))
    {
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, arguments->id);
      return g_strdup_printf (_ ("There is no lead %s on the platform (any more)."), id);
    }
  /* What was typed wrong is said where it was found, translated. */
  if (g_error_matches (error, FOYER_ERROR, FOYER_ERROR_INVALID))
    return g_strdup (error->message);
  if (is_cancelled (error))
    return g_strdup (_ ("Stopped. Nothing was sent."));
  if (error->domain != FOYER_ERROR)
    return g_strdup (_ ("Something unexpected went wrong."));
  sentence = foyer_refusal_get_sentence (error->code, foyer_error_get_specific_code (error), FOYER_LEAD_NO_FIELD);
  return g_strdup (sentence != NULL ? _ (sentence) : foyer_cli_report_sentence (error->code));
}

static const char *
get_code (const GError *error)
{
  g_autoptr (GEnumClass) codes = g_type_class_ref (FOYER_TYPE_ERROR_CODE);
  GEnumValue *value = error->domain == FOYER_ERROR ? g_enum_get_value (codes, error->code) : NULL;

  if (is_cancelled (error))
    return "interrupted";
  if (value == NULL)
    return "failed";
  return value->value == FOYER_ERROR_INVALID ? "usage" : value->value_nick;
}

/**
 * foyer_cli_report_code_name:
 * @code: a FoyerErrorCode
 *
 * Returns: (nullable): its name for machines
 */
const char *
foyer_cli_report_code_name (int code)
{
  g_autoptr (GEnumClass) codes = g_type_class_ref (FOYER_TYPE_ERROR_CODE);
  GEnumValue *value = g_enum_get_value (codes, code);

  return value != NULL ? value->value_nick : NULL;
}

static JsonObject *
problem_to_json (FoyerCliProblem *problem)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "field", problem->parameter);
  foyer_cli_json_set_text (object, "shortName", problem->short_name);
  json_object_set_string_member (object, "problem", problem->code);
  foyer_cli_json_set_text (object, "message", problem->message);
  if (problem->candidates != NULL)
    {
      JsonArray *candidates = json_array_new ();

      for (guint i = 0; i < problem->candidates->len; i++)
        json_array_add_object_element (candidates, foyer_cli_json_from_item (problem->candidates->pdata[i]));
      json_object_set_array_member (object, "candidates", candidates);
    }
  return object;
}

static void
print_json (const char *code,
            FoyerCliStatus status,
            const char *message,
            GPtrArray *problems,
            const GError *error,
            const char *line,
            const char *row)
{
  JsonObject *answer = json_object_new ();
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();

  json_object_set_string_member (object, "code", code);
  json_object_set_int_member (object, "status", status == FOYER_CLI_INTERRUPTED ? 128 + SIGINT : (int) status);
  foyer_cli_json_set_text (object, "message", message);
  for (guint i = 0; problems != NULL && i < problems->len; i++)
    json_array_add_object_element (array, problem_to_json (problems->pdata[i]));
  json_object_set_array_member (object, "problems", array);
  if (error != NULL && error->domain == FOYER_ERROR)
    {
      JsonObject *platform = json_object_new ();

      json_object_set_int_member (platform, "httpStatus", foyer_error_get_http_status (error));
      json_object_set_int_member (platform, "errorCode", foyer_error_get_platform_code (error));
      json_object_set_int_member (platform, "specificCode", foyer_error_get_specific_code (error));
      foyer_cli_json_set_text (platform, "message", foyer_error_get_platform_words (error));
      json_object_set_object_member (object, "platform", platform);
      if (foyer_error_get_retry_after (error) > 0)
        json_object_set_int_member (object, "retryAfter", foyer_error_get_retry_after (error));
      if (foyer_error_get_believed_after (error) > 0)
        foyer_cli_json_set_time (object, "believedAfter", foyer_error_get_believed_after (error));
      if (foyer_error_get_platform_id (error) > 0)
        json_object_set_int_member (object, "similarId", foyer_error_get_platform_id (error));
    }
  if (line != NULL)
    {
      g_autofree char *valid = g_utf8_make_valid (line, -1);
      json_object_set_string_member (object, "command", valid);
    }
  if (row != NULL)
    json_object_set_string_member (object, "outbox", row);
  json_object_set_object_member (answer, "error", object);
  foyer_cli_json_print (answer);
}

static void
print_problems (GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++)
    {
      FoyerCliProblem *problem = problems->pdata[i];

      if (problem->short_name == NULL || g_str_equal (problem->short_name, problem->parameter))
        g_printerr ("  %s: %s\n", problem->parameter, problem->message);
      else
        g_printerr ("  %s (%s): %s\n", problem->short_name, problem->parameter, problem->message);
    }
}

/* Which file it was is said as for the log. */
static void
print_file_details (const GError *error)
{
  static const FoyerErrorCode codes[] = { FOYER_ERROR_STORE,  FOYER_ERROR_DISK_FULL, FOYER_ERROR_READ_ONLY,
                                          FOYER_ERROR_IN_USE, FOYER_ERROR_NEWER,     FOYER_ERROR_DAMAGED };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, FOYER_ERROR, (int) codes[i]))
      g_printerr ("  %s\n", error->message);
}

/* What the platform said beyond the sentence, where it is no repetition of a problem that is shown. */
static void
print_platform_words (const GError *error, GPtrArray *problems)
{
  g_autofree char *words = NULL;

  if (error->domain != FOYER_ERROR || foyer_error_get_platform_words (error) == NULL || problems->len > 0)
    return;
  words = foyer_text_clean (foyer_error_get_platform_words (error), FALSE);
  if (*words != '\0')
    g_printerr (_ ("The platform says: %s\n"), words);
}

static void
print_what_is_known (const GError *error)
{
  g_autofree char *time = NULL;
  g_autofree char *id = NULL;

  if (error->domain != FOYER_ERROR)
    return;
  if (foyer_error_get_platform_id (error) > 0)
    {
      id = g_strdup_printf ("%" G_GINT64_FORMAT, foyer_error_get_platform_id (error));
      g_printerr (_ ("It is lead %s.\n"), id);
    }
  if (foyer_error_get_believed_after (error) <= 0)
    return;
  /* Times are shown without seconds: the next whole minute, so that it is no promise too early. */
  time = foyer_cli_format_time (foyer_error_get_believed_after (error) + 59);
  g_printerr (_ ("Whether it arrived can be told for certain from %s on.\n"), time);
}

/* A machine is given the platform's own words alone. */
static GPtrArray *
platform_problems (const GError *error, gboolean as_json)
{
  GPtrArray *problems = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_cli_problem_free);

  for (guint i = 0; error->domain == FOYER_ERROR && i < foyer_error_get_n_problems (error); i++)
    g_ptr_array_add (problems, foyer_cli_problem_new_refused (foyer_error_get_parameter (error, i), error->code,
                                                              as_json ? 0 : foyer_error_get_specific_code (error),
                                                              foyer_error_get_problem_words (error, i)));
  return problems;
}

/* line: what to do next; row: what is kept of it. Both may be NULL. */
static FoyerCliStatus
report (FoyerCliArguments *arguments, gboolean as_json, const GError *error, const char *line, const char *row)
{
  g_autoptr (GPtrArray) problems = platform_problems (error, as_json);
  g_autofree char *sentence = NULL;
  FoyerCliStatus status = foyer_cli_status_for (error);

  /* Rules that were found broken below are a refusal, not a slip of typing. */
  if (status == FOYER_CLI_USAGE && problems->len > 0)
    status = FOYER_CLI_REFUSED;
  if (as_json)
    {
      print_json (get_code (error), status, error->message, problems, error, line, row);
      return status;
    }

  sentence = make_sentence (arguments, error);
  g_printerr ("foyer-cli: %s\n", sentence);
  print_problems (problems);
  print_file_details (error);
  print_platform_words (error, problems);
  print_what_is_known (error);
  if (status == FOYER_CLI_USAGE)
    g_printerr ("%s\n", _ ("“foyer-cli --help” shows how it is used."));
  if (line != NULL)
    g_printerr ("%s\n  %s\n", row != NULL ? _ ("It is kept on this computer. To go on with it:") : _ ("To try again:"),
                line);
  return status;
}

/**
 * foyer_cli_report_error:
 * @arguments: (nullable): what was asked for, to be printed back when it can be repeated; `NULL` when it was not
 * understood
 * @as_json: whether a machine asks
 *
 * Returns: the exit status
 */
FoyerCliStatus
foyer_cli_report_error (FoyerCliArguments *arguments, gboolean as_json, const GError *error)
{
  gboolean writes = arguments != NULL && arguments->command != FOYER_CLI_NO_COMMAND
                    && foyer_cli_command_get_info (arguments->command)->takes_fields;
  g_autofree char *line = NULL;

  if (writes && foyer_cli_status_for (error) == FOYER_CLI_NOT_DELIVERED)
    line = foyer_cli_arguments_to_command_line (arguments);
  return report (arguments, as_json, error, line, NULL);
}

/**
 * foyer_cli_report_kept:
 * @row: a change that is not on the platform, or not known to be
 * @error: why
 *
 * Returns: the exit status
 */
FoyerCliStatus
foyer_cli_report_kept (FoyerCliArguments *arguments, gboolean as_json, FoyerOutboxRow *row, const GError *error)
{
  FoyerOutboxState state = foyer_outbox_row_get_state (row);
  FoyerCliCommand next = foyer_outbox_state_needs_person (state) ? FOYER_CLI_OUTBOX_RETRY : FOYER_CLI_OUTBOX_SEND;
  const char *uuid = foyer_outbox_row_get_uuid (row);
  g_autofree char *line = NULL;

  /* Somebody took it away while it was waited for. */
  if (foyer_outbox_state_is_final (state) || state == FOYER_OUTBOX_DRAFT)
    return report (arguments, as_json, error, NULL, NULL);
  line = foyer_cli_arguments_to_outbox_line (arguments, next, uuid);
  return report (arguments, as_json, error, line, uuid);
}

/**
 * foyer_cli_report_problems:
 * @problems: (element-type FoyerCliProblem): what stands in the way of sending the lead
 *
 * Returns: the exit status
 */
FoyerCliStatus
foyer_cli_report_problems (gboolean as_json, GPtrArray *problems)
{
  if (as_json)
    print_json ("rules", FOYER_CLI_REFUSED, "The lead cannot be sent as it is", problems, NULL, NULL, NULL);
  else
    {
      g_printerr ("foyer-cli: %s\n", _ ("The lead cannot be sent as it is. Nothing was sent."));
      print_problems (problems);
    }
  return FOYER_CLI_REFUSED;
}

/**
 * foyer_cli_report_unsent_changes:
 * @fields: what was changed in the window, kept there and not sent
 *
 * Returns: the exit status
 */
FoyerCliStatus
foyer_cli_report_unsent_changes (gboolean as_json, gint64 id, FoyerFieldSet fields)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_cli_problem_free);

  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    if (fields & FOYER_FIELD_BIT (field))
      {
        FoyerCliProblem *problem = foyer_cli_problem_new_refused (foyer_cli_field_get_parameter (field), 0, 0,
                                                                  _ ("Changed on this computer and not sent."));

        problem->code = "unsent-change";
        g_ptr_array_add (problems, problem);
      }
  if (as_json)
    print_json ("unsent-changes", FOYER_CLI_REFUSED, "The lead has changes on this computer that were not sent",
                problems, NULL, NULL, NULL);
  else
    {
      g_autofree char *lead = g_strdup_printf ("%" G_GINT64_FORMAT, id);

      g_printerr ("foyer-cli: ");
      g_printerr (
          _ ("Lead %s has changes on this computer that were not sent. Save or discard them in Foyer, or give these "
             "fields here, too. Nothing was sent.\n"),
          lead);
      print_problems (problems);
    }
  return FOYER_CLI_REFUSED;
}
