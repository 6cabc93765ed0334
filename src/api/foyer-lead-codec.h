/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-lead.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

GBytes *foyer_lead_codec_write (FoyerLead *lead, FoyerLead *base);
FoyerLead *foyer_lead_codec_read (JsonObject *row);

G_END_DECLS
