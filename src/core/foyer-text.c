/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done to text before it is kept, sent or compared. */

#include "foyer-text.h"

#include <string.h>

/**
 * foyer_text_clean:
 * @text: (nullable): what was typed; bytes that are not UTF-8 are replaced
 * @multiline: whether line breaks and tabs stay
 *
 * Composes (NFC), drops control characters (JSON writers before json-glib 1.10.8 let some through raw; pitfalls.md) and trims.
 *
 * Returns: (transfer full): clean text, "" for nothing
 */
char *
foyer_text_clean (const char *text, gboolean multiline)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autofree char *composed = g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);
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
  { 0x00DF, "ss" }, { 0x00E6, "ae" }, { 0x00F0, "d" }, { 0x00F8, "o" },  { 0x00FE, "th" },
  { 0x0111, "d" },  { 0x0131, "i" },  { 0x0142, "l" }, { 0x0153, "oe" }, { 0x0640, "" },
};

static const char *
fold_letter (gunichar c)
{
  for (gsize i = 0; i < G_N_ELEMENTS (folded_letters); i++)
    if (folded_letters[i].letter == c)
      return folded_letters[i].folded;
  return NULL;
}

/**
 * foyer_text_fold:
 * @text: (nullable)
 *
 * What two texts are compared by when a person would call them the same: compatibility-decomposed (NFKD), marks dropped, case
 * folded, stroked letters and ligatures opened, runs of space made one.
 *
 * Returns: (transfer full): the folded text
 */
char *
foyer_text_fold (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autofree char *cased = g_utf8_casefold (valid, -1);
  g_autofree char *decomposed = g_utf8_normalize (cased, -1, G_NORMALIZE_NFKD);
  GString *folded = g_string_sized_new (strlen (decomposed));
  gboolean space = FALSE;

  for (const char *p = decomposed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *replacement = fold_letter (c);

      if (g_unichar_ismark (c))
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
      else
        g_string_append_unichar (folded, c);
    }
  return g_string_free (folded, FALSE);
}
