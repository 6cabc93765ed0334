/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands that send a lead. What could not be delivered is kept as a draft; repeating the command finds it, so
 * that a lead whose reply was lost is looked for before it is sent again. */

#include "foyer-cli-write.h"

#include "foyer-cli-json.h"
#include "foyer-cli-resolve.h"
#include "foyer-error.h"

#include <glib/gi18n.h>

#define WAIT 15 /* seconds */

static guint
get_wait (FoyerCliArguments *arguments)
{
  return foyer_cli_arguments_get_number (arguments, FOYER_CLI_OPTION_WAIT, WAIT);
}

/* The draft an earlier call left when it could not deliver the same lead. */
static FoyerDraft *
find_same_add (FoyerCliSession *session, FoyerLead *lead)
{
  GListModel *drafts = foyer_session_get_drafts (foyer_cli_session_get_session (session));

  for (guint i = 0; i < g_list_model_get_n_items (drafts); i++)
    {
      g_autoptr (FoyerDraft) draft = g_list_model_get_item (drafts, i);

      if (foyer_lead_get_platform_id (foyer_draft_get_lead (draft)) == 0
          && foyer_lead_equal (foyer_draft_get_lead (draft), lead))
        return g_steal_pointer (&draft);
    }
  return NULL;
}

/* A refused lead is no draft: what was typed stands in the terminal, to be mended there. What may have arrived, or
 * never could leave, is kept. */
static void
tidy_after_failure (FoyerCliSession *session, FoyerLead *lead, gboolean was_kept_before, const GError *error)
{
  FoyerCliStatus status = foyer_cli_status_for (error);
  g_autoptr (GError) local_error = NULL;

  if (status == FOYER_CLI_NOT_DELIVERED || (was_kept_before && status != FOYER_CLI_REFUSED))
    return;
  if (!foyer_cli_session_discard_draft (session, foyer_lead_get_uuid (lead), &local_error))
    g_info ("Could not discard a draft: %s", local_error->message);
}

static const char *
outcome_to_name (FoyerSaveOutcome outcome)
{
  switch (outcome)
    {
    case FOYER_SAVE_FOUND_ARRIVED:
      return "found";
    case FOYER_SAVE_NOTHING_CHANGED:
      return "unchanged";
    case FOYER_SAVE_SENT:
    default:
      return "sent";
    }
}

static void
print_added (gint64 id, FoyerSaveOutcome outcome, gboolean as_json)
{
  if (as_json)
    {
      JsonObject *answer = json_object_new ();

      json_object_set_int_member (answer, "id", id);
      json_object_set_string_member (answer, "outcome", outcome_to_name (outcome));
      foyer_cli_json_print (answer);
      return;
    }
  if (outcome == FOYER_SAVE_FOUND_ARRIVED)
    g_printerr ("foyer-cli: %s\n", _ ("The lead had arrived already; it was not sent again."));
  g_print ("%" G_GINT64_FORMAT "\n", id);
}

/**
 * foyer_cli_lead_add:
 *
 * Returns: the exit status
 */
FoyerCliStatus
foyer_cli_lead_add (FoyerCliSession *session, FoyerCliArguments *arguments, gboolean as_json)
{
  g_autoptr (FoyerLead) lead = foyer_lead_new ();
  g_autoptr (FoyerDraft) draft = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;
  FoyerSaveOutcome outcome = FOYER_SAVE_SENT;
  gboolean look_first = FALSE;
  gint64 id = 0;

  if (!foyer_cli_resolve (session, arguments, lead, NULL, &problems, &error))
    return foyer_cli_report_error (arguments, as_json, error);
  if (problems->len > 0)
    return foyer_cli_report_problems (as_json, problems);

  draft = find_same_add (session, lead);
  if (draft != NULL)
    {
      foyer_lead_set_uuid (lead, foyer_draft_get_uuid (draft));
      look_first = foyer_draft_get_sent (draft) != 0;
    }
  if (look_first && !as_json)
    g_printerr ("foyer-cli: %s\n", _ ("The same lead was sent before without an answer: looking whether it arrived."));

  if (!foyer_cli_session_save_lead (session, lead, NULL, look_first, get_wait (arguments), &outcome, &id, &error))
    {
      tidy_after_failure (session, lead, draft != NULL, error);
      return foyer_cli_report_error (arguments, as_json, error);
    }
  print_added (id, outcome, as_json);
  return FOYER_CLI_DONE;
}

static void
print_updated (gint64 id, FoyerFieldSet changed, FoyerSaveOutcome outcome, gboolean as_json)
{
  g_autoptr (GString) labels = g_string_new (NULL);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  JsonArray *names = as_json ? json_array_new () : NULL;
  JsonObject *answer;

  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    if (changed & FOYER_FIELD_BIT (field))
      {
        g_string_append_printf (labels, "%s%s", labels->len > 0 ? ", " : "", foyer_cli_field_get_label (field));
        if (as_json)
          json_array_add_string_element (names, foyer_cli_field_get_parameter (field));
      }

  if (as_json)
    {
      answer = json_object_new ();
      json_object_set_int_member (answer, "id", id);
      json_object_set_string_member (answer, "outcome", outcome_to_name (outcome));
      json_object_set_array_member (answer, "changed", names);
      foyer_cli_json_print (answer);
      return;
    }
  g_printerr ("foyer-cli: ");
  if (outcome == FOYER_SAVE_NOTHING_CHANGED)
    g_printerr (_ ("Lead %s is like that already: nothing was sent.\n"), number);
  else
    /* Translators: the lead's ID, and the names of the fields that changed */
    g_printerr (_ ("Lead %s is updated: %s.\n"), number, labels->str);
}

/* What is kept of an edit in the window and is not what is given here would go along unseen, or be lost. */
static FoyerFieldSet
find_unsent_changes (FoyerDraft *draft, FoyerCliArguments *arguments)
{
  FoyerFieldSet changed = foyer_lead_diff (foyer_draft_get_lead (draft), foyer_draft_get_base (draft));

  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    if (foyer_cli_arguments_find (arguments, field) != NULL)
      changed &= ~FOYER_FIELD_BIT (field);
  return changed;
}

/* Against what this desk remembers nothing is sent: somebody may have changed it since. It is kept. */
static FoyerCliStatus
keep_for_later (
    FoyerCliSession *session, FoyerCliArguments *arguments, FoyerLead *lead, FoyerLead *base, gboolean as_json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) offline = foyer_error_new (FOYER_ERROR_OFFLINE, "The lead's newest state could not be read");

  if (!foyer_cli_session_keep_draft (session, lead, base, &error))
    return foyer_cli_report_error (arguments, as_json, error);
  return foyer_cli_report_error (arguments, as_json, offline);
}

/**
 * foyer_cli_lead_update:
 *
 * Returns: the exit status
 */
FoyerCliStatus
foyer_cli_lead_update (FoyerCliSession *session, FoyerCliArguments *arguments, gboolean as_json)
{
  g_autoptr (FoyerLead) base = NULL;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerDraft) draft = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;
  FoyerSaveOutcome outcome = FOYER_SAVE_NOTHING_CHANGED;
  gboolean look_first = FALSE, is_current = FALSE;
  FoyerFieldSet changed, unsent;
  gint64 id = arguments->id;

  base = foyer_cli_session_load_lead (session, id, &is_current, &error);
  if (base == NULL)
    return foyer_cli_report_error (arguments, as_json, error);
  lead = foyer_lead_copy (base);
  if (!foyer_cli_resolve (session, arguments, lead, base, &problems, &error))
    return foyer_cli_report_error (arguments, as_json, error);
  if (problems->len > 0)
    return foyer_cli_report_problems (as_json, problems);

  changed = foyer_lead_diff (lead, base);
  if (changed == 0 && is_current)
    {
      print_updated (id, changed, outcome, as_json);
      return FOYER_CLI_DONE;
    }

  g_set_object (&draft, foyer_session_find_draft (foyer_cli_session_get_session (session), NULL, id));
  if (draft != NULL)
    {
      unsent = find_unsent_changes (draft, arguments);
      if (unsent != 0)
        return foyer_cli_report_unsent_changes (as_json, id, unsent);
      foyer_lead_set_uuid (lead, foyer_draft_get_uuid (draft));
      look_first = foyer_draft_get_sent (draft) != 0;
    }
  if (!is_current)
    return keep_for_later (session, arguments, lead, base, as_json);

  if (!foyer_cli_session_save_lead (session, lead, base, look_first, get_wait (arguments), &outcome, &id, &error))
    {
      tidy_after_failure (session, lead, draft != NULL, error);
      return foyer_cli_report_error (arguments, as_json, error);
    }
  print_updated (arguments->id, changed, outcome, as_json);
  return FOYER_CLI_DONE;
}
