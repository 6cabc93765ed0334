/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calls that list what can be chosen: qualities, stages, types, sources, channels, industries, users. */
#pragma once

#include "foyer-sandbox-call.h"

G_BEGIN_DECLS

FoyerSandboxReply *foyer_sandbox_answer_qualities (FoyerSandboxCall *call);
FoyerSandboxReply *foyer_sandbox_answer_stages (FoyerSandboxCall *call);
FoyerSandboxReply *foyer_sandbox_answer_types (FoyerSandboxCall *call);
FoyerSandboxReply *foyer_sandbox_answer_sources (FoyerSandboxCall *call);
FoyerSandboxReply *foyer_sandbox_answer_channels (FoyerSandboxCall *call);
FoyerSandboxReply *foyer_sandbox_answer_industries (FoyerSandboxCall *call);
FoyerSandboxReply *foyer_sandbox_answer_users (FoyerSandboxCall *call);

G_END_DECLS
