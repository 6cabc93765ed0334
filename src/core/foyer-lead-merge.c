/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Three leads: what it was, what it became here, what it became there. Disjoint fields merge by themselves. */

#include "foyer-lead-merge.h"

static FoyerFieldSet
with_groups (FoyerFieldSet fields)
{
  FoyerFieldSet set = 0;

  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    if ((fields & FOYER_FIELD_BIT (field)) != 0)
      set |= foyer_lead_fields_merging_with (field);
  return set;
}

/* Only what both sides know can have been changed there: an unknown industry is no change of the industry. */
static FoyerFieldSet
changed_there (FoyerLead *base, FoyerLead *theirs)
{
  FoyerFieldSet changed = foyer_lead_diff (theirs, base);

  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    if (!foyer_lead_is_known (theirs, field) || !foyer_lead_is_known (base, field))
      changed &= ~FOYER_FIELD_BIT (field);
  return changed;
}

/**
 * foyer_lead_merge_compare:
 * @base: the lead as it was when the change began
 * @mine: what it became here
 * @theirs: what the platform returns now
 *
 * Fields of one group (the company, its contact, the person) count as one: a change to either on both sides is a
 * conflict unless both sides agree on the whole group. A field the platform's list does not return is never a conflict.
 *
 * Returns: who changed what
 */
FoyerLeadMerge
foyer_lead_merge_compare (FoyerLead *base, FoyerLead *mine, FoyerLead *theirs)
{
  FoyerLeadMerge merge = { 0 };
  FoyerFieldSet differs = 0;

  g_return_val_if_fail (FOYER_IS_LEAD (base) && FOYER_IS_LEAD (mine) && FOYER_IS_LEAD (theirs), merge);

  merge.mine = with_groups (foyer_lead_diff (mine, base));
  merge.theirs = with_groups (changed_there (base, theirs));
  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    {
      if (!foyer_lead_field_is_readable (field))
        merge.blind |= merge.mine & FOYER_FIELD_BIT (field);
      else if (!foyer_lead_field_equal (mine, theirs, field))
        differs |= FOYER_FIELD_BIT (field);
    }
  merge.conflicts = merge.mine & merge.theirs & with_groups (differs) & ~merge.blind;
  return merge;
}

/* Where both know their custom fields, each number is a field of its own. */
static void
take_field (FoyerLead *merged, FoyerLead *base, FoyerLead *mine, FoyerLeadField field)
{
  g_autoptr (FoyerCustomFields) both = NULL;

  if (field != FOYER_LEAD_CUSTOM_FIELDS || !foyer_lead_is_known (merged, field))
    {
      foyer_lead_take_field (merged, mine, field);
      return;
    }
  both = foyer_custom_fields_merge (foyer_lead_get_custom_fields (base), foyer_lead_get_custom_fields (mine),
                                    foyer_lead_get_custom_fields (merged));
  foyer_lead_set_custom_fields (merged, both);
}

/**
 * foyer_lead_take_parties:
 * @from: where the company and the contact were taken from
 *
 * Takes along what is only read of them: whom the lead belongs to, what they are called and reached by.
 */
void
foyer_lead_take_parties (FoyerLead *lead, FoyerLead *from)
{
  static const FoyerLeadField texts[] = { FOYER_LEAD_COMPANY_NAME, FOYER_LEAD_CONTACT_NAME, FOYER_LEAD_CONTACT_EMAIL,
                                          FOYER_LEAD_CONTACT_PHONE };

  foyer_lead_set_belongs_to (lead, foyer_lead_get_belongs_to (from));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    foyer_lead_take_field (lead, from, texts[i]);
}

/**
 * foyer_lead_merge:
 * @take_theirs: of the fields changed here, those whose value there is kept: what a person chose in the resolver; 0
 * where nothing conflicts
 *
 * Returns: (transfer full): what the lead is to become: theirs, with what was changed here and not given up
 */
FoyerLead *
foyer_lead_merge (FoyerLead *base, FoyerLead *mine, FoyerLead *theirs, FoyerFieldSet take_theirs)
{
  FoyerLeadMerge merge = foyer_lead_merge_compare (base, mine, theirs);
  FoyerFieldSet take_mine = merge.mine & ~with_groups (take_theirs);
  FoyerLead *merged = foyer_lead_copy (theirs);

  foyer_lead_set_uuid (merged, foyer_lead_get_uuid (mine));
  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    if ((take_mine & FOYER_FIELD_BIT (field)) != 0)
      take_field (merged, base, mine, field);
    else if (!foyer_lead_is_known (merged, field))
      foyer_lead_take_field (merged, base, field);
  if ((take_mine & FOYER_FIELD_BIT (FOYER_LEAD_COMPANY)) != 0)
    foyer_lead_take_parties (merged, mine);
  return merged;
}
