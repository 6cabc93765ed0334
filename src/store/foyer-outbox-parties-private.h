/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-outbox-record-private.h"

G_BEGIN_DECLS

/* Companies and people that leads name and that are not on the platform yet, inside somebody's transaction. changed:
 * takes every row that moved. */

/* What a lead names and is there by now, it names by the platform's id. */
gboolean foyer_outbox_parties_settle (FoyerDatabase *database, FoyerLead *lead, GError **error);
/* A lead that is saved: the rest is asked to be sent,
 * and needs (transfer full) (nullable) are their rows. FOYER_ERROR_INVALID when one was taken away. */
gboolean foyer_outbox_parties_name (
    FoyerDatabase *database, FoyerLead *lead, guint hold, char **needs, GPtrArray *changed, GError **error);
/* Those of before that are not in needs any more are not sent on this row's account. */
gboolean foyer_outbox_parties_release (
    FoyerDatabase *database, const char *before, const char *needs, GPtrArray *changed, GError **error);
/* The row of a company or person was delivered: whatever names it names it by its id. */
gboolean foyer_outbox_parties_arrived (FoyerDatabase *database,
                                       const FoyerOutboxRecord *record,
                                       GPtrArray *changed,
                                       GError **error);

G_END_DECLS
