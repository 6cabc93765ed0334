/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may have arrived is looked for, and nothing is sent again before it is known not to be there. */

#include "foyer-lead-service.h"
#include "outbox-testing.h"

#include <string.h>

#define LIFETIME                                                                                                       \
  1 /* second: the fence is LIFETIME + 2 seconds behind the attempt, and believed a second or two later */

static void
add_elsewhere (Desk *desk, FoyerLead *lead)
{
  g_autoptr (FoyerClient) client = foyer_client_new (foyer_sandbox_thread_get_address (desk->sandbox),
                                                     FOYER_SANDBOX_DEFAULT_KEY, FOYER_SANDBOX_DEFAULT_SECRET, NULL);
  g_autoptr (FoyerLeadService) service = foyer_lead_service_new (client);
  g_autoptr (GError) error = NULL;

  foyer_lead_service_add_or_update_finish (service, AWAIT (foyer_lead_service_add_or_update_async, service, lead, NULL),
                                           NULL, &error);
  g_assert_no_error (error);
}

/* The next add commits, or not, and nobody hears of it. */
static FoyerOutboxRow *
lose (Desk *desk, FoyerLead *lead, RelayRule rule)
{
  g_autoptr (GError) error = NULL;
  FoyerOutboxRow *row;

  relay_set_rule (desk->relay, "addOrUpdateLead", rule, 0, NULL);
  relay_set_rule (desk->relay, "getLeadList", RELAY_ANSWERS, 500, "{\"errorCode\": 500, \"message\": \"No\"}");
  row = keep (desk, lead, NULL, 0, &error);
  g_assert_no_error (error);
  wait_for_state (row, FOYER_OUTBOX_UNCERTAIN);
  return row;
}

static void
find_again (Desk *desk)
{
  relay_set_rule (desk->relay, "addOrUpdateLead", RELAY_PASSES, 0, NULL);
  relay_set_rule (desk->relay, "getLeadList", RELAY_PASSES, 0, NULL);
  foyer_outbox_make_all_due (outbox_of (desk));
}

/* Would catch: believing "not there" before the fence, and never sending again after it. */
static void
test_fence (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  gint64 believed_after;

  desk_set_up_with_lifetime (&desk, LIFETIME);
  desk_trust (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "Lost on the way");
  row = lose (&desk, lead, RELAY_LOSES_REQUEST);
  believed_after = foyer_outbox_row_get_believed_after (row);
  find_again (&desk);
  WAIT_UNTIL (foyer_outbox_row_get_n_attempts (row) == 2);
  g_assert_cmpint (g_get_real_time () / G_USEC_PER_SEC, >, believed_after);
  g_assert_cmpint (wait_for_row (&desk, row, 10), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_cmpuint (count_adds (&desk), ==, 1);
  desk_clear (&desk);
}

/* Would catch: sending again for a key that has never shown that it can read what it adds. */
static void
test_never_read_back (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;

  desk_set_up_with_lifetime (&desk, LIFETIME);
  desk_open (&desk);
  lead = new_company_lead (&desk, "Lost on the way");
  row = lose (&desk, lead, RELAY_LOSES_REQUEST);
  find_again (&desk);
  g_assert_cmpint (wait_for_row (&desk, row, 20), ==, FOYER_OUTBOX_CONFLICT);
  g_assert_cmpuint (count_adds (&desk), ==, 0);
  send_now (&desk, row);
  g_assert_cmpint (wait_for_row (&desk, row, 10), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_cmpuint (count_adds (&desk), ==, 1);
  desk_clear (&desk);
}

/* Would catch: matching by the name or the people alone; a lead of somebody else's that is taken for ours. */
static void
test_alike (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerLead) other = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  GPtrArray *found;
  g_autoptr (GError) error = NULL;

  desk_set_up_with_lifetime (&desk, LIFETIME);
  desk_trust (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "Gala dinner");
  other = foyer_lead_copy (lead);
  foyer_lead_set_text (other, FOYER_LEAD_DESCRIPTION, "A colleague's");
  foyer_lead_set_id (other, FOYER_LEAD_SOURCE, 32);
  row = lose (&desk, lead, RELAY_LOSES_REQUEST);
  add_elsewhere (&desk, other);
  find_again (&desk);
  g_assert_cmpint (wait_for_row (&desk, row, 20), ==, FOYER_OUTBOX_CONFLICT);
  found = foyer_outbox_row_get_found (row);
  g_assert_nonnull (found);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (foyer_lead_get_text (found->pdata[0], FOYER_LEAD_DESCRIPTION), ==, "A colleague's");
  g_assert_cmpuint (count_adds (&desk), ==, 1);

  /* The person says that it is it, and which source is right. */
  foyer_outbox_adopt_finish (
      outbox_of (&desk),
      AWAIT (foyer_outbox_adopt_async, outbox_of (&desk), row, foyer_lead_get_platform_id (found->pdata[0])), &error);
  g_assert_no_error (error);
  g_assert_cmpint (wait_for_row (&desk, row, 20), ==, FOYER_OUTBOX_CONFLICT);
  foyer_outbox_resolve_finish (
      outbox_of (&desk),
      AWAIT (foyer_outbox_resolve_async, outbox_of (&desk), row, FOYER_FIELD_BIT (FOYER_LEAD_SOURCE)), &error);
  g_assert_no_error (error);
  g_assert_cmpint (foyer_outbox_row_get_state (row), ==, FOYER_OUTBOX_DELIVERED);
  /* It had no description: what is saved is what is there. */
  g_assert_cmpstr (foyer_lead_get_text (foyer_outbox_row_get_lead (row), FOYER_LEAD_DESCRIPTION), ==, "A colleague's");
  g_assert_cmpuint (count_adds (&desk), ==, 1);
  desk_clear (&desk);
}

/* Would catch: what was typed here given up, and told as delivered, because a person said which lead it is; what is
 * there written over without a word. */
static void
test_adopt_other (gconstpointer takes_theirs)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerLead) other = NULL;
  g_autoptr (FoyerLead) after = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  gint64 id;
  g_autoptr (GError) error = NULL;

  desk_set_up_with_lifetime (&desk, LIFETIME);
  desk_trust (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "Gala dinner");
  other = foyer_lead_copy (lead);
  foyer_lead_set_text (lead, FOYER_LEAD_DESCRIPTION, "Typed here");
  foyer_lead_set_id (other, FOYER_LEAD_STAGE, 13);
  row = lose (&desk, lead, RELAY_LOSES_REQUEST);
  add_elsewhere (&desk, other);
  find_again (&desk);
  g_assert_cmpint (wait_for_row (&desk, row, 20), ==, FOYER_OUTBOX_CONFLICT);
  g_assert_cmpuint (foyer_outbox_row_get_found (row)->len, ==, 1);
  id = foyer_lead_get_platform_id (foyer_outbox_row_get_found (row)->pdata[0]);
  foyer_outbox_adopt_finish (outbox_of (&desk), AWAIT (foyer_outbox_adopt_async, outbox_of (&desk), row, id), &error);
  g_assert_no_error (error);
  g_assert_false (foyer_outbox_row_is_add (row));
  g_assert_cmpint (foyer_outbox_row_get_platform_id (row), ==, id);

  /* Both have a stage: that is for a person. */
  g_assert_cmpint (wait_for_row (&desk, row, 20), ==, FOYER_OUTBOX_CONFLICT);
  g_assert_cmpint (foyer_outbox_row_get_answer (row).field, ==, FOYER_LEAD_STAGE);
  g_assert_cmpuint (count_updates (&desk), ==, 0);
  foyer_outbox_resolve_finish (outbox_of (&desk),
                               AWAIT (foyer_outbox_resolve_async, outbox_of (&desk), row,
                                      takes_theirs != NULL ? FOYER_FIELD_BIT (FOYER_LEAD_STAGE) : 0),
                               &error);
  g_assert_no_error (error);
  g_assert_cmpint (wait_for_row (&desk, row, 20), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_cmpuint (count_adds (&desk), ==, 1);
  after = load_lead (&desk, id);
  g_assert_cmpstr (foyer_lead_get_text (after, FOYER_LEAD_DESCRIPTION), ==, "Typed here");
  g_assert_cmpint (foyer_lead_get_id (after, FOYER_LEAD_STAGE), ==,
                   takes_theirs != NULL ? 13 : foyer_lead_get_id (lead, FOYER_LEAD_STAGE));

  /* Only what was sent is told as having arrived. */
  entries = foyer_outbox_list_history_finish (
      outbox_of (&desk), AWAIT (foyer_outbox_list_history_async, outbox_of (&desk), id, 20), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, takes_theirs != NULL ? 1 : 2);
  desk_clear (&desk);
}

/* Would catch: two identical saves that adopt one lead, or that are put to a person though both are there. */
static void
test_twins (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerLead) twin = NULL;
  g_autofree char *uuid = g_uuid_string_random ();
  g_autoptr (FoyerOutboxRow) first = NULL;
  g_autoptr (FoyerOutboxRow) second = NULL;

  desk_set_up (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "Twin");
  twin = foyer_lead_copy (lead);
  foyer_lead_set_uuid (twin, uuid);
  first = lose (&desk, lead, RELAY_LOSES_REPLY);
  foyer_outbox_make_all_due (outbox_of (&desk));
  second = lose (&desk, twin, RELAY_LOSES_REPLY);
  g_assert_cmpuint (count_adds (&desk), ==, 2);
  find_again (&desk);
  g_assert_cmpint (wait_for_row (&desk, first, 10), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_cmpint (wait_for_row (&desk, second, 10), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_cmpint (foyer_outbox_row_get_platform_id (first), !=, foyer_outbox_row_get_platform_id (second));
  g_assert_null (foyer_outbox_row_get_found (first));
  g_assert_cmpuint (count_adds (&desk), ==, 2);
  desk_clear (&desk);
}

/* Would catch: a lead that one row adopts held against another row of the same look, whose lead has that name too. */
static void
test_adopted_in_this_look (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerLead) namesake = NULL;
  g_autofree char *uuid = g_uuid_string_random ();
  g_autoptr (FoyerOutboxRow) first = NULL;
  g_autoptr (FoyerOutboxRow) second = NULL;

  desk_set_up_with_lifetime (&desk, LIFETIME);
  desk_trust (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "Namesake");
  namesake = foyer_lead_copy (lead);
  foyer_lead_set_uuid (namesake, uuid);
  foyer_lead_set_text (namesake, FOYER_LEAD_DESCRIPTION, "The other one");
  first = lose (&desk, lead, RELAY_LOSES_REPLY);
  foyer_outbox_make_all_due (outbox_of (&desk));
  second = lose (&desk, namesake, RELAY_LOSES_REQUEST);
  /* Both are looked for at once when neither needs to wait any more. */
  wait_for_time ((LIFETIME + 5) * 1000);
  find_again (&desk);
  g_assert_cmpint (wait_for_row (&desk, first, 10), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_cmpint (wait_for_row (&desk, second, 10), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_cmpuint (count_adds (&desk), ==, 2);
  desk_clear (&desk);
}

static void
told_cb (FoyerOutbox *outbox, FoyerOutboxRow *row, guint *count)
{
  (*count)++;
}

/* Would catch: more equal leads than attempts, of which the person hears nothing. */
static void
test_several (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  guint n_told = 0;

  desk_set_up (&desk);
  desk_open (&desk);
  g_signal_connect (outbox_of (&desk), "told", G_CALLBACK (told_cb), &n_told);
  lead = new_company_lead (&desk, "Twin");
  row = lose (&desk, lead, RELAY_LOSES_REPLY);
  add_elsewhere (&desk, lead);
  find_again (&desk);
  g_assert_cmpint (wait_for_row (&desk, row, 10), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_cmpuint (n_told, ==, 1);
  g_assert_cmpuint (foyer_outbox_row_get_found (row)->len, ==, 1);
  desk_clear (&desk);
}

/* Would catch: a lead that was there before the attempt taken for what the attempt made, though it says the same. */
static void
test_known_before (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up_with_lifetime (&desk, LIFETIME);
  desk_trust (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "Typed twice");
  add_elsewhere (&desk, lead);
  g_assert_true (foyer_session_refresh_leads_finish (desk.session,
                                                     AWAIT (foyer_session_refresh_leads_async, desk.session), &error));
  row = lose (&desk, lead, RELAY_LOSES_REQUEST);
  find_again (&desk);
  g_assert_cmpint (wait_for_row (&desk, row, 20), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_cmpuint (count_adds (&desk), ==, 2);
  desk_clear (&desk);
}

/* Would catch: a lead that may have arrived, unseen in a list that can never be read whole, looked for without an end;
 * one that is sent again, or given to the person before an hour has passed. */
static void
test_never_whole (gconstpointer is_late)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  guint n_looks;

  desk_set_up_with_lifetime (&desk, LIFETIME);
  desk_trust (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "Lost on the way");
  row = lose (&desk, lead, RELAY_LOSES_REQUEST);
  if (is_late != NULL)
    desk_execute (&desk, "UPDATE attempt SET signed = signed - 4000");
  relay_set_rule (desk.relay, "addOrUpdateLead", RELAY_PASSES, 0, NULL);
  relay_set_rule (desk.relay, "getLeadList", RELAY_ANSWERS, 200, "{\"meta\": {}, \"results\": [{\"id\": null}]}");
  n_looks = relay_count (desk.relay, "getLeadList");
  foyer_outbox_make_all_due (outbox_of (&desk));
  if (is_late != NULL)
    g_assert_cmpint (wait_for_row (&desk, row, 20), ==, FOYER_OUTBOX_CONFLICT);
  else
    {
      POLL_UNTIL (relay_count (desk.relay, "getLeadList") >= n_looks + 3);
      g_assert_cmpint (foyer_outbox_row_get_state (row), ==, FOYER_OUTBOX_UNCERTAIN);
    }
  g_assert_cmpuint (count_adds (&desk), ==, 0);
  desk_clear (&desk);
}

/* Would catch: a person who cannot send anyway, or take away, what is uncertain. */
static void
test_person_decides (gconstpointer discards)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  desk_trust (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "Lost on the way");
  row = lose (&desk, lead, RELAY_LOSES_REQUEST);
  relay_set_rule (desk.relay, "addOrUpdateLead", RELAY_PASSES, 0, NULL);
  relay_set_rule (desk.relay, "getLeadList", RELAY_PASSES, 0, NULL);
  if (discards != NULL)
    {
      g_assert_true (foyer_outbox_discard_finish (outbox_of (&desk),
                                                  AWAIT (foyer_outbox_discard_async, outbox_of (&desk), row), &error));
      g_assert_no_error (error);
      g_assert_cmpuint (foyer_outbox_get_n_waiting (outbox_of (&desk)), ==, 0);
    }
  else
    {
      send_now (&desk, row);
      g_assert_cmpint (wait_for_row (&desk, row, 10), ==, FOYER_OUTBOX_DELIVERED);
    }
  g_assert_cmpuint (count_adds (&desk), ==, discards != NULL ? 0 : 1);
  desk_clear (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lookup/fence", test_fence);
  g_test_add_func ("/lookup/never-read-back", test_never_read_back);
  g_test_add_func ("/lookup/alike", test_alike);
  g_test_add_data_func ("/lookup/adopt-other-mine", NULL, test_adopt_other);
  g_test_add_data_func ("/lookup/adopt-other-theirs", "theirs", test_adopt_other);
  g_test_add_func ("/lookup/twins", test_twins);
  g_test_add_func ("/lookup/adopted-in-this-look", test_adopted_in_this_look);
  g_test_add_func ("/lookup/several", test_several);
  g_test_add_func ("/lookup/known-before", test_known_before);
  g_test_add_data_func ("/lookup/never-whole", NULL, test_never_whole);
  g_test_add_data_func ("/lookup/never-whole-late", "late", test_never_whole);
  g_test_add_data_func ("/lookup/send-anyway", NULL, test_person_decides);
  g_test_add_data_func ("/lookup/discard", "discard", test_person_decides);
  return g_test_run ();
}
