/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adding, updating and reading one company or contact. */
#pragma once

#include "foyer-sandbox-call.h"

G_BEGIN_DECLS

char *foyer_sandbox_company_object_problem (const FoyerSandboxStore *store, JsonObject *object);
char *foyer_sandbox_contact_object_problem (const FoyerSandboxStore *store, JsonObject *object);
void foyer_sandbox_apply_company (FoyerSandboxCall *call, JsonObject *object, gint64 id);
void foyer_sandbox_apply_contact (FoyerSandboxCall *call, JsonObject *object, gint64 id, gint64 link_to_company);

FoyerSandboxReply *foyer_sandbox_judge_company (FoyerSandboxCall *call);
void foyer_sandbox_reserve_company (FoyerSandboxCall *call);
void foyer_sandbox_apply_company_call (FoyerSandboxCall *call);
FoyerSandboxReply *foyer_sandbox_answer_company (FoyerSandboxCall *call);

FoyerSandboxReply *foyer_sandbox_judge_contact (FoyerSandboxCall *call);
void foyer_sandbox_reserve_contact (FoyerSandboxCall *call);
void foyer_sandbox_apply_contact_call (FoyerSandboxCall *call);
FoyerSandboxReply *foyer_sandbox_answer_contact (FoyerSandboxCall *call);

G_END_DECLS
