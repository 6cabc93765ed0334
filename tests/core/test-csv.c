/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is written for a spreadsheet. */

#include "foyer-csv.h"

static void
assert_line (const char *value, const char *line)
{
  g_autoptr (GString) csv = g_string_new (NULL);

  foyer_csv_append (csv, &value, 1);
  g_assert_cmpstr (csv->str, ==, line);
}

static void
values_are_quoted_where_they_must (void)
{
  /* Would catch: a comma, a quote or a line break in a name that moves everything behind it to another column. */
  assert_line ("Harbour Hotel", "Harbour Hotel\r\n");
  assert_line ("Dinner, gala", "\"Dinner, gala\"\r\n");
  assert_line ("The \"Pearl\"", "\"The \"\"Pearl\"\"\"\r\n");
  assert_line ("one\ntwo", "\"one\ntwo\"\r\n");
  assert_line (NULL, "\r\n");
  assert_line ("Łódź 東京", "Łódź 東京\r\n");
}

static void
formulas_are_only_text (void)
{
  /* Would catch: a lead's name that runs in whoever's spreadsheet opens the export. */
  assert_line ("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\"\r\n");
  assert_line ("+A1", "\"'+A1\"\r\n");
  assert_line ("+44 20+cmd|' /C calc'!A0", "\"'+44 20+cmd|' /C calc'!A0\"\r\n");
  assert_line ("+44+20", "\"'+44+20\"\r\n");
  assert_line ("+(1)", "\"'+(1)\"\r\n");
  assert_line ("-1", "\"'-1\"\r\n");
  assert_line ("@SUM(A1)", "\"'@SUM(A1)\"\r\n");
  assert_line ("\t=1", "\"'\t=1\"\r\n");
  assert_line ("a=1", "a=1\r\n");
}

static void
telephone_numbers_can_be_called (void)
{
  /* Would catch: an apostrophe before every number with a country's code, for all that does not take it for a sign. */
  assert_line ("+61 2 9876 5432", "+61 2 9876 5432\r\n");
  assert_line ("+61 (0)2-9876.5432/10", "+61 (0)2-9876.5432/10\r\n");
  assert_line ("+612,5", "\"'+612,5\"\r\n");
  assert_line ("-61 2 9876", "\"'-61 2 9876\"\r\n");
  assert_line ("=61", "\"'=61\"\r\n");
}

static void
lines_keep_their_columns (void)
{
  /* Would catch: an empty value that is left out with its comma. */
  g_autoptr (GString) csv = g_string_new (NULL);

  foyer_csv_append (csv, (const char *const[]) { "1", NULL, "" }, 3);
  foyer_csv_append (csv, (const char *const[]) { "2", "b", "c" }, 3);
  g_assert_cmpstr (csv->str, ==, "1,,\r\n2,b,c\r\n");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/csv/quotes", values_are_quoted_where_they_must);
  g_test_add_func ("/core/csv/formulas", formulas_are_only_text);
  g_test_add_func ("/core/csv/telephone-numbers", telephone_numbers_can_be_called);
  g_test_add_func ("/core/csv/columns", lines_keep_their_columns);
  return g_test_run ();
}
