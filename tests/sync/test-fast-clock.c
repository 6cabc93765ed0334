/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A computer whose clock is ahead of the platform's by less than a request lives, and a session that has not heard from
 * the platform yet: what it sends first and hears no reply to is dated by the platform's clock, and found there. */

#include "outbox-testing.h"

#define LIFETIME 60
#define FAULT    "skew:seconds=-30"

/* A session that has asked the platform for nothing yet. */
static void
open_afresh (Desk *desk)
{
  if (desk->session != NULL)
    desk_close (desk);
  desk_open (desk);
}

/* Would catch: a lead that is dated by this computer's clock, looked for among those that were made later than it was,
 * and sent again. */
static void
test_lead (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up_with_fault (&desk, LIFETIME, FAULT);
  desk_trust (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "Saved on a computer that is fast");
  open_afresh (&desk);
  relay_set_rule (desk.relay, "addOrUpdateLead", RELAY_LOSES_REPLY, 0, NULL);
  row = keep (&desk, lead, NULL, 0, &error);
  g_assert_no_error (error);
  /* By this computer's clock it would be looked for in vain, until the fence and another attempt after it. */
  g_assert_cmpint (wait_for_row (&desk, row, 20), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_cmpuint (foyer_outbox_row_get_n_attempts (row), ==, 1);
  g_assert_cmpuint (count_adds (&desk), ==, 1);
  desk_clear (&desk);
}

/* Would catch: the same of a note. */
static void
test_note (void)
{
  Desk desk;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up_with_fault (&desk, LIFETIME, FAULT);
  foyer_account_set_abilities (desk.account,
                               foyer_account_get_abilities (desk.account) | FOYER_ABILITY_READ_OWN_NOTE_BACK);
  open_afresh (&desk);
  relay_set_rule (desk.relay, "addOrUpdateLeadNote", RELAY_LOSES_REPLY, 0, NULL);
  row = foyer_outbox_keep_note_finish (outbox_of (&desk),
                                       AWAIT (foyer_outbox_keep_note_async, outbox_of (&desk), NULL, (gint64) 5, NULL,
                                              "Wants the Zeppelin room", (guint) 0),
                                       &error);
  g_assert_no_error (error);
  g_assert_cmpint (wait_for_row (&desk, row, 20), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_cmpuint (desk_count_commits (&desk, "Zeppelin"), ==, 1);
  desk_clear (&desk);
}

/* Would catch: an attempt that is made although the platform's clock could not be asked for; a row that does not say
 * why nothing is sent, or is not sent when it can be. */
static void
test_not_told (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "Gala");
  open_afresh (&desk);
  relay_set_rule (desk.relay, "ping", RELAY_LOSES_REPLY, 0, NULL);
  row = keep (&desk, lead, NULL, 0, &error);
  g_assert_no_error (error);
  WAIT_UNTIL (foyer_outbox_row_get_answer (row).code != 0 || foyer_outbox_row_get_state (row) != FOYER_OUTBOX_QUEUED);
  g_assert_cmpint (foyer_outbox_row_get_state (row), ==, FOYER_OUTBOX_QUEUED);
  g_assert_cmpuint (foyer_outbox_row_get_n_attempts (row), ==, 0);
  g_assert_cmpuint (relay_count (desk.relay, "addOrUpdateLead"), ==, 0);

  relay_set_rule (desk.relay, "ping", RELAY_PASSES, 0, NULL);
  foyer_outbox_make_all_due (outbox_of (&desk));
  g_assert_cmpint (wait_for_row (&desk, row, 20), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_cmpuint (count_adds (&desk), ==, 1);
  desk_clear (&desk);
}

/* Would catch: a key that may add leads and not ping, which cannot deliver. */
static void
test_may_not_ping (void)
{
  static const char forbidden[] = "{\"errorCode\": 403, \"message\": \"Not allowed\"}";
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "Gala");
  open_afresh (&desk);
  relay_set_rule (desk.relay, "ping", RELAY_ANSWERS, 403, forbidden);
  row = keep (&desk, lead, NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpint (wait_for_row (&desk, row, 20), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_cmpuint (count_adds (&desk), ==, 1);
  desk_clear (&desk);
}

/* Would catch: a row that says, by a clock that is half a minute ahead, how long it will be looked for by another one.
 */
static void
test_believed_after (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GError) error = NULL;
  gint64 left;

  desk_set_up_with_fault (&desk, LIFETIME, FAULT);
  desk_open (&desk);
  lead = new_company_lead (&desk, "Lost on the way");
  relay_set_rule (desk.relay, "addOrUpdateLead", RELAY_LOSES_REQUEST, 0, NULL);
  row = keep (&desk, lead, NULL, 0, &error);
  g_assert_no_error (error);
  wait_for_state (row, FOYER_OUTBOX_UNCERTAIN);
  left = foyer_outbox_row_get_believed_after (row) - g_get_real_time () / G_USEC_PER_SEC;
  g_assert_cmpint (left, >, LIFETIME);
  g_assert_cmpint (left, <=, LIFETIME + LIFETIME / 5 + 3);
  desk_clear (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fast-clock/lead", test_lead);
  g_test_add_func ("/fast-clock/note", test_note);
  g_test_add_func ("/fast-clock/not-told", test_not_told);
  g_test_add_func ("/fast-clock/may-not-ping", test_may_not_ping);
  g_test_add_func ("/fast-clock/believed-after", test_believed_after);
  return g_test_run ();
}
