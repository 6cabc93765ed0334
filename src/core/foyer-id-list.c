/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How one list of ids becomes another by small changes, so that scroll and selection stay where they are. */

#include "foyer-id-list.h"

/* Where there are more, one change stands for all of the rest. */
#define MAX_CHANGES 256

/* Where each id is in a list. For a million ids a GHashTable would take ten times the memory. */
typedef struct
{
  const gint64 *ids;
  guint32 *places; /* owned; the position and 1, 0 for none */
  guint mask;
} Index;

static void
add_change (GArray *changes, guint position, guint n_removed, guint n_added)
{
  FoyerIdChange *last = changes->len > 0 ? &g_array_index (changes, FoyerIdChange, changes->len - 1) : NULL;
  FoyerIdChange change = { position, n_removed, n_added };

  if (last != NULL && last->position + last->n_added == position)
    {
      last->n_removed += n_removed;
      last->n_added += n_added;
    }
  else
    g_array_append_val (changes, change);
}

/* Ids grow by one: their lowest bits alone would do, but not where a list has every second or every thousandth. */
static guint
hash (const Index *index, gint64 id)
{
  return (guint) (((guint64) id * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15)) >> 32) & index->mask;
}

static void
index_init (Index *index, const gint64 *ids, guint n)
{
  guint n_places = 2;

  while (n_places < 2 * (gsize) n)
    n_places *= 2;
  *index = (Index) { ids, g_new0 (guint32, n_places), n_places - 1 };
  for (guint i = 0; i < n; i++)
    {
      guint place = hash (index, ids[i]);

      while (index->places[place] != 0)
        place = (place + 1) & index->mask;
      index->places[place] = i + 1;
    }
}

static void
index_clear (Index *index)
{
  g_free (index->places);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Index, index_clear)

/* How far ahead of FROM the id is, or G_MAXUINT when it is not. */
static guint
distance (const Index *index, gint64 id, guint from)
{
  guint place = hash (index, id);

  while (index->places[place] != 0 && index->ids[index->places[place] - 1] != id)
    place = (place + 1) & index->mask;
  return index->places[place] > from ? index->places[place] - 1 - from : G_MAXUINT;
}

/**
 * foyer_id_list_compare:
 * @before: (array length=n_before): different ids
 * @after: (array length=n_after): different ids
 *
 * Takes its time where a long list changed at both ends: not for the thread of the windows.
 *
 * Returns: (transfer full) (element-type FoyerIdChange): the changes that lead from one to the other, from the front to
 * the back. An id that moved is removed here and added there.
 */
GArray *
foyer_id_list_compare (const gint64 *before, guint n_before, const gint64 *after, guint n_after)
{
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (FoyerIdChange));
  g_auto (Index) in_before = { NULL };
  g_auto (Index) in_after = { NULL };
  guint start = 0, i = 0, j = 0;

  while (start < MIN (n_before, n_after) && before[start] == after[start])
    start++;
  while (n_before > start && n_after > start && before[n_before - 1] == after[n_after - 1])
    n_before--, n_after--;
  before += start, n_before -= start;
  after += start, n_after -= start;

  if (n_before == 0 || n_after == 0)
    {
      if (n_before > 0 || n_after > 0)
        add_change (changes, start, n_before, n_after);
      return changes;
    }

  index_init (&in_before, before, n_before);
  index_init (&in_after, after, n_after);
  while (i < n_before || j < n_after)
    {
      guint ahead_before, ahead_after;

      if (i < n_before && j < n_after && before[i] == after[j])
        {
          i++, j++;
          continue;
        }
      if (changes->len >= MAX_CHANGES)
        {
          add_change (changes, start + j, n_before - i, n_after - j);
          break;
        }
      ahead_before = i < n_before ? distance (&in_after, before[i], j) : G_MAXUINT;
      ahead_after = j < n_after ? distance (&in_before, after[j], i) : G_MAXUINT;
      if (i < n_before && (j >= n_after || ahead_before >= ahead_after))
        {
          add_change (changes, start + j, 1, 0);
          i++;
        }
      else
        {
          add_change (changes, start + j, 0, 1);
          j++;
        }
    }
  return changes;
}
