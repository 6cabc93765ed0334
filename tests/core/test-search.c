/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Search: what the index holds of a text answers what a person types, and nothing else does. */

#include "foyer-excerpt.h"
#include "foyer-search.h"

#include <glib.h>
#include <string.h>

static gboolean
has_term (char **terms, const char *term)
{
  return g_strv_contains ((const char *const *) terms, term);
}

/* As the mirror does it: all terms are in the index, and then all needles in the text. */
static gboolean
finds (const char *typed, const char *text)
{
  g_autoptr (FoyerSearch) search = foyer_search_new (typed);
  g_autofree char *index = foyer_search_index (&text, 1);
  g_auto (GStrv) terms = g_strsplit (index, " ", -1);
  g_autoptr (GString) folded = g_string_new (NULL);

  for (const char *const *term = foyer_search_get_terms (search); *term != NULL; term++)
    if (!has_term (terms, *term))
      return FALSE;
  foyer_search_fold (folded, text);
  return foyer_search_get_needles (search) == NULL
         || foyer_search_holds (folded->str, foyer_search_get_needles (search));
}

/* Would catch: a way of writing that people use and the search does not. */
static void
test_found (void)
{
  static const char *const pairs[][2] = {
    { "harb", "Gala dinner, Harbour Hotel" },
    { "arbo", "Gala dinner, Harbour Hotel" },
    { "HOTEL gala", "Gala dinner, Harbour Hotel" },
    { "g h", "Gala dinner, Harbour Hotel" },
    { "ga", "Gala dinner" },
    { "lukasz", "Łukasz Weiß" },
    { "weiss", "Łukasz Weiß" },
    { "WEIß", "Lukasz Weiss" },
    { "sorensen", "Sørensen" },
    { "élodie", "Elodie" },
    { "elodie", "Élodie" },
    { "東京", "株式会社東京商会" },
    { "東", "株式会社東京商会" },
    { "東京商", "株式会社東京商会" },
    { "احمد", "أحمد" },
    { "فاطمه", "فاطمة" },
    { "obrien", "obrien" },
    { "o'brien", "O'Brien" },
    { "ann@exa", "Ann@example.com" },
    { "0298765432", "+61 2 9876 5432" },
    { "+61 (2) 9876-5432", "02 9876 5432" },
    { "9876 5432", "(02) 98765432" },
    { "98765432", "+61298765432" },
    { "Anna 0298765432", "Anna Smith, +61 2 9876 5432" },
    { "(02) 9876-5432 smith", "Anna Smith, +61 2 9876 5432" },
    { "smith +61 2 9876 5432 anna", "Anna Smith, 0298765432" },
    { "0298765432", "+61\u20112\u20139876\u20115432" },
    { "02\u20139876\u20115432", "0298765432" },
    { "\u200E0298765432", "\u2068+61 2 9876\u200E 5432\u2069" },
    { "\u202A0298765432\u202C", "0298765432" },
    { "gala 2024-12-31", "Gala, 2024-12-31" },
    { "room 12 2024", "Room 12, 2024" },
    { "ab12345678", "AB12345678" },
    { "12345678ab", "12345678AB" },
    { "الرحمن", "\u0671لرحمن" },
    { "میخواهم", "می\u200Cخواهم" },
    { "한국", "한국관광" },
    { "٠١٢٣٤٥٦٧٨", "012345678" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_test_message ("'%s' in '%s'", pairs[i][0], pairs[i][1]);
      g_assert_true (finds (pairs[i][0], pairs[i][1]));
    }
}

/* Would catch: letters that are there, but not in a row; a short word found where none begins. */
static void
test_not_found (void)
{
  static const char *const pairs[][2] = {
    { "Anna 0298765433", "Anna Smith, +61 2 9876 5432" },
    { "Otto 0298765432", "Anna Smith, +61 2 9876 5432" },
    { "harbor", "Harbour" },
    { "a", "Gold" },
    { "ol", "Gold" },
    { "abcd", "abc bcd" },
    { "京東", "東京" },
    { "98765433", "98765432" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_test_message ("'%s' in '%s'", pairs[i][0], pairs[i][1]);
      g_assert_false (finds (pairs[i][0], pairs[i][1]));
    }
}

static void
test_nothing (void)
{
  g_autoptr (FoyerSearch) none = foyer_search_new (NULL);
  g_autoptr (FoyerSearch) space = foyer_search_new (" \t- ");
  g_autofree char *index = foyer_search_index ((const char *const[]) { NULL, "", " " }, 3);

  g_assert_true (foyer_search_is_empty (none));
  g_assert_true (foyer_search_is_empty (space));
  g_assert_cmpstr (index, ==, "");
}

/* Would catch: an index that grows with every repetition. */
static void
test_terms_are_there_once (void)
{
  const char *text = "abab abab";
  g_autofree char *index = foyer_search_index (&text, 1);

  g_assert_cmpstr (index, ==, "_a _ab aba bab");
}

/* Would catch: a highlight beside the match, or one that cuts a character. */
static void
test_ranges (void)
{
  g_autoptr (FoyerSearch) search = foyer_search_new ("weiss el");
  const char *text = "Élodie Weiß, Weissel";
  g_autoptr (GArray) ranges = foyer_search_find (search, text);
  g_autoptr (GString) shown = g_string_new (NULL);

  for (guint i = 0; i < ranges->len; i++)
    {
      FoyerSearchRange range = g_array_index (ranges, FoyerSearchRange, i);

      g_string_append_printf (shown, "[%.*s]", (int) (range.end - range.start), text + range.start);
    }
  g_assert_cmpstr (shown->str, ==, "[Él][Weiß][Weiss]");
}

/* Would catch: a telephone number that is found and not shown, because it is written in another way than it is typed.
 */
static void
test_phone_ranges (void)
{
  g_autoptr (FoyerSearch) search = foyer_search_new ("030 1234 5678");
  const char *text = "12 rooms; call +49 (30) 12 34-56 78, not 030 99";
  g_autoptr (GArray) ranges = foyer_search_find (search, text);

  g_assert_cmpuint (ranges->len, ==, 1);
  g_assert_cmpuint (g_array_index (ranges, FoyerSearchRange, 0).start, ==, strstr (text, "49") - text);
  g_assert_cmpuint (g_array_index (ranges, FoyerSearchRange, 0).end, ==, strstr (text, ", not") - text);
}

static char *
excerpt (const char *typed, const char *shown, const char *text)
{
  g_autoptr (FoyerSearch) search = foyer_search_new (typed);
  g_autoptr (FoyerSearch) rest = foyer_search_new_rest (search, &shown, 1);

  return foyer_excerpt_new (rest, text);
}

/* Would catch: an excerpt of what is seen anyway, of a text that has nothing to do with it, or without the match; one
 * that begins within a word, or breaks the line. */
static void
test_excerpts (void)
{
  const char *text = "The company wants a quiet room by the river.\n\nThe Zeppelin hall is too large for them.";
  g_autofree char *long_text = g_strnfill (400, 'x');
  g_autofree char *longer = g_strconcat (text, long_text, NULL);
  g_autofree char *seen = excerpt ("gala", "Gala dinner", "Gala dinner again");
  g_autofree char *other = excerpt ("gala", "Dinner", text);
  g_autofree char *one = excerpt ("zeppelin", "Gala dinner", text);
  g_autofree char *second = excerpt ("gala zeppelin", "Gala dinner", text);
  g_autofree char *both = excerpt ("company zepp", "Zeppelin hall", text);
  g_autofree char *cut = excerpt ("zeppelin", NULL, longer);
  g_autofree char *nothing = excerpt ("gala", "Dinner", NULL);

  g_assert_null (seen);
  g_assert_null (other);
  g_assert_null (nothing);
  g_assert_cmpstr (one, ==, "…by the river. The Zeppelin hall is too large for them.");
  g_assert_cmpstr (second, ==, one);
  g_assert_true (g_str_has_prefix (both, "The company wants a quiet room"));
  g_assert_true (g_str_has_prefix (cut, "…by the river. The Zeppelin hall") && g_str_has_suffix (cut, "x…"));
  g_assert_cmpuint (g_utf8_strlen (cut, -1), <, 160);
}

/* Would catch: a crash or an endless search on what no person types. */
static void
test_hostile (void)
{
  g_autofree char *blanks = g_strnfill (100000, 'a');
  g_autoptr (FoyerSearch) search = foyer_search_new (blanks);
  g_autoptr (FoyerSearch) broken = foyer_search_new ("\xff\xfe\x80");
  g_autofree char *index = foyer_search_index ((const char *const[]) { blanks }, 1);

  g_assert_cmpuint (g_strv_length ((char **) foyer_search_get_terms (search)), <=, 24);
  g_assert_cmpstr (index, ==, "_a _aa aaa");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/found", test_found);
  g_test_add_func ("/search/not-found", test_not_found);
  g_test_add_func ("/search/nothing", test_nothing);
  g_test_add_func ("/search/terms-once", test_terms_are_there_once);
  g_test_add_func ("/search/ranges", test_ranges);
  g_test_add_func ("/search/phone-ranges", test_phone_ranges);
  g_test_add_func ("/search/excerpts", test_excerpts);
  g_test_add_func ("/search/hostile", test_hostile);
  return g_test_run ();
}
