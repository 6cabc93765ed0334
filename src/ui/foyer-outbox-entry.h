/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-outbox-text.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FoyerOutboxCommand:
 * @FOYER_COMMAND_OPEN: look at it, and mend it
 * @FOYER_COMMAND_SEND: send it now, again, or anyway
 * @FOYER_COMMAND_UNDO: take the save back, it is a draft again
 * @FOYER_COMMAND_RESOLVE: choose between what is here and what is there
 * @FOYER_COMMAND_DISCARD: discard it
 *
 * What a person can ask for in the outbox.
 */
typedef enum
{
  FOYER_COMMAND_OPEN,
  FOYER_COMMAND_SEND,
  FOYER_COMMAND_UNDO,
  FOYER_COMMAND_RESOLVE,
  FOYER_COMMAND_DISCARD,
} FoyerOutboxCommand;

#define FOYER_TYPE_OUTBOX_ENTRY (foyer_outbox_entry_get_type ())
G_DECLARE_FINAL_TYPE (FoyerOutboxEntry, foyer_outbox_entry, FOYER, OUTBOX_ENTRY, GtkBox)

/* Signals: command (FoyerOutboxRow, guint FoyerOutboxCommand); changed: what it says is another.
 * Actions: entry.open, entry.send, entry.undo, entry.resolve, entry.discard. */
GtkWidget *foyer_outbox_entry_new (void);
void foyer_outbox_entry_set_row (FoyerOutboxEntry *self, FoyerOutboxRow *row);
void foyer_outbox_entry_update (FoyerOutboxEntry *self, const FoyerOutboxScene *scene);
void foyer_outbox_entry_set_compact (FoyerOutboxEntry *self, gboolean compact);
char *foyer_outbox_entry_dup_spoken (FoyerOutboxEntry *self);

gboolean foyer_outbox_row_allows (FoyerOutboxRow *row, FoyerOutboxCommand command);

G_END_DECLS
