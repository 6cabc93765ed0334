/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync-testing.h"

#include "foyer-client.h"
#include "foyer-database.h"
#include "foyer-mirror-file-private.h"
#include "foyer-session-private.h"

#include <stdio.h>
#include <string.h>

static void
desk_set_up_with (Desk *desk, guint n_leads, guint lifetime, const char *fault, gboolean all_notes)
{
  const char *const specs[] = { fault, NULL };
  FoyerSandboxOptions options = FOYER_SANDBOX_OPTIONS_INIT;
  g_autofree char *uuid = g_uuid_string_random ();
  g_autoptr (GError) error = NULL;

  memset (desk, 0, sizeof *desk);
  desk->top = g_dir_make_tmp ("foyer-sync-XXXXXX", &error);
  g_assert_no_error (error);
  desk->data_dir = g_build_filename (desk->top, "data", NULL);
  desk->cache_dir = g_build_filename (desk->top, "cache", NULL);
  desk->journal = g_build_filename (desk->top, "journal", NULL);

  options.journal = desk->journal;
  options.lifetime = lifetime;
  options.leads = n_leads;
  options.all_notes = all_notes;
  options.faults = desk->faults = foyer_sandbox_faults_new (specs, 1, &error);
  g_assert_no_error (error);
  desk->sandbox = foyer_sandbox_thread_new (&options);
  foyer_sandbox_thread_start (desk->sandbox, &error);
  g_assert_no_error (error);
  desk->relay = relay_new (foyer_sandbox_thread_get_address (desk->sandbox));

  desk->accounts = foyer_accounts_new (desk->data_dir, desk->cache_dir);
  desk->account = foyer_account_new (uuid);
  foyer_account_set_title (desk->account, "Test");
  foyer_account_set_address (desk->account, relay_get_address (desk->relay));
  foyer_account_set_key (desk->account, FOYER_SANDBOX_DEFAULT_KEY);
  foyer_account_set_request_lifetime (desk->account, lifetime);
}

void
desk_set_up (Desk *desk)
{
  desk_set_up_with (desk, 250, FOYER_REQUEST_LIFETIME, NULL, FALSE);
}

void
desk_set_up_with_lifetime (Desk *desk, guint seconds)
{
  desk_set_up_with (desk, 250, seconds, NULL, FALSE);
}

void
desk_set_up_with_leads (Desk *desk, guint n_leads)
{
  desk_set_up_with (desk, n_leads, FOYER_REQUEST_LIFETIME, NULL, FALSE);
}

void
desk_set_up_with_fault (Desk *desk, guint seconds, const char *fault)
{
  desk_set_up_with (desk, 250, seconds, fault, FALSE);
}

void
desk_set_up_with_all_notes (Desk *desk)
{
  desk_set_up_with (desk, 250, FOYER_REQUEST_LIFETIME, NULL, TRUE);
}

void
desk_clear (Desk *desk)
{
  if (desk->session != NULL)
    desk_close (desk);
  g_clear_object (&desk->account);
  g_clear_object (&desk->accounts);
  g_clear_pointer (&desk->relay, relay_free);
  foyer_sandbox_thread_stop (desk->sandbox);
  g_clear_object (&desk->sandbox);
  g_clear_pointer (&desk->faults, foyer_sandbox_faults_free);
  g_free (desk->journal);
  g_free (desk->cache_dir);
  g_free (desk->data_dir);
  g_free (desk->top);
}

void
desk_open (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  GAsyncResult *answer = AWAIT (foyer_accounts_open_async, desk->accounts, desk->account, FOYER_SANDBOX_DEFAULT_SECRET);

  desk->session = foyer_accounts_open_finish (desk->accounts, answer, &error);
  g_assert_no_error (error);
}

void
desk_close (Desk *desk)
{
  g_autoptr (GError) error = NULL;

  foyer_session_close_finish (desk->session, AWAIT (foyer_session_close_async, desk->session), &error);
  g_assert_no_error (error);
  g_clear_object (&desk->session);
}

static gpointer
wait_until_reading (FoyerDatabase *database, gpointer data, GError **error)
{
  Desk *desk = data;

  g_mutex_lock (&desk->reading);
  g_mutex_unlock (&desk->reading);
  return FOYER_DATABASE_DONE;
}

void
desk_stop_reading (Desk *desk)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_mutex_lock (&desk->reading);
  foyer_database_thread_run (foyer_mirror_file_get_reader (desk->session->mirror), task, wait_until_reading, desk, NULL,
                             NULL);
}

void
desk_go_on_reading (Desk *desk)
{
  g_mutex_unlock (&desk->reading);
}

guint
desk_count_commits (Desk *desk, const char *action)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (desk->journal, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    n += strstr (lines[i], action) != NULL;
  return n;
}

void
desk_call_elsewhere (Desk *desk, const char *name_space, const char *action, const char *format, ...)
{
  va_list arguments;
  char *text;
  gsize length;
  g_autoptr (FoyerClient) client = NULL;
  g_autoptr (FoyerReply) reply = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  length = strlen (text);
  body = g_bytes_new_take (text, length);
  client = foyer_client_new (foyer_sandbox_thread_get_address (desk->sandbox), FOYER_SANDBOX_DEFAULT_KEY,
                             FOYER_SANDBOX_DEFAULT_SECRET, &error);
  g_assert_no_error (error);
  reply = foyer_client_call_finish (
      client, AWAIT (foyer_client_call_async, client, FOYER_CALL_UPDATE, name_space, action, body), &error);
  g_assert_no_error (error);
}

void
got_answer_cb (GObject *source, GAsyncResult *result, gpointer slot)
{
  GAsyncResult **answer = slot;

  g_assert_null (*answer);
  *answer = g_object_ref (result);
}

/* Gives the answer back for _finish; the reference is dropped when the main loop is idle next. */
GAsyncResult *
await_answer (GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_idle_add_once ((GSourceOnceFunc) g_object_unref, *slot);
  return *slot;
}

static void
time_over_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

void
wait_for_time (guint milliseconds)
{
  gboolean is_over = FALSE;

  g_timeout_add_once (milliseconds, time_over_cb, &is_over);
  WAIT_UNTIL (is_over);
}

static GPtrArray *
search (Desk *desk, FoyerPartyKind kind, gint64 company_id)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *parties = foyer_session_search_parties_finish (
      desk->session, AWAIT (foyer_session_search_parties_async, desk->session, kind, "", company_id, 20), &error);

  g_assert_no_error (error);
  return parties;
}

static FoyerLead *
new_lead (const char *name)
{
  FoyerLead *lead = foyer_lead_new ();

  foyer_lead_set_text (lead, FOYER_LEAD_NAME, name);
  foyer_lead_set_id (lead, FOYER_LEAD_QUALITY, 2);
  foyer_lead_set_id (lead, FOYER_LEAD_STAGE, 12);
  foyer_lead_set_id (lead, FOYER_LEAD_TYPE, 23);
  foyer_lead_set_id (lead, FOYER_LEAD_SOURCE, 31);
  foyer_lead_set_id (lead, FOYER_LEAD_INDUSTRY, 423);
  return lead;
}

FoyerLead *
new_company_lead (Desk *desk, const char *name)
{
  g_autoptr (GPtrArray) companies = search (desk, FOYER_PARTY_COMPANY, 0);
  FoyerLead *lead = new_lead (name);

  foyer_lead_set_belongs_to (lead, FOYER_BELONGS_TO_COMPANY);
  for (guint i = 0; i < companies->len; i++)
    {
      gint64 company_id = foyer_party_get_id (companies->pdata[i]);
      g_autoptr (GPtrArray) people = search (desk, FOYER_PARTY_PERSON, company_id);

      if (people->len == 0)
        continue;
      foyer_lead_set_id (lead, FOYER_LEAD_COMPANY, company_id);
      foyer_lead_set_text (lead, FOYER_LEAD_COMPANY_NAME, foyer_party_get_name (companies->pdata[i]));
      foyer_lead_set_id (lead, FOYER_LEAD_LEAD_CONTACT, foyer_party_get_id (people->pdata[0]));
      foyer_lead_set_text (lead, FOYER_LEAD_CONTACT_NAME, foyer_party_get_name (people->pdata[0]));
      return lead;
    }
  g_assert_not_reached ();
}

FoyerLead *
new_person_lead (Desk *desk, const char *name)
{
  g_autoptr (GPtrArray) people = search (desk, FOYER_PARTY_PERSON, 0);
  FoyerLead *lead = new_lead (name);

  g_assert_cmpuint (people->len, >, 0);
  foyer_lead_set_belongs_to (lead, FOYER_BELONGS_TO_PERSON);
  foyer_lead_set_id (lead, FOYER_LEAD_CONTACT, foyer_party_get_id (people->pdata[0]));
  foyer_lead_set_text (lead, FOYER_LEAD_CONTACT_NAME, foyer_party_get_name (people->pdata[0]));
  return lead;
}

void
save_lead (Desk *desk, FoyerLead *lead, FoyerLead *base, gint64 *platform_id, GError **error)
{
  FoyerOutbox *outbox = foyer_session_get_outbox (desk->session);
  g_autoptr (FoyerOutboxRow)
      row = foyer_outbox_keep_finish (outbox, AWAIT (foyer_outbox_keep_async, outbox, lead, base, 0), error);
  FoyerOutboxState state = FOYER_OUTBOX_DRAFT;

  if (row == NULL)
    return;
  foyer_outbox_wait_finish (outbox, AWAIT (foyer_outbox_wait_async, outbox, row, 60), &state, error);
  g_assert_cmpint (state, ==, FOYER_OUTBOX_DELIVERED);
  if (platform_id != NULL)
    *platform_id = foyer_outbox_row_get_platform_id (row);
}

FoyerLead *
load_lead (Desk *desk, gint64 platform_id)
{
  g_autoptr (GError) error = NULL;
  gboolean is_current = FALSE;
  FoyerLead *lead = foyer_session_load_lead_finish (
      desk->session, AWAIT (foyer_session_load_lead_async, desk->session, platform_id), &is_current, &error);

  g_assert_no_error (error);
  g_assert_true (is_current);
  return lead;
}

gboolean
refresh_picklists (Desk *desk, GError **error)
{
  return foyer_session_refresh_picklists_finish (
      desk->session, AWAIT (foyer_session_refresh_picklists_async, desk->session, FOYER_PICKLIST_NONE, 0), error);
}

guint
count_items (Desk *desk, FoyerPicklistKind kind)
{
  FoyerPicklist *list = foyer_picklists_get (foyer_session_get_picklists (desk->session), kind);

  return g_list_model_get_n_items (G_LIST_MODEL (list));
}

char *
desk_dup_file (Desk *desk, const char *folder, const char *name)
{
  return g_build_filename (folder, "accounts", foyer_account_get_uuid (desk->account), name, NULL);
}

#define PAGE 4096

void
file_spoil_table (const char *path, const char *table)
{
  g_autoptr (FoyerDatabase) database = foyer_database_open (path, FOYER_DATABASE_MIRROR, NULL);
  FoyerStatement *statement = foyer_database_prepare (
      database, "SELECT rootpage FROM sqlite_master WHERE type = 'table' AND name = ?1", NULL);
  char nonsense[PAGE];
  FILE *file = fopen (path, "r+b"); /* in its place: whoever has it open meets it */
  gint64 page;

  foyer_statement_bind_text (statement, 1, table);
  g_assert_true (foyer_statement_next (statement, NULL));
  page = foyer_statement_get_int64 (statement, 0);
  foyer_statement_reset (statement);
  g_clear_pointer (&database, foyer_database_close); /* and its log with it, as after a clean end */
  memset (nonsense, 'Z', sizeof nonsense);
  g_assert_nonnull (file);
  g_assert_cmpint (fseek (file, (long) (page - 1) * PAGE, SEEK_SET), ==, 0);
  g_assert_cmpuint (fwrite (nonsense, 1, sizeof nonsense, file), ==, sizeof nonsense);
  g_assert_cmpint (fclose (file), ==, 0);
}

static FoyerDatabase *
open_database (const char *path)
{
  g_autoptr (GError) error = NULL;
  FoyerDatabase *database = foyer_database_open (path, FOYER_DATABASE_PRECIOUS, &error);

  g_assert_no_error (error);
  return database;
}

void
file_execute (const char *path, const char *sql)
{
  g_autoptr (FoyerDatabase) database = open_database (path);
  g_autoptr (GError) error = NULL;

  foyer_database_execute (database, sql, &error);
  g_assert_no_error (error);
}

gpointer
file_hold (const char *path)
{
  FoyerDatabase *database = open_database (path);
  g_autoptr (GError) error = NULL;

  foyer_database_execute (database, "BEGIN EXCLUSIVE", &error);
  g_assert_no_error (error);
  return database;
}

void
file_let_go (gpointer held)
{
  g_assert_true (foyer_database_execute (held, "ROLLBACK", NULL));
  foyer_database_close (held);
}
