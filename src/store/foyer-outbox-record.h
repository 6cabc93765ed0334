/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-lead.h"
#include "foyer-note.h"
#include "foyer-outbox-row.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FoyerOutboxRecord:
 * @seq: the order in which the rows were saved
 * @lead_uuid: what it speaks of, of a note its lead; rows of the same lead go one after the other, and so do its notes
 * @platform_id: the lead's, the company's or the person's, 0 while it has none; of a note its lead's
 * @waits_for: (nullable): the row that must be delivered before this one can know its lead's id
 * @needs: (nullable): the rows of the companies and people it names, each UUID with a space behind it
 * @change: grows with every change of any row: equal numbers, equal rows
 * @earlier: (nullable): what it said before the save that can still be undone became part of it
 * @earlier_kept: when that was saved
 * @kept: when it was saved; like all times here in unix seconds, by this desk's clock unless said
 * @due: when it is to be sent, or looked for, next
 * @closed: when it was delivered, discarded or taken back; 0 while it is pending
 * @n_looks: how often a look for it was answered since its last attempt
 * @looked: when that was last, by the platform's clock
 * @believed_after: from when "it is not there" can be believed, by the platform's clock; 0 unless it is uncertain
 *
 * A row of the outbox as it is on the disk: its leads stay packed until somebody wants them, so that ten thousand are
 * few megabytes. Counted; nobody changes one that was handed out.
 */
typedef struct
{
  gint64 seq;
  char *uuid;
  char *lead_uuid;
  gint64 platform_id;
  char *waits_for;
  char *needs;
  FoyerOutboxKind kind;
  FoyerOutboxState state;
  gint64 change;
  GVariant *lead;  /* what is to be sent: a lead, a party or a note */
  GVariant *base;  /* nullable: an add */
  GVariant *found; /* nullable */
  GVariant *earlier;
  gint64 earlier_kept;
  gint64 kept;
  gint64 due;
  gint64 closed;
  guint n_attempts;
  guint n_looks;
  gint64 looked;
  gint64 believed_after;
  FoyerOutboxAnswer answer; /* its words are owned */
} FoyerOutboxRecord;

FoyerOutboxRecord *foyer_outbox_record_new (void);
FoyerOutboxRecord *foyer_outbox_record_ref (FoyerOutboxRecord *self);
void foyer_outbox_record_unref (FoyerOutboxRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerOutboxRecord, foyer_outbox_record_unref)

FoyerLead *foyer_outbox_record_unpack_lead (const FoyerOutboxRecord *self);
FoyerLead *foyer_outbox_record_unpack_base (const FoyerOutboxRecord *self);
GPtrArray *foyer_outbox_record_unpack_found (const FoyerOutboxRecord *self);
FoyerParty *foyer_outbox_record_unpack_party (const FoyerOutboxRecord *self);
FoyerNote *foyer_outbox_record_unpack_note (const FoyerOutboxRecord *self);
FoyerNote *foyer_outbox_record_unpack_note_base (const FoyerOutboxRecord *self);
void foyer_outbox_record_pack_lead (FoyerOutboxRecord *self, FoyerLead *lead);
void foyer_outbox_record_pack_base (FoyerOutboxRecord *self, FoyerLead *base);
void foyer_outbox_record_pack_found (FoyerOutboxRecord *self, GPtrArray *found);
void foyer_outbox_record_pack_party (FoyerOutboxRecord *self, FoyerParty *party);
void foyer_outbox_record_pack_note (FoyerOutboxRecord *self, FoyerNote *note);
void foyer_outbox_record_pack_note_base (FoyerOutboxRecord *self, FoyerNote *base);
gboolean foyer_outbox_record_needs (const FoyerOutboxRecord *self, const char *uuid);
gint64 foyer_outbox_record_get_local_id (const FoyerOutboxRecord *self);
void foyer_outbox_record_set_answer (FoyerOutboxRecord *self, const FoyerOutboxAnswer *answer);
char *foyer_outbox_record_name_attempt (const FoyerOutboxRecord *self, guint n);
gboolean foyer_outbox_record_is_open (const FoyerOutboxRecord *self);

G_END_DECLS
