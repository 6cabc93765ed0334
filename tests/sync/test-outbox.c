/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A save is a promise: it is on the disk at once and on the platform once, and can be taken back until then. */

#include "outbox-testing.h"

/* Would catch: a path from the save to the platform that is broken anywhere; a draft that stays; an edit made while the
 * lead waits that is sent as another lead; a form that does not know that its lead was delivered and adds it again. */
static void
test_add_then_update (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerLead) base = NULL;
  g_autoptr (FoyerLead) after = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (FoyerOutboxRow) following = NULL;
  g_autoptr (FoyerOutboxRow) none = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  desk_set_up (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "Gala dinner & more");
  AWAIT (foyer_session_keep_draft_async, desk.session, lead, NULL);
  row = keep (&desk, lead, NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_null (foyer_session_find_draft (desk.session, foyer_lead_get_uuid (lead), 0));
  g_assert_cmpint (wait_for_row (&desk, row, 10), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (outbox_of (&desk))), ==, 0);
  id = foyer_outbox_row_get_platform_id (row);
  g_assert_cmpint (id, >, 0);
  g_assert_cmpuint (count_adds (&desk), ==, 1);

  /* The form still says that it is a new lead. */
  foyer_lead_set_text (lead, FOYER_LEAD_DESCRIPTION, "Two hundred guests");
  following = keep (&desk, lead, NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_false (foyer_outbox_row_is_add (following));
  g_assert_cmpuint (foyer_outbox_row_get_changed (following), ==, FOYER_FIELD_BIT (FOYER_LEAD_DESCRIPTION));
  g_assert_cmpint (wait_for_row (&desk, following, 10), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_cmpuint (count_adds (&desk), ==, 1);
  g_assert_cmpuint (count_updates (&desk), ==, 1);

  after = load_lead (&desk, id);
  g_assert_cmpstr (foyer_lead_get_text (after, FOYER_LEAD_DESCRIPTION), ==, "Two hundred guests");
  base = foyer_lead_copy (after);
  none = keep (&desk, after, base, 0, &error);
  g_assert_null (none);
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
  desk_clear (&desk);
}

/* Would catch: a held save that leaves; an undo that loses what was typed; a hold that never ends. */
static void
test_undo (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (FoyerOutboxRow) again = NULL;
  g_autoptr (FoyerDraft) draft = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  desk_open (&desk);
  lead = new_person_lead (&desk, "Wedding");
  row = keep (&desk, lead, NULL, 30, &error);
  g_assert_no_error (error);
  g_assert_cmpint (foyer_outbox_row_get_state (row), ==, FOYER_OUTBOX_HELD);
  g_assert_cmpuint (foyer_outbox_get_n_waiting (outbox_of (&desk)), ==, 1);

  draft = foyer_outbox_take_back_finish (outbox_of (&desk),
                                         AWAIT (foyer_outbox_take_back_async, outbox_of (&desk), row), &error);
  g_assert_no_error (error);
  g_assert_true (foyer_lead_equal (foyer_draft_get_lead (draft), lead));
  g_assert_nonnull (foyer_session_find_draft (desk.session, foyer_lead_get_uuid (lead), 0));
  g_assert_cmpuint (foyer_outbox_get_n_waiting (outbox_of (&desk)), ==, 0);
  g_assert_cmpuint (relay_count (desk.relay, "addOrUpdateLead"), ==, 0);

  again = keep (&desk, lead, NULL, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (foyer_outbox_row_get_state (again), ==, FOYER_OUTBOX_HELD);
  g_assert_cmpint (wait_for_row (&desk, again, 10), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_cmpuint (count_adds (&desk), ==, 1);
  desk_clear (&desk);
}

/* Would catch: an add whose reply was lost that is sent twice, or never adopted; an edit made meanwhile that is lost.
 */
static void
test_reply_lost (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerLead) after = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (FoyerOutboxRow) following = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  desk_set_up (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "Café “Gala” <b> & Co");
  relay_set_rule (desk.relay, "addOrUpdateLead", RELAY_LOSES_REPLY, 0, NULL);
  relay_set_rule (desk.relay, "getLeadList", RELAY_LOSES_REQUEST, 0, NULL);
  row = keep (&desk, lead, NULL, 0, &error);
  g_assert_no_error (error);
  wait_for_state (row, FOYER_OUTBOX_UNCERTAIN);
  g_assert_cmpint (foyer_outbox_row_get_believed_after (row), >, g_get_real_time () / G_USEC_PER_SEC);

  foyer_lead_set_text (lead, FOYER_LEAD_DESCRIPTION, "Typed while nobody knew");
  following = keep (&desk, lead, NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (foyer_outbox_row_get_waits_for (following), ==, foyer_outbox_row_get_uuid (row));

  relay_set_rule (desk.relay, "addOrUpdateLead", RELAY_PASSES, 0, NULL);
  relay_set_rule (desk.relay, "getLeadList", RELAY_PASSES, 0, NULL);
  foyer_outbox_make_all_due (outbox_of (&desk));
  g_assert_cmpint (wait_for_row (&desk, following, 20), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_cmpint (foyer_outbox_row_get_state (row), ==, FOYER_OUTBOX_DELIVERED);
  g_assert_cmpuint (count_adds (&desk), ==, 1);
  g_assert_cmpuint (count_updates (&desk), ==, 1);
  id = foyer_outbox_row_get_platform_id (row);
  after = load_lead (&desk, id);
  g_assert_cmpstr (foyer_lead_get_text (after, FOYER_LEAD_DESCRIPTION), ==, "Typed while nobody knew");
  desk_clear (&desk);
}

/* Would catch: a save that comes while the account is being closed, or after it, and brings the application down; one
 * that is said to be kept and is not. */
static void
test_closed (void)
{
  Desk desk;
  g_autoptr (FoyerSession) session = NULL;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (FoyerOutboxRow) none = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  desk_open (&desk);
  lead = new_person_lead (&desk, "Wedding");
  row = keep (&desk, lead, NULL, 30, &error);
  g_assert_no_error (error);
  session = g_object_ref (desk.session);
  desk_close (&desk);

  none = foyer_outbox_keep_finish (foyer_session_get_outbox (session),
                                   AWAIT (foyer_outbox_keep_async, foyer_session_get_outbox (session), lead, NULL, 0),
                                   &error);
  g_assert_null (none);
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_STORE);
  g_clear_error (&error);
  g_assert_false (foyer_outbox_send_now_finish (
      foyer_session_get_outbox (session), AWAIT (foyer_outbox_send_now_async, foyer_session_get_outbox (session), row),
      &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_STORE);
  foyer_outbox_make_all_due (foyer_session_get_outbox (session));
  g_clear_object (&session);

  desk_open (&desk);
  g_assert_cmpuint (foyer_outbox_get_n_waiting (outbox_of (&desk)), ==, 1);
  desk_clear (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outbox/add-then-update", test_add_then_update);
  g_test_add_func ("/outbox/undo", test_undo);
  g_test_add_func ("/outbox/reply-lost", test_reply_lost);
  g_test_add_func ("/outbox/closed", test_closed);
  return g_test_run ();
}
