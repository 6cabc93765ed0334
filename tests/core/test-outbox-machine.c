/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outbox's state machine, pair by pair, and what must hold over any sequence. The matrix is written from
 * delivery.md a second time, so that a slip in the table is seen. */

#include "foyer-outbox-machine.h"

#include <string.h>

/* One letter a state: D draft, H held, Q queued, S sending, U uncertain, C conflict, R rejected, V delivered, X
 * discarded; . cannot happen. Rows are events, columns the states D H Q S U C R V X. */
static const char *const matrix[FOYER_N_OUTBOX_EVENTS] = {
  [FOYER_OUTBOX_SAVE] = "H........",         [FOYER_OUTBOX_SAVE_AT_ONCE] = "Q........",
  [FOYER_OUTBOX_HOLD_ENDED] = ".Q.......",   [FOYER_OUTBOX_UNDO] = ".DD......",
  [FOYER_OUTBOX_EDIT] = "DDDSUCD..",         [FOYER_OUTBOX_SEND_NOW] = ".QQ.QQQ..",
  [FOYER_OUTBOX_DISCARD] = "XXX.XXX..",      [FOYER_OUTBOX_BEGIN] = "..S......",
  [FOYER_OUTBOX_FOUND_DONE] = "..V......",   [FOYER_OUTBOX_FOUND_CHANGED] = "..C......",
  [FOYER_OUTBOX_FOUND_GONE] = "..R.R....",   [FOYER_OUTBOX_DELIVERED_NOW] = "...V.....",
  [FOYER_OUTBOX_NOT_SENT] = "..QQ.....",     [FOYER_OUTBOX_STALE_CLOCK] = "...Q.....",
  [FOYER_OUTBOX_LATER] = "..QQ.....",        [FOYER_OUTBOX_ACCOUNT] = "..QQU....",
  [FOYER_OUTBOX_REFUSED] = "...R.....",      [FOYER_OUTBOX_GONE] = "...R.....",
  [FOYER_OUTBOX_MAYBE] = "...U.....",        [FOYER_OUTBOX_DELIVERER_CHANGED] = "..QUU....",
  [FOYER_OUTBOX_LOOKED_ONE] = "....V....",   [FOYER_OUTBOX_LOOKED_SEVERAL] = "....V....",
  [FOYER_OUTBOX_LOOKED_ALIKE] = "....C....", [FOYER_OUTBOX_LOOKED_NONE_YET] = "....U....",
  [FOYER_OUTBOX_LOOKED_NONE] = "....Q....",  [FOYER_OUTBOX_LOOKED_NONE_LATE] = "....C....",
  [FOYER_OUTBOX_CANNOT_LOOK] = "....C....",  [FOYER_OUTBOX_LOOK_FAILED] = "....U....",
  [FOYER_OUTBOX_CHOSE_THEIRS] = ".....V...",
};

static const char letters[] = "DHQSUCRVX";

/* Would catch any pair that leads somewhere else than delivery.md says, is missing, or is allowed although it cannot
 * happen. */
static void
test_every_pair (void)
{
  for (guint state = 0; state < FOYER_N_OUTBOX_STATES; state++)
    for (guint event = 0; event < FOYER_N_OUTBOX_EVENTS; event++)
      {
        char expected = matrix[event][state];
        FoyerOutboxState next = FOYER_N_OUTBOX_STATES;
        FoyerOutboxEffects effects = FOYER_EFFECT_NONE;
        const char *reason = NULL;
        gboolean possible = foyer_outbox_machine_step (state, event, &next, &effects, &reason);

        g_test_message ("state %u, event %u", state, event);
        g_assert_cmpint (possible, ==, expected != '.');
        if (possible)
          {
            g_assert_cmpint (letters[next], ==, expected);
            g_assert_nonnull (reason);
          }
        else
          {
            g_assert_cmpuint (next, ==, state);
            g_assert_cmpuint (effects, ==, FOYER_EFFECT_NONE);
          }
      }
}

static FoyerOutboxEffects
effects_of (FoyerOutboxState state, FoyerOutboxEvent event)
{
  FoyerOutboxState next = state;
  FoyerOutboxEffects effects = FOYER_EFFECT_NONE;

  g_assert_true (foyer_outbox_machine_step (state, event, &next, &effects, NULL));
  return effects;
}

/* Would catch a step that is right but whose work is forgotten. */
static void
test_effects (void)
{
  for (guint state = 0; state < FOYER_N_OUTBOX_STATES; state++)
    for (guint event = 0; event < FOYER_N_OUTBOX_EVENTS; event++)
      {
        FoyerOutboxState next = state;
        FoyerOutboxEffects effects = FOYER_EFFECT_NONE;
        guint waits = 0;

        if (!foyer_outbox_machine_step (state, event, &next, &effects, NULL))
          continue;
        for (guint bit = FOYER_EFFECT_DUE_NOW; bit <= FOYER_EFFECT_LOOK_LATER; bit <<= 1)
          waits += (effects & bit) != 0;
        g_assert_cmpuint (waits, <=, 1);
        if (next == FOYER_OUTBOX_QUEUED)
          g_assert_true ((effects
                          & (FOYER_EFFECT_DUE_NOW | FOYER_EFFECT_BACK_OFF | FOYER_EFFECT_WAIT_AS_TOLD
                             | FOYER_EFFECT_PAUSE_ACCOUNT))
                         != 0);
        if (next == FOYER_OUTBOX_UNCERTAIN)
          g_assert_true (
              (effects
               & (FOYER_EFFECT_LOOK | FOYER_EFFECT_LOOK_LATER | FOYER_EFFECT_PAUSE_ACCOUNT | FOYER_EFFECT_FOLLOW))
              != 0);
        if (next == FOYER_OUTBOX_DELIVERED)
          g_assert_true ((effects & FOYER_EFFECT_KEEP_ID) != 0);
        if (next == FOYER_OUTBOX_CONFLICT || next == FOYER_OUTBOX_REJECTED)
          g_assert_true ((effects & FOYER_EFFECT_TELL) != 0);
      }
  g_assert_cmpuint (effects_of (FOYER_OUTBOX_SENDING, FOYER_OUTBOX_EDIT), ==, FOYER_EFFECT_FOLLOW);
  g_assert_cmpuint (effects_of (FOYER_OUTBOX_SENDING, FOYER_OUTBOX_LATER), ==, FOYER_EFFECT_WAIT_AS_TOLD);
  g_assert_cmpuint (effects_of (FOYER_OUTBOX_SENDING, FOYER_OUTBOX_ACCOUNT), ==, FOYER_EFFECT_PAUSE_ACCOUNT);
}

/* Would catch a second sending that nobody looked for first. Walks every sequence of up to six events: once an attempt
 * may have arrived, the row is sent again only after "none" was believed, a person chose it, or somebody found it was
 * not done. */
static void
walk (FoyerOutboxState state, gboolean may_have_arrived, guint depth)
{
  if (depth == 0)
    return;
  for (guint event = 0; event < FOYER_N_OUTBOX_EVENTS; event++)
    {
      FoyerOutboxState next = state;
      gboolean may = may_have_arrived;

      if (!foyer_outbox_machine_step (state, event, &next, NULL, NULL))
        continue;
      if (state == FOYER_OUTBOX_SENDING && next == FOYER_OUTBOX_UNCERTAIN)
        may = TRUE;
      if (event == FOYER_OUTBOX_LOOKED_NONE || event == FOYER_OUTBOX_SEND_NOW || event == FOYER_OUTBOX_FOUND_GONE
          || event == FOYER_OUTBOX_DISCARD || next == FOYER_OUTBOX_DELIVERED)
        may = FALSE;
      if (next == FOYER_OUTBOX_SENDING && state != FOYER_OUTBOX_SENDING)
        g_assert_false (may);
      g_assert_false (foyer_outbox_state_is_final (state));
      walk (next, may, depth - 1);
    }
}

static void
test_never_sent_again_unlooked (void)
{
  walk (FOYER_OUTBOX_DRAFT, FALSE, 7);
}

/* Would catch a state a row can never leave, though nobody took it away and it is not delivered. */
static void
test_no_row_is_stranded (void)
{
  for (guint state = 0; state < FOYER_N_OUTBOX_STATES; state++)
    {
      guint n_ways_out = 0;

      for (guint event = 0; event < FOYER_N_OUTBOX_EVENTS; event++)
        {
          FoyerOutboxState next = state;

          if (foyer_outbox_machine_step (state, event, &next, NULL, NULL) && next != state)
            n_ways_out++;
        }
      g_assert_cmpint (n_ways_out == 0, ==, foyer_outbox_state_is_final (state));
    }
}

/* Would catch a verdict whose row goes elsewhere than delivery.md's table of verdicts says. */
static void
test_verdicts (void)
{
  static const struct
  {
    FoyerVerdict verdict;
    FoyerOutboxState next;
  } rows[] = {
    { FOYER_VERDICT_DELIVERED, FOYER_OUTBOX_DELIVERED }, { FOYER_VERDICT_NOT_SENT, FOYER_OUTBOX_QUEUED },
    { FOYER_VERDICT_STALE_CLOCK, FOYER_OUTBOX_QUEUED },  { FOYER_VERDICT_LATER, FOYER_OUTBOX_QUEUED },
    { FOYER_VERDICT_ACCOUNT, FOYER_OUTBOX_QUEUED },      { FOYER_VERDICT_REJECTED, FOYER_OUTBOX_REJECTED },
    { FOYER_VERDICT_GONE, FOYER_OUTBOX_REJECTED },       { FOYER_VERDICT_UNCERTAIN, FOYER_OUTBOX_UNCERTAIN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      FoyerOutboxState next = FOYER_OUTBOX_SENDING;

      g_assert_true (foyer_outbox_machine_step (FOYER_OUTBOX_SENDING, foyer_outbox_event_for_verdict (rows[i].verdict),
                                                &next, NULL, NULL));
      g_assert_cmpuint (next, ==, rows[i].next);
    }
}

/* Would catch a wait that is none, grows without end, or strands a row after the clock was set back. */
static void
test_backoff (void)
{
  guint before = 0;

  for (guint n = 1; n < 10000; n += n < 20 ? 1 : 997)
    {
      guint shortest = foyer_backoff (n, 0);
      guint longest = foyer_backoff (n, 1);

      g_assert_cmpuint (shortest, >=, 1);
      g_assert_cmpuint (shortest, <=, longest);
      g_assert_cmpuint (longest, <=, FOYER_BACKOFF_LARGEST);
      g_assert_cmpuint (longest, >=, before);
      before = longest;
    }
  g_assert_cmpuint (before, ==, FOYER_BACKOFF_LARGEST);
  g_assert_cmpuint (foyer_backoff_offline (1, 1), ==, foyer_backoff (1, 1));
  g_assert_cmpuint (foyer_backoff_offline (100, 1), ==, 20);
  g_assert_cmpint (foyer_backoff_sane_due (1000 + FOYER_BACKOFF_LARGEST, 1000), ==, 1000 + FOYER_BACKOFF_LARGEST);
  g_assert_cmpint (foyer_backoff_sane_due (1001 + FOYER_BACKOFF_LARGEST, 1000), ==, 1000);
}

/* Would catch: a fence that lets a list be believed while the platform may still be working on the request. */
static void
test_fence (void)
{
  g_assert_cmpint (foyer_fence_get_believed_after (1000, 300), ==, 1360);
  g_assert_cmpint (foyer_fence_get_believed_after (1000, 301), ==, 1362);
  g_assert_cmpint (foyer_fence_get_believed_after (1000, 2), ==, 1004);
  g_assert_cmpint (foyer_fence_get_believed_after (1000, 0), ==, 1002);
}

/* The documentation shows the table that decides, not one that once did. */
static void
test_documented (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "docs", "outbox.md", NULL);
  g_autofree char *markdown = foyer_outbox_machine_to_markdown ();
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  if (strstr (text, markdown) == NULL)
    g_error ("docs/outbox.md is out of date; the table is now:\n%s", markdown);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpuint (strlen (letters), ==, FOYER_N_OUTBOX_STATES);
  g_test_add_func ("/core/outbox-machine/every-pair", test_every_pair);
  g_test_add_func ("/core/outbox-machine/effects", test_effects);
  g_test_add_func ("/core/outbox-machine/never-sent-again-unlooked", test_never_sent_again_unlooked);
  g_test_add_func ("/core/outbox-machine/no-row-is-stranded", test_no_row_is_stranded);
  g_test_add_func ("/core/outbox-machine/verdicts", test_verdicts);
  g_test_add_func ("/core/outbox-machine/backoff", test_backoff);
  g_test_add_func ("/core/outbox-machine/fence", test_fence);
  g_test_add_func ("/core/outbox-machine/documented", test_documented);
  return g_test_run ();
}
