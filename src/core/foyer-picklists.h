/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-picklist.h"

G_BEGIN_DECLS

#define FOYER_TYPE_PICKLISTS (foyer_picklists_get_type ())
G_DECLARE_FINAL_TYPE (FoyerPicklists, foyer_picklists, FOYER, PICKLISTS, GObject)

FoyerPicklists *foyer_picklists_new (void);
FoyerPicklist *foyer_picklists_get (FoyerPicklists *self, FoyerPicklistKind kind);

G_END_DECLS
