/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One way in which the sandbox misbehaves, as --fault describes it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  FOYER_SANDBOX_FAULT_LOSE_REPLY,
  FOYER_SANDBOX_FAULT_COMMIT_LATE,
  FOYER_SANDBOX_FAULT_LIST_LAG,
  FOYER_SANDBOX_FAULT_RESET_BEFORE,
  FOYER_SANDBOX_FAULT_RESET_DURING,
  FOYER_SANDBOX_FAULT_CUT_OFF,
  FOYER_SANDBOX_FAULT_DELAY,
  FOYER_SANDBOX_FAULT_BUSY,
  FOYER_SANDBOX_FAULT_ERROR_500,
  FOYER_SANDBOX_FAULT_HTML_502,
  FOYER_SANDBOX_FAULT_REFUSE,
  FOYER_SANDBOX_FAULT_REVOKE,
  FOYER_SANDBOX_FAULT_SKEW,
  FOYER_SANDBOX_N_FAULTS,
} FoyerSandboxFaultKind;

typedef struct
{
  FoyerSandboxFaultKind kind;

  /* When it strikes. Requests are counted from 1, and only those it can strike. */
  double probability;
  guint64 every;
  guint64 from;
  guint64 to;
  double lasts; /* seconds in which it strikes every request, once it has struck one */
  char *target; /* owned; "all", "reads", "writes" or an action's name */

  /* What it does; each is used by some kinds. */
  double least_seconds;
  double most_seconds;
  char *field;        /* owned */
  gint64 retry_after; /* seconds; -1 for none */
  gboolean committed;
} FoyerSandboxFault;

FoyerSandboxFault *foyer_sandbox_fault_parse (const char *text, GError **error);
void foyer_sandbox_fault_free (FoyerSandboxFault *fault);
gboolean foyer_sandbox_fault_can_strike (const FoyerSandboxFault *fault, const char *action, gboolean is_write);
const char *foyer_sandbox_fault_get_name (const FoyerSandboxFault *fault);
char *foyer_sandbox_fault_describe_all (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerSandboxFault, foyer_sandbox_fault_free)

G_END_DECLS
