/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-field-edit-private.h"
#include "foyer-lead-edit.h"

G_BEGIN_DECLS

struct _FoyerLeadEdit
{
  GObject parent_instance;

  FoyerLead *lead;                                /* owned */
  FoyerLead *base;                                /* owned; for a new lead the blank with its defaults */
  FoyerPicklists *picklists;                      /* owned, nullable */
  FoyerFieldEdit *fields[FOYER_N_WRITTEN_FIELDS]; /* owned */
  int refusal_codes[FOYER_N_WRITTEN_FIELDS];
  char *refusals[FOYER_N_WRITTEN_FIELDS]; /* owned, nullable */
  FoyerFieldSet left;
  FoyerFieldSet changed_elsewhere;
  gint64 company_before;
  gint64 contact_before;
  FoyerBelongsTo belongs_to_before;
  gboolean show_all;
  guint assigning;
  FoyerFieldSet changed;
  guint n_changed;
  guint n_problems;
  gboolean is_new;
  gboolean told_is_new;
};

void foyer_lead_edit_update (FoyerLeadEdit *self);
void foyer_lead_edit_forget_refusals (FoyerLeadEdit *self, FoyerFieldSet fields);

G_END_DECLS
