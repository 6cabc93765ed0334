/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-arrival.h"
#include "foyer-draft.h"
#include "foyer-session.h"

G_BEGIN_DECLS

/**
 * FoyerLook:
 * @platform_id: the lead that was found, or that looks like the attempt; 0 for none
 * @believed_after: when "not there" can be believed, unix seconds by the platform's clock
 * @attempt: (not nullable): what was sent, as its bytes tell it
 * @sent_fields: the fields it carried
 *
 * What a look for an unanswered attempt has shown.
 */
typedef struct
{
  FoyerArrival arrival;
  gint64 platform_id;
  gint64 believed_after;
  FoyerLead *attempt;
  FoyerFieldSet sent_fields;
} FoyerLook;

void foyer_look_free (FoyerLook *look);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerLook, foyer_look_free)

void foyer_session_look_async (
    FoyerSession *self, FoyerDraft *draft, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
FoyerLook *foyer_session_look_finish (FoyerSession *self, GAsyncResult *result, GError **error);

G_END_DECLS
