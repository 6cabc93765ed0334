/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading what the platform says without believing that it says it as published: any member may be missing, null or of
 * another type (platform-api.md, 2). No function here fails on a type; what cannot be read is as good as absent. */

#include "foyer-json.h"

#include "foyer-error.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Integers that a double holds exactly. */
#define MAX_EXACT 9007199254740992.0

/* The deepest nesting of objects and arrays, found without building anything: a parser that recurses is only given what
 * it can bear. */
static guint
measure_depth (const char *text, gsize length)
{
  gboolean in_string = FALSE;
  guint depth = 0;
  guint deepest = 0;

  for (gsize i = 0; i < length; i++)
    {
      char c = text[i];

      if (in_string)
        {
          if (c == '\\')
            i++;
          else if (c == '"')
            in_string = FALSE;
        }
      else if (c == '"')
        in_string = TRUE;
      else if (c == '{' || c == '[')
        {
          depth++;
          deepest = MAX (deepest, depth);
        }
      else if ((c == '}' || c == ']') && depth > 0)
        depth--;
    }
  return deepest;
}

static gpointer
unreadable (GError **error, const char *message)
{
  g_set_error_literal (error, FOYER_ERROR, FOYER_ERROR_UNREADABLE, message);
  return NULL;
}

/**
 * foyer_json_parse:
 * @bytes: a body, of bounded size; a byte order mark before it is forgiven
 *
 * Can take long: not for the main thread.
 *
 * Returns: (transfer full): an object or an array, or `NULL` with `FOYER_ERROR_UNREADABLE`: not UTF-8, nested deeper
 * than `FOYER_JSON_MAX_DEPTH`, or not JSON
 */
JsonNode *
foyer_json_parse (GBytes *bytes, GError **error)
{
  /* Not an immutable tree: sealing one hashes all of it. It is in one thread's hands at a time. */
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root;
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    {
      text += 3;
      length -= 3;
    }

  if (length == 0)
    return unreadable (error, "The reply is empty");
  if (!g_utf8_validate_len (text, length, NULL))
    return unreadable (error, "The reply is not UTF-8");
  if (measure_depth (text, length) > FOYER_JSON_MAX_DEPTH)
    return unreadable (error, "The reply is nested too deeply");

  json_parser_set_strict (parser, TRUE);
  /* The parser's own message repeats what it stumbled over, which may be a person's data. */
  if (!json_parser_load_from_data (parser, text, (gssize) length, NULL))
    return unreadable (error, "The reply is not JSON");

  root = json_parser_steal_root (parser);
  if (root != NULL && !JSON_NODE_HOLDS_VALUE (root) && !JSON_NODE_HOLDS_NULL (root))
    return root;
  g_clear_pointer (&root, json_node_unref);
  return unreadable (error, "The reply is neither object nor array");
}

/**
 * foyer_json_to_bytes:
 *
 * Returns: (transfer full): the exact bytes to sign and to send
 */
GBytes *
foyer_json_to_bytes (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_alloc ();
  g_autofree char *text = NULL;
  char *separator;
  GString *escaped;

  json_node_init_object (node, object);
  text = json_to_string (node, FALSE);
  if (strchr (text, '\x1f') == NULL)
    {
      gsize length = strlen (text);
      return g_bytes_new_take (g_steal_pointer (&text), length);
    }

  /* json-glib before 1.10.8 forgets to escape this one control character, which can only stand inside a string. */
  escaped = g_string_new (NULL);
  for (char *rest = text; rest != NULL; rest = separator != NULL ? separator + 1 : NULL)
    {
      separator = strchr (rest, '\x1f');
      g_string_append_len (escaped, rest, separator != NULL ? separator - rest : (gssize) strlen (rest));
      if (separator != NULL)
        g_string_append (escaped, "\\u001f");
    }
  return g_string_free_to_bytes (escaped);
}

/**
 * foyer_json_node_object:
 *
 * Returns: (nullable) (transfer none): the object; `NULL` for anything else, such as the `[]` that stands for an empty
 * object
 */
JsonObject *
foyer_json_node_object (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static gboolean
is_digits (const char *text)
{
  gsize length = strlen (text);

  return length > 0 && length == strspn (text, "0123456789");
}

/**
 * foyer_json_node_elements:
 *
 * Returns: (nullable) (transfer container) (element-type JsonNode): the elements of an array, or the values of an
 * object whose keys are numbers, as lists arrive now and then; `NULL` for anything else
 */
GPtrArray *
foyer_json_node_elements (JsonNode *node)
{
  GPtrArray *elements;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (node == NULL || JSON_NODE_HOLDS_VALUE (node) || JSON_NODE_HOLDS_NULL (node))
    return NULL;

  elements = g_ptr_array_new ();
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);
      guint length = json_array_get_length (array);

      g_ptr_array_set_size (elements, (int) length);
      for (guint i = 0; i < length; i++)
        elements->pdata[i] = json_array_get_element (array, i);
      return elements;
    }

  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      if (!is_digits (name))
        {
          g_ptr_array_unref (elements);
          return NULL;
        }
      g_ptr_array_add (elements, value);
    }
  return elements;
}

static gboolean
parse_integer (const char *text, gint64 *value)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));

  return g_ascii_string_to_signed (trimmed, 10, G_MININT64, G_MAXINT64, value, NULL);
}

/**
 * foyer_json_node_integer:
 * @value: (out): set when there is one
 *
 * json-glib clamps what lies beyond 64 bits in silence: its extremes are taken as unreadable.
 *
 * Returns: whether the node is an integer, written as a number or as a string
 */
gboolean
foyer_json_node_integer (JsonNode *node, gint64 *value)
{
  GType type;
  gint64 read = 0;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return FALSE;

  type = json_node_get_value_type (node);
  if (type == G_TYPE_INT64)
    read = json_node_get_int (node);
  else if (type == G_TYPE_DOUBLE)
    {
      double number = json_node_get_double (node);

      if (!isfinite (number) || fabs (number) > MAX_EXACT || islessgreater (number, (double) (gint64) number))
        return FALSE;
      read = (gint64) number;
    }
  else if (type != G_TYPE_STRING || !parse_integer (json_node_get_string (node), &read))
    return FALSE;

  if (read == G_MAXINT64 || read == G_MININT64)
    return FALSE;
  *value = read;
  return TRUE;
}

/**
 * foyer_json_node_id:
 *
 * Returns: the id, or 0 when there is none that can be used
 */
gint64
foyer_json_node_id (JsonNode *node)
{
  gint64 id = 0;

  return foyer_json_node_integer (node, &id) && id > 0 ? id : 0;
}

/**
 * foyer_json_node_text:
 *
 * Returns: (nullable) (transfer full): a string as it is, a number as its digits; `NULL` for anything else
 */
char *
foyer_json_node_text (JsonNode *node)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  GType type;
  gint64 integer;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;

  type = json_node_get_value_type (node);
  if (type == G_TYPE_STRING)
    return json_node_dup_string (node);
  if (type == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  if (type != G_TYPE_DOUBLE || !isfinite (json_node_get_double (node)))
    return NULL;
  if (foyer_json_node_integer (node, &integer))
    return g_strdup_printf ("%" G_GINT64_FORMAT, integer);
  return g_strdup (g_ascii_dtostr (buffer, sizeof buffer, json_node_get_double (node)));
}

/**
 * foyer_json_parse_time:
 * @text: `yyyy-mm-dd HH:MM:SS`, perhaps followed by ` UTC`
 *
 * Returns: whether it is a time, in UTC
 */
gboolean
foyer_json_parse_time (const char *text, gint64 *unix_time)
{
  static const char shape[] = "0000-00-00 00:00:00";
  g_autoptr (GDateTime) date = NULL;
  gsize length = sizeof shape - 1;

  for (gsize i = 0; i < length; i++)
    if (shape[i] == '0' ? !g_ascii_isdigit (text[i]) : text[i] != shape[i])
      return FALSE;
  if (text[length] != '\0' && !g_str_equal (text + length, " UTC"))
    return FALSE;

  date = g_date_time_new_utc (atoi (text), atoi (text + 5), atoi (text + 8), atoi (text + 11), atoi (text + 14),
                              atoi (text + 17));
  if (date == NULL)
    return FALSE;
  *unix_time = g_date_time_to_unix (date);
  return TRUE;
}

/**
 * foyer_json_node_time:
 *
 * Returns: whether the node is a time, as the platform writes it
 */
gboolean
foyer_json_node_time (JsonNode *node, gint64 *unix_time)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
         && foyer_json_parse_time (json_node_get_string (node), unix_time);
}

/**
 * foyer_json_node_boolean:
 *
 * Returns: whether the node is a truth value, written as such, as 0 or 1, or as a string of those
 */
gboolean
foyer_json_node_boolean (JsonNode *node, gboolean *value)
{
  const char *text;
  gint64 integer;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return FALSE;

  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    integer = json_node_get_boolean (node);
  else if (!foyer_json_node_integer (node, &integer))
    {
      text = json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : "";
      integer = g_ascii_strcasecmp (text, "true") == 0 ? 1 : g_ascii_strcasecmp (text, "false") == 0 ? 0 : -1;
    }

  if (integer != 0 && integer != 1)
    return FALSE;
  *value = integer == 1;
  return TRUE;
}

/**
 * foyer_json_node_is_empty:
 *
 * Returns: whether the node says that there is nothing: `null`, `""`, `[]`, `{}`, or 0 in either writing. A missing
 * member says nothing at all and is not empty
 */
gboolean
foyer_json_node_is_empty (JsonNode *node)
{
  gint64 integer;

  if (node == NULL)
    return FALSE;
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_array_get_length (json_node_get_array (node)) == 0;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_object_get_size (json_node_get_object (node)) == 0;
  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (json_node_get_value_type (node) == G_TYPE_STRING && *json_node_get_string (node) == '\0')
    return TRUE;
  return foyer_json_node_integer (node, &integer) && integer == 0;
}

/**
 * foyer_json_get:
 * @object: (nullable): an object
 *
 * Returns: (nullable) (transfer none): the member, `null` included
 */
JsonNode *
foyer_json_get (JsonObject *object, const char *member)
{
  return object != NULL ? json_object_get_member (object, member) : NULL;
}

JsonObject *
foyer_json_get_object (JsonObject *object, const char *member)
{
  return foyer_json_node_object (foyer_json_get (object, member));
}

GPtrArray *
foyer_json_get_elements (JsonObject *object, const char *member)
{
  return foyer_json_node_elements (foyer_json_get (object, member));
}

gint64
foyer_json_get_id (JsonObject *object, const char *member)
{
  return foyer_json_node_id (foyer_json_get (object, member));
}

gint64
foyer_json_get_integer (JsonObject *object, const char *member, gint64 fallback)
{
  gint64 value = fallback;

  foyer_json_node_integer (foyer_json_get (object, member), &value);
  return value;
}

char *
foyer_json_get_text (JsonObject *object, const char *member)
{
  return foyer_json_node_text (foyer_json_get (object, member));
}

/**
 * foyer_json_get_time:
 *
 * Returns: the time in unix seconds, or 0
 */
gint64
foyer_json_get_time (JsonObject *object, const char *member)
{
  gint64 unix_time = 0;

  foyer_json_node_time (foyer_json_get (object, member), &unix_time);
  return unix_time;
}
