/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-database-thread.h"
#include "foyer-mirror-check.h"
#include "foyer-mirror-file.h"

G_BEGIN_DECLS

struct _FoyerMirrorFile
{
  GObject parent_instance;

  /* owned */
  FoyerDatabaseThread *writer;
  FoyerDatabaseThread *reader;
  FoyerDatabaseThread *scanner;
  FoyerMirrorCheck *check; /* nullable; begun and ended on the scanner's thread */
  char *cache_dir;
  char *account_uuid;

  guint group_timeout;
  gboolean is_grouping;
  gint is_damaged; /* it was found so since it was opened or built */
};

/* For the typed caches over the file. */
FoyerDatabaseThread *foyer_mirror_file_get_writer (FoyerMirrorFile *self);
FoyerDatabaseThread *foyer_mirror_file_get_reader (FoyerMirrorFile *self);
/* Reads, too, what takes longer than a key press: whole lists, counts. */
FoyerDatabaseThread *foyer_mirror_file_get_scanner (FoyerMirrorFile *self);

/* foyer-mirror-write.c */
typedef gboolean (*FoyerMirrorPut) (FoyerDatabase *database, gpointer row, GError **error);
void foyer_mirror_file_put_rows (FoyerMirrorFile *self, GTask *task, GPtrArray *rows, FoyerMirrorPut put);
void foyer_mirror_file_refresh_rows (FoyerMirrorFile *self, GTask *task, GPtrArray *rows, FoyerMirrorPut put);
void foyer_mirror_file_refresh (
    FoyerMirrorFile *self, GTask *task, FoyerDatabaseJob job, gpointer data, GDestroyNotify free_data);

G_END_DECLS
