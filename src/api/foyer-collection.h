/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-client.h"
#include "foyer-filter.h"

G_BEGIN_DECLS

#define FOYER_MAX_PER_PAGE 100 /* the documented maximum of the strictest call */

/**
 * FoyerRowReader:
 * @row: one row, whose `id` is already known to be usable
 * @is_bad: (out): set to `TRUE` when the row cannot be read
 *
 * Runs in a thread of its own, so it touches nothing but its arguments.
 *
 * Returns: (nullable) (transfer full): what the row says; `NULL` when it is bad or not wanted
 */
typedef gpointer (*FoyerRowReader) (JsonObject *row, gboolean *is_bad, gpointer read_data);

/**
 * FoyerCollection:
 *
 * One of the platform's lists: the call, and how a row is read.
 */
typedef struct
{
  const char *name_space;
  const char *action;
  FoyerRowReader read;
  GDestroyNotify row_free;
} FoyerCollection;

/**
 * FoyerPage:
 * @rows: what was read, wanted and not there before
 * @row_ids: (element-type gint64): their ids
 * @received_ids: (element-type gint64): the ids of all rows that came, unwanted ones among them
 * @n_received: the rows that came, those without an id among them
 * @n_bad: the rows that could not be read: counted, never fatal
 * @is_last: whether there is nothing behind it, as far as the platform says
 * @total: what the platform says there is in all, or -1; its own samples contradict it
 * @server_date: the `Date` of the (last) reply in unix seconds, or 0
 *
 * A part of a collection, or all of it.
 */
typedef struct
{
  GPtrArray *rows;
  GArray *row_ids;
  GArray *received_ids;
  guint n_received;
  guint n_bad;
  gboolean is_last;
  gint64 total;
  gint64 server_date;
} FoyerPage;

void foyer_page_free (FoyerPage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerPage, foyer_page_free)

void foyer_collection_fetch_async (const FoyerCollection *self,
                                   FoyerClient *client,
                                   FoyerFilter *filter,
                                   gpointer read_data,
                                   GDestroyNotify read_data_free,
                                   guint start,
                                   guint per_page,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
FoyerPage *foyer_collection_fetch_finish (FoyerClient *client, GAsyncResult *result, GError **error);
void foyer_collection_fetch_all_async (const FoyerCollection *self,
                                       FoyerClient *client,
                                       FoyerFilter *filter,
                                       gpointer read_data,
                                       GDestroyNotify read_data_free,
                                       guint max_pages,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
FoyerPage *foyer_collection_fetch_all_finish (FoyerClient *client, GAsyncResult *result, GError **error);

G_END_DECLS
