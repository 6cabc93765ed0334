/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a look for a company, a person or a note means that may have arrived (delivery.md, Uncertain adds): a table,
 * walked in order, the first row that fits decides. */

#include "foyer-look-verdict.h"

/* One bit each; a set of 0 is any. */
#define BIT(value) (1u << (value))

#define ADD    BIT (0)
#define UPDATE BIT (1)

#define NONE    BIT (0)
#define ONE     BIT (1)
#define SEVERAL BIT (2)

#define NO  BIT (0)
#define YES BIT (1)

typedef struct
{
  guint calls;
  guint answers;
  guint is_there;
  guint n_equal;
  guint has_alike;
  guint is_whole;
  guint can_be_told;
  guint is_after_fence;
  guint is_too_late;
  FoyerOutboxEvent event;
  const char *reason;
} Row;

static const Row table[] = {
  { .answers = BIT (FOYER_LOOK_KEY_REFUSED), .event = FOYER_OUTBOX_ACCOUNT, .reason = "the key may not even read" },
  { .answers = BIT (FOYER_LOOK_NOT_ALLOWED),
    .event = FOYER_OUTBOX_CANNOT_LOOK,
    .reason = "only a person can see whether it is there" },
  { .answers = BIT (FOYER_LOOK_NOT_ANSWERED),
    .event = FOYER_OUTBOX_LOOK_FAILED,
    .reason = "not being answered says nothing" },

  { .n_equal = ONE, .event = FOYER_OUTBOX_LOOKED_ONE, .reason = "there it is" },
  { UPDATE, .n_equal = SEVERAL, .event = FOYER_OUTBOX_LOOKED_ONE, .reason = "it says what it was to say" },
  { ADD, .n_equal = SEVERAL, .event = FOYER_OUTBOX_LOOKED_SEVERAL, .reason = "one is it, the rest is for a person" },

  { UPDATE, .is_whole = NO, .is_after_fence = YES, .is_too_late = YES, .event = FOYER_OUTBOX_CANNOT_LOOK,
    .reason = "not all is shown, and that does not pass: only a person can see whether it is there" },
  { ADD, .is_whole = NO, .has_alike = NO, .is_after_fence = YES, .is_too_late = YES,
    .event = FOYER_OUTBOX_LOOKED_NONE_LATE, .reason = "not all is shown, and that does not pass: it is for a person" },
  { .is_whole = NO, .is_too_late = NO, .event = FOYER_OUTBOX_LOOK_FAILED, .reason = "what was not shown may be it" },
  { .is_whole = NO, .is_after_fence = NO, .event = FOYER_OUTBOX_LOOK_FAILED, .reason = "what was not shown may be it" },
  { .is_after_fence = NO, .event = FOYER_OUTBOX_LOOKED_NONE_YET, .reason = "the platform may still be working on it" },
  { UPDATE, .is_there = NO, .event = FOYER_OUTBOX_FOUND_GONE, .reason = "what was to be changed is no longer there" },
  { UPDATE, .event = FOYER_OUTBOX_LOOKED_NONE, .reason = "it does not say it, and that attempt would be stale by now" },
  { ADD, .has_alike = YES, .event = FOYER_OUTBOX_LOOKED_ALIKE, .reason = "side by side, for a person to say" },
  { ADD, .can_be_told = NO, .event = FOYER_OUTBOX_CANNOT_LOOK, .reason = "it would not be recognised if it was there" },
  { ADD, .is_too_late = YES, .event = FOYER_OUTBOX_LOOKED_NONE_LATE, .reason = "it may look different by now" },
  { ADD, .event = FOYER_OUTBOX_LOOKED_NONE, .reason = "that attempt would be refused as stale by now" },
};

static gboolean
is_in_set (guint set, guint value)
{
  return set == 0 || (set & BIT (value)) != 0;
}

static gboolean
row_fits (const Row *row, const FoyerLookEvidence *evidence)
{
  return is_in_set (row->calls, evidence->is_update ? 1 : 0) && is_in_set (row->answers, evidence->answer)
         && is_in_set (row->is_there, !!evidence->is_there) && is_in_set (row->n_equal, MIN (evidence->n_equal, 2))
         && is_in_set (row->has_alike, !!evidence->has_alike) && is_in_set (row->is_whole, !!evidence->is_whole)
         && is_in_set (row->can_be_told, !!evidence->can_be_told)
         && is_in_set (row->is_after_fence, !!evidence->is_after_fence)
         && is_in_set (row->is_too_late, !!evidence->is_too_late);
}

/**
 * foyer_look_verdict_judge:
 * @reason: (out) (optional) (transfer none): why, in English, for logs
 *
 * Returns: what happened to the uncertain row that was looked for
 */
FoyerOutboxEvent
foyer_look_verdict_judge (const FoyerLookEvidence *evidence, const char **reason)
{
  const Row *row = table;

  /* The last rows fit whatever no other row fits. */
  while (row < table + G_N_ELEMENTS (table) - 1 && !row_fits (row, evidence))
    row++;
  if (reason != NULL)
    *reason = row->reason;
  return row->event;
}
