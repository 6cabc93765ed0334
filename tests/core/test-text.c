/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cleaning and folding of text. */

#include "foyer-text.h"

/* Would catch a control character that reaches the platform, a line break in a name, or text that is cut. */
static void
test_clean (void)
{
  static const struct
  {
    const char *text;
    gboolean multiline;
    const char *clean;
  } rows[] = {
    { NULL, FALSE, "" },
    { "  Gala  ", FALSE, "Gala" },
    { "Gala\ndinner", FALSE, "Gala dinner" },
    { "one\r\ntwo\rthree\tfour", TRUE, "one\ntwo\nthree\tfour" },
    { "a\x1f"
      "b\x01",
      TRUE, "ab" },
    { "Cafe\xcc\x81", FALSE, "Caf\xc3\xa9" },
    { "\xff\xfe", FALSE, "\xef\xbf\xbd\xef\xbf\xbd" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *clean = foyer_text_clean (rows[i].text, rows[i].multiline);

      g_assert_cmpstr (clean, ==, rows[i].clean);
    }
}

/* Would catch letters that a person types plainly and the search would not find. */
static void
test_fold (void)
{
  static const char *const rows[][2] = {
    { "Łódź", "lodz" },
    { "Ærø Straße", "aero strasse" },
    { "ＦＯＹＥＲ", "foyer" },
    { "  a \t b ", "a b" },
    { "İstanbul", "istanbul" },
    { "Œuvre", "oeuvre" },
    { "東京", "東京" },
    { "", "" },
    { "Ðórr", "dorr" },
    { "\u0671\u0644", "\u0627\u0644" },
    { "می\u200Cخواهم", "ميخواهم" },
    { "\u2068Gala\u2069\u00ADdinner\u200E", "galadinner" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *folded = foyer_text_fold (rows[i][0]);

      g_assert_cmpstr (folded, ==, rows[i][1]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/text/clean", test_clean);
  g_test_add_func ("/core/text/fold", test_fold);
  return g_test_run ();
}
