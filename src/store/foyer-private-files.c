/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folders and files that nobody else on this computer can read, from the moment they exist, and that are still there
 * after the power went away. All of it blocks: for worker threads. */

#include "foyer-private-files.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define ACCOUNTS     "accounts"
#define SET_ASIDE    ".damaged-"
#define OTHERS_MODES (S_IRWXG | S_IRWXO)

/* What SQLite keeps beside a database; they belong together. */
static const char *const companions[] = { "-journal", "-wal", "-shm" };

/**
 * foyer_private_error_code:
 * @errno_value: what the system said
 *
 * Tells a full disk and one that may not be written apart from everything else.
 */
FoyerErrorCode
foyer_private_error_code (int errno_value)
{
  switch (errno_value)
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return FOYER_ERROR_DISK_FULL;
    case EROFS:
    case EACCES:
    case EPERM:
      return FOYER_ERROR_READ_ONLY;
    default:
      return FOYER_ERROR_STORE;
    }
}

/**
 * foyer_private_set_error:
 * @errno_value: what the system said
 * @format: what was tried, in English
 */
void
foyer_private_set_error (GError **error, int errno_value, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);

  g_set_error (error, FOYER_ERROR, foyer_private_error_code (errno_value), "%s: %s", what, g_strerror (errno_value));
}

/**
 * foyer_private_folder_for_account:
 * @base: the application's data or cache directory
 * @account_uuid: (nullable): an account, or none for the folder all of them are in
 *
 * Returns: (transfer full): the folder's path
 */
char *
foyer_private_folder_for_account (const char *base, const char *account_uuid)
{
  return g_build_filename (base, ACCOUNTS, account_uuid, NULL);
}

/* Makes the names in a folder survive the loss of power. */
static gboolean
sync_folder (const char *path, GError **error)
{
  g_autofd int fd = g_open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd < 0 || fsync (fd) != 0)
    {
      foyer_private_set_error (error, errno, "Cannot sync “%s”", path);
      return FALSE;
    }
  return TRUE;
}

static gboolean
ensure_folder (const char *path, gboolean is_ours, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (path);
  struct stat info;

  if (!g_file_test (parent, G_FILE_TEST_EXISTS) && !ensure_folder (parent, FALSE, error))
    return FALSE;
  if (mkdir (path, 0700) == 0)
    return sync_folder (parent, error);
  if (errno != EEXIST)
    {
      foyer_private_set_error (error, errno, "Cannot make the folder “%s”", path);
      return FALSE;
    }

  if (stat (path, &info) != 0 || !S_ISDIR (info.st_mode))
    {
      foyer_private_set_error (error, ENOTDIR, "“%s”", path);
      return FALSE;
    }
  if (is_ours && (info.st_mode & OTHERS_MODES) != 0 && chmod (path, 0700) != 0)
    {
      foyer_private_set_error (error, errno, "Cannot close “%s” to others", path);
      return FALSE;
    }
  return TRUE;
}

/**
 * foyer_private_folder_ensure:
 * @base: the application's data or cache directory
 *
 * Makes the account's folder, and those above it, mode 0700.
 */
gboolean
foyer_private_folder_ensure (const char *base, const char *account_uuid, GError **error)
{
  g_autofree char *accounts = foyer_private_folder_for_account (base, NULL);
  g_autofree char *folder = foyer_private_folder_for_account (base, account_uuid);

  return ensure_folder (accounts, TRUE, error) && ensure_folder (folder, TRUE, error);
}

/**
 * foyer_private_folder_remove:
 *
 * Removes a folder with the files in it; one that is not there is fine. Symbolic links are removed, not followed.
 */
gboolean
foyer_private_folder_remove (const char *path, GError **error)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (!foyer_private_file_remove (child, error))
        return FALSE;
    }
  if (rmdir (path) != 0 && errno != ENOENT)
    {
      foyer_private_set_error (error, errno, "Cannot remove “%s”", path);
      return FALSE;
    }
  return TRUE;
}

/**
 * foyer_private_file_ensure:
 *
 * Makes an empty file, mode 0600. It is not opened for that: closing any descriptor of a database would take SQLite's
 * locks away from every connection this process has to it. SQLite gives its journals the mode of their database.
 */
gboolean
foyer_private_file_ensure (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  struct stat info;

  if (mknod (path, S_IFREG | 0600, 0) == 0)
    return sync_folder (folder, error);
  if (errno != EEXIST)
    {
      foyer_private_set_error (error, errno, "Cannot make the file “%s”", path);
      return FALSE;
    }

  if (lstat (path, &info) != 0 || !S_ISREG (info.st_mode))
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_STORE, "“%s” is not a file", path);
      return FALSE;
    }
  if ((info.st_mode & OTHERS_MODES) != 0 && chmod (path, 0600) != 0)
    {
      foyer_private_set_error (error, errno, "Cannot close “%s” to others", path);
      return FALSE;
    }
  return TRUE;
}

/**
 * foyer_private_file_remove:
 *
 * Removes a file; one that is not there is fine.
 */
gboolean
foyer_private_file_remove (const char *path, GError **error)
{
  if (unlink (path) != 0 && errno != ENOENT)
    {
      foyer_private_set_error (error, errno, "Cannot remove “%s”", path);
      return FALSE;
    }
  return TRUE;
}

/**
 * foyer_private_file_set_aside:
 *
 * Renames a damaged database and the journals beside it, which may hold what the file itself lacks, to a name that
 * nothing overwrites. The caller holds the store's lock exclusively.
 *
 * Returns: (transfer full): the new path
 */
char *
foyer_private_file_set_aside (const char *path, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format (now, "%Y%m%dT%H%M%SZ");
  g_autofree char *target = g_strconcat (path, SET_ASIDE, time, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  for (guint attempt = 2; g_file_test (target, G_FILE_TEST_EXISTS); attempt++)
    {
      g_free (target);
      target = g_strdup_printf ("%s" SET_ASIDE "%s-%u", path, time, attempt);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (companions); i++)
    {
      g_autofree char *from = g_strconcat (path, companions[i], NULL);
      g_autofree char *to = g_strconcat (target, companions[i], NULL);

      if (rename (from, to) != 0 && errno != ENOENT)
        {
          foyer_private_set_error (error, errno, "Cannot set “%s” aside", from);
          return NULL;
        }
    }
  if (rename (path, target) != 0)
    {
      foyer_private_set_error (error, errno, "Cannot set “%s” aside", path);
      return NULL;
    }
  if (!sync_folder (folder, error))
    return NULL;
  return g_steal_pointer (&target);
}

/**
 * foyer_private_folder_list_set_aside:
 *
 * Returns: (transfer full) (element-type filename): the databases that were set aside in a folder
 */
GPtrArray *
foyer_private_folder_list_set_aside (const char *path)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      gboolean is_companion = FALSE;

      for (gsize i = 0; i < G_N_ELEMENTS (companions); i++)
        is_companion |= g_str_has_suffix (name, companions[i]);
      if (strstr (name, SET_ASIDE) != NULL && !is_companion)
        g_ptr_array_add (found, g_build_filename (path, name, NULL));
    }
  return g_steal_pointer (&found);
}
