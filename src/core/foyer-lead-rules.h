/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-lead.h"
#include "foyer-picklists.h"

G_BEGIN_DECLS

typedef enum
{
  FOYER_PROBLEM_NONE,
  FOYER_PROBLEM_MISSING,
  FOYER_PROBLEM_NOT_OF_PARENT,
  FOYER_PROBLEM_RETIRED,
  FOYER_PROBLEM_NOT_FOR_LEADS,
  FOYER_PROBLEM_REFUSED,
} FoyerProblem;

#define FOYER_TYPE_PROBLEM (foyer_problem_get_type ())
GType foyer_problem_get_type (void) G_GNUC_CONST;

/**
 * FoyerLeadProblem:
 *
 * What stands in the way of sending a lead, and at which field.
 */
typedef struct
{
  FoyerLeadField field;
  FoyerProblem problem;
} FoyerLeadProblem;

gboolean foyer_lead_rules_applies (FoyerLead *lead, FoyerLeadField field, FoyerPicklists *picklists);
gboolean foyer_lead_rules_requires (FoyerLead *lead, FoyerLeadField field, FoyerPicklists *picklists);
FoyerProblem foyer_lead_rules_check_field (FoyerLead *lead,
                                           FoyerLead *base,
                                           FoyerLeadField field,
                                           FoyerPicklists *picklists);
GArray *foyer_lead_rules_check (FoyerLead *lead, FoyerLead *base, FoyerPicklists *picklists);

G_END_DECLS
