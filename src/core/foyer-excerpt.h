/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-search.h"

G_BEGIN_DECLS

char *foyer_excerpt_new (const FoyerSearch *search, const char *text);

G_END_DECLS
