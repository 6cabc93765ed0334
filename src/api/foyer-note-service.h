/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-collection.h"
#include "foyer-note.h"

G_BEGIN_DECLS

#define FOYER_TYPE_NOTE_SERVICE (foyer_note_service_get_type ())
G_DECLARE_FINAL_TYPE (FoyerNoteService, foyer_note_service, FOYER, NOTE_SERVICE, GObject)

FoyerNoteService *foyer_note_service_new (FoyerClient *client);
void foyer_note_service_list_async (FoyerNoteService *self,
                                    gint64 lead_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
void foyer_note_service_list_page_async (FoyerNoteService *self,
                                         FoyerFilter *filter,
                                         guint start,
                                         guint per_page,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
FoyerPage *foyer_note_service_list_finish (FoyerNoteService *self, GAsyncResult *result, GError **error);
FoyerRequest *foyer_note_service_prepare (FoyerNoteService *self, gint64 lead_id, gint64 note_id, const char *text);
char *foyer_note_service_read_text (GBytes *body);
void foyer_note_service_add_or_update_async (FoyerNoteService *self,
                                             gint64 lead_id,
                                             gint64 note_id,
                                             const char *text,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
gboolean foyer_note_service_add_or_update_finish (FoyerNoteService *self,
                                                  GAsyncResult *result,
                                                  gint64 *note_id,
                                                  GError **error);

G_END_DECLS
