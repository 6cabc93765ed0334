/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define FOYER_STORE_LOCK   "store.lock"
#define FOYER_MIRROR_LOCK  "mirror.lock" /* another name: both folders can be one */
#define FOYER_DELIVER_LOCK "deliver.lock"
#define FOYER_REFRESH_LOCK "refresh.lock"

typedef enum
{
  FOYER_LOCK_SHARED,
  FOYER_LOCK_EXCLUSIVE,
} FoyerLockMode;

/* Between processes, and within one. FOYER_ERROR_IN_USE: somebody else holds it. */
/* Held until foyer_file_lock_free (), or the death of the process. */
typedef struct _FoyerFileLock FoyerFileLock;

FoyerFileLock *foyer_file_lock_try (const char *path, FoyerLockMode mode, GError **error);
FoyerFileLock *foyer_file_lock_wait (
    const char *path, FoyerLockMode mode, guint milliseconds, GCancellable *cancellable, GError **error);
void foyer_file_lock_wait_async (const char *path,
                                 FoyerLockMode mode,
                                 guint milliseconds,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
FoyerFileLock *foyer_file_lock_wait_finish (GAsyncResult *result, GError **error);
gboolean foyer_file_lock_convert (
    FoyerFileLock *self, FoyerLockMode mode, guint milliseconds, GCancellable *cancellable, GError **error);
void foyer_file_lock_free (FoyerFileLock *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerFileLock, foyer_file_lock_free)

G_END_DECLS
