/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-lead-edit.h"
#include "foyer-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Properties: custom-fields (FoyerCustomFields); edit; session (who knows the user's names for the fields, nullable).
 */
#define FOYER_TYPE_CUSTOM_FIELDS_GROUP (foyer_custom_fields_group_get_type ())
G_DECLARE_FINAL_TYPE (
    FoyerCustomFieldsGroup, foyer_custom_fields_group, FOYER, CUSTOM_FIELDS_GROUP, AdwPreferencesGroup)

FoyerCustomFields *foyer_custom_fields_group_get_custom_fields (FoyerCustomFieldsGroup *self);
void foyer_custom_fields_group_set_custom_fields (FoyerCustomFieldsGroup *self, FoyerCustomFields *custom_fields);
void foyer_custom_fields_group_set_session (FoyerCustomFieldsGroup *self, FoyerSession *session);
void foyer_custom_fields_group_add_field (FoyerCustomFieldsGroup *self, gint64 number, const char *name);
void foyer_custom_fields_group_offer_field (FoyerCustomFieldsGroup *self, gint64 number);
void foyer_custom_fields_group_reset (FoyerCustomFieldsGroup *self);
GtkWidget *foyer_custom_fields_group_get_row (FoyerCustomFieldsGroup *self, gint64 number);

G_END_DECLS
