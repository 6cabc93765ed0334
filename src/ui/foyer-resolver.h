/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-outbox-row.h"
#include "foyer-picklists.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FOYER_TYPE_RESOLVER (foyer_resolver_get_type ())
G_DECLARE_FINAL_TYPE (FoyerResolver, foyer_resolver, FOYER, RESOLVER, AdwDialog)

/* Signal: resolved (guint take_theirs): a FoyerFieldSet, chosen and to be kept. Closed without it, nothing has changed.
 * Actions: resolver.send, resolver.all-mine, resolver.all-theirs. */
FoyerResolver *foyer_resolver_new (FoyerOutboxRow *row, FoyerPicklists *picklists);

G_END_DECLS
