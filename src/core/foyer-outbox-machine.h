/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-verdict.h"

G_BEGIN_DECLS

/**
 * FoyerOutboxState:
 * @FOYER_OUTBOX_DRAFT: typed and kept; nobody asked to send it
 * @FOYER_OUTBOX_HELD: saved; sent when the time to undo it is over
 * @FOYER_OUTBOX_QUEUED: to be sent as soon as it is due
 * @FOYER_OUTBOX_SENDING: an attempt is under way: its row was written before the first byte left
 * @FOYER_OUTBOX_UNCERTAIN: an attempt may have arrived; it is looked for before anything is sent again
 * @FOYER_OUTBOX_CONFLICT: only a person can say: something on the platform looks like it, or was changed there too
 * @FOYER_OUTBOX_REJECTED: the platform refused it; a person must mend it
 * @FOYER_OUTBOX_DELIVERED: on the platform
 * @FOYER_OUTBOX_DISCARDED: a person took it away
 *
 * How a row of the outbox stands (delivery.md, Rows).
 */
typedef enum
{
  FOYER_OUTBOX_DRAFT,
  FOYER_OUTBOX_HELD,
  FOYER_OUTBOX_QUEUED,
  FOYER_OUTBOX_SENDING,
  FOYER_OUTBOX_UNCERTAIN,
  FOYER_OUTBOX_CONFLICT,
  FOYER_OUTBOX_REJECTED,
  FOYER_OUTBOX_DELIVERED,
  FOYER_OUTBOX_DISCARDED,
  FOYER_N_OUTBOX_STATES,
} FoyerOutboxState;

#define FOYER_TYPE_OUTBOX_STATE (foyer_outbox_state_get_type ())
GType foyer_outbox_state_get_type (void) G_GNUC_CONST;

/**
 * FoyerOutboxEvent:
 * @FOYER_OUTBOX_SAVE: a person saved, with time to undo
 * @FOYER_OUTBOX_SAVE_AT_ONCE: a person or a script saved, with none
 * @FOYER_OUTBOX_HOLD_ENDED: the time to undo is over, or the application closes
 * @FOYER_OUTBOX_UNDO: a person took the save back
 * @FOYER_OUTBOX_EDIT: a person changed what the row says
 * @FOYER_OUTBOX_SEND_NOW: a person asked to send it now, again, or anyway
 * @FOYER_OUTBOX_DISCARD: a person took it away
 * @FOYER_OUTBOX_BEGIN: the deliverer begins an attempt
 * @FOYER_OUTBOX_FOUND_DONE: read before an update: the platform already says what it would say
 * @FOYER_OUTBOX_FOUND_CHANGED: read before an update: somebody else changed the same field
 * @FOYER_OUTBOX_FOUND_GONE: read before or after an update: the lead is no longer there
 * @FOYER_OUTBOX_DELIVERED_NOW: the attempt: the verdict is delivered
 * @FOYER_OUTBOX_NOT_SENT: the attempt: nothing left this computer
 * @FOYER_OUTBOX_STALE_CLOCK: the attempt: refused as stale
 * @FOYER_OUTBOX_LATER: the attempt: too many requests
 * @FOYER_OUTBOX_ACCOUNT: the attempt: the key may not
 * @FOYER_OUTBOX_REFUSED: the attempt: refused at a field
 * @FOYER_OUTBOX_GONE: the attempt: what it speaks of is no longer there
 * @FOYER_OUTBOX_MAYBE: the attempt: it may have arrived
 * @FOYER_OUTBOX_DELIVERER_CHANGED: whoever held the delivery lock is gone, with whatever it was doing
 * @FOYER_OUTBOX_LOOKED_ONE: looked: exactly one that equals the attempt
 * @FOYER_OUTBOX_LOOKED_SEVERAL: looked: several that equal it
 * @FOYER_OUTBOX_LOOKED_ALIKE: looked: none that equals it, one that shares its name or people
 * @FOYER_OUTBOX_LOOKED_NONE_YET: looked: none, and the platform may still be working on it
 * @FOYER_OUTBOX_LOOKED_NONE: looked: none, and the platform would refuse it as stale by now
 * @FOYER_OUTBOX_LOOKED_NONE_LATE: looked for the first time more than an hour later: none
 * @FOYER_OUTBOX_CANNOT_LOOK: the key cannot read leads, or has never read back an add of its own
 * @FOYER_OUTBOX_LOOK_FAILED: the question was not answered
 * @FOYER_OUTBOX_CHOSE_THEIRS: a person says that what is on the platform is it
 *
 * What can happen to a row.
 */
typedef enum
{
  FOYER_OUTBOX_SAVE,
  FOYER_OUTBOX_SAVE_AT_ONCE,
  FOYER_OUTBOX_HOLD_ENDED,
  FOYER_OUTBOX_UNDO,
  FOYER_OUTBOX_EDIT,
  FOYER_OUTBOX_SEND_NOW,
  FOYER_OUTBOX_DISCARD,
  FOYER_OUTBOX_BEGIN,
  FOYER_OUTBOX_FOUND_DONE,
  FOYER_OUTBOX_FOUND_CHANGED,
  FOYER_OUTBOX_FOUND_GONE,
  FOYER_OUTBOX_DELIVERED_NOW,
  FOYER_OUTBOX_NOT_SENT,
  FOYER_OUTBOX_STALE_CLOCK,
  FOYER_OUTBOX_LATER,
  FOYER_OUTBOX_ACCOUNT,
  FOYER_OUTBOX_REFUSED,
  FOYER_OUTBOX_GONE,
  FOYER_OUTBOX_MAYBE,
  FOYER_OUTBOX_DELIVERER_CHANGED,
  FOYER_OUTBOX_LOOKED_ONE,
  FOYER_OUTBOX_LOOKED_SEVERAL,
  FOYER_OUTBOX_LOOKED_ALIKE,
  FOYER_OUTBOX_LOOKED_NONE_YET,
  FOYER_OUTBOX_LOOKED_NONE,
  FOYER_OUTBOX_LOOKED_NONE_LATE,
  FOYER_OUTBOX_CANNOT_LOOK,
  FOYER_OUTBOX_LOOK_FAILED,
  FOYER_OUTBOX_CHOSE_THEIRS,
  FOYER_N_OUTBOX_EVENTS,
} FoyerOutboxEvent;

#define FOYER_TYPE_OUTBOX_EVENT (foyer_outbox_event_get_type ())
GType foyer_outbox_event_get_type (void) G_GNUC_CONST;

/**
 * FoyerOutboxEffects:
 * @FOYER_EFFECT_DUE_NOW: the row is due at once
 * @FOYER_EFFECT_BACK_OFF: the row is due after the next backoff
 * @FOYER_EFFECT_WAIT_AS_TOLD: the row is due when the platform said, else after the next backoff
 * @FOYER_EFFECT_LOOK: look whether it arrived, at once
 * @FOYER_EFFECT_LOOK_LATER: look again, after the fence or the next backoff
 * @FOYER_EFFECT_KEEP_ID: keep the platform's id and what is read back as the new base
 * @FOYER_EFFECT_PAUSE_ACCOUNT: nothing of this account is sent until its key is mended
 * @FOYER_EFFECT_FOLLOW: the change becomes a row of its own that follows this one; this one stays as it is
 * @FOYER_EFFECT_TELL: a person is told, and the reason stays with the row
 *
 * What whoever moves a row has to do.
 */
typedef enum
{
  FOYER_EFFECT_NONE = 0,
  FOYER_EFFECT_DUE_NOW = 1 << 0,
  FOYER_EFFECT_BACK_OFF = 1 << 1,
  FOYER_EFFECT_WAIT_AS_TOLD = 1 << 2,
  FOYER_EFFECT_LOOK = 1 << 3,
  FOYER_EFFECT_LOOK_LATER = 1 << 4,
  FOYER_EFFECT_KEEP_ID = 1 << 5,
  FOYER_EFFECT_PAUSE_ACCOUNT = 1 << 6,
  FOYER_EFFECT_FOLLOW = 1 << 7,
  FOYER_EFFECT_TELL = 1 << 8,
} FoyerOutboxEffects;

#define FOYER_TYPE_OUTBOX_EFFECTS (foyer_outbox_effects_get_type ())
GType foyer_outbox_effects_get_type (void) G_GNUC_CONST;

gboolean foyer_outbox_machine_step (FoyerOutboxState state,
                                    FoyerOutboxEvent event,
                                    FoyerOutboxState *next,
                                    FoyerOutboxEffects *effects,
                                    const char **reason);
FoyerOutboxEvent foyer_outbox_event_for_verdict (FoyerVerdict verdict);
gboolean foyer_outbox_state_is_final (FoyerOutboxState state);
gboolean foyer_outbox_state_needs_person (FoyerOutboxState state);
char *foyer_outbox_machine_to_markdown (void);

/* Waiting between attempts (delivery.md, Retrying). All in seconds. */
#define FOYER_BACKOFF_FIRST   2
#define FOYER_BACKOFF_LARGEST 300
#define FOYER_BACKOFF_OFFLINE 20

guint foyer_backoff (guint n_attempts, double jitter);
guint foyer_backoff_offline (guint n_attempts, double jitter);
gint64 foyer_backoff_sane_due (gint64 due, gint64 now);

/* When "it is not there" can be believed (delivery.md, Uncertain adds), by the platform's clock. */
#define FOYER_FENCE_SMALLEST_MARGIN 2 /* seconds: clocks and dates are cut to whole ones */

gint64 foyer_fence_get_believed_after (gint64 signed_at, guint lifetime);

G_END_DECLS
