/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "foyer-error.h"

G_BEGIN_DECLS

FoyerErrorCode foyer_private_error_code (int errno_value);
void foyer_private_set_error (GError **error, int errno_value, const char *format, ...) G_GNUC_PRINTF (3, 4);
char *foyer_private_folder_for_account (const char *base, const char *account_uuid);
gboolean foyer_private_folder_ensure (const char *base, const char *account_uuid, GError **error);
gboolean foyer_private_folder_remove (const char *path, GError **error);
gboolean foyer_private_file_ensure (const char *path, GError **error);
gboolean foyer_private_file_remove (const char *path, GError **error);
char *foyer_private_file_set_aside (const char *path, GError **error);
GPtrArray *foyer_private_folder_list_set_aside (const char *path);

G_END_DECLS
