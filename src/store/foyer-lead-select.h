/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-database.h"
#include "foyer-lead-query.h"

G_BEGIN_DECLS

/* A lead query as a statement. */
typedef struct _FoyerLeadSelect FoyerLeadSelect;

FoyerLeadSelect *foyer_lead_select_new (const FoyerLeadQuery *query, GArray *pending);
void foyer_lead_select_free (FoyerLeadSelect *self);
FoyerStatement *foyer_lead_select_prepare (FoyerLeadSelect *self,
                                           FoyerDatabase *database,
                                           const char *columns,
                                           const char *group_by,
                                           gint64 limit,
                                           GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerLeadSelect, foyer_lead_select_free)

G_END_DECLS
