/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-account.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define FOYER_TYPE_ACCOUNT_STORE (foyer_account_store_get_type ())
G_DECLARE_FINAL_TYPE (FoyerAccountStore, foyer_account_store, FOYER, ACCOUNT_STORE, GObject)

/* The accounts of this desk, one folder each. List: a GPtrArray of FoyerAccount by title; problems: a GError for each
 * that could not be read, with its path in the message; damaged files are set aside.
 * Saves also while the account's file is open; remove wants it closed, and leaves the secret to the keyring. */
FoyerAccountStore *foyer_account_store_new (const char *data_dir, const char *cache_dir);
void foyer_account_store_list_async (FoyerAccountStore *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
GPtrArray *foyer_account_store_list_finish (FoyerAccountStore *self,
                                            GAsyncResult *result,
                                            GPtrArray **problems,
                                            GError **error);
void foyer_account_store_load_async (FoyerAccountStore *self,
                                     const char *uuid,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
FoyerAccount *foyer_account_store_load_finish (FoyerAccountStore *self, GAsyncResult *result, GError **error);
void foyer_account_store_save_async (FoyerAccountStore *self,
                                     FoyerAccount *account,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean foyer_account_store_save_finish (FoyerAccountStore *self, GAsyncResult *result, GError **error);
void foyer_account_store_remove_async (FoyerAccountStore *self,
                                       const char *uuid,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean foyer_account_store_remove_finish (FoyerAccountStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
