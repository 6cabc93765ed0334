/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the outbox's store share. */
#pragma once

#include "foyer-outbox-attempt.h"
#include "foyer-outbox-history.h"
#include "foyer-outbox-moves.h"
#include "store-testing.h"

FoyerLead *new_lead (const char *name);
/* The row, or NULL with an error. */
FoyerOutboxRecord *keep (FoyerPreciousFile *file, FoyerLead *lead, FoyerLead *base, guint hold, GError **error);
FoyerOutboxRecord *keep_new (FoyerPreciousFile *file, const char *name);
/* All that changed, or NULL with an error. Takes the move. */
GPtrArray *move (FoyerPreciousFile *file, FoyerOutboxMove *wanted, GError **error);
FoyerOutboxRecord *happen (FoyerPreciousFile *file, const char *uuid, FoyerOutboxEvent event);
/* The attempt is on the disk. */
FoyerOutboxRecord *begin (FoyerPreciousFile *file, FoyerOutboxRecord *record, gint64 signed_at);
FoyerOutboxRecord *deliver (FoyerPreciousFile *file, FoyerOutboxRecord *record, gint64 platform_id, GError **error);
GPtrArray *list_rows (FoyerPreciousFile *file);
FoyerOutboxDue *list_due (FoyerPreciousFile *file, guint limit);
const char *name_of (FoyerOutboxRecord *record);
