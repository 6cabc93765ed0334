/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *foyer_text_clean (const char *text, gboolean multiline);
char *foyer_text_fold (const char *text);

G_END_DECLS
