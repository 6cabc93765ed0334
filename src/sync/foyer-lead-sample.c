/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What some leads of the platform's list show about it: whether it keeps an order, and whether a filter was honoured.
 */

#include "foyer-lead-sample.h"

static gint64
get_value (FoyerLead *lead, FoyerLeadField date)
{
  return date == FOYER_LEAD_NO_FIELD ? foyer_lead_get_platform_id (lead) : foyer_lead_get_date (lead, date);
}

/**
 * foyer_lead_sample_choose_bound:
 * @date: the date that is filtered by, or `FOYER_LEAD_NO_FIELD` for the id
 * @bound: (out): the highest value in the sample
 *
 * Returns: whether asking for @bound can show anything: without a lower value a filter cannot be told from none
 */
gboolean
foyer_lead_sample_choose_bound (const FoyerPage *sample, FoyerLeadField date, gint64 *bound)
{
  gint64 lowest = G_MAXINT64;

  *bound = 0;
  for (guint i = 0; i < sample->rows->len; i++)
    {
      gint64 value = get_value (sample->rows->pdata[i], date);

      if (value <= 0)
        continue;
      *bound = MAX (*bound, value);
      lowest = MIN (lowest, value);
    }
  return *bound > 0 && lowest < *bound;
}

/**
 * foyer_lead_sample_is_honoured:
 *
 * Returns: whether every row that came is the one, or at least as new, as asked for, and one did come
 */
gboolean
foyer_lead_sample_is_honoured (const FoyerPage *page, FoyerLeadField date, gint64 bound)
{
  for (guint i = 0; i < page->rows->len; i++)
    {
      gint64 value = get_value (page->rows->pdata[i], date);

      if (date == FOYER_LEAD_NO_FIELD ? value != bound : value < bound)
        return FALSE;
    }
  return page->rows->len > 0;
}

/**
 * foyer_lead_sample_is_ordered:
 *
 * Returns: whether the ids grow from row to row
 */
gboolean
foyer_lead_sample_is_ordered (const FoyerPage *page)
{
  for (guint i = 1; i < page->received_ids->len; i++)
    if (g_array_index (page->received_ids, gint64, i - 1) >= g_array_index (page->received_ids, gint64, i))
      return FALSE;
  return page->received_ids->len > 1;
}
