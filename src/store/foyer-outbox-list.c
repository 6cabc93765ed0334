/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which rows there are, which changed, which are due. */

#include "foyer-error.h"
#include "foyer-outbox-step-private.h"
#include "foyer-outbox-store.h"
#include "foyer-precious-file-private.h"

typedef struct
{
  gboolean only_changes;
  gint64 change;
  gint64 version;
  FoyerOutboxNews *news;
} Asking;

typedef struct
{
  guint limit;
  FoyerOutboxDue *due;
} Next;

typedef struct
{
  gboolean end_holds;
  GPtrArray *changed;
} MakeDue;

typedef struct
{
  char *lead_uuid;
  gint64 platform_id;
} Find;

typedef struct
{
  FoyerOutboxKind kind;
  GArray *ids;
} Adopted;

void
foyer_outbox_news_free (FoyerOutboxNews *self)
{
  g_ptr_array_unref (self->records);
  g_free (self);
}

void
foyer_outbox_due_free (FoyerOutboxDue *self)
{
  g_clear_pointer (&self->changed, g_ptr_array_unref);
  g_clear_pointer (&self->queued, g_ptr_array_unref);
  g_clear_pointer (&self->uncertain, g_ptr_array_unref);
  g_free (self);
}

static gboolean
read_number (FoyerDatabase *database, const char *sql, gint64 first, gint64 second, gint64 *number, GError **error)
{
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (database, sql, error);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  if (first != 0)
    foyer_statement_bind_int64 (statement, 1, first);
  if (second != 0)
    foyer_statement_bind_int64 (statement, 2, second);
  if (foyer_statement_next (statement, &local_error))
    *number = foyer_statement_get_int64 (statement, 0);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
list_in_transaction (FoyerDatabase *database, gpointer data, GError **error)
{
  Asking *asking = data;
  FoyerOutboxNews *news = asking->news;

  if (!read_number (database, "PRAGMA data_version", 0, 0, &news->version, error)
      || !foyer_outbox_record_next_change (database, &news->change, error))
    return FALSE;
  news->change--;
  if (asking->only_changes)
    news->records = foyer_outbox_record_list (database, FOYER_OUTBOX_SELECT "WHERE change > ?2 AND ?1 = 0 ORDER BY seq",
                                              NULL, 0, asking->change, error);
  else
    /* Their numbers are sorted, not the rows with all they hold. */
    news->records = foyer_outbox_record_list (database,
                                              FOYER_OUTBOX_SELECT
                                              "WHERE seq IN (SELECT seq FROM outbox WHERE " FOYER_OUTBOX_IS_OPEN
                                              ") AND ?1 = ?2 ORDER BY seq",
                                              NULL, 0, 0, error);
  return news->records != NULL;
}

static gpointer
list_job (FoyerDatabase *database, gpointer data, GError **error)
{
  Asking *asking = data;
  g_autofree FoyerOutboxNews *news = g_new0 (FoyerOutboxNews, 1);
  gint64 version = 0;

  asking->news = news;
  if (asking->only_changes)
    {
      if (!read_number (database, "PRAGMA data_version", 0, 0, &version, error))
        return NULL;
      if (version == asking->version)
        {
          news->version = version;
          news->change = asking->change;
          news->records = foyer_outbox_changed_new ();
          return g_steal_pointer (&news);
        }
    }
  return foyer_database_transact (database, list_in_transaction, asking, error) ? g_steal_pointer (&news) : NULL;
}

static void
ask (FoyerPreciousFile *file, GTask *task, gboolean only_changes, gint64 change, gint64 version)
{
  Asking *asking = g_new0 (Asking, 1);

  asking->only_changes = only_changes;
  asking->change = change;
  asking->version = version;
  g_task_set_source_tag (task, ask);
  foyer_database_thread_run (foyer_precious_file_get_thread (file), task, list_job, asking, g_free,
                             (GDestroyNotify) foyer_outbox_news_free);
}

void
foyer_outbox_store_list_async (FoyerPreciousFile *file,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);

  ask (file, task, FALSE, 0, 0);
}

void
foyer_outbox_store_list_changed_async (FoyerPreciousFile *file,
                                       gint64 change,
                                       gint64 version,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);

  ask (file, task, TRUE, change, version);
}

FoyerOutboxNews *
foyer_outbox_store_list_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
end_holds (FoyerDatabase *database, GPtrArray *held, GPtrArray *changed, GError **error)
{
  gint64 now = foyer_outbox_now ();

  for (guint i = 0; i < held->len; i++)
    {
      FoyerOutboxRecord *record = held->pdata[i];

      if (!foyer_outbox_step (record, FOYER_OUTBOX_HOLD_ENDED, now, now, NULL, error)
          || !foyer_outbox_record_update (database, record, error))
        return FALSE;
      g_ptr_array_add (changed, foyer_outbox_record_ref (record));
    }
  return TRUE;
}

/* Due is also what is due further away than anything ever waits: the clock was set back (foyer_backoff_sane_due ()). */
#define IS_DUE "(due <= ?1 OR due > ?1 + " G_STRINGIFY (FOYER_BACKOFF_LARGEST) ")"

/* In order: nothing of a lead goes before what was saved earlier; of its notes, one that was refused lets the next go.
 */
#define IS_FIRST                                                                                                       \
  "waits_for IS NULL AND needs IS NULL AND NOT EXISTS (SELECT 1 FROM outbox AS earlier"                                \
  " WHERE earlier.lead_uuid = outbox.lead_uuid AND earlier.seq < outbox.seq AND earlier.kind = outbox.kind"            \
  " AND earlier." FOYER_OUTBOX_IS_OPEN                                                                                 \
  " AND (outbox.kind <> 'note' OR earlier.state NOT IN ('conflict', 'rejected')))"

static gboolean
next_in_transaction (FoyerDatabase *database, gpointer data, GError **error)
{
  Next *next = data;
  gint64 now = foyer_outbox_now ();
  g_autoptr (GPtrArray) held = foyer_outbox_record_list (
      database, FOYER_OUTBOX_SELECT "WHERE state = 'held' AND " IS_DUE " ORDER BY seq LIMIT ?2", NULL, now, 100, error);

  if (held == NULL || !end_holds (database, held, next->due->changed, error))
    return FALSE;
  next->due->queued = foyer_outbox_record_list (
      database, FOYER_OUTBOX_SELECT "WHERE state = 'queued' AND " IS_DUE " AND " IS_FIRST " ORDER BY seq LIMIT ?2",
      NULL, now, next->limit, error);
  next->due->uncertain = foyer_outbox_record_list (
      database, FOYER_OUTBOX_SELECT "WHERE state = 'uncertain' AND " IS_DUE " AND " IS_FIRST " ORDER BY seq LIMIT ?2",
      NULL, now, 10 * next->limit, error);
  return next->due->queued != NULL && next->due->uncertain != NULL
         && read_number (database,
                         "SELECT ifnull (min (due), 0) FROM outbox WHERE state IN ('held', 'queued', 'uncertain')"
                         " AND due > ?1 AND due <= ?1 + ?2",
                         now, FOYER_BACKOFF_LARGEST, &next->due->next, error);
}

static gpointer
next_job (FoyerDatabase *database, gpointer data, GError **error)
{
  Next *next = data;
  g_autoptr (FoyerOutboxDue) due = g_new0 (FoyerOutboxDue, 1);

  due->changed = foyer_outbox_changed_new ();
  next->due = due;
  return foyer_database_transact (database, next_in_transaction, next, error) ? g_steal_pointer (&due) : NULL;
}

/**
 * foyer_outbox_store_next_async:
 * @limit: at most so many rows to be sent
 *
 * What is to be done now, after the holds that are over were ended.
 */
void
foyer_outbox_store_next_async (
    FoyerPreciousFile *file, guint limit, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);
  Next *next = g_new0 (Next, 1);

  next->limit = limit;
  g_task_set_source_tag (task, foyer_outbox_store_next_async);
  foyer_database_thread_run (foyer_precious_file_get_thread (file), task, next_job, next, g_free,
                             (GDestroyNotify) foyer_outbox_due_free);
}

FoyerOutboxDue *
foyer_outbox_store_next_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
set_due (FoyerDatabase *database, gint64 now, gint64 change, GError **error)
{
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (
      database, "UPDATE outbox SET due = ?1, change = ?2 WHERE state IN ('queued', 'uncertain') AND due > ?1", error);

  if (statement == NULL)
    return FALSE;
  foyer_statement_bind_int64 (statement, 1, now);
  foyer_statement_bind_int64 (statement, 2, change);
  return foyer_statement_run (statement, error);
}

static gboolean
make_due_in_transaction (FoyerDatabase *database, gpointer data, GError **error)
{
  MakeDue *make_due = data;
  g_autoptr (GPtrArray) held = NULL;
  gint64 change;

  if (!foyer_outbox_record_next_change (database, &change, error)
      || !set_due (database, foyer_outbox_now (), change, error))
    return FALSE;
  make_due->changed = foyer_outbox_record_list (
      database, FOYER_OUTBOX_SELECT "WHERE change = ?2 AND ?1 = 0 ORDER BY seq", NULL, 0, change, error);
  if (make_due->changed == NULL)
    return FALSE;
  if (!make_due->end_holds)
    return TRUE;
  held = foyer_outbox_record_list (database, FOYER_OUTBOX_SELECT "WHERE state = 'held' AND ?1 = ?2 ORDER BY seq", NULL,
                                   0, 0, error);
  return held != NULL && end_holds (database, held, make_due->changed, error);
}

static gpointer
make_due_job (FoyerDatabase *database, gpointer data, GError **error)
{
  MakeDue *make_due = data;
  gboolean done = foyer_database_transact (database, make_due_in_transaction, make_due, error);
  g_autoptr (GPtrArray) changed = g_steal_pointer (&make_due->changed);

  return done ? g_steal_pointer (&changed) : NULL;
}

void
foyer_outbox_store_make_due_async (FoyerPreciousFile *file,
                                   gboolean end_holds_too,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);
  MakeDue *make_due = g_new0 (MakeDue, 1);

  make_due->end_holds = end_holds_too;
  g_task_set_source_tag (task, foyer_outbox_store_make_due_async);
  foyer_database_thread_run (foyer_precious_file_get_thread (file), task, make_due_job, make_due, g_free, NULL);
}

GPtrArray *
foyer_outbox_store_make_due_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
find_free (gpointer data)
{
  Find *find = data;

  g_free (find->lead_uuid);
  g_free (find);
}

static gpointer
load_delivered_job (FoyerDatabase *database, gpointer data, GError **error)
{
  const Find *find = data;
  FoyerOutboxRecord *record = NULL;

  foyer_outbox_record_find (database, find->lead_uuid, find->platform_id, TRUE, &record, error);
  return record;
}

void
foyer_outbox_store_load_delivered_async (FoyerPreciousFile *file,
                                         const char *lead_uuid,
                                         gint64 platform_id,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);
  Find *find = g_new0 (Find, 1);

  find->lead_uuid = g_strdup (lead_uuid);
  find->platform_id = platform_id;
  g_task_set_source_tag (task, foyer_outbox_store_load_delivered_async);
  foyer_database_thread_run (foyer_precious_file_get_thread (file), task, load_delivered_job, find, find_free,
                             (GDestroyNotify) foyer_outbox_record_unref);
}

FoyerOutboxRecord *
foyer_outbox_store_load_delivered_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
load_job (FoyerDatabase *database, gpointer data, GError **error)
{
  return foyer_outbox_record_load (database, data, error);
}

void
foyer_outbox_store_load_async (FoyerPreciousFile *file,
                               const char *uuid,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);

  g_task_set_source_tag (task, foyer_outbox_store_load_async);
  foyer_database_thread_run (foyer_precious_file_get_thread (file), task, load_job, g_strdup (uuid), g_free,
                             (GDestroyNotify) foyer_outbox_record_unref);
}

FoyerOutboxRecord *
foyer_outbox_store_load_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
list_adopted_job (FoyerDatabase *database, gpointer data, GError **error)
{
  const Adopted *wanted = data;
  const GArray *ids = wanted->ids;
  g_autoptr (GHashTable) adopted = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      gint64 is_adopted = 0;

      if (!read_number (database,
                        wanted->kind == FOYER_OUTBOX_NOTE
                            ? "SELECT 1 FROM adopted WHERE kind = 'note' AND platform_id = ?1"
                            : "SELECT 1 FROM adopted WHERE kind = 'lead' AND platform_id = ?1",
                        id, 0, &is_adopted, error))
        return NULL;
      if (is_adopted != 0)
        g_hash_table_add (adopted, g_memdup2 (&id, sizeof id));
    }
  return g_steal_pointer (&adopted);
}

static void
adopted_free (gpointer data)
{
  Adopted *adopted = data;

  g_array_unref (adopted->ids);
  g_free (adopted);
}

/**
 * foyer_outbox_store_list_adopted_async:
 * @kind: `FOYER_OUTBOX_LEAD` or `FOYER_OUTBOX_NOTE`
 */
void
foyer_outbox_store_list_adopted_async (FoyerPreciousFile *file,
                                       FoyerOutboxKind kind,
                                       GArray *ids,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);
  Adopted *adopted = g_new0 (Adopted, 1);

  adopted->kind = kind;
  adopted->ids = g_array_ref (ids);
  g_task_set_source_tag (task, foyer_outbox_store_list_adopted_async);
  foyer_database_thread_run (foyer_precious_file_get_thread (file), task, list_adopted_job, adopted, adopted_free,
                             (GDestroyNotify) g_hash_table_unref);
}

GHashTable *
foyer_outbox_store_list_adopted_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
