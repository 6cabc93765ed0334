/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a look means for what may have arrived, evidence by evidence, and what the state of one row means to another
 * that needs it. */

#include "foyer-look-verdict.h"
#include "foyer-outbox-need.h"

/* Every evidence there is, by a number. */
#define N_EVIDENCES (2 * FOYER_N_LOOK_ANSWERS * 2 * 3 * 2 * 2 * 2 * 2 * 2)

static FoyerLookEvidence
evidence_of (guint n)
{
  FoyerLookEvidence evidence = { 0 };

  evidence.is_update = n % 2;
  n /= 2;
  evidence.answer = n % FOYER_N_LOOK_ANSWERS;
  n /= FOYER_N_LOOK_ANSWERS;
  evidence.is_there = n % 2;
  n /= 2;
  evidence.n_equal = n % 3;
  n /= 3;
  evidence.has_alike = n % 2;
  n /= 2;
  evidence.is_whole = n % 2;
  n /= 2;
  evidence.can_be_told = n % 2;
  n /= 2;
  evidence.is_after_fence = n % 2;
  n /= 2;
  evidence.is_too_late = n % 2;
  return evidence;
}

/* delivery.md a second time, in other words. */
static FoyerOutboxEvent
expected (const FoyerLookEvidence *evidence)
{
  if (evidence->answer == FOYER_LOOK_KEY_REFUSED)
    return FOYER_OUTBOX_ACCOUNT;
  if (evidence->answer == FOYER_LOOK_NOT_ALLOWED)
    return FOYER_OUTBOX_CANNOT_LOOK;
  if (evidence->answer == FOYER_LOOK_NOT_ANSWERED)
    return FOYER_OUTBOX_LOOK_FAILED;
  if (evidence->n_equal > 0)
    return evidence->n_equal > 1 && !evidence->is_update ? FOYER_OUTBOX_LOOKED_SEVERAL : FOYER_OUTBOX_LOOKED_ONE;
  /* What is not all shown for an hour is for a person. */
  if (!evidence->is_whole && (!evidence->is_after_fence || !evidence->is_too_late))
    return FOYER_OUTBOX_LOOK_FAILED;
  if (!evidence->is_whole && evidence->is_update)
    return FOYER_OUTBOX_CANNOT_LOOK;
  if (!evidence->is_whole)
    return evidence->has_alike ? FOYER_OUTBOX_LOOKED_ALIKE : FOYER_OUTBOX_LOOKED_NONE_LATE;
  if (!evidence->is_after_fence)
    return FOYER_OUTBOX_LOOKED_NONE_YET;
  if (evidence->is_update)
    return evidence->is_there ? FOYER_OUTBOX_LOOKED_NONE : FOYER_OUTBOX_FOUND_GONE;
  if (evidence->has_alike)
    return FOYER_OUTBOX_LOOKED_ALIKE;
  if (!evidence->can_be_told)
    return FOYER_OUTBOX_CANNOT_LOOK;
  return evidence->is_too_late ? FOYER_OUTBOX_LOOKED_NONE_LATE : FOYER_OUTBOX_LOOKED_NONE;
}

/* Would catch any evidence that is judged otherwise, or that happens to a row that is uncertain and cannot. */
static void
test_every_evidence (void)
{
  for (guint n = 0; n < N_EVIDENCES; n++)
    {
      FoyerLookEvidence evidence = evidence_of (n);
      const char *reason = NULL;
      FoyerOutboxEvent event = foyer_look_verdict_judge (&evidence, &reason);
      FoyerOutboxState next;
      FoyerOutboxEffects effects;

      g_test_message ("evidence %u", n);
      g_assert_cmpint (event, ==, expected (&evidence));
      g_assert_nonnull (reason);
      g_assert_true (foyer_outbox_machine_step (FOYER_OUTBOX_UNCERTAIN, event, &next, &effects, NULL));
    }
}

/* Would catch what would be there twice: an add that is sent again although it may be on its way, may be there unseen,
 * or would not have been recognised. */
static void
test_sent_again_only_when_known (void)
{
  for (guint n = 0; n < N_EVIDENCES; n++)
    {
      FoyerLookEvidence evidence = evidence_of (n);

      if (foyer_look_verdict_judge (&evidence, NULL) != FOYER_OUTBOX_LOOKED_NONE)
        continue;
      g_assert_true (evidence.answer == FOYER_LOOK_ANSWERED && evidence.is_whole && evidence.is_after_fence);
      g_assert_cmpuint (evidence.n_equal, ==, 0);
      g_assert_true (evidence.is_update || (evidence.can_be_told && !evidence.has_alike && !evidence.is_too_late));
    }
}

/* One letter a state, in the order of the states: M met, u unsent, w waits, S stuck, L lost. Would catch a lead that is
 * sent without its company, waits for one that will never come, or waits in silence for a person. */
static void
test_needs (void)
{
  static const char letters[] = "MuwSL";
  static const char table[] = "uwwwwSSML";

  for (guint state = 0; state < FOYER_N_OUTBOX_STATES; state++)
    {
      const char *reason = NULL;
      FoyerOutboxNeed need = foyer_outbox_need_judge (state, &reason);

      g_assert_cmpint (letters[need], ==, table[state]);
      g_assert_nonnull (reason);
      g_assert_cmpint (need == FOYER_NEED_STUCK || need == FOYER_NEED_UNSENT, ==,
                       foyer_outbox_state_needs_person (state));
      g_assert_cmpint (need == FOYER_NEED_MET || need == FOYER_NEED_LOST, ==, foyer_outbox_state_is_final (state));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/look-verdict/every-evidence", test_every_evidence);
  g_test_add_func ("/look-verdict/sent-again-only-when-known", test_sent_again_only_when_known);
  g_test_add_func ("/look-verdict/needs", test_needs);
  return g_test_run ();
}
