/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Picklists, companies and people read from recorded replies (tests/data/replies, from the facts of platform-api.md,
 * 4), with the loose shapes they come in. Would catch a member of another name or type, a lost reason, a filter
 * believed though ignored. */

#include "foyer-test-server.h"

#include "foyer-directory-service.h"
#include "foyer-error.h"
#include "foyer-picklist-service.h"

#include <string.h>

static const struct
{
  FoyerPicklistKind kind;
  const char *file;
  const char *uri;
  const char *items;    /* id title, comma, ... ; - behind a retired one, + behind one that is for opportunities */
  const char *children; /* parent/id title, ... */
  guint n_bad;
} picklists[] = {
  { FOYER_PICKLIST_QUALITY, "quality-list", "crm?action=getLeadQualityList", "1 A-Grade,2 B-Grade,3 C-Grade,", "", 0 },
  { FOYER_PICKLIST_STAGE, "stage-list", "crm?action=getLeadStageList", "10 Prospect,11 Closed lost,12 Quoted+,13 2027,",
    "11/100 Price,11/101 Dates,12/102 Sent,", 1 },
  { FOYER_PICKLIST_TYPE, "type-list", "crm?action=getLeadTypeList", "20 Wedding,21 Conference,",
    "20/200 Ceremony,20/201 Reception,", 0 },
  { FOYER_PICKLIST_INDUSTRY, "industry-list", "account?action=getIndustryList", "30 Hospitality,31 Énergie & Climat,",
    "", 0 },
  { FOYER_PICKLIST_SOURCE, "source-list", "crm?action=getLeadSourceList", "40 Web site,", "", 2 },
  { FOYER_PICKLIST_CHANNEL, "channel-list", "crm?action=getLeadChannelList", "50 Telephone,51 E-mail,", "", 0 },
  { FOYER_PICKLIST_OWNER, "user-list", "account?action=getUserList", "60 Ada Lovelace,61 Grace-,62 bot@example.org,",
    "", 0 },
};

static char *
describe_items (GPtrArray *items)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    {
      FoyerPicklistItem *item = items->pdata[i];
      gint64 parent = foyer_picklist_item_get_parent_id (item);

      if (parent != 0)
        g_string_append_printf (text, "%" G_GINT64_FORMAT "/", parent);
      g_string_append_printf (text, "%" G_GINT64_FORMAT " %s%s%s,", foyer_picklist_item_get_id (item),
                              foyer_picklist_item_get_title (item), foyer_picklist_item_get_retired (item) ? "-" : "",
                              foyer_picklist_item_get_applies_to (item) == FOYER_APPLIES_TO_OPPORTUNITIES ? "+" : "");
    }
  return g_string_free_and_steal (text);
}

static void
test_picklists (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (picklists); i++)
    {
      g_autoptr (FoyerTestServer) server = foyer_test_server_new (NULL);
      g_autoptr (FoyerClient) client = foyer_test_client_new (server);
      g_autoptr (FoyerPicklistService) service = foyer_picklist_service_new (client);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) items = NULL;
      g_autoptr (GPtrArray) children = NULL;
      g_autofree char *uri = g_strconcat ("/api/1.0/", picklists[i].uri, NULL);
      g_autofree char *described = NULL;
      g_autofree char *described_children = NULL;
      g_autofree char *sent = NULL;
      guint n_bad = G_MAXUINT;

      foyer_test_server_add_file (server, picklists[i].file);
      foyer_picklist_service_fetch_async (service, picklists[i].kind, NULL, foyer_test_store_result_cb, &result);
      foyer_test_wait (&result);
      items = foyer_picklist_service_fetch_finish (service, result, &children, &n_bad, &error);
      g_assert_no_error (error);
      described = describe_items (items);
      described_children = describe_items (children);
      g_assert_cmpstr (described, ==, picklists[i].items);
      g_assert_cmpstr (described_children, ==, picklists[i].children);
      g_assert_cmpuint (n_bad, ==, picklists[i].n_bad);

      g_assert_cmpuint (foyer_test_server_get_n_requests (server), ==, 1);
      foyer_test_request_assert_signed (foyer_test_server_get_request (server, 0), uri);
      sent = foyer_test_request_get_body (foyer_test_server_get_request (server, 0));
      g_assert_cmpstr (sent, ==, "{\"perPage\":100,\"start\":0}");
    }
}

static void
test_picklist_not_allowed (void)
{
  g_autoptr (FoyerTestServer) server = foyer_test_server_new (NULL);
  g_autoptr (FoyerClient) client = foyer_test_client_new (server);
  g_autoptr (FoyerPicklistService) service = foyer_picklist_service_new (client);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  foyer_test_server_add (server,
                         (FoyerTestReply) { .status = 403, .body = "{\"errorCode\": 403, \"message\": \"No\"}" });
  foyer_picklist_service_fetch_async (service, FOYER_PICKLIST_OWNER, NULL, foyer_test_store_result_cb, &result);
  foyer_test_wait (&result);
  g_assert_null (foyer_picklist_service_fetch_finish (service, result, NULL, NULL, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_FORBIDDEN);
  g_assert_cmpstr (foyer_error_get_platform_words (error), ==, "No");
}

static char *
search (FoyerTestServer *server, FoyerPartyKind kind, const char *text, gint64 company_id, guint limit, GError **error)
{
  g_autoptr (FoyerClient) client = foyer_test_client_new (server);
  g_autoptr (FoyerDirectoryService) service = foyer_directory_service_new (client);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) found = NULL;
  GString *described;

  foyer_directory_service_search_async (service, kind, text, company_id, limit, NULL, foyer_test_store_result_cb,
                                        &result);
  foyer_test_wait (&result);
  found = foyer_directory_service_search_finish (service, result, error);
  if (found == NULL)
    return NULL;

  described = g_string_new (NULL);
  for (guint i = 0; i < found->len; i++)
    {
      FoyerParty *party = found->pdata[i];
      const char *company = foyer_party_get_company_name (party);

      g_assert_cmpint (foyer_party_get_kind (party), ==, kind);
      g_string_append_printf (
          described, "%" G_GINT64_FORMAT " %s|%s|%" G_GINT64_FORMAT "%s%s\n", foyer_party_get_id (party),
          foyer_party_get_name (party), foyer_party_get_phone (party) != NULL ? foyer_party_get_phone (party) : "",
          foyer_party_get_company_id (party), company != NULL ? " " : "", company != NULL ? company : "");
    }
  return g_string_free_and_steal (described);
}

static void
assert_filter (FoyerTestServer *server, guint position, const char *uri, const char *filter)
{
  const FoyerTestRequest *request = foyer_test_server_get_request (server, position);
  g_autofree char *wanted = g_strdup_printf ("{\"perPage\":100,\"start\":0,\"filter\":%s}", filter);
  g_autofree char *sent = foyer_test_request_get_body (request);

  foyer_test_request_assert_signed (request, uri);
  g_assert_cmpstr (sent, ==, wanted);
}

/* The recorded replies hold rows that nobody asked for, as a platform sends that ignores the filter. */
static void
test_search_companies (void)
{
  g_autoptr (FoyerTestServer) server = foyer_test_server_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;

  foyer_test_server_add_file (server, "company-list");
  foyer_test_server_add_file (server, "company-list");
  found = search (server, FOYER_PARTY_COMPANY, " harbour ", 0, 20, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, "301 Harbour Hotel|441234|0\n302 Harbour Boats||0\n");
  assert_filter (server, 0, "/api/1.0/contact?action=getCompanyList", "{\"businessName__CONTAINS\":\"harbour\"}");
  assert_filter (server, 1, "/api/1.0/contact?action=getCompanyList", "{\"tradingName__CONTAINS\":\"harbour\"}");
}

static void
test_search_people (void)
{
  static const struct
  {
    const char *text;
    gint64 company_id;
    const char *found;
    const char *filters[2];
  } cases[] = {
    { "berg",
      0,
      "501 Kim Berg|4912345|300 Old Mill\n502 Noor Bergström||301\n",
      { "{\"lastName__CONTAINS\":\"berg\"}", "{\"firstName__CONTAINS\":\"berg\"}" } },
    { "BERGSTROM",
      301,
      "502 Noor Bergström||301\n",
      { "{\"companyId\":301,\"lastName__CONTAINS\":\"BERGSTROM\"}",
        "{\"companyId\":301,\"firstName__CONTAINS\":\"BERGSTROM\"}" } },
    { "kim berg",
      301,
      "501 Kim Berg|4912345|301 Harbour Hotel\n",
      { "{\"companyId\":301,\"firstName__BEGINS\":\"kim\",\"lastName__BEGINS\":\"berg\"}",
        "{\"companyId\":301,\"lastName__BEGINS\":\"kim\",\"firstName__BEGINS\":\"berg\"}" } },
    { "noor@", 0, "502 Noor Bergström||301\n", { "{\"email__CONTAINS\":\"noor@\"}" } },
    { "4912", 0, "501 Kim Berg|4912345|300 Old Mill\n", { "{\"phone__CONTAINS\":\"4912\"}" } },
    { "", 301, "501 Kim Berg|4912345|301 Harbour Hotel\n502 Noor Bergström||301\n", { "{\"companyId\":301}" } },
    { "", 0, "501 Kim Berg|4912345|300 Old Mill\n502 Noor Bergström||301\n503 Someone Else||999\n", { "{}" } },
    { "nobody", 0, "", { "{\"lastName__CONTAINS\":\"nobody\"}", "{\"firstName__CONTAINS\":\"nobody\"}" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FoyerTestServer) server = foyer_test_server_new (NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *found = NULL;
      guint n_filters = cases[i].filters[1] != NULL ? 2 : 1;

      g_test_message ("\"%s\" of %d", cases[i].text, (int) cases[i].company_id);
      for (guint j = 0; j < n_filters; j++)
        foyer_test_server_add_file (server, "contact-list");
      found = search (server, FOYER_PARTY_PERSON, cases[i].text, cases[i].company_id, 20, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (found, ==, cases[i].found);
      g_assert_cmpuint (foyer_test_server_get_n_requests (server), ==, n_filters);
      for (guint j = 0; j < n_filters; j++)
        assert_filter (server, j, "/api/1.0/contact?action=getContactList", cases[i].filters[j]);
    }
}

static void
test_search_limits_and_refusals (void)
{
  static const char refusal[] =
      "{\"errorCode\": 400, \"specificCode\": 23016, \"message\": \"'filter' does not validate\"}";
  g_autoptr (FoyerTestServer) enough = foyer_test_server_new (NULL);
  g_autoptr (FoyerTestServer) picky = foyer_test_server_new (NULL);
  g_autoptr (FoyerTestServer) closed = foyer_test_server_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  foyer_test_server_add_file (enough, "contact-list");
  first = search (enough, FOYER_PARTY_PERSON, "berg", 0, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (first, ==, "501 Kim Berg|4912345|300 Old Mill\n");
  g_assert_cmpuint (foyer_test_server_get_n_requests (enough), ==, 1);

  foyer_test_server_add (picky, (FoyerTestReply) { .status = 400, .body = refusal });
  foyer_test_server_add_file (picky, "company-list");
  second = search (picky, FOYER_PARTY_COMPANY, "boats", 0, 20, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (second, ==, "302 Harbour Boats||0\n");

  foyer_test_server_add (closed, (FoyerTestReply) { .status = 400, .body = refusal, .repeats = TRUE });
  g_assert_null (search (closed, FOYER_PARTY_COMPANY, "boats", 0, 20, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_REFUSED);
  g_assert_cmpuint (foyer_test_server_get_n_requests (closed), ==, 2);
}

#define NO_ROW         "{\"meta\": [], \"results\": []}"
#define NAMELESS_ROW   "{\"meta\": [], \"results\": [{\"id\": 505}]}"
#define ROW_WITHOUT_ID "{\"meta\": [], \"results\": [{\"firstName\": \"Noor\"}]}"
#define ANONYMISED_ROW "{\"meta\": [], \"results\": [{\"id\": 505, \"firstName\": \"A\", \"isAnonymised\": true}]}"

/* Would catch, too: somebody who is there taken for gone, and then purged, because their row cannot be read. */
static void
test_get_party (void)
{
  static const struct
  {
    const char *file; /* or a body */
    FoyerPartyKind kind;
    gint64 id;
    const char *name;
    FoyerErrorCode error_code;
  } cases[] = {
    { "company-list", FOYER_PARTY_COMPANY, 303, "Somebody Else Ltd", 0 },
    { "contact-list", FOYER_PARTY_PERSON, 502, "Noor Bergström", 0 },
    { "contact-list", FOYER_PARTY_PERSON, 505, NULL, FOYER_ERROR_UNSUPPORTED },
    { NO_ROW, FOYER_PARTY_PERSON, 505, NULL, FOYER_ERROR_GONE },
    { ANONYMISED_ROW, FOYER_PARTY_PERSON, 505, NULL, FOYER_ERROR_GONE },
    { NAMELESS_ROW, FOYER_PARTY_PERSON, 505, NULL, FOYER_ERROR_UNREADABLE },
    { NAMELESS_ROW, FOYER_PARTY_COMPANY, 505, NULL, FOYER_ERROR_UNREADABLE },
    { ROW_WITHOUT_ID, FOYER_PARTY_PERSON, 505, NULL, FOYER_ERROR_UNREADABLE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FoyerTestServer) server = foyer_test_server_new (NULL);
      g_autoptr (FoyerClient) client = foyer_test_client_new (server);
      g_autoptr (FoyerDirectoryService) service = foyer_directory_service_new (client);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (FoyerParty) party = NULL;
      g_autofree char *filter = g_strdup_printf ("{\"id\":%" G_GINT64_FORMAT "}", cases[i].id);

      if (*cases[i].file != '{')
        foyer_test_server_add_file (server, cases[i].file);
      else
        foyer_test_server_add (server, (FoyerTestReply) { .body = cases[i].file });
      foyer_directory_service_get_async (service, cases[i].kind, cases[i].id, NULL, foyer_test_store_result_cb,
                                         &result);
      foyer_test_wait (&result);
      party = foyer_directory_service_get_finish (service, result, &error);
      if (cases[i].name == NULL)
        g_assert_error (error, FOYER_ERROR, (int) cases[i].error_code);
      else
        g_assert_cmpstr (foyer_party_get_name (party), ==, cases[i].name);
      assert_filter (server, 0,
                     cases[i].kind == FOYER_PARTY_COMPANY ? "/api/1.0/contact?action=getCompanyList"
                                                          : "/api/1.0/contact?action=getContactList",
                     filter);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lists/picklists", test_picklists);
  g_test_add_func ("/lists/picklist-not-allowed", test_picklist_not_allowed);
  g_test_add_func ("/lists/search-companies", test_search_companies);
  g_test_add_func ("/lists/search-people", test_search_people);
  g_test_add_func ("/lists/search-limits-and-refusals", test_search_limits_and_refusals);
  g_test_add_func ("/lists/get-party", test_get_party);
  return g_test_run ();
}
