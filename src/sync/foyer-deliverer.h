/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-outbox-private.h"

G_BEGIN_DECLS

/* The one that delivers an account's outbox, for as long as it holds the account's delivery lock: in order per lead,
 * two leads side by side. While another process holds the lock it waits for it. */
#define FOYER_TYPE_DELIVERER (foyer_deliverer_get_type ())
G_DECLARE_FINAL_TYPE (FoyerDeliverer, foyer_deliverer, FOYER, DELIVERER, GObject)

FoyerDeliverer *foyer_deliverer_new (FoyerOutbox *outbox);
void foyer_deliverer_stop (FoyerDeliverer *self);
/* Rows may have become due, or the lock, or the client, may be there now. */
void foyer_deliverer_wake (FoyerDeliverer *self);
/* The same, and what rests after a failure is tried at once. */
void foyer_deliverer_hurry (FoyerDeliverer *self);
/* The same, and the account does not pause any more. */
void foyer_deliverer_resume (FoyerDeliverer *self);
/* Whether it does something about the rows that wait, now or in a moment. */
gboolean foyer_deliverer_is_at_work (FoyerDeliverer *self);
/* Whether an add that says the same is being sent just now. */
gboolean foyer_deliverer_is_sending_same (FoyerDeliverer *self, FoyerLead *attempt);

G_END_DECLS
