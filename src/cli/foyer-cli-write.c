/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands that change something on the platform. It is kept in the outbox before a byte of it leaves; repeating
 * the command while it is there goes on with it, and adds nothing. */

#include "foyer-cli-write.h"

#include "foyer-cli-json.h"
#include "foyer-cli-resolve.h"
#include "foyer-error.h"

#include <glib/gi18n.h>

/* An earlier call of the same command, whose lead is not delivered yet. */
static FoyerOutboxRow *
find_same_add (FoyerCliSession *session, FoyerLead *lead)
{
  GListModel *rows = G_LIST_MODEL (foyer_session_get_outbox (foyer_cli_session_get_session (session)));

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (FoyerOutboxRow) row = g_list_model_get_item (rows, i);

      if (foyer_outbox_row_get_kind (row) == FOYER_OUTBOX_LEAD && foyer_outbox_row_is_add (row)
          && foyer_lead_equal (foyer_outbox_row_get_lead (row), lead))
        return g_steal_pointer (&row);
    }
  return NULL;
}

/* What was refused to the one who asked stands in the terminal, to be mended there; anything else is kept. */
static FoyerCliStatus
report_undelivered (FoyerCliSession *session,
                    FoyerCliArguments *arguments,
                    gboolean as_json,
                    FoyerOutboxRow *row,
                    gboolean is_new,
                    const GError *error)
{
  g_autoptr (GError) local_error = NULL;

  if (!is_new || foyer_outbox_row_get_state (row) != FOYER_OUTBOX_REJECTED)
    return foyer_cli_report_kept (arguments, as_json, row, error);
  if (foyer_cli_delivery_discard (session, row, &local_error))
    return foyer_cli_report_error (arguments, as_json, error);
  g_info ("What was refused stays in the outbox: %s", local_error->message);
  return foyer_cli_report_kept (arguments, as_json, row, error);
}

static const char *
outcome_to_name (FoyerCliOutcome outcome)
{
  return outcome == FOYER_CLI_FOUND ? "found" : "sent";
}

/**
 * foyer_cli_print_added:
 * @id: the platform's
 */
void
foyer_cli_print_added (gint64 id, FoyerCliOutcome outcome, gboolean as_json)
{
  if (as_json)
    {
      JsonObject *answer = json_object_new ();

      json_object_set_int_member (answer, "id", id);
      json_object_set_string_member (answer, "outcome", outcome_to_name (outcome));
      foyer_cli_json_print (answer);
      return;
    }
  if (outcome == FOYER_CLI_FOUND)
    g_printerr ("foyer-cli: %s\n", _ ("It had arrived already; it was not sent again."));
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
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;
  FoyerCliOutcome outcome;
  gboolean is_new;

  if (!foyer_cli_resolve (session, arguments, lead, NULL, &problems, &error))
    return foyer_cli_report_error (arguments, as_json, error);
  if (problems->len > 0)
    return foyer_cli_report_problems (as_json, problems);

  row = find_same_add (session, lead);
  is_new = row == NULL;
  if (is_new)
    row = foyer_cli_delivery_keep_lead (session, lead, NULL, &error);
  else if (!foyer_cli_delivery_go_on (session, row, &error))
    return foyer_cli_report_kept (arguments, as_json, row, error);
  if (row == NULL)
    return foyer_cli_report_error (arguments, as_json, error);
  if (!foyer_cli_delivery_wait (session, arguments, row, &outcome, &error))
    return report_undelivered (session, arguments, as_json, row, is_new, error);
  foyer_cli_print_added (foyer_outbox_row_get_platform_id (row), outcome, as_json);
  return FOYER_CLI_DONE;
}

/* outcome: `NULL` where nothing had to be sent. */
static void
print_updated (gint64 id, FoyerFieldSet changed, const char *outcome, gboolean as_json)
{
  g_autofree char *labels = foyer_cli_field_join_labels (changed);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  JsonArray *names = as_json ? json_array_new () : NULL;
  JsonObject *answer;

  for (guint field = 0; as_json && field < FOYER_N_WRITTEN_FIELDS; field++)
    if (changed & FOYER_FIELD_BIT (field))
      json_array_add_string_element (names, foyer_cli_field_get_parameter (field));

  if (as_json)
    {
      answer = json_object_new ();
      json_object_set_int_member (answer, "id", id);
      json_object_set_string_member (answer, "outcome", outcome != NULL ? outcome : "unchanged");
      json_object_set_array_member (answer, "changed", names);
      foyer_cli_json_print (answer);
      return;
    }
  g_printerr ("foyer-cli: ");
  if (outcome == NULL)
    g_printerr (_ ("Lead %s is like that already: nothing was sent.\n"), number);
  else
    /* Translators: the lead's ID, and the names of the fields that changed */
    g_printerr (_ ("Lead %s is updated: %s.\n"), number, labels);
}

/* What is kept of an edit in the window and is not what is given here would be lost. */
static FoyerFieldSet
find_unsent_changes (FoyerCliSession *session, FoyerCliArguments *arguments)
{
  FoyerDraft *draft = foyer_session_find_draft (foyer_cli_session_get_session (session), NULL, arguments->id);
  FoyerFieldSet changed;

  if (draft == NULL)
    return 0;
  changed = foyer_lead_diff (foyer_draft_get_lead (draft), foyer_draft_get_base (draft));
  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    if (foyer_cli_arguments_find (arguments, field) != NULL)
      changed &= ~FOYER_FIELD_BIT (field);
  return changed;
}

/* What the change is made on: an earlier one of the same lead that is not delivered yet, of which it becomes a part or
 * which it follows; else the lead as the platform has it. */
static FoyerLead *
load_base (FoyerCliSession *session, gint64 id, FoyerLead **base, gboolean *is_current, GError **error)
{
  g_autoptr (FoyerOutboxRow)
      row = foyer_outbox_find_newest (foyer_session_get_outbox (foyer_cli_session_get_session (session)), NULL, id);

  *is_current = TRUE;
  if (row != NULL && foyer_outbox_row_get_base (row) != NULL)
    {
      *base = foyer_lead_copy (foyer_outbox_row_get_base (row));
      return foyer_lead_copy (foyer_outbox_row_get_lead (row));
    }
  *base = foyer_cli_session_load_lead (session, id, is_current, error);
  return *base != NULL ? foyer_lead_copy (*base) : NULL;
}

static gboolean
has_pending_change (FoyerCliSession *session, gint64 id)
{
  g_autoptr (FoyerOutboxRow)
      row = foyer_outbox_find_for_lead (foyer_session_get_outbox (foyer_cli_session_get_session (session)), NULL, id);

  return row != NULL;
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
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_current = FALSE, is_new;
  FoyerFieldSet changed, unsent;
  FoyerCliOutcome outcome;

  is_new = !has_pending_change (session, arguments->id);
  lead = load_base (session, arguments->id, &base, &is_current, &error);
  if (lead == NULL)
    return foyer_cli_report_error (arguments, as_json, error);
  if (!foyer_cli_resolve (session, arguments, lead, base, &problems, &error))
    return foyer_cli_report_error (arguments, as_json, error);
  if (problems->len > 0)
    return foyer_cli_report_problems (as_json, problems);

  unsent = find_unsent_changes (session, arguments);
  if (unsent != 0)
    return foyer_cli_report_unsent_changes (as_json, arguments->id, unsent);
  changed = foyer_lead_diff (lead, base);
  if (changed == 0 && !is_current)
    {
      /* As it was last read it is like that, which says nothing about now. */
      error = foyer_error_new (FOYER_ERROR_OFFLINE, "The lead's newest state could not be read");
      return foyer_cli_report_error (arguments, as_json, error);
    }

  if (changed != 0 || !is_new)
    row = foyer_cli_delivery_keep_lead (session, lead, base, &error);
  if (row == NULL && error != NULL && !g_error_matches (error, FOYER_ERROR, FOYER_ERROR_INVALID))
    return foyer_cli_report_error (arguments, as_json, error);
  g_clear_error (&error);
  if (row == NULL)
    {
      print_updated (arguments->id, 0, NULL, as_json);
      return FOYER_CLI_DONE;
    }
  if (!foyer_cli_delivery_wait (session, arguments, row, &outcome, &error))
    return report_undelivered (session, arguments, as_json, row, is_new, error);
  print_updated (arguments->id, changed, outcome_to_name (outcome), as_json);
  return FOYER_CLI_DONE;
}

/**
 * foyer_cli_note_add:
 *
 * Returns: the exit status
 */
FoyerCliStatus
foyer_cli_note_add (FoyerCliSession *session, FoyerCliArguments *arguments, gboolean as_json)
{
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GError) error = NULL;
  FoyerCliOutcome outcome;

  row = foyer_cli_delivery_keep_note (session, arguments->id, arguments->text, &error);
  if (row == NULL)
    return foyer_cli_report_error (arguments, as_json, error);
  if (!foyer_cli_delivery_wait (session, arguments, row, &outcome, &error))
    return report_undelivered (session, arguments, as_json, row, TRUE, error);
  foyer_cli_print_added (foyer_outbox_row_get_platform_id (row), outcome, as_json);
  return FOYER_CLI_DONE;
}
