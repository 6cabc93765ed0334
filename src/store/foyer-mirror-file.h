/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define FOYER_TYPE_MIRROR_FILE (foyer_mirror_file_get_type ())
G_DECLARE_FINAL_TYPE (FoyerMirrorFile, foyer_mirror_file, FOYER, MIRROR_FILE, GObject)

/* What can be fetched again. Rebuilt by itself when it is damaged or of another version; when a later call fails with
 * FOYER_ERROR_DAMAGED, reset it. */
FoyerMirrorFile *foyer_mirror_file_new (const char *cache_dir, const char *account_uuid);
char *foyer_mirror_file_dup_lock_path (FoyerMirrorFile *self, const char *lock_name);
void foyer_mirror_file_begin_group (FoyerMirrorFile *self);
void foyer_mirror_file_end_group_async (FoyerMirrorFile *self,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean foyer_mirror_file_end_group_finish (FoyerMirrorFile *self, GAsyncResult *result, GError **error);

void foyer_mirror_file_open_async (FoyerMirrorFile *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean foyer_mirror_file_open_finish (FoyerMirrorFile *self, GAsyncResult *result, GError **error);
void foyer_mirror_file_reset_async (FoyerMirrorFile *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean foyer_mirror_file_reset_finish (FoyerMirrorFile *self, GAsyncResult *result, GError **error);
void foyer_mirror_file_close_async (FoyerMirrorFile *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean foyer_mirror_file_close_finish (FoyerMirrorFile *self, GAsyncResult *result, GError **error);

G_END_DECLS
