/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-lead.h"

G_BEGIN_DECLS

#define FOYER_LINK_SCHEME   "foyer"
#define FOYER_LINK_MAX_SIZE 8192 /* bytes; a longer link is no link */

FoyerLead *foyer_link_to_lead (const char *link);

G_END_DECLS
