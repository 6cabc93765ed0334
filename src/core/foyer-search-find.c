/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where in a text the words stand that are searched for, to be shown there. */

#include "foyer-search-private.h"

#include "foyer-text.h"

#include <string.h>

/* Where each byte of the folded text comes from. */
static char *
fold_with_places (const char *text, GArray *places)
{
  GString *folded = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autofree char *character = NULL;
      g_autofree char *piece = NULL;
      guint place = p - text;

      /* Most are: a long text is looked at for each row of a list. */
      if (g_ascii_isgraph (*p))
        {
          g_string_append_c (folded, g_ascii_tolower (*p));
          g_array_append_val (places, place);
          continue;
        }
      character = g_strndup (p, g_utf8_next_char (p) - p);
      piece = g_unichar_isspace (g_utf8_get_char (p)) ? g_strdup (" ") : foyer_text_fold (character);
      for (const char *q = piece; *q != '\0'; q++)
        g_array_append_val (places, place);
      g_string_append (folded, piece);
    }
  return g_string_free_and_steal (folded);
}

/* A telephone number is shown as a whole: between its digits there is anything. */
static void
find_phones (const char *folded, const char *digits, GArray *places, const char *text, GArray *found)
{
  g_autoptr (GString) number = g_string_new (NULL);
  guint first = 0, last = 0;

  for (guint i = 0; i <= places->len; i++)
    {
      if (i < places->len && foyer_search_is_phone_character ((guchar) folded[i]))
        {
          if (!g_ascii_isdigit (folded[i]))
            continue;
          first = number->len == 0 ? i : first;
          last = i;
          g_string_append_c (number, folded[i]);
          continue;
        }
      if (number->len >= FOYER_SEARCH_PHONE_MIN && strstr (number->str, digits) != NULL)
        {
          FoyerSearchRange range = { g_array_index (places, guint, first), g_array_index (places, guint, last) };

          range.end = g_utf8_next_char (text + range.end) - text;
          g_array_append_val (found, range);
        }
      g_string_truncate (number, 0);
    }
}

static int
compare_ranges (gconstpointer a, gconstpointer b)
{
  const FoyerSearchRange *first = a, *second = b;

  return first->start < second->start ? -1 : first->start > second->start;
}

/**
 * foyer_search_find:
 * @text: valid UTF-8
 *
 * Returns: (transfer full) (element-type FoyerSearchRange): what of the text was searched for, to be shown; in order,
 * not overlapping
 */
GArray *
foyer_search_find (const FoyerSearch *self, const char *text)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (FoyerSearchRange));
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (FoyerSearchRange));
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *folded = fold_with_places (text, places);

  for (guint i = 0; i < self->words->len; i++)
    {
      const char *word = self->words->pdata[i];

      for (const char *p = strstr (folded, word); p != NULL; p = strstr (p + 1, word))
        {
          guint last = g_array_index (places, guint, p - folded + strlen (word) - 1);
          FoyerSearchRange range = { g_array_index (places, guint, p - folded), last };

          if (foyer_search_is_short (word) && !foyer_search_begins_word (folded, p))
            continue;
          range.end = g_utf8_next_char (text + last) - text;
          while (text[range.end] != '\0' && g_unichar_ismark (g_utf8_get_char (text + range.end)))
            range.end = g_utf8_next_char (text + range.end) - text;
          g_array_append_val (found, range);
        }
      if (strlen (word) >= 3 && strspn (word, "0123456789") == strlen (word))
        find_phones (folded, word, places, text, found);
    }

  g_array_sort (found, compare_ranges);
  for (guint i = 0; i < found->len; i++)
    {
      FoyerSearchRange range = g_array_index (found, FoyerSearchRange, i);
      FoyerSearchRange *last = ranges->len > 0 ? &g_array_index (ranges, FoyerSearchRange, ranges->len - 1) : NULL;

      if (last != NULL && range.start <= last->end)
        last->end = MAX (last->end, range.end);
      else
        g_array_append_val (ranges, range);
    }
  return ranges;
}
