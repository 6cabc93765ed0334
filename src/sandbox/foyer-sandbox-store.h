/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample account as it stands: the generated data with what was committed laid over it. */
#pragma once

#include "foyer-sandbox-world.h"

G_BEGIN_DECLS

typedef struct
{
  FoyerSandboxWorld world;
  /* How this account is set up. */
  gboolean quality_optional;
  gint64 required_custom_field; /* 0 for none */
  gboolean all_notes;

  /* Owned: id -> record, of what was added or changed. */
  GHashTable *leads;
  GHashTable *companies;
  GHashTable *contacts;
  GHashTable *notes;
  /* Owned: id -> GArray of gint64, of what was added or changed. */
  GHashTable *contacts_of_company;
  GHashTable *notes_of_lead;
  /* The highest ids in use; the next one is free. */
  gint64 last_lead;
  gint64 last_company;
  gint64 last_contact;
  gint64 last_note;
} FoyerSandboxStore;

FoyerSandboxStore *foyer_sandbox_store_new (guint64 seed, gint64 leads, gint64 epoch);
void foyer_sandbox_store_free (FoyerSandboxStore *store);

gboolean foyer_sandbox_store_has_lead (const FoyerSandboxStore *store, gint64 id);
gboolean foyer_sandbox_store_has_company (const FoyerSandboxStore *store, gint64 id);
gboolean foyer_sandbox_store_has_contact (const FoyerSandboxStore *store, gint64 id);

/* Each gives a copy, or NULL when there is none. */
FoyerSandboxLead *foyer_sandbox_store_get_lead (const FoyerSandboxStore *store, gint64 id);
FoyerSandboxCompany *foyer_sandbox_store_get_company (const FoyerSandboxStore *store, gint64 id);
FoyerSandboxContact *foyer_sandbox_store_get_contact (const FoyerSandboxStore *store, gint64 id);
FoyerSandboxNote *foyer_sandbox_store_get_note (const FoyerSandboxStore *store, gint64 id);

/* Each takes the record. */
void foyer_sandbox_store_put_lead (FoyerSandboxStore *store, FoyerSandboxLead *lead);
void foyer_sandbox_store_put_company (FoyerSandboxStore *store, FoyerSandboxCompany *company);
void foyer_sandbox_store_put_contact (FoyerSandboxStore *store, FoyerSandboxContact *contact);
void foyer_sandbox_store_put_note (FoyerSandboxStore *store, FoyerSandboxNote *note);

/* One text, from BUFFER or from the record; NULL for none. */
const char *foyer_sandbox_store_company_text (const FoyerSandboxStore *store,
                                              gint64 id,
                                              guint text,
                                              char buffer[FOYER_SANDBOX_TEXT_SIZE]);
const char *foyer_sandbox_store_contact_text (const FoyerSandboxStore *store,
                                              gint64 id,
                                              guint text,
                                              char buffer[FOYER_SANDBOX_TEXT_SIZE]);

GArray *foyer_sandbox_store_company_contacts (const FoyerSandboxStore *store, gint64 company_id);
gboolean foyer_sandbox_store_contact_is_of (const FoyerSandboxStore *store, gint64 contact_id, gint64 company_id);
GArray *foyer_sandbox_store_lead_notes (const FoyerSandboxStore *store, gint64 lead_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerSandboxStore, foyer_sandbox_store_free)

G_END_DECLS
