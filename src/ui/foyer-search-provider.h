/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-lead-finder.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define FOYER_TYPE_SEARCH_PROVIDER (foyer_search_provider_get_type ())
G_DECLARE_FINAL_TYPE (FoyerSearchProvider, foyer_search_provider, FOYER, SEARCH_PROVIDER, GObject)

/* Signals: show-lead (const char *account_uuid, gint64 platform_id), new-lead (const char *name),
 * search (const char *text). */
FoyerSearchProvider *foyer_search_provider_new (GApplication *application,
                                                GSettings *settings,
                                                FoyerLeadFinder *finder);
gboolean foyer_search_provider_export (FoyerSearchProvider *self,
                                       GDBusConnection *connection,
                                       const char *object_path,
                                       GError **error);
void foyer_search_provider_unexport (FoyerSearchProvider *self);

G_END_DECLS
