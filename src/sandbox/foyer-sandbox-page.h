/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages: which part of a list is asked for, and the envelope it comes in. */
#pragma once

#include "foyer-sandbox-reply.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define FOYER_SANDBOX_MAX_PER_PAGE 100

typedef struct
{
  gint64 start;
  gint64 per_page;
} FoyerSandboxPage;

FoyerSandboxReply *foyer_sandbox_page_parse (JsonObject *params, FoyerSandboxPage *page);
void foyer_sandbox_page_open (const FoyerSandboxPage *page,
                              FoyerSandboxWriter *writer,
                              gint64 total_results,
                              gint64 count);
FoyerSandboxReply *foyer_sandbox_page_close (FoyerSandboxWriter *writer);

G_END_DECLS
