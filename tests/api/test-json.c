/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lenient reading: each kind of value read as each type. Would catch a critical on a wrong type, an id taken from a
 * clamped number, and a parser handed more than it can bear. */

#include "foyer-json.h"

#include "foyer-error.h"

#include <string.h>

static JsonNode *
parse (const char *text, gssize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length < 0 ? strlen (text) : (gsize) length);
  g_autoptr (GError) error = NULL;
  JsonNode *root = foyer_json_parse (bytes, &error);

  if (root == NULL)
    g_assert_error (error, FOYER_ERROR, FOYER_ERROR_UNREADABLE);
  else
    g_assert_no_error (error);
  return root;
}

typedef struct
{
  const char *value;
  gint64 id;
  const char *text;
  gint64 time;
  int boolean; /* -1: none */
  gboolean is_empty;
  int elements; /* -1: none */
} Reading;

static const Reading readings[] = {
  { "null", 0, NULL, 0, -1, TRUE, -1 },
  { "true", 0, NULL, 0, 1, FALSE, -1 },
  { "false", 0, NULL, 0, 0, FALSE, -1 },
  { "0", 0, "0", 0, 0, TRUE, -1 },
  { "1", 1, "1", 0, 1, FALSE, -1 },
  { "-7", 0, "-7", 0, -1, FALSE, -1 },
  { "42", 42, "42", 0, -1, FALSE, -1 },
  { "42.0", 42, "42", 0, -1, FALSE, -1 },
  { "42.5", 0, "42.5", 0, -1, FALSE, -1 },
  { "1e3", 1000, "1000", 0, -1, FALSE, -1 },
  { "1e400", 0, NULL, 0, -1, FALSE, -1 },
  { "-1e400", 0, NULL, 0, -1, FALSE, -1 },
  { "1e17", 0, "1e+17", 0, -1, FALSE, -1 },
  { "9223372036854775806", 9223372036854775806, "9223372036854775806", 0, -1, FALSE, -1 },
  { "9223372036854775807", 0, "9223372036854775807", 0, -1, FALSE, -1 },
  { "\"9223372036854775808\"", 0, "9223372036854775808", 0, -1, FALSE, -1 },
  { "\"\"", 0, "", 0, -1, TRUE, -1 },
  { "\"0\"", 0, "0", 0, 0, TRUE, -1 },
  { "\"42\"", 42, "42", 0, -1, FALSE, -1 },
  { "\" 42 \"", 42, " 42 ", 0, -1, FALSE, -1 },
  { "\"42x\"", 0, "42x", 0, -1, FALSE, -1 },
  { "\"0x2A\"", 0, "0x2A", 0, -1, FALSE, -1 },
  { "\"TRUE\"", 0, "TRUE", 0, 1, FALSE, -1 },
  { "\"2012-04-03 22:23:24\"", 0, "2012-04-03 22:23:24", 1333491804, -1, FALSE, -1 },
  { "\"2012-04-03 22:23:24 UTC\"", 0, "2012-04-03 22:23:24 UTC", 1333491804, -1, FALSE, -1 },
  { "\"2012-04-03 22:23:24 CET\"", 0, "2012-04-03 22:23:24 CET", 0, -1, FALSE, -1 },
  { "\"2012-13-03 22:23:24\"", 0, "2012-13-03 22:23:24", 0, -1, FALSE, -1 },
  { "\"2012-04-03\"", 0, "2012-04-03", 0, -1, FALSE, -1 },
  { "\"0000-00-00 00:00:00\"", 0, "0000-00-00 00:00:00", 0, -1, FALSE, -1 },
  { "[]", 0, NULL, 0, -1, TRUE, 0 },
  { "{}", 0, NULL, 0, -1, TRUE, 0 },
  { "[1, \"2\", null]", 0, NULL, 0, -1, FALSE, 3 },
  { "{\"0\": 5, \"7\": 6}", 0, NULL, 0, -1, FALSE, 2 },
  { "{\"id\": 5}", 0, NULL, 0, -1, FALSE, -1 },
};

static void
test_readings (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (readings); i++)
    {
      const Reading *reading = &readings[i];
      g_autofree char *text = g_strdup_printf ("{\"member\": %s}", reading->value);
      g_autoptr (JsonNode) root = parse (text, -1);
      JsonObject *object = foyer_json_node_object (root);
      JsonNode *node = foyer_json_get (object, "member");
      g_autofree char *got = foyer_json_get_text (object, "member");
      g_autoptr (GPtrArray) elements = foyer_json_get_elements (object, "member");
      gboolean boolean = FALSE;

      g_test_message ("%s", reading->value);
      g_assert_nonnull (node);
      g_assert_cmpint (foyer_json_get_id (object, "member"), ==, reading->id);
      g_assert_cmpstr (got, ==, reading->text);
      g_assert_cmpint (foyer_json_get_time (object, "member"), ==, reading->time);
      g_assert_cmpint (foyer_json_node_boolean (node, &boolean) ? boolean : -1, ==, reading->boolean);
      g_assert_cmpint (foyer_json_node_is_empty (node), ==, reading->is_empty);
      g_assert_cmpint (elements != NULL ? (int) elements->len : -1, ==, reading->elements);
      g_assert_true ((foyer_json_get_object (object, "member") != NULL) == (*reading->value == '{'));
    }
}

static void
test_absent (void)
{
  g_autoptr (JsonNode) root = parse ("{\"other\": 1}", -1);
  JsonObject *object = foyer_json_node_object (root);

  g_assert_null (foyer_json_get (object, "member"));
  g_assert_null (foyer_json_get_text (object, "member"));
  g_assert_null (foyer_json_get_elements (object, "member"));
  g_assert_cmpint (foyer_json_get_integer (object, "member", -3), ==, -3);
  g_assert_false (foyer_json_node_is_empty (NULL));
  g_assert_cmpint (foyer_json_get_id (NULL, "member"), ==, 0);
  g_assert_null (foyer_json_get_object (NULL, "member"));
}

static void
test_unreadable (void)
{
  static const char *const texts[] = { "",          "null",        "1",          "\"text\"",         "{",
                                       "{\"a\": }", "{\"a\": 1",   "[1, 2",      "<html></html>",    "{} {}",
                                       "{'a': 1}",  "{\"a\": 1,}", "\xff\xfe{}", "{\"a\": \"\xc3\"}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_test_message ("%s", texts[i]);
      g_assert_null (parse (texts[i], -1));
    }
  g_assert_null (parse ("{\"a\": \"x\0y\"}", 12));
}

static void
test_depth (void)
{
  g_autoptr (GString) bearable = g_string_new (NULL);
  g_autoptr (GString) hostile = g_string_new (NULL);
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (JsonNode) quoted = NULL;

  for (guint i = 0; i < FOYER_JSON_MAX_DEPTH; i++)
    g_string_append_c (bearable, '[');
  for (guint i = 0; i < FOYER_JSON_MAX_DEPTH; i++)
    g_string_append_c (bearable, ']');
  root = parse (bearable->str, -1);
  g_assert_nonnull (root);

  g_string_append_c (bearable, ']');
  g_string_prepend_c (bearable, '[');
  g_assert_null (parse (bearable->str, -1));

  for (guint i = 0; i < 10000; i++)
    g_string_append (hostile, "{\"a\":[");
  g_assert_null (parse (hostile->str, -1));

  /* Brackets inside strings are no nesting, escaped quotes do not end them. */
  g_string_assign (hostile, "[\"\\\"");
  for (guint i = 0; i < 1000; i++)
    g_string_append (hostile, "[{\\\\");
  g_string_append (hostile, "\"]");
  quoted = parse (hostile->str, -1);
  g_assert_nonnull (quoted);
}

static void
test_byte_order_mark (void)
{
  g_autoptr (JsonNode) root = parse ("\xef\xbb\xbf{\"id\": 3}", -1);

  g_assert_cmpint (foyer_json_get_id (foyer_json_node_object (root), "id"), ==, 3);
}

/* json-glib before 1.10.8 writes U+001F as it is, which is not JSON: our bytes must be, with every control character.
 */
static void
test_writing (void)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) root = NULL;
  char text[0x22] = "";

  for (guint i = 1; i <= 0x20; i++)
    text[i - 1] = (char) i;
  json_object_set_string_member (object, "name", text);
  json_object_set_int_member (object, "typeId", 12);
  json_object_set_null_member (object, "channel");
  bytes = foyer_json_to_bytes (object);

  for (gsize i = 0; i < g_bytes_get_size (bytes); i++)
    g_assert_cmpint (((const guchar *) g_bytes_get_data (bytes, NULL))[i], >=, 0x20);
  root = foyer_json_parse (bytes, NULL);
  g_assert_nonnull (root);
  g_assert_cmpstr (json_object_get_string_member (foyer_json_node_object (root), "name"), ==, text);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/readings", test_readings);
  g_test_add_func ("/json/absent", test_absent);
  g_test_add_func ("/json/unreadable", test_unreadable);
  g_test_add_func ("/json/depth", test_depth);
  g_test_add_func ("/json/byte-order-mark", test_byte_order_mark);
  g_test_add_func ("/json/writing", test_writing);
  return g_test_run ();
}
