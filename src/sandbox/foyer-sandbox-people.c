/* SPDX-License-Identifier: GPL-3.0-or-later */
/* contact?action=addOrUpdateCompany and addOrUpdateContact, as calls of their own and as objects inside a lead. */
#include "foyer-sandbox-people.h"

#include <string.h>

#include "foyer-sandbox-params.h"
#include "foyer-sandbox-tables.h"

typedef struct
{
  const char *name;
  guint text; /* index into the record's texts */
  gboolean required;
} TextParam;

static const TextParam company_texts[] = {
  { "externalId", FOYER_SANDBOX_COMPANY_EXTERNAL_ID },
  { "businessName", FOYER_SANDBOX_COMPANY_BUSINESS_NAME, TRUE },
  { "tradingName", FOYER_SANDBOX_COMPANY_TRADING_NAME },
  { "businessNumber", FOYER_SANDBOX_COMPANY_BUSINESS_NUMBER },
  { "phone", FOYER_SANDBOX_COMPANY_PHONE },
  { "website", FOYER_SANDBOX_COMPANY_WEBSITE },
  { "email", FOYER_SANDBOX_COMPANY_EMAIL },
};

static const TextParam address_texts[] = {
  { "line1", FOYER_SANDBOX_COMPANY_LINE1 },         { "line2", FOYER_SANDBOX_COMPANY_LINE2 },
  { "line3", FOYER_SANDBOX_COMPANY_LINE3 },         { "line4", FOYER_SANDBOX_COMPANY_LINE4 },
  { "city", FOYER_SANDBOX_COMPANY_CITY },           { "stateCode", FOYER_SANDBOX_COMPANY_STATE },
  { "countryCode", FOYER_SANDBOX_COMPANY_COUNTRY }, { "postalCode", FOYER_SANDBOX_COMPANY_POSTAL_CODE },
};

static const TextParam contact_texts[] = {
  { "externalId", FOYER_SANDBOX_CONTACT_EXTERNAL_ID },
  { "firstName", FOYER_SANDBOX_CONTACT_FIRST_NAME, TRUE },
  { "lastName", FOYER_SANDBOX_CONTACT_LAST_NAME, TRUE },
  { "email", FOYER_SANDBOX_CONTACT_EMAIL, TRUE },
  { "phone", FOYER_SANDBOX_CONTACT_PHONE },
};

/* What is wrong with an object: the parameter, and why; required when there is no why. */
typedef struct
{
  const char *parameter;
  const char *sentence;
} Problem;

static Problem
judge_texts (JsonObject *object, const TextParam *params, guint n_params, gboolean adding)
{
  const char *text;

  for (guint i = 0; i < n_params; i++)
    {
      FoyerSandboxParam state = foyer_sandbox_params_get_text (object, params[i].name, &text);

      if (state == FOYER_SANDBOX_WRONG)
        return (Problem) { params[i].name, "It must be a text." };
      if (params[i].required && (state == FOYER_SANDBOX_BLANK || (state == FOYER_SANDBOX_ABSENT && adding)))
        return (Problem) { params[i].name, NULL };
      if (state == FOYER_SANDBOX_GIVEN && g_str_equal (params[i].name, "email") && strchr (text, '@') == NULL)
        return (Problem) { "email", "It is no e-mail address." };
    }
  return (Problem) { NULL, NULL };
}

static Problem
judge_company_object (const FoyerSandboxStore *store, JsonObject *object)
{
  gint64 id;
  JsonObject *address;
  gboolean adding = foyer_sandbox_params_get_id (object, "id", &id) != FOYER_SANDBOX_GIVEN;
  Problem problem = judge_texts (object, company_texts, G_N_ELEMENTS (company_texts), adding);

  if (problem.parameter != NULL)
    return problem;
  switch (foyer_sandbox_params_get_object (object, "address", &address))
    {
    case FOYER_SANDBOX_WRONG:
      return (Problem) { "address", "It must be an object." };
    case FOYER_SANDBOX_GIVEN:
      problem = judge_texts (address, address_texts, G_N_ELEMENTS (address_texts), adding);
      if (problem.parameter != NULL)
        return (Problem) { "address", "Its parts must be texts." };
      break;
    case FOYER_SANDBOX_ABSENT:
    case FOYER_SANDBOX_BLANK:
    default:
      break;
    }
  switch (foyer_sandbox_params_get_id (object, "industryId", &id))
    {
    case FOYER_SANDBOX_WRONG:
      return (Problem) { "industryId", "It must be an integer above 0." };
    case FOYER_SANDBOX_GIVEN:
      if (foyer_sandbox_item_name (foyer_sandbox_industries, foyer_sandbox_n_industries, id) == NULL)
        return (Problem) { "industryId", "There is no such item." };
      break;
    case FOYER_SANDBOX_ABSENT:
    case FOYER_SANDBOX_BLANK:
    default:
      break;
    }
  switch (foyer_sandbox_params_get_id (object, "primaryContactId", &id))
    {
    case FOYER_SANDBOX_WRONG:
      return (Problem) { "primaryContactId", "It must be an integer above 0." };
    case FOYER_SANDBOX_GIVEN:
      if (!foyer_sandbox_store_has_contact (store, id))
        return (Problem) { "primaryContactId", "There is no such contact." };
      break;
    case FOYER_SANDBOX_ABSENT:
    case FOYER_SANDBOX_BLANK:
    default:
      break;
    }
  return problem;
}

static Problem
judge_contact_object (const FoyerSandboxStore *store, JsonObject *object)
{
  gint64 id;
  JsonNode *companies = foyer_sandbox_params_get_node (object, "companies");
  gboolean adding = foyer_sandbox_params_get_id (object, "id", &id) != FOYER_SANDBOX_GIVEN;
  Problem problem = judge_texts (object, contact_texts, G_N_ELEMENTS (contact_texts), adding);

  if (problem.parameter != NULL || companies == NULL)
    return problem;
  if (!JSON_NODE_HOLDS_ARRAY (companies))
    return (Problem) { "companies", "It must be a list." };
  for (guint i = 0; i < json_array_get_length (json_node_get_array (companies)); i++)
    {
      JsonNode *element = json_array_get_element (json_node_get_array (companies), i);

      if (!JSON_NODE_HOLDS_VALUE (element) || json_node_get_value_type (element) != G_TYPE_INT64
          || !foyer_sandbox_store_has_company (store, json_node_get_int (element)))
        return (Problem) { "companies", "There is no such company." };
    }
  return problem;
}

static char *
describe (Problem problem)
{
  if (problem.parameter == NULL)
    return NULL;
  if (problem.sentence == NULL)
    return g_strdup_printf ("'%s' is required", problem.parameter);
  return g_strdup_printf ("%s: %s", problem.parameter, problem.sentence);
}

static FoyerSandboxReply *
refuse (Problem problem)
{
  if (problem.parameter == NULL)
    return NULL;
  return problem.sentence == NULL ? foyer_sandbox_reply_new_missing (problem.parameter)
                                  : foyer_sandbox_reply_new_invalid (problem.parameter, problem.sentence);
}

static gboolean
id_is_wrong (JsonObject *object, gint64 last)
{
  gint64 id;

  switch (foyer_sandbox_params_get_id (object, "id", &id))
    {
    case FOYER_SANDBOX_GIVEN:
      return id > last;
    case FOYER_SANDBOX_WRONG:
      return TRUE;
    case FOYER_SANDBOX_ABSENT:
    case FOYER_SANDBOX_BLANK:
    default:
      return FALSE;
    }
}

/* What is wrong with the inline object of a lead, in words; NULL when nothing is. */
char *
foyer_sandbox_company_object_problem (const FoyerSandboxStore *store, JsonObject *object)
{
  if (id_is_wrong (object, store->last_company))
    return g_strdup ("There is no such company.");
  return describe (judge_company_object (store, object));
}

char *
foyer_sandbox_contact_object_problem (const FoyerSandboxStore *store, JsonObject *object)
{
  if (id_is_wrong (object, store->last_contact))
    return g_strdup ("There is no such contact.");
  return describe (judge_contact_object (store, object));
}

static void
apply_texts (JsonObject *object, const TextParam *params, guint n_params, char **texts)
{
  const char *text;

  for (guint i = 0; i < n_params; i++)
    if (foyer_sandbox_params_get_text (object, params[i].name, &text) != FOYER_SANDBOX_ABSENT)
      g_set_str (&texts[params[i].text], text);
}

void
foyer_sandbox_apply_company (FoyerSandboxCall *call, JsonObject *object, gint64 id)
{
  FoyerSandboxCompany *company = foyer_sandbox_store_get_company (call->store, id);
  JsonObject *address;
  gint64 value;

  if (company == NULL)
    company = foyer_sandbox_company_new (id);
  apply_texts (object, company_texts, G_N_ELEMENTS (company_texts), company->texts);
  if (foyer_sandbox_params_get_object (object, "address", &address) == FOYER_SANDBOX_GIVEN)
    apply_texts (address, address_texts, G_N_ELEMENTS (address_texts), company->texts);
  if (foyer_sandbox_params_get_id (object, "industryId", &value) != FOYER_SANDBOX_ABSENT)
    company->industry_id = value;
  if (foyer_sandbox_params_get_id (object, "primaryContactId", &value) != FOYER_SANDBOX_ABSENT)
    company->primary_contact_id = value;
  company->modified = call->now;
  foyer_sandbox_store_put_company (call->store, company);
}

/* LINK_TO_COMPANY is 0 for none. */
void
foyer_sandbox_apply_contact (FoyerSandboxCall *call, JsonObject *object, gint64 id, gint64 link_to_company)
{
  FoyerSandboxContact *contact = foyer_sandbox_store_get_contact (call->store, id);
  JsonNode *companies = foyer_sandbox_params_get_node (object, "companies");

  if (contact == NULL)
    contact = foyer_sandbox_contact_new (id);
  apply_texts (object, contact_texts, G_N_ELEMENTS (contact_texts), contact->texts);
  if (companies != NULL && JSON_NODE_HOLDS_ARRAY (companies))
    {
      g_array_set_size (contact->companies, 0);
      for (guint i = 0; i < json_array_get_length (json_node_get_array (companies)); i++)
        {
          gint64 company_id = json_array_get_int_element (json_node_get_array (companies), i);

          if (!foyer_sandbox_contact_is_of (contact, company_id))
            g_array_append_val (contact->companies, company_id);
        }
    }
  if (link_to_company != 0 && !foyer_sandbox_contact_is_of (contact, link_to_company))
    g_array_append_val (contact->companies, link_to_company);
  contact->modified = call->now;
  foyer_sandbox_store_put_contact (call->store, contact);
}

FoyerSandboxReply *
foyer_sandbox_judge_company (FoyerSandboxCall *call)
{
  if (id_is_wrong (call->params, call->store->last_company))
    return foyer_sandbox_reply_new_failed ("The company does not exist");
  return refuse (judge_company_object (call->store, call->params));
}

FoyerSandboxReply *
foyer_sandbox_judge_contact (FoyerSandboxCall *call)
{
  if (id_is_wrong (call->params, call->store->last_contact))
    return foyer_sandbox_reply_new_failed ("The contact does not exist");
  return refuse (judge_contact_object (call->store, call->params));
}

/* The company of that name, for updateIfExists; 0 when there is none. */
static gint64
find_company (const FoyerSandboxStore *store, const char *business_name)
{
  char buffer[FOYER_SANDBOX_TEXT_SIZE];

  for (gint64 id = 1; id <= store->last_company; id++)
    if (g_strcmp0 (foyer_sandbox_store_company_text (store, id, FOYER_SANDBOX_COMPANY_BUSINESS_NAME, buffer),
                   business_name)
        == 0)
      return id;
  return 0;
}

static gboolean
contact_text_is (const FoyerSandboxStore *store, gint64 id, guint text, const char *expected)
{
  char buffer[FOYER_SANDBOX_TEXT_SIZE];

  return g_strcmp0 (foyer_sandbox_store_contact_text (store, id, text, buffer), expected) == 0;
}

/* The contact of that name and e-mail address, for updateIfExists; 0 when there is none. */
static gint64
find_contact (const FoyerSandboxStore *store, const char *first_name, const char *last_name, const char *email)
{
  for (gint64 id = 1; id <= store->last_contact; id++)
    if (contact_text_is (store, id, FOYER_SANDBOX_CONTACT_FIRST_NAME, first_name)
        && contact_text_is (store, id, FOYER_SANDBOX_CONTACT_LAST_NAME, last_name)
        && contact_text_is (store, id, FOYER_SANDBOX_CONTACT_EMAIL, email))
      return id;
  return 0;
}

void
foyer_sandbox_reserve_company (FoyerSandboxCall *call)
{
  const char *name;
  gint64 id = 0;

  if (foyer_sandbox_params_get_id (call->params, "id", &id) != FOYER_SANDBOX_GIVEN
      && foyer_sandbox_params_get_flag (call->params, "updateIfExists"))
    {
      foyer_sandbox_params_get_text (call->params, "businessName", &name);
      id = find_company (call->store, name);
    }
  call->ids.company = id != 0 ? id : call->store->last_company + 1;
}

void
foyer_sandbox_reserve_contact (FoyerSandboxCall *call)
{
  const char *first_name, *last_name, *email;
  gint64 id = 0;

  if (foyer_sandbox_params_get_id (call->params, "id", &id) != FOYER_SANDBOX_GIVEN
      && foyer_sandbox_params_get_flag (call->params, "updateIfExists"))
    {
      foyer_sandbox_params_get_text (call->params, "firstName", &first_name);
      foyer_sandbox_params_get_text (call->params, "lastName", &last_name);
      foyer_sandbox_params_get_text (call->params, "email", &email);
      id = find_contact (call->store, first_name, last_name, email);
    }
  call->ids.contact = id != 0 ? id : call->store->last_contact + 1;
}

void
foyer_sandbox_apply_company_call (FoyerSandboxCall *call)
{
  foyer_sandbox_apply_company (call, call->params, call->ids.company);
}

void
foyer_sandbox_apply_contact_call (FoyerSandboxCall *call)
{
  foyer_sandbox_apply_contact (call, call->params, call->ids.contact, 0);
}

FoyerSandboxReply *
foyer_sandbox_answer_company (FoyerSandboxCall *call)
{
  return foyer_sandbox_reply_new_saved (call->ids.company, NULL);
}

FoyerSandboxReply *
foyer_sandbox_answer_contact (FoyerSandboxCall *call)
{
  return foyer_sandbox_reply_new_saved (call->ids.contact, NULL);
}
