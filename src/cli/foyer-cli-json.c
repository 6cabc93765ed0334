/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What machines are told. The names of members are a promise; nothing here is translated, and every time is ISO 8601 in
 * UTC. */

#include "foyer-cli-json.h"

#include "foyer-cli-problem.h"
#include "foyer-text.h"

#include <stdio.h>

/**
 * foyer_cli_json_print:
 * @object: (transfer full): the answer
 *
 * Writes it to standard output, in UTF-8 whatever the locale says.
 */
void
foyer_cli_json_print (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;

  json_node_take_object (node, object);
  text = json_to_string (node, TRUE);
  fputs (text, stdout);
  fputc ('\n', stdout);
}

/**
 * foyer_cli_json_set_text:
 * @text: (nullable): what a server or a person wrote; control characters are dropped, which not every writer of JSON
 * escapes
 */
void
foyer_cli_json_set_text (JsonObject *object, const char *name, const char *text)
{
  g_autofree char *clean = NULL;

  if (text == NULL)
    {
      json_object_set_null_member (object, name);
      return;
    }
  clean = foyer_text_clean (text, TRUE);
  json_object_set_string_member (object, name, clean);
}

/**
 * foyer_cli_json_set_time:
 * @unix_time: seconds since 1970, 0 for none
 */
void
foyer_cli_json_set_time (JsonObject *object, const char *name, gint64 unix_time)
{
  g_autoptr (GDateTime) time = unix_time != 0 ? g_date_time_new_from_unix_utc (unix_time) : NULL;
  g_autofree char *text = time != NULL ? g_date_time_format_iso8601 (time) : NULL;

  foyer_cli_json_set_text (object, name, text);
}

/**
 * foyer_cli_json_from_item:
 *
 * Returns: (transfer full): the item
 */
JsonObject *
foyer_cli_json_from_item (FoyerPicklistItem *item)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "id", foyer_picklist_item_get_id (item));
  foyer_cli_json_set_text (object, "title", foyer_picklist_item_get_title (item));
  if (foyer_picklist_item_get_parent_id (item) != 0)
    json_object_set_int_member (object, "parentId", foyer_picklist_item_get_parent_id (item));
  json_object_set_boolean_member (object, "canBeChosen", foyer_picklist_item_can_be_chosen (item));
  json_object_set_boolean_member (object, "retired", foyer_picklist_item_get_retired (item));
  return object;
}

/* A read-only field has no parameter: its property, in the platform's way of writing names. */
static char *
name_member (FoyerLeadField field)
{
  const char *property = foyer_lead_field_get_info (field)->property;
  GString *name;

  if (field < FOYER_N_WRITTEN_FIELDS)
    return g_strdup (foyer_cli_field_get_parameter (field));
  name = g_string_new (NULL);
  for (const char *p = property; *p != '\0'; p++)
    if (*p == '-' && p[1] != '\0')
      g_string_append_c (name, g_ascii_toupper (*++p));
    else
      g_string_append_c (name, *p);
  return g_string_free (name, FALSE);
}

static JsonArray *
custom_fields_to_json (FoyerCustomFields *fields)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < foyer_custom_fields_get_n (fields); i++)
    {
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "fieldId", foyer_custom_fields_get_number (fields, i));
      foyer_cli_json_set_text (object, "fieldValue", foyer_custom_fields_get_value (fields, i));
      json_array_add_object_element (array, object);
    }
  return array;
}

static void
set_field (JsonObject *object, FoyerLead *lead, FoyerLeadField field, const char *name)
{
  if (!foyer_lead_is_set (lead, field))
    {
      json_object_set_null_member (object, name);
      return;
    }
  switch (foyer_lead_field_get_info (field)->kind)
    {
    case FOYER_KIND_ID:
      json_object_set_int_member (object, name, foyer_lead_get_id (lead, field));
      break;
    case FOYER_KIND_DATE:
      foyer_cli_json_set_time (object, name, foyer_lead_get_date (lead, field));
      break;
    case FOYER_KIND_CUSTOM:
      json_object_set_array_member (object, name, custom_fields_to_json (foyer_lead_get_custom_fields (lead)));
      break;
    case FOYER_KIND_TEXT:
    default:
      foyer_cli_json_set_text (object, name, foyer_lead_get_text (lead, field));
      break;
    }
}

/**
 * foyer_cli_json_from_lead:
 *
 * A field that is empty is null; one that the platform does not show is no member, but named in `unknown`. What the IDs
 * stand for is in `titles`, where a list knows it.
 *
 * Returns: (transfer full): the lead
 */
JsonObject *
foyer_cli_json_from_lead (FoyerLead *lead, FoyerPicklists *picklists)
{
  JsonObject *object = json_object_new ();
  JsonObject *titles = json_object_new ();
  JsonArray *unknown = json_array_new ();

  json_object_set_int_member (object, "id", foyer_lead_get_platform_id (lead));
  json_object_set_string_member (object, "belongsTo",
                                 foyer_lead_get_belongs_to (lead) == FOYER_BELONGS_TO_COMPANY ? "company" : "person");
  for (guint field = 0; field < FOYER_N_LEAD_FIELDS; field++)
    {
      g_autofree char *name = name_member (field);
      const FoyerLeadFieldInfo *info = foyer_lead_field_get_info (field);
      FoyerPicklistItem *item = NULL;

      if (!foyer_lead_is_known (lead, field))
        {
          json_array_add_string_element (unknown, name);
          continue;
        }
      set_field (object, lead, field, name);
      if (info->picklist != FOYER_PICKLIST_NONE)
        item = foyer_picklist_lookup (foyer_picklists_get (picklists, info->picklist), foyer_lead_get_id (lead, field));
      if (item != NULL)
        foyer_cli_json_set_text (titles, name, foyer_picklist_item_get_title (item));
    }
  json_object_set_object_member (object, "titles", titles);
  json_object_set_array_member (object, "unknown", unknown);
  return object;
}
