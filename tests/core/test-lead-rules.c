/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules, held to the page of the platform: every row of tests/data/lead-requirements.csv that can be judged here.
 */

#include "foyer-lead-rules.h"
#include "foyer-test-picklists.h"

#include <string.h>

enum
{
  CASE,
  MODE,
  BELONGS,
  GIVEN,
  PROBLEM,
  CODE,
  RULES,
  N_COLUMNS,
};

/* Leads 1 and 2 of the file's head, as the platform's list returns them. */
static FoyerLead *
base_new (gint64 id)
{
  FoyerLead *base = foyer_lead_new_from_platform (id);

  foyer_lead_set_text (base, FOYER_LEAD_NAME, "Before");
  foyer_lead_set_text (base, FOYER_LEAD_DESCRIPTION, "Before");
  foyer_lead_set_id (base, FOYER_LEAD_QUALITY, 1);
  foyer_lead_set_id (base, FOYER_LEAD_SOURCE, 32);
  foyer_lead_set_id (base, FOYER_LEAD_TYPE, 23);
  foyer_lead_set_id (base, FOYER_LEAD_STAGE, 12);
  foyer_lead_set_id (base, FOYER_LEAD_OWNER, 103);
  if (id == 2)
    {
      foyer_lead_set_belongs_to (base, FOYER_BELONGS_TO_PERSON);
      foyer_lead_set_id (base, FOYER_LEAD_CONTACT, 13);
    }
  else
    {
      foyer_lead_set_id (base, FOYER_LEAD_COMPANY, 7);
      foyer_lead_set_id (base, FOYER_LEAD_LEAD_CONTACT, 13);
    }
  return base;
}

static void
give (FoyerLead *lead, const char *parameter)
{
  g_auto (GStrv) parts = g_strsplit (parameter, "=", 2);
  FoyerLeadField field = FOYER_LEAD_NO_FIELD;

  if (g_str_equal (parts[0], "id"))
    return;
  if (g_str_has_prefix (parts[0], "customField."))
    {
      g_autoptr (FoyerCustomFields)
          custom = foyer_custom_fields_with (foyer_lead_get_custom_fields (lead),
                                             g_ascii_strtoll (parts[0] + strlen ("customField."), NULL, 10), parts[1]);

      foyer_lead_set_custom_fields (lead, custom);
      return;
    }
  field = foyer_lead_field_from_wire_name (parts[0]);
  g_assert_cmpuint (field, !=, FOYER_LEAD_NO_FIELD);
  if (g_str_equal (parts[1], "null") || *parts[1] == '\0')
    foyer_lead_clear (lead, field);
  else if (foyer_lead_field_get_info (field)->kind == FOYER_KIND_TEXT)
    foyer_lead_set_text (lead, field, parts[1]);
  else
    foyer_lead_set_id (lead, field, g_ascii_strtoll (parts[1], NULL, 10));
}

static void
assert_case (char **columns, FoyerPicklists *picklists)
{
  gboolean update = g_str_equal (columns[MODE], "update");
  g_autoptr (FoyerLead) base = update ? base_new (strstr (columns[GIVEN], "id=2 ") != NULL ? 2 : 1) : NULL;
  g_autoptr (FoyerLead) lead = update ? foyer_lead_copy (base) : foyer_lead_new ();
  g_auto (GStrv) given = g_strsplit (columns[GIVEN], " ", -1);
  g_autoptr (GArray) problems = NULL;

  g_test_message ("%s", columns[CASE]);
  foyer_lead_set_belongs_to (lead, g_str_equal (columns[BELONGS], "company") ? FOYER_BELONGS_TO_COMPANY
                                                                             : FOYER_BELONGS_TO_PERSON);
  for (char **parameter = given; *parameter != NULL; parameter++)
    give (lead, *parameter);

  problems = foyer_lead_rules_check (lead, base, picklists);
  if (*columns[PROBLEM] == '\0')
    {
      g_assert_cmpuint (problems->len, ==, 0);
      return;
    }
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_cmpuint (g_array_index (problems, FoyerLeadProblem, 0).field, ==,
                    foyer_lead_field_from_wire_name (columns[PROBLEM]));
  g_assert_cmpint (g_array_index (problems, FoyerLeadProblem, 0).problem == FOYER_PROBLEM_MISSING, ==,
                   g_str_equal (columns[CODE], "23017"));
}

/* Would catch any requirement of the page that the rules do not know, know wrongly, or ask for without need. */
static void
test_requirements (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "lead-requirements.csv", NULL);
  g_autofree char *csv = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (FoyerPicklists) picklists = foyer_test_picklists_new ();
  guint n_judged = 0;

  g_assert_true (g_file_get_contents (path, &csv, NULL, NULL));
  lines = g_strsplit (csv, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) columns = g_strsplit (*line, ",", -1);

      if (**line == '#' || **line == '\0' || g_str_has_prefix (*line, "case,"))
        continue;
      g_assert_cmpuint (g_strv_length (columns), ==, N_COLUMNS);
      if (!g_str_equal (columns[RULES], "yes"))
        continue;
      assert_case (columns, picklists);
      n_judged++;
    }
  g_assert_cmpuint (n_judged, >, 40);
}

/* Would catch a lead that cannot be saved because somebody retired what it has had for years. */
static void
test_retired_stays_but_is_not_chosen (void)
{
  g_autoptr (FoyerPicklists) picklists = foyer_test_picklists_new ();
  FoyerPicklist *sources = foyer_picklists_get (picklists, FOYER_PICKLIST_SOURCE);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (FoyerLead) base = base_new (1);
  g_autoptr (FoyerLead) lead = foyer_lead_copy (base);

  g_ptr_array_add (items, foyer_picklist_item_new (33, "Web site", 0, FALSE, FOYER_APPLIES_TO_ANYTHING));
  foyer_picklist_update (sources, items);
  foyer_lead_set_text (lead, FOYER_LEAD_NAME, "After");
  g_assert_cmpint (foyer_lead_rules_check_field (lead, base, FOYER_LEAD_SOURCE, picklists), ==, FOYER_PROBLEM_NONE);
  foyer_lead_set_id (base, FOYER_LEAD_SOURCE, 33);
  g_assert_cmpint (foyer_lead_rules_check_field (lead, base, FOYER_LEAD_SOURCE, picklists), ==, FOYER_PROBLEM_RETIRED);
}

/* Would catch an unknown industry that is called missing, or marked as one that must be filled. */
static void
test_unknown_is_not_missing (void)
{
  g_autoptr (FoyerPicklists) picklists = foyer_test_picklists_new ();
  g_autoptr (FoyerLead) base = base_new (2);
  g_autoptr (FoyerLead) lead = foyer_lead_copy (base);
  g_autoptr (GArray) problems = NULL;

  foyer_lead_set_text (lead, FOYER_LEAD_NAME, "After");
  problems = foyer_lead_rules_check (lead, base, picklists);
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_false (foyer_lead_rules_requires (lead, FOYER_LEAD_INDUSTRY, picklists));
  foyer_lead_clear (lead, FOYER_LEAD_INDUSTRY);
  g_assert_cmpint (foyer_lead_rules_check_field (lead, base, FOYER_LEAD_INDUSTRY, picklists), ==,
                   FOYER_PROBLEM_MISSING);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/rules/requirements", test_requirements);
  g_test_add_func ("/core/rules/retired-stays-but-is-not-chosen", test_retired_stays_but_is_not_chosen);
  g_test_add_func ("/core/rules/unknown-is-not-missing", test_unknown_is_not_missing);
  return g_test_run ();
}
