/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was committed, one JSON object a line: the sandbox's memory over a restart, and an audit's evidence. With the
 * faults that struck, so that the audit can tell what a client went through. */
#pragma once

#include "foyer-sandbox-call.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The sample data the commits were made on. */
typedef struct
{
  guint64 seed;
  gint64 leads;
  gint64 epoch;
} FoyerSandboxOrigin;

/* Who sent a request, and when, as it says itself. */
typedef struct
{
  const char *key;
  const char *date;
} FoyerSandboxSender;

typedef struct _FoyerSandboxJournal FoyerSandboxJournal;

FoyerSandboxJournal *foyer_sandbox_journal_open (const char *path, FoyerSandboxOrigin *origin, GError **error);
gboolean foyer_sandbox_journal_replay (FoyerSandboxJournal *journal,
                                       FoyerSandboxStore *store,
                                       FoyerSandboxStore *replica,
                                       GError **error);
gboolean foyer_sandbox_journal_append (FoyerSandboxJournal *journal,
                                       const FoyerSandboxAction *action,
                                       const FoyerSandboxCall *call,
                                       const FoyerSandboxSender *sender,
                                       const FoyerSandboxReply *reply,
                                       GError **error);
gboolean foyer_sandbox_journal_append_fault (FoyerSandboxJournal *journal,
                                             const char *fault,
                                             const char *outcome,
                                             const FoyerSandboxAction *action,
                                             const char *request_date,
                                             GError **error);
void foyer_sandbox_journal_close (FoyerSandboxJournal *journal);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerSandboxJournal, foyer_sandbox_journal_close)

G_END_DECLS
