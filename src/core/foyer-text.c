/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done to text before it is kept, sent or compared. */

#include "foyer-text.h"

#include <string.h>

/**
 * foyer_text_clean:
 * @text: (nullable): what was typed; bytes that are not UTF-8 are replaced
 * @multiline: whether line breaks and tabs stay
 *
 * Composes (NFC), drops control characters (JSON writers before json-glib 1.10.8 let some through raw; pitfalls.md) and
 * trims.
 *
 * Returns: (transfer full): clean text, "" for nothing
 */
char *
foyer_text_clean (const char *text, gboolean multiline)
{
  gboolean is_ascii = text == NULL || g_str_is_ascii (text);
  g_autofree char *valid = is_ascii ? NULL : g_utf8_make_valid (text, -1);
  g_autofree char *composed = is_ascii ? g_strdup (text != NULL ? text : "")
                                       : g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);
  GString *clean = g_string_sized_new (strlen (composed));

  for (const char *p = composed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (multiline && c == '\r')
        {
          if (p[1] != '\n')
            g_string_append_c (clean, '\n');
        }
      else if (!g_unichar_iscntrl (c) || (multiline && (c == '\n' || c == '\t')))
        g_string_append_unichar (clean, c);
      else if (c == '\n' || c == '\t' || c == '\r')
        g_string_append_c (clean, ' ');
    }
  return g_strstrip (g_string_free (clean, FALSE));
}

/* Letters that NFKD leaves whole but people type without their stroke or ligature. */
static const struct
{
  gunichar letter;
  const char *folded;
} folded_letters[] = {
  { 0x00DF, "ss" },
  { 0x00E6, "ae" },
  { 0x00F0, "d" },
  { 0x00F8, "o" },
  { 0x00FE, "th" },
  { 0x0111, "d" },
  { 0x0127, "h" },
  { 0x0131, "i" },
  { 0x0142, "l" },
  { 0x0153, "oe" },
  { 0x0167, "t" },
  /* Arabic: the stretched line, and letters that are written in two ways. */
  { 0x0629, "\u0647" },
  { 0x0640, "" },
  { 0x0649, "\u064A" },
  { 0x0671, "\u0627" },
  { 0x06A9, "\u0643" },
  { 0x06CC, "\u064A" },
};

/* Most text is this, and then nothing has to be decomposed. */
static char *
fold_ascii (const char *text)
{
  char *folded = g_malloc (strlen (text) + 1);
  gsize length = 0;
  gboolean space = FALSE;

  for (const char *p = text; *p != '\0'; p++)
    {
      if ((guchar) *p <= ' ' || *p == 0x7F)
        {
          space = length > 0;
          continue;
        }
      if (space)
        folded[length++] = ' ';
      space = FALSE;
      folded[length++] = g_ascii_tolower (*p);
    }
  folded[length] = '\0';
  return folded;
}

static const char *
fold_letter (gunichar c)
{
  if (c < 0x80)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (folded_letters); i++)
    if (folded_letters[i].letter == c)
      return folded_letters[i].folded;
  return NULL;
}

/**
 * foyer_text_fold:
 * @text: (nullable)
 *
 * What two texts are compared by when a person would call them the same: compatibility-decomposed (NFKD), marks
 * and format characters dropped, case folded, stroked letters and ligatures opened, Arabic letters that are written in
 * two ways and the digits of all scripts made one, runs of space made one.
 *
 * Returns: (transfer full): the folded text
 */
char *
foyer_text_fold (const char *text)
{
  g_autofree char *valid = NULL;
  g_autofree char *cased = NULL;
  g_autofree char *decomposed = NULL;
  GString *folded;
  gboolean space = FALSE;

  if (text == NULL || g_str_is_ascii (text))
    return fold_ascii (text != NULL ? text : "");
  valid = g_utf8_make_valid (text, -1);
  cased = g_utf8_casefold (valid, -1);
  decomposed = g_utf8_normalize (cased, -1, G_NORMALIZE_NFKD);
  folded = g_string_sized_new (strlen (decomposed));

  for (const char *p = decomposed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *replacement = fold_letter (c);

      /* What only says how others are written (joined, from right to left) is not typed by who searches. */
      if (g_unichar_ismark (c) || g_unichar_type (c) == G_UNICODE_FORMAT)
        continue;
      if (g_unichar_isspace (c) || g_unichar_iscntrl (c))
        {
          space = folded->len > 0;
          continue;
        }
      if (space)
        g_string_append_c (folded, ' ');
      space = FALSE;
      if (replacement != NULL)
        g_string_append (folded, replacement);
      else if (c >= 0x80 && g_unichar_isdigit (c))
        g_string_append_c (folded, (char) ('0' + g_unichar_digit_value (c)));
      else
        g_string_append_unichar (folded, c);
    }
  return g_string_free (folded, FALSE);
}
