/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-lead-fields.h"

G_BEGIN_DECLS

/**
 * FoyerHistoryEntry:
 * @old_value: (nullable): an id in digits, a text, or the custom fields as lines `number=value`; `NULL` for nothing or
 * not known
 * @kept: when the change was saved, unix seconds
 * @sent: when it was known to be delivered, unix seconds
 * @answer: what was answered: the nick of a verdict, or of the event that stood for one
 *
 * What this desk did: one field of one delivered change. All strings are owned by the entry.
 */
typedef struct
{
  char *lead_uuid;
  gint64 platform_id;
  char *lead_name;
  FoyerLeadField field;
  char *old_value;
  char *new_value;
  gint64 kept;
  gint64 sent;
  char *answer;
} FoyerHistoryEntry;

void foyer_history_entry_free (FoyerHistoryEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerHistoryEntry, foyer_history_entry_free)

G_END_DECLS
