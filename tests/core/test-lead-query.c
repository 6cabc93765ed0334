/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lists are made of: queries, how lists of ids change, sections by date, likeness, and HTML as text. */

#include "foyer-date-sections.h"
#include "foyer-id-list.h"
#include "foyer-lead-query.h"
#include "foyer-likeness.h"
#include "foyer-markup.h"
#include "foyer-saved-filters.h"

#include <string.h>

/* Would catch: a part of a query that is not compared, not copied or not kept. */
static void
test_query (void)
{
  for (guint changed = 0; changed < 11; changed++)
    {
      g_autoptr (FoyerLeadQuery) all = foyer_lead_query_new ();
      g_autoptr (FoyerLeadQuery) query = foyer_lead_query_new ();
      g_autoptr (FoyerLeadQuery) copy = NULL;
      g_autoptr (FoyerLeadQuery) kept = NULL;
      g_autoptr (GVariant) variant = NULL;

      if (changed == 0)
        foyer_lead_query_set_text (query, " gala ");
      else if (changed == 1)
        foyer_lead_query_add_id (query, FOYER_LEAD_STAGE, 12);
      else if (changed == 2)
        foyer_lead_query_add_id (query, FOYER_LEAD_OWNER, 0);
      else if (changed == 3)
        foyer_lead_query_add_id (query, FOYER_LEAD_COMPANY, 9);
      else if (changed == 4)
        foyer_lead_query_set_range (query, FOYER_LEAD_CREATED, 5, 0);
      else if (changed == 5)
        foyer_lead_query_set_range (query, FOYER_LEAD_MODIFIED, 0, 7);
      else if (changed == 6)
        foyer_lead_query_set_days (query, FOYER_LEAD_MODIFIED, 7);
      else if (changed == 7)
        foyer_lead_query_set_pending (query, TRUE);
      else if (changed == 8)
        foyer_lead_query_set_sort (query, FOYER_LEAD_SORT_NAME, FALSE);
      else if (changed == 9)
        foyer_lead_query_set_sort (query, FOYER_LEAD_SORT_CREATED, TRUE);
      else
        foyer_lead_query_set_sections (query, FOYER_LEAD_SECTIONS_STAGE);

      copy = foyer_lead_query_copy (query);
      variant = g_variant_ref_sink (foyer_lead_query_to_variant (query));
      kept = foyer_lead_query_new_from_variant (variant);
      g_assert_false (foyer_lead_query_equal (query, all));
      g_assert_true (foyer_lead_query_equal (query, copy));
      g_assert_true (foyer_lead_query_equal (query, kept));
      g_assert_cmpint (foyer_lead_query_is_unfiltered (query), ==, changed >= 8);
    }
}

static void
test_query_ids (void)
{
  g_autoptr (FoyerLeadQuery) query = foyer_lead_query_new ();
  g_autoptr (FoyerLeadQuery) all = foyer_lead_query_new ();

  foyer_lead_query_add_id (query, FOYER_LEAD_STAGE, 14);
  foyer_lead_query_add_id (query, FOYER_LEAD_STAGE, 12);
  foyer_lead_query_add_id (query, FOYER_LEAD_STAGE, 14);
  g_assert_cmpuint (foyer_lead_query_get_ids (query, FOYER_LEAD_STAGE)->len, ==, 2);
  g_assert_true (foyer_lead_query_has_id (query, FOYER_LEAD_STAGE, 12));
  foyer_lead_query_remove_id (query, FOYER_LEAD_STAGE, 12);
  g_assert_false (foyer_lead_query_has_id (query, FOYER_LEAD_STAGE, 12));
  foyer_lead_query_remove_id (query, FOYER_LEAD_STAGE, 14);
  g_assert_true (foyer_lead_query_equal (query, all));
  g_assert_false (foyer_lead_query_can_filter (FOYER_LEAD_INDUSTRY));
  g_assert_false (foyer_lead_query_can_filter (FOYER_LEAD_NAME));
}

static void
apply (GArray *ids, const GArray *changes, const gint64 *after)
{
  for (guint i = 0; i < changes->len; i++)
    {
      FoyerIdChange change = g_array_index (changes, FoyerIdChange, i);

      if (change.n_removed > 0)
        g_array_remove_range (ids, change.position, change.n_removed);
      g_array_insert_vals (ids, change.position, after + change.position, change.n_added);
    }
}

/* Would catch: changes that lead somewhere else; more of the list said to have changed than did. */
static void
test_id_list (void)
{
  static const struct
  {
    gint64 before[8];
    gint64 after[8];
    guint n_changes;
    guint n_touched;
  } cases[] = {
    { { 5, 4, 3, 2, 1 }, { 5, 4, 3, 2, 1 }, 0, 0 },
    { { 5, 4, 3, 2, 1 }, { 6, 5, 4, 3, 2, 1 }, 1, 1 },
    { { 5, 4, 3, 2, 1 }, { 5, 4, 2, 1 }, 1, 1 },
    { { 5, 4, 3, 2, 1 }, { 3, 5, 4, 2, 1 }, 2, 2 },
    { { 5, 4, 3, 2, 1 }, { 5, 4, 2, 1, 3 }, 2, 2 },
    { { 5, 4, 3, 2, 1 }, { 9, 5, 4, 8, 2, 1 }, 2, 3 },
    { { 1 }, { 0 }, 1, 1 },
    { { 0 }, { 1, 2 }, 1, 2 },
    { { 1, 2, 3 }, { 4, 5, 6 }, 1, 6 },
    { { 5, 4, 3, 2, 1 }, { 1, 2, 3, 4, 5 }, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint n_before = 0, n_after = 0, n_touched = 0;
      g_autoptr (GArray) changes = NULL;
      g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

      while (n_before < 8 && cases[i].before[n_before] != 0)
        n_before++;
      while (n_after < 8 && cases[i].after[n_after] != 0)
        n_after++;
      g_array_append_vals (ids, cases[i].before, n_before);
      changes = foyer_id_list_compare (cases[i].before, n_before, cases[i].after, n_after);
      apply (ids, changes, cases[i].after);
      g_assert_cmpmem (ids->data, ids->len * sizeof (gint64), cases[i].after, n_after * sizeof (gint64));

      for (guint j = 0; j < changes->len; j++)
        n_touched += g_array_index (changes, FoyerIdChange, j).n_removed
                     + g_array_index (changes, FoyerIdChange, j).n_added;
      if (i + 1 < G_N_ELEMENTS (cases))
        {
          g_assert_cmpuint (changes->len, ==, cases[i].n_changes);
          g_assert_cmpuint (n_touched, ==, cases[i].n_touched);
        }
    }
}

/* Would catch: changes that lead somewhere else, in lists nobody thought of. */
static void
test_id_list_at_random (void)
{
  for (guint round = 0; round < 500; round++)
    {
      g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr (GArray) after = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr (GArray) changes = NULL;

      for (gint64 id = 1; id <= 40; id++)
        {
          if (g_test_rand_int () % 4 != 0)
            g_array_append_val (before, id);
          if (g_test_rand_int () % 4 != 0)
            g_array_insert_val (
                after,
                g_test_rand_int_range (0, 10) == 0 ? g_test_rand_int_range (0, after->len + 1) : (int) after->len, id);
        }
      changes = foyer_id_list_compare ((gint64 *) before->data, before->len, (gint64 *) after->data, after->len);
      apply (before, changes, (gint64 *) after->data);
      g_assert_cmpmem (before->data, before->len * sizeof (gint64), after->data, after->len * sizeof (gint64));
    }
}

/* Would catch: a long list that is replaced, and so loses what a person looks at, because one lead went from its one
 * end to the other. */
static void
test_id_list_is_long (void)
{
  g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) after = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) changes = NULL;
  gint64 moved = 250000;

  g_array_append_val (after, moved);
  for (gint64 id = 1; id <= moved; id++)
    {
      g_array_append_val (before, id);
      if (id != moved)
        g_array_append_val (after, id);
    }
  changes = foyer_id_list_compare ((gint64 *) before->data, before->len, (gint64 *) after->data, after->len);
  g_assert_cmpuint (changes->len, ==, 2);
  apply (before, changes, (gint64 *) after->data);
  g_assert_cmpmem (before->data, before->len * sizeof (gint64), after->data, after->len * sizeof (gint64));
}

static char *
list_names (GVariant *filters)
{
  GString *names = g_string_new (NULL);

  for (gsize i = 0; i < g_variant_n_children (filters); i++)
    {
      g_autoptr (GVariant) filter = g_variant_get_child_value (filters, i);
      g_autoptr (GVariant) values = g_variant_get_child_value (filter, 1);
      g_autoptr (FoyerLeadQuery) query = foyer_lead_query_new_from_variant (values);
      const char *name;

      g_variant_get_child (filter, 0, "&s", &name);
      g_string_append_printf (names, "%s:%s ", name, foyer_lead_query_get_text (query));
    }
  return g_string_free_and_steal (names);
}

/* Takes the new filters. */
static void
check_filters (GVariant **filters, GVariant *changed, const char *expected)
{
  g_autofree char *names = NULL;

  g_clear_pointer (filters, g_variant_unref);
  *filters = g_variant_ref_sink (changed);
  names = list_names (*filters);
  g_assert_cmpstr (names, ==, expected);
}

/* Would catch: a filter that changes its place when it is kept again or named otherwise, takes the name of another, or
 * does not come back where it was. */
static void
test_saved_filters (void)
{
  g_autoptr (GVariant) filters = NULL;
  g_autoptr (GVariant) removed = NULL;
  g_autoptr (FoyerLeadQuery) query = foyer_lead_query_new ();
  gsize position = 99;

  foyer_lead_query_set_text (query, "1");
  g_assert_false (foyer_saved_filters_find (NULL, "a", &position));
  check_filters (&filters, foyer_saved_filters_replace (NULL, "a", query), "a:1 ");
  check_filters (&filters, foyer_saved_filters_replace (filters, "b", query), "a:1 b:1 ");
  check_filters (&filters, foyer_saved_filters_replace (filters, "c", query), "a:1 b:1 c:1 ");
  foyer_lead_query_set_text (query, "2");
  check_filters (&filters, foyer_saved_filters_replace (filters, "b", query), "a:1 b:2 c:1 ");
  check_filters (&filters, foyer_saved_filters_rename (filters, "b", "B"), "a:1 B:2 c:1 ");
  check_filters (&filters, foyer_saved_filters_rename (filters, "B", "c"), "a:1 B:2 c:1 ");
  check_filters (&filters, foyer_saved_filters_rename (filters, "none", "d"), "a:1 B:2 c:1 ");
  g_assert_true (foyer_saved_filters_find (filters, "B", &position));
  g_assert_cmpuint (position, ==, 1);
  removed = g_variant_get_child_value (filters, position);
  check_filters (&filters, foyer_saved_filters_remove (filters, "B"), "a:1 c:1 ");
  check_filters (&filters, foyer_saved_filters_remove (filters, "B"), "a:1 c:1 ");
  check_filters (&filters, foyer_saved_filters_insert (filters, position, removed), "a:1 B:2 c:1 ");
  check_filters (&filters, foyer_saved_filters_insert (filters, 0, removed), "a:1 B:2 c:1 ");
  check_filters (&filters, foyer_saved_filters_remove (filters, "B"), "a:1 c:1 ");
  check_filters (&filters, foyer_saved_filters_insert (filters, 99, removed), "a:1 c:1 B:2 ");
}

/* Would catch: a day that begins by another clock than the person's; two sections with one date. */
static void
test_date_sections (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (10 * 3600);
  g_autoptr (GDateTime) now = g_date_time_new (zone, 2024, 3, 15, 9, 0, 0);
  g_autoptr (FoyerDateSections) sections = foyer_date_sections_new (now);
  static const struct
  {
    int month, day, hour;
    gint64 key;
  } cases[] = {
    { 3, 15, 8, FOYER_DATE_SECTION_TODAY },
    { 3, 15, 0, FOYER_DATE_SECTION_TODAY },
    { 3, 14, 23, FOYER_DATE_SECTION_YESTERDAY },
    { 3, 13, 23, FOYER_DATE_SECTION_LAST_WEEK },
    { 3, 8, 0, FOYER_DATE_SECTION_LAST_WEEK },
    { 3, 7, 23, FOYER_DATE_SECTION_LAST_MONTH },
    { 2, 14, 0, FOYER_DATE_SECTION_LAST_MONTH },
    { 2, 13, 23, 202402 },
    { 2, 1, 0, 202402 },
    { 1, 31, 23, 202401 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) time = g_date_time_new (zone, 2024, cases[i].month, cases[i].day, cases[i].hour, 59, 59);

      if (cases[i].hour == 0 && cases[i].day != 15)
        {
          g_autoptr (GDateTime) start = g_date_time_new (zone, 2024, cases[i].month, cases[i].day, 0, 0, 0);
          g_assert_cmpint (foyer_date_sections_get_key (sections, g_date_time_to_unix (start)), ==, cases[i].key);
        }
      g_assert_cmpint (foyer_date_sections_get_key (sections, g_date_time_to_unix (time)), ==, cases[i].key);
    }
  g_assert_cmpint (foyer_date_sections_get_key (sections, 0), ==, FOYER_DATE_SECTION_UNKNOWN);
  g_assert_cmpint (foyer_date_sections_get_key (sections, g_date_time_to_unix (now) + 90000), ==,
                   FOYER_DATE_SECTION_TODAY);
  g_assert_cmpint (foyer_date_sections_get_key (sections, 1), >, FOYER_DATE_SECTION_MONTHS);
}

static gboolean
share_a_key (const FoyerIdentity *one, const FoyerIdentity *other)
{
  gint64 ours[FOYER_MAX_LIKENESS_KEYS], theirs[FOYER_MAX_LIKENESS_KEYS];
  guint n_ours = foyer_likeness_get_keys (one, ours), n_theirs = foyer_likeness_get_keys (other, theirs);

  for (guint i = 0; i < n_ours; i++)
    for (guint j = 0; j < n_theirs; j++)
      if (ours[i] == theirs[j])
        return TRUE;
  return FALSE;
}

/* Would catch: one that a person calls the same and we do not, or the other way round; a judgement the keys do not lead
 * to. */
static void
test_likeness (void)
{
  static const struct
  {
    FoyerIdentity one, other;
    FoyerLikeness likeness;
  } cases[] = {
    { { .company_name = "The Harbour Hotel Pty Ltd" },
      { .company_name = "HARBOUR HOTEL" },
      FOYER_LIKENESS_COMPANY_NAME },
    { { .company_name = "Müller & Söhne GmbH" }, { .company_name = "Muller and Sohne" }, FOYER_LIKENESS_COMPANY_NAME },
    { { .company_name = "Acme S.A." }, { .company_name = "Acme, Inc." }, FOYER_LIKENESS_COMPANY_NAME },
    { { .company_name = "Blue Gum" }, { .company_name = "Bluegum Limited" }, FOYER_LIKENESS_COMPANY_NAME },
    { { .company_name = "Limited" }, { .company_name = "Company" }, FOYER_LIKENESS_NONE },
    { { .company_name = "Harbour Hotel" }, { .company_name = "Harbour Hotels" }, FOYER_LIKENESS_NONE },
    { { .company_name = "Anna Smith" }, { .person_name = "Anna Smith" }, FOYER_LIKENESS_NONE },
    { { .person_name = "Anna Smith" }, { .person_name = "Smith, Anna" }, FOYER_LIKENESS_PERSON_NAME },
    { { .person_name = "Anna" }, { .person_name = "Anna" }, FOYER_LIKENESS_NONE },
    { { .email = "Anna@Example.com " }, { .email = "anna@example.com" }, FOYER_LIKENESS_EMAIL },
    { { .email = "anna" }, { .email = "anna" }, FOYER_LIKENESS_NONE },
    { { .phone = "+61 2 9876 5432" }, { .phone = "(02) 9876-5432" }, FOYER_LIKENESS_PHONE },
    { { .phone = "9876 5432" }, { .phone = "61298765432" }, FOYER_LIKENESS_PHONE },
    { { .phone = "+61 2 9876 5432" }, { .phone = "+61 3 9876 5432" }, FOYER_LIKENESS_NONE },
    { { .phone = "123" }, { .phone = "123" }, FOYER_LIKENESS_NONE },
    { { NULL }, { NULL }, FOYER_LIKENESS_NONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %u", (guint) i);
      g_assert_cmpint (foyer_likeness_judge (&cases[i].one, &cases[i].other), ==, cases[i].likeness);
      if (cases[i].likeness != FOYER_LIKENESS_NONE)
        g_assert_true (share_a_key (&cases[i].one, &cases[i].other));
    }
}

/* Would catch: markup that is shown; words that are taken for markup. */
static void
test_markup (void)
{
  static const struct
  {
    const char *source, *text;
    gboolean is_markup;
  } cases[] = {
    { "Left a message.", "Left a message.", FALSE },
    { "<p>Spoke to them: <b>very</b> interested.</p>", "Spoke to them: very interested.", TRUE },
    { "<p>Site visit booked.<br>Meet at the side door.</p>", "Site visit booked.\nMeet at the side door.", TRUE },
    { "<ul><li>Date moved</li><li>30 more</li></ul>", "• Date moved\n• 30 more", TRUE },
    { "Budget is <fixed>, dates are not. 3 < 4 & 5 > 4", "Budget is <fixed>, dates are not. 3 < 4 & 5 > 4", FALSE },
    { "A &euro; price &amp; a &#36; price &bogus;", "A € price & a $ price &bogus;", FALSE },
    { "<script>alert('<p>')</script>Hello <img src='x>y' onerror=\"z\">there", "Hello there", TRUE },
    { "a<!-- hidden -->b", "ab", TRUE },
    { "<p", "<p", FALSE },
    { "Table at the <head> of the room", "Table at the of the room", TRUE },
    { "one\n two", "one\n two", FALSE },
    { NULL, "", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = foyer_markup_to_text (cases[i].source);

      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpint (foyer_markup_is_in (cases[i].source), ==, cases[i].is_markup);
    }
}

/* Would catch: what a person put between angle brackets, and where a link goes, taken for nothing. */
static void
test_wrapping (void)
{
  static const struct
  {
    const char *text;
    gsize length;
  } cases[] = {
    { "<p>x", 3 },
    { "</p>x", 4 },
    { "<BR/>x", 5 },
    { "<br />x", 6 },
    { "<p class=\"a > b\" dir=ltr>x", 25 },
    { "</a>", 4 },
    { "<bob@x.com>", 0 },
    { "<b@x.com>", 0 },
    { "<i would say>", 0 },
    { "<p class=\"a>", 0 },
    { "<EUR 500", 0 },
    { "<b", 0 },
    { "<fixed>", 0 },
    { "< p>", 0 },
    { "<!-- p -->", 0 },
    { "<a href=\"http://localhost\">", 0 },
    { "<script>", 0 },
    { "p", 0 },
    { "", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (foyer_markup_get_wrapping (cases[i].text, &(gsize) { 0 }), ==, cases[i].length);
}

/* Would catch: a note that keeps a processor busy for hours, since it begins a tag at every letter and ends none. */
static void
test_markup_without_end (void)
{
  g_autoptr (GString) scripts = g_string_new (NULL);
  g_autofree char *rest = NULL;
  static const char *const beginnings[] = { "<p ", "<a '", "</b ", "<!x ", "<zz ", "<i \"<i'" };

  for (gsize i = 0; i < G_N_ELEMENTS (beginnings); i++)
    {
      const gsize length = 512 * 1024;
      g_autoptr (GString) source = g_string_sized_new (length + 100);
      g_autofree char *text = NULL;

      while (source->len < length)
        g_string_append (source, beginnings[i]);
      if (g_str_equal (beginnings[i], "<zz "))
        g_string_append_c (source, '>');
      g_assert_false (foyer_markup_is_in (source->str));
      text = foyer_markup_to_text (source->str);
      g_assert_true (g_str_has_prefix (text, beginnings[i]));
    }
  for (guint i = 0; i < 64 * 1024; i++)
    g_string_append (scripts, "<script>");
  rest = foyer_markup_to_text (scripts->str);
  g_assert_true (g_str_has_suffix (rest, "<script>"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/query/value", test_query);
  g_test_add_func ("/query/ids", test_query_ids);
  g_test_add_func ("/saved-filters", test_saved_filters);
  g_test_add_func ("/id-list/cases", test_id_list);
  g_test_add_func ("/id-list/random", test_id_list_at_random);
  g_test_add_func ("/id-list/long", test_id_list_is_long);
  g_test_add_func ("/date-sections/cases", test_date_sections);
  g_test_add_func ("/likeness/cases", test_likeness);
  g_test_add_func ("/markup/cases", test_markup);
  g_test_add_func ("/markup/wrapping", test_wrapping);
  g_test_add_func ("/markup/without-end", test_markup_without_end);
  return g_test_run ();
}
