/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Stands between SQLite and the disk, and writes down in which order what was written and what was synced. */
typedef struct
{
  guint file;    /* 0: the database, 1: its journal */
  gboolean sync; /* else a write, or, with data NULL, a truncation to offset */
  gint64 offset;
  GBytes *data;
} RecordedStep;

/* For the whole process, and for good: every file is opened through it from now on. */
void recording_vfs_install (void);
void recording_vfs_start (void);
/* How many steps were recorded so far. */
guint recording_vfs_get_position (void);
/* The steps, of RecordedStep; nothing more is recorded. */
GPtrArray *recording_vfs_stop (void);
