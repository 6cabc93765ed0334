/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-delivery.h"

G_BEGIN_DECLS

/* Looks once for an uncertain row of a company, a person or a note. attempts: of FoyerLookupAttempt, oldest first.
 * Finish: what happened to the row (transfer full), NULL when the session ends. */
void foyer_object_look_async (FoyerOutbox *outbox,
                              FoyerOutboxRecord *record,
                              GPtrArray *attempts,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
FoyerOutboxMove *foyer_object_look_finish (FoyerOutbox *outbox, GAsyncResult *result, GError **error);

/* The first one that was added of its kind is read back once: what this key can find again may be sent again. */
void foyer_object_look_read_back (FoyerOutbox *outbox, FoyerOutboxRecord *record);

G_END_DECLS
