/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A prepared statement on loan: g_autoptr gives it back reset, so that none stays in the way of a commit. */
typedef struct _FoyerStatement FoyerStatement;

void foyer_statement_reset (FoyerStatement *self);
void foyer_statement_bind_int64 (FoyerStatement *self, int position, gint64 value);
void foyer_statement_bind_text (FoyerStatement *self, int position, const char *value);
void foyer_statement_bind_null (FoyerStatement *self, int position);
void foyer_statement_bind_bytes (FoyerStatement *self, int position, GBytes *value);
void foyer_statement_bind_variant (FoyerStatement *self, int position, GVariant *value);
gboolean foyer_statement_next (FoyerStatement *self, GError **error);
gboolean foyer_statement_run (FoyerStatement *self, GError **error);
gboolean foyer_statement_is_null (FoyerStatement *self, int column);
gint64 foyer_statement_get_int64 (FoyerStatement *self, int column);
const char *foyer_statement_get_text (FoyerStatement *self, int column);
GBytes *foyer_statement_get_bytes (FoyerStatement *self, int column);
GVariant *foyer_statement_get_variant (FoyerStatement *self, int column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerStatement, foyer_statement_reset)

G_END_DECLS
