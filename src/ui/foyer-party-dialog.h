/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

FoyerParty *foyer_party_dialog_guess (FoyerPartyKind kind, const char *typed);

void foyer_party_dialog_ask_async (
    GtkWidget *parent, FoyerSession *session, FoyerParty *party, GAsyncReadyCallback callback, gpointer user_data);
FoyerParty *foyer_party_dialog_ask_finish (FoyerSession *session, GAsyncResult *result, GError **error);

G_END_DECLS
