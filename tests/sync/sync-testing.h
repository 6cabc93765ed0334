/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of sync share: a desk with an account, a platform of its own, and what stands between the two. */
#pragma once

#include "foyer-accounts.h"
#include "foyer-error.h"
#include "foyer-sandbox-faults.h"
#include "foyer-sandbox-thread.h"
#include "foyer-session.h"
#include "relay.h"

typedef struct
{
  char *top;
  char *data_dir;
  char *cache_dir;
  char *journal;
  FoyerSandboxFaults *faults;
  FoyerSandboxThread *sandbox;
  Relay *relay;
  FoyerAccounts *accounts;
  FoyerAccount *account;
  FoyerSession *session; /* while it is open */
  GMutex reading;        /* held while nothing is read */
} Desk;

void desk_set_up (Desk *desk);
/* With a lifetime of requests of so many seconds, on both sides. */
void desk_set_up_with_lifetime (Desk *desk, guint seconds);
/* And with something that goes wrong on the platform, as foyer-sandbox --fault takes it. */
void desk_set_up_with_fault (Desk *desk, guint seconds, const char *fault);
void desk_set_up_with_leads (Desk *desk, guint n_leads);
/* Of a platform that lists the notes of all leads. */
void desk_set_up_with_all_notes (Desk *desk);
void desk_clear (Desk *desk);
void desk_open (Desk *desk);
void desk_close (Desk *desk);
/* From here on nothing is read from the mirror, as if the disk were slow, until it goes on. */
void desk_stop_reading (Desk *desk);
void desk_go_on_reading (Desk *desk);
/* What the platform committed: lines of the sandbox's journal that name the action. */
guint desk_count_commits (Desk *desk, const char *action);

/* Somebody else at the platform, whom no rule of the relay strikes. */
void desk_call_elsewhere (Desk *desk, const char *name_space, const char *action, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

/* A file of the account's, in that of the two folders. */
char *desk_dup_file (Desk *desk, const char *folder, const char *name);
/* The page of a database that a table begins with becomes nonsense. */
void file_spoil_table (const char *path, const char *table);
/* Somebody else runs a statement in a database, or has it to themselves: what we write waits until they let go. */
void file_execute (const char *path, const char *sql);
gpointer file_hold (const char *path);
void file_let_go (gpointer held);

/* A slot for the answer of a call, and the wait for it. */
void got_answer_cb (GObject *source, GAsyncResult *result, gpointer slot);
GAsyncResult *await_answer (GAsyncResult **slot);
void wait_for_time (guint milliseconds);
#define AWAIT_WITH(cancellable, call, ...)                                                                             \
  ({                                                                                                                   \
    GAsyncResult *slot_ = NULL;                                                                                        \
    call (__VA_ARGS__, cancellable, got_answer_cb, &slot_);                                                            \
    await_answer (&slot_);                                                                                             \
  })
#define AWAIT(call, ...) AWAIT_WITH (NULL, call, __VA_ARGS__)
#define WAIT_UNTIL(condition)                                                                                          \
  while (!(condition))                                                                                                 \
    g_main_context_iteration (NULL, TRUE);

/* A lead that the platform takes. */
FoyerLead *new_company_lead (Desk *desk, const char *name);
FoyerLead *new_person_lead (Desk *desk, const char *name);

/* Saved, and on the platform; it fails only when there is nothing to save. */
void save_lead (Desk *desk, FoyerLead *lead, FoyerLead *base, gint64 *platform_id, GError **error);
FoyerLead *load_lead (Desk *desk, gint64 platform_id);
gboolean refresh_picklists (Desk *desk, GError **error);
guint count_items (Desk *desk, FoyerPicklistKind kind);
