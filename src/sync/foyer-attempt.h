/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-lead.h"

G_BEGIN_DECLS

FoyerLead *foyer_attempt_read (GBytes *body, FoyerFieldSet *sent_fields, gint64 *platform_id, GError **error);

G_END_DECLS
