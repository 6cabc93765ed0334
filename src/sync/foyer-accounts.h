/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-account.h"
#include "foyer-session.h"

G_BEGIN_DECLS

#define FOYER_TYPE_ACCOUNTS (foyer_accounts_get_type ())
G_DECLARE_FINAL_TYPE (FoyerAccounts, foyer_accounts, FOYER, ACCOUNTS, GObject)

/* The accounts of this desk: which there are, their secrets, and the way to a session. */
FoyerAccounts *foyer_accounts_new (const char *data_dir, const char *cache_dir);

void foyer_accounts_list_async (FoyerAccounts *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
GPtrArray *foyer_accounts_list_finish (FoyerAccounts *self, GAsyncResult *result, GError **error);

/* Keeps the account; with a secret, also that, in the keyring. secret_kept tells whether there was a keyring to keep
 * it. */
void foyer_accounts_save_async (FoyerAccounts *self,
                                FoyerAccount *account,
                                const char *secret,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean foyer_accounts_save_finish (FoyerAccounts *self, GAsyncResult *result, gboolean *secret_kept, GError **error);

void foyer_accounts_remove_async (FoyerAccounts *self,
                                  FoyerAccount *account,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean foyer_accounts_remove_finish (FoyerAccounts *self, GAsyncResult *result, GError **error);

void foyer_accounts_set_delivers (FoyerAccounts *self, gboolean delivers);
/* Opens the account's files and, when secret is NULL, asks the keyring. Without a secret the session opens all the same
 * and its trouble is FOYER_TROUBLE_NO_SECRET until foyer_session_set_secret; so it is while a keyring takes more than
 * ten seconds to answer. Until a keyring has answered, what needs the platform waits. */
void foyer_accounts_open_async (FoyerAccounts *self,
                                FoyerAccount *account,
                                const char *secret,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
FoyerSession *foyer_accounts_open_finish (FoyerAccounts *self, GAsyncResult *result, GError **error);

G_END_DECLS
