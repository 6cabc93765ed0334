/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What texts are sorted by: the order of the person's language, in which å may come after z, and ł between l and m. The
 * keys of a locale mean nothing in another one and are six times as long as the text, so that none is kept: SQLite
 * calls sort_key (text) once a row when it sorts, which is a tenth of what it costs to compare texts by the locale. */

#include "foyer-sort-key.h"

#include "foyer-database-private.h"

#include "foyer-text.h"

#include <locale.h>
#include <string.h>

#define USUAL_KEY 512 /* bytes, for a name */

/* Without a language, or with an encoding that is not ours, there is no order but that of the folded letters. */
static gboolean
knows_an_order (void)
{
  const char *locale = setlocale (LC_COLLATE, NULL);

  return g_get_charset (NULL) && locale != NULL && !g_str_equal (locale, "POSIX") && !g_str_equal (locale, "C")
         && !g_str_has_prefix (locale, "C.");
}

/**
 * foyer_sort_key_new:
 * @text: (nullable): a name or a title
 *
 * By the locale the process has when it is called.
 *
 * Returns: (transfer full): what strcmp() compares in place of the text
 */
char *
foyer_sort_key_new (const char *text)
{
  g_autofree char *clean = NULL;
  gsize size = USUAL_KEY, length;
  char *key;

  if (!knows_an_order ())
    return foyer_text_fold (text);
  clean = foyer_text_clean (text, FALSE);
  key = g_malloc (size);
  length = strxfrm (key, clean, size);
  if (length < size)
    return key;
  key = g_realloc (key, length + 1);
  strxfrm (key, clean, length + 1);
  return key;
}

static void
sort_key (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  char *key = foyer_sort_key_new ((const char *) sqlite3_value_text (values[0]));

  sqlite3_result_blob64 (context, key, strlen (key), g_free);
}

int
foyer_sort_key_register (sqlite3 *connection)
{
  return sqlite3_create_function_v2 (connection, "sort_key", 1, SQLITE_UTF8 | SQLITE_DIRECTONLY, NULL, sort_key, NULL,
                                     NULL, NULL);
}
