/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be listed: leads, companies, contacts. How many there are, what they can be filtered by, how a row is
 * written. Values are got one at a time and without building the row: a filter may have to look at a million. */
#include "foyer-sandbox-collection.h"

#include "foyer-sandbox-rows.h"

enum
{
  LEAD_MODIFIED = FOYER_SANDBOX_FIRST_OTHER_FIELD,
  LEAD_NAME,
  LEAD_DESCRIPTION,
  LEAD_COMPANY,
  LEAD_CONTACT,
  LEAD_OWNER,
  LEAD_QUALITY,
  LEAD_STAGE,
  LEAD_STAGE_REASON,
  LEAD_TYPE,
  LEAD_SUBTYPE,
  LEAD_SOURCE,
  LEAD_CHANNEL,
};

/* The texts of a record follow, in the record's order. */
enum
{
  COMPANY_MODIFIED = FOYER_SANDBOX_FIRST_OTHER_FIELD,
  COMPANY_TEXTS,
};

enum
{
  CONTACT_MODIFIED = FOYER_SANDBOX_FIRST_OTHER_FIELD,
  CONTACT_TEXTS,
};

#define COMPANY_TEXT(NAME) (COMPANY_TEXTS + FOYER_SANDBOX_COMPANY_##NAME)
#define CONTACT_TEXT(NAME) (CONTACT_TEXTS + FOYER_SANDBOX_CONTACT_##NAME)

static const FoyerSandboxField lead_fields[] = {
  { "id", FOYER_SANDBOX_FIELD_ID, FOYER_SANDBOX_FIELD_OF_ID },
  { "createdDate", FOYER_SANDBOX_FIELD_TIME, FOYER_SANDBOX_FIELD_OF_CREATED },
  { "modifiedDate", FOYER_SANDBOX_FIELD_TIME, LEAD_MODIFIED },
  { "name", FOYER_SANDBOX_FIELD_TEXT, LEAD_NAME },
  { "description", FOYER_SANDBOX_FIELD_TEXT, LEAD_DESCRIPTION },
  { "companyId", FOYER_SANDBOX_FIELD_ID, LEAD_COMPANY },
  { "contactId", FOYER_SANDBOX_FIELD_ID, LEAD_CONTACT },
  { "ownerUserId", FOYER_SANDBOX_FIELD_ID, LEAD_OWNER },
  { "qualityId", FOYER_SANDBOX_FIELD_ID, LEAD_QUALITY },
  { "stageId", FOYER_SANDBOX_FIELD_ID, LEAD_STAGE },
  { "stageReasonId", FOYER_SANDBOX_FIELD_ID, LEAD_STAGE_REASON },
  { "typeId", FOYER_SANDBOX_FIELD_ID, LEAD_TYPE },
  { "subtypeId", FOYER_SANDBOX_FIELD_ID, LEAD_SUBTYPE },
  { "sourceId", FOYER_SANDBOX_FIELD_ID, LEAD_SOURCE },
  { "channelId", FOYER_SANDBOX_FIELD_ID, LEAD_CHANNEL },
};

static const FoyerSandboxField company_fields[] = {
  { "id", FOYER_SANDBOX_FIELD_ID, FOYER_SANDBOX_FIELD_OF_ID },
  { "modifiedDate", FOYER_SANDBOX_FIELD_TIME, COMPANY_MODIFIED },
  { "fromModifiedDate", FOYER_SANDBOX_FIELD_TIME, COMPANY_MODIFIED, FOYER_SANDBOX_GREATERTHAN, TRUE },
  { "toModifiedDate", FOYER_SANDBOX_FIELD_TIME, COMPANY_MODIFIED, FOYER_SANDBOX_LESSTHAN, TRUE },
  { "businessName", FOYER_SANDBOX_FIELD_TEXT, COMPANY_TEXT (BUSINESS_NAME) },
  { "tradingName", FOYER_SANDBOX_FIELD_TEXT, COMPANY_TEXT (TRADING_NAME) },
  { "businessNumber", FOYER_SANDBOX_FIELD_TEXT, COMPANY_TEXT (BUSINESS_NUMBER) },
  { "phone", FOYER_SANDBOX_FIELD_TEXT, COMPANY_TEXT (PHONE) },
  { "email", FOYER_SANDBOX_FIELD_TEXT, COMPANY_TEXT (EMAIL) },
};

static const FoyerSandboxField contact_fields[] = {
  { "id", FOYER_SANDBOX_FIELD_ID, FOYER_SANDBOX_FIELD_OF_ID },
  { "companyId", FOYER_SANDBOX_FIELD_ID, FOYER_SANDBOX_FIELD_OF_COMPANY, FOYER_SANDBOX_IS, TRUE },
  { "modifiedDate", FOYER_SANDBOX_FIELD_TIME, CONTACT_MODIFIED },
  { "fromModifiedDate", FOYER_SANDBOX_FIELD_TIME, CONTACT_MODIFIED, FOYER_SANDBOX_GREATERTHAN, TRUE },
  { "toModifiedDate", FOYER_SANDBOX_FIELD_TIME, CONTACT_MODIFIED, FOYER_SANDBOX_LESSTHAN, TRUE },
  { "externalId", FOYER_SANDBOX_FIELD_TEXT, CONTACT_TEXT (EXTERNAL_ID) },
  { "firstName", FOYER_SANDBOX_FIELD_TEXT, CONTACT_TEXT (FIRST_NAME) },
  { "lastName", FOYER_SANDBOX_FIELD_TEXT, CONTACT_TEXT (LAST_NAME) },
  { "email", FOYER_SANDBOX_FIELD_TEXT, CONTACT_TEXT (EMAIL) },
  { "phone", FOYER_SANDBOX_FIELD_TEXT, CONTACT_TEXT (PHONE) },
};

static gint64
lead_number (const FoyerSandboxLead *lead, guint field)
{
  switch (field)
    {
    case FOYER_SANDBOX_FIELD_OF_ID:
      return lead->id;
    case FOYER_SANDBOX_FIELD_OF_CREATED:
      return lead->created;
    case LEAD_MODIFIED:
      return lead->modified;
    case LEAD_COMPANY:
      return lead->company_id;
    case LEAD_CONTACT:
      return lead->contact_id;
    case LEAD_OWNER:
      return lead->owner_user_id;
    case LEAD_QUALITY:
      return lead->quality_id;
    case LEAD_STAGE:
      return lead->stage_id;
    case LEAD_STAGE_REASON:
      return lead->stage_reason_id;
    case LEAD_TYPE:
      return lead->type_id;
    case LEAD_SUBTYPE:
      return lead->subtype_id;
    case LEAD_SOURCE:
      return lead->source_id;
    case LEAD_CHANNEL:
      return lead->channel_id;
    default:
      return 0;
    }
}

static void
get_lead_value (const FoyerSandboxStore *store, gint64 id, guint field, FoyerSandboxValue *value)
{
  const FoyerSandboxLead *changed = g_hash_table_lookup (store->leads, &id);
  FoyerSandboxLead lead;

  if (field == LEAD_NAME || field == LEAD_DESCRIPTION)
    {
      value->text = value->buffer;
      if (changed != NULL)
        value->text = field == LEAD_NAME ? changed->name : changed->description;
      else if (field == LEAD_NAME)
        foyer_sandbox_world_lead_name (&store->world, id, value->buffer);
      else
        foyer_sandbox_world_lead_description (&store->world, id, value->buffer);
      return;
    }
  /* What a refresh asks for, of every row. */
  if (changed == NULL && field == LEAD_MODIFIED)
    {
      value->number = foyer_sandbox_world_lead_modified (&store->world, id);
      return;
    }
  if (changed == NULL)
    foyer_sandbox_world_lead_numbers (&store->world, id, &lead);
  value->number = lead_number (changed != NULL ? changed : &lead, field);
}

static void
get_company_value (const FoyerSandboxStore *store, gint64 id, guint field, FoyerSandboxValue *value)
{
  const FoyerSandboxCompany *changed = g_hash_table_lookup (store->companies, &id);

  if (field == FOYER_SANDBOX_FIELD_OF_ID)
    value->number = id;
  else if (field == COMPANY_MODIFIED)
    value->number = changed != NULL ? changed->modified : foyer_sandbox_world_company_modified (&store->world, id);
  else
    value->text = foyer_sandbox_store_company_text (store, id, field - COMPANY_TEXTS, value->buffer);
}

static void
get_contact_value (const FoyerSandboxStore *store, gint64 id, guint field, FoyerSandboxValue *value)
{
  const FoyerSandboxContact *changed = g_hash_table_lookup (store->contacts, &id);

  if (field == FOYER_SANDBOX_FIELD_OF_ID)
    value->number = id;
  else if (field == CONTACT_MODIFIED)
    value->number = changed != NULL ? changed->modified : foyer_sandbox_world_contact_modified (&store->world, id);
  else
    value->text = foyer_sandbox_store_contact_text (store, id, field - CONTACT_TEXTS, value->buffer);
}

static gint64
last_generated_lead (const FoyerSandboxStore *store)
{
  return store->world.leads;
}

static gint64
last_lead (const FoyerSandboxStore *store)
{
  return store->last_lead;
}

static gint64
last_generated_company (const FoyerSandboxStore *store)
{
  return store->world.companies;
}

static gint64
last_company (const FoyerSandboxStore *store)
{
  return store->last_company;
}

static gint64
last_generated_contact (const FoyerSandboxStore *store)
{
  return store->world.contacts;
}

static gint64
last_contact (const FoyerSandboxStore *store)
{
  return store->last_contact;
}

const FoyerSandboxCollection foyer_sandbox_lead_collection = {
  .fields = lead_fields,
  .n_fields = G_N_ELEMENTS (lead_fields),
  .last_generated = last_generated_lead,
  .last = last_lead,
  .created = foyer_sandbox_world_lead_created,
  .get_value = get_lead_value,
  .write_row = foyer_sandbox_row_write_lead,
};

const FoyerSandboxCollection foyer_sandbox_company_collection = {
  .fields = company_fields,
  .n_fields = G_N_ELEMENTS (company_fields),
  .last_generated = last_generated_company,
  .last = last_company,
  .get_value = get_company_value,
  .write_row = foyer_sandbox_row_write_company,
};

const FoyerSandboxCollection foyer_sandbox_contact_collection = {
  .fields = contact_fields,
  .n_fields = G_N_ELEMENTS (contact_fields),
  .last_generated = last_generated_contact,
  .last = last_contact,
  .of_company = foyer_sandbox_store_company_contacts,
  .get_value = get_contact_value,
  .write_row = foyer_sandbox_row_write_contact,
};
