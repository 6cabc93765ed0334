/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calls that list or read leads, companies, contacts and notes. */
#pragma once

#include "foyer-sandbox-call.h"

G_BEGIN_DECLS

FoyerSandboxReply *foyer_sandbox_answer_leads (FoyerSandboxCall *call);
FoyerSandboxReply *foyer_sandbox_answer_companies (FoyerSandboxCall *call);
FoyerSandboxReply *foyer_sandbox_answer_contacts (FoyerSandboxCall *call);
FoyerSandboxReply *foyer_sandbox_answer_one_company (FoyerSandboxCall *call);
FoyerSandboxReply *foyer_sandbox_answer_one_contact (FoyerSandboxCall *call);

G_END_DECLS
