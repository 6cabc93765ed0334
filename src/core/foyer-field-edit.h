/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-lead-rules.h"

G_BEGIN_DECLS

#define FOYER_TYPE_FIELD_EDIT (foyer_field_edit_get_type ())
G_DECLARE_FINAL_TYPE (FoyerFieldEdit, foyer_field_edit, FOYER, FIELD_EDIT, GObject)

FoyerLeadField foyer_field_edit_get_field (FoyerFieldEdit *self);
gboolean foyer_field_edit_get_known (FoyerFieldEdit *self);
gboolean foyer_field_edit_get_changed (FoyerFieldEdit *self);
gboolean foyer_field_edit_get_applies (FoyerFieldEdit *self);
gboolean foyer_field_edit_get_required (FoyerFieldEdit *self);
FoyerProblem foyer_field_edit_get_problem (FoyerFieldEdit *self);
FoyerProblem foyer_field_edit_get_shown_problem (FoyerFieldEdit *self);
int foyer_field_edit_get_refusal_code (FoyerFieldEdit *self);
const char *foyer_field_edit_get_refusal (FoyerFieldEdit *self);
gboolean foyer_field_edit_get_changed_elsewhere (FoyerFieldEdit *self);

G_END_DECLS
