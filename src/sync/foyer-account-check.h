/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-account.h"
#include "foyer-picklist.h"

G_BEGIN_DECLS

/**
 * FoyerCheckSubject:
 *
 * What the account check tries, one after the other; the sentence for each is the face's.
 */
typedef enum
{
  FOYER_CHECK_PING,
  FOYER_CHECK_LEADS,
  FOYER_CHECK_COMPANIES,
  FOYER_CHECK_CONTACTS,
  FOYER_CHECK_OWNERS,
  FOYER_CHECK_INDUSTRIES,
  FOYER_CHECK_QUALITIES,
  FOYER_CHECK_STAGES,
  FOYER_CHECK_TYPES,
  FOYER_CHECK_SOURCES,
  FOYER_CHECK_CHANNELS,
  FOYER_CHECK_FILTERS,
  FOYER_N_CHECKS,
} FoyerCheckSubject;

typedef enum
{
  FOYER_CHECK_WAITING,
  FOYER_CHECK_RUNNING,
  FOYER_CHECK_WORKS,
  FOYER_CHECK_IS_OFF,
} FoyerCheckOutcome;

#define FOYER_TYPE_ACCOUNT_CHECK (foyer_account_check_get_type ())
G_DECLARE_FINAL_TYPE (FoyerAccountCheck, foyer_account_check, FOYER, ACCOUNT_CHECK, GObject)

/* signal "progressed" (FoyerCheckSubject): that subject's outcome changed.
 * Fails only when the platform cannot be used at all (address, network, key, clock: the ping); a list that is off is an
 * outcome. */
FoyerAccountCheck *foyer_account_check_new (FoyerAccount *account, const char *secret);
void foyer_account_check_run_async (FoyerAccountCheck *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean foyer_account_check_run_finish (FoyerAccountCheck *self, GAsyncResult *result, GError **error);
FoyerCheckOutcome foyer_account_check_get_outcome (FoyerAccountCheck *self, FoyerCheckSubject subject);
const GError *foyer_account_check_get_error (FoyerAccountCheck *self, FoyerCheckSubject subject);
FoyerPicklist *foyer_account_check_get_owners (FoyerAccountCheck *self);

char *foyer_account_check_describe_calls (void);

G_END_DECLS
