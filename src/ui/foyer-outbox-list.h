/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-outbox-entry.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FOYER_TYPE_OUTBOX_LIST (foyer_outbox_list_get_type ())
G_DECLARE_FINAL_TYPE (FoyerOutboxList, foyer_outbox_list, FOYER, OUTBOX_LIST, AdwBreakpointBin)

/* Signal: command (FoyerOutboxRow, guint FoyerOutboxCommand). */
GtkWidget *foyer_outbox_list_new (void);
void foyer_outbox_list_set_model (FoyerOutboxList *self, GListModel *model);
void foyer_outbox_list_set_only_needing_person (FoyerOutboxList *self, gboolean only_needing_person);
void foyer_outbox_list_refilter (FoyerOutboxList *self);
void foyer_outbox_list_set_trouble (FoyerOutboxList *self, FoyerTrouble trouble, gboolean is_paused);

G_END_DECLS
