/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a list says about a lead, and the sentences for errors: pure text, no display. */

#include "foyer-error-text.h"
#include "foyer-error.h"
#include "foyer-lead-text.h"
#include "foyer-left-to-right.h"

#define NOW G_GINT64_CONSTANT (1767225600)

static void
ages_are_short (void)
{
  /* Would catch: a unit that begins one too early or too late, and an age without a date. */
  static const struct
  {
    gint64 seconds;
    const char *text;
  } ages[] = {
    { 0, "now" },      { 59, "now" },    { 60, "1 min" },          { 3599, "59 min" },    { 3600, "1 h" },
    { 86399, "23 h" }, { 86400, "1 d" }, { 7 * 86400 - 1, "6 d" }, { 7 * 86400, "1 wk" }, { 28 * 86400 - 1, "3 wk" },
    { -5, "now" }, /* the platform's clock is ahead */
  };
  g_autofree char *unknown = foyer_lead_text_age (0, NOW);
  g_autofree char *old = foyer_lead_text_age (NOW - 400 * G_GINT64_CONSTANT (86400), NOW);

  for (guint i = 0; i < G_N_ELEMENTS (ages); i++)
    {
      g_autofree char *text = foyer_lead_text_age (NOW - ages[i].seconds, NOW);

      g_assert_cmpstr (text, ==, ages[i].text);
    }
  g_assert_cmpstr (unknown, ==, "");
  g_assert_cmpstr (old, ==, "Nov 2024");
}

static void
the_company_comes_before_the_person (void)
{
  /* Would catch: a company's lead that shows its contact, and empty names that are shown. */
  g_autoptr (FoyerLead) lead = foyer_lead_new ();
  g_autofree char *nobody = foyer_lead_text_party (lead);
  g_autofree char *nameless = foyer_lead_text_title (lead);
  g_autofree char *person = NULL;
  g_autofree char *company = NULL;

  g_assert_null (nobody);
  g_assert_cmpstr (nameless, !=, "");
  foyer_lead_set_text (lead, FOYER_LEAD_CONTACT_NAME, "Ada Lovelace");
  person = foyer_lead_text_party (lead);
  g_assert_cmpstr (person, ==, "Ada Lovelace");
  foyer_lead_set_text (lead, FOYER_LEAD_COMPANY_NAME, "Harbour Hotel");
  company = foyer_lead_text_party (lead);
  g_assert_cmpstr (company, ==, "Harbour Hotel");
}

static gboolean
matches (FoyerLead *lead, const char *words)
{
  g_autoptr (FoyerSearch) search = foyer_search_new (words);

  return foyer_lead_text_matches (lead, search);
}

static void
words_are_found (void)
{
  /* Would catch: words that have to stand in one field or in order, accents and capitals that matter, and a draft that
   * is not found by what would find it as a lead of the mirror. */
  g_autoptr (FoyerLead) lead = foyer_lead_new ();

  foyer_lead_set_text (lead, FOYER_LEAD_NAME, "Gala dinner");
  foyer_lead_set_text (lead, FOYER_LEAD_COMPANY_NAME, "Café Łaska");
  foyer_lead_set_text (lead, FOYER_LEAD_DESCRIPTION, "On the terrace");
  foyer_lead_set_text (lead, FOYER_LEAD_CONTACT_EMAIL, "ada@example.com");
  foyer_lead_set_text (lead, FOYER_LEAD_CONTACT_PHONE, "+44 (0)161 496 0000");
  g_assert_true (matches (lead, ""));
  g_assert_true (matches (lead, "gal"));
  g_assert_true (matches (lead, "DIN"));
  g_assert_true (matches (lead, "cafe din"));
  g_assert_true (matches (lead, "laska  "));
  g_assert_true (matches (lead, "inner"));
  g_assert_true (matches (lead, "gala 0161-496"));
  g_assert_true (matches (lead, "terrace"));
  g_assert_true (matches (lead, "ada@example.com"));
  g_assert_false (matches (lead, "gala zoo"));
}

static void
every_error_has_a_sentence (void)
{
  /* Would catch: a new code in core that nobody put into words. */
  g_autoptr (GEnumClass) codes = g_type_class_ref (FOYER_TYPE_ERROR_CODE);
  g_autoptr (GError) foreign = g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "x");
  const char *unexpected = foyer_error_text (foreign);

  for (guint i = 0; i < codes->n_values; i++)
    {
      g_autoptr (GError) error = foyer_error_new (codes->values[i].value, "x");

      g_assert_cmpstr (foyer_error_text (error), !=, unexpected);
    }
}

static void
details_hold_the_platforms_words (void)
{
  /* Would catch: Details that leave out what support needs. */
  g_autoptr (GError) error = foyer_error_new (FOYER_ERROR_REFUSED, "refused");
  g_autofree char *details = NULL;

  foyer_error_set_platform_answer (error, 400, 400, 23017, "'qualityId' is required");
  foyer_error_add_problem (error, "qualityId", "is required");
  details = foyer_error_text_details (error);
  g_assert_nonnull (strstr (details, "'qualityId' is required"));
  g_assert_nonnull (strstr (details, "23017"));
  g_assert_nonnull (strstr (details, "qualityId: is required"));
  g_assert_cmpstr (foyer_error_text (error), ==, "Something that the platform requires is missing.");
}

static void
numbers_run_left_to_right (void)
{
  /* Would catch: a number that a name in Arabic letters draws to its other side, and isolates around nothing. */
  g_autofree char *number = foyer_lead_text_number (15);
  g_autofree char *phone = foyer_left_to_right_isolate ("+20 12 3456");
  g_autofree char *nothing = foyer_left_to_right_isolate (NULL);
  g_autofree char *empty = foyer_left_to_right_isolate ("");

  g_assert_cmpstr (number, ==, "No. \u206615\u2069");
  g_assert_cmpstr (phone, ==, "\u2066+20 12 3456\u2069");
  g_assert_cmpstr (nothing, ==, "");
  g_assert_cmpstr (empty, ==, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/lead-text/age", ages_are_short);
  g_test_add_func ("/ui/lead-text/party", the_company_comes_before_the_person);
  g_test_add_func ("/ui/lead-text/matches", words_are_found);
  g_test_add_func ("/ui/lead-text/left-to-right", numbers_run_left_to_right);
  g_test_add_func ("/ui/error-text/codes", every_error_has_a_sentence);
  g_test_add_func ("/ui/error-text/details", details_hold_the_platforms_words);
  return g_test_run ();
}
