/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-outbox-private.h"

G_BEGIN_DECLS

/* What a text says after it went to the platform and came back: entities, composition, space and tags make no other
 * text. */
gboolean foyer_update_check_same_field (FoyerLead *mine, FoyerLead *theirs, FoyerLeadField field);

/* Reads the lead an update is about just before it is written. Finish: TRUE: lead and base are what is to be sent,
 * merged with what others changed. FALSE: move is what happened to the row instead, or NULL; error why the lead was not
 * read. */
void foyer_update_check_async (FoyerOutbox *outbox,
                               FoyerOutboxRecord *record,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean foyer_update_check_finish (FoyerOutbox *outbox,
                                    GAsyncResult *result,
                                    FoyerLead **lead,
                                    FoyerLead **base,
                                    FoyerOutboxMove **move,
                                    GError **error);

/* Whether a lead read now may lag behind what this desk wrote shortly before: former is the last delivered row of it.
 */
gboolean foyer_update_check_may_lag (const FoyerOutboxRecord *former, FoyerLead *theirs);

G_END_DECLS
