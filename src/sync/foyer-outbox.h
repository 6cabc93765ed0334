/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-draft.h"
#include "foyer-history-entry.h"
#include "foyer-outbox-row.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FoyerOutbox:
 *
 * The pending changes of an account: a GListModel of FoyerOutboxRow, in the order they were saved; what is delivered or
 * discarded is not in it any more, and a draft that was never saved never was. It delivers by itself, when it holds the
 * account's delivery lock; else it asks the process that does, and follows what that one does.
 *
 * Properties: n-waiting (held, queued, sending, uncertain), n-needing-person (conflict, rejected), is-paused (the key
 * was refused). Signals: `told` (FoyerOutboxRow): a row was rejected, is in conflict, or was found delivered with
 * others that equal it; `delivered` (FoyerOutboxRow); `lost-race` (FoyerOutboxRow): what was read back after the update
 * is not what was written.
 *
 * Every change below is on the disk, synced, when its _finish returns without an error.
 */
#define FOYER_TYPE_OUTBOX (foyer_outbox_get_type ())
G_DECLARE_FINAL_TYPE (FoyerOutbox, foyer_outbox, FOYER, OUTBOX, GObject)

guint foyer_outbox_get_n_waiting (FoyerOutbox *self);
guint foyer_outbox_get_n_needing_person (FoyerOutbox *self);
gboolean foyer_outbox_get_is_paused (FoyerOutbox *self);
/* (transfer full), both. */
FoyerOutboxRow *foyer_outbox_find (FoyerOutbox *self, const char *uuid);
/* The newest pending row of a lead, by the lead's UUID or, where that is NULL, by its id on the platform. */
FoyerOutboxRow *foyer_outbox_find_for_lead (FoyerOutbox *self, const char *lead_uuid, gint64 platform_id);

/* Saves: the lead's draft, if there is one, becomes the row, in one transaction. hold: seconds in which it can be
 * undone, 0 for none. Where an earlier row of the lead is still being sent or uncertain, this one follows it; where one
 * waits or needs a person, that one says this from now on. (transfer full). FOYER_ERROR_INVALID when nothing changed.
 */
void foyer_outbox_keep_async (FoyerOutbox *self,
                              FoyerLead *lead,
                              FoyerLead *base,
                              guint hold,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
FoyerOutboxRow *foyer_outbox_keep_finish (FoyerOutbox *self, GAsyncResult *result, GError **error);

/* Each of these fails with FOYER_ERROR_INVALID when the row's state does not allow it (any more): the table in core
 * says what does. */
/* Takes a row back to a draft: undo of a save, or edit of one that was refused. Returns the draft (transfer full). */
void foyer_outbox_take_back_async (FoyerOutbox *self,
                                   FoyerOutboxRow *row,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
FoyerDraft *foyer_outbox_take_back_finish (FoyerOutbox *self, GAsyncResult *result, GError **error);
void foyer_outbox_send_now_async (FoyerOutbox *self,
                                  FoyerOutboxRow *row,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean foyer_outbox_send_now_finish (FoyerOutbox *self, GAsyncResult *result, GError **error);
/* One that newer rows of the same lead follow cannot be discarded: discard those first. */
void foyer_outbox_discard_async (FoyerOutbox *self,
                                 FoyerOutboxRow *row,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean foyer_outbox_discard_finish (FoyerOutbox *self, GAsyncResult *result, GError **error);
/* Of an update in conflict: take_theirs are the fields whose value on the platform stays; the rest is queued on the new
 * base. */
void foyer_outbox_resolve_async (FoyerOutbox *self,
                                 FoyerOutboxRow *row,
                                 FoyerFieldSet take_theirs,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean foyer_outbox_resolve_finish (FoyerOutbox *self, GAsyncResult *result, GError **error);
/* Of an add in conflict: the lead with that id on the platform is it. */
void foyer_outbox_adopt_async (FoyerOutbox *self,
                               FoyerOutboxRow *row,
                               gint64 platform_id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean foyer_outbox_adopt_finish (FoyerOutbox *self, GAsyncResult *result, GError **error);

/* Whatever waits is tried at once; what can still be undone stays so. The return of the network does this by itself. */
void foyer_outbox_make_all_due (FoyerOutbox *self);
/* Calls back when the row is delivered, discarded or needs a person, or after seconds. Returns the state it is in then.
 */
void foyer_outbox_wait_async (FoyerOutbox *self,
                              FoyerOutboxRow *row,
                              guint seconds,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean foyer_outbox_wait_finish (FoyerOutbox *self, GAsyncResult *result, FoyerOutboxState *state, GError **error);
/* Before closing: ends all holds and delivers what it can for at most seconds. Returns how many rows still wait. */
void foyer_outbox_drain_async (
    FoyerOutbox *self, guint seconds, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
guint foyer_outbox_drain_finish (FoyerOutbox *self, GAsyncResult *result, GError **error);

/* Newest first; platform_id 0: of all leads. A GPtrArray of FoyerHistoryEntry. Kept for 90 days. */
void foyer_outbox_list_history_async (FoyerOutbox *self,
                                      gint64 platform_id,
                                      guint limit,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GPtrArray *foyer_outbox_list_history_finish (FoyerOutbox *self, GAsyncResult *result, GError **error);

/* All rows as JSON, for a person to keep or send: everything that would be lost by discarding them. */
char *foyer_outbox_export (FoyerOutbox *self);

G_END_DECLS
