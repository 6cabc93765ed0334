/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-account.h"

G_BEGIN_DECLS

char *foyer_cli_account_uuid_for (const char *address, const char *key);
FoyerAccount *foyer_cli_account_for_address (GPtrArray *accounts, const char *address, const char *key, GError **error);
FoyerAccount *foyer_cli_account_choose (GPtrArray *accounts, const char *wanted, GError **error);

G_END_DECLS
