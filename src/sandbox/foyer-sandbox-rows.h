/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a lead, a company, a contact and a note look in an answer. */
#pragma once

#include "foyer-sandbox-store.h"
#include "foyer-sandbox-writer.h"

G_BEGIN_DECLS

void foyer_sandbox_row_write_lead (FoyerSandboxWriter *writer, const FoyerSandboxStore *store, gint64 id);
void foyer_sandbox_row_write_company (FoyerSandboxWriter *writer, const FoyerSandboxStore *store, gint64 id);
void foyer_sandbox_row_write_company_alone (FoyerSandboxWriter *writer, const FoyerSandboxStore *store, gint64 id);
void foyer_sandbox_row_write_contact (FoyerSandboxWriter *writer, const FoyerSandboxStore *store, gint64 id);
void foyer_sandbox_row_write_note (FoyerSandboxWriter *writer, const FoyerSandboxStore *store, gint64 id);

G_END_DECLS
