/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists: pages, their cap, and filters. Each filter is compared with what it should find among all rows, so this would
 * catch a range that is one off, a suffix that is taken for another and a filter that is dropped. */
#include "platform.h"

#include <string.h>

#define LEADS 1230

typedef struct
{
  const char *space;
  const char *action;
} List;

static const List lead_list = { "crm", "getLeadList" };
static const List company_list = { "contact", "getCompanyList" };
static const List contact_list = { "contact", "getContactList" };

static Platform *
new_platform (void)
{
  FoyerSandboxOptions options = platform_options ();

  options.leads = LEADS;
  return platform_new (&options);
}

/* All rows, of JsonObject, page by page from where the last ended. FILTER has no braces and may be empty. */
static GPtrArray *
fetch_all (Platform *platform, List list, const char *filter)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);

  while (TRUE)
    {
      g_autoptr (Answer) answer = platform_callf (platform, list.space, list.action, "{\"start\":%u,\"filter\":{%s}}",
                                                  rows->len, filter);
      JsonArray *page = answer_get_rows (answer);

      g_assert_cmpint (answer_get_meta (answer, "start"), ==, rows->len);
      g_assert_cmpint (answer_get_meta (answer, "count"), ==, json_array_get_length (page));
      g_assert_cmpuint (json_array_get_length (page), <=, 100);
      for (guint i = 0; i < json_array_get_length (page); i++)
        g_ptr_array_add (rows, json_object_ref (json_array_get_object_element (page, i)));
      if (json_array_get_length (page) < 100)
        {
          g_assert_cmpint (answer_get_meta (answer, "totalResults"), ==, rows->len);
          return rows;
        }
    }
}

/* The text of a member; dates without their zone, "" for nothing. */
static char *
get_text (JsonObject *row, const char *name)
{
  const char *text = json_object_get_string_member_with_default (row, name, "");

  return g_str_has_suffix (text, " UTC") ? g_strndup (text, 19) : g_strdup (text);
}

typedef gboolean (*Expected) (JsonObject *row, const char *name, const char *value);

static gboolean
is_since (JsonObject *row, const char *name, const char *value)
{
  g_autofree char *text = get_text (row, name);

  return strcmp (text, value) >= 0;
}

static gboolean
is_until (JsonObject *row, const char *name, const char *value)
{
  g_autofree char *text = get_text (row, name);

  return strcmp (text, value) <= 0;
}

static gboolean
is_text (JsonObject *row, const char *name, const char *value)
{
  g_autofree char *text = get_text (row, name);

  return g_ascii_strcasecmp (text, value) == 0;
}

static gboolean
is_other_text (JsonObject *row, const char *name, const char *value)
{
  return !is_text (row, name, value);
}

static gboolean
has_text (JsonObject *row, const char *name, const char *value)
{
  g_autofree char *text = get_text (row, name);

  return strcasestr (text, value) != NULL;
}

static gboolean
lacks_text (JsonObject *row, const char *name, const char *value)
{
  return !has_text (row, name, value);
}

static gboolean
begins_with (JsonObject *row, const char *name, const char *value)
{
  g_autofree char *text = get_text (row, name);

  return g_ascii_strncasecmp (text, value, strlen (value)) == 0;
}

static gboolean
ends_with (JsonObject *row, const char *name, const char *value)
{
  g_autofree char *text = get_text (row, name);

  return g_str_has_suffix (text, value);
}

static gboolean
is_empty (JsonObject *row, const char *name, const char *value)
{
  return is_text (row, name, "");
}

static gboolean
is_filled (JsonObject *row, const char *name, const char *value)
{
  return !is_empty (row, name, value);
}

static gboolean
is_id (JsonObject *row, const char *name, const char *value)
{
  return row_get_id (row, name) == g_ascii_strtoll (value, NULL, 10);
}

static gboolean
is_other_id (JsonObject *row, const char *name, const char *value)
{
  return !is_id (row, name, value);
}

static gboolean
is_id_since (JsonObject *row, const char *name, const char *value)
{
  return row_get_id (row, name) >= g_ascii_strtoll (value, NULL, 10);
}

static gboolean
is_id_until (JsonObject *row, const char *name, const char *value)
{
  return row_get_id (row, name) != 0 && row_get_id (row, name) <= g_ascii_strtoll (value, NULL, 10);
}

static gboolean
is_no_id (JsonObject *row, const char *name, const char *value)
{
  return row_get_id (row, name) == 0;
}

static gboolean
is_some_id (JsonObject *row, const char *name, const char *value)
{
  return row_get_id (row, name) != 0;
}

static gboolean
is_any (JsonObject *row, const char *name, const char *value)
{
  return TRUE;
}

typedef struct
{
  const List *list;
  const char *filter;
  Expected expected;
  const char *name;
  const char *value;
  gboolean finds_nothing;
} FilterCase;

static const FilterCase filter_cases[] = {
  { &lead_list, "\"id\":77", is_id, "id", "77" },
  { &lead_list, "\"id\":\"77\"", is_id, "id", "77" },
  { &lead_list, "\"id\":99999", is_id, "id", "99999", TRUE },
  { &lead_list, "\"id__GREATERTHAN\":1100", is_id_since, "id", "1100" },
  { &lead_list, "\"id__LESSTHAN\":130", is_id_until, "id", "130" },
  { &lead_list, "\"id__NOT\":130", is_other_id, "id", "130" },
  { &lead_list, "\"id__GREATERTHAN\":9223372036854775807", is_id_since, "id", "9223372036854775807", TRUE },
  { &lead_list, "\"createdDate__GREATERTHAN\":\"2024-12-01 00:00:00\"", is_since, "createdDate",
    "2024-12-01 00:00:00" },
  { &lead_list, "\"createdDate__LESSTHAN\":\"2024-02-01 00:00:00\"", is_until, "createdDate", "2024-02-01 00:00:00" },
  { &lead_list, "\"createdDate__GREATERTHAN\":\"2025-01-01 00:00:00\"", is_since, "createdDate", "2025-01-01 00:00:00",
    TRUE },
  { &lead_list, "\"modifiedDate__GREATERTHAN\":\"2024-12-20 12:00:00\"", is_since, "modifiedDate",
    "2024-12-20 12:00:00" },
  { &lead_list, "\"modifiedDate__LESSTHAN\":\"2024-03-20 12:00:00 UTC\"", is_until, "modifiedDate",
    "2024-03-20 12:00:00" },
  { &lead_list, "\"stageId\":16", is_id, "stageId", "16" },
  { &lead_list, "\"qualityId\":2", is_id, "qualityId", "2" },
  { &lead_list, "\"qualityId\":\"__ISNULL__\"", is_no_id, "qualityId", NULL },
  { &lead_list, "\"subtypeId__NOT\":\"__ISNULL__\"", is_some_id, "subtypeId", NULL },
  { &lead_list, "\"name__CONTAINS\":\"GALA\"", has_text, "name", "gala" },
  { &lead_list, "\"name__NOTCONTAINS\":\"gala\"", lacks_text, "name", "gala" },
  { &lead_list, "\"name__BEGINS\":\"wedding,\"", begins_with, "name", "Wedding," },
  { &lead_list, "\"name__ENDS\":\"Hotel\"", ends_with, "name", "Hotel" },
  { &lead_list, "\"description__EMPTY\":true", is_empty, "description", NULL },
  { &lead_list, "\"description__EMPTY\":false", is_filled, "description", NULL },
  { &lead_list, "\"shoeSize\":42", is_any, NULL, NULL },
  { &lead_list, "\"name__SOUNDSLIKE\":\"gala\"", is_any, NULL, NULL },
  { &company_list, "\"id\":77", is_id, "id", "77" },
  { &company_list, "\"id__GREATERTHAN\":600", is_id_since, "id", "600" },
  { &company_list, "\"businessName__CONTAINS\":\"Harbour\"", has_text, "businessName", "harbour" },
  { &company_list, "\"tradingName\":\"__ISNULL__\"", is_empty, "tradingName", NULL },
  { &company_list, "\"fromModifiedDate\":\"2024-10-01 00:00:00\"", is_since, "modifiedDate", "2024-10-01 00:00:00" },
  { &company_list, "\"toModifiedDate\":\"2023-10-01 00:00:00\"", is_until, "modifiedDate", "2023-10-01 00:00:00" },
  { &company_list, "\"externalId\":\"is not a filter of companies\"", is_any, NULL, NULL },
  { &contact_list, "\"lastName\":\"chen\"", is_text, "lastName", "Chen" },
  { &contact_list, "\"lastName__NOT\":\"Chen\"", is_other_text, "lastName", "Chen" },
  { &contact_list, "\"email__ENDS\":\"mail.example\"", ends_with, "email", "mail.example" },
  { &contact_list, "\"externalId__EMPTY\":false", is_filled, "externalId", NULL, TRUE },
  { &contact_list, "\"modifiedDate__GREATERTHAN\":\"2024-10-01 00:00:00\"", is_since, "modifiedDate",
    "2024-10-01 00:00:00" },
};

/* Exactly the rows that should be found, in the order of all rows. */
static void
test_filters (void)
{
  g_autoptr (Platform) platform = new_platform ();
  const List *list = NULL;
  g_autoptr (GPtrArray) all = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (filter_cases); i++)
    {
      const FilterCase *expectation = &filter_cases[i];
      g_autoptr (GPtrArray) found = fetch_all (platform, *expectation->list, expectation->filter);
      guint next = 0;

      g_test_message ("%s %s", expectation->list->action, expectation->filter);
      if (list != expectation->list)
        {
          list = expectation->list;
          g_clear_pointer (&all, g_ptr_array_unref);
          all = fetch_all (platform, *list, "");
        }
      for (guint k = 0; k < all->len; k++)
        if (expectation->expected (all->pdata[k], expectation->name, expectation->value))
          {
            g_assert_cmpuint (next, <, found->len);
            g_assert_true (json_object_equal (all->pdata[k], found->pdata[next]));
            next++;
          }
      g_assert_cmpuint (next, ==, found->len);
      g_assert_true ((found->len == 0) == expectation->finds_nothing);
    }
}

/* Both comparisons include what they are compared with, to the second. */
static void
test_bounds_are_included (void)
{
  g_autoptr (Platform) platform = new_platform ();
  static const char *const names[] = { "createdDate", "modifiedDate" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (Answer) one = platform_call (platform, "crm", "getLeadList", "{\"filter\":{\"id\":500}}");
      g_autofree char *date = get_text (json_array_get_object_element (answer_get_rows (one), 0), names[i]);
      g_autoptr (Answer) then = platform_callf (platform, "crm", "getLeadList",
                                                "{\"filter\":{\"%s__LESSTHAN\":\"%s\",\"%s__GREATERTHAN\":\"%s\"}}",
                                                names[i], date, names[i], date);
      g_autoptr (Answer)
          exactly = platform_callf (platform, "crm", "getLeadList", "{\"filter\":{\"%s\":\"%s\"}}", names[i], date);
      g_autoptr (Answer) other = platform_callf (platform, "crm", "getLeadList",
                                                 "{\"filter\":{\"%s__NOT\":\"%s\",\"id\":500}}", names[i], date);

      g_assert_cmpint (answer_get_meta (then, "count"), ==, 1);
      g_assert_cmpint (answer_get_meta (exactly, "count"), ==, 1);
      g_assert_cmpint (answer_get_meta (other, "count"), ==, 0);
    }
}

/* Conditions together, a page from the middle, and rows that were added. */
static void
test_filter_of_added_rows (void)
{
  g_autoptr (Platform) platform = new_platform ();
  g_autofree char *since = time_text (g_get_real_time () / G_USEC_PER_SEC - 10);

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (Answer)
          added = platform_callf (platform, "contact", "addOrUpdateLead",
                                  "{\"qualityId\":2,\"sourceId\":32,\"companyId\":7,\"name\":\"Gala %u\","
                                  "\"companyLeadContactId\":13,\"typeId\":23,\"stageId\":12}",
                                  i);

      g_assert_cmpint (answer_assert_saved (added), ==, LEADS + 1 + i);
    }
  g_autoptr (Answer)
      edited = platform_call (platform, "contact", "addOrUpdateLead", "{\"id\":5,\"qualityId\":2,\"name\":\"Edited\"}");
  answer_assert_saved (edited);

  g_autoptr (Answer) created = platform_callf (platform, "crm", "getLeadList",
                                               "{\"filter\":{\"createdDate__GREATERTHAN\":\"%s\"},\"start\":1}", since);
  g_assert_cmpint (answer_get_meta (created, "totalResults"), ==, 3);
  g_assert_cmpint (answer_get_meta (created, "count"), ==, 2);
  g_assert_cmpint (row_get_id (json_array_get_object_element (answer_get_rows (created), 0), "id"), ==, LEADS + 2);

  g_autoptr (Answer) modified = platform_callf (platform, "crm", "getLeadList",
                                                "{\"filter\":{\"modifiedDate__GREATERTHAN\":\"%s\"}}", since);
  g_assert_cmpint (answer_get_meta (modified, "totalResults"), ==, 4);
  g_assert_cmpint (row_get_id (json_array_get_object_element (answer_get_rows (modified), 0), "id"), ==, 5);

  g_autoptr (Answer) both = platform_callf (platform, "crm", "getLeadList",
                                            "{\"filter\":{\"createdDate__GREATERTHAN\":\"%s\",\"name__ENDS\":\"1\","
                                            "\"companyId\":7}}",
                                            since);
  g_assert_cmpint (answer_get_meta (both, "totalResults"), ==, 1);
}

static void
test_pages (void)
{
  g_autoptr (Platform) platform = new_platform ();
  static const struct
  {
    const char *body;
    gint64 start, per_page, count;
  } pages[] = {
    { "{}", 0, 100, 100 },
    { "{\"perPage\":7}", 0, 7, 7 },
    { "{\"perPage\":100000}", 0, 100, 100 },
    { "{\"perPage\":100,\"start\":1200}", 1200, 100, 30 },
    { "{\"start\":1230}", 1230, 100, 0 },
    { "{\"start\":9223372036854775807}", G_MAXINT64, 100, 0 },
    { "{\"start\":null,\"perPage\":null,\"filter\":null}", 0, 100, 100 },
    { "{\"filter\":[]}", 0, 100, 100 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr (Answer) answer = platform_call (platform, "crm", "getLeadList", pages[i].body);

      g_assert_cmpuint (json_array_get_length (answer_get_rows (answer)), ==, pages[i].count);
      g_assert_cmpint (answer_get_meta (answer, "count"), ==, pages[i].count);
      g_assert_cmpint (answer_get_meta (answer, "start"), ==, pages[i].start);
      g_assert_cmpint (answer_get_meta (answer, "perPage"), ==, pages[i].per_page);
      g_assert_cmpint (answer_get_meta (answer, "totalResults"), ==, LEADS);
    }
}

/* Picklists are paged like the rest. */
static void
test_pages_of_picklist (void)
{
  g_autoptr (Platform) platform = new_platform ();
  g_autoptr (Answer) last = platform_call (platform, "account", "getIndustryList", "{\"perPage\":15,\"start\":30}");

  g_assert_cmpuint (json_array_get_length (answer_get_rows (last)), ==, 10);
  g_assert_cmpint (answer_get_meta (last, "totalResults"), ==, 40);
}

static void
test_refusals (void)
{
  g_autoptr (Platform) platform = new_platform ();
  static const struct
  {
    const char *body;
    const char *parameter;
  } refusals[] = {
    { "{\"perPage\":0}", "perPage" },
    { "{\"perPage\":\"100\"}", "perPage" },
    { "{\"start\":-1}", "start" },
    { "{\"start\":true}", "start" },
    { "{\"filter\":\"id\"}", "filter" },
    { "{\"filter\":{\"id\":\"seven\"}}", "filter" },
    { "{\"filter\":{\"id\":[7]}}", "filter" },
    { "{\"filter\":{\"id\":{}}}", "filter" },
    { "{\"filter\":{\"id\":null}}", "filter" },
    { "{\"filter\":{\"name\":true}}", "filter" },
    { "{\"filter\":{\"createdDate__LESSTHAN\":\"soon\"}}", "filter" },
    { "{\"filter\":{\"createdDate__LESSTHAN\":\"__ISNULL__\"}}", "filter" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (Answer) answer = platform_call (platform, "crm", "getLeadList", refusals[i].body);

      g_test_message ("%s", refusals[i].body);
      answer_assert_refusal (answer, 400, 23016, refusals[i].parameter);
    }
}

/* What a company has and what its contacts say agree, both ways. */
static void
test_contacts_of_company (void)
{
  g_autoptr (Platform) platform = new_platform ();
  g_autoptr (GPtrArray) all = fetch_all (platform, contact_list, "");
  g_autoptr (GHashTable) found = g_hash_table_new (g_direct_hash, g_direct_equal);
  guint n_memberships = 0;

  for (guint company = 1; company <= LEADS / 2; company++)
    {
      g_autoptr (Answer) answer = company % 2 == 0 ? platform_callf (platform, "contact", "getContactList",
                                                                     "{\"filter\":{\"companyId\":%u}}", company)
                                                   : platform_callf (platform, "contact", "getContactList",
                                                                     "{\"companyId\":%u}", company);
      JsonArray *rows = answer_get_rows (answer);

      g_assert_cmpuint (json_array_get_length (rows), >=, 1);
      for (guint i = 0; i < json_array_get_length (rows); i++)
        g_hash_table_add (
            found,
            GUINT_TO_POINTER (company << 16 | (guint) row_get_id (json_array_get_object_element (rows, i), "id")));
    }
  for (guint i = 0; i < all->len; i++)
    {
      JsonArray *companies = json_object_get_array_member (all->pdata[i], "companiesData");

      for (guint k = 0; k < json_array_get_length (companies); k++, n_memberships++)
        g_assert_true (g_hash_table_contains (
            found, GUINT_TO_POINTER ((guint) row_get_id (json_array_get_object_element (companies, k), "id") << 16
                                     | (guint) row_get_id (all->pdata[i], "id"))));
    }
  g_assert_cmpuint (n_memberships, ==, g_hash_table_size (found));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/lists/filters", test_filters);
  g_test_add_func ("/sandbox/lists/bounds-are-included", test_bounds_are_included);
  g_test_add_func ("/sandbox/lists/filter-of-added-rows", test_filter_of_added_rows);
  g_test_add_func ("/sandbox/lists/pages", test_pages);
  g_test_add_func ("/sandbox/lists/pages-of-picklist", test_pages_of_picklist);
  g_test_add_func ("/sandbox/lists/refusals", test_refusals);
  g_test_add_func ("/sandbox/lists/contacts-of-company", test_contacts_of_company);
  return g_test_run ();
}
