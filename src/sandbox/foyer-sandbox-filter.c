/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The `filter` of a list: field names with suffixes, and whether a row satisfies them. A name or a suffix that is not
 * known is ignored, as the platform may do: whoever asks has to look at the rows. */
#include "foyer-sandbox-filter.h"

#include <string.h>

#include "foyer-sandbox-params.h"
#include "foyer-sandbox-time.h"

static const struct
{
  const char *name;
  FoyerSandboxOperator operation;
} suffixes[] = {
  { "NOT", FOYER_SANDBOX_NOT },
  { "CONTAINS", FOYER_SANDBOX_CONTAINS },
  { "NOTCONTAINS", FOYER_SANDBOX_NOTCONTAINS },
  { "BEGINS", FOYER_SANDBOX_BEGINS },
  { "ENDS", FOYER_SANDBOX_ENDS },
  { "LESSTHAN", FOYER_SANDBOX_LESSTHAN },
  { "GREATERTHAN", FOYER_SANDBOX_GREATERTHAN },
  { "EMPTY", FOYER_SANDBOX_EMPTY },
};

static void
clear_condition (FoyerSandboxCondition *condition)
{
  g_clear_pointer (&condition->text, g_free);
}

static FoyerSandboxReply *
refuse (const char *key)
{
  g_autofree char *sentence = g_strdup_printf ("%s has a value that cannot be compared with.", key);

  return foyer_sandbox_reply_new_invalid ("filter", sentence);
}

/* Which field KEY names, and with what operation; NULL when it is not understood. */
static const FoyerSandboxField *
understand_key (const char *key, const FoyerSandboxField *fields, guint n_fields, FoyerSandboxOperator *operation)
{
  const char *suffix = strstr (key, "__");
  gsize length = suffix != NULL ? (gsize) (suffix - key) : strlen (key);
  const FoyerSandboxField *field = NULL;

  for (guint i = 0; field == NULL && i < n_fields; i++)
    if (strlen (fields[i].name) == length && strncmp (fields[i].name, key, length) == 0)
      field = &fields[i];
  if (field == NULL || suffix == NULL)
    {
      *operation = field != NULL ? field->operation : FOYER_SANDBOX_IS;
      return field;
    }
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_equal (suffix + 2, suffixes[i].name))
      {
        *operation = suffixes[i].operation;
        return field;
      }
  return NULL;
}

static gboolean
parse_number (JsonNode *node, gint64 *number)
{
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    {
      *number = json_node_get_int (node);
      return TRUE;
    }
  return json_node_get_value_type (node) == G_TYPE_STRING
         && g_ascii_string_to_signed (json_node_get_string (node), 10, G_MININT64, G_MAXINT64, number, NULL);
}

/* FALSE when NODE cannot be compared with. */
static gboolean
parse_value (JsonNode *node, FoyerSandboxCondition *condition)
{
  const char *text = NULL;

  if (!JSON_NODE_HOLDS_VALUE (node))
    return FALSE;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    text = json_node_get_string (node);
  if (condition->operation == FOYER_SANDBOX_EMPTY)
    {
      /* __EMPTY: false is the opposite. */
      condition->number = !(json_node_get_value_type (node) == G_TYPE_BOOLEAN && !json_node_get_boolean (node));
      return TRUE;
    }
  if (g_strcmp0 (text, "__ISNULL__") == 0)
    {
      condition->is_null = TRUE;
      return condition->operation == FOYER_SANDBOX_IS || condition->operation == FOYER_SANDBOX_NOT;
    }
  switch (condition->kind)
    {
    case FOYER_SANDBOX_FIELD_ID:
      return parse_number (node, &condition->number);
    case FOYER_SANDBOX_FIELD_TIME:
      return text != NULL && foyer_sandbox_time_parse (text, &condition->number);
    case FOYER_SANDBOX_FIELD_TEXT:
    default:
      condition->text = text != NULL ? g_strdup (text) : NULL;
      if (text == NULL && parse_number (node, &condition->number))
        condition->text = g_strdup_printf ("%" G_GINT64_FORMAT, condition->number);
      return condition->text != NULL;
    }
}

/* FALSE when the value is refused; a key that is not understood adds nothing. */
static gboolean
add_condition (GArray *conditions, const char *key, JsonNode *node, const FoyerSandboxField *fields, guint n_fields)
{
  FoyerSandboxCondition condition = { 0 };
  const FoyerSandboxField *field = understand_key (key, fields, n_fields, &condition.operation);

  if (field == NULL)
    return TRUE;
  condition.field = field->field;
  condition.kind = field->kind;
  if (!parse_value (node, &condition))
    {
      clear_condition (&condition);
      return FALSE;
    }
  g_array_append_val (conditions, condition);
  return TRUE;
}

/* Of FoyerSandboxCondition; NULL, with REFUSAL set, when the filter cannot be read. */
GArray *
foyer_sandbox_filter_parse (JsonObject *params,
                            const FoyerSandboxField *fields,
                            guint n_fields,
                            FoyerSandboxReply **refusal)
{
  g_autoptr (GArray) conditions = g_array_new (FALSE, FALSE, sizeof (FoyerSandboxCondition));
  JsonObject *filter;

  g_array_set_clear_func (conditions, (GDestroyNotify) clear_condition);
  switch (foyer_sandbox_params_get_object (params, "filter", &filter))
    {
    case FOYER_SANDBOX_WRONG:
      *refusal = foyer_sandbox_reply_new_invalid ("filter", "It must be an object.");
      return NULL;
    case FOYER_SANDBOX_GIVEN:
      {
        g_autoptr (GList) keys = json_object_get_members (filter);

        for (GList *l = keys; l != NULL; l = l->next)
          if (!add_condition (conditions, l->data, json_object_get_member (filter, l->data), fields, n_fields))
            {
              *refusal = refuse (l->data);
              return NULL;
            }
        break;
      }
    case FOYER_SANDBOX_ABSENT:
    case FOYER_SANDBOX_BLANK:
    default:
      break;
    }
  for (guint i = 0; i < n_fields; i++)
    {
      JsonNode *node = fields[i].outside ? foyer_sandbox_params_get_node (params, fields[i].name) : NULL;

      if (node != NULL && !add_condition (conditions, fields[i].name, node, fields, n_fields))
        {
          *refusal = foyer_sandbox_reply_new_invalid (fields[i].name, "It cannot be compared with.");
          return NULL;
        }
    }
  return g_steal_pointer (&conditions);
}

static gboolean
ends_with (const char *text, const char *end)
{
  gsize length = strlen (text), end_length = strlen (end);

  return length >= end_length && strcasecmp (text + length - end_length, end) == 0;
}

static gboolean
text_holds (const FoyerSandboxCondition *condition, const char *text)
{
  switch (condition->operation)
    {
    case FOYER_SANDBOX_IS:
      return strcasecmp (text, condition->text) == 0;
    case FOYER_SANDBOX_NOT:
      return strcasecmp (text, condition->text) != 0;
    case FOYER_SANDBOX_CONTAINS:
      return strcasestr (text, condition->text) != NULL;
    case FOYER_SANDBOX_NOTCONTAINS:
      return strcasestr (text, condition->text) == NULL;
    case FOYER_SANDBOX_BEGINS:
      return strncasecmp (text, condition->text, strlen (condition->text)) == 0;
    case FOYER_SANDBOX_ENDS:
      return ends_with (text, condition->text);
    case FOYER_SANDBOX_LESSTHAN:
      return strcasecmp (text, condition->text) <= 0;
    case FOYER_SANDBOX_GREATERTHAN:
      return strcasecmp (text, condition->text) >= 0;
    case FOYER_SANDBOX_EMPTY:
    default:
      return FALSE;
    }
}

static gboolean
number_holds (const FoyerSandboxCondition *condition, gint64 number)
{
  switch (condition->operation)
    {
    case FOYER_SANDBOX_NOT:
      return number != condition->number;
    case FOYER_SANDBOX_LESSTHAN:
      return number <= condition->number;
    case FOYER_SANDBOX_GREATERTHAN:
      return number >= condition->number;
    case FOYER_SANDBOX_IS:
    case FOYER_SANDBOX_CONTAINS:
    case FOYER_SANDBOX_NOTCONTAINS:
    case FOYER_SANDBOX_BEGINS:
    case FOYER_SANDBOX_ENDS:
    case FOYER_SANDBOX_EMPTY:
    default:
      return number == condition->number;
    }
}

/* Letters are compared without their case where they are ASCII. Nothing is never like, before or after something. */
gboolean
foyer_sandbox_condition_holds (const FoyerSandboxCondition *condition, const FoyerSandboxValue *value)
{
  gboolean is_text = condition->kind == FOYER_SANDBOX_FIELD_TEXT;
  gboolean none = is_text ? value->text == NULL || value->text[0] == '\0' : value->number == 0;

  if (condition->operation == FOYER_SANDBOX_EMPTY)
    return none == (condition->number != 0);
  if (condition->is_null)
    return none == (condition->operation == FOYER_SANDBOX_IS);
  if (none)
    return condition->operation == FOYER_SANDBOX_NOT || condition->operation == FOYER_SANDBOX_NOTCONTAINS;
  return is_text ? text_holds (condition, value->text) : number_holds (condition, value->number);
}
