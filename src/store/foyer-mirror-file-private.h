/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-database-thread.h"
#include "foyer-mirror-file.h"

G_BEGIN_DECLS

/* How much of the processor a write transaction may take before others get their turn, and how long it may last where
 * the processor is somebody else's meanwhile: few rows a transaction cost as much as many. */
#define FOYER_MIRROR_SLICE         (10 * G_TIME_SPAN_MILLISECOND)
#define FOYER_MIRROR_LONGEST_SLICE (40 * G_TIME_SPAN_MILLISECOND)

/* For the typed caches over the file. */
FoyerDatabaseThread *foyer_mirror_file_get_writer (FoyerMirrorFile *self);
FoyerDatabaseThread *foyer_mirror_file_get_reader (FoyerMirrorFile *self);
/* Reads, too, what takes longer than a key press: whole lists, counts. */
FoyerDatabaseThread *foyer_mirror_file_get_scanner (FoyerMirrorFile *self);

typedef gboolean (*FoyerMirrorPut) (FoyerDatabase *database, gpointer row, GError **error);
void foyer_mirror_file_put_rows (FoyerMirrorFile *self, GTask *task, GPtrArray *rows, FoyerMirrorPut put);

G_END_DECLS
