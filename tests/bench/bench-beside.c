/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-beside.h"

#include "bench-desk.h"
#include "bench-typed.h"
#include "foyer-mirror-database.h"

#include <sqlite3.h>

struct _BenchBeside
{
  GThread *thread;
  GAsyncQueue *questions;
  char *directory;
};

/* Nothing in it: the last. */
typedef struct
{
  const char *kind;
  FoyerLeadQuery *query; /* owned; NULL: an insert */
} Question;

static sqlite3_stmt *
prepare_insert (const char *directory, sqlite3 **database)
{
  g_autofree char *path = g_build_filename (directory, "plain.db", NULL);
  sqlite3_stmt *insert = NULL;

  sqlite3_open (path, database);
  sqlite3_exec (*database,
                "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;"
                "CREATE TABLE IF NOT EXISTS save (seq INTEGER PRIMARY KEY, lead BLOB);",
                NULL, NULL, NULL);
  if (sqlite3_prepare_v2 (*database, "INSERT INTO save (lead) VALUES (randomblob (600))", -1, &insert, NULL)
      != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (*database));
  return insert;
}

static gint64
time_insert (sqlite3_stmt *insert)
{
  gint64 before = g_get_monotonic_time ();

  if (sqlite3_step (insert) != SQLITE_DONE)
    g_error ("The plain insert failed");
  sqlite3_reset (insert);
  return g_get_monotonic_time () - before;
}

static gpointer
answer (gpointer data)
{
  BenchBeside *self = data;
  g_autofree char *cache = g_build_filename (self->directory, "cache", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerDatabase) mirror = foyer_mirror_database_open_reader (cache, BENCH_ACCOUNT, &error);
  sqlite3 *plain = NULL;
  sqlite3_stmt *insert = prepare_insert (self->directory, &plain);
  GString *lines = g_string_new (NULL);
  gboolean is_last = FALSE;

  if (mirror == NULL)
    g_error ("%s", error->message);
  while (!is_last)
    {
      Question *question = g_async_queue_pop (self->questions);

      is_last = question->kind == NULL;
      if (question->query != NULL)
        g_string_append_printf (lines, "bare-%s %" G_GINT64_FORMAT "\n", question->kind,
                                bench_ask_bare (mirror, question->query, FALSE));
      else if (!is_last)
        g_string_append_printf (lines, "%s %" G_GINT64_FORMAT "\n", question->kind, time_insert (insert));
      g_clear_pointer (&question->query, foyer_lead_query_free);
      g_free (question);
    }
  sqlite3_finalize (insert);
  sqlite3_close (plain);
  return g_string_free_and_steal (lines);
}

static void
ask (BenchBeside *self, const char *kind, FoyerLeadQuery *query)
{
  Question *question = g_new (Question, 1);

  *question = (Question) { kind, query };
  g_async_queue_push (self->questions, question);
}

BenchBeside *
bench_beside_new (const char *directory)
{
  BenchBeside *self = g_new0 (BenchBeside, 1);

  self->directory = g_strdup (directory);
  self->questions = g_async_queue_new ();
  self->thread = g_thread_new ("beside", answer, self);
  return self;
}

void
bench_beside_free (BenchBeside *self)
{
  g_autofree char *lines = NULL;

  ask (self, NULL, NULL);
  lines = g_thread_join (self->thread);
  g_print ("%s", lines);
  g_async_queue_unref (self->questions);
  g_free (self->directory);
  g_free (self);
}

void
bench_beside_ask (BenchBeside *self, const char *kind, const FoyerLeadQuery *query)
{
  ask (self, kind, foyer_lead_query_copy (query));
}

void
bench_beside_save (BenchBeside *self)
{
  ask (self, "plain", NULL);
}
