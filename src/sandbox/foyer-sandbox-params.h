/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the parameters of a request, strictly: what is written must be written right. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  FOYER_SANDBOX_ABSENT, /* not in the request */
  FOYER_SANDBOX_BLANK,  /* null, or a text without a character that shows */
  FOYER_SANDBOX_GIVEN,
  FOYER_SANDBOX_WRONG, /* of another type, or out of range */
} FoyerSandboxParam;

JsonObject *foyer_sandbox_params_parse (const char *text, gsize length);
JsonNode *foyer_sandbox_params_get_node (JsonObject *params, const char *name);
FoyerSandboxParam foyer_sandbox_params_get_integer (JsonObject *params, const char *name, gint64 *value);
FoyerSandboxParam foyer_sandbox_params_get_id (JsonObject *params, const char *name, gint64 *value);
FoyerSandboxParam foyer_sandbox_params_get_text (JsonObject *params, const char *name, const char **value);
FoyerSandboxParam foyer_sandbox_params_get_object (JsonObject *params, const char *name, JsonObject **value);
gboolean foyer_sandbox_params_get_flag (JsonObject *params, const char *name);
gboolean foyer_sandbox_params_has (JsonObject *params, const char *name);

G_END_DECLS
