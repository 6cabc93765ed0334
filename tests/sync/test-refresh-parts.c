/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one part of a refresh means for the others, and how each goes on after it was stopped or misled. */

#include "foyer-progress.h"
#include "foyer-session-mirror.h"
#include "foyer-session-private.h"
#include "sync-testing.h"

#include <string.h>

#define DAY       86400
#define FORBIDDEN "{\"errorCode\": 403, \"message\": \"Forbidden\"}"
#define REFUSED   "{\"errorCode\": 400, \"message\": \"Bad request\"}"
#define BUSY      "{\"errorCode\": 429, \"message\": \"Too many\"}"
#define TROUBLE   "{\"errorCode\": 500, \"message\": \"Internal\"}"
#define EMPTY     "{\"meta\": {\"totalResults\": 0}, \"results\": []}"

static gboolean
refresh (Desk *desk, FoyerRefreshDepth depth, GError **error)
{
  FoyerMirrorRefresh *mirror = foyer_session_get_refresh (desk->session);

  return foyer_mirror_refresh_run_finish (mirror, AWAIT (foyer_mirror_refresh_run_async, mirror, depth), error);
}

static void
refresh_well (Desk *desk, FoyerRefreshDepth depth)
{
  g_autoptr (GError) error = NULL;

  refresh (desk, depth, &error);
  g_assert_no_error (error);
}

static FoyerProgress *
load_progress (Desk *desk, FoyerMirrorPart part)
{
  g_autoptr (GError) error = NULL;
  FoyerProgress *progress = foyer_progress_load_finish (
      desk->session->mirror, AWAIT (foyer_progress_load_async, desk->session->mirror, part), &error);

  g_assert_no_error (error);
  return progress;
}

static void
save_progress (Desk *desk, FoyerMirrorPart part, const FoyerProgress *progress)
{
  g_autoptr (GError) error = NULL;

  foyer_progress_save_finish (desk->session->mirror,
                              AWAIT (foyer_progress_save_async, desk->session->mirror, part, progress), &error);
  g_assert_no_error (error);
}

static guint
count_leads (Desk *desk)
{
  g_autoptr (FoyerLeadQuery) all = foyer_lead_query_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = foyer_session_list_ids_finish (
      desk->session, AWAIT (foyer_session_list_ids_async, desk->session, all), &error);

  g_assert_no_error (error);
  return ids->len;
}

static gboolean
has_party (Desk *desk, FoyerPartyKind kind)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parties = foyer_session_search_parties_finish (
      desk->session, AWAIT (foyer_session_list_known_parties_async, desk->session, kind, "", G_GINT64_CONSTANT (0), 5),
      &error);

  g_assert_no_error (error);
  return parties->len > 0;
}

/* Would catch: a weekly refresh that was stopped in the leads, after which companies and people never have theirs. */
static void
test_each_is_due (void)
{
  static const FoyerMirrorPart others[] = { FOYER_PART_COMPANIES, FOYER_PART_PEOPLE };
  Desk desk;
  g_autofree FoyerProgress *leads = NULL;

  desk_set_up (&desk);
  desk_open (&desk);
  refresh_well (&desk, FOYER_REFRESH_CHANGES);
  leads = load_progress (&desk, FOYER_PART_LEADS);
  leads->is_running = TRUE;
  save_progress (&desk, FOYER_PART_LEADS, leads);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree FoyerProgress *progress = load_progress (&desk, others[i]);

      progress->finished -= 8 * DAY;
      save_progress (&desk, others[i], progress);
    }
  refresh_well (&desk, FOYER_REFRESH_CHANGES);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree FoyerProgress *progress = load_progress (&desk, others[i]);

      g_assert_cmpint (progress->generation, ==, 2);
    }

  /* And what is not due is not fetched anew. */
  refresh_well (&desk, FOYER_REFRESH_CHANGES);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree FoyerProgress *progress = load_progress (&desk, others[i]);

      g_assert_cmpint (progress->generation, ==, 2);
    }
  desk_clear (&desk);
}

/* Would catch: a key that may not list leads and gets no companies or people either; nobody told that there are no
 * leads. */
static void
test_leads_forbidden (void)
{
  Desk desk;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  desk_open (&desk);
  relay_set_rule (desk.relay, "getLeadList", RELAY_ANSWERS, 200, FORBIDDEN);
  g_assert_false (refresh (&desk, FOYER_REFRESH_CHANGES, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_FORBIDDEN);
  g_assert_true (has_party (&desk, FOYER_PARTY_COMPANY));
  g_assert_true (has_party (&desk, FOYER_PARTY_PERSON));
  g_assert_cmpuint (count_leads (&desk), ==, 0);
  desk_clear (&desk);
}

#define GHOST                                                                                                          \
  "{\"meta\": {\"totalResults\": 1}, \"results\": [{\"id\": 99999, \"name\": \"Ghost\", \"createdDate\": "             \
  "\"2024-01-01 00:00:00\", \"modifiedDate\": \"2024-01-01 00:00:00\"}]}"

static void
let_pass_cb (gpointer user_data)
{
  relay_set_rule (user_data, "getLeadList", RELAY_PASSES, 0, NULL);
}

/* Would catch: a look for something that may be gone whose failure keeps companies and people from being fetched; a
 * lead that is forgotten because nobody answered; a wait the platform asked for that is not kept. */
static void
test_look_fails (void)
{
  Desk desk;
  gint64 began;

  desk_set_up (&desk);
  desk_open (&desk);
  relay_set_rule (desk.relay, "getLeadList", RELAY_ANSWERS, 200, GHOST);
  refresh_well (&desk, FOYER_REFRESH_EVERYTHING);
  relay_set_rule (desk.relay, "getLeadList", RELAY_PASSES, 0, NULL);
  refresh_well (&desk, FOYER_REFRESH_EVERYTHING);
  g_assert_cmpuint (count_leads (&desk), ==, 251);

  relay_set_rule (desk.relay, "getLeadList", RELAY_ANSWERS, 200, TROUBLE);
  relay_narrow_rule (desk.relay, "getLeadList", "\"id\":99999");
  refresh_well (&desk, FOYER_REFRESH_EVERYTHING);
  g_assert_cmpuint (count_leads (&desk), ==, 251);

  relay_set_rule (desk.relay, "getLeadList", RELAY_ANSWERS, 429, BUSY);
  relay_narrow_rule (desk.relay, "getLeadList", "\"id\":99999");
  began = g_get_monotonic_time ();
  g_timeout_add_once (1500, let_pass_cb, desk.relay);
  refresh_well (&desk, FOYER_REFRESH_EVERYTHING);
  g_assert_cmpint (g_get_monotonic_time () - began, >, G_USEC_PER_SEC);
  g_assert_cmpuint (count_leads (&desk), ==, 250);
  desk_clear (&desk);
}

static void
cancel_cb (FoyerMirrorRefresh *mirror, GParamSpec *pspec, GCancellable *cancellable)
{
  if (foyer_mirror_refresh_get_n_done (mirror) > 0)
    g_cancellable_cancel (cancellable);
}

/* Would catch: a platform that is deaf to the filter by id and fetched from the first row again after each stop. */
static void
test_stopped_by_position (void)
{
  Desk desk;
  guint n_stops = 0;
  g_autoptr (GError) error = NULL;

  desk_set_up_with_leads (&desk, 950);
  relay_set_rule (desk.relay, "getLeadList", RELAY_ANSWERS, 200, REFUSED);
  relay_narrow_rule (desk.relay, "getLeadList", "id__GREATERTHAN");
  do
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      FoyerMirrorRefresh *mirror;

      desk_open (&desk);
      mirror = foyer_session_get_refresh (desk.session);
      g_signal_connect (mirror, "notify::n-done", G_CALLBACK (cancel_cb), cancellable);
      g_clear_error (&error);
      foyer_mirror_refresh_run_finish (
          mirror, AWAIT_WITH (cancellable, foyer_mirror_refresh_run_async, mirror, FOYER_REFRESH_CHANGES), &error);
      g_signal_handlers_disconnect_by_data (mirror, cancellable);
      desk_close (&desk);
      g_assert_cmpuint (++n_stops, <, 60);
    }
  while (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
  g_assert_no_error (error);
  g_assert_cmpuint (n_stops, >, 3);
  desk_open (&desk);
  g_assert_cmpuint (count_leads (&desk), ==, 950);
  desk_clear (&desk);
}

/* Would catch: what was changed on the platform never asked for, because this computer's clock is hours fast. */
static void
test_clock_is_fast (void)
{
  Desk desk;
  g_autofree FoyerProgress *progress = NULL;
  gint64 now;

  desk_set_up_with_fault (&desk, FOYER_REQUEST_LIFETIME, "skew:seconds=-7200");
  desk_open (&desk);
  refresh_well (&desk, FOYER_REFRESH_EVERYTHING);
  now = g_get_real_time () / G_USEC_PER_SEC;
  progress = load_progress (&desk, FOYER_PART_LEADS);
  g_assert_cmpint (progress->changed_until, <, now - 7000);
  g_assert_cmpint (progress->changed_until, >, now - 7400);
  desk_clear (&desk);
}

/* Would catch: every lead of the account kept in memory for the session; a lead of today that is not known to be
 * somebody else's. */
static void
test_knows_recent_only (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  desk_set_up (&desk);
  desk_open (&desk);
  lead = new_person_lead (&desk, "Of today");
  save_lead (&desk, lead, NULL, &id, &error);
  g_assert_no_error (error);
  desk_close (&desk);

  desk_open (&desk);
  g_hash_table_remove_all (desk.session->known_leads);
  refresh_well (&desk, FOYER_REFRESH_EVERYTHING);
  g_assert_cmpuint (count_leads (&desk), ==, 251);
  g_assert_cmpuint (g_hash_table_size (desk.session->known_leads), <, 100);
  g_assert_true (g_hash_table_contains (desk.session->known_leads, &id));
  desk_clear (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/refresh-parts/each-is-due", test_each_is_due);
  g_test_add_func ("/refresh-parts/leads-forbidden", test_leads_forbidden);
  g_test_add_func ("/refresh-parts/look-fails", test_look_fails);
  g_test_add_func ("/refresh-parts/stopped-by-position", test_stopped_by_position);
  g_test_add_func ("/refresh-parts/clock-is-fast", test_clock_is_fast);
  g_test_add_func ("/refresh-parts/knows-recent-only", test_knows_recent_only);
  return g_test_run ();
}
