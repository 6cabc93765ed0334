/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-database.h"
#include "foyer-outbox-record.h"

G_BEGIN_DECLS

/* For the parts of the outbox's store: records and their table, inside somebody's transaction. */
#define FOYER_OUTBOX_IS_OPEN "state IN ('held', 'queued', 'sending', 'uncertain', 'conflict', 'rejected')"

/* In the order in which foyer_outbox_record_read () and its opposite take them. */
#define FOYER_OUTBOX_COLUMNS                                                                                           \
  "uuid, lead_uuid, platform_id, waits_for, state, change, lead, base, found, kept, due, closed, n_attempts, n_looks," \
  " looked, believed_after, answer_code, specific_code, answer_field, answer_words, kind, needs,"                      \
  " earlier, earlier_kept"

/* Begins a query for foyer_outbox_record_list (). */
#define FOYER_OUTBOX_SELECT "SELECT seq, " FOYER_OUTBOX_COLUMNS " FROM outbox "

FoyerOutboxRecord *foyer_outbox_record_read (FoyerStatement *statement);
gboolean foyer_outbox_record_next_change (FoyerDatabase *database, gint64 *change, GError **error);
gboolean foyer_outbox_record_insert (FoyerDatabase *database, FoyerOutboxRecord *self, GError **error);
gboolean foyer_outbox_record_update (FoyerDatabase *database, FoyerOutboxRecord *self, GError **error);
FoyerOutboxRecord *foyer_outbox_record_load (FoyerDatabase *database, const char *uuid, GError **error);
FoyerOutboxRecord *foyer_outbox_record_load_seq (FoyerDatabase *database, gint64 seq, GError **error);
gboolean foyer_outbox_record_find (FoyerDatabase *database,
                                   const char *lead_uuid,
                                   gint64 platform_id,
                                   gboolean delivered,
                                   FoyerOutboxRecord **found,
                                   GError **error);
GPtrArray *foyer_outbox_record_list (
    FoyerDatabase *database, const char *sql, const char *text, gint64 first, gint64 second, GError **error);

G_END_DECLS
