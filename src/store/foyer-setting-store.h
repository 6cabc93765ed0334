/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-precious-file.h"

G_BEGIN_DECLS

/* Names: gint64 * to char *; a NULL name or value removes it; a setting that was never set is NULL without an error. */
void foyer_setting_store_list_field_names_async (FoyerPreciousFile *file,
                                                 GCancellable *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer user_data);
GHashTable *foyer_setting_store_list_field_names_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error);
void foyer_setting_store_set_field_name_async (FoyerPreciousFile *file,
                                               gint64 number,
                                               const char *name,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);
gboolean foyer_setting_store_set_field_name_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error);
void foyer_setting_store_get_async (FoyerPreciousFile *file,
                                    const char *name,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
char *foyer_setting_store_get_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error);
void foyer_setting_store_set_async (FoyerPreciousFile *file,
                                    const char *name,
                                    const char *value,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean foyer_setting_store_set_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error);

G_END_DECLS
