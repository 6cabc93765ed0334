/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form's behaviour, without a form. */

#include "foyer-lead-edit.h"
#include "foyer-test-picklists.h"

typedef struct
{
  FoyerLeadEdit *edit;
  FoyerPicklists *picklists;
  FoyerLead *lead; /* the edit's */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->edit = foyer_lead_edit_new ();
  fixture->picklists = foyer_test_picklists_new ();
  foyer_lead_edit_set_picklists (fixture->edit, fixture->picklists);
  fixture->lead = foyer_lead_edit_get_lead (fixture->edit);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->edit);
  g_assert_finalize_object (fixture->picklists);
}

static FoyerFieldEdit *
field (Fixture *fixture, FoyerLeadField number)
{
  return foyer_lead_edit_get_field (fixture->edit, number);
}

static FoyerLead *
platform_lead_new (void)
{
  FoyerLead *lead = foyer_lead_new_from_platform (5);

  foyer_lead_set_text (lead, FOYER_LEAD_NAME, "Gala");
  foyer_lead_set_id (lead, FOYER_LEAD_COMPANY, 7);
  foyer_lead_set_id (lead, FOYER_LEAD_LEAD_CONTACT, 13);
  foyer_lead_set_id (lead, FOYER_LEAD_QUALITY, 1);
  foyer_lead_set_id (lead, FOYER_LEAD_STAGE, 15);
  foyer_lead_set_id (lead, FOYER_LEAD_STAGE_REASON, 151);
  foyer_lead_set_id (lead, FOYER_LEAD_TYPE, 21);
  foyer_lead_set_id (lead, FOYER_LEAD_SUBTYPE, 211);
  foyer_lead_set_id (lead, FOYER_LEAD_SOURCE, 32);
  return lead;
}

/* Would catch problems that are shown while typing, required marks that come late, and a save that is offered for
 * nothing. */
static void
test_new_lead (Fixture *fixture, gconstpointer data)
{
  g_assert_true (foyer_lead_edit_get_is_new (fixture->edit));
  g_assert_false (foyer_lead_edit_get_can_save (fixture->edit));
  g_assert_true (foyer_field_edit_get_required (field (fixture, FOYER_LEAD_NAME)));
  g_assert_true (foyer_field_edit_get_required (field (fixture, FOYER_LEAD_COMPANY)));
  g_assert_false (foyer_field_edit_get_required (field (fixture, FOYER_LEAD_INDUSTRY)));
  g_assert_false (foyer_field_edit_get_applies (field (fixture, FOYER_LEAD_CONTACT)));
  g_assert_false (foyer_field_edit_get_applies (field (fixture, FOYER_LEAD_SUBTYPE)));
  g_assert_cmpint (foyer_field_edit_get_problem (field (fixture, FOYER_LEAD_NAME)), ==, FOYER_PROBLEM_MISSING);
  g_assert_cmpint (foyer_field_edit_get_shown_problem (field (fixture, FOYER_LEAD_NAME)), ==, FOYER_PROBLEM_NONE);

  foyer_lead_edit_leave_field (fixture->edit, FOYER_LEAD_NAME);
  g_assert_cmpint (foyer_field_edit_get_shown_problem (field (fixture, FOYER_LEAD_NAME)), ==, FOYER_PROBLEM_MISSING);
  g_assert_cmpint (foyer_field_edit_get_shown_problem (field (fixture, FOYER_LEAD_QUALITY)), ==, FOYER_PROBLEM_NONE);

  foyer_lead_set_text (fixture->lead, FOYER_LEAD_NAME, "Gala");
  g_assert_true (foyer_lead_edit_get_can_save (fixture->edit));
  g_assert_cmpint (foyer_field_edit_get_shown_problem (field (fixture, FOYER_LEAD_NAME)), ==, FOYER_PROBLEM_NONE);
  foyer_lead_edit_show_problems (fixture->edit);
  g_assert_cmpint (foyer_field_edit_get_shown_problem (field (fixture, FOYER_LEAD_QUALITY)), ==, FOYER_PROBLEM_MISSING);
  g_assert_cmpuint (foyer_lead_edit_get_first_problem (fixture->edit), ==, FOYER_LEAD_COMPANY);
  g_assert_cmpuint (foyer_lead_edit_get_n_problems (fixture->edit), ==, 6);

  foyer_lead_set_text (fixture->lead, FOYER_LEAD_NAME, "");
  g_assert_false (foyer_lead_edit_get_can_save (fixture->edit));
}

/* Would catch a default that makes an untouched lead look like work, or that is lost. */
static void
test_defaults_are_no_change (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerLead) defaults = foyer_lead_new ();

  foyer_lead_set_id (defaults, FOYER_LEAD_OWNER, 103);
  foyer_lead_set_belongs_to (defaults, FOYER_BELONGS_TO_PERSON);
  foyer_lead_edit_start_new (fixture->edit, defaults);
  g_assert_cmpint (foyer_lead_get_id (fixture->lead, FOYER_LEAD_OWNER), ==, 103);
  g_assert_cmpint (foyer_lead_get_belongs_to (fixture->lead), ==, FOYER_BELONGS_TO_PERSON);
  g_assert_cmpstr (foyer_lead_get_uuid (fixture->lead), !=, foyer_lead_get_uuid (defaults));
  g_assert_false (foyer_lead_edit_get_can_save (fixture->edit));
  g_assert_null (foyer_lead_edit_get_base (fixture->edit));
}

/* Would catch a subtype or reason of another parent that stays, or one that is lost because it was chosen before its
 * parent. */
static void
test_parent_and_child_in_both_orders (Fixture *fixture, gconstpointer data)
{
  foyer_lead_set_id (fixture->lead, FOYER_LEAD_TYPE, 21);
  foyer_lead_set_id (fixture->lead, FOYER_LEAD_SUBTYPE, 211);
  g_assert_cmpint (foyer_lead_get_id (fixture->lead, FOYER_LEAD_SUBTYPE), ==, 211);
  foyer_lead_set_id (fixture->lead, FOYER_LEAD_TYPE, 22);
  g_assert_false (foyer_lead_is_set (fixture->lead, FOYER_LEAD_SUBTYPE));
  g_assert_true (foyer_field_edit_get_required (field (fixture, FOYER_LEAD_SUBTYPE)));

  foyer_lead_edit_start_new (fixture->edit, NULL);
  foyer_lead_set_id (fixture->lead, FOYER_LEAD_SUBTYPE, 211);
  foyer_lead_set_id (fixture->lead, FOYER_LEAD_TYPE, 21);
  g_assert_cmpint (foyer_lead_get_id (fixture->lead, FOYER_LEAD_SUBTYPE), ==, 211);
  g_assert_cmpint (foyer_field_edit_get_problem (field (fixture, FOYER_LEAD_SUBTYPE)), ==, FOYER_PROBLEM_NONE);
}

/* Would catch opening a lead that rewrites it: the form must not change what it shows. */
static void
test_opening_changes_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerLead) base = platform_lead_new ();

  foyer_lead_set_text (fixture->lead, FOYER_LEAD_NAME, "Something typed");
  foyer_lead_edit_open (fixture->edit, base);
  g_assert_true (foyer_lead_equal (fixture->lead, base));
  g_assert_true (fixture->lead == foyer_lead_edit_get_lead (fixture->edit));
  g_assert_false (foyer_lead_edit_get_can_save (fixture->edit));
  g_assert_false (foyer_lead_edit_get_is_new (fixture->edit));
  g_assert_false (foyer_field_edit_get_known (field (fixture, FOYER_LEAD_INDUSTRY)));
  g_assert_cmpuint (foyer_lead_edit_get_n_problems (fixture->edit), ==, 0);
}

/* Would catch a revert that reverts too much, too little, or leaves a subtype of the type that was taken back. */
static void
test_revert (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerLead) base = platform_lead_new ();

  foyer_lead_edit_open (fixture->edit, base);
  foyer_lead_set_text (fixture->lead, FOYER_LEAD_NAME, "Ball");
  foyer_lead_set_id (fixture->lead, FOYER_LEAD_TYPE, 22);
  foyer_lead_set_id (fixture->lead, FOYER_LEAD_SUBTYPE, 221);
  foyer_lead_set_id (fixture->lead, FOYER_LEAD_COMPANY, 8);
  g_assert_false (foyer_lead_is_set (fixture->lead, FOYER_LEAD_LEAD_CONTACT));
  g_assert_cmpuint (foyer_lead_edit_get_n_changed (fixture->edit), ==, 5);

  foyer_lead_edit_revert_field (fixture->edit, FOYER_LEAD_TYPE);
  g_assert_cmpint (foyer_lead_get_id (fixture->lead, FOYER_LEAD_SUBTYPE), ==, 211);
  foyer_lead_edit_revert_field (fixture->edit, FOYER_LEAD_COMPANY);
  g_assert_cmpint (foyer_lead_get_id (fixture->lead, FOYER_LEAD_LEAD_CONTACT), ==, 13);
  g_assert_cmpuint (foyer_lead_edit_get_changed (fixture->edit), ==, FOYER_FIELD_BIT (FOYER_LEAD_NAME));
}

/* Would catch a person who has to be chosen again after a change of mind between company and person. */
static void
test_belongs_to_carries_the_person (Fixture *fixture, gconstpointer data)
{
  foyer_lead_set_id (fixture->lead, FOYER_LEAD_COMPANY, 7);
  foyer_lead_set_id (fixture->lead, FOYER_LEAD_LEAD_CONTACT, 13);
  foyer_lead_set_belongs_to (fixture->lead, FOYER_BELONGS_TO_PERSON);
  g_assert_cmpint (foyer_lead_get_id (fixture->lead, FOYER_LEAD_CONTACT), ==, 13);
  g_assert_true (foyer_field_edit_get_required (field (fixture, FOYER_LEAD_INDUSTRY)));
  g_assert_false (foyer_field_edit_get_applies (field (fixture, FOYER_LEAD_COMPANY)));
  foyer_lead_set_belongs_to (fixture->lead, FOYER_BELONGS_TO_COMPANY);
  g_assert_cmpint (foyer_lead_get_id (fixture->lead, FOYER_LEAD_COMPANY), ==, 7);
}

/* Would catch a refusal that cannot be got rid of, that hides, or that forbids the next try. */
static void
test_refusal (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerLead) base = platform_lead_new ();

  foyer_lead_edit_open (fixture->edit, base);
  foyer_lead_set_id (fixture->lead, FOYER_LEAD_QUALITY, 2);
  foyer_lead_edit_refuse (fixture->edit, FOYER_LEAD_LEAD_CONTACT, 24218, "is not of the company");
  g_assert_cmpint (foyer_field_edit_get_shown_problem (field (fixture, FOYER_LEAD_LEAD_CONTACT)), ==,
                   FOYER_PROBLEM_REFUSED);
  g_assert_cmpstr (foyer_field_edit_get_refusal (field (fixture, FOYER_LEAD_LEAD_CONTACT)), ==,
                   "is not of the company");
  g_assert_cmpuint (foyer_lead_edit_get_n_problems (fixture->edit), ==, 0);
  g_assert_cmpuint (foyer_lead_edit_get_first_problem (fixture->edit), ==, FOYER_LEAD_LEAD_CONTACT);
  foyer_lead_set_text (fixture->lead, FOYER_LEAD_NAME, "Ball");
  g_assert_nonnull (foyer_field_edit_get_refusal (field (fixture, FOYER_LEAD_LEAD_CONTACT)));
  foyer_lead_set_id (fixture->lead, FOYER_LEAD_COMPANY, 8);
  g_assert_null (foyer_field_edit_get_refusal (field (fixture, FOYER_LEAD_LEAD_CONTACT)));
}

/* Would catch a refresh that overwrites what was typed, keeps what nobody typed, or forgets what only this desk knows.
 */
static void
test_follow (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerLead) base = platform_lead_new ();
  g_autoptr (FoyerLead) newer = NULL;

  foyer_lead_set_id (base, FOYER_LEAD_INDUSTRY, 405);
  foyer_lead_edit_open (fixture->edit, base);
  foyer_lead_set_text (fixture->lead, FOYER_LEAD_NAME, "Mine");
  foyer_lead_set_id (fixture->lead, FOYER_LEAD_QUALITY, 2);

  newer = platform_lead_new ();
  foyer_lead_set_text (newer, FOYER_LEAD_NAME, "Theirs");
  foyer_lead_set_id (newer, FOYER_LEAD_STAGE, 12);
  foyer_lead_clear (newer, FOYER_LEAD_STAGE_REASON);
  foyer_lead_edit_follow (fixture->edit, newer);

  g_assert_cmpstr (foyer_lead_get_text (fixture->lead, FOYER_LEAD_NAME), ==, "Mine");
  g_assert_cmpint (foyer_lead_get_id (fixture->lead, FOYER_LEAD_STAGE), ==, 12);
  g_assert_false (foyer_lead_is_set (fixture->lead, FOYER_LEAD_STAGE_REASON));
  g_assert_cmpint (foyer_lead_get_id (fixture->lead, FOYER_LEAD_INDUSTRY), ==, 405);
  g_assert_true (foyer_field_edit_get_changed_elsewhere (field (fixture, FOYER_LEAD_NAME)));
  g_assert_false (foyer_field_edit_get_changed_elsewhere (field (fixture, FOYER_LEAD_QUALITY)));
  g_assert_cmpuint (foyer_lead_edit_get_n_changed (fixture->edit), ==, 2);
}

/* Would catch a saved lead that still looks unsaved, and what is typed while it is saved that is taken for saved. */
static void
test_accept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerLead) saved = NULL;

  foyer_lead_set_text (fixture->lead, FOYER_LEAD_NAME, "Gala");
  saved = foyer_lead_copy (fixture->lead);
  foyer_lead_edit_accept (fixture->edit, saved);
  g_assert_false (foyer_lead_edit_get_is_new (fixture->edit));
  g_assert_false (foyer_lead_edit_get_can_save (fixture->edit));
  foyer_lead_set_text (fixture->lead, FOYER_LEAD_NAME, "Gala dinner");
  foyer_lead_edit_accept (fixture->edit, saved);
  g_assert_cmpuint (foyer_lead_edit_get_changed (fixture->edit), ==, FOYER_FIELD_BIT (FOYER_LEAD_NAME));
  /* It is not on the platform yet, so it still has to be whole. */
  g_assert_cmpint (foyer_field_edit_get_problem (field (fixture, FOYER_LEAD_SOURCE)), ==, FOYER_PROBLEM_MISSING);
}

/* Would catch a draft that comes back as saved, or without what it was made from. */
static void
test_draft (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerLead) base = platform_lead_new ();
  g_autoptr (FoyerLead) draft = foyer_lead_copy (base);

  foyer_lead_set_text (draft, FOYER_LEAD_NAME, "Typed");
  foyer_lead_edit_open_draft (fixture->edit, base, draft);
  g_assert_cmpuint (foyer_lead_edit_get_changed (fixture->edit), ==, FOYER_FIELD_BIT (FOYER_LEAD_NAME));
  foyer_lead_edit_open_draft (fixture->edit, NULL, draft);
  g_assert_true (foyer_lead_edit_get_is_new (fixture->edit));
  g_assert_true (foyer_lead_edit_get_can_save (fixture->edit));
}

/* Would catch the address of one person that is kept for another: whoever is written to would be the wrong one. */
static void
test_reach_follows_the_contact (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerLead) base = platform_lead_new ();

  foyer_lead_set_text (base, FOYER_LEAD_CONTACT_EMAIL, "one@sample.example");
  foyer_lead_edit_open (fixture->edit, base);
  foyer_lead_set_text (fixture->lead, FOYER_LEAD_NAME, "Another name");
  g_assert_cmpstr (foyer_lead_get_text (fixture->lead, FOYER_LEAD_CONTACT_EMAIL), ==, "one@sample.example");
  foyer_lead_set_id (fixture->lead, FOYER_LEAD_LEAD_CONTACT, 14);
  g_assert_cmpstr (foyer_lead_get_text (fixture->lead, FOYER_LEAD_CONTACT_EMAIL), ==, "");
  foyer_lead_edit_revert_field (fixture->edit, FOYER_LEAD_LEAD_CONTACT);
  g_assert_cmpstr (foyer_lead_get_text (fixture->lead, FOYER_LEAD_CONTACT_EMAIL), ==, "one@sample.example");

  /* Who was made here and has arrived meanwhile is still the same person. */
  foyer_lead_set_id (fixture->lead, FOYER_LEAD_LEAD_CONTACT, -3);
  foyer_lead_set_text (fixture->lead, FOYER_LEAD_CONTACT_EMAIL, "new@sample.example");
  foyer_lead_set_id (fixture->lead, FOYER_LEAD_LEAD_CONTACT, 15);
  g_assert_cmpstr (foyer_lead_get_text (fixture->lead, FOYER_LEAD_CONTACT_EMAIL), ==, "new@sample.example");
}

/* The form's .ui declares the lead and gives it to the edit. Catches an edit that watches another lead than the one the
 * rows are bound to. */
static void
test_lead_given (void)
{
  g_autoptr (FoyerLead) lead = foyer_lead_new ();
  g_autoptr (FoyerLeadEdit) edit = g_object_new (FOYER_TYPE_LEAD_EDIT, "lead", lead, NULL);

  g_assert_true (foyer_lead_edit_get_lead (edit) == lead);
  g_assert_false (foyer_lead_edit_get_can_save (edit));
  foyer_lead_set_text (lead, FOYER_LEAD_NAME, "Gala dinner");
  g_assert_true (foyer_lead_edit_get_can_save (edit));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/core/lead-edit/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("new-lead", test_new_lead);
  ADD ("defaults-are-no-change", test_defaults_are_no_change);
  ADD ("parent-and-child-in-both-orders", test_parent_and_child_in_both_orders);
  ADD ("opening-changes-nothing", test_opening_changes_nothing);
  ADD ("revert", test_revert);
  ADD ("belongs-to-carries-the-person", test_belongs_to_carries_the_person);
  ADD ("refusal", test_refusal);
  ADD ("follow", test_follow);
  ADD ("accept", test_accept);
  ADD ("draft", test_draft);
  ADD ("reach-follows-the-contact", test_reach_follows_the_contact);
#undef ADD
  g_test_add_func ("/lead-edit/lead-given", test_lead_given);
  return g_test_run ();
}
