/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define FOYER_KEYRING_DEADLINE 60000 /* milliseconds: a person may be asked to unlock it */

#define FOYER_TYPE_KEYRING (foyer_keyring_get_type ())
G_DECLARE_FINAL_TYPE (FoyerKeyring, foyer_keyring, FOYER, KEYRING, GObject)

/* The secret of an account, in the person's keyring. FOYER_ERROR_KEYRING: there is none, or it stays locked: ask once a
 * session. Lookup gives NULL without an error when the keyring has no such secret; free it with foyer_keyring_wipe ().
 */
FoyerKeyring *foyer_keyring_new (guint deadline);
void foyer_keyring_store_async (FoyerKeyring *self,
                                const char *account_uuid,
                                const char *label,
                                const char *secret,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean foyer_keyring_store_finish (FoyerKeyring *self, GAsyncResult *result, GError **error);
void foyer_keyring_lookup_async (FoyerKeyring *self,
                                 const char *account_uuid,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
char *foyer_keyring_lookup_finish (FoyerKeyring *self, GAsyncResult *result, GError **error);
void foyer_keyring_clear_async (FoyerKeyring *self,
                                const char *account_uuid,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean foyer_keyring_clear_finish (FoyerKeyring *self, GAsyncResult *result, GError **error);
void foyer_keyring_wipe (char *secret);

G_END_DECLS
