/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tests/data/lead-requirements.csv over HTTP. Would catch: a sandbox that asks for more or for less than the page, or
 * that names another parameter; each row has a sandbox of its own, so that no row leans on another. */
#include "platform.h"

#include <string.h>

enum
{
  COLUMN_CASE,
  COLUMN_MODE,
  COLUMN_BELONGS,
  COLUMN_GIVEN,
  COLUMN_PROBLEM,
  COLUMN_CODE,
  COLUMN_RULES,
  N_COLUMNS
};

static void
add_value (JsonObject *object, const char *name, const char *value)
{
  gint64 number;

  if (g_str_equal (value, "null"))
    json_object_set_null_member (object, name);
  else if (g_ascii_string_to_signed (value, 10, 0, G_MAXINT64, &number, NULL))
    json_object_set_int_member (object, name, number);
  else
    json_object_set_string_member (object, name, value);
}

static void
add_custom_field (JsonObject *params, const char *id, const char *value)
{
  JsonObject *field = json_object_new ();

  if (!json_object_has_member (params, "customFields"))
    json_object_set_array_member (params, "customFields", json_array_new ());
  json_object_set_int_member (field, "fieldId", g_ascii_strtoll (id, NULL, 10));
  json_object_set_string_member (field, "fieldValue", value);
  json_array_add_object_element (json_object_get_array_member (params, "customFields"), field);
}

/* One name=value of the column `given`. */
static void
add_parameter (JsonObject *params, const char *given)
{
  g_auto (GStrv) parts = g_strsplit (given, "=", 2);
  g_auto (GStrv) path = g_strsplit (parts[0], ".", 2);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  if (path[1] == NULL)
    add_value (params, parts[0], parts[1]);
  else if (g_str_equal (path[0], "customField"))
    add_custom_field (params, path[1], parts[1]);
  else
    {
      if (!json_object_has_member (params, path[0]))
        json_object_set_object_member (params, path[0], json_object_new ());
      add_value (json_object_get_object_member (params, path[0]), path[1], parts[1]);
    }
}

static char *
make_body (const char *given)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *params = json_object_new ();
  g_auto (GStrv) parts = g_strsplit (given, " ", -1);

  json_node_take_object (node, params);
  for (guint i = 0; parts[i] != NULL; i++)
    add_parameter (params, parts[i]);
  return json_to_string (node, FALSE);
}

static void
test_row (gconstpointer data)
{
  char *const *columns = data;
  g_autoptr (Platform) platform = platform_new (NULL);
  g_autofree char *body = make_body (columns[COLUMN_GIVEN]);
  g_autoptr (Answer) answer = platform_call (platform, "contact", "addOrUpdateLead", body);
  gint64 code = g_ascii_strtoll (columns[COLUMN_CODE], NULL, 10);

  g_assert_cmpint (g_str_equal (columns[COLUMN_MODE], "update"), ==, g_str_has_prefix (columns[COLUMN_GIVEN], "id="));
  if (code == 0)
    g_assert_cmpint (answer_assert_saved (answer), ==,
                     g_str_equal (columns[COLUMN_MODE], "add")                          ? 251
                     : strstr (columns[COLUMN_GIVEN], "id=1 ") == columns[COLUMN_GIVEN] ? 1
                                                                                        : 2);
  else
    answer_assert_refusal (answer, 400, code, columns[COLUMN_PROBLEM][0] != '\0' ? columns[COLUMN_PROBLEM] : NULL);
}

int
main (int argc, char **argv)
{
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_auto (GStrv) lines = NULL;

  g_test_init (&argc, &argv, NULL);
  path = g_test_build_filename (G_TEST_DIST, "data", "lead-requirements.csv", NULL);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char **columns = g_strsplit (lines[i], ",", -1);
      g_autofree char *test_path = NULL;

      g_ptr_array_add (rows, columns);
      if (lines[i][0] == '#' || lines[i][0] == '\0' || g_str_has_prefix (lines[i], "case,"))
        continue;
      g_assert_cmpuint (g_strv_length (columns), ==, N_COLUMNS);
      test_path = g_strdup_printf ("/sandbox/requirements/%s", columns[COLUMN_CASE]);
      g_test_add_data_func (test_path, columns, test_row);
    }
  g_assert_cmpuint (rows->len, >, 80);
  return g_test_run ();
}
