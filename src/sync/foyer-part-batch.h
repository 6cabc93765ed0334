/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-part-page.h"

G_BEGIN_DECLS

#define FOYER_MAX_LANES 4

/**
 * FoyerPartBatch:
 * @pages: (nullable): the pages, as they came
 * @n_pages: how many were asked for
 * @base_id: only ids from here on were asked for; 0 for all
 * @start: and of these, those from this position on
 * @per_page: how many rows a page can hold
 * @first_id: the id the first of all pages began with, to tell a platform that repeats it
 * @has_gap: whether pages were left out, since rows may have slipped through between them
 * @n_repeated: how many rows came on two pages
 *
 * Pages of a list that were asked for side by side.
 */
typedef struct
{
  FoyerPartPage *pages[FOYER_MAX_LANES];
  guint n_pages;
  gint64 base_id;
  guint start;
  guint per_page;
  gint64 first_id;
  gboolean has_gap;
  guint n_repeated;
} FoyerPartBatch;

void foyer_part_batch_clear (FoyerPartBatch *self);
guint foyer_part_batch_get_start (const FoyerPartBatch *self, guint lane);
gboolean foyer_part_batch_cut (FoyerPartBatch *self);
gboolean foyer_part_batch_is_honoured (const FoyerPartBatch *self);
gboolean foyer_part_batch_find_next (const FoyerPartBatch *self, gboolean by_id, gint64 *base_id, guint *start);

G_END_DECLS
