/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is fetched though nobody asked for it, how often, and where that costs money. */

#include "foyer-mirror-refresh-private.h"
#include "foyer-session-mirror.h"
#include "metered.h"
#include "sync-testing.h"

#include <string.h>

#define REFUSED "{\"errorCode\": 400, \"message\": \"Bad request\"}"

static void
refresh_well (Desk *desk)
{
  FoyerMirrorRefresh *mirror = foyer_session_get_refresh (desk->session);
  g_autoptr (GError) error = NULL;

  foyer_mirror_refresh_run_finish (mirror, AWAIT (foyer_mirror_refresh_run_async, mirror, FOYER_REFRESH_CHANGES),
                                   &error);
  g_assert_no_error (error);
}

/* Would catch: everything fetched every few minutes, or over a telephone, from a platform that cannot be asked for what
 * changed; one that can be asked left alone. */
static void
test_whole_is_rare (void)
{
  Desk desk;
  FoyerMirrorRefresh *mirror;

  metered_set (FALSE);
  desk_set_up (&desk);
  desk_open (&desk);
  mirror = foyer_session_get_refresh (desk.session);
  g_assert_true (foyer_mirror_refresh_is_due (mirror));
  refresh_well (&desk);
  g_assert_true (foyer_mirror_refresh_is_due (mirror));
  metered_set (TRUE);
  g_assert_true (foyer_mirror_refresh_is_due (mirror));
  metered_set (FALSE);

  relay_set_rule (desk.relay, "getLeadList", RELAY_ANSWERS, 200, REFUSED);
  relay_narrow_rule (desk.relay, "getLeadList", "modifiedDate");
  refresh_well (&desk);
  g_assert_false (foyer_mirror_refresh_is_due (mirror));
  foyer_mirror_refresh_set_finished (mirror, g_get_real_time () / G_USEC_PER_SEC - 3700);
  g_assert_true (foyer_mirror_refresh_is_due (mirror));
  metered_set (TRUE);
  g_assert_false (foyer_mirror_refresh_is_due (mirror));

  /* It can be asked after all. */
  relay_set_rule (desk.relay, "getLeadList", RELAY_PASSES, 0, NULL);
  refresh_well (&desk);
  g_assert_true (foyer_mirror_refresh_is_due (mirror));
  metered_set (FALSE);
  desk_clear (&desk);
}

/* Would catch: notes that trickle in over a network that is paid for by what goes over it. */
static void
test_no_notes_metered (void)
{
  Desk desk;
  guint n_calls;

  metered_set (TRUE);
  desk_set_up (&desk);
  foyer_account_set_user_id (desk.account, 104);
  desk_open (&desk);
  refresh_well (&desk);
  n_calls = relay_count (desk.relay, "getLeadNoteList");
  wait_for_time (2500);
  g_assert_cmpuint (relay_count (desk.relay, "getLeadNoteList"), ==, n_calls);

  metered_set (FALSE);
  refresh_well (&desk);
  WAIT_UNTIL (relay_count (desk.relay, "getLeadNoteList") > n_calls);
  desk_clear (&desk);
}

#define OWN(id, closed)                                                                                                \
  "{\"id\": " id ", \"name\": \"Mine\", \"ownerUser\": {\"id\": 104}, \"createdDate\": \"2024-01-01 00:00:00\", "      \
  "\"modifiedDate\": \"2024-01-01 00:00:00\", \"closedDate\": " closed "}"
#define OWN_LEADS                                                                                                      \
  "{\"meta\": {\"totalResults\": 3}, \"results\": [" OWN ("5", "\"2024-02-01 00:00:00\"") ", " OWN (                   \
      "6", "null") ", " OWN ("7", "\"2024-02-01 00:00:00\"") "]}"

/* Would catch: notes of leads that are closed fetched in the background, before or after those of the open ones. */
static void
test_notes_of_open_leads (void)
{
  Desk desk;
  g_autofree char *body = NULL;
  guint n_calls;

  metered_set (FALSE);
  desk_set_up (&desk);
  foyer_account_set_user_id (desk.account, 104);
  desk_open (&desk);
  relay_set_rule (desk.relay, "getLeadList", RELAY_ANSWERS, 200, OWN_LEADS);
  refresh_well (&desk);
  n_calls = relay_count (desk.relay, "getLeadNoteList");
  WAIT_UNTIL (relay_count (desk.relay, "getLeadNoteList") > n_calls);
  wait_for_time (3500);
  g_assert_cmpuint (relay_count (desk.relay, "getLeadNoteList"), ==, n_calls + 1);
  body = relay_dup_last_body (desk.relay, "getLeadNoteList");
  g_assert_nonnull (strstr (body, "\"leadId\":6"));
  desk_clear (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  metered_install ();
  g_test_add_func ("/background/whole-is-rare", test_whole_is_rare);
  g_test_add_func ("/background/notes-of-open-leads", test_notes_of_open_leads);
  g_test_add_func ("/background/no-notes-metered", test_no_notes_metered);
  return g_test_run ();
}
