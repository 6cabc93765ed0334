/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads back what an attempt sent: a look for it compares with the bytes of the attempt, never with the lead as it is
 * by now. */

#include "foyer-attempt.h"

#include "foyer-json.h"

static FoyerCustomFields *
read_custom_fields (JsonNode *node)
{
  g_autoptr (GPtrArray) elements = foyer_json_node_elements (node);
  FoyerCustomFields *fields = foyer_custom_fields_new ();

  for (guint i = 0; elements != NULL && i < elements->len; i++)
    {
      JsonObject *element = foyer_json_node_object (elements->pdata[i]);
      gint64 number = element != NULL ? foyer_json_get_id (element, "fieldId") : 0;

      if (number > 0)
        {
          g_autofree char *value = foyer_json_get_text (element, "fieldValue");
          FoyerCustomFields *with = foyer_custom_fields_with (fields, number, value != NULL ? value : "");

          foyer_custom_fields_unref (fields);
          fields = with;
        }
    }
  return fields;
}

static void
read_field (FoyerLead *lead, FoyerLeadField field, JsonNode *node)
{
  switch (foyer_lead_field_get_info (field)->kind)
    {
    case FOYER_KIND_ID:
      {
        gint64 id = foyer_json_node_id (node);

        if (id > 0)
          foyer_lead_set_id (lead, field, id);
        else
          foyer_lead_clear (lead, field);
        break;
      }
    case FOYER_KIND_TEXT:
      {
        g_autofree char *text = foyer_json_node_text (node);

        foyer_lead_set_text (lead, field, text);
        break;
      }
    case FOYER_KIND_CUSTOM:
      {
        g_autoptr (FoyerCustomFields) custom_fields = read_custom_fields (node);

        foyer_lead_set_custom_fields (lead, custom_fields);
        break;
      }
    case FOYER_KIND_DATE:
    default:
      break;
    }
}

/**
 * foyer_attempt_read:
 * @body: the body of a request to add or update a lead, as it was sent
 * @sent_fields: (out): the fields it names
 * @platform_id: (out): the lead it updates, 0 when it adds one
 *
 * Returns: (transfer full) (nullable): the lead the body describes; what it does not name is unset
 */
FoyerLead *
foyer_attempt_read (GBytes *body, FoyerFieldSet *sent_fields, gint64 *platform_id, GError **error)
{
  g_autoptr (JsonNode) root = foyer_json_parse (body, error);
  JsonObject *object = root != NULL ? foyer_json_node_object (root) : NULL;
  g_autoptr (FoyerLead) lead = foyer_lead_new ();

  if (root == NULL)
    return NULL;
  if (object == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "What was sent is not an object");
      return NULL;
    }

  *sent_fields = 0;
  *platform_id = foyer_json_get_id (object, "id");
  foyer_lead_set_platform_id (lead, *platform_id);
  for (int i = 0; i < FOYER_N_WRITTEN_FIELDS; i++)
    {
      FoyerLeadField field = (FoyerLeadField) i;
      JsonNode *node = foyer_json_get (object, foyer_lead_field_get_info (field)->write_names[0]);

      if (node == NULL)
        continue;
      read_field (lead, field, node);
      *sent_fields |= FOYER_FIELD_BIT (field);
    }
  foyer_lead_set_belongs_to (lead, foyer_lead_is_set (lead, FOYER_LEAD_COMPANY)
                                           || !foyer_lead_is_set (lead, FOYER_LEAD_CONTACT)
                                       ? FOYER_BELONGS_TO_COMPANY
                                       : FOYER_BELONGS_TO_PERSON);
  return g_steal_pointer (&lead);
}
