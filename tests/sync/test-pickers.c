/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a picker is told, and when: what this desk has waits for no network. */

#include "foyer-session-mirror.h"
#include "sync-testing.h"

static void
set_up_refreshed (Desk *desk)
{
  FoyerMirrorRefresh *refresh;
  g_autoptr (GError) error = NULL;

  desk_set_up (desk);
  desk_open (desk);
  refresh = foyer_session_get_refresh (desk->session);
  foyer_mirror_refresh_run_finish (refresh, AWAIT (foyer_mirror_refresh_run_async, refresh, FOYER_REFRESH_EVERYTHING),
                                   &error);
  g_assert_no_error (error);
}

static char *
dup_name (Desk *desk, FoyerPartyKind kind, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerParty) party = foyer_session_load_party_finish (
      desk->session, AWAIT (foyer_session_load_party_async, desk->session, kind, id), &error);

  g_assert_no_error (error);
  return g_strdup (foyer_party_get_name (party));
}

/* Would catch: a picker that offers nothing while the network hangs, though the mirror has it. */
static void
test_known_at_once (void)
{
  Desk desk;
  g_autofree char *name = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;
  guint n_calls;

  set_up_refreshed (&desk);
  name = dup_name (&desk, FOYER_PARTY_COMPANY, 7);
  relay_set_rule (desk.relay, "getCompanyList", RELAY_HOLDS, 0, NULL);
  n_calls = relay_count (desk.relay, "getCompanyList");
  found = foyer_session_search_parties_finish (
      desk.session,
      AWAIT (foyer_session_list_known_parties_async, desk.session, FOYER_PARTY_COMPANY, name, G_GINT64_CONSTANT (0), 5),
      &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, >, 0);
  g_assert_cmpint (foyer_party_get_id (found->pdata[0]), ==, 7);
  g_assert_cmpuint (relay_count (desk.relay, "getCompanyList"), ==, n_calls);
  desk_clear (&desk);
}

/* Would catch: a platform that is asked though the mirror has as many as are wanted; one that is not when it has less.
 */
static void
test_asked_when_needed (void)
{
  Desk desk;
  g_autofree char *name = NULL;
  g_autoptr (GPtrArray) enough = NULL;
  g_autoptr (GPtrArray) few = NULL;
  g_autoptr (GError) error = NULL;
  guint n_calls;

  set_up_refreshed (&desk);
  name = dup_name (&desk, FOYER_PARTY_PERSON, 5);
  n_calls = relay_count (desk.relay, "getContactList");
  enough = foyer_session_search_parties_finish (
      desk.session, AWAIT (foyer_session_search_parties_async, desk.session, FOYER_PARTY_PERSON, "a", 0, 3), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (enough->len, ==, 3);
  g_assert_cmpuint (relay_count (desk.relay, "getContactList"), ==, n_calls);

  few = foyer_session_search_parties_finish (
      desk.session, AWAIT (foyer_session_search_parties_async, desk.session, FOYER_PARTY_PERSON, name, 0, 100), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (few->len, >, 0);
  g_assert_cmpuint (relay_count (desk.relay, "getContactList"), >, n_calls);
  desk_clear (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pickers/known-at-once", test_known_at_once);
  g_test_add_func ("/pickers/asked-when-needed", test_asked_when_needed);
  return g_test_run ();
}
