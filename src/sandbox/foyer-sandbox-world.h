/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample data: a function of a seed and a number, so that a million leads take no memory. */
#pragma once

#include "foyer-sandbox-records.h"

G_BEGIN_DECLS

#define FOYER_SANDBOX_MAX_LEADS 1000000
#define FOYER_SANDBOX_TEXT_SIZE 192

/* Leads, companies and contacts are numbered from 1. */
typedef struct
{
  guint64 seed;
  gint64 leads;
  gint64 companies;
  gint64 contacts;
  gint64 epoch; /* seconds; nothing of the sample data is younger */
} FoyerSandboxWorld;

typedef enum
{
  FOYER_SANDBOX_KIND_LEAD = 1,
  FOYER_SANDBOX_KIND_COMPANY,
  FOYER_SANDBOX_KIND_CONTACT,
  FOYER_SANDBOX_KIND_NOTE,
} FoyerSandboxKind;

void foyer_sandbox_world_init (FoyerSandboxWorld *world, guint64 seed, gint64 leads, gint64 epoch);
guint64 foyer_sandbox_world_hash (const FoyerSandboxWorld *world, FoyerSandboxKind kind, gint64 id, guint salt);

gint64 foyer_sandbox_world_lead_created (const FoyerSandboxWorld *world, gint64 id);
gint64 foyer_sandbox_world_lead_modified (const FoyerSandboxWorld *world, gint64 id);
void foyer_sandbox_world_lead_numbers (const FoyerSandboxWorld *world, gint64 id, FoyerSandboxLead *lead);
void foyer_sandbox_world_lead_name (const FoyerSandboxWorld *world, gint64 id, char buffer[FOYER_SANDBOX_TEXT_SIZE]);
void foyer_sandbox_world_lead_description (const FoyerSandboxWorld *world,
                                           gint64 id,
                                           char buffer[FOYER_SANDBOX_TEXT_SIZE]);
FoyerSandboxLead *foyer_sandbox_world_lead (const FoyerSandboxWorld *world, gint64 id);

gint64 foyer_sandbox_world_company_modified (const FoyerSandboxWorld *world, gint64 id);
gboolean foyer_sandbox_world_company_text (const FoyerSandboxWorld *world,
                                           gint64 id,
                                           guint text,
                                           char buffer[FOYER_SANDBOX_TEXT_SIZE]);
FoyerSandboxCompany *foyer_sandbox_world_company (const FoyerSandboxWorld *world, gint64 id);

gint64 foyer_sandbox_world_contact_modified (const FoyerSandboxWorld *world, gint64 id);
guint foyer_sandbox_world_contact_companies (const FoyerSandboxWorld *world, gint64 id, gint64 companies[2]);
gboolean foyer_sandbox_world_contact_text (const FoyerSandboxWorld *world,
                                           gint64 id,
                                           guint text,
                                           char buffer[FOYER_SANDBOX_TEXT_SIZE]);
FoyerSandboxContact *foyer_sandbox_world_contact (const FoyerSandboxWorld *world, gint64 id);
guint foyer_sandbox_world_company_contacts (const FoyerSandboxWorld *world, gint64 id, gint64 contacts[3]);

/* Notes are numbered too: a lead has a fixed share of the numbers, of which it uses some. */
#define FOYER_SANDBOX_NOTES_PER_LEAD 4
guint foyer_sandbox_world_lead_n_notes (const FoyerSandboxWorld *world, gint64 lead_id);
FoyerSandboxNote *foyer_sandbox_world_note (const FoyerSandboxWorld *world, gint64 id);

G_END_DECLS
