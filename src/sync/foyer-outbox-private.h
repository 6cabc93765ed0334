/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-outbox-moves.h"
#include "foyer-outbox.h"
#include "foyer-session-private.h"

G_BEGIN_DECLS

/* Between the outbox, those who deliver it and its session. Everybody who changes rows in the store hands over here
 * what the store gave back. */

/* foyer-outbox.c */
FoyerOutbox *foyer_outbox_new (FoyerSession *session);
void foyer_outbox_open_async (FoyerOutbox *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean foyer_outbox_open_finish (FoyerOutbox *self, GAsyncResult *result, GError **error);
void foyer_outbox_close (FoyerOutbox *self);
void foyer_outbox_key_changed (FoyerOutbox *self);
void foyer_outbox_network_returned (FoyerOutbox *self);
FoyerSession *foyer_outbox_get_session (FoyerOutbox *self);
FoyerPreciousFile *foyer_outbox_get_file (FoyerOutbox *self);
void foyer_outbox_wake (FoyerOutbox *self);
void foyer_outbox_try_again (FoyerOutbox *self);
void foyer_outbox_hurry (FoyerOutbox *self);
void foyer_outbox_resume (FoyerOutbox *self);
gboolean foyer_outbox_get_delivers (FoyerOutbox *self);
void foyer_outbox_note_save (FoyerOutbox *self);
gboolean foyer_outbox_is_saved_to (FoyerOutbox *self);
gboolean foyer_outbox_is_delivering (FoyerOutbox *self);
void foyer_outbox_set_paused (FoyerOutbox *self, gboolean is_paused);

/* foyer-outbox-rows.c */
typedef struct _FoyerOutboxRows FoyerOutboxRows;

FoyerOutboxRows *foyer_outbox_rows_new (FoyerOutbox *outbox);
void foyer_outbox_rows_free (FoyerOutboxRows *self);
guint foyer_outbox_rows_get_n (FoyerOutboxRows *self);
guint foyer_outbox_rows_count (FoyerOutboxRows *self, FoyerOutboxState state);
FoyerOutboxRow *foyer_outbox_rows_dup_row (FoyerOutboxRows *self, guint position);
FoyerOutboxRecord *foyer_outbox_rows_get_record (FoyerOutboxRows *self, guint position);
FoyerOutboxRecord *foyer_outbox_rows_find (FoyerOutboxRows *self, const char *uuid);
FoyerOutboxRecord *foyer_outbox_rows_find_for_lead (FoyerOutboxRows *self, const char *lead_uuid, gint64 platform_id);
FoyerOutboxRecord *foyer_outbox_rows_find_newest (FoyerOutboxRows *self, const char *lead_uuid, gint64 platform_id);
FoyerOutboxRow *foyer_outbox_rows_dup_row_of (FoyerOutboxRows *self, FoyerOutboxRecord *record);
void foyer_outbox_rows_fill (FoyerOutboxRows *self, GPtrArray *records);
gboolean foyer_outbox_rows_apply (FoyerOutboxRows *self, FoyerOutboxRecord *record, FoyerOutboxState *before);

void foyer_outbox_rows_needed_moved (FoyerOutboxRows *self, const FoyerOutboxRecord *needed);

FoyerOutboxRows *foyer_outbox_get_rows (FoyerOutbox *self);
void foyer_outbox_apply (FoyerOutbox *self, GPtrArray *changed);
void foyer_outbox_tell_lost_race (FoyerOutbox *self, FoyerOutboxRecord *record);

/* foyer-outbox-parties.c */
typedef struct _FoyerOutboxParties FoyerOutboxParties;

FoyerOutboxParties *foyer_outbox_parties_new (void);
void foyer_outbox_parties_free (FoyerOutboxParties *self);
gboolean foyer_outbox_parties_apply (FoyerOutboxParties *self, FoyerOutboxRecord *record);
FoyerOutboxRecord *foyer_outbox_parties_find (FoyerOutboxParties *self, const char *uuid);
FoyerOutboxRecord *foyer_outbox_get_needed (FoyerOutbox *outbox, const FoyerOutboxRecord *record);
FoyerOutboxParties *foyer_outbox_get_parties (FoyerOutbox *self);
GPtrArray *foyer_outbox_list_newest_parties (FoyerOutbox *self, guint limit);

/* foyer-outbox-waits.c */
typedef struct _FoyerOutboxWaits FoyerOutboxWaits;

FoyerOutboxWaits *foyer_outbox_waits_new (FoyerOutbox *outbox);
void foyer_outbox_waits_free (FoyerOutboxWaits *self);
void foyer_outbox_waits_add (FoyerOutboxWaits *self, GTask *task, const char *uuid, guint seconds);
void foyer_outbox_waits_add_drain (FoyerOutboxWaits *self, GTask *task, guint seconds);
void foyer_outbox_waits_row_changed (FoyerOutboxWaits *self, const FoyerOutboxRecord *record);
void foyer_outbox_waits_add_settling (FoyerOutboxWaits *self, GTask *task, guint seconds);
void foyer_outbox_waits_check_settled (FoyerOutboxWaits *self);
void foyer_outbox_waits_check_drain (FoyerOutboxWaits *self);
FoyerOutboxWaits *foyer_outbox_get_waits (FoyerOutbox *self);
void foyer_outbox_after (guint seconds, GCancellable *cancellable, GSourceOnceFunc func, gpointer data);

G_END_DECLS
