/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the platform's specific codes mean to a person. The platform's own words are in its own language; these
 * sentences are translated by whoever shows them. Whole sentences, one a field: a sentence made of parts cannot be
 * translated. */

#include "foyer-refusal.h"

#include <glib/gi18n.h>

#define DOES_NOT_VALIDATE 23016
#define IS_REQUIRED       23017
#define LEAD_IS_INVALID   24218

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

/* platform-api, sections 2, 3, 5 and 6; those of section 7 answer calls that are not made. */
static const struct
{
  int specific_code;
  const char *sentence;
} sentences[] = {
  { 23005, N_ ("This computer’s clock and the platform’s are too far apart. Set the date and time.") },
  { DOES_NOT_VALIDATE, N_ ("The platform does not accept one of the values.") },
  { IS_REQUIRED, N_ ("Something that the platform requires is missing.") },
  { 24096, N_ ("This person is no longer on the platform.") },
  { 24153, N_ ("This company is no longer on the platform.") },
  { 24215, N_ ("The platform was sent nothing that it could save.") },
  { 24216, N_ ("This lead is no longer on the platform.") },
  { LEAD_IS_INVALID, N_ ("The platform does not accept the details of this lead.") },
  { 24434, N_ ("This note is no longer on the platform.") },
  { 24435, N_ ("The platform could not save this note.") },
  { 24436, N_ ("The platform does not accept this note.") },
  { 24437, N_ ("The platform does not accept this note.") },
  { 24441, N_ ("The lead of this note is no longer on the platform.") },
};

/**
 * foyer_refusal_get_missing:
 * @field: a field that is written
 *
 * Returns: the sentence that it is missing: English, to be translated with gettext
 */
const char *
foyer_refusal_get_missing (FoyerLeadField field)
{
  g_return_val_if_fail (field < FOYER_N_WRITTEN_FIELDS, NULL);

  return missing[field];
}

/**
 * foyer_refusal_get_sentence:
 * @code: a FoyerErrorCode: what the answer was judged to mean. What the specific code says counts where the answer is
 * a no; what may have arrived is not told as refused
 * @specific_code: the platform's `specificCode`, 0 for none
 * @field: the field it speaks of, or `FOYER_LEAD_NO_FIELD`
 *
 * Returns: (nullable): what to tell a person: English, to be translated with gettext; `NULL` when the specific code
 * says no more than @code
 */
const char *
foyer_refusal_get_sentence (int code, int specific_code, FoyerLeadField field)
{
  if (code != FOYER_ERROR_REFUSED && code != FOYER_ERROR_GONE && code != FOYER_ERROR_CLOCK)
    return NULL;
  if (specific_code == IS_REQUIRED && field < FOYER_N_WRITTEN_FIELDS)
    return missing[field];
  if ((specific_code == DOES_NOT_VALIDATE || specific_code == LEAD_IS_INVALID) && field < FOYER_N_WRITTEN_FIELDS)
    return N_ ("The platform does not accept this value.");
  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (sentences[i].specific_code == specific_code)
      return sentences[i].sentence;
  return NULL;
}
