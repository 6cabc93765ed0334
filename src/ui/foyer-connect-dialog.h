/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-account.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FOYER_TYPE_CONNECT_DIALOG (foyer_connect_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FoyerConnectDialog, foyer_connect_dialog, FOYER, CONNECT_DIALOG, AdwDialog)

/* Signal: connected (FoyerAccount, const char *secret): tried, and to be kept. */
FoyerConnectDialog *foyer_connect_dialog_new (FoyerAccount *account);

G_END_DECLS
