/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The mirror is brought up to date with a platform that is slow, busy, unordered and deaf, and stopped on the way. */

#include "foyer-session-mirror.h"
#include "sync-testing.h"

#include <string.h>

#define N_LEADS 950 /* more than a batch of pages */

static gboolean
refresh (Desk *desk, FoyerRefreshDepth depth, GError **error)
{
  FoyerMirrorRefresh *mirror = foyer_session_get_refresh (desk->session);

  return foyer_mirror_refresh_run_finish (mirror, AWAIT (foyer_mirror_refresh_run_async, mirror, depth), error);
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

static guint
count_calls (Desk *desk)
{
  return relay_count (desk->relay, "getLeadList") + relay_count (desk->relay, "getCompanyList")
         + relay_count (desk->relay, "getContactList");
}

/* Would catch: rows that are not fetched, a second look that fetches more than it needs, progress that is not told, a
 * mirror that is not there offline. */
static void
test_everything (void)
{
  Desk desk;
  FoyerMirrorRefresh *mirror;
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerParty) party = NULL;
  guint n_calls;

  desk_set_up_with_leads (&desk, N_LEADS);
  desk_open (&desk);
  mirror = foyer_session_get_refresh (desk.session);
  refresh (&desk, FOYER_REFRESH_CHANGES, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_leads (&desk), ==, N_LEADS);
  g_assert_false (foyer_mirror_refresh_get_is_running (mirror));
  g_assert_cmpuint (foyer_mirror_refresh_get_n_bad (mirror), ==, 0);
  g_assert_cmpint (foyer_mirror_refresh_get_finished (mirror), >, 0);
  g_assert_cmpuint (relay_count (desk.relay, "getLeadList"), <=, N_LEADS / 100 + 6);

  n_calls = count_calls (&desk);
  refresh (&desk, FOYER_REFRESH_CHANGES, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_calls (&desk) - n_calls, ==, 3);
  g_assert_cmpuint (count_leads (&desk), ==, N_LEADS);
  desk_close (&desk);

  relay_set_rule (desk.relay, NULL, RELAY_LOSES_REQUEST, 0, NULL);
  desk_open (&desk);
  g_assert_cmpuint (count_leads (&desk), ==, N_LEADS);
  g_assert_false (refresh (&desk, FOYER_REFRESH_CHANGES, &error));
  g_assert_nonnull (foyer_mirror_refresh_get_error (foyer_session_get_refresh (desk.session)));
  party = foyer_session_load_party_finish (
      desk.session, AWAIT (foyer_session_load_party_async, desk.session, FOYER_PARTY_COMPANY, G_GINT64_CONSTANT (7)),
      NULL);
  g_assert_nonnull (party);
  desk_clear (&desk);
}

/* Would catch: a change of somebody else that never arrives. */
static void
test_changes (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  desk_set_up (&desk);
  desk_open (&desk);
  refresh (&desk, FOYER_REFRESH_CHANGES, &error);
  g_assert_no_error (error);
  lead = new_company_lead (&desk, "Made after the first refresh");
  save_lead (&desk, lead, NULL, &id, &error);
  g_assert_no_error (error);
  desk_close (&desk);

  desk_open (&desk);
  refresh (&desk, FOYER_REFRESH_CHANGES, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_leads (&desk), ==, 251);
  desk_clear (&desk);
}

static void
cancel_cb (FoyerMirrorRefresh *mirror, GParamSpec *pspec, GCancellable *cancellable)
{
  if (foyer_mirror_refresh_get_n_done (mirror) > 0)
    g_cancellable_cancel (cancellable);
}

/* Would catch: a refresh that is stopped and begins anew each time, or takes itself for finished. */
static void
test_stopped (void)
{
  Desk desk;
  guint n_stops = 0;
  g_autoptr (GError) error = NULL;

  desk_set_up_with_leads (&desk, 350);
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
      g_assert_cmpuint (++n_stops, <, 40);
    }
  while (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
  g_assert_no_error (error);
  g_assert_cmpuint (n_stops, >, 3);
  desk_open (&desk);
  g_assert_cmpuint (count_leads (&desk), ==, 350);
  /* Each stop costs at most a batch that was under way. */
  g_assert_cmpuint (relay_count (desk.relay, "getLeadList"), <, 350 / 100 + n_stops * 6);
  desk_clear (&desk);
}

static void
let_pass_cb (gpointer user_data)
{
  relay_set_rule (user_data, "getLeadList", RELAY_PASSES, 0, NULL);
}

/* Would catch: a refresh that gives up, or does not slow down, when the platform is busy. */
static void
test_busy (void)
{
  Desk desk;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  desk_open (&desk);
  relay_set_rule (desk.relay, "getLeadList", RELAY_ANSWERS, 429, "{\"errorCode\": 429, \"message\": \"Too many\"}");
  g_timeout_add_once (500, let_pass_cb, desk.relay);
  refresh (&desk, FOYER_REFRESH_CHANGES, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_leads (&desk), ==, 250);
  desk_clear (&desk);
}

#define GHOST                                                                                                          \
  "{\"meta\": {\"totalResults\": 1}, \"results\": [{\"id\": 99999, \"name\": \"Ghost\", \"createdDate\": "             \
  "\"2024-01-01 00:00:00\", \"modifiedDate\": \"2024-01-01 00:00:00\"}, {\"name\": \"no id\"}]}"

/* Would catch: a lead that is forgotten because one refresh did not show it, or that stays for ever; bad rows that are
 * not told. */
static void
test_gone (void)
{
  Desk desk;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  desk_open (&desk);
  relay_set_rule (desk.relay, "getLeadList", RELAY_ANSWERS, 200, GHOST);
  refresh (&desk, FOYER_REFRESH_EVERYTHING, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_leads (&desk), ==, 1);
  g_assert_cmpuint (foyer_mirror_refresh_get_n_bad (foyer_session_get_refresh (desk.session)), ==, 1);

  relay_set_rule (desk.relay, "getLeadList", RELAY_PASSES, 0, NULL);
  refresh (&desk, FOYER_REFRESH_EVERYTHING, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_leads (&desk), ==, 251);
  refresh (&desk, FOYER_REFRESH_EVERYTHING, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_leads (&desk), ==, 250);
  desk_clear (&desk);
}

/* Would catch: an endless refresh of a platform that answers every page with the same. */
static void
test_repeated (void)
{
  Desk desk;
  g_autoptr (GString) answer = g_string_new ("{\"meta\": {\"totalResults\": 100000}, \"results\": [");
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  desk_open (&desk);
  for (guint i = 0; i < 100; i++)
    g_string_append_printf (answer, "%s{\"id\": %u, \"name\": \"Lead\"}", i > 0 ? "," : "", 100 - i);
  g_string_append (answer, "]}");
  relay_set_rule (desk.relay, "getLeadList", RELAY_ANSWERS, 200, answer->str);
  refresh (&desk, FOYER_REFRESH_EVERYTHING, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_leads (&desk), ==, 100);
  g_assert_cmpuint (relay_count (desk.relay, "getLeadList"), <, 12);
  desk_clear (&desk);
}

/* Would catch: two processes that fetch the same mirror. */
static void
test_two_at_once (void)
{
  Desk desk;
  FoyerSession *first;
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  desk_set_up (&desk);
  desk_open (&desk);
  first = desk.session;
  desk_open (&desk);
  relay_set_rule (desk.relay, "getLeadList", RELAY_HOLDS, 0, NULL);
  foyer_mirror_refresh_run_async (foyer_session_get_refresh (first), FOYER_REFRESH_CHANGES, NULL, got_answer_cb,
                                  &result);
  while (relay_count (desk.relay, "getLeadList") == 0)
    wait_for_time (5);
  g_assert_false (refresh (&desk, FOYER_REFRESH_CHANGES, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_IN_USE);
  desk_close (&desk);
  desk.session = first;
  desk_close (&desk);
  await_answer (&result);
  wait_for_time (1);
  desk_clear (&desk);
}

static GPtrArray *
list_notes (Desk *desk, gint64 lead_id, gboolean *is_current)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *notes = foyer_session_list_notes_finish (
      desk->session, AWAIT (foyer_session_list_notes_async, desk->session, lead_id, TRUE), is_current, &error);

  g_assert_no_error (error);
  return notes;
}

static FoyerNote *
save_note (Desk *desk, gint64 lead_id, gint64 note_id, const char *text, GError **error)
{
  return foyer_session_save_note_finish (
      desk->session, AWAIT (foyer_session_save_note_async, desk->session, lead_id, note_id, text), error);
}

static guint
search (Desk *desk, const char *text)
{
  g_autoptr (FoyerLeadQuery) query = foyer_lead_query_new ();
  g_autoptr (GArray) ids = NULL;

  foyer_lead_query_set_text (query, text);
  ids = foyer_session_list_ids_finish (desk->session, AWAIT (foyer_session_list_ids_async, desk->session, query), NULL);
  return ids->len;
}

/* Would catch: a note that is sent twice because its reply was lost, that is not found by search, or not there offline.
 */
static void
test_notes (void)
{
  Desk desk;
  g_autoptr (GPtrArray) notes = NULL;
  g_autoptr (FoyerNote) first = NULL;
  g_autoptr (FoyerNote) second = NULL;
  g_autoptr (FoyerNote) changed = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_current = FALSE;
  guint n_before, n_leads_with_notes = 0, n_leads = 0;

  desk_set_up (&desk);
  desk_open (&desk);
  refresh (&desk, FOYER_REFRESH_CHANGES, &error);
  g_assert_no_error (error);
  notes = list_notes (&desk, 5, &is_current);
  g_assert_true (is_current);
  n_before = notes->len;
  g_clear_pointer (&notes, g_ptr_array_unref);

  first = save_note (&desk, 5, 0, "Wants the Zeppelin room", &error);
  g_assert_no_error (error);
  g_assert_cmpint (foyer_note_get_id (first), >, 0);
  relay_set_rule (desk.relay, "addOrUpdateLeadNote", RELAY_LOSES_REPLY, 0, NULL);
  g_assert_null (save_note (&desk, 5, 0, "Asked for <b>quiet</b>", &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_UNCERTAIN);
  g_clear_error (&error);
  relay_set_rule (desk.relay, "addOrUpdateLeadNote", RELAY_PASSES, 0, NULL);
  second = save_note (&desk, 5, 0, "Asked for <b>quiet</b>", &error);
  g_assert_no_error (error);
  changed = save_note (&desk, 5, foyer_note_get_id (first), "Wants the Montgolfier room", &error);
  g_assert_no_error (error);
  g_assert_null (save_note (&desk, 5, 0, " \n", &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
  g_clear_error (&error);

  notes = list_notes (&desk, 5, &is_current);
  g_assert_cmpuint (notes->len, ==, n_before + 2);
  g_assert_cmpstr (foyer_note_get_text (notes->pdata[n_before]), ==, "Wants the Montgolfier room");
  g_assert_cmpstr (foyer_note_get_text (notes->pdata[n_before + 1]), ==, "Asked for quiet");
  g_assert_cmpuint (desk_count_commits (&desk, "addOrUpdateLeadNote"), ==, 3);
  g_assert_cmpuint (search (&desk, "montgolf"), ==, 1);
  g_assert_cmpuint (search (&desk, "zeppelin"), ==, 0);
  foyer_session_count_notes_finish (desk.session, AWAIT (foyer_session_count_notes_async, desk.session),
                                    &n_leads_with_notes, &n_leads, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_leads_with_notes, ==, 1);
  g_assert_cmpuint (n_leads, ==, 250);

  g_clear_pointer (&notes, g_ptr_array_unref);
  relay_set_rule (desk.relay, NULL, RELAY_LOSES_REQUEST, 0, NULL);
  notes = list_notes (&desk, 5, &is_current);
  g_assert_false (is_current);
  g_assert_cmpuint (notes->len, ==, n_before + 2);
  desk_clear (&desk);
}

static guint
count_covered (Desk *desk)
{
  guint n_leads_with_notes = 0, n_leads = 0;
  g_autoptr (GError) error = NULL;

  foyer_session_count_notes_finish (desk->session, AWAIT (foyer_session_count_notes_async, desk->session),
                                    &n_leads_with_notes, &n_leads, &error);
  g_assert_no_error (error);
  return n_leads_with_notes;
}

/* Would catch: notes of the person's own leads that only come when each is opened, or all at once; ones that are asked
 * for again and again; a session that does not close meanwhile. */
static void
test_notes_trickle (void)
{
  Desk desk;
  gint64 began;
  guint n_calls;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  foyer_account_set_user_id (desk.account, 104);
  desk_open (&desk);
  refresh (&desk, FOYER_REFRESH_CHANGES, &error);
  g_assert_no_error (error);
  began = g_get_monotonic_time ();
  /* One asked for the notes of all leads, which this platform does not list. */
  WAIT_UNTIL (relay_count (desk.relay, "getLeadNoteList") >= 4);
  g_assert_cmpint (g_get_monotonic_time () - began, >, 2 * G_USEC_PER_SEC);
  while (count_covered (&desk) < 2)
    g_main_context_iteration (NULL, FALSE);
  desk_close (&desk);
  n_calls = relay_count (desk.relay, "getLeadNoteList");
  wait_for_time (1500);
  g_assert_cmpuint (relay_count (desk.relay, "getLeadNoteList"), ==, n_calls);

  /* Nobody said who the person is: nobody's leads are theirs. */
  foyer_account_set_user_id (desk.account, 0);
  desk_open (&desk);
  refresh (&desk, FOYER_REFRESH_CHANGES, &error);
  g_assert_no_error (error);
  n_calls = relay_count (desk.relay, "getLeadNoteList");
  wait_for_time (1500);
  g_assert_cmpuint (relay_count (desk.relay, "getLeadNoteList"), ==, n_calls);
  desk_clear (&desk);
}

/* Would catch: a company or person that is there already and is not told, or the lead that is open told as its own
 * double. */
static void
test_similar (void)
{
  Desk desk;
  FoyerIdentity identity = { NULL };
  g_autoptr (FoyerParty) company = NULL;
  g_autoptr (GPtrArray) similar = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;
  guint n_parties = 0;

  desk_set_up (&desk);
  desk_open (&desk);
  refresh (&desk, FOYER_REFRESH_CHANGES, &error);
  g_assert_no_error (error);
  company = foyer_session_load_party_finish (
      desk.session, AWAIT (foyer_session_load_party_async, desk.session, FOYER_PARTY_COMPANY, G_GINT64_CONSTANT (3)),
      &error);
  g_assert_no_error (error);
  name = g_strdup_printf ("THE %s Pty. Ltd.", foyer_party_get_name (company));
  identity.company_name = name;
  similar = foyer_session_find_similar_finish (
      desk.session, AWAIT (foyer_session_find_similar_async, desk.session, &identity, G_GINT64_CONSTANT (0), 5),
      &error);
  g_assert_no_error (error);
  for (guint i = 0; i < similar->len; i++)
    {
      const FoyerSimilar *one = similar->pdata[i];

      g_assert_cmpint (one->likeness, ==, FOYER_LIKENESS_COMPANY_NAME);
      if (one->party != NULL && foyer_party_get_id (one->party) == 3)
        n_parties++;
    }
  g_assert_cmpuint (n_parties, ==, 1);
  desk_clear (&desk);
}

static void
count_cb (FoyerSession *session, guint *n)
{
  (*n)++;
}

/* Would catch: an account that does not open any more, or shows nothing for ever, because what can be fetched again is
 * damaged; and a person who is not told where their leads went. */
static void
test_damaged (void)
{
  Desk desk;
  FoyerMirrorRefresh *mirror;
  FoyerPicklist *sources;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  guint n_told = 0;

  desk_set_up_with_leads (&desk, 120);
  desk_open (&desk);
  refresh (&desk, FOYER_REFRESH_CHANGES, &error);
  g_assert_no_error (error);
  refresh_picklists (&desk, &error);
  g_assert_no_error (error);
  desk_close (&desk);
  path = desk_dup_file (&desk, desk.cache_dir, "mirror.db");
  file_spoil_table (path, "picklist_item");

  relay_set_delay (desk.relay, "getLeadList", 50);
  desk_open (&desk);
  g_signal_connect (desk.session, "mirror-rebuilt", G_CALLBACK (count_cb), &n_told);
  mirror = foyer_session_get_refresh (desk.session);
  WAIT_UNTIL (foyer_mirror_refresh_get_finished (mirror) > 0);
  g_assert_cmpuint (count_leads (&desk), ==, 120);
  sources = foyer_picklists_get (foyer_session_get_picklists (desk.session), FOYER_PICKLIST_SOURCE);
  WAIT_UNTIL (foyer_picklist_get_fetched (sources) > 0);
  desk_close (&desk);

  /* Met while it is open, by a refresh. */
  desk_open (&desk);
  g_assert_cmpuint (count_items (&desk, FOYER_PICKLIST_SOURCE), >, 0);
  g_signal_connect (desk.session, "mirror-rebuilt", G_CALLBACK (count_cb), &n_told);
  mirror = foyer_session_get_refresh (desk.session);
  n_told = 0;
  file_spoil_table (path, "lead");
  g_assert_false (refresh (&desk, FOYER_REFRESH_EVERYTHING, &error));
  g_assert_nonnull (error);
  WAIT_UNTIL (n_told == 1);
  WAIT_UNTIL (foyer_mirror_refresh_get_finished (mirror) > 0);
  g_assert_cmpuint (count_leads (&desk), ==, 120);
  desk_clear (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mirror/everything", test_everything);
  g_test_add_func ("/mirror/changes", test_changes);
  g_test_add_func ("/mirror/stopped", test_stopped);
  g_test_add_func ("/mirror/busy", test_busy);
  g_test_add_func ("/mirror/gone", test_gone);
  g_test_add_func ("/mirror/repeated", test_repeated);
  g_test_add_func ("/mirror/two-at-once", test_two_at_once);
  g_test_add_func ("/mirror/notes", test_notes);
  g_test_add_func ("/mirror/notes-trickle", test_notes_trickle);
  g_test_add_func ("/mirror/similar", test_similar);
  g_test_add_func ("/mirror/damaged", test_damaged);
  return g_test_run ();
}
