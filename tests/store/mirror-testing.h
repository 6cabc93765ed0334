/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Leads in a real mirror, for its tests. */
#pragma once

#include "foyer-lead.h"
#include "store-testing.h"

/* modified 0: the platform does not say when. */
FoyerLead *new_mirrored_lead (gint64 id, const char *name, const char *company, gint64 modified);
void put_leads (FoyerMirrorFile *mirror, GPtrArray *leads);
void put_lead (FoyerMirrorFile *mirror, FoyerLead *lead);
GPtrArray *list_leads (FoyerMirrorFile *mirror, const char *text, guint limit);
FoyerLead *load_lead (FoyerMirrorFile *mirror, gint64 id, GError **error);
