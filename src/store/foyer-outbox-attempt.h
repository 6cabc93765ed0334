/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-precious-file.h"

G_BEGIN_DECLS

/**
 * FoyerOutboxAttempt:
 * @signed_at: its IVVY-Date, unix seconds by the platform's clock
 * @ended: unix seconds; 0: it is under way, or nobody saw how it ended
 * @verdict: (nullable): its nick; none when nobody saw how it ended
 * @is_settled: whether it is known what became of it
 *
 * One attempt to send a row, as it was written down before its first byte left.
 */
typedef struct
{
  char *row;
  guint n;
  GBytes *body;
  gint64 signed_at;
  gint64 began;
  gint64 ended;
  char *verdict;
  char *reason;
  gboolean is_settled;
} FoyerOutboxAttempt;

void foyer_outbox_attempt_free (FoyerOutboxAttempt *self);

/* A GPtrArray of FoyerOutboxAttempt, oldest first, of the row; uuid NULL: of all rows. */
void foyer_outbox_attempt_list_async (FoyerPreciousFile *file,
                                      const char *uuid,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GPtrArray *foyer_outbox_attempt_list_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error);

G_END_DECLS
