/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is behind the server: the account as it stands, and the two steps of a request, judge and commit. */
#pragma once

#include "foyer-sandbox-auth.h"
#include "foyer-sandbox-call.h"
#include "foyer-sandbox.h"

G_BEGIN_DECLS

typedef struct _FoyerSandboxPlatform FoyerSandboxPlatform;

/* A request on its way. */
typedef struct
{
  const FoyerSandboxRequest *request; /* borrowed */
  const FoyerSandboxAction *action;   /* NULL when there is none of that name */
  JsonObject *params;                 /* owned; once it is judged */
  FoyerSandboxCall call;
} FoyerSandboxExchange;

FoyerSandboxPlatform *foyer_sandbox_platform_open (const FoyerSandboxOptions *options, GError **error);
void foyer_sandbox_platform_close (FoyerSandboxPlatform *platform);

const FoyerSandboxAction *foyer_sandbox_platform_find_action (const FoyerSandboxRequest *request);
gboolean foyer_sandbox_platform_keeps_body (gint64 length);
FoyerSandboxReply *foyer_sandbox_platform_judge (FoyerSandboxPlatform *platform,
                                                 FoyerSandboxExchange *exchange,
                                                 gint64 now);
FoyerSandboxReply *foyer_sandbox_platform_commit (FoyerSandboxPlatform *platform,
                                                  FoyerSandboxExchange *exchange,
                                                  double lag);
void foyer_sandbox_platform_note (FoyerSandboxPlatform *platform,
                                  const FoyerSandboxExchange *exchange,
                                  const char *fault,
                                  const char *outcome);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerSandboxPlatform, foyer_sandbox_platform_close)

G_END_DECLS
