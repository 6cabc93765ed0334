/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-part-batch.h"

G_BEGIN_DECLS

/* Writes the rows of a batch, which are taken out of its pages, and forgets those that are nobody any more; n_forgotten
 * of them were here. It cannot be cancelled. */
void foyer_part_write_async (FoyerSession *session,
                             FoyerMirrorPart part,
                             FoyerPartBatch *batch,
                             gint64 generation,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean foyer_part_write_finish (FoyerSession *session, GAsyncResult *result, guint *n_forgotten, GError **error);

G_END_DECLS
