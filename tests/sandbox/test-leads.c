/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a lead is after it was added and updated, and what lead-requirements.csv does not say. Would catch: a parameter
 * that is accepted and dropped, an update that touches what it does not name, a refusal that changes something. */
#include "platform.h"

#include <string.h>

static JsonObject *
get_lead (Platform *platform, gint64 id)
{
  g_autoptr (Answer)
      answer = platform_callf (platform, "crm", "getLeadList", "{\"filter\":{\"id\":%" G_GINT64_FORMAT "}}", id);

  g_assert_cmpint (answer_get_meta (answer, "count"), ==, 1);
  return json_object_ref (json_array_get_object_element (answer_get_rows (answer), 0));
}

static gint64
get_id_inside (JsonObject *row, const char *name)
{
  JsonNode *node = json_object_get_member (row, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? row_get_id (json_node_get_object (node), "id") : 0;
}

static void
test_add (void)
{
  g_autoptr (Platform) platform = platform_new (NULL);
  g_autoptr (Answer) added = platform_call (
      platform, "contact", "addOrUpdateLead",
      "{\"id\":null,\"qualityId\":2,\"industryId\":405,\"sourceId\":32,\"companyId\":7,"
      "\"companyLeadContactId\":13,\"name\":\" Gala \\\"東京\\\" \",\"ownerUserId\":103,\"typeId\":21,"
      "\"subtypeId\":212,\"stageId\":16,\"stageReasonId\":163,\"channel\":52,\"channelId\":52,"
      "\"description\":\"Forty\\nguests & <more>\"}");
  g_autoptr (JsonObject) lead = get_lead (platform, answer_assert_saved (added));
  static const struct
  {
    const char *name;
    gint64 id;
  } ids[] = {
    { "qualityId", 2 }, { "sourceId", 32 },       { "typeId", 21 },    { "subtypeId", 212 },
    { "stageId", 16 },  { "stageReasonId", 163 }, { "channelId", 52 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_cmpint (row_get_id (lead, ids[i].name), ==, ids[i].id);
  g_assert_cmpint (get_id_inside (lead, "company"), ==, 7);
  g_assert_cmpint (get_id_inside (lead, "contact"), ==, 13);
  g_assert_cmpint (get_id_inside (lead, "ownerUser"), ==, 103);
  g_assert_cmpstr (json_object_get_string_member (lead, "name"), ==, " Gala \"東京\" ");
  g_assert_cmpstr (json_object_get_string_member (lead, "description"), ==, "Forty\nguests & <more>");
  g_assert_cmpstr (json_object_get_string_member (lead, "quality"), ==, "B-Grade");
  g_assert_cmpstr (json_object_get_string_member (lead, "stageReasonName"), ==, "Chose another venue");
  /* As the platform's row. */
  g_assert_false (json_object_has_member (lead, "industryId"));
  g_assert_false (json_object_has_member (lead, "customFields"));
}

/* Only what is named changes; null empties, and so does an empty text. */
static void
test_update (void)
{
  g_autoptr (Platform) platform = platform_new (NULL);
  g_autoptr (JsonObject) before = get_lead (platform, 1);
  g_autoptr (Answer) updated = platform_call (platform, "contact", "addOrUpdateLead",
                                              "{\"id\":1,\"qualityId\":3,\"ownerUserId\":null,\"description\":\"\"}");
  g_autoptr (JsonObject) after = get_lead (platform, answer_assert_saved (updated));
  static const char *const changed[] = { "qualityId", "quality", "ownerUser", "description", "modifiedDate", NULL };
  g_autoptr (GList) names = json_object_get_members (before);

  g_assert_cmpint (row_get_id (after, "qualityId"), ==, 3);
  g_assert_cmpint (get_id_inside (after, "ownerUser"), ==, 0);
  g_assert_null (json_object_get_string_member_with_default (after, "description", NULL));
  for (GList *l = names; l != NULL; l = l->next)
    if (!g_strv_contains (changed, l->data))
      g_assert_true (
          json_node_equal (json_object_get_member (before, l->data), json_object_get_member (after, l->data)));
}

/* From a company's lead to a person's and back. */
static void
test_change_whose (void)
{
  g_autoptr (Platform) platform = platform_new (NULL);
  g_autoptr (Answer) to_contact = platform_call (platform, "contact", "addOrUpdateLead",
                                                 "{\"id\":1,\"qualityId\":3,\"companyId\":null,"
                                                 "\"companyLeadContactId\":null,\"contactId\":15}");
  g_autoptr (JsonObject) of_contact = get_lead (platform, answer_assert_saved (to_contact));
  g_autoptr (Answer) to_company = platform_call (platform, "contact", "addOrUpdateLead",
                                                 "{\"id\":1,\"qualityId\":3,\"companyId\":7,"
                                                 "\"companyLeadContactId\":13,\"contactId\":null}");
  g_autoptr (JsonObject) of_company = get_lead (platform, answer_assert_saved (to_company));

  g_assert_cmpint (get_id_inside (of_contact, "company"), ==, 0);
  g_assert_cmpint (get_id_inside (of_contact, "contact"), ==, 15);
  g_assert_cmpint (get_id_inside (of_company, "company"), ==, 7);
  g_assert_cmpint (get_id_inside (of_company, "contact"), ==, 13);
}

/* The lead contact alone, or the company alone, still has to fit the other. */
static void
test_membership_of_update (void)
{
  g_autoptr (Platform) platform = platform_new (NULL);
  g_autoptr (Answer) both = platform_call (platform, "contact", "addOrUpdateLead",
                                           "{\"id\":1,\"qualityId\":3,\"companyId\":7,\"companyLeadContactId\":13}");
  g_autoptr (Answer) contact = platform_call (platform, "contact", "addOrUpdateLead",
                                              "{\"id\":1,\"qualityId\":3,\"companyLeadContactId\":15}");
  g_autoptr (Answer)
      company = platform_call (platform, "contact", "addOrUpdateLead", "{\"id\":1,\"qualityId\":3,\"companyId\":8}");
  g_autoptr (Answer)
      neither = platform_call (platform, "contact", "addOrUpdateLead", "{\"id\":1,\"qualityId\":3,\"name\":\"Gala\"}");

  answer_assert_saved (both);
  answer_assert_refusal (contact, 400, 24218, "companyLeadContactId");
  answer_assert_refusal (company, 400, 24218, "companyLeadContactId");
  answer_assert_saved (neither);
}

/* A new type or stage takes the old subtype or reason away. */
static void
test_children_follow_parents (void)
{
  g_autoptr (Platform) platform = platform_new (NULL);
  g_autoptr (Answer) first = platform_call (platform, "contact", "addOrUpdateLead",
                                            "{\"id\":1,\"qualityId\":3,\"typeId\":21,\"subtypeId\":211,\"stageId\":16,"
                                            "\"stageReasonId\":161}");
  g_autoptr (Answer) second = platform_call (platform, "contact", "addOrUpdateLead",
                                             "{\"id\":1,\"qualityId\":3,\"typeId\":25,\"stageId\":15}");
  g_autoptr (Answer) reason = platform_call (platform, "contact", "addOrUpdateLead",
                                             "{\"id\":1,\"qualityId\":3,\"stageReasonId\":152}");
  g_autoptr (Answer) wrong = platform_call (platform, "contact", "addOrUpdateLead",
                                            "{\"id\":1,\"qualityId\":3,\"stageReasonId\":161}");
  g_autoptr (JsonObject) lead = NULL;

  answer_assert_saved (first);
  answer_assert_saved (second);
  answer_assert_saved (reason);
  answer_assert_refusal (wrong, 400, 23016, "stageReasonId");
  lead = get_lead (platform, 1);
  g_assert_cmpint (row_get_id (lead, "subtypeId"), ==, 0);
  g_assert_cmpint (row_get_id (lead, "stageReasonId"), ==, 152);
}

/* A refused lead leaves nothing behind, not even the company that came with it. */
static void
test_refusal_changes_nothing (void)
{
  g_autoptr (Platform) platform = platform_new (NULL);
  g_autoptr (Answer) refused = platform_call (platform, "contact", "addOrUpdateLead",
                                              "{\"qualityId\":2,\"sourceId\":32,\"name\":\"Gala\",\"typeId\":21,"
                                              "\"stageId\":12,\"company\":{\"businessName\":\"Quay\"},\"contact\":"
                                              "{\"firstName\":\"A\",\"lastName\":\"B\",\"email\":\"a@b.example\"}}");
  g_autoptr (Answer) companies = platform_call (platform, "contact", "getCompanyList", "{\"perPage\":1}");
  g_autoptr (Answer) leads = platform_call (platform, "crm", "getLeadList", "{\"perPage\":1}");

  answer_assert_refusal (refused, 400, 23017, "subtypeId");
  g_assert_cmpint (answer_get_meta (companies, "totalResults"), ==, 125);
  g_assert_cmpint (answer_get_meta (leads, "totalResults"), ==, 250);
}

/* Objects inside the lead: both are made, and the contact is linked to the company. */
static void
test_inline_objects (void)
{
  g_autoptr (Platform) platform = platform_new (NULL);
  g_autoptr (Answer) added = platform_call (platform, "contact", "addOrUpdateLead",
                                            "{\"qualityId\":2,\"sourceId\":32,\"name\":\"Gala\",\"typeId\":23,"
                                            "\"stageId\":12,\"company\":{\"businessName\":\"Quay\"},\"contact\":"
                                            "{\"firstName\":\"A\",\"lastName\":\"B\",\"email\":\"a@b.example\"}}");
  g_autoptr (JsonObject) lead = get_lead (platform, answer_assert_saved (added));
  g_autoptr (Answer) contacts = platform_call (platform, "contact", "getContactList", "{\"companyId\":126}");

  g_assert_cmpint (get_id_inside (lead, "company"), ==, 126);
  g_assert_cmpint (get_id_inside (lead, "contact"), ==, 251);
  g_assert_cmpint (answer_get_meta (contacts, "totalResults"), ==, 1);
}

static void
test_required_custom_field (void)
{
  FoyerSandboxOptions options = platform_options ();
  g_autoptr (Platform) platform = NULL;
  const char
      *format = "{%s\"qualityId\":2,\"sourceId\":32,\"companyId\":7,\"companyLeadContactId\":13,\"name\":\"Gala\","
                "\"typeId\":23,\"stageId\":12%s}";
  static const struct
  {
    const char *id, *custom_fields;
    gboolean accepted;
  } cases[] = {
    { "", "", FALSE },
    { "", ",\"customFields\":[]", FALSE },
    { "", ",\"customFields\":[{\"fieldId\":81,\"fieldValue\":\"Vegan\"}]", FALSE },
    { "", ",\"customFields\":[{\"fieldId\":82,\"fieldValue\":\"\"}]", FALSE },
    { "", ",\"customFields\":[{\"fieldId\":82,\"fieldValue\":\"Terrace\"}]", TRUE },
    { "", ",\"customFields\":[{\"fieldId\":82,\"fieldValue\":2}]", TRUE },
    { "\"id\":1,", "", TRUE },
    { "\"id\":1,", ",\"customFields\":[{\"fieldId\":82,\"fieldValue\":null}]", FALSE },
  };

  options.required_custom_field = 82;
  platform = platform_new (&options);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body = NULL;
      g_autoptr (Answer) answer = NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      body = g_strdup_printf (format, cases[i].id, cases[i].custom_fields);
#pragma GCC diagnostic pop
      answer = platform_call (platform, "contact", "addOrUpdateLead", body);
      if (cases[i].accepted)
        answer_assert_saved (answer);
      else
        {
          answer_assert_refusal (answer, 400, 23016, "customFields");
          g_assert_nonnull (strstr (answer->text, "\"customField 82: "));
        }
    }
}

/* The account of today's page: nothing says that a quality is needed. */
static void
test_optional_quality (void)
{
  FoyerSandboxOptions options = platform_options ();
  g_autoptr (Platform) platform = NULL;
  g_autoptr (Answer) updated = NULL;

  options.quality_optional = TRUE;
  platform = platform_new (&options);
  updated = platform_call (platform, "contact", "addOrUpdateLead", "{\"id\":1,\"name\":\"Gala\"}");
  answer_assert_saved (updated);
}

/* One add in some comes with a warning, which is no failure. */
static void
test_warnings (void)
{
  g_autoptr (Platform) platform = platform_new (NULL);
  guint n_warnings = 0;

  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (Answer)
          added = platform_call (platform, "contact", "addOrUpdateLead",
                                 "{\"qualityId\":2,\"sourceId\":32,\"companyId\":7,\"companyLeadContactId\":13,"
                                 "\"name\":\"Gala\",\"typeId\":23,\"stageId\":12}");

      g_assert_cmpint (answer_assert_saved (added), ==, 251 + i);
      n_warnings += json_object_has_member (added->object, "warnings");
    }
  g_assert_cmpuint (n_warnings, >, 0);
  g_assert_cmpuint (n_warnings, <, 30);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/leads/add", test_add);
  g_test_add_func ("/sandbox/leads/update", test_update);
  g_test_add_func ("/sandbox/leads/change-whose", test_change_whose);
  g_test_add_func ("/sandbox/leads/membership-of-update", test_membership_of_update);
  g_test_add_func ("/sandbox/leads/children-follow-parents", test_children_follow_parents);
  g_test_add_func ("/sandbox/leads/refusal-changes-nothing", test_refusal_changes_nothing);
  g_test_add_func ("/sandbox/leads/inline-objects", test_inline_objects);
  g_test_add_func ("/sandbox/leads/required-custom-field", test_required_custom_field);
  g_test_add_func ("/sandbox/leads/optional-quality", test_optional_quality);
  g_test_add_func ("/sandbox/leads/warnings", test_warnings);
  return g_test_run ();
}
