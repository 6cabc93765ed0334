/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a refresh of everything costs.
 *
 *   bench-refresh ours DIR ADDRESS    the session's; prints processor seconds, megabytes at most over idle, megabytes
 * on the disk, seconds on the clock, the longest time in milliseconds that a dispatch of the main loop waited meanwhile
 *   bench-refresh fetch FILE ADDRESS  keeps the bytes of all pages
 *   bench-refresh bare FILE DIR       json-glib parses those bytes; bare SQLite inserts the rows of the mirror in DIR
 * into the same tables, a page a transaction; prints processor seconds of both */

#include "foyer-accounts.h"
#include "foyer-client.h"
#include "foyer-likeness.h"
#include "foyer-party.h"
#include "foyer-search.h"
#include "foyer-session-mirror.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define ACCOUNT  "00000000-0000-4000-8000-000000000001"
#define PER_PAGE 100
#define TICK     5 /* milliseconds */

typedef struct
{
  GMainLoop *loop;
  FoyerSession *session;
  gint64 last_tick;
  gint64 longest;
} Bench;

static double
processor_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
         + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

/* Kilobytes. */
static gint64
read_status (const char *name)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return 0;
  line = strstr (text, name);
  return line != NULL ? g_ascii_strtoll (line + strlen (name), NULL, 10) : 0;
}

static void
forget_peak (void)
{
  FILE *file = fopen ("/proc/self/clear_refs", "w");

  if (file == NULL)
    return;
  fputs ("5", file);
  fclose (file);
}

static char *
mirror_path (const char *directory)
{
  return g_build_filename (directory, "cache", "accounts", ACCOUNT, "mirror.db", NULL);
}

static double
megabytes_of (const char *path)
{
  GStatBuf info;

  return g_stat (path, &info) == 0 ? (double) info.st_size / 1e6 : 0;
}

static gboolean
tick_cb (gpointer user_data)
{
  Bench *bench = user_data;
  gint64 now = g_get_monotonic_time ();

  bench->longest = MAX (bench->longest, now - bench->last_tick - TICK * 1000);
  bench->last_tick = now;
  return G_SOURCE_CONTINUE;
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Bench *bench = user_data;
  g_autoptr (GError) error = NULL;

  bench->session = foyer_accounts_open_finish (FOYER_ACCOUNTS (source), result, &error);
  if (bench->session == NULL)
    g_error ("%s", error->message);
  g_main_loop_quit (bench->loop);
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Bench *bench = user_data;
  g_autoptr (GError) error = NULL;

  if (!foyer_mirror_refresh_run_finish (FOYER_MIRROR_REFRESH (source), result, &error))
    g_error ("%s", error->message);
  g_main_loop_quit (bench->loop);
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Bench *bench = user_data;

  foyer_session_close_finish (FOYER_SESSION (source), result, NULL);
  g_main_loop_quit (bench->loop);
}

static void
run_ours (const char *directory, const char *address)
{
  g_autofree char *data = g_build_filename (directory, "data", NULL);
  g_autofree char *cache = g_build_filename (directory, "cache", NULL);
  g_autofree char *path = mirror_path (directory);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (FoyerAccounts) accounts = foyer_accounts_new (data, cache);
  g_autoptr (FoyerAccount) account = foyer_account_new (ACCOUNT);
  Bench bench = { .loop = loop };
  gint64 idle, began;
  double before, used;
  guint tick;

  foyer_account_set_title (account, "Bench");
  foyer_account_set_address (account, address);
  foyer_account_set_key (account, "sample");
  foyer_accounts_open_async (accounts, account, "sample-secret", NULL, opened_cb, &bench);
  g_main_loop_run (loop);

  forget_peak ();
  idle = read_status ("VmRSS:");
  before = processor_seconds ();
  began = bench.last_tick = g_get_monotonic_time ();
  tick = g_timeout_add_full (G_PRIORITY_HIGH, TICK, tick_cb, &bench, NULL);
  foyer_mirror_refresh_run_async (foyer_session_get_refresh (bench.session), FOYER_REFRESH_EVERYTHING, NULL,
                                  refreshed_cb, &bench);
  g_main_loop_run (loop);
  used = processor_seconds () - before;
  g_source_remove (tick);
  g_print ("%.2f %.1f ", used, (double) (read_status ("VmHWM:") - idle) / 1024);
  began = g_get_monotonic_time () - began;
  foyer_session_close_async (bench.session, NULL, closed_cb, &bench);
  g_main_loop_run (loop);
  g_object_unref (bench.session);
  g_print ("%.1f %.1f %.1f\n", megabytes_of (path), (double) began / 1e6, (double) bench.longest / 1e3);
}

static GBytes *
fetch_page (SoupSession *soup,
            FoyerClient *client,
            const char *address,
            const char *name_space,
            const char *action,
            guint start)
{
  g_autofree char *parameters = g_strdup_printf ("{\"start\":%u,\"perPage\":%d}", start, PER_PAGE);
  g_autoptr (GBytes) body = g_bytes_new (parameters, strlen (parameters));
  g_autoptr (FoyerRequest) request = foyer_client_prepare (client, FOYER_CALL_READ, name_space, action, body);
  g_autofree char *uri = g_strconcat (address, foyer_request_get_uri (request), NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("POST", uri);
  const char *const *headers = foyer_request_get_headers (request);
  g_autoptr (GError) error = NULL;
  GBytes *reply;

  for (; headers[0] != NULL; headers += 2)
    soup_message_headers_replace (soup_message_get_request_headers (message), headers[0], headers[1]);
  soup_message_set_request_body_from_bytes (message, "application/json", body);
  soup_message_add_flags (message, SOUP_MESSAGE_IDEMPOTENT);
  reply = soup_session_send_and_read (soup, message, NULL, &error);
  if (reply == NULL || soup_message_get_status (message) != SOUP_STATUS_OK)
    g_error ("A page was not answered: %s", error != NULL ? error->message : soup_message_get_reason_phrase (message));
  return reply;
}

static void
run_fetch (const char *file_name, const char *address)
{
  static const char *const lists[][2] = { { "crm", "getLeadList" },
                                          { "contact", "getCompanyList" },
                                          { "contact", "getContactList" } };
  g_autoptr (SoupSession) soup = soup_session_new ();
  g_autoptr (FoyerClient) client = foyer_client_new (address, "sample", "sample-secret", NULL);
  FILE *file = fopen (file_name, "w");

  for (guint list = 0; list < G_N_ELEMENTS (lists); list++)
    for (guint start = 0;; start += PER_PAGE)
      {
        g_autoptr (GBytes) page = fetch_page (soup, client, address, lists[list][0], lists[list][1], start);
        guint64 size = g_bytes_get_size (page);

        /* An empty page holds little but its meta. */
        if (size < 300)
          break;
        fwrite (&size, sizeof size, 1, file);
        fwrite (g_bytes_get_data (page, NULL), 1, size, file);
      }
  fclose (file);
}

static double
parse_all (const char *file_name)
{
  g_autofree char *bytes = NULL;
  gsize length = 0, at = 0;
  double before;

  if (!g_file_get_contents (file_name, &bytes, &length, NULL))
    g_error ("Cannot read %s", file_name);
  before = processor_seconds ();
  while (at < length)
    {
      g_autoptr (JsonParser) parser = json_parser_new ();
      guint64 size;

      memcpy (&size, bytes + at, sizeof size);
      at += sizeof size;
      if (!json_parser_load_from_data (parser, bytes + at, (gssize) size, NULL))
        g_error ("A page is no JSON");
      at += size;
    }
  return processor_seconds () - before;
}

static void
check (int result, sqlite3 *database)
{
  if (result != SQLITE_OK && result != SQLITE_DONE && result != SQLITE_ROW)
    g_error ("%s", sqlite3_errmsg (database));
}

/* A row's values, and the terms it is found by. */
typedef struct
{
  sqlite3_value **values;
  int n_values;
} Row;

static GPtrArray *
read_rows (sqlite3 *database, const char *sql)
{
  GPtrArray *rows = g_ptr_array_new ();
  sqlite3_stmt *statement;

  check (sqlite3_prepare_v2 (database, sql, -1, &statement, NULL), database);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      Row *row = g_new0 (Row, 1);

      row->n_values = sqlite3_column_count (statement);
      row->values = g_new (sqlite3_value *, row->n_values);
      for (int i = 0; i < row->n_values; i++)
        row->values[i] = sqlite3_value_dup (sqlite3_column_value (statement, i));
      g_ptr_array_add (rows, row);
    }
  sqlite3_finalize (statement);
  return rows;
}

static GPtrArray *
make_terms (GPtrArray *rows, int first, int n)
{
  GPtrArray *terms = g_ptr_array_new ();

  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = rows->pdata[i];
      g_autofree const char **texts = g_new0 (const char *, n);

      for (int j = 0; j < n; j++)
        texts[j] = (const char *) sqlite3_value_text (row->values[first + j]);
      g_ptr_array_add (terms, foyer_search_index (texts, n));
    }
  return terms;
}

static sqlite3_stmt *
prepare_insert (sqlite3 *database, const char *table, const GPtrArray *rows)
{
  g_autoptr (GString) sql = g_string_new ("INSERT INTO ");
  sqlite3_stmt *statement;

  g_string_append_printf (sql, "%s VALUES (?", table);
  for (int i = 1; i < ((Row *) rows->pdata[0])->n_values; i++)
    g_string_append (sql, ", ?");
  g_string_append_c (sql, ')');
  check (sqlite3_prepare_v2 (database, sql->str, -1, &statement, NULL), database);
  return statement;
}

static void
insert (sqlite3 *database, sqlite3_stmt *statement, const Row *row)
{
  for (int i = 0; i < row->n_values; i++)
    sqlite3_bind_value (statement, i + 1, row->values[i]);
  check (sqlite3_step (statement), database);
  sqlite3_reset (statement);
}

static void
insert_terms (sqlite3 *database, sqlite3_stmt *statement, const Row *row, const char *terms)
{
  sqlite3_bind_value (statement, 1, row->values[0]);
  sqlite3_bind_text (statement, 2, terms, -1, SQLITE_STATIC);
  check (sqlite3_step (statement), database);
  sqlite3_reset (statement);
}

static void
copy_tables (sqlite3 *from, sqlite3 *to)
{
  g_autoptr (GPtrArray)
      rows = read_rows (from, "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT GLOB '*_search_*'"
                              " AND name NOT GLOB 'sqlite_*' ORDER BY type DESC, name");

  for (guint i = 0; i < rows->len; i++)
    check (sqlite3_exec (to, (const char *) sqlite3_value_text (((Row *) rows->pdata[i])->values[0]), NULL, NULL, NULL),
           to);
}

static double
insert_all (const char *directory)
{
  g_autofree char *path = mirror_path (directory);
  g_autofree char *copy = g_build_filename (directory, "bare.db", NULL);
  sqlite3 *from, *to;
  GPtrArray *leads, *texts, *parties, *companies, *likenesses, *lead_terms, *party_terms;
  sqlite3_stmt *put_lead, *put_text, *put_lead_terms, *put_party, *put_company, *put_party_terms, *put_likeness;
  double before;

  check (sqlite3_open (path, &from), from);
  leads = read_rows (from, "SELECT * FROM lead ORDER BY id");
  texts = read_rows (from, "SELECT * FROM lead_text ORDER BY id");
  parties = read_rows (from, "SELECT * FROM party ORDER BY key & 1, key");
  companies = read_rows (from, "SELECT c.* FROM party_company AS c ORDER BY party & 1, party");
  likenesses = read_rows (from, "SELECT l.* FROM party_likeness AS l ORDER BY party & 1, party");
  lead_terms = make_terms (texts, 1, 6);
  party_terms = make_terms (parties, 1, 3);

  g_unlink (copy);
  check (sqlite3_open (copy, &to), to);
  check (sqlite3_exec (to, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL", NULL, NULL, NULL), to);
  copy_tables (from, to);
  put_lead = prepare_insert (to, "lead", leads);
  put_text = prepare_insert (to, "lead_text", texts);
  put_party = prepare_insert (to, "party", parties);
  put_company = companies->len > 0 ? prepare_insert (to, "party_company", companies) : NULL;
  put_likeness = prepare_insert (to, "party_likeness", likenesses);
  check (sqlite3_prepare_v2 (to, "INSERT INTO lead_search (rowid, terms) VALUES (?1, ?2)", -1, &put_lead_terms, NULL),
         to);
  check (sqlite3_prepare_v2 (to, "INSERT INTO party_search (rowid, terms) VALUES (?1, ?2)", -1, &put_party_terms, NULL),
         to);

  before = processor_seconds ();
  for (guint i = 0; i < leads->len; i++)
    {
      if (i % PER_PAGE == 0)
        check (sqlite3_exec (to, "BEGIN", NULL, NULL, NULL), to);
      insert (to, put_lead, leads->pdata[i]);
      insert (to, put_text, texts->pdata[i]);
      insert_terms (to, put_lead_terms, texts->pdata[i], lead_terms->pdata[i]);
      if (i % PER_PAGE == PER_PAGE - 1 || i + 1 == leads->len)
        check (sqlite3_exec (to, "COMMIT", NULL, NULL, NULL), to);
    }
  for (guint i = 0, j = 0, k = 0; i < parties->len; i++)
    {
      const Row *party = parties->pdata[i];
      gint64 key = sqlite3_value_int64 (party->values[0]);

      if (i % PER_PAGE == 0)
        check (sqlite3_exec (to, "BEGIN", NULL, NULL, NULL), to);
      insert (to, put_party, party);
      for (; j < likenesses->len && sqlite3_value_int64 (((Row *) likenesses->pdata[j])->values[1]) == key; j++)
        insert (to, put_likeness, likenesses->pdata[j]);
      for (; k < companies->len && sqlite3_value_int64 (((Row *) companies->pdata[k])->values[1]) == key; k++)
        insert (to, put_company, companies->pdata[k]);
      insert_terms (to, put_party_terms, party, party_terms->pdata[i]);
      if (i % PER_PAGE == PER_PAGE - 1 || i + 1 == parties->len)
        check (sqlite3_exec (to, "COMMIT", NULL, NULL, NULL), to);
    }
  return processor_seconds () - before;
}

int
main (int argc, char **argv)
{
  if (argc != 4)
    return 2;
  if (g_str_equal (argv[1], "ours"))
    run_ours (argv[2], argv[3]);
  else if (g_str_equal (argv[1], "fetch"))
    run_fetch (argv[2], argv[3]);
  else
    {
      double parsing = parse_all (argv[2]);

      g_print ("%.2f %.2f\n", parsing, insert_all (argv[3]));
    }
  return 0;
}
