/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-party.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

gboolean foyer_party_codec_is_anonymised (JsonObject *row);
FoyerParty *foyer_party_codec_read (JsonObject *row, FoyerPartyKind kind, gint64 company_id);
gboolean foyer_party_codec_matches (JsonObject *row, FoyerPartyKind kind, const char *const *words);

G_END_DECLS
