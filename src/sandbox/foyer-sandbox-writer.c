/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes JSON text, member by member, without building a tree first: a list of a hundred rows is four thousand members.
 */
#include "foyer-sandbox-writer.h"

#include <math.h>

#include "foyer-sandbox-time.h"

static void
append_quoted (GString *text, const char *value)
{
  g_string_append_c (text, '"');
  for (const char *p = value; *p != '\0'; p++)
    {
      guchar c = (guchar) *p;

      if (c == '"' || c == '\\')
        {
          g_string_append_c (text, '\\');
          g_string_append_c (text, *p);
        }
      else if (c < 0x20)
        g_string_append_printf (text, "\\u%04x", c);
      else
        g_string_append_c (text, *p);
    }
  g_string_append_c (text, '"');
}

static void
begin_value (FoyerSandboxWriter *writer, const char *name)
{
  if (writer->needs_comma)
    g_string_append_c (writer->text, ',');
  if (name != NULL)
    {
      append_quoted (writer->text, name);
      g_string_append_c (writer->text, ':');
    }
  writer->needs_comma = TRUE;
}

static void
open_with (FoyerSandboxWriter *writer, const char *name, char bracket)
{
  begin_value (writer, name);
  g_string_append_c (writer->text, bracket);
  writer->needs_comma = FALSE;
}

static void
close_with (FoyerSandboxWriter *writer, char bracket)
{
  g_string_append_c (writer->text, bracket);
  writer->needs_comma = TRUE;
}

void
foyer_sandbox_writer_init (FoyerSandboxWriter *writer)
{
  writer->text = g_string_new (NULL);
  writer->needs_comma = FALSE;
}

/* The text, to be freed; the writer is empty afterwards. */
char *
foyer_sandbox_writer_finish (FoyerSandboxWriter *writer, gsize *length)
{
  if (length != NULL)
    *length = writer->text->len;
  return g_string_free (g_steal_pointer (&writer->text), FALSE);
}

void
foyer_sandbox_writer_open_object (FoyerSandboxWriter *writer, const char *name)
{
  open_with (writer, name, '{');
}

void
foyer_sandbox_writer_close_object (FoyerSandboxWriter *writer)
{
  close_with (writer, '}');
}

void
foyer_sandbox_writer_open_array (FoyerSandboxWriter *writer, const char *name)
{
  open_with (writer, name, '[');
}

void
foyer_sandbox_writer_close_array (FoyerSandboxWriter *writer)
{
  close_with (writer, ']');
}

void
foyer_sandbox_writer_text (FoyerSandboxWriter *writer, const char *name, const char *value)
{
  if (value == NULL)
    {
      foyer_sandbox_writer_null (writer, name);
      return;
    }
  begin_value (writer, name);
  append_quoted (writer->text, value);
}

void
foyer_sandbox_writer_integer (FoyerSandboxWriter *writer, const char *name, gint64 value)
{
  begin_value (writer, name);
  g_string_append_printf (writer->text, "%" G_GINT64_FORMAT, value);
}

void
foyer_sandbox_writer_boolean (FoyerSandboxWriter *writer, const char *name, gboolean value)
{
  foyer_sandbox_writer_raw (writer, name, value ? "true" : "false");
}

void
foyer_sandbox_writer_null (FoyerSandboxWriter *writer, const char *name)
{
  foyer_sandbox_writer_raw (writer, name, "null");
}

void
foyer_sandbox_writer_raw (FoyerSandboxWriter *writer, const char *name, const char *json)
{
  begin_value (writer, name);
  g_string_append (writer->text, json);
}

static void
write_number (FoyerSandboxWriter *writer, const char *name, double value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  /* What was too large to be read stays too large. */
  if (!isfinite (value))
    foyer_sandbox_writer_raw (writer, name, value < 0 ? "-1e999" : "1e999");
  else
    foyer_sandbox_writer_raw (writer, name, g_ascii_dtostr (digits, sizeof digits, value));
}

/* Not with JsonGenerator: up to 1.10.8 it writes U+001F as it is, and infinity as no number at all. */
void
foyer_sandbox_writer_node (FoyerSandboxWriter *writer, const char *name, JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      const char *member;
      JsonNode *value;

      foyer_sandbox_writer_open_object (writer, name);
      json_object_iter_init_ordered (&iter, json_node_get_object (node));
      while (json_object_iter_next_ordered (&iter, &member, &value))
        foyer_sandbox_writer_node (writer, member, value);
      foyer_sandbox_writer_close_object (writer);
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      foyer_sandbox_writer_open_array (writer, name);
      for (guint i = 0; i < json_array_get_length (array); i++)
        foyer_sandbox_writer_node (writer, NULL, json_array_get_element (array, i));
      foyer_sandbox_writer_close_array (writer);
    }
  else if (JSON_NODE_HOLDS_NULL (node))
    foyer_sandbox_writer_null (writer, name);
  else if (json_node_get_value_type (node) == G_TYPE_STRING)
    foyer_sandbox_writer_text (writer, name, json_node_get_string (node));
  else if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    foyer_sandbox_writer_boolean (writer, name, json_node_get_boolean (node));
  else if (json_node_get_value_type (node) == G_TYPE_INT64)
    foyer_sandbox_writer_integer (writer, name, json_node_get_int (node));
  else
    write_number (writer, name, json_node_get_double (node));
}

void
foyer_sandbox_writer_time (FoyerSandboxWriter *writer, const char *name, gint64 seconds)
{
  char stamp[FOYER_SANDBOX_TIME_SIZE];

  foyer_sandbox_time_format (seconds, stamp);
  foyer_sandbox_writer_text (writer, name, stamp);
}
