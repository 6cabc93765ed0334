/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-outbox-row.h"
#include "foyer-picklists.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FOYER_TYPE_ARRIVAL_DIALOG (foyer_arrival_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FoyerArrivalDialog, foyer_arrival_dialog, FOYER, ARRIVAL_DIALOG, AdwDialog)

/* Signals: adopt (gint64 platform_id): that one is it; send: none of them is, send it anyway; discard. Closed without
 * one of them, nothing has changed. Actions: arrival.adopt(x), arrival.send, arrival.discard, arrival.cancel. */
FoyerArrivalDialog *foyer_arrival_dialog_new (FoyerOutboxRow *row, FoyerPicklists *picklists);

G_END_DECLS
