/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-outbox-private.h"

G_BEGIN_DECLS

/**
 * FoyerDeliveryEnd:
 * @FOYER_DELIVERY_ANSWERED: the platform answered, whatever
 * @FOYER_DELIVERY_UNANSWERED: it may have arrived
 * @FOYER_DELIVERY_OFFLINE: nothing can leave this computer now
 * @FOYER_DELIVERY_NOT_NOW: nothing is taken now: too many requests, a platform that is out of order
 * @FOYER_DELIVERY_KEY_REFUSED: the account pauses
 * @FOYER_DELIVERY_DISK_FAILED: the disk did not take the attempt, so nothing was sent
 * @FOYER_DELIVERY_OVERTAKEN: somebody changed the row meanwhile, or the session ends: nothing was sent
 *
 * What one delivery says about the next ones.
 */
typedef enum
{
  FOYER_DELIVERY_ANSWERED,
  FOYER_DELIVERY_UNANSWERED,
  FOYER_DELIVERY_OFFLINE,
  FOYER_DELIVERY_NOT_NOW,
  FOYER_DELIVERY_KEY_REFUSED,
  FOYER_DELIVERY_DISK_FAILED,
  FOYER_DELIVERY_OVERTAKEN,
} FoyerDeliveryEnd;

/* One attempt to deliver one queued row. retry_after: seconds the platform asked for, or 0. */
void foyer_delivery_run_async (FoyerOutbox *outbox,
                               FoyerOutboxRecord *record,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
FoyerDeliveryEnd foyer_delivery_run_finish (FoyerOutbox *outbox, GAsyncResult *result, gint64 *retry_after);

FoyerDeliveryEnd foyer_delivery_end_for_error (const GError *error);
FoyerOutboxEvent foyer_delivery_event_for_read_error (const GError *error);
void foyer_delivery_answer_from_error (FoyerOutboxMove *move, const GError *error);
gint64 foyer_delivery_due_after (guint n_attempts);

G_END_DECLS
