/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-outbox-private.h"

G_BEGIN_DECLS

/* Reads the note an edit is about just before it is written. Finish: TRUE: it is to be sent. FALSE: move is what
 * happened to the row instead, or NULL; error why the note was not read. */
void foyer_note_check_async (FoyerOutbox *outbox,
                             FoyerOutboxRecord *record,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean foyer_note_check_finish (FoyerOutbox *outbox, GAsyncResult *result, FoyerOutboxMove **move, GError **error);

/* What two notes say, whatever the platform wrapped it in. */
gboolean foyer_note_check_same (FoyerNote *mine, FoyerNote *theirs);
FoyerNote *foyer_note_check_find (GPtrArray *notes, gint64 note_id);
/* Whether the platform knows no such lead any more. */
gboolean foyer_note_check_lead_is_gone (const GError *error);

G_END_DECLS
