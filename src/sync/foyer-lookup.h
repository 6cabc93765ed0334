/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-deliverer.h"
#include "foyer-delivery.h"

G_BEGIN_DECLS

/* Looks once for each of these uncertain rows, and moves it as far as what was seen allows. records: of
 * FoyerOutboxRecord. */
void foyer_lookup_run_async (FoyerOutbox *outbox,
                             FoyerDeliverer *deliverer,
                             GPtrArray *records,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
FoyerDeliveryEnd foyer_lookup_run_finish (FoyerOutbox *outbox, GAsyncResult *result, gint64 *retry_after);

G_END_DECLS
