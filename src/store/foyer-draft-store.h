/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-draft.h"
#include "foyer-precious-file.h"

G_BEGIN_DECLS

/* Drafts by the UUID of their lead. List: newest first, a GPtrArray of FoyerDraft; load gives FOYER_ERROR_GONE when
 * there is none. */
void foyer_draft_store_keep_async (FoyerPreciousFile *file,
                                   FoyerDraft *draft,
                                   const char *replaced_uuid,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean foyer_draft_store_keep_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error);
void foyer_draft_store_list_async (FoyerPreciousFile *file,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GPtrArray *foyer_draft_store_list_finish (FoyerPreciousFile *file,
                                          GAsyncResult *result,
                                          guint *n_unreadable,
                                          GError **error);
void foyer_draft_store_load_async (FoyerPreciousFile *file,
                                   const char *uuid,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
FoyerDraft *foyer_draft_store_load_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error);
void foyer_draft_store_discard_async (FoyerPreciousFile *file,
                                      const char *uuid,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean foyer_draft_store_discard_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error);

G_END_DECLS
