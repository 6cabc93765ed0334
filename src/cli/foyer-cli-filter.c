/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What leads are listed by, as it is typed: stage=New,Quoted owner=mine created>=2024-01-31 pending=yes sort=name. */

#include "foyer-cli-filter.h"

#include "foyer-cli-assignment.h"
#include "foyer-error.h"

#include <glib/gi18n.h>
#include <string.h>

#define USAGE_ERROR(error, ...) g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, __VA_ARGS__)

static gboolean
add_title (FoyerCliSession *session, FoyerLeadField field, const char *title, FoyerLeadQuery *query, GError **error)
{
  FoyerPicklistKind kind = foyer_lead_field_get_info (field)->picklist;
  FoyerPicklist *picklist = foyer_picklists_get (foyer_cli_session_get_picklists (session), kind);
  g_autoptr (GPtrArray) found = NULL;

  if (!foyer_cli_session_refresh_picklist (session, kind, FOYER_CLI_PICKLIST_AGE, error)
      && foyer_picklist_get_fetched (picklist) == 0)
    return FALSE;
  g_clear_error (error);
  found = foyer_picklist_find_title (picklist, title, 0);
  if (found->len == 0)
    {
      USAGE_ERROR (error, _ ("There is no “%s” in the list %s"), title, foyer_picklist_kind_to_name (kind));
      return FALSE;
    }
  /* Reasons of several stages can have one name: any of them will do. */
  for (guint i = 0; i < found->len; i++)
    foyer_lead_query_add_id (query, field, foyer_picklist_item_get_id (found->pdata[i]));
  return TRUE;
}

static gboolean
add_value (FoyerCliSession *session, FoyerLeadField field, const char *value, FoyerLeadQuery *query, GError **error)
{
  FoyerAccount *account = foyer_session_get_account (foyer_cli_session_get_session (session));
  gint64 id = 0;

  if (*value == '\0')
    foyer_lead_query_add_id (query, field, 0);
  else if (field == FOYER_LEAD_OWNER && g_str_equal (value, "mine"))
    {
      if (foyer_account_get_user_id (account) == 0)
        {
          USAGE_ERROR (error, _ ("Which of the platform's users you are is not known: owner=ID says it"));
          return FALSE;
        }
      foyer_lead_query_add_id (query, field, foyer_account_get_user_id (account));
    }
  else if (foyer_cli_parse_id (value, &id))
    foyer_lead_query_add_id (query, field, id);
  else if (foyer_lead_field_get_info (field)->picklist != FOYER_PICKLIST_NONE)
    return add_title (session, field, value, query, error);
  else
    {
      USAGE_ERROR (error, _ ("“%s” is not an ID"), value);
      return FALSE;
    }
  return TRUE;
}

/* Midnight, where the person is, of the day and of the next: a day in which clocks are put back has 25 hours. */
static gboolean
parse_date (const char *text, gint64 *time, gint64 *next, GError **error)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *stamp = g_strconcat (text, "T00:00:00", NULL);
  g_autoptr (GDateTime) date = strlen (text) == strlen ("yyyy-mm-dd") ? g_date_time_new_from_iso8601 (stamp, zone)
                                                                      : NULL;
  g_autoptr (GDateTime) next_date = date != NULL ? g_date_time_add_days (date, 1) : NULL;

  if (next_date == NULL)
    {
      USAGE_ERROR (error, _ ("“%s” is not a date: 2024-01-31"), text);
      return FALSE;
    }
  *time = g_date_time_to_unix (date);
  *next = g_date_time_to_unix (next_date);
  return TRUE;
}

/* 7d: so many days, the last of which is today. */
static guint
parse_days (const char *text)
{
  char *end = NULL;
  guint64 days = g_ascii_isdigit (*text) ? g_ascii_strtoull (text, &end, 10) : 0;

  return end != NULL && g_str_equal (end, "d") && days <= FOYER_LEAD_QUERY_MOST_DAYS ? (guint) days : 0;
}

static gboolean
apply_date (FoyerLeadField field, const char *operation, FoyerLeadQuery *query, GError **error)
{
  gboolean with_day = operation[1] == '=';
  gint64 from = foyer_lead_query_get_from (query, field), to = foyer_lead_query_get_to (query, field);
  gint64 time = 0, next = 0;
  guint days = operation[0] == '=' ? parse_days (operation + 1) : 0;

  if (days > 0)
    {
      foyer_lead_query_set_days (query, field, days);
      return TRUE;
    }
  if (!parse_date (operation + (operation[0] != '=' && with_day ? 2 : 1), &time, &next, error))
    return FALSE;
  if (operation[0] != '<')
    from = operation[0] == '>' && !with_day ? next : time;
  if (operation[0] != '>')
    to = operation[0] == '=' || with_day ? next : time;
  foyer_lead_query_set_range (query, field, from, to);
  return TRUE;
}

static gboolean
apply_sort (const char *name, FoyerLeadQuery *query, GError **error)
{
  g_autoptr (GEnumClass) sorts = g_type_class_ref (FOYER_TYPE_LEAD_SORT);
  gboolean reversed = *name == '-';
  const GEnumValue *value = g_enum_get_value_by_nick (sorts, name + (reversed ? 1 : 0));
  gboolean ascending;

  if (value == NULL)
    {
      g_autoptr (GString) names = g_string_new (NULL);

      for (guint i = 0; i < sorts->n_values; i++)
        g_string_append_printf (names, "%s%s", i > 0 ? C_ ("list of fields", ", ") : "", sorts->values[i].value_nick);
      USAGE_ERROR (error, _ ("There is no order “%s”: %s"), name, names->str);
      return FALSE;
    }
  ascending = value->value != FOYER_LEAD_SORT_CREATED && value->value != FOYER_LEAD_SORT_MODIFIED;
  foyer_lead_query_set_sort (query, value->value, ascending != reversed);
  return TRUE;
}

/**
 * foyer_cli_filter_apply:
 * @filter: with one of = < > in it
 *
 * Returns: whether it is understood; else `FOYER_ERROR_INVALID`, translated
 */
gboolean
foyer_cli_filter_apply (FoyerCliSession *session, const char *filter, FoyerLeadQuery *query, GError **error)
{
  gsize length = strcspn (filter, "=<>");
  g_autofree char *name = g_strndup (filter, length);
  const char *operation = filter + length;
  FoyerLeadField field = foyer_lead_field_from_short_name (name);
  g_auto (GStrv) values = NULL;

  if (g_str_equal (name, "created"))
    return apply_date (FOYER_LEAD_CREATED, operation, query, error);
  if (g_str_equal (name, "modified"))
    return apply_date (FOYER_LEAD_MODIFIED, operation, query, error);
  if (g_str_equal (name, "sort") && *operation == '=')
    return apply_sort (operation + 1, query, error);
  if (g_str_equal (filter, "pending=yes"))
    {
      foyer_lead_query_set_pending (query, TRUE);
      return TRUE;
    }
  if (field == FOYER_LEAD_NO_FIELD)
    field = foyer_lead_field_from_wire_name (name);
  if (field == FOYER_LEAD_LEAD_CONTACT)
    field = FOYER_LEAD_CONTACT;
  if (field == FOYER_LEAD_NO_FIELD || !foyer_lead_query_can_filter (field) || *operation != '=')
    {
      USAGE_ERROR (error, _ ("Leads cannot be listed by “%s”"), filter);
      return FALSE;
    }
  values = g_strsplit (operation + 1, ",", -1);
  if (values[0] == NULL)
    return add_value (session, field, "", query, error);
  for (guint i = 0; values[i] != NULL; i++)
    if (!add_value (session, field, values[i], query, error))
      return FALSE;
  return TRUE;
}
