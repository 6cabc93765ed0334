/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-lead-query.h"
#include "foyer-session.h"

G_BEGIN_DECLS

/* Writes the leads the query wants to a CSV file, in its order. Returns how many. */
void foyer_lead_export_async (FoyerSession *session,
                              const FoyerLeadQuery *query,
                              GFile *file,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gssize foyer_lead_export_finish (FoyerSession *session, GAsyncResult *result, GError **error);

G_END_DECLS
