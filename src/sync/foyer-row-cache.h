/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-lead-summary.h"
#include "foyer-mirror-file.h"

G_BEGIN_DECLS

/* The rows of a list that somebody looks at, and those looked at last; others are made and loaded when they are asked
 * for. */
typedef struct _FoyerRowCache FoyerRowCache;

FoyerRowCache *foyer_row_cache_new (FoyerMirrorFile *mirror);
void foyer_row_cache_free (FoyerRowCache *self);
FoyerLeadSummary *foyer_row_cache_get (FoyerRowCache *self, gint64 id);
void foyer_row_cache_take (FoyerRowCache *self, FoyerLeadSummary *loaded);
void foyer_row_cache_reload (FoyerRowCache *self);
void foyer_row_cache_tell_age (FoyerRowCache *self);
void foyer_row_cache_set_words (FoyerRowCache *self, const char *words);
void foyer_row_cache_set_pending (FoyerRowCache *self, GArray *pending);

G_END_DECLS
