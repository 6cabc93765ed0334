/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may happen to a row of the outbox, and what then (delivery.md): a table by state and event. A pair that is not
 * in it cannot happen, and whoever tries it is told so. Every pair is tested; the table is printed into the
 * documentation and drives the audit of the chaos run. */

#include "foyer-outbox-machine.h"

typedef struct
{
  gboolean possible;
  FoyerOutboxState next;
  FoyerOutboxEffects effects;
  const char *reason;
} Step;

#define TO(state, effects, reason) { TRUE, FOYER_OUTBOX_##state, effects, reason }

#define DUE_NOW    FOYER_EFFECT_DUE_NOW
#define BACK_OFF   FOYER_EFFECT_BACK_OFF
#define AS_TOLD    FOYER_EFFECT_WAIT_AS_TOLD
#define LOOK       FOYER_EFFECT_LOOK
#define LOOK_LATER FOYER_EFFECT_LOOK_LATER
#define KEEP_ID    FOYER_EFFECT_KEEP_ID
#define PAUSE      FOYER_EFFECT_PAUSE_ACCOUNT
#define FOLLOW     FOYER_EFFECT_FOLLOW
#define TELL       FOYER_EFFECT_TELL
#define NOTHING    FOYER_EFFECT_NONE

static const Step steps[FOYER_N_OUTBOX_STATES][FOYER_N_OUTBOX_EVENTS] = {
  [FOYER_OUTBOX_DRAFT] = {
    [FOYER_OUTBOX_SAVE] = TO (HELD, NOTHING, "there is time to undo"),
    [FOYER_OUTBOX_SAVE_AT_ONCE] = TO (QUEUED, DUE_NOW, "there is nothing to wait for"),
    [FOYER_OUTBOX_EDIT] = TO (DRAFT, NOTHING, "nobody asked to send it"),
    [FOYER_OUTBOX_DISCARD] = TO (DISCARDED, NOTHING, "it was never sent"),
  },
  [FOYER_OUTBOX_HELD] = {
    [FOYER_OUTBOX_HOLD_ENDED] = TO (QUEUED, DUE_NOW, "the time to undo is over"),
    [FOYER_OUTBOX_SEND_NOW] = TO (QUEUED, DUE_NOW, "the person does not want to wait"),
    [FOYER_OUTBOX_UNDO] = TO (DRAFT, NOTHING, "nothing was sent"),
    [FOYER_OUTBOX_EDIT] = TO (DRAFT, NOTHING, "nothing was sent; what is typed goes on in it"),
    [FOYER_OUTBOX_DISCARD] = TO (DISCARDED, NOTHING, "nothing was sent"),
  },
  [FOYER_OUTBOX_QUEUED] = {
    [FOYER_OUTBOX_BEGIN] = TO (SENDING, NOTHING, "the attempt is written down before it leaves"),
    [FOYER_OUTBOX_SEND_NOW] = TO (QUEUED, DUE_NOW, "the person does not want to wait"),
    [FOYER_OUTBOX_UNDO] = TO (DRAFT, NOTHING, "no attempt is open"),
    [FOYER_OUTBOX_EDIT] = TO (DRAFT, NOTHING, "no attempt is open; what is typed goes on in it"),
    [FOYER_OUTBOX_DISCARD] = TO (DISCARDED, NOTHING, "no attempt is open"),
    [FOYER_OUTBOX_FOUND_DONE] = TO (DELIVERED, KEEP_ID, "the platform already says it"),
    [FOYER_OUTBOX_FOUND_CHANGED] = TO (CONFLICT, TELL, "base, mine and theirs are for a person to choose from"),
    [FOYER_OUTBOX_FOUND_GONE] = TO (REJECTED, TELL, "it can be offered as a new lead"),
    [FOYER_OUTBOX_LATER] = TO (QUEUED, AS_TOLD, "the reading before the update was put off"),
    [FOYER_OUTBOX_NOT_SENT] = TO (QUEUED, BACK_OFF, "the reading before the update did not get through"),
    [FOYER_OUTBOX_ACCOUNT] = TO (QUEUED, PAUSE, "the key may not even read"),
    [FOYER_OUTBOX_DELIVERER_CHANGED] = TO (QUEUED, DUE_NOW, "nothing was under way"),
  },
  [FOYER_OUTBOX_SENDING] = {
    [FOYER_OUTBOX_DELIVERED_NOW] = TO (DELIVERED, KEEP_ID, "the platform said so"),
    [FOYER_OUTBOX_NOT_SENT] = TO (QUEUED, BACK_OFF, "nothing left this computer"),
    [FOYER_OUTBOX_STALE_CLOCK] = TO (QUEUED, BACK_OFF, "not done; the offset is learned"),
    [FOYER_OUTBOX_LATER] = TO (QUEUED, AS_TOLD, "not done; the platform has too much to do"),
    [FOYER_OUTBOX_ACCOUNT] = TO (QUEUED, PAUSE, "not done, and nothing else of this key will be"),
    [FOYER_OUTBOX_REFUSED] = TO (REJECTED, TELL, "a refusal is never a drop"),
    [FOYER_OUTBOX_GONE] = TO (REJECTED, TELL, "it can be offered as a new lead"),
    [FOYER_OUTBOX_MAYBE] = TO (UNCERTAIN, LOOK, "it may have arrived"),
    [FOYER_OUTBOX_DELIVERER_CHANGED] = TO (UNCERTAIN, LOOK, "nobody saw how it ended"),
    [FOYER_OUTBOX_EDIT] = TO (SENDING, FOLLOW, "what was sent cannot change any more"),
  },
  [FOYER_OUTBOX_UNCERTAIN] = {
    [FOYER_OUTBOX_LOOKED_ONE] = TO (DELIVERED, KEEP_ID, "there it is"),
    [FOYER_OUTBOX_LOOKED_SEVERAL] = TO (DELIVERED, KEEP_ID | TELL, "one is adopted, the person sees the rest"),
    [FOYER_OUTBOX_LOOKED_ALIKE] = TO (CONFLICT, TELL, "side by side, for a person to say"),
    [FOYER_OUTBOX_LOOKED_NONE_YET] = TO (UNCERTAIN, LOOK_LATER, "the platform may still be working on it"),
    [FOYER_OUTBOX_LOOKED_NONE] = TO (QUEUED, DUE_NOW, "the platform would refuse that attempt as stale by now"),
    [FOYER_OUTBOX_LOOKED_NONE_LATE] = TO (CONFLICT, TELL, "it may have been renamed, converted or reassigned since"),
    [FOYER_OUTBOX_CANNOT_LOOK] = TO (CONFLICT, TELL, "only a person can see whether it is there"),
    [FOYER_OUTBOX_LOOK_FAILED] = TO (UNCERTAIN, LOOK_LATER, "not being answered says nothing"),
    [FOYER_OUTBOX_FOUND_GONE] = TO (REJECTED, TELL, "it can be offered as a new lead"),
    [FOYER_OUTBOX_ACCOUNT] = TO (UNCERTAIN, PAUSE, "the key may not look"),
    [FOYER_OUTBOX_DELIVERER_CHANGED] = TO (UNCERTAIN, LOOK, "it is still not known"),
    [FOYER_OUTBOX_SEND_NOW] = TO (QUEUED, DUE_NOW, "the person was asked and wants it sent anyway"),
    [FOYER_OUTBOX_EDIT] = TO (UNCERTAIN, FOLLOW, "what was sent cannot change any more"),
    [FOYER_OUTBOX_DISCARD] = TO (DISCARDED, NOTHING, "the person was told that it may be on the platform"),
  },
  [FOYER_OUTBOX_CONFLICT] = {
    [FOYER_OUTBOX_SEND_NOW] = TO (QUEUED, DUE_NOW, "the person chose what is to be sent"),
    [FOYER_OUTBOX_CHOSE_THEIRS] = TO (DELIVERED, KEEP_ID, "the person says that it is there"),
    [FOYER_OUTBOX_EDIT] = TO (CONFLICT, TELL, "what is typed goes on in it; whether it is sent is still to be said"),
    [FOYER_OUTBOX_DISCARD] = TO (DISCARDED, NOTHING, "the person saw both"),
  },
  [FOYER_OUTBOX_REJECTED] = {
    [FOYER_OUTBOX_EDIT] = TO (DRAFT, NOTHING, "it is being mended"),
    [FOYER_OUTBOX_SEND_NOW] = TO (QUEUED, DUE_NOW, "the platform may have changed its mind"),
    [FOYER_OUTBOX_DISCARD] = TO (DISCARDED, NOTHING, "the person saw the refusal"),
  },
};

G_DEFINE_ENUM_TYPE (FoyerOutboxState,
                    foyer_outbox_state,
                    G_DEFINE_ENUM_VALUE (FOYER_OUTBOX_DRAFT, "draft"),
                    G_DEFINE_ENUM_VALUE (FOYER_OUTBOX_HELD, "held"),
                    G_DEFINE_ENUM_VALUE (FOYER_OUTBOX_QUEUED, "queued"),
                    G_DEFINE_ENUM_VALUE (FOYER_OUTBOX_SENDING, "sending"),
                    G_DEFINE_ENUM_VALUE (FOYER_OUTBOX_UNCERTAIN, "uncertain"),
                    G_DEFINE_ENUM_VALUE (FOYER_OUTBOX_CONFLICT, "conflict"),
                    G_DEFINE_ENUM_VALUE (FOYER_OUTBOX_REJECTED, "rejected"),
                    G_DEFINE_ENUM_VALUE (FOYER_OUTBOX_DELIVERED, "delivered"),
                    G_DEFINE_ENUM_VALUE (FOYER_OUTBOX_DISCARDED, "discarded"))

G_DEFINE_ENUM_TYPE (FoyerOutboxEvent,
                    foyer_outbox_event,
                    G_DEFINE_ENUM_VALUE (FOYER_OUTBOX_SAVE, "save"),
                    G_DEFINE_ENUM_VALUE (FOYER_OUTBOX_SAVE_AT_ONCE, "save-at-once"),
                    G_DEFINE_ENUM_VALUE (FOYER_OUTBOX_HOLD_ENDED, "hold-ended"),
                    G_DEFINE_ENUM_VALUE (FOYER_OUTBOX_UNDO, "undo"),
                    G_DEFINE_ENUM_VALUE (FOYER_OUTBOX_EDIT, "edit"),
                    G_DEFINE_ENUM_VALUE (FOYER_OUTBOX_SEND_NOW, "send-now"),
                    G_DEFINE_ENUM_VALUE (FOYER_OUTBOX_DISCARD, "discard"),
                    G_DEFINE_ENUM_VALUE (FOYER_OUTBOX_BEGIN, "begin"),
                    G_DEFINE_ENUM_VALUE (FOYER_OUTBOX_FOUND_DONE, "found-done"),
                    G_DEFINE_ENUM_VALUE (FOYER_OUTBOX_FOUND_CHANGED, "found-changed"),
                    G_DEFINE_ENUM_VALUE (FOYER_OUTBOX_FOUND_GONE, "found-gone"),
                    G_DEFINE_ENUM_VALUE (FOYER_OUTBOX_DELIVERED_NOW, "delivered-now"),
                    G_DEFINE_ENUM_VALUE (FOYER_OUTBOX_NOT_SENT, "not-sent"),
                    G_DEFINE_ENUM_VALUE (FOYER_OUTBOX_STALE_CLOCK, "stale-clock"),
                    G_DEFINE_ENUM_VALUE (FOYER_OUTBOX_LATER, "later"),
                    G_DEFINE_ENUM_VALUE (FOYER_OUTBOX_ACCOUNT, "account"),
                    G_DEFINE_ENUM_VALUE (FOYER_OUTBOX_REFUSED, "refused"),
                    G_DEFINE_ENUM_VALUE (FOYER_OUTBOX_GONE, "gone"),
                    G_DEFINE_ENUM_VALUE (FOYER_OUTBOX_MAYBE, "maybe"),
                    G_DEFINE_ENUM_VALUE (FOYER_OUTBOX_DELIVERER_CHANGED, "deliverer-changed"),
                    G_DEFINE_ENUM_VALUE (FOYER_OUTBOX_LOOKED_ONE, "looked-one"),
                    G_DEFINE_ENUM_VALUE (FOYER_OUTBOX_LOOKED_SEVERAL, "looked-several"),
                    G_DEFINE_ENUM_VALUE (FOYER_OUTBOX_LOOKED_ALIKE, "looked-alike"),
                    G_DEFINE_ENUM_VALUE (FOYER_OUTBOX_LOOKED_NONE_YET, "looked-none-yet"),
                    G_DEFINE_ENUM_VALUE (FOYER_OUTBOX_LOOKED_NONE, "looked-none"),
                    G_DEFINE_ENUM_VALUE (FOYER_OUTBOX_LOOKED_NONE_LATE, "looked-none-late"),
                    G_DEFINE_ENUM_VALUE (FOYER_OUTBOX_CANNOT_LOOK, "cannot-look"),
                    G_DEFINE_ENUM_VALUE (FOYER_OUTBOX_LOOK_FAILED, "look-failed"),
                    G_DEFINE_ENUM_VALUE (FOYER_OUTBOX_CHOSE_THEIRS, "chose-theirs"))

G_DEFINE_FLAGS_TYPE (FoyerOutboxEffects,
                     foyer_outbox_effects,
                     G_DEFINE_ENUM_VALUE (FOYER_EFFECT_DUE_NOW, "due-now"),
                     G_DEFINE_ENUM_VALUE (FOYER_EFFECT_BACK_OFF, "back-off"),
                     G_DEFINE_ENUM_VALUE (FOYER_EFFECT_WAIT_AS_TOLD, "wait-as-told"),
                     G_DEFINE_ENUM_VALUE (FOYER_EFFECT_LOOK, "look"),
                     G_DEFINE_ENUM_VALUE (FOYER_EFFECT_LOOK_LATER, "look-later"),
                     G_DEFINE_ENUM_VALUE (FOYER_EFFECT_KEEP_ID, "keep-id"),
                     G_DEFINE_ENUM_VALUE (FOYER_EFFECT_PAUSE_ACCOUNT, "pause-account"),
                     G_DEFINE_ENUM_VALUE (FOYER_EFFECT_FOLLOW, "follow"),
                     G_DEFINE_ENUM_VALUE (FOYER_EFFECT_TELL, "tell"))

/**
 * foyer_outbox_machine_step:
 * @next: (out): the state afterwards; @state where the pair cannot happen
 * @effects: (out) (optional): what has to be done
 * @reason: (out) (optional) (nullable): why, in English, for the documentation and the history
 *
 * Returns: whether @event can happen in @state; where not, nothing may be done
 */
gboolean
foyer_outbox_machine_step (FoyerOutboxState state,
                           FoyerOutboxEvent event,
                           FoyerOutboxState *next,
                           FoyerOutboxEffects *effects,
                           const char **reason)
{
  const Step *step = NULL;

  g_return_val_if_fail (state < FOYER_N_OUTBOX_STATES && event < FOYER_N_OUTBOX_EVENTS, FALSE);

  step = &steps[state][event];
  *next = step->possible ? step->next : state;
  if (effects != NULL)
    *effects = step->effects;
  if (reason != NULL)
    *reason = step->reason;
  return step->possible;
}

/**
 * foyer_outbox_event_for_verdict:
 *
 * Returns: what the verdict on an attempt is to its row
 */
FoyerOutboxEvent
foyer_outbox_event_for_verdict (FoyerVerdict verdict)
{
  switch (verdict)
    {
    case FOYER_VERDICT_DELIVERED:
      return FOYER_OUTBOX_DELIVERED_NOW;
    case FOYER_VERDICT_NOT_SENT:
      return FOYER_OUTBOX_NOT_SENT;
    case FOYER_VERDICT_STALE_CLOCK:
      return FOYER_OUTBOX_STALE_CLOCK;
    case FOYER_VERDICT_LATER:
      return FOYER_OUTBOX_LATER;
    case FOYER_VERDICT_ACCOUNT:
      return FOYER_OUTBOX_ACCOUNT;
    case FOYER_VERDICT_REJECTED:
      return FOYER_OUTBOX_REFUSED;
    case FOYER_VERDICT_GONE:
      return FOYER_OUTBOX_GONE;
    case FOYER_VERDICT_UNCERTAIN:
    default:
      return FOYER_OUTBOX_MAYBE;
    }
}

gboolean
foyer_outbox_state_is_final (FoyerOutboxState state)
{
  return state == FOYER_OUTBOX_DELIVERED || state == FOYER_OUTBOX_DISCARDED;
}

/**
 * foyer_outbox_state_needs_person:
 *
 * Returns: whether the row stays where it is until a person decides
 */
gboolean
foyer_outbox_state_needs_person (FoyerOutboxState state)
{
  return state == FOYER_OUTBOX_DRAFT || state == FOYER_OUTBOX_CONFLICT || state == FOYER_OUTBOX_REJECTED;
}

/**
 * foyer_outbox_machine_to_markdown:
 *
 * Returns: (transfer full): the table as the documentation shows it
 */
char *
foyer_outbox_machine_to_markdown (void)
{
  g_autoptr (GEnumClass) states = g_type_class_ref (FOYER_TYPE_OUTBOX_STATE);
  g_autoptr (GEnumClass) events = g_type_class_ref (FOYER_TYPE_OUTBOX_EVENT);
  GString *text = g_string_new ("| state | event | next | effects | why |\n|---|---|---|---|---|\n");

  for (int state = 0; state < FOYER_N_OUTBOX_STATES; state++)
    for (int event = 0; event < FOYER_N_OUTBOX_EVENTS; event++)
      {
        const Step *step = &steps[state][event];
        g_autofree char *effects = g_flags_to_string (FOYER_TYPE_OUTBOX_EFFECTS, step->effects);

        if (!step->possible)
          continue;
        g_string_append_printf (text, "| %s | %s | %s | %s | %s |\n", g_enum_get_value (states, state)->value_nick,
                                g_enum_get_value (events, event)->value_nick,
                                g_enum_get_value (states, (int) step->next)->value_nick,
                                step->effects != FOYER_EFFECT_NONE ? effects : "", step->reason);
      }
  return g_string_free_and_steal (text);
}

/**
 * foyer_backoff:
 * @n_attempts: how often it was tried, at least 1
 * @jitter: 0 to 1, drawn anew each time, so that a thousand rows do not come back together
 *
 * Doubles from 2 seconds to 5 minutes; there is no ceiling on the number of attempts (delivery.md).
 *
 * Returns: seconds to wait, between half and the whole of the step
 */
guint
foyer_backoff (guint n_attempts, double jitter)
{
  guint step = FOYER_BACKOFF_FIRST;

  for (guint i = 1; i < n_attempts && step < FOYER_BACKOFF_LARGEST; i++)
    step *= 2;
  step = MIN (step, FOYER_BACKOFF_LARGEST);
  return MAX (1, (guint) (step * (0.5 + CLAMP (jitter, 0, 1) / 2)));
}

/**
 * foyer_backoff_offline:
 *
 * foyer_backoff() where nothing left this computer. A try is free then, and not everybody's network tells when it is
 * back: what may have arrived is to be found soon after (delivery.md).
 */
guint
foyer_backoff_offline (guint n_attempts, double jitter)
{
  return MIN (foyer_backoff (n_attempts, jitter), FOYER_BACKOFF_OFFLINE);
}

/**
 * foyer_backoff_sane_due:
 * @due: when a row was to be due, in seconds since 1970
 *
 * Returns: @due, or @now where @due is further away than the largest backoff: the clock was set back meanwhile
 */
gint64
foyer_backoff_sane_due (gint64 due, gint64 now)
{
  return due > now + FOYER_BACKOFF_LARGEST ? now : due;
}

/**
 * foyer_fence_get_believed_after:
 * @signed_at: the IVVY-Date of the attempt, in seconds since 1970
 * @lifetime: how long the platform accepts a request, in seconds
 *
 * The margin is a fifth of the lifetime.
 *
 * Returns: from when on the platform refuses that attempt as stale, and is done with it if it had begun: a list that
 * was made after this and does not show it proves that it is not there
 */
gint64
foyer_fence_get_believed_after (gint64 signed_at, guint lifetime)
{
  return signed_at + lifetime + MAX ((lifetime + 4) / 5, FOYER_FENCE_SMALLEST_MARGIN);
}
