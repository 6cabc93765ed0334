/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-typed.h"

#include "foyer-lead-rows.h"
#include "foyer-lead-select.h"
#include "foyer-sandbox-names.h"

#include <string.h>

char *
bench_typed_text (const char *kind, guint number)
{
  const char *first = foyer_sandbox_word (FOYER_SANDBOX_PLACES, number * 7);
  const char *second = foyer_sandbox_word (FOYER_SANDBOX_BUSINESS_EVENTS, number * 5);
  const char *name = foyer_sandbox_word (FOYER_SANDBOX_LAST_NAMES, number * 11);
  const char *word = number % 3 == 0 ? first : number % 3 == 1 ? second : name;
  glong length = (glong) (number / 3) % MIN (g_utf8_strlen (word, -1), 8) + 1;

  if (g_str_equal (kind, "one"))
    {
      const char *space = strchr (word, ' ');
      char *text = g_utf8_substring (word, 0, length);

      if (space != NULL && strlen (text) > (gsize) (space - word))
        text[space - word] = '\0';
      return text;
    }
  if (g_str_equal (kind, "two"))
    {
      g_autofree char *one = g_utf8_substring (first, 0, MIN (length, g_utf8_strlen (first, -1)));
      g_autofree char *other = g_utf8_substring (number % 2 ? second : name, 0, (glong) number % 3 + 1);

      return g_strdup_printf ("%s %s", one, other);
    }
  if (g_str_equal (kind, "inside"))
    {
      glong whole = g_utf8_strlen (word, -1);

      return g_utf8_substring (word, 1, MIN (whole, 4 + (glong) number % 4));
    }
  return NULL;
}

gint64
bench_ask_bare (FoyerDatabase *database, const FoyerLeadQuery *query, gboolean all)
{
  g_autoptr (FoyerLeadSelect) select = foyer_lead_select_new (query, NULL);
  GError *error = NULL;
  g_autoptr (FoyerStatement)
      statement = foyer_lead_select_prepare (select, database, "lead.id", NULL, all ? 0 : BENCH_FIRST_ROWS + 1, &error);
  g_autoptr (FoyerStatement) row = NULL;
  gint64 before;

  if (statement != NULL)
    row = foyer_database_prepare (database,
                                  "SELECT " FOYER_LEAD_SUMMARY_COLUMNS
                                  " FROM lead JOIN lead_text ON lead_text.id = lead.id WHERE lead.id = ?1",
                                  &error);
  if (row == NULL)
    g_error ("%s", error->message);
  before = g_get_monotonic_time ();
  while (foyer_statement_next (statement, NULL))
    if (!all)
      {
        foyer_statement_bind_int64 (row, 1, foyer_statement_get_int64 (statement, 0));
        foyer_statement_next (row, NULL);
        foyer_statement_get_text (row, 1);
        foyer_statement_reset (row);
      }
  return g_get_monotonic_time () - before;
}
