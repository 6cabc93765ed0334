/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "foyer-database.h"

G_BEGIN_DECLS

/* Between the database and its statements. */
gboolean foyer_database_fail (FoyerDatabase *self, int result, GError **error);
void foyer_database_assert_thread (FoyerDatabase *self);
FoyerStatement *foyer_statement_new (FoyerDatabase *database, sqlite3_stmt *statement);
void foyer_statement_free (FoyerStatement *self);
void foyer_statement_lend (FoyerStatement *self);

/* foyer-search-function.c: the SQL function holds (needles, text...). */
int foyer_search_function_register (sqlite3 *connection);

/* foyer-sort-key.c: the SQL function sort_key (text). */
int foyer_sort_key_register (sqlite3 *connection);

G_END_DECLS
