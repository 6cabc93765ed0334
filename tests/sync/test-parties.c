/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Companies and people that are made in a picker: they go first, once, and what names them follows. */

#include "outbox-testing.h"

#include <string.h>

static const char refused[] =
    "{\"errorCode\": 400, \"specificCode\": 23016, \"message\": \"'email' does not validate\"}";

static FoyerParty *
keep_party (Desk *desk, FoyerParty *party, GError **error)
{
  return foyer_outbox_keep_party_finish (outbox_of (desk),
                                         AWAIT (foyer_outbox_keep_party_async, outbox_of (desk), party), error);
}

static FoyerParty *
make_company (Desk *desk, const char *name)
{
  g_autoptr (FoyerParty) company = foyer_party_new (FOYER_PARTY_COMPANY, 0, name);
  g_autoptr (GError) error = NULL;
  FoyerParty *kept = keep_party (desk, company, &error);

  g_assert_no_error (error);
  g_assert_cmpint (foyer_party_get_id (kept), <, 0);
  return kept;
}

static FoyerParty *
make_person (Desk *desk, const char *last_name, gint64 company_id)
{
  g_autoptr (FoyerParty) person = foyer_party_new_person ("Ada", last_name);
  g_autoptr (GError) error = NULL;
  FoyerParty *kept;

  foyer_party_set_email (person, "ada@example.org");
  foyer_party_set_company (person, company_id, NULL);
  kept = keep_party (desk, person, &error);
  g_assert_no_error (error);
  return kept;
}

static void
name_parties (FoyerLead *lead, FoyerParty *company, FoyerParty *person)
{
  foyer_lead_set_id (lead, FOYER_LEAD_COMPANY, foyer_party_get_id (company));
  foyer_lead_set_text (lead, FOYER_LEAD_COMPANY_NAME, foyer_party_get_name (company));
  foyer_lead_set_id (lead, FOYER_LEAD_LEAD_CONTACT, foyer_party_get_id (person));
  foyer_lead_set_text (lead, FOYER_LEAD_CONTACT_NAME, foyer_party_get_name (person));
}

static void
trust (Desk *desk)
{
  desk_trust (desk);
  foyer_account_set_abilities (desk->account, foyer_account_get_abilities (desk->account)
                                                  | FOYER_ABILITY_READ_OWN_COMPANY_BACK
                                                  | FOYER_ABILITY_READ_OWN_PERSON_BACK);
}

static void
arrived_cb (FoyerOutbox *outbox, gint64 local_id, gint64 id, GHashTable *arrived)
{
  g_assert_cmpint (local_id, <, 0);
  g_assert_cmpint (id, >, 0);
  g_hash_table_add (arrived, GINT_TO_POINTER ((int) local_id));
}

static void
check_delivered (Desk *desk, FoyerOutboxRow *row)
{
  g_autoptr (FoyerLead) lead = NULL;

  g_assert_cmpint (wait_for_row (desk, row, 40), ==, FOYER_OUTBOX_DELIVERED);
  lead = load_lead (desk, foyer_outbox_row_get_platform_id (row));
  g_assert_cmpstr (foyer_lead_get_text (lead, FOYER_LEAD_COMPANY_NAME), ==, "Zeppelin Works");
  g_assert_cmpstr (foyer_lead_get_text (lead, FOYER_LEAD_CONTACT_NAME), ==, "Ada Airship");
  g_assert_cmpuint (desk_count_commits (desk, "addOrUpdateCompany"), ==, 1);
  g_assert_cmpuint (desk_count_commits (desk, "addOrUpdateContact"), ==, 1);
  g_assert_cmpuint (count_adds (desk), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (outbox_of (desk))), ==, 0);
}

/* What the network does to the company, the person and the lead; which of them are lost before they are done. */
typedef struct
{
  RelayRule company;
  RelayRule person;
  RelayRule lead;
} Weather;

/* Would catch: a company, a person or a lead that is there twice or not at all; a lead that goes without the id; a
 * picker that does not find what was just made; an application that is not told the id. */
static void
test_goes_first (gconstpointer data)
{
  const Weather *weather = data;
  Desk desk;
  g_autoptr (GHashTable) arrived = g_hash_table_new (NULL, NULL);
  g_autoptr (FoyerParty) company = NULL;
  g_autoptr (FoyerParty) person = NULL;
  g_autoptr (FoyerParty) loaded = NULL;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up_with_lifetime (&desk, 2);
  trust (&desk);
  desk_open (&desk);
  g_signal_connect (outbox_of (&desk), "party-arrived", G_CALLBACK (arrived_cb), arrived);
  lead = new_company_lead (&desk, "Gala");
  company = make_company (&desk, "Zeppelin Works");
  person = make_person (&desk, "Airship", foyer_party_get_id (company));
  wait_for_time (200);
  g_assert_cmpuint (relay_count (desk.relay, "addOrUpdateCompany"), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (outbox_of (&desk))), ==, 0);

  found = foyer_session_search_parties_finish (
      desk.session, AWAIT (foyer_session_search_parties_async, desk.session, FOYER_PARTY_COMPANY, "zeppelin w", 0, 5),
      &error);
  g_assert_no_error (error);
  g_assert_cmpint (foyer_party_get_id (found->pdata[0]), ==, foyer_party_get_id (company));
  g_clear_pointer (&found, g_ptr_array_unref);
  found = foyer_session_search_parties_finish (
      desk.session,
      AWAIT (foyer_session_search_parties_async, desk.session, FOYER_PARTY_PERSON, "", foyer_party_get_id (company), 5),
      &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
  loaded = foyer_session_load_party_finish (
      desk.session,
      AWAIT (foyer_session_load_party_async, desk.session, FOYER_PARTY_PERSON, foyer_party_get_id (person)), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (foyer_party_get_name (loaded), ==, "Ada Airship");

  name_parties (lead, company, person);
  relay_set_rule (desk.relay, "addOrUpdateCompany", weather->company, 0, NULL);
  relay_set_rule (desk.relay, "addOrUpdateContact", weather->person, 0, NULL);
  relay_set_rule (desk.relay, "addOrUpdateLead", weather->lead, 0, NULL);
  row = keep (&desk, lead, NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (outbox_of (&desk))), ==, 3);
  WAIT_UNTIL (relay_count (desk.relay, "addOrUpdateCompany") > 0);
  relay_set_rule (desk.relay, "addOrUpdateCompany", RELAY_PASSES, 0, NULL);
  WAIT_UNTIL (relay_count (desk.relay, "addOrUpdateContact") > 0);
  relay_set_rule (desk.relay, "addOrUpdateContact", RELAY_PASSES, 0, NULL);
  WAIT_UNTIL (relay_count (desk.relay, "addOrUpdateLead") > 0);
  relay_set_rule (desk.relay, "addOrUpdateLead", RELAY_PASSES, 0, NULL);
  check_delivered (&desk, row);
  g_assert_cmpuint (g_hash_table_size (arrived), ==, 2);
  g_assert_null (foyer_outbox_find_party (outbox_of (&desk), foyer_party_get_id (company)));
  desk_clear (&desk);
}

/* Would catch: a refused company that its lead does not show, that lets the lead go without it, or that cannot be
 * mended; a company that is taken away under a lead. */
static void
test_refused (void)
{
  Desk desk;
  g_autoptr (FoyerParty) company = NULL;
  g_autoptr (FoyerParty) person = NULL;
  g_autoptr (FoyerParty) mended = NULL;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (FoyerOutboxRow) needed = NULL;
  g_autoptr (GError) error = NULL;
  gint64 began;

  desk_set_up (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "Gala");
  company = make_company (&desk, "Zeppelin Works");
  person = make_person (&desk, "Airship", foyer_party_get_id (company));
  name_parties (lead, company, person);
  relay_set_rule (desk.relay, "addOrUpdateCompany", RELAY_ANSWERS, 400, refused);
  row = keep (&desk, lead, NULL, 0, &error);
  WAIT_UNTIL (foyer_outbox_get_n_needing_person (outbox_of (&desk)) == 1);
  wait_for_time (200);
  g_assert_cmpint (foyer_outbox_row_get_state (row), ==, FOYER_OUTBOX_QUEUED);
  g_assert_cmpuint (relay_count (desk.relay, "addOrUpdateContact"), ==, 0);
  needed = foyer_outbox_find_needed (outbox_of (&desk), row);
  g_assert_nonnull (needed);
  g_assert_cmpint (foyer_outbox_row_get_kind (needed), ==, FOYER_OUTBOX_COMPANY);
  g_assert_cmpint (foyer_outbox_row_get_state (needed), ==, FOYER_OUTBOX_REJECTED);
  g_assert_nonnull (foyer_outbox_row_get_answer (needed).words);
  g_assert_cmpstr (foyer_outbox_row_get_waits_for (row), ==, foyer_outbox_row_get_uuid (needed));

  g_assert_false (foyer_outbox_discard_finish (outbox_of (&desk),
                                               AWAIT (foyer_outbox_discard_async, outbox_of (&desk), needed), &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
  g_clear_error (&error);

  /* Who closes does not wait for what waits for a person. */
  began = g_get_monotonic_time ();
  g_assert_cmpuint (
      foyer_outbox_drain_finish (outbox_of (&desk), AWAIT (foyer_outbox_drain_async, outbox_of (&desk), 30), &error),
      ==, 2);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 20 * G_USEC_PER_SEC);

  relay_set_rule (desk.relay, "addOrUpdateCompany", RELAY_PASSES, 0, NULL);
  mended = keep_party (&desk, company, &error);
  g_assert_no_error (error);
  g_assert_cmpint (foyer_party_get_id (mended), ==, foyer_party_get_id (company));
  check_delivered (&desk, row);
  desk_clear (&desk);
}

/* Would catch: a company that is made although its lead was taken back or discarded; one that does not come along when
 * the lead is saved after all. */
static void
test_taken_back (void)
{
  Desk desk;
  g_autoptr (FoyerParty) company = NULL;
  g_autoptr (FoyerParty) person = NULL;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (FoyerOutboxRow) again = NULL;
  g_autoptr (FoyerOutboxRow) last = NULL;
  g_autoptr (FoyerDraft) draft = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "Gala");
  company = make_company (&desk, "Zeppelin Works");
  person = make_person (&desk, "Airship", foyer_party_get_id (company));
  name_parties (lead, company, person);
  row = keep (&desk, lead, NULL, 30, &error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (outbox_of (&desk))), ==, 3);
  draft = foyer_outbox_take_back_finish (outbox_of (&desk),
                                         AWAIT (foyer_outbox_take_back_async, outbox_of (&desk), row), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (outbox_of (&desk))), ==, 0);

  again = keep (&desk, foyer_draft_get_lead (draft), NULL, 30, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (outbox_of (&desk))), ==, 3);
  foyer_outbox_discard_finish (outbox_of (&desk), AWAIT (foyer_outbox_discard_async, outbox_of (&desk), again), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (outbox_of (&desk))), ==, 0);
  foyer_outbox_make_all_due (outbox_of (&desk));
  wait_for_time (300);
  g_assert_cmpuint (relay_count (desk.relay, "addOrUpdateCompany"), ==, 0);

  last = keep (&desk, lead, NULL, 0, &error);
  g_assert_no_error (error);
  check_delivered (&desk, last);
  desk_clear (&desk);
}

/* Would catch: a change made while the company is on its way that is lost, or that names the company by an id nobody
 * knows; a draft that does. */
static void
test_followed (void)
{
  Desk desk;
  g_autoptr (FoyerParty) company = NULL;
  g_autoptr (FoyerParty) person = NULL;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerLead) edited = NULL;
  g_autoptr (FoyerLead) other = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (FoyerOutboxRow) follower = NULL;
  g_autoptr (FoyerOutboxRow) late = NULL;
  g_autoptr (FoyerLead) shown = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *another = g_uuid_string_random ();
  FoyerDraft *draft;

  desk_set_up_with_lifetime (&desk, 2);
  trust (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "Gala");
  company = make_company (&desk, "Zeppelin Works");
  person = make_person (&desk, "Airship", foyer_party_get_id (company));
  name_parties (lead, company, person);
  relay_set_rule (desk.relay, "addOrUpdateLead", RELAY_LOSES_REPLY, 0, NULL);
  row = keep (&desk, lead, NULL, 0, &error);
  other = foyer_lead_copy (lead);
  foyer_lead_set_uuid (other, another);
  foyer_lead_set_text (other, FOYER_LEAD_NAME, "Another");
  g_assert_true (foyer_session_keep_draft_finish (
      desk.session, AWAIT (foyer_session_keep_draft_async, desk.session, other, NULL), &error));

  WAIT_UNTIL (relay_count (desk.relay, "addOrUpdateLead") > 0);
  edited = foyer_lead_copy (lead);
  foyer_lead_set_text (edited, FOYER_LEAD_DESCRIPTION, "Forty guests");
  follower = keep (&desk, edited, lead, 0, &error);
  g_assert_no_error (error);
  relay_set_rule (desk.relay, "addOrUpdateLead", RELAY_PASSES, 0, NULL);
  g_assert_cmpint (wait_for_row (&desk, follower, 40), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_cmpuint (count_adds (&desk), ==, 1);
  g_assert_cmpuint (count_updates (&desk), ==, 1);
  shown = load_lead (&desk, foyer_outbox_row_get_platform_id (follower));
  g_assert_cmpstr (foyer_lead_get_text (shown, FOYER_LEAD_DESCRIPTION), ==, "Forty guests");
  g_assert_cmpstr (foyer_lead_get_text (shown, FOYER_LEAD_COMPANY_NAME), ==, "Zeppelin Works");

  draft = foyer_session_find_draft (desk.session, foyer_lead_get_uuid (other), 0);
  g_assert_nonnull (draft);
  g_assert_cmpint (foyer_lead_get_id (foyer_draft_get_lead (draft), FOYER_LEAD_COMPANY), ==,
                   foyer_lead_get_id (shown, FOYER_LEAD_COMPANY));
  /* A form that still names it by the old id. */
  late = keep (&desk, other, NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpint (wait_for_row (&desk, late, 40), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_cmpuint (desk_count_commits (&desk, "addOrUpdateCompany"), ==, 1);
  desk_clear (&desk);
}

/* Would catch: a company that is made twice, or a lead that never goes, because the application ended in between. */
static void
test_ended_between (gconstpointer data)
{
  const char *action = data;
  Desk desk;
  g_autoptr (FoyerParty) company = NULL;
  g_autoptr (FoyerParty) person = NULL;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (FoyerOutboxRow) again = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up_with_lifetime (&desk, 2);
  trust (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "Gala");
  company = make_company (&desk, "Zeppelin Works");
  person = make_person (&desk, "Airship", foyer_party_get_id (company));
  name_parties (lead, company, person);
  relay_set_rule (desk.relay, action, RELAY_HOLDS, 0, NULL);
  row = keep (&desk, lead, NULL, 0, &error);
  WAIT_UNTIL (relay_count (desk.relay, action) > 0);
  desk_close (&desk);
  relay_set_rule (desk.relay, action, RELAY_PASSES, 0, NULL);
  desk_open (&desk);
  again = foyer_outbox_find_for_lead (outbox_of (&desk), foyer_lead_get_uuid (lead), 0);
  g_assert_nonnull (again);
  check_delivered (&desk, again);
  desk_clear (&desk);
}

/* Would catch: half a person on the disk, or an id that names nothing. */
static void
test_incomplete (void)
{
  Desk desk;
  g_autoptr (FoyerParty) nobody = foyer_party_new_person ("Ada", "Airship");
  g_autoptr (FoyerParty) nothing = foyer_party_new (FOYER_PARTY_COMPANY, 0, "");
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  desk_open (&desk);
  g_assert_null (keep_party (&desk, nobody, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (keep_party (&desk, nothing, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
  g_clear_error (&error);
  lead = new_company_lead (&desk, "Gala");
  foyer_lead_set_id (lead, FOYER_LEAD_COMPANY, -77);
  g_assert_null (keep (&desk, lead, NULL, 0, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
  desk_clear (&desk);
}

int
main (int argc, char **argv)
{
  static const Weather fine = { RELAY_PASSES, RELAY_PASSES, RELAY_PASSES };
  static const Weather replies_lost = { RELAY_LOSES_REPLY, RELAY_LOSES_REPLY, RELAY_LOSES_REPLY };
  static const Weather requests_lost = { RELAY_LOSES_REQUEST, RELAY_LOSES_REQUEST, RELAY_PASSES };

  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/parties/goes-first/fine", &fine, test_goes_first);
  g_test_add_data_func ("/parties/goes-first/replies-lost", &replies_lost, test_goes_first);
  g_test_add_data_func ("/parties/goes-first/requests-lost", &requests_lost, test_goes_first);
  g_test_add_func ("/parties/refused", test_refused);
  g_test_add_func ("/parties/taken-back", test_taken_back);
  g_test_add_func ("/parties/followed", test_followed);
  g_test_add_data_func ("/parties/ended-between/company", "addOrUpdateCompany", test_ended_between);
  g_test_add_data_func ("/parties/ended-between/person", "addOrUpdateContact", test_ended_between);
  g_test_add_data_func ("/parties/ended-between/lead", "addOrUpdateLead", test_ended_between);
  g_test_add_func ("/parties/incomplete", test_incomplete);
  return g_test_run ();
}
