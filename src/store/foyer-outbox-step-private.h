/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-lead-merge.h"
#include "foyer-outbox-record-private.h"

G_BEGIN_DECLS

/* For the parts of the outbox's store, inside their transactions. */
gboolean foyer_outbox_step (FoyerOutboxRecord *record,
                            FoyerOutboxEvent event,
                            gint64 now,
                            gint64 due,
                            FoyerOutboxEffects *effects,
                            GError **error);
gboolean foyer_outbox_keep_id (FoyerDatabase *database,
                               FoyerOutboxRecord *record,
                               gboolean must_be_free,
                               const char *answer,
                               GPtrArray *changed,
                               GError **error);
gboolean foyer_outbox_check_free (FoyerDatabase *database,
                                  const FoyerOutboxRecord *record,
                                  GPtrArray *leads,
                                  GError **error);
gboolean foyer_outbox_adopt (
    FoyerDatabase *database, FoyerOutboxRecord *record, gint64 platform_id, FoyerOutboxEvent *event, GError **error);
gboolean foyer_outbox_has_followers (FoyerDatabase *database,
                                     const FoyerOutboxRecord *record,
                                     gboolean *has,
                                     GError **error);
GPtrArray *foyer_outbox_changed_new (void);
gint64 foyer_outbox_now (void);

G_END_DECLS
