/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define FOYER_JSON_MAX_DEPTH 64

JsonNode *foyer_json_parse (GBytes *bytes, GError **error);
GBytes *foyer_json_to_bytes (JsonObject *object);

JsonObject *foyer_json_node_object (JsonNode *node);
GPtrArray *foyer_json_node_elements (JsonNode *node);
gboolean foyer_json_node_integer (JsonNode *node, gint64 *value);
gint64 foyer_json_node_id (JsonNode *node);
char *foyer_json_node_text (JsonNode *node);
gboolean foyer_json_node_time (JsonNode *node, gint64 *unix_time);
gboolean foyer_json_node_boolean (JsonNode *node, gboolean *value);
gboolean foyer_json_node_is_empty (JsonNode *node);

JsonNode *foyer_json_get (JsonObject *object, const char *member);
JsonObject *foyer_json_get_object (JsonObject *object, const char *member);
GPtrArray *foyer_json_get_elements (JsonObject *object, const char *member);
gint64 foyer_json_get_id (JsonObject *object, const char *member);
gint64 foyer_json_get_integer (JsonObject *object, const char *member, gint64 fallback);
char *foyer_json_get_text (JsonObject *object, const char *member);
gint64 foyer_json_get_time (JsonObject *object, const char *member);

gboolean foyer_json_parse_time (const char *text, gint64 *unix_time);

G_END_DECLS
