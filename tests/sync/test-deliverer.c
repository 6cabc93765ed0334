/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who goes when: nobody waits for a row that alone cannot go. */

#include "outbox-testing.h"

/* An account whose platform lists what it likes, whatever is asked for by an id. */
static void
ignore_id_filter (Desk *desk)
{
  relay_set_rule (desk->relay, "getLeadList", RELAY_ANSWERS, 200,
                  "{\"meta\": {\"totalResults\": 1500}, \"results\": [{\"id\": 987654, \"name\": \"Another\"}]}");
  relay_narrow_rule (desk->relay, "getLeadList", "\"filter\":{\"id\"");
}

/* Would catch: a lead far down the list of a platform that does not honour the filter by id, which can never be
 * changed.
 */
static void
test_far_down (void)
{
  static const gint64 ids[] = { 1, 1500 };
  Desk desk;

  desk_set_up_with_leads (&desk, 1500);
  desk_open (&desk);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (FoyerLead) base = load_lead (&desk, ids[i]);
      g_autoptr (FoyerLead) lead = foyer_lead_copy (base);
      g_autoptr (FoyerOutboxRow) row = NULL;
      g_autoptr (GError) error = NULL;

      ignore_id_filter (&desk);
      foyer_lead_set_text (lead, FOYER_LEAD_NAME, "Renamed");
      row = keep (&desk, lead, base, 0, &error);
      g_assert_no_error (error);
      g_assert_cmpint (wait_for_row (&desk, row, 30), ==, FOYER_OUTBOX_DELIVERED);
      relay_set_rule (desk.relay, "getLeadList", RELAY_PASSES, 0, NULL);
    }
  g_assert_cmpuint (count_updates (&desk), ==, G_N_ELEMENTS (ids));
  desk_clear (&desk);
}

/* Would catch: one lead that the platform does not show and that the whole account waits for; one that does not say why
 * it waits, or waits for ever. */
static void
test_not_shown (void)
{
  Desk desk;
  g_autoptr (FoyerLead) base = NULL;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerLead) other = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (FoyerOutboxRow) other_row = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  desk_open (&desk);
  other = new_company_lead (&desk, "Gala");
  base = load_lead (&desk, 7);
  lead = foyer_lead_copy (base);
  foyer_lead_set_text (lead, FOYER_LEAD_NAME, "Renamed");
  relay_set_rule (desk.relay, "getLeadList", RELAY_ANSWERS, 200, "{\"meta\": {}, \"results\": [{\"id\": null}]}");
  row = keep (&desk, lead, base, 0, &error);
  g_assert_no_error (error);
  WAIT_UNTIL (foyer_outbox_row_get_answer (row).code != 0);
  g_assert_cmpint (foyer_outbox_row_get_answer (row).code, ==, FOYER_ERROR_NOT_SHOWN);
  g_assert_cmpint (foyer_outbox_row_get_state (row), ==, FOYER_OUTBOX_QUEUED);
  g_assert_cmpint (foyer_session_get_trouble (desk.session), ==, FOYER_TROUBLE_NONE);

  other_row = keep (&desk, other, NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpint (wait_for_row (&desk, other_row, 20), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_cmpint (foyer_outbox_row_get_state (row), ==, FOYER_OUTBOX_QUEUED);
  g_assert_cmpuint (count_updates (&desk), ==, 0);

  relay_set_rule (desk.relay, "getLeadList", RELAY_PASSES, 0, NULL);
  foyer_outbox_make_all_due (outbox_of (&desk));
  g_assert_cmpint (wait_for_row (&desk, row, 20), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_cmpuint (count_updates (&desk), ==, 1);
  desk_clear (&desk);
}

/* Would catch: a row that says nothing when it is read again, sent as nothing at all. */
static void
test_says_nothing (void)
{
  static const char forbidden[] = "{\"errorCode\": 403, \"message\": \"Not allowed\"}";
  Desk desk;
  g_autoptr (FoyerLead) base = NULL;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  desk_open (&desk);
  base = load_lead (&desk, 7);
  lead = foyer_lead_copy (base);
  foyer_lead_set_text (lead, FOYER_LEAD_NAME, "Renamed");
  relay_set_rule (desk.relay, "getLeadList", RELAY_ANSWERS, 403, forbidden);
  row = keep (&desk, lead, base, 2, &error);
  g_assert_no_error (error);
  desk_execute (&desk, "UPDATE outbox SET lead = base");
  g_assert_cmpint (wait_for_row (&desk, row, 20), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_cmpuint (relay_count (desk.relay, "addOrUpdateLead"), ==, 0);
  desk_clear (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/deliverer/far-down", test_far_down);
  g_test_add_func ("/deliverer/not-shown", test_not_shown);
  g_test_add_func ("/deliverer/says-nothing", test_says_nothing);
  return g_test_run ();
}
