/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The notes of all leads, where the platform lists them at once, and where it does not. */

#include "outbox-testing.h"

#include "foyer-session-mirror.h"

#define REFUSED "{\"errorCode\": 400, \"specificCode\": 23017, \"message\": \"'leadId' is required\"}"
#define NOTE(id, lead, text)                                                                                           \
  "{\"id\": " #id ", \"leadId\": " #lead ", \"note\": \"" text                                                         \
  "\", \"createdDate\": \"2024-01-01 00:00:00\", \"modifiedDate\": \"2024-01-01 00:00:00\"}"
#define NOTHING        "{\"meta\": {}, \"results\": []}"
#define ONE_LEADS      "{\"meta\": {}, \"results\": [" NOTE (1, 5, "Called") ", " NOTE (2, 5, "Called again") "]}"
#define WITHOUT_A_LEAD "{\"meta\": {}, \"results\": [{\"id\": 1, \"note\": \"Called\"}]}"
#define NO_LIST        "{\"success\": true}"
#define WITH_GHOST_BAD                                                                                                 \
  "{\"meta\": {}, \"results\": [" NOTE (1, 1, "Called") ", " NOTE (                                                    \
      99999, 5, "Ghostly zeppelin") ", {\"id\": 7, \"note\": \"Whose?\"}]}"

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

static guint
count_found (Desk *desk, const char *text)
{
  g_autoptr (FoyerLeadQuery) query = foyer_lead_query_new ();
  g_autoptr (GArray) ids = NULL;

  foyer_lead_query_set_text (query, text);
  ids = foyer_session_list_ids_finish (desk->session, AWAIT (foyer_session_list_ids_async, desk->session, query), NULL);
  return ids->len;
}

static guint
count_calls (Desk *desk)
{
  return relay_count (desk->relay, "getLeadNoteList");
}

static gboolean
lists_all_notes (Desk *desk)
{
  return (foyer_account_get_abilities (desk->account) & FOYER_ABILITY_LIST_ALL_NOTES) != 0;
}

static void
set_up (Desk *desk)
{
  desk_set_up_with_all_notes (desk);
  /* The trickle would ask for this person's leads, one by one. */
  foyer_account_set_user_id (desk->account, 104);
  desk_open (desk);
}

/* Would catch: notes that are asked for lead by lead though the platform lists all; leads whose notes are said not to
 * be here though they are, and the other way round; notes search does not find; all fetched anew though one was added.
 */
static void
test_mirrored (void)
{
  Desk desk;
  guint n_calls;

  set_up (&desk);
  desk_call_elsewhere (&desk, "crm", "addOrUpdateLeadNote", "{\"leadId\":5,\"note\":\"Wants the Zeppelin room\"}");
  refresh_well (&desk, FOYER_REFRESH_CHANGES);
  g_assert_true (lists_all_notes (&desk));
  g_assert_cmpuint (count_covered (&desk), ==, 250);
  g_assert_cmpuint (count_found (&desk, "zeppel"), ==, 1);
  g_assert_cmpuint (foyer_mirror_refresh_get_n_bad (foyer_session_get_refresh (desk.session)), ==, 0);
  n_calls = count_calls (&desk);
  g_assert_cmpuint (n_calls, <, 12);
  wait_for_time (2500);
  g_assert_cmpuint (count_calls (&desk), ==, n_calls);

  desk_call_elsewhere (&desk, "crm", "addOrUpdateLeadNote", "{\"leadId\":6,\"note\":\"Asked for <b>Montgolfier</b>\"}");
  refresh_well (&desk, FOYER_REFRESH_CHANGES);
  g_assert_cmpuint (count_calls (&desk), ==, n_calls + 1);
  g_assert_cmpuint (count_found (&desk, "montgolf"), ==, 1);
  g_assert_cmpuint (count_covered (&desk), ==, 250);
  wait_for_time (1500);
  g_assert_cmpuint (count_calls (&desk), ==, n_calls + 1);
  desk_close (&desk);

  /* It is remembered, and the lead of a note is found by it also when the lead itself changes. */
  desk_call_elsewhere (&desk, "contact", "addOrUpdateLead",
                       "{\"id\":6,\"qualityId\":2,\"name\":\"Has another name now\"}");
  foyer_account_set_abilities (desk.account, FOYER_ABILITY_NONE);
  desk_open (&desk);
  g_assert_true (lists_all_notes (&desk));
  refresh_well (&desk, FOYER_REFRESH_CHANGES);
  g_assert_cmpuint (count_calls (&desk), ==, n_calls + 2);
  g_assert_cmpuint (count_found (&desk, "montgolf another"), ==, 1);
  g_assert_cmpuint (count_covered (&desk), ==, 250);
  desk_clear (&desk);
}

/* Would catch: a call that does not answer without a lead taken for trouble, or asked again and again; one that answers
 * with something else taken for all notes. */
static void
test_not_listed (gconstpointer answer)
{
  Desk desk;
  guint n_calls;

  desk_set_up (&desk);
  desk_open (&desk);
  if (answer != NULL)
    relay_set_rule (desk.relay, "getLeadNoteList", RELAY_ANSWERS, 200, answer);
  refresh_well (&desk, FOYER_REFRESH_CHANGES);
  g_assert_false (lists_all_notes (&desk));
  g_assert_cmpint (foyer_session_get_trouble (desk.session), ==, FOYER_TROUBLE_NONE);
  g_assert_cmpuint (count_covered (&desk), ==, 0);
  n_calls = count_calls (&desk);
  g_assert_cmpuint (n_calls, ==, 1);
  refresh_well (&desk, FOYER_REFRESH_CHANGES);
  g_assert_cmpuint (count_calls (&desk), ==, n_calls);
  desk_clear (&desk);
}

/* Would catch: a platform that no longer lists them failing every refresh, or never believed again. */
static void
test_changes_its_mind (void)
{
  Desk desk;

  set_up (&desk);
  refresh_well (&desk, FOYER_REFRESH_CHANGES);
  g_assert_true (lists_all_notes (&desk));
  relay_set_rule (desk.relay, "getLeadNoteList", RELAY_ANSWERS, 400, REFUSED);
  refresh_well (&desk, FOYER_REFRESH_CHANGES);
  g_assert_false (lists_all_notes (&desk));
  relay_set_rule (desk.relay, "getLeadNoteList", RELAY_PASSES, 0, NULL);
  desk_call_elsewhere (&desk, "crm", "addOrUpdateLeadNote", "{\"leadId\":5,\"note\":\"Wants the Zeppelin room\"}");
  refresh_well (&desk, FOYER_REFRESH_EVERYTHING);
  g_assert_true (lists_all_notes (&desk));
  g_assert_cmpuint (count_found (&desk, "zeppelin"), ==, 1);
  desk_clear (&desk);
}

/* Would catch: notes that are never fetched again where the list does not take the filter for changes, or no filter. */
static void
test_filter_refused (gconstpointer filter)
{
  Desk desk;

  set_up (&desk);
  relay_set_rule (desk.relay, "getLeadNoteList", RELAY_ANSWERS, 400, REFUSED);
  relay_narrow_rule (desk.relay, "getLeadNoteList", filter);
  refresh_well (&desk, FOYER_REFRESH_CHANGES);
  g_assert_true (lists_all_notes (&desk));
  desk_call_elsewhere (&desk, "crm", "addOrUpdateLeadNote", "{\"leadId\":5,\"note\":\"Wants the Zeppelin room\"}");
  refresh_well (&desk, FOYER_REFRESH_CHANGES);
  g_assert_true (lists_all_notes (&desk));
  g_assert_cmpuint (count_found (&desk, "zeppelin"), ==, 1);
  g_assert_cmpuint (count_covered (&desk), ==, 250);
  desk_clear (&desk);
}

/* Would catch: a bad row that ends it all or is not told; a note that is forgotten because one refresh did not show it,
 * or that stays for ever. */
static void
test_gone (void)
{
  Desk desk;

  set_up (&desk);
  relay_set_rule (desk.relay, "getLeadNoteList", RELAY_ANSWERS, 200, WITH_GHOST_BAD);
  refresh_well (&desk, FOYER_REFRESH_EVERYTHING);
  g_assert_cmpuint (foyer_mirror_refresh_get_n_bad (foyer_session_get_refresh (desk.session)), ==, 1);
  g_assert_cmpuint (count_found (&desk, "zeppelin"), ==, 1);
  relay_set_rule (desk.relay, "getLeadNoteList", RELAY_PASSES, 0, NULL);
  refresh_well (&desk, FOYER_REFRESH_EVERYTHING);
  g_assert_cmpuint (count_found (&desk, "zeppelin"), ==, 1);
  refresh_well (&desk, FOYER_REFRESH_EVERYTHING);
  g_assert_cmpuint (count_found (&desk, "zeppelin"), ==, 0);
  desk_clear (&desk);
}

static void
cancel_cb (FoyerMirrorRefresh *mirror, GParamSpec *pspec, GCancellable *cancellable)
{
  if (foyer_mirror_refresh_get_part (mirror) == FOYER_REFRESH_NOTES && foyer_mirror_refresh_get_n_done (mirror) > 0)
    g_cancellable_cancel (cancellable);
}

/* Would catch: notes that cannot be stopped; leads said to be covered whose notes have not come; notes that are fetched
 * from the first again. */
static void
test_stopped (void)
{
  Desk desk;
  FoyerMirrorRefresh *mirror;
  guint n_calls;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  set_up (&desk);
  mirror = foyer_session_get_refresh (desk.session);
  g_signal_connect (mirror, "notify::n-done", G_CALLBACK (cancel_cb), cancellable);
  foyer_mirror_refresh_run_finish (
      mirror, AWAIT_WITH (cancellable, foyer_mirror_refresh_run_async, mirror, FOYER_REFRESH_CHANGES), &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_covered (&desk), ==, 0);
  desk_close (&desk);

  n_calls = count_calls (&desk);
  desk_open (&desk);
  refresh_well (&desk, FOYER_REFRESH_CHANGES);
  g_assert_cmpuint (count_covered (&desk), ==, 250);
  g_assert_cmpuint (count_calls (&desk) - n_calls, <, 8);
  desk_clear (&desk);
}

/* Would catch: a lead that is no longer found by its only note that is here when the lead itself changes. */
static void
test_some_notes (void)
{
  Desk desk;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  desk_open (&desk);
  refresh_well (&desk, FOYER_REFRESH_CHANGES);
  row = foyer_outbox_keep_note_finish (outbox_of (&desk),
                                       AWAIT (foyer_outbox_keep_note_async, outbox_of (&desk), NULL,
                                              G_GINT64_CONSTANT (5), NULL, "Wants the Zeppelin room", 0),
                                       &error);
  g_assert_no_error (error);
  g_assert_cmpint (wait_for_row (&desk, row, 40), ==, FOYER_OUTBOX_DELIVERED);
  POLL_UNTIL (count_found (&desk, "zeppelin") == 1);
  g_assert_cmpuint (count_covered (&desk), ==, 0);
  desk_call_elsewhere (&desk, "contact", "addOrUpdateLead",
                       "{\"id\":5,\"qualityId\":2,\"name\":\"Has another name now\"}");
  refresh_well (&desk, FOYER_REFRESH_CHANGES);
  g_assert_cmpuint (count_found (&desk, "another zeppelin"), ==, 1);
  desk_clear (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/all-notes/mirrored", test_mirrored);
  g_test_add_data_func ("/all-notes/refused", NULL, test_not_listed);
  g_test_add_data_func ("/all-notes/nothing", NOTHING, test_not_listed);
  g_test_add_data_func ("/all-notes/one-leads", ONE_LEADS, test_not_listed);
  g_test_add_data_func ("/all-notes/without-a-lead", WITHOUT_A_LEAD, test_not_listed);
  g_test_add_data_func ("/all-notes/no-list", NO_LIST, test_not_listed);
  g_test_add_func ("/all-notes/changes-its-mind", test_changes_its_mind);
  g_test_add_data_func ("/all-notes/filter-for-changes-refused", "modifiedDate", test_filter_refused);
  g_test_add_data_func ("/all-notes/filters-refused", "__GREATERTHAN", test_filter_refused);
  g_test_add_func ("/all-notes/gone", test_gone);
  g_test_add_func ("/all-notes/stopped", test_stopped);
  g_test_add_func ("/all-notes/some-notes", test_some_notes);
  return g_test_run ();
}
