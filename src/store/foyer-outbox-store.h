/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-draft.h"
#include "foyer-outbox-record.h"
#include "foyer-precious-file.h"

G_BEGIN_DECLS

/* The outbox in the precious file. Every function is one transaction, and a state moves in it only as
 * foyer_outbox_machine_step () says of the state it really has there: FOYER_ERROR_INVALID when it does not allow it
 * (any more). Those that change rows give back all they changed, as they are now, the row that was meant first. */

/* The lead's draft becomes a row, in one transaction. hold: seconds in which it can be undone. */
void foyer_outbox_store_keep_async (FoyerPreciousFile *file,
                                    FoyerLead *lead,
                                    FoyerLead *base,
                                    guint hold,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GPtrArray *foyer_outbox_store_keep_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error);
/* A company or a person: a draft until something that names it is saved. party: without an id, or with the one it was
 * given here. Gives back its row. */
void foyer_outbox_store_keep_party_async (FoyerPreciousFile *file,
                                          FoyerParty *party,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
GPtrArray *foyer_outbox_store_keep_party_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error);
/* Those that nobody has named yet. A GPtrArray of FoyerOutboxRecord. */
void foyer_outbox_store_list_party_drafts_async (FoyerPreciousFile *file,
                                                 GCancellable *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer user_data);
GPtrArray *foyer_outbox_store_list_party_drafts_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error);
/* A note of a lead; base: the one that is changed, NULL for a new one. row_uuid: the row that is to say something else,
 * NULL for a new row. Gives back its row. */
void foyer_outbox_store_keep_note_async (FoyerPreciousFile *file,
                                         const char *row_uuid,
                                         const char *lead_uuid,
                                         gint64 lead_id,
                                         FoyerNote *base,
                                         const char *text,
                                         guint hold,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
GPtrArray *foyer_outbox_store_keep_note_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error);
/* And back, with what follows it. */
void foyer_outbox_store_take_back_async (FoyerPreciousFile *file,
                                         const char *uuid,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
GPtrArray *foyer_outbox_store_take_back_finish (FoyerPreciousFile *file,
                                                GAsyncResult *result,
                                                FoyerDraft **draft,
                                                GError **error);

/**
 * FoyerOutboxNews:
 * @records: rows, by their order; in a list of changes also those that are closed by now
 * @change: the newest change there is
 * @version: changes when another connection changed the file
 */
typedef struct
{
  GPtrArray *records;
  gint64 change;
  gint64 version;
} FoyerOutboxNews;

void foyer_outbox_news_free (FoyerOutboxNews *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerOutboxNews, foyer_outbox_news_free)

/* The pending rows. */
void foyer_outbox_store_list_async (FoyerPreciousFile *file,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* What changed after a change; nothing is looked at when nobody else has written since version. */
void foyer_outbox_store_list_changed_async (FoyerPreciousFile *file,
                                            gint64 change,
                                            gint64 version,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
FoyerOutboxNews *foyer_outbox_store_list_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error);

/**
 * FoyerOutboxDue:
 * @changed: rows whose time to undo is over
 * @queued: rows to be sent, the oldest of each lead only
 * @uncertain: rows to be looked for
 * @next: when the next row will be due, unix seconds; 0: none
 */
typedef struct
{
  GPtrArray *changed;
  GPtrArray *queued;
  GPtrArray *uncertain;
  gint64 next;
} FoyerOutboxDue;

void foyer_outbox_due_free (FoyerOutboxDue *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerOutboxDue, foyer_outbox_due_free)

void foyer_outbox_store_next_async (
    FoyerPreciousFile *file, guint limit, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
FoyerOutboxDue *foyer_outbox_store_next_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error);

/* All that waits is due now; with end_holds, also what can still be undone. */
void foyer_outbox_store_make_due_async (FoyerPreciousFile *file,
                                        gboolean end_holds,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
GPtrArray *foyer_outbox_store_make_due_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error);

/* The newest delivered row of a lead; NULL without an error when there is none. */
void foyer_outbox_store_load_delivered_async (FoyerPreciousFile *file,
                                              const char *lead_uuid,
                                              gint64 platform_id,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);
FoyerOutboxRecord *foyer_outbox_store_load_delivered_finish (FoyerPreciousFile *file,
                                                             GAsyncResult *result,
                                                             GError **error);

/* The same of a note. */
void foyer_outbox_store_load_delivered_note_async (FoyerPreciousFile *file,
                                                   gint64 lead_id,
                                                   gint64 note_id,
                                                   GCancellable *cancellable,
                                                   GAsyncReadyCallback callback,
                                                   gpointer user_data);
FoyerOutboxRecord *foyer_outbox_store_load_delivered_note_finish (FoyerPreciousFile *file,
                                                                  GAsyncResult *result,
                                                                  GError **error);

/* A row by its own UUID, whatever state it is in; FOYER_ERROR_GONE when there is none. */
void foyer_outbox_store_load_async (FoyerPreciousFile *file,
                                    const char *uuid,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
FoyerOutboxRecord *foyer_outbox_store_load_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error);

/* Of the ids, those that a row has adopted: a set of gint64. */
void foyer_outbox_store_list_adopted_async (FoyerPreciousFile *file,
                                            FoyerOutboxKind kind,
                                            GArray *ids,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
GHashTable *foyer_outbox_store_list_adopted_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error);

G_END_DECLS
