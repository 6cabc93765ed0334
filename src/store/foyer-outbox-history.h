/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-database.h"
#include "foyer-history-entry.h"
#include "foyer-outbox-record.h"
#include "foyer-precious-file.h"

G_BEGIN_DECLS

#define FOYER_HISTORY_DAYS 90

/* Inside somebody's transaction. */
gboolean foyer_outbox_history_write (FoyerDatabase *database,
                                     const FoyerOutboxRecord *record,
                                     const char *answer,
                                     GError **error);

/* Newest first; platform_id 0: of all leads. A GPtrArray of FoyerHistoryEntry. */
void foyer_outbox_history_list_async (FoyerPreciousFile *file,
                                      gint64 platform_id,
                                      guint limit,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GPtrArray *foyer_outbox_history_list_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error);

/* Forgets what is older than FOYER_HISTORY_DAYS: closed rows, their attempts, the history. */
void foyer_outbox_history_prune_async (FoyerPreciousFile *file,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean foyer_outbox_history_prune_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error);

G_END_DECLS
