/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The network goes and comes back: what had arrived is found soon after, with the schedule that is used in earnest. */

#include "outbox-testing.h"

#include <gio/gio.h>

#define SOON 30 /* seconds: the promise */

/* A lead that was committed and of which nobody heard; then nothing can be reached any more. */
static FoyerOutboxRow *
lose_reply_and_network (Desk *desk)
{
  g_autoptr (FoyerLead) lead = new_company_lead (desk, "Sent in the lift");
  g_autoptr (GError) error = NULL;
  FoyerOutboxRow *row;

  relay_set_rule (desk->relay, "addOrUpdateLead", RELAY_LOSES_REPLY, 0, NULL);
  relay_set_rule (desk->relay, "getLeadList", RELAY_ANSWERS, 500, "{\"errorCode\": 500, \"message\": \"No\"}");
  row = keep (desk, lead, NULL, 0, &error);
  g_assert_no_error (error);
  wait_for_state (row, FOYER_OUTBOX_UNCERTAIN);
  relay_set_listens (desk->relay, FALSE);
  relay_set_rule (desk->relay, "addOrUpdateLead", RELAY_PASSES, 0, NULL);
  relay_set_rule (desk->relay, "getLeadList", RELAY_PASSES, 0, NULL);
  WAIT_UNTIL (foyer_session_get_trouble (desk->session) == FOYER_TROUBLE_OFFLINE);
  return row;
}

static void
check_adopted (Desk *desk, FoyerOutboxRow *row)
{
  g_assert_cmpint (foyer_outbox_row_get_state (row), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_cmpint (foyer_outbox_row_get_platform_id (row), >, 0);
  g_assert_cmpuint (foyer_outbox_row_get_n_attempts (row), ==, 1);
  g_assert_cmpuint (count_adds (desk), ==, 1);
}

/* Would catch: a rest that outlasts the return of a network nobody tells of by more than the promise. */
static void
test_untold (void)
{
  Desk desk;
  g_autoptr (FoyerOutboxRow) row = NULL;

  desk_set_up (&desk);
  desk_trust (&desk);
  desk_open (&desk);
  row = lose_reply_and_network (&desk);
  wait_for_time (4000);
  g_assert_cmpint (foyer_outbox_row_get_state (row), ==, FOYER_OUTBOX_UNCERTAIN);
  relay_set_listens (desk.relay, TRUE);
  wait_for_row (&desk, row, SOON);
  check_adopted (&desk, row);
  desk_clear (&desk);
}

/* Would catch: a network whose return wakes nobody: what rests must not go on resting. */
static void
test_told (void)
{
  Desk desk;
  g_autoptr (FoyerOutboxRow) row = NULL;
  gint64 returned;

  desk_set_up (&desk);
  desk_trust (&desk);
  desk_open (&desk);
  row = lose_reply_and_network (&desk);
  /* The rests are longer than 4 seconds by now. */
  wait_for_time (8000);
  g_assert_cmpint (foyer_outbox_row_get_state (row), ==, FOYER_OUTBOX_UNCERTAIN);
  relay_set_listens (desk.relay, TRUE);
  wait_for_time (50);
  returned = g_get_monotonic_time ();
  g_signal_emit_by_name (g_network_monitor_get_default (), "network-changed", TRUE);
  wait_for_row (&desk, row, SOON);
  check_adopted (&desk, row);
  g_test_minimized_result ((double) (g_get_monotonic_time () - returned) / G_USEC_PER_SEC,
                           "adopted so many seconds after the network was back");
  desk_clear (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/network/untold", test_untold);
  g_test_add_func ("/network/told", test_told);
  return g_test_run ();
}
