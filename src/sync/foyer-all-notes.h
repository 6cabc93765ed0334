/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-session.h"

G_BEGIN_DECLS

/* Asks the platform once for the notes of all leads, and remembers whether it gives them. Finish: FALSE only when it
 * could not be asked, and then what was known stays. The session's client and services are there. */
void foyer_all_notes_ask_async (FoyerSession *session,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean foyer_all_notes_ask_finish (FoyerSession *session, GAsyncResult *result, GError **error);

/* What turned out later. */
void foyer_all_notes_know (FoyerSession *session, gboolean are_listed);

G_END_DECLS
