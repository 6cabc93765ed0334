/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes JSON text, member by member, without building a tree first. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct
{
  GString *text; /* owned */
  gboolean needs_comma;
} FoyerSandboxWriter;

void foyer_sandbox_writer_init (FoyerSandboxWriter *writer);
char *foyer_sandbox_writer_finish (FoyerSandboxWriter *writer, gsize *length);

/* NAME is NULL for an element of an array. */
void foyer_sandbox_writer_open_object (FoyerSandboxWriter *writer, const char *name);
void foyer_sandbox_writer_close_object (FoyerSandboxWriter *writer);
void foyer_sandbox_writer_open_array (FoyerSandboxWriter *writer, const char *name);
void foyer_sandbox_writer_close_array (FoyerSandboxWriter *writer);
void foyer_sandbox_writer_text (FoyerSandboxWriter *writer, const char *name, const char *value);
void foyer_sandbox_writer_integer (FoyerSandboxWriter *writer, const char *name, gint64 value);
void foyer_sandbox_writer_boolean (FoyerSandboxWriter *writer, const char *name, gboolean value);
void foyer_sandbox_writer_null (FoyerSandboxWriter *writer, const char *name);
void foyer_sandbox_writer_raw (FoyerSandboxWriter *writer, const char *name, const char *json);
void foyer_sandbox_writer_node (FoyerSandboxWriter *writer, const char *name, JsonNode *node);
void foyer_sandbox_writer_time (FoyerSandboxWriter *writer, const char *name, gint64 seconds);

G_END_DECLS
