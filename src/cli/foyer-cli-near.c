/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person may have meant by a word that is not known. */

#include "foyer-cli-near.h"

#include "foyer-text.h"

#include <string.h>

#define FAR G_MAXUINT

typedef struct
{
  const char *candidate;
  guint distance;
} Ranked;

/* How many letters must be put in, taken out or replaced. */
static guint
edit_distance (const char *a, const char *b)
{
  gsize length = strlen (b);
  g_autofree guint *row = g_new (guint, length + 1);

  for (gsize j = 0; j <= length; j++)
    row[j] = j;
  for (gsize i = 0; a[i] != '\0'; i++)
    {
      guint diagonal = row[0];

      row[0] = i + 1;
      for (gsize j = 0; j < length; j++)
        {
          guint replaced = diagonal + (a[i] != b[j]);

          diagonal = row[j + 1];
          row[j + 1] = MIN (replaced, MIN (row[j], row[j + 1]) + 1);
        }
    }
  return row[length];
}

static guint
distance_between (const char *typed, const char *candidate)
{
  g_autofree char *folded = foyer_text_fold (candidate);
  guint distance;

  if (*typed == '\0')
    return FAR;
  if (strstr (folded, typed) != NULL || (*folded != '\0' && strstr (typed, folded) != NULL))
    return 0;
  if (strlen (folded) > 200)
    return FAR;
  distance = edit_distance (typed, folded);
  return distance <= MAX (1, strlen (typed) / 3) ? distance : FAR;
}

static int
compare_ranked (gconstpointer a, gconstpointer b)
{
  const Ranked *first = a, *second = b;

  return first->distance < second->distance ? -1 : first->distance > second->distance;
}

/**
 * foyer_cli_near:
 * @candidates: (element-type utf8): what could be meant
 * @limit: how many at most
 *
 * Returns: (transfer container) (element-type utf8): the candidates that contain @typed, are contained in it or differ
 * from it by few letters, the nearest first; borrowed from @candidates
 */
GPtrArray *
foyer_cli_near (const char *typed, GPtrArray *candidates, guint limit)
{
  g_autofree char *folded = foyer_text_fold (typed);
  g_autoptr (GArray) ranked = g_array_new (FALSE, FALSE, sizeof (Ranked));
  GPtrArray *near = g_ptr_array_new ();

  if (strlen (folded) > 200)
    return near;
  for (guint i = 0; i < candidates->len; i++)
    {
      Ranked entry = { candidates->pdata[i], distance_between (folded, candidates->pdata[i]) };

      if (entry.distance != FAR)
        g_array_append_val (ranked, entry);
    }
  g_array_sort (ranked, compare_ranked);
  for (guint i = 0; i < MIN (ranked->len, limit); i++)
    g_ptr_array_add (near, (gpointer) g_array_index (ranked, Ranked, i).candidate);
  return near;
}
