/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-lead.h"
#include "foyer-party.h"

G_BEGIN_DECLS

/**
 * FoyerLikeness:
 *
 * In what two companies, people or leads look the same.
 */
typedef enum
{
  FOYER_LIKENESS_NONE = 0,
  FOYER_LIKENESS_COMPANY_NAME = 1 << 0,
  FOYER_LIKENESS_PERSON_NAME = 1 << 1,
  FOYER_LIKENESS_EMAIL = 1 << 2,
  FOYER_LIKENESS_PHONE = 1 << 3,
  FOYER_LIKENESS_LEAD_NAME = 1 << 4,
} FoyerLikeness;

/**
 * FoyerIdentity:
 * @lead_uuid: which lead it is, among those that are not on the platform yet
 * @company_id: whose lead it is, where that is known; 0 for unknown
 * @contact_id: and that of which person; 0 for unknown
 *
 * What somebody, or a lead, is known by. Everything is nullable.
 */
typedef struct
{
  const char *company_name;
  const char *person_name;
  const char *email;
  const char *phone;
  const char *lead_name;
  const char *lead_uuid;
  gint64 company_id;
  gint64 contact_id;
} FoyerIdentity;

#define FOYER_MAX_LIKENESS_KEYS 4

char *foyer_likeness_normalise_company (const char *name);
char *foyer_likeness_normalise_person (const char *name);
char *foyer_likeness_normalise_email (const char *email);
char *foyer_likeness_normalise_phone (const char *phone);
char *foyer_likeness_normalise_lead (const char *name);
gint64 foyer_likeness_get_lead_key (const char *name);
guint foyer_likeness_get_keys (const FoyerIdentity *identity, gint64 keys[FOYER_MAX_LIKENESS_KEYS]);
FoyerLikeness foyer_likeness_judge (const FoyerIdentity *one, const FoyerIdentity *other);
FoyerIdentity foyer_likeness_identify (FoyerParty *party);
FoyerIdentity foyer_likeness_identify_lead (FoyerLead *lead);
FoyerIdentity *foyer_identity_copy (const FoyerIdentity *self);
void foyer_identity_free (FoyerIdentity *self);

G_END_DECLS
