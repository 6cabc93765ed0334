/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-outbox-machine.h"

G_BEGIN_DECLS

/**
 * FoyerLookAnswer:
 * @FOYER_LOOK_ANSWERED: the platform showed something, perhaps nothing
 * @FOYER_LOOK_NOT_ANSWERED: no connection, no reply, too much to do
 * @FOYER_LOOK_NOT_ALLOWED: the key may write these and not read them
 * @FOYER_LOOK_KEY_REFUSED: the key is not valid any more
 */
typedef enum
{
  FOYER_LOOK_ANSWERED,
  FOYER_LOOK_NOT_ANSWERED,
  FOYER_LOOK_NOT_ALLOWED,
  FOYER_LOOK_KEY_REFUSED,
  FOYER_N_LOOK_ANSWERS,
} FoyerLookAnswer;

/**
 * FoyerLookEvidence:
 * @is_update: whether something that is there was changed, and not something added
 * @answer: how the question was answered; all below is known only where it was
 * @is_there: for an update: whether what was changed is still there
 * @n_equal: how many equal what was sent: carry the mark that was sent with it, or, where nothing carries marks, say
 * the same and are nobody else's
 * @has_alike: whether there is one that only resembles it
 * @is_whole: whether everything was shown that could be it
 * @can_be_told: whether it would have been recognised if it was there: the platform shows the mark, or needs none
 * @is_after_fence: whether the platform would refuse the attempt as stale by now (foyer_fence_get_believed_after ())
 * @is_too_late: whether it may look different by now
 *
 * What a look for something that may have arrived has shown, all that a verdict on it is made from.
 */
typedef struct
{
  gboolean is_update;
  FoyerLookAnswer answer;
  gboolean is_there;
  guint n_equal;
  gboolean has_alike;
  gboolean is_whole;
  gboolean can_be_told;
  gboolean is_after_fence;
  gboolean is_too_late;
} FoyerLookEvidence;

FoyerOutboxEvent foyer_look_verdict_judge (const FoyerLookEvidence *evidence, const char **reason);

G_END_DECLS
