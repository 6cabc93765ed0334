/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recording-vfs.h"

#include <sqlite3.h>
#include <string.h>

typedef struct
{
  sqlite3_file parent;
  guint number;
  sqlite3_file *real; /* in the same memory, behind this */
} File;

static sqlite3_vfs *real_vfs;
static sqlite3_vfs vfs;
static GMutex mutex;
static GPtrArray *steps;

#define REAL(file) (((File *) (file))->real)

static void
step_free (gpointer data)
{
  RecordedStep *step = data;

  g_clear_pointer (&step->data, g_bytes_unref);
  g_free (step);
}

static void
record (sqlite3_file *file, gboolean sync, gint64 offset, const void *data, int size)
{
  g_mutex_lock (&mutex);
  if (steps != NULL && ((File *) file)->number < 2)
    {
      RecordedStep *step = g_new0 (RecordedStep, 1);

      step->file = ((File *) file)->number;
      step->sync = sync;
      step->offset = offset;
      step->data = data != NULL ? g_bytes_new (data, (gsize) size) : NULL;
      g_ptr_array_add (steps, step);
    }
  g_mutex_unlock (&mutex);
}

static int
file_close (sqlite3_file *file)
{
  return REAL (file)->pMethods->xClose (REAL (file));
}

static int
file_read (sqlite3_file *file, void *data, int size, sqlite3_int64 offset)
{
  return REAL (file)->pMethods->xRead (REAL (file), data, size, offset);
}

static int
file_write (sqlite3_file *file, const void *data, int size, sqlite3_int64 offset)
{
  record (file, FALSE, offset, data, size);
  return REAL (file)->pMethods->xWrite (REAL (file), data, size, offset);
}

static int
file_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  record (file, FALSE, size, NULL, 0);
  return REAL (file)->pMethods->xTruncate (REAL (file), size);
}

static int
file_sync (sqlite3_file *file, int flags)
{
  record (file, TRUE, 0, NULL, 0);
  return REAL (file)->pMethods->xSync (REAL (file), flags);
}

static int
file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return REAL (file)->pMethods->xFileSize (REAL (file), size);
}

static int
file_lock (sqlite3_file *file, int level)
{
  return REAL (file)->pMethods->xLock (REAL (file), level);
}

static int
file_unlock (sqlite3_file *file, int level)
{
  return REAL (file)->pMethods->xUnlock (REAL (file), level);
}

static int
file_check_reserved (sqlite3_file *file, int *result)
{
  return REAL (file)->pMethods->xCheckReservedLock (REAL (file), result);
}

static int
file_control (sqlite3_file *file, int operation, void *argument)
{
  return REAL (file)->pMethods->xFileControl (REAL (file), operation, argument);
}

static int
file_sector_size (sqlite3_file *file)
{
  return REAL (file)->pMethods->xSectorSize (REAL (file));
}

static int
file_characteristics (sqlite3_file *file)
{
  return REAL (file)->pMethods->xDeviceCharacteristics (REAL (file));
}

static const sqlite3_io_methods methods = {
  1,
  file_close,
  file_read,
  file_write,
  file_truncate,
  file_sync,
  file_size,
  file_lock,
  file_unlock,
  file_check_reserved,
  file_control,
  file_sector_size,
  file_characteristics,
};

static int
open_file (sqlite3_vfs *self, sqlite3_filename name, sqlite3_file *file, int flags, int *flags_out)
{
  File *recorded = (File *) file;
  int result;

  recorded->real = (sqlite3_file *) (recorded + 1);
  recorded->number = (flags & SQLITE_OPEN_MAIN_DB) != 0 ? 0 : (flags & SQLITE_OPEN_MAIN_JOURNAL) != 0 ? 1 : 2;
  result = real_vfs->xOpen (real_vfs, name, recorded->real, flags, flags_out);
  file->pMethods = recorded->real->pMethods != NULL ? &methods : NULL;
  return result;
}

void
recording_vfs_install (void)
{
  real_vfs = sqlite3_vfs_find (NULL);
  vfs = *real_vfs;
  vfs.zName = "recording";
  vfs.pNext = NULL;
  vfs.szOsFile = (int) sizeof (File) + real_vfs->szOsFile;
  vfs.xOpen = open_file;
  g_assert_cmpint (sqlite3_vfs_register (&vfs, 1), ==, SQLITE_OK);
}

void
recording_vfs_start (void)
{
  g_mutex_lock (&mutex);
  steps = g_ptr_array_new_with_free_func (step_free);
  g_mutex_unlock (&mutex);
}

guint
recording_vfs_get_position (void)
{
  guint position;

  g_mutex_lock (&mutex);
  position = steps->len;
  g_mutex_unlock (&mutex);
  return position;
}

GPtrArray *
recording_vfs_stop (void)
{
  GPtrArray *recorded;

  g_mutex_lock (&mutex);
  recorded = g_steal_pointer (&steps);
  g_mutex_unlock (&mutex);
  return recorded;
}
