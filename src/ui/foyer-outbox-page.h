/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-outbox.h"
#include "foyer-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FOYER_TYPE_OUTBOX_PAGE (foyer_outbox_page_get_type ())
G_DECLARE_FINAL_TYPE (FoyerOutboxPage, foyer_outbox_page, FOYER, OUTBOX_PAGE, AdwNavigationPage)

/* Signals: open (FoyerOutboxRow or, for what was taken back, FoyerDraft).
 * Actions: outbox.send-all, outbox.export, outbox.history. */
FoyerOutboxPage *foyer_outbox_page_new (void);
void foyer_outbox_page_set_session (FoyerOutboxPage *self, FoyerSession *session);
void foyer_outbox_page_show_needing_person (FoyerOutboxPage *self, gboolean only_needing_person);

G_END_DECLS
