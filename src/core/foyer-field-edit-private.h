/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-field-edit.h"

G_BEGIN_DECLS

/* What FoyerLeadEdit finds of one field, whole, so that it is told in one go. */
typedef struct
{
  gboolean known;
  gboolean changed;
  gboolean changed_elsewhere;
  gboolean applies;
  gboolean required;
  FoyerProblem problem;
  FoyerProblem shown_problem;
  int refusal_code;
  const char *refusal; /* borrowed, nullable */
} FoyerFieldStatus;

FoyerFieldEdit *foyer_field_edit_new (FoyerLeadField field);
void foyer_field_edit_update (FoyerFieldEdit *self, const FoyerFieldStatus *status);

G_END_DECLS
