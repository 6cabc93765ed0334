/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A lead goes to the platform, once, whatever happens on the way. */

#include "sync-testing.h"

#include <string.h>

static FoyerDraft *
draft_of (Desk *desk, FoyerLead *lead)
{
  return foyer_session_find_draft (desk->session, foyer_lead_get_uuid (lead), 0);
}

static void
assert_adds (Desk *desk, guint expected)
{
  g_assert_cmpuint (desk_count_commits (desk, "addOrUpdateLead"), ==, expected);
}

/* Would catch: a path from the form to the platform that is broken anywhere; a draft that stays after success. */
static void
test_add_then_update (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerLead) base = NULL;
  g_autoptr (FoyerLead) changed = NULL;
  g_autoptr (FoyerLead) after = NULL;
  g_autoptr (FoyerLead) shown = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = 0, again = 0;

  desk_set_up (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "Gala dinner & more");
  g_assert_cmpint (save_lead (&desk, lead, NULL, &id, &error), ==, FOYER_SAVE_SENT);
  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  g_assert_null (draft_of (&desk, lead));
  assert_adds (&desk, 1);

  shown = g_list_model_get_item (foyer_session_get_newest_leads (desk.session), 0);
  g_assert_cmpint (foyer_lead_get_platform_id (shown), ==, id);

  base = load_lead (&desk, id);
  g_assert_cmpstr (foyer_lead_get_text (base, FOYER_LEAD_NAME), ==, "Gala dinner & more");
  changed = foyer_lead_copy (base);
  foyer_lead_set_text (changed, FOYER_LEAD_DESCRIPTION, "Two hundred guests");
  foyer_lead_set_id (changed, FOYER_LEAD_STAGE, 13);
  g_assert_cmpint (save_lead (&desk, changed, base, &again, &error), ==, FOYER_SAVE_SENT);
  g_assert_no_error (error);
  g_assert_cmpint (again, ==, id);
  assert_adds (&desk, 2);

  after = load_lead (&desk, id);
  g_assert_cmpint (foyer_lead_get_id (after, FOYER_LEAD_STAGE), ==, 13);
  g_assert_cmpstr (foyer_lead_get_text (after, FOYER_LEAD_DESCRIPTION), ==, "Two hundred guests");
  desk_clear (&desk);
}

/* Would catch: an update without a change that is sent; an industry nobody here knows asked for or overwritten. */
static void
test_nothing_changed_and_unknown (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerLead) base = NULL;
  g_autoptr (FoyerLead) changed = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;
  gint64 id = 0;

  desk_set_up (&desk);
  desk_open (&desk);
  lead = new_person_lead (&desk, "Wedding");
  save_lead (&desk, lead, NULL, &id, &error);
  g_assert_no_error (error);
  base = load_lead (&desk, id);
  g_assert_false (foyer_lead_is_known (base, FOYER_LEAD_INDUSTRY));

  changed = foyer_lead_copy (base);
  g_assert_cmpint (save_lead (&desk, changed, base, NULL, &error), ==, FOYER_SAVE_NOTHING_CHANGED);
  g_assert_no_error (error);
  assert_adds (&desk, 1);
  g_assert_cmpuint (relay_count (desk.relay, "addOrUpdateLead"), ==, 1);

  foyer_lead_set_text (changed, FOYER_LEAD_NAME, "Wedding in June");
  g_assert_cmpint (save_lead (&desk, changed, base, NULL, &error), ==, FOYER_SAVE_SENT);
  g_assert_no_error (error);
  body = relay_dup_last_body (desk.relay, "addOrUpdateLead");
  g_assert_null (strstr (body, "industryId"));
  g_assert_null (strstr (body, "sourceId"));
  g_assert_nonnull (strstr (body, "Wedding in June"));
  desk_clear (&desk);
}

/* Would catch: a lead sent twice because the reply of the first attempt was lost; an edit made meanwhile that is lost.
 */
static void
test_reply_lost (gconstpointer with_edit)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerLead) after = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  desk_set_up (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "Café “Gala”");
  relay_set_rule (desk.relay, "addOrUpdateLead", RELAY_LOSES_REPLY, 0, NULL);
  save_lead (&desk, lead, NULL, NULL, &error);
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_UNCERTAIN);
  g_assert_cmpint (foyer_error_get_believed_after (error), >, g_get_real_time () / G_USEC_PER_SEC);
  g_clear_error (&error);
  assert_adds (&desk, 1);
  g_assert_nonnull (draft_of (&desk, lead));
  g_assert_cmpint (foyer_draft_get_sent (draft_of (&desk, lead)), !=, 0);

  /* It is looked for also by another process, which knows of it from the disk alone. */
  desk_close (&desk);
  relay_set_rule (desk.relay, "addOrUpdateLead", RELAY_PASSES, 0, NULL);
  desk_open (&desk);
  g_assert_cmpint (foyer_draft_get_sent (draft_of (&desk, lead)), !=, 0);

  if (with_edit != NULL)
    foyer_lead_set_text (lead, FOYER_LEAD_DESCRIPTION, "Typed while nobody knew");
  g_assert_cmpint (save_lead (&desk, lead, NULL, &id, &error), ==, FOYER_SAVE_FOUND_ARRIVED);
  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  g_assert_null (draft_of (&desk, lead));
  assert_adds (&desk, with_edit != NULL ? 2 : 1);

  after = load_lead (&desk, id);
  g_assert_cmpstr (foyer_lead_get_text (after, FOYER_LEAD_DESCRIPTION), ==,
                   with_edit != NULL ? "Typed while nobody knew" : "");
  desk_clear (&desk);
}

/* Would catch: believing "not there" too early, and never sending again after it can be believed. */
static void
test_request_lost (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  foyer_account_set_request_lifetime (desk.account, 3);
  desk_open (&desk);
  lead = new_company_lead (&desk, "Lost on the way");
  relay_set_rule (desk.relay, "addOrUpdateLead", RELAY_LOSES_REQUEST, 0, NULL);
  save_lead (&desk, lead, NULL, NULL, &error);
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_UNCERTAIN);
  g_clear_error (&error);
  relay_set_rule (desk.relay, "addOrUpdateLead", RELAY_PASSES, 0, NULL);

  save_lead (&desk, lead, NULL, NULL, &error);
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_UNCERTAIN);
  g_assert_cmpint (foyer_error_get_believed_after (error), >, 0);
  g_clear_error (&error);
  assert_adds (&desk, 0);

  wait_for_time (6500);
  g_assert_cmpint (save_lead (&desk, lead, NULL, NULL, &error), ==, FOYER_SAVE_SENT);
  g_assert_no_error (error);
  assert_adds (&desk, 1);
  g_assert_null (draft_of (&desk, lead));
  desk_clear (&desk);
}

/* Would catch: a lead of the same content, saved before, taken for the attempt that was lost, which would then be
 * nowhere. */
static void
test_twin_is_not_taken (void)
{
  Desk desk;
  g_autoptr (FoyerLead) twin = NULL;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  desk_open (&desk);
  twin = new_company_lead (&desk, "Twin");
  save_lead (&desk, twin, NULL, NULL, &error);
  g_assert_no_error (error);

  lead = new_company_lead (&desk, "Twin");
  relay_set_rule (desk.relay, "addOrUpdateLead", RELAY_LOSES_REQUEST, 0, NULL);
  save_lead (&desk, lead, NULL, NULL, &error);
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_UNCERTAIN);
  g_clear_error (&error);
  relay_set_rule (desk.relay, "addOrUpdateLead", RELAY_PASSES, 0, NULL);
  save_lead (&desk, lead, NULL, NULL, &error);
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_UNCERTAIN);
  assert_adds (&desk, 1);
  desk_clear (&desk);
}

/* Would catch: a lead that only looks like the attempt adopted, or passed over and the attempt sent again. */
static void
test_conflict (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerLead) colleagues = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  desk_set_up (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "Harbour Hotel");
  relay_set_rule (desk.relay, "addOrUpdateLead", RELAY_LOSES_REQUEST, 0, NULL);
  save_lead (&desk, lead, NULL, NULL, &error);
  g_clear_error (&error);
  relay_set_rule (desk.relay, "addOrUpdateLead", RELAY_PASSES, 0, NULL);

  colleagues = foyer_lead_copy (lead);
  foyer_lead_set_uuid (colleagues, "00000000-0000-4000-8000-000000000000");
  foyer_lead_set_id (colleagues, FOYER_LEAD_SOURCE, 32);
  save_lead (&desk, colleagues, NULL, &id, &error);
  g_assert_no_error (error);

  save_lead (&desk, lead, NULL, NULL, &error);
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_CONFLICT);
  g_assert_cmpint (foyer_error_get_platform_id (error), ==, id);
  assert_adds (&desk, 1);
  g_assert_nonnull (draft_of (&desk, lead));
  desk_clear (&desk);
}

/* Would catch: what was typed while the lead was being saved thrown away with its draft. */
static void
test_typed_meanwhile (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerLead) typed = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *saved = NULL, *kept = NULL;
  FoyerDraft *draft;
  gint64 id = 0;

  desk_set_up (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "Being saved");
  foyer_session_save_lead_async (desk.session, lead, NULL, FALSE, NULL, got_answer_cb, &saved);
  typed = foyer_lead_copy (lead);
  foyer_lead_set_text (typed, FOYER_LEAD_DESCRIPTION, "and one thing more");
  foyer_session_keep_draft_async (desk.session, typed, NULL, NULL, got_answer_cb, &kept);
  foyer_session_keep_draft_finish (desk.session, await_answer (&kept), &error);
  g_assert_no_error (error);
  foyer_session_save_lead_finish (desk.session, await_answer (&saved), NULL, &id, &error);
  g_assert_no_error (error);
  desk_close (&desk);

  desk_open (&desk);
  draft = draft_of (&desk, lead);
  g_assert_nonnull (draft);
  g_assert_cmpint (foyer_draft_get_sent (draft), ==, 0);
  g_assert_cmpint (foyer_lead_get_platform_id (foyer_draft_get_lead (draft)), ==, id);
  g_assert_cmpint (foyer_lead_diff (foyer_draft_get_lead (draft), foyer_draft_get_base (draft)), ==,
                   FOYER_FIELD_BIT (FOYER_LEAD_DESCRIPTION));
  desk_clear (&desk);
}

/* Would catch: a clock that is wrong taken for an unknown outcome, or tried for ever. */
static void
test_clock (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "At another time");
  relay_set_rule (desk.relay, "addOrUpdateLead", RELAY_ANSWERS, 401,
                  "{\"errorCode\":401,\"message\":\"Stale\",\"specificCode\":23005}");
  save_lead (&desk, lead, NULL, NULL, &error);
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_CLOCK);
  g_assert_cmpuint (relay_count (desk.relay, "addOrUpdateLead"), ==, 2);
  g_assert_cmpint (foyer_session_get_trouble (desk.session), ==, FOYER_TROUBLE_CLOCK);
  g_assert_cmpint (foyer_draft_get_sent (draft_of (&desk, lead)), ==, 0);
  desk_clear (&desk);
}

/* Would catch: an account whose key can read back its own adds not noticed as one: only for such may anything be sent
 * again by itself. */
static void
test_read_back (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerLead) shown = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "  Trimmed by the platform  ");
  save_lead (&desk, lead, NULL, NULL, &error);
  g_assert_no_error (error);
  WAIT_UNTIL (foyer_account_get_abilities (desk.account) & FOYER_ABILITY_READ_OWN_ADD_BACK);
  shown = g_list_model_get_item (foyer_session_get_newest_leads (desk.session), 0);
  g_assert_cmpint (foyer_lead_get_date (shown, FOYER_LEAD_MODIFIED), >, 0);
  desk_clear (&desk);
}

/* Would catch: an update whose reply was lost reported as failed for good, or sent without being looked for. */
static void
test_update_reply_lost (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerLead) base = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  desk_set_up (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "To be changed");
  save_lead (&desk, lead, NULL, &id, &error);
  g_assert_no_error (error);
  base = load_lead (&desk, id);
  g_clear_object (&lead);
  lead = foyer_lead_copy (base);
  foyer_lead_set_text (lead, FOYER_LEAD_NAME, "Changed");

  relay_set_rule (desk.relay, "addOrUpdateLead", RELAY_LOSES_REPLY, 0, NULL);
  save_lead (&desk, lead, base, NULL, &error);
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_UNCERTAIN);
  g_clear_error (&error);
  relay_set_rule (desk.relay, "addOrUpdateLead", RELAY_PASSES, 0, NULL);
  g_assert_cmpint (save_lead (&desk, lead, base, NULL, &error), ==, FOYER_SAVE_FOUND_ARRIVED);
  g_assert_no_error (error);
  assert_adds (&desk, 2);
  g_assert_null (draft_of (&desk, lead));
  desk_clear (&desk);
}

/* Would catch: a refusal taken for an unknown outcome, or what was typed dropped with it. */
static void
test_refused (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "Without a source");
  foyer_lead_clear (lead, FOYER_LEAD_SOURCE);
  save_lead (&desk, lead, NULL, NULL, &error);
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_REFUSED);
  g_assert_cmpstr (foyer_error_get_parameter (error, 0), ==, "sourceId");
  g_clear_error (&error);
  g_assert_cmpint (foyer_draft_get_sent (draft_of (&desk, lead)), ==, 0);

  foyer_lead_set_id (lead, FOYER_LEAD_SOURCE, 33);
  g_assert_cmpint (save_lead (&desk, lead, NULL, NULL, &error), ==, FOYER_SAVE_SENT);
  g_assert_no_error (error);
  assert_adds (&desk, 1);
  desk_clear (&desk);
}

/* Would catch: a key that was revoked told as anything else, and trouble that stays after it is mended. */
static void
test_key_revoked (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "With a revoked key");
  g_assert_cmpint (foyer_session_get_trouble (desk.session), ==, FOYER_TROUBLE_NONE);
  foyer_account_set_key (desk.account, FOYER_SANDBOX_REVOKED_KEY);
  save_lead (&desk, lead, NULL, NULL, &error);
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_UNAUTHORIZED);
  g_clear_error (&error);
  g_assert_cmpint (foyer_session_get_trouble (desk.session), ==, FOYER_TROUBLE_UNAUTHORIZED);
  g_assert_cmpint (foyer_draft_get_sent (draft_of (&desk, lead)), ==, 0);

  foyer_account_set_key (desk.account, FOYER_SANDBOX_DEFAULT_KEY);
  save_lead (&desk, lead, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (foyer_session_get_trouble (desk.session), ==, FOYER_TROUBLE_NONE);
  desk_clear (&desk);
}

/* Would catch: a cancel that claims that nothing was sent when it was. */
static void
test_cancel (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GAsyncResult *answer = NULL;

  desk_set_up (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "Cancelled");

  g_cancellable_cancel (cancellable);
  foyer_session_save_lead_async (desk.session, lead, NULL, FALSE, cancellable, got_answer_cb, &answer);
  foyer_session_save_lead_finish (desk.session, await_answer (&answer), NULL, NULL, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpuint (relay_count (desk.relay, "addOrUpdateLead"), ==, 0);
  g_assert_nonnull (draft_of (&desk, lead));
  g_assert_cmpint (foyer_draft_get_sent (draft_of (&desk, lead)), ==, 0);

  relay_set_rule (desk.relay, "addOrUpdateLead", RELAY_HOLDS, 0, NULL);
  g_cancellable_reset (cancellable);
  answer = NULL;
  foyer_session_save_lead_async (desk.session, lead, NULL, FALSE, cancellable, got_answer_cb, &answer);
  while (desk_count_commits (&desk, "addOrUpdateLead") == 0)
    wait_for_time (10);
  g_assert_null (answer);
  g_cancellable_cancel (cancellable);
  foyer_session_save_lead_finish (desk.session, await_answer (&answer), NULL, NULL, &error);
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_UNCERTAIN);
  g_assert_cmpint (foyer_draft_get_sent (draft_of (&desk, lead)), !=, 0);
  desk_clear (&desk);
}

/* Would catch: two saves of one lead at the same time, which would be two leads. */
static void
test_twice_at_once (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *first = NULL, *second = NULL;

  desk_set_up (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "Ctrl+S, Ctrl+S");
  foyer_session_save_lead_async (desk.session, lead, NULL, FALSE, NULL, got_answer_cb, &first);
  foyer_session_save_lead_async (desk.session, lead, NULL, FALSE, NULL, got_answer_cb, &second);
  foyer_session_save_lead_finish (desk.session, await_answer (&second), NULL, NULL, &error);
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
  g_clear_error (&error);
  foyer_session_save_lead_finish (desk.session, await_answer (&first), NULL, NULL, &error);
  g_assert_no_error (error);
  assert_adds (&desk, 1);
  desk_clear (&desk);
}

/* Would catch: a save that a closing session cuts off. */
static void
test_close_waits (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *answer = NULL;

  desk_set_up (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "Saved and closed");
  foyer_session_save_lead_async (desk.session, lead, NULL, FALSE, NULL, got_answer_cb, &answer);
  foyer_session_close_finish (desk.session, AWAIT (foyer_session_close_async, desk.session), &error);
  g_assert_no_error (error);
  g_assert_nonnull (answer);
  foyer_session_save_lead_finish (desk.session, await_answer (&answer), NULL, NULL, &error);
  g_assert_no_error (error);
  assert_adds (&desk, 1);
  g_clear_object (&desk.session);
  desk_clear (&desk);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/save/add-then-update", test_add_then_update);
  g_test_add_func ("/sync/save/nothing-changed-and-unknown", test_nothing_changed_and_unknown);
  g_test_add_data_func ("/sync/save/reply-lost", NULL, test_reply_lost);
  g_test_add_data_func ("/sync/save/reply-lost-with-edit", "edit", test_reply_lost);
  g_test_add_func ("/sync/save/request-lost", test_request_lost);
  g_test_add_func ("/sync/save/twin-is-not-taken", test_twin_is_not_taken);
  g_test_add_func ("/sync/save/conflict", test_conflict);
  g_test_add_func ("/sync/save/typed-meanwhile", test_typed_meanwhile);
  g_test_add_func ("/sync/save/clock", test_clock);
  g_test_add_func ("/sync/save/read-back", test_read_back);
  g_test_add_func ("/sync/save/update-reply-lost", test_update_reply_lost);
  g_test_add_func ("/sync/save/refused", test_refused);
  g_test_add_func ("/sync/save/key-revoked", test_key_revoked);
  g_test_add_func ("/sync/save/cancel", test_cancel);
  g_test_add_func ("/sync/save/twice-at-once", test_twice_at_once);
  g_test_add_func ("/sync/save/close-waits", test_close_waits);
  return g_test_run ();
}
