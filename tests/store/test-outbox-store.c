/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outbox on the disk: what a save becomes, in which order rows leave, and that no two of them are the same lead. */

#include "outbox-store-testing.h"

#include <glib/gstdio.h>

static gint64
now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/* Would catch: a save that leaves its draft behind, a row that a restart loses or alters. */
static void
test_keep (void)
{
  Desk desk;
  FoyerPreciousFile *file;
  g_autoptr (FoyerLead) lead = new_lead ("Gala");
  g_autoptr (FoyerLead) read = NULL;
  g_autoptr (FoyerDraft) draft = foyer_draft_new (lead, NULL);
  g_autoptr (FoyerOutboxRecord) record = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  file = open_precious (&desk, NULL);
  keep_draft (file, draft, &error);
  g_assert_no_error (error);
  record = keep (file, lead, NULL, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpint (record->state, ==, FOYER_OUTBOX_HELD);
  g_assert_cmpint (record->due, ==, record->kept + 10);
  close_precious (file);

  file = open_precious (&desk, NULL);
  drafts = list_drafts (file);
  g_assert_cmpuint (drafts->len, ==, 0);
  rows = list_rows (file);
  g_assert_cmpuint (rows->len, ==, 1);
  read = foyer_outbox_record_unpack_lead (rows->pdata[0]);
  g_assert_true (foyer_lead_equal (read, lead));
  g_assert_cmpstr (foyer_lead_get_uuid (read), ==, foyer_lead_get_uuid (lead));
  g_assert_cmpstr (((FoyerOutboxRecord *) rows->pdata[0])->uuid, ==, record->uuid);
  close_precious (file);
  desk_clear (&desk);
}

/* Would catch: a lead that is moved in the pipeline and takes along what was typed into it and not saved. */
static void
test_keep_beside_draft (void)
{
  Desk desk;
  FoyerPreciousFile *file;
  g_autoptr (FoyerLead) base = foyer_lead_new_from_platform (7);
  g_autoptr (FoyerLead) typed = foyer_lead_copy (base);
  g_autoptr (FoyerLead) moved_base = foyer_lead_new_from_platform (7);
  g_autoptr (FoyerLead) moved = foyer_lead_copy (moved_base);
  g_autoptr (FoyerDraft) draft = NULL;
  g_autoptr (FoyerOutboxRecord) record = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GError) error = NULL;

  foyer_lead_set_text (typed, FOYER_LEAD_DESCRIPTION, "Typed and not saved");
  foyer_lead_set_id (moved, FOYER_LEAD_STAGE, 3);
  draft = foyer_draft_new (typed, base);
  desk_set_up (&desk);
  file = open_precious (&desk, NULL);
  keep_draft (file, draft, &error);
  g_assert_no_error (error);
  record = keep (file, moved, moved_base, 0, &error);
  g_assert_no_error (error);
  drafts = list_drafts (file);
  g_assert_cmpuint (drafts->len, ==, 1);
  close_precious (file);
  desk_clear (&desk);
}

/* Would catch: a second save of a waiting lead that becomes a second lead, or loses what the first one said; one that
 * was made elsewhere and takes the first one back. */
static void
test_keep_again (void)
{
  Desk desk;
  FoyerPreciousFile *file;
  g_autoptr (FoyerLead) base = foyer_lead_new_from_platform (7);
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerLead) elsewhere = NULL;
  g_autoptr (FoyerLead) read = NULL;
  g_autoptr (FoyerOutboxRecord) first = NULL;
  g_autoptr (FoyerOutboxRecord) second = NULL;
  g_autoptr (FoyerOutboxRecord) third = NULL;
  g_autoptr (FoyerOutboxRecord) last = NULL;
  g_autoptr (FoyerOutboxRecord) none = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  file = open_precious (&desk, NULL);
  foyer_lead_set_text (base, FOYER_LEAD_NAME, "As it is there");
  foyer_lead_set_id (base, FOYER_LEAD_STAGE, 11);
  lead = foyer_lead_copy (base);
  none = keep (file, lead, base, 0, &error);
  g_assert_null (none);
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
  g_clear_error (&error);

  foyer_lead_set_text (lead, FOYER_LEAD_NAME, "First");
  first = keep (file, lead, base, 0, &error);
  foyer_lead_set_id (lead, FOYER_LEAD_STAGE, 12);
  second = keep (file, lead, base, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (second->uuid, ==, first->uuid);

  /* The same lead, opened anew from what the platform shows, has another local name and knows nothing of the first. */
  elsewhere = foyer_lead_new_from_platform (7);
  foyer_lead_set_text (elsewhere, FOYER_LEAD_NAME, "As it is there");
  foyer_lead_set_id (elsewhere, FOYER_LEAD_STAGE, 11);
  g_object_unref (base);
  base = foyer_lead_copy (elsewhere);
  foyer_lead_set_id (base, FOYER_LEAD_SOURCE, 5);
  foyer_lead_set_id (elsewhere, FOYER_LEAD_SOURCE, 31);
  third = keep (file, elsewhere, base, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (third->uuid, ==, first->uuid);
  read = foyer_outbox_record_unpack_lead (third);
  g_assert_cmpstr (foyer_lead_get_text (read, FOYER_LEAD_NAME), ==, "First");
  g_assert_cmpint (foyer_lead_get_id (read, FOYER_LEAD_STAGE), ==, 12);
  g_assert_cmpint (foyer_lead_get_id (read, FOYER_LEAD_SOURCE), ==, 31);

  /* All of it taken back by hand. */
  g_object_unref (lead);
  lead = foyer_outbox_record_unpack_base (third);
  last = keep (file, lead, NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpint (last->state, ==, FOYER_OUTBOX_DISCARDED);
  rows = list_rows (file);
  g_assert_cmpuint (rows->len, ==, 0);
  close_precious (file);
  desk_clear (&desk);
}

/* Would catch: an edit that changes what is being sent; one that leaves before it, or without knowing the lead's id;
 * one of a lead that was delivered meanwhile that is added as another. */
static void
test_follow (void)
{
  Desk desk;
  FoyerPreciousFile *file;
  g_autoptr (FoyerLead) lead = new_lead ("Gala");
  g_autoptr (FoyerLead) base = NULL;
  g_autoptr (FoyerOutboxRecord) row = NULL;
  g_autoptr (FoyerOutboxRecord) sending = NULL;
  g_autoptr (FoyerOutboxRecord) following = NULL;
  g_autoptr (FoyerOutboxRecord) again = NULL;
  g_autoptr (FoyerOutboxRecord) delivered = NULL;
  g_autoptr (FoyerOutboxRecord) late = NULL;
  g_autoptr (FoyerOutboxDue) due = NULL;
  g_autoptr (FoyerOutboxDue) next = NULL;
  g_autoptr (GPtrArray) refused = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  file = open_precious (&desk, NULL);
  row = keep (file, lead, NULL, 0, &error);
  sending = begin (file, row, now ());
  g_assert_cmpint (sending->state, ==, FOYER_OUTBOX_SENDING);
  foyer_lead_set_text (lead, FOYER_LEAD_NAME, "Gala, renamed");
  following = keep (file, lead, NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (following->waits_for, ==, row->uuid);
  g_assert_nonnull (following->base);
  foyer_lead_set_id (lead, FOYER_LEAD_STAGE, 12);
  again = keep (file, lead, NULL, 0, &error);
  g_assert_cmpstr (again->uuid, ==, following->uuid);
  due = list_due (file, 5);
  g_assert_cmpuint (due->queued->len, ==, 0);

  refused = move (file, foyer_outbox_move_new (sending->uuid, FOYER_OUTBOX_DISCARD), &error);
  g_assert_null (refused);
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
  g_clear_error (&error);

  delivered = deliver (file, sending, 4711, &error);
  g_assert_no_error (error);
  g_assert_cmpint (delivered->state, ==, FOYER_OUTBOX_DELIVERED);
  next = list_due (file, 5);
  g_assert_cmpuint (next->queued->len, ==, 1);
  g_assert_cmpint (((FoyerOutboxRecord *) next->queued->pdata[0])->platform_id, ==, 4711);
  base = foyer_outbox_record_unpack_base (next->queued->pdata[0]);
  g_assert_cmpstr (foyer_lead_get_text (base, FOYER_LEAD_NAME), ==, "Gala");
  g_assert_cmpint (foyer_lead_get_platform_id (base), ==, 4711);

  /* A form that still believes in an add, after all was delivered. */
  {
    g_autoptr (FoyerOutboxRecord) second = begin (file, next->queued->pdata[0], now ());
    g_autoptr (FoyerOutboxRecord) done = deliver (file, second, 0, &error);

    g_assert_no_error (error);
    g_assert_cmpint (done->state, ==, FOYER_OUTBOX_DELIVERED);
  }
  foyer_lead_set_text (lead, FOYER_LEAD_DESCRIPTION, "Later");
  late = keep (file, lead, NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_nonnull (late->base);
  g_assert_cmpint (late->platform_id, ==, 4711);
  close_precious (file);
  desk_clear (&desk);
}

/* Would catch: a row that leaves before what was saved earlier of its lead; a clock that was set back and strands a
 * row; a hold that does not end. */
static void
test_due (void)
{
  Desk desk;
  FoyerPreciousFile *file;
  g_autoptr (FoyerOutboxRecord) first = NULL;
  g_autoptr (FoyerOutboxRecord) second = NULL;
  g_autoptr (FoyerOutboxRecord) held = NULL;
  g_autoptr (FoyerLead) lead = new_lead ("Held");
  g_autoptr (FoyerOutboxDue) due = NULL;
  g_autoptr (FoyerOutboxDue) later = NULL;
  g_autoptr (FoyerOutboxDue) far = NULL;
  g_autoptr (FoyerOutboxDue) all = NULL;
  g_autoptr (GPtrArray) changed = NULL;
  g_autoptr (GError) error = NULL;
  FoyerOutboxMove *wanted;

  desk_set_up (&desk);
  file = open_precious (&desk, NULL);
  first = keep_new (file, "First");
  second = keep_new (file, "Second");
  held = keep (file, lead, NULL, 30, &error);
  due = list_due (file, 5);
  g_assert_cmpuint (due->queued->len, ==, 2);
  g_assert_cmpstr (name_of (due->queued->pdata[0]), ==, "First");
  g_assert_cmpint (due->next, ==, held->due);

  wanted = foyer_outbox_move_new (first->uuid, FOYER_OUTBOX_LATER);
  wanted->due = now () + 100;
  changed = move (file, wanted, &error);
  g_assert_no_error (error);
  later = list_due (file, 5);
  g_assert_cmpuint (later->queued->len, ==, 1);
  g_assert_cmpstr (name_of (later->queued->pdata[0]), ==, "Second");

  /* Nothing ever waits so long: the clock was ahead when this was written. */
  g_ptr_array_unref (changed);
  wanted = foyer_outbox_move_new (first->uuid, FOYER_OUTBOX_LATER);
  wanted->due = now () + 100000;
  changed = move (file, wanted, &error);
  far = list_due (file, 5);
  g_assert_cmpuint (far->queued->len, ==, 2);

  g_ptr_array_unref (changed);
  changed = foyer_outbox_store_make_due_finish (file, AWAIT (foyer_outbox_store_make_due_async, file, TRUE), &error);
  g_assert_no_error (error);
  all = list_due (file, 5);
  g_assert_cmpuint (all->queued->len, ==, 3);
  close_precious (file);
  desk_clear (&desk);
}

/* Would catch: whoever takes over the lock sends again what another one was sending. */
static void
test_recover (void)
{
  Desk desk;
  FoyerPreciousFile *file;
  g_autoptr (FoyerOutboxRecord) row = NULL;
  g_autoptr (FoyerOutboxRecord) sending = NULL;
  g_autoptr (FoyerOutboxRecord) queued = NULL;
  g_autoptr (FoyerOutboxDue) due = NULL;
  g_autoptr (GPtrArray) changed = NULL;
  g_autoptr (GPtrArray) attempts = NULL;
  g_autoptr (GError) error = NULL;
  const FoyerOutboxAttempt *attempt;

  desk_set_up (&desk);
  file = open_precious (&desk, NULL);
  row = keep_new (file, "On its way");
  queued = keep_new (file, "Waiting");
  sending = begin (file, row, 1000000);
  close_precious (file);

  file = open_precious (&desk, NULL);
  changed = foyer_outbox_store_recover_finish (file, AWAIT (foyer_outbox_store_recover_async, file, 300), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (changed->len, ==, 1);
  g_assert_cmpint (((FoyerOutboxRecord *) changed->pdata[0])->believed_after, ==, 1000360);
  due = list_due (file, 5);
  g_assert_cmpuint (due->queued->len, ==, 1);
  g_assert_cmpuint (due->uncertain->len, ==, 1);
  g_assert_cmpstr (((FoyerOutboxRecord *) due->uncertain->pdata[0])->uuid, ==, row->uuid);

  attempts = foyer_outbox_attempt_list_finish (file, AWAIT (foyer_outbox_attempt_list_async, file, row->uuid), &error);
  g_assert_cmpuint (attempts->len, ==, 1);
  attempt = attempts->pdata[0];
  g_assert_cmpuint (attempt->n, ==, 1);
  g_assert_cmpint (attempt->signed_at, ==, 1000000);
  g_assert_null (attempt->verdict);
  g_assert_false (attempt->is_settled);
  g_assert_cmpuint (g_bytes_get_size (attempt->body), ==, 2);
  close_precious (file);
  desk_clear (&desk);
}

/* Would catch: two who move one row; a move that the table does not know. */
static void
test_compare_and_set (void)
{
  Desk desk;
  FoyerPreciousFile *file, *other;
  g_autoptr (FoyerOutboxRecord) row = NULL;
  g_autoptr (FoyerOutboxRecord) sending = NULL;
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (FoyerOutboxNews) news = NULL;
  g_autoptr (FoyerOutboxNews) nothing = NULL;
  g_autoptr (FoyerOutboxNews) changes = NULL;
  g_autoptr (GError) error = NULL;
  FoyerOutboxMove *wanted;

  desk_set_up (&desk);
  file = open_precious (&desk, NULL);
  other = open_precious (&desk, NULL);
  row = keep_new (file, "One");
  news = foyer_outbox_store_list_finish (other, AWAIT (foyer_outbox_store_list_async, other), &error);
  g_assert_cmpuint (news->records->len, ==, 1);
  nothing = foyer_outbox_store_list_finish (
      other, AWAIT (foyer_outbox_store_list_changed_async, other, news->change, news->version), &error);
  g_assert_cmpuint (nothing->records->len, ==, 0);

  sending = begin (file, row, now ());
  wanted = foyer_outbox_move_new (row->uuid, FOYER_OUTBOX_BEGIN);
  wanted->change = row->change;
  none = foyer_outbox_store_begin_finish (other, AWAIT (foyer_outbox_store_begin_async, other, wanted, body, now ()),
                                          &error);
  g_assert_null (none);
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
  g_clear_error (&error);
  none = move (other, foyer_outbox_move_new (row->uuid, FOYER_OUTBOX_UNDO), &error);
  g_assert_null (none);
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
  g_clear_error (&error);

  changes = foyer_outbox_store_list_finish (
      other, AWAIT (foyer_outbox_store_list_changed_async, other, news->change, news->version), &error);
  g_assert_cmpuint (changes->records->len, ==, 1);
  g_assert_cmpint (((FoyerOutboxRecord *) changes->records->pdata[0])->state, ==, FOYER_OUTBOX_SENDING);
  close_precious (file);
  close_precious (other);
  desk_clear (&desk);
}

/* Would catch: two rows that take the same lead of the platform for theirs. */
static void
test_adopt (void)
{
  Desk desk;
  FoyerPreciousFile *file;
  g_autoptr (FoyerOutboxRecord) first = keep_new (file = (desk_set_up (&desk), open_precious (&desk, NULL)), "Twin");
  g_autoptr (FoyerOutboxRecord) second = keep_new (file, "Twin");
  g_autoptr (FoyerOutboxRecord) sent = begin (file, first, now ());
  g_autoptr (FoyerOutboxRecord) lost = begin (file, second, now ());
  g_autoptr (FoyerOutboxRecord) uncertain = happen (file, second->uuid, FOYER_OUTBOX_MAYBE);
  g_autoptr (FoyerOutboxRecord) delivered = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) adopted = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) done = NULL;
  g_autoptr (GError) error = NULL;
  FoyerOutboxMove *wanted;
  gint64 id = 99, other = 100;

  delivered = deliver (file, sent, id, &error);
  g_assert_no_error (error);
  wanted = foyer_outbox_move_new (second->uuid, FOYER_OUTBOX_LOOKED_ONE);
  wanted->platform_id = id;
  wanted->adopts = TRUE;
  none = move (file, wanted, &error);
  g_assert_null (none);
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_CONFLICT);
  g_clear_error (&error);
  rows = list_rows (file);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpint (((FoyerOutboxRecord *) rows->pdata[0])->state, ==, FOYER_OUTBOX_UNCERTAIN);

  g_array_append_val (ids, id);
  g_array_append_val (ids, other);
  adopted = foyer_outbox_store_list_adopted_finish (
      file, AWAIT (foyer_outbox_store_list_adopted_async, file, FOYER_OUTBOX_LEAD, ids), &error);
  g_assert_cmpuint (g_hash_table_size (adopted), ==, 1);
  g_assert_true (g_hash_table_contains (adopted, &id));

  wanted = foyer_outbox_move_new (second->uuid, FOYER_OUTBOX_LOOKED_ONE);
  wanted->platform_id = other;
  wanted->adopts = TRUE;
  done = move (file, wanted, &error);
  g_assert_no_error (error);
  g_assert_cmpint (((FoyerOutboxRecord *) done->pdata[0])->state, ==, FOYER_OUTBOX_DELIVERED);
  close_precious (file);
  desk_clear (&desk);
}

/* Would catch: an undo, or the mending of what was refused, that loses what was typed after the save. */
static void
test_take_back (void)
{
  Desk desk;
  FoyerPreciousFile *file;
  g_autoptr (FoyerLead) lead = new_lead ("Refused");
  g_autoptr (FoyerOutboxRecord) row = NULL;
  g_autoptr (FoyerOutboxRecord) sending = NULL;
  g_autoptr (FoyerOutboxRecord) following = NULL;
  g_autoptr (FoyerOutboxRecord) rejected = NULL;
  g_autoptr (FoyerDraft) draft = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) changed = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  file = open_precious (&desk, NULL);
  row = keep (file, lead, NULL, 0, &error);
  sending = begin (file, row, now ());
  none = foyer_outbox_store_take_back_finish (file, AWAIT (foyer_outbox_store_take_back_async, file, row->uuid), &draft,
                                              &error);
  g_assert_null (none);
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
  g_clear_error (&error);

  foyer_lead_set_text (lead, FOYER_LEAD_DESCRIPTION, "Typed while it was sent");
  following = keep (file, lead, NULL, 0, &error);
  rejected = happen (file, row->uuid, FOYER_OUTBOX_REFUSED);
  changed = foyer_outbox_store_take_back_finish (file, AWAIT (foyer_outbox_store_take_back_async, file, row->uuid),
                                                 &draft, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (changed->len, ==, 2);
  g_assert_null (foyer_draft_get_base (draft));
  g_assert_cmpstr (foyer_lead_get_text (foyer_draft_get_lead (draft), FOYER_LEAD_DESCRIPTION), ==,
                   "Typed while it was sent");
  rows = list_rows (file);
  g_assert_cmpuint (rows->len, ==, 0);
  drafts = list_drafts (file);
  g_assert_cmpuint (drafts->len, ==, 1);
  close_precious (file);
  desk_clear (&desk);
}

/* Would catch: a delivery nobody can look up afterwards; one that stays for ever. */
static void
test_history (void)
{
  Desk desk;
  FoyerPreciousFile *file;
  g_autoptr (FoyerLead) base = foyer_lead_new_from_platform (7);
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerOutboxRecord) row = NULL;
  g_autoptr (FoyerOutboxRecord) sending = NULL;
  g_autoptr (FoyerOutboxRecord) delivered = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) others = NULL;
  g_autoptr (GError) error = NULL;
  const FoyerHistoryEntry *entry;

  desk_set_up (&desk);
  file = open_precious (&desk, NULL);
  foyer_lead_set_text (base, FOYER_LEAD_NAME, "Before");
  foyer_lead_set_id (base, FOYER_LEAD_STAGE, 11);
  lead = foyer_lead_copy (base);
  foyer_lead_set_text (lead, FOYER_LEAD_NAME, "After");
  foyer_lead_clear (lead, FOYER_LEAD_STAGE);
  row = keep (file, lead, base, 0, &error);
  sending = begin (file, row, now ());
  delivered = deliver (file, sending, 0, &error);
  g_assert_no_error (error);

  entries = foyer_outbox_history_list_finish (file, AWAIT (foyer_outbox_history_list_async, file, 7, 10), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 2);
  entry = entries->pdata[1];
  g_assert_cmpint (entry->field, ==, FOYER_LEAD_NAME);
  g_assert_cmpstr (entry->old_value, ==, "Before");
  g_assert_cmpstr (entry->new_value, ==, "After");
  g_assert_cmpstr (entry->answer, ==, "delivered");
  entry = entries->pdata[0];
  g_assert_cmpstr (entry->old_value, ==, "11");
  g_assert_null (entry->new_value);
  others = foyer_outbox_history_list_finish (file, AWAIT (foyer_outbox_history_list_async, file, 8, 10), &error);
  g_assert_cmpuint (others->len, ==, 0);

  g_assert_true (foyer_outbox_history_prune_finish (file, AWAIT (foyer_outbox_history_prune_async, file), &error));
  g_ptr_array_unref (entries);
  entries = foyer_outbox_history_list_finish (file, AWAIT (foyer_outbox_history_list_async, file, 0, 10), &error);
  g_assert_cmpuint (entries->len, ==, 2);
  close_precious (file);
  desk_clear (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outbox-store/keep", test_keep);
  g_test_add_func ("/outbox-store/keep-again", test_keep_again);
  g_test_add_func ("/outbox-store/keep-beside-draft", test_keep_beside_draft);
  g_test_add_func ("/outbox-store/follow", test_follow);
  g_test_add_func ("/outbox-store/due", test_due);
  g_test_add_func ("/outbox-store/recover", test_recover);
  g_test_add_func ("/outbox-store/compare-and-set", test_compare_and_set);
  g_test_add_func ("/outbox-store/adopt", test_adopt);
  g_test_add_func ("/outbox-store/take-back", test_take_back);
  g_test_add_func ("/outbox-store/history", test_history);
  return g_test_run ();
}
