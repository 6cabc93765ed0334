/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of a list, by the lead's id: each is one object as long as somebody holds it, the last few are held here,
 * and all that are asked for in one turn of the main loop are loaded with one question. */

#include "foyer-row-cache.h"

#include "foyer-lead-index.h"

#define MAX_HELD 300

struct _FoyerRowCache
{
  /* owned */
  FoyerMirrorFile *mirror;
  GHashTable *rows;    /* of gint64 * to FoyerLeadSummary, which is not owned: a row that goes away takes itself out */
  GHashTable *pending; /* of gint64 * */
  GQueue held;         /* of FoyerLeadSummary, the one looked at last in front */
  GArray *wanted;      /* of gint64 */
  char *words;         /* nullable: what was searched for */
  GCancellable *cancellable;

  guint load_id;
};

static void
row_gone_cb (gpointer data, GObject *row)
{
  FoyerRowCache *self = data;
  GHashTableIter iter;
  gpointer value;

  /* What is left of the row cannot say its id any more. There are few rows. */
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (value == row)
      {
        g_hash_table_iter_remove (&iter);
        return;
      }
}

/* Takes a reference on what is new here. */
static void
hold (FoyerRowCache *self, FoyerLeadSummary *row)
{
  g_queue_push_head (&self->held, g_object_ref (row));
  while (self->held.length > MAX_HELD)
    g_object_unref (g_queue_pop_tail (&self->held));
}

static FoyerLeadSummary *
add_row (FoyerRowCache *self, gint64 id)
{
  FoyerLeadSummary *row = foyer_lead_summary_new (id);

  foyer_lead_summary_set_is_pending (row, g_hash_table_contains (self->pending, &id));
  g_hash_table_insert (self->rows, g_memdup2 (&id, sizeof id), row);
  g_object_weak_ref (G_OBJECT (row), row_gone_cb, self);
  hold (self, row);
  return row;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) loaded = foyer_lead_index_load_finish (FOYER_MIRROR_FILE (source), result, &error);
  FoyerRowCache *self = user_data;

  if (loaded == NULL)
    {
      /* Cancelled: there is no cache any more. */
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_info ("Could not load rows: %s", error->message);
      return;
    }
  for (guint i = 0; i < loaded->len; i++)
    {
      gint64 id = foyer_lead_summary_get_id (loaded->pdata[i]);
      FoyerLeadSummary *row = g_hash_table_lookup (self->rows, &id);

      if (row != NULL)
        foyer_lead_summary_assign (row, loaded->pdata[i]);
    }
}

static gboolean
load_cb (gpointer user_data)
{
  FoyerRowCache *self = user_data;

  self->load_id = 0;
  foyer_lead_index_load_async (self->mirror, self->wanted, self->words, self->cancellable, loaded_cb, self);
  g_array_set_size (self->wanted, 0);
  return G_SOURCE_REMOVE;
}

static void
want (FoyerRowCache *self, gint64 id)
{
  g_array_append_val (self->wanted, id);
  if (self->load_id == 0)
    {
      self->load_id = g_idle_add_full (G_PRIORITY_DEFAULT, load_cb, self, NULL);
      g_source_set_static_name (g_main_context_find_source_by_id (NULL, self->load_id), "foyer: load rows");
    }
}

FoyerRowCache *
foyer_row_cache_new (FoyerMirrorFile *mirror)
{
  FoyerRowCache *self = g_new0 (FoyerRowCache, 1);

  self->mirror = g_object_ref (mirror);
  self->rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->pending = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->wanted = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->cancellable = g_cancellable_new ();
  g_queue_init (&self->held);
  return self;
}

/* Whoever still looks at one keeps it as it is. */
static void
forget_rows (FoyerRowCache *self)
{
  GHashTableIter iter;
  gpointer row;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->load_id, g_source_remove);
  g_array_set_size (self->wanted, 0);
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    g_object_weak_unref (row, row_gone_cb, self);
  g_hash_table_remove_all (self->rows);
  g_queue_clear_full (&self->held, g_object_unref);
}

void
foyer_row_cache_free (FoyerRowCache *self)
{
  forget_rows (self);
  g_hash_table_unref (self->rows);
  g_free (self->words);
  g_hash_table_unref (self->pending);
  g_array_unref (self->wanted);
  g_object_unref (self->mirror);
  g_free (self);
}

/**
 * foyer_row_cache_get:
 *
 * Returns: (transfer full): the lead's row, which is loaded soon if it is not yet
 */
FoyerLeadSummary *
foyer_row_cache_get (FoyerRowCache *self, gint64 id)
{
  FoyerLeadSummary *row = g_hash_table_lookup (self->rows, &id);

  if (row != NULL)
    return g_object_ref (row);
  row = add_row (self, id);
  want (self, id);
  return row;
}

/**
 * foyer_row_cache_take:
 * @loaded: a row as the mirror has it; only looked at
 */
void
foyer_row_cache_take (FoyerRowCache *self, FoyerLeadSummary *loaded)
{
  gint64 id = foyer_lead_summary_get_id (loaded);
  FoyerLeadSummary *row = g_hash_table_lookup (self->rows, &id);
  g_autoptr (FoyerLeadSummary) added = NULL;

  if (row == NULL)
    {
      added = add_row (self, id);
      row = added;
    }
  foyer_lead_summary_assign (row, loaded);
}

/**
 * foyer_row_cache_reload:
 *
 * Looks up what became of all rows somebody looks at, and of those looked at last.
 */
void
foyer_row_cache_reload (FoyerRowCache *self)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    want (self, *(gint64 *) id);
}

/**
 * foyer_row_cache_tell_age:
 *
 * Lets those who look at rows say anew how old the leads are.
 */
void
foyer_row_cache_tell_age (FoyerRowCache *self)
{
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    foyer_lead_summary_tell_age (row);
}

/**
 * foyer_row_cache_set_words:
 * @words: (nullable): what is searched for: the rows show where it is. Those there are show something else, and are
 * made anew
 */
void
foyer_row_cache_set_words (FoyerRowCache *self, const char *words)
{
  if (!g_set_str (&self->words, words))
    return;
  forget_rows (self);
  self->cancellable = g_cancellable_new ();
}

/**
 * foyer_row_cache_set_pending:
 * @pending: (element-type gint64): the leads whose rows say that a change of them is not on the platform
 */
void
foyer_row_cache_set_pending (FoyerRowCache *self, GArray *pending)
{
  GHashTableIter iter;
  gpointer id, row;

  g_hash_table_remove_all (self->pending);
  for (guint i = 0; i < pending->len; i++)
    g_hash_table_add (self->pending, g_memdup2 (&g_array_index (pending, gint64, i), sizeof (gint64)));
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &id, &row))
    foyer_lead_summary_set_is_pending (row, g_hash_table_contains (self->pending, id));
}
