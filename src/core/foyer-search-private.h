/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A search for its own files. */
#pragma once

#include "foyer-search.h"

G_BEGIN_DECLS

#define FOYER_SEARCH_PHONE_MIN 7 /* digits */

struct _FoyerSearch
{
  GPtrArray *terms; /* owned, NULL-terminated */
  GPtrArray *words; /* owned; folded */
  GString *needles; /* owned */
};

gboolean foyer_search_is_phone_character (gunichar c);
gboolean foyer_search_begins_word (const char *folded, const char *place);
gboolean foyer_search_is_short (const char *word);

G_END_DECLS
