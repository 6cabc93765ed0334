/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said at a field about its problem. Whole sentences, one a field: a sentence made of parts cannot be
 * translated. */

#include "config.h"

#include "foyer-problem-text.h"

#include <glib/gi18n.h>

static const char *const missing[FOYER_N_WRITTEN_FIELDS] = {
  [FOYER_LEAD_NAME] = N_ ("Name is missing."),
  [FOYER_LEAD_DESCRIPTION] = N_ ("Description is missing."),
  [FOYER_LEAD_COMPANY] = N_ ("Company is missing."),
  [FOYER_LEAD_LEAD_CONTACT] = N_ ("Lead contact is missing."),
  [FOYER_LEAD_CONTACT] = N_ ("Person is missing."),
  [FOYER_LEAD_QUALITY] = N_ ("Quality is missing."),
  [FOYER_LEAD_STAGE] = N_ ("Stage is missing."),
  [FOYER_LEAD_STAGE_REASON] = N_ ("Reason is missing."),
  [FOYER_LEAD_TYPE] = N_ ("Type is missing."),
  [FOYER_LEAD_SUBTYPE] = N_ ("Subtype is missing."),
  [FOYER_LEAD_INDUSTRY] = N_ ("Industry is missing."),
  [FOYER_LEAD_SOURCE] = N_ ("Source is missing."),
  [FOYER_LEAD_CHANNEL] = N_ ("Channel is missing."),
  [FOYER_LEAD_OWNER] = N_ ("Owner is missing."),
  [FOYER_LEAD_CUSTOM_FIELDS] = N_ ("Custom fields are missing."),
};

static const char *
of_another_parent (FoyerLeadField field)
{
  switch ((int) field)
    {
    case FOYER_LEAD_STAGE_REASON:
      return _ ("This reason belongs to another stage. Choose one of this stage.");
    case FOYER_LEAD_SUBTYPE:
      return _ ("This subtype belongs to another type. Choose one of this type.");
    case FOYER_LEAD_LEAD_CONTACT:
      return _ ("This person belongs to another company. Choose one of this company.");
    default:
      return _ ("This does not go with what was chosen above.");
    }
}

/**
 * foyer_problem_text:
 * @refusal: (nullable): the platform's words, when @problem is that it refused the field; they stay as they are
 *
 * Returns: (nullable) (transfer full): a translated sentence without markup; `NULL` when there is no problem
 */
char *
foyer_problem_text (FoyerLeadField field, FoyerProblem problem, const char *refusal)
{
  g_return_val_if_fail (field < FOYER_N_WRITTEN_FIELDS, NULL);

  switch (problem)
    {
    case FOYER_PROBLEM_MISSING:
      return g_strdup (_ (missing[field]));
    case FOYER_PROBLEM_NOT_OF_PARENT:
      return g_strdup (of_another_parent (field));
    case FOYER_PROBLEM_RETIRED:
      return g_strdup (_ ("The platform no longer offers this. Choose another."));
    case FOYER_PROBLEM_NOT_FOR_LEADS:
      return g_strdup (_ ("This stage is not for leads. Choose another."));
    case FOYER_PROBLEM_REFUSED:
      if (refusal == NULL || *refusal == '\0')
        return g_strdup (_ ("The platform did not accept this."));
      /* Translators: %s are the platform's own words about a field, for example "must be a number" */
      return g_strdup_printf (_ ("The platform says: %s"), refusal);
    case FOYER_PROBLEM_NONE:
    default:
      return NULL;
    }
}

/**
 * foyer_problem_text_announce:
 * @first: the sentence at the first field with a problem
 * @n_fields: how many fields have one
 *
 * Returns: (transfer full): what a screen reader says after a save that could not be
 */
char *
foyer_problem_text_announce (const char *first, guint n_fields)
{
  g_autofree char *count = NULL;

  if (n_fields < 2)
    return g_strdup (first);
  count = g_strdup_printf (ngettext ("%u field to go.", "%u fields to go.", n_fields), n_fields);
  /* Translators: two whole sentences one after the other, for example "Industry is missing. 2 fields to go." */
  return g_strdup_printf (C_ ("two sentences", "%1$s %2$s"), first, count);
}
