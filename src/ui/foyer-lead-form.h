/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-lead-edit.h"
#include "foyer-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Properties: session (nullable). Signal: refresh-wanted (FoyerPicklistKind). */
#define FOYER_TYPE_LEAD_FORM (foyer_lead_form_get_type ())
G_DECLARE_FINAL_TYPE (FoyerLeadForm, foyer_lead_form, FOYER, LEAD_FORM, AdwBreakpointBin)

FoyerLeadForm *foyer_lead_form_new (void);
FoyerLeadEdit *foyer_lead_form_get_edit (FoyerLeadForm *self);
void foyer_lead_form_set_session (FoyerLeadForm *self, FoyerSession *session);
GtkWidget *foyer_lead_form_get_row (FoyerLeadForm *self, FoyerLeadField field);

void foyer_lead_form_start_new (FoyerLeadForm *self, FoyerLead *defaults);
void foyer_lead_form_open (FoyerLeadForm *self, FoyerLead *base);
void foyer_lead_form_open_draft (FoyerLeadForm *self, FoyerLead *base, FoyerLead *draft);
void foyer_lead_form_follow (FoyerLeadForm *self, FoyerLead *newer);
void foyer_lead_form_accept (FoyerLeadForm *self, FoyerLead *accepted);
void foyer_lead_form_refresh_notes (FoyerLeadForm *self, gboolean ask_platform);

void foyer_lead_form_focus_field (FoyerLeadForm *self, FoyerLeadField field);
gboolean foyer_lead_form_check (FoyerLeadForm *self);
FoyerLeadField foyer_lead_form_refuse (FoyerLeadForm *self, FoyerLeadField field, int specific_code, const char *words);

G_END_DECLS
