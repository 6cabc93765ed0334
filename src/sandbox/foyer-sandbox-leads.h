/* SPDX-License-Identifier: GPL-3.0-or-later */
/* contact?action=addOrUpdateLead. */
#pragma once

#include "foyer-sandbox-call.h"

G_BEGIN_DECLS

FoyerSandboxReply *foyer_sandbox_judge_lead (FoyerSandboxCall *call);
void foyer_sandbox_reserve_lead (FoyerSandboxCall *call);
void foyer_sandbox_apply_lead (FoyerSandboxCall *call);
FoyerSandboxReply *foyer_sandbox_answer_lead (FoyerSandboxCall *call);

G_END_DECLS
