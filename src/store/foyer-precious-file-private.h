/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-database-thread.h"
#include "foyer-precious-file.h"

G_BEGIN_DECLS

/* What a person wrote: drafts, saves, what is taken back. In the order in which it was written, so that no draft comes
 * to the disk after the save that ended it, and before everything that delivers. */
#define FOYER_PRECIOUS_PERSON_PRIORITY G_PRIORITY_HIGH

/* For the typed stores over the file. */
FoyerDatabaseThread *foyer_precious_file_get_thread (FoyerPreciousFile *self);

G_END_DECLS
