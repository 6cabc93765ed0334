/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-arrival.h"
#include "foyer-deliverer.h"

G_BEGIN_DECLS

/* lead: NULL when its bytes cannot be read. */
typedef struct
{
  guint n;
  gint64 signed_at;
  FoyerLead *lead;
  FoyerFieldSet sent_fields;
  char *text;
} FoyerLookupAttempt;

/**
 * FoyerLookupSeen:
 * @error: (nullable): why nothing was seen
 * @snapshot: nothing that was seen is older than this, by the platform's clock
 * @earliest: from when on leads were asked for
 * @page: (nullable): for adds: what was listed
 * @adopted: (nullable): for adds: the ids on @page that are a row's already
 * @row: (nullable): for an update: the lead
 * @former: (nullable): for an update: the newest delivered row of the lead
 *
 * What a look has shown.
 */
typedef struct
{
  GError *error;
  gint64 snapshot;
  gint64 earliest;
  FoyerPage *page;
  GHashTable *adopted;
  FoyerLead *row;
  FoyerOutboxRecord *former;
} FoyerLookupSeen;

/* The platform's time at that moment, monotonic microseconds, and never later: to be asked for once a reply has taught
 * us its clock. */
gint64 foyer_lookup_get_snapshot (FoyerSession *session, gint64 asked);

/* Nobody answered, or not all of it; looked, none, and it may still come. Both (transfer full). */
FoyerOutboxMove *foyer_lookup_move_not_seen (const FoyerOutboxRecord *record, const GError *error);
FoyerOutboxMove *foyer_lookup_move_none_yet (FoyerOutbox *outbox,
                                             const FoyerOutboxRecord *record,
                                             gint64 snapshot,
                                             gint64 believed_after);

/* Both return (transfer full) what it is to the row. attempts: of FoyerLookupAttempt, oldest first. */
FoyerOutboxMove *foyer_lookup_judge_add (FoyerOutbox *outbox,
                                         FoyerDeliverer *deliverer,
                                         const FoyerOutboxRecord *record,
                                         GPtrArray *attempts,
                                         const FoyerLookupSeen *seen);
FoyerOutboxMove *foyer_lookup_judge_update (FoyerOutbox *outbox,
                                            const FoyerOutboxRecord *record,
                                            GPtrArray *attempts,
                                            const FoyerLookupSeen *seen);

G_END_DECLS
