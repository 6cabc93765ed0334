/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one table about a lead's fields. JSON, rules, drafts, the command line, its help and the documentation read it.
 */

#include "foyer-lead-fields.h"

#include <glib/gi18n.h>
#include <string.h>

G_DEFINE_ENUM_TYPE (FoyerBelongsTo,
                    foyer_belongs_to,
                    G_DEFINE_ENUM_VALUE (FOYER_BELONGS_TO_COMPANY, "company"),
                    G_DEFINE_ENUM_VALUE (FOYER_BELONGS_TO_PERSON, "person"))

/* clang-format off */
/* Sources: platform-api section 3 for what is written and required, section 5 for what the list returns. The channel goes under the
 * mission's name and under today's. The contact's name comes from the list in two members, and so does ours. */
static const FoyerLeadFieldInfo fields[FOYER_N_LEAD_FIELDS] = {
  [FOYER_LEAD_NAME] = {
    "name", FOYER_KIND_TEXT, { "name" }, "name", FOYER_PICKLIST_NONE, FOYER_LEAD_NO_FIELD,
    FOYER_APPLIES_ALWAYS, FOYER_REQUIRED_TO_ADD, FOYER_CLEARS_WITH_EMPTY_TEXT, FOYER_MERGES_ALONE,
    NC_ ("lead field", "Name"), "name" },
  [FOYER_LEAD_DESCRIPTION] = {
    "description", FOYER_KIND_TEXT, { "description" }, "description", FOYER_PICKLIST_NONE, FOYER_LEAD_NO_FIELD,
    FOYER_APPLIES_ALWAYS, FOYER_REQUIRED_NEVER, FOYER_CLEARS_WITH_EMPTY_TEXT, FOYER_MERGES_ALONE,
    NC_ ("lead field", "Description"), "description" },
  [FOYER_LEAD_COMPANY] = {
    "company-id", FOYER_KIND_ID, { "companyId" }, "company.id", FOYER_PICKLIST_NONE, FOYER_LEAD_NO_FIELD,
    FOYER_APPLIES_FOR_COMPANY, FOYER_REQUIRED_TO_ADD_WHERE_IT_APPLIES, FOYER_CLEARS_WITH_NULL, FOYER_MERGES_WITH_PARTIES,
    NC_ ("lead field", "Company"), "company" },
  [FOYER_LEAD_LEAD_CONTACT] = {
    "lead-contact-id", FOYER_KIND_ID, { "companyLeadContactId" }, "contact.id", FOYER_PICKLIST_NONE, FOYER_LEAD_COMPANY,
    FOYER_APPLIES_FOR_COMPANY, FOYER_REQUIRED_TO_ADD_WHERE_IT_APPLIES, FOYER_CLEARS_WITH_NULL, FOYER_MERGES_WITH_PARTIES,
    NC_ ("lead field", "Lead contact"), "lead-contact" },
  [FOYER_LEAD_CONTACT] = {
    "contact-id", FOYER_KIND_ID, { "contactId" }, "contact.id", FOYER_PICKLIST_NONE, FOYER_LEAD_NO_FIELD,
    FOYER_APPLIES_FOR_PERSON, FOYER_REQUIRED_TO_ADD_WHERE_IT_APPLIES, FOYER_CLEARS_WITH_NULL, FOYER_MERGES_WITH_PARTIES,
    NC_ ("lead field", "Person"), "contact" },
  [FOYER_LEAD_QUALITY] = {
    "quality-id", FOYER_KIND_ID, { "qualityId" }, "qualityId", FOYER_PICKLIST_QUALITY, FOYER_LEAD_NO_FIELD,
    FOYER_APPLIES_ALWAYS, FOYER_REQUIRED_TO_ADD, FOYER_CLEARS_WITH_NULL, FOYER_MERGES_ALONE,
    NC_ ("lead field", "Quality"), "quality" },
  [FOYER_LEAD_STAGE] = {
    "stage-id", FOYER_KIND_ID, { "stageId" }, "stageId", FOYER_PICKLIST_STAGE, FOYER_LEAD_NO_FIELD,
    FOYER_APPLIES_ALWAYS, FOYER_REQUIRED_TO_ADD, FOYER_CLEARS_WITH_NULL, FOYER_MERGES_ALONE,
    NC_ ("lead field", "Stage"), "stage" },
  [FOYER_LEAD_STAGE_REASON] = {
    "stage-reason-id", FOYER_KIND_ID, { "stageReasonId" }, "stageReasonId", FOYER_PICKLIST_STAGE_REASON, FOYER_LEAD_STAGE,
    FOYER_APPLIES_WHERE_PARENT_HAS_ANY, FOYER_REQUIRED_NEVER, FOYER_CLEARS_WITH_NULL, FOYER_MERGES_ALONE,
    NC_ ("lead field", "Reason"), "reason" },
  [FOYER_LEAD_TYPE] = {
    "type-id", FOYER_KIND_ID, { "typeId" }, "typeId", FOYER_PICKLIST_TYPE, FOYER_LEAD_NO_FIELD,
    FOYER_APPLIES_ALWAYS, FOYER_REQUIRED_TO_ADD, FOYER_CLEARS_WITH_NULL, FOYER_MERGES_ALONE,
    NC_ ("lead field", "Type"), "type" },
  [FOYER_LEAD_SUBTYPE] = {
    "subtype-id", FOYER_KIND_ID, { "subtypeId" }, "subtypeId", FOYER_PICKLIST_SUBTYPE, FOYER_LEAD_TYPE,
    FOYER_APPLIES_WHERE_PARENT_HAS_ANY, FOYER_REQUIRED_TO_ADD_WHERE_IT_APPLIES, FOYER_CLEARS_WITH_NULL, FOYER_MERGES_ALONE,
    NC_ ("lead field", "Subtype"), "subtype" },
  [FOYER_LEAD_INDUSTRY] = {
    "industry-id", FOYER_KIND_ID, { "industryId" }, NULL, FOYER_PICKLIST_INDUSTRY, FOYER_LEAD_NO_FIELD,
    FOYER_APPLIES_ALWAYS, FOYER_REQUIRED_TO_ADD_FOR_PERSON, FOYER_CLEARS_WITH_NULL, FOYER_MERGES_NEVER,
    NC_ ("lead field", "Industry"), "industry" },
  [FOYER_LEAD_SOURCE] = {
    "source-id", FOYER_KIND_ID, { "sourceId" }, "sourceId", FOYER_PICKLIST_SOURCE, FOYER_LEAD_NO_FIELD,
    FOYER_APPLIES_ALWAYS, FOYER_REQUIRED_TO_ADD, FOYER_CLEARS_WITH_NULL, FOYER_MERGES_ALONE,
    NC_ ("lead field", "Source"), "source" },
  [FOYER_LEAD_CHANNEL] = {
    "channel-id", FOYER_KIND_ID, { "channel", "channelId" }, "channelId", FOYER_PICKLIST_CHANNEL, FOYER_LEAD_NO_FIELD,
    FOYER_APPLIES_ALWAYS, FOYER_REQUIRED_NEVER, FOYER_CLEARS_WITH_NULL, FOYER_MERGES_ALONE,
    NC_ ("lead field", "Channel"), "channel" },
  [FOYER_LEAD_OWNER] = {
    "owner-id", FOYER_KIND_ID, { "ownerUserId" }, "ownerUser.id", FOYER_PICKLIST_OWNER, FOYER_LEAD_NO_FIELD,
    FOYER_APPLIES_ALWAYS, FOYER_REQUIRED_NEVER, FOYER_CLEARS_WITH_NULL, FOYER_MERGES_ALONE,
    NC_ ("lead field", "Owner"), "owner" },
  [FOYER_LEAD_CUSTOM_FIELDS] = {
    "custom-fields", FOYER_KIND_CUSTOM, { "customFields" }, NULL, FOYER_PICKLIST_NONE, FOYER_LEAD_NO_FIELD,
    FOYER_APPLIES_ALWAYS, FOYER_REQUIRED_NEVER, FOYER_CLEARS_WITH_EMPTY_TEXT_EACH, FOYER_MERGES_NEVER,
    NC_ ("lead field", "Custom fields"), "customField" },

  [FOYER_LEAD_COMPANY_NAME] = {
    "company-name", FOYER_KIND_TEXT, { NULL }, "company.businessName", FOYER_PICKLIST_NONE, FOYER_LEAD_NO_FIELD,
    FOYER_APPLIES_FOR_COMPANY, FOYER_REQUIRED_NEVER, FOYER_CLEARS_WITH_NULL, FOYER_MERGES_NEVER,
    NC_ ("lead field", "Company name"), "company-name" },
  [FOYER_LEAD_CONTACT_NAME] = {
    "contact-name", FOYER_KIND_TEXT, { NULL }, "contact.firstName+contact.lastName", FOYER_PICKLIST_NONE, FOYER_LEAD_NO_FIELD,
    FOYER_APPLIES_ALWAYS, FOYER_REQUIRED_NEVER, FOYER_CLEARS_WITH_NULL, FOYER_MERGES_NEVER,
    NC_ ("lead field", "Contact name"), "contact-name" },
  [FOYER_LEAD_CONTACT_EMAIL] = {
    "contact-email", FOYER_KIND_TEXT, { NULL }, "contact.email", FOYER_PICKLIST_NONE, FOYER_LEAD_NO_FIELD,
    FOYER_APPLIES_ALWAYS, FOYER_REQUIRED_NEVER, FOYER_CLEARS_WITH_NULL, FOYER_MERGES_NEVER,
    NC_ ("lead field", "E-mail"), "contact-email" },
  [FOYER_LEAD_CONTACT_PHONE] = {
    "contact-phone", FOYER_KIND_TEXT, { NULL }, "contact.phone", FOYER_PICKLIST_NONE, FOYER_LEAD_NO_FIELD,
    FOYER_APPLIES_ALWAYS, FOYER_REQUIRED_NEVER, FOYER_CLEARS_WITH_NULL, FOYER_MERGES_NEVER,
    NC_ ("lead field", "Telephone"), "contact-phone" },
  [FOYER_LEAD_CREATED] = {
    "created", FOYER_KIND_DATE, { NULL }, "createdDate", FOYER_PICKLIST_NONE, FOYER_LEAD_NO_FIELD,
    FOYER_APPLIES_ALWAYS, FOYER_REQUIRED_NEVER, FOYER_CLEARS_WITH_NULL, FOYER_MERGES_NEVER,
    NC_ ("lead field", "Created"), "created" },
  [FOYER_LEAD_MODIFIED] = {
    "modified", FOYER_KIND_DATE, { NULL }, "modifiedDate", FOYER_PICKLIST_NONE, FOYER_LEAD_NO_FIELD,
    FOYER_APPLIES_ALWAYS, FOYER_REQUIRED_NEVER, FOYER_CLEARS_WITH_NULL, FOYER_MERGES_NEVER,
    NC_ ("lead field", "Modified"), "modified" },
  [FOYER_LEAD_CLOSED] = {
    "closed", FOYER_KIND_DATE, { NULL }, "closedDate", FOYER_PICKLIST_NONE, FOYER_LEAD_NO_FIELD,
    FOYER_APPLIES_ALWAYS, FOYER_REQUIRED_NEVER, FOYER_CLEARS_WITH_NULL, FOYER_MERGES_NEVER,
    NC_ ("lead field", "Closed"), "closed" },
};
/* clang-format on */

/**
 * foyer_lead_field_get_info:
 *
 * Returns: (transfer none): the field's row of the table
 */
const FoyerLeadFieldInfo *
foyer_lead_field_get_info (FoyerLeadField field)
{
  g_return_val_if_fail (field < FOYER_N_LEAD_FIELDS, NULL);
  return &fields[field];
}

/**
 * foyer_lead_field_is_party:
 *
 * Returns: whether it names a company or a person; one that is not on the platform yet has an id below 0
 */
gboolean
foyer_lead_field_is_party (FoyerLeadField field)
{
  return field == FOYER_LEAD_COMPANY || field == FOYER_LEAD_LEAD_CONTACT || field == FOYER_LEAD_CONTACT;
}

/**
 * foyer_lead_field_is_readable:
 *
 * Returns: whether the platform's list returns the field (platform-api.md, 5: the industry and the custom fields it
 * does not)
 */
gboolean
foyer_lead_field_is_readable (FoyerLeadField field)
{
  return foyer_lead_field_get_info (field)->read_path != NULL;
}

/**
 * foyer_lead_field_from_property:
 *
 * Returns: the field with that GObject property, or `FOYER_LEAD_NO_FIELD`
 */
FoyerLeadField
foyer_lead_field_from_property (const char *property)
{
  for (guint field = 0; field < FOYER_N_LEAD_FIELDS; field++)
    if (g_strcmp0 (fields[field].property, property) == 0)
      return field;
  return FOYER_LEAD_NO_FIELD;
}

/**
 * foyer_lead_field_from_wire_name:
 * @name: (nullable): a parameter of addOrUpdateLead, in whatever case a refusal spells it, perhaps with a path behind
 * it
 *   (`customFields[0].fieldValue`)
 *
 * Returns: the field that is written under that name, or `FOYER_LEAD_NO_FIELD`
 */
FoyerLeadField
foyer_lead_field_from_wire_name (const char *name)
{
  gsize length = name != NULL ? strcspn (name, ".[") : 0;

  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    for (const char *const *write_name = fields[field].write_names; *write_name != NULL; write_name++)
      if (strlen (*write_name) == length && g_ascii_strncasecmp (*write_name, name, length) == 0)
        return field;
  return FOYER_LEAD_NO_FIELD;
}

/**
 * foyer_lead_field_from_short_name:
 *
 * Returns: the written field the command line calls @name, or `FOYER_LEAD_NO_FIELD`
 */
FoyerLeadField
foyer_lead_field_from_short_name (const char *name)
{
  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    if (g_strcmp0 (fields[field].short_name, name) == 0)
      return field;
  return FOYER_LEAD_NO_FIELD;
}

/**
 * foyer_lead_fields_merging_with:
 *
 * Returns: the fields that travel together when @field changes, @field among them: an update that touches the company,
 * its contact or the person sends the whole group (delivery.md)
 */
FoyerFieldSet
foyer_lead_fields_merging_with (FoyerLeadField field)
{
  FoyerFieldSet set = FOYER_FIELD_BIT (field);

  if (fields[field].merges == FOYER_MERGES_WITH_PARTIES)
    for (guint other = 0; other < FOYER_N_WRITTEN_FIELDS; other++)
      if (fields[other].merges == FOYER_MERGES_WITH_PARTIES)
        set |= FOYER_FIELD_BIT (other);
  return set;
}
