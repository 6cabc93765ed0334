/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A change here meets a change there. */

#include "foyer-lead-merge.h"

typedef struct
{
  FoyerLead *base;
  FoyerLead *mine;
  FoyerLead *theirs;
} Fixture;

#define BIT     FOYER_FIELD_BIT
#define PARTIES (BIT (FOYER_LEAD_COMPANY) | BIT (FOYER_LEAD_LEAD_CONTACT) | BIT (FOYER_LEAD_CONTACT))

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->base = foyer_lead_new_from_platform (5);
  foyer_lead_set_text (fixture->base, FOYER_LEAD_NAME, "Gala");
  foyer_lead_set_id (fixture->base, FOYER_LEAD_COMPANY, 7);
  foyer_lead_set_id (fixture->base, FOYER_LEAD_LEAD_CONTACT, 13);
  foyer_lead_set_id (fixture->base, FOYER_LEAD_STAGE, 12);
  foyer_lead_set_id (fixture->base, FOYER_LEAD_QUALITY, 1);
  fixture->mine = foyer_lead_copy (fixture->base);
  fixture->theirs = foyer_lead_copy (fixture->base);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->base);
  g_assert_finalize_object (fixture->mine);
  g_assert_finalize_object (fixture->theirs);
}

/* Would catch a change of somebody else's that is overwritten, or one of ours that is lost, though they do not touch.
 */
static void
test_disjoint (Fixture *fixture, gconstpointer data)
{
  FoyerLeadMerge merge;
  g_autoptr (FoyerLead) merged = NULL;

  foyer_lead_set_text (fixture->mine, FOYER_LEAD_NAME, "Ball");
  foyer_lead_set_id (fixture->theirs, FOYER_LEAD_STAGE, 16);
  merge = foyer_lead_merge_compare (fixture->base, fixture->mine, fixture->theirs);
  g_assert_cmpuint (merge.mine, ==, BIT (FOYER_LEAD_NAME));
  g_assert_cmpuint (merge.theirs, ==, BIT (FOYER_LEAD_STAGE));
  g_assert_cmpuint (merge.conflicts, ==, 0);
  merged = foyer_lead_merge (fixture->base, fixture->mine, fixture->theirs, 0);
  g_assert_cmpstr (foyer_lead_get_text (merged, FOYER_LEAD_NAME), ==, "Ball");
  g_assert_cmpint (foyer_lead_get_id (merged, FOYER_LEAD_STAGE), ==, 16);
  g_assert_cmpuint (foyer_lead_diff (merged, fixture->theirs), ==, BIT (FOYER_LEAD_NAME));
}

/* Would catch a silent overwrite of the same field, and a question where both sides say the same. */
static void
test_same_field (Fixture *fixture, gconstpointer data)
{
  FoyerLeadMerge merge;
  g_autoptr (FoyerLead) mine = NULL;
  g_autoptr (FoyerLead) theirs = NULL;

  foyer_lead_set_text (fixture->mine, FOYER_LEAD_NAME, "Ball");
  foyer_lead_set_text (fixture->theirs, FOYER_LEAD_NAME, "Feast");
  merge = foyer_lead_merge_compare (fixture->base, fixture->mine, fixture->theirs);
  g_assert_cmpuint (merge.conflicts, ==, BIT (FOYER_LEAD_NAME));
  mine = foyer_lead_merge (fixture->base, fixture->mine, fixture->theirs, 0);
  g_assert_cmpstr (foyer_lead_get_text (mine, FOYER_LEAD_NAME), ==, "Ball");
  theirs = foyer_lead_merge (fixture->base, fixture->mine, fixture->theirs, BIT (FOYER_LEAD_NAME));
  g_assert_cmpstr (foyer_lead_get_text (theirs, FOYER_LEAD_NAME), ==, "Feast");

  foyer_lead_set_text (fixture->theirs, FOYER_LEAD_NAME, " Ball");
  merge = foyer_lead_merge_compare (fixture->base, fixture->mine, fixture->theirs);
  g_assert_cmpuint (merge.conflicts, ==, 0);
}

/* Would catch a company of one side with the contact of the other: the platform refuses it, or worse, takes it. */
static void
test_parties_are_one (Fixture *fixture, gconstpointer data)
{
  FoyerLeadMerge merge;
  g_autoptr (FoyerLead) theirs = NULL;

  foyer_lead_set_id (fixture->mine, FOYER_LEAD_LEAD_CONTACT, 14);
  foyer_lead_set_id (fixture->theirs, FOYER_LEAD_COMPANY, 8);
  foyer_lead_set_id (fixture->theirs, FOYER_LEAD_LEAD_CONTACT, 15);
  merge = foyer_lead_merge_compare (fixture->base, fixture->mine, fixture->theirs);
  g_assert_cmpuint (merge.conflicts, ==, PARTIES);
  theirs = foyer_lead_merge (fixture->base, fixture->mine, fixture->theirs, BIT (FOYER_LEAD_COMPANY));
  g_assert_cmpint (foyer_lead_get_id (theirs, FOYER_LEAD_COMPANY), ==, 8);
  g_assert_cmpint (foyer_lead_get_id (theirs, FOYER_LEAD_LEAD_CONTACT), ==, 15);
}

/* Would catch a field nobody can read that is called a conflict, dropped, or forgotten. */
static void
test_blind (Fixture *fixture, gconstpointer data)
{
  FoyerLeadMerge merge;
  g_autoptr (FoyerLead) merged = NULL;

  foyer_lead_set_id (fixture->mine, FOYER_LEAD_INDUSTRY, 405);
  merge = foyer_lead_merge_compare (fixture->base, fixture->mine, fixture->theirs);
  g_assert_cmpuint (merge.blind, ==, BIT (FOYER_LEAD_INDUSTRY));
  g_assert_cmpuint (merge.conflicts, ==, 0);
  merged = foyer_lead_merge (fixture->base, fixture->mine, fixture->theirs, 0);
  g_assert_cmpint (foyer_lead_get_id (merged, FOYER_LEAD_INDUSTRY), ==, 405);

  g_clear_object (&merged);
  foyer_lead_set_id (fixture->base, FOYER_LEAD_INDUSTRY, 405);
  merge = foyer_lead_merge_compare (fixture->base, fixture->mine, fixture->theirs);
  g_assert_cmpuint (merge.theirs, ==, 0);
}

static void
set_custom (FoyerLead *lead, gint64 number, const char *value)
{
  FoyerCustomFields *former = foyer_lead_get_custom_fields (lead);
  g_autoptr (FoyerCustomFields) fields = value != NULL ? foyer_custom_fields_with (former, number, value)
                                                       : foyer_custom_fields_without (former, number);

  foyer_lead_set_custom_fields (lead, fields);
}

static const char *
get_custom (FoyerLead *lead, gint64 number)
{
  return foyer_custom_fields_lookup (foyer_lead_get_custom_fields (lead), number);
}

/* Would catch custom fields that are taken for one: what was set in one of them there gone with a change of another. */
static void
test_custom_fields (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerLead) merged = NULL;
  g_autoptr (FoyerLead) unknown = NULL;
  g_autoptr (FoyerLead) kept = NULL;

  unknown = foyer_lead_copy (fixture->base);
  set_custom (fixture->base, 1, "As it was");
  set_custom (fixture->base, 2, "Given up here");
  set_custom (fixture->base, 3, "Given up there");
  foyer_lead_take_field (fixture->mine, fixture->base, FOYER_LEAD_CUSTOM_FIELDS);
  foyer_lead_take_field (fixture->theirs, fixture->base, FOYER_LEAD_CUSTOM_FIELDS);
  set_custom (fixture->mine, 2, NULL);
  set_custom (fixture->mine, 4, "Mine");
  set_custom (fixture->theirs, 1, "Changed there");
  set_custom (fixture->theirs, 3, NULL);
  set_custom (fixture->theirs, 5, "Theirs");
  merged = foyer_lead_merge (fixture->base, fixture->mine, fixture->theirs, 0);
  g_assert_cmpstr (get_custom (merged, 1), ==, "Changed there");
  g_assert_null (get_custom (merged, 2));
  g_assert_null (get_custom (merged, 3));
  g_assert_cmpstr (get_custom (merged, 4), ==, "Mine");
  g_assert_cmpstr (get_custom (merged, 5), ==, "Theirs");

  /* The platform's list shows none of them. */
  g_assert_false (foyer_lead_is_known (unknown, FOYER_LEAD_CUSTOM_FIELDS));
  kept = foyer_lead_merge (fixture->base, fixture->mine, unknown, 0);
  g_assert_cmpstr (get_custom (kept, 1), ==, "As it was");
  g_assert_cmpstr (get_custom (kept, 4), ==, "Mine");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/core/lead-merge/disjoint", Fixture, NULL, set_up, test_disjoint, tear_down);
  g_test_add ("/core/lead-merge/same-field", Fixture, NULL, set_up, test_same_field, tear_down);
  g_test_add ("/core/lead-merge/parties-are-one", Fixture, NULL, set_up, test_parties_are_one, tear_down);
  g_test_add ("/core/lead-merge/blind", Fixture, NULL, set_up, test_blind, tear_down);
  g_test_add ("/core/lead-merge/custom-fields", Fixture, NULL, set_up, test_custom_fields, tear_down);
  return g_test_run ();
}
