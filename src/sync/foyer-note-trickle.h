/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-session.h"

G_BEGIN_DECLS

/* The notes of the person's own leads, and of leads that were changed, one lead a second, so that they are found by
 * search and are there without a network; not where the network is paid by what goes over it. */
typedef struct _FoyerNoteTrickle FoyerNoteTrickle;

FoyerNoteTrickle *foyer_note_trickle_new (FoyerSession *session);
void foyer_note_trickle_free (FoyerNoteTrickle *self);
/* The mirror is up to date: goes on until there is nothing left to ask for, or nobody answers. */
void foyer_note_trickle_start (FoyerNoteTrickle *self);

G_END_DECLS
