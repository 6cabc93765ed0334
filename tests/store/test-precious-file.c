/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drafts, names and settings in a real precious file. */

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "foyer-setting-store.h"
#include "store-testing.h"

static void
assert_private (const char *folder, guint n_files)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  struct stat info;
  const char *name;
  guint n_found = 0;

  g_assert_nonnull (dir);
  g_assert_cmpint (stat (folder, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 07777, ==, 0700);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (stat (path, &info), ==, 0);
      if ((info.st_mode & 07777) != 0600)
        g_error ("%s has mode %o", path, info.st_mode & 07777);
      n_found++;
    }
  g_assert_cmpuint (n_found, >=, n_files);
}

/* Would catch: a file or a folder that another person on this computer can read, even for the moment after it was made,
 * and a journal that is more open than its database. */
static void
test_modes (void)
{
  Desk desk;
  mode_t mask = umask (0);
  FoyerPreciousFile *file;
  FoyerMirrorFile *mirror;
  g_autoptr (FoyerDraft) draft = new_draft ("Gala dinner", 1);
  g_autofree char *data = NULL;
  g_autofree char *cache = NULL;
  g_autofree char *journal = NULL;
  g_autofree char *log = NULL;
  g_autofree char *accounts = NULL;
  struct stat info;

  desk_set_up (&desk);
  data = desk_path (&desk, desk.data_dir, NULL);
  cache = desk_path (&desk, desk.cache_dir, NULL);
  journal = desk_path (&desk, desk.data_dir, "precious.db-journal");
  log = desk_path (&desk, desk.cache_dir, "mirror.db-wal");
  accounts = g_build_filename (desk.data_dir, "accounts", NULL);

  file = open_precious (&desk, NULL);
  mirror = open_mirror (&desk);
  g_assert_true (keep_draft (file, draft, NULL));
  g_assert_true (g_file_test (journal, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (log, G_FILE_TEST_EXISTS));
  assert_private (data, 3);
  assert_private (cache, 4);
  g_assert_cmpint (stat (accounts, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 07777, ==, 0700);
  g_assert_cmpint (stat (desk.data_dir, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 07777, ==, 0700);
  close_precious (file);
  close_mirror (mirror);

  /* A restored backup may come back open to all. */
  g_assert_cmpint (g_chmod (data, 0755), ==, 0);
  g_free (g_steal_pointer (&journal));
  journal = desk_path (&desk, desk.data_dir, "precious.db");
  g_assert_cmpint (g_chmod (journal, 0644), ==, 0);
  file = open_precious (&desk, NULL);
  assert_private (data, 3);
  close_precious (file);

  umask (mask);
  desk_clear (&desk);
}

/* Would catch: any part of a draft that does not come back, a second one in the place of the first, a wrong order. */
static void
test_drafts (void)
{
  Desk desk;
  FoyerPreciousFile *file;
  g_autoptr (FoyerLead) base = foyer_lead_new_from_platform (77);
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerDraft) fresh = new_draft ("Wedding 東京 ł", 10);
  g_autoptr (FoyerDraft) change = NULL;
  g_autoptr (FoyerDraft) loaded = NULL;
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"id\":77}\n\0\xff", 12);
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *uuid = NULL;

  desk_set_up (&desk);
  file = open_precious (&desk, NULL);
  foyer_lead_set_text (base, FOYER_LEAD_NAME, "Gala");
  lead = foyer_lead_copy (base);
  foyer_lead_set_text (lead, FOYER_LEAD_NAME, "Gala dinner");
  change = foyer_draft_new (lead, base);
  foyer_draft_set_updated (change, 20);
  foyer_draft_set_sent (change, 1700000000, body);
  uuid = g_strdup (foyer_draft_get_uuid (change));

  g_assert_true (keep_draft (file, fresh, NULL));
  g_assert_true (keep_draft (file, change, NULL));
  foyer_draft_set_updated (fresh, 30);
  g_assert_true (keep_draft (file, fresh, NULL));
  close_precious (file);

  file = open_precious (&desk, NULL);
  drafts = list_drafts (file);
  g_assert_cmpuint (drafts->len, ==, 2);
  g_assert_cmpstr (draft_name (drafts->pdata[0]), ==, "Wedding 東京 ł");
  g_assert_cmpint (foyer_draft_get_updated (drafts->pdata[0]), ==, 30);
  g_assert_null (foyer_draft_get_base (drafts->pdata[0]));
  g_assert_cmpint (foyer_draft_get_sent (drafts->pdata[0]), ==, 0);
  g_assert_null (foyer_draft_get_sent_body (drafts->pdata[0]));

  loaded = foyer_draft_store_load_finish (file, AWAIT (foyer_draft_store_load_async, file, uuid), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (foyer_draft_get_uuid (loaded), ==, uuid);
  g_assert_true (foyer_lead_equal (foyer_draft_get_lead (loaded), lead));
  g_assert_true (foyer_lead_equal (foyer_draft_get_base (loaded), base));
  g_assert_cmpint (foyer_lead_get_platform_id (foyer_draft_get_lead (loaded)), ==, 77);
  g_assert_cmpint (foyer_lead_get_state (foyer_draft_get_lead (loaded), FOYER_LEAD_INDUSTRY), ==, FOYER_FIELD_UNKNOWN);
  g_assert_cmpint (foyer_draft_get_sent (loaded), ==, 1700000000);
  g_assert_true (g_bytes_equal (foyer_draft_get_sent_body (loaded), body));

  g_assert_true (foyer_draft_store_discard_finish (file, AWAIT (foyer_draft_store_discard_async, file, uuid), NULL));
  g_assert_null (foyer_draft_store_load_finish (file, AWAIT (foyer_draft_store_load_async, file, uuid), &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_GONE);
  g_assert_true (foyer_draft_store_discard_finish (file, AWAIT (foyer_draft_store_discard_async, file, uuid), NULL));
  close_precious (file);
  desk_clear (&desk);
}

/* Would catch: what a person discarded and can still be read from the file. */
static void
test_discarded_is_overwritten (void)
{
  Desk desk;
  FoyerPreciousFile *file;
  g_autoptr (FoyerDraft) draft = new_draft ("xyzzy-not-to-be-found", 1);
  g_autofree char *path = NULL;
  g_autofree char *journal = NULL;

  desk_set_up (&desk);
  path = desk_path (&desk, desk.data_dir, "precious.db");
  journal = desk_path (&desk, desk.data_dir, "precious.db-journal");
  file = open_precious (&desk, NULL);
  g_assert_true (keep_draft (file, draft, NULL));
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *bytes = NULL;
      g_autofree char *more = NULL;
      gsize size, more_size;

      g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
      g_assert_true ((memmem (bytes, size, "xyzzy", 5) != NULL) == (i == 0));
      g_assert_true (g_file_get_contents (journal, &more, &more_size, NULL));
      g_assert_cmpuint (more_size, ==, 0);
      foyer_draft_store_discard_finish (
          file, AWAIT (foyer_draft_store_discard_async, file, foyer_draft_get_uuid (draft)), NULL);
    }
  close_precious (file);
  desk_clear (&desk);
}

/* Would catch: a name that is lost, one that cannot be removed, a setting that was never set taken for a failure. */
static void
test_settings (void)
{
  Desk desk;
  FoyerPreciousFile *file;
  g_autoptr (GHashTable) names = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *value = NULL;
  gint64 number = 12, other = G_GINT64_CONSTANT (9000000000);

  desk_set_up (&desk);
  file = open_precious (&desk, NULL);
  foyer_setting_store_set_field_name_finish (
      file, AWAIT (foyer_setting_store_set_field_name_async, file, number, "Dietary needs"), &error);
  g_assert_no_error (error);
  foyer_setting_store_set_field_name_finish (
      file, AWAIT (foyer_setting_store_set_field_name_async, file, number, "Diet"), &error);
  g_assert_no_error (error);
  foyer_setting_store_set_field_name_finish (
      file, AWAIT (foyer_setting_store_set_field_name_async, file, other, "Room"), &error);
  g_assert_no_error (error);
  names = foyer_setting_store_list_field_names_finish (file, AWAIT (foyer_setting_store_list_field_names_async, file),
                                                       NULL);
  g_assert_cmpuint (g_hash_table_size (names), ==, 2);
  g_assert_cmpstr (g_hash_table_lookup (names, &number), ==, "Diet");
  g_assert_cmpstr (g_hash_table_lookup (names, &other), ==, "Room");
  foyer_setting_store_set_field_name_finish (file, AWAIT (foyer_setting_store_set_field_name_async, file, other, NULL),
                                             &error);
  g_assert_no_error (error);
  g_hash_table_unref (g_steal_pointer (&names));
  names = foyer_setting_store_list_field_names_finish (file, AWAIT (foyer_setting_store_list_field_names_async, file),
                                                       NULL);
  g_assert_cmpuint (g_hash_table_size (names), ==, 1);

  value = foyer_setting_store_get_finish (file, AWAIT (foyer_setting_store_get_async, file, "last"), &error);
  g_assert_no_error (error);
  g_assert_null (value);
  g_assert_true (foyer_setting_store_set_finish (file, AWAIT (foyer_setting_store_set_async, file, "last", "7"), NULL));
  value = foyer_setting_store_get_finish (file, AWAIT (foyer_setting_store_get_async, file, "last"), &error);
  g_assert_cmpstr (value, ==, "7");
  g_assert_true (
      foyer_setting_store_set_finish (file, AWAIT (foyer_setting_store_set_async, file, "last", NULL), NULL));
  g_free (g_steal_pointer (&value));
  value = foyer_setting_store_get_finish (file, AWAIT (foyer_setting_store_get_async, file, "last"), &error);
  g_assert_no_error (error);
  g_assert_null (value);
  close_precious (file);
  desk_clear (&desk);
}

/* Would catch: a close that comes before writes asked for earlier, one that pretends later writes are kept, and a
 * cancelled write that is kept or a kept one that says it was cancelled. */
static void
test_close (void)
{
  Desk desk;
  FoyerPreciousFile *file;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (FoyerDraft) late = new_draft ("late", 1);
  g_autoptr (FoyerDraft) cancelled = new_draft ("cancelled", 1);
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *answers[20] = { NULL };
  GAsyncResult *answer = NULL;
  GAsyncResult *closed = NULL;

  desk_set_up (&desk);
  file = open_precious (&desk, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (FoyerDraft) draft = new_draft ("early", i + 1);

      foyer_draft_store_keep_async (file, draft, NULL, NULL, got_answer_cb, &answers[i]);
    }
  foyer_draft_store_keep_async (file, cancelled, NULL, cancellable, got_answer_cb, &answer);
  g_cancellable_cancel (cancellable);
  foyer_precious_file_close_async (file, NULL, got_answer_cb, &closed);
  g_assert_true (foyer_precious_file_close_finish (file, await_answer (&closed), NULL));
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    g_assert_true (foyer_draft_store_keep_finish (file, await_answer (&answers[i]), NULL));
  g_assert_false (foyer_draft_store_keep_finish (file, await_answer (&answer), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (keep_draft (file, late, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_STORE);
  close_precious (file);

  file = open_precious (&desk, NULL);
  drafts = list_drafts (file);
  g_assert_cmpuint (drafts->len, ==, G_N_ELEMENTS (answers));
  g_assert_cmpint (foyer_draft_get_updated (drafts->pdata[0]), ==, G_N_ELEMENTS (answers));
  close_precious (file);
  desk_clear (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/precious-file/modes", test_modes);
  g_test_add_func ("/precious-file/drafts", test_drafts);
  g_test_add_func ("/precious-file/discarded-is-overwritten", test_discarded_is_overwritten);
  g_test_add_func ("/precious-file/settings", test_settings);
  g_test_add_func ("/precious-file/close", test_close);
  return g_test_run ();
}
