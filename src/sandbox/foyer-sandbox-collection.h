/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be listed: leads, companies, contacts. How many there are, what they can be filtered by, how a row is
 * written. */
#pragma once

#include "foyer-sandbox-filter.h"
#include "foyer-sandbox-store.h"

G_BEGIN_DECLS

/* Fields that a list treats apart, in every collection. */
enum
{
  FOYER_SANDBOX_FIELD_OF_ID,
  FOYER_SANDBOX_FIELD_OF_CREATED, /* of the generated rows it rises with the id */
  FOYER_SANDBOX_FIELD_OF_COMPANY, /* the contacts of one are found without looking at the others */
  FOYER_SANDBOX_FIRST_OTHER_FIELD
};

typedef struct
{
  const FoyerSandboxField *fields;
  guint n_fields;
  gint64 (*last_generated) (const FoyerSandboxStore *store);
  gint64 (*last) (const FoyerSandboxStore *store);
  /* NULL where no row has a created date. */
  gint64 (*created) (const FoyerSandboxWorld *world, gint64 id);
  /* NULL where rows do not belong to a company. To be unreffed. */
  GArray *(*of_company) (const FoyerSandboxStore *store, gint64 company_id);
  void (*get_value) (const FoyerSandboxStore *store, gint64 id, guint field, FoyerSandboxValue *value);
  void (*write_row) (FoyerSandboxWriter *writer, const FoyerSandboxStore *store, gint64 id);
} FoyerSandboxCollection;

extern const FoyerSandboxCollection foyer_sandbox_lead_collection;
extern const FoyerSandboxCollection foyer_sandbox_company_collection;
extern const FoyerSandboxCollection foyer_sandbox_contact_collection;

G_END_DECLS
