/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes wrong with which request: all faults of a sandbox, and the draws that decide. */
#pragma once

#include "foyer-sandbox-fault.h"

G_BEGIN_DECLS

typedef struct _FoyerSandboxFaults FoyerSandboxFaults;

/* What is to happen to one request. */
typedef struct
{
  gint64 skew;                         /* seconds the platform's clock is ahead */
  double lag;                          /* seconds a list is behind; 0 for none */
  double delay;                        /* seconds until the request is looked at */
  const FoyerSandboxFault *fault;      /* borrowed; what else goes wrong, or NULL */
  double seconds;                      /* of that */
  const FoyerSandboxFault *started[8]; /* borrowed; those to be written into the journal, up to a NULL */
} FoyerSandboxPlan;

FoyerSandboxFaults *foyer_sandbox_faults_new (const char *const *specs, guint64 seed, GError **error);
void foyer_sandbox_faults_free (FoyerSandboxFaults *faults);
gboolean foyer_sandbox_faults_have_lag (const FoyerSandboxFaults *faults);
void foyer_sandbox_faults_plan (FoyerSandboxFaults *faults,
                                const char *action,
                                gboolean is_write,
                                FoyerSandboxPlan *plan);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerSandboxFaults, foyer_sandbox_faults_free)

G_END_DECLS
