/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who asks, and whether it is they: the checks every request passes first. */
#pragma once

#include <libsoup/soup.h>

#include "foyer-sandbox-reply.h"

G_BEGIN_DECLS

typedef struct
{
  const char *method;
  const char *target;          /* path and query, as sent */
  SoupMessageHeaders *headers; /* borrowed */
  const char *body;
  gsize length;
} FoyerSandboxRequest;

typedef struct
{
  const char *key;
  const char *secret;
  const char *revoked_key;
  gint64 lifetime; /* seconds */
} FoyerSandboxAuth;

char *foyer_sandbox_auth_string_to_sign (const FoyerSandboxRequest *request);
char *foyer_sandbox_auth_sign (const char *secret, const char *string_to_sign);
char *foyer_sandbox_auth_read_key (const FoyerSandboxRequest *request);
FoyerSandboxReply *foyer_sandbox_auth_check (const FoyerSandboxAuth *auth,
                                             const FoyerSandboxRequest *request,
                                             gint64 now);

G_END_DECLS
