/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a lead, a company, a contact and a note look in an answer: as loose as the platform's answers are, the same for
 * the same seed and id. Ids are texts now and then, telephone numbers are numbers, nothing is null, [] or missing,
 * dates may say UTC. */
#include "foyer-sandbox-rows.h"

#include <string.h>

#include "foyer-sandbox-tables.h"
#include "foyer-sandbox-time.h"

/* What is being written, and to what. */
typedef struct
{
  FoyerSandboxWriter *writer;     /* borrowed */
  const FoyerSandboxStore *store; /* borrowed */
  FoyerSandboxKind kind;
  gint64 id;
} Row;

/* The ways an answer can be loose; each is decided anew for each object. */
typedef enum
{
  LOOSE_IDS = 60,
  LOOSE_DATES,
  LOOSE_PHONE,
  LOOSE_NOTHING,
  LOOSE_EXTRA,
  LOOSE_LIST,
} Looseness;

static gboolean
is_loose (const Row *row, Looseness looseness, guint one_in)
{
  return foyer_sandbox_world_hash (&row->store->world, row->kind, row->id, looseness) % one_in == 0;
}

static void
write_id (const Row *row, const char *name, gint64 id)
{
  g_autofree char *text = NULL;

  if (id == 0)
    foyer_sandbox_writer_null (row->writer, name);
  else if (is_loose (row, LOOSE_IDS, 9))
    {
      text = g_strdup_printf ("%" G_GINT64_FORMAT, id);
      foyer_sandbox_writer_text (row->writer, name, text);
    }
  else
    foyer_sandbox_writer_integer (row->writer, name, id);
}

static void
write_date (const Row *row, const char *name, gint64 seconds)
{
  char stamp[FOYER_SANDBOX_TIME_SIZE];

  foyer_sandbox_time_format (seconds, stamp);
  if (is_loose (row, LOOSE_DATES, 7))
    g_strlcat (stamp, " UTC", sizeof stamp);
  foyer_sandbox_writer_text (row->writer, name, stamp);
}

/* A number in international form can come as a number: the + and the spaces are lost, the digits are not. */
static void
write_phone (const Row *row, const char *phone)
{
  if (phone != NULL && phone[0] == '+' && is_loose (row, LOOSE_PHONE, 5))
    {
      gint64 number = 0;

      for (const char *p = phone; *p != '\0' && number < G_MAXINT64 / 100; p++)
        if (g_ascii_isdigit (*p))
          number = number * 10 + (*p - '0');
      foyer_sandbox_writer_integer (row->writer, "phone", number);
    }
  else
    foyer_sandbox_writer_text (row->writer, "phone", phone);
}

/* An object that is empty. */
static void
write_nothing (const Row *row, const char *name)
{
  foyer_sandbox_writer_raw (row->writer, name, is_loose (row, LOOSE_NOTHING, 2) ? "[]" : "null");
}

static void
write_owner (const Row *row, gint64 id)
{
  const FoyerSandboxUser *user = foyer_sandbox_user_find (id);

  if (user == NULL)
    {
      write_nothing (row, "ownerUser");
      return;
    }
  foyer_sandbox_writer_open_object (row->writer, "ownerUser");
  write_id (row, "id", user->id);
  foyer_sandbox_writer_text (row->writer, "firstName", user->first_name);
  foyer_sandbox_writer_text (row->writer, "lastName", user->last_name);
  foyer_sandbox_writer_null (row->writer, "email");
  foyer_sandbox_writer_null (row->writer, "phone");
  foyer_sandbox_writer_close_object (row->writer);
}

static void
write_contact_of_lead (const Row *row, gint64 id)
{
  g_autoptr (FoyerSandboxContact) contact = foyer_sandbox_store_get_contact (row->store, id);

  if (contact == NULL)
    {
      write_nothing (row, "contact");
      return;
    }
  foyer_sandbox_writer_open_object (row->writer, "contact");
  write_id (row, "id", contact->id);
  foyer_sandbox_writer_text (row->writer, "firstName", contact->texts[FOYER_SANDBOX_CONTACT_FIRST_NAME]);
  foyer_sandbox_writer_text (row->writer, "lastName", contact->texts[FOYER_SANDBOX_CONTACT_LAST_NAME]);
  foyer_sandbox_writer_text (row->writer, "email", contact->texts[FOYER_SANDBOX_CONTACT_EMAIL]);
  write_phone (row, contact->texts[FOYER_SANDBOX_CONTACT_PHONE]);
  foyer_sandbox_writer_close_object (row->writer);
}

static void
write_company_of_lead (const Row *row, gint64 id)
{
  g_autoptr (FoyerSandboxCompany) company = foyer_sandbox_store_get_company (row->store, id);

  if (company == NULL)
    {
      write_nothing (row, "company");
      return;
    }
  foyer_sandbox_writer_open_object (row->writer, "company");
  write_id (row, "id", company->id);
  foyer_sandbox_writer_text (row->writer, "businessName", company->texts[FOYER_SANDBOX_COMPANY_BUSINESS_NAME]);
  foyer_sandbox_writer_text (row->writer, "businessNumber", company->texts[FOYER_SANDBOX_COMPANY_BUSINESS_NUMBER]);
  write_phone (row, company->texts[FOYER_SANDBOX_COMPANY_PHONE]);
  foyer_sandbox_writer_text (row->writer, "email", company->texts[FOYER_SANDBOX_COMPANY_EMAIL]);
  foyer_sandbox_writer_close_object (row->writer);
}

static void
write_choices_of_lead (const Row *row, const FoyerSandboxLead *lead)
{
  FoyerSandboxWriter *writer = row->writer;
  const FoyerSandboxParent *stage = foyer_sandbox_parent_find (foyer_sandbox_stages, foyer_sandbox_n_stages,
                                                               lead->stage_id);
  const FoyerSandboxParent *type = foyer_sandbox_parent_find (foyer_sandbox_types, foyer_sandbox_n_types,
                                                              lead->type_id);

  write_id (row, "qualityId", lead->quality_id);
  foyer_sandbox_writer_text (
      writer, "quality",
      foyer_sandbox_item_name (foyer_sandbox_qualities, foyer_sandbox_n_qualities, lead->quality_id));
  write_id (row, "stageId", lead->stage_id);
  foyer_sandbox_writer_text (writer, "stageName", stage != NULL ? stage->name : NULL);
  write_id (row, "stageReasonId", lead->stage_reason_id);
  foyer_sandbox_writer_text (writer, "stageReasonName",
                             stage != NULL ? foyer_sandbox_parent_child_name (stage, lead->stage_reason_id) : NULL);
  write_id (row, "typeId", lead->type_id);
  foyer_sandbox_writer_text (writer, "type", type != NULL ? type->name : NULL);
  write_id (row, "subtypeId", lead->subtype_id);
  write_id (row, "sourceId", lead->source_id);
  foyer_sandbox_writer_text (writer, "sourceName",
                             foyer_sandbox_item_name (foyer_sandbox_sources, foyer_sandbox_n_sources, lead->source_id));
  write_id (row, "channelId", lead->channel_id);
  foyer_sandbox_writer_text (
      writer, "channelName",
      foyer_sandbox_item_name (foyer_sandbox_channels, foyer_sandbox_n_channels, lead->channel_id));
}

/* Like the platform's row it has neither the industry nor the custom fields. */
void
foyer_sandbox_row_write_lead (FoyerSandboxWriter *writer, const FoyerSandboxStore *store, gint64 id)
{
  const Row row = { writer, store, FOYER_SANDBOX_KIND_LEAD, id };
  g_autoptr (FoyerSandboxLead) lead = foyer_sandbox_store_get_lead (store, id);

  foyer_sandbox_writer_open_object (writer, NULL);
  write_id (&row, "id", id);
  foyer_sandbox_writer_text (writer, "name", lead->name);
  foyer_sandbox_writer_text (writer, "description", lead->description);
  write_owner (&row, lead->owner_user_id);
  write_contact_of_lead (&row, lead->contact_id);
  write_company_of_lead (&row, lead->company_id);
  foyer_sandbox_writer_null (writer, "currentBookingId");
  write_choices_of_lead (&row, lead);
  write_date (&row, "adminStatusChangedDate", lead->stage_changed != 0 ? lead->stage_changed : lead->created);
  foyer_sandbox_writer_text (writer, "leadBccEmail", NULL);
  foyer_sandbox_writer_null (writer, "closedDate");
  foyer_sandbox_writer_null (writer, "lostToCompetition");
  write_date (&row, "createdDate", lead->created);
  write_date (&row, "modifiedDate", lead->modified);
  if (is_loose (&row, LOOSE_EXTRA, 3))
    foyer_sandbox_writer_raw (writer, "leadScore", "{\"value\":0.75,\"basis\":[\"sample\"]}");
  foyer_sandbox_writer_close_object (writer);
}

static void
write_industry (const Row *row, gint64 id, gboolean alone)
{
  const char *name = foyer_sandbox_item_name (foyer_sandbox_industries, foyer_sandbox_n_industries, id);

  if (alone)
    foyer_sandbox_writer_text (row->writer, "industry", name);
  else if (name == NULL)
    write_nothing (row, "industry");
  else
    {
      foyer_sandbox_writer_open_object (row->writer, "industry");
      write_id (row, "id", id);
      foyer_sandbox_writer_text (row->writer, "name", name);
      foyer_sandbox_writer_close_object (row->writer);
    }
}

static void
write_primary_contact (const Row *row, gint64 id, gboolean alone)
{
  g_autoptr (FoyerSandboxContact) contact = foyer_sandbox_store_get_contact (row->store, id);
  const char *first, *last;

  if (contact == NULL)
    {
      write_nothing (row, "primaryContact");
      return;
    }
  first = contact->texts[FOYER_SANDBOX_CONTACT_FIRST_NAME];
  last = contact->texts[FOYER_SANDBOX_CONTACT_LAST_NAME];
  if (alone)
    {
      g_autofree char *name = g_strdup_printf ("%s %s", first, last);

      foyer_sandbox_writer_text (row->writer, "primaryContact", name);
      return;
    }
  foyer_sandbox_writer_open_object (row->writer, "primaryContact");
  write_id (row, "id", id);
  foyer_sandbox_writer_text (row->writer, "firstName", first);
  foyer_sandbox_writer_text (row->writer, "lastName", last);
  foyer_sandbox_writer_close_object (row->writer);
}

static void
write_address (const Row *row, char *const *texts, gboolean alone)
{
  static const struct
  {
    const char *name;
    guint text;
  } parts[] = {
    { "line1", FOYER_SANDBOX_COMPANY_LINE1 },         { "line2", FOYER_SANDBOX_COMPANY_LINE2 },
    { "line3", FOYER_SANDBOX_COMPANY_LINE3 },         { "line4", FOYER_SANDBOX_COMPANY_LINE4 },
    { "city", FOYER_SANDBOX_COMPANY_CITY },           { "stateCode", FOYER_SANDBOX_COMPANY_STATE },
    { "countryCode", FOYER_SANDBOX_COMPANY_COUNTRY }, { "postalCode", FOYER_SANDBOX_COMPANY_POSTAL_CODE },
  };
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (texts[parts[i].text] != NULL)
      g_string_append_printf (joined, "%s%s", joined->len > 0 ? ", " : "", texts[parts[i].text]);
  if (alone)
    foyer_sandbox_writer_text (row->writer, "address", joined->str);
  else if (joined->len == 0)
    write_nothing (row, "address");
  else
    {
      foyer_sandbox_writer_open_object (row->writer, "address");
      for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
        foyer_sandbox_writer_text (row->writer, parts[i].name, texts[parts[i].text]);
      foyer_sandbox_writer_close_object (row->writer);
    }
}

static void
write_company (FoyerSandboxWriter *writer, const FoyerSandboxStore *store, gint64 id, gboolean alone)
{
  const Row row = { writer, store, FOYER_SANDBOX_KIND_COMPANY, id };
  g_autoptr (FoyerSandboxCompany) company = foyer_sandbox_store_get_company (store, id);

  foyer_sandbox_writer_open_object (writer, NULL);
  write_id (&row, "id", id);
  foyer_sandbox_writer_text (writer, "externalId", company->texts[FOYER_SANDBOX_COMPANY_EXTERNAL_ID]);
  foyer_sandbox_writer_text (writer, "businessName", company->texts[FOYER_SANDBOX_COMPANY_BUSINESS_NAME]);
  foyer_sandbox_writer_text (writer, "tradingName", company->texts[FOYER_SANDBOX_COMPANY_TRADING_NAME]);
  foyer_sandbox_writer_text (writer, "businessNumber", company->texts[FOYER_SANDBOX_COMPANY_BUSINESS_NUMBER]);
  write_phone (&row, company->texts[FOYER_SANDBOX_COMPANY_PHONE]);
  foyer_sandbox_writer_text (writer, "website", company->texts[FOYER_SANDBOX_COMPANY_WEBSITE]);
  foyer_sandbox_writer_text (writer, "email", company->texts[FOYER_SANDBOX_COMPANY_EMAIL]);
  write_address (&row, company->texts, alone);
  write_industry (&row, company->industry_id, alone);
  write_primary_contact (&row, company->primary_contact_id, alone);
  write_id (&row, "parentCompanyId", company->parent_id);
  write_date (&row, "modifiedDate", company->modified);
  if (is_loose (&row, LOOSE_EXTRA, 3))
    foyer_sandbox_writer_raw (writer, "groups", "[]");
  foyer_sandbox_writer_close_object (writer);
}

/* As in a list. */
void
foyer_sandbox_row_write_company (FoyerSandboxWriter *writer, const FoyerSandboxStore *store, gint64 id)
{
  write_company (writer, store, id, FALSE);
}

/* As getCompany has it: plain texts where the list has objects. */
void
foyer_sandbox_row_write_company_alone (FoyerSandboxWriter *writer, const FoyerSandboxStore *store, gint64 id)
{
  write_company (writer, store, id, TRUE);
}

/* A list of ids can come as an object with number keys. */
static void
write_companies_of_contact (const Row *row, const GArray *companies)
{
  FoyerSandboxWriter *writer = row->writer;
  gboolean as_object = companies->len > 0 && is_loose (row, LOOSE_LIST, 6);

  if (as_object)
    foyer_sandbox_writer_open_object (writer, "companies");
  else
    foyer_sandbox_writer_open_array (writer, "companies");
  for (guint i = 0; i < companies->len; i++)
    {
      g_autofree char *key = g_strdup_printf ("%u", i);

      write_id (row, as_object ? key : NULL, g_array_index (companies, gint64, i));
    }
  if (as_object)
    foyer_sandbox_writer_close_object (writer);
  else
    foyer_sandbox_writer_close_array (writer);

  foyer_sandbox_writer_open_array (writer, "companiesData");
  for (guint i = 0; i < companies->len; i++)
    {
      gint64 id = g_array_index (companies, gint64, i);
      g_autoptr (FoyerSandboxCompany) company = foyer_sandbox_store_get_company (row->store, id);

      foyer_sandbox_writer_open_object (writer, NULL);
      write_id (row, "id", id);
      foyer_sandbox_writer_text (writer, "businessName",
                                 company != NULL ? company->texts[FOYER_SANDBOX_COMPANY_BUSINESS_NAME] : NULL);
      foyer_sandbox_writer_close_object (writer);
    }
  foyer_sandbox_writer_close_array (writer);
}

void
foyer_sandbox_row_write_contact (FoyerSandboxWriter *writer, const FoyerSandboxStore *store, gint64 id)
{
  const Row row = { writer, store, FOYER_SANDBOX_KIND_CONTACT, id };
  g_autoptr (FoyerSandboxContact) contact = foyer_sandbox_store_get_contact (store, id);

  foyer_sandbox_writer_open_object (writer, NULL);
  write_id (&row, "id", id);
  foyer_sandbox_writer_text (writer, "externalId", contact->texts[FOYER_SANDBOX_CONTACT_EXTERNAL_ID]);
  foyer_sandbox_writer_text (writer, "firstName", contact->texts[FOYER_SANDBOX_CONTACT_FIRST_NAME]);
  foyer_sandbox_writer_text (writer, "lastName", contact->texts[FOYER_SANDBOX_CONTACT_LAST_NAME]);
  foyer_sandbox_writer_text (writer, "email", contact->texts[FOYER_SANDBOX_CONTACT_EMAIL]);
  write_phone (&row, contact->texts[FOYER_SANDBOX_CONTACT_PHONE]);
  write_companies_of_contact (&row, contact->companies);
  write_date (&row, "modifiedDate", contact->modified);
  foyer_sandbox_writer_boolean (writer, "isAnonymised", contact->anonymised);
  if (is_loose (&row, LOOSE_EXTRA, 3))
    foyer_sandbox_writer_null (writer, "salutation");
  foyer_sandbox_writer_close_object (writer);
}

void
foyer_sandbox_row_write_note (FoyerSandboxWriter *writer, const FoyerSandboxStore *store, gint64 id)
{
  const Row row = { writer, store, FOYER_SANDBOX_KIND_NOTE, id };
  g_autoptr (FoyerSandboxNote) note = foyer_sandbox_store_get_note (store, id);

  foyer_sandbox_writer_open_object (writer, NULL);
  write_id (&row, "id", id);
  write_id (&row, "leadId", note->lead_id);
  foyer_sandbox_writer_text (writer, "note", note->text);
  write_id (&row, "createdByUserId", note->user_id);
  write_date (&row, "createdDate", note->created);
  write_date (&row, "modifiedDate", note->modified);
  foyer_sandbox_writer_close_object (writer);
}
