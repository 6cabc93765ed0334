/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-lead-rules.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FoyerCliProblem:
 * @parameter: the platform's name of the field
 * @short_name: (nullable): the command line's name of it
 * @code: what is wrong, for machines
 * @message: what is wrong and what to do, for people, translated
 * @candidates: (nullable) (element-type FoyerPicklistItem): what may have been meant
 *
 * Why a lead is not sent, or was refused, at one field.
 */
typedef struct
{
  char *parameter;
  char *short_name;
  const char *code;
  char *message;
  GPtrArray *candidates;
} FoyerCliProblem;

const char *foyer_cli_field_get_parameter (FoyerLeadField field);
const char *foyer_cli_field_get_label (FoyerLeadField field);
char *foyer_cli_field_join_labels (FoyerFieldSet fields);

FoyerCliProblem *foyer_cli_problem_new_unknown_title (FoyerLeadField field, const char *title, GPtrArray *items);
FoyerCliProblem *foyer_cli_problem_new_ambiguous_title (FoyerLeadField field, const char *title, GPtrArray *items);
FoyerCliProblem *foyer_cli_problem_new_for_rule (FoyerLead *lead,
                                                 FoyerLead *base,
                                                 const FoyerLeadProblem *problem,
                                                 FoyerPicklists *picklists);
char *foyer_cli_refusal_message (const char *sentence, const char *words);
FoyerCliProblem *foyer_cli_problem_new_refused (const char *parameter, int code, int specific_code, const char *words);
gboolean foyer_cli_problem_is_at (FoyerCliProblem *self, FoyerLeadField field);
void foyer_cli_problem_free (FoyerCliProblem *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerCliProblem, foyer_cli_problem_free)

G_END_DECLS
