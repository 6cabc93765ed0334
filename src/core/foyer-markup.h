/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Texts of the platform can be HTML: what a person reads of it. Nothing of it is ever interpreted. */
gboolean foyer_markup_is_in (const char *source);
char *foyer_markup_to_text (const char *source);
gsize foyer_markup_get_wrapping (const char *text, gsize *n_wasted);

G_END_DECLS
