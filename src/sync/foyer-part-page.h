/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-collection.h"
#include "foyer-progress.h"
#include "foyer-session.h"

G_BEGIN_DECLS

/**
 * FoyerPartPage:
 * @page: (not nullable): the leads, companies, people or notes that came
 * @anonymised: (nullable) (element-type gint64): those of them that are nobody any more
 * @is_honoured: whether nothing came that the filter should have left out
 *
 * A page of any part of the mirror.
 */
typedef struct
{
  FoyerPage *page;
  GArray *anonymised;
  gboolean is_honoured;
} FoyerPartPage;

void foyer_part_page_free (FoyerPartPage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerPartPage, foyer_part_page_free)

void foyer_part_page_fetch_async (FoyerSession *session,
                                  FoyerMirrorPart part,
                                  gint64 changed_since,
                                  gint64 from_id,
                                  guint start,
                                  guint per_page,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
FoyerPartPage *foyer_part_page_fetch_finish (FoyerSession *session, GAsyncResult *result, GError **error);

G_END_DECLS
