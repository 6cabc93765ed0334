/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Leads on the wire: the exact body of adds and updates (platform-api.md, 3), and rows read whatever shape they come
 * in. Would catch a field sent that did not change, one emptied that nobody knows, half a group of parties, and a page
 * lost for one odd member. */

#include "foyer-test-server.h"

#include "foyer-error.h"
#include "foyer-json.h"
#include "foyer-lead-codec.h"
#include "foyer-lead-service.h"

#include <string.h>

#define WRITE_URI "/api/1.0/contact?action=addOrUpdateLead"
#define LIST_URI  "/api/1.0/crm?action=getLeadList"

static void
assert_written (FoyerLead *lead, FoyerLead *base, const char *wanted)
{
  g_autoptr (GBytes) body = foyer_lead_codec_write (lead, base);
  g_autofree char *text = NULL;

  if (wanted == NULL)
    {
      g_assert_null (body);
      return;
    }
  g_assert_nonnull (body);
  text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  g_assert_cmpstr (text, ==, wanted);
}

static FoyerLead *
make_company_lead (void)
{
  FoyerLead *lead = foyer_lead_new ();

  foyer_lead_set_belongs_to (lead, FOYER_BELONGS_TO_COMPANY);
  foyer_lead_set_text (lead, FOYER_LEAD_NAME, " Gala \"dinner\" ");
  foyer_lead_set_id (lead, FOYER_LEAD_COMPANY, 301);
  foyer_lead_set_id (lead, FOYER_LEAD_LEAD_CONTACT, 501);
  foyer_lead_set_id (lead, FOYER_LEAD_QUALITY, 1);
  foyer_lead_set_id (lead, FOYER_LEAD_STAGE, 10);
  foyer_lead_set_id (lead, FOYER_LEAD_TYPE, 20);
  foyer_lead_set_id (lead, FOYER_LEAD_SOURCE, 40);
  return lead;
}

static FoyerLead *
read_recorded (guint position)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "replies", "lead-list.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  bytes = g_bytes_new (text, strlen (text));
  root = foyer_json_parse (bytes, NULL);
  rows = foyer_json_get_elements (foyer_json_node_object (root), "results");
  return foyer_lead_codec_read (foyer_json_node_object (rows->pdata[position]));
}

static void
test_write_add (void)
{
  g_autoptr (FoyerLead) empty = foyer_lead_new ();
  g_autoptr (FoyerLead) lead = make_company_lead ();
  g_autoptr (FoyerCustomFields) none = foyer_custom_fields_new ();
  g_autoptr (FoyerCustomFields) one = foyer_custom_fields_with (none, 12, "Sea \xe2\x98\x83 view");
  g_autoptr (FoyerCustomFields) two = foyer_custom_fields_with (one, 3, "200");

  assert_written (empty, NULL, NULL);
  assert_written (lead, NULL,
                  "{\"name\":\"Gala \\\"dinner\\\"\",\"companyId\":301,\"companyLeadContactId\":501,\"qualityId\":1,"
                  "\"stageId\":10,\"typeId\":20,\"sourceId\":40}");

  foyer_lead_set_text (lead, FOYER_LEAD_DESCRIPTION, "One\nTwo");
  foyer_lead_set_id (lead, FOYER_LEAD_STAGE_REASON, 100);
  foyer_lead_set_id (lead, FOYER_LEAD_SUBTYPE, 200);
  foyer_lead_set_id (lead, FOYER_LEAD_INDUSTRY, 30);
  foyer_lead_set_id (lead, FOYER_LEAD_CHANNEL, 50);
  foyer_lead_set_id (lead, FOYER_LEAD_OWNER, G_MAXINT64 - 1);
  foyer_lead_set_custom_fields (lead, two);
  assert_written (lead, NULL,
                  "{\"name\":\"Gala \\\"dinner\\\"\",\"description\":\"One\\nTwo\",\"companyId\":301,"
                  "\"companyLeadContactId\":501,\"qualityId\":1,\"stageId\":10,\"stageReasonId\":100,\"typeId\":20,"
                  "\"subtypeId\":200,\"industryId\":30,\"sourceId\":40,\"channel\":50,\"channelId\":50,"
                  "\"ownerUserId\":9223372036854775806,\"customFields\":[{\"fieldId\":3,\"fieldValue\":\"200\"},"
                  "{\"fieldId\":12,\"fieldValue\":\"Sea \xe2\x98\x83 view\"}]}");

  /* A person's lead carries no company, even when one was chosen before. */
  foyer_lead_set_belongs_to (lead, FOYER_BELONGS_TO_PERSON);
  foyer_lead_set_id (lead, FOYER_LEAD_CONTACT, 502);
  for (FoyerLeadField field = FOYER_LEAD_STAGE; field < FOYER_N_WRITTEN_FIELDS; field++)
    foyer_lead_clear (lead, field);
  assert_written (lead, NULL,
                  "{\"name\":\"Gala \\\"dinner\\\"\",\"description\":\"One\\nTwo\",\"contactId\":502,\"qualityId\":1}");
}

static void
test_write_update (void)
{
  g_autoptr (FoyerLead) base = read_recorded (0);
  g_autoptr (FoyerLead) lead = foyer_lead_copy (base);
  g_autoptr (FoyerCustomFields) none = foyer_custom_fields_new ();
  g_autoptr (FoyerCustomFields) custom = foyer_custom_fields_with (none, 12, "x");

  assert_written (lead, base, NULL);

  /* A space at the end is no change, and what nobody knows is not cleared. */
  foyer_lead_set_text (lead, FOYER_LEAD_NAME, "Gala dinner ");
  assert_written (lead, base, NULL);

  foyer_lead_set_text (lead, FOYER_LEAD_NAME, "Gala");
  assert_written (lead, base, "{\"id\":1001,\"name\":\"Gala\",\"qualityId\":1}");

  foyer_lead_set_id (lead, FOYER_LEAD_QUALITY, 2);
  foyer_lead_clear (lead, FOYER_LEAD_DESCRIPTION);
  foyer_lead_clear (lead, FOYER_LEAD_CHANNEL);
  foyer_lead_clear (lead, FOYER_LEAD_OWNER);
  foyer_lead_set_id (lead, FOYER_LEAD_INDUSTRY, 30);
  foyer_lead_set_custom_fields (lead, custom);
  assert_written (
      lead, base,
      "{\"id\":1001,\"name\":\"Gala\",\"description\":\"\",\"qualityId\":2,\"industryId\":30,\"channel\":null,"
      "\"channelId\":null,\"ownerUserId\":null,\"customFields\":[{\"fieldId\":12,\"fieldValue\":\"x\"}]}");
}

/* A custom field that was taken away is emptied; one that did not change is not sent. */
static void
test_write_custom_fields (void)
{
  g_autoptr (FoyerLead) base = read_recorded (0);
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerCustomFields) none = foyer_custom_fields_new ();
  g_autoptr (FoyerCustomFields) one = foyer_custom_fields_with (none, 12, "a");
  g_autoptr (FoyerCustomFields) two = foyer_custom_fields_with (one, 13, "b");
  g_autoptr (FoyerCustomFields) wanted = foyer_custom_fields_with (one, 14, "c");

  foyer_lead_set_custom_fields (base, two);
  lead = foyer_lead_copy (base);
  foyer_lead_set_custom_fields (lead, wanted);
  assert_written (lead, base,
                  "{\"id\":1001,\"qualityId\":1,\"customFields\":[{\"fieldId\":13,\"fieldValue\":\"\"},"
                  "{\"fieldId\":14,\"fieldValue\":\"c\"}]}");
}

/* Company, lead contact and person travel together when one of them changes, and never otherwise. */
static void
test_write_parties (void)
{
  g_autoptr (FoyerLead) company = read_recorded (0);
  g_autoptr (FoyerLead) person = read_recorded (1);
  g_autoptr (FoyerLead) lead = foyer_lead_copy (company);

  foyer_lead_set_id (lead, FOYER_LEAD_LEAD_CONTACT, 509);
  assert_written (lead, company, "{\"id\":1001,\"companyId\":301,\"companyLeadContactId\":509,\"qualityId\":1}");

  foyer_lead_set_belongs_to (lead, FOYER_BELONGS_TO_PERSON);
  foyer_lead_set_id (lead, FOYER_LEAD_CONTACT, 502);
  assert_written (lead, company,
                  "{\"id\":1001,\"companyId\":null,\"companyLeadContactId\":null,\"contactId\":502,\"qualityId\":1}");

  foyer_lead_assign (lead, person);
  foyer_lead_set_id (lead, FOYER_LEAD_CONTACT, 503);
  assert_written (lead, person, "{\"id\":1002,\"contactId\":503,\"qualityId\":2}");

  foyer_lead_set_belongs_to (lead, FOYER_BELONGS_TO_COMPANY);
  foyer_lead_set_id (lead, FOYER_LEAD_COMPANY, 301);
  foyer_lead_set_id (lead, FOYER_LEAD_LEAD_CONTACT, 501);
  assert_written (lead, person,
                  "{\"id\":1002,\"companyId\":301,\"companyLeadContactId\":501,\"contactId\":null,\"qualityId\":2}");

  /* The platform shows no quality: nothing is made up. */
  foyer_lead_assign (lead, person);
  foyer_lead_clear (person, FOYER_LEAD_QUALITY);
  foyer_lead_clear (lead, FOYER_LEAD_QUALITY);
  foyer_lead_set_text (lead, FOYER_LEAD_NAME, "Meeting");
  assert_written (lead, person, "{\"id\":1002,\"name\":\"Meeting\"}");
}

static void
test_read (void)
{
  g_autoptr (FoyerLead) company = read_recorded (0);
  g_autoptr (FoyerLead) person = read_recorded (1);

  g_assert_null (read_recorded (2));
  g_assert_cmpint (foyer_lead_get_platform_id (company), ==, 1001);
  g_assert_cmpint (foyer_lead_get_belongs_to (company), ==, FOYER_BELONGS_TO_COMPANY);
  g_assert_cmpstr (foyer_lead_get_text (company, FOYER_LEAD_NAME), ==, "Gala dinner");
  g_assert_cmpint (foyer_lead_get_id (company, FOYER_LEAD_COMPANY), ==, 301);
  g_assert_cmpint (foyer_lead_get_id (company, FOYER_LEAD_LEAD_CONTACT), ==, 501);
  g_assert_cmpint (foyer_lead_get_state (company, FOYER_LEAD_CONTACT), ==, FOYER_FIELD_UNSET);
  g_assert_cmpint (foyer_lead_get_id (company, FOYER_LEAD_OWNER), ==, 60);
  g_assert_cmpint (foyer_lead_get_id (company, FOYER_LEAD_CHANNEL), ==, 50);
  g_assert_cmpint (foyer_lead_get_state (company, FOYER_LEAD_STAGE_REASON), ==, FOYER_FIELD_UNSET);
  g_assert_cmpint (foyer_lead_get_state (company, FOYER_LEAD_INDUSTRY), ==, FOYER_FIELD_UNKNOWN);
  g_assert_cmpint (foyer_lead_get_state (company, FOYER_LEAD_CUSTOM_FIELDS), ==, FOYER_FIELD_UNKNOWN);
  g_assert_cmpstr (foyer_lead_get_text (company, FOYER_LEAD_COMPANY_NAME), ==, "Harbour Hotel");
  g_assert_cmpstr (foyer_lead_get_text (company, FOYER_LEAD_CONTACT_NAME), ==, "Kim Berg");
  g_assert_cmpstr (foyer_lead_get_text (company, FOYER_LEAD_CONTACT_PHONE), ==, "4912345");
  g_assert_cmpint (foyer_lead_get_date (company, FOYER_LEAD_CREATED), ==, 1709208000);
  g_assert_cmpint (foyer_lead_get_date (company, FOYER_LEAD_MODIFIED), ==, 1709281800);

  g_assert_cmpint (foyer_lead_get_platform_id (person), ==, 1002);
  g_assert_cmpint (foyer_lead_get_belongs_to (person), ==, FOYER_BELONGS_TO_PERSON);
  g_assert_cmpint (foyer_lead_get_id (person, FOYER_LEAD_CONTACT), ==, 502);
  g_assert_cmpint (foyer_lead_get_state (person, FOYER_LEAD_COMPANY), ==, FOYER_FIELD_UNSET);
  g_assert_cmpint (foyer_lead_get_state (person, FOYER_LEAD_LEAD_CONTACT), ==, FOYER_FIELD_UNSET);
  g_assert_cmpint (foyer_lead_get_id (person, FOYER_LEAD_STAGE_REASON), ==, 100);
  g_assert_cmpint (foyer_lead_get_state (person, FOYER_LEAD_DESCRIPTION), ==, FOYER_FIELD_UNSET);
  g_assert_cmpint (foyer_lead_get_state (person, FOYER_LEAD_OWNER), ==, FOYER_FIELD_UNSET);
  g_assert_cmpint (foyer_lead_get_state (person, FOYER_LEAD_SUBTYPE), ==, FOYER_FIELD_UNSET);
  g_assert_cmpint (foyer_lead_get_state (person, FOYER_LEAD_CONTACT_PHONE), ==, FOYER_FIELD_UNSET);
  g_assert_cmpstr (foyer_lead_get_text (person, FOYER_LEAD_CONTACT_NAME), ==, "Noor");
  /* The row does not speak of a channel at all: that is not "none". */
  g_assert_cmpint (foyer_lead_get_state (person, FOYER_LEAD_CHANNEL), ==, FOYER_FIELD_UNKNOWN);
}

/* Every kind of value in every member: the row stays, the field is unset when the value says so, and unknown when it
 * makes no sense. */
static void
test_read_wrong_types (void)
{
  static const char *const members[] = { "name",        "description",  "ownerUser",    "contact",
                                         "company",     "qualityId",    "stageId",      "stageReasonId",
                                         "typeId",      "subtypeId",    "sourceId",     "channelId",
                                         "createdDate", "modifiedDate", "customFields", "industryId" };
  static const char *const values[] = { "null",
                                        "true",
                                        "0",
                                        "-1",
                                        "7",
                                        "1e400",
                                        "99999999999999999999",
                                        "\"\"",
                                        "\"7\"",
                                        "\"text\"",
                                        "[]",
                                        "{}",
                                        "[[[1]]]",
                                        "{\"id\": {\"id\": 1}}",
                                        "{\"id\": \"x\"}",
                                        "{\"id\": null}",
                                        "{\"firstName\": [1], \"lastName\": {}}" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    for (guint j = 0; j < G_N_ELEMENTS (values); j++)
      {
        g_autofree char *text = g_strdup_printf ("{\"id\": 5, \"%s\": %s}", members[i], values[j]);
        g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
        g_autoptr (JsonNode) root = foyer_json_parse (bytes, NULL);
        g_autoptr (FoyerLead) lead = foyer_lead_codec_read (foyer_json_node_object (root));
        g_autoptr (FoyerLead) copy = NULL;

        g_assert_nonnull (lead);
        g_assert_cmpint (foyer_lead_get_platform_id (lead), ==, 5);
        g_assert_cmpint (foyer_lead_get_state (lead, FOYER_LEAD_INDUSTRY), ==, FOYER_FIELD_UNKNOWN);
        if (g_str_equal (members[i], "stageId"))
          {
            gboolean is_seven = strchr (values[j], '7') != NULL;
            gboolean is_empty = strstr ("null 0 \"\" [] {}", values[j]) != NULL;

            g_assert_cmpint (foyer_lead_get_state (lead, FOYER_LEAD_STAGE), ==,
                             is_seven   ? FOYER_FIELD_SET
                             : is_empty ? FOYER_FIELD_UNSET
                                        : FOYER_FIELD_UNKNOWN);
          }
        /* Whatever was read, an untouched lead has nothing to send. */
        copy = foyer_lead_copy (lead);
        assert_written (copy, lead, NULL);
      }
}

static void
test_service_writes (void)
{
  g_autoptr (FoyerTestServer) server = foyer_test_server_new (NULL);
  g_autoptr (FoyerClient) client = foyer_test_client_new (server);
  g_autoptr (FoyerLeadService) service = foyer_lead_service_new (client);
  g_autoptr (FoyerLead) lead = make_company_lead ();
  g_autoptr (FoyerLead) base = NULL;
  g_autoptr (FoyerRequest) request = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  FoyerVerdict verdict = 0;
  gint64 id = 0;

  foyer_test_server_add (server, (FoyerTestReply) { .body = "{\"success\": true, \"id\": \"1001\"}" });
  foyer_lead_service_add_or_update_async (service, lead, NULL, NULL, foyer_test_store_result_cb, &result);
  foyer_test_wait (&result);
  g_assert_true (foyer_lead_service_add_or_update_finish (service, result, &id, &error));
  g_assert_no_error (error);
  g_assert_cmpint (id, ==, 1001);
  foyer_test_request_assert_signed (foyer_test_server_get_request (server, 0), WRITE_URI);
  g_clear_object (&result);

  /* The bytes that were prepared are the bytes that arrive. */
  foyer_lead_set_platform_id (lead, id);
  base = foyer_lead_copy (lead);
  g_assert_null (foyer_lead_service_prepare (service, lead, base));
  foyer_lead_set_id (lead, FOYER_LEAD_STAGE, 11);
  request = foyer_lead_service_prepare (service, lead, base);
  g_assert_cmpint (foyer_request_get_call (request), ==, FOYER_CALL_UPDATE);
  foyer_test_server_add (server, (FoyerTestReply) { .body = "{\"success\": true, \"id\": 1001}" });
  foyer_lead_service_send_async (service, request, NULL, foyer_test_store_result_cb, &result);
  foyer_test_wait (&result);
  g_assert_true (foyer_lead_service_send_finish (service, result, &id, &verdict, &error));
  g_assert_cmpint (verdict, ==, FOYER_VERDICT_DELIVERED);
  foyer_test_request_assert_signed (foyer_test_server_get_request (server, 1), WRITE_URI);
  g_assert_true (g_bytes_equal (foyer_request_get_body (request), foyer_test_server_get_request (server, 1)->body));
  g_clear_object (&result);

  /* Nothing to send is sent nowhere. */
  foyer_lead_service_add_or_update_async (service, base, base, NULL, foyer_test_store_result_cb, &result);
  foyer_test_wait (&result);
  g_assert_false (foyer_lead_service_add_or_update_finish (service, result, NULL, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
  g_assert_cmpuint (foyer_test_server_get_n_requests (server), ==, 2);
}

static void
test_service_refused (void)
{
  static const struct
  {
    const char *body;
    gboolean is_update;
    FoyerVerdict verdict;
    FoyerErrorCode error_code;
    FoyerLeadField field;
  } cases[] = {
    { "{\"errorCode\": 400, \"specificCode\": 23017, \"message\": \"'sourceId' is required\"}", FALSE,
      FOYER_VERDICT_REJECTED, FOYER_ERROR_REFUSED, FOYER_LEAD_SOURCE },
    { "{\"errorCode\": 400, \"specificCode\": 23016, \"message\": \"'channelId' does not validate\"}", TRUE,
      FOYER_VERDICT_REJECTED, FOYER_ERROR_REFUSED, FOYER_LEAD_CHANNEL },
    { "{\"errorCode\": 400, \"specificCode\": 23016, \"message\": \"'channel' does not validate\"}", FALSE,
      FOYER_VERDICT_REJECTED, FOYER_ERROR_REFUSED, FOYER_LEAD_CHANNEL },
    { "{\"errorCode\": 400, \"specificCode\": 24218, \"additionalMessages\": [\"companyLeadContactId: is not of it\"]}",
      FALSE, FOYER_VERDICT_REJECTED, FOYER_ERROR_REFUSED, FOYER_LEAD_LEAD_CONTACT },
    { "{\"success\": false, \"message\": \"Not today\"}", FALSE, FOYER_VERDICT_REJECTED, FOYER_ERROR_REFUSED,
      FOYER_LEAD_NO_FIELD },
    { "{\"errorCode\": 404, \"specificCode\": 24216, \"message\": \"The lead does not exist\"}", TRUE,
      FOYER_VERDICT_GONE, FOYER_ERROR_GONE, FOYER_LEAD_NO_FIELD },
    { "{\"errorCode\": 404, \"specificCode\": 24216, \"message\": \"The lead does not exist\"}", FALSE,
      FOYER_VERDICT_REJECTED, FOYER_ERROR_REFUSED, FOYER_LEAD_NO_FIELD },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FoyerTestServer) server = foyer_test_server_new (NULL);
      g_autoptr (FoyerClient) client = foyer_test_client_new (server);
      g_autoptr (FoyerLeadService) service = foyer_lead_service_new (client);
      g_autoptr (FoyerLead) lead = make_company_lead ();
      g_autoptr (FoyerLead) base = foyer_lead_new_from_platform (1001);
      g_autoptr (FoyerRequest) request = NULL;
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      FoyerVerdict verdict = 0;

      foyer_test_server_add (server, (FoyerTestReply) { .status = 400, .body = cases[i].body });
      request = foyer_lead_service_prepare (service, lead, cases[i].is_update ? base : NULL);
      foyer_lead_service_send_async (service, request, NULL, foyer_test_store_result_cb, &result);
      foyer_test_wait (&result);
      g_assert_false (foyer_lead_service_send_finish (service, result, NULL, &verdict, &error));
      g_assert_cmpint (verdict, ==, cases[i].verdict);
      g_assert_error (error, FOYER_ERROR, (int) cases[i].error_code);
      g_assert_cmpuint (foyer_lead_field_from_wire_name (foyer_error_get_parameter (error, 0)), ==, cases[i].field);
      g_assert_cmpuint (foyer_test_server_get_n_requests (server), ==, 1);
    }
}

static void
test_service_lists (void)
{
  g_autoptr (FoyerTestServer) server = foyer_test_server_new (NULL);
  g_autoptr (FoyerClient) client = foyer_test_client_new (server);
  g_autoptr (FoyerLeadService) service = foyer_lead_service_new (client);
  g_autoptr (FoyerFilter) filter = foyer_filter_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerPage) page = NULL;
  g_autofree char *sent = NULL;

  foyer_filter_add_time (filter, "createdDate__GREATERTHAN", 1709208000);
  foyer_test_server_add_file (server, "lead-list");
  foyer_lead_service_list_async (service, filter, 50, 25, NULL, foyer_test_store_result_cb, &result);
  foyer_test_wait (&result);
  page = foyer_lead_service_list_finish (service, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->rows->len, ==, 2);
  g_assert_cmpuint (page->n_received, ==, 3);
  g_assert_cmpuint (page->n_bad, ==, 1);
  g_assert_true (page->is_last);
  g_assert_cmpint (page->total, ==, 3);
  g_assert_cmpint (foyer_lead_get_platform_id (page->rows->pdata[1]), ==, 1002);
  foyer_test_request_assert_signed (foyer_test_server_get_request (server, 0), LIST_URI);
  sent = foyer_test_request_get_body (foyer_test_server_get_request (server, 0));
  g_assert_cmpstr (sent, ==,
                   "{\"perPage\":25,\"start\":50,\"filter\":{\"createdDate__GREATERTHAN\":\"2024-02-29 12:00:00\"}}");
}

static void
test_service_gets (void)
{
  static const struct
  {
    gint64 id;
    const char *body; /* NULL: the recorded list */
    FoyerErrorCode error_code;
  } cases[] = {
    { 1002, NULL, 0 },
    { 1003, NULL, FOYER_ERROR_UNSUPPORTED },
    { 1003, "{\"meta\": {}, \"results\": []}", FOYER_ERROR_GONE },
    { 1003, "{\"meta\": {}, \"results\": [{\"id\": null}]}", FOYER_ERROR_NOT_SHOWN },
    { 1003, "{\"success\": true}", FOYER_ERROR_UNREADABLE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FoyerTestServer) server = foyer_test_server_new (NULL);
      g_autoptr (FoyerClient) client = foyer_test_client_new (server);
      g_autoptr (FoyerLeadService) service = foyer_lead_service_new (client);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (FoyerLead) lead = NULL;
      g_autofree char *wanted = g_strdup_printf ("{\"perPage\":1,\"start\":0,\"filter\":{\"id\":%" G_GINT64_FORMAT "}}",
                                                 cases[i].id);
      g_autofree char *sent = NULL;

      if (cases[i].body != NULL)
        foyer_test_server_add (server, (FoyerTestReply) { .body = cases[i].body });
      else
        foyer_test_server_add_file (server, "lead-list");
      foyer_lead_service_get_async (service, cases[i].id, NULL, foyer_test_store_result_cb, &result);
      foyer_test_wait (&result);
      lead = foyer_lead_service_get_finish (service, result, &error);
      if (cases[i].error_code != 0)
        g_assert_error (error, FOYER_ERROR, (int) cases[i].error_code);
      else
        g_assert_cmpint (foyer_lead_get_platform_id (lead), ==, cases[i].id);
      sent = foyer_test_request_get_body (foyer_test_server_get_request (server, 0));
      g_assert_cmpstr (sent, ==, wanted);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/leads/write-add", test_write_add);
  g_test_add_func ("/leads/write-update", test_write_update);
  g_test_add_func ("/leads/write-custom-fields", test_write_custom_fields);
  g_test_add_func ("/leads/write-parties", test_write_parties);
  g_test_add_func ("/leads/read", test_read);
  g_test_add_func ("/leads/read-wrong-types", test_read_wrong_types);
  g_test_add_func ("/leads/service-writes", test_service_writes);
  g_test_add_func ("/leads/service-refused", test_service_refused);
  g_test_add_func ("/leads/service-lists", test_service_lists);
  g_test_add_func ("/leads/service-gets", test_service_gets);
  return g_test_run ();
}
