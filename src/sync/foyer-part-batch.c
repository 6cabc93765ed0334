/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What several pages, fetched side by side, say about where the list goes on: the platform promises no order, may
 * ignore what it was asked, and may repeat itself. */

#include "foyer-part-batch.h"

#define OVERLAP      5  /* rows that are asked for twice by position, since rows before them may have gone */
#define MIN_PER_PAGE 10 /* below that, a page by ids could hold nothing but the row it begins with */

void
foyer_part_batch_clear (FoyerPartBatch *self)
{
  for (guint i = 0; i < FOYER_MAX_LANES; i++)
    g_clear_pointer (&self->pages[i], foyer_part_page_free);
}

static gint64
get_first_id (const FoyerPartPage *page)
{
  return page->page->received_ids->len > 0 ? g_array_index (page->page->received_ids, gint64, 0) : 0;
}

/**
 * foyer_part_batch_cut:
 *
 * Leaves out what lies behind the last page, and pages that begin as the first one did: those the platform repeats.
 *
 * Returns: whether nothing comes after this batch
 */
gboolean
foyer_part_batch_cut (FoyerPartBatch *self)
{
  if (self->start == 0)
    self->first_id = get_first_id (self->pages[0]);
  for (guint i = 0; i < self->n_pages; i++)
    {
      gint64 id = get_first_id (self->pages[i]);
      gboolean repeats = (self->start > 0 || i > 0) && id != 0 && id == self->first_id;

      if (self->pages[i]->page->is_last || repeats)
        {
          self->n_pages = i + 1;
          return TRUE;
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

/* Ids grow from row to row, over all pages. */
static gboolean
is_ordered (const FoyerPartBatch *self, gint64 *last_id)
{
  *last_id = 0;
  for (guint i = 0; i < self->n_pages; i++)
    for (guint j = 0; j < self->pages[i]->page->received_ids->len; j++)
      {
        gint64 id = g_array_index (self->pages[i]->page->received_ids, gint64, j);

        if (id <= *last_id)
          return FALSE;
        *last_id = id;
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
  *start = self->start + (self->n_pages - 1) * self->per_page + n_last;
  if (n_last > 1)
    *start -= MIN (OVERLAP, n_last - 1);
  return FALSE;
}
