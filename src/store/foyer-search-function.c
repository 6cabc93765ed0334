/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the terms of an index do not tell, as an SQL function: holds (needles, text...) folds the texts and looks for
 * the needles. */

#include "foyer-database-private.h"

#include "foyer-search.h"

static void
holds (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  const char *needles = (const char *) sqlite3_value_text (values[0]);
  GString *folded = sqlite3_user_data (context);

  g_string_truncate (folded, 0);
  for (int i = 1; i < n_values; i++)
    foyer_search_fold (folded, (const char *) sqlite3_value_text (values[i]));
  sqlite3_result_int (context, needles != NULL && foyer_search_holds (folded->str, needles));
}

static void
free_folded (void *folded)
{
  g_string_free (folded, TRUE);
}

/* A connection belongs to one thread, and so does the text it folds into. */
int
foyer_search_function_register (sqlite3 *connection)
{
  return sqlite3_create_function_v2 (connection, "holds", -1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY,
                                     g_string_new (NULL), holds, NULL, NULL, free_folded);
}
