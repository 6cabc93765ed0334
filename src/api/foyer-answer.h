/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-reply.h"
#include "foyer-request.h"
#include "foyer-transfer.h"

G_BEGIN_DECLS

FoyerVerdict foyer_answer_judge (FoyerRequest *request, FoyerTransfer *transfer, FoyerReply **reply, GError **error);

G_END_DECLS
