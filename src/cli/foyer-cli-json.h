/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-lead.h"
#include "foyer-picklists.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

void foyer_cli_json_print (JsonObject *object);
void foyer_cli_json_set_text (JsonObject *object, const char *name, const char *text);
void foyer_cli_json_set_time (JsonObject *object, const char *name, gint64 unix_time);
JsonObject *foyer_cli_json_from_item (FoyerPicklistItem *item);
JsonObject *foyer_cli_json_from_lead (FoyerLead *lead, FoyerPicklists *picklists);

G_END_DECLS
