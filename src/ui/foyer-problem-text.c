/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said at a field about its problem. */

#include "config.h"

#include "foyer-problem-text.h"

#include "foyer-refusal.h"

#include <glib/gi18n.h>

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
 * foyer_problem_text_refusal:
 * @sentence: (nullable): what foyer_refusal_get_sentence() found
 * @words: (nullable): the platform's own; they stay as they are
 *
 * Returns: (transfer full): why something was refused, translated, and after it what the platform said
 */
char *
foyer_problem_text_refusal (const char *sentence, const char *words)
{
  g_autofree char *said = NULL;

  if (words == NULL || *words == '\0')
    return g_strdup (_ (sentence != NULL ? sentence : N_ ("The platform did not accept this.")));
  /* Translators: %s are the platform's own words about a field, for example "must be a number" */
  said = g_strdup_printf (_ ("The platform says: %s"), words);
  if (sentence == NULL)
    return g_steal_pointer (&said);
  /* Translators: two whole sentences one after the other, for example "Industry is missing. 2 fields to go." */
  return g_strdup_printf (C_ ("two sentences", "%1$s %2$s"), _ (sentence), said);
}

/**
 * foyer_problem_text:
 * @refusal_code: the platform's specific code, when @problem is that it refused the field; 0 for none
 * @refusal: (nullable): its words then; they stay as they are
 *
 * Returns: (nullable) (transfer full): a translated sentence without markup; `NULL` when there is no problem
 */
char *
foyer_problem_text (FoyerLeadField field, FoyerProblem problem, int refusal_code, const char *refusal)
{
  g_return_val_if_fail (field < FOYER_N_WRITTEN_FIELDS, NULL);

  switch (problem)
    {
    case FOYER_PROBLEM_MISSING:
      return g_strdup (_ (foyer_refusal_get_missing (field)));
    case FOYER_PROBLEM_NOT_OF_PARENT:
      return g_strdup (of_another_parent (field));
    case FOYER_PROBLEM_RETIRED:
      return g_strdup (_ ("The platform no longer offers this. Choose another."));
    case FOYER_PROBLEM_NOT_FOR_LEADS:
      return g_strdup (_ ("This stage is not for leads. Choose another."));
    case FOYER_PROBLEM_REFUSED:
      return foyer_problem_text_refusal (foyer_refusal_get_sentence (FOYER_ERROR_REFUSED, refusal_code, field),
                                         refusal);
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
