/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-outbox-machine.h"

G_BEGIN_DECLS

/**
 * FoyerOutboxNeed:
 * @FOYER_NEED_MET: it is on the platform: its id is known
 * @FOYER_NEED_UNSENT: it is kept, and nobody has asked to send it yet: whoever needs it asks
 * @FOYER_NEED_WAITS: it is on its way
 * @FOYER_NEED_STUCK: a person must see to it first, and so to whatever needs it
 * @FOYER_NEED_LOST: a person took it away: nothing can name it any more
 *
 * What the state of one row means to another that needs it: a lead its company, a person theirs, a note its lead.
 */
typedef enum
{
  FOYER_NEED_MET,
  FOYER_NEED_UNSENT,
  FOYER_NEED_WAITS,
  FOYER_NEED_STUCK,
  FOYER_NEED_LOST,
} FoyerOutboxNeed;

FoyerOutboxNeed foyer_outbox_need_judge (FoyerOutboxState needed, const char **reason);

G_END_DECLS
