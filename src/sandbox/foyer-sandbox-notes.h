/* SPDX-License-Identifier: GPL-3.0-or-later */
/* crm?action=getLeadNoteList and addOrUpdateLeadNote. */
#pragma once

#include "foyer-sandbox-call.h"

G_BEGIN_DECLS

FoyerSandboxReply *foyer_sandbox_answer_notes (FoyerSandboxCall *call);
FoyerSandboxReply *foyer_sandbox_judge_note (FoyerSandboxCall *call);
void foyer_sandbox_reserve_note (FoyerSandboxCall *call);
void foyer_sandbox_apply_note (FoyerSandboxCall *call);
FoyerSandboxReply *foyer_sandbox_answer_note (FoyerSandboxCall *call);

G_END_DECLS
