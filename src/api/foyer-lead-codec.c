/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A lead on the wire: the body of addOrUpdateLead and a row of getLeadList, both from the field table. */

#include "foyer-lead-codec.h"

#include "foyer-json.h"
#include "foyer-text.h"

#include <string.h>

#define MAX_MEMBER 31 /* bytes: the longest part of a path in the table of fields is shorter */

static gboolean
applies_to_kind (FoyerLead *lead, FoyerLeadField field)
{
  FoyerApplies applies = foyer_lead_field_get_info (field)->applies;

  if (applies == FOYER_APPLIES_FOR_COMPANY)
    return foyer_lead_get_belongs_to (lead) == FOYER_BELONGS_TO_COMPANY;
  if (applies == FOYER_APPLIES_FOR_PERSON)
    return foyer_lead_get_belongs_to (lead) == FOYER_BELONGS_TO_PERSON;
  return TRUE;
}

static JsonNode *
write_custom_fields (FoyerLead *lead, FoyerLead *base)
{
  g_autoptr (FoyerCustomFields) changed = foyer_custom_fields_changed_since (
      foyer_lead_get_custom_fields (lead), base != NULL ? foyer_lead_get_custom_fields (base) : NULL);
  g_autoptr (JsonArray) array = json_array_new ();
  JsonNode *node = json_node_alloc ();

  for (guint i = 0; i < foyer_custom_fields_get_n (changed); i++)
    {
      JsonObject *field = json_object_new ();

      json_object_set_int_member (field, "fieldId", foyer_custom_fields_get_number (changed, i));
      json_object_set_string_member (field, "fieldValue", foyer_custom_fields_get_value (changed, i));
      json_array_add_object_element (array, field);
    }
  return json_node_init_array (node, array);
}

static JsonNode *
write_value (FoyerLead *lead, FoyerLead *base, FoyerLeadField field)
{
  const FoyerLeadFieldInfo *info = foyer_lead_field_get_info (field);
  gboolean is_there = foyer_lead_is_set (lead, field) && applies_to_kind (lead, field);
  g_autofree char *text = NULL;

  if (info->kind == FOYER_KIND_CUSTOM)
    return write_custom_fields (lead, base);
  if (!is_there && info->clears_with == FOYER_CLEARS_WITH_NULL)
    return json_node_init_null (json_node_alloc ());
  if (info->kind == FOYER_KIND_ID)
    return json_node_init_int (json_node_alloc (), foyer_lead_get_id (lead, field));
  text = is_there ? foyer_text_clean (foyer_lead_get_text (lead, field), TRUE) : g_strdup ("");
  return json_node_init_string (json_node_alloc (), text);
}

/* What goes along with the changed fields: the quality always, the parties of a lead together (delivery.md, Retrying).
 * Of what did not change only a value goes along, never an emptiness. */
static FoyerFieldSet
fields_to_write (FoyerLead *lead, FoyerFieldSet changed)
{
  FoyerFieldSet along = FOYER_FIELD_BIT (FOYER_LEAD_QUALITY);
  FoyerFieldSet fields = changed;

  for (FoyerLeadField field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    if (changed & FOYER_FIELD_BIT (field))
      along |= foyer_lead_fields_merging_with (field);
  for (FoyerLeadField field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    if ((along & FOYER_FIELD_BIT (field)) && foyer_lead_is_set (lead, field) && applies_to_kind (lead, field))
      fields |= FOYER_FIELD_BIT (field);
  return fields;
}

/**
 * foyer_lead_codec_write:
 * @lead: what is wanted
 * @base: (nullable): what the platform has; without one the lead is added
 *
 * A field that is not known here is never written, one that was emptied goes as the table says it clears.
 *
 * Returns: (transfer full) (nullable): the body of addOrUpdateLead (platform-api.md, 3), or `NULL` when nothing differs
 */
GBytes *
foyer_lead_codec_write (FoyerLead *lead, FoyerLead *base)
{
  FoyerFieldSet changed = foyer_lead_diff (lead, base);
  FoyerFieldSet fields = 0;
  g_autoptr (JsonObject) body = json_object_new ();

  for (FoyerLeadField field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    if (!foyer_lead_is_known (lead, field))
      changed &= ~FOYER_FIELD_BIT (field);
  if (changed == 0)
    return NULL;

  if (base != NULL)
    json_object_set_int_member (body, "id", foyer_lead_get_platform_id (base));
  fields = fields_to_write (lead, changed);
  for (FoyerLeadField field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    {
      const char *const *names = foyer_lead_field_get_info (field)->write_names;

      for (guint i = 0; (fields & FOYER_FIELD_BIT (field)) && names[i] != NULL; i++)
        json_object_set_member (body, names[i], write_value (lead, base, field));
    }
  return foyer_json_to_bytes (body);
}

/* The member a path ends at; `NULL` when the row does not speak of it, a `null` (or another emptiness) when it says on
 * the way that there is nothing. */
static JsonNode *
follow_path (JsonObject *row, const char *path, gsize length)
{
  JsonObject *object = row;

  for (;;)
    {
      const char *dot = memchr (path, '.', length);
      gsize n = dot != NULL ? (gsize) (dot - path) : length;
      char member[MAX_MEMBER + 1];
      JsonNode *node;

      g_return_val_if_fail (n <= MAX_MEMBER, NULL);
      memcpy (member, path, n);
      member[n] = '\0';
      node = foyer_json_get (object, member);
      if (dot == NULL || node == NULL || foyer_json_node_is_empty (node))
        return node;
      object = foyer_json_node_object (node);
      length -= n + 1;
      path = dot + 1;
    }
}

static void
read_text (FoyerLead *lead, FoyerLeadField field, JsonObject *row, const char *path)
{
  g_autofree char *whole = NULL;
  gboolean is_known = FALSE;

  while (path != NULL)
    {
      const char *plus = strchr (path, '+');
      JsonNode *node = follow_path (row, path, plus != NULL ? (gsize) (plus - path) : strlen (path));
      g_autofree char *text = foyer_json_node_text (node);

      is_known |= text != NULL || foyer_json_node_is_empty (node);
      path = plus != NULL ? plus + 1 : NULL;
      if (text == NULL || *text == '\0')
        continue;
      if (whole == NULL)
        whole = g_steal_pointer (&text);
      else
        {
          char *joined = g_strconcat (whole, " ", text, NULL);

          g_free (whole);
          whole = joined;
        }
    }

  if (!is_known)
    foyer_lead_forget (lead, field);
  else if (whole == NULL)
    foyer_lead_clear (lead, field);
  else
    foyer_lead_set_text (lead, field, whole);
}

static void
read_number (FoyerLead *lead, FoyerLeadField field, JsonNode *node)
{
  gint64 number;

  if (foyer_lead_field_get_info (field)->kind == FOYER_KIND_ID)
    {
      number = foyer_json_node_id (node);
      if (number > 0)
        {
          foyer_lead_set_id (lead, field, number);
          return;
        }
    }
  else if (foyer_json_node_time (node, &number))
    {
      foyer_lead_set_date (lead, field, number);
      return;
    }

  if (foyer_json_node_is_empty (node))
    foyer_lead_clear (lead, field);
  else
    foyer_lead_forget (lead, field);
}

/**
 * foyer_lead_codec_read:
 * @row: (nullable): a row of getLeadList (platform-api.md, 5)
 *
 * A field the row does not speak of, or in a way that cannot be read, is unknown; one it says is empty is unset. The
 * row's `contact` is the lead contact of a company's lead, and the person of any other.
 *
 * Returns: (transfer full) (nullable): the lead, or `NULL` when the row has no usable id
 */
FoyerLead *
foyer_lead_codec_read (JsonObject *row)
{
  gint64 id = foyer_json_get_id (row, "id");
  gboolean has_company = foyer_json_get_id (foyer_json_get_object (row, "company"), "id") > 0;
  FoyerLead *lead;

  if (id == 0)
    return NULL;

  lead = foyer_lead_new_from_platform (id);
  foyer_lead_set_belongs_to (lead, has_company ? FOYER_BELONGS_TO_COMPANY : FOYER_BELONGS_TO_PERSON);
  for (FoyerLeadField field = 0; field < FOYER_N_LEAD_FIELDS; field++)
    {
      const FoyerLeadFieldInfo *info = foyer_lead_field_get_info (field);

      if (info->read_path == NULL)
        foyer_lead_forget (lead, field);
      else if (!applies_to_kind (lead, field))
        foyer_lead_clear (lead, field);
      else if (info->kind == FOYER_KIND_TEXT)
        read_text (lead, field, row, info->read_path);
      else
        read_number (lead, field, follow_path (row, info->read_path, strlen (info->read_path)));
    }
  return lead;
}
