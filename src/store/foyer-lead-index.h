/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-lead-query.h"
#include "foyer-lead-summary.h"
#include "foyer-mirror-file.h"

G_BEGIN_DECLS

/**
 * FoyerLeadSection:
 * @start: the first position of the section
 * @key: see [enum@FoyerLeadSections]
 */
typedef struct
{
  guint start;
  gint64 key;
} FoyerLeadSection;

/**
 * FoyerLeadListing:
 * @ids: (element-type gint64): the leads, in order
 * @sections: (element-type FoyerLeadSection): empty where the query asks for none
 * @summaries: (nullable) (element-type FoyerLeadSummary): the same leads, where they were asked for
 * @changes: (nullable) (element-type FoyerIdChange): what makes the ids of what was known before, where that was told
 * @is_complete: whether there are no more
 *
 * What a query wants, or how it begins.
 */
typedef struct
{
  GArray *ids;
  GArray *sections;
  GPtrArray *summaries;
  GArray *changes;
  gboolean is_complete;
} FoyerLeadListing;

void foyer_lead_listing_free (FoyerLeadListing *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerLeadListing, foyer_lead_listing_free)

/* pending: ids of leads with a change that is not on the platform, may be NULL. now: in whose zone days begin; NULL
 * where the query asks for no sections by date. */
void foyer_lead_index_begin_async (FoyerMirrorFile *mirror,
                                   const FoyerLeadQuery *query,
                                   GArray *pending,
                                   GDateTime *now,
                                   guint limit,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* All of it, without summaries; takes its time, and stops when cancelled. known: the ids that were listed before, may
 * be NULL; it must not change any more. */
void foyer_lead_index_list_async (FoyerMirrorFile *mirror,
                                  const FoyerLeadQuery *query,
                                  GArray *pending,
                                  GDateTime *now,
                                  GArray *known,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
FoyerLeadListing *foyer_lead_index_list_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error);

/* In the order of the ids, without those that are not here (any more): a GPtrArray of FoyerLeadSummary. words: what was
 * searched for, so that their excerpts show it; may be NULL. */
void foyer_lead_index_load_async (FoyerMirrorFile *mirror,
                                  GArray *ids,
                                  const char *words,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GPtrArray *foyer_lead_index_load_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error);

/**
 * FoyerLeadTally:
 * @key: a value of the field, 0 for none
 * @month: year * 100 + month of creation, in UTC; 0 where it was not asked for
 * @n: how many leads
 */
typedef struct
{
  gint64 key;
  gint64 month;
  gint64 n;
} FoyerLeadTally;

/* How many leads have which value of a field: a GArray of FoyerLeadTally. */
void foyer_lead_index_tally_async (FoyerMirrorFile *mirror,
                                   const FoyerLeadQuery *query,
                                   GArray *pending,
                                   FoyerLeadField field,
                                   gboolean by_month,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GArray *foyer_lead_index_tally_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error);

G_END_DECLS
