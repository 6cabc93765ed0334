/* SPDX-License-Identifier: GPL-3.0-or-later */
/* foyer: links: what they fill in, and what they cannot do. */

#include "foyer-link.h"

#include <string.h>

/* Would catch a link that is not understood, or whose letters arrive wrong. */
static void
test_fills_in (void)
{
  g_autoptr (FoyerLead) lead = foyer_link_to_lead (
      "foyer:new?name=Caf%C3%A9+gala&description=one%0Atwo&qualityId=2&channel=52&companyId=7&companyLeadContactId=13");

  g_assert_nonnull (lead);
  g_assert_cmpstr (foyer_lead_get_text (lead, FOYER_LEAD_NAME), ==, "Café gala");
  g_assert_cmpstr (foyer_lead_get_text (lead, FOYER_LEAD_DESCRIPTION), ==, "one\ntwo");
  g_assert_cmpint (foyer_lead_get_id (lead, FOYER_LEAD_QUALITY), ==, 2);
  g_assert_cmpint (foyer_lead_get_id (lead, FOYER_LEAD_CHANNEL), ==, 52);
  g_assert_cmpint (foyer_lead_get_belongs_to (lead), ==, FOYER_BELONGS_TO_COMPANY);
  g_assert_cmpint (foyer_lead_get_platform_id (lead), ==, 0);
}

/* Would catch a link that reaches further than an empty form: another lead, another scheme, a value that is none. */
static void
test_cannot (void)
{
  static const char *const none[] = {
    "foyer:open?id=5", "foyer://new?name=x", "foyer:", "http://new?name=x", "foyer:new/../?name=x", "not a link", "",
  };
  g_autoptr (FoyerLead) lead = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    g_assert_null (foyer_link_to_lead (none[i]));

  lead = foyer_link_to_lead (
      "foyer:new?id=5&uuid=x&name=first&name=second&qualityId=-1&typeId=2x&stageId=99999999999999999999"
      "&sourceId=0&customFields=x&=y&industryId&%ZZ=1");
  if (lead != NULL)
    {
      g_assert_cmpint (foyer_lead_get_platform_id (lead), ==, 0);
      g_assert_cmpstr (foyer_lead_get_text (lead, FOYER_LEAD_NAME), ==, "first");
      g_assert_cmpuint (foyer_lead_diff (lead, NULL), ==, FOYER_FIELD_BIT (FOYER_LEAD_NAME));
    }
}

/* Would catch control characters, endless text, or a byte that is no letter, getting into a lead. */
static void
test_hostile (void)
{
  g_autoptr (GString) long_link = g_string_new ("foyer:new?name=");
  g_autoptr (FoyerLead) clean = foyer_link_to_lead ("foyer:new?name=a%1Fb%00c%0Ad&description=%FF%FE");
  g_autoptr (FoyerLead) cut = NULL;

  if (clean != NULL)
    for (const char *p = foyer_lead_get_text (clean, FOYER_LEAD_NAME); *p != '\0'; p++)
      g_assert_false (g_ascii_iscntrl (*p));

  for (guint i = 0; i < 1000; i++)
    g_string_append (long_link, "%C3%A9");
  cut = foyer_link_to_lead (long_link->str);
  g_assert_nonnull (cut);
  g_assert_cmpint (g_utf8_strlen (foyer_lead_get_text (cut, FOYER_LEAD_NAME), -1), ==, 200);
  for (guint i = 0; i < 1000; i++)
    g_string_append (long_link, "%C3%A9");
  g_assert_null (foyer_link_to_lead (long_link->str));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/link/fills-in", test_fills_in);
  g_test_add_func ("/core/link/cannot", test_cannot);
  g_test_add_func ("/core/link/hostile", test_hostile);
  return g_test_run ();
}
