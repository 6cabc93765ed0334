/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-mirror-file.h"
#include "foyer-note.h"

G_BEGIN_DECLS

/* The notes of leads. Replace: all notes of a lead, as they are now; the search finds the lead by them. Put: one of
 * them. List: the oldest first, a GPtrArray of FoyerNote. */
void foyer_note_cache_replace_async (FoyerMirrorFile *mirror,
                                     gint64 lead_id,
                                     GPtrArray *notes,
                                     gint64 fetched,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
void foyer_note_cache_put_async (FoyerMirrorFile *mirror,
                                 FoyerNote *note,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean foyer_note_cache_put_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error);
void foyer_note_cache_list_async (FoyerMirrorFile *mirror,
                                  gint64 lead_id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GPtrArray *foyer_note_cache_list_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error);

/* Where the platform lists the notes of all leads. Refresh: some of them. Cover: that all are here. */
void foyer_note_cache_refresh_async (FoyerMirrorFile *mirror,
                                     GPtrArray *notes,
                                     gint64 generation,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
void foyer_note_cache_cover_async (FoyerMirrorFile *mirror,
                                   gint64 fetched,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean foyer_note_cache_refresh_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error);

/* Leads whose notes are to be fetched: those whose notes are here and that were changed since, then, with owner_id,
 * those of that owner whose notes are not here, the newest first: a GArray of gint64 ids. */
void foyer_note_cache_list_due_async (FoyerMirrorFile *mirror,
                                      gint64 owner_id,
                                      guint limit,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GArray *foyer_note_cache_list_due_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error);

/* Two numbers: of how many leads the notes are here, and how many leads there are. */
void foyer_note_cache_count_async (FoyerMirrorFile *mirror,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GArray *foyer_note_cache_count_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error);

G_END_DECLS
