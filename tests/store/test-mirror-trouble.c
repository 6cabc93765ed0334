/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mirror that is damaged, was left open, is of another version, or is open twice. */

#include <string.h>

#include "foyer-database.h"
#include "foyer-lead-cache.h"
#include "mirror-testing.h"

static void
put_one (Desk *desk)
{
  g_autoptr (FoyerLead) lead = new_mirrored_lead (1, "Gala", "Hotel", 1);
  FoyerMirrorFile *mirror = open_mirror (desk);

  put_lead (mirror, lead);
  close_mirror (mirror);
}

static void
assert_n_leads (Desk *desk, guint n)
{
  FoyerMirrorFile *mirror = open_mirror (desk);
  g_autoptr (GPtrArray) leads = list_leads (mirror, NULL, 10);

  g_assert_cmpuint (leads->len, ==, n);
  close_mirror (mirror);
}

static void
spoil (const char *path, gsize offset, gsize end)
{
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_assert_cmpuint (offset, <, size);
  memset (bytes + offset, 0x5a, MIN (end, size) - offset);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
}

/* Where a table begins in the file. */
static gsize
find_table (const char *path, const char *table)
{
  FoyerDatabase *database = foyer_database_open (path, FOYER_DATABASE_MIRROR, NULL);
  FoyerStatement *statement = foyer_database_prepare (
      database, "SELECT rootpage FROM sqlite_master WHERE type = 'table' AND name = ?1", NULL);
  gsize page;

  foyer_statement_bind_text (statement, 1, table);
  g_assert_true (foyer_statement_next (statement, NULL));
  page = (gsize) foyer_statement_get_int64 (statement, 0);
  foyer_statement_reset (statement);
  foyer_database_close (database);
  return (page - 1) * 4096;
}

static void
spoil_table (const char *path, const char *table)
{
  gsize offset = find_table (path, table);

  spoil (path, offset, offset + 4096);
}

/* Would catch: a damaged mirror, or one of another version, that keeps Foyer from starting; and a whole one that is
 * thrown away. */
static void
test_rebuilt (void)
{
  Desk desk;
  g_autofree char *path = NULL;
  g_autofree char *log = NULL;
  g_autoptr (FoyerDatabase) database = NULL;
  FoyerMirrorFile *mirror;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  path = desk_path (&desk, desk.cache_dir, "mirror.db");
  log = desk_path (&desk, desk.cache_dir, "mirror.db-wal");

  put_one (&desk);
  assert_n_leads (&desk, 1);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  spoil (path, 0, G_MAXSIZE);
  assert_n_leads (&desk, 0);

  put_one (&desk);
  database = foyer_database_open (path, FOYER_DATABASE_MIRROR, NULL);
  g_assert_true (foyer_database_execute (database, "PRAGMA user_version = 4711", NULL));
  g_clear_pointer (&database, foyer_database_close);
  assert_n_leads (&desk, 0);

  /* And so is one that ended well, but was met damaged in the session before. */
  put_one (&desk);
  spoil_table (path, "lead");
  mirror = open_mirror (&desk);
  g_assert_null (load_lead (mirror, 1, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_DAMAGED);
  close_mirror (mirror);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  assert_n_leads (&desk, 0);
  put_one (&desk);
  assert_n_leads (&desk, 1);
  desk_clear (&desk);
}

static void
count_cb (guint *n_times)
{
  (*n_times)++;
}

static void
wait_for_damage (Desk *desk)
{
  FoyerMirrorFile *mirror = foyer_mirror_file_new (desk->cache_dir, desk->uuid);
  guint n_damaged = 0;

  g_signal_connect_swapped (mirror, "damaged", G_CALLBACK (count_cb), &n_damaged);
  g_assert_true (foyer_mirror_file_open_finish (mirror, AWAIT (foyer_mirror_file_open_async, mirror), NULL));
  while (n_damaged == 0)
    g_main_context_iteration (NULL, TRUE);
  close_mirror (mirror);
  g_assert_cmpuint (n_damaged, ==, 1);
}

/* Would catch: damage that nobody looks for after an unclean end, or only until the program ends; a whole mirror that
 * is read again at each start, or thrown away. */
static void
test_left_open (void)
{
  Desk desk;
  FoyerMirrorFile *mirror;
  g_autofree char *path = NULL;
  g_autofree char *log = NULL;
  g_autofree char *mark = NULL;

  desk_set_up (&desk);
  path = desk_path (&desk, desk.cache_dir, "mirror.db");
  log = desk_path (&desk, desk.cache_dir, "mirror.db-wal");
  mark = desk_path (&desk, desk.cache_dir, "mirror.db.unchecked");

  put_one (&desk);
  g_assert_false (g_file_test (mark, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_set_contents (log, "", 0, NULL));
  mirror = open_mirror (&desk);
  while (g_file_test (mark, G_FILE_TEST_EXISTS))
    g_usleep (1000);
  close_mirror (mirror);
  assert_n_leads (&desk, 1);

  /* Damage in what nobody but the check reads. */
  spoil_table (path, "party");
  g_assert_true (g_file_set_contents (log, "", 0, NULL));
  wait_for_damage (&desk);
  assert_n_leads (&desk, 0);
  g_assert_false (g_file_test (mark, G_FILE_TEST_EXISTS));

  /* The check did not come to its end before the program did. */
  put_one (&desk);
  spoil_table (path, "party");
  g_assert_true (g_file_set_contents (mark, "", 0, NULL));
  wait_for_damage (&desk);
  desk_clear (&desk);
}

/* Would catch: damage met in the middle of a session that nothing can mend. */
static void
test_reset (void)
{
  Desk desk;
  FoyerMirrorFile *mirror;
  g_autofree char *path = NULL;
  g_autoptr (FoyerLead) lead = new_mirrored_lead (1, "Gala", "Hotel", 1);
  g_autoptr (GPtrArray) leads = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  path = desk_path (&desk, desk.cache_dir, "mirror.db");
  put_one (&desk);
  spoil_table (path, "lead");
  mirror = open_mirror (&desk);
  g_assert_null (load_lead (mirror, 1, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_DAMAGED);
  g_clear_error (&error);
  foyer_mirror_file_reset_finish (mirror, AWAIT (foyer_mirror_file_reset_async, mirror), &error);
  g_assert_no_error (error);
  leads = list_leads (mirror, NULL, 10);
  g_assert_cmpuint (leads->len, ==, 0);
  put_lead (mirror, lead);
  close_mirror (mirror);
  assert_n_leads (&desk, 1);
  desk_clear (&desk);
}

/* Would catch: a second window's or the command line's mirror that cannot be opened, does not see what the first wrote,
 * or takes the file away from under it. */
static void
test_two_at_once (void)
{
  Desk desk;
  FoyerMirrorFile *first;
  FoyerMirrorFile *second;
  g_autoptr (FoyerLead) lead = new_mirrored_lead (1, "Gala", "Hotel", 1);
  g_autoptr (GPtrArray) leads = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  first = open_mirror (&desk);
  second = open_mirror (&desk);
  put_lead (first, lead);
  leads = list_leads (second, NULL, 10);
  g_assert_cmpuint (leads->len, ==, 1);
  g_assert_false (foyer_mirror_file_reset_finish (second, AWAIT (foyer_mirror_file_reset_async, second), &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_IN_USE);
  close_mirror (second);
  close_mirror (first);
  assert_n_leads (&desk, 1);
  desk_clear (&desk);
}

static gboolean
refresh_one (FoyerMirrorFile *mirror, gint64 id)
{
  GPtrArray *leads = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (leads, new_mirrored_lead (id, "Gala", "Hotel", 1));
  return foyer_lead_cache_put_finish (mirror, AWAIT (foyer_lead_cache_refresh_async, mirror, leads, 1), NULL);
}

/* Would catch: what a refresh wrote that is not told when it can be read, or not read then; and a refresh that ended,
 * or stopped and did not end, with the mirror still locked. */
static void
test_group (void)
{
  Desk desk;
  FoyerMirrorFile *first;
  FoyerMirrorFile *second;
  g_autoptr (FoyerLead) lead = new_mirrored_lead (9, "Gala", "Hotel", 1);
  g_autoptr (GPtrArray) leads = NULL;
  guint n_committed = 0;

  desk_set_up (&desk);
  first = open_mirror (&desk);
  second = open_mirror (&desk);
  g_signal_connect_swapped (first, "committed", G_CALLBACK (count_cb), &n_committed);
  foyer_mirror_file_begin_group (first);
  g_assert_true (refresh_one (first, 1));
  while (n_committed == 0)
    g_main_context_iteration (NULL, TRUE);
  leads = list_leads (second, NULL, 10);
  g_assert_cmpuint (leads->len, ==, 1);
  put_lead (second, lead);

  g_assert_true (refresh_one (first, 2));
  g_assert_true (foyer_mirror_file_end_group_finish (first, AWAIT (foyer_mirror_file_end_group_async, first), NULL));
  g_clear_pointer (&leads, g_ptr_array_unref);
  leads = list_leads (second, NULL, 10);
  g_assert_cmpuint (leads->len, ==, 3);
  close_mirror (second);
  close_mirror (first);
  desk_clear (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mirror-trouble/rebuilt", test_rebuilt);
  g_test_add_func ("/mirror-trouble/left-open", test_left_open);
  g_test_add_func ("/mirror-trouble/reset", test_reset);
  g_test_add_func ("/mirror-trouble/two-at-once", test_two_at_once);
  g_test_add_func ("/mirror-trouble/group", test_group);
  return g_test_run ();
}
