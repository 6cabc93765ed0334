/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-account-store.h"
#include "foyer-directory-service.h"
#include "foyer-error.h"
#include "foyer-lead-service.h"
#include "foyer-mirror-file.h"
#include "foyer-mirror-refresh.h"
#include "foyer-note-service.h"
#include "foyer-note-trickle.h"
#include "foyer-picklist-service.h"
#include "foyer-precious-file.h"
#include "foyer-session.h"
#include "foyer-verdict.h"

G_BEGIN_DECLS

#define FOYER_N_NEWEST_LEADS 100

/**
 * FoyerSecretState:
 * @FOYER_SECRET_ASKING: the keyring was asked and has not answered: calls that need the network wait for it
 * @FOYER_SECRET_NONE: nobody has it: those calls fail with `FOYER_ERROR_KEYRING`
 */
typedef enum
{
  FOYER_SECRET_ASKING,
  FOYER_SECRET_NONE,
  FOYER_SECRET_KNOWN,
} FoyerSecretState;

struct _FoyerSession
{
  GObject parent_instance;

  /* owned */
  FoyerAccount *account;
  FoyerAccountStore *account_store;
  FoyerPreciousFile *precious;
  FoyerMirrorFile *mirror;
  FoyerPicklists *picklists;
  GListStore *newest_leads;
  GListStore *drafts;
  FoyerOutbox *outbox;
  GHashTable *field_names;   /* of gint64 * to char * */
  GHashTable *note_drafts;   /* a set of FoyerNoteDraft */
  GHashTable *arrived_leads; /* the ids, as text, of leads that got them since, by UUID */
  GHashTable *known_leads;   /* of gint64 * to the knowledge it came with */
  GHashTable *attempts;      /* of draft UUID to the knowledge before it was sent */
  FoyerClient *client;       /* none without a secret */
  GError *client_error;      /* why there is none in spite of one: an address or a key that cannot be used */
  FoyerLeadService *lead_service;
  FoyerDirectoryService *directory_service;
  FoyerPicklistService *picklist_service;
  FoyerNoteService *note_service;
  FoyerMirrorRefresh *refresh;
  FoyerNoteTrickle *trickle;
  GPtrArray *lead_lists;       /* of FoyerLeadListModel, which are not owned */
  GArray *pending;             /* of gint64: the leads with a change that is not on the platform */
  GHashTable *uncertain_notes; /* of "LEAD TEXT" to gint64 *, when it was sent: notes that may have arrived */
  GCancellable *closing;
  GNetworkMonitor *monitor;
  char *secret;
  char *set_aside;
  GTask *close_task;
  GQueue waiting; /* of calls that wait for the keyring */

  FoyerSecretState secret_state;
  guint patience_id;
  gboolean keyring_is_slow;
  gboolean is_closed;
  gboolean was_mended; /* its mirror was damaged, and a new one made or tried to */
  FoyerTrouble read_trouble;
  FoyerTrouble write_trouble;
  FoyerTrouble shown_trouble;
  guint knowledge;
  guint n_running;
  guint n_reading_back;
};

#define FOYER_SETTING_ABILITIES "abilities"

/* Takes the task. The client and the services are there. */
typedef void (*FoyerSessionReady) (FoyerSession *self, GTask *task);

/* foyer-session.c */
FoyerSession *foyer_session_new (FoyerAccount *account, FoyerAccountStore *account_store);
void foyer_session_tell_mirror_rebuilt (FoyerSession *self);
GTask *foyer_session_start (FoyerSession *self,
                            gboolean ends_with_session,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data,
                            gpointer tag);

/* The same with another object as the task's source. */
GTask *foyer_session_start_for (FoyerSession *self,
                                gpointer source,
                                gboolean ends_with_session,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data,
                                gpointer tag);

/* foyer-session-platform.c */
void foyer_session_watch_platform (FoyerSession *self);
void foyer_session_with_client (FoyerSession *self, GTask *task, FoyerSessionReady ready);
gint64 foyer_session_get_platform_time (FoyerSession *self);
gboolean foyer_session_knows_clock (FoyerSession *self);
void foyer_session_heard (FoyerSession *self, FoyerCall call, const GError *error);
void foyer_session_ask_for_secret (FoyerSession *self);
void foyer_session_secret_answered (FoyerSession *self, const char *secret);

/* foyer-session-open.c */
void foyer_session_open_async (FoyerSession *self,
                               const char *data_dir,
                               const char *cache_dir,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean foyer_session_open_finish (FoyerSession *self, GAsyncResult *result, GError **error);

/* foyer-session-newest.c */
void foyer_session_know_leads (FoyerSession *self, GPtrArray *leads);
void foyer_session_know_recent_leads (FoyerSession *self, GPtrArray *leads);
void foyer_session_begin_attempt (FoyerSession *self, const char *uuid);
GHashTable *foyer_session_get_known_before (FoyerSession *self, const char *uuid);
void foyer_session_remember_leads (FoyerSession *self, GPtrArray *leads);
void foyer_session_show_saved (FoyerSession *self, FoyerLead *lead, gboolean was_added, gint64 kept);
void foyer_session_show_lead (FoyerSession *self, FoyerLead *lead);
void foyer_session_show_leads (FoyerSession *self, GPtrArray *leads);

/* foyer-session-lead.c */
void foyer_session_fetch_lead_async (FoyerSession *self,
                                     gint64 platform_id,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
FoyerLead *foyer_session_fetch_lead_finish (FoyerSession *self, GAsyncResult *result, GError **error);
void foyer_session_keep_abilities (FoyerSession *self);
void foyer_session_read_back (FoyerSession *self, gint64 platform_id, gboolean was_added);

/* foyer-session-drafts.c */
void foyer_session_list_draft (FoyerSession *self, FoyerDraft *draft);
void foyer_session_unlist_draft (FoyerSession *self, const char *uuid);

/* foyer-session-note-drafts.c */
GHashTable *foyer_note_drafts_new (void);
void foyer_session_load_note_drafts_async (FoyerSession *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean foyer_session_load_note_drafts_finish (FoyerSession *self, GAsyncResult *result, GError **error);

/* foyer-session-mirror.c */
void foyer_session_init_mirror (FoyerSession *self);
void foyer_session_clear_mirror (FoyerSession *self);
void foyer_session_mirror_changed (FoyerSession *self);

/* foyer-session-mend.c */
void foyer_session_watch_mirror (FoyerSession *self);
void foyer_session_drop_mirror (FoyerSession *self);

/* foyer-session-parties.c */
void foyer_session_use_parties (FoyerSession *self, FoyerLead *lead);
void foyer_session_party_arrived (FoyerSession *self, FoyerParty *party, gint64 local_id);

/* foyer-session-notes.c */
void foyer_session_note_arrived (FoyerSession *self, FoyerNote *note, gboolean is_new);
void foyer_session_fetch_notes_async (
    FoyerSession *self, gint64 lead_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *foyer_session_fetch_notes_finish (FoyerSession *self, GAsyncResult *result, GError **error);

G_END_DECLS
