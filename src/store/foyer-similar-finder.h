/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-lead-summary.h"
#include "foyer-likeness.h"
#include "foyer-mirror-file.h"

G_BEGIN_DECLS

/**
 * FoyerFoundAlike:
 * @party: (nullable): a company or person that looks the same
 * @lead: (nullable): else a lead of one that does, or one of the same name
 * @likeness: in what
 */
typedef struct
{
  FoyerParty *party;
  FoyerLeadSummary *lead;
  FoyerLikeness likeness;
} FoyerFoundAlike;

/* What looks the same in the mirror: a GPtrArray of FoyerFoundAlike, parties first, those that are alike in most first,
 * then leads, those of the same name first, then the newest. */
void foyer_similar_finder_find_async (FoyerMirrorFile *mirror,
                                      const FoyerIdentity *identity,
                                      gint64 except_lead,
                                      guint limit,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GPtrArray *foyer_similar_finder_find_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error);

G_END_DECLS
