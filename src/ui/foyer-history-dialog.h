/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FOYER_TYPE_HISTORY_DIALOG (foyer_history_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FoyerHistoryDialog, foyer_history_dialog, FOYER, HISTORY_DIALOG, AdwDialog)

/* What this desk did to a lead, or to all of them. */
FoyerHistoryDialog *foyer_history_dialog_new (FoyerSession *session, gint64 platform_id);
void foyer_history_dialog_show (FoyerHistoryDialog *self, GPtrArray *entries);

G_END_DECLS
