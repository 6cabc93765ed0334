/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-account.h"
#include "foyer-draft.h"
#include "foyer-outbox.h"
#include "foyer-party.h"
#include "foyer-picklists.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FoyerTrouble:
 *
 * What is wrong with the account as a whole, newest knowledge: a state for a banner, not an event.
 */
typedef enum
{
  FOYER_TROUBLE_NONE,
  FOYER_TROUBLE_OFFLINE,
  FOYER_TROUBLE_CLOCK,
  FOYER_TROUBLE_UNAUTHORIZED,
  FOYER_TROUBLE_FORBIDDEN,
  FOYER_TROUBLE_NO_SECRET,
} FoyerTrouble;

#define FOYER_TYPE_TROUBLE (foyer_trouble_get_type ())
GType foyer_trouble_get_type (void) G_GNUC_CONST;

#define FOYER_TYPE_SESSION (foyer_session_get_type ())
G_DECLARE_FINAL_TYPE (FoyerSession, foyer_session, FOYER, SESSION, GObject)

/* Properties: account, picklists, newest-leads (GListModel of FoyerLead, newest first), drafts (GListModel of
 * FoyerDraft, newest first), outbox, trouble. All lists are filled from the disk before the session is handed out.
 * Signal: mirror-rebuilt: what was fetched was damaged and is fetched again. */
FoyerAccount *foyer_session_get_account (FoyerSession *self);
FoyerPicklists *foyer_session_get_picklists (FoyerSession *self);
GListModel *foyer_session_get_newest_leads (FoyerSession *self);
GListModel *foyer_session_get_drafts (FoyerSession *self);
FoyerOutbox *foyer_session_get_outbox (FoyerSession *self);
FoyerTrouble foyer_session_get_trouble (FoyerSession *self);
void foyer_session_set_secret (FoyerSession *self, const char *secret);
/* Where a damaged file of the account was put when the session was opened, else NULL: for the person to be told. */
const char *foyer_session_get_set_aside (FoyerSession *self);

/* Waits for what is being written, closes the files. Nothing else may be called afterwards. */
void foyer_session_close_async (FoyerSession *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean foyer_session_close_finish (FoyerSession *self, GAsyncResult *result, GError **error);

/* server_time: unix seconds by the platform's clock. */
void foyer_session_ping_async (FoyerSession *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean foyer_session_ping_finish (FoyerSession *self, GAsyncResult *result, gint64 *server_time, GError **error);

/* Picklists and leads: refreshed behind the user's back. max_age in seconds: a list fetched less long ago is left
 * alone; 0 asks always. kind FOYER_PICKLIST_NONE: all of them, and then one that is off for this key does not fail the
 * rest. */
void foyer_session_refresh_picklists_async (FoyerSession *self,
                                            FoyerPicklistKind kind,
                                            guint max_age,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
gboolean foyer_session_refresh_picklists_finish (FoyerSession *self, GAsyncResult *result, GError **error);
void foyer_session_refresh_leads_async (FoyerSession *self,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean foyer_session_refresh_leads_finish (FoyerSession *self, GAsyncResult *result, GError **error);

/* text may be NULL; newest first; a GPtrArray of FoyerLead. */
void foyer_session_list_leads_async (FoyerSession *self,
                                     const char *text,
                                     guint limit,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
GPtrArray *foyer_session_list_leads_finish (FoyerSession *self, GAsyncResult *result, GError **error);
/* The newest state on the platform; offline, what the mirror has, and then is_current is FALSE. FOYER_ERROR_GONE when
 * there is none. */
void foyer_session_load_lead_async (FoyerSession *self,
                                    gint64 platform_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
FoyerLead *foyer_session_load_lead_finish (FoyerSession *self,
                                           GAsyncResult *result,
                                           gboolean *is_current,
                                           GError **error);

/* Companies and people: what this desk has seen, at once, or joined with the platform's where that is less than limit;
 * offline, what it has seen. company_id 0: any. An empty text gives the ones used last. A GPtrArray of FoyerParty. */
void foyer_session_list_known_parties_async (FoyerSession *self,
                                             FoyerPartyKind kind,
                                             const char *text,
                                             gint64 company_id,
                                             guint limit,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
void foyer_session_search_parties_async (FoyerSession *self,
                                         FoyerPartyKind kind,
                                         const char *text,
                                         gint64 company_id,
                                         guint limit,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
GPtrArray *foyer_session_search_parties_finish (FoyerSession *self, GAsyncResult *result, GError **error);
void foyer_session_load_party_async (FoyerSession *self,
                                     FoyerPartyKind kind,
                                     gint64 id,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
FoyerParty *foyer_session_load_party_finish (FoyerSession *self, GAsyncResult *result, GError **error);

/* Drafts: durable when it calls back. A draft equal to its base is discarded instead. */
void foyer_session_keep_draft_async (FoyerSession *self,
                                     FoyerLead *lead,
                                     FoyerLead *base,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean foyer_session_keep_draft_finish (FoyerSession *self, GAsyncResult *result, GError **error);
void foyer_session_discard_draft_async (
    FoyerSession *self, const char *uuid, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean foyer_session_discard_draft_finish (FoyerSession *self, GAsyncResult *result, GError **error);
FoyerDraft *foyer_session_find_draft (FoyerSession *self, const char *uuid, gint64 platform_id);

/* The user's own names for the account's custom fields. numbers: gint64, ascending. */
const char *foyer_session_get_custom_field_name (FoyerSession *self, gint64 number);
GArray *foyer_session_get_custom_field_numbers (FoyerSession *self);
void foyer_session_set_custom_field_name (FoyerSession *self, gint64 number, const char *name);

G_END_DECLS
