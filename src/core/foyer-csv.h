/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void foyer_csv_append (GString *csv, const char *const *values, guint n_values);

G_END_DECLS
