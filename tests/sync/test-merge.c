/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is changed here meets what was changed there: elsewhere it merges, in the same field a person chooses, and
 * nothing is written over without being told. */

#include "foyer-lead-service.h"
#include "outbox-testing.h"

#include <string.h>

static void
count_cb (FoyerOutbox *outbox, FoyerOutboxRow *row, guint *count)
{
  (*count)++;
}

/* A lead that is on the platform, as it is read from there. */
static FoyerLead *
set_up_lead (Desk *desk)
{
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (desk);
  desk_open (desk);
  lead = new_company_lead (desk, "Gala");
  row = keep (desk, lead, NULL, 0, &error);
  g_assert_cmpint (wait_for_row (desk, row, 10), ==, FOYER_OUTBOX_DELIVERED);
  return load_lead (desk, foyer_outbox_row_get_platform_id (row));
}

static void
change_elsewhere (Desk *desk, FoyerLead *base, FoyerLeadField field, const char *text, gint64 id)
{
  g_autoptr (FoyerClient) client = foyer_client_new (foyer_sandbox_thread_get_address (desk->sandbox),
                                                     FOYER_SANDBOX_DEFAULT_KEY, FOYER_SANDBOX_DEFAULT_SECRET, NULL);
  g_autoptr (FoyerLeadService) service = foyer_lead_service_new (client);
  g_autoptr (FoyerLead) lead = foyer_lead_copy (base);
  g_autoptr (GError) error = NULL;

  if (text != NULL)
    foyer_lead_set_text (lead, field, text);
  else
    foyer_lead_set_id (lead, field, id);
  foyer_lead_service_add_or_update_finish (service, AWAIT (foyer_lead_service_add_or_update_async, service, lead, base),
                                           NULL, &error);
  g_assert_no_error (error);
}

/* Would catch: an update that takes back what somebody else changed meanwhile, or that carries more than what changed.
 */
static void
test_disjoint (void)
{
  Desk desk;
  g_autoptr (FoyerLead) base = set_up_lead (&desk);
  g_autoptr (FoyerLead) mine = foyer_lead_copy (base);
  g_autoptr (FoyerLead) after = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autofree char *body = NULL;
  g_autoptr (GError) error = NULL;

  change_elsewhere (&desk, base, FOYER_LEAD_STAGE, NULL, 13);
  change_elsewhere (&desk, base, FOYER_LEAD_QUALITY, NULL, 3);
  foyer_lead_set_text (mine, FOYER_LEAD_NAME, "Gala, renamed");
  row = keep (&desk, mine, base, 0, &error);
  g_assert_cmpint (wait_for_row (&desk, row, 10), ==, FOYER_OUTBOX_DELIVERED);
  body = relay_dup_last_body (desk.relay, "addOrUpdateLead");
  g_assert_nonnull (strstr (body, "\"qualityId\":3"));
  g_assert_null (strstr (body, "stageId"));
  g_assert_null (strstr (body, "industryId"));
  after = load_lead (&desk, foyer_lead_get_platform_id (base));
  g_assert_cmpstr (foyer_lead_get_text (after, FOYER_LEAD_NAME), ==, "Gala, renamed");
  g_assert_cmpint (foyer_lead_get_id (after, FOYER_LEAD_STAGE), ==, 13);
  desk_clear (&desk);
}

/* Would catch: the same field written over; a resolver that loses either side. */
static void
test_conflict (gconstpointer takes_theirs)
{
  Desk desk;
  g_autoptr (FoyerLead) base = set_up_lead (&desk);
  g_autoptr (FoyerLead) mine = foyer_lead_copy (base);
  g_autoptr (FoyerLead) after = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GError) error = NULL;
  guint n_told = 0;
  FoyerFieldSet take = takes_theirs != NULL ? FOYER_FIELD_BIT (FOYER_LEAD_NAME) : 0;

  change_elsewhere (&desk, base, FOYER_LEAD_NAME, "Gala, theirs", 0);
  g_signal_connect (outbox_of (&desk), "told", G_CALLBACK (count_cb), &n_told);
  foyer_lead_set_text (mine, FOYER_LEAD_NAME, "Gala, mine");
  foyer_lead_set_id (mine, FOYER_LEAD_STAGE, 13);
  row = keep (&desk, mine, base, 0, &error);
  g_assert_cmpint (wait_for_row (&desk, row, 10), ==, FOYER_OUTBOX_CONFLICT);
  g_assert_cmpuint (n_told, ==, 1);
  g_assert_cmpuint (foyer_outbox_row_get_found (row)->len, ==, 1);
  g_assert_cmpstr (foyer_lead_get_text (foyer_outbox_row_get_found (row)->pdata[0], FOYER_LEAD_NAME), ==,
                   "Gala, theirs");

  g_assert_true (foyer_outbox_resolve_finish (
      outbox_of (&desk), AWAIT (foyer_outbox_resolve_async, outbox_of (&desk), row, take), &error));
  g_assert_no_error (error);
  g_assert_cmpint (wait_for_row (&desk, row, 10), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_cmpuint (foyer_outbox_get_n_needing_person (outbox_of (&desk)), ==, 0);
  after = load_lead (&desk, foyer_lead_get_platform_id (base));
  g_assert_cmpstr (foyer_lead_get_text (after, FOYER_LEAD_NAME), ==,
                   takes_theirs != NULL ? "Gala, theirs" : "Gala, mine");
  g_assert_cmpint (foyer_lead_get_id (after, FOYER_LEAD_STAGE), ==, 13);
  desk_clear (&desk);
}

/* Would catch: an address between angle brackets taken for markup, so that theirs is the text we know, and written
 * over, or mine is there already, and never sent. */
static void
test_angle_brackets (gconstpointer mine_is_short)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = set_up_lead (&desk);
  g_autoptr (FoyerLead) base = NULL;
  g_autoptr (FoyerLead) mine = NULL;
  g_autoptr (FoyerLead) after = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GError) error = NULL;

  change_elsewhere (&desk, lead, FOYER_LEAD_NAME, "Ask Bob <bob@x.com>", 0);
  base = load_lead (&desk, foyer_lead_get_platform_id (lead));
  mine = foyer_lead_copy (base);
  change_elsewhere (&desk, base, FOYER_LEAD_NAME, "Ask Ann <ann@y.com>", 0);
  foyer_lead_set_text (mine, FOYER_LEAD_NAME, mine_is_short != NULL ? "Ask Ann" : "Ask Ann <bob@x.com>");
  row = keep (&desk, mine, base, 0, &error);
  g_assert_cmpint (wait_for_row (&desk, row, 10), ==, FOYER_OUTBOX_CONFLICT);
  after = load_lead (&desk, foyer_lead_get_platform_id (base));
  g_assert_cmpstr (foyer_lead_get_text (after, FOYER_LEAD_NAME), ==, "Ask Ann <ann@y.com>");
  desk_clear (&desk);
}

/* Would catch: what is only wrapped in HTML by the platform taken for a change. */
static void
test_wrapped (void)
{
  Desk desk;
  g_autoptr (FoyerLead) base = set_up_lead (&desk);
  g_autoptr (FoyerLead) mine = foyer_lead_copy (base);
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GError) error = NULL;

  change_elsewhere (&desk, base, FOYER_LEAD_NAME, "<p class=\"a\">Gala, <b>both</b></p>", 0);
  foyer_lead_set_text (mine, FOYER_LEAD_NAME, "Gala, both");
  row = keep (&desk, mine, base, 0, &error);
  g_assert_cmpint (wait_for_row (&desk, row, 10), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_cmpuint (count_updates (&desk), ==, 1);
  desk_clear (&desk);
}

/* Would catch: a person told that a lead is there more than once, because they chose what is there. */
static void
test_gives_up (void)
{
  Desk desk;
  g_autoptr (FoyerLead) base = set_up_lead (&desk);
  g_autoptr (FoyerLead) mine = foyer_lead_copy (base);
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GError) error = NULL;
  guint n_told = 0;

  change_elsewhere (&desk, base, FOYER_LEAD_NAME, "Gala, theirs", 0);
  g_signal_connect (outbox_of (&desk), "told", G_CALLBACK (count_cb), &n_told);
  foyer_lead_set_text (mine, FOYER_LEAD_NAME, "Gala, mine");
  row = keep (&desk, mine, base, 0, &error);
  g_assert_cmpint (wait_for_row (&desk, row, 10), ==, FOYER_OUTBOX_CONFLICT);
  g_assert_true (foyer_outbox_resolve_finish (
      outbox_of (&desk), AWAIT (foyer_outbox_resolve_async, outbox_of (&desk), row, FOYER_FIELD_BIT (FOYER_LEAD_NAME)),
      &error));
  g_assert_no_error (error);
  g_assert_cmpint (foyer_outbox_row_get_state (row), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_null (foyer_outbox_row_get_found (row));
  g_assert_cmpuint (n_told, ==, 1);
  desk_clear (&desk);
}

/* Would catch: a change that is there already and is sent all the same. */
static void
test_already_there (void)
{
  Desk desk;
  g_autoptr (FoyerLead) base = set_up_lead (&desk);
  g_autoptr (FoyerLead) mine = foyer_lead_copy (base);
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GError) error = NULL;

  change_elsewhere (&desk, base, FOYER_LEAD_NAME, "Gala, both", 0);
  foyer_lead_set_text (mine, FOYER_LEAD_NAME, "Gala, both");
  row = keep (&desk, mine, base, 0, &error);
  g_assert_cmpint (wait_for_row (&desk, row, 10), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_cmpuint (count_updates (&desk), ==, 1);
  desk_clear (&desk);
}

/* Would catch: an update whose reply was lost that is sent again though it is there, or that is given up. */
static void
test_uncertain_update (gconstpointer was_lost)
{
  Desk desk;
  g_autoptr (FoyerLead) base = NULL;
  g_autoptr (FoyerLead) mine = NULL;
  g_autoptr (FoyerLead) after = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (FoyerOutboxRow) add = NULL;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up_with_lifetime (&desk, 1);
  desk_open (&desk);
  lead = new_company_lead (&desk, "Gala");
  add = keep (&desk, lead, NULL, 0, &error);
  g_assert_cmpint (wait_for_row (&desk, add, 10), ==, FOYER_OUTBOX_DELIVERED);
  base = load_lead (&desk, foyer_outbox_row_get_platform_id (add));
  mine = foyer_lead_copy (base);
  foyer_lead_set_text (mine, FOYER_LEAD_NAME, "Gala, renamed");
  relay_set_rule (desk.relay, "addOrUpdateLead", was_lost != NULL ? RELAY_LOSES_REQUEST : RELAY_LOSES_REPLY, 0, NULL);
  row = keep (&desk, mine, base, 0, &error);
  WAIT_UNTIL (foyer_outbox_row_get_n_attempts (row) == 1 && foyer_outbox_row_get_state (row) != FOYER_OUTBOX_SENDING);
  relay_set_rule (desk.relay, "addOrUpdateLead", RELAY_PASSES, 0, NULL);
  g_assert_cmpint (wait_for_row (&desk, row, 30), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_cmpuint (foyer_outbox_row_get_n_attempts (row), ==, was_lost != NULL ? 2 : 1);
  g_assert_cmpuint (count_updates (&desk), ==, 1);
  after = load_lead (&desk, foyer_lead_get_platform_id (base));
  g_assert_cmpstr (foyer_lead_get_text (after, FOYER_LEAD_NAME), ==, "Gala, renamed");
  desk_clear (&desk);
}

/* Would catch: a lost race nobody hears of; one that is told though nothing was lost. */
static void
test_lost_race (gconstpointer is_lost)
{
  Desk desk;
  g_autoptr (FoyerLead) base = set_up_lead (&desk);
  g_autoptr (FoyerLead) mine = foyer_lead_copy (base);
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GError) error = NULL;
  guint n_lost = 0;

  wait_for_time (300); /* the add's own reading back */
  g_signal_connect (outbox_of (&desk), "lost-race", G_CALLBACK (count_cb), &n_lost);
  foyer_lead_set_text (mine, FOYER_LEAD_NAME, "Gala, <b>mine</b> & more  ");
  relay_set_delay (desk.relay, "addOrUpdateLead", 500);
  row = keep (&desk, mine, base, 0, &error);
  POLL_UNTIL (count_updates (&desk) == 1);
  if (is_lost != NULL)
    change_elsewhere (&desk, base, FOYER_LEAD_NAME, "Gala, theirs", 0);
  g_assert_cmpint (wait_for_row (&desk, row, 10), ==, FOYER_OUTBOX_DELIVERED);
  wait_for_time (is_lost != NULL ? 6000 : 500);
  g_assert_cmpuint (n_lost, ==, is_lost != NULL ? 1 : 0);
  desk_clear (&desk);
}

/* Would catch: a lead that is no longer there whose change is dropped, or sent for ever. */
static void
test_gone (gconstpointer when_sent)
{
  static const char gone[] = "{\"errorCode\": 400, \"specificCode\": 24216, \"message\": \"Lead does not exist\"}";
  Desk desk;
  g_autoptr (FoyerLead) base = set_up_lead (&desk);
  g_autoptr (FoyerLead) mine = foyer_lead_copy (base);
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GError) error = NULL;

  foyer_lead_set_text (mine, FOYER_LEAD_NAME, "Gala, renamed");
  relay_set_rule (desk.relay, "addOrUpdateLead", RELAY_ANSWERS, 400, gone);
  row = keep (&desk, mine, base, 0, &error);
  g_assert_cmpint (wait_for_row (&desk, row, 10), ==, FOYER_OUTBOX_REJECTED);
  g_assert_cmpint (foyer_outbox_row_get_answer (row).code, ==, FOYER_ERROR_GONE);
  desk_clear (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/merge/disjoint", test_disjoint);
  g_test_add_data_func ("/merge/conflict-mine", NULL, test_conflict);
  g_test_add_data_func ("/merge/conflict-theirs", "theirs", test_conflict);
  g_test_add_data_func ("/merge/angle-brackets", NULL, test_angle_brackets);
  g_test_add_data_func ("/merge/angle-brackets-short", "short", test_angle_brackets);
  g_test_add_func ("/merge/wrapped", test_wrapped);
  g_test_add_func ("/merge/gives-up", test_gives_up);
  g_test_add_func ("/merge/already-there", test_already_there);
  g_test_add_data_func ("/merge/uncertain-arrived", NULL, test_uncertain_update);
  g_test_add_data_func ("/merge/uncertain-lost", "lost", test_uncertain_update);
  g_test_add_data_func ("/merge/race-lost", "lost", test_lost_race);
  g_test_add_data_func ("/merge/race-not-lost", NULL, test_lost_race);
  g_test_add_data_func ("/merge/gone", NULL, test_gone);
  return g_test_run ();
}
