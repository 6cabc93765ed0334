/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-database-thread.h"
#include "foyer-precious-file.h"

G_BEGIN_DECLS

/* For the typed stores over the file. */
FoyerDatabaseThread *foyer_precious_file_get_thread (FoyerPreciousFile *self);

G_END_DECLS
