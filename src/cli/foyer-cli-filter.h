/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-cli-session.h"
#include "foyer-lead-query.h"

G_BEGIN_DECLS

gboolean foyer_cli_filter_apply (FoyerCliSession *session, const char *filter, FoyerLeadQuery *query, GError **error);

G_END_DECLS
