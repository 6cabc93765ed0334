/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-custom-fields.h"
#include "foyer-lead-fields.h"

G_BEGIN_DECLS

/**
 * FoyerFieldState:
 * @FOYER_FIELD_UNSET: known to be empty
 * @FOYER_FIELD_UNKNOWN: the platform has a value or none; nobody here knows. Never "missing" and never "cleared"
 * @FOYER_FIELD_SET: known, with a value
 */
typedef enum
{
  FOYER_FIELD_UNSET,
  FOYER_FIELD_UNKNOWN,
  FOYER_FIELD_SET,
} FoyerFieldState;

#define FOYER_TYPE_LEAD (foyer_lead_get_type ())
G_DECLARE_FINAL_TYPE (FoyerLead, foyer_lead, FOYER, LEAD, GObject)

FoyerLead *foyer_lead_new (void);
FoyerLead *foyer_lead_new_from_platform (gint64 platform_id);
FoyerLead *foyer_lead_copy (FoyerLead *self);
FoyerLead *foyer_lead_copy_as_new (FoyerLead *self);
void foyer_lead_assign (FoyerLead *self, FoyerLead *other);
gboolean foyer_lead_equal (FoyerLead *self, FoyerLead *other);
FoyerFieldSet foyer_lead_diff (FoyerLead *self, FoyerLead *base);
gboolean foyer_lead_field_equal (FoyerLead *self, FoyerLead *other, FoyerLeadField field);

const char *foyer_lead_get_uuid (FoyerLead *self);
void foyer_lead_set_uuid (FoyerLead *self, const char *uuid);
gint64 foyer_lead_get_platform_id (FoyerLead *self);
void foyer_lead_set_platform_id (FoyerLead *self, gint64 platform_id);
FoyerBelongsTo foyer_lead_get_belongs_to (FoyerLead *self);
FoyerLeadField foyer_lead_get_contact_field (FoyerLead *self);
void foyer_lead_set_belongs_to (FoyerLead *self, FoyerBelongsTo belongs_to);

FoyerFieldState foyer_lead_get_state (FoyerLead *self, FoyerLeadField field);
gboolean foyer_lead_is_known (FoyerLead *self, FoyerLeadField field);
gboolean foyer_lead_is_set (FoyerLead *self, FoyerLeadField field);
gint64 foyer_lead_get_id (FoyerLead *self, FoyerLeadField field);
const char *foyer_lead_get_text (FoyerLead *self, FoyerLeadField field);
gint64 foyer_lead_get_date (FoyerLead *self, FoyerLeadField field);
FoyerCustomFields *foyer_lead_get_custom_fields (FoyerLead *self);

void foyer_lead_set_id (FoyerLead *self, FoyerLeadField field, gint64 id);
void foyer_lead_set_text (FoyerLead *self, FoyerLeadField field, const char *text);
void foyer_lead_set_date (FoyerLead *self, FoyerLeadField field, gint64 date);
void foyer_lead_set_custom_fields (FoyerLead *self, FoyerCustomFields *custom_fields);
void foyer_lead_clear (FoyerLead *self, FoyerLeadField field);
void foyer_lead_forget (FoyerLead *self, FoyerLeadField field);
void foyer_lead_take_field (FoyerLead *self, FoyerLead *other, FoyerLeadField field);

GVariant *foyer_lead_to_variant (FoyerLead *self);
FoyerLead *foyer_lead_new_from_variant (GVariant *variant);

G_END_DECLS
