/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rows of the outbox speak of. */

#include "foyer-outbox-kind.h"

G_DEFINE_ENUM_TYPE (FoyerOutboxKind,
                    foyer_outbox_kind,
                    G_DEFINE_ENUM_VALUE (FOYER_OUTBOX_LEAD, "lead"),
                    G_DEFINE_ENUM_VALUE (FOYER_OUTBOX_COMPANY, "company"),
                    G_DEFINE_ENUM_VALUE (FOYER_OUTBOX_PERSON, "person"),
                    G_DEFINE_ENUM_VALUE (FOYER_OUTBOX_NOTE, "note"))

gboolean
foyer_outbox_kind_is_party (FoyerOutboxKind kind)
{
  return kind == FOYER_OUTBOX_COMPANY || kind == FOYER_OUTBOX_PERSON;
}

FoyerOutboxKind
foyer_outbox_kind_for_party (FoyerPartyKind kind)
{
  return kind == FOYER_PARTY_COMPANY ? FOYER_OUTBOX_COMPANY : FOYER_OUTBOX_PERSON;
}

FoyerPartyKind
foyer_outbox_kind_to_party (FoyerOutboxKind kind)
{
  return kind == FOYER_OUTBOX_COMPANY ? FOYER_PARTY_COMPANY : FOYER_PARTY_PERSON;
}
