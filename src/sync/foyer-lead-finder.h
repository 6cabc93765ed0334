/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-account.h"
#include "foyer-lead-query.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define FOYER_TYPE_LEAD_FINDER (foyer_lead_finder_get_type ())
G_DECLARE_FINAL_TYPE (FoyerLeadFinder, foyer_lead_finder, FOYER, LEAD_FINDER, GObject)

/* Leads of an account's mirror for somebody who has no session: the search of the desktop. It sends nothing, needs no
 * secret, opens the mirror for one answer and closes it again. */
FoyerLeadFinder *foyer_lead_finder_new (const char *data_dir, const char *cache_dir);

/* Both end with foyer_lead_finder_finish(). Load: those of the ids that are there, in their order. */
void foyer_lead_finder_find_async (FoyerLeadFinder *self,
                                   const char *account_uuid,
                                   const FoyerLeadQuery *query,
                                   guint limit,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
void foyer_lead_finder_load_async (FoyerLeadFinder *self,
                                   const char *account_uuid,
                                   GArray *platform_ids,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GPtrArray *foyer_lead_finder_finish (FoyerLeadFinder *self,
                                     GAsyncResult *result,
                                     FoyerAccount **account,
                                     GError **error);

G_END_DECLS
