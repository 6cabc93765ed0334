/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-draft.h"
#include "foyer-history-entry.h"
#include "foyer-outbox-row.h"
#include "foyer-party.h"

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
 * is not what was written; `party-arrived` (gint64 local id, gint64 id): a company or person that was made here is on
 * the platform: whoever shows a lead that names it puts the id in the local one's place (what is on the disk is
 * rewritten by then, and a save with the local id is understood for as long as the row is remembered).
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
FoyerOutboxRow *foyer_outbox_find_newest (FoyerOutbox *self, const char *lead_uuid, gint64 platform_id);

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

/* A company or a person who is not on the platform yet, made in a picker. It is on the disk when this calls back, and
 * has an id below 0 from then on: leads, and people of a company, name it by that id, as they would by the platform's.
 * Nothing is sent before something that names it is saved; then it goes first, and what names it waits for it and uses
 * the id that the platform answers. A party that was kept before (its id is below 0) says this from now on, as long as
 * no attempt to send it is open: so a refused one is mended, which sends it again. A person needs both names and an
 * e-mail address, a company its name; FOYER_ERROR_INVALID otherwise. (transfer full). */
void foyer_outbox_keep_party_async (
    FoyerOutbox *self, FoyerParty *party, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
FoyerParty *foyer_outbox_keep_party_finish (FoyerOutbox *self, GAsyncResult *result, GError **error);
/* Those that were kept and are not on the platform yet, newest first, also the ones that nobody has named. kind: which;
 * text may be NULL; company_id 0: any. (element-type FoyerParty) (transfer full). foyer_session_search_parties_async ()
 * has them in its answer already, first. */
GPtrArray *foyer_outbox_list_parties (FoyerOutbox *self, FoyerPartyKind kind, const char *text, gint64 company_id);
/* (transfer full) (nullable), by the id below 0. */
FoyerParty *foyer_outbox_find_party (FoyerOutbox *self, gint64 local_id);

/* A note of a lead, which may be on the platform (lead_id > 0) or still on its way there (lead_id 0): then it waits
 * behind it. base NULL: a new one; else the note that is changed, as it was read. Where a row that changes the same
 * note still waits, that one says this from now on. (transfer full). FOYER_ERROR_INVALID: no text, or nothing changed,
 * or no such lead. */
void foyer_outbox_keep_note_async (FoyerOutbox *self,
                                   const char *lead_uuid,
                                   gint64 lead_id,
                                   FoyerNote *base,
                                   const char *text,
                                   guint hold,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
FoyerOutboxRow *foyer_outbox_keep_note_finish (FoyerOutbox *self, GAsyncResult *result, GError **error);
/* A note that waits, or was refused, says this from now on. FOYER_ERROR_INVALID while it is being sent. (transfer
 * full).
 */
void foyer_outbox_edit_note_async (FoyerOutbox *self,
                                   FoyerOutboxRow *row,
                                   const char *text,
                                   guint hold,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
FoyerOutboxRow *foyer_outbox_edit_note_finish (FoyerOutbox *self, GAsyncResult *result, GError **error);
/* The pending rows of a lead's notes, oldest first. lead_uuid may be NULL. (element-type FoyerOutboxRow) (transfer
 * full). */
GPtrArray *foyer_outbox_list_notes (FoyerOutbox *self, const char *lead_uuid, gint64 lead_id);

/* The row that this one waits for (its waits-for), the one that a person must see to first: a company that was refused
 * is shown on its leads by this. NULL when it waits for none. (transfer full). The waits-for property is notified also
 * when that row moves. */
FoyerOutboxRow *foyer_outbox_find_needed (FoyerOutbox *self, FoyerOutboxRow *row);

/* Each of these fails with FOYER_ERROR_INVALID when the row's state does not allow it (any more): the table in core
 * says what does. */
/* Takes a row back to a draft: undo of a save, or edit of one that was refused. Returns the draft (transfer full). Only
 * rows of leads; a company or person that only this lead names is taken back with it. A party is mended by keeping
 * it again, a note by editing it; both are undone by discarding them. */
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
/* One that newer rows of the same lead follow, or that others need, cannot be discarded: discard those first. */
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
/* Of a note in conflict: what is on the platform stays (mine is given up); foyer_outbox_send_now_async () sends mine.
 */
void foyer_outbox_take_theirs_async (FoyerOutbox *self,
                                     FoyerOutboxRow *row,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean foyer_outbox_take_theirs_finish (FoyerOutbox *self, GAsyncResult *result, GError **error);
/* Of an add in conflict: the lead, company, person or note with that id on the platform is it. */
void foyer_outbox_adopt_async (FoyerOutbox *self,
                               FoyerOutboxRow *row,
                               gint64 platform_id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean foyer_outbox_adopt_finish (FoyerOutbox *self, GAsyncResult *result, GError **error);

/* A person asked: whatever waits is tried at once, and a paused account goes on; what can still be undone stays so. The
 * return of the network makes due by itself. */
void foyer_outbox_make_all_due (FoyerOutbox *self);
void foyer_outbox_make_all_due_async (FoyerOutbox *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean foyer_outbox_make_all_due_finish (FoyerOutbox *self, GAsyncResult *result, GError **error);
/* Calls back when the row is delivered, discarded or needs a person, or after seconds. Returns the state it is in then.
 */
void foyer_outbox_wait_async (FoyerOutbox *self,
                              FoyerOutboxRow *row,
                              guint seconds,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean foyer_outbox_wait_finish (FoyerOutbox *self, GAsyncResult *result, FoyerOutboxState *state, GError **error);
/* For a process that does one thing and ends: what waits is another's to deliver, until it is told otherwise. */
void foyer_outbox_set_delivers (FoyerOutbox *self, gboolean delivers);
/* Begins nothing more, and calls back when what this process has begun has ended, or after seconds. */
void foyer_outbox_settle_async (
    FoyerOutbox *self, guint seconds, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
void foyer_outbox_settle_finish (FoyerOutbox *self, GAsyncResult *result);
/* A row of the last 90 days, also one that is delivered or discarded; FOYER_ERROR_GONE when there is none. (transfer
 * full). */
void foyer_outbox_load_async (
    FoyerOutbox *self, const char *uuid, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
FoyerOutboxRow *foyer_outbox_load_finish (FoyerOutbox *self, GAsyncResult *result, GError **error);
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
void foyer_outbox_export_async (FoyerOutbox *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
GBytes *foyer_outbox_export_finish (FoyerOutbox *self, GAsyncResult *result, GError **error);

G_END_DECLS
