/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outbox on the disk and the person: what a save, an undo or an answer does to what is refused, in conflict or
 * still waiting. */

#include "outbox-store-testing.h"

static gint64
now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static FoyerOutboxRecord *
move_first (FoyerPreciousFile *file, FoyerOutboxMove *wanted, GError **error)
{
  g_autoptr (GPtrArray) changed = move (file, wanted, error);

  return changed != NULL ? foyer_outbox_record_ref (changed->pdata[0]) : NULL;
}

/* An add, of lead or of one that is called Gala, beside which theirs was found. */
static FoyerOutboxRecord *
keep_conflict (FoyerPreciousFile *file, FoyerLead *lead, FoyerLead *theirs)
{
  g_autoptr (FoyerLead) gala = new_lead ("Gala");
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerOutboxRecord) row = keep (file, lead != NULL ? lead : gala, NULL, 0, &error);
  g_autoptr (FoyerOutboxRecord) sending = begin (file, row, now ());
  g_autoptr (FoyerOutboxRecord) uncertain = happen (file, row->uuid, FOYER_OUTBOX_MAYBE);
  FoyerOutboxMove *wanted = foyer_outbox_move_new (row->uuid, FOYER_OUTBOX_LOOKED_ALIKE);
  FoyerOutboxRecord *conflict;

  wanted->found = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (wanted->found, g_object_ref (theirs));
  conflict = move_first (file, wanted, &error);
  g_assert_no_error (error);
  return conflict;
}

/* Would catch: a refused save that is mended in the one behind it, which waits for it for ever; what was saved since
 * lost with that one. */
static void
test_mend_with_follower (void)
{
  Desk desk;
  FoyerPreciousFile *file;
  g_autoptr (FoyerLead) lead = new_lead ("Refused");
  g_autoptr (FoyerLead) elsewhere = NULL;
  g_autoptr (FoyerLead) former = NULL;
  g_autoptr (FoyerLead) says = NULL;
  g_autoptr (FoyerOutboxRecord) row = NULL;
  g_autoptr (FoyerOutboxRecord) sending = NULL;
  g_autoptr (FoyerOutboxRecord) following = NULL;
  g_autoptr (FoyerOutboxRecord) rejected = NULL;
  g_autoptr (FoyerOutboxRecord) mended = NULL;
  g_autoptr (FoyerOutboxDue) due = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  file = open_precious (&desk, NULL);
  row = keep (file, lead, NULL, 0, &error);
  sending = begin (file, row, now ());
  foyer_lead_set_text (lead, FOYER_LEAD_DESCRIPTION, "Typed while it was sent");
  following = keep (file, lead, NULL, 0, &error);
  g_assert_cmpstr (following->waits_for, ==, row->uuid);
  rejected = happen (file, row->uuid, FOYER_OUTBOX_REFUSED);

  /* By somebody who knows only what was refused: it speaks of what it changes. */
  former = foyer_outbox_record_unpack_lead (rejected);
  foyer_lead_set_id (former, FOYER_LEAD_STAGE, 11);
  elsewhere = foyer_lead_copy (former);
  foyer_lead_set_id (elsewhere, FOYER_LEAD_SOURCE, 31);
  mended = keep (file, elsewhere, former, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (mended->uuid, ==, row->uuid);
  g_assert_cmpint (mended->state, ==, FOYER_OUTBOX_QUEUED);
  g_assert_null (mended->base);
  says = foyer_outbox_record_unpack_lead (mended);
  g_assert_cmpint (foyer_lead_get_id (says, FOYER_LEAD_SOURCE), ==, 31);
  g_assert_cmpstr (foyer_lead_get_text (says, FOYER_LEAD_DESCRIPTION), ==, "Typed while it was sent");

  rows = list_rows (file);
  g_assert_cmpuint (rows->len, ==, 1);
  due = list_due (file, 5);
  g_assert_cmpuint (due->queued->len, ==, 1);
  g_assert_cmpstr (((FoyerOutboxRecord *) due->queued->pdata[0])->uuid, ==, row->uuid);
  close_precious (file);
  desk_clear (&desk);
}

/* Would catch: an add that may be on the platform sent again because somebody saved its lead, or went on in it as in a
 * draft; what was typed in it lost. */
static void
test_keep_in_conflict (void)
{
  Desk desk;
  FoyerPreciousFile *file;
  g_autoptr (FoyerLead) lead = new_lead ("Perhaps there");
  g_autoptr (FoyerLead) says = NULL;
  g_autoptr (FoyerOutboxRecord) row = NULL;
  g_autoptr (FoyerOutboxRecord) sending = NULL;
  g_autoptr (FoyerOutboxRecord) uncertain = NULL;
  g_autoptr (FoyerOutboxRecord) conflict = NULL;
  g_autoptr (FoyerOutboxRecord) kept = NULL;
  g_autoptr (FoyerOutboxRecord) sent = NULL;
  g_autoptr (FoyerOutboxDue) due = NULL;
  g_autoptr (FoyerOutboxDue) later = NULL;
  g_autoptr (FoyerDraft) draft = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  file = open_precious (&desk, NULL);
  row = keep (file, lead, NULL, 0, &error);
  sending = begin (file, row, now ());
  uncertain = happen (file, row->uuid, FOYER_OUTBOX_MAYBE);
  conflict = happen (file, row->uuid, FOYER_OUTBOX_CANNOT_LOOK);
  foyer_lead_set_text (lead, FOYER_LEAD_DESCRIPTION, "Typed since");
  kept = keep (file, lead, NULL, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kept->uuid, ==, row->uuid);
  g_assert_cmpint (kept->state, ==, FOYER_OUTBOX_CONFLICT);
  says = foyer_outbox_record_unpack_lead (kept);
  g_assert_cmpstr (foyer_lead_get_text (says, FOYER_LEAD_DESCRIPTION), ==, "Typed since");
  due = list_due (file, 5);
  g_assert_cmpuint (due->queued->len, ==, 0);
  none = foyer_outbox_store_take_back_finish (file, AWAIT (foyer_outbox_store_take_back_async, file, row->uuid), &draft,
                                              &error);
  g_assert_null (none);
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
  g_clear_error (&error);

  sent = happen (file, row->uuid, FOYER_OUTBOX_SEND_NOW);
  later = list_due (file, 5);
  g_assert_cmpuint (later->queued->len, ==, 1);
  close_precious (file);
  desk_clear (&desk);
}

/* Would catch: a lead that a person says it is, and that says all that was typed here, sent once more; what is typed
 * here and not there given up; two rows that are the same lead. */
static void
test_adopt_by_person (void)
{
  Desk desk;
  FoyerPreciousFile *file;
  g_autoptr (FoyerLead) theirs = foyer_lead_new_from_platform (7);
  g_autoptr (FoyerLead) other = NULL;
  g_autoptr (FoyerLead) typed = new_lead ("Gala");
  g_autoptr (FoyerLead) says = NULL;
  g_autoptr (FoyerOutboxRecord) same = NULL;
  g_autoptr (FoyerOutboxRecord) more = NULL;
  g_autoptr (FoyerOutboxRecord) adopted = NULL;
  g_autoptr (FoyerOutboxRecord) changes = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GError) error = NULL;
  FoyerOutboxMove *wanted;

  desk_set_up (&desk);
  file = open_precious (&desk, NULL);
  foyer_lead_set_text (theirs, FOYER_LEAD_NAME, "Gala");
  foyer_lead_set_id (theirs, FOYER_LEAD_QUALITY, 2);
  foyer_lead_set_text (theirs, FOYER_LEAD_DESCRIPTION, "Written there");
  other = foyer_lead_copy (theirs);
  foyer_lead_set_platform_id (other, 8);
  foyer_lead_set_id (typed, FOYER_LEAD_STAGE, 12);
  same = keep_conflict (file, NULL, theirs);
  wanted = foyer_outbox_move_new (same->uuid, FOYER_OUTBOX_CHOSE_THEIRS);
  wanted->platform_id = 7;
  wanted->adopts = TRUE;
  adopted = move_first (file, wanted, &error);
  g_assert_no_error (error);
  g_assert_cmpint (adopted->state, ==, FOYER_OUTBOX_DELIVERED);
  g_assert_null (adopted->found);
  says = foyer_outbox_record_unpack_lead (adopted);
  g_assert_cmpstr (foyer_lead_get_text (says, FOYER_LEAD_DESCRIPTION), ==, "Written there");

  more = keep_conflict (file, typed, other);
  wanted = foyer_outbox_move_new (more->uuid, FOYER_OUTBOX_CHOSE_THEIRS);
  wanted->platform_id = 7;
  wanted->adopts = TRUE;
  none = move (file, wanted, &error);
  g_assert_null (none);
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_CONFLICT);
  g_clear_error (&error);
  wanted = foyer_outbox_move_new (more->uuid, FOYER_OUTBOX_CHOSE_THEIRS);
  wanted->platform_id = 8;
  wanted->adopts = TRUE;
  changes = move_first (file, wanted, &error);
  g_assert_no_error (error);
  g_assert_cmpint (changes->state, ==, FOYER_OUTBOX_QUEUED);
  g_assert_cmpint (changes->platform_id, ==, 8);
  g_assert_nonnull (changes->base);
  close_precious (file);
  desk_clear (&desk);
}

/* Would catch: an undo that takes back what was saved long before; one that loses what was typed, sends it, or keeps
 * its time. */
static void
test_undo_joined (void)
{
  Desk desk;
  FoyerPreciousFile *file;
  g_autoptr (FoyerLead) lead = new_lead ("Saved yesterday");
  g_autoptr (FoyerLead) says = NULL;
  g_autoptr (FoyerOutboxRecord) first = NULL;
  g_autoptr (FoyerOutboxRecord) joined = NULL;
  g_autoptr (FoyerOutboxRecord) again = NULL;
  g_autoptr (FoyerOutboxRecord) over = NULL;
  g_autoptr (FoyerOutboxDue) due = NULL;
  g_autoptr (FoyerDraft) draft = NULL;
  g_autoptr (FoyerDraft) all = NULL;
  g_autoptr (GPtrArray) changed = NULL;
  g_autoptr (GPtrArray) rest = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  file = open_precious (&desk, NULL);
  first = keep (file, lead, NULL, 0, &error);
  foyer_lead_set_text (lead, FOYER_LEAD_DESCRIPTION, "Saved today");
  joined = keep (file, lead, NULL, 30, &error);
  foyer_lead_set_id (lead, FOYER_LEAD_STAGE, 12);
  again = keep (file, lead, NULL, 30, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->uuid, ==, first->uuid);
  g_assert_cmpint (again->state, ==, FOYER_OUTBOX_HELD);
  close_precious (file);

  file = open_precious (&desk, NULL);
  changed = foyer_outbox_store_take_back_finish (file, AWAIT (foyer_outbox_store_take_back_async, file, first->uuid),
                                                 &draft, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (foyer_lead_get_text (foyer_draft_get_lead (draft), FOYER_LEAD_DESCRIPTION), ==, "Saved today");
  g_assert_cmpint (foyer_lead_get_id (foyer_draft_get_lead (draft), FOYER_LEAD_STAGE), ==, 12);
  due = list_due (file, 5);
  g_assert_cmpuint (due->queued->len, ==, 1);
  says = foyer_outbox_record_unpack_lead (due->queued->pdata[0]);
  g_assert_cmpstr (foyer_lead_get_text (says, FOYER_LEAD_NAME), ==, "Saved yesterday");
  g_assert_cmpstr (foyer_lead_get_text (says, FOYER_LEAD_DESCRIPTION), ==, "");
  g_assert_cmpint (((FoyerOutboxRecord *) due->queued->pdata[0])->kept, ==, first->kept);

  /* Once its time is over, it is saved for good; a row that is taken back from the queue is all of it. */
  over = keep (file, lead, NULL, 30, &error);
  g_assert_no_error (error);
  g_clear_pointer (&over, foyer_outbox_record_unref);
  over = happen (file, first->uuid, FOYER_OUTBOX_HOLD_ENDED);
  rest = foyer_outbox_store_take_back_finish (file, AWAIT (foyer_outbox_store_take_back_async, file, first->uuid), &all,
                                              &error);
  g_assert_no_error (error);
  rows = list_rows (file);
  g_assert_cmpuint (rows->len, ==, 0);
  close_precious (file);
  desk_clear (&desk);
}

static void
set_custom (FoyerLead *lead, gint64 number, const char *value)
{
  g_autoptr (FoyerCustomFields) fields = foyer_custom_fields_with (foyer_lead_get_custom_fields (lead), number, value);

  foyer_lead_set_custom_fields (lead, fields);
}

/* Would catch: a custom field that waits to be sent and goes with a save of another one, made elsewhere. */
static void
test_custom_fields (void)
{
  Desk desk;
  FoyerPreciousFile *file;
  g_autoptr (FoyerLead) base = foyer_lead_new_from_platform (7);
  g_autoptr (FoyerLead) newer = foyer_lead_new_from_platform (7);
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerLead) other = NULL;
  g_autoptr (FoyerLead) says = NULL;
  g_autoptr (FoyerOutboxRecord) first = NULL;
  g_autoptr (FoyerOutboxRecord) both = NULL;
  g_autoptr (GError) error = NULL;
  FoyerCustomFields *fields;

  desk_set_up (&desk);
  file = open_precious (&desk, NULL);
  foyer_lead_set_text (base, FOYER_LEAD_NAME, "Gala");
  lead = foyer_lead_copy (base);
  set_custom (lead, 1, "One");
  first = keep (file, lead, base, 0, &error);
  g_assert_no_error (error);
  foyer_lead_set_text (newer, FOYER_LEAD_NAME, "Gala, renamed there");
  other = foyer_lead_copy (newer);
  set_custom (other, 2, "Two");
  both = keep (file, other, newer, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (both->uuid, ==, first->uuid);
  says = foyer_outbox_record_unpack_lead (both);
  fields = foyer_lead_get_custom_fields (says);
  g_assert_cmpstr (foyer_custom_fields_lookup (fields, 1), ==, "One");
  g_assert_cmpstr (foyer_custom_fields_lookup (fields, 2), ==, "Two");
  close_precious (file);
  desk_clear (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outbox-person/mend-with-follower", test_mend_with_follower);
  g_test_add_func ("/outbox-person/keep-in-conflict", test_keep_in_conflict);
  g_test_add_func ("/outbox-person/adopt-by-person", test_adopt_by_person);
  g_test_add_func ("/outbox-person/undo-joined", test_undo_joined);
  g_test_add_func ("/outbox-person/custom-fields", test_custom_fields);
  return g_test_run ();
}
