/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words the sample data is made of. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  FOYER_SANDBOX_FIRST_NAMES,
  FOYER_SANDBOX_LAST_NAMES,
  FOYER_SANDBOX_PLACES,
  FOYER_SANDBOX_VENUES,
  FOYER_SANDBOX_TRADES,
  FOYER_SANDBOX_BUSINESS_EVENTS,
  FOYER_SANDBOX_PRIVATE_EVENTS,
  FOYER_SANDBOX_OPENINGS,
  FOYER_SANDBOX_WISHES,
  FOYER_SANDBOX_NOTES,
  FOYER_SANDBOX_STREETS,
  FOYER_SANDBOX_N_WORD_LISTS
} FoyerSandboxWords;

typedef struct
{
  const char *name;
  const char *state;
  const char *country;
  const char *postal_code;
} FoyerSandboxCity;

const char *foyer_sandbox_word (FoyerSandboxWords list, guint64 pick);
const FoyerSandboxCity *foyer_sandbox_city (guint64 pick);

G_END_DECLS
