/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-lead.h"

G_BEGIN_DECLS

#define FOYER_TYPE_DRAFT (foyer_draft_get_type ())
G_DECLARE_FINAL_TYPE (FoyerDraft, foyer_draft, FOYER, DRAFT, GObject)

/* What was typed and is not on the platform yet: the lead, what it was made from, and, when it was sent and the reply
 * did not come, the bytes that may have arrived. */
FoyerDraft *foyer_draft_new (FoyerLead *lead, FoyerLead *base);
const char *foyer_draft_get_uuid (FoyerDraft *self);
FoyerLead *foyer_draft_get_lead (FoyerDraft *self);
FoyerLead *foyer_draft_get_base (FoyerDraft *self);
gint64 foyer_draft_get_updated (FoyerDraft *self);
void foyer_draft_set_updated (FoyerDraft *self, gint64 updated);
gint64 foyer_draft_get_sent (FoyerDraft *self);
GBytes *foyer_draft_get_sent_body (FoyerDraft *self);
void foyer_draft_set_sent (FoyerDraft *self, gint64 sent, GBytes *body);

G_END_DECLS
