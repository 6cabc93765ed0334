/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-picklist.h"

G_BEGIN_DECLS

#define FOYER_TYPE_PICKLIST_CHOICES (foyer_picklist_choices_get_type ())
G_DECLARE_FINAL_TYPE (FoyerPicklistChoices, foyer_picklist_choices, FOYER, PICKLIST_CHOICES, GObject)

FoyerPicklistChoices *foyer_picklist_choices_new (void);
FoyerPicklist *foyer_picklist_choices_get_picklist (FoyerPicklistChoices *self);
void foyer_picklist_choices_set_picklist (FoyerPicklistChoices *self, FoyerPicklist *picklist);
gint64 foyer_picklist_choices_get_parent_id (FoyerPicklistChoices *self);
void foyer_picklist_choices_set_parent_id (FoyerPicklistChoices *self, gint64 parent_id);
gint64 foyer_picklist_choices_get_selected_id (FoyerPicklistChoices *self);
void foyer_picklist_choices_set_selected_id (FoyerPicklistChoices *self, gint64 selected_id);
guint foyer_picklist_choices_get_selected_position (FoyerPicklistChoices *self);
gboolean foyer_picklist_choices_get_settling (FoyerPicklistChoices *self);

G_END_DECLS
