/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a row of the outbox that needs another one has to wait for: a table by the other one's state. */

#include "foyer-outbox-need.h"

typedef struct
{
  FoyerOutboxNeed need;
  const char *reason;
} Row;

static const Row table[FOYER_N_OUTBOX_STATES] = {
  [FOYER_OUTBOX_DRAFT] = { FOYER_NEED_UNSENT, "it goes along with the first that names it" },
  [FOYER_OUTBOX_HELD] = { FOYER_NEED_WAITS, "there is time to undo it" },
  [FOYER_OUTBOX_QUEUED] = { FOYER_NEED_WAITS, "it is sent first" },
  [FOYER_OUTBOX_SENDING] = { FOYER_NEED_WAITS, "its answer brings the id" },
  [FOYER_OUTBOX_UNCERTAIN] = { FOYER_NEED_WAITS, "it may be on the platform, and is looked for" },
  [FOYER_OUTBOX_CONFLICT] = { FOYER_NEED_STUCK, "a person has to say which one it is" },
  [FOYER_OUTBOX_REJECTED] = { FOYER_NEED_STUCK, "the platform refused it; a person has to mend it" },
  [FOYER_OUTBOX_DELIVERED] = { FOYER_NEED_MET, "its id is known" },
  [FOYER_OUTBOX_DISCARDED] = { FOYER_NEED_LOST, "a person took it away" },
};

/**
 * foyer_outbox_need_judge:
 * @needed: the state of the row that is needed
 * @reason: (out) (optional) (transfer none): why, in English, for logs
 */
FoyerOutboxNeed
foyer_outbox_need_judge (FoyerOutboxState needed, const char **reason)
{
  g_return_val_if_fail (needed < FOYER_N_OUTBOX_STATES, FOYER_NEED_STUCK);

  if (reason != NULL)
    *reason = table[needed].reason;
  return table[needed].need;
}
