/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line of a CSV file, as RFC 4180 has it. */

#include "foyer-csv.h"

#include <string.h>

/* It can hold no name of a function, and no operator behind a bracket or a number that does more than sums. */
static gboolean
looks_like_a_telephone_number (const char *value)
{
  return value[0] == '+' && g_ascii_isdigit (value[1]) && value[strspn (value, "+0123456789 ()-./")] == '\0'
         && strchr (value + 1, '+') == NULL;
}

/* A spreadsheet takes what begins like this for a formula, and runs it. */
static gboolean
looks_like_a_formula (const char *value)
{
  return *value != '\0' && strchr ("=+-@\t\r", *value) != NULL && !looks_like_a_telephone_number (value);
}

static void
append_value (GString *csv, const char *value)
{
  gboolean is_formula = looks_like_a_formula (value);

  if (!is_formula && strpbrk (value, ",\"\r\n") == NULL)
    {
      g_string_append (csv, value);
      return;
    }
  g_string_append (csv, is_formula ? "\"'" : "\"");
  for (const char *c = value; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *c);
    }
  g_string_append_c (csv, '"');
}

/**
 * foyer_csv_append:
 * @csv: what the line is added to
 * @values: (array length=n_values): texts in UTF-8; %NULL stands for an empty one
 *
 * Adds a line. A value that a spreadsheet would take for a formula gets an apostrophe in front, which it hides; a
 * telephone number in its international form does not, since whoever reads the file otherwise could not call it.
 */
void
foyer_csv_append (GString *csv, const char *const *values, guint n_values)
{
  for (guint i = 0; i < n_values; i++)
    {
      if (i > 0)
        g_string_append_c (csv, ',');
      append_value (csv, values[i] != NULL ? values[i] : "");
    }
  g_string_append (csv, "\r\n");
}
