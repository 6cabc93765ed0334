/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-field-edit.h"

G_BEGIN_DECLS

char *foyer_problem_text (FoyerLeadField field, FoyerProblem problem, int refusal_code, const char *refusal);
char *foyer_problem_text_refusal (const char *sentence, const char *words);
char *foyer_problem_text_announce (const char *first, guint n_fields);

G_END_DECLS
