/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be done with the edited lead: open, follow, revert, leave, refuse. */

#include "foyer-lead-edit-private.h"

#include "foyer-lead-merge.h"

static void
open_lead (FoyerLeadEdit *self, FoyerLead *base, FoyerLead *lead, gboolean is_new)
{
  self->assigning++;
  g_set_object (&self->base, base);
  self->is_new = is_new;
  self->left = 0;
  self->changed_elsewhere = 0;
  self->show_all = FALSE;
  foyer_lead_edit_forget_refusals (self, G_MAXUINT32);
  foyer_lead_assign (self->lead, lead);
  self->company_before = foyer_lead_get_id (lead, FOYER_LEAD_COMPANY);
  self->belongs_to_before = foyer_lead_get_belongs_to (lead);
  self->contact_before = foyer_lead_get_id (lead, foyer_lead_get_contact_field (lead));
  self->assigning--;
  foyer_lead_edit_update (self);
}

/**
 * foyer_lead_edit_open:
 * @base: a lead the platform has; it is copied
 */
void
foyer_lead_edit_open (FoyerLeadEdit *self, FoyerLead *base)
{
  g_autoptr (FoyerLead) copy = NULL;

  g_return_if_fail (FOYER_IS_LEAD_EDIT (self));
  g_return_if_fail (FOYER_IS_LEAD (base));

  copy = foyer_lead_copy (base);
  open_lead (self, copy, copy, FALSE);
}

/**
 * foyer_lead_edit_open_draft:
 * @base: (nullable): what the draft was made from; `NULL` for a new lead
 * @draft: what was typed; it is copied
 */
void
foyer_lead_edit_open_draft (FoyerLeadEdit *self, FoyerLead *base, FoyerLead *draft)
{
  g_autoptr (FoyerLead) copy = NULL;

  g_return_if_fail (FOYER_IS_LEAD_EDIT (self));
  g_return_if_fail (FOYER_IS_LEAD (draft));

  copy = base != NULL ? foyer_lead_copy (base) : foyer_lead_new ();
  open_lead (self, copy, draft, base == NULL);
}

/**
 * foyer_lead_edit_start_new:
 * @defaults: (nullable): what a new lead begins with; defaults are no change and do not make it worth saving
 */
void
foyer_lead_edit_start_new (FoyerLeadEdit *self, FoyerLead *defaults)
{
  g_autoptr (FoyerLead) blank = foyer_lead_new ();
  g_autoptr (FoyerLead) copy = NULL;

  g_return_if_fail (FOYER_IS_LEAD_EDIT (self));

  if (defaults != NULL)
    {
      g_autofree char *uuid = g_strdup (foyer_lead_get_uuid (blank));

      foyer_lead_assign (blank, defaults);
      foyer_lead_set_uuid (blank, uuid);
      foyer_lead_set_platform_id (blank, 0);
    }
  copy = foyer_lead_copy (blank);
  open_lead (self, copy, blank, TRUE);
}

/**
 * foyer_lead_edit_follow:
 * @newer_base: the lead as the platform has it now
 *
 * Fields nobody touched here follow; the ones changed here stay and are marked where the platform's changed too. What
 * the platform's list does not return stays as it was known.
 */
void
foyer_lead_edit_follow (FoyerLeadEdit *self, FoyerLead *newer_base)
{
  g_autoptr (FoyerLead) newer = NULL;
  g_autoptr (FoyerLead) merged = NULL;
  FoyerFieldSet kept = 0;

  g_return_if_fail (FOYER_IS_LEAD_EDIT (self));
  g_return_if_fail (FOYER_IS_LEAD (newer_base));
  g_return_if_fail (!self->is_new);

  newer = foyer_lead_copy (newer_base);
  for (guint field = 0; field < FOYER_N_LEAD_FIELDS; field++)
    if (!foyer_lead_is_known (newer, field) && foyer_lead_is_known (self->base, field))
      foyer_lead_take_field (newer, self->base, field);

  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    if ((self->changed & FOYER_FIELD_BIT (field)) != 0)
      kept |= foyer_lead_fields_merging_with (field);

  merged = foyer_lead_copy (newer);
  foyer_lead_set_uuid (merged, foyer_lead_get_uuid (self->lead));
  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    if ((kept & FOYER_FIELD_BIT (field)) != 0)
      {
        if (!foyer_lead_field_equal (newer, self->base, field) && !foyer_lead_field_equal (newer, self->lead, field))
          self->changed_elsewhere |= FOYER_FIELD_BIT (field);
        foyer_lead_take_field (merged, self->lead, field);
      }
  if ((kept & FOYER_FIELD_BIT (FOYER_LEAD_COMPANY)) != 0)
    foyer_lead_take_parties (merged, self->lead);

  self->assigning++;
  g_set_object (&self->base, newer);
  foyer_lead_assign (self->lead, merged);
  self->company_before = foyer_lead_get_id (merged, FOYER_LEAD_COMPANY);
  self->belongs_to_before = foyer_lead_get_belongs_to (merged);
  self->contact_before = foyer_lead_get_id (merged, foyer_lead_get_contact_field (merged));
  self->assigning--;
  foyer_lead_edit_update (self);
}

/**
 * foyer_lead_edit_accept:
 * @accepted: the lead as it was saved; it is copied
 *
 * What was saved becomes the base. What was typed since stays, as a change of it.
 */
void
foyer_lead_edit_accept (FoyerLeadEdit *self, FoyerLead *accepted)
{
  g_autoptr (FoyerLead) base = NULL;
  g_autoptr (FoyerLead) lead = NULL;

  g_return_if_fail (FOYER_IS_LEAD_EDIT (self));
  g_return_if_fail (FOYER_IS_LEAD (accepted));

  base = foyer_lead_copy (accepted);
  lead = foyer_lead_copy (self->lead);
  open_lead (self, base, lead, FALSE);
}

/**
 * foyer_lead_edit_revert_field:
 *
 * Gives the field, what travels with it and what it narrows the value they had.
 */
void
foyer_lead_edit_revert_field (FoyerLeadEdit *self, FoyerLeadField field)
{
  FoyerFieldSet group = 0;

  g_return_if_fail (FOYER_IS_LEAD_EDIT (self) && field < FOYER_N_WRITTEN_FIELDS);

  group = foyer_lead_fields_merging_with (field);
  self->assigning++;
  for (guint other = 0; other < FOYER_N_WRITTEN_FIELDS; other++)
    if (foyer_lead_field_get_info (other)->parent == field)
      group |= FOYER_FIELD_BIT (other);
  for (guint other = 0; other < FOYER_N_WRITTEN_FIELDS; other++)
    if ((group & FOYER_FIELD_BIT (other)) != 0)
      foyer_lead_take_field (self->lead, self->base, other);
  if ((group & FOYER_FIELD_BIT (FOYER_LEAD_COMPANY)) != 0)
    {
      foyer_lead_take_parties (self->lead, self->base);
      self->company_before = foyer_lead_get_id (self->lead, FOYER_LEAD_COMPANY);
      self->belongs_to_before = foyer_lead_get_belongs_to (self->lead);
      self->contact_before = foyer_lead_get_id (self->lead, foyer_lead_get_contact_field (self->lead));
    }
  foyer_lead_edit_forget_refusals (self, group);
  self->changed_elsewhere &= ~group;
  self->assigning--;
  foyer_lead_edit_update (self);
}

/**
 * foyer_lead_edit_leave_field:
 *
 * The person has left the field: from here on a problem with it is shown.
 */
void
foyer_lead_edit_leave_field (FoyerLeadEdit *self, FoyerLeadField field)
{
  g_return_if_fail (FOYER_IS_LEAD_EDIT (self) && field < FOYER_N_WRITTEN_FIELDS);

  self->left |= FOYER_FIELD_BIT (field);
  foyer_lead_edit_update (self);
}

/**
 * foyer_lead_edit_show_problems:
 *
 * A save was tried: every problem is shown from here on, until another lead is opened.
 */
void
foyer_lead_edit_show_problems (FoyerLeadEdit *self)
{
  g_return_if_fail (FOYER_IS_LEAD_EDIT (self));

  self->show_all = TRUE;
  foyer_lead_edit_update (self);
}

/**
 * foyer_lead_edit_refuse:
 * @specific_code: the platform's, 0 for none
 * @words: (nullable): the platform's own words about the field
 *
 * The words stand at the field until it, or a field that travels with it, changes.
 */
void
foyer_lead_edit_refuse (FoyerLeadEdit *self, FoyerLeadField field, int specific_code, const char *words)
{
  g_return_if_fail (FOYER_IS_LEAD_EDIT (self) && field < FOYER_N_WRITTEN_FIELDS);

  g_set_str (&self->refusals[field], words != NULL ? words : "");
  self->refusal_codes[field] = specific_code;
  foyer_lead_edit_update (self);
}
