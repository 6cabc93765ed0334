/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-verdict.h"

G_BEGIN_DECLS

/**
 * FoyerRequest:
 *
 * One call, signed and not yet sent: the exact bytes, and the date they were signed with. Good for one attempt.
 */
typedef struct _FoyerRequest FoyerRequest;

#define FOYER_TYPE_REQUEST (foyer_request_get_type ())
GType foyer_request_get_type (void) G_GNUC_CONST;

FoyerRequest *foyer_request_new (FoyerCall call,
                                 const char *name_space,
                                 const char *action,
                                 GBytes *body,
                                 gint64 date,
                                 const char *key,
                                 const char *secret);
FoyerRequest *foyer_request_ref (FoyerRequest *self);
void foyer_request_unref (FoyerRequest *self);

FoyerCall foyer_request_get_call (FoyerRequest *self);
const char *foyer_request_get_uri (FoyerRequest *self);
GBytes *foyer_request_get_body (FoyerRequest *self);
gint64 foyer_request_get_date (FoyerRequest *self);
const char *const *foyer_request_get_headers (FoyerRequest *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerRequest, foyer_request_unref)

G_END_DECLS
