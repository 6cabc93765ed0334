/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of companies, people and notes on the disk, drafts beside saves, and the files of one desk in one folder. */

#include "outbox-store-testing.h"

#include "foyer-account-store.h"
#include "foyer-database.h"
#include "foyer-outbox-history.h"
#include "foyer-precious-file-private.h"

static void
busy_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_usleep (100 * 1000);
  g_task_return_boolean (task, TRUE);
}

/* The disk is at work: what is asked for now waits in a queue. */
static void
keep_busy (FoyerPreciousFile *file)
{
  g_autoptr (GTask) task = g_task_new (file, NULL, NULL, NULL);

  foyer_worker_run (foyer_database_thread_get_worker (foyer_precious_file_get_thread (file)), task, busy_in_thread);
}

/* Would catch: a draft that was asked to be kept before the save, is written after it, and comes back as a draft of
 * what is on its way already. */
static void
test_draft_then_save (void)
{
  Desk desk;
  FoyerPreciousFile *file;
  g_autoptr (FoyerLead) lead = new_lead ("Gala");
  g_autoptr (FoyerDraft) draft = foyer_draft_new (lead, NULL);
  g_autoptr (GPtrArray) changed = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *kept = NULL, *saved = NULL;

  desk_set_up (&desk);
  file = open_precious (&desk, NULL);
  keep_busy (file);
  foyer_draft_store_keep_async (file, draft, NULL, NULL, got_answer_cb, &kept);
  foyer_outbox_store_keep_async (file, lead, NULL, 0, NULL, got_answer_cb, &saved);
  changed = foyer_outbox_store_keep_finish (file, await_answer (&saved), &error);
  g_assert_no_error (error);
  g_assert_true (foyer_draft_store_keep_finish (file, await_answer (&kept), &error));
  g_assert_no_error (error);
  drafts = list_drafts (file);
  g_assert_cmpuint (drafts->len, ==, 0);
  close_precious (file);
  desk_clear (&desk);
}

/* Would catch: two files that stand in each other's way because somebody's data and cache folders are one, or an
 * account there that cannot be removed. */
static void
test_one_folder (void)
{
  Desk desk;
  FoyerPreciousFile *file;
  FoyerMirrorFile *mirror;
  g_autofree char *cache_dir = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (FoyerAccountStore) accounts = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  cache_dir = desk.cache_dir;
  desk.cache_dir = g_strdup (desk.data_dir);
  for (guint i = 0; i < 2; i++)
    {
      file = open_precious (&desk, NULL);
      mirror = open_mirror (&desk);
      close_mirror (mirror);
      close_precious (file);
      mirror = open_mirror (&desk);
      file = open_precious (&desk, NULL);
      close_precious (file);
      close_mirror (mirror);
    }
  accounts = foyer_account_store_new (desk.data_dir, desk.cache_dir);
  g_assert_true (foyer_account_store_remove_finish (
      accounts, AWAIT (foyer_account_store_remove_async, accounts, desk.uuid), &error));
  g_assert_no_error (error);
  folder = g_build_filename (desk.data_dir, "accounts", desk.uuid, NULL);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  g_free (desk.cache_dir);
  desk.cache_dir = g_steal_pointer (&cache_dir);
  desk_clear (&desk);
}

/* Would catch: what an earlier version sent past the outbox, left for good as a draft of which nobody knows whether it
 * arrived; one whose bytes are gone that nobody can save. */
static void
test_sent_drafts (void)
{
  Desk desk;
  FoyerPreciousFile *file;
  g_autofree char *path = NULL;
  g_autoptr (FoyerDraft) sent = new_draft ("Sent", 1);
  g_autoptr (FoyerDraft) lost = new_draft ("Its bytes are gone", 2);
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"name\":\"Sent\"}", 15);
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  FoyerDatabase *database;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  file = open_precious (&desk, NULL);
  foyer_draft_set_sent (sent, 1000, body);
  foyer_draft_set_sent (lost, 1000, NULL);
  g_assert_true (keep_draft (file, sent, &error));
  g_assert_true (keep_draft (file, lost, &error));
  close_precious (file);

  path = desk_path (&desk, desk.data_dir, "precious.db");
  database = foyer_database_open (path, FOYER_DATABASE_PRECIOUS, &error);
  g_assert_no_error (error);
  g_assert_true (
      foyer_database_execute (database,
                              "DROP INDEX outbox_by_needs; DROP INDEX outbox_by_waits_for; DROP INDEX outbox_by_kind;"
                              "ALTER TABLE outbox DROP COLUMN needs; DROP TABLE adopted;"
                              "ALTER TABLE outbox DROP COLUMN earlier; ALTER TABLE outbox DROP COLUMN earlier_kept;"
                              "CREATE TABLE adopted (platform_id INTEGER PRIMARY KEY, row TEXT NOT NULL UNIQUE) STRICT;"
                              "INSERT INTO adopted VALUES (7, 'somebody');"
                              "PRAGMA user_version = 2;",
                              &error));
  g_assert_no_error (error);
  foyer_database_close (database);

  file = open_precious (&desk, NULL);
  drafts = list_drafts (file);
  g_assert_cmpuint (drafts->len, ==, 1);
  g_assert_cmpstr (draft_name (drafts->pdata[0]), ==, "Its bytes are gone");
  g_assert_cmpint (foyer_draft_get_sent (drafts->pdata[0]), ==, 0);
  rows = list_rows (file);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpint (((FoyerOutboxRecord *) rows->pdata[0])->state, ==, FOYER_OUTBOX_UNCERTAIN);
  g_assert_cmpint (((FoyerOutboxRecord *) rows->pdata[0])->kind, ==, FOYER_OUTBOX_LEAD);
  close_precious (file);
  desk_clear (&desk);
}

static FoyerOutboxRecord *
keep_company (FoyerPreciousFile *file, const char *name, gint64 id)
{
  g_autoptr (FoyerParty) company = foyer_party_new (FOYER_PARTY_COMPANY, id, name);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changed = foyer_outbox_store_keep_party_finish (
      file, AWAIT (foyer_outbox_store_keep_party_async, file, company), &error);

  g_assert_no_error (error);
  return foyer_outbox_record_ref (changed->pdata[0]);
}

static FoyerOutboxRecord *
reload (FoyerPreciousFile *file, const char *uuid)
{
  g_autoptr (GPtrArray) rows = list_rows (file);

  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (((FoyerOutboxRecord *) rows->pdata[i])->uuid, uuid))
      return foyer_outbox_record_ref (rows->pdata[i]);
  return NULL;
}

/* Would catch: a lead that is due before its company, or is begun all the same; a company that two leads name and one
 * of them takes away; a second lead that keeps the first one's id. */
static void
test_needs (void)
{
  Desk desk;
  FoyerPreciousFile *file;
  g_autoptr (FoyerOutboxRecord) company = NULL;
  g_autoptr (FoyerOutboxRecord) sent = NULL;
  g_autoptr (FoyerOutboxRecord) done = NULL;
  g_autoptr (FoyerOutboxRecord) first = NULL;
  g_autoptr (FoyerOutboxRecord) second = NULL;
  g_autoptr (FoyerOutboxRecord) after = NULL;
  g_autoptr (FoyerLead) lead = new_lead ("Gala");
  g_autoptr (FoyerLead) other = new_lead ("Wedding");
  g_autoptr (FoyerLead) read = NULL;
  g_autoptr (FoyerOutboxDue) due = NULL;
  g_autoptr (FoyerOutboxDue) due_after = NULL;
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
  g_autoptr (GError) error = NULL;
  FoyerOutboxMove *too_early;

  desk_set_up (&desk);
  file = open_precious (&desk, NULL);
  company = keep_company (file, "Zeppelin Works", 0);
  g_assert_cmpint (company->state, ==, FOYER_OUTBOX_DRAFT);
  foyer_lead_set_id (lead, FOYER_LEAD_COMPANY, foyer_outbox_record_get_local_id (company));
  foyer_lead_set_id (other, FOYER_LEAD_COMPANY, foyer_outbox_record_get_local_id (company));
  first = keep (file, lead, NULL, 0, &error);
  second = keep (file, other, NULL, 0, &error);
  g_assert_true (foyer_outbox_record_needs (first, company->uuid));
  due = list_due (file, 10);
  g_assert_cmpuint (due->queued->len, ==, 1);
  g_assert_cmpstr (((FoyerOutboxRecord *) due->queued->pdata[0])->uuid, ==, company->uuid);

  too_early = foyer_outbox_move_new (first->uuid, FOYER_OUTBOX_BEGIN);
  g_assert_null (foyer_outbox_store_begin_finish (
      file, AWAIT (foyer_outbox_store_begin_async, file, too_early, body, 1000), &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
  g_clear_error (&error);

  /* One goes, the other still names it. */
  foyer_outbox_record_unref (happen (file, first->uuid, FOYER_OUTBOX_DISCARD));
  g_clear_pointer (&due, foyer_outbox_due_free);
  due = list_due (file, 10);
  g_assert_cmpuint (due->queued->len, ==, 1);

  sent = begin (file, due->queued->pdata[0], 1000);
  done = deliver (file, sent, 4711, &error);
  g_assert_no_error (error);
  after = reload (file, second->uuid);
  g_assert_null (after->needs);
  read = foyer_outbox_record_unpack_lead (after);
  g_assert_cmpint (foyer_lead_get_id (read, FOYER_LEAD_COMPANY), ==, 4711);
  g_assert_cmpint (foyer_lead_get_platform_id (read), ==, 0);
  due_after = list_due (file, 10);
  g_assert_cmpuint (due_after->queued->len, ==, 1);
  g_assert_cmpstr (((FoyerOutboxRecord *) due_after->queued->pdata[0])->uuid, ==, second->uuid);
  close_precious (file);
  desk_clear (&desk);
}

/* Would catch: a lead that goes on waiting for, or pays for, a company that it does not name any more. */
static void
test_another_company (void)
{
  Desk desk;
  FoyerPreciousFile *file;
  g_autoptr (FoyerOutboxRecord) company = NULL;
  g_autoptr (FoyerOutboxRecord) row = NULL;
  g_autoptr (FoyerOutboxRecord) again = NULL;
  g_autoptr (FoyerLead) lead = new_lead ("Gala");
  g_autoptr (FoyerOutboxDue) due = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  file = open_precious (&desk, NULL);
  company = keep_company (file, "Zeppelin Works", 0);
  foyer_lead_set_id (lead, FOYER_LEAD_COMPANY, foyer_outbox_record_get_local_id (company));
  row = keep (file, lead, NULL, 0, &error);
  foyer_lead_set_id (lead, FOYER_LEAD_COMPANY, 12);
  again = keep (file, lead, NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->uuid, ==, row->uuid);
  g_assert_null (again->needs);
  g_assert_null (reload (file, company->uuid));
  due = list_due (file, 10);
  g_assert_cmpuint (due->queued->len, ==, 1);
  g_assert_cmpstr (((FoyerOutboxRecord *) due->queued->pdata[0])->uuid, ==, row->uuid);
  close_precious (file);
  desk_clear (&desk);
}

/* Would catch: a company that somebody made, and a draft names, forgotten with the rows that were sent long ago. */
static void
test_old_company (void)
{
  Desk desk;
  FoyerPreciousFile *file;
  FoyerDatabase *database;
  g_autofree char *path = NULL;
  g_autoptr (FoyerOutboxRecord) company = NULL;
  g_autoptr (FoyerOutboxRecord) gone = NULL;
  g_autoptr (FoyerOutboxRecord) last = NULL;
  g_autoptr (FoyerOutboxRecord) found = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  file = open_precious (&desk, NULL);
  company = keep_company (file, "Zeppelin Works", 0);
  gone = keep_company (file, "Not to be", 0);
  foyer_outbox_record_unref (happen (file, gone->uuid, FOYER_OUTBOX_DISCARD));
  last = keep_company (file, "The last row stays in any case", 0);
  close_precious (file);

  path = desk_path (&desk, desk.data_dir, "precious.db");
  database = foyer_database_open (path, FOYER_DATABASE_PRECIOUS, &error);
  g_assert_no_error (error);
  g_assert_true (foyer_database_execute (database, "UPDATE outbox SET closed = 1", &error));
  g_assert_no_error (error);
  foyer_database_close (database);

  file = open_precious (&desk, NULL);
  g_assert_true (foyer_outbox_history_prune_finish (file, AWAIT (foyer_outbox_history_prune_async, file), &error));
  drafts = foyer_outbox_store_list_party_drafts_finish (file, AWAIT (foyer_outbox_store_list_party_drafts_async, file),
                                                        &error);
  g_assert_cmpuint (drafts->len, ==, 2);
  g_assert_cmpstr (((FoyerOutboxRecord *) drafts->pdata[0])->uuid, ==, company->uuid);
  found = foyer_outbox_store_load_finish (file, AWAIT (foyer_outbox_store_load_async, file, gone->uuid), &error);
  g_assert_null (found);
  close_precious (file);
  desk_clear (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outbox-kinds/draft-then-save", test_draft_then_save);
  g_test_add_func ("/outbox-kinds/one-folder", test_one_folder);
  g_test_add_func ("/outbox-kinds/sent-drafts", test_sent_drafts);
  g_test_add_func ("/outbox-kinds/needs", test_needs);
  g_test_add_func ("/outbox-kinds/another-company", test_another_company);
  g_test_add_func ("/outbox-kinds/old-company", test_old_company);
  return g_test_run ();
}
