/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-party.h"

G_BEGIN_DECLS

/**
 * FoyerLikeness:
 *
 * In what two companies or people look the same.
 */
typedef enum
{
  FOYER_LIKENESS_NONE = 0,
  FOYER_LIKENESS_COMPANY_NAME = 1 << 0,
  FOYER_LIKENESS_PERSON_NAME = 1 << 1,
  FOYER_LIKENESS_EMAIL = 1 << 2,
  FOYER_LIKENESS_PHONE = 1 << 3,
} FoyerLikeness;

/**
 * FoyerIdentity:
 *
 * What somebody is known by. Everything is nullable.
 */
typedef struct
{
  const char *company_name;
  const char *person_name;
  const char *email;
  const char *phone;
} FoyerIdentity;

#define FOYER_MAX_LIKENESS_KEYS 4

char *foyer_likeness_normalise_company (const char *name);
char *foyer_likeness_normalise_person (const char *name);
char *foyer_likeness_normalise_email (const char *email);
char *foyer_likeness_normalise_phone (const char *phone);
guint foyer_likeness_get_keys (const FoyerIdentity *identity, gint64 keys[FOYER_MAX_LIKENESS_KEYS]);
FoyerLikeness foyer_likeness_judge (const FoyerIdentity *one, const FoyerIdentity *other);
FoyerIdentity foyer_likeness_identify (FoyerParty *party);

G_END_DECLS
