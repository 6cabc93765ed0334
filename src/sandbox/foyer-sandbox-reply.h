/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the sandbox answers: a success with its JSON, or a refusal in the platform's shape. */
#pragma once

#include <glib.h>

#include "foyer-sandbox-writer.h"

G_BEGIN_DECLS

/* errorCode, which is the HTTP status too. */
enum
{
  FOYER_SANDBOX_OK = 200,
  FOYER_SANDBOX_BAD_REQUEST = 400,
  FOYER_SANDBOX_UNAUTHORIZED = 401,
  FOYER_SANDBOX_NOT_FOUND = 404,
  FOYER_SANDBOX_METHOD_NOT_ALLOWED = 405,
  FOYER_SANDBOX_NOT_ACCEPTABLE = 406,
  FOYER_SANDBOX_TOO_LARGE = 413,
  FOYER_SANDBOX_TOO_MANY_REQUESTS = 429,
  FOYER_SANDBOX_KEY_REVOKED = 463,
  FOYER_SANDBOX_INTERNAL_ERROR = 500,
};

/* specificCode. */
enum
{
  FOYER_SANDBOX_NO_SPECIFIC_CODE = 0,
  FOYER_SANDBOX_STALE_REQUEST = 23005,
  FOYER_SANDBOX_INVALID_PARAMETER = 23016,
  FOYER_SANDBOX_MISSING_PARAMETER = 23017,
  FOYER_SANDBOX_NO_SUCH_CONTACT = 24096,
  FOYER_SANDBOX_NO_SUCH_COMPANY = 24153,
  FOYER_SANDBOX_EMPTY_LEAD = 24215,
  FOYER_SANDBOX_NO_SUCH_LEAD = 24216,
  FOYER_SANDBOX_INVALID_LEAD = 24218,
  FOYER_SANDBOX_NO_SUCH_NOTE = 24434,
  FOYER_SANDBOX_INVALID_NOTE = 24436,
  FOYER_SANDBOX_NO_LEAD_OF_NOTE = 24441,
};

typedef struct _FoyerSandboxReply FoyerSandboxReply;

FoyerSandboxReply *foyer_sandbox_reply_new (FoyerSandboxWriter *writer);
FoyerSandboxReply *foyer_sandbox_reply_new_saved (gint64 id, const char *warning);
FoyerSandboxReply *foyer_sandbox_reply_new_failed (const char *message);
FoyerSandboxReply *foyer_sandbox_reply_new_refusal (guint error_code,
                                                    guint specific_code,
                                                    const char *message,
                                                    const char *reason);
FoyerSandboxReply *foyer_sandbox_reply_new_missing (const char *parameter);
FoyerSandboxReply *foyer_sandbox_reply_new_invalid (const char *parameter, const char *sentence);
void foyer_sandbox_reply_free (FoyerSandboxReply *reply);

guint foyer_sandbox_reply_get_status (const FoyerSandboxReply *reply);
const char *foyer_sandbox_reply_get_text (const FoyerSandboxReply *reply, gsize *length);
char *foyer_sandbox_reply_steal_text (FoyerSandboxReply *reply, gsize *length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerSandboxReply, foyer_sandbox_reply_free)

G_END_DECLS
