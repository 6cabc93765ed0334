/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people type into the search, of the words the sandbox makes its leads of, and what SQLite alone needs to answer.
 */
#pragma once

#include "foyer-database.h"
#include "foyer-lead-query.h"

#define BENCH_FIRST_ROWS 50 /* what a window shows at most */

/* The NUMBERth thing of a kind: "one" (word, however much of it is there yet), "two" (words), "inside" (a word). NULL
 * for any other kind. */
char *bench_typed_text (const char *kind, guint number);

/* The two statements a first page is made of, prepared before, stepped and read, and nothing else: microseconds. With
 * all, only the first, to its end. */
gint64 bench_ask_bare (FoyerDatabase *database, const FoyerLeadQuery *query, gboolean all);
