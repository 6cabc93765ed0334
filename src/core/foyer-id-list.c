/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How one list of ids becomes another by small changes, so that scroll and selection stay where they are. */

#include "foyer-id-list.h"

/* Where the lists differ over more than this, one change stands for all of it: nobody looks at that much at once. */
#define MAX_COMPARED 100000
#define MAX_CHANGES  256

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

static GHashTable *
index_positions (const gint64 *ids, guint n)
{
  GHashTable *positions = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < n; i++)
    g_hash_table_insert (positions, (gpointer) &ids[i], GUINT_TO_POINTER (i + 1));
  return positions;
}

/* How far ahead of FROM the id is, or G_MAXUINT when it is not. */
static guint
distance (GHashTable *positions, const gint64 *id, guint from)
{
  guint position = GPOINTER_TO_UINT (g_hash_table_lookup (positions, id));

  return position > from ? position - 1 - from : G_MAXUINT;
}

/**
 * foyer_id_list_compare:
 * @before: (array length=n_before): different ids
 * @after: (array length=n_after): different ids
 *
 * Returns: (transfer full) (element-type FoyerIdChange): the changes that lead from one to the other, from the front to
 * the back. An id that moved is removed here and added there.
 */
GArray *
foyer_id_list_compare (const gint64 *before, guint n_before, const gint64 *after, guint n_after)
{
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (FoyerIdChange));
  g_autoptr (GHashTable) in_before = NULL;
  g_autoptr (GHashTable) in_after = NULL;
  guint start = 0, i = 0, j = 0;

  while (start < MIN (n_before, n_after) && before[start] == after[start])
    start++;
  while (n_before > start && n_after > start && before[n_before - 1] == after[n_after - 1])
    n_before--, n_after--;
  before += start, n_before -= start;
  after += start, n_after -= start;

  if (n_before == 0 || n_after == 0 || n_before > MAX_COMPARED || n_after > MAX_COMPARED)
    {
      if (n_before > 0 || n_after > 0)
        add_change (changes, start, n_before, n_after);
      return changes;
    }

  in_before = index_positions (before, n_before);
  in_after = index_positions (after, n_after);
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
      ahead_before = i < n_before ? distance (in_after, &before[i], j) : G_MAXUINT;
      ahead_after = j < n_after ? distance (in_before, &after[j], i) : G_MAXUINT;
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
