/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-outbox-entry.h"
#include "foyer-outbox.h"
#include "foyer-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FoyerOutboxTaken:
 * @draft: what was taken back
 *
 * Called when a save was undone.
 */
typedef void (*FoyerOutboxTaken) (GObject *owner, FoyerDraft *draft);

void foyer_outbox_desk_send (GtkWidget *parent, FoyerSession *session, FoyerOutboxRow *row);
void foyer_outbox_desk_discard (GtkWidget *parent, FoyerSession *session, FoyerOutboxRow *row);
void foyer_outbox_desk_mend_party (GtkWidget *parent, FoyerSession *session, FoyerOutboxRow *row);
void foyer_outbox_desk_resolve (GtkWidget *parent, FoyerSession *session, FoyerOutboxRow *row);
void foyer_outbox_desk_take_back (GtkWidget *parent,
                                  FoyerSession *session,
                                  FoyerOutboxRow *row,
                                  FoyerOutboxTaken taken);
void foyer_outbox_desk_export (GtkWidget *parent, FoyerSession *session);

G_END_DECLS
