/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-party.h"

G_BEGIN_DECLS

/**
 * FoyerOutboxKind:
 * @FOYER_OUTBOX_LEAD: a lead is added or changed
 * @FOYER_OUTBOX_COMPANY: a company is added; the leads and people that name it wait for it
 * @FOYER_OUTBOX_PERSON: a person is added; the leads that name them wait for them
 * @FOYER_OUTBOX_NOTE: a note of a lead is added or changed; it waits while its lead is not on the platform
 *
 * What a row of the outbox speaks of.
 */
typedef enum
{
  FOYER_OUTBOX_LEAD,
  FOYER_OUTBOX_COMPANY,
  FOYER_OUTBOX_PERSON,
  FOYER_OUTBOX_NOTE,
  FOYER_N_OUTBOX_KINDS,
} FoyerOutboxKind;

#define FOYER_TYPE_OUTBOX_KIND (foyer_outbox_kind_get_type ())
GType foyer_outbox_kind_get_type (void) G_GNUC_CONST;

gboolean foyer_outbox_kind_is_party (FoyerOutboxKind kind);
FoyerOutboxKind foyer_outbox_kind_for_party (FoyerPartyKind kind);
FoyerPartyKind foyer_outbox_kind_to_party (FoyerOutboxKind kind);

G_END_DECLS
