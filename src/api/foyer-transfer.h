/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-verdict.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * FoyerTransfer:
 * @phase: how far it came
 * @transport: what ended it
 * @reused_connection: whether it went over a connection that had carried another before
 * @is_json: whether the reply calls itself JSON; the body of any other is not read
 * @body: (nullable): the body, when all of it came
 * @server_date: the `Date` of the reply in unix seconds, or 0
 * @received: when the headers came, unix microseconds by this computer's clock
 * @retry_after: the seconds of `Retry-After`, or 0
 * @cause: (nullable): what the library said
 *
 * What came of one message.
 */
typedef struct
{
  FoyerPhase phase;
  FoyerTransport transport;
  gboolean reused_connection;
  guint http_status;
  gboolean is_json;
  GBytes *body;
  gint64 server_date;
  gint64 received;
  gint64 retry_after;
  GError *cause;
} FoyerTransfer;

void foyer_transfer_run_async (SoupSession *session,
                               SoupMessage *message,
                               guint deadline,
                               gsize max_body,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
FoyerTransfer *foyer_transfer_run_finish (GAsyncResult *result);
void foyer_transfer_free (FoyerTransfer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerTransfer, foyer_transfer_free)

G_END_DECLS
