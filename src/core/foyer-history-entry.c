/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line of what this desk did. */

#include "foyer-history-entry.h"

void
foyer_history_entry_free (FoyerHistoryEntry *self)
{
  g_free (self->lead_uuid);
  g_free (self->lead_name);
  g_free (self->old_value);
  g_free (self->new_value);
  g_free (self->answer);
  g_free (self);
}
