/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the platform's specific codes are told as. */

#include "foyer-refusal.h"

/* Every specific code that platform-api names for a call that is made, and the calls it can answer. */
static const struct
{
  int specific_code;
  FoyerErrorCode code;
} published[] = {
  { 23005, FOYER_ERROR_CLOCK },   { 23016, FOYER_ERROR_REFUSED }, { 23017, FOYER_ERROR_REFUSED },
  { 24096, FOYER_ERROR_GONE },    { 24153, FOYER_ERROR_GONE },    { 24215, FOYER_ERROR_REFUSED },
  { 24216, FOYER_ERROR_GONE },    { 24218, FOYER_ERROR_REFUSED }, { 24434, FOYER_ERROR_REFUSED },
  { 24435, FOYER_ERROR_REFUSED }, { 24436, FOYER_ERROR_REFUSED }, { 24437, FOYER_ERROR_REFUSED },
  { 24441, FOYER_ERROR_REFUSED },
};

/* Would catch: a code that a person is told of in the platform's English alone. */
static void
test_every_code (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (published); i++)
    {
      const char *sentence = foyer_refusal_get_sentence (published[i].code, published[i].specific_code,
                                                         FOYER_LEAD_NO_FIELD);

      g_assert_nonnull (sentence);
      g_assert_true (g_str_has_suffix (sentence, "."));
      g_assert_cmpstr (sentence, !=, "The platform did not accept this.");
    }
  g_assert_null (foyer_refusal_get_sentence (FOYER_ERROR_REFUSED, 0, FOYER_LEAD_NAME));
  g_assert_null (foyer_refusal_get_sentence (FOYER_ERROR_REFUSED, 99999, FOYER_LEAD_NO_FIELD));
}

/* Would catch: a field whose refusal does not say which field, or says that a wrong value is a missing one. */
static void
test_at_a_field (void)
{
  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    {
      g_assert_nonnull (foyer_refusal_get_missing (field));
      g_assert_cmpstr (foyer_refusal_get_sentence (FOYER_ERROR_REFUSED, 23017, field), ==,
                       foyer_refusal_get_missing (field));
      g_assert_cmpstr (foyer_refusal_get_sentence (FOYER_ERROR_REFUSED, 23016, field), ==,
                       "The platform does not accept this value.");
      g_assert_cmpstr (foyer_refusal_get_sentence (FOYER_ERROR_REFUSED, 24218, field), ==,
                       "The platform does not accept this value.");
    }
  g_assert_cmpstr (foyer_refusal_get_missing (FOYER_LEAD_SOURCE), ==, "Source is missing.");
}

/* Would catch: "could not save this note", and it is sent again, where nobody knows whether it was saved. */
static void
test_uncertain_is_no_refusal (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (published); i++)
    {
      int specific_code = published[i].specific_code;

      g_assert_null (foyer_refusal_get_sentence (FOYER_ERROR_UNCERTAIN, specific_code, FOYER_LEAD_NO_FIELD));
      g_assert_null (foyer_refusal_get_sentence (FOYER_ERROR_UNAVAILABLE, specific_code, FOYER_LEAD_NAME));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/refusal/every-code", test_every_code);
  g_test_add_func ("/core/refusal/at-a-field", test_at_a_field);
  g_test_add_func ("/core/refusal/uncertain-is-no-refusal", test_uncertain_is_no_refusal);
  return g_test_run ();
}
