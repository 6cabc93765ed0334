/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-outbox-private.h"

G_BEGIN_DECLS

/* Reads a delivered lead back, behind the user's back: what the platform shows is what is shown here from now on, and
 * an update that somebody else wrote over is told. */
void foyer_read_back_begin (FoyerOutbox *outbox, FoyerOutboxRecord *record);

G_END_DECLS
