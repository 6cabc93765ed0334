/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outbox-testing.h"

#include <sqlite3.h>
#include <string.h>

FoyerOutbox *
outbox_of (Desk *desk)
{
  return foyer_session_get_outbox (desk->session);
}

FoyerOutboxRow *
keep (Desk *desk, FoyerLead *lead, FoyerLead *base, guint hold, GError **error)
{
  FoyerOutbox *outbox = outbox_of (desk);

  return foyer_outbox_keep_finish (outbox, AWAIT (foyer_outbox_keep_async, outbox, lead, base, hold), error);
}

FoyerOutboxState
wait_for_row (Desk *desk, FoyerOutboxRow *row, guint seconds)
{
  FoyerOutbox *outbox = outbox_of (desk);
  FoyerOutboxState state = FOYER_OUTBOX_DRAFT;
  g_autoptr (GError) error = NULL;

  foyer_outbox_wait_finish (outbox, AWAIT (foyer_outbox_wait_async, outbox, row, seconds), &state, &error);
  g_assert_no_error (error);
  return state;
}

void
wait_for_state (FoyerOutboxRow *row, FoyerOutboxState state)
{
  WAIT_UNTIL (foyer_outbox_row_get_state (row) == state);
}

void
send_now (Desk *desk, FoyerOutboxRow *row)
{
  FoyerOutbox *outbox = outbox_of (desk);
  g_autoptr (GError) error = NULL;

  foyer_outbox_send_now_finish (outbox, AWAIT (foyer_outbox_send_now_async, outbox, row), &error);
  g_assert_no_error (error);
}

static guint
count_lines (Desk *desk, gboolean with_id)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (desk->journal, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (strstr (lines[i], "addOrUpdateLead") != NULL && strstr (lines[i], "addOrUpdateLeadNote") == NULL)
      {
        const char *parameters = strstr (lines[i], "\"parameters\":");
        const char *id;

        if (parameters == NULL)
          continue; /* a fault that was set off */
        id = strstr (parameters, "\"id\":");
        n += with_id == (id != NULL && id < strstr (parameters, "\"result\":"));
      }
  return n;
}

guint
count_adds (Desk *desk)
{
  return count_lines (desk, FALSE);
}

guint
count_updates (Desk *desk)
{
  return count_lines (desk, TRUE);
}

void
desk_trust (Desk *desk)
{
  foyer_account_set_abilities (desk->account, foyer_account_get_abilities (desk->account) | FOYER_ABILITY_LIST_LEADS
                                                  | FOYER_ABILITY_READ_OWN_ADD_BACK);
}

static sqlite3 *
open_database (Desk *desk)
{
  g_autofree char *path = g_build_filename (desk->data_dir, "accounts", foyer_account_get_uuid (desk->account),
                                            "precious.db", NULL);
  sqlite3 *database = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &database, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  sqlite3_busy_timeout (database, 5000);
  return database;
}

void
desk_execute (Desk *desk, const char *sql)
{
  sqlite3 *database = open_database (desk);

  g_assert_cmpint (sqlite3_exec (database, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_changes (database), >, 0);
  sqlite3_close (database);
}

gpointer
desk_hold_disk (Desk *desk)
{
  sqlite3 *database = open_database (desk);

  g_assert_cmpint (sqlite3_exec (database, "BEGIN EXCLUSIVE", NULL, NULL, NULL), ==, SQLITE_OK);
  return database;
}

void
desk_release_disk (gpointer held)
{
  g_assert_cmpint (sqlite3_exec (held, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (held);
}
