/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Power fails at every moment: what is on the disk then is some beginning of what was written since the last sync. Each
 * opens, undamaged, and holds every save that was accepted by then. */

#include "outbox-store-testing.h"
#include "recording-vfs.h"

#include <string.h>

/* What was promised, and since when. */
typedef struct
{
  guint position;
  char *uuid;
  FoyerOutboxState state;
  gint64 change;
} Promise;

/* What the disk did with the writes that were not synced yet. */
typedef enum
{
  ALL_IN_ORDER,    /* the first of them, whole */
  LAST_IS_TORN,    /* the last of those only in half */
  OTHER_FILE_ONLY, /* none of one file's, the first of the other's */
  N_LOSSES,
} Loss;

static GPtrArray *promises;

static void
promise_free (gpointer data)
{
  Promise *promise = data;

  g_free (promise->uuid);
  g_free (promise);
}

/* The store has called back: from here on it is there. */
static FoyerOutboxRecord *
promised (FoyerOutboxRecord *record)
{
  Promise *promise = g_new0 (Promise, 1);

  promise->position = recording_vfs_get_position ();
  promise->uuid = g_strdup (record->uuid);
  promise->state = record->state;
  promise->change = record->change;
  g_ptr_array_add (promises, promise);
  return record;
}

/* Saves, sends, gets answers, takes back: each kind of transaction once or more. */
static void
work (FoyerPreciousFile *file)
{
  g_autoptr (FoyerLead) lead = new_lead ("With a draft");
  g_autoptr (FoyerDraft) draft = foyer_draft_new (lead, NULL);
  g_autoptr (FoyerDraft) back = NULL;
  FoyerOutboxRecord *rows[4];
  g_autoptr (FoyerOutboxRecord) sending = NULL;
  g_autoptr (FoyerOutboxRecord) following = NULL;
  g_autoptr (FoyerOutboxRecord) delivered = NULL;
  g_autoptr (FoyerOutboxRecord) held = NULL;
  g_autoptr (GPtrArray) changed = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = g_strdup_printf ("Lead %u %s", i, i == 2 ? "with a rather long name" : "");

      rows[i] = promised (keep_new (file, name));
    }
  keep_draft (file, draft, &error);
  held = promised (keep (file, lead, NULL, 30, &error));
  sending = promised (begin (file, rows[0], 1000000));
  {
    g_autoptr (FoyerLead) edited = foyer_outbox_record_unpack_lead (rows[0]);

    foyer_lead_set_text (edited, FOYER_LEAD_DESCRIPTION, "Edited while it was sent");
    following = promised (keep (file, edited, NULL, 0, &error));
  }
  delivered = promised (deliver (file, sending, 4711, &error));
  changed = foyer_outbox_store_take_back_finish (file, AWAIT (foyer_outbox_store_take_back_async, file, rows[1]->uuid),
                                                 &back, &error);
  g_assert_no_error (error);
  promised (changed->pdata[0]);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    foyer_outbox_record_unref (rows[i]);
}

static GByteArray *
read_whole (const char *path)
{
  GByteArray *content = g_byte_array_new ();
  g_autofree char *data = NULL;
  gsize size = 0;

  if (g_file_get_contents (path, &data, &size, NULL))
    g_byte_array_append (content, (const guint8 *) data, (guint) size);
  return content;
}

static void
apply (GByteArray *content, const RecordedStep *step, gboolean is_torn)
{
  gsize size = 0;
  const guint8 *data = step->data != NULL ? g_bytes_get_data (step->data, &size) : NULL;
  guint before = content->len;

  if (step->sync)
    return;
  if (data == NULL)
    {
      g_byte_array_set_size (content, (guint) step->offset);
      if (content->len > before)
        memset (content->data + before, 0, content->len - before);
      return;
    }
  if (is_torn)
    size /= 2;
  if (step->offset + (gint64) size > content->len)
    {
      g_byte_array_set_size (content, (guint) (step->offset + (gint64) size));
      memset (content->data + before, 0, content->len - before);
    }
  memcpy (content->data + step->offset, data, size);
}

/* Until when the writes to that file are surely on the disk. */
static guint
find_last_sync (GPtrArray *steps, guint end, guint file)
{
  for (guint i = end; i > 0; i--)
    {
      const RecordedStep *step = steps->pdata[i - 1];

      if (step->sync && step->file == file)
        return i;
    }
  return 0;
}

static void
check (GPtrArray *steps, guint end, GByteArray *const before[2], const char *const names[2], Loss loss, guint lost_file)
{
  Desk desk;
  FoyerPreciousFile *file;
  g_autofree char *set_aside = NULL;
  g_autoptr (GHashTable) there = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (FoyerOutboxNews) news = NULL;
  g_autoptr (GError) error = NULL;
  guint last_sync = loss == OTHER_FILE_ONLY ? find_last_sync (steps, end, lost_file) : end;

  desk_set_up (&desk);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *path = desk_path (&desk, desk.data_dir, names[i]);
      g_autofree char *folder = g_path_get_dirname (path);
      g_autoptr (GByteArray) content = g_byte_array_new ();

      g_byte_array_append (content, before[i]->data, before[i]->len);
      for (guint j = 0; j < end; j++)
        {
          const RecordedStep *step = steps->pdata[j];

          if (step->file == i && !(i == lost_file && j >= last_sync))
            apply (content, step, loss == LAST_IS_TORN && j == end - 1);
        }
      g_mkdir_with_parents (folder, 0700);
      g_assert_true (g_file_set_contents_full (path, (const char *) content->data, content->len,
                                               G_FILE_SET_CONTENTS_NONE, 0600, NULL));
    }

  file = open_precious (&desk, &set_aside);
  g_assert_null (set_aside);
  news = foyer_outbox_store_list_finish (file, AWAIT (foyer_outbox_store_list_changed_async, file, 0, -1), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < news->records->len; i++)
    g_hash_table_insert (there, ((FoyerOutboxRecord *) news->records->pdata[i])->uuid, news->records->pdata[i]);
  for (guint i = 0; i < promises->len; i++)
    {
      const Promise *promise = promises->pdata[i];
      const FoyerOutboxRecord *record = g_hash_table_lookup (there, promise->uuid);

      if (promise->position > end)
        continue;
      g_assert_nonnull (record);
      g_assert_cmpint (record->change, >=, promise->change);
      if (record->change == promise->change)
        g_assert_cmpint (record->state, ==, promise->state);
    }
  close_precious (file);
  desk_clear (&desk);
}

/* Would catch: a save that is told before it is synced, a journal that is not, a commit that another file's lateness
 * undoes. */
static void
test_every_moment (void)
{
  Desk desk;
  FoyerPreciousFile *file;
  static const char *const names[2] = { "precious.db", "precious.db-journal" };
  GByteArray *before[2];
  g_autoptr (GPtrArray) steps = NULL;
  guint n_writes = 0;

  desk_set_up (&desk);
  promises = g_ptr_array_new_with_free_func (promise_free);
  file = open_precious (&desk, NULL);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *path = desk_path (&desk, desk.data_dir, names[i]);

      before[i] = read_whole (path);
    }
  recording_vfs_start ();
  work (file);
  steps = recording_vfs_stop ();
  close_precious (file);
  for (guint i = 0; i < steps->len; i++)
    n_writes += !((RecordedStep *) steps->pdata[i])->sync;
  g_test_message ("%u writes, %u syncs, %u promises", n_writes, steps->len - n_writes, promises->len);
  g_assert_cmpuint (n_writes, >, 50);
  g_assert_cmpuint (steps->len - n_writes, >=, 2 * promises->len);

  for (guint end = 0; end <= steps->len; end++)
    {
      const RecordedStep *last = end > 0 ? steps->pdata[end - 1] : NULL;

      check (steps, end, before, names, ALL_IN_ORDER, 2);
      if (last == NULL || last->sync)
        continue;
      check (steps, end, before, names, LAST_IS_TORN, 2);
      check (steps, end, before, names, OTHER_FILE_ONLY, 0);
      check (steps, end, before, names, OTHER_FILE_ONLY, 1);
    }

  g_byte_array_unref (before[0]);
  g_byte_array_unref (before[1]);
  g_ptr_array_unref (promises);
  desk_clear (&desk);
}

/* Would catch: a test that cannot fail: with a promise made before its sync, the loss must show. */
static void
test_unsynced_is_noticed (void)
{
  Desk desk;
  FoyerPreciousFile *file;
  static const char *const names[2] = { "precious.db", "precious.db-journal" };
  GByteArray *before[2];
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (FoyerOutboxRecord) record = NULL;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_failed ();
      return;
    }
  desk_set_up (&desk);
  promises = g_ptr_array_new_with_free_func (promise_free);
  file = open_precious (&desk, NULL);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *path = desk_path (&desk, desk.data_dir, names[i]);

      before[i] = read_whole (path);
    }
  recording_vfs_start ();
  record = promised (keep_new (file, "Promised too early"));
  ((Promise *) promises->pdata[0])->position = 1;
  steps = recording_vfs_stop ();
  close_precious (file);
  check (steps, 2, before, names, ALL_IN_ORDER, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  recording_vfs_install ();
  g_test_add_func ("/power-loss/every-moment", test_every_moment);
  g_test_add_func ("/power-loss/unsynced-is-noticed", test_unsynced_is_noticed);
  return g_test_run ();
}
