/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-picklist-item.h"

G_BEGIN_DECLS

/**
 * FoyerLeadField:
 *
 * The numbers of a lead's fields. Up to `FOYER_N_WRITTEN_FIELDS` they are parameters of
 * `contact?action=addOrUpdateLead`; the rest is only read from the platform's list and shown.
 */
typedef enum
{
  FOYER_LEAD_NAME,
  FOYER_LEAD_DESCRIPTION,
  FOYER_LEAD_COMPANY,
  FOYER_LEAD_LEAD_CONTACT,
  FOYER_LEAD_CONTACT,
  FOYER_LEAD_QUALITY,
  FOYER_LEAD_STAGE,
  FOYER_LEAD_STAGE_REASON,
  FOYER_LEAD_TYPE,
  FOYER_LEAD_SUBTYPE,
  FOYER_LEAD_INDUSTRY,
  FOYER_LEAD_SOURCE,
  FOYER_LEAD_CHANNEL,
  FOYER_LEAD_OWNER,
  FOYER_LEAD_CUSTOM_FIELDS,
  FOYER_N_WRITTEN_FIELDS,

  FOYER_LEAD_COMPANY_NAME = FOYER_N_WRITTEN_FIELDS,
  FOYER_LEAD_CONTACT_NAME,
  FOYER_LEAD_CONTACT_EMAIL,
  FOYER_LEAD_CONTACT_PHONE,
  FOYER_LEAD_CREATED,
  FOYER_LEAD_MODIFIED,
  FOYER_LEAD_CLOSED,
  FOYER_N_LEAD_FIELDS,

  FOYER_LEAD_NO_FIELD = FOYER_N_LEAD_FIELDS,
} FoyerLeadField;

typedef enum
{
  FOYER_KIND_ID,
  FOYER_KIND_TEXT,
  FOYER_KIND_CUSTOM,
  FOYER_KIND_DATE,
} FoyerFieldKind;

/**
 * FoyerBelongsTo:
 *
 * A lead belongs either to a company, led by one of its contacts, or to a person.
 */
typedef enum
{
  FOYER_BELONGS_TO_COMPANY,
  FOYER_BELONGS_TO_PERSON,
} FoyerBelongsTo;

#define FOYER_TYPE_BELONGS_TO (foyer_belongs_to_get_type ())
GType foyer_belongs_to_get_type (void) G_GNUC_CONST;

/* When the platform asks for the field; the page's "required when ..." */
typedef enum
{
  FOYER_REQUIRED_NEVER,
  FOYER_REQUIRED_TO_ADD,
  FOYER_REQUIRED_TO_ADD_WHERE_IT_APPLIES,
  FOYER_REQUIRED_TO_ADD_FOR_PERSON,
} FoyerRequired;

/* When the field has a meaning at all, and so a row in the form and a place in the request. */
typedef enum
{
  FOYER_APPLIES_ALWAYS,
  FOYER_APPLIES_FOR_COMPANY,
  FOYER_APPLIES_FOR_PERSON,
  FOYER_APPLIES_WHERE_PARENT_HAS_ANY,
} FoyerApplies;

/* What stands in the request for a field that was emptied. */
typedef enum
{
  FOYER_CLEARS_WITH_NULL,
  FOYER_CLEARS_WITH_EMPTY_TEXT,
  FOYER_CLEARS_WITH_EMPTY_TEXT_EACH,
} FoyerClearsWith;

/* How a change here meets a change there (delivery.md): fields of one group travel and merge together. */
typedef enum
{
  FOYER_MERGES_ALONE,
  FOYER_MERGES_WITH_PARTIES,
  FOYER_MERGES_NEVER,
} FoyerMerges;

/**
 * FoyerLeadFieldInfo:
 * @property: the GObject property of FoyerLead, also the key in drafts
 * @write_names: the parameters the value goes under, `NULL`-terminated; all of them are sent, all of them map back to
 * the field
 * @read_path: where the value stands in a row of the platform's list: members joined by `.`, texts joined by `+`;
 * `NULL` when the list does not return it, and then a lead read from there does not know it
 * @picklist: the list its ID is of
 * @parent: the field that narrows its list
 * @label: English, to be translated with `g_dpgettext2 (NULL, context, label)`
 * @short_name: what the command line accepts besides the wire name
 *
 * One row of the table that is the truth about a lead's fields.
 */
typedef struct
{
  const char *property;
  FoyerFieldKind kind;
  const char *write_names[3];
  const char *read_path;
  FoyerPicklistKind picklist;
  FoyerLeadField parent;
  FoyerApplies applies;
  FoyerRequired required;
  FoyerClearsWith clears_with;
  FoyerMerges merges;
  const char *label;
  const char *short_name;
} FoyerLeadFieldInfo;

#define FOYER_LEAD_FIELD_CONTEXT "lead field"

/**
 * FoyerFieldSet:
 *
 * A set of field numbers, one bit each.
 */
typedef guint32 FoyerFieldSet;

#define FOYER_FIELD_BIT(field) ((FoyerFieldSet) 1 << (field))

const FoyerLeadFieldInfo *foyer_lead_field_get_info (FoyerLeadField field);
gboolean foyer_lead_field_is_party (FoyerLeadField field);
gboolean foyer_lead_field_is_readable (FoyerLeadField field);
FoyerLeadField foyer_lead_field_from_property (const char *property);
FoyerLeadField foyer_lead_field_from_wire_name (const char *name);
FoyerLeadField foyer_lead_field_from_short_name (const char *name);
FoyerFieldSet foyer_lead_fields_merging_with (FoyerLeadField field);

G_END_DECLS
