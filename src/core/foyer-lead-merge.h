/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-lead.h"

G_BEGIN_DECLS

/**
 * FoyerLeadMerge:
 * @mine: the fields changed here, each with what travels with it
 * @theirs: the fields changed on the platform since the base was read
 * @conflicts: the fields in both that were changed to something different
 * @blind: the fields changed here that the platform's list does not return: they are sent, and nobody can see what they
 * replace
 *
 * How a change made here meets a change made there (delivery.md; design.md, promise 3).
 */
typedef struct
{
  FoyerFieldSet mine;
  FoyerFieldSet theirs;
  FoyerFieldSet conflicts;
  FoyerFieldSet blind;
} FoyerLeadMerge;

FoyerLeadMerge foyer_lead_merge_compare (FoyerLead *base, FoyerLead *mine, FoyerLead *theirs);
FoyerLead *foyer_lead_merge (FoyerLead *base, FoyerLead *mine, FoyerLead *theirs, FoyerFieldSet take_theirs);
void foyer_lead_take_parties (FoyerLead *lead, FoyerLead *from);

G_END_DECLS
