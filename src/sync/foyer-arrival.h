/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-lead.h"

G_BEGIN_DECLS

/**
 * FoyerArrival:
 * @FOYER_ARRIVAL_FOUND: exactly one lead on the platform is the attempt
 * @FOYER_ARRIVAL_ABSENT: the attempt is not there, and the platform would refuse it as stale by now
 * @FOYER_ARRIVAL_TOO_EARLY: the attempt is not there, but the platform may still be working on it
 * @FOYER_ARRIVAL_SEVERAL: more than one lead equals the attempt: for a person to tell apart
 * @FOYER_ARRIVAL_LOOKS_ALIKE: none equals the attempt, one shares its name or its people: for a person to judge
 *
 * What a look on the platform says about an attempt whose reply did not come.
 */
typedef enum
{
  FOYER_ARRIVAL_FOUND,
  FOYER_ARRIVAL_ABSENT,
  FOYER_ARRIVAL_TOO_EARLY,
  FOYER_ARRIVAL_SEVERAL,
  FOYER_ARRIVAL_LOOKS_ALIKE,
} FoyerArrival;

#define FOYER_ARRIVAL_SLACK 10 /* seconds a lead may seem older than the attempt that made it */

gint64 foyer_arrival_get_earliest (gint64 sent);
gint64 foyer_arrival_get_believed_after (gint64 sent, guint lifetime);
gboolean foyer_arrival_is_same (FoyerLead *attempt, FoyerLead *row);
void foyer_arrival_list_candidates (FoyerLead *attempt,
                                    GPtrArray *rows,
                                    GHashTable *known_before,
                                    gint64 sent,
                                    guint lifetime,
                                    GPtrArray *equal,
                                    GPtrArray *alike);
FoyerArrival foyer_arrival_judge_add (FoyerLead *attempt,
                                      GPtrArray *rows,
                                      GHashTable *known_before,
                                      gint64 sent,
                                      guint lifetime,
                                      gint64 reply_date,
                                      gint64 *platform_id);
gboolean foyer_arrival_judge_update (FoyerLead *attempt, FoyerFieldSet sent_fields, FoyerLead *row);
gboolean foyer_arrival_same_text (const char *mine, const char *theirs);

G_END_DECLS
