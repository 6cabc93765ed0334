/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample data. Would catch: data that differs from one run to the next, that does not hold together, that could
 * reach a real person, or that takes memory for every lead. */
#include "foyer-sandbox-store.h"
#include "foyer-sandbox-tables.h"
#include "platform.h"

#include <string.h>

static char *
get_page (guint64 seed, const char *space, const char *action)
{
  FoyerSandboxOptions options = platform_options ();
  g_autoptr (Platform) platform = NULL;
  g_autoptr (Answer) answer = NULL;

  options.seed = seed;
  platform = platform_new (&options);
  answer = platform_call (platform, space, action, "{}");
  return g_strdup (answer->text);
}

/* The same bytes for the same seed, others for another. */
static void
test_seed (void)
{
  static const char *const actions[][2] = {
    { "crm", "getLeadList" },
    { "contact", "getCompanyList" },
    { "contact", "getContactList" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autofree char *first = get_page (7, actions[i][0], actions[i][1]);
      g_autofree char *again = get_page (7, actions[i][0], actions[i][1]);
      g_autofree char *other = get_page (8, actions[i][0], actions[i][1]);

      g_assert_cmpstr (first, ==, again);
      g_assert_cmpstr (first, !=, other);
    }
}

/* Every lead could have been added: its company has its contact, its type its subtype, its stage its reason. */
static void
test_leads_hold_together (void)
{
  g_autoptr (FoyerSandboxStore) store = foyer_sandbox_store_new (3, 5000, PLATFORM_EPOCH);
  gint64 created_before = 0;
  guint n_of_companies = 0;

  for (gint64 id = 1; id <= 5000; id++)
    {
      g_autoptr (FoyerSandboxLead) lead = foyer_sandbox_store_get_lead (store, id);
      const FoyerSandboxParent *type = foyer_sandbox_parent_find (foyer_sandbox_types, foyer_sandbox_n_types,
                                                                  lead->type_id);
      const FoyerSandboxParent *stage = foyer_sandbox_parent_find (foyer_sandbox_stages, foyer_sandbox_n_stages,
                                                                   lead->stage_id);

      g_assert_cmpint (lead->id, ==, id);
      g_assert_cmpint (lead->created, >, created_before);
      g_assert_cmpint (lead->modified, >=, lead->created);
      g_assert_cmpint (lead->modified, <, PLATFORM_EPOCH);
      g_assert_true (g_utf8_validate (lead->name, -1, NULL));
      g_assert_cmpuint (strlen (lead->name), >, 4);
      g_assert_nonnull (type);
      g_assert_nonnull (stage);
      g_assert_cmpint (stage->apply_to, !=, FOYER_SANDBOX_FOR_OPPORTUNITIES);
      g_assert_true ((lead->subtype_id != 0) == (foyer_sandbox_parent_count_children (type) > 0));
      if (lead->subtype_id != 0)
        g_assert_nonnull (foyer_sandbox_parent_child_name (type, lead->subtype_id));
      if (lead->stage_reason_id != 0)
        g_assert_nonnull (foyer_sandbox_parent_child_name (stage, lead->stage_reason_id));
      g_assert_true (foyer_sandbox_store_has_contact (store, lead->contact_id));
      if (lead->company_id != 0)
        g_assert_true (foyer_sandbox_store_contact_is_of (store, lead->contact_id, lead->company_id));
      n_of_companies += lead->company_id != 0;
      created_before = lead->created;
    }
  g_assert_cmpuint (n_of_companies, ==, 3500);
}

static void
assert_unreal_mail (const char *email)
{
  if (email != NULL)
    g_assert_true (g_str_has_suffix (email, ".example"));
}

/* Of the ranges that are kept for fiction. */
static void
assert_unreal_phone (const char *phone)
{
  if (phone != NULL)
    g_assert_true (g_str_has_prefix (phone, "+44 20 7946 0") || g_str_has_prefix (phone, "(503) 555-01")
                   || g_str_has_prefix (phone, "(02) 5550 ") || g_str_has_prefix (phone, "+61 3 5550 "));
}

static void
test_nobody_is_real (void)
{
  g_autoptr (FoyerSandboxStore) store = foyer_sandbox_store_new (3, 5000, PLATFORM_EPOCH);

  for (gint64 id = 1; id <= store->last_contact; id++)
    {
      g_autoptr (FoyerSandboxContact) contact = foyer_sandbox_store_get_contact (store, id);

      assert_unreal_mail (contact->texts[FOYER_SANDBOX_CONTACT_EMAIL]);
      assert_unreal_phone (contact->texts[FOYER_SANDBOX_CONTACT_PHONE]);
    }
  for (gint64 id = 1; id <= store->last_company; id++)
    {
      g_autoptr (FoyerSandboxCompany) company = foyer_sandbox_store_get_company (store, id);

      assert_unreal_mail (company->texts[FOYER_SANDBOX_COMPANY_EMAIL]);
      assert_unreal_phone (company->texts[FOYER_SANDBOX_COMPANY_PHONE]);
      g_assert_true (g_str_has_suffix (company->texts[FOYER_SANDBOX_COMPANY_WEBSITE], ".example"));
    }
}

/* Kilobytes. A sanitizer keeps what was freed. */
#if defined(__SANITIZE_ADDRESS__)
#define MEMORY_LIMIT (256 * 1024)
#else
#define MEMORY_LIMIT (16 * 1024)
#endif

static long
get_peak_memory (void)
{
  g_autofree char *status = NULL;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  return (long) g_ascii_strtoll (strstr (status, "VmHWM:") + strlen ("VmHWM:"), NULL, 10);
}

/* A million leads, every one of them looked at. */
static void
test_million (void)
{
  FoyerSandboxOptions options = platform_options ();
  g_autoptr (Platform) warm_up = platform_new (NULL);
  g_autoptr (Answer) warm = platform_call (warm_up, "crm", "getLeadList", "{}");
  long before = get_peak_memory ();

  options.leads = 1000000;
  g_autoptr (Platform) platform = platform_new (&options);
  g_autoptr (Answer) last = platform_call (platform, "crm", "getLeadList", "{\"filter\":{\"id__GREATERTHAN\":999901}}");
  g_autoptr (Answer) counted = platform_call (platform, "crm", "getLeadList",
                                              "{\"filter\":{\"modifiedDate__GREATERTHAN\":\"2024-12-31 12:00:00\"}}");
  g_autoptr (Answer) none = platform_call (platform, "crm", "getLeadList",
                                           "{\"filter\":{\"createdDate__GREATERTHAN\":\"2025-01-01 00:00:00\"}}");

  g_assert_cmpint (answer_get_meta (last, "count"), ==, 100);
  g_assert_cmpint (row_get_id (json_array_get_object_element (answer_get_rows (last), 99), "id"), ==, 1000000);
  g_assert_cmpint (answer_get_meta (counted, "totalResults"), >, 100);
  g_assert_cmpint (answer_get_meta (none, "totalResults"), ==, 0);
  g_assert_cmpint (get_peak_memory () - before, <, MEMORY_LIMIT);
}

/* An account with no lead at all still has companies and contacts to make one of. */
static void
test_no_leads (void)
{
  FoyerSandboxOptions options = platform_options ();
  g_autoptr (Platform) platform = NULL;
  g_autoptr (Answer) leads = NULL;
  g_autoptr (Answer) added = NULL;

  options.leads = 0;
  platform = platform_new (&options);
  leads = platform_call (platform, "crm", "getLeadList", "{}");
  g_assert_cmpint (answer_get_meta (leads, "totalResults"), ==, 0);
  added = platform_call (
      platform, "contact", "addOrUpdateLead",
      "{\"qualityId\":2,\"sourceId\":32,\"companyId\":7,\"companyLeadContactId\":13,\"name\":\"Gala\","
      "\"typeId\":23,\"stageId\":12}");
  g_assert_cmpint (answer_assert_saved (added), ==, 1);
}

/* What a member comes as, over all rows of all lists: the shapes that have bitten clients. */
static void
test_loose_shapes (void)
{
  g_autoptr (Platform) platform = platform_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  static const char *const lists[][2] = {
    { "crm", "getLeadList" },         { "contact", "getContactList" }, { "contact", "getCompanyList" },
    { "crm", "getLeadStageList" },    { "crm", "getLeadTypeList" },    { "account", "getUserList" },
    { "crm", "getLeadQualityList" },  { "crm", "getLeadSourceList" },  { "crm", "getLeadChannelList" },
    { "account", "getIndustryList" },
  };
  static const char *const shapes[] = {
    "{\"id\":\"[0-9]+\"",
    "{\"id\":[0-9]+",
    "\"stageId\":\"[0-9]+\"",
    "\"phone\":[0-9]+",
    "\"phone\":\"",
    "\"phone\":null",
    "\"company\":\\[\\]",
    "\"company\":null",
    "\"company\":\\{",
    "\"ownerUser\":\\[\\]",
    "\"companies\":\\{\"0\":",
    "\"companies\":\\[[0-9]",
    "\"companies\":\\[\\]",
    "[0-9]{2}:[0-9]{2}:[0-9]{2} UTC\"",
    "\"leadScore\":",
    "\"salutation\":",
    "\"qualityId\":null",
    "\"currentStatus\":\"2\"|\"currentStatus\":2",
    "\"applyTo\":1",
    "\"name\":\"Tentative\",(?!\"applyTo)",
    "\"reasons\":null",
    "\"subtypes\":\\[\\]|\"subtypes\":null",
    "\"isAnonymised\":true",
    "\"industry\":\\[\\]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint start = 0; start < 200; start += 100)
      {
        g_autoptr (Answer) answer = platform_callf (platform, lists[i][0], lists[i][1], "{\"start\":%u}", start);

        g_assert_cmpuint (answer->status, ==, 200);
        g_string_append (text, answer->text);
      }
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (!g_regex_match_simple (shapes[i], text->str, 0, 0))
      g_error ("no row has %s", shapes[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/world/seed", test_seed);
  g_test_add_func ("/sandbox/world/leads-hold-together", test_leads_hold_together);
  g_test_add_func ("/sandbox/world/nobody-is-real", test_nobody_is_real);
  g_test_add_func ("/sandbox/world/million", test_million);
  g_test_add_func ("/sandbox/world/no-leads", test_no_leads);
  g_test_add_func ("/sandbox/world/loose-shapes", test_loose_shapes);
  return g_test_run ();
}
