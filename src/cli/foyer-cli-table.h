/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _FoyerCliTable FoyerCliTable;

FoyerCliTable *foyer_cli_table_new (guint n_columns);
void foyer_cli_table_add (FoyerCliTable *self, const char *cell, ...) G_GNUC_NULL_TERMINATED;
void foyer_cli_table_align_right (FoyerCliTable *self, guint column);
char *foyer_cli_table_to_text (FoyerCliTable *self, guint width);
void foyer_cli_table_free (FoyerCliTable *self);

guint foyer_cli_terminal_width (int fd);
guint foyer_cli_text_width (const char *text);
char *foyer_cli_format_time (gint64 unix_time);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerCliTable, foyer_cli_table_free)

G_END_DECLS
