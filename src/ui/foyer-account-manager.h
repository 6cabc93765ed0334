/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-session.h"

G_BEGIN_DECLS

#define FOYER_TYPE_ACCOUNT_MANAGER (foyer_account_manager_get_type ())
G_DECLARE_FINAL_TYPE (FoyerAccountManager, foyer_account_manager, FOYER, ACCOUNT_MANAGER, GObject)

/* Which accounts there are, and which one is open: at most one. Properties: session (nullable), accounts (GListModel),
 * busy. One call at a time; each closes what is open before it opens something else. What an account that is left still
 * has to send, it goes on sending for a while; signal left-waiting (FoyerOutbox, guint): so many rows wait there, or
 * some need a person. */
FoyerAccountManager *foyer_account_manager_new (const char *data_dir, const char *cache_dir);
FoyerSession *foyer_account_manager_get_session (FoyerAccountManager *self);
GListModel *foyer_account_manager_get_accounts (FoyerAccountManager *self);
FoyerAccount *foyer_account_manager_find (FoyerAccountManager *self, const char *uuid);
gboolean foyer_account_manager_get_busy (FoyerAccountManager *self);

/**
 * FoyerAccountChange:
 * @FOYER_ACCOUNT_START: read which accounts there are, open the given one, else the first
 * @FOYER_ACCOUNT_OPEN: open the given account
 * @FOYER_ACCOUNT_ADD: keep the account and its secret, then open it; also for a new key of one there is already
 * @FOYER_ACCOUNT_KEEP: keep what was changed about the account; it stays open or closed
 * @FOYER_ACCOUNT_REMOVE: delete the account, its files and its secret
 * @FOYER_ACCOUNT_OPEN_SAMPLE: open the sample data, making it when there is none
 * @FOYER_ACCOUNT_RESET_SAMPLE: make the sample data anew
 * @FOYER_ACCOUNT_CLOSE: close what is open
 */
typedef enum
{
  FOYER_ACCOUNT_START,
  FOYER_ACCOUNT_OPEN,
  FOYER_ACCOUNT_ADD,
  FOYER_ACCOUNT_KEEP,
  FOYER_ACCOUNT_REMOVE,
  FOYER_ACCOUNT_OPEN_SAMPLE,
  FOYER_ACCOUNT_RESET_SAMPLE,
  FOYER_ACCOUNT_CLOSE,
} FoyerAccountChange;

void foyer_account_manager_change_async (FoyerAccountManager *self,
                                         FoyerAccountChange change,
                                         FoyerAccount *account,
                                         const char *secret,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean foyer_account_manager_change_finish (FoyerAccountManager *self,
                                              GAsyncResult *result,
                                              gboolean *secret_kept,
                                              GError **error);

G_END_DECLS
