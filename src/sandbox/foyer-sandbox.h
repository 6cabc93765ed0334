/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "foyer-sandbox-faults.h"

G_BEGIN_DECLS

/* Well known and good for sample data only. Requests signed for the revoked key (with the same secret) are answered
 * 463. */
#define FOYER_SANDBOX_DEFAULT_KEY    "sample"
#define FOYER_SANDBOX_DEFAULT_SECRET "sample-secret"
#define FOYER_SANDBOX_REVOKED_KEY    "revoked"

typedef struct
{
  const char *key;
  const char *secret;
  const char *journal;          /* path; NULL keeps commits in memory */
  guint64 seed;                 /* another seed, another sample account */
  gint64 leads;                 /* 0 to 1000000 */
  gint64 epoch;                 /* seconds: nothing of the sample data is younger; 0 for last midnight, UTC */
  gint64 required_custom_field; /* 81, 82 or 83; 0 for none */
  gboolean quality_optional;    /* as on today's public page; the mission's page asks for qualityId always */
  gboolean all_notes;           /* getLeadNoteList answers without leadId, too */
  guint lifetime;               /* seconds a request's date may be off */
  guint16 port;                 /* 0 for a free one */
  FoyerSandboxFaults *faults;   /* borrowed; NULL for none */
} FoyerSandboxOptions;

/* Start from this and change what differs. */
#define FOYER_SANDBOX_OPTIONS_INIT                                                                                     \
  { .key = FOYER_SANDBOX_DEFAULT_KEY, .secret = FOYER_SANDBOX_DEFAULT_SECRET, .seed = 1, .leads = 250, .lifetime = 300 }

#define FOYER_TYPE_SANDBOX (foyer_sandbox_get_type ())
G_DECLARE_FINAL_TYPE (FoyerSandbox, foyer_sandbox, FOYER, SANDBOX, GObject)

FoyerSandbox *foyer_sandbox_new (const FoyerSandboxOptions *options);
gboolean foyer_sandbox_start (FoyerSandbox *self, GError **error);
void foyer_sandbox_stop (FoyerSandbox *self);
const char *foyer_sandbox_get_address (FoyerSandbox *self);

G_END_DECLS
