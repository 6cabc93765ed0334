/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists are brought up to date behind the user's back; what the platform says wrongly changes nothing. */

#include "foyer-session-mirror.h"
#include "sync-testing.h"

#include <string.h>

#define FEW_SOURCES                                                                                                    \
  "{\"meta\":{\"totalResults\":1,\"start\":0,\"perPage\":100,\"count\":1},"                                            \
  "\"results\":[{\"id\":31,\"name\":\"Website enquiry\"}]}"
#define BAD_SOURCES                                                                                                    \
  "{\"meta\":{},\"results\":[{\"id\":31,\"name\":\"Website enquiry\"},{\"id\":\"?\",\"name\":\"Phone enquiry\"}]}"
#define FORBIDDEN "{\"errorCode\":403,\"message\":\"Forbidden\"}"

static FoyerPicklistItem *
find_source (Desk *desk, gint64 id)
{
  return foyer_picklist_lookup (
      foyer_picklists_get (foyer_session_get_picklists (desk->session), FOYER_PICKLIST_SOURCE), id);
}

static gboolean
refresh_leads (Desk *desk, GError **error)
{
  return foyer_session_refresh_leads_finish (desk->session, AWAIT (foyer_session_refresh_leads_async, desk->session),
                                             error);
}

static GPtrArray *
list_leads (Desk *desk, const char *text, guint limit, GError **error)
{
  return foyer_session_list_leads_finish (desk->session,
                                          AWAIT (foyer_session_list_leads_async, desk->session, text, limit), error);
}

/* Would catch: an item that is gone from the platform gone from old leads too, or offered again after a restart. */
static void
test_item_retired (void)
{
  Desk desk;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  desk_open (&desk);
  refresh_picklists (&desk, &error);
  g_assert_no_error (error);
  g_assert_false (foyer_picklist_item_get_retired (find_source (&desk, 34)));

  relay_set_rule (desk.relay, "getLeadSourceList", RELAY_ANSWERS, 200, FEW_SOURCES);
  refresh_picklists (&desk, &error);
  g_assert_no_error (error);
  g_assert_true (foyer_picklist_item_get_retired (find_source (&desk, 34)));
  g_assert_cmpstr (foyer_picklist_item_get_title (find_source (&desk, 34)), ==, "Client referral");
  g_assert_false (foyer_picklist_item_get_retired (find_source (&desk, 31)));
  desk_close (&desk);

  desk_open (&desk);
  g_assert_true (foyer_picklist_item_get_retired (find_source (&desk, 34)));
  relay_set_rule (desk.relay, "getLeadSourceList", RELAY_PASSES, 0, NULL);
  refresh_picklists (&desk, &error);
  g_assert_no_error (error);
  g_assert_false (foyer_picklist_item_get_retired (find_source (&desk, 34)));
  desk_clear (&desk);
}

/* Would catch: a row that cannot be read taken for an item that is gone. */
static void
test_row_unreadable (void)
{
  Desk desk;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  desk_open (&desk);
  refresh_picklists (&desk, &error);
  relay_set_rule (desk.relay, "getLeadSourceList", RELAY_ANSWERS, 200, BAD_SOURCES);
  refresh_picklists (&desk, &error);
  g_assert_no_error (error);
  g_assert_false (foyer_picklist_item_get_retired (find_source (&desk, 32)));
  desk_clear (&desk);
}

/* Would catch: one list this key may not read failing the others, or told as trouble of the whole account. */
static void
test_one_list_off (void)
{
  Desk desk;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  desk_open (&desk);
  relay_set_rule (desk.relay, "getUserList", RELAY_ANSWERS, 200, FORBIDDEN);
  g_assert_true (refresh_picklists (&desk, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_items (&desk, FOYER_PICKLIST_OWNER), ==, 0);
  g_assert_cmpuint (count_items (&desk, FOYER_PICKLIST_INDUSTRY), ==, 40);
  g_assert_cmpint (foyer_session_get_trouble (desk.session), ==, FOYER_TROUBLE_NONE);

  g_assert_false (foyer_session_refresh_picklists_finish (
      desk.session, AWAIT (foyer_session_refresh_picklists_async, desk.session, FOYER_PICKLIST_OWNER, 0), &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_FORBIDDEN);
  desk_clear (&desk);
}

/* Would catch: lists that are fetched again though they were fetched a moment ago. */
static void
test_max_age (void)
{
  Desk desk;
  g_autoptr (GError) error = NULL;
  guint n_calls;

  desk_set_up (&desk);
  desk_open (&desk);
  refresh_picklists (&desk, &error);
  g_assert_no_error (error);
  n_calls = relay_count (desk.relay, "getIndustryList");
  foyer_session_refresh_picklists_finish (
      desk.session, AWAIT (foyer_session_refresh_picklists_async, desk.session, FOYER_PICKLIST_NONE, 3600), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (relay_count (desk.relay, "getIndustryList"), ==, n_calls);

  /* Reasons come with their stages. */
  foyer_session_refresh_picklists_finish (
      desk.session, AWAIT (foyer_session_refresh_picklists_async, desk.session, FOYER_PICKLIST_STAGE_REASON, 0),
      &error);
  g_assert_no_error (error);
  g_assert_cmpuint (relay_count (desk.relay, "getIndustryList"), ==, n_calls);
  g_assert_cmpuint (relay_count (desk.relay, "getLeadStageList"), ==, 2);
  desk_clear (&desk);
}

/* Would catch: a reply without an end, without sense or without bounds that hangs, crashes or empties a list. */
static void
test_hostile (void)
{
  g_autofree char *long_text = g_strnfill (10 * 1024 * 1024, ' ');
  g_autofree char *deep_text = g_strnfill (10000, '[');
  const char *answers[] = { "<html>Bad gateway</html>", "[{", "42", "null", "\"\xff\xfe\"", long_text, deep_text };
  Desk desk;

  desk_set_up (&desk);
  desk_open (&desk);
  g_assert_true (refresh_picklists (&desk, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GError) error = NULL;

      relay_set_rule (desk.relay, NULL, RELAY_ANSWERS, 200, answers[i]);
      g_assert_false (refresh_picklists (&desk, &error));
      g_assert_true (error->domain == FOYER_ERROR);
      g_assert_cmpuint (count_items (&desk, FOYER_PICKLIST_INDUSTRY), ==, 40);
      g_assert_false (refresh_leads (&desk, NULL));
    }
  desk_clear (&desk);
}

static void
assert_newest_first (GListModel *leads)
{
  gint64 before = G_MAXINT64;

  for (guint i = 0; i < g_list_model_get_n_items (leads); i++)
    {
      g_autoptr (FoyerLead) lead = g_list_model_get_item (leads, i);

      g_assert_cmpint (foyer_lead_get_platform_id (lead), <, before);
      before = foyer_lead_get_platform_id (lead);
    }
}

static void
count_changes_cb (GListModel *leads, guint position, guint removed, guint added, guint *n_changes)
{
  g_assert_cmpuint (removed, ==, added);
  g_assert_cmpuint (removed, ==, 1);
  (*n_changes)++;
}

/* Would catch: newest leads that are not the newest; a change that nobody is told of; a list that is torn down and
 * filled anew by a refresh without news. */
static void
test_newest_leads (void)
{
  Desk desk;
  GListModel *leads;
  g_autoptr (FoyerLead) first = NULL;
  g_autoptr (FoyerLead) later = NULL;
  g_autoptr (FoyerLead) edited = NULL;
  g_autoptr (GError) error = NULL;
  guint n, n_changes = 0;

  desk_set_up (&desk);
  desk_open (&desk);
  leads = foyer_session_get_newest_leads (desk.session);
  refresh_leads (&desk, &error);
  g_assert_no_error (error);
  n = g_list_model_get_n_items (leads);
  g_assert_cmpuint (n, ==, 100);
  assert_newest_first (leads);

  first = g_list_model_get_item (leads, 0);
  refresh_leads (&desk, &error);
  g_assert_no_error (error);
  later = g_list_model_get_item (leads, 0);
  g_assert_true (first == later);

  g_signal_connect (leads, "items-changed", G_CALLBACK (count_changes_cb), &n_changes);
  refresh_leads (&desk, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_changes, ==, 0);
  edited = foyer_lead_copy (later);
  foyer_lead_set_text (edited, FOYER_LEAD_NAME, "Changed by somebody");
  save_lead (&desk, edited, later, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_changes, >, 0);
  g_assert_cmpstr (foyer_lead_get_text (first, FOYER_LEAD_NAME), ==, "Changed by somebody");
  g_assert_cmpuint (g_list_model_get_n_items (leads), ==, n);
  desk_clear (&desk);
}

/* Would catch: a platform that ignores the filter and `start` asked for ever. */
static void
test_filter_ignored (void)
{
  Desk desk;
  g_autoptr (GString) page = g_string_new ("{\"meta\":{\"totalResults\":100000},\"results\":[");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100; i++)
    g_string_append_printf (page,
                            "%s{\"id\":%u,\"name\":\"Old\",\"createdDate\":\"2001-01-01 00:00:00\","
                            "\"contact\":{\"id\":5,\"firstName\":\"A\",\"lastName\":\"B\"}}",
                            i > 0 ? "," : "", i + 1);
  g_string_append (page, "]}");

  desk_set_up (&desk);
  desk_open (&desk);
  relay_set_rule (desk.relay, "getLeadList", RELAY_ANSWERS, 200, page->str);
  refresh_leads (&desk, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (relay_count (desk.relay, "getLeadList"), <, 20);
  g_assert_cmpuint (g_list_model_get_n_items (foyer_session_get_newest_leads (desk.session)), ==, 100);

  /* Nor is it believed that a lead is gone, or the first row the one that was asked for. */
  foyer_session_load_lead_finish (desk.session, AWAIT (foyer_session_load_lead_async, desk.session, (gint64) 4711),
                                  NULL, &error);
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_NOT_SHOWN);
  desk_clear (&desk);
}

/* Would catch: an empty list called a success where nothing could be asked; a search that misses what the platform has.
 */
static void
test_list_leads (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  desk_open (&desk);
  relay_set_rule (desk.relay, NULL, RELAY_LOSES_REQUEST, 0, NULL);
  none = list_leads (&desk, NULL, 10, &error);
  g_assert_null (none);
  g_assert_nonnull (error);
  g_clear_error (&error);
  relay_set_rule (desk.relay, NULL, RELAY_PASSES, 0, NULL);

  lead = new_person_lead (&desk, "Zanzibar Zebra Zoo");
  save_lead (&desk, lead, NULL, NULL, &error);
  g_assert_no_error (error);
  all = list_leads (&desk, NULL, 7, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 7);
  found = list_leads (&desk, "zebra", 7, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (foyer_lead_get_text (found->pdata[0], FOYER_LEAD_NAME), ==, "Zanzibar Zebra Zoo");

  relay_set_rule (desk.relay, NULL, RELAY_LOSES_REQUEST, 0, NULL);
  kept = list_leads (&desk, "zebra", 7, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kept->len, ==, 1);
  desk_clear (&desk);
}

static guint
find_id (const GArray *ids, gint64 id)
{
  guint position = 0;

  while (position < ids->len && g_array_index (ids, gint64, position) != id)
    position++;
  return position;
}

/* Would catch: a lead that was saved a moment ago last in "Date Changed" until the platform shows it. */
static void
test_saved_lead_first (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerLeadQuery) query = foyer_lead_query_new ();
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;
  guint position;
  gint64 id = 0;

  desk_set_up (&desk);
  desk_open (&desk);
  refresh_leads (&desk, &error);
  g_assert_no_error (error);
  lead = new_person_lead (&desk, "Saved just now");
  relay_set_rule (desk.relay, "getLeadList", RELAY_LOSES_REQUEST, 0, NULL);
  save_lead (&desk, lead, NULL, &id, &error);
  g_assert_no_error (error);
  foyer_lead_query_set_sort (query, FOYER_LEAD_SORT_MODIFIED, FALSE);
  do
    {
      g_clear_pointer (&ids, g_array_unref);
      ids = foyer_session_list_ids_finish (desk.session, AWAIT (foyer_session_list_ids_async, desk.session, query),
                                           &error);
      g_assert_no_error (error);
      position = find_id (ids, id);
    }
  while (position == ids->len);
  /* Others may have been changed in the same seconds. */
  g_assert_cmpuint (position, <, 10);
  desk_clear (&desk);
}

/* Would catch: a lead that is gone shown from the mirror as if it were there. */
static void
test_lead_gone (void)
{
  Desk desk;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  desk_open (&desk);
  foyer_session_load_lead_finish (desk.session, AWAIT (foyer_session_load_lead_async, desk.session, (gint64) 999999999),
                                  NULL, &error);
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_GONE);
  desk_clear (&desk);
}

/* Would catch: people of another company offered for a company's lead; the ones used last not offered first. */
static void
test_parties (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GPtrArray) recent = NULL;
  g_autoptr (FoyerParty) company = NULL;
  g_autoptr (GError) error = NULL;
  gint64 company_id;

  desk_set_up (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "For the parties");
  company_id = foyer_lead_get_id (lead, FOYER_LEAD_COMPANY);
  people = foyer_session_search_parties_finish (
      desk.session, AWAIT (foyer_session_search_parties_async, desk.session, FOYER_PARTY_PERSON, NULL, company_id, 50),
      &error);
  g_assert_no_error (error);
  g_assert_cmpuint (people->len, >, 0);
  for (guint i = 0; i < people->len; i++)
    g_assert_cmpint (foyer_party_get_company_id (people->pdata[i]), ==, company_id);

  save_lead (&desk, lead, NULL, NULL, &error);
  g_assert_no_error (error);
  desk_close (&desk);
  foyer_account_set_address (desk.account, "http://127.0.0.1:1");
  desk_open (&desk);
  recent = foyer_session_search_parties_finish (
      desk.session, AWAIT (foyer_session_search_parties_async, desk.session, FOYER_PARTY_COMPANY, "", 0, 50), &error);
  g_assert_no_error (error);
  g_assert_cmpint (foyer_party_get_id (recent->pdata[0]), ==, company_id);
  company = foyer_session_load_party_finish (
      desk.session, AWAIT (foyer_session_load_party_async, desk.session, FOYER_PARTY_COMPANY, company_id), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (foyer_party_get_name (company), ==, foyer_lead_get_text (lead, FOYER_LEAD_COMPANY_NAME));
  desk_clear (&desk);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/refresh/item-retired", test_item_retired);
  g_test_add_func ("/sync/refresh/row-unreadable", test_row_unreadable);
  g_test_add_func ("/sync/refresh/one-list-off", test_one_list_off);
  g_test_add_func ("/sync/refresh/max-age", test_max_age);
  g_test_add_func ("/sync/refresh/hostile", test_hostile);
  g_test_add_func ("/sync/refresh/newest-leads", test_newest_leads);
  g_test_add_func ("/sync/refresh/filter-ignored", test_filter_ignored);
  g_test_add_func ("/sync/refresh/list-leads", test_list_leads);
  g_test_add_func ("/sync/refresh/saved-lead-first", test_saved_lead_first);
  g_test_add_func ("/sync/refresh/lead-gone", test_lead_gone);
  g_test_add_func ("/sync/refresh/parties", test_parties);
  return g_test_run ();
}
