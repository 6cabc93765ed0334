/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FoyerSearch:
 *
 * What a person typed to find something. Every word of it must be there, however it is cased or accented: one of three
 * letters or more anywhere, a shorter one where a word begins, two characters of Chinese or Japanese anywhere. A
 * telephone number of seven digits or more is found in any format.
 */
typedef struct _FoyerSearch FoyerSearch;

/**
 * FoyerSearchRange:
 *
 * A part of a text, in bytes.
 */
typedef struct
{
  guint start;
  guint end;
} FoyerSearchRange;

FoyerSearch *foyer_search_new (const char *typed);
void foyer_search_free (FoyerSearch *self);
gboolean foyer_search_is_empty (const FoyerSearch *self);
const char *const *foyer_search_get_terms (const FoyerSearch *self);
char *foyer_search_dup_expression (const FoyerSearch *self);
const char *foyer_search_get_needles (const FoyerSearch *self);
gboolean foyer_search_matches (const FoyerSearch *self, const char *const *texts, guint n_texts);
gboolean foyer_search_begins_words (const FoyerSearch *self, const char *const *texts, guint n_texts);
FoyerSearch *foyer_search_new_rest (const FoyerSearch *self, const char *const *texts, guint n_texts);
GArray *foyer_search_find (const FoyerSearch *self, const char *text);

char *foyer_search_index (const char *const *texts, guint n_texts);
void foyer_search_fold (GString *folded, const char *text);
gboolean foyer_search_holds (const char *folded, const char *needles);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerSearch, foyer_search_free)

G_END_DECLS
