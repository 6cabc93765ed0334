/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who goes when: two at a time, everything after a sleep of the computer, and nobody waits for a row that alone cannot
 * go. */

#include "outbox-testing.h"

#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static gint64 slept; /* seconds */

/* Instead of the library's: the clocks of a computer that has been asleep. */
int
clock_gettime (clockid_t clock, struct timespec *time)
{
  long failed = syscall (SYS_clock_gettime, clock, time);

  if (failed == 0 && clock == CLOCK_BOOTTIME)
    time->tv_sec += slept;
  return (int) failed;
}

static FoyerLead *
new_other_lead (Desk *desk, const char *name)
{
  g_autofree char *uuid = g_uuid_string_random ();
  FoyerLead *lead = new_company_lead (desk, name);

  foyer_lead_set_uuid (lead, uuid);
  return lead;
}

/* Would catch: a lead that waits for another one's answer although it has nothing to do with it, or a crowd of them
 * sent at once. */
static void
test_side_by_side (void)
{
  Desk desk;
  FoyerOutboxRow *rows[3];
  g_autoptr (GError) error = NULL;
  guint n_sending = 0;

  desk_set_up (&desk);
  desk_open (&desk);
  relay_set_rule (desk.relay, "addOrUpdateLead", RELAY_HOLDS, 0, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = g_strdup_printf ("Lead %u", i);
      g_autoptr (FoyerLead) lead = new_other_lead (&desk, name);

      rows[i] = keep (&desk, lead, NULL, 0, &error);
      g_assert_no_error (error);
    }
  for (guint i = 0; i < 500 && relay_count (desk.relay, "addOrUpdateLead") < 2; i++)
    wait_for_time (20);
  wait_for_time (300);
  g_assert_cmpuint (relay_count (desk.relay, "addOrUpdateLead"), ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      n_sending += foyer_outbox_row_get_state (rows[i]) == FOYER_OUTBOX_SENDING;
      g_object_unref (rows[i]);
    }
  g_assert_cmpuint (n_sending, ==, 2);
  desk_clear (&desk);
}

/* Would catch: a computer that wakes up in another network and waits as long as it was told to in the one before. */
static void
test_resumed (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up_with_fault (&desk, 300, "busy:retry-after=250,on=addOrUpdateLead,to=1");
  desk_open (&desk);
  lead = new_company_lead (&desk, "Gala");
  row = keep (&desk, lead, NULL, 0, &error);
  g_assert_no_error (error);
  WAIT_UNTIL (foyer_outbox_row_get_answer (row).code == FOYER_ERROR_BUSY);
  g_assert_cmpint (foyer_outbox_row_get_due (row), >, g_get_real_time () / G_USEC_PER_SEC + 200);
  slept = 3600;
  g_assert_cmpint (wait_for_row (&desk, row, 60), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_cmpuint (count_adds (&desk), ==, 1);
  slept = 0;
  desk_clear (&desk);
}

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
  g_test_add_func ("/deliverer/side-by-side", test_side_by_side);
  g_test_add_func ("/deliverer/resumed", test_resumed);
  g_test_add_func ("/deliverer/far-down", test_far_down);
  g_test_add_func ("/deliverer/not-shown", test_not_shown);
  g_test_add_func ("/deliverer/says-nothing", test_says_nothing);
  return g_test_run ();
}
