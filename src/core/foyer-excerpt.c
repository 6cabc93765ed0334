/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of a text that shows why it was found. */

#include "foyer-excerpt.h"

#define BEFORE 24 /* characters that lead up to what was found */
#define LENGTH 140

/* A word that is cut off says nothing. */
static const char *
find_start (const char *text, const char *match)
{
  const char *start = match, *word;

  for (guint i = 0; start > text && i < BEFORE; i++)
    start = g_utf8_prev_char (start);
  if (start == text)
    return start;
  for (word = start; word < match && !g_unichar_isspace (g_utf8_get_char (word)); word = g_utf8_next_char (word))
    ;
  while (word < match && g_unichar_isspace (g_utf8_get_char (word)))
    word = g_utf8_next_char (word);
  return word < match ? word : start;
}

/**
 * foyer_excerpt_new:
 * @text: (nullable): valid UTF-8
 *
 * Returns: (transfer full) (nullable): a line of the text with the first of what is searched for near its beginning;
 * `NULL` when nothing of that is in it
 */
char *
foyer_excerpt_new (const FoyerSearch *search, const char *text)
{
  g_autoptr (GArray) ranges = NULL;
  g_autoptr (GString) line = NULL;
  const char *p;
  guint n = 0;

  if (text == NULL || *text == '\0')
    return NULL;
  ranges = foyer_search_find (search, text);
  if (ranges->len == 0)
    return NULL;
  line = g_string_new (NULL);
  p = find_start (text, text + g_array_index (ranges, FoyerSearchRange, 0).start);
  if (p > text)
    g_string_append (line, "…");
  for (; *p != '\0' && n < LENGTH; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && !g_unichar_iscntrl (c))
        g_string_append_unichar (line, c);
      else if (n > 0 && line->str[line->len - 1] != ' ')
        g_string_append_c (line, ' ');
      n++;
    }
  if (line->len > 0 && line->str[line->len - 1] == ' ')
    g_string_truncate (line, line->len - 1);
  if (*p != '\0')
    g_string_append (line, "…");
  return g_string_free_and_steal (g_steal_pointer (&line));
}
