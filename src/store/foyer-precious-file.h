/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define FOYER_TYPE_PRECIOUS_FILE (foyer_precious_file_get_type ())
G_DECLARE_FINAL_TYPE (FoyerPreciousFile, foyer_precious_file, FOYER, PRECIOUS_FILE, GObject)

/* An account's own file: what exists nowhere else. Everything that calls back without an error is on the disk for good.
 * set_aside: where a damaged file was put before a new one was started, else NULL. */
FoyerPreciousFile *foyer_precious_file_new (const char *data_dir, const char *account_uuid);
char *foyer_precious_file_dup_lock_path (FoyerPreciousFile *self, const char *lock_name);

void foyer_precious_file_open_async (FoyerPreciousFile *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean foyer_precious_file_open_finish (FoyerPreciousFile *self,
                                          GAsyncResult *result,
                                          char **set_aside,
                                          GError **error);
void foyer_precious_file_close_async (FoyerPreciousFile *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean foyer_precious_file_close_finish (FoyerPreciousFile *self, GAsyncResult *result, GError **error);

G_END_DECLS
