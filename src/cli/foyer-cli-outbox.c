/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands on what is kept on this computer and not known to be delivered: see it, send it, give it up. */

#include "foyer-cli-outbox.h"

#include "foyer-cli-await.h"
#include "foyer-cli-delivery.h"
#include "foyer-cli-json.h"
#include "foyer-cli-secret.h"
#include "foyer-cli-table.h"
#include "foyer-cli-write.h"
#include "foyer-error.h"
#include "foyer-refusal.h"
#include "foyer-text.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SHORT_ID 8 /* characters of a UUID, where they say which one is meant */

static FoyerOutbox *
get_outbox (FoyerCliSession *session)
{
  return foyer_session_get_outbox (foyer_cli_session_get_session (session));
}

static const char *
get_state_words (FoyerOutboxState state)
{
  /* The words of the window's list. */
  static const char *const words[FOYER_N_OUTBOX_STATES] = {
    [FOYER_OUTBOX_DRAFT] = NC_ ("state of a lead", "Draft"),
    [FOYER_OUTBOX_HELD] = NC_ ("state of a lead", "Waiting"),
    [FOYER_OUTBOX_QUEUED] = NC_ ("state of a lead", "Waiting"),
    [FOYER_OUTBOX_SENDING] = NC_ ("state of a lead", "Sending"),
    [FOYER_OUTBOX_UNCERTAIN] = NC_ ("state of a lead", "Checking"),
    [FOYER_OUTBOX_CONFLICT] = NC_ ("state of a lead", "Needs you"),
    [FOYER_OUTBOX_REJECTED] = NC_ ("state of a lead", "Refused"),
    [FOYER_OUTBOX_DELIVERED] = NC_ ("state of a lead", "Delivered"),
    [FOYER_OUTBOX_DISCARDED] = NC_ ("state of a lead", "Discarded"),
  };

  return g_dpgettext2 (NULL, "state of a lead", words[state]);
}

static const char *
get_state_name (FoyerOutboxState state)
{
  g_autoptr (GEnumClass) states = g_type_class_ref (FOYER_TYPE_OUTBOX_STATE);

  return g_enum_get_value (states, (int) state)->value_nick;
}

static const char *
get_kind_name (FoyerOutboxKind kind)
{
  g_autoptr (GEnumClass) kinds = g_type_class_ref (FOYER_TYPE_OUTBOX_KIND);

  return g_enum_get_value (kinds, (int) kind)->value_nick;
}

static const char *
get_name (FoyerOutboxRow *row)
{
  switch (foyer_outbox_row_get_kind (row))
    {
    case FOYER_OUTBOX_COMPANY:
    case FOYER_OUTBOX_PERSON:
      return foyer_party_get_name (foyer_outbox_row_get_party (row));
    case FOYER_OUTBOX_NOTE:
      return foyer_note_get_text (foyer_outbox_row_get_note (row));
    default:
      return foyer_lead_get_text (foyer_outbox_row_get_lead (row), FOYER_LEAD_NAME);
    }
}

static char *
describe (FoyerOutboxRow *row)
{
  const char *name = get_name (row);
  g_autofree char *clean = foyer_text_clean (name != NULL ? name : "", FALSE);
  g_autofree char *id = NULL;
  g_autofree char *fields = NULL;

  switch (foyer_outbox_row_get_kind (row))
    {
    case FOYER_OUTBOX_COMPANY:
      return g_strdup_printf (_ ("New company: %s"), clean);
    case FOYER_OUTBOX_PERSON:
      return g_strdup_printf (_ ("New person: %s"), clean);
    case FOYER_OUTBOX_NOTE:
      /* Translators: a note that waits to be sent, in a list; %s is its text */
      return g_strdup_printf (_ ("Note: %s"), clean);
    default:
      if (foyer_outbox_row_is_add (row))
        return g_strdup_printf (_ ("New lead: %s"), clean);
      id = g_strdup_printf ("%" G_GINT64_FORMAT, foyer_outbox_row_get_platform_id (row));
      fields = foyer_cli_field_join_labels (foyer_outbox_row_get_changed (row));
      /* Translators: a lead's ID, and the names of the fields that were changed */
      return g_strdup_printf (_ ("Lead %s: %s"), id, fields);
    }
}

/* When something happens by itself, 0 for never or not known. */
static gint64
get_next (FoyerOutboxRow *row)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  FoyerOutboxState state = foyer_outbox_row_get_state (row);

  if (state != FOYER_OUTBOX_HELD && state != FOYER_OUTBOX_QUEUED && state != FOYER_OUTBOX_UNCERTAIN)
    return 0;
  return foyer_outbox_row_get_waits_for (row) == NULL
             ? MAX (now, foyer_backoff_sane_due (foyer_outbox_row_get_due (row), now))
             : 0;
}

static char *
dup_answer (FoyerOutboxRow *row)
{
  FoyerOutboxAnswer answer = foyer_outbox_row_get_answer (row);
  const char *sentence = foyer_refusal_get_sentence (answer.code, answer.specific_code, answer.field);
  g_autofree char *words = foyer_text_clean (answer.words, FALSE);

  if (sentence != NULL)
    return foyer_cli_refusal_message (sentence, words);
  if (*words != '\0')
    return g_steal_pointer (&words);
  return g_strdup (answer.code != 0 ? foyer_cli_report_sentence (answer.code) : "");
}

static guint
count_with_prefix (FoyerOutbox *outbox, const char *prefix)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (outbox)); i++)
    {
      g_autoptr (FoyerOutboxRow) row = g_list_model_get_item (G_LIST_MODEL (outbox), i);

      n += g_str_has_prefix (foyer_outbox_row_get_uuid (row), prefix);
    }
  return n;
}

static char *
dup_short_id (FoyerOutboxRow *row)
{
  return g_strndup (foyer_outbox_row_get_uuid (row), SHORT_ID);
}

/* How many rows each short ID could mean: to look at every row for each would be too long for a long outbox. */
static GHashTable *
count_short_ids (FoyerOutbox *outbox)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (outbox)); i++)
    {
      g_autoptr (FoyerOutboxRow) row = g_list_model_get_item (G_LIST_MODEL (outbox), i);
      char *id = dup_short_id (row);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, id));

      g_hash_table_replace (counts, id, GUINT_TO_POINTER (n + 1));
    }
  return counts;
}

static void
add_to_table (FoyerCliTable *table, GHashTable *short_ids, FoyerOutboxRow *row)
{
  g_autofree char *id = dup_short_id (row);
  g_autofree char *kept = foyer_cli_format_time (foyer_outbox_row_get_kept (row));
  g_autofree char *what = describe (row);
  g_autofree char *answer = dup_answer (row);
  g_autofree char *next = get_next (row) > 0 ? foyer_cli_format_time (get_next (row)) : g_strdup ("");

  if (GPOINTER_TO_UINT (g_hash_table_lookup (short_ids, id)) > 1)
    g_set_str (&id, foyer_outbox_row_get_uuid (row));
  foyer_cli_table_add (table, id, get_state_words (foyer_outbox_row_get_state (row)), what, kept, next, answer, NULL);
}

static gboolean
is_add (FoyerOutboxRow *row)
{
  switch (foyer_outbox_row_get_kind (row))
    {
    case FOYER_OUTBOX_LEAD:
      return foyer_outbox_row_is_add (row);
    case FOYER_OUTBOX_NOTE:
      return foyer_outbox_row_get_note_base (row) == NULL;
    default:
      return TRUE;
    }
}

static JsonObject *
row_to_json (FoyerOutboxRow *row)
{
  JsonObject *object = json_object_new ();
  JsonObject *last = json_object_new ();
  JsonArray *changed = json_array_new ();
  FoyerOutboxAnswer answer = foyer_outbox_row_get_answer (row);
  FoyerOutboxKind kind = foyer_outbox_row_get_kind (row);
  FoyerFieldSet fields = kind == FOYER_OUTBOX_LEAD ? foyer_outbox_row_get_changed (row) : 0;

  json_object_set_string_member (object, "id", foyer_outbox_row_get_uuid (row));
  json_object_set_string_member (object, "state", get_state_name (foyer_outbox_row_get_state (row)));
  json_object_set_string_member (object, "kind", get_kind_name (kind));
  json_object_set_string_member (object, "what", is_add (row) ? "add" : "update");
  foyer_cli_json_set_text (object, "name", get_name (row));
  json_object_set_int_member (object, "platformId", foyer_outbox_row_get_platform_id (row));
  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    if (fields & FOYER_FIELD_BIT (field))
      json_array_add_string_element (changed, foyer_cli_field_get_parameter (field));
  json_object_set_array_member (object, "changed", changed);
  foyer_cli_json_set_time (object, "kept", foyer_outbox_row_get_kept (row));
  foyer_cli_json_set_time (object, "nextAttempt", get_next (row));
  json_object_set_int_member (object, "attempts", foyer_outbox_row_get_n_attempts (row));
  foyer_cli_json_set_text (object, "waitsFor", foyer_outbox_row_get_waits_for (row));
  foyer_cli_json_set_time (object, "believedAfter", foyer_outbox_row_get_believed_after (row));
  if (answer.code != 0)
    {
      foyer_cli_json_set_text (last, "code", foyer_cli_report_code_name (answer.code));
      json_object_set_int_member (last, "specificCode", answer.specific_code);
      foyer_cli_json_set_text (
          last, "field", answer.field < FOYER_N_WRITTEN_FIELDS ? foyer_cli_field_get_parameter (answer.field) : NULL);
      foyer_cli_json_set_text (last, "message", answer.words);
      json_object_set_object_member (object, "answer", last);
    }
  else
    {
      json_object_set_null_member (object, "answer");
      json_object_unref (last);
    }
  return object;
}

/**
 * foyer_cli_outbox_list:
 *
 * Returns: the exit status
 */
FoyerCliStatus
foyer_cli_outbox_list (FoyerCliSession *session, FoyerCliArguments *arguments, gboolean as_json)
{
  FoyerOutbox *outbox = get_outbox (session);
  g_autoptr (FoyerCliTable) table = foyer_cli_table_new (6);
  g_autofree char *text = NULL;
  g_autoptr (GHashTable) short_ids = count_short_ids (outbox);
  JsonArray *rows = as_json ? json_array_new () : NULL;

  foyer_cli_table_add (table, C_ ("column", "ID"), C_ ("column", "State"), C_ ("column", "What"),
                       C_ ("column", "Saved"), C_ ("column", "Next attempt"), C_ ("column", "Last answer"), NULL);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (outbox)); i++)
    {
      g_autoptr (FoyerOutboxRow) row = g_list_model_get_item (G_LIST_MODEL (outbox), i);

      if (as_json)
        json_array_add_object_element (rows, row_to_json (row));
      else
        add_to_table (table, short_ids, row);
    }
  if (as_json)
    {
      JsonObject *answer = json_object_new ();

      json_object_set_array_member (answer, "outbox", rows);
      foyer_cli_json_print (answer);
    }
  else if (g_list_model_get_n_items (G_LIST_MODEL (outbox)) == 0)
    g_printerr ("foyer-cli: %s\n", _ ("Nothing waits: all that was saved is on the platform."));
  else
    {
      text = foyer_cli_table_to_text (table, foyer_cli_terminal_width (STDOUT_FILENO));
      g_print ("%s", text);
    }
  return FOYER_CLI_DONE;
}

/* The row that is meant: one that is pending, by the beginning of its UUID; any, by the whole. */
static FoyerOutboxRow *
find_row (FoyerCliSession *session, const char *id, GError **error)
{
  FoyerOutbox *outbox = get_outbox (session);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) local_error = NULL;
  FoyerOutboxRow *row;

  if (count_with_prefix (outbox, id) > 1)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID,
                   _ ("Several changes in the outbox begin with “%s”: give more of the ID"), id);
      return NULL;
    }
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (outbox)); i++)
    {
      row = g_list_model_get_item (G_LIST_MODEL (outbox), i);
      if (g_str_has_prefix (foyer_outbox_row_get_uuid (row), id))
        return row;
      g_object_unref (row);
    }

  foyer_outbox_load_async (outbox, id, NULL, foyer_cli_answered_cb, &answer);
  foyer_cli_await (&answer);
  row = foyer_outbox_load_finish (outbox, answer, &local_error);
  if (g_error_matches (local_error, FOYER_ERROR, FOYER_ERROR_GONE))
    g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, _ ("There is no change “%s” in the outbox"), id);
  else if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return row;
}

/* A person at a terminal is asked; a script says so beforehand. */
static gboolean
confirm (FoyerCliSession *session, FoyerCliArguments *arguments, gboolean as_json, const char *question, GError **error)
{
  g_autofree char *asked = g_strdup_printf (C_ ("two sentences", "%1$s %2$s"), question, _ ("Go on? [y/N]"));
  g_autofree char *prompt = g_strconcat (asked, " ", NULL);
  g_autofree char *answer = NULL;

  if (arguments->given[FOYER_CLI_OPTION_YES])
    return TRUE;
  if (!as_json && isatty (STDIN_FILENO))
    {
      answer = foyer_cli_secret_read_answer (STDIN_FILENO, prompt, foyer_cli_session_get_cancellable (session));
      if (answer != NULL && rpmatch (answer) == 1)
        return TRUE;
      g_set_error_literal (error, FOYER_ERROR, FOYER_ERROR_INVALID, _ ("Nothing was done"));
      return FALSE;
    }
  g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, _ ("%s If that is meant, give --yes"), question);
  return FALSE;
}

static FoyerCliStatus
wait_for_row (FoyerCliSession *session, FoyerCliArguments *arguments, FoyerOutboxRow *row, gboolean as_json)
{
  g_autoptr (GError) error = NULL;
  FoyerCliOutcome outcome;

  if (!foyer_cli_delivery_wait (session, arguments, row, &outcome, &error))
    return foyer_cli_report_kept (arguments, as_json, row, error);
  foyer_cli_print_added (foyer_outbox_row_get_platform_id (row), outcome, as_json);
  return FOYER_CLI_DONE;
}

static void
print_rest (FoyerOutbox *outbox, gboolean as_json)
{
  guint n_waiting = foyer_outbox_get_n_waiting (outbox);
  guint n_needing_person = foyer_outbox_get_n_needing_person (outbox);
  JsonObject *answer;

  if (as_json)
    {
      answer = json_object_new ();
      json_object_set_int_member (answer, "waiting", n_waiting);
      json_object_set_int_member (answer, "needingPerson", n_needing_person);
      foyer_cli_json_print (answer);
      return;
    }
  if (n_waiting > 0)
    g_printerr (ngettext ("%'u change waits.\n", "%'u changes wait.\n", n_waiting), n_waiting);
  if (n_needing_person > 0)
    g_printerr (ngettext ("%'u change needs you: “outbox list” shows it.\n",
                          "%'u changes need you: “outbox list” shows them.\n", n_needing_person),
                n_needing_person);
}

static FoyerCliStatus
send_all (FoyerCliSession *session, FoyerCliArguments *arguments, gboolean as_json)
{
  FoyerOutbox *outbox = get_outbox (session);
  g_autoptr (GError) error = NULL;
  FoyerCliStatus status;

  if (!foyer_cli_delivery_wait_for_all (session, arguments, &error))
    {
      status = foyer_cli_report_error (arguments, as_json, error);
      if (!as_json)
        print_rest (outbox, FALSE);
      return status;
    }
  print_rest (outbox, as_json);
  return foyer_outbox_get_n_needing_person (outbox) > 0 ? FOYER_CLI_NOT_DELIVERED : FOYER_CLI_DONE;
}

/**
 * foyer_cli_outbox_send:
 *
 * Returns: the exit status
 */
FoyerCliStatus
foyer_cli_outbox_send (FoyerCliSession *session, FoyerCliArguments *arguments, gboolean as_json)
{
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GError) error = NULL;

  if (arguments->text == NULL)
    return send_all (session, arguments, as_json);
  row = find_row (session, arguments->text, &error);
  if (row == NULL)
    return foyer_cli_report_error (arguments, as_json, error);
  if (!foyer_outbox_state_is_final (foyer_outbox_row_get_state (row))
      && !foyer_cli_delivery_go_on (session, row, &error))
    return foyer_cli_report_kept (arguments, as_json, row, error);
  return wait_for_row (session, arguments, row, as_json);
}

/**
 * foyer_cli_outbox_retry:
 *
 * Returns: the exit status
 */
FoyerCliStatus
foyer_cli_outbox_retry (FoyerCliSession *session, FoyerCliArguments *arguments, gboolean as_json)
{
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GError) error = NULL;
  FoyerOutboxState state;

  row = find_row (session, arguments->text, &error);
  if (row == NULL)
    return foyer_cli_report_error (arguments, as_json, error);
  state = foyer_outbox_row_get_state (row);
  if ((state == FOYER_OUTBOX_UNCERTAIN || state == FOYER_OUTBOX_CONFLICT)
      && !confirm (session, arguments, as_json,
                   is_add (row) ? _ ("It may be on the platform already, and would be there twice.")
                                : _ ("It was changed on the platform, too, and that would be lost."),
                   &error))
    return foyer_cli_report_error (arguments, as_json, error);
  if (!foyer_outbox_state_is_final (state) && state != FOYER_OUTBOX_SENDING
      && !foyer_cli_delivery_send_now (session, row, &error))
    return foyer_cli_report_kept (arguments, as_json, row, error);
  return wait_for_row (session, arguments, row, as_json);
}

static char *
dup_discard_question (FoyerOutboxRow *row)
{
  FoyerOutboxState state = foyer_outbox_row_get_state (row);
  g_autofree char *what = NULL;

  if (state == FOYER_OUTBOX_UNCERTAIN)
    return g_strdup (_ ("It may be on the platform already. What is here is the only other copy."));
  if (state == FOYER_OUTBOX_CONFLICT && is_add (row))
    return g_strdup (_ ("It may be on the platform. What is here is the only other copy."));
  if (state == FOYER_OUTBOX_CONFLICT && foyer_outbox_row_get_kind (row) == FOYER_OUTBOX_NOTE)
    return g_strdup (_ ("Your change is lost. The note stays as it is on the platform."));
  if (state == FOYER_OUTBOX_CONFLICT)
    return g_strdup (_ ("Your change is lost. The lead stays as it is on the platform."));
  what = describe (row);
  /* Translators: %s is for example "New lead: Gala dinner" */
  return g_strdup_printf (_ ("“%s” is only on this computer, and would be lost."), what);
}

/**
 * foyer_cli_outbox_discard:
 *
 * Returns: the exit status
 */
FoyerCliStatus
foyer_cli_outbox_discard (FoyerCliSession *session, FoyerCliArguments *arguments, gboolean as_json)
{
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *question = NULL;

  row = find_row (session, arguments->text, &error);
  if (row == NULL)
    return foyer_cli_report_error (arguments, as_json, error);
  question = dup_discard_question (row);
  if (!confirm (session, arguments, as_json, question, &error))
    return foyer_cli_report_error (arguments, as_json, error);
  if (!foyer_cli_delivery_discard (session, row, &error))
    {
      if (g_error_matches (error, FOYER_ERROR, FOYER_ERROR_INVALID))
        {
          g_clear_error (&error);
          g_set_error_literal (
              &error, FOYER_ERROR, FOYER_ERROR_INVALID,
              _ ("It cannot be discarded now: it is being sent, or a newer change of the same lead follows it"));
        }
      return foyer_cli_report_error (arguments, as_json, error);
    }
  if (as_json)
    foyer_cli_json_print (json_object_new ());
  else
    /* Translators: said after a change that waited to be sent was given up */
    g_printerr ("foyer-cli: %s\n", _ ("Discarded."));
  return FOYER_CLI_DONE;
}
