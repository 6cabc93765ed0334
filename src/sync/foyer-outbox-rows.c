/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pending rows in memory: packed records in order, unpacked into objects for those that somebody looks at. */

#include "foyer-outbox-private.h"

#define N_REMEMBERED 4096

struct _FoyerOutboxRows
{
  /* owned */
  GPtrArray *records;     /* of FoyerOutboxRecord, by seq */
  GHashTable *by_uuid;    /* of the records' uuid to the record */
  GHashTable *live;       /* of uuid to FoyerOutboxRow, which is not held */
  GHashTable *closed;     /* of uuids: a row that was closed never opens again */
  GQueue closed_in_order; /* of the same strings */

  /* borrowed */
  FoyerOutbox *outbox;

  guint n_in_state[FOYER_N_OUTBOX_STATES];
};

FoyerOutboxRows *
foyer_outbox_rows_new (FoyerOutbox *outbox)
{
  FoyerOutboxRows *self = g_new0 (FoyerOutboxRows, 1);

  self->outbox = outbox;
  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_outbox_record_unref);
  self->by_uuid = g_hash_table_new (g_str_hash, g_str_equal);
  self->live = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->closed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_queue_init (&self->closed_in_order);
  return self;
}

static void
row_gone_cb (gpointer data, GObject *where_the_row_was)
{
  FoyerOutboxRows *self = data;
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    if (row == where_the_row_was)
      g_hash_table_iter_remove (&iter);
}

void
foyer_outbox_rows_free (FoyerOutboxRows *self)
{
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    g_object_weak_unref (row, row_gone_cb, self);
  g_hash_table_unref (self->live);
  g_hash_table_unref (self->by_uuid);
  g_ptr_array_unref (self->records);
  g_queue_clear (&self->closed_in_order);
  g_hash_table_unref (self->closed);
  g_free (self);
}

guint
foyer_outbox_rows_get_n (FoyerOutboxRows *self)
{
  return self->records->len;
}

guint
foyer_outbox_rows_count (FoyerOutboxRows *self, FoyerOutboxState state)
{
  return self->n_in_state[state];
}

static void
show_needed (FoyerOutboxRows *self, FoyerOutboxRow *row, const FoyerOutboxRecord *record)
{
  const FoyerOutboxRecord *needed = foyer_outbox_get_needed (self->outbox, record);

  foyer_outbox_row_set_waits_for (row, needed != NULL ? needed->uuid : record->waits_for);
}

/* Whoever looks at a row has this computer's clock, and the fence is told by the platform's. */
static gint64
get_believed_after (FoyerOutboxRows *self, const FoyerOutboxRecord *record)
{
  gint64 ahead = foyer_session_get_platform_time (foyer_outbox_get_session (self->outbox))
                 - g_get_real_time () / G_USEC_PER_SEC;

  return record->believed_after > 0 ? record->believed_after - ahead : 0;
}

static void
show_record (FoyerOutboxRows *self, FoyerOutboxRow *row, const FoyerOutboxRecord *record)
{
  g_autoptr (GPtrArray) found = foyer_outbox_record_unpack_found (record);

  g_object_freeze_notify (G_OBJECT (row));
  foyer_outbox_row_set_kept (row, record->kept);
  foyer_outbox_row_set_due (row, record->due);
  foyer_outbox_row_set_n_attempts (row, record->n_attempts);
  foyer_outbox_row_set_platform_id (row, record->platform_id);
  show_needed (self, row, record);
  foyer_outbox_row_set_answer (row, &record->answer);
  foyer_outbox_row_set_believed_after (row, get_believed_after (self, record));
  foyer_outbox_row_set_found (row, found);
  foyer_outbox_row_set_state (row, record->state);
  g_object_thaw_notify (G_OBJECT (row));
}

static FoyerOutboxRow *
new_row (const FoyerOutboxRecord *record)
{
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerLead) base = NULL;
  g_autoptr (FoyerParty) party = NULL;
  g_autoptr (FoyerNote) note = NULL;
  g_autoptr (FoyerNote) note_base = NULL;

  switch (record->kind)
    {
    case FOYER_OUTBOX_COMPANY:
    case FOYER_OUTBOX_PERSON:
      party = foyer_outbox_record_unpack_party (record);
      return foyer_outbox_row_new_party (record->uuid, party);
    case FOYER_OUTBOX_NOTE:
      note = foyer_outbox_record_unpack_note (record);
      note_base = foyer_outbox_record_unpack_note_base (record);
      return foyer_outbox_row_new_note (record->uuid, record->lead_uuid, note, note_base);
    case FOYER_OUTBOX_LEAD:
    default:
      lead = foyer_outbox_record_unpack_lead (record);
      base = foyer_outbox_record_unpack_base (record);
      return foyer_outbox_row_new (record->uuid, lead, base);
    }
}

/* Returns: (transfer full): the one object that stands for the record as long as somebody holds it */
FoyerOutboxRow *
foyer_outbox_rows_dup_row_of (FoyerOutboxRows *self, FoyerOutboxRecord *record)
{
  FoyerOutboxRow *row = g_hash_table_lookup (self->live, record->uuid);

  if (row != NULL)
    return g_object_ref (row);
  row = new_row (record);
  show_record (self, row, record);
  g_hash_table_insert (self->live, g_strdup (record->uuid), row);
  g_object_weak_ref (G_OBJECT (row), row_gone_cb, self);
  return row;
}

FoyerOutboxRow *
foyer_outbox_rows_dup_row (FoyerOutboxRows *self, guint position)
{
  return position < self->records->len ? foyer_outbox_rows_dup_row_of (self, self->records->pdata[position]) : NULL;
}

FoyerOutboxRecord *
foyer_outbox_rows_get_record (FoyerOutboxRows *self, guint position)
{
  return self->records->pdata[position];
}

FoyerOutboxRecord *
foyer_outbox_rows_find (FoyerOutboxRows *self, const char *uuid)
{
  return g_hash_table_lookup (self->by_uuid, uuid);
}

FoyerOutboxRecord *
foyer_outbox_rows_find_newest (FoyerOutboxRows *self, const char *lead_uuid, gint64 platform_id)
{
  for (guint i = self->records->len; i > 0; i--)
    {
      FoyerOutboxRecord *record = self->records->pdata[i - 1];

      if (record->kind == FOYER_OUTBOX_LEAD
          && ((lead_uuid != NULL && g_str_equal (record->lead_uuid, lead_uuid))
              || (platform_id > 0 && record->platform_id == platform_id)))
        return record;
    }
  return NULL;
}

/* What waits for a row that was refused cannot be mended: that one can, and is the one that counts. */
FoyerOutboxRecord *
foyer_outbox_rows_find_for_lead (FoyerOutboxRows *self, const char *lead_uuid, gint64 platform_id)
{
  FoyerOutboxRecord *newest = foyer_outbox_rows_find_newest (self, lead_uuid, platform_id);
  FoyerOutboxRecord *earlier = NULL;

  if (newest != NULL && newest->waits_for != NULL)
    earlier = foyer_outbox_rows_find (self, newest->waits_for);
  return earlier != NULL && earlier->state == FOYER_OUTBOX_REJECTED ? earlier : newest;
}

/* Where the record of that number is, or belongs. */
static guint
find_position (FoyerOutboxRows *self, gint64 seq)
{
  guint low = 0, high = self->records->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (((FoyerOutboxRecord *) self->records->pdata[middle])->seq < seq)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
remember_closed (FoyerOutboxRows *self, const char *uuid)
{
  char *copy = g_strdup (uuid);

  if (!g_hash_table_add (self->closed, copy))
    return;
  g_queue_push_tail (&self->closed_in_order, copy);
  if (g_queue_get_length (&self->closed_in_order) > N_REMEMBERED)
    g_hash_table_remove (self->closed, g_queue_pop_head (&self->closed_in_order));
}

static gboolean
says_the_same (const FoyerOutboxRecord *a, const FoyerOutboxRecord *b)
{
  return g_variant_equal (a->lead, b->lead) && (a->base == NULL) == (b->base == NULL)
         && (a->base == NULL || g_variant_equal (a->base, b->base));
}

/* The object stays the same for those who hold it; that its lead says something else is notified. */
static void
show_contents (FoyerOutboxRow *row, const FoyerOutboxRecord *record)
{
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerLead) base = NULL;

  if (record->kind != FOYER_OUTBOX_LEAD)
    {
      g_autoptr (FoyerOutboxRow) now_says = new_row (record);

      foyer_outbox_row_set_contents (row, foyer_outbox_row_get_party (now_says), foyer_outbox_row_get_note (now_says),
                                     foyer_outbox_row_get_note_base (now_says));
      return;
    }
  lead = foyer_outbox_record_unpack_lead (record);
  base = foyer_outbox_record_unpack_base (record);
  foyer_lead_assign (foyer_outbox_row_get_lead (row), lead);
  foyer_outbox_row_set_base (row, base);
  g_object_notify (G_OBJECT (row), "lead");
}

static void
replace (FoyerOutboxRows *self, guint position, FoyerOutboxRecord *record)
{
  FoyerOutboxRecord *former = self->records->pdata[position];
  FoyerOutboxRow *row = g_hash_table_lookup (self->live, record->uuid);
  gboolean is_same = says_the_same (former, record);

  self->n_in_state[former->state]--;
  self->n_in_state[record->state]++;
  self->records->pdata[position] = foyer_outbox_record_ref (record);
  g_hash_table_replace (self->by_uuid, record->uuid, record);
  foyer_outbox_record_unref (former);
  if (row == NULL)
    return;
  if (!is_same)
    show_contents (row, record);
  show_record (self, row, record);
}

static void
insert (FoyerOutboxRows *self, guint position, FoyerOutboxRecord *record)
{
  g_ptr_array_insert (self->records, (int) position, foyer_outbox_record_ref (record));
  g_hash_table_insert (self->by_uuid, record->uuid, record);
  self->n_in_state[record->state]++;
  g_list_model_items_changed (G_LIST_MODEL (self->outbox), position, 0, 1);
}

/* Whoever hears of the row's end may look at the list: that has to know it already. */
static void
take_out (FoyerOutboxRows *self, guint position, FoyerOutboxRecord *record)
{
  FoyerOutboxRecord *former = self->records->pdata[position];
  FoyerOutboxRow *live = g_hash_table_lookup (self->live, record->uuid);
  g_autoptr (FoyerOutboxRow) row = live != NULL ? g_object_ref (live) : NULL;
  gboolean is_same = says_the_same (former, record);

  self->n_in_state[former->state]--;
  g_hash_table_remove (self->by_uuid, record->uuid);
  g_ptr_array_remove_index (self->records, position);
  g_list_model_items_changed (G_LIST_MODEL (self->outbox), position, 1, 0);
  if (row == NULL)
    return;
  if (!is_same)
    show_contents (row, record);
  show_record (self, row, record);
}

/* Answers of the store can come out of order, the urgent ones first: a record that is older than what is here is passed
 * over. Returns whether it was news; before: the state the row was in, draft for one that was not here. */
gboolean
foyer_outbox_rows_apply (FoyerOutboxRows *self, FoyerOutboxRecord *record, FoyerOutboxState *before)
{
  guint position = find_position (self, record->seq);
  FoyerOutboxRecord *former = position < self->records->len ? self->records->pdata[position] : NULL;
  gboolean is_here = former != NULL && former->seq == record->seq;

  *before = is_here ? former->state : FOYER_OUTBOX_DRAFT;
  if (g_hash_table_contains (self->closed, record->uuid) || (is_here && former->change >= record->change))
    return FALSE;

  if (!foyer_outbox_record_is_open (record))
    {
      /* A lead that is a draft again is saved as another row, a company as the same. */
      if (foyer_outbox_state_is_final (record->state) || !foyer_outbox_kind_is_party (record->kind))
        remember_closed (self, record->uuid);
      if (is_here)
        take_out (self, position, record);
    }
  else if (is_here)
    replace (self, position, record);
  else
    insert (self, position, record);
  return TRUE;
}

/* What others wait for has moved: whoever shows them looks at it anew. */
void
foyer_outbox_rows_needed_moved (FoyerOutboxRows *self, const FoyerOutboxRecord *needed)
{
  for (guint i = 0; i < self->records->len; i++)
    {
      const FoyerOutboxRecord *record = self->records->pdata[i];
      FoyerOutboxRow *row = NULL;

      if (foyer_outbox_record_needs (record, needed->uuid))
        row = g_hash_table_lookup (self->live, record->uuid);
      if (row == NULL)
        continue;
      show_needed (self, row, record);
      g_object_notify (G_OBJECT (row), "waits-for");
    }
}

/* All rows at once, into an empty list. */
void
foyer_outbox_rows_fill (FoyerOutboxRows *self, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      FoyerOutboxRecord *record = records->pdata[i];

      g_ptr_array_add (self->records, foyer_outbox_record_ref (record));
      g_hash_table_insert (self->by_uuid, record->uuid, record);
      self->n_in_state[record->state]++;
    }
  g_list_model_items_changed (G_LIST_MODEL (self->outbox), 0, 0, records->len);
}

/**
 * foyer_outbox_find:
 *
 * Returns: (transfer full) (nullable): the pending row of that UUID
 */
FoyerOutboxRow *
foyer_outbox_find (FoyerOutbox *self, const char *uuid)
{
  FoyerOutboxRecord *record;

  g_return_val_if_fail (FOYER_IS_OUTBOX (self) && uuid != NULL, NULL);

  record = foyer_outbox_rows_find (foyer_outbox_get_rows (self), uuid);
  return record != NULL ? foyer_outbox_rows_dup_row_of (foyer_outbox_get_rows (self), record) : NULL;
}

/**
 * foyer_outbox_find_for_lead:
 * @lead_uuid: (nullable): the lead's UUID
 * @platform_id: its id on the platform, 0 for none
 *
 * Returns: (transfer full) (nullable): the pending row that says how the lead stands: the newest, or the one that was
 * refused and that it waits for
 */
FoyerOutboxRow *
foyer_outbox_find_for_lead (FoyerOutbox *self, const char *lead_uuid, gint64 platform_id)
{
  FoyerOutboxRecord *record;

  g_return_val_if_fail (FOYER_IS_OUTBOX (self), NULL);

  record = foyer_outbox_rows_find_for_lead (foyer_outbox_get_rows (self), lead_uuid, platform_id);
  return record != NULL ? foyer_outbox_rows_dup_row_of (foyer_outbox_get_rows (self), record) : NULL;
}

/**
 * foyer_outbox_find_newest:
 * @lead_uuid: (nullable): the lead's UUID
 * @platform_id: its id on the platform, 0 for none
 *
 * Returns: (transfer full) (nullable): the newest pending row of that lead: it says all that was saved of it
 */
FoyerOutboxRow *
foyer_outbox_find_newest (FoyerOutbox *self, const char *lead_uuid, gint64 platform_id)
{
  FoyerOutboxRecord *record;

  g_return_val_if_fail (FOYER_IS_OUTBOX (self), NULL);

  record = foyer_outbox_rows_find_newest (foyer_outbox_get_rows (self), lead_uuid, platform_id);
  return record != NULL ? foyer_outbox_rows_dup_row_of (foyer_outbox_get_rows (self), record) : NULL;
}
