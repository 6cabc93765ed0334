/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-lead.h"

G_BEGIN_DECLS

#define FOYER_ARRIVAL_SLACK 10 /* seconds a lead may seem older than the attempt that made it */

gint64 foyer_arrival_get_earliest (gint64 sent);
gboolean foyer_arrival_is_same (FoyerLead *attempt, FoyerLead *row);
void foyer_arrival_list_candidates (FoyerLead *attempt,
                                    GPtrArray *rows,
                                    GHashTable *known_before,
                                    gint64 sent,
                                    guint lifetime,
                                    GPtrArray *equal,
                                    GPtrArray *alike);
gboolean foyer_arrival_judge_update (FoyerLead *attempt, FoyerFieldSet sent_fields, FoyerLead *row);
gboolean foyer_arrival_same_text (const char *mine, const char *theirs);

G_END_DECLS
