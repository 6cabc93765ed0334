/* SPDX-License-Identifier: GPL-3.0-or-later */
/* contact?action=addOrUpdateLead: what the platform's page asks, typed here a second time (src/core has its own rules,
 * and tests/data/lead-requirements.csv holds both to the page). A refusal names the first bad parameter, in the page's
 * order. */
#include "foyer-sandbox-leads.h"

#include "foyer-sandbox-params.h"
#include "foyer-sandbox-people.h"
#include "foyer-sandbox-tables.h"

typedef struct
{
  FoyerSandboxCall *call;     /* borrowed */
  FoyerSandboxLead *existing; /* owned; NULL when a lead is added */
  JsonObject *company;        /* borrowed; the inline object, or NULL */
  JsonObject *contact;        /* borrowed; the inline object, or NULL */
  gboolean of_company;
} Judgement;

static FoyerSandboxParam
state_of (const Judgement *judgement, const char *name)
{
  gint64 id;

  return foyer_sandbox_params_get_id (judgement->call->params, name, &id);
}

/* What the lead will have: the parameter, else what it has. */
static gint64
effective (const Judgement *judgement, const char *name, gint64 present)
{
  gint64 id;

  return foyer_sandbox_params_get_id (judgement->call->params, name, &id) == FOYER_SANDBOX_ABSENT ? present : id;
}

static gboolean
decide_whose_lead (const Judgement *judgement)
{
  FoyerSandboxParam company = state_of (judgement, "companyId");

  if (judgement->company != NULL || company == FOYER_SANDBOX_GIVEN || company == FOYER_SANDBOX_WRONG)
    return TRUE;
  if (judgement->existing != NULL)
    return company == FOYER_SANDBOX_ABSENT && judgement->existing->company_id != 0;
  /* A lead contact alone speaks of a company that was forgotten. */
  return state_of (judgement, "companyLeadContactId") == FOYER_SANDBOX_GIVEN
         && state_of (judgement, "contactId") != FOYER_SANDBOX_GIVEN && judgement->contact == NULL;
}

typedef gboolean (*Known) (const FoyerSandboxStore *store, gint64 id);

static gboolean
known_quality (const FoyerSandboxStore *store, gint64 id)
{
  return foyer_sandbox_item_name (foyer_sandbox_qualities, foyer_sandbox_n_qualities, id) != NULL;
}

static gboolean
known_industry (const FoyerSandboxStore *store, gint64 id)
{
  return foyer_sandbox_item_name (foyer_sandbox_industries, foyer_sandbox_n_industries, id) != NULL;
}

static gboolean
known_source (const FoyerSandboxStore *store, gint64 id)
{
  return foyer_sandbox_item_name (foyer_sandbox_sources, foyer_sandbox_n_sources, id) != NULL;
}

static gboolean
known_channel (const FoyerSandboxStore *store, gint64 id)
{
  return foyer_sandbox_item_name (foyer_sandbox_channels, foyer_sandbox_n_channels, id) != NULL;
}

static gboolean
known_user (const FoyerSandboxStore *store, gint64 id)
{
  return foyer_sandbox_user_find (id) != NULL;
}

static gboolean
known_type (const FoyerSandboxStore *store, gint64 id)
{
  return foyer_sandbox_parent_find (foyer_sandbox_types, foyer_sandbox_n_types, id) != NULL;
}

static gboolean
known_stage (const FoyerSandboxStore *store, gint64 id)
{
  return foyer_sandbox_parent_find (foyer_sandbox_stages, foyer_sandbox_n_stages, id) != NULL;
}

/* Whatever parent they have; judge_type () and judge_stage () look at that. */
static gboolean
any_id (const FoyerSandboxStore *store, gint64 id)
{
  return TRUE;
}

static gboolean
is_required (const Judgement *judgement, const char *name)
{
  static const char *const required_to_add[] = { "sourceId", "typeId", "stageId", NULL };
  gboolean adding = judgement->existing == NULL;
  gboolean emptied = foyer_sandbox_params_has (judgement->call->params, name);

  if (g_str_equal (name, "qualityId"))
    return !judgement->call->store->quality_optional;
  if (g_str_equal (name, "industryId"))
    return adding && !judgement->of_company;
  if (g_str_equal (name, "companyId"))
    return judgement->of_company && judgement->company == NULL && (adding || emptied);
  if (g_str_equal (name, "companyLeadContactId"))
    return judgement->of_company && judgement->contact == NULL
           && (adding || emptied || judgement->existing->company_id == 0);
  if (g_str_equal (name, "contactId"))
    return !judgement->of_company && judgement->contact == NULL
           && (adding || emptied || judgement->existing->company_id != 0);
  return g_strv_contains (required_to_add, name) && (adding || emptied);
}

static FoyerSandboxReply *
judge_id (const Judgement *judgement, const char *name, Known known)
{
  gint64 id;

  switch (foyer_sandbox_params_get_id (judgement->call->params, name, &id))
    {
    case FOYER_SANDBOX_ABSENT:
    case FOYER_SANDBOX_BLANK:
      return is_required (judgement, name) ? foyer_sandbox_reply_new_missing (name) : NULL;
    case FOYER_SANDBOX_GIVEN:
      return known (judgement->call->store, id) ? NULL
                                                : foyer_sandbox_reply_new_invalid (name, "There is no such item.");
    case FOYER_SANDBOX_WRONG:
    default:
      return foyer_sandbox_reply_new_invalid (name, "It must be an integer above 0.");
    }
}

static FoyerSandboxReply *
judge_name (const Judgement *judgement)
{
  const char *name;

  switch (foyer_sandbox_params_get_text (judgement->call->params, "name", &name))
    {
    case FOYER_SANDBOX_ABSENT:
      return judgement->existing == NULL ? foyer_sandbox_reply_new_missing ("name") : NULL;
    case FOYER_SANDBOX_BLANK:
      return foyer_sandbox_reply_new_missing ("name");
    case FOYER_SANDBOX_WRONG:
      return foyer_sandbox_reply_new_invalid ("name", "It must be a text.");
    case FOYER_SANDBOX_GIVEN:
    default:
      return NULL;
    }
}

/* The subtype must be there when the request names a type that has some, and must be one of its type. */
static FoyerSandboxReply *
judge_type (const Judgement *judgement)
{
  const FoyerSandboxLead *existing = judgement->existing;
  gint64 type_id = effective (judgement, "typeId", existing != NULL ? existing->type_id : 0);
  gint64 subtype_id;
  FoyerSandboxParam subtype = foyer_sandbox_params_get_id (judgement->call->params, "subtypeId", &subtype_id);
  const FoyerSandboxParent *type = foyer_sandbox_parent_find (foyer_sandbox_types, foyer_sandbox_n_types, type_id);
  gboolean touched = state_of (judgement, "typeId") == FOYER_SANDBOX_GIVEN || subtype == FOYER_SANDBOX_BLANK;

  if (type == NULL)
    return NULL;
  if (subtype == FOYER_SANDBOX_GIVEN)
    return foyer_sandbox_parent_child_name (type, subtype_id) != NULL
               ? NULL
               : foyer_sandbox_reply_new_invalid ("subtypeId", "The type has no such subtype.");
  return touched && foyer_sandbox_parent_count_children (type) > 0 ? foyer_sandbox_reply_new_missing ("subtypeId")
                                                                   : NULL;
}

static FoyerSandboxReply *
judge_stage (const Judgement *judgement)
{
  const FoyerSandboxLead *existing = judgement->existing;
  gint64 stage_id = effective (judgement, "stageId", existing != NULL ? existing->stage_id : 0);
  gint64 reason_id;
  const FoyerSandboxParent *stage = foyer_sandbox_parent_find (foyer_sandbox_stages, foyer_sandbox_n_stages, stage_id);

  if (stage == NULL)
    return NULL;
  if (stage->apply_to == FOYER_SANDBOX_FOR_OPPORTUNITIES)
    return foyer_sandbox_reply_new_invalid ("stageId", "The stage is for opportunities.");
  if (foyer_sandbox_params_get_id (judgement->call->params, "stageReasonId", &reason_id) == FOYER_SANDBOX_GIVEN
      && foyer_sandbox_parent_child_name (stage, reason_id) == NULL)
    return foyer_sandbox_reply_new_invalid ("stageReasonId", "The stage has no such reason.");
  return NULL;
}

/* Text; a number is taken too, since the page calls this an integer. */
static FoyerSandboxReply *
judge_description (const Judgement *judgement)
{
  const char *text;
  gint64 number;

  if (foyer_sandbox_params_get_text (judgement->call->params, "description", &text) == FOYER_SANDBOX_WRONG
      && foyer_sandbox_params_get_integer (judgement->call->params, "description", &number) == FOYER_SANDBOX_WRONG)
    return foyer_sandbox_reply_new_invalid ("description", "It must be a text.");
  return NULL;
}

static FoyerSandboxReply *
judge_inline_objects (Judgement *judgement)
{
  JsonObject *params = judgement->call->params;
  FoyerSandboxReply *refusal = NULL;
  g_autofree char *company_problem = NULL;
  g_autofree char *contact_problem = NULL;

  if (foyer_sandbox_params_get_object (params, "company", &judgement->company) == FOYER_SANDBOX_WRONG)
    return foyer_sandbox_reply_new_invalid ("company", "It must be an object.");
  if (foyer_sandbox_params_get_object (params, "contact", &judgement->contact) == FOYER_SANDBOX_WRONG)
    return foyer_sandbox_reply_new_invalid ("contact", "It must be an object.");
  if (judgement->company != NULL)
    company_problem = foyer_sandbox_company_object_problem (judgement->call->store, judgement->company);
  if (company_problem != NULL)
    return foyer_sandbox_reply_new_invalid ("company", company_problem);
  if (judgement->contact != NULL)
    contact_problem = foyer_sandbox_contact_object_problem (judgement->call->store, judgement->contact);
  if (contact_problem != NULL)
    refusal = foyer_sandbox_reply_new_invalid ("contact", contact_problem);
  return refusal;
}

static FoyerSandboxReply *
refuse_custom_field (gint64 field_id, const char *sentence)
{
  g_autofree char *reason = g_strdup_printf ("customField %" G_GINT64_FORMAT ": %s", field_id, sentence);

  return foyer_sandbox_reply_new_refusal (FOYER_SANDBOX_BAD_REQUEST, FOYER_SANDBOX_INVALID_PARAMETER,
                                          "'customFields' does not validate", reason);
}

static FoyerSandboxReply *
judge_custom_fields (const Judgement *judgement)
{
  JsonNode *node = foyer_sandbox_params_get_node (judgement->call->params, "customFields");
  gint64 required = judgement->call->store->required_custom_field;
  gboolean required_is_filled = FALSE, required_is_emptied = FALSE;
  JsonArray *fields;

  if (node != NULL && !JSON_NODE_HOLDS_ARRAY (node))
    return foyer_sandbox_reply_new_invalid ("customFields", "It must be a list.");
  fields = node != NULL ? json_node_get_array (node) : NULL;
  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    {
      JsonNode *element = json_array_get_element (fields, i);
      JsonObject *field;
      gint64 field_id;
      const char *text;

      if (!JSON_NODE_HOLDS_OBJECT (element))
        return foyer_sandbox_reply_new_invalid ("customFields", "Each must be an object.");
      field = json_node_get_object (element);
      if (foyer_sandbox_params_get_id (field, "fieldId", &field_id) != FOYER_SANDBOX_GIVEN)
        return foyer_sandbox_reply_new_invalid ("customFields", "Each must have a fieldId.");
      if (!foyer_sandbox_params_has (field, "fieldValue"))
        return refuse_custom_field (field_id, "It must have a fieldValue.");
      if (foyer_sandbox_item_name (foyer_sandbox_custom_fields, foyer_sandbox_n_custom_fields, field_id) == NULL)
        return refuse_custom_field (field_id, "There is no such field.");
      if (field_id == required)
        {
          FoyerSandboxParam value = foyer_sandbox_params_get_text (field, "fieldValue", &text);

          required_is_emptied = value == FOYER_SANDBOX_BLANK;
          required_is_filled = !required_is_emptied;
        }
    }
  if (required != 0 && (required_is_emptied || (judgement->existing == NULL && !required_is_filled)))
    return refuse_custom_field (required, "A value is required.");
  return NULL;
}

/* The lead contact is one of the company's; an inline contact becomes one. */
static FoyerSandboxReply *
judge_membership (const Judgement *judgement)
{
  const FoyerSandboxLead *existing = judgement->existing;
  JsonObject *params = judgement->call->params;
  gint64 company_id, contact_id;
  gboolean touched = judgement->company != NULL || foyer_sandbox_params_has (params, "companyId")
                     || foyer_sandbox_params_has (params, "companyLeadContactId");

  if (!judgement->of_company || judgement->contact != NULL || !touched)
    return NULL;
  company_id = effective (judgement, "companyId", existing != NULL ? existing->company_id : 0);
  if (judgement->company != NULL)
    foyer_sandbox_params_get_id (judgement->company, "id", &company_id);
  contact_id = effective (judgement, "companyLeadContactId", existing != NULL ? existing->contact_id : 0);
  if (foyer_sandbox_store_contact_is_of (judgement->call->store, contact_id, company_id))
    return NULL;
  return foyer_sandbox_reply_new_refusal (FOYER_SANDBOX_BAD_REQUEST, FOYER_SANDBOX_INVALID_LEAD,
                                          "The lead details are invalid",
                                          "companyLeadContactId: The contact does not belong to the company.");
}

static FoyerSandboxReply *
judge_in_order (Judgement *judgement)
{
  static const struct
  {
    const char *name;
    Known known;
  } ids_before_name[] = {
    { "qualityId", known_quality },
    { "industryId", known_industry },
    { "sourceId", known_source },
    { "companyId", foyer_sandbox_store_has_company },
    { "companyLeadContactId", foyer_sandbox_store_has_contact },
    { "contactId", foyer_sandbox_store_has_contact },
  }, ids_after_name[] = {
    { "ownerUserId", known_user }, { "typeId", known_type },       { "subtypeId", any_id },     { "stageId", known_stage },
    { "stageReasonId", any_id },   { "channel", known_channel },   { "channelId", known_channel },
  };
  FoyerSandboxReply *(*const rest[]) (const Judgement *) = {
    judge_type, judge_stage, judge_description, judge_custom_fields, judge_membership,
  };
  FoyerSandboxReply *refusal = judge_inline_objects (judgement);

  judgement->of_company = decide_whose_lead (judgement);
  for (guint i = 0; refusal == NULL && i < G_N_ELEMENTS (ids_before_name); i++)
    refusal = judge_id (judgement, ids_before_name[i].name, ids_before_name[i].known);
  if (refusal == NULL)
    refusal = judge_name (judgement);
  for (guint i = 0; refusal == NULL && i < G_N_ELEMENTS (ids_after_name); i++)
    refusal = judge_id (judgement, ids_after_name[i].name, ids_after_name[i].known);
  for (guint i = 0; refusal == NULL && i < G_N_ELEMENTS (rest); i++)
    refusal = rest[i](judgement);
  return refusal;
}

FoyerSandboxReply *
foyer_sandbox_judge_lead (FoyerSandboxCall *call)
{
  Judgement judgement = { .call = call };
  FoyerSandboxReply *refusal;
  gint64 id;

  if (json_object_get_size (call->params) == 0)
    return foyer_sandbox_reply_new_refusal (FOYER_SANDBOX_BAD_REQUEST, FOYER_SANDBOX_EMPTY_LEAD, "The request is empty",
                                            NULL);
  switch (foyer_sandbox_params_get_id (call->params, "id", &id))
    {
    case FOYER_SANDBOX_WRONG:
      return foyer_sandbox_reply_new_invalid ("id", "It must be an integer above 0.");
    case FOYER_SANDBOX_GIVEN:
      judgement.existing = foyer_sandbox_store_get_lead (call->store, id);
      if (judgement.existing == NULL)
        return foyer_sandbox_reply_new_refusal (FOYER_SANDBOX_BAD_REQUEST, FOYER_SANDBOX_NO_SUCH_LEAD,
                                                "The lead does not exist", NULL);
      break;
    case FOYER_SANDBOX_ABSENT:
    case FOYER_SANDBOX_BLANK:
    default:
      break;
    }
  refusal = judge_in_order (&judgement);
  g_clear_pointer (&judgement.existing, foyer_sandbox_lead_free);
  return refusal;
}

void
foyer_sandbox_reserve_lead (FoyerSandboxCall *call)
{
  JsonObject *company, *contact;

  if (foyer_sandbox_params_get_id (call->params, "id", &call->ids.lead) != FOYER_SANDBOX_GIVEN)
    call->ids.lead = call->store->last_lead + 1;
  if (foyer_sandbox_params_get_object (call->params, "company", &company) == FOYER_SANDBOX_GIVEN
      && foyer_sandbox_params_get_id (company, "id", &call->ids.company) != FOYER_SANDBOX_GIVEN)
    call->ids.company = call->store->last_company + 1;
  if (foyer_sandbox_params_get_object (call->params, "contact", &contact) == FOYER_SANDBOX_GIVEN
      && foyer_sandbox_params_get_id (contact, "id", &call->ids.contact) != FOYER_SANDBOX_GIVEN)
    call->ids.contact = call->store->last_contact + 1;
}

static void
set_id (JsonObject *params, const char *name, gint64 *member)
{
  gint64 id;

  if (foyer_sandbox_params_get_id (params, name, &id) != FOYER_SANDBOX_ABSENT)
    *member = id;
}

static void
set_text (JsonObject *params, const char *name, char **member)
{
  const char *text = NULL;
  gint64 number = 0;
  FoyerSandboxParam state = foyer_sandbox_params_get_text (params, name, &text);

  if (state == FOYER_SANDBOX_WRONG && foyer_sandbox_params_get_integer (params, name, &number) == FOYER_SANDBOX_GIVEN)
    {
      g_free (*member);
      *member = g_strdup_printf ("%" G_GINT64_FORMAT, number);
    }
  else if (state != FOYER_SANDBOX_ABSENT)
    g_set_str (member, text);
}

/* A field keeps its place, a new one goes to the end. */
static void
merge_custom_fields (FoyerSandboxLead *lead, JsonArray *given)
{
  JsonArray *merged = json_array_new ();

  for (guint i = 0; lead->custom_fields != NULL && i < json_array_get_length (lead->custom_fields); i++)
    {
      JsonObject *field = json_array_get_object_element (lead->custom_fields, i);
      gboolean replaced = FALSE;

      for (guint k = 0; k < json_array_get_length (given); k++)
        replaced = replaced
                   || json_object_get_int_member (json_array_get_object_element (given, k), "fieldId")
                          == json_object_get_int_member (field, "fieldId");
      if (!replaced)
        json_array_add_object_element (merged, json_object_ref (field));
    }
  for (guint k = 0; k < json_array_get_length (given); k++)
    json_array_add_object_element (merged, json_object_ref (json_array_get_object_element (given, k)));
  g_clear_pointer (&lead->custom_fields, json_array_unref);
  lead->custom_fields = merged;
}

static void
apply_company_and_contact (FoyerSandboxCall *call, FoyerSandboxLead *lead)
{
  JsonObject *company, *contact;

  set_id (call->params, "companyId", &lead->company_id);
  if (foyer_sandbox_params_get_object (call->params, "company", &company) == FOYER_SANDBOX_GIVEN)
    {
      foyer_sandbox_apply_company (call, company, call->ids.company);
      lead->company_id = call->ids.company;
    }
  set_id (call->params, lead->company_id != 0 ? "companyLeadContactId" : "contactId", &lead->contact_id);
  if (foyer_sandbox_params_get_object (call->params, "contact", &contact) == FOYER_SANDBOX_GIVEN)
    {
      foyer_sandbox_apply_contact (call, contact, call->ids.contact, lead->company_id);
      lead->contact_id = call->ids.contact;
    }
}

void
foyer_sandbox_apply_lead (FoyerSandboxCall *call)
{
  JsonObject *params = call->params;
  FoyerSandboxLead *lead = foyer_sandbox_store_get_lead (call->store, call->ids.lead);
  JsonNode *custom_fields = foyer_sandbox_params_get_node (params, "customFields");
  gint64 old_type, old_stage;

  if (lead == NULL)
    {
      lead = g_new0 (FoyerSandboxLead, 1);
      lead->id = call->ids.lead;
      lead->created = call->now;
    }
  old_type = lead->type_id;
  old_stage = lead->stage_id;
  lead->modified = call->now;
  set_id (params, "qualityId", &lead->quality_id);
  set_id (params, "industryId", &lead->industry_id);
  set_id (params, "sourceId", &lead->source_id);
  apply_company_and_contact (call, lead);
  set_text (params, "name", &lead->name);
  set_id (params, "ownerUserId", &lead->owner_user_id);
  set_id (params, "typeId", &lead->type_id);
  if (lead->type_id != old_type)
    lead->subtype_id = 0;
  set_id (params, "subtypeId", &lead->subtype_id);
  set_id (params, "stageId", &lead->stage_id);
  if (lead->stage_id != old_stage)
    {
      lead->stage_reason_id = 0;
      lead->stage_changed = call->now;
    }
  set_id (params, "stageReasonId", &lead->stage_reason_id);
  set_id (params, "channel", &lead->channel_id);
  set_id (params, "channelId", &lead->channel_id);
  set_text (params, "description", &lead->description);
  if (custom_fields != NULL && JSON_NODE_HOLDS_ARRAY (custom_fields))
    merge_custom_fields (lead, json_node_get_array (custom_fields));
  foyer_sandbox_store_put_lead (call->store, lead);
}

FoyerSandboxReply *
foyer_sandbox_answer_lead (FoyerSandboxCall *call)
{
  gboolean warns = foyer_sandbox_world_hash (&call->store->world, FOYER_SANDBOX_KIND_LEAD, call->ids.lead, 30) % 16
                   == 0;

  return foyer_sandbox_reply_new_saved (call->ids.lead, warns ? "No follow-up is planned for this lead" : NULL);
}
