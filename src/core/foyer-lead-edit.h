/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-field-edit.h"

G_BEGIN_DECLS

#define FOYER_TYPE_LEAD_EDIT (foyer_lead_edit_get_type ())
G_DECLARE_FINAL_TYPE (FoyerLeadEdit, foyer_lead_edit, FOYER, LEAD_EDIT, GObject)

FoyerLeadEdit *foyer_lead_edit_new (void);
FoyerLead *foyer_lead_edit_get_lead (FoyerLeadEdit *self);
FoyerLead *foyer_lead_edit_get_base (FoyerLeadEdit *self);
void foyer_lead_edit_set_picklists (FoyerLeadEdit *self, FoyerPicklists *picklists);
FoyerFieldEdit *foyer_lead_edit_get_field (FoyerLeadEdit *self, FoyerLeadField field);
FoyerFieldSet foyer_lead_edit_get_changed (FoyerLeadEdit *self);
guint foyer_lead_edit_get_n_changed (FoyerLeadEdit *self);
guint foyer_lead_edit_get_n_problems (FoyerLeadEdit *self);
FoyerLeadField foyer_lead_edit_get_first_problem (FoyerLeadEdit *self);
gboolean foyer_lead_edit_get_can_save (FoyerLeadEdit *self);
gboolean foyer_lead_edit_get_is_new (FoyerLeadEdit *self);

void foyer_lead_edit_open (FoyerLeadEdit *self, FoyerLead *base);
void foyer_lead_edit_open_draft (FoyerLeadEdit *self, FoyerLead *base, FoyerLead *draft);
void foyer_lead_edit_start_new (FoyerLeadEdit *self, FoyerLead *defaults);
void foyer_lead_edit_follow (FoyerLeadEdit *self, FoyerLead *newer_base);
void foyer_lead_edit_accept (FoyerLeadEdit *self, FoyerLead *accepted);
void foyer_lead_edit_revert_field (FoyerLeadEdit *self, FoyerLeadField field);
void foyer_lead_edit_leave_field (FoyerLeadEdit *self, FoyerLeadField field);
void foyer_lead_edit_show_problems (FoyerLeadEdit *self);
void foyer_lead_edit_refuse (FoyerLeadEdit *self, FoyerLeadField field, int specific_code, const char *words);

G_END_DECLS
