/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Search as people type: what a text is indexed by, what a search asks the index for, and what is left to be checked.
 *
 * A text is indexed by every three letters in a row of its words, by the one and the two letters its words begin with,
 * marked, and by the single characters and overlapping pairs of Chinese and Japanese. So any part of a word is found,
 * and short words without looking at thousands of others. Terms do not say where they stood: a part of more than three
 * letters is checked against the text. */

#include "foyer-search-private.h"

#include "foyer-text.h"

#include <string.h>

#define WORD_START '_'
#define MAX_TERMS  24 /* of a search; the check does the rest */

#define PHONE_MAX 9 /* of a longer one only these at the end count: what is before is written in many ways */

/* Up to three characters in one number. */
typedef guint64 Term;

typedef struct
{
  Term *slots; /* owned */
  gsize n_slots;
  GString *text; /* borrowed */
} TermSet;

typedef void (*WordFunc) (const gunichar *word, guint length, gboolean is_ideographic, gpointer data);

static gboolean
is_ideographic (gunichar c)
{
  return (c >= 0x2E80 && c <= 0x9FFF && !(c >= 0x3130 && c <= 0x318F)) || (c >= 0x20000 && c <= 0x3FFFF);
}

/* Dashes and the minus stand for a hyphen in what was copied from documents. */
gboolean
foyer_search_is_phone_character (gunichar c)
{
  if (c >= 0x80)
    return (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
  return c != '\0' && (g_ascii_isdigit (c) || strchr (" +-()./", (char) c) != NULL);
}

static void
each_word (const char *folded, WordFunc func, gpointer data)
{
  gunichar stack[64];
  gsize size = strlen (folded);
  g_autofree gunichar *heap = size > G_N_ELEMENTS (stack) ? g_new (gunichar, size) : NULL;
  gunichar *word = heap != NULL ? heap : stack;
  gboolean word_is_ideographic = FALSE;
  guint length = 0;

  for (const char *p = folded;; p = g_utf8_next_char (p))
    {
      gunichar c = (guchar) *p < 0x80 ? (gunichar) *p : g_utf8_get_char (p);
      gboolean in_word = c < 0x80 ? g_ascii_isalnum (c) : g_unichar_isalnum (c);
      gboolean ideographic = in_word && is_ideographic (c);

      if (length > 0 && (!in_word || ideographic != word_is_ideographic))
        {
          func (word, length, word_is_ideographic, data);
          length = 0;
        }
      if (c == '\0')
        break;
      if (in_word)
        {
          word_is_ideographic = ideographic;
          word[length++] = c;
        }
    }
}

/* Calls with the digits of everything that may be a telephone number. */
static void
each_phone (const char *folded, WordFunc func, gpointer data)
{
  gunichar digits[64];
  guint n = 0;

  for (const char *p = folded;; p = g_utf8_next_char (p))
    {
      if (foyer_search_is_phone_character ((guchar) *p < 0x80 ? (gunichar) *p : g_utf8_get_char (p)))
        {
          if (g_ascii_isdigit (*p) && n < G_N_ELEMENTS (digits))
            digits[n++] = (gunichar) *p;
          continue;
        }
      if (n >= FOYER_SEARCH_PHONE_MIN)
        func (digits, n, FALSE, data);
      n = 0;
      if (*p == '\0')
        break;
    }
}

static Term
make_term (const gunichar *characters, guint n)
{
  Term term = 0;

  for (guint i = 0; i < n; i++)
    term = term << 21 | characters[i];
  return term;
}

static void
append_term (GString *text, Term term)
{
  for (int shift = 42; shift >= 0; shift -= 21)
    {
      gunichar c = (term >> shift) & 0x1FFFFF;

      if (c != 0 && c < 0x80)
        g_string_append_c (text, (char) c);
      else if (c != 0)
        g_string_append_unichar (text, c);
    }
}

static void
add_term (TermSet *set, Term term)
{
  gsize slot = (term * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> 32 & (set->n_slots - 1);

  while (set->slots[slot] != 0 && set->slots[slot] != term)
    slot = (slot + 1) & (set->n_slots - 1);
  if (set->slots[slot] == term)
    return;
  set->slots[slot] = term;
  if (set->text->len > 0)
    g_string_append_c (set->text, ' ');
  append_term (set->text, term);
}

static void
index_word (const gunichar *word, guint length, gboolean ideographic, gpointer data)
{
  const gunichar start[] = { WORD_START, word[0], length > 1 ? word[1] : 0 };

  if (ideographic)
    {
      for (guint i = 0; i < length; i++)
        add_term (data, make_term (word + i, 1));
      for (guint i = 0; i + 1 < length; i++)
        add_term (data, make_term (word + i, 2));
      return;
    }
  add_term (data, make_term (start, 2));
  if (length > 1)
    add_term (data, make_term (start, 3));
  for (guint i = 0; i + 2 < length; i++)
    add_term (data, make_term (word + i, 3));
}

static void
index_phone (const gunichar *digits, guint length, gboolean ideographic, gpointer data)
{
  for (guint i = 0; i + 2 < length; i++)
    add_term (data, make_term (digits + i, 3));
}

/**
 * foyer_search_index:
 * @texts: (array length=n_texts) (nullable): what is to be found by; `NULL` among them is nothing
 *
 * Returns: (transfer full): the terms of the texts, each once, separated by spaces; "" for none
 */
char *
foyer_search_index (const char *const *texts, guint n_texts)
{
  g_autoptr (GString) terms = g_string_sized_new (1024);
  TermSet set = { .text = terms, .n_slots = 256 };
  gsize size = 0;

  for (guint i = 0; i < n_texts; i++)
    size += texts[i] != NULL ? strlen (texts[i]) : 0;
  /* A character makes three terms at most, and folding at most triples it. */
  while (set.n_slots < size * 6)
    set.n_slots *= 2;
  set.slots = g_new0 (Term, set.n_slots);

  for (guint i = 0; i < n_texts; i++)
    {
      g_autofree char *folded = texts[i] != NULL ? foyer_text_fold (texts[i]) : NULL;

      if (folded == NULL || *folded == '\0')
        continue;
      each_word (folded, index_word, &set);
      each_phone (folded, index_phone, &set);
    }
  g_free (set.slots);
  return g_string_free_and_steal (g_steal_pointer (&terms));
}

static void
fold_phone (const gunichar *digits, guint length, gboolean ideographic, gpointer data)
{
  g_string_append_c (data, '\n');
  for (guint i = 0; i < length; i++)
    g_string_append_c (data, (char) digits[i]);
}

/**
 * foyer_search_fold:
 * @folded: what is to be added to
 * @text: (nullable): a text that is searched
 *
 * Adds the text in the form foyer_search_holds() looks at.
 */
void
foyer_search_fold (GString *folded, const char *text)
{
  g_autofree char *piece = text != NULL ? foyer_text_fold (text) : NULL;

  if (piece == NULL || *piece == '\0')
    return;
  g_string_append_c (folded, '\n');
  g_string_append (folded, piece);
  each_phone (piece, fold_phone, folded);
}

/**
 * foyer_search_holds:
 * @folded: what foyer_search_fold() made
 * @needles: foyer_search_get_needles()
 */
gboolean
foyer_search_holds (const char *folded, const char *needles)
{
  const char *end;

  for (const char *needle = needles; *needle != '\0'; needle = *end != '\0' ? end + 1 : end)
    {
      end = strchrnul (needle, '\n');
      if (memmem (folded, strlen (folded), needle, end - needle) == NULL)
        return FALSE;
    }
  return TRUE;
}

static void
ask_for (FoyerSearch *self, Term term)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_term (text, term);
  for (guint i = 0; i < self->terms->len; i++)
    if (g_str_equal (self->terms->pdata[i], text->str))
      return;
  if (self->terms->len < MAX_TERMS)
    g_ptr_array_add (self->terms, g_string_free_and_steal (g_steal_pointer (&text)));
}

static void
add_needle (FoyerSearch *self, const char *word)
{
  if (self->needles->len > 0)
    g_string_append_c (self->needles, '\n');
  g_string_append (self->needles, word);
}

static void
search_word (const gunichar *word, guint length, gboolean ideographic, gpointer data)
{
  FoyerSearch *self = data;
  guint exact = ideographic ? 2 : 3;
  char *text = g_ucs4_to_utf8 (word, length, NULL, NULL, NULL);
  const gunichar start[] = { WORD_START, word[0], length > 1 ? word[1] : 0 };

  g_ptr_array_add (self->words, text);
  if (!ideographic && length < exact)
    ask_for (self, make_term (start, length + 1));
  else if (length < exact)
    ask_for (self, make_term (word, length));
  for (guint i = 0; i + exact <= length; i++)
    ask_for (self, make_term (word + i, exact));
  if (length > exact)
    add_needle (self, text);
}

static gboolean
is_in_word (const char *place)
{
  return g_unichar_isalnum (g_utf8_get_char (place));
}

/* What was typed from one place to another consists of what telephone numbers are written with. */
static gboolean
search_phone (FoyerSearch *self, const char *folded, const char *start, const char *end)
{
  g_autofree gunichar *digits = g_new (gunichar, end - start + 1);
  guint n = 0, from = 0;

  while (start < end && !g_ascii_isdigit (*start))
    start++;
  while (end > start && !g_ascii_isdigit (end[-1]))
    end--;
  if ((start > folded && is_in_word (g_utf8_prev_char (start))) || is_in_word (end))
    return FALSE;
  for (const char *p = start; p < end; p++)
    if (g_ascii_isdigit (*p))
      digits[n++] = (gunichar) *p;
  if (n < FOYER_SEARCH_PHONE_MIN)
    return FALSE;

  while (from < n - 1 && digits[from] == '0')
    from++;
  if (n - from > PHONE_MAX)
    from = n - PHONE_MAX;
  if (n - from < 3)
    return FALSE;
  search_word (digits + from, n - from, FALSE, self);
  return TRUE;
}

/* Telephone numbers, wherever they stand, are blotted out once they are searched for. */
static void
search_phones (FoyerSearch *self, char *folded)
{
  for (char *start = folded; *start != '\0';)
    {
      char *end = start;

      while (foyer_search_is_phone_character (g_utf8_get_char (end)))
        end = g_utf8_next_char (end);
      if (end > start && search_phone (self, folded, start, end))
        memset (start, ' ', end - start);
      start = end > start ? end : g_utf8_next_char (start);
    }
}

/**
 * foyer_search_new:
 * @typed: (nullable): what was typed
 */
FoyerSearch *
foyer_search_new (const char *typed)
{
  FoyerSearch *self = g_new0 (FoyerSearch, 1);
  g_autofree char *folded = foyer_text_fold (typed);

  self->terms = g_ptr_array_new_null_terminated (0, g_free, TRUE);
  self->words = g_ptr_array_new_with_free_func (g_free);
  self->needles = g_string_new (NULL);
  search_phones (self, folded);
  each_word (folded, search_word, self);
  return self;
}

void
foyer_search_free (FoyerSearch *self)
{
  g_ptr_array_unref (self->terms);
  g_ptr_array_unref (self->words);
  g_string_free (self->needles, TRUE);
  g_free (self);
}

/**
 * foyer_search_is_empty:
 *
 * Returns: whether nothing is searched for, and so everything is found
 */
gboolean
foyer_search_is_empty (const FoyerSearch *self)
{
  return self->terms->len == 0;
}

/**
 * foyer_search_get_terms:
 *
 * Returns: (array zero-terminated=1): the terms that what is found has all of, as foyer_search_index() writes them
 */
const char *const *
foyer_search_get_terms (const FoyerSearch *self)
{
  return (const char *const *) self->terms->pdata;
}

/**
 * foyer_search_dup_expression:
 *
 * Returns: (transfer full): the terms as a full-text index is asked for all of them, each in quotation marks
 */
char *
foyer_search_dup_expression (const FoyerSearch *self)
{
  GString *expression = g_string_new (NULL);

  for (guint i = 0; i < self->terms->len; i++)
    g_string_append_printf (expression, "%s\"%s\"", i > 0 ? " " : "", (const char *) self->terms->pdata[i]);
  return g_string_free_and_steal (expression);
}

/**
 * foyer_search_get_needles:
 *
 * Returns: (nullable): what the terms alone do not tell: parts that the folded text must hold, separated by line
 * breaks; `NULL` when the terms are enough
 */
const char *
foyer_search_get_needles (const FoyerSearch *self)
{
  return self->needles->len > 0 ? self->needles->str : NULL;
}

gboolean
foyer_search_begins_word (const char *folded, const char *place)
{
  return place == folded || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (place)));
}

gboolean
foyer_search_is_short (const char *word)
{
  return g_utf8_strlen (word, -1) < 3 && !is_ideographic (g_utf8_get_char (word));
}

static gboolean
holds_word (const char *folded, const char *word, gboolean only_begins)
{
  const char *place = strstr (folded, word);

  while (place != NULL && (only_begins || foyer_search_is_short (word)) && !foyer_search_begins_word (folded, place))
    place = strstr (place + 1, word);
  return place != NULL;
}

static gboolean
match (const FoyerSearch *self, const char *const *texts, guint n_texts, gboolean only_begins)
{
  g_autoptr (GString) folded = g_string_new (NULL);

  for (guint i = 0; i < n_texts; i++)
    foyer_search_fold (folded, texts[i]);
  for (guint i = 0; i < self->words->len; i++)
    if (!holds_word (folded->str, self->words->pdata[i], only_begins))
      return FALSE;
  return TRUE;
}

/**
 * foyer_search_matches:
 * @texts: (array length=n_texts) (nullable): some texts; `NULL` among them is nothing
 *
 * For a few things at hand, without an index.
 *
 * Returns: whether what is searched for is in the texts
 */
gboolean
foyer_search_matches (const FoyerSearch *self, const char *const *texts, guint n_texts)
{
  return match (self, texts, n_texts, FALSE);
}

/**
 * foyer_search_begins_words:
 *
 * Returns: whether words of the texts begin with what is searched for, all of it: what people mean most often
 */
gboolean
foyer_search_begins_words (const FoyerSearch *self, const char *const *texts, guint n_texts)
{
  return match (self, texts, n_texts, TRUE);
}

/**
 * foyer_search_new_rest:
 * @texts: (array length=n_texts) (nullable): some texts; `NULL` among them is nothing
 *
 * Returns: (transfer full): what is searched for and is not in the texts; empty when all of it is
 */
FoyerSearch *
foyer_search_new_rest (const FoyerSearch *self, const char *const *texts, guint n_texts)
{
  FoyerSearch *rest = foyer_search_new (NULL);
  g_autoptr (GString) folded = g_string_new (NULL);

  for (guint i = 0; i < n_texts; i++)
    foyer_search_fold (folded, texts[i]);
  for (guint i = 0; i < self->words->len; i++)
    {
      const char *word = self->words->pdata[i];
      g_autofree gunichar *characters = NULL;
      glong n_characters;

      if (holds_word (folded->str, word, FALSE))
        continue;
      characters = g_utf8_to_ucs4_fast (word, -1, &n_characters);
      search_word (characters, (guint) n_characters, is_ideographic (characters[0]), rest);
    }
  return rest;
}
