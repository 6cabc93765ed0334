/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands that only ask. */

#include "foyer-cli-read.h"

#include "foyer-cli-json.h"
#include "foyer-cli-mirror.h"
#include "foyer-cli-table.h"
#include "foyer-text.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#define LIMIT 50 /* leads */

static void
print_table (FoyerCliTable *table)
{
  g_autofree char *text = foyer_cli_table_to_text (table, foyer_cli_terminal_width (STDOUT_FILENO));

  g_print ("%s", text);
}

/**
 * foyer_cli_ping:
 *
 * Returns: the exit status
 */
FoyerCliStatus
foyer_cli_ping (FoyerCliSession *session, FoyerCliArguments *arguments, gboolean as_json)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *time = NULL;
  gint64 server_time = 0, offset;

  if (!foyer_cli_session_ping (session, &server_time, &error))
    return foyer_cli_report_error (arguments, as_json, error);

  offset = server_time != 0 ? server_time - g_get_real_time () / G_USEC_PER_SEC : 0;
  if (as_json)
    {
      JsonObject *answer = json_object_new ();

      foyer_cli_json_set_time (answer, "serverTime", server_time);
      json_object_set_int_member (answer, "clockOffset", offset);
      foyer_cli_json_print (answer);
      return FOYER_CLI_DONE;
    }
  time = foyer_cli_format_time (server_time);
  g_print (_ ("The platform answers. Its clock says %s.\n"), time);
  if (ABS (offset) > 1)
    {
      guint seconds = (guint) MIN (ABS (offset), G_MAXUINT);

      if (offset > 0)
        g_print (ngettext ("This computer’s clock is %'u second behind it.\n",
                           "This computer’s clock is %'u seconds behind it.\n", seconds),
                 seconds);
      else
        g_print (ngettext ("This computer’s clock is %'u second ahead of it.\n",
                           "This computer’s clock is %'u seconds ahead of it.\n", seconds),
                 seconds);
    }
  return FOYER_CLI_DONE;
}

/* The list whose items an item of this list belongs to. */
static FoyerPicklistKind
get_parent_kind (FoyerPicklistKind kind)
{
  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    {
      const FoyerLeadFieldInfo *info = foyer_lead_field_get_info (field);

      if (info->picklist == kind && info->parent != FOYER_LEAD_NO_FIELD)
        return foyer_lead_field_get_info (info->parent)->picklist;
    }
  return FOYER_PICKLIST_NONE;
}

static const char *
get_title (FoyerPicklists *picklists, FoyerPicklistKind kind, gint64 id)
{
  FoyerPicklistItem *item = kind != FOYER_PICKLIST_NONE && id != 0
                                ? foyer_picklist_lookup (foyer_picklists_get (picklists, kind), id)
                                : NULL;

  return item != NULL ? foyer_picklist_item_get_title (item) : NULL;
}

static void
print_picklist (FoyerPicklists *picklists, FoyerPicklist *picklist)
{
  FoyerPicklistKind parent = get_parent_kind (foyer_picklist_get_kind (picklist));
  g_autoptr (FoyerCliTable) table = foyer_cli_table_new (4);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (picklist));

  foyer_cli_table_align_right (table, 0);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FoyerPicklistItem) item = g_list_model_get_item (G_LIST_MODEL (picklist), i);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, foyer_picklist_item_get_id (item));
      const char *parent_title = get_title (picklists, parent, foyer_picklist_item_get_parent_id (item));
      const char *note = "";

      if (foyer_picklist_item_get_retired (item))
        note = C_ ("picklist item", "no longer offered");
      else if (!foyer_picklist_item_can_be_chosen (item))
        note = C_ ("picklist item", "for opportunities only");
      foyer_cli_table_add (table, id, foyer_picklist_item_get_title (item), parent_title != NULL ? parent_title : "",
                           note, NULL);
    }
  print_table (table);
}

/**
 * foyer_cli_picklist:
 *
 * Returns: the exit status
 */
FoyerCliStatus
foyer_cli_picklist (FoyerCliSession *session, FoyerCliArguments *arguments, gboolean as_json)
{
  FoyerPicklists *picklists = foyer_cli_session_get_picklists (session);
  FoyerPicklist *picklist = foyer_picklists_get (picklists, arguments->picklist);
  gboolean refresh = arguments->given[FOYER_CLI_OPTION_REFRESH];
  FoyerPicklistKind parent = get_parent_kind (arguments->picklist);
  guint max_age = refresh ? 0 : FOYER_CLI_PICKLIST_AGE;
  g_autoptr (GError) error = NULL;
  JsonObject *answer;
  JsonArray *items;

  /* Without --refresh what is remembered is better than nothing. */
  if (!foyer_cli_session_refresh_picklist (session, arguments->picklist, max_age, &error)
      && (refresh || foyer_picklist_get_fetched (picklist) == 0
          || foyer_cli_status_for (error) != FOYER_CLI_NOT_DELIVERED))
    return foyer_cli_report_error (arguments, as_json, error);
  if (parent != FOYER_PICKLIST_NONE && !foyer_cli_session_refresh_picklist (session, parent, max_age, NULL))
    g_info ("The list of what these belong to could not be read");

  if (!as_json)
    {
      if (error != NULL)
        g_printerr ("foyer-cli: %s\n", _ ("The platform cannot be reached; this is the list as it was last read."));
      print_picklist (picklists, picklist);
      return FOYER_CLI_DONE;
    }
  answer = json_object_new ();
  items = json_array_new ();
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (picklist)); i++)
    {
      g_autoptr (FoyerPicklistItem) item = g_list_model_get_item (G_LIST_MODEL (picklist), i);
      json_array_add_object_element (items, foyer_cli_json_from_item (item));
    }
  json_object_set_string_member (answer, "picklist", foyer_picklist_kind_to_name (arguments->picklist));
  foyer_cli_json_set_time (answer, "fetched", foyer_picklist_get_fetched (picklist));
  json_object_set_array_member (answer, "items", items);
  foyer_cli_json_print (answer);
  return FOYER_CLI_DONE;
}

/* The titles that are to be shown; where a list cannot be read its IDs are shown. */
static void
have_titles (FoyerCliSession *session, const FoyerLeadField *fields, guint n_fields)
{
  for (guint i = 0; i < n_fields; i++)
    {
      FoyerPicklistKind kind = foyer_lead_field_get_info (fields[i])->picklist;
      g_autoptr (GError) error = NULL;

      if (!foyer_cli_session_refresh_picklist (session, kind, FOYER_CLI_PICKLIST_AGE, &error))
        g_info ("The list %s could not be read: %s", foyer_picklist_kind_to_name (kind), error->message);
    }
}

static char *
format_field (FoyerLead *lead, FoyerLeadField field, FoyerPicklists *picklists)
{
  const FoyerLeadFieldInfo *info = foyer_lead_field_get_info (field);
  gint64 id = foyer_lead_get_id (lead, field);
  const char *title = NULL;
  g_autofree char *number = NULL;
  g_autofree char *clean = NULL;

  switch (info->kind)
    {
    case FOYER_KIND_TEXT:
      return foyer_text_clean (foyer_lead_get_text (lead, field), TRUE);
    case FOYER_KIND_DATE:
      return foyer_cli_format_time (foyer_lead_get_date (lead, field));
    case FOYER_KIND_ID:
      title = get_title (picklists, info->picklist, id);
      if (field == FOYER_LEAD_COMPANY)
        title = foyer_lead_get_text (lead, FOYER_LEAD_COMPANY_NAME);
      else if (field == FOYER_LEAD_CONTACT || field == FOYER_LEAD_LEAD_CONTACT)
        title = foyer_lead_get_text (lead, FOYER_LEAD_CONTACT_NAME);
      number = g_strdup_printf ("%" G_GINT64_FORMAT, id);
      if (title == NULL || *title == '\0')
        return g_steal_pointer (&number);
      clean = foyer_text_clean (title, FALSE);
      /* Translators: what an ID stands for, and the ID */
      return g_strdup_printf (C_ ("title and ID", "%s (%s)"), clean, number);
    case FOYER_KIND_CUSTOM:
    default:
      return g_strdup ("");
    }
}

/* A line each; a text of several lines goes on below its first. */
static void
print_field (const char *label, const char *value, guint width)
{
  g_auto (GStrv) lines = g_strsplit (value, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *shown = i == 0 ? label : "";

      g_print ("%s%*s  %s\n", shown, (int) (width - foyer_cli_text_width (shown)), "", lines[i]);
    }
}

static void
print_lead (FoyerLead *lead, FoyerPicklists *picklists)
{
  const char *kept = C_ ("lead field", "Not shown by the platform");
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, foyer_lead_get_platform_id (lead));
  FoyerCustomFields *custom_fields = foyer_lead_get_custom_fields (lead);
  guint width = foyer_cli_text_width (C_ ("lead field", "ID"));

  for (guint field = 0; field < FOYER_N_LEAD_FIELDS; field++)
    width = MAX (width, foyer_cli_text_width (foyer_cli_field_get_label (field)));

  print_field (C_ ("lead field", "ID"), id, width);
  for (guint field = 0; field < FOYER_N_LEAD_FIELDS; field++)
    {
      const char *label = foyer_cli_field_get_label (field);
      g_autofree char *value = NULL;

      if (field == FOYER_LEAD_COMPANY_NAME || field == FOYER_LEAD_CONTACT_NAME)
        continue;
      if (!foyer_lead_is_known (lead, field))
        print_field (label, kept, width);
      else if (foyer_lead_is_set (lead, field) && foyer_lead_rules_applies (lead, field, picklists))
        {
          value = format_field (lead, field, picklists);
          print_field (label, value, width);
        }
    }
  for (guint i = 0; i < foyer_custom_fields_get_n (custom_fields); i++)
    {
      g_autofree char *label = g_strdup_printf ("customField.%" G_GINT64_FORMAT,
                                                foyer_custom_fields_get_number (custom_fields, i));
      g_autofree char *value = foyer_text_clean (foyer_custom_fields_get_value (custom_fields, i), TRUE);

      print_field (label, value, width);
    }
}

/**
 * foyer_cli_lead_show:
 *
 * Returns: the exit status
 */
FoyerCliStatus
foyer_cli_lead_show (FoyerCliSession *session, FoyerCliArguments *arguments, gboolean as_json)
{
  static const FoyerLeadField titled[] = { FOYER_LEAD_QUALITY, FOYER_LEAD_STAGE,   FOYER_LEAD_STAGE_REASON,
                                           FOYER_LEAD_TYPE,    FOYER_LEAD_SUBTYPE, FOYER_LEAD_SOURCE,
                                           FOYER_LEAD_CHANNEL, FOYER_LEAD_OWNER };
  FoyerPicklists *picklists = foyer_cli_session_get_picklists (session);
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_current = FALSE;
  JsonObject *answer;

  lead = foyer_cli_session_load_lead (session, arguments->id, &is_current, &error);
  if (lead == NULL)
    return foyer_cli_report_error (arguments, as_json, error);
  if (is_current)
    have_titles (session, titled, G_N_ELEMENTS (titled));
  if (g_cancellable_set_error_if_cancelled (foyer_cli_session_get_cancellable (session), &error))
    return foyer_cli_report_error (arguments, as_json, error);

  if (as_json)
    {
      answer = foyer_cli_json_from_lead (lead, picklists);
      json_object_set_boolean_member (answer, "current", is_current);
      foyer_cli_json_print (answer);
      return FOYER_CLI_DONE;
    }
  if (!is_current)
    g_printerr ("foyer-cli: %s\n", _ ("The platform cannot be reached; this is the lead as it was last read."));
  print_lead (lead, picklists);
  return FOYER_CLI_DONE;
}

static void
print_leads (GPtrArray *leads, FoyerPicklists *picklists)
{
  g_autoptr (FoyerCliTable) table = foyer_cli_table_new (6);

  foyer_cli_table_align_right (table, 0);
  foyer_cli_table_add (table, C_ ("lead field", "ID"), foyer_cli_field_get_label (FOYER_LEAD_NAME),
                       /* Translators: the heading of a column */
                       C_ ("lead list", "Belongs to"), foyer_cli_field_get_label (FOYER_LEAD_STAGE),
                       foyer_cli_field_get_label (FOYER_LEAD_QUALITY), foyer_cli_field_get_label (FOYER_LEAD_MODIFIED),
                       NULL);
  for (guint i = 0; i < leads->len; i++)
    {
      FoyerLead *lead = leads->pdata[i];
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, foyer_lead_get_platform_id (lead));
      g_autofree char *modified = foyer_cli_format_time (foyer_lead_get_date (lead, FOYER_LEAD_MODIFIED));
      gboolean is_company = foyer_lead_get_belongs_to (lead) == FOYER_BELONGS_TO_COMPANY;
      const char *stage = get_title (picklists, FOYER_PICKLIST_STAGE, foyer_lead_get_id (lead, FOYER_LEAD_STAGE));
      const char *quality = get_title (picklists, FOYER_PICKLIST_QUALITY, foyer_lead_get_id (lead, FOYER_LEAD_QUALITY));

      foyer_cli_table_add (table, id, foyer_lead_get_text (lead, FOYER_LEAD_NAME),
                           foyer_lead_get_text (lead, is_company ? FOYER_LEAD_COMPANY_NAME : FOYER_LEAD_CONTACT_NAME),
                           stage != NULL ? stage : "", quality != NULL ? quality : "", modified, NULL);
    }
  print_table (table);
}

/**
 * foyer_cli_lead_list:
 *
 * Returns: the exit status
 */
FoyerCliStatus
foyer_cli_lead_list (FoyerCliSession *session, FoyerCliArguments *arguments, gboolean as_json)
{
  static const FoyerLeadField titled[] = { FOYER_LEAD_STAGE, FOYER_LEAD_QUALITY };
  FoyerPicklists *picklists = foyer_cli_session_get_picklists (session);
  const char *search = arguments->texts[FOYER_CLI_OPTION_SEARCH];
  g_autoptr (GPtrArray) leads = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_current = FALSE;
  JsonObject *answer;
  JsonArray *rows;

  if (arguments->filters->len > 0 || (search != NULL && *search != '\0'))
    leads = foyer_cli_mirror_list_leads (
        session, arguments, (guint) foyer_cli_arguments_get_number (arguments, FOYER_CLI_OPTION_LIMIT, LIMIT), as_json,
        &is_current, &error);
  else
    leads = foyer_cli_session_list_leads (
        session, NULL, foyer_cli_arguments_get_number (arguments, FOYER_CLI_OPTION_LIMIT, LIMIT), &is_current, &error);
  if (leads == NULL)
    return foyer_cli_report_error (arguments, as_json, error);
  if (is_current)
    have_titles (session, titled, G_N_ELEMENTS (titled));
  if (g_cancellable_set_error_if_cancelled (foyer_cli_session_get_cancellable (session), &error))
    return foyer_cli_report_error (arguments, as_json, error);

  if (!is_current && !as_json)
    g_printerr ("foyer-cli: %s\n", _ ("The platform cannot be reached; these are the leads as they were last read."));
  if (as_json)
    {
      answer = json_object_new ();
      rows = json_array_new ();
      for (guint i = 0; i < leads->len; i++)
        json_array_add_object_element (rows, foyer_cli_json_from_lead (leads->pdata[i], picklists));
      json_object_set_array_member (answer, "leads", rows);
      json_object_set_boolean_member (answer, "current", is_current);
      foyer_cli_json_print (answer);
    }
  else if (leads->len > 0)
    print_leads (leads, picklists);
  else
    g_printerr ("foyer-cli: %s\n", _ ("There is no such lead."));
  return FOYER_CLI_DONE;
}
