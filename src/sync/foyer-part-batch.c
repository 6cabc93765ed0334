/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What several pages, fetched side by side, say about where the list goes on: the platform promises no order, may
 * ignore what it was asked, and may repeat itself. */

#include "foyer-part-batch.h"

#define OVERLAP      5  /* rows that are asked for twice by position, since rows before them may have gone */
#define LANE_OVERLAP 1  /* row that two pages side by side share, which shows that none slipped through between them */
#define MIN_PER_PAGE 10 /* below that, a page by ids could hold nothing but the row it begins with */

void
foyer_part_batch_clear (FoyerPartBatch *self)
{
  for (guint i = 0; i < FOYER_MAX_LANES; i++)
    g_clear_pointer (&self->pages[i], foyer_part_page_free);
}

static gboolean
lanes_overlap (const FoyerPartBatch *self)
{
  return self->per_page > LANE_OVERLAP;
}

/**
 * foyer_part_batch_get_start:
 *
 * Returns: from which position on the rows of a page are
 */
guint
foyer_part_batch_get_start (const FoyerPartBatch *self, guint lane)
{
  return self->start + lane * (self->per_page - (lanes_overlap (self) ? LANE_OVERLAP : 0));
}

static gint64
get_first_id (const FoyerPartPage *page)
{
  return page->page->received_ids->len > 0 ? g_array_index (page->page->received_ids, gint64, 0) : 0;
}

static guint
count_shared (const FoyerPartPage *page, const FoyerPartPage *before)
{
  const GArray *ids = page->page->received_ids, *ids_before = before->page->received_ids;
  guint n = 0;

  /* Where rows are where they were, the first of one is the last of the other. */
  for (guint i = 0; i < ids->len; i++)
    for (guint j = ids_before->len; j > 0; j--)
      if (g_array_index (ids, gint64, i) == g_array_index (ids_before, gint64, j - 1))
        {
          n++;
          break;
        }
  return n;
}

static gboolean
repeats_first (const FoyerPartBatch *self, guint i)
{
  gint64 id = get_first_id (self->pages[i]);

  return (self->start > 0 || i > 0) && id != 0 && id == self->first_id;
}

/**
 * foyer_part_batch_cut:
 *
 * Leaves out what lies behind the last page, pages that begin as the first one did, which the platform repeats, and
 * pages that share no row with the one before: a row that went away meanwhile moved others between the two.
 *
 * Returns: whether nothing comes after this batch
 */
gboolean
foyer_part_batch_cut (FoyerPartBatch *self)
{
  self->has_gap = FALSE;
  self->n_repeated = 0;
  if (self->start == 0)
    self->first_id = get_first_id (self->pages[0]);
  for (guint i = 0; i < self->n_pages; i++)
    {
      if (self->pages[i]->page->is_last || repeats_first (self, i))
        {
          self->n_pages = i + 1;
          return TRUE;
        }
      if (i + 1 < self->n_pages && lanes_overlap (self) && !repeats_first (self, i + 1))
        {
          guint n_shared = count_shared (self->pages[i + 1], self->pages[i]);

          self->n_repeated += n_shared;
          if (n_shared == 0)
            {
              self->has_gap = TRUE;
              self->n_pages = i + 1;
              return FALSE;
            }
        }
    }
  return FALSE;
}

gboolean
foyer_part_batch_is_honoured (const FoyerPartBatch *self)
{
  for (guint i = 0; i < self->n_pages; i++)
    if (!self->pages[i]->is_honoured)
      return FALSE;
  return TRUE;
}

/* Ids grow from row to row, over all pages, which share some. */
static gboolean
is_ordered (const FoyerPartBatch *self, gint64 *last_id)
{
  *last_id = 0;
  for (guint i = 0; i < self->n_pages; i++)
    {
      const GArray *ids = self->pages[i]->page->received_ids;
      gint64 before = 0;

      for (guint j = 0; j < ids->len; j++)
        {
          gint64 id = g_array_index (ids, gint64, j);

          if (id <= before)
            return FALSE;
          before = id;
        }
      if (ids->len > 0
          && (before < *last_id || (i > 0 && get_first_id (self->pages[i]) < get_first_id (self->pages[i - 1]))))
        return FALSE;
      *last_id = MAX (*last_id, before);
    }
  return *last_id > self->base_id;
}

/**
 * foyer_part_batch_find_next:
 * @by_id: whether to go on by id, where ids grow from row to row
 * @base_id: (out): where the next batch begins
 * @start: (out): and at which position from there
 *
 * Returns: whether it goes on by id
 */
gboolean
foyer_part_batch_find_next (const FoyerPartBatch *self, gboolean by_id, gint64 *base_id, guint *start)
{
  guint n_last = self->pages[self->n_pages - 1]->page->n_received;
  gint64 last_id = 0;

  if (by_id && self->per_page >= MIN_PER_PAGE && is_ordered (self, &last_id))
    {
      *base_id = last_id;
      *start = 0;
      return TRUE;
    }
  *base_id = self->base_id;
  *start = foyer_part_batch_get_start (self, self->n_pages - 1) + n_last;
  if (n_last > 1)
    *start -= MIN (OVERLAP, n_last - 1);
  return FALSE;
}
