/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-cli-arguments.h"
#include "foyer-session.h"

G_BEGIN_DECLS

#define FOYER_CLI_PICKLIST_AGE (24 * 60 * 60) /* seconds a remembered list is good for */

#define FOYER_TYPE_CLI_SESSION (foyer_cli_session_get_type ())
G_DECLARE_FINAL_TYPE (FoyerCliSession, foyer_cli_session, FOYER, CLI_SESSION, GObject)

/* The account session, one call after the other: each function runs the main loop until its answer is there. A secret
 * that is missing is asked for once, when it is needed. */
FoyerCliSession *foyer_cli_session_new (GCancellable *cancellable);
gboolean foyer_cli_session_open (FoyerCliSession *self,
                                 FoyerCliArguments *arguments,
                                 const char *secret,
                                 GError **error);
void foyer_cli_session_close (FoyerCliSession *self);
GCancellable *foyer_cli_session_get_cancellable (FoyerCliSession *self);
FoyerPicklists *foyer_cli_session_get_picklists (FoyerCliSession *self);
FoyerSession *foyer_cli_session_get_session (FoyerCliSession *self);

gboolean foyer_cli_session_has_secret (FoyerCliSession *self);
gboolean foyer_cli_session_is_refused (FoyerCliSession *self, GError **error);

gboolean foyer_cli_session_ping (FoyerCliSession *self, gint64 *server_time, GError **error);
gboolean foyer_cli_session_refresh_picklist (FoyerCliSession *self,
                                             FoyerPicklistKind kind,
                                             guint max_age,
                                             GError **error);
GPtrArray *foyer_cli_session_list_leads (
    FoyerCliSession *self, const char *text, guint limit, gboolean *is_current, GError **error);
FoyerLead *foyer_cli_session_load_lead (FoyerCliSession *self, gint64 id, gboolean *is_current, GError **error);
GPtrArray *foyer_cli_session_search_parties (
    FoyerCliSession *self, FoyerPartyKind kind, const char *text, gint64 company_id, guint limit, GError **error);

G_END_DECLS
