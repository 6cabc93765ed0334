/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the platform asks of a lead, as far as this desk can know it. Pure: lead in, problems out. The requirements are
 * the columns of the field table; tests/data/lead-requirements.csv, written from the platform's page, is what they are
 * held against. */

#include "foyer-lead-rules.h"

#include "foyer-text.h"

G_DEFINE_ENUM_TYPE (FoyerProblem,
                    foyer_problem,
                    G_DEFINE_ENUM_VALUE (FOYER_PROBLEM_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (FOYER_PROBLEM_MISSING, "missing"),
                    G_DEFINE_ENUM_VALUE (FOYER_PROBLEM_NOT_OF_PARENT, "not-of-parent"),
                    G_DEFINE_ENUM_VALUE (FOYER_PROBLEM_RETIRED, "retired"),
                    G_DEFINE_ENUM_VALUE (FOYER_PROBLEM_NOT_FOR_LEADS, "not-for-leads"),
                    G_DEFINE_ENUM_VALUE (FOYER_PROBLEM_REFUSED, "refused"))

static gboolean
is_empty (FoyerLead *lead, FoyerLeadField field)
{
  g_autofree char *text = NULL;

  if (!foyer_lead_is_set (lead, field))
    return TRUE;
  if (foyer_lead_field_get_info (field)->kind != FOYER_KIND_TEXT)
    return FALSE;
  text = foyer_text_clean (foyer_lead_get_text (lead, field), TRUE);
  return *text == '\0';
}

/**
 * foyer_lead_rules_applies:
 * @picklists: (nullable): what is known of the lists
 *
 * Returns: whether @field has a meaning for this lead: a company lead has no person of its own, and a type without
 * subtypes asks for none. A value that is there applies, so that it can be seen and taken away.
 */
gboolean
foyer_lead_rules_applies (FoyerLead *lead, FoyerLeadField field, FoyerPicklists *picklists)
{
  const FoyerLeadFieldInfo *info = foyer_lead_field_get_info (field);

  switch (info->applies)
    {
    case FOYER_APPLIES_FOR_COMPANY:
      return foyer_lead_get_belongs_to (lead) == FOYER_BELONGS_TO_COMPANY;
    case FOYER_APPLIES_FOR_PERSON:
      return foyer_lead_get_belongs_to (lead) == FOYER_BELONGS_TO_PERSON;
    case FOYER_APPLIES_WHERE_PARENT_HAS_ANY:
      return foyer_lead_is_set (lead, field)
             || (picklists != NULL && foyer_lead_is_set (lead, info->parent)
                 && foyer_picklist_has_children_of (foyer_picklists_get (picklists, info->picklist),
                                                    foyer_lead_get_id (lead, info->parent)));
    case FOYER_APPLIES_ALWAYS:
    default:
      return TRUE;
    }
}

/**
 * foyer_lead_rules_requires:
 * @picklists: (nullable): what is known of the lists
 *
 * Returns: whether the platform asks for @field when a lead like this one is added, and so whether it may not be
 * emptied later. A field nobody here knows is not asked for.
 */
gboolean
foyer_lead_rules_requires (FoyerLead *lead, FoyerLeadField field, FoyerPicklists *picklists)
{
  if (!foyer_lead_is_known (lead, field) || !foyer_lead_rules_applies (lead, field, picklists))
    return FALSE;

  switch (foyer_lead_field_get_info (field)->required)
    {
    case FOYER_REQUIRED_TO_ADD:
    case FOYER_REQUIRED_TO_ADD_WHERE_IT_APPLIES:
      return TRUE;
    case FOYER_REQUIRED_TO_ADD_FOR_PERSON:
      return foyer_lead_get_belongs_to (lead) == FOYER_BELONGS_TO_PERSON;
    case FOYER_REQUIRED_NEVER:
    default:
      return FALSE;
    }
}

/* An add needs every required field. An update may leave out whatever it does not change, but it cannot take a required
 * value away; the company and its contact travel together, and a new type asks for its subtype, so when one of them
 * changes all that are required must be there. */
static gboolean
is_missing (FoyerLead *lead, FoyerLead *base, FoyerLeadField field)
{
  FoyerLeadField parent = foyer_lead_field_get_info (field)->parent;
  FoyerFieldSet concerned = foyer_lead_fields_merging_with (field);

  if (foyer_lead_get_platform_id (lead) == 0)
    return TRUE;
  if (parent != FOYER_LEAD_NO_FIELD)
    concerned |= FOYER_FIELD_BIT (parent);
  return base != NULL && (foyer_lead_diff (lead, base) & concerned) != 0;
}

static FoyerProblem
check_item (FoyerLead *lead, FoyerLead *base, FoyerLeadField field, FoyerPicklists *picklists)
{
  const FoyerLeadFieldInfo *info = foyer_lead_field_get_info (field);
  FoyerPicklistItem *item = foyer_picklist_lookup (foyer_picklists_get (picklists, info->picklist),
                                                   foyer_lead_get_id (lead, field));

  if (item == NULL)
    return FOYER_PROBLEM_NONE;
  if (info->parent != FOYER_LEAD_NO_FIELD && foyer_lead_is_known (lead, info->parent)
      && foyer_lead_get_id (lead, info->parent) != foyer_picklist_item_get_parent_id (item))
    return FOYER_PROBLEM_NOT_OF_PARENT;
  if (foyer_lead_field_equal (lead, base, field))
    return FOYER_PROBLEM_NONE;
  if (foyer_picklist_item_get_retired (item))
    return FOYER_PROBLEM_RETIRED;
  if (!foyer_picklist_item_can_be_chosen (item))
    return FOYER_PROBLEM_NOT_FOR_LEADS;
  return FOYER_PROBLEM_NONE;
}

/**
 * foyer_lead_rules_check_field:
 * @base: (nullable): the lead as it was last read, for a lead the platform has
 * @picklists: (nullable): what is known of the lists; without them only what is missing is found
 *
 * An id that no list knows is no problem: lists are refreshed behind the user's back and the platform has the last
 * word.
 *
 * Returns: the problem with @field, or `FOYER_PROBLEM_NONE`
 */
FoyerProblem
foyer_lead_rules_check_field (FoyerLead *lead, FoyerLead *base, FoyerLeadField field, FoyerPicklists *picklists)
{
  g_return_val_if_fail (FOYER_IS_LEAD (lead), FOYER_PROBLEM_NONE);

  if (!foyer_lead_is_known (lead, field) || !foyer_lead_rules_applies (lead, field, picklists))
    return FOYER_PROBLEM_NONE;
  if (is_empty (lead, field))
    return foyer_lead_rules_requires (lead, field, picklists) && is_missing (lead, base, field) ? FOYER_PROBLEM_MISSING
                                                                                                : FOYER_PROBLEM_NONE;
  if (picklists != NULL && foyer_lead_field_get_info (field)->picklist != FOYER_PICKLIST_NONE)
    return check_item (lead, base, field, picklists);
  return FOYER_PROBLEM_NONE;
}

/**
 * foyer_lead_rules_check:
 * @base: (nullable): the lead as it was last read, for a lead the platform has
 * @picklists: (nullable): what is known of the lists
 *
 * Returns: (transfer full) (element-type FoyerLeadProblem): what is wrong, in the fields' order; empty when it can be
 * sent
 */
GArray *
foyer_lead_rules_check (FoyerLead *lead, FoyerLead *base, FoyerPicklists *picklists)
{
  GArray *problems = g_array_new (FALSE, FALSE, sizeof (FoyerLeadProblem));

  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    {
      FoyerLeadProblem problem = { field, foyer_lead_rules_check_field (lead, base, field, picklists) };

      if (problem.problem != FOYER_PROBLEM_NONE)
        g_array_append_val (problems, problem);
    }
  return problems;
}
