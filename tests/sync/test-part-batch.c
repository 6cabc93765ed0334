/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What pages that were fetched side by side show, and what slipped through between them. */

#include "foyer-part-batch.h"

#define PER_PAGE 100

static FoyerPartPage *
new_page (gint64 first_id, guint n)
{
  FoyerPartPage *self = g_new0 (FoyerPartPage, 1);

  self->page = g_new0 (FoyerPage, 1);
  self->page->rows = g_ptr_array_new ();
  self->page->row_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->page->received_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < n; i++)
    {
      gint64 id = first_id + i;

      g_array_append_val (self->page->received_ids, id);
    }
  self->page->n_received = n;
  self->page->is_last = n < PER_PAGE;
  self->is_honoured = TRUE;
  return self;
}

static void
fill (FoyerPartBatch *batch, gint64 first, gint64 second, gint64 third, guint n_third)
{
  *batch = (FoyerPartBatch) { .n_pages = 3, .per_page = PER_PAGE };
  batch->pages[0] = new_page (first, PER_PAGE);
  batch->pages[1] = new_page (second, PER_PAGE);
  batch->pages[2] = new_page (third, n_third);
}

/* Would catch: pages that do not share a row, or that are not put together because they do. */
static void
test_in_place (void)
{
  FoyerPartBatch batch = { .n_pages = 3, .per_page = PER_PAGE };
  gint64 base_id;
  guint start;

  g_assert_cmpuint (foyer_part_batch_get_start (&batch, 1), ==, PER_PAGE - 1);
  g_assert_cmpuint (foyer_part_batch_get_start (&batch, 2), ==, 2 * (PER_PAGE - 1));
  fill (&batch, 1, 100, 199, PER_PAGE);
  g_assert_false (foyer_part_batch_cut (&batch));
  g_assert_cmpuint (batch.n_pages, ==, 3);
  g_assert_cmpuint (batch.n_repeated, ==, 2);
  g_assert_false (batch.has_gap);
  g_assert_true (foyer_part_batch_find_next (&batch, TRUE, &base_id, &start));
  g_assert_cmpint (base_id, ==, 298);
  g_assert_cmpuint (start, ==, 0);
  g_assert_false (foyer_part_batch_find_next (&batch, FALSE, &base_id, &start));
  g_assert_cmpint (base_id, ==, 0);
  g_assert_cmpuint (start, <, 298);
  g_assert_cmpuint (start, >, 290);
  foyer_part_batch_clear (&batch);

  fill (&batch, 1, 100, 199, 40);
  g_assert_true (foyer_part_batch_cut (&batch));
  g_assert_cmpuint (batch.n_pages, ==, 3);
  foyer_part_batch_clear (&batch);
}

/* Would catch: a row that is not fetched until the next refresh of everything because another before it went away
 * between two pages of a batch. */
static void
test_row_gone_between (void)
{
  FoyerPartBatch batch;
  gint64 base_id;
  guint start;

  /* The first page came when all was there; then a row of it went away. */
  fill (&batch, 1, 101, 200, PER_PAGE);
  g_assert_false (foyer_part_batch_cut (&batch));
  g_assert_true (batch.has_gap);
  g_assert_cmpuint (batch.n_pages, ==, 1);
  g_assert_true (foyer_part_batch_find_next (&batch, TRUE, &base_id, &start));
  g_assert_cmpint (base_id, ==, 100);
  g_assert_false (foyer_part_batch_find_next (&batch, FALSE, &base_id, &start));
  g_assert_cmpuint (start, <, 100);
  foyer_part_batch_clear (&batch);

  /* A row more shows more of the same. */
  fill (&batch, 1, 98, 199, PER_PAGE);
  g_assert_false (foyer_part_batch_cut (&batch));
  g_assert_cmpuint (batch.n_pages, ==, 2);
  g_assert_true (foyer_part_batch_find_next (&batch, TRUE, &base_id, &start));
  g_assert_cmpint (base_id, ==, 197);
  foyer_part_batch_clear (&batch);

  /* All that was to come is gone: whether that is the end is asked once more. */
  fill (&batch, 1, 100, 300, 0);
  g_assert_false (foyer_part_batch_cut (&batch));
  g_assert_cmpuint (batch.n_pages, ==, 2);
  foyer_part_batch_clear (&batch);
}

/* Would catch: pages taken for ordered that are so each for itself only. */
static void
test_unordered (void)
{
  FoyerPartBatch batch;
  gint64 base_id;
  guint start;

  fill (&batch, 500, 410, 320, PER_PAGE);
  g_assert_false (foyer_part_batch_cut (&batch));
  g_assert_cmpuint (batch.n_pages, ==, 3);
  g_assert_false (foyer_part_batch_find_next (&batch, TRUE, &base_id, &start));
  foyer_part_batch_clear (&batch);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/part-batch/in-place", test_in_place);
  g_test_add_func ("/part-batch/row-gone-between", test_row_gone_between);
  g_test_add_func ("/part-batch/unordered", test_unordered);
  return g_test_run ();
}
