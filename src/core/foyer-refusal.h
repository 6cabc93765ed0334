/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-error.h"
#include "foyer-lead-fields.h"

G_BEGIN_DECLS

const char *foyer_refusal_get_sentence (int code, int specific_code, FoyerLeadField field);
const char *foyer_refusal_get_missing (FoyerLeadField field);

G_END_DECLS
