/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-error.h"

G_BEGIN_DECLS

/**
 * FoyerCall:
 * @FOYER_CALL_READ: asks only: may be asked again at any time
 * @FOYER_CALL_ADD: makes something new: done twice, it is there twice
 * @FOYER_CALL_UPDATE: changes something that is there: whether it happened can be read back
 *
 * What a call does to the platform.
 */
typedef enum
{
  FOYER_CALL_READ,
  FOYER_CALL_ADD,
  FOYER_CALL_UPDATE,
  FOYER_N_CALLS,
} FoyerCall;

/**
 * FoyerPhase:
 * @FOYER_PHASE_NOT_STARTED: no byte of the request has left this computer
 * @FOYER_PHASE_STARTED: the request began to leave; no status has come
 * @FOYER_PHASE_REPLIED: a status came
 *
 * How far an exchange came.
 */
typedef enum
{
  FOYER_PHASE_NOT_STARTED,
  FOYER_PHASE_STARTED,
  FOYER_PHASE_REPLIED,
  FOYER_N_PHASES,
} FoyerPhase;

/**
 * FoyerTransport:
 * @FOYER_TRANSPORT_WHOLE: nothing broke: if a status came, so did all of the body
 * @FOYER_TRANSPORT_NO_ROUTE: no name, no connection
 * @FOYER_TRANSPORT_TLS: the other side could not prove who it is
 * @FOYER_TRANSPORT_BROKEN: the connection broke: reset, closed, cut off
 * @FOYER_TRANSPORT_TIMEOUT: the deadline passed
 * @FOYER_TRANSPORT_CANCELLED: the caller gave up
 * @FOYER_TRANSPORT_TOO_BIG: the body exceeds what we are willing to read
 *
 * What ended an exchange.
 */
typedef enum
{
  FOYER_TRANSPORT_WHOLE,
  FOYER_TRANSPORT_NO_ROUTE,
  FOYER_TRANSPORT_TLS,
  FOYER_TRANSPORT_BROKEN,
  FOYER_TRANSPORT_TIMEOUT,
  FOYER_TRANSPORT_CANCELLED,
  FOYER_TRANSPORT_TOO_BIG,
  FOYER_N_TRANSPORTS,
} FoyerTransport;

/**
 * FoyerSuccess:
 *
 * The `success` member of a reply.
 */
typedef enum
{
  FOYER_SUCCESS_UNSAID,
  FOYER_SUCCESS_TRUE,
  FOYER_SUCCESS_FALSE,
  FOYER_N_SUCCESSES,
} FoyerSuccess;

/**
 * FoyerExchange:
 * @http_status: 0 unless @phase is `FOYER_PHASE_REPLIED`
 * @is_json: whether the body is a JSON object or array; when not, nothing below is known
 * @platform_code: the `errorCode`, 0 when there is none, negative when there is one that cannot be read
 * @specific_code: the `specificCode`, 0 when there is none
 * @has_id: whether the reply names an id above 0
 *
 * What is known of a request that was made, all that a verdict is made from.
 */
typedef struct
{
  FoyerCall call;
  FoyerPhase phase;
  FoyerTransport transport;
  guint http_status;
  gboolean is_json;
  int platform_code;
  int specific_code;
  FoyerSuccess success;
  gboolean has_id;
} FoyerExchange;

/**
 * FoyerVerdict:
 * @FOYER_VERDICT_DELIVERED: done; for a read: answered
 * @FOYER_VERDICT_NOT_SENT: not done: nothing left this computer
 * @FOYER_VERDICT_STALE_CLOCK: not done: learn the clock offset from the reply's `Date`, once more
 * @FOYER_VERDICT_LATER: not done: the same again, later
 * @FOYER_VERDICT_ACCOUNT: not done, and nothing else will be: the account pauses, its rows stay
 * @FOYER_VERDICT_REJECTED: not done: a person must mend it
 * @FOYER_VERDICT_GONE: not done: what it speaks of is no longer there
 * @FOYER_VERDICT_UNCERTAIN: may have been done: look before it is sent again. Never the verdict on a read
 *
 * What an answer, or its absence, means for what was sent (delivery.md, Verdicts on an attempt to add).
 */
typedef enum
{
  FOYER_VERDICT_DELIVERED = 1,
  FOYER_VERDICT_NOT_SENT,
  FOYER_VERDICT_STALE_CLOCK,
  FOYER_VERDICT_LATER,
  FOYER_VERDICT_ACCOUNT,
  FOYER_VERDICT_REJECTED,
  FOYER_VERDICT_GONE,
  FOYER_VERDICT_UNCERTAIN,
} FoyerVerdict;

#define FOYER_TYPE_VERDICT (foyer_verdict_get_type ())
GType foyer_verdict_get_type (void) G_GNUC_CONST;

FoyerVerdict foyer_verdict_judge (const FoyerExchange *exchange, FoyerErrorCode *error_code, const char **reason);
char *foyer_verdict_table_to_markdown (void);

G_END_DECLS
