/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the parameters of a request, strictly: what is written must be written right. */
#include "foyer-sandbox-params.h"

/* Deeper than any parameter goes, and far from where a recursive parser runs out of stack. */
#define MAX_DEPTH 32

static gboolean
is_shallow (const char *text, gsize length)
{
  guint depth = 0;
  gboolean quoted = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      char c = text[i];

      if (quoted)
        {
          if (c == '\\')
            i++;
          else if (c == '"')
            quoted = FALSE;
        }
      else if (c == '"')
        quoted = TRUE;
      else if (c == '{' || c == '[')
        {
          if (++depth > MAX_DEPTH)
            return FALSE;
        }
      else if ((c == '}' || c == ']') && depth > 0)
        depth--;
    }
  return TRUE;
}

/* The object a request's body holds; NULL when it holds none. Nothing at all is an empty object, and so is []. */
JsonObject *
foyer_sandbox_params_parse (const char *text, gsize length)
{
  g_autoptr (JsonParser) parser = NULL;
  JsonNode *root;

  if (length == 0)
    return json_object_new ();
  if (!g_utf8_validate_len (text, length, NULL) || !is_shallow (text, length))
    return NULL;
  parser = json_parser_new_immutable ();
  json_parser_set_strict (parser, TRUE);
  if (!json_parser_load_from_data (parser, text, (gssize) length, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  if (root == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (root))
    return json_object_ref (json_node_get_object (root));
  if (JSON_NODE_HOLDS_ARRAY (root) && json_array_get_length (json_node_get_array (root)) == 0)
    return json_object_new ();
  return NULL;
}

/* NULL when PARAMS has no such member or it is null. */
JsonNode *
foyer_sandbox_params_get_node (JsonObject *params, const char *name)
{
  JsonNode *node = json_object_get_member (params, name);

  return node == NULL || JSON_NODE_HOLDS_NULL (node) ? NULL : node;
}

static FoyerSandboxParam
look_up (JsonObject *params, const char *name, JsonNode **node)
{
  const char *text;

  *node = json_object_get_member (params, name);
  if (*node == NULL)
    return FOYER_SANDBOX_ABSENT;
  if (JSON_NODE_HOLDS_NULL (*node))
    return FOYER_SANDBOX_BLANK;
  if (!JSON_NODE_HOLDS_VALUE (*node) || json_node_get_value_type (*node) != G_TYPE_STRING)
    return FOYER_SANDBOX_GIVEN;
  for (text = json_node_get_string (*node); *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return FOYER_SANDBOX_GIVEN;
  return FOYER_SANDBOX_BLANK;
}

FoyerSandboxParam
foyer_sandbox_params_get_integer (JsonObject *params, const char *name, gint64 *value)
{
  JsonNode *node;
  FoyerSandboxParam state = look_up (params, name, &node);

  *value = 0;
  if (state != FOYER_SANDBOX_GIVEN)
    return state;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return FOYER_SANDBOX_WRONG;
  *value = json_node_get_int (node);
  return FOYER_SANDBOX_GIVEN;
}

/* An id is a positive integer, never a text of digits. */
FoyerSandboxParam
foyer_sandbox_params_get_id (JsonObject *params, const char *name, gint64 *value)
{
  FoyerSandboxParam state = foyer_sandbox_params_get_integer (params, name, value);

  return state == FOYER_SANDBOX_GIVEN && *value <= 0 ? FOYER_SANDBOX_WRONG : state;
}

/* VALUE is borrowed from PARAMS. */
FoyerSandboxParam
foyer_sandbox_params_get_text (JsonObject *params, const char *name, const char **value)
{
  JsonNode *node;
  FoyerSandboxParam state = look_up (params, name, &node);

  *value = NULL;
  if (state != FOYER_SANDBOX_GIVEN)
    return state;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return FOYER_SANDBOX_WRONG;
  *value = json_node_get_string (node);
  return FOYER_SANDBOX_GIVEN;
}

/* VALUE is borrowed from PARAMS. An empty array is an empty object. */
FoyerSandboxParam
foyer_sandbox_params_get_object (JsonObject *params, const char *name, JsonObject **value)
{
  JsonNode *node;
  FoyerSandboxParam state = look_up (params, name, &node);

  *value = NULL;
  if (state != FOYER_SANDBOX_GIVEN)
    return state;
  if (JSON_NODE_HOLDS_ARRAY (node) && json_array_get_length (json_node_get_array (node)) == 0)
    return FOYER_SANDBOX_BLANK;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return FOYER_SANDBOX_WRONG;
  *value = json_node_get_object (node);
  return json_object_get_size (*value) == 0 ? FOYER_SANDBOX_BLANK : FOYER_SANDBOX_GIVEN;
}

gboolean
foyer_sandbox_params_get_flag (JsonObject *params, const char *name)
{
  JsonNode *node = foyer_sandbox_params_get_node (params, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
         && (json_node_get_value_type (node) == G_TYPE_BOOLEAN ? json_node_get_boolean (node)
                                                               : json_node_get_int (node) == 1);
}

/* Whether the request speaks of NAME at all, be it to empty it. */
gboolean
foyer_sandbox_params_has (JsonObject *params, const char *name)
{
  return json_object_has_member (params, name);
}
