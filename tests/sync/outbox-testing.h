/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the outbox share. */
#pragma once

#include "foyer-outbox.h"
#include "sync-testing.h"

FoyerOutbox *outbox_of (Desk *desk);
FoyerOutboxRow *keep (Desk *desk, FoyerLead *lead, FoyerLead *base, guint hold, GError **error);
FoyerOutboxState wait_for_row (Desk *desk, FoyerOutboxRow *row, guint seconds);
void wait_for_state (FoyerOutboxRow *row, FoyerOutboxState state);
void send_now (Desk *desk, FoyerOutboxRow *row);
/* What was committed that made a lead, and what changed one. */
guint count_adds (Desk *desk);
guint count_updates (Desk *desk);
/* On the account's file, as nobody does while it is open. */
void desk_execute (Desk *desk, const char *sql);
/* A disk that does not answer for a while: what is written to the account's file waits, some seconds at most. */
gpointer desk_hold_disk (Desk *desk);
void desk_release_disk (gpointer held);
/* An account that has read back an add of its own. */
void desk_trust (Desk *desk);
/* For what no event of this process tells of. */
#define POLL_UNTIL(condition)                                                                                          \
  while (!(condition))                                                                                                 \
  wait_for_time (20)
