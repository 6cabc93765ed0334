/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One call to the platform, and the table of those the sandbox knows. */
#pragma once

#include "foyer-sandbox-reply.h"
#include "foyer-sandbox-store.h"

G_BEGIN_DECLS

/* The ids a commit touches; 0 for none. They are known before it is written down, so that a replay can check them. */
typedef struct
{
  gint64 lead;
  gint64 company;
  gint64 contact;
  gint64 note;
} FoyerSandboxIds;

typedef struct
{
  FoyerSandboxStore *store; /* borrowed */
  JsonObject *params;       /* borrowed */
  gint64 now;               /* seconds */
  FoyerSandboxIds ids;
} FoyerSandboxCall;

/* A call that reads has `answer` alone. One that writes is judged; if nothing is to be said against it, its ids are
 * reserved, it is written into the journal and applied, and then answered. Applying cannot fail. */
typedef struct
{
  const char *space;
  const char *name;
  FoyerSandboxReply *(*judge) (FoyerSandboxCall *call); /* NULL: nothing against it */
  void (*reserve) (FoyerSandboxCall *call);
  void (*apply) (FoyerSandboxCall *call);
  FoyerSandboxReply *(*answer) (FoyerSandboxCall *call);
} FoyerSandboxAction;

const FoyerSandboxAction *foyer_sandbox_action_find (const char *space, const char *name);
gboolean foyer_sandbox_action_space_exists (const char *space);

G_END_DECLS
