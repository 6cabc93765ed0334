/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-lead.h"
#include "foyer-note.h"
#include "foyer-outbox-kind.h"
#include "foyer-outbox-machine.h"

G_BEGIN_DECLS

#define FOYER_TYPE_OUTBOX_ROW (foyer_outbox_row_get_type ())
G_DECLARE_FINAL_TYPE (FoyerOutboxRow, foyer_outbox_row, FOYER, OUTBOX_ROW, GObject)

/**
 * FoyerOutboxAnswer:
 * @code: what the last answer means, as a `FoyerErrorCode`; 0 for none yet
 * @specific_code: the platform's, 0 for none
 * @field: the field it speaks of, or `FOYER_LEAD_NO_FIELD`
 * @words: (nullable): the platform's own words
 *
 * The last thing that was heard of a row.
 */
typedef struct
{
  int code;
  int specific_code;
  FoyerLeadField field;
  const char *words;
} FoyerOutboxAnswer;

FoyerOutboxRow *foyer_outbox_row_new (const char *uuid, FoyerLead *lead, FoyerLead *base);
FoyerOutboxRow *foyer_outbox_row_new_party (const char *uuid, FoyerParty *party);
FoyerOutboxRow *foyer_outbox_row_new_note (const char *uuid, const char *lead_uuid, FoyerNote *note, FoyerNote *base);
FoyerOutboxKind foyer_outbox_row_get_kind (FoyerOutboxRow *self);
FoyerParty *foyer_outbox_row_get_party (FoyerOutboxRow *self);
FoyerNote *foyer_outbox_row_get_note (FoyerOutboxRow *self);
FoyerNote *foyer_outbox_row_get_note_base (FoyerOutboxRow *self);
void foyer_outbox_row_set_contents (FoyerOutboxRow *self, FoyerParty *party, FoyerNote *note, FoyerNote *note_base);
const char *foyer_outbox_row_get_uuid (FoyerOutboxRow *self);
FoyerLead *foyer_outbox_row_get_lead (FoyerOutboxRow *self);
FoyerLead *foyer_outbox_row_get_base (FoyerOutboxRow *self);
void foyer_outbox_row_set_base (FoyerOutboxRow *self, FoyerLead *base);
gboolean foyer_outbox_row_is_add (FoyerOutboxRow *self);
FoyerFieldSet foyer_outbox_row_get_changed (FoyerOutboxRow *self);

FoyerOutboxState foyer_outbox_row_get_state (FoyerOutboxRow *self);
void foyer_outbox_row_set_state (FoyerOutboxRow *self, FoyerOutboxState state);
gint64 foyer_outbox_row_get_kept (FoyerOutboxRow *self);
void foyer_outbox_row_set_kept (FoyerOutboxRow *self, gint64 kept);
gint64 foyer_outbox_row_get_due (FoyerOutboxRow *self);
void foyer_outbox_row_set_due (FoyerOutboxRow *self, gint64 due);
guint foyer_outbox_row_get_n_attempts (FoyerOutboxRow *self);
void foyer_outbox_row_set_n_attempts (FoyerOutboxRow *self, guint n_attempts);
gint64 foyer_outbox_row_get_platform_id (FoyerOutboxRow *self);
void foyer_outbox_row_set_platform_id (FoyerOutboxRow *self, gint64 platform_id);
const char *foyer_outbox_row_get_waits_for (FoyerOutboxRow *self);
void foyer_outbox_row_set_waits_for (FoyerOutboxRow *self, const char *uuid);

FoyerOutboxAnswer foyer_outbox_row_get_answer (FoyerOutboxRow *self);
void foyer_outbox_row_set_answer (FoyerOutboxRow *self, const FoyerOutboxAnswer *answer);
gint64 foyer_outbox_row_get_believed_after (FoyerOutboxRow *self);
void foyer_outbox_row_set_believed_after (FoyerOutboxRow *self, gint64 believed_after);

GPtrArray *foyer_outbox_row_get_found (FoyerOutboxRow *self);
gboolean foyer_outbox_row_has_found (FoyerOutboxRow *self);
void foyer_outbox_row_set_found (FoyerOutboxRow *self, GPtrArray *found);

G_END_DECLS
